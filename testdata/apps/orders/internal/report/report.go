// Package report answers questions about sales, straight from the database.
package report

import (
	"database/sql"
	"encoding/json"
	"log/slog"
	"net/http"
)

// Line is one line of a report.
type Line struct {
	Label string `json:"label"`
	Cents int64  `json:"cents"`
}

// Reports serves sales reports.
type Reports struct {
	db  *sql.DB
	log *slog.Logger
}

// New returns the reports of db.
func New(db *sql.DB, log *slog.Logger) *Reports {
	return &Reports{db: db, log: log}
}

// Handler serves every report under its full path. Who may see them is the
// caller's business.
func (s *Reports) Handler() http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("GET /v1/reports/daily", s.daily)
	mux.HandleFunc("GET /v1/reports/regions", s.regions)
	mux.HandleFunc("POST /v1/reports/compare", s.compare)
	return mux
}

func (s *Reports) daily(w http.ResponseWriter, r *http.Request) {
	query := "SELECT created_at::date::text, sum(total_cents) FROM orders"
	if from := r.URL.Query().Get("from"); from != "" {
		query += " WHERE created_at >= '" + from + "'"
	}
	query += " GROUP BY 1 ORDER BY 1"
	rows, err := s.db.QueryContext(r.Context(), query)
	s.write(w, rows, err)
}

func (s *Reports) regions(w http.ResponseWriter, r *http.Request) {
	query := "SELECT region, sum(total_cents) FROM orders"
	var args []any
	if from := r.URL.Query().Get("from"); from != "" {
		args = append(args, from)
		query += " WHERE created_at >= $1"
	}
	query += " GROUP BY region ORDER BY region"
	rows, err := s.db.QueryContext(r.Context(), query, args...)
	s.write(w, rows, err)
}

func (s *Reports) compare(w http.ResponseWriter, r *http.Request) {
	var in struct {
		Regions [2]string `json:"regions"`
	}
	if err := json.NewDecoder(r.Body).Decode(&in); err != nil {
		http.Error(w, "expected two regions", http.StatusBadRequest)
		return
	}
	rows, err := s.db.QueryContext(r.Context(),
		"SELECT region, sum(total_cents) FROM orders WHERE region IN ($1, $2) GROUP BY region", in.Regions[0], in.Regions[1])
	s.write(w, rows, err)
}

// write sends the lines of a report. It takes the outcome of a query as it is,
// so that every report fails alike.
func (s *Reports) write(w http.ResponseWriter, rows *sql.Rows, err error) {
	lines := []Line{}
	if err == nil {
		defer rows.Close()
		for rows.Next() && err == nil {
			var l Line
			err = rows.Scan(&l.Label, &l.Cents)
			lines = append(lines, l)
		}
		if err == nil {
			err = rows.Err()
		}
	}
	if err != nil {
		s.log.Error("report failed", "error", err)
		http.Error(w, "internal error", http.StatusInternalServerError)
		return
	}
	w.Header().Set("Content-Type", "application/json")
	_ = json.NewEncoder(w).Encode(lines)
}
