// Package gorilla is about handlers behind gorilla's router, with its schemas.
package gorilla

import (
	"encoding/json"
	"net/http"
	"strconv"

	"github.com/gorilla/mux"
	"github.com/gorilla/schema"
)

var decoder = schema.NewDecoder()

// < path id integer !
// < path slug string !
// > 200 json {id:string}
func get(w http.ResponseWriter, r *http.Request) {
	vars := mux.Vars(r)
	_, _ = strconv.Atoi(vars["id"])
	_ = vars["slug"]
	_ = json.NewEncoder(w).Encode(map[string]string{"id": vars["id"]})
}

// < path id string !
// > 404 text
func inline(w http.ResponseWriter, r *http.Request) {
	if mux.Vars(r)["id"] != "" {
		http.NotFound(w, r)
		return
	}
	http.NotFound(w, r)
}

type filter struct {
	Name string `schema:"name"`
	Page int    `schema:"page"`
}

// < form name string
// < form page integer
// > 200 none
func form(w http.ResponseWriter, r *http.Request) {
	_ = r.ParseForm()
	var f filter
	_ = decoder.Decode(&f, r.PostForm)
}

// < path id string !
// > 200 none
func byHelper(w http.ResponseWriter, r *http.Request) { _ = id(r) }

func id(r *http.Request) string { return mux.Vars(r)["id"] }
