// Package httpx helps to read requests.
package httpx

import (
	"encoding/json"
	"net/http"
	"strconv"
)

// Param returns a query parameter, or a fallback.
func Param(r *http.Request, name, fallback string) string {
	if v := r.URL.Query().Get(name); v != "" {
		return v
	}
	return fallback
}

// Number returns a query parameter that is a number.
func Number(r *http.Request, name string) (int, error) { return strconv.Atoi(Param(r, name, "0")) }

// Decode decodes the body.
func Decode[T any](r *http.Request) (v T, err error) {
	err = json.NewDecoder(r.Body).Decode(&v)
	return v, err
}

// Into decodes the body into v.
func Into(r *http.Request, v any) error { return json.NewDecoder(r.Body).Decode(v) }
