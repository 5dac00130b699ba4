// Command handler serves users.
package main

import (
	"encoding/json"
	"net/http"
	"strconv"

	"gorm.io/gorm"

	"corpus/gorm_layers/repo"
	"corpus/gorm_layers/users"
)

type api struct {
	db    *gorm.DB
	users *users.Service
}

func newAPI(db *gorm.DB) *api {
	return &api{db: db, users: &users.Service{Store: repo.New[users.User](db)}}
}

func main() {
	a := newAPI(nil)
	mux := http.NewServeMux()
	mux.HandleFunc("GET /users/{id}", a.byKey)
	mux.HandleFunc("GET /numbers/{id}", a.byNumber)
	mux.HandleFunc("GET /named", a.named)
	mux.HandleFunc("GET /matching", a.matching)
	mux.HandleFunc("GET /users", a.list)
	mux.HandleFunc("GET /searched", a.searched)
	mux.HandleFunc("GET /tables/{table}", a.count)
	mux.HandleFunc("POST /users", a.create)
	_ = http.ListenAndServe(":8080", mux)
}

func reply(w http.ResponseWriter, v any, err error) {
	if err != nil {
		http.Error(w, "failed", http.StatusInternalServerError)
		return
	}
	_ = json.NewEncoder(w).Encode(v)
}

// byKey hands text on to where a condition is taken.
func (a *api) byKey(w http.ResponseWriter, r *http.Request) {
	user, err := a.users.ByKey(r.Context(), r.PathValue("id"))
	reply(w, user, err)
}

// byNumber is safe: the key is a number.
func (a *api) byNumber(w http.ResponseWriter, r *http.Request) {
	id, err := strconv.ParseUint(r.PathValue("id"), 10, 64)
	if err != nil {
		http.Error(w, "which user?", http.StatusBadRequest)
		return
	}
	user, err := a.users.ByID(r.Context(), id)
	reply(w, user, err)
}

// named is safe: the name is a value.
func (a *api) named(w http.ResponseWriter, r *http.Request) {
	list, err := a.users.Named(r.Context(), r.URL.Query().Get("name"))
	reply(w, list, err)
}

// matching hands a condition on.
func (a *api) matching(w http.ResponseWriter, r *http.Request) {
	list, err := a.users.Matching(r.Context(), r.URL.Query().Get("filter"))
	reply(w, list, err)
}

// list sorts by what the caller says.
func (a *api) list(w http.ResponseWriter, r *http.Request) {
	list, err := a.users.Store.List(r.Context(), repo.OrderBy(r.URL.Query().Get("sort")), repo.Page(1, 20))
	reply(w, list, err)
}

// searched is safe: the term is a value, the column a constant.
func (a *api) searched(w http.ResponseWriter, r *http.Request) {
	list, err := a.users.Store.List(r.Context(), repo.Search("name", r.URL.Query().Get("q")), repo.OrderBy("name DESC"))
	reply(w, list, err)
}

// count names the table.
func (a *api) count(w http.ResponseWriter, r *http.Request) {
	n, err := repo.Count(a.db, r.PathValue("table"))
	reply(w, n, err)
}

// create is safe: what is stored is a value.
func (a *api) create(w http.ResponseWriter, r *http.Request) {
	user := &users.User{Name: r.FormValue("name"), Email: r.FormValue("email")}
	reply(w, user, a.users.Store.Create(r.Context(), user))
}
