// Package fixes puts values into SQL text of libraries that mark parameters in
// one way for every database.
package fixes

import (
	"net/http"

	"github.com/go-pg/pg/v10"
	"github.com/gocql/gocql"
	"github.com/gocraft/dbr/v2"
	"github.com/uptrace/bun"
	"xorm.io/xorm"
)

type row struct{ Name string }

func goPG(db *pg.DB) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		var rows []row
		_, err := db.Query(&rows, "SELECT name FROM users WHERE name = '"+r.FormValue("name")+"'") // want "proven: form value"
		status(w, err)
	}
}

// Marks by number have no place for one more.
func goPGNumbered(db *pg.DB) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		var rows []row
		_, err := db.Query(&rows, "SELECT name FROM users WHERE age > ?0 AND name = '"+r.FormValue("name")+"'", 18) // want "proven: form value"
		status(w, err)
	}
}

func engine(db *xorm.Engine) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		var rows []row
		err := db.Where("age > ? AND name = '"+r.FormValue("name")+"'", 18).Find(&rows) // want "proven: form value"
		status(w, err)
	}
}

func cassandra(session *gocql.Session) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		err := session.Query("SELECT name FROM users WHERE name = '" + r.FormValue("name") + "'").Exec() // want "proven: form value"
		status(w, err)
	}
}

func sessions(s *dbr.Session) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		var rows []row
		_, err := s.SelectBySql("SELECT name FROM users WHERE name = '" + r.FormValue("name") + "'").Load(&rows) // want "proven: form value"
		status(w, err)
	}
}

func bunDB(db *bun.DB) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		var rows []row
		err := db.NewSelect().Model(&rows).Where("name = '" + r.FormValue("name") + "'").Scan(r.Context()) // want "proven: form value"
		status(w, err)
	}
}

func status(w http.ResponseWriter, err error) {
	if err != nil {
		w.WriteHeader(http.StatusInternalServerError)
	}
}
