package models

import (
	"slices"

	"github.com/apiward/apiward/rules/model"
)

// goRqlite is github.com/rqlite/gorqlite, with one statement or a list of them.
func goRqlite() model.Library {
	return model.Library{
		Path: "github.com/rqlite/gorqlite",
		Sinks: slices.Concat(
			texts(0, "Connection", "Query QueryOne Queue QueueOne Request Write WriteOne"),
			texts(1, "Connection", "QueryContext QueryOneContext QueueContext QueueOneContext RequestContext WriteContext WriteOneContext"),
			[]model.Sink{{Symbol: "ParameterizedStatement.Query", Kind: model.SQL}},
		),
		Opaque: []string{"*"},
	}
}
