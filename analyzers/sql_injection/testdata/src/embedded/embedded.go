// Package embedded puts structs into others that bring their fields along: each of
// them is as far apart from the rest as one of the outer struct is.
package embedded

import (
	"database/sql"
	"encoding/json"
	"net/http"
)

type names struct {
	table  string
	search string
}

type limits struct {
	names
	order string
	limit int
}

type settings struct {
	limits
	schema string
}

type server struct {
	db   *sql.DB
	conf settings
}

type change struct {
	Search, Order *string
}

func set[T any](current, next *T) {
	if next != nil {
		*current = *next
	}
}

func (s *server) put(w http.ResponseWriter, r *http.Request) {
	var c change
	if err := json.NewDecoder(r.Body).Decode(&c); err != nil {
		http.Error(w, "no", http.StatusBadRequest)
		return
	}
	set(&s.conf.search, c.Search)
	set(&s.conf.order, c.Order)
	s.restart(nil)
}

func (s *server) restart(conf *settings) {
	if conf == nil {
		conf = &s.conf
	}
	s.start(conf)
}

func (s *server) start(conf *settings) {
	s.conf = *conf
	s.inTable()
	s.inOrder()
	s.inSchema()
}

func (s *server) inTable() {
	s.db.Query("SELECT id FROM "+s.conf.table+" WHERE name = ?", s.conf.search)
}

func (s *server) inOrder() {
	s.db.Query("SELECT id FROM songs ORDER BY " + s.conf.order) // want `field Order of the request's body becomes part of the SQL text`
}

func (s *server) inSchema() { s.db.Query("SELECT id FROM " + s.conf.schema + ".songs") }

func open(db *sql.DB) http.Handler {
	s := &server{db: db, conf: settings{limits: limits{names: names{table: "songs"}, order: "id"}, schema: "public"}}
	mux := http.NewServeMux()
	mux.HandleFunc("PUT /settings", s.put)
	return mux
}

type link struct {
	kind, address string
}

type place struct {
	link
	password string
}

type part struct {
	place
	path string
}

type reader interface{ read(p part) error }

type files struct{ db *sql.DB }

func (f files) read(p part) error {
	_, err := f.db.Query("SELECT body FROM files_" + p.kind)
	if err == nil {
		_, err = f.db.Query("SELECT body FROM files WHERE path = '" + p.path + "'") // want `query parameter "path" of the request becomes part of the SQL text`
	}
	if err == nil {
		_, err = f.db.Query("SELECT body FROM files WHERE address = '" + p.address + "'") // want `query parameter "address" of the request becomes part of the SQL text`
	}
	return err
}

type handlers struct{ reader reader }

func (h handlers) get(w http.ResponseWriter, r *http.Request) {
	query := r.URL.Query()
	p := part{place: place{link: link{kind: "plain", address: query.Get("address")}, password: query.Get("password")}, path: query.Get("path")}
	if h.reader.read(p) != nil {
		w.WriteHeader(http.StatusInternalServerError)
	}
}

// itself brings its own fields along without end.
type itself struct {
	*itself
	name string
}

func (i *itself) deep() string { return i.itself.itself.itself.itself.itself.itself.itself.name }

func (i *itself) descend() *itself {
	if i.itself != nil {
		return i.itself.descend()
	}
	return i
}

func (h handlers) nested(db *sql.DB) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		i := &itself{name: r.FormValue("nested")}
		i.itself = i
		db.Query("SELECT " + i.deep() + i.descend().name) // want `form value "nested" of the request becomes part of the SQL text`
	}
}

func start(db *sql.DB) http.Handler {
	h := handlers{files{db}}
	mux := http.NewServeMux()
	mux.HandleFunc("GET /files", h.get)
	mux.HandleFunc("GET /nested", h.nested(db))
	return mux
}
