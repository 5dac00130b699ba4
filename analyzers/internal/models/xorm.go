package models

import (
	"slices"

	"github.com/apiward/apiward/rules/model"
)

// xormEngine is xorm.io/xorm. What takes anything runs a string as text; beans
// become parameters.
func xormEngine() model.Library {
	return model.Library{
		Path: "xorm.io/xorm", Placeholders: "?",
		Sinks: slices.Concat(
			conditions(0, "Engine EngineGroup Session Interface EngineInterface", "Query QueryString QueryInterface"),
			conditions(0, "Engine Session Interface EngineInterface", "Exec SQL Where OrderBy"),
			conditions(0, "Session", "And Or QuerySliceString"),
			texts(0, "Engine Session Interface EngineInterface", "Alias In NotIn Select SetExpr GroupBy Join"),
			conditions(1, "Engine Session Interface EngineInterface", "SetExpr Join"),
			conditions(2, "Engine Session Interface EngineInterface", "Join"),
			texts(0, "Engine Session", "Having"),
			texts(1, "Engine Session Interface EngineInterface", "Sum SumInt"),
			lists(1, "Engine Session Interface EngineInterface", "Sums SumsInt"),
		),
		// Quotes alone escape nothing. A table is named after the type of a bean.
		Carriers:   []model.Carrier{{Symbol: "Engine.Quote"}, {Symbol: "EngineInterface.Quote"}},
		Sanitizers: quoters("Engine.TableName", "EngineInterface.TableName"),
		Opaque:     []string{"*"},
	}
}

// xormBuilder is xorm.io/builder. The values of Eq and its like are
// placeholders.
func xormBuilder() model.Library {
	return model.Library{
		Path: "xorm.io/builder", Placeholders: "?",
		Sinks: slices.Concat(
			texts(0, "-", "Expr In NotIn"),
			lists(0, "- Builder", "Select"),
			conditions(0, "Builder", "From Having OrderBy InnerJoin LeftJoin RightJoin CrossJoin FullJoin"),
			conditions(1, "Builder", "InnerJoin LeftJoin RightJoin CrossJoin FullJoin Join"),
			conditions(2, "Builder", "Join"),
			texts(0, "Builder", "GroupBy Into Join"),
			texts(0, "-", "ConvertToBoundSQL ConvertPlaceholder"),
		),
		Sanitizers: slices.Concat(
			built("-", "ToSQL ToBoundSQL ConvertToBoundSQL ConvertPlaceholder"),
			built("Builder", "ToSQL ToBoundSQL"),
		),
		Opaque: []string{"*"},
	}
}
