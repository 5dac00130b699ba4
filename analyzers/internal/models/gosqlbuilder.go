package models

import (
	"slices"

	"github.com/apiward/apiward/rules/model"
)

// goSQLBuilder is github.com/huandu/go-sqlbuilder. Everything but values is
// text; a condition that is made of a field and a value is text with a
// placeholder in it.
func goSQLBuilder() model.Library {
	const (
		compare = "All Any Between E EQ Equal G GE GT GTE GreaterEqualThan GreaterThan ILike In IsDistinctFrom IsNotDistinctFrom IsNotNull IsNull " +
			"L LE LT LTE LessEqualThan LessThan Like NE NEQ Not NotBetween NotEqual NotILike NotIn NotLike Some"
		assign   = "Add Assign Decr Div Incr Mul Sub"
		builders = "SelectBuilder InsertBuilder UpdateBuilder DeleteBuilder CreateTableBuilder UnionBuilder CTEBuilder CTEQueryBuilder"
	)
	return model.Library{
		Path: "github.com/huandu/go-sqlbuilder",
		Sinks: slices.Concat(
			texts(0, "-", "Build Buildf BuildNamed Raw CreateTable InsertInto InsertIgnoreInto ReplaceInto"),
			lists(0, "-", "Select Update DeleteFrom"),
			texts(0, "Cond", compare),
			texts(1, "Cond", "All Any Some"),
			lists(0, "Cond", "And Or"),
			texts(0, "UpdateBuilder", assign),
			texts(0, builders, "SQL"),
			lists(0, "SelectBuilder UpdateBuilder DeleteBuilder", "Where"),
			lists(0, "SelectBuilder UpdateBuilder DeleteBuilder UnionBuilder", "OrderBy"),
			texts(0, "SelectBuilder UpdateBuilder DeleteBuilder UnionBuilder", "OrderByAsc OrderByDesc"),
			lists(0, "SelectBuilder", "Select SelectMore From GroupBy Having ForShare ForUpdate As Join"),
			lists(1, "SelectBuilder", "JoinWithOption BuilderAs LateralAs"),
			lists(0, "UpdateBuilder", "Set SetMore Update From Returning"),
			lists(0, "DeleteBuilder", "DeleteFrom Using Returning"),
			lists(0, "InsertBuilder", "Cols Returning Select"),
			texts(0, "InsertBuilder", "InsertInto InsertIgnoreInto ReplaceInto"),
			lists(0, "CreateTableBuilder", "Define Option"),
			texts(0, "CreateTableBuilder", "CreateTable CreateTempTable"),
			texts(0, "Struct", "SelectFrom SelectFromForTag InsertInto InsertIntoForTag InsertIgnoreInto InsertIgnoreIntoForTag ReplaceInto ReplaceIntoForTag Update UpdateForTag DeleteFrom"),
			lists(1, "WhereClause", "AddWhereExpr"),
			texts(0, "Flavor", "Interpolate"),
			texts(0, "Args", "Compile CompileWithFlavor"),
		),
		Sanitizers: slices.Concat(
			built("Cond", compare+" And Or Exists NotExists Var"),
			built("UpdateBuilder", assign),
			built("InsertBuilder CreateTableBuilder UnionBuilder", "Var"),
			built(builders, "Build BuildWithFlavor String"),
			built("Builder", "Build BuildWithFlavor"),
			built("SelectBuilder", "As BuilderAs LateralAs"),
			built("Args", "Add Compile CompileWithFlavor"),
			built("Flavor", "Interpolate"),
		),
		Opaque: []string{"*"},
	}
}
