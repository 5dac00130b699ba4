// Package rawdriver talks to a driver without database/sql between.
package rawdriver

import (
	"database/sql"
	"database/sql/driver"
	"net/http"
)

// raw runs text on the driver's own connection.
func raw(db *sql.DB, r *http.Request) error {
	conn, err := db.Conn(r.Context())
	if err != nil {
		return err
	}
	defer conn.Close()
	return conn.Raw(func(c any) error {
		if e, ok := c.(driver.ExecerContext); ok {
			_, err := e.ExecContext(r.Context(), "TRUNCATE "+r.FormValue("table"), nil) // want "proven: form value \"table\""
			return err
		}
		return nil
	})
}

// values is safe: named values stand for placeholders.
func values(q driver.QueryerContext, r *http.Request) error {
	rows, err := q.QueryContext(r.Context(), "SELECT * FROM t WHERE a = ?", []driver.NamedValue{{Ordinal: 1, Value: r.FormValue("a")}})
	if err != nil {
		return err
	}
	return rows.Close()
}

// prepared prepares text.
func prepared(c driver.ConnPrepareContext, r *http.Request) error {
	_, err := c.PrepareContext(r.Context(), "SELECT "+r.FormValue("column")+" FROM t") // want "proven: form value \"column\""
	return err
}
