// Package api answers by the helpers of another package.
package api

import (
	"bytes"
	"net/http"

	"corpus/helpers/respond"
)

type Item struct {
	ID int `json:"id"`
}

// > 201 json {id:integer}
func created(w http.ResponseWriter, r *http.Request) { respond.JSON(w, http.StatusCreated, Item{}) }

// > 200 json {data:[{id:integer}]}
func listed(w http.ResponseWriter, r *http.Request) { respond.OK(w, []Item{}) }

// > 404 json {title:string}
// > 500 json {title:string}
func failed(w http.ResponseWriter, r *http.Request) { respond.Error(w, respond.ErrMissing) }

// > 200 json {id:integer}
func encoded(w http.ResponseWriter, r *http.Request) { _ = respond.Encode(w, Item{}) }

// nothing
func encodedElsewhere(w http.ResponseWriter, r *http.Request) {
	var buf bytes.Buffer
	_ = respond.Encode(&buf, Item{})
}

// < body json {id:integer}
// > 204 none
func decoded(w http.ResponseWriter, r *http.Request) {
	var in Item
	if err := respond.Decode(r, &in); err == nil {
		w.WriteHeader(204)
		return
	}
	w.WriteHeader(204)
}

// < body json {id:integer}
// > 200 json {items:[{id:integer}]}
// > 400 none
func generic(w http.ResponseWriter, r *http.Request) {
	in, err := respond.Read[Item](r)
	if err != nil {
		w.WriteHeader(400)
		return
	}
	respond.Write(w, []Item{in})
}

// < path id integer !
// < query page integer
// > 200 json {id:integer}
func parsed(w http.ResponseWriter, r *http.Request) {
	_, _ = respond.Int(r, "page")
	_, _ = respond.ID(r.PathValue("id"))
	respond.New(w).Send(200, Item{})
}

// handle makes a handler of what returns a value.
//
// of $1
// > 200 json any
// > 404 json {title:string}
// > 500 json {title:string}
// open request
func handle(fn func(r *http.Request) (any, error)) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		v, err := fn(r)
		if err != nil {
			respond.Error(w, err)
			return
		}
		respond.JSON(w, 200, v)
	}
}

// > 200 json {id:integer}
// > 403 text
func within(w http.ResponseWriter, r *http.Request) {
	withItem(w, r, func(it Item) { respond.JSON(w, 200, it) })
}

func withItem(w http.ResponseWriter, r *http.Request, then func(Item)) {
	if r.Method == "" {
		http.Error(w, "x", 403)
		return
	}
	then(Item{})
}

type store interface{ Tx(func() error) error }

// What an interface is given may be called.
//
// > 200 none
// > 200 json {id:integer}
func transaction(w http.ResponseWriter, r *http.Request) {
	_ = db.Tx(func() error {
		respond.JSON(w, 200, Item{})
		return nil
	})
}

var db store

// What is no handler answers nothing, whatever calls it may do with it.
//
// nothing
func plain(name string) (Item, error) {
	_, err := respond.ID(name)
	return Item{}, err
}

// Whoever calls it makes an answer of what it returns.
//
// < query q string
// open request
// open response
func returning(r *http.Request) (*Item, error) {
	_ = r.URL.Query().Get("q")
	return nil, nil
}
