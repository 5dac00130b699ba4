// Package fasthttp_sources reads every part of a request that fasthttp hands
// out, and what has the same types and is none.
package fasthttp_sources

import (
	"database/sql"
	"encoding/json"
	"strconv"

	"github.com/valyala/fasthttp"
)

type service struct{ db *sql.DB }

// serve is how a service of fasthttp begins.
func (s *service) serve() error {
	return fasthttp.ListenAndServe(":8080", s.handle)
}

func (s *service) handle(ctx *fasthttp.RequestCtx) {
	switch string(ctx.Path()) {
	case "/args":
		s.args(ctx)
	case "/request":
		s.request(ctx)
	case "/body":
		s.body(ctx)
	case "/values":
		s.values(ctx)
	case "/client":
		s.client(ctx)
	}
}

func (s *service) args(ctx *fasthttp.RequestCtx) {
	s.db.Query("SELECT * FROM users ORDER BY " + string(ctx.QueryArgs().Peek("sort"))) // want `proven: query parameter "sort" of the request`
	s.db.Exec("DELETE FROM " + string(ctx.PostArgs().Peek("table")))                   // want `proven: .*"table"`
	s.db.Exec("DELETE FROM " + string(ctx.FormValue("table")))                         // want `proven: form value "table"`
	limit, err := ctx.QueryArgs().GetUint("limit")
	if err != nil {
		ctx.SetStatusCode(fasthttp.StatusBadRequest)
		return
	}
	s.db.Query("SELECT * FROM users LIMIT " + strconv.Itoa(limit))
	s.db.Query("SELECT * FROM users WHERE path = '" + string(ctx.Path()) + "'") // want `proven`
}

func (s *service) request(ctx *fasthttp.RequestCtx) {
	s.db.Query("SELECT * FROM users WHERE tenant = '" + string(ctx.Request.Header.Peek("X-Tenant")) + "'") // want `proven: header "X-Tenant"`
	s.db.Query("SELECT * FROM texts_" + string(ctx.Request.Header.Cookie("lang")))                         // want `proven: cookie "lang"`
	s.db.Query("SELECT * FROM hosts WHERE name = '" + string(ctx.Host()) + "'")                            // want `proven: .*host`
	s.db.Query("SELECT * FROM log WHERE agent = '" + string(ctx.UserAgent()) + "'")                        // want `proven`
	s.db.Query("SELECT * FROM log WHERE uri = '" + ctx.URI().String() + "'")                               // want `proven`
	// An answer's header is the service's own.
	ctx.Response.Header.Set("X-Tenant", "none")
	s.db.Query("SELECT * FROM users WHERE tenant = '" + string(ctx.Response.Header.Peek("X-Tenant")) + "'")
}

type user struct {
	Name string
	Age  int
}

func (s *service) body(ctx *fasthttp.RequestCtx) {
	var u user
	if err := json.Unmarshal(ctx.PostBody(), &u); err != nil {
		ctx.Error("no user", fasthttp.StatusBadRequest)
		return
	}
	s.db.Exec("INSERT INTO users VALUES ('" + u.Name + "')") // want `proven: .*body`
	s.db.Exec("INSERT INTO users VALUES (?, ?)", u.Name, u.Age)
	s.db.Exec(string(ctx.Request.Body())) // want `proven`
}

// values uses what a middleware has left.
func (s *service) values(ctx *fasthttp.RequestCtx) {
	name, _ := ctx.UserValue("user").(string)
	s.db.Query("SELECT * FROM users WHERE name = '" + name + "'")
}

// client asks another service, by the types that a server has too.
func (s *service) client(*fasthttp.RequestCtx) {
	req, resp := fasthttp.AcquireRequest(), fasthttp.AcquireResponse()
	defer fasthttp.ReleaseRequest(req)
	defer fasthttp.ReleaseResponse(resp)
	req.SetRequestURI("https://example.com/users")
	req.Header.Set("X-Schema", "public")
	if err := fasthttp.Do(req, resp); err != nil {
		return
	}
	s.db.Exec("SET search_path = " + strconv.Itoa(resp.StatusCode()))
}
