// Package models imports every library that is modelled, so that the models can
// be held against the real thing.
package models

import (
	_ "github.com/go-chi/chi/v5"
	_ "github.com/go-chi/chi/v5/middleware"
	_ "github.com/go-chi/cors"
	_ "github.com/go-chi/httprate"
	_ "github.com/go-chi/jwtauth/v5"
	_ "github.com/google/uuid"
	_ "github.com/jackc/pgx/v5"
	_ "github.com/justinas/alice"
	_ "github.com/lib/pq"
	_ "github.com/rs/cors"
	_ "github.com/unrolled/secure"
)
