// Package handles runs statements by every handle of database/sql.
package handles

import (
	"context"
	"database/sql"
	"net/http"
)

// Store embeds its handle.
type Store struct{ *sql.DB }

func (s *Store) embedded(w http.ResponseWriter, r *http.Request) {
	s.Query("SELECT * FROM " + r.FormValue("t"))    // want "proven: .* that sql.DB.Query runs"
	s.DB.Query("SELECT * FROM " + r.FormValue("t")) // want "proven"
	s.Query("SELECT * FROM t WHERE a = ?", r.FormValue("t"))
}

type txStore struct {
	*sql.Tx
	log func(string)
}

func (s txStore) embeddedTx(w http.ResponseWriter, r *http.Request) {
	s.Exec("DELETE FROM " + r.FormValue("t")) // want "proven"
}

func transaction(db *sql.DB, w http.ResponseWriter, r *http.Request) {
	tx, err := db.BeginTx(r.Context(), nil)
	if err != nil {
		return
	}
	defer tx.Rollback()
	tx.ExecContext(r.Context(), "DELETE FROM "+r.FormValue("t")) // want "proven"
	tx.ExecContext(r.Context(), "DELETE FROM t WHERE a = ?", r.FormValue("t"))
}

func connection(db *sql.DB, w http.ResponseWriter, r *http.Request) {
	conn, err := db.Conn(r.Context())
	if err != nil {
		return
	}
	defer conn.Close()
	conn.QueryRowContext(r.Context(), "SELECT * FROM "+r.FormValue("t")) // want "proven"
	conn.PrepareContext(r.Context(), "SELECT * FROM "+r.FormValue("t"))  // want "proven"
}

func prepared(db *sql.DB, w http.ResponseWriter, r *http.Request) {
	bad, err := db.Prepare("SELECT * FROM " + r.FormValue("t")) // want "proven"
	if err != nil {
		return
	}
	bad.Query()
	good, err := db.Prepare("SELECT * FROM t WHERE a = ?")
	if err != nil {
		return
	}
	good.Query(r.FormValue("t"))
	good.QueryRowContext(r.Context(), r.FormValue("t"))
}

// DBTX is what both handles can do.
type DBTX interface {
	ExecContext(context.Context, string, ...any) (sql.Result, error)
	QueryContext(context.Context, string, ...any) (*sql.Rows, error)
	QueryRowContext(context.Context, string, ...any) *sql.Row
}

// Queries runs on either handle.
type Queries struct{ db DBTX }

// New returns queries on a handle.
func New(db DBTX) *Queries { return &Queries{db} }

const byName = "SELECT id FROM t WHERE name = $1"

func (q *Queries) byName(w http.ResponseWriter, r *http.Request) {
	q.db.QueryRowContext(r.Context(), byName, r.FormValue("name"))
}

func (q *Queries) sorted(w http.ResponseWriter, r *http.Request) {
	q.db.QueryContext(r.Context(), "SELECT id FROM t ORDER BY "+r.FormValue("sort")) // want "proven"
}

func literal(w http.ResponseWriter, r *http.Request) {
	var db interface {
		Exec(string, ...any) (sql.Result, error)
	} = handle()
	db.Exec("DELETE FROM " + r.FormValue("t")) // want "proven"
	db.Exec("DELETE FROM t WHERE a = ?", r.FormValue("t"))
}

func handle() *sql.DB { return nil }

func serve(db *sql.DB) *Queries { return New(db) }

func inTx(ctx context.Context, db *sql.DB, do func(*sql.Tx) error) error {
	tx, err := db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	if err := do(tx); err != nil {
		return err
	}
	return tx.Commit()
}

func within(db *sql.DB, w http.ResponseWriter, r *http.Request) {
	inTx(r.Context(), db, func(tx *sql.Tx) error {
		_, err := tx.Exec("DELETE FROM " + r.FormValue("t")) // want "proven"
		return err
	})
	inTx(r.Context(), db, func(tx *sql.Tx) error {
		_, err := tx.Exec("DELETE FROM t WHERE a = ?", r.FormValue("t"))
		return err
	})
}

// look-alikes: neither runs SQL.
type log struct{}

func (log) Query(string) {}
func (log) Exec(string)  {}

func lookAlike(w http.ResponseWriter, r *http.Request) {
	log{}.Query("SELECT " + r.FormValue("t"))
	log{}.Exec("SELECT " + r.FormValue("t"))
}
