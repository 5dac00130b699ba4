// Package placeholders writes as many placeholders as there are values.
package placeholders

import (
	"database/sql"
	"encoding/json"
	"fmt"
	"net/http"
	"strconv"
	"strings"
	"time"
)

var db *sql.DB

func ids(r *http.Request) (list []string) {
	json.NewDecoder(r.Body).Decode(&list)
	return list
}

func repeated(w http.ResponseWriter, r *http.Request) {
	list := ids(r)
	args := make([]any, 0, len(list))
	for _, id := range list {
		args = append(args, id)
	}
	db.Query("SELECT * FROM t WHERE id IN ("+strings.Repeat("?,", len(list)-1)+"?)", args...)
	db.Query(fmt.Sprintf("SELECT * FROM t WHERE id IN (%s)", strings.TrimRight(strings.Repeat("?,", len(args)), ",")), args...)
	db.Query("SELECT * FROM t WHERE id IN (" + strings.Repeat(r.FormValue("x"), 2) + ")") // want "proven"
}

func numbered(w http.ResponseWriter, r *http.Request) {
	list := ids(r)
	marks := make([]string, len(list))
	args := make([]any, len(list))
	for i, id := range list {
		marks[i] = fmt.Sprintf("$%d", i+1)
		args[i] = id
	}
	db.Query("SELECT * FROM t WHERE id IN ("+strings.Join(marks, ", ")+")", args...)
}

func counted(w http.ResponseWriter, r *http.Request) {
	q := "SELECT * FROM t WHERE true"
	var args []any
	add := func(cond string, v any) {
		args = append(args, v)
		q += " AND " + cond + " = $" + strconv.Itoa(len(args))
	}
	if a := r.FormValue("a"); a != "" {
		add("a", a)
	}
	if b := r.FormValue("b"); b != "" {
		add("b", b)
	}
	db.Query(q, args...)
}

func countedByRequest(w http.ResponseWriter, r *http.Request) {
	q := "SELECT * FROM t WHERE true"
	var args []any
	add := func(cond string, v any) {
		args = append(args, v)
		q += " AND " + cond + " = $" + strconv.Itoa(len(args))
	}
	add(r.FormValue("column"), r.FormValue("a"))
	db.Query(q, args...) // want "proven"
}

type where struct {
	conds []string
	args  []any
}

func (w *where) eq(column string, v any) {
	w.args = append(w.args, v)
	w.conds = append(w.conds, fmt.Sprintf("%s = $%d", column, len(w.args)))
}

func (w *where) sql() string {
	if len(w.conds) == 0 {
		return ""
	}
	return " WHERE " + strings.Join(w.conds, " AND ")
}

func collected(w http.ResponseWriter, r *http.Request) {
	var c where
	c.eq("name", r.FormValue("name"))
	c.eq("city", r.FormValue("city"))
	db.Query("SELECT * FROM t"+c.sql(), c.args...)
}

func bulk(w http.ResponseWriter, r *http.Request) {
	var rows []struct{ A, B string }
	if json.NewDecoder(r.Body).Decode(&rows) != nil {
		return
	}
	var b strings.Builder
	b.WriteString("INSERT INTO t (a, b) VALUES ")
	var args []any
	for i, row := range rows {
		if i > 0 {
			b.WriteByte(',')
		}
		fmt.Fprintf(&b, "($%d, $%d)", 2*i+1, 2*i+2)
		args = append(args, row.A, row.B)
	}
	db.Exec(b.String(), args...)
}

func bulkValues(w http.ResponseWriter, r *http.Request) {
	var rows []struct{ A, B string }
	if json.NewDecoder(r.Body).Decode(&rows) != nil {
		return
	}
	var b strings.Builder
	b.WriteString("INSERT INTO t (a, b) VALUES ")
	for i, row := range rows {
		if i > 0 {
			b.WriteByte(',')
		}
		fmt.Fprintf(&b, "('%s', '%s')", row.A, row.B)
	}
	db.Exec(b.String()) // want "proven"
}

func integers(w http.ResponseWriter, r *http.Request) {
	var list []int64
	if json.NewDecoder(r.Body).Decode(&list) != nil {
		return
	}
	texts := make([]string, len(list))
	for i, id := range list {
		texts[i] = strconv.FormatInt(id, 10)
	}
	db.Query("SELECT * FROM t WHERE id IN (" + strings.Join(texts, ",") + ")")
	db.Query(fmt.Sprintf("SELECT * FROM t WHERE id = ANY(ARRAY%v)", list))
}

func dates(w http.ResponseWriter, r *http.Request) {
	from, err := time.Parse(time.DateOnly, r.FormValue("from"))
	if err != nil {
		return
	}
	db.Query("SELECT * FROM t WHERE day > '" + from.Format(time.DateOnly) + "'")
	db.Query(fmt.Sprintf("SELECT * FROM t_%s", time.Now().Format("200601")))
	d, err := time.ParseDuration(r.FormValue("age"))
	if err != nil {
		return
	}
	db.Query(fmt.Sprintf("SELECT * FROM t WHERE age > interval '%d seconds' AND m = %d", int(d.Seconds()), from.Month()))
	db.Query(fmt.Sprintf("SELECT * FROM t WHERE age > '%s'", d))
}

type id [16]byte

func (i id) String() string { return fmt.Sprintf("%x", i[:]) }

func arguments(w http.ResponseWriter, r *http.Request) {
	like := "%" + r.FormValue("q") + "%"
	db.Query("SELECT * FROM t WHERE a LIKE ?", like)
	db.Query("SELECT * FROM t WHERE a = @a", sql.Named("a", r.FormValue("a")))
}

func paged(w http.ResponseWriter, r *http.Request) {
	limit, _ := strconv.Atoi(r.FormValue("limit"))
	if limit <= 0 || limit > 100 {
		limit = 20
	}
	q := "SELECT * FROM t"
	q += fmt.Sprintf(" LIMIT %d", limit)
	if page, err := strconv.ParseUint(r.FormValue("page"), 10, 32); err == nil {
		q += fmt.Sprintf(" OFFSET %d", int(page)*limit)
	}
	db.Query(q)
}

func parsed[T ~int | ~int64](s string) T {
	n, _ := strconv.Atoi(s)
	return T(n)
}

func genericNumber(w http.ResponseWriter, r *http.Request) {
	db.Query(fmt.Sprintf("SELECT * FROM t LIMIT %d", parsed[int64](r.FormValue("n"))))
}
