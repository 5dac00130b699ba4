package models

import (
	"slices"

	"github.com/apiward/apiward/rules/model"
)

// goGorp is github.com/go-gorp/gorp.
func goGorp() model.Library {
	const scalars = "SelectInt SelectNullInt SelectFloat SelectNullFloat SelectStr SelectNullStr"
	return model.Library{
		Path: "github.com/go-gorp/gorp/v3",
		Sinks: slices.Concat(
			texts(0, "DbMap Transaction SqlExecutor", "Exec Query QueryRow "+scalars),
			texts(1, "DbMap Transaction SqlExecutor", "Select SelectOne"),
			texts(0, "DbMap Transaction", "Prepare"),
			texts(1, "-", scalars),
			texts(3, "-", "SelectOne"),
		),
		Opaque: []string{"*"},
	}
}
