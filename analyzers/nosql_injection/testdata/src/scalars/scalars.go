// Package scalars puts request data where it stays a value.
package scalars

import (
	"encoding/json"
	"net/http"
	"time"

	"github.com/google/uuid"
	"go.mongodb.org/mongo-driver/bson"
	"go.mongodb.org/mongo-driver/bson/primitive"
	"go.mongodb.org/mongo-driver/mongo"
	"go.mongodb.org/mongo-driver/mongo/options"
)

type api struct{ items *mongo.Collection }

// A string from the query string is a string.
func (a *api) byTag(w http.ResponseWriter, r *http.Request) {
	a.items.Find(r.Context(), bson.M{"tag": r.URL.Query().Get("tag")})
}

// So is one behind an operator of ours.
func (a *api) notOf(w http.ResponseWriter, r *http.Request) {
	a.items.Find(r.Context(), bson.M{"owner": bson.M{"$ne": r.PathValue("owner")}})
}

// A list of strings is one of strings.
func (a *api) anyOf(w http.ResponseWriter, r *http.Request) {
	var body struct{ Tags []string }
	if json.NewDecoder(r.Body).Decode(&body) != nil {
		return
	}
	a.items.Find(r.Context(), bson.M{"tag": bson.M{"$in": body.Tags}})
}

// Object IDs, UUIDs and times parse or do not.
func (a *api) parsed(w http.ResponseWriter, r *http.Request) {
	id, err := primitive.ObjectIDFromHex(r.PathValue("id"))
	if err != nil {
		return
	}
	owner, err := uuid.Parse(r.URL.Query().Get("owner"))
	if err != nil {
		return
	}
	since, err := time.Parse(time.RFC3339, r.URL.Query().Get("since"))
	if err != nil {
		return
	}
	a.items.FindOne(r.Context(), bson.D{{Key: "_id", Value: id}, {Key: "owner", Value: owner}, {Key: "at", Value: bson.M{"$gte": since}}})
}

// What an assertion made a string is one.
func (a *api) asserted(w http.ResponseWriter, r *http.Request) {
	body := map[string]any{}
	if json.NewDecoder(r.Body).Decode(&body) != nil {
		return
	}
	name, ok := body["name"].(string)
	if !ok {
		return
	}
	a.items.FindOne(r.Context(), bson.M{"name": name})
}

type product struct {
	Name  string   `json:"name" bson:"name"`
	Price int      `json:"price" bson:"price"`
	Tags  []string `json:"tags" bson:"tags"`
}

// What is inserted is data, and what an update sets.
func (a *api) write(w http.ResponseWriter, r *http.Request) {
	var p product
	if json.NewDecoder(r.Body).Decode(&p) != nil {
		return
	}
	a.items.InsertOne(r.Context(), p)
	a.items.UpdateOne(r.Context(), bson.M{"name": p.Name}, bson.M{"$set": p})
	a.items.ReplaceOne(r.Context(), bson.M{"name": p.Name}, p)
}

// A struct that can hold no document is none as a filter.
func (a *api) example(w http.ResponseWriter, r *http.Request) {
	var like struct {
		Name string `bson:"name"`
		Size int    `bson:"size"`
	}
	if json.NewDecoder(r.Body).Decode(&like) != nil {
		return
	}
	a.items.Find(r.Context(), like)
}

// Which field is sorted by is chosen from constants.
func (a *api) sorted(w http.ResponseWriter, r *http.Request) {
	key := "created"
	if r.URL.Query().Get("sort") == "price" {
		key = "price"
	}
	a.items.Find(r.Context(), bson.M{"deleted": false}, options.Find().SetSort(bson.M{key: 1}))
}

// A regular expression is a value, if one that may take long.
func (a *api) prefixed(w http.ResponseWriter, r *http.Request) {
	a.items.Find(r.Context(), bson.M{"name": primitive.Regex{Pattern: r.URL.Query().Get("q"), Options: "i"}})
}

// Code that is constant runs as it is.
func (a *api) code(w http.ResponseWriter, r *http.Request) {
	a.items.Find(r.Context(), bson.M{"$where": "this.a > this.b", "tag": r.URL.Query().Get("tag")})
}

// A filter that the server's own configuration holds.
func (a *api) configured(w http.ResponseWriter, r *http.Request) {
	a.items.Find(r.Context(), defaultFilter())
}

func defaultFilter() bson.M { return bson.M{"deleted": bson.M{"$ne": true}} }
