// Package jinzhugorm runs conditions of the first gorm.
package jinzhugorm

import (
	"net/http"
	"strconv"

	"github.com/jinzhu/gorm"
)

// Product is a row.
type Product struct {
	ID   uint
	Code string
}

var db *gorm.DB

// text puts the request into text.
func text(w http.ResponseWriter, r *http.Request) {
	var p Product
	db.Where("code = '" + r.FormValue("code") + "'").First(&p)               // want "proven: form value \"code\""
	db.First(&p, r.PathValue("id"))                                          // want "proven: path parameter \"id\""
	db.Order(r.FormValue("sort")).Find(&p)                                   // want "proven: form value \"sort\""
	db.Raw("SELECT * FROM products WHERE " + r.FormValue("w")).Scan(&p)      // want "proven: form value \"w\""
	db.Model(&p).Update("code", gorm.Expr("code || '"+r.FormValue("c")+"'")) // want "proven: form value \"c\""
	db.Set("gorm:query_option", "FOR UPDATE "+r.FormValue("o")).First(&p)    // want "proven: form value \"o\""
}

// values is safe: structs, maps, numbers, placeholders, and options that are no
// text.
func values(w http.ResponseWriter, r *http.Request) {
	var p Product
	id, err := strconv.Atoi(r.PathValue("id"))
	if err != nil {
		return
	}
	db.First(&p, id)
	db.Where("code = ?", r.FormValue("code")).First(&p)
	db.Where(&Product{Code: r.FormValue("code")}).First(&p)
	db.Where(map[string]interface{}{"code": r.FormValue("code")}).Find(&p)
	db.Set("audit:user", r.FormValue("user")).Create(&Product{Code: r.FormValue("code")})
}
