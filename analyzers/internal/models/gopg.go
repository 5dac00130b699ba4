package models

import (
	"slices"

	"github.com/apiward/apiward/rules/model"
)

// goPG is github.com/go-pg/pg. A query that is no string is a statement of its
// own.
func goPG() []model.Library {
	return []model.Library{
		{
			Path: "github.com/go-pg/pg/v10", Placeholders: "?",
			Sinks: slices.Concat(
				goPGCalls("baseDB Tx DBI"),
				texts(0, "baseDB Tx", "Prepare"),
				texts(0, "-", "SafeQuery"),
			),
			Opaque: []string{"*"},
		},
		{
			Path: "github.com/go-pg/pg/v10/orm", Placeholders: "?",
			Sinks: slices.Concat(
				goPGCalls("DB"),
				conditions(0, "Query", "Exec ExecOne"),
				conditions(1, "Query", "Query QueryOne CopyFrom CopyTo"),
				texts(0, "Query", "ColumnExpr TableExpr DistinctOn For GroupExpr Having Join JoinOn JoinOnOr OnConflict OrderExpr Returning Set Where WhereIn WhereInMulti WhereInOr WhereOr"),
				texts(1, "Query", "Value"),
				texts(0, "-", "SafeQuery"),
				texts(1, "Formatter QueryFormatter", "FormatQuery"),
				texts(1, "Formatter", "FormatQueryBytes"),
			),
			Sanitizers: built("Formatter QueryFormatter", "FormatQuery"),
			Opaque:     []string{"*"},
		},
	}
}

func goPGCalls(types string) []model.Sink {
	return slices.Concat(
		conditions(0, types, "Exec ExecOne"),
		conditions(1, types, "ExecContext ExecOneContext Query QueryOne CopyFrom CopyTo"),
		conditions(2, types, "QueryContext QueryOneContext"),
	)
}
