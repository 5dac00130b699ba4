// Package fixes puts values into conditions of gorm, which has a mark of its
// own for every database.
package fixes

import (
	"net/http"

	"gorm.io/gorm"
)

type user struct {
	ID   int
	Name string
}

func find(db *gorm.DB) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		var u user
		if err := db.Where("name = '" + r.FormValue("name") + "'").First(&u).Error; err != nil { // want "proven: form value"
			http.NotFound(w, r)
		}
	}
}

func raw(db *gorm.DB) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		var users []user
		name := r.FormValue("name")
		if err := db.Raw("SELECT * FROM users WHERE age > ? AND name = '"+name+"'", 18).Scan(&users).Error; err != nil { // want "proven: form value"
			http.NotFound(w, r)
		}
	}
}

// An order is no value.
func ordered(db *gorm.DB) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		var users []user
		db.Order("name " + r.FormValue("direction")).Find(&users) // want "proven: form value"
	}
}
