// Package legacy asks by the driver that came before.
package legacy

import (
	"encoding/json"
	"net/http"

	"gopkg.in/mgo.v2"
	"gopkg.in/mgo.v2/bson"
)

type api struct{ users *mgo.Collection }

// A decoded map is a document.
func (a *api) find(w http.ResponseWriter, r *http.Request) {
	q := bson.M{}
	if json.NewDecoder(r.Body).Decode(&q) != nil {
		return
	}
	a.users.Find(q).Limit(10) // want `proven: the request's body becomes part of what mgo.*Collection.Find`
}

// A decoded member is one.
func (a *api) remove(w http.ResponseWriter, r *http.Request) {
	var body struct{ Token interface{} }
	if json.NewDecoder(r.Body).Decode(&body) != nil {
		return
	}
	a.users.Remove(bson.M{"token": body.Token}) // want `proven: field Token of the request's body`
}

// A string is a string.
func (a *api) byName(w http.ResponseWriter, r *http.Request) {
	a.users.Find(bson.M{"name": r.FormValue("name")}).Limit(10)
	a.users.Update(bson.M{"name": r.FormValue("name")}, bson.M{"$set": bson.M{"mail": r.FormValue("mail")}})
}

// An ID that is checked is one.
func (a *api) byID(w http.ResponseWriter, r *http.Request) {
	if id := r.PathValue("id"); bson.IsObjectIdHex(id) {
		a.users.FindId(bson.ObjectIdHex(id))
	}
}
