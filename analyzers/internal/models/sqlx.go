package models

import (
	"slices"

	"github.com/apiward/apiward/rules/model"
)

// sqlX is github.com/jmoiron/sqlx. What it takes over from database/sql, as
// DB.Query, is that library's. In, Named and their like hand out the text they
// were given with other placeholders.
func sqlX() model.Library {
	return model.Library{
		Path: "github.com/jmoiron/sqlx",
		Sinks: slices.Concat(
			texts(0, "DB Tx", "MustExec NamedExec NamedQuery Queryx QueryRowx Preparex PrepareNamed"),
			texts(1, "DB Tx", "Get Select MustExecContext NamedExecContext PrepareNamedContext"),
			texts(1, "DB Tx Conn", "QueryxContext QueryRowxContext PreparexContext"),
			texts(1, "DB", "NamedQueryContext"),
			texts(2, "DB Tx Conn", "GetContext SelectContext"),

			texts(1, "-", "MustExec NamedExec NamedQuery Preparex"),
			texts(2, "-", "Get Select MustExecContext NamedExecContext NamedQueryContext PreparexContext"),
			texts(3, "-", "GetContext SelectContext"),

			texts(0, "Execer Ext", "Exec"),
			texts(0, "Preparer", "Prepare"),
			texts(0, "Queryer Ext", "Query Queryx QueryRowx"),
			texts(1, "ExecerContext ExtContext", "ExecContext"),
			texts(1, "PreparerContext", "PrepareContext"),
			texts(1, "QueryerContext ExtContext", "QueryContext QueryxContext QueryRowxContext"),
		),
		// What these put between the texts are placeholders.
		Carriers: []model.Carrier{
			{Symbol: "In"}, {Symbol: "Named"}, {Symbol: "BindNamed", Arg: 1}, {Symbol: "Rebind", Arg: 1},
			{Symbol: "DB.BindNamed"}, {Symbol: "DB.Rebind"}, {Symbol: "Tx.BindNamed"}, {Symbol: "Tx.Rebind"}, {Symbol: "Conn.Rebind"},
		},
		Opaque: []string{"*"},
	}
}
