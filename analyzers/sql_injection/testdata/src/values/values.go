// Package values carries text through every kind of value.
package values

import (
	"database/sql"
	"fmt"
	"net/http"
	"slices"
	"sort"
	"strings"
	"sync"
)

var db *sql.DB

type filter struct {
	table string
	limit int
	note  string
}

func (f filter) query() string      { return "SELECT * FROM " + f.table }
func (f *filter) setTable(t string) { f.table = t }

func structField(w http.ResponseWriter, r *http.Request) {
	f := filter{table: r.FormValue("t"), note: "n"}
	db.Query("SELECT * FROM " + f.table) // want "proven"
	db.Query("SELECT '" + f.note + "'")
	db.Query(fmt.Sprintf("SELECT * FROM t LIMIT %d", f.limit))
}

func receiver(w http.ResponseWriter, r *http.Request) {
	f := filter{table: r.FormValue("t")}
	db.Query(f.query()) // want "proven"
	g := filter{table: "t", note: r.FormValue("n")}
	db.Query(g.query())
}

func setter(w http.ResponseWriter, r *http.Request) {
	var f filter
	f.setTable(r.FormValue("t"))
	db.Query(f.query()) // want "proven"
}

func mapValue(w http.ResponseWriter, r *http.Request) {
	m := map[string]string{"t": r.FormValue("t")}
	db.Query("SELECT * FROM " + m["t"]) // want "proven"
}

func mapKey(w http.ResponseWriter, r *http.Request) {
	for k := range r.URL.Query() {
		db.Query("SELECT " + k + " FROM t") // want "proven"
	}
	seen := map[string]bool{}
	seen[r.FormValue("t")] = true
	for k := range seen {
		db.Query("SELECT * FROM " + k) // want "proven"
	}
}

func constantMap(w http.ResponseWriter, r *http.Request) {
	m := map[string]string{"a": "t1", "b": "t2"}
	db.Query("SELECT * FROM " + m[r.FormValue("t")])
	for k, v := range m {
		db.Query("SELECT " + k + " FROM " + v)
	}
}

func sliceElement(w http.ResponseWriter, r *http.Request) {
	list := make([]string, 2)
	list[0] = "SELECT * FROM t"
	list[1] = r.FormValue("t")
	db.Query(list[1]) // want "proven"
	for i, t := range strings.Split(r.FormValue("ts"), ",") {
		db.Query(fmt.Sprintf("SELECT %d FROM %s", i, t)) // want "proven"
	}
}

func sorted(w http.ResponseWriter, r *http.Request) {
	list := strings.Split(r.FormValue("ts"), ",")
	sort.Strings(list)
	db.Query("SELECT * FROM " + list[0]) // want "proven"
	slices.Reverse(list)
	db.Query("SELECT " + strings.Join(slices.Compact(list), ",") + " FROM t") // want "proven"
}

func channel(w http.ResponseWriter, r *http.Request) {
	ch := make(chan string, 1)
	ch <- r.FormValue("t")
	db.Query("SELECT * FROM " + <-ch) // want "proven"
	fixed := make(chan string, 1)
	fixed <- "t"
	db.Query("SELECT * FROM " + <-fixed)
}

func channelRange(w http.ResponseWriter, r *http.Request) {
	ch := make(chan string)
	go func() {
		defer close(ch)
		ch <- r.FormValue("t")
	}()
	for t := range ch {
		db.Query("SELECT * FROM " + t) // want "proven"
	}
}

func selected(w http.ResponseWriter, r *http.Request) {
	ch := make(chan string, 1)
	ch <- r.FormValue("t")
	select {
	case t := <-ch:
		db.Query("SELECT * FROM " + t) // want "proven"
	default:
	}
}

func variadic(w http.ResponseWriter, r *http.Request) {
	run("SELECT ", "* FROM ", r.FormValue("t"))
	fixed("SELECT ", "* FROM ", "t")
}

func run(parts ...string)   { db.Query(strings.Join(parts, "")) } // want "proven"
func fixed(parts ...string) { db.Query(strings.Join(parts, "")) }

func named(r *http.Request) (q string, err error) {
	defer func() {
		if err != nil {
			q = ""
		}
	}()
	q = "SELECT * FROM " + r.FormValue("t")
	return
}

func namedResult(w http.ResponseWriter, r *http.Request) {
	q, err := named(r)
	if err != nil {
		return
	}
	db.Query(q) // want "proven"
}

func closure(w http.ResponseWriter, r *http.Request) {
	table := r.FormValue("t")
	query := func() string { return "SELECT * FROM " + table }
	db.Query(query()) // want "proven"
	exec := func(t string) {
		db.Exec("DELETE FROM " + t) // want "proven"
	}
	exec(table)
	constant := func(t string) {
		db.Exec("DELETE FROM " + t)
	}
	constant("t")
}

func captured(w http.ResponseWriter, r *http.Request) {
	var q string
	set := func() { q = "SELECT * FROM " + r.FormValue("t") }
	set()
	db.Query(q) // want "proven"
}

func methodValue(w http.ResponseWriter, r *http.Request) {
	f := filter{table: r.FormValue("t")}
	query := f.query
	db.Query(query()) // want "proven"
	exec := db.Exec
	exec("DELETE FROM " + r.FormValue("t")) // want "proven"
	g := filter.query
	db.Query(g(f)) // want "proven"
}

func deferred(w http.ResponseWriter, r *http.Request) {
	defer db.Exec("DELETE FROM " + r.FormValue("t")) // want "proven"
	go db.Exec("DELETE FROM " + r.FormValue("t"))    // want "proven"
	defer db.Exec("DELETE FROM t")
	defer remove(r.FormValue("t"))
}

func remove(t string) { db.Exec("DELETE FROM " + t) } // want "proven"

func pointer(w http.ResponseWriter, r *http.Request) {
	var t string
	read(r, &t)
	db.Query("SELECT * FROM " + t) // want "proven"
	p := new(string)
	*p = r.FormValue("t")
	db.Query("SELECT * FROM " + *p) // want "proven"
}

func read(r *http.Request, t *string) { *t = r.FormValue("t") }

func first[T any](list []T) T { return list[0] }

type box[T any] struct{ value T }

func (b box[T]) get() T { return b.value }

func generic(w http.ResponseWriter, r *http.Request) {
	db.Query("SELECT * FROM " + first([]string{r.FormValue("t")})) // want "proven"
	db.Query("SELECT * FROM " + first([]string{"t"}))
	b := box[string]{r.FormValue("t")}
	db.Query("SELECT * FROM " + b.get()) // want "proven"
}

func anyValue(w http.ResponseWriter, r *http.Request) {
	var v any = r.FormValue("t")
	if s, ok := v.(string); ok {
		db.Query("SELECT * FROM " + s) // want "proven"
	}
	switch v := v.(type) {
	case int:
		db.Query(fmt.Sprint("SELECT * FROM t LIMIT ", v))
	case string:
		db.Query(fmt.Sprint("SELECT * FROM ", v)) // want "proven"
	}
}

func synced(w http.ResponseWriter, r *http.Request) {
	var m sync.Map
	m.Store("t", r.FormValue("t"))
	v, _ := m.Load("t")
	db.Query("SELECT * FROM " + v.(string)) // want "proven|unproven"
}

type node struct {
	next *node
	text string
}

func linked(w http.ResponseWriter, r *http.Request) {
	n := &node{text: "SELECT "}
	n.next = &node{text: r.FormValue("t")}
	q := ""
	for ; n != nil; n = n.next {
		q += n.text
	}
	db.Query(q) // want "proven|unproven"
}

func recursive(w http.ResponseWriter, r *http.Request) {
	db.Query(nested(r.FormValue("t"), 3)) // want "proven"
	db.Query(nested("t", 3))
}

func nested(t string, n int) string {
	if n == 0 {
		return "SELECT * FROM " + t
	}
	return "SELECT * FROM (" + nested(t, n-1) + ")"
}

type table string

func (t table) query() string { return "SELECT * FROM " + string(t) }

func converted(w http.ResponseWriter, r *http.Request) {
	db.Query(table(r.FormValue("t")).query()) // want "proven"
	db.Query(table("t").query())
}

func array(w http.ResponseWriter, r *http.Request) {
	parts := [2]string{"SELECT * FROM ", r.FormValue("t")}
	db.Query(parts[0] + parts[1])        // want "proven"
	db.Query(strings.Join(parts[:], "")) // want "proven"
}

func closed(w http.ResponseWriter, r *http.Request) {
	type row struct{ a, b string }
	list := []row{{"t", r.FormValue("b")}}
	for _, v := range list {
		db.Query("SELECT * FROM " + v.a)
		db.Query("SELECT * FROM " + v.b) // want "proven"
	}
}

// typed is what someone types at a terminal: no request, and no constant.
func typed() {
	var name string
	fmt.Scanln(&name)
	db.Query("SELECT 1 WHERE name = '" + name + "'") // want "unproven: the result of fmt.Scanln"

	var id int
	fmt.Scanln(&id)
	db.Query(fmt.Sprintf("SELECT 1 WHERE id = %d", id))
}
