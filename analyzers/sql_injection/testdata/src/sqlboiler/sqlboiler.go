// Package sqlboiler changes the queries of generated models.
package sqlboiler

import (
	"net/http"

	"github.com/aarondl/sqlboiler/v4/boil"
	"github.com/aarondl/sqlboiler/v4/queries"
	"github.com/aarondl/sqlboiler/v4/queries/qm"
)

// mods puts the request into the text of mods.
func mods(w http.ResponseWriter, r *http.Request) []qm.QueryMod {
	return []qm.QueryMod{
		qm.Select("id", r.FormValue("column")),                 // want "proven: form value \"column\""
		qm.Where("name = '" + r.FormValue("name") + "'"),       // want "proven: form value \"name\""
		qm.OrderBy(r.FormValue("sort")),                        // want "proven: form value \"sort\""
		qm.InnerJoin("orders o ON o.id = " + r.FormValue("o")), // want "proven: form value \"o\""
		qm.Where("name = ?", r.FormValue("name")),
		qm.WhereIn("role IN ?", r.FormValue("a"), r.FormValue("b")),
		qm.Limit(10),
	}
}

// modValues is safe.
func modValues(w http.ResponseWriter, r *http.Request) []qm.QueryMod {
	return []qm.QueryMod{
		qm.Where("name = ? OR email = ?", r.FormValue("name"), r.FormValue("email")),
		qm.InnerJoin("orders o ON o.state = ?", r.FormValue("state")),
		qm.OrderBy("similarity(name, ?) DESC", r.FormValue("name")),
	}
}

// raw runs whole texts.
func raw(exec boil.ContextExecutor, r *http.Request) {
	var ids []int64
	_ = queries.Raw("SELECT id FROM users WHERE name = '"+r.FormValue("name")+"'").Bind(r.Context(), exec, &ids) // want "proven: form value \"name\""
	_ = queries.Raw("SELECT id FROM users WHERE name = $1", r.FormValue("name")).Bind(r.Context(), exec, &ids)
	_, _ = exec.ExecContext(r.Context(), "DELETE FROM users WHERE name = '"+r.FormValue("name")+"'") // want "proven: form value \"name\""
}
