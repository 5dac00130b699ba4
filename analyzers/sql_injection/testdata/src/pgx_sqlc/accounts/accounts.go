// Package accounts adds to what is generated what sqlc cannot write.
package accounts

import (
	"context"
	"fmt"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"

	"corpus/pgx_sqlc/db"
)

// Store keeps accounts.
type Store struct {
	*db.Queries
	pool *pgxpool.Pool
}

// NewStore returns a store.
func NewStore(pool *pgxpool.Pool) *Store { return &Store{Queries: db.New(pool), pool: pool} }

// Sorted writes the order by hand.
func (s *Store) Sorted(ctx context.Context, column string) ([]db.Account, error) {
	rows, err := s.DB().Query(ctx, "SELECT id, owner, balance FROM accounts ORDER BY "+column) // want "proven: query parameter \"sort\""
	if err != nil {
		return nil, err
	}
	return pgx.CollectRows(rows, pgx.RowToStructByPos[db.Account])
}

// Quoted writes the order by hand and quotes it.
func (s *Store) Quoted(ctx context.Context, column string) ([]db.Account, error) {
	rows, err := s.DB().Query(ctx, "SELECT id, owner, balance FROM accounts ORDER BY "+pgx.Identifier{column}.Sanitize())
	if err != nil {
		return nil, err
	}
	return pgx.CollectRows(rows, pgx.RowToStructByPos[db.Account])
}

// Search writes a condition by hand.
func (s *Store) Search(ctx context.Context, term string) (int64, error) {
	var n int64
	err := s.pool.QueryRow(ctx, fmt.Sprintf("SELECT count(*) FROM accounts WHERE owner LIKE '%%%s%%'", term)).Scan(&n) // want "proven: query parameter \"q\""
	return n, err
}

// Transfer runs generated queries and one by hand in a transaction.
func (s *Store) Transfer(ctx context.Context, from, to string, amount int64) error {
	return pgx.BeginFunc(ctx, s.pool, func(tx pgx.Tx) error {
		q := s.WithTx(tx)
		if _, err := q.CreateAccount(ctx, db.CreateAccountParams{Owner: to, Balance: amount}); err != nil {
			return err
		}
		_, err := tx.Exec(ctx, "UPDATE accounts SET balance = balance - $1 WHERE owner = $2", amount, from)
		return err
	})
}

// Lock names a table in a transaction.
func (s *Store) Lock(ctx context.Context, table string) error {
	return pgx.BeginFunc(ctx, s.pool, func(tx pgx.Tx) error {
		_, err := tx.Exec(ctx, "LOCK TABLE "+table) // want "proven: path parameter \"table\""
		return err
	})
}
