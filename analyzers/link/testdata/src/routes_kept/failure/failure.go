// Package failure makes the errors of a service.
package failure

import (
	"fmt"
	"net/http"
)

// Error is an error with the status that it is sent with.
type Error struct {
	status int
	text   string
}

func (e *Error) Error() string { return e.text }

// Status returns the status that the error is sent with.
func (e *Error) Status() int { return e.status }

// Of makes an error.
func Of(status int, format string, args ...any) *Error {
	return &Error{status, fmt.Sprintf(format, args...)}
}

// TooMany is for who calls too often.
func TooMany(format string, args ...any) *Error {
	return Of(http.StatusTooManyRequests, format, args...)
}

// Stranger is for who brings no credential that holds.
func Stranger(format string, args ...any) *Error {
	return Of(http.StatusUnauthorized, format, args...)
}
