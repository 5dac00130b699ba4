package models

import (
	"slices"

	"github.com/apiward/apiward/rules/model"
)

// goqu is github.com/doug-martin/goqu. Only literals are text: names are
// quoted, values are parameters or quoted.
func goqu() []model.Library {
	return []model.Library{
		{
			Path: "github.com/doug-martin/goqu/v9", Placeholders: "?",
			Sinks: slices.Concat(
				texts(0, "-", "L Literal Func DoUpdate"),
				texts(1, "-", "Cast"),
				texts(0, "Database TxDatabase", "Exec Query QueryRow Prepare"),
				texts(1, "Database TxDatabase SQLDatabase SQLTx", "ExecContext QueryContext QueryRowContext PrepareContext"),
				texts(1, "Database TxDatabase", "ScanStruct ScanStructs ScanVal ScanVals"),
				texts(2, "Database TxDatabase", "ScanStructContext ScanStructsContext ScanValContext ScanValsContext"),
			),
			Sanitizers: built("SelectDataset InsertDataset UpdateDataset DeleteDataset TruncateDataset", "ToSQL"),
			Opaque:     []string{"*"},
		},
		{
			Path: "github.com/doug-martin/goqu/v9/exp",
			Sinks: slices.Concat(
				texts(0, "-", "NewLiteralExpression NewSQLFunctionExpression NewDoUpdateConflictExpression"),
				texts(1, "-", "NewCastExpression"),
				texts(0, "Castable IdentifierExpression", "Cast"),
			),
			Opaque: []string{"*"},
		},
	}
}
