// Package query makes filters for whoever asks.
package query

import (
	"encoding/json"
	"net/http"

	"go.mongodb.org/mongo-driver/v2/bson"
)

// FromBody decodes a filter as the client wrote it.
func FromBody(r *http.Request) (bson.M, error) {
	var filter bson.M
	err := json.NewDecoder(r.Body).Decode(&filter)
	return filter, err
}

// Equal is a filter for one value of one field.
func Equal(field string, value any) bson.M { return bson.M{field: value} }

// ByName is a filter for a name.
func ByName(name string) bson.M { return bson.M{"name": name} }

// Where is a filter by code.
func Where(condition string) bson.D {
	return bson.D{{Key: "$where", Value: "function() { return " + condition + " }"}} // want `proven: query parameter "if" of the request becomes code that the database runs under \$where`
}

// Between is a filter for numbers.
func Between(low, high int) bson.M { return bson.M{"$gte": low, "$lt": high} }
