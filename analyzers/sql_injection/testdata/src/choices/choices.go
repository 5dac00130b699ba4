// Package choices lets a caller choose among constants.
package choices

import (
	"cmp"
	"database/sql"
	"errors"
	"fmt"
	"net/http"
	"regexp"
	"slices"
	"strings"
)

var db *sql.DB

func bySwitch(w http.ResponseWriter, r *http.Request) {
	column := "id"
	switch r.FormValue("sort") {
	case "name":
		column = "name"
	case "date":
		column = "created_at DESC"
	}
	db.Query("SELECT * FROM t ORDER BY " + column)
}

func switchOnItself(w http.ResponseWriter, r *http.Request) {
	sort := r.FormValue("sort")
	switch sort {
	case "name", "date":
	default:
		sort = "id"
	}
	db.Query("SELECT * FROM t ORDER BY " + sort)
}

func switchThatRejects(w http.ResponseWriter, r *http.Request) {
	sort := r.FormValue("sort")
	switch sort {
	case "name", "date":
	default:
		http.Error(w, "no such column", http.StatusBadRequest)
		return
	}
	db.Query("SELECT * FROM t ORDER BY " + sort)
}

func switchThatForgets(w http.ResponseWriter, r *http.Request) {
	sort := r.FormValue("sort")
	switch sort {
	case "name", "date":
	default:
		http.Error(w, "no such column", http.StatusBadRequest)
	}
	db.Query("SELECT * FROM t ORDER BY " + sort) // want "proven"
}

func byIf(w http.ResponseWriter, r *http.Request) {
	sort := r.FormValue("sort")
	if sort != "name" && sort != "date" {
		sort = "id"
	}
	db.Query("SELECT * FROM t ORDER BY " + sort)
	dir := r.FormValue("dir")
	if dir == "asc" || dir == "desc" {
		db.Query("SELECT * FROM t ORDER BY id " + dir)
	}
	db.Query("SELECT * FROM t ORDER BY id " + dir) // want "proven"
}

func earlyReturn(w http.ResponseWriter, r *http.Request) {
	sort := r.FormValue("sort")
	if sort != "name" && sort != "date" {
		http.Error(w, "no such column", http.StatusBadRequest)
		return
	}
	db.Query("SELECT * FROM t ORDER BY " + sort)
}

func directly(w http.ResponseWriter, r *http.Request) {
	if r.FormValue("sort") == "name" {
		db.Query("SELECT * FROM t ORDER BY name")
		return
	}
	db.Query("SELECT * FROM t ORDER BY " + r.FormValue("other")) // want "proven"
}

func notEmpty(w http.ResponseWriter, r *http.Request) {
	sort := r.FormValue("sort")
	if sort == "" {
		http.Error(w, "sort by what?", http.StatusBadRequest)
		return
	}
	db.Query("SELECT * FROM t ORDER BY " + sort) // want "proven"
}

var columns = map[string]string{"name": "name", "date": "created_at"}

func byMap(w http.ResponseWriter, r *http.Request) {
	db.Query("SELECT * FROM t ORDER BY " + columns[r.FormValue("sort")])
	if c, ok := columns[r.FormValue("sort")]; ok {
		db.Query("SELECT * FROM t ORDER BY " + c)
	}
}

var allowed = map[string]bool{"name": true, "date": true}

func bySet(w http.ResponseWriter, r *http.Request) {
	sort := r.FormValue("sort")
	if !allowed[sort] {
		http.Error(w, "no such column", http.StatusBadRequest)
		return
	}
	db.Query("SELECT * FROM t ORDER BY " + sort)
}

var known = map[string]struct{}{"name": {}, "date": {}}

func byKeys(w http.ResponseWriter, r *http.Request) {
	sort := r.FormValue("sort")
	if _, ok := known[sort]; !ok {
		sort = "id"
	}
	db.Query("SELECT * FROM t ORDER BY " + sort)
}

var sortable = []string{"name", "date"}

func byList(w http.ResponseWriter, r *http.Request) {
	sort := r.FormValue("sort")
	if !slices.Contains(sortable, sort) {
		http.Error(w, "no such column", http.StatusBadRequest)
		return
	}
	db.Query("SELECT * FROM t ORDER BY " + sort)
	if !slices.Contains([]string{"asc", "desc"}, r.FormValue("dir")) {
		return
	}
}

func byOwnList(w http.ResponseWriter, r *http.Request) {
	sort := r.FormValue("sort")
	if slices.Contains(r.URL.Query()["columns"], sort) {
		db.Query("SELECT * FROM t ORDER BY " + sort) // want "proven"
	}
}

func byContains(w http.ResponseWriter, r *http.Request) {
	sort := r.FormValue("sort")
	if strings.Contains(sort, "name") || strings.HasPrefix(sort, "date") {
		db.Query("SELECT * FROM t ORDER BY " + sort) // want "proven"
	}
}

func byFunction(w http.ResponseWriter, r *http.Request) {
	db.Query("SELECT * FROM t ORDER BY " + column(r.FormValue("sort")))
	dir, err := direction(r.FormValue("dir"))
	if err != nil {
		return
	}
	db.Query("SELECT * FROM t ORDER BY id " + dir)
	db.Query("SELECT * FROM t ORDER BY id " + passed(r.FormValue("order"))) // want "proven"
}

func column(name string) string {
	switch name {
	case "name", "date":
		return name
	}
	return "id"
}

func direction(dir string) (string, error) {
	if dir != "asc" && dir != "desc" {
		return "", errors.New("asc or desc")
	}
	return dir, nil
}

func passed(dir string) string {
	if dir == "" {
		return "asc"
	}
	return dir
}

func byPredicate(w http.ResponseWriter, r *http.Request) {
	sort := r.FormValue("sort")
	if !isColumn(sort) {
		http.Error(w, "no such column", http.StatusBadRequest)
		return
	}
	db.Query("SELECT * FROM t ORDER BY " + sort)
	if isShort(r.FormValue("dir")) {
		db.Query("SELECT * FROM t ORDER BY id " + r.FormValue("dir")) // want "proven"
	}
}

func isColumn(s string) bool {
	switch s {
	case "name", "date":
		return true
	}
	return false
}

func isShort(s string) bool { return len(s) < 100 }

func byValidator(w http.ResponseWriter, r *http.Request) {
	sort := r.FormValue("sort")
	if err := check(sort); err != nil {
		http.Error(w, err.Error(), http.StatusBadRequest)
		return
	}
	db.Query("SELECT * FROM t ORDER BY " + sort)
}

func check(s string) error {
	if !allowed[s] {
		return fmt.Errorf("no such column: %q", s)
	}
	return nil
}

var identifier = regexp.MustCompile(`^[a-z_]+$`)

var anywhere = regexp.MustCompile(`[a-z_]+`)

func byPattern(w http.ResponseWriter, r *http.Request) {
	table := r.FormValue("table")
	if !identifier.MatchString(table) {
		return
	}
	db.Query("SELECT * FROM " + table)
	sort := r.FormValue("sort")
	if !anywhere.MatchString(sort) {
		return
	}
	db.Query("SELECT * FROM t ORDER BY " + sort) // want "proven"
}

func ternary(w http.ResponseWriter, r *http.Request) {
	dir := "ASC"
	if strings.EqualFold(r.FormValue("dir"), "desc") {
		dir = "DESC"
	}
	db.Query("SELECT * FROM t ORDER BY id " + dir)
	if strings.EqualFold(r.FormValue("d"), "desc") {
		db.Query("SELECT * FROM t ORDER BY id " + strings.ToUpper("desc"))
	}
}

func lowered(w http.ResponseWriter, r *http.Request) {
	dir := strings.ToLower(r.FormValue("dir"))
	if dir != "asc" && dir != "desc" {
		dir = "asc"
	}
	db.Query("SELECT * FROM t ORDER BY id " + strings.ToUpper(dir))
}

type order string

const (
	byName order = "name"
	byDate order = "date"
)

func (o order) sql() string {
	switch o {
	case byName:
		return "name"
	case byDate:
		return "created_at"
	}
	return "id"
}

func (o order) valid() bool { return o == byName || o == byDate }

func enum(w http.ResponseWriter, r *http.Request) {
	db.Query("SELECT * FROM t ORDER BY " + order(r.FormValue("sort")).sql())
	o := order(r.FormValue("sort"))
	if !o.valid() {
		return
	}
	db.Query("SELECT * FROM t ORDER BY " + string(o))
	p := order(r.FormValue("other"))
	db.Query("SELECT * FROM t ORDER BY " + string(p)) // want "proven"
}

type query struct{ Sort, Dir string }

func fields(w http.ResponseWriter, r *http.Request) {
	q := query{r.FormValue("sort"), r.FormValue("dir")}
	if q.Dir != "asc" {
		q.Dir = "desc"
	}
	db.Query("SELECT * FROM t ORDER BY id " + q.Dir)
	if _, ok := columns[q.Sort]; !ok {
		return
	}
	db.Query("SELECT * FROM t ORDER BY " + q.Sort)
}

func inLoop(w http.ResponseWriter, r *http.Request) {
	var list []string
	for _, c := range r.URL.Query()["column"] {
		if !allowed[c] {
			continue
		}
		list = append(list, c)
	}
	db.Query("SELECT " + strings.Join(list, ",") + " FROM t")
	for _, c := range r.URL.Query()["column"] {
		if !allowed[c] {
			http.Error(w, "no", http.StatusBadRequest)
		}
		list = append(list, c)
	}
	db.Query("SELECT " + strings.Join(list, ",") + " FROM t") // want "proven"
}

func found(w http.ResponseWriter, r *http.Request) {
	for _, c := range sortable {
		if c == r.FormValue("sort") {
			db.Query("SELECT * FROM t ORDER BY " + c)
		}
	}
	i := slices.Index(sortable, r.FormValue("sort"))
	if i < 0 {
		return
	}
	db.Query("SELECT * FROM t ORDER BY " + sortable[i])
}

var errOrder = errors.New("no such order")

// orderOf hands back what it was given together with an error.
func orderOf(r *http.Request) (string, error) {
	order := "ASC"
	if r.FormValue("order") != "" {
		order = r.FormValue("order")
		if order != "ASC" && order != "DESC" {
			return order, errOrder
		}
	}
	return order, nil
}

// unchecked hands it back without one.
func unchecked(r *http.Request) (string, error) {
	if r.FormValue("order") == "" {
		return "ASC", errOrder
	}
	return r.FormValue("order"), nil
}

func withErrors(w http.ResponseWriter, r *http.Request) {
	order, err := orderOf(r)
	if err != nil {
		return
	}
	db.Query("SELECT 1 ORDER BY name " + order)
	order, err = unchecked(r)
	if err != nil {
		return
	}
	db.Query("SELECT 1 ORDER BY name " + order) // want "proven: form value \"order\""
}

// A function that is written for any type hands back one of what it is given.
func byDefault(w http.ResponseWriter, r *http.Request) {
	direction := ""
	if r.FormValue("newest") != "" {
		direction = "DESC"
	}
	db.Query("SELECT * FROM t ORDER BY id " + cmp.Or(direction, "ASC"))
	db.Query("SELECT * FROM t ORDER BY " + cmp.Or(r.FormValue("sort"), "id")) // want "proven"
}
