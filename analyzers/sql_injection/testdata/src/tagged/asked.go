package tagged

import (
	"database/sql"
	"encoding/json"
	"errors"
	"net/http"

	"github.com/go-playground/validator/v10"
)

type sorting struct {
	Column string `json:"column" validate:"required,oneof=id name"`
	Order  string `json:"order"`
}

var (
	db    *sql.DB
	rules = validator.New()
)

// check asks a validator about what it is given.
func check(v any) error {
	if v == nil {
		return errors.New("nothing to check")
	}
	if err := rules.Struct(v); err != nil {
		return err
	}
	return nil
}

// glance does not.
func glance(v any) error {
	_, err := json.Marshal(v)
	return err
}

// checkSome asks now and then.
func checkSome(v any, all bool) error {
	if all {
		return rules.Struct(v)
	}
	return nil
}

func byValue(w http.ResponseWriter, r *http.Request) {
	var s sorting
	if json.NewDecoder(r.Body).Decode(&s) != nil || rules.Struct(s) != nil {
		return
	}
	db.Query("SELECT * FROM t ORDER BY " + s.Column)
	db.Query("SELECT * FROM t ORDER BY " + s.Order) // want "proven"
}

func byHelper(w http.ResponseWriter, r *http.Request) {
	var s sorting
	if json.NewDecoder(r.Body).Decode(&s) != nil {
		return
	}
	if err := check(&s); err != nil {
		return
	}
	db.Query("SELECT * FROM t ORDER BY " + s.Column)
	db.Query("SELECT * FROM t ORDER BY " + s.Order) // want "proven"
}

func byHelperThatLooks(w http.ResponseWriter, r *http.Request) {
	var s sorting
	if json.NewDecoder(r.Body).Decode(&s) != nil || glance(&s) != nil || checkSome(&s, false) != nil {
		return
	}
	db.Query("SELECT * FROM t ORDER BY " + s.Column) // want "proven"
}

// bind fills in and asks.
func bind(r *http.Request, into any) error {
	if err := json.NewDecoder(r.Body).Decode(into); err != nil {
		return err
	}
	return check(into)
}

func byBinder(w http.ResponseWriter, r *http.Request) {
	var s sorting
	if err := bind(r, &s); err != nil {
		return
	}
	db.Query("SELECT * FROM t ORDER BY " + s.Column)
	db.Query("SELECT * FROM t ORDER BY " + s.Order) // want "proven"
}

// read returns what was asked about.
func read[T any](r *http.Request) (T, error) {
	var v T
	if err := json.NewDecoder(r.Body).Decode(&v); err != nil {
		return v, err
	}
	if err := rules.Struct(v); err != nil {
		return v, err
	}
	return v, nil
}

// readAny does not.
func readAny[T any](r *http.Request) (T, error) {
	var v, other T
	if err := json.NewDecoder(r.Body).Decode(&v); err != nil {
		return v, err
	}
	return v, rules.Struct(other)
}

func byReader(w http.ResponseWriter, r *http.Request) {
	s, err := read[sorting](r)
	if err != nil {
		return
	}
	db.Query("SELECT * FROM t ORDER BY " + s.Column)
	db.Query("SELECT * FROM t ORDER BY " + s.Order) // want "proven"
	other, err := readAny[sorting](r)
	if err != nil {
		return
	}
	db.Query("SELECT * FROM t ORDER BY " + other.Column) // want "proven"
}

// Validate asks about the struct itself.
func (s *sorting) Validate() error { return rules.Struct(s) }

func byMethod(w http.ResponseWriter, r *http.Request) {
	var s sorting
	if json.NewDecoder(r.Body).Decode(&s) != nil || s.Validate() != nil {
		return
	}
	db.Query("SELECT * FROM t ORDER BY " + s.Column)
}

// paging says itself what it may hold.
type paging struct {
	Column, Order string
	Allowed       []string
}

var columns = []string{"id", "name"}

func (p paging) Validate() error {
	switch p.Column {
	case "id", "name":
	default:
		return errors.New("no such column")
	}
	if len(p.Order) > 4 {
		return errors.New("no such order")
	}
	return nil
}

func byOwnWord(w http.ResponseWriter, r *http.Request) {
	var p paging
	if json.NewDecoder(r.Body).Decode(&p) != nil {
		return
	}
	if err := p.Validate(); err != nil {
		http.Error(w, "no such page", http.StatusBadRequest)
		return
	}
	db.Query("SELECT * FROM t ORDER BY " + p.Column)
	db.Query("SELECT * FROM t ORDER BY " + p.Order) // want "proven"
}

func byOwnWordUnheard(w http.ResponseWriter, r *http.Request) {
	var p paging
	if json.NewDecoder(r.Body).Decode(&p) != nil {
		return
	}
	if err := p.Validate(); err != nil {
		w.WriteHeader(http.StatusBadRequest)
	}
	db.Query("SELECT * FROM t ORDER BY " + p.Column) // want "proven"
}

// listed holds a request to what the request says itself.
type listed struct {
	Column, Same string
	Allowed      []string
}

func (l *listed) Validate() error {
	if l.Column != l.Same {
		return errors.New("not the same")
	}
	for _, a := range l.Allowed {
		if a == l.Column {
			return nil
		}
	}
	return errors.New("not allowed")
}

func byItsOwnList(w http.ResponseWriter, r *http.Request) {
	var l listed
	if json.NewDecoder(r.Body).Decode(&l) != nil || l.Validate() != nil {
		return
	}
	db.Query("SELECT * FROM t ORDER BY " + l.Column) // want "proven"
}

type validating interface{ Validate() error }

// bindOwn has what it fills in judge itself.
func bindOwn(r *http.Request, into validating) error {
	if err := json.NewDecoder(r.Body).Decode(into); err != nil {
		return err
	}
	return into.Validate()
}

// bindTyped does so by a type parameter.
func bindTyped[T validating](r *http.Request, into T) error {
	if err := json.NewDecoder(r.Body).Decode(into); err != nil {
		return err
	}
	if err := into.Validate(); err != nil {
		return err
	}
	return nil
}

func byInterface(w http.ResponseWriter, r *http.Request) {
	var s sorting
	var p paging
	if bindOwn(r, &s) != nil || bindTyped(r, &p) != nil {
		return
	}
	db.Query("SELECT * FROM t ORDER BY " + s.Column)
	db.Query("SELECT * FROM t ORDER BY " + s.Order) // want "proven"
	db.Query("SELECT * FROM t ORDER BY " + p.Column)
	db.Query("SELECT * FROM t ORDER BY " + p.Order) // want "proven"
}
