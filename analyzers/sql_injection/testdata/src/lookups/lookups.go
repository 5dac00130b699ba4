// Package lookups looks texts up in lists.
package lookups

import (
	"database/sql"
	"net/http"
	"slices"
	"sort"
	"strings"

	"github.com/samber/lo"
	older "golang.org/x/exp/slices"
)

var db *sql.DB

var columns = []string{"id", "name"}

type column struct{ name, text string }

var known = []column{{"id", "u.id"}}

func byIndex(w http.ResponseWriter, r *http.Request) {
	by := r.FormValue("sort")
	if i := slices.Index(columns, by); i < 0 {
		http.Error(w, "no such column", http.StatusBadRequest)
		return
	}
	db.Query("SELECT * FROM t ORDER BY " + by)
}

func byIndexThatIsNot(w http.ResponseWriter, r *http.Request) {
	by := r.FormValue("sort")
	if slices.Index(columns, by) > -1 {
		db.Query("SELECT * FROM t ORDER BY " + by)
	} else {
		db.Query("SELECT * FROM t ORDER BY " + by) // want "proven"
	}
	if slices.Index(columns, by) != -1 {
		db.Query("SELECT * FROM t ORDER BY " + by)
	}
}

func byIndexInTheRequest(w http.ResponseWriter, r *http.Request) {
	by := r.FormValue("sort")
	if slices.Index(strings.Split(r.FormValue("columns"), ","), by) < 0 {
		return
	}
	db.Query("SELECT * FROM t ORDER BY " + by) // want "proven"
}

func bySearch(w http.ResponseWriter, r *http.Request) {
	by := r.FormValue("sort")
	if _, found := slices.BinarySearch(columns, by); !found {
		return
	}
	db.Query("SELECT * FROM t ORDER BY " + by)
}

func bySearchThatIsNoAnswer(w http.ResponseWriter, r *http.Request) {
	by := r.FormValue("sort")
	if i, _ := slices.BinarySearch(columns, by); i == len(columns) {
		return
	}
	db.Query("SELECT * FROM t ORDER BY " + by) // want "proven"
}

func bySortedSearch(w http.ResponseWriter, r *http.Request) {
	by := r.FormValue("sort")
	if i := sort.SearchStrings(columns, by); i == len(columns) || columns[i] != by {
		return
	}
	db.Query("SELECT * FROM t ORDER BY " + by)
}

func byPredicate(w http.ResponseWriter, r *http.Request) {
	by := r.FormValue("sort")
	if !slices.ContainsFunc(columns, func(c string) bool { return c == by }) {
		return
	}
	db.Query("SELECT * FROM t ORDER BY " + by)
}

func byLongPredicate(w http.ResponseWriter, r *http.Request) {
	by := r.FormValue("sort")
	i := slices.IndexFunc(known, func(c column) bool {
		if c.text == "" {
			return false
		}
		return c.name == by || strings.EqualFold(c.text, by)
	})
	if i == -1 {
		return
	}
	db.Query("SELECT * FROM t ORDER BY " + by)
}

func byPredicateOfItsStart(w http.ResponseWriter, r *http.Request) {
	by := r.FormValue("sort")
	if !slices.ContainsFunc(columns, func(c string) bool { return strings.HasPrefix(by, c) }) {
		return
	}
	db.Query("SELECT * FROM t ORDER BY " + by) // want "proven"
}

func byPredicateThatMayPass(w http.ResponseWriter, r *http.Request) {
	by := r.FormValue("sort")
	if !slices.ContainsFunc(columns, func(c string) bool { return c == by || len(by) < 40 }) {
		return
	}
	db.Query("SELECT * FROM t ORDER BY " + by) // want "proven"
}

func byPredicateThatRefuses(w http.ResponseWriter, r *http.Request) {
	by := r.FormValue("sort")
	if slices.ContainsFunc(columns, func(c string) bool { return c == by }) {
		return
	}
	db.Query("SELECT * FROM t ORDER BY " + by) // want "proven"
}

func byLibraries(w http.ResponseWriter, r *http.Request) {
	by, then := r.FormValue("sort"), r.FormValue("then")
	if lo.Contains(columns, by) && older.Contains(columns, then) {
		db.Query("SELECT * FROM t ORDER BY " + by + ", " + then)
	}
	if lo.ContainsBy(columns, func(c string) bool { return c == by }) {
		db.Query("SELECT * FROM t ORDER BY " + by)
		db.Query("SELECT * FROM t ORDER BY " + then) // want "proven"
	}
	if lo.IndexOf(columns, by) >= 0 {
		db.Query("SELECT * FROM t ORDER BY " + by)
	}
}

func byNote(w http.ResponseWriter, r *http.Request) {
	by := r.FormValue("sort")
	found := false
	for _, c := range columns {
		if c == by {
			found = true
			break
		}
	}
	if !found {
		return
	}
	db.Query("SELECT * FROM t ORDER BY " + by)
}

func byNoteToTheEnd(w http.ResponseWriter, r *http.Request) {
	by := r.FormValue("sort")
	var found bool
	for _, c := range known {
		if c.name == by {
			found = true
		}
	}
	if found {
		db.Query("SELECT * FROM t ORDER BY " + by)
	}
}

func byNoteOfSomethingElse(w http.ResponseWriter, r *http.Request) {
	by := r.FormValue("sort")
	found := false
	for _, c := range columns {
		if c == by {
			found = true
		}
		if len(by) > 40 {
			found = true
		}
	}
	if found {
		db.Query("SELECT * FROM t ORDER BY " + by) // want "proven"
	}
}

func byNoteOfTheOneBefore(w http.ResponseWriter, r *http.Request) {
	r.ParseForm()
	found := false
	for _, by := range r.Form["sort"] {
		for _, c := range columns {
			if c == by {
				found = true
			}
		}
		if found {
			db.Query("SELECT * FROM t ORDER BY " + by) // want "proven"
		}
	}
}

func byNoteOfEach(w http.ResponseWriter, r *http.Request) {
	r.ParseForm()
	for _, by := range r.Form["sort"] {
		found := false
		for _, c := range columns {
			if c == by {
				found = true
			}
		}
		if found {
			db.Query("SELECT * FROM t ORDER BY " + by)
		}
	}
}

func byNoteThatIsOld(w http.ResponseWriter, r *http.Request) {
	by := r.FormValue("sort")
	found := false
	for _, c := range columns {
		if c == by {
			found = true
		}
	}
	by = r.FormValue("then")
	if found {
		db.Query("SELECT * FROM t ORDER BY " + by) // want "proven"
	}
}

type folder struct {
	name  string
	below []folder
}

// A function that hands on itself says nothing by that.
func byItself(w http.ResponseWriter, r *http.Request) {
	by := r.FormValue("sort")
	var holds func(f folder) bool
	holds = func(f folder) bool { return f.name == by || slices.ContainsFunc(f.below, holds) }
	if slices.ContainsFunc([]folder{{name: "id"}}, holds) {
		db.Query("SELECT * FROM t ORDER BY " + by) // want "proven"
	}
	var leads func(f folder) bool
	leads = func(f folder) bool {
		if slices.ContainsFunc(f.below, leads) {
			return true
		}
		return by == "id"
	}
	if slices.ContainsFunc([]folder{{name: "id"}}, leads) {
		db.Query("SELECT * FROM t ORDER BY " + by) // want "proven"
	}
}
