package models

import (
	"slices"

	"github.com/apiward/apiward/rules/model"
)

// gogfGDB is github.com/gogf/gf's database/gdb. Where a condition may be
// anything, a string is text and maps and structs are values.
func gogfGDB() model.Library {
	return model.Library{
		Path: "github.com/gogf/gf/v2/database/gdb",
		Sinks: slices.Concat(
			texts(1, "DB Core", "Exec Query Prepare GetAll GetArray GetCount GetOne GetValue"),
			texts(2, "DB Core", "GetScan DoExec DoQuery DoSelect DoPrepare"),
			texts(3, "DB Core", "DoDelete"),
			texts(4, "DB Core", "DoUpdate"),
			conditions(2, "DB Core", "Update Delete"),
			conditions(3, "DB Core", "Update"),
			texts(0, "TX TXCore", "Exec Query Prepare GetAll GetCount GetOne GetValue SavePoint RollbackTo"),
			texts(1, "TX TXCore", "GetScan GetStruct GetStructs"),
			conditions(1, "TX TXCore", "Update Delete"),
			conditions(2, "TX TXCore", "Update"),
			texts(1, "TX TXCore Link", "ExecContext QueryContext PrepareContext"),
			texts(0, "DB Core TX TXCore Model", "Raw"),

			conditions(0, "Model", "Having One All Count Delete Update"),
			conditions(1, "Model", "Scan"),
			conditions(0, "Model WhereBuilder", "Where WhereOr"),
			texts(0, "Model WhereBuilder", "Wheref WhereOrf"),
			conditionLists(0, "Model", "Fields Order"),
			lists(0, "Model", "Group LeftJoin RightJoin InnerJoin"),
			texts(0, "Model", "OrderAsc OrderDesc"),
		),
		Opaque: []string{"*"},
	}
}
