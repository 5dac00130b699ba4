// Package pgxv4 talks to PostgreSQL by the version of pgx before.
package pgxv4

import (
	"net/http"

	"github.com/jackc/pgconn"
	"github.com/jackc/pgx/v4"
	"github.com/jackc/pgx/v4/pgxpool"
)

var pool *pgxpool.Pool

// query puts a value into the text, and passes one as an argument.
func query(w http.ResponseWriter, r *http.Request) {
	rows, err := pool.Query(r.Context(), "SELECT * FROM t WHERE a = '"+r.FormValue("a")+"'") // want "proven: form value \"a\""
	if err != nil {
		return
	}
	rows.Close()
	_, _ = pool.Exec(r.Context(), "DELETE FROM t WHERE a = $1", r.FormValue("a"))
}

// queryFunc calls a function for each row.
func queryFunc(w http.ResponseWriter, r *http.Request) {
	var a string
	_, _ = pool.QueryFunc(r.Context(), "SELECT a FROM "+r.FormValue("t"), nil, []any{&a}, func(pgx.QueryFuncRow) error { return nil }) // want "proven: form value \"t\""
	_, _ = pool.QueryFunc(r.Context(), "SELECT a FROM t WHERE b = $1", []any{r.FormValue("b")}, []any{&a}, func(pgx.QueryFuncRow) error { return nil })
}

// transaction runs in a transaction.
func transaction(w http.ResponseWriter, r *http.Request) {
	_ = pool.BeginFunc(r.Context(), func(tx pgx.Tx) error {
		_, err := tx.Exec(r.Context(), "DROP TABLE "+r.FormValue("t")) // want "proven: form value \"t\""
		return err
	})
}

// batch is safe: it queues constants, and one identifier that is quoted.
func batch(w http.ResponseWriter, r *http.Request) {
	var b pgx.Batch
	b.Queue("INSERT INTO t VALUES ($1)", r.FormValue("a"))
	b.Queue("TRUNCATE " + pgx.Identifier{r.FormValue("t")}.Sanitize())
	pool.SendBatch(r.Context(), &b)
}

// lowLevel runs on the connection below.
func lowLevel(conn *pgconn.PgConn, r *http.Request) {
	conn.Exec(r.Context(), r.FormValue("q")) // want "proven: form value \"q\""
}
