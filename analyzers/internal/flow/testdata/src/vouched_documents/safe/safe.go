// Package safe builds filters.
package safe

import (
	"encoding/json"
	"net/http"

	"go.mongodb.org/mongo-driver/v2/bson"
)

// Filter is vouched for as a query document.
func Filter(r *http.Request) bson.M {
	m := bson.M{}
	json.NewDecoder(r.Body).Decode(&m)
	return m
}

// Raw is not vouched for.
func Raw(r *http.Request) bson.M {
	m := bson.M{}
	json.NewDecoder(r.Body).Decode(&m)
	return m
}
