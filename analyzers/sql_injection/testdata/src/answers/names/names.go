// Package names asks others what things are kept under.
package names

import "database/sql"

// Names says under which name something is kept.
type Names interface {
	Of(id string) string
	Fixed(id string) string
}

// Find finds what is kept under the name of an ID, by way of other functions.
func Find(db *sql.DB, n Names, id string) { find(db, n, id) }

func find(db *sql.DB, n Names, id string) {
	query(db, n.Of(id))
	db.Query("SELECT * FROM " + n.Fixed(id))
	db.Query("DELETE FROM " + name(n, id)) // want `proven: query parameter "id"`
}

func query(db *sql.DB, table string) {
	db.Query("SELECT * FROM " + table) // want `proven: query parameter "id"`
}

func name(n Names, id string) string { return n.Of(id) }
