// Package beegoorm runs text with beego's ORM.
package beegoorm

import (
	"net/http"

	"github.com/beego/beego/v2/client/orm"
)

// Post is a row.
type Post struct {
	ID    int
	Title string
}

// raw runs whole texts.
func raw(w http.ResponseWriter, r *http.Request) {
	o := orm.NewOrm()
	var posts []Post
	_, _ = o.Raw("SELECT * FROM post WHERE title = '" + r.FormValue("title") + "'").QueryRows(&posts) // want "proven: form value \"title\""
	_, _ = o.Raw("SELECT * FROM post WHERE title = ?", r.FormValue("title")).QueryRows(&posts)
	_, _ = o.RawWithCtx(r.Context(), "DELETE FROM post WHERE title = '"+r.FormValue("title")+"'").Exec() // want "proven: form value \"title\""
}

// filters is safe: values are arguments, and columns are looked up.
func filters(w http.ResponseWriter, r *http.Request) {
	var posts []Post
	qs := orm.NewOrm().QueryTable("post").Filter("title__icontains", r.FormValue("q")).Exclude("id", r.FormValue("id")).OrderBy("-id")
	_, _ = qs.All(&posts)
	_, _ = qs.FilterRaw("id", "IN (SELECT id FROM top WHERE kind = '"+r.FormValue("kind")+"')").All(&posts) // want "proven: form value \"kind\""
}

// builder builds text.
func builder(w http.ResponseWriter, r *http.Request) {
	qb, err := orm.NewQueryBuilder("mysql")
	if err != nil {
		return
	}
	qb.Select("id", r.FormValue("column")).From("post").Where("title = ?") // want "proven: form value \"column\""
	qb.OrderBy(r.FormValue("sort"))                                        // want "proven: form value \"sort\""
	var posts []Post
	_, _ = orm.NewOrm().Raw(qb.String(), r.FormValue("title")).QueryRows(&posts)
}
