package models

import (
	"slices"

	"github.com/apiward/apiward/rules/model"
)

// beegoORM is github.com/beego/beego's client/orm. Filters name columns that it
// knows, raw conditions and the query builder are text.
func beegoORM() model.Library {
	const builders = "QueryBuilder MySQLQueryBuilder PostgresQueryBuilder"
	return model.Library{
		Path: "github.com/beego/beego/v2/client/orm", Placeholders: "?",
		Sinks: slices.Concat(
			texts(0, "DB TxDB", "Exec Query QueryRow Prepare"),
			texts(1, "DB TxDB", "ExecContext QueryContext QueryRowContext PrepareContext"),
			texts(0, "DML QueryExecutor Ormer TxOrmer DoNothingOrm", "Raw"),
			texts(1, "DML QueryExecutor Ormer TxOrmer DoNothingOrm", "RawWithCtx"),
			texts(1, "QuerySeter", "FilterRaw"),
			texts(0, "QuerySeter", "Aggregate"),
			texts(1, "Condition", "Raw"),
			texts(0, builders, "And Or Having InnerJoin LeftJoin RightJoin On Where"),
			lists(0, builders, "Delete From GroupBy In InsertInto OrderBy Select Set Subquery Update Values"),
		),
		Sanitizers: built(builders, "String Subquery"),
		Opaque:     []string{"*"},
	}
}
