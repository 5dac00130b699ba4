// Package huma_sources binds functions whose input is a decoded request.
package huma_sources

import (
	"context"
	"database/sql"
	"strconv"

	"github.com/danielgtaylor/huma/v2"
)

type listInput struct {
	Sort  string `query:"sort"`
	By    string `query:"by" enum:"name,age"`
	Limit int    `query:"limit"`
	Token string `header:"Authorization"`
}

type createInput struct {
	Body struct {
		Name string `json:"name"`
	}
}

type output struct{ Body []string }

type service struct{ db *sql.DB }

func (s *service) register(api huma.API) {
	huma.Get(api, "/users", s.list)
	huma.Register(api, huma.Operation{OperationID: "create", Method: "POST", Path: "/users"}, s.create)
	huma.Delete(api, "/users/{id}", func(ctx context.Context, in *struct {
		ID string `path:"id"`
	}) (*output, error) {
		_, err := s.db.ExecContext(ctx, "DELETE FROM users WHERE id = "+in.ID) // want `proven`
		return nil, err
	})
	huma.Put(api, "/users/{id}", func(ctx context.Context, in *struct {
		ID int64 `path:"id"`
	}) (*output, error) {
		_, err := s.db.ExecContext(ctx, "UPDATE users SET seen = now() WHERE id = "+strconv.FormatInt(in.ID, 10))
		return nil, err
	})
}

func (s *service) list(ctx context.Context, in *listInput) (*output, error) {
	s.db.QueryContext(ctx, "SELECT * FROM users ORDER BY "+in.Sort) // want `proven`
	s.db.QueryContext(ctx, "SELECT * FROM users ORDER BY "+in.By)
	s.db.QueryContext(ctx, "SELECT * FROM users LIMIT "+strconv.Itoa(in.Limit))
	s.db.QueryContext(ctx, "SELECT * FROM sessions WHERE token = ?", in.Token)
	return &output{}, nil
}

func (s *service) create(ctx context.Context, in *createInput) (*output, error) {
	s.db.ExecContext(ctx, "INSERT INTO users VALUES ('"+in.Body.Name+"')") // want `proven`
	s.db.ExecContext(ctx, "INSERT INTO users VALUES (?)", in.Body.Name)
	return s.fixed(ctx, &createInput{})
}

// fixed is bound to nothing.
func (s *service) fixed(ctx context.Context, in *createInput) (*output, error) {
	in.Body.Name = "none"
	s.db.ExecContext(ctx, "INSERT INTO users VALUES ('"+in.Body.Name+"')")
	return nil, nil
}

// middleware reads the request itself.
func (s *service) middleware(ctx huma.Context, next func(huma.Context)) {
	s.db.Query("SELECT * FROM users WHERE tenant = '" + ctx.Header("X-Tenant") + "'") // want `proven: header "X-Tenant"`
	s.db.Query("SELECT * FROM users WHERE id = " + ctx.Param("id"))                   // want `proven: path parameter "id"`
	s.db.Query("SELECT * FROM users ORDER BY " + ctx.Query("sort"))                   // want `proven: query parameter "sort"`
	s.db.Query("SELECT * FROM log WHERE op = '" + ctx.Operation().OperationID + "'")
	next(ctx)
}
