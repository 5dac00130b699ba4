// Package shapes carries text along every way that control can take. Beside each
// way stands the same one with a text that nobody chooses.
package shapes

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"iter"
	"maps"
	"net/http"
	"slices"
	"strings"
	"sync"
	"sync/atomic"

	"golang.org/x/sync/errgroup"
)

var db *sql.DB

// number is what a worker is sent: a request says its ID.
type number struct {
	table string
	id    string
}

// countWorker uses what requests say as a value.
func countWorker(jobs <-chan number) {
	for j := range jobs {
		db.Exec("DELETE FROM "+j.table+" WHERE id = $1", j.id)
	}
}

// dispatchNumber sends a table of our own.
func dispatchNumber(jobs chan<- number) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		jobs <- number{table: "orders", id: r.FormValue("id")}
	}
}

// start sets the workers up.
func start() {
	numbers := make(chan number)
	go countWorker(numbers)
	http.HandleFunc("/numbers", dispatchNumber(numbers))
}

// pipeline hands text from one goroutine to the next.
func pipeline(w http.ResponseWriter, r *http.Request) {
	words, queries := make(chan string), make(chan string)
	go func() {
		defer close(words)
		for _, word := range r.URL.Query()["word"] {
			words <- word
		}
	}()
	go func() {
		defer close(queries)
		for word := range words {
			queries <- "SELECT * FROM docs WHERE word = '" + word + "'"
		}
	}()
	for q := range queries {
		db.Query(q) // want "proven"
	}
}

// counted hands on how many there are.
func counted(w http.ResponseWriter, r *http.Request) {
	lengths := make(chan int)
	go func() {
		defer close(lengths)
		for _, word := range r.URL.Query()["word"] {
			lengths <- len(word)
		}
	}()
	for n := range lengths {
		db.Query(fmt.Sprintf("SELECT * FROM docs WHERE length = %d", n))
	}
}

// grouped runs in a group of goroutines.
func grouped(w http.ResponseWriter, r *http.Request) {
	g, ctx := errgroup.WithContext(r.Context())
	for _, table := range strings.Split(r.FormValue("tables"), ",") {
		g.Go(func() error {
			_, err := db.ExecContext(ctx, "TRUNCATE "+table) // want "proven"
			return err
		})
	}
	if g.Wait() != nil {
		w.WriteHeader(http.StatusInternalServerError)
	}
}

// groupedConstants runs over tables of our own.
func groupedConstants(w http.ResponseWriter, r *http.Request) {
	g, ctx := errgroup.WithContext(r.Context())
	for _, table := range []string{"orders", "returns"} {
		g.Go(func() error {
			_, err := db.ExecContext(ctx, "DELETE FROM "+table+" WHERE owner = $1", r.FormValue("owner"))
			return err
		})
	}
	if g.Wait() != nil {
		w.WriteHeader(http.StatusInternalServerError)
	}
}

// once is computed at the first request.
func once(w http.ResponseWriter, r *http.Request) {
	var first sync.Once
	var q string
	first.Do(func() { q = "SELECT * FROM " + r.FormValue("t") })
	db.Query(q) // want "proven"
}

// onceConstant asks the request whether to count.
func onceConstant(w http.ResponseWriter, r *http.Request) {
	var first sync.Once
	q := "SELECT * FROM t"
	first.Do(func() {
		if r.FormValue("count") != "" {
			q = "SELECT count(*) FROM t"
		}
	})
	db.Query(q)
}

// undo runs what was put together when the function ends.
func undo(w http.ResponseWriter, r *http.Request) {
	var statements []string
	defer func() {
		for _, s := range statements {
			db.Exec(s) // want "proven"
		}
	}()
	statements = append(statements, "DROP TABLE tmp_"+r.FormValue("t"))
}

// undoConstant does it with one of two.
func undoConstant(w http.ResponseWriter, r *http.Request) {
	var statements []string
	defer func() {
		for _, s := range statements {
			db.Exec(s)
		}
	}()
	statements = append(statements, "DROP TABLE tmp")
	if r.FormValue("all") == "1" {
		statements = append(statements, "DROP TABLE tmp_all")
	}
}

// condition is set by what is deferred.
func condition(r *http.Request) (where string, err error) {
	defer func() {
		if err == nil {
			where += " AND region = '" + r.FormValue("region") + "'"
		}
	}()
	where = "true"
	return where, nil
}

// deferredResult uses it.
func deferredResult(w http.ResponseWriter, r *http.Request) {
	where, err := condition(r)
	if err == nil {
		db.Query("SELECT * FROM orders WHERE " + where) // want "proven"
	}
}

// numbered is set to a constant by what is deferred.
func numbered(r *http.Request) (where string, args []any) {
	defer func() { args = append(args, r.FormValue("region")) }()
	where = "region = $1"
	return where, nil
}

// deferredArgument uses it.
func deferredArgument(w http.ResponseWriter, r *http.Request) {
	where, args := numbered(r)
	db.Query("SELECT * FROM orders WHERE "+where, args...)
}

// statement has methods that are handed around.
type statement struct{ table string }

func (s statement) sql() string            { return "SELECT * FROM " + s.table }
func (s *statement) with(t string)         { s.table = t }
func (s statement) count() (string, error) { return "SELECT count(*) FROM orders", nil }

// bound is a method value that uses nothing of its receiver.
func bound(w http.ResponseWriter, r *http.Request) {
	s := statement{table: r.FormValue("t")}
	count := s.count
	if q, err := count(); err == nil {
		db.Query(q)
	}
}

// expression is a method by its type.
func expression(w http.ResponseWriter, r *http.Request) {
	var s statement
	set := (*statement).with
	set(&s, r.FormValue("t"))
	db.Query(s.sql()) // want "proven"
}

// expressionConstant sets a constant.
func expressionConstant(w http.ResponseWriter, r *http.Request) {
	var s statement
	set := (*statement).with
	set(&s, "orders")
	db.Query(s.sql())
}

// apply calls what it is given.
func apply(text string, f func(string) string) string { return f(text) }

// handedOn is given a function that builds.
func handedOn(w http.ResponseWriter, r *http.Request) {
	db.Query(apply(r.FormValue("t"), func(t string) string { return "SELECT * FROM " + t })) // want "proven"
}

// handedLength is given one that measures.
func handedLength(w http.ResponseWriter, r *http.Request) {
	q := apply(r.FormValue("t"), func(t string) string { return fmt.Sprintf("SELECT * FROM t WHERE length = %d", len(t)) })
	db.Query(q)
}

// page is the rows of a table.
type page[T any] struct {
	items []T
	table string
}

func (p page[T]) sql() string { return "SELECT * FROM " + p.table }

// collect is what a generic function makes of a list.
func collect[T, U any](list []T, f func(T) U) []U {
	out := make([]U, 0, len(list))
	for _, v := range list {
		out = append(out, f(v))
	}
	return out
}

// typed goes through generic types and functions.
func typed(w http.ResponseWriter, r *http.Request) {
	p := page[string]{table: r.FormValue("t")}
	db.Query(p.sql()) // want "proven"
	quoted := collect(r.URL.Query()["id"], func(s string) string { return "'" + s + "'" })
	db.Query("SELECT * FROM t WHERE id IN (" + strings.Join(quoted, ",") + ")") // want "proven"
}

// typedConstants makes placeholders of a list.
func typedConstants(w http.ResponseWriter, r *http.Request) {
	p := page[string]{table: "orders", items: r.URL.Query()["id"]}
	db.Query(p.sql())
	marks := collect(p.items, func(string) string { return "?" })
	args := collect(p.items, func(s string) any { return s })
	db.Query("SELECT * FROM t WHERE id IN ("+strings.Join(marks, ",")+")", args...)
}

// named is implemented by rows.
type named interface{ tableName() string }

type row struct{ shard string }

func (r row) tableName() string { return "rows_" + r.shard }

// load asks the type parameter for its table. What a type that is not known here
// makes of itself is not taken to be its text: most name a constant.
func load[T named](v T) {
	db.Query("SELECT * FROM " + v.tableName())
}

// constrained has a row that holds request data.
func constrained(w http.ResponseWriter, r *http.Request) { load(row{shard: r.FormValue("shard")}) }

// fields yields the parts of a text.
func fields(text string) iter.Seq[string] {
	return func(yield func(string) bool) {
		for _, part := range strings.Split(text, ",") {
			if !yield(part) {
				return
			}
		}
	}
}

// rangedConstants ranges over columns of our own, and over what placeholders
// stand for.
func rangedConstants(w http.ResponseWriter, r *http.Request) {
	for column := range fields("id,region") {
		db.Query("SELECT " + column + " FROM orders")
	}
	q := "SELECT * FROM orders WHERE true"
	var args []any
	for n := range 3 {
		q += fmt.Sprintf(" AND c%d = ?", n)
		args = append(args, r.PathValue(fmt.Sprint(n)))
	}
	db.Query(q, args...)
}

// collected goes through the iterators of the standard library.
func collected(w http.ResponseWriter, r *http.Request) {
	columns := slices.Sorted(maps.Keys(r.URL.Query()))
	db.Query("SELECT " + strings.Join(columns, ", ") + " FROM orders") // want "proven"
}

// collectedConstants takes the columns of a table of our own.
func collectedConstants(w http.ResponseWriter, r *http.Request) {
	known := map[string]string{"id": "bigint", "region": "text"}
	columns := slices.Sorted(maps.Keys(known))
	db.Query("SELECT " + strings.Join(columns, ", ") + " FROM orders")
}

// embedded reaches a field of what is embedded.
type embedded struct {
	*query
	owner string
}

type query struct{ table, order string }

// promoted sets a field through the outer value.
func promoted(w http.ResponseWriter, r *http.Request) {
	e := embedded{query: &query{}, owner: "o"}
	e.order = r.FormValue("sort")
	db.Query("SELECT * FROM orders ORDER BY " + e.query.order) // want "proven|unproven"
}

// promotedOther uses another field of the same value.
func promotedOther(w http.ResponseWriter, r *http.Request) {
	e := embedded{query: &query{table: "orders"}, owner: r.FormValue("owner")}
	db.Query("SELECT * FROM "+e.table+" WHERE owner = ?", e.owner)
}

// swapped changes places.
func swapped(w http.ResponseWriter, r *http.Request) {
	a, b := "orders", r.FormValue("b")
	a, b = b, a
	db.Query("SELECT * FROM " + a) // want "proven"
	db.Query("SELECT * FROM " + b)
}

// fallen falls through to where the text is used.
func fallen(w http.ResponseWriter, r *http.Request) {
	q := "SELECT * FROM orders"
	switch r.Method {
	case http.MethodPost:
		q += " ORDER BY " + r.FormValue("sort")
		fallthrough
	default:
		db.Query(q) // want "proven"
	}
}

// jumped leaves before the text is used.
func jumped(w http.ResponseWriter, r *http.Request) {
	q := "SELECT * FROM orders"
	sort := r.FormValue("sort")
	if sort != "" {
		goto refuse
	}
	db.Query(q)
	return
refuse:
	http.Error(w, "no order is taken", http.StatusBadRequest)
}

// looped breaks out of two loops with a column that is one of ours.
func looped(w http.ResponseWriter, r *http.Request) {
	column := "id"
search:
	for _, group := range [][]string{{"id", "region"}, {"total"}} {
		for _, c := range group {
			if c == r.FormValue("sort") {
				column = c
				break search
			}
		}
	}
	db.Query("SELECT * FROM orders ORDER BY " + column)
}

// latest is kept in an atomic value.
var latest atomic.Value

// remember keeps what a request says, and recall uses it.
func remember(w http.ResponseWriter, r *http.Request) { latest.Store(r.FormValue("t")) }

// recall uses what another request said.
func recall(w http.ResponseWriter, r *http.Request) {
	if t, ok := latest.Load().(string); ok {
		db.Query("SELECT * FROM " + t) // want "proven|unproven"
	}
}

// failed carries text in an error.
type failed struct{ table string }

func (f *failed) Error() string { return "cannot read " + f.table }

func read(t string) error { return fmt.Errorf("load: %w", &failed{table: t}) }

// unwrapped takes it out again.
func unwrapped(w http.ResponseWriter, r *http.Request) {
	var f *failed
	if err := read(r.FormValue("t")); errors.As(err, &f) {
		db.Query("SELECT * FROM " + f.table) // want "proven|unproven"
	}
}

// schemaKey keeps the tenant's schema in a context.
type schemaKey struct{}

// scoped puts a constant into it and takes it out.
func scoped(w http.ResponseWriter, r *http.Request) {
	ctx := context.WithValue(r.Context(), schemaKey{}, "public")
	if schema, ok := ctx.Value(schemaKey{}).(string); ok {
		db.QueryContext(ctx, "SELECT * FROM "+schema+".orders")
	}
}

// copied copies bytes.
func copied(w http.ResponseWriter, r *http.Request) {
	text := r.FormValue("t")
	buf := make([]byte, len(text))
	copy(buf, text)
	db.Query("SELECT * FROM " + string(buf)) // want "proven|unproven"
}

// cleared empties a map before it is used.
func cleared(w http.ResponseWriter, r *http.Request) {
	tables := map[string]string{"orders": "orders", "returns": "order_returns"}
	table, ok := tables[r.FormValue("t")]
	clear(tables)
	if ok {
		db.Query("SELECT * FROM " + table)
	}
}
