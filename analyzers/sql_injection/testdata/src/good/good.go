// Package good keeps the text of statements to itself.
package good

import (
	"database/sql"
	"encoding/json"
	"fmt"
	"net/http"
	"strings"
)

// API answers requests from a database.
type API struct{ db *sql.DB }

// columns are the orders that a caller can choose from.
var columns = map[string]string{"date": "created_at DESC", "total": "total", "": "id"}

// Orders lists orders in an order that is chosen from constants.
func (a *API) Orders(w http.ResponseWriter, r *http.Request) {
	column, ok := columns[r.URL.Query().Get("sort")]
	if !ok {
		http.Error(w, "sort by date or total", http.StatusBadRequest)
		return
	}
	rows, err := a.db.QueryContext(r.Context(), "SELECT id, total FROM orders ORDER BY "+column)
	if err != nil {
		http.Error(w, "orders are not available", http.StatusInternalServerError)
		return
	}
	defer rows.Close()
}

// Customer looks a customer up by name, which is an argument of the query.
func (a *API) Customer(w http.ResponseWriter, r *http.Request) {
	var id int
	if err := a.db.QueryRowContext(r.Context(), "SELECT id FROM customers WHERE name = $1", r.PathValue("name")).Scan(&id); err != nil {
		http.NotFound(w, r)
		return
	}
	fmt.Fprintln(w, id)
}

// Delete removes the orders that the body lists. The text has as many
// placeholders as there are values, and none of the values.
func (a *API) Delete(w http.ResponseWriter, r *http.Request) {
	var body struct{ IDs []string }
	if err := json.NewDecoder(r.Body).Decode(&body); err != nil {
		http.Error(w, "the body is not JSON", http.StatusBadRequest)
		return
	}
	args := make([]any, len(body.IDs))
	for i, id := range body.IDs {
		args[i] = id
	}
	marks := strings.TrimSuffix(strings.Repeat("?,", len(args)), ",")
	if _, err := a.db.ExecContext(r.Context(), "DELETE FROM orders WHERE id IN ("+marks+")", args...); err != nil {
		http.Error(w, "orders cannot be deleted", http.StatusInternalServerError)
	}
}
