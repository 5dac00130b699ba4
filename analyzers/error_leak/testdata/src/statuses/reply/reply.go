// Package reply sends answers.
package reply

import (
	"encoding/json"
	"net/http"
)

// Problem is what every answer that says no looks like.
type Problem struct {
	Detail string `json:"detail"`
}

// Error answers with the status it is given.
func Error(w http.ResponseWriter, status int, err error) {
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(status)
	json.NewEncoder(w).Encode(Problem{err.Error()}) // want `proven: the error of sql.DB.QueryContext`
}

// BadRequest answers that the request is wrong.
func BadRequest(w http.ResponseWriter, err error) {
	http.Error(w, err.Error(), http.StatusBadRequest) // want `unproven: the error of json.Decoder.Decode`
}

// Unreadable answers with the status it is given, to those alone whose body cannot be read.
func Unreadable(w http.ResponseWriter, status int, text string) {
	http.Error(w, text, status)
}

// Broken answers that the service is, whatever it is given.
func Broken(w http.ResponseWriter, err error) {
	w.WriteHeader(http.StatusInternalServerError)
	w.Write([]byte(err.Error())) // want `proven: the error of json.Unmarshal`
}
