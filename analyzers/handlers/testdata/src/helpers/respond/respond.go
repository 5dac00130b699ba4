// Package respond is a house's helpers.
package respond

import (
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"net/url"
	"strconv"
)

// JSON answers with a status and a value.
func JSON(w http.ResponseWriter, status int, v any) {
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(status)
	_ = json.NewEncoder(w).Encode(v)
}

// OK answers with data in an envelope.
func OK(w http.ResponseWriter, data any) { JSON(w, http.StatusOK, map[string]any{"data": data}) }

// Problem is the body of an error.
type Problem struct {
	Title string `json:"title"`
}

// ErrMissing says that there is no such thing.
var ErrMissing = errors.New("missing")

// Error answers with an error.
func Error(w http.ResponseWriter, err error) { JSON(w, statusOf(err), Problem{Title: err.Error()}) }

func statusOf(err error) int {
	switch {
	case errors.Is(err, ErrMissing):
		return http.StatusNotFound
	}
	return http.StatusInternalServerError
}

// Encode writes to any writer.
func Encode(w io.Writer, v any) error { return json.NewEncoder(w).Encode(v) }

// Decode reads a body.
func Decode(r *http.Request, v any) error { return decode(r.Body, v) }

func decode(r io.Reader, v any) error { return json.NewDecoder(r).Decode(v) }

// Read reads a body of any type.
func Read[T any](r *http.Request) (T, error) {
	var v T
	err := json.NewDecoder(r.Body).Decode(&v)
	return v, err
}

// Write answers with a page of any type.
func Write[T any](w http.ResponseWriter, items []T) { JSON(w, 200, Page[T]{Items: items}) }

// Page is a list.
type Page[T any] struct {
	Items []T `json:"items"`
}

// Int reads a number of the query.
func Int(r *http.Request, name string) (int, error) { return number(r.URL.Query(), name) }

func number(q url.Values, name string) (int, error) { return strconv.Atoi(q.Get(name)) }

// ID parses an identifier.
func ID(s string) (int64, error) { return strconv.ParseInt(s, 10, 64) }

// Writer holds what answers.
type Writer struct{ w http.ResponseWriter }

// New returns a writer.
func New(w http.ResponseWriter) *Writer { return &Writer{w} }

// Send answers.
func (x *Writer) Send(code int, v any) { JSON(x.w, code, v) }
