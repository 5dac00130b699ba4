// Package good builds queries whose form no request decides.
package good

import (
	"encoding/json"
	"net/http"
	"strconv"

	"go.mongodb.org/mongo-driver/v2/bson"
	"go.mongodb.org/mongo-driver/v2/mongo"
)

// API answers requests from a database.
type API struct{ users *mongo.Collection }

// Login compares strings with strings.
func (a *API) Login(w http.ResponseWriter, r *http.Request) {
	var body struct {
		Name string `json:"name"`
		Hash string `json:"hash"`
	}
	if err := json.NewDecoder(r.Body).Decode(&body); err != nil {
		http.Error(w, "the body is not JSON", http.StatusBadRequest)
		return
	}
	filter := bson.M{"name": body.Name, "hash": body.Hash}
	if err := a.users.FindOne(r.Context(), filter).Err(); err != nil {
		http.Error(w, "who are you", http.StatusUnauthorized)
	}
}

// Get finds a user by an ID that parses as one.
func (a *API) Get(w http.ResponseWriter, r *http.Request) {
	id, err := bson.ObjectIDFromHex(r.PathValue("id"))
	if err != nil {
		http.NotFound(w, r)
		return
	}
	if err := a.users.FindOne(r.Context(), bson.D{{Key: "_id", Value: id}}).Err(); err != nil {
		http.NotFound(w, r)
	}
}

// Older compares with a number.
func (a *API) Older(w http.ResponseWriter, r *http.Request) {
	age, err := strconv.Atoi(r.URL.Query().Get("age"))
	if err != nil {
		http.Error(w, "age is a number", http.StatusBadRequest)
		return
	}
	n, err := a.users.CountDocuments(r.Context(), bson.M{"age": bson.M{"$gt": age}})
	if err != nil {
		http.Error(w, "users are not available", http.StatusInternalServerError)
		return
	}
	json.NewEncoder(w).Encode(n)
}
