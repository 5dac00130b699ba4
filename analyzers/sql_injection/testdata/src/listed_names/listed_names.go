// Package listed_names looks each name of a list up before it uses them.
package listed_names

import (
	"database/sql"
	"encoding/json"
	"errors"
	"log"
	"net/http"
	"strings"
)

type api struct{ db *sql.DB }

var (
	errName = errors.New("no such name")
	columns = map[string]bool{"id": true, "name": true}
)

// existing returns what the database knows.
func (a *api) existing(owner string) (map[string]bool, error) {
	rows, err := a.db.Query("SELECT name FROM columns WHERE owner = $1", owner)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	known := map[string]bool{}
	for rows.Next() {
		var name string
		if err := rows.Scan(&name); err != nil {
			return nil, err
		}
		known[name] = true
	}
	return known, nil
}

// match refuses names that are not known.
func (a *api) match(owner string, names []string) error {
	known, err := a.existing(owner)
	if err != nil {
		return err
	}
	if len(names) != len(known) {
		return errName
	}
	for _, name := range names {
		if _, ok := known[name]; !ok {
			return errName
		}
	}
	return nil
}

func (a *api) order(names []string) error {
	for _, name := range names {
		if _, err := a.db.Exec("UPDATE columns SET place = 1 WHERE name = '" + name + "'"); err != nil { // want `^proven: the request's body`
			return err
		}
	}
	return nil
}

func (a *api) arrange(names []string) error {
	_, err := a.db.Exec("UPDATE columns SET place = 1 WHERE name IN ('" + strings.Join(names, "','") + "')")
	return err
}

// Each was looked up.
func (a *api) matched(w http.ResponseWriter, r *http.Request) {
	var names []string
	if err := json.NewDecoder(r.Body).Decode(&names); err != nil {
		return
	}
	if err := a.match(r.FormValue("owner"), names); err != nil {
		http.Error(w, "no", http.StatusBadRequest)
		return
	}
	a.arrange(names)
}

// So they are where they are used.
func (a *api) here(w http.ResponseWriter, r *http.Request) {
	names := r.URL.Query()["here"]
	for _, name := range names {
		if !columns[name] {
			http.Error(w, "no", http.StatusBadRequest)
			return
		}
	}
	for _, name := range names {
		a.db.Exec("UPDATE columns SET place = 1 WHERE name = '" + name + "'")
	}
	a.db.Query("SELECT " + strings.Join(names, ", ") + " FROM users")
}

// What is not known is noted, and goes on.
func (a *api) noted(w http.ResponseWriter, r *http.Request) {
	names := r.URL.Query()["noted"]
	for _, name := range names {
		if !columns[name] {
			log.Print("no such column")
		}
	}
	a.db.Query("SELECT " + strings.Join(names, ", ") + " FROM users") // want `^proven: query parameter "noted"`
}

// One that is known is enough.
func (a *api) some(w http.ResponseWriter, r *http.Request) {
	names := r.URL.Query()["some"]
	for _, name := range names {
		if columns[name] {
			break
		}
		if len(names) > 9 {
			return
		}
	}
	a.db.Query("SELECT " + strings.Join(names, ", ") + " FROM users") // want `^proven: query parameter "some"`
}

// Those behind the first are not looked at.
func (a *api) first(w http.ResponseWriter, r *http.Request) {
	names := r.URL.Query()["first"]
	for i, name := range names {
		if i == 0 && !columns[name] {
			return
		}
	}
	a.db.Query("SELECT " + strings.Join(names, ", ") + " FROM users") // want `^proven: query parameter "first"`
}

// What takes their place is not either.
func (a *api) filled(w http.ResponseWriter, r *http.Request) {
	names := r.URL.Query()["filled"]
	for _, name := range names {
		if !columns[name] {
			return
		}
	}
	names[0] = r.FormValue("instead")
	a.db.Query("SELECT " + strings.Join(names, ", ") + " FROM users") // want `^proven: (query parameter "filled"|form value "instead")`
}

// Others are looked up.
func (a *api) others(w http.ResponseWriter, r *http.Request) {
	var names []string
	if err := json.NewDecoder(r.Body).Decode(&names); err != nil {
		return
	}
	if err := a.match("me", r.URL.Query()["others"]); err != nil {
		return
	}
	a.order(names)
}
