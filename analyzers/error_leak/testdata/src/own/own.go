// Package own makes errors of its own, whose texts it knows.
package own

import (
	"database/sql"
	"errors"
	"fmt"
	"log"
	"net/http"
	"os"
)

var (
	errGone  = errors.New("the order is gone")
	errEmpty = fmt.Errorf("the order is empty: %w", errGone)
)

// invalid says which field is wrong.
type invalid struct{ field string }

func (e *invalid) Error() string { return e.field + " is not valid" }

// failed keeps the cause to itself.
type failed struct {
	op    string
	cause error
}

func (e *failed) Error() string { return "cannot " + e.op }
func (e *failed) Unwrap() error { return e.cause }

// loud tells everybody.
type loud struct{ cause error }

func (e loud) Error() string { return "failed: " + e.cause.Error() }

// code is an error that is a number.
type code int

func (c code) Error() string {
	switch c {
	case 1:
		return "not found"
	case 2:
		return "not allowed"
	}
	return fmt.Sprintf("error %d", int(c))
}

type api struct{ db *sql.DB }

// Errors of constant text are harmless with any status.
func (a *api) constant(w http.ResponseWriter, r *http.Request) {
	http.Error(w, errGone.Error(), http.StatusGone)
	http.Error(w, errEmpty.Error(), http.StatusInternalServerError)
	http.Error(w, errors.New("no luck").Error(), http.StatusInternalServerError)
}

// So are those that name what the request holds.
func (a *api) request(w http.ResponseWriter, r *http.Request) {
	if err := validate(r); err != nil {
		http.Error(w, err.Error(), http.StatusUnprocessableEntity)
	}
}

func validate(r *http.Request) error {
	if r.FormValue("name") == "" {
		return &invalid{"name"}
	}
	if n := len(r.FormValue("name")); n > 80 {
		return fmt.Errorf("name has %d letters, and may have 80", n)
	}
	return nil
}

// A type that keeps its cause to itself.
func (a *api) kept(w http.ResponseWriter, r *http.Request) {
	if err := a.save(r); err != nil {
		log.Println(errors.Unwrap(err))
		http.Error(w, err.Error(), http.StatusInternalServerError)
	}
}

func (a *api) save(r *http.Request) error {
	if _, err := a.db.ExecContext(r.Context(), "INSERT INTO orders DEFAULT VALUES"); err != nil {
		return &failed{"save the order", err}
	}
	return nil
}

// A type that does not.
func (a *api) told(w http.ResponseWriter, r *http.Request) {
	if _, err := os.Stat("/var/lib/shop"); err != nil {
		http.Error(w, loud{err}.Error(), http.StatusInternalServerError) // want `proven: the error of os.Stat`
		var e error = loud{err}
		http.Error(w, e.Error(), http.StatusInternalServerError) // want `proven: the error of os.Stat`
	}
}

// The cause of one that keeps it.
func (a *api) unwrapped(w http.ResponseWriter, r *http.Request) {
	if _, err := os.Stat("/var/lib/shop"); err != nil {
		f := &failed{"look", err}
		http.Error(w, f.Unwrap().Error(), http.StatusInternalServerError) // want `proven: the error of os.Stat`
	}
}

// A number.
func (a *api) numbered(w http.ResponseWriter, r *http.Request) {
	http.Error(w, code(2).Error(), http.StatusForbidden)
}

// Compared with one of ours before it is told.
func (a *api) compared(w http.ResponseWriter, r *http.Request) {
	err := a.find(r)
	switch {
	case errors.Is(err, errGone):
		http.Error(w, err.Error(), http.StatusGone)
	case err == errEmpty:
		http.Error(w, err.Error(), http.StatusConflict)
	case err != nil:
		log.Println(err)
		http.Error(w, "not available", http.StatusInternalServerError)
	}
}

func (a *api) find(r *http.Request) error {
	var n int
	err := a.db.QueryRowContext(r.Context(), "SELECT 1").Scan(&n)
	if errors.Is(err, sql.ErrNoRows) {
		return errGone
	}
	if n == 0 {
		return errEmpty
	}
	return err
}

// Compared, and told all the same where it is another.
func (a *api) fallsThrough(w http.ResponseWriter, r *http.Request) {
	err := a.find(r)
	if errors.Is(err, errGone) {
		http.NotFound(w, r)
		return
	}
	if err != nil {
		http.Error(w, err.Error(), http.StatusInternalServerError) // want `proven: the error of sql.Row.Scan`
	}
}

// Asked for by type.
func (a *api) asked(w http.ResponseWriter, r *http.Request) {
	err := a.save(r)
	var bad *invalid
	if errors.As(err, &bad) {
		http.Error(w, bad.Error(), http.StatusUnprocessableEntity)
		return
	}
	var internal *failed
	if errors.As(err, &internal) {
		log.Println(internal.cause)
		http.Error(w, internal.Error(), http.StatusInternalServerError)
	}
}
