// Package pooled writes statements into buffers of a pool.
package pooled

import (
	"bytes"
	"database/sql"
	"net/http"
	"sync"
)

var db *sql.DB

var buffers = sync.Pool{New: func() any { return new(bytes.Buffer) }}

func written(w http.ResponseWriter, r *http.Request) {
	b := buffers.Get().(*bytes.Buffer)
	defer buffers.Put(b)
	b.Reset()
	b.WriteString("DELETE FROM users WHERE id = ")
	b.WriteString(r.FormValue("id"))
	db.Exec(b.String()) // want `form value "id" of the request becomes part of the SQL text`
}

func marked(w http.ResponseWriter, r *http.Request) {
	b := buffers.Get().(*bytes.Buffer)
	defer buffers.Put(b)
	b.Reset()
	b.WriteString("DELETE FROM users WHERE id IN (")
	var args []any
	for i, id := range r.URL.Query()["id"] {
		if i > 0 {
			b.WriteByte(',')
		}
		b.WriteByte('?')
		args = append(args, id)
	}
	b.WriteByte(')')
	db.Exec(b.String(), args...)
}
