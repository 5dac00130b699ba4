// Package encoded answers with structs that have a place for an error.
package encoded

import (
	"encoding/json"
	"log"
	"net/http"
	"os"
)

// problem is an answer as RFC 9457 has it.
type problem struct {
	Title  string `json:"title"`
	Detail string `json:"detail,omitempty"`
	Status int    `json:"status"`
	cause  error
}

// A field that is made with the error.
func detailed(w http.ResponseWriter, r *http.Request) {
	if _, err := os.Stat("/var/lib/shop"); err != nil {
		p := problem{Title: "not available", Detail: err.Error(), Status: 500}
		json.NewEncoder(w).Encode(p) // want `proven: the error of os.Stat`
	}
}

// One that is set later, behind a pointer.
func set(w http.ResponseWriter, r *http.Request) {
	p := &problem{Title: "not available", Status: 500}
	if _, err := os.Stat("/var/lib/shop"); err != nil {
		p.Detail = err.Error()
	}
	json.NewEncoder(w).Encode(p) // want `proven: the error of os.Stat`
}

// In an envelope, marshalled.
func enveloped(w http.ResponseWriter, r *http.Request) {
	if _, err := os.Stat("/var/lib/shop"); err != nil {
		data, merr := json.Marshal(map[string]any{"errors": []problem{{Detail: err.Error()}}})
		if merr != nil {
			return
		}
		w.Write(data) // want `proven: the error of os.Stat`
	}
}

// A field that is not exported is not encoded.
func hidden(w http.ResponseWriter, r *http.Request) {
	if _, err := os.Stat("/var/lib/shop"); err != nil {
		p := problem{Title: "not available", Status: 500, cause: err}
		log.Println(p.cause)
		json.NewEncoder(w).Encode(p)
	}
}

// An error in a map is encoded as what it is made of.
func inMap(w http.ResponseWriter, r *http.Request) {
	_, err := os.Stat("/var/lib/shop")
	json.NewEncoder(w).Encode(map[string]any{"error": err}) // want `proven: the error of os.Stat`
}

// Constants in the same struct.
func constant(w http.ResponseWriter, r *http.Request) {
	if _, err := os.Stat("/var/lib/shop"); err != nil {
		log.Println(err)
		json.NewEncoder(w).Encode(problem{Title: "not available", Detail: "try again later", Status: 503})
	}
}

// status is not exported, and what it brings along where it is embedded is.
type status struct {
	Warning string `json:"warning"`
	trouble error
}

type report struct {
	*status
	Name string `json:"name"`
}

func embedded(w http.ResponseWriter, r *http.Request) {
	s := &status{}
	if _, err := os.Stat("/var/lib/shop"); err != nil {
		s.Warning = err.Error()
	}
	json.NewEncoder(w).Encode(report{status: s, Name: "shop"}) // want `proven: the error of os.Stat`
}

func embeddedHidden(w http.ResponseWriter, r *http.Request) {
	s := &status{}
	if _, err := os.Stat("/var/lib/shop"); err != nil {
		s.trouble = err
	}
	json.NewEncoder(w).Encode(report{status: s, Name: "shop"})
}

// inField is a field of its own, which is not exported.
type inField struct {
	status *status
	Name   string `json:"name"`
}

func kept(w http.ResponseWriter, r *http.Request) {
	s := &status{}
	if _, err := os.Stat("/var/lib/shop"); err != nil {
		s.Warning = err.Error()
	}
	json.NewEncoder(w).Encode(inField{status: s, Name: "shop"})
}
