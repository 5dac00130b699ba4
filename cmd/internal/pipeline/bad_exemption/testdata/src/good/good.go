// Package good excuses one finding on purpose, and says why.
package good

import (
	"database/sql"
	"net/http"
)

func list(db *sql.DB, r *http.Request) (*sql.Rows, error) {
	//apiward:ignore sql_injection -- the gateway in front of this service allows "id" and "date" only
	return db.Query("SELECT * FROM orders ORDER BY " + r.URL.Query().Get("by"))
}
