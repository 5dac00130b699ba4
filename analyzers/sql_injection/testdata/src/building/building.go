// Package building puts text together in every way that Go has.
package building

import (
	"bytes"
	"context"
	"database/sql"
	"fmt"
	"net/http"
	"path"
	"strconv"
	"strings"
	"text/template"
)

var db *sql.DB

func inlineSprintf(w http.ResponseWriter, r *http.Request) {
	db.Query(fmt.Sprintf("SELECT * FROM t WHERE a = '%s'", r.FormValue("a"))) // want "proven: form value"
	db.Query(fmt.Sprintf("SELECT * FROM t WHERE a = %d", len(r.FormValue("a"))))
}

func assigned(w http.ResponseWriter, r *http.Request) {
	var q string
	q = fmt.Sprintf("SELECT * FROM t WHERE a = '%v'", r.FormValue("a"))
	db.Query(q) // want "proven"
	q = "SELECT * FROM t"
	db.Query(q)
}

func declared(w http.ResponseWriter, r *http.Request) {
	var q = "SELECT * FROM " + r.FormValue("a")
	db.Exec(q) // want "proven"
}

func leading(w http.ResponseWriter, r *http.Request) {
	db.Exec(r.FormValue("verb") + " FROM t") // want "proven"
}

func whole(w http.ResponseWriter, r *http.Request) {
	db.Exec(r.FormValue("q")) // want "proven"
}

func inReturn(r *http.Request) (*sql.Rows, error) {
	return db.Query("SELECT * FROM " + r.FormValue("a")) // want "proven"
}

func inScan(r *http.Request) (n int, err error) {
	return n, db.QueryRow("SELECT count(*) FROM " + r.FormValue("a")).Scan(&n) // want "proven"
}

func inIf(w http.ResponseWriter, r *http.Request) {
	if q := fmt.Sprintf("DELETE FROM %s", r.FormValue("a")); len(q) > 0 {
		db.Exec(q) // want "proven"
	}
}

func appended(w http.ResponseWriter, r *http.Request) {
	q := "SELECT * FROM t WHERE 1=1"
	if a := r.FormValue("a"); a != "" {
		q += " AND a = '" + a + "'"
	}
	db.Query(q) // want "proven"
}

func appendedInLoop(w http.ResponseWriter, r *http.Request) {
	q := "SELECT * FROM t WHERE 1=1"
	for _, a := range r.URL.Query()["a"] {
		q += " OR a = '" + a + "'"
	}
	db.Query(q) // want "proven"
}

func appendedConstants(w http.ResponseWriter, r *http.Request) {
	q := "SELECT * FROM t WHERE 1=1"
	var args []any
	for _, a := range r.URL.Query()["a"] {
		q += " OR a = ?"
		args = append(args, a)
	}
	db.Query(q, args...)
}

func builder(w http.ResponseWriter, r *http.Request) {
	var b strings.Builder
	b.WriteString("SELECT * FROM t WHERE a = '")
	b.WriteString(r.FormValue("a"))
	b.WriteString("'")
	db.Query(b.String()) // want "proven"
}

func builderOfConstants(w http.ResponseWriter, r *http.Request) {
	var b strings.Builder
	b.WriteString("SELECT * FROM t WHERE a = ?")
	if r.FormValue("all") == "" {
		b.WriteString(" LIMIT 10")
	}
	db.Query(b.String(), r.FormValue("a"))
}

func builderByFprintf(w http.ResponseWriter, r *http.Request) {
	b := &strings.Builder{}
	fmt.Fprintf(b, "SELECT * FROM t WHERE a = '%s'", r.FormValue("a"))
	db.Query(b.String()) // want "proven"
	c := new(strings.Builder)
	fmt.Fprintf(c, "SELECT * FROM t LIMIT %d", 10)
	db.Query(c.String())
}

func builderByHelper(w http.ResponseWriter, r *http.Request) {
	var b strings.Builder
	b.WriteString("SELECT * FROM t")
	where(&b, r.FormValue("a"))
	db.Query(b.String()) // want "proven"
}

func where(b *strings.Builder, a string) {
	b.WriteString(" WHERE a = '")
	b.WriteString(a)
	b.WriteByte('\'')
}

func buffer(w http.ResponseWriter, r *http.Request) {
	var b bytes.Buffer
	b.WriteString("SELECT * FROM ")
	b.Write([]byte(r.FormValue("a")))
	db.Query(b.String()) // want "proven"
}

func byteSlice(w http.ResponseWriter, r *http.Request) {
	q := []byte("SELECT * FROM t LIMIT ")
	safe := strconv.AppendInt(q, 10, 10)
	db.Query(string(safe))
	b := []byte("SELECT * FROM ")
	b = append(b, r.FormValue("a")...)
	db.Query(string(b)) // want "proven"
}

func joined(w http.ResponseWriter, r *http.Request) {
	parts := []string{"SELECT * FROM t WHERE a = '", r.FormValue("a"), "'"}
	db.Query(strings.Join(parts, "")) // want "proven"
	db.Query(strings.Join([]string{"SELECT *", "FROM t"}, " "))
}

func joinedConditions(w http.ResponseWriter, r *http.Request) {
	var conds []string
	var args []any
	if a := r.FormValue("a"); a != "" {
		conds = append(conds, "a = ?")
		args = append(args, a)
	}
	if b := r.FormValue("b"); b != "" {
		conds = append(conds, "b = ?")
		args = append(args, b)
	}
	db.Query("SELECT * FROM t WHERE "+strings.Join(conds, " AND "), args...)
}

func replaced(w http.ResponseWriter, r *http.Request) {
	q := strings.Replace("SELECT * FROM :table", ":table", r.FormValue("a"), 1)
	db.Query(q) // want "proven"
	q = strings.ReplaceAll("SELECT * FROM :table", ":table", "t")
	db.Query(q)
	q = strings.NewReplacer(":table", r.FormValue("a")).Replace("SELECT * FROM :table")
	db.Query(q) // want "proven"
}

func escaped(w http.ResponseWriter, r *http.Request) {
	a := strings.ReplaceAll(r.FormValue("a"), "'", "''")
	db.Query("SELECT * FROM t WHERE a = '" + a + "'")                        // want "unproven"
	db.Query("SELECT * FROM t WHERE a = " + a)                               // want "proven"
	db.Query("SELECT * FROM t WHERE b = 'b' AND a = " + a)                   // want "proven"
	db.Query("SELECT * FROM " + path.Clean(r.FormValue("a")))                // want "proven"
	db.Query("SELECT * FROM " + template.HTMLEscapeString(r.FormValue("a"))) // want "proven"
	db.Query("SELECT * FROM t WHERE a = " + strconv.Quote(r.FormValue("a"))) // want "proven"
}

// doubled makes room for a second sign, as a text's quotes need one.
func doubled(s string) string {
	if s == "" {
		return s
	}
	b := make([]byte, 0, 2*len(s))
	for i := 0; i < len(s); i++ {
		if special, omit := meaning(s[i]); omit {
			continue
		} else if special {
			b = append(b, s[i])
		}
		b = append(b, s[i])
	}
	return string(b)
}

func meaning(c byte) (special, omit bool) {
	if c < 32 {
		return true, true
	}
	switch c {
	case '"', '\'', '\\':
		return true, false
	}
	return false, false
}

// placed writes into a list that is long enough.
func placed(s string) string {
	b := make([]byte, 2*len(s))
	n := copy(b, s[:0])
	for i := 0; i < len(s); i++ {
		if s[i] == '\'' {
			b[n] = s[i]
			n++
		}
		b[n] = s[i]
		n++
	}
	return string(b[:n])
}

func written(s string) string {
	var b strings.Builder
	for _, c := range s {
		switch c {
		case '\'':
			b.WriteString("''")
		default:
			b.WriteRune(c)
		}
	}
	return b.String()
}

func enclosed(s string) string { return "'" + written(s) + "'" }

// once doubles the first quote alone.
func once(s string) string {
	b := make([]byte, 0, 2*len(s))
	done := false
	for i := 0; i < len(s); i++ {
		if s[i] == '\'' && !done {
			b, done = append(b, s[i]), true
		}
		b = append(b, s[i])
	}
	return string(b)
}

// twice writes twice to the same place.
func twice(s string) string {
	b := make([]byte, len(s))
	for i := 0; i < len(s); i++ {
		if s[i] == '\'' {
			b[i] = s[i]
		}
		b[i] = s[i]
	}
	return string(b)
}

// cut is long enough for a quote to stay alone.
func cut(s string) string {
	if s = written(s); len(s) > 100 {
		return s[:100]
	}
	return s
}

func byLetter(w http.ResponseWriter, r *http.Request) {
	a := r.FormValue("a")
	db.Query("SELECT * FROM t WHERE a LIKE '" + doubled(a) + "%'")                 // want "unproven"
	db.Query("SELECT * FROM t WHERE a = '" + placed(a) + "'")                      // want "unproven"
	db.Query("SELECT * FROM t WHERE a = '" + strings.Trim(written(a), " %") + "'") // want "unproven"
	db.Query("SELECT * FROM t WHERE a = " + enclosed(a))                           // want "unproven"
	db.Query("SELECT * FROM t WHERE a = " + written(a))                            // want "proven"
	db.Query("SELECT * FROM t WHERE a = '" + once(a) + "'")                        // want "proven"
	db.Query("SELECT * FROM t WHERE a = '" + twice(a) + "'")                       // want "proven"
	db.Query("SELECT * FROM t WHERE a = '" + cut(a) + "'")                         // want "proven"
}

func trimmed(w http.ResponseWriter, r *http.Request) {
	a := strings.ToLower(strings.TrimSpace(r.FormValue("a")))
	db.Query("SELECT * FROM t ORDER BY " + a) // want "proven"
	for _, f := range strings.Fields(a) {
		db.Query("SELECT " + f + " FROM t") // want "proven"
	}
	before, _, _ := strings.Cut(a, ",")
	db.Query("SELECT " + before + " FROM t") // want "proven"
}

func templated(w http.ResponseWriter, r *http.Request) {
	t := template.Must(template.New("q").Parse("SELECT * FROM {{.Table}}"))
	var b strings.Builder
	t.Execute(&b, map[string]string{"Table": r.FormValue("a")})
	db.Query(b.String()) // want "proven"
}

func returned(w http.ResponseWriter, r *http.Request) {
	db.Query(selectFrom(r.FormValue("a"))) // want "proven"
	db.Query(selectFrom("t"))
	q, args := filtered(r.FormValue("a"))
	db.Query(q, args...)
}

func selectFrom(table string) string { return "SELECT * FROM " + table }

func filtered(a string) (string, []any) { return "SELECT * FROM t WHERE a = ?", []any{a} }

func numbers(w http.ResponseWriter, r *http.Request) {
	n, err := strconv.Atoi(r.FormValue("n"))
	if err != nil {
		return
	}
	db.Query(fmt.Sprintf("SELECT * FROM t LIMIT %d", n))
	db.Query("SELECT * FROM t LIMIT " + strconv.Itoa(n))
	db.Query("SELECT * FROM t LIMIT " + fmt.Sprint(n))
	db.Query(fmt.Sprintf("SELECT * FROM t LIMIT %v OFFSET %v", n, min(n*2, 50)))
	on, _ := strconv.ParseBool(r.FormValue("on"))
	f, _ := strconv.ParseFloat(r.FormValue("f"), 64)
	db.Query(fmt.Sprintf("SELECT * FROM t WHERE a = %t AND f > %f", on, f))
	db.Query("SELECT * FROM t WHERE a = " + strconv.FormatBool(on))
}

func cached(ctx context.Context, w http.ResponseWriter, r *http.Request) {
	const base = "SELECT * FROM t"
	q := base + " WHERE a = $1"
	db.QueryContext(ctx, q, r.FormValue("a"))
}

func shadowed(w http.ResponseWriter, r *http.Request) {
	q := "SELECT * FROM t WHERE a = ?"
	if a := r.FormValue("a"); a != "" {
		q := "unused " + a
		_ = q
	}
	db.Query(q, 1)
}

func overwritten(w http.ResponseWriter, r *http.Request) {
	q := r.FormValue("q")
	if q == "" {
		return
	}
	w.Header().Set("X-Q", q)
	q = "SELECT * FROM t"
	db.Query(q)
}
