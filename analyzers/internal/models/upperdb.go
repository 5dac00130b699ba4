package models

import (
	"slices"

	"github.com/apiward/apiward/rules/model"
)

// upperDB is github.com/upper/db. The first of a list of conditions is text if
// it is a string, the others are values; names of columns are quoted.
func upperDB() model.Library {
	return model.Library{
		Path: "github.com/upper/db/v4",
		Sinks: slices.Concat(
			texts(0, "-", "Raw Func Op"),
			conditions(0, "SQL", "Exec Query QueryRow Iterator Prepare"),
			conditions(1, "SQL", "ExecContext QueryContext QueryRowContext IteratorContext PrepareContext"),
			conditions(0, "Selector Updater Deleter", "Where And"),
			conditions(0, "Selector", "On"),
			conditions(0, "Collection Store", "Find"),
			conditions(0, "Result", "And"),
			texts(0, "SQLEngine", "Exec Query QueryRow Prepare"),
			texts(1, "SQLEngine", "ExecContext QueryContext QueryRowContext PrepareContext"),
		),
		Sanitizers: built("Selector Inserter Updater Deleter", "String"),
		Opaque:     []string{"*"},
	}
}
