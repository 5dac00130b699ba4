// Package db is what sqlc generates for pgx: constants, and an interface that
// runs them.
package db

import (
	"context"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"
)

// DBTX runs statements, on a pool or in a transaction.
type DBTX interface {
	Exec(context.Context, string, ...interface{}) (pgconn.CommandTag, error)
	Query(context.Context, string, ...interface{}) (pgx.Rows, error)
	QueryRow(context.Context, string, ...interface{}) pgx.Row
}

// New returns queries that run on db.
func New(db DBTX) *Queries { return &Queries{db: db} }

// Queries holds the queries.
type Queries struct {
	db DBTX
}

// WithTx returns the queries in a transaction.
func (q *Queries) WithTx(tx pgx.Tx) *Queries { return &Queries{db: tx} }

// DB lets those in that write statements by hand.
func (q *Queries) DB() DBTX { return q.db }

// Account is a row.
type Account struct {
	ID      int64  `json:"id"`
	Owner   string `json:"owner"`
	Balance int64  `json:"balance"`
}

const createAccount = `-- name: CreateAccount :one
INSERT INTO accounts (owner, balance) VALUES ($1, $2) RETURNING id, owner, balance
`

// CreateAccountParams are its values.
type CreateAccountParams struct {
	Owner   string `json:"owner"`
	Balance int64  `json:"balance"`
}

// CreateAccount is safe: its text is constant.
func (q *Queries) CreateAccount(ctx context.Context, arg CreateAccountParams) (Account, error) {
	row := q.db.QueryRow(ctx, createAccount, arg.Owner, arg.Balance)
	var i Account
	err := row.Scan(&i.ID, &i.Owner, &i.Balance)
	return i, err
}

const listAccounts = `-- name: ListAccounts :many
SELECT id, owner, balance FROM accounts WHERE owner = $1 ORDER BY id LIMIT $2
`

// ListAccounts is safe as well.
func (q *Queries) ListAccounts(ctx context.Context, owner string, limit int32) ([]Account, error) {
	rows, err := q.db.Query(ctx, listAccounts, owner, limit)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var items []Account
	for rows.Next() {
		var i Account
		if err := rows.Scan(&i.ID, &i.Owner, &i.Balance); err != nil {
			return nil, err
		}
		items = append(items, i)
	}
	return items, rows.Err()
}

const deleteAccount = `-- name: DeleteAccount :exec
DELETE FROM accounts WHERE owner = $1
`

// DeleteAccount is safe as well.
func (q *Queries) DeleteAccount(ctx context.Context, owner string) error {
	_, err := q.db.Exec(ctx, deleteAccount, owner)
	return err
}
