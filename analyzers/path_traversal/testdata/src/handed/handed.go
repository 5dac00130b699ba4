// Package main hands structs from function to function: each field is what was put
// there, whatever the others are.
package main

import (
	"database/sql"
	"errors"
	"net/http"
	"os"
	"strings"
)

type meta struct{ Kind string }

type file struct {
	ID, Sum string
	Raw     string
	Meta    meta
}

var db *sql.DB

func scanned(id string) (file, error) {
	var f file
	if err := db.QueryRow("SELECT sum, raw FROM files WHERE id = ?", id).Scan(&f.Sum, &f.Raw); err != nil {
		return file{}, err
	}
	f.ID = strings.TrimPrefix(id, "file-")
	return completed(f)
}

// completed changes one field of what it is given, and hands it back.
func completed(f file) (file, error) {
	if f.Raw == "" {
		return f, nil
	}
	kind, _, ok := strings.Cut(f.Raw, ";")
	if !ok {
		return f, errors.New("no kind")
	}
	f.Meta = meta{kind}
	return f, nil
}

func same(f file) file { return f }

type store interface {
	find(id string) (file, bool)
}

type table struct{}

func (table) find(id string) (file, bool) {
	f, err := scanned(id)
	return f, err == nil
}

type memory struct{}

func (memory) find(id string) (file, bool) { return file{ID: id, Sum: "0"}, true }

var files store

func direct(w http.ResponseWriter, r *http.Request) {
	f, err := scanned(r.FormValue("id"))
	if err != nil {
		return
	}
	os.Remove("/srv/" + f.Sum)
	os.Remove("/srv/" + same(f).Sum)
	os.Remove("/srv/" + f.ID)       // want "proven: form value \"id\" of the request becomes part of the file name"
	os.Remove("/srv/" + same(f).ID) // want "proven: form value \"id\" of the request becomes part of the file name"
}

func behind(w http.ResponseWriter, r *http.Request) {
	f, ok := found(r.FormValue("id"))
	if !ok {
		return
	}
	removeSum(f)
	removeID(f)
}

func found(id string) (file, bool) {
	var none file
	f, ok := files.find(id)
	if !ok {
		return none, false
	}
	return f, true
}

func removeSum(f file) { os.Remove("/srv/" + f.Sum) }

func removeID(f file) {
	os.Remove("/srv/" + f.ID) // want "proven: form value \"id\" of the request becomes part of the file name"
}

func main() {
	files = table{}
	if len(os.Args) > 1 {
		files = memory{}
	}
	http.HandleFunc("/direct", direct)
	http.HandleFunc("/behind", behind)
	http.ListenAndServe(":8080", nil)
}
