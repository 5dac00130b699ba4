// Package apperr has the errors of the service.
package apperr

import "errors"

// These are for everybody.
var (
	NotFound = errors.New("not found")
	Conflict = errors.New("somebody was faster")
)

// Invalid says which field is wrong and why.
type Invalid struct{ Field, Why string }

// Error says it.
func (e *Invalid) Error() string { return e.Field + ": " + e.Why }

// Internal keeps its cause for the log.
type Internal struct {
	Op    string
	Cause error
}

// Error says what was tried.
func (e *Internal) Error() string { return e.Op + " failed" }

// Unwrap returns the cause.
func (e *Internal) Unwrap() error { return e.Cause }

// Verbose says all that it knows.
type Verbose struct {
	Op    string
	Cause error
}

// Error says it.
func (e *Verbose) Error() string { return e.Op + ": " + e.Cause.Error() }

// New makes an internal error.
func New(op string, cause error) error { return &Internal{op, cause} }

// Loud makes a verbose one.
func Loud(op string, cause error) error { return &Verbose{op, cause} }
