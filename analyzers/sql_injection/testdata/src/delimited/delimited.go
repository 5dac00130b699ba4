// Package delimited puts names between the quotes of names, by hand.
package delimited

import (
	"database/sql"
	"fmt"
	"net/http"
	"strings"
)

var db *sql.DB

func name(s string) string { return `"` + strings.ReplaceAll(s, `"`, `""`) + `"` }

func backticked(s string) string { return fmt.Sprintf("`%s`", strings.Replace(s, "`", "``", -1)) }

func bare(s string) string { return `"` + s + `"` }

func open(s string) string { return strings.ReplaceAll(s, `"`, `""`) }

func once(s string) string { return `"` + strings.Replace(s, `"`, `""`, 1) + `"` }

func other(s string) string { return "`" + strings.ReplaceAll(s, `"`, `""`) + "`" }

func tripled(s string) string { return `"` + strings.ReplaceAll(s, `"`, `"""`) + `"` }

func escaped(s string) string { return `"` + strings.ReplaceAll(s, `"`, `\"`) + `"` }

func doubled(w http.ResponseWriter, r *http.Request) {
	db.Query("SELECT " + name(r.FormValue("column")) + " FROM t")
	db.Query("SELECT * FROM t ORDER BY " + backticked(r.FormValue("column")))
	db.Query(`SELECT * FROM "` + strings.ReplaceAll(r.FormValue("schema"), `"`, `""`) + `"."` + strings.ReplaceAll(r.FormValue("table"), `"`, `""`) + `"`)
	db.Query(fmt.Sprintf(`SELECT * FROM t ORDER BY "%s" DESC`, strings.ReplaceAll(r.FormValue("column"), `"`, `""`)))
}

func undoubled(w http.ResponseWriter, r *http.Request) {
	db.Query("SELECT " + bare(r.FormValue("column")) + " FROM t")    // want "proven"
	db.Query("SELECT " + open(r.FormValue("column")) + " FROM t")    // want "proven"
	db.Query("SELECT " + once(r.FormValue("column")) + " FROM t")    // want "proven"
	db.Query("SELECT " + other(r.FormValue("column")) + " FROM t")   // want "proven"
	db.Query("SELECT " + tripled(r.FormValue("column")) + " FROM t") // want "proven"
	db.Query("SELECT " + escaped(r.FormValue("column")) + " FROM t") // want "proven"
}

// Behind the quote that ends a name nothing is a part of it, and in a text it is a
// letter like others.
func beside(w http.ResponseWriter, r *http.Request) {
	db.Query(`SELECT "a" ` + strings.ReplaceAll(r.FormValue("rest"), `"`, `""`))                      // want "proven"
	db.Query(`SELECT * FROM t WHERE a = '"` + strings.ReplaceAll(r.FormValue("a"), `"`, `""`) + `"'`) // want "proven"
}

// To some databases this is a text, which a backslash ends.
func value(w http.ResponseWriter, r *http.Request) {
	db.Query(`SELECT * FROM t WHERE a = "` + strings.ReplaceAll(r.FormValue("a"), `"`, `""`) + `"`)     // want "unproven"
	db.Query(`SELECT * FROM t WHERE a LIKE "` + strings.ReplaceAll(r.FormValue("a"), `"`, `""`) + `%"`) // want "unproven"
}
