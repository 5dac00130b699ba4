// Package validation answers with what is wrong with a request.
package validation

import (
	"encoding/base64"
	"errors"
	"fmt"
	"net/http"
	"net/mail"
	"net/netip"
	"net/url"
	"strconv"
	"time"

	"github.com/asaskevich/govalidator"
	ozzo "github.com/go-ozzo/ozzo-validation/v4"
	"github.com/go-playground/validator/v10"
	"github.com/golang-jwt/jwt/v5"
	"github.com/google/uuid"
	"golang.org/x/crypto/bcrypt"
)

var validate = validator.New()

type order struct {
	Name string `validate:"required"`
	Mail string `validate:"email"`
}

// Numbers, times, IDs and addresses that do not parse.
func parsed(w http.ResponseWriter, r *http.Request) {
	if _, err := strconv.Atoi(r.FormValue("n")); err != nil {
		http.Error(w, err.Error(), http.StatusBadRequest)
	}
	if _, err := time.Parse(time.RFC3339, r.FormValue("at")); err != nil {
		http.Error(w, err.Error(), http.StatusBadRequest)
	}
	if _, err := uuid.Parse(r.FormValue("id")); err != nil {
		http.Error(w, fmt.Sprintf("id: %v", err), http.StatusBadRequest)
	}
	if _, err := netip.ParseAddr(r.FormValue("ip")); err != nil {
		http.Error(w, err.Error(), http.StatusBadRequest)
	}
	if _, err := mail.ParseAddress(r.FormValue("mail")); err != nil {
		http.Error(w, err.Error(), http.StatusBadRequest)
	}
	if _, err := url.Parse(r.FormValue("link")); err != nil {
		http.Error(w, err.Error(), http.StatusBadRequest)
	}
	if _, err := base64.StdEncoding.DecodeString(r.FormValue("data")); err != nil {
		http.Error(w, err.Error(), http.StatusBadRequest)
	}
	if _, err := time.ParseDuration(r.FormValue("for")); err != nil {
		http.Error(w, fmt.Errorf("for: %w", err).Error(), http.StatusBadRequest)
	}
}

// Structs that do not hold.
func validated(w http.ResponseWriter, r *http.Request) {
	o := order{r.FormValue("name"), r.FormValue("mail")}
	if err := validate.Struct(o); err != nil {
		http.Error(w, err.Error(), http.StatusUnprocessableEntity)
		var list validator.ValidationErrors
		if errors.As(err, &list) {
			http.Error(w, list.Error(), http.StatusUnprocessableEntity)
			for _, field := range list {
				fmt.Fprintln(w, field.Error())
			}
		}
	}
	if err := ozzo.ValidateStruct(&o, ozzo.Field(&o.Name, ozzo.Required)); err != nil {
		http.Error(w, err.Error(), http.StatusUnprocessableEntity)
	}
	if _, err := govalidator.ValidateStruct(o); err != nil {
		http.Error(w, err.Error(), http.StatusUnprocessableEntity)
	}
}

// Tokens and passwords that are wrong.
func verified(w http.ResponseWriter, r *http.Request) {
	_, err := jwt.Parse(r.Header.Get("Authorization"), func(*jwt.Token) (any, error) { return []byte("test"), nil })
	if err != nil {
		http.Error(w, err.Error(), http.StatusUnauthorized)
	}
	if err := bcrypt.CompareHashAndPassword([]byte("x"), []byte(r.FormValue("password"))); err != nil {
		http.Error(w, err.Error(), http.StatusUnauthorized)
	}
}

// A part of the request that is not there.
func missing(w http.ResponseWriter, r *http.Request) {
	if _, err := r.Cookie("session"); err != nil {
		http.Error(w, err.Error(), http.StatusUnauthorized)
	}
	if _, _, err := r.FormFile("photo"); err != nil {
		http.Error(w, err.Error(), http.StatusBadRequest)
	}
	if err := r.ParseForm(); err != nil {
		http.Error(w, err.Error(), http.StatusBadRequest)
	}
}

// A body that is too long.
func tooLong(w http.ResponseWriter, r *http.Request, err error) {
	var long *http.MaxBytesError
	if errors.As(err, &long) {
		http.Error(w, long.Error(), http.StatusRequestEntityTooLarge)
	}
}
