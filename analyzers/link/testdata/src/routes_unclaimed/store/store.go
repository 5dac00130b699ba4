// Package store says who there is.
package store

import "context"

// User is somebody.
type User struct{ Name string }

// Job is something to do.
type Job struct{ Name string }

// Login is the name of somebody.
type Login string

// Users keeps those who may call.
type Users interface {
	All(ctx context.Context) ([]*User, error)
	ByLogin(ctx context.Context, login Login) (*User, error)
	ByToken(ctx context.Context, token string) (*User, error)
	Count(ctx context.Context) (int, error)
	Named(ctx context.Context, name string) ([]*User, error)
}

// Jobs keeps what is to be done.
type Jobs interface {
	All(ctx context.Context) ([]*Job, error)
	ByName(ctx context.Context, name string) (*Job, error)
	Count(ctx context.Context) (int, error)
}

// Mixed keeps both.
type Mixed interface {
	Count(ctx context.Context) (int, error)
	UserByToken(ctx context.Context, token string) (*User, error)
	JobByName(ctx context.Context, name string) (*Job, error)
}
