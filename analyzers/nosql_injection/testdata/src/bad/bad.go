// Package bad lets requests choose the operators of queries.
package bad

import (
	"encoding/json"
	"net/http"

	"go.mongodb.org/mongo-driver/v2/bson"
	"go.mongodb.org/mongo-driver/v2/mongo"
)

// API answers requests from a database.
type API struct{ users *mongo.Collection }

// Login finds whoever the body describes: {"password": {"$ne": ""}} describes
// everybody.
func (a *API) Login(w http.ResponseWriter, r *http.Request) {
	var filter bson.M
	if err := json.NewDecoder(r.Body).Decode(&filter); err != nil {
		http.Error(w, "the body is not JSON", http.StatusBadRequest)
		return
	}
	if err := a.users.FindOne(r.Context(), filter).Err(); err != nil { // want `proven: the request's body becomes part of what mongo.Collection.FindOne asks the database`
		http.Error(w, "who are you", http.StatusUnauthorized)
	}
}

// ByName finds users by a name that may be anything that JSON has.
func (a *API) ByName(w http.ResponseWriter, r *http.Request) {
	var body struct {
		Name any `json:"name"`
	}
	if err := json.NewDecoder(r.Body).Decode(&body); err != nil {
		http.Error(w, "the body is not JSON", http.StatusBadRequest)
		return
	}
	cursor, err := a.users.Find(r.Context(), bson.M{"name": body.Name}) // want `proven: field Name of the request's body`
	if err != nil {
		http.Error(w, "users are not available", http.StatusInternalServerError)
		return
	}
	defer cursor.Close(r.Context())
}

// Adults filters by a script that the request completes.
func (a *API) Adults(w http.ResponseWriter, r *http.Request) {
	code := "this.age > 18 && this.city == '" + r.URL.Query().Get("city") + "'"
	n, err := a.users.CountDocuments(r.Context(), bson.M{"$where": code}) // want `proven: query parameter "city"`
	if err != nil {
		http.Error(w, "users are not available", http.StatusInternalServerError)
		return
	}
	json.NewEncoder(w).Encode(n)
}
