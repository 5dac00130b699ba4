package models

import (
	"slices"

	"github.com/apiward/apiward/rules/model"
)

// goCQL is github.com/gocql/gocql, whose language is Cassandra's.
func goCQL() model.Library {
	return model.Library{
		Path: "github.com/gocql/gocql", Placeholders: "?",
		Sinks: slices.Concat(
			texts(0, "Session Batch", "Query Bind"),
			[]model.Sink{{Symbol: "BatchEntry.Stmt", Kind: model.SQL}},
		),
		Sanitizers: built("UUID", "String"),
		Opaque:     []string{"*"},
		Harmless:   []string{"UUID"},
	}
}
