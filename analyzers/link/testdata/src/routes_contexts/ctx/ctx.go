// Package ctx keeps values with a request.
package ctx

import (
	"context"
	"net/http"
)

// Get returns what is kept under the key.
func Get(r *http.Request, key any) any { return r.Context().Value(key) }

// Set keeps a value, if there is one.
func Set(r *http.Request, key, value any) *http.Request {
	if value == nil {
		return r
	}
	return r.WithContext(context.WithValue(r.Context(), key, value))
}
