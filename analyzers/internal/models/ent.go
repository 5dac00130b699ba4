package models

import (
	"slices"

	"github.com/apiward/apiward/rules/model"
)

// entDialect is what ent's generated code stands on, and what it lets through
// to write SQL by hand.
func entDialect() []model.Library {
	return []model.Library{
		{
			Path: "entgo.io/ent/dialect",
			Sinks: slices.Concat(
				texts(1, "ExecQuerier Driver Tx DebugDriver DebugTx", "Exec Query"),
				texts(1, "DebugDriver DebugTx", "ExecContext QueryContext"),
			),
			Opaque: []string{"*"},
		},
		{
			Path: "entgo.io/ent/dialect/sql",
			Sinks: slices.Concat(
				texts(0, "-", "Raw Expr ExprP"),
				texts(0, "Builder", "WriteString S Argf"),
				texts(1, "Conn", "Exec Query"),
				texts(1, "ExecQuerier", "ExecContext QueryContext"),
			),
			Sanitizers: built("Selector InsertBuilder UpdateBuilder DeleteBuilder Builder Querier", "Query"),
			Opaque:     []string{"*"},
		},
	}
}
