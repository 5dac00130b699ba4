// Command api serves items.
package main

import (
	"encoding/json"
	"log"
	"net/http"
	"strconv"

	"github.com/jmoiron/sqlx"
	_ "github.com/lib/pq"

	"corpus/sqlx_layers/catalog"
	"corpus/sqlx_layers/postgres"
)

type server struct{ items *catalog.Service }

func main() {
	db, err := sqlx.Open("postgres", "postgres://localhost/shop")
	if err != nil {
		log.Fatal(err)
	}
	s := &server{items: catalog.NewService(postgres.New(db))}
	mux := http.NewServeMux()
	mux.HandleFunc("GET /items/{id}", s.item)
	mux.HandleFunc("GET /named", s.named)
	mux.HandleFunc("GET /items", s.list)
	mux.HandleFunc("GET /checked", s.checked)
	mux.HandleFunc("GET /unchecked", s.unchecked)
	mux.HandleFunc("GET /reports/{year}", s.report)
	mux.HandleFunc("GET /years/{year}", s.reportNumber)
	mux.HandleFunc("POST /items", s.add)
	mux.HandleFunc("DELETE /items", s.purge)
	mux.HandleFunc("GET /kinds", s.kinds)
	log.Fatal(http.ListenAndServe(":8080", mux))
}

func reply(w http.ResponseWriter, v any, err error) {
	if err != nil {
		http.Error(w, "failed", http.StatusInternalServerError)
		return
	}
	_ = json.NewEncoder(w).Encode(v)
}

// item is safe: its value ends as an argument.
func (s *server) item(w http.ResponseWriter, r *http.Request) {
	item, err := s.items.Item(r.Context(), r.PathValue("id"))
	reply(w, item, err)
}

// named reaches text two packages on.
func (s *server) named(w http.ResponseWriter, r *http.Request) {
	items, err := s.items.Named(r.Context(), r.URL.Query().Get("name"))
	reply(w, items, err)
}

// list fills a struct, of which one field reaches text.
func (s *server) list(w http.ResponseWriter, r *http.Request) {
	q := r.URL.Query()
	limit, _ := strconv.Atoi(q.Get("limit"))
	items, err := s.items.List(r.Context(), catalog.Filter{Search: q.Get("q"), Kinds: q["kind"], Sort: q.Get("sort"), Order: q.Get("order"), Limit: limit})
	reply(w, items, err)
}

// checked is safe: the service knows the columns.
func (s *server) checked(w http.ResponseWriter, r *http.Request) {
	items, err := s.items.Checked(r.Context(), r.URL.Query().Get("sort"))
	reply(w, items, err)
}

// unchecked goes around the check.
func (s *server) unchecked(w http.ResponseWriter, r *http.Request) {
	items, err := s.items.Unchecked(r.Context(), r.URL.Query().Get("by"))
	reply(w, items, err)
}

// report becomes part of a table's name on the way.
func (s *server) report(w http.ResponseWriter, r *http.Request) {
	n, err := s.items.Report(r.Context(), r.PathValue("year"))
	reply(w, n, err)
}

// reportNumber is safe: the year is a number before it is text.
func (s *server) reportNumber(w http.ResponseWriter, r *http.Request) {
	year, err := strconv.Atoi(r.PathValue("year"))
	if err != nil {
		http.Error(w, "which year?", http.StatusBadRequest)
		return
	}
	n, err := s.items.Report(r.Context(), strconv.Itoa(year))
	reply(w, n, err)
}

// add is safe: what is stored is named.
func (s *server) add(w http.ResponseWriter, r *http.Request) {
	var item catalog.Item
	if err := json.NewDecoder(http.MaxBytesReader(w, r.Body, 1<<20)).Decode(&item); err != nil {
		http.Error(w, "bad request", http.StatusBadRequest)
		return
	}
	reply(w, item, s.items.Add(r.Context(), item))
}

// purge is safe: nothing of the request goes on.
func (s *server) purge(w http.ResponseWriter, r *http.Request) {
	reply(w, nil, s.items.Purge(r.Context()))
}

// kinds is safe: a list becomes placeholders.
func (s *server) kinds(w http.ResponseWriter, r *http.Request) {
	items, err := s.items.ByKinds(r.Context(), r.URL.Query()["kind"])
	reply(w, items, err)
}
