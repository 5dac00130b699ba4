// Command routes_httprouter has handlers of httprouter's own shape and of
// net/http's, and puts around each what stands before it.
package main

import (
	"context"
	"crypto/subtle"
	"net/http"
	"os"

	"github.com/julienschmidt/httprouter"
)

func list(w http.ResponseWriter, _ *http.Request, ps httprouter.Params) {
	data, _ := os.ReadFile("/srv/" + ps.ByName("id"))
	_, _ = w.Write(data)
}

func plain(w http.ResponseWriter, r *http.Request) {
	list(w, r, httprouter.ParamsFromContext(r.Context()))
}

// basic asks for a password.
func basic(h httprouter.Handle, user, password string) httprouter.Handle {
	return func(w http.ResponseWriter, r *http.Request, ps httprouter.Params) {
		u, p, ok := r.BasicAuth()
		if ok && u == user && subtle.ConstantTimeCompare([]byte(p), []byte(password)) == 1 {
			h(w, r, ps)
			return
		}
		w.Header().Set("WWW-Authenticate", "Basic realm=Restricted")
		http.Error(w, http.StatusText(http.StatusUnauthorized), http.StatusUnauthorized)
	}
}

// adapt takes a handler of net/http, behind a check.
func adapt(h http.Handler) httprouter.Handle {
	return func(w http.ResponseWriter, r *http.Request, ps httprouter.Params) {
		if _, err := r.Cookie("session"); err != nil {
			http.Redirect(w, r, "/login", http.StatusFound)
			return
		}
		h.ServeHTTP(w, r.WithContext(context.WithValue(r.Context(), httprouter.ParamsKey, ps)))
	}
}

// logged keeps nobody out.
func logged(h httprouter.Handle) httprouter.Handle {
	return func(w http.ResponseWriter, r *http.Request, ps httprouter.Params) {
		println(r.URL.Path)
		h(w, r, ps)
	}
}

// known recognises callers, and lets strangers by.
func known(h httprouter.Handle) httprouter.Handle {
	return func(w http.ResponseWriter, r *http.Request, ps httprouter.Params) {
		if u := byToken(r.Header.Get("Authorization")); u != nil {
			r = r.WithContext(context.WithValue(r.Context(), userKey{}, u))
		}
		h(w, r, ps)
	}
}

type userKey struct{}

type user struct{ name string }

func byToken(token string) *user {
	if token == "" {
		return nil
	}
	return &user{token}
}

// profile shows more to those who are known: what fails is not who they are.
func profile(w http.ResponseWriter, r *http.Request, ps httprouter.Params) {
	who := ""
	if u, ok := r.Context().Value(userKey{}).(*user); ok {
		who = u.name
	}
	text, err := about(ps.ByName("id"), who)
	if err != nil {
		fail(w, err)
		return
	}
	_, _ = w.Write([]byte(text))
}

func about(id, who string) (string, error) {
	data, err := os.ReadFile("/srv/" + id + "/" + who)
	return string(data), err
}

func fail(w http.ResponseWriter, err error) { http.Error(w, "failed", codeOf(err)) }

func codeOf(err error) int {
	if os.IsNotExist(err) {
		return http.StatusNotFound
	}
	return http.StatusInternalServerError
}

type app struct{ router *httprouter.Router }

func (a *app) get(path string, h httprouter.Handle) { a.router.GET(path, logged(h)) }
func (a *app) post(path string, h httprouter.Handle) {
	a.router.POST(path, basic(h, "a", os.Getenv("P")))
}

func main() {
	r := httprouter.New()
	r.GET("/users", list)                                             // route GET /users none
	r.GET("/users/:id", logged(list))                                 // route GET /users/{id} none
	r.POST("/users/:id", basic(list, "root", os.Getenv("P")))         // route POST /users/{id} required
	r.PUT("/users/:id/files/*path", logged(basic(list, "root", "x"))) // route PUT /users/{id}/files/{path...} required
	r.PATCH("/users/:id", adapt(http.HandlerFunc(plain)))             // route PATCH /users/{id} required
	r.DELETE("/users/:id", known(list))                               // route DELETE /users/{id} optional
	r.GET("/profiles/:id", known(profile))                            // route GET /profiles/{id} optional
	r.Handle("PURGE", "/cache", list)                                 // route PURGE /cache none
	r.Handler(http.MethodGet, "/plain", http.HandlerFunc(plain))      // route GET /plain none
	r.HandlerFunc("POST", "/plain", plain)                            // route POST /plain none
	r.ServeFiles("/static/*filepath", http.Dir("/srv"))               // route GET /static/{filepath...} none
	r.HEAD("/users", list)                                            // route HEAD /users none
	r.OPTIONS("/users", list)                                         // route OPTIONS /users none
	a := &app{r}
	a.get("/app/a", list)                  // route GET /app/a none
	a.get("/app/b", basic(list, "a", "b")) // route GET /app/b required
	a.post("/app/c", list)                 // route POST /app/c required
	for _, verb := range []string{"GET", "POST"} {
		r.Handle(verb, "/loop", list) // route GET /loop none route POST /loop none
	}
	r.NotFound = http.HandlerFunc(plain)
	_ = http.ListenAndServe(":8080", r)
}
