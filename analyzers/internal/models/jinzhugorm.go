package models

import (
	"slices"

	"github.com/apiward/apiward/rules/model"
)

// jinzhuGORM is github.com/jinzhu/gorm, the first version of gorm.
func jinzhuGORM() model.Library {
	return model.Library{
		Path: "github.com/jinzhu/gorm", Placeholders: "?",
		Sinks: slices.Concat(
			texts(0, "DB", "Raw Exec Table Group Joins Pluck"),
			conditions(0, "DB", "Where Not Or Having Order Select"),
			conditions(1, "DB", "First Last Take Find Delete FirstOrInit FirstOrCreate Preload"),
			texts(1, "DB", "ModifyColumn"),
			option(0, "DB.Set", "gorm:query_option", "gorm:insert_option", "gorm:update_option", "gorm:delete_option", "gorm:table_options"),
			texts(0, "-", "Expr"),
			texts(0, "Scope", "Raw"),
			texts(0, "SQLCommon", "Exec Prepare Query QueryRow"),
		),
		Opaque: []string{"*"},
	}
}
