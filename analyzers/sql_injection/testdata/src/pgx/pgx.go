// Package pgx talks to PostgreSQL by pgx's own interface.
package pgx

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"strings"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"
	"github.com/jackc/pgx/v5/pgxpool"
)

// API answers requests.
type API struct {
	pool *pgxpool.Pool
	conn *pgx.Conn
}

// Account is a row.
type Account struct {
	ID    int64
	Owner string
}

// poolQuery puts a query parameter into the text.
func (a *API) poolQuery(w http.ResponseWriter, r *http.Request) {
	rows, err := a.pool.Query(r.Context(), "SELECT id, owner FROM accounts WHERE owner = '"+r.URL.Query().Get("owner")+"'") // want "proven: query parameter \"owner\""
	if err != nil {
		return
	}
	accounts, err := pgx.CollectRows(rows, pgx.RowToStructByPos[Account])
	if err != nil {
		return
	}
	_ = json.NewEncoder(w).Encode(accounts)
}

// poolQuerySafe passes it as an argument.
func (a *API) poolQuerySafe(w http.ResponseWriter, r *http.Request) {
	rows, err := a.pool.Query(r.Context(), "SELECT id, owner FROM accounts WHERE owner = $1", r.URL.Query().Get("owner"))
	if err != nil {
		return
	}
	defer rows.Close()
}

// namedArgs is safe: a map names the values.
func (a *API) namedArgs(w http.ResponseWriter, r *http.Request) {
	args := pgx.NamedArgs{"owner": r.FormValue("owner"), "kind": r.FormValue("kind")}
	_, _ = a.pool.Exec(r.Context(), "INSERT INTO accounts (owner, kind) VALUES (@owner, @kind)", args)
	_ = a.conn.QueryRow(r.Context(), "SELECT id FROM accounts WHERE owner = @owner", pgx.StrictNamedArgs{"owner": r.FormValue("owner")})
}

// scanned reads one row.
func (a *API) scanned(w http.ResponseWriter, r *http.Request) {
	var id int64
	err := a.pool.QueryRow(r.Context(), fmt.Sprintf("SELECT id FROM accounts WHERE owner = '%s'", r.FormValue("owner"))).Scan(&id) // want "proven: form value \"owner\""
	if err != nil {
		return
	}
	_ = a.conn.QueryRow(r.Context(), fmt.Sprintf("SELECT owner FROM accounts WHERE id = %d", id)).Scan(new(string))
}

// connection runs on one connection.
func (a *API) connection(w http.ResponseWriter, r *http.Request) {
	_, _ = a.conn.Exec(r.Context(), "DELETE FROM accounts WHERE owner = '"+r.FormValue("owner")+"'") // want "proven: form value \"owner\""
	_, _ = a.conn.Exec(r.Context(), "DELETE FROM accounts WHERE owner = $1", r.FormValue("owner"))
	_, _ = a.conn.Prepare(r.Context(), "by_owner", "SELECT id FROM accounts WHERE "+r.FormValue("where")) // want "proven: form value \"where\""
}

// preparedName is safe: a statement's name is no text.
func (a *API) preparedName(w http.ResponseWriter, r *http.Request) {
	_, _ = a.conn.Prepare(r.Context(), r.FormValue("name"), "SELECT id FROM accounts WHERE owner = $1")
}

// transaction runs in a transaction, which is an interface of pgx.
func (a *API) transaction(w http.ResponseWriter, r *http.Request) {
	tx, err := a.pool.Begin(r.Context())
	if err != nil {
		return
	}
	defer tx.Rollback(r.Context())
	if _, err := tx.Exec(r.Context(), "LOCK TABLE "+r.FormValue("table")); err != nil { // want "proven: form value \"table\""
		return
	}
	if _, err := tx.Exec(r.Context(), "UPDATE accounts SET owner = $1", r.FormValue("owner")); err != nil {
		return
	}
	_ = tx.Commit(r.Context())
}

// beginFunc runs a function in a transaction.
func (a *API) beginFunc(w http.ResponseWriter, r *http.Request) {
	_ = pgx.BeginFunc(r.Context(), a.pool, func(tx pgx.Tx) error {
		_, err := tx.Exec(r.Context(), "TRUNCATE "+r.FormValue("table")) // want "proven: form value \"table\""
		return err
	})
}

// batch queues statements; what is queued is text, what follows are arguments.
func (a *API) batch(w http.ResponseWriter, r *http.Request) {
	batch := &pgx.Batch{}
	for _, owner := range r.URL.Query()["owner"] {
		batch.Queue("INSERT INTO accounts (owner) VALUES ($1)", owner)
		batch.Queue("INSERT INTO audit VALUES ('" + owner + "')") // want "proven: .*query parameter"
	}
	_ = a.pool.SendBatch(r.Context(), batch).Close()
}

// sanitized is safe: an identifier is quoted.
func (a *API) sanitized(w http.ResponseWriter, r *http.Request) {
	table := pgx.Identifier{"tenants", r.FormValue("tenant")}.Sanitize()
	_, _ = a.pool.Exec(r.Context(), "TRUNCATE "+table)
	_, _ = a.pool.Exec(r.Context(), fmt.Sprintf("SELECT * FROM %s ORDER BY %s", table, pgx.Identifier{r.FormValue("sort")}.Sanitize()))
}

// copied is safe: the table of a copy is an identifier, its rows are values.
func (a *API) copied(w http.ResponseWriter, r *http.Request) {
	var accounts []Account
	if err := json.NewDecoder(http.MaxBytesReader(w, r.Body, 1<<20)).Decode(&accounts); err != nil {
		return
	}
	_, _ = a.pool.CopyFrom(r.Context(), pgx.Identifier{r.FormValue("schema"), "accounts"}, []string{"id", "owner"},
		pgx.CopyFromSlice(len(accounts), func(i int) ([]any, error) { return []any{accounts[i].ID, accounts[i].Owner}, nil }))
}

// lowLevel talks to the connection below pgx.
func (a *API) lowLevel(w http.ResponseWriter, r *http.Request) {
	conn := a.conn.PgConn()
	_, _ = conn.Exec(r.Context(), "NOTIFY "+r.FormValue("channel")).ReadAll() // want "proven: form value \"channel\""
	_ = conn.ExecParams(r.Context(), "SELECT pg_notify($1, $2)", [][]byte{[]byte(r.FormValue("channel")), []byte(r.FormValue("text"))}, nil, nil, nil).Read()
	_, _ = conn.CopyTo(r.Context(), w, "COPY "+r.FormValue("table")+" TO STDOUT") // want "proven: form value \"table\""
}

// filtered numbers its placeholders and is safe.
func (a *API) filtered(w http.ResponseWriter, r *http.Request) {
	var where []string
	var args []any
	for _, column := range []string{"owner", "kind", "state"} {
		if v := r.FormValue(column); v != "" {
			args = append(args, v)
			where = append(where, fmt.Sprintf("%s = $%d", column, len(args)))
		}
	}
	_, _ = a.pool.Query(r.Context(), "SELECT id FROM accounts WHERE "+strings.Join(where, " AND "), args...)
}

// rewritten rewrites what the caller says, and stays text.
func (a *API) rewritten(w http.ResponseWriter, r *http.Request) {
	search := strings.NewReplacer("'", "''", "%", `\%`).Replace(r.FormValue("search"))
	_, _ = a.pool.Query(r.Context(), "SELECT id FROM accounts WHERE owner LIKE '%"+search+"%'") // want "proven: form value \"search\""
}

// acquired runs on a connection of the pool.
func (a *API) acquired(w http.ResponseWriter, r *http.Request) {
	conn, err := a.pool.Acquire(r.Context())
	if err != nil {
		return
	}
	defer conn.Release()
	_, _ = conn.Exec(r.Context(), "SET ROLE "+r.Header.Get("X-Role")) // want "proven: header \"X-Role\""
	_, _ = conn.Exec(r.Context(), "SELECT set_config('role', $1, true)", r.Header.Get("X-Role"))
}

// affected is silent: what comes back is a number, and the constant text was
// chosen by it.
func (a *API) affected(ctx context.Context) (pgconn.CommandTag, error) {
	tag, err := a.pool.Exec(ctx, "UPDATE accounts SET state = 'closed' WHERE state = 'closing'")
	if err != nil {
		return tag, err
	}
	return a.pool.Exec(ctx, fmt.Sprintf("INSERT INTO audit (closed) VALUES (%d)", tag.RowsAffected()))
}
