// Package main decodes structs and sets some of their fields anew: those are what
// was put there last, and the others what the client sent.
package main

import (
	"encoding/json"
	"net/http"
	"os"
	"strconv"
	"time"
)

type client struct {
	ID, Name string
	Keys     keys
}

type keys struct{ Public, Shared string }

type store interface {
	Save(c client) error
	Rename(c *client) error
}

type files struct{ dir string }

func (f files) Save(c client) error {
	if err := os.WriteFile(f.dir+"/"+c.Keys.Public, nil, 0o600); err != nil { // want "proven: field Keys of the request's body"
		return err
	}
	return os.Chmod(f.dir+"/"+c.ID+".json", 0o600)
}

func (f files) Rename(c *client) error {
	return os.Rename(f.dir+"/"+c.ID, f.dir+"/"+c.Name) // want "proven: field Name of the request's body"
}

var clients store

func number() string { return strconv.FormatInt(time.Now().UnixNano(), 36) }

// The ID is the server's, wherever the client is handed.
func create(w http.ResponseWriter, r *http.Request) {
	var c client
	if err := json.NewDecoder(r.Body).Decode(&c); err != nil {
		return
	}
	c.ID = number()
	if c.Name == "" {
		c.Name = c.ID
	}
	c.Keys.Shared = number()
	remove(c)
	if clients.Save(c) != nil || clients.Rename(&c) != nil {
		w.WriteHeader(http.StatusInternalServerError)
	}
}

func remove(c client) {
	os.Remove("/srv/" + c.ID)
	os.Remove("/srv/" + c.Keys.Shared)
	os.Remove("/srv/" + c.Keys.Public) // want "proven: field Keys.Public of the request's body"
}

// On one way the ID is the client's.
func update(w http.ResponseWriter, r *http.Request) {
	var c client
	if err := json.NewDecoder(r.Body).Decode(&c); err != nil {
		return
	}
	if c.Name == "" {
		c.ID = number()
	}
	os.Remove("/srv/" + c.ID) // want "proven: field ID of the request's body"
}

// What is decoded behind it takes its place.
func decodedBehind(w http.ResponseWriter, r *http.Request) {
	var c client
	c.ID = number()
	if err := json.NewDecoder(r.Body).Decode(&c); err != nil {
		return
	}
	os.Remove("/srv/" + c.ID) // want "proven: field ID of the request's body"
}

// In the second round it is what the first has decoded.
func roundAndRound(w http.ResponseWriter, r *http.Request) {
	var c client
	for range 2 {
		os.Remove("/srv/" + c.ID) // want "proven: field ID of the request's body"
		c.ID = number()
		if err := json.NewDecoder(r.Body).Decode(&c); err != nil {
			return
		}
	}
}

// Set anew in each round it is never the client's.
func eachRound(w http.ResponseWriter, r *http.Request) {
	var c client
	for range 2 {
		if err := json.NewDecoder(r.Body).Decode(&c); err != nil {
			return
		}
		c.ID = number()
		os.Remove("/srv/" + c.ID)
	}
}

type keyOf string

type caller struct{ Org, Host string }

// callerOf takes what a guard has kept, or begins with what the request says.
func callerOf(r *http.Request) (c caller) {
	if kept, ok := r.Context().Value(keyOf("caller")).(caller); ok {
		return kept
	}
	c.Host = r.FormValue("host")
	return c
}

type index interface {
	Rebuild(c caller)
	Visit(c caller)
}

type indexer struct{}

func (indexer) Rebuild(c caller) { os.Remove("/srv/index/" + c.Org) }

func (indexer) Visit(c caller) {
	os.Remove("/srv/index/" + c.Host) // want "proven: form value \"host\""
}

var indexes index = indexer{}

// One field is the client's, and none of the others.
func rebuild(w http.ResponseWriter, r *http.Request) {
	c := callerOf(r)
	indexes.Rebuild(c)
	indexes.Visit(c)
}

func main() {
	http.HandleFunc("POST /rebuild", rebuild)
	clients = files{"/srv/clients"}
	http.HandleFunc("POST /clients", create)
	http.HandleFunc("PUT /clients", update)
	http.HandleFunc("PATCH /clients", decodedBehind)
	http.HandleFunc("GET /rounds", roundAndRound)
	http.HandleFunc("GET /each", eachRound)
	http.ListenAndServe(":8080", nil)
}
