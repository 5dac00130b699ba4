package models

import (
	"slices"

	"github.com/apiward/apiward/rules/model"
)

// clickHouse is github.com/ClickHouse/clickhouse-go by its own interface; the
// other is database/sql.
func clickHouse() []model.Library {
	return []model.Library{
		{Path: "github.com/ClickHouse/clickhouse-go/v2", Opaque: []string{"*"}},
		{
			Path: "github.com/ClickHouse/clickhouse-go/v2/lib/driver",
			Sinks: slices.Concat(
				texts(1, "Conn", "Exec Query QueryRow PrepareBatch AsyncInsert"),
				texts(2, "Conn", "Select InsertFormat QueryFormat"),
			),
			Opaque: []string{"*"},
		},
	}
}
