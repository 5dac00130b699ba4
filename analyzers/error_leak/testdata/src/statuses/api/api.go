// Package api answers requests.
package api

import (
	"database/sql"
	"encoding/json"
	"net/http"
	"os"

	"corpus/statuses/reply"
)

// API is the service.
type API struct{ db *sql.DB }

type order struct{ Name string }

// Create says by one helper that a body does not decode, and by the same that a query fails.
func (a *API) Create(w http.ResponseWriter, r *http.Request) {
	var o order
	if err := json.NewDecoder(r.Body).Decode(&o); err != nil {
		reply.Error(w, http.StatusBadRequest, err)
		return
	}
	if _, err := a.db.QueryContext(r.Context(), "SELECT 1"); err != nil {
		reply.Error(w, http.StatusInternalServerError, err)
	}
}

// Note says it by a helper that knows the status.
func (a *API) Note(w http.ResponseWriter, r *http.Request) {
	var o order
	if err := json.NewDecoder(r.Body).Decode(&o); err != nil {
		reply.BadRequest(w, err)
	}
}

// Tag says it by one that is given the status and the text.
func (a *API) Tag(w http.ResponseWriter, r *http.Request) {
	var o order
	if err := json.NewDecoder(r.Body).Decode(&o); err != nil {
		reply.Unreadable(w, http.StatusUnprocessableEntity, "cannot read: "+err.Error()) // want `unproven: the error of json.Decoder.Decode reaches the client through reply.Unreadable`
	}
}

// List reads what the service keeps, which is no fault of the client's.
func (a *API) List(w http.ResponseWriter, r *http.Request) {
	var list []order
	data, err := os.ReadFile("/var/lib/shop/orders.json")
	if err != nil {
		http.Error(w, err.Error(), http.StatusNotFound) // want `proven: the error of os.ReadFile`
		return
	}
	if err := json.Unmarshal(data, &list); err != nil {
		reply.Broken(w, err)
	}
}

// Import refuses what a driver did not take: it says what the driver says.
func (a *API) Import(w http.ResponseWriter, r *http.Request) {
	if _, err := a.db.ExecContext(r.Context(), "INSERT INTO orders DEFAULT VALUES"); err != nil {
		http.Error(w, err.Error(), http.StatusConflict) // want `proven: the error of sql.DB.ExecContext`
	}
}
