// Package gdb runs text with gogf's gdb.
package gdb

import (
	"context"
	"net/http"

	"github.com/gogf/gf/v2/database/gdb"
)

// text puts the request into text.
func text(db gdb.DB, r *http.Request) {
	ctx := r.Context()
	_, _ = db.GetAll(ctx, "SELECT * FROM users WHERE name = '"+r.FormValue("name")+"'") // want "proven: form value \"name\""
	_, _ = db.Exec(ctx, "DELETE FROM users WHERE name = '"+r.FormValue("name")+"'")     // want "proven: form value \"name\""
	_, _ = db.Model("users").Where("name = '" + r.FormValue("name") + "'").All()        // want "proven: form value \"name\""
	_, _ = db.Model("users").Order(r.FormValue("sort")).All()                           // want "proven: form value \"sort\""
	_, _ = db.Model("users").Fields("id", r.FormValue("field")).All()                   // want "proven: form value \"field\""
}

// values is safe.
func values(db gdb.DB, r *http.Request) {
	ctx := r.Context()
	_, _ = db.GetAll(ctx, "SELECT * FROM users WHERE name = ?", r.FormValue("name"))
	_, _ = db.Model("users").Where("name = ?", r.FormValue("name")).WhereLike("email", "%"+r.FormValue("domain")).All()
	_, _ = db.Model("users").Where(gdb.Map{"name": r.FormValue("name")}).Data(gdb.Map{"role": r.FormValue("role")}).Update()
	_, _ = db.Model("users").WherePri(r.FormValue("id")).One()
}

// transaction runs in a transaction, whose calls take no context.
func transaction(db gdb.DB, r *http.Request) {
	_ = db.Transaction(r.Context(), func(ctx context.Context, tx gdb.TX) error {
		if _, err := tx.Exec("DELETE FROM users WHERE id = ?", r.FormValue("id")); err != nil {
			return err
		}
		_, err := tx.Exec("TRUNCATE " + r.FormValue("table")) // want "proven: form value \"table\""
		return err
	})
}
