package models

import (
	"slices"

	"github.com/apiward/apiward/rules/model"
)

// squirrel is github.com/Masterminds/squirrel: strings are text, Eq and its
// like are not.
func squirrel() model.Library {
	return model.Library{
		Path: "github.com/Masterminds/squirrel", Placeholders: "?",
		Sinks: slices.Concat(
			texts(0, "- StatementBuilderType", "Insert Replace Update Delete"),
			lists(0, "- StatementBuilderType", "Select"),
			texts(0, "-", "Expr"),
			texts(1, "-", "Alias"),
			conditionLists(0, "-", "ConcatExpr Case"),
			conditions(0, "CaseBuilder", "When Else"),
			conditions(1, "CaseBuilder", "When"),

			texts(0, "SelectBuilder InsertBuilder UpdateBuilder DeleteBuilder", "Prefix Suffix"),
			conditions(0, "SelectBuilder UpdateBuilder DeleteBuilder StatementBuilderType", "Where"),
			lists(0, "SelectBuilder UpdateBuilder DeleteBuilder", "OrderBy"),
			texts(0, "SelectBuilder UpdateBuilder DeleteBuilder", "From"),
			texts(1, "SelectBuilder UpdateBuilder", "FromSelect"),
			lists(0, "SelectBuilder InsertBuilder", "Columns Options"),
			lists(0, "SelectBuilder", "GroupBy"),
			conditions(0, "SelectBuilder", "Column Having JoinClause OrderByClause"),
			texts(0, "SelectBuilder", "Join LeftJoin RightJoin InnerJoin CrossJoin"),
			texts(0, "InsertBuilder", "Into"),
			texts(0, "UpdateBuilder", "Table Set"),

			texts(0, "Execer BaseRunner Runner RunnerContext DBProxy DBProxyBeginner DBProxyContext", "Exec"),
			texts(0, "Queryer BaseRunner Runner RunnerContext DBProxy DBProxyBeginner DBProxyContext", "Query"),
			texts(0, "QueryRower Runner RunnerContext DBProxy DBProxyBeginner DBProxyContext", "QueryRow"),
			texts(0, "Preparer PreparerContext DBProxy DBProxyBeginner DBProxyContext", "Prepare"),
			texts(1, "ExecerContext RunnerContext", "ExecContext"),
			texts(1, "QueryerContext RunnerContext", "QueryContext"),
			texts(1, "QueryRowerContext RunnerContext", "QueryRowContext"),
			texts(1, "PreparerContext DBProxyContext", "PrepareContext"),
			texts(0, "StmtCache StdSql StdSqlCtx", "Exec Query QueryRow"),
			texts(1, "StmtCache StdSqlCtx", "ExecContext QueryContext QueryRowContext"),
			texts(0, "StmtCache", "Prepare"),
			texts(1, "StmtCache", "PrepareContext"),
		),
		Sanitizers: slices.Concat(
			built("SelectBuilder InsertBuilder UpdateBuilder DeleteBuilder", "ToSql MustSql"),
			built("-", "Placeholders"),
			built("Sqlizer CaseBuilder And Or Eq NotEq Lt Gt LtOrEq GtOrEq Like NotLike ILike NotILike", "ToSql"),
		),
		Opaque: []string{"*"},
	}
}
