// Package gorm has its errors in a field of the library's own struct.
package gorm

import (
	"errors"
	"log"
	"net/http"

	"gorm.io/gorm"
)

type user struct{ Name string }

type api struct{ db *gorm.DB }

// The error of what was just asked.
func (a *api) create(w http.ResponseWriter, r *http.Request) {
	if err := a.db.Create(&user{Name: r.FormValue("name")}).Error; err != nil {
		http.Error(w, err.Error(), http.StatusInternalServerError) // want `proven: the error of gorm.DB.Error reaches the client|proven: gorm.DB.Error`
	}
}

// A result that is kept first.
func (a *api) list(w http.ResponseWriter, _ *http.Request) {
	var users []user
	result := a.db.Find(&users)
	if result.Error != nil {
		http.Error(w, "cannot list: "+result.Error.Error(), http.StatusInternalServerError) // want `proven`
	}
}

// Only one that says that there is none, in the program's own words.
func (a *api) get(w http.ResponseWriter, r *http.Request) {
	var u user
	err := a.db.First(&u, "name = ?", r.PathValue("name")).Error
	if errors.Is(err, gorm.ErrRecordNotFound) {
		http.Error(w, "no such user", http.StatusNotFound)
		return
	}
	if err != nil {
		log.Print(err)
		http.Error(w, "internal error", http.StatusInternalServerError)
	}
}
