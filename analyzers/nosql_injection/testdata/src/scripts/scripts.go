// Package scripts runs code in a key-value store.
package scripts

import (
	"fmt"
	"net/http"

	redigo "github.com/gomodule/redigo/redis"
	"github.com/redis/go-redis/v9"
)

type api struct {
	cache *redis.Client
	any   redis.UniversalClient
	conn  redigo.Conn
}

// A key in the text of a script is code.
func (a *api) concatenated(w http.ResponseWriter, r *http.Request) {
	script := "return redis.call('GET', '" + r.URL.Query().Get("key") + "')"
	a.cache.Eval(r.Context(), script, nil) // want `proven: query parameter "key" of the request becomes part of what go-redis.cmdable.Eval`
}

// So it is with Sprintf, through an interface of the library.
func (a *api) formatted(w http.ResponseWriter, r *http.Request) {
	script := fmt.Sprintf(`redis.call("DEL", "%s")`, r.PathValue("key"))
	a.any.Eval(r.Context(), script, nil) // want `proven: path parameter "key"`
}

// A script that is made once for each request.
func (a *api) made(w http.ResponseWriter, r *http.Request) {
	s := redis.NewScript("return " + r.FormValue("expr")) // want `proven: form value "expr" of the request becomes part of what go-redis.NewScript`
	s.Run(r.Context(), a.cache, nil)
}

// The same with the other client.
func (a *api) other(w http.ResponseWriter, r *http.Request) {
	s := redigo.NewScript(0, "return "+r.FormValue("expr")) // want `proven: form value "expr"`
	s.Do(a.conn)
}

var counter = redis.NewScript(`return redis.call("INCRBY", KEYS[1], ARGV[1])`)

// Keys and arguments stand apart from the code.
func (a *api) arguments(w http.ResponseWriter, r *http.Request) {
	a.cache.Eval(r.Context(), `return redis.call("GET", KEYS[1])`, []string{r.PathValue("key")}, r.FormValue("v"))
	counter.Run(r.Context(), a.cache, []string{r.PathValue("key")}, r.FormValue("by"))
}

// Commands take values apart as well.
func (a *api) commands(w http.ResponseWriter, r *http.Request) {
	a.cache.Get(r.Context(), "session:"+r.PathValue("id"))
	a.cache.Set(r.Context(), r.PathValue("id"), r.FormValue("v"), 0)
	a.conn.Do("SET", r.PathValue("id"), r.FormValue("v"))
}

// A number in the text is a number.
func (a *api) number(w http.ResponseWriter, r *http.Request) {
	a.cache.Eval(r.Context(), fmt.Sprintf("return %d", len(r.FormValue("v"))), nil)
}
