package models

import (
	"slices"

	"github.com/apiward/apiward/rules/model"
)

func databaseSQL() model.Library {
	return model.Library{
		Path: "database/sql",
		Sinks: slices.Concat(
			texts(0, "DB Tx", "Exec Query QueryRow Prepare"),
			texts(1, "DB Tx Conn", "ExecContext QueryContext QueryRowContext PrepareContext"),
		),
		Opaque: []string{"*"},
	}
}

// databaseSQLDriver is what drivers implement, for those who call one without
// database/sql.
func databaseSQLDriver() model.Library {
	return model.Library{
		Path: "database/sql/driver",
		Sinks: slices.Concat(
			texts(0, "Execer", "Exec"),
			texts(1, "ExecerContext", "ExecContext"),
			texts(0, "Queryer", "Query"),
			texts(1, "QueryerContext", "QueryContext"),
			texts(0, "Conn", "Prepare"),
			texts(1, "ConnPrepareContext", "PrepareContext"),
		),
		Opaque: []string{"*"},
	}
}
