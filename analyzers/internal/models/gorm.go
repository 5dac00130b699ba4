package models

import (
	"slices"

	"github.com/apiward/apiward/rules/model"
)

// ormGORM is gorm.io/gorm. A condition is text if it is a string, also one that
// stands behind the destination, as in First(&user, "id = "+id). A struct or a
// map becomes parameters.
func ormGORM() model.Library {
	return model.Library{
		Path: "gorm.io/gorm", Placeholders: "?",
		Sinks: slices.Concat(
			texts(0, "DB", "Raw Exec Table Group Joins InnerJoins Pluck SavePoint RollbackTo"),
			conditions(0, "DB", "Where Not Or Having Order Select"),
			conditionLists(0, "DB", "Distinct"),
			conditions(1, "DB", "First Last Take Find Delete FirstOrInit FirstOrCreate Preload"),
			conditions(1, "Association", "Find"),
			texts(0, "-", "Expr"),
			option(0, "DB.Set", "gorm:table_options"),

			texts(1, "ConnPool Tx PreparedStmtDB PreparedStmtTX", "ExecContext QueryContext QueryRowContext"),
			texts(1, "ConnPool Tx", "PrepareContext"),

			// The calls of G[T].
			texts(0, "Interface ChainInterface CreateInterface", "Group Table Select"),
			conditions(0, "Interface ChainInterface CreateInterface JoinBuilder PreloadBuilder", "Where Not Or"),
			conditions(0, "Interface ChainInterface CreateInterface", "Having Order"),
			conditions(0, "PreloadBuilder", "Order"),
			conditionLists(0, "Interface ChainInterface CreateInterface", "Distinct"),
			texts(0, "Interface", "Raw"),
			texts(1, "Interface", "Exec"),
		),
		Opaque: []string{"*"},
	}
}

// gormClause is gorm.io/gorm/clause: what a chain of calls is made of, and may
// be written down as. A column's name is quoted.
func gormClause() model.Library {
	return model.Library{
		Path: "gorm.io/gorm/clause",
		Sinks: []model.Sink{
			{Symbol: "Expr.SQL", Kind: model.SQL},
			{Symbol: "NamedExpr.SQL", Kind: model.SQL},
			{Symbol: "Locking.Strength", Kind: model.SQL},
			{Symbol: "Locking.Options", Kind: model.SQL},
		},
		Opaque: []string{"*"},
	}
}

// option is a call that sets one of the named options, which stands in its
// first argument, to SQL text.
func option(arg int, symbol string, names ...string) []model.Sink {
	return []model.Sink{{Symbol: symbol, Kind: model.SQL, Arg: arg + 1, Text: true, When: &model.Condition{Arg: arg, Values: names}}}
}
