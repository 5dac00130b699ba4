// Package good tells operators what went wrong, and clients what they can do.
package good

import (
	"database/sql"
	"errors"
	"fmt"
	"log"
	"net/http"
	"runtime/debug"
	"strconv"
)

var errNoOrder = errors.New("there is no such order")

// API answers requests from a database.
type API struct{ db *sql.DB }

// Order logs the driver's error and answers with a constant text.
func (a *API) Order(w http.ResponseWriter, r *http.Request) {
	id, err := strconv.Atoi(r.PathValue("id"))
	if err != nil {
		http.Error(w, err.Error(), http.StatusBadRequest)
		return
	}
	total, err := a.total(r, id)
	if errors.Is(err, errNoOrder) {
		http.Error(w, err.Error(), http.StatusNotFound)
		return
	}
	if err != nil {
		log.Printf("order %d: %v", id, err)
		http.Error(w, "the order is not available", http.StatusInternalServerError)
		return
	}
	fmt.Fprintln(w, total)
}

func (a *API) total(r *http.Request, id int) (total int, err error) {
	err = a.db.QueryRowContext(r.Context(), "SELECT total FROM orders WHERE id = $1", id).Scan(&total)
	if errors.Is(err, sql.ErrNoRows) {
		return 0, errNoOrder
	}
	if err != nil {
		return 0, fmt.Errorf("total of order %d: %w", id, err)
	}
	return total, nil
}

// Recover logs where a panic happened.
func Recover(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		defer func() {
			if v := recover(); v != nil {
				log.Printf("panic: %v\n%s", v, debug.Stack())
				http.Error(w, "internal error", http.StatusInternalServerError)
			}
		}()
		next.ServeHTTP(w, r)
	})
}
