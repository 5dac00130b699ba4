// Package httpx answers requests.
package httpx

import (
	"encoding/json"
	"errors"
	"log"
	"net/http"

	"corpus/xpkg/apperr"
)

// Answer is what every error looks like.
type Answer struct {
	Code    int    `json:"code"`
	Message string `json:"message"`
	cause   error
}

// JSON answers with a value.
func JSON(w http.ResponseWriter, code int, v any) {
	w.WriteHeader(code)
	if err := json.NewEncoder(w).Encode(v); err != nil {
		log.Println(err)
	}
}

// RespondError answers with an error's text.
func RespondError(w http.ResponseWriter, code int, err error) {
	body, merr := json.Marshal(Answer{Code: code, Message: err.Error()})
	if merr != nil {
		return
	}
	w.WriteHeader(code)
	w.Write(body) // want `proven: the error of sql.DB.ExecContext`
}

// Message answers with a text.
func Message(w http.ResponseWriter, code int, text string) {
	w.WriteHeader(code)
	w.Write([]byte(text))
}

// Constant answers with what it is given, which nobody gives an error.
func Constant(w http.ResponseWriter, code int, text string) {
	http.Error(w, text, code)
}

// Known answers with the errors that everybody may read, and logs the others.
func Known(w http.ResponseWriter, err error) {
	var invalid *apperr.Invalid
	switch {
	case errors.Is(err, apperr.NotFound):
		http.Error(w, err.Error(), http.StatusNotFound)
	case errors.As(err, &invalid):
		http.Error(w, invalid.Error(), http.StatusUnprocessableEntity)
	case errors.Is(err, apperr.Conflict):
		http.Error(w, err.Error(), http.StatusConflict)
	default:
		log.Println(err)
		http.Error(w, "not available", http.StatusInternalServerError)
	}
}

// Hidden keeps the error in the answer's struct, where nothing encodes it.
func Hidden(w http.ResponseWriter, code int, err error) {
	json.NewEncoder(w).Encode(Answer{Code: code, Message: http.StatusText(code), cause: err})
}

// Says answers with an error of the service's own type.
func Says(w http.ResponseWriter, err error) {
	http.Error(w, err.Error(), http.StatusInternalServerError) // want `proven: the error of sql.DB.PingContext`
}

// Mild answers with an error that keeps its cause.
func Mild(w http.ResponseWriter, err error) {
	http.Error(w, err.Error(), http.StatusInternalServerError)
}
