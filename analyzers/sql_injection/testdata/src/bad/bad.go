// Package bad puts request data into the text of statements.
package bad

import (
	"database/sql"
	"encoding/json"
	"fmt"
	"net/http"
	"strings"
)

// API answers requests from a database.
type API struct{ db *sql.DB }

// Orders lists orders in an order that the caller names.
func (a *API) Orders(w http.ResponseWriter, r *http.Request) {
	query := "SELECT id, total FROM orders ORDER BY " + r.URL.Query().Get("sort")
	rows, err := a.db.QueryContext(r.Context(), query) // want `proven: query parameter "sort" of the request becomes part of the SQL text that sql.DB.QueryContext runs`
	if err != nil {
		http.Error(w, "orders are not available", http.StatusInternalServerError)
		return
	}
	defer rows.Close()
}

// Customer looks a customer up by name: quotes in the text keep nothing in.
func (a *API) Customer(w http.ResponseWriter, r *http.Request) {
	query := fmt.Sprintf("SELECT id FROM customers WHERE name = '%s'", r.PathValue("name"))
	var id int
	if err := a.db.QueryRowContext(r.Context(), query).Scan(&id); err != nil { // want `proven: path parameter "name"`
		http.NotFound(w, r)
		return
	}
	fmt.Fprintln(w, id)
}

// Delete removes the orders that the body lists.
func (a *API) Delete(w http.ResponseWriter, r *http.Request) {
	var body struct{ IDs []string }
	if err := json.NewDecoder(r.Body).Decode(&body); err != nil {
		http.Error(w, "the body is not JSON", http.StatusBadRequest)
		return
	}
	_, err := a.db.ExecContext(r.Context(), "DELETE FROM orders WHERE id IN ("+strings.Join(body.IDs, ",")+")") // want `proven: field IDs of the request's body`
	if err != nil {
		http.Error(w, "orders cannot be deleted", http.StatusInternalServerError)
	}
}
