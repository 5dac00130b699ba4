package models

import (
	"slices"

	"github.com/apiward/apiward/rules/model"
)

// sqlBoiler is github.com/aarondl/sqlboiler, with the mods that its generated
// models take.
func sqlBoiler() []model.Library {
	return []model.Library{
		{
			Path: "github.com/aarondl/sqlboiler/v4/queries",
			Sinks: slices.Concat(
				texts(0, "-", "Raw RawG"),
				texts(1, "-", "SetSQL SetFor SetDistinct AppendWhere AppendIn AppendNotIn AppendHaving AppendGroupBy AppendOrderBy AppendWith AppendInnerJoin AppendLeftOuterJoin AppendRightOuterJoin AppendFullOuterJoin"),
				lists(1, "-", "SetFrom AppendFrom AppendSelect SetSelect"),
			),
			Opaque: []string{"*"},
		},
		{
			Path: "github.com/aarondl/sqlboiler/v4/queries/qm",
			Sinks: slices.Concat(
				texts(0, "-", "SQL Where And Or WhereIn AndIn OrIn WhereNotIn AndNotIn OrNotIn From GroupBy Having OrderBy Distinct For With InnerJoin LeftOuterJoin RightOuterJoin FullOuterJoin"),
				lists(0, "-", "Select"),
			),
			Opaque: []string{"*"},
		},
		{
			Path: "github.com/aarondl/sqlboiler/v4/boil",
			Sinks: slices.Concat(
				texts(0, "Executor Transactor ContextExecutor ContextTransactor", "Exec Query QueryRow"),
				texts(1, "ContextExecutor ContextTransactor", "ExecContext QueryContext QueryRowContext"),
			),
			Opaque: []string{"*"},
		},
	}
}
