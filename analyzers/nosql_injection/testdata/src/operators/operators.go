// Package operators hands the driver documents that a request made, by the
// first version of the driver.
package operators

import (
	"encoding/json"
	"io"
	"net/http"

	"go.mongodb.org/mongo-driver/bson"
	"go.mongodb.org/mongo-driver/mongo"
)

type api struct{ items *mongo.Collection }

// The whole body, read and unmarshalled, selects what is deleted.
func (a *api) purge(w http.ResponseWriter, r *http.Request) {
	data, err := io.ReadAll(http.MaxBytesReader(w, r.Body, 1<<16))
	if err != nil {
		return
	}
	var selector map[string]any
	if json.Unmarshal(data, &selector) != nil {
		return
	}
	a.items.DeleteMany(r.Context(), selector) // want `proven: the request's body becomes part of what mongo.Collection.DeleteMany`
}

// A filter in the query string, as extended JSON.
func (a *api) search(w http.ResponseWriter, r *http.Request) {
	var filter bson.D
	if err := bson.UnmarshalExtJSON([]byte(r.URL.Query().Get("filter")), true, &filter); err != nil {
		return
	}
	a.items.Find(r.Context(), filter) // want `proven: query parameter "filter"`
}

// One member of a decoded map is any document.
func (a *api) byOwner(w http.ResponseWriter, r *http.Request) {
	body := map[string]any{}
	if json.NewDecoder(r.Body).Decode(&body) != nil {
		return
	}
	a.items.FindOne(r.Context(), bson.M{"owner": body["owner"], "deleted": false}) // want `proven: the request's body`
}

// The stages of a pipeline.
func (a *api) report(w http.ResponseWriter, r *http.Request) {
	var stages []bson.M
	if json.NewDecoder(r.Body).Decode(&stages) != nil {
		return
	}
	a.items.Aggregate(r.Context(), stages) // want `proven: the request's body becomes part of what mongo.Collection.Aggregate`
}

// One stage of a pipeline whose others are fixed.
func (a *api) matching(w http.ResponseWriter, r *http.Request) {
	var match bson.M
	if json.NewDecoder(r.Body).Decode(&match) != nil {
		return
	}
	pipeline := mongo.Pipeline{{{Key: "$match", Value: match}}, {{Key: "$limit", Value: 20}}}
	a.items.Aggregate(r.Context(), pipeline) // want `proven: the request's body`
}

// A document inside a document, by bson.D.
func (a *api) nested(w http.ResponseWriter, r *http.Request) {
	var body struct{ Price bson.M }
	if json.NewDecoder(r.Body).Decode(&body) != nil {
		return
	}
	a.items.CountDocuments(r.Context(), bson.D{{Key: "price", Value: body.Price}}) // want `proven: field Price of the request's body`
}

// Keys of the query string become keys of the document.
func (a *api) filterByAnything(w http.ResponseWriter, r *http.Request) {
	filter := bson.M{}
	for key, values := range r.URL.Query() {
		filter[key] = values[0]
	}
	a.items.Find(r.Context(), filter) // want `proven: the request's (url|query)`
}

// Raw JSON is a document as well.
func (a *api) raw(w http.ResponseWriter, r *http.Request) {
	var body struct{ Filter json.RawMessage }
	if json.NewDecoder(r.Body).Decode(&body) != nil {
		return
	}
	var filter bson.M
	if json.Unmarshal(body.Filter, &filter) != nil {
		return
	}
	a.items.UpdateMany(r.Context(), filter, bson.M{"$set": bson.M{"seen": true}}) // want `proven: field Filter of the request's body`
}

// The values of a field that are listed, by whatever the client says.
func (a *api) distinct(w http.ResponseWriter, r *http.Request) {
	var filter map[string]any
	if json.NewDecoder(r.Body).Decode(&filter) != nil {
		return
	}
	a.items.Distinct(r.Context(), "tag", filter) // want `proven: the request's body`
}

// A whole command.
func (a *api) command(w http.ResponseWriter, r *http.Request) {
	var cmd bson.D
	if bson.UnmarshalExtJSON([]byte(r.FormValue("cmd")), false, &cmd) != nil {
		return
	}
	a.items.Database().RunCommand(r.Context(), cmd) // want `proven: form value "cmd" of the request becomes part of what mongo.Database.RunCommand`
}

// A model of a bulk write takes its filter later.
func (a *api) bulk(w http.ResponseWriter, r *http.Request) {
	var filter bson.M
	if json.NewDecoder(r.Body).Decode(&filter) != nil {
		return
	}
	m := mongo.NewUpdateManyModel().SetFilter(filter).SetUpdate(bson.M{"$inc": bson.M{"n": 1}}) // want `proven: the request's body`
	a.items.BulkWrite(r.Context(), []mongo.WriteModel{m})
}

// JavaScript under the key that says so, in a list of keys and values.
func (a *api) scriptInList(w http.ResponseWriter, r *http.Request) {
	a.items.Find(r.Context(), bson.D{{Key: "$where", Value: "this.city == '" + r.URL.Query().Get("city") + "'"}}) // want `proven: query parameter "city"`
}
