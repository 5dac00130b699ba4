// Package vouched_documents finds by documents that requests decide.
package vouched_documents

import (
	"net/http"

	"go.mongodb.org/mongo-driver/v2/mongo"

	"corpus/vouched_documents/safe"
)

var users *mongo.Collection

// A document that a vouched function returns is safe.
func filter(w http.ResponseWriter, r *http.Request) {
	users.Find(r.Context(), safe.Filter(r))
}

// One of another function is not.
func raw(w http.ResponseWriter, r *http.Request) {
	users.Find(r.Context(), safe.Raw(r)) // want "proven: "
}
