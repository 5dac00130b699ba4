// Package sent leaves the work to others, over channels that are variables.
package sent

import (
	"database/sql"
	"net/http"
)

var db *sql.DB

type task struct{ table, name string }

var tasks = make(chan task, 8)

func work() {
	for t := range tasks {
		db.Exec("DELETE FROM "+t.table+" WHERE name = ?", t.name) // want `form value "table" of the request becomes part of the SQL text`
	}
}

type note struct{ table, text string }

var notes = make(chan *note, 8)

func write() {
	for n := range notes {
		db.Exec("INSERT INTO "+n.table+" VALUES (?)", n.text)
	}
}

func send(w http.ResponseWriter, r *http.Request) {
	tasks <- task{table: r.FormValue("table"), name: r.FormValue("name")}
	notes <- &note{table: "notes", text: r.FormValue("text")}
}

func start() {
	go work()
	go write()
}
