package models

import (
	"slices"

	"github.com/apiward/apiward/rules/model"
)

// gocraftDBR is github.com/gocraft/dbr. What runs text on a connection itself
// is taken over from database/sql.
func gocraftDBR() model.Library {
	return model.Library{
		Path: "github.com/gocraft/dbr/v2", Placeholders: "?",
		Sinks: slices.Concat(
			texts(0, "- Session Tx SessionRunner", "UpdateBySql DeleteBySql InsertBySql SelectBySql"),
			lists(0, "Session Tx SessionRunner", "Select"),
			conditionLists(0, "-", "Select"),
			texts(0, "-", "Expr InterpolateForDialect"),
			conditions(0, "SelectStmt UpdateStmt DeleteStmt", "Where"),
			conditions(0, "SelectStmt", "From Having Join LeftJoin RightJoin FullJoin"),
			conditions(1, "SelectStmt", "Join LeftJoin RightJoin FullJoin"),
			lists(0, "SelectStmt", "GroupBy"),
			texts(0, "SelectStmt", "OrderBy OrderAsc OrderDesc OrderDir Suffix"),
			texts(1, "Runner", "ExecContext QueryContext"),
		),
		Sanitizers: built("-", "InterpolateForDialect"),
		Harmless:   []string{"I"}, // a name, which is quoted
		Opaque:     []string{"*"},
	}
}
