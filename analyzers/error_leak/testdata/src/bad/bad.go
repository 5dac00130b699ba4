// Package bad answers with errors that were meant for its operators.
package bad

import (
	"database/sql"
	"encoding/json"
	"fmt"
	"net/http"
	"runtime/debug"
)

// API answers requests from a database.
type API struct{ db *sql.DB }

// Order shows an order, or what the driver says of it.
func (a *API) Order(w http.ResponseWriter, r *http.Request) {
	var total int
	err := a.db.QueryRowContext(r.Context(), "SELECT total FROM orders WHERE id = $1", r.PathValue("id")).Scan(&total)
	if err != nil {
		http.Error(w, err.Error(), http.StatusInternalServerError) // want `proven: the error of sql.Row.Scan reaches the client through http.Error`
		return
	}
	fmt.Fprintln(w, total)
}

// Delete wraps what the driver says: it is the driver's all the same.
func (a *API) Delete(w http.ResponseWriter, r *http.Request) {
	if err := a.delete(r); err != nil {
		w.WriteHeader(http.StatusInternalServerError)
		json.NewEncoder(w).Encode(map[string]string{"error": err.Error()}) // want `proven: the error of sql.DB.ExecContext reaches the client through json.Encoder.Encode`
	}
}

func (a *API) delete(r *http.Request) error {
	if _, err := a.db.ExecContext(r.Context(), "DELETE FROM orders WHERE id = $1", r.PathValue("id")); err != nil {
		return fmt.Errorf("cannot delete the order: %w", err)
	}
	return nil
}

// Recover answers a panic with where it happened.
func Recover(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		defer func() {
			if v := recover(); v != nil {
				w.WriteHeader(http.StatusInternalServerError)
				w.Write(debug.Stack()) // want `proven: the stack trace of debug.Stack reaches the client through http.ResponseWriter.Write`
			}
		}()
		next.ServeHTTP(w, r)
	})
}
