// Package spent_work has a function whose calls put all of one large struct into each
// field of another, in each round of a loop: what each holds grows by what the others do.
package spent_work

import (
	"database/sql"
	"net/http"
)

type form struct {
	A, B, C, D, E, F, G, H, I, J, K, L, M, N, O, P string
}

// take puts all of one form into each field of the other.
func (f *form) take(from *form) {
	text := from.A + from.B + from.C + from.D + from.E + from.F + from.G + from.H + from.I + from.J + from.K + from.L + from.M + from.N + from.O + from.P
	f.A += text
	f.B += text
	f.C += text
	f.D += text
	f.E += text
	f.F += text
	f.G += text
	f.H += text
	f.I += text
	f.J += text
	f.K += text
	f.L += text
	f.M += text
	f.N += text
	f.O += text
	f.P += text
}

// shuffle is given up.
func shuffle(db *sql.DB, r *http.Request, a, b, c, d *form) {
	db.Query("SELECT " + r.FormValue("columns")) // want `becomes part of the SQL text`
	for range 9 {
		a.take(b)
		a.take(c)
		a.take(d)
		b.take(a)
		b.take(c)
		b.take(d)
		c.take(a)
		c.take(b)
		c.take(d)
		d.take(a)
		d.take(b)
		d.take(c)
	}
}

func serve(db *sql.DB) {
	http.HandleFunc("GET /forms", func(w http.ResponseWriter, r *http.Request) {
		shuffle(db, r, &form{}, &form{}, &form{}, &form{})
	})
}

func main() { serve(nil) }
