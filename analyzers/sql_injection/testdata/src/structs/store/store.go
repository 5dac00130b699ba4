// Package store lists orders.
package store

import "database/sql"

// Filter says which orders, and in what order.
type Filter struct{ Search, Sort string }

// DB keeps orders.
type DB struct{ db *sql.DB }

// New returns a store.
func New(db *sql.DB) *DB { return &DB{db} }

// List puts one field into the text.
func (d *DB) List(f Filter) {
	d.db.Query("SELECT * FROM orders WHERE name = ? ORDER BY "+f.Sort, f.Search) // want `proven: query parameter "sort"`
}

// Find takes the filter by a pointer.
func (d *DB) Find(f *Filter) {
	d.db.Query("SELECT * FROM orders WHERE name = ? ORDER BY "+f.Sort, f.Search) // want `proven: form value "order"`
}

// Count has its text from a list of options.
func Count(db *sql.DB, opts ...Filter) {
	db.Query("SELECT count(*) FROM orders WHERE name = ? GROUP BY "+opts[0].Sort, opts[0].Search) // want `proven: form value "group"`
}
