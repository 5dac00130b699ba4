package models

import (
	"slices"

	"github.com/apiward/apiward/rules/model"
)

// uptraceBun is github.com/uptrace/bun. Column, Table, Group and Order quote
// what they are given; their like that end in Expr do not.
func uptraceBun() []model.Library {
	return []model.Library{
		{
			Path: "github.com/uptrace/bun", Placeholders: "?",
			Sinks: slices.Concat(
				texts(0, "DB Tx", "Exec Query QueryRow"),
				texts(0, "DB", "Prepare"),
				texts(1, "DB", "PrepareContext"),
				texts(1, "DB Tx Conn IConn IDB", "ExecContext QueryContext QueryRowContext"),
				texts(0, "DB Tx Conn IDB", "NewRaw"),
				texts(1, "-", "NewRawQuery"),
				texts(0, "-", "SafeQuery"),

				texts(0, "SelectQuery UpdateQuery DeleteQuery QueryBuilder", "Where WhereOr WhereGroup"),
				texts(0, "InsertQuery CreateIndexQuery", "Where WhereOr"),
				texts(0, "SelectQuery InsertQuery UpdateQuery DeleteQuery MergeQuery CreateTableQuery CreateIndexQuery DropTableQuery AddColumnQuery DropColumnQuery TruncateTableQuery", "TableExpr"),
				texts(0, "SelectQuery InsertQuery UpdateQuery DeleteQuery MergeQuery CreateTableQuery CreateIndexQuery DropTableQuery AddColumnQuery DropColumnQuery TruncateTableQuery", "ModelTableExpr"),
				texts(0, "SelectQuery InsertQuery CreateTableQuery CreateIndexQuery AddColumnQuery DropColumnQuery", "ColumnExpr"),
				texts(0, "SelectQuery UpdateQuery DeleteQuery", "OrderExpr"),
				texts(0, "SelectQuery UpdateQuery", "Join JoinOn JoinOnOr"),
				texts(0, "SelectQuery", "GroupExpr Having For DistinctOn"),
				texts(0, "InsertQuery UpdateQuery", "Set"),
				texts(0, "InsertQuery UpdateQuery DeleteQuery MergeQuery", "Returning"),
				texts(0, "InsertQuery MergeQuery", "On"),
				texts(1, "InsertQuery UpdateQuery ValuesQuery", "Value"),
				texts(1, "UpdateQuery", "SetColumn"),
				texts(0, "MergeQuery", "Using When WhenInsert WhenUpdate WhenDelete"),
				texts(0, "CreateIndexQuery", "IndexExpr IncludeExpr Using"),
				texts(0, "CreateTableQuery", "ForeignKey PartitionBy"),
			),
			Opaque: []string{"*"},
		},
		{
			Path:       "github.com/uptrace/bun/schema",
			Sinks:      slices.Concat(texts(0, "-", "SafeQuery SafeQueryWithSep"), texts(0, "QueryGen", "FormatQuery"), texts(1, "QueryGen", "AppendQuery")),
			Sanitizers: built("QueryGen", "FormatQuery AppendQuery AppendIdent AppendName"),
			Opaque:     []string{"*"},
		},
	}
}
