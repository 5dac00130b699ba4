// Package gorm runs conditions, clauses and statements of gorm.
package gorm

import (
	"encoding/json"
	"fmt"
	"net/http"
	"strconv"

	"gorm.io/gorm"
	"gorm.io/gorm/clause"
)

// User is a row.
type User struct {
	ID    uint
	Name  string
	Email string
	Role  string
}

// API answers requests.
type API struct{ db *gorm.DB }

func reply(w http.ResponseWriter, v any) { _ = json.NewEncoder(w).Encode(v) }

// inlineFirst takes the string behind the destination for a condition.
func (a *API) inlineFirst(w http.ResponseWriter, r *http.Request) {
	var user User
	if err := a.db.First(&user, r.PathValue("id")).Error; err != nil { // want "proven: path parameter \"id\""
		return
	}
	reply(w, user)
}

// inlineNumber is safe: a number is a key.
func (a *API) inlineNumber(w http.ResponseWriter, r *http.Request) {
	id, err := strconv.ParseUint(r.PathValue("id"), 10, 64)
	if err != nil {
		return
	}
	var user User
	a.db.First(&user, id)
	a.db.Delete(&User{}, id)
	reply(w, user)
}

// Key identifies a user.
type Key string

// inlineKey is safe: a text of a type of its own is a key, whatever it says.
func (a *API) inlineKey(w http.ResponseWriter, r *http.Request) {
	var user User
	a.db.First(&user, Key(r.PathValue("id")))
	a.db.Where(Key(r.FormValue("id"))).Delete(&User{})
	a.byKey(&user, Key(r.FormValue("key")))
	reply(w, user)
}

func (a *API) byKey(user *User, key Key) {
	a.db.Preload("Email").FirstOrCreate(user, key)
}

// inlineKeyText makes it text again.
func (a *API) inlineKeyText(w http.ResponseWriter, r *http.Request) {
	var user User
	key := Key(r.PathValue("id"))
	a.db.First(&user, string(key))                   // want "proven: path parameter \"id\""
	a.db.Where(fmt.Sprint("id = ", key)).Find(&user) // want "proven: path parameter \"id\""
	a.byText(&user, string(key))
	reply(w, user)
}

func (a *API) byText(user *User, key any) {
	a.db.Take(user, key) // want "proven: path parameter \"id\""
}

// inlinePlaceholder is safe: only the first of the conditions is text.
func (a *API) inlinePlaceholder(w http.ResponseWriter, r *http.Request) {
	var user User
	a.db.First(&user, "id = ?", r.PathValue("id"))
	a.db.Take(&user, "name = ? AND email = ?", r.FormValue("name"), r.FormValue("email"))
	a.db.Find(&user, "name IN ?", r.URL.Query()["name"])
	a.db.Delete(&User{}, "id = ?", r.PathValue("id"))
	reply(w, user)
}

// inlineOthers are the other calls that take conditions.
func (a *API) inlineOthers(w http.ResponseWriter, r *http.Request) {
	var user User
	id := r.FormValue("id")
	a.db.Last(&user, "id = "+id)                      // want "proven: form value \"id\""
	a.db.Take(&user, fmt.Sprintf("id = %s", id))      // want "proven: form value \"id\""
	a.db.Find(&user, id)                              // want "proven: form value \"id\""
	a.db.Delete(&User{}, id)                          // want "proven: form value \"id\""
	a.db.Delete(&User{}, "name = '"+id+"'")           // want "proven: form value \"id\""
	a.db.FirstOrInit(&user, "name = '"+id+"'")        // want "proven: form value \"id\""
	a.db.FirstOrCreate(&user, "name = '"+id+"'")      // want "proven: form value \"id\""
	a.db.Preload("Orders", "state = "+id).Find(&user) // want "proven: form value \"id\""
}

// inlineStruct is safe: the fields of a struct become parameters.
func (a *API) inlineStruct(w http.ResponseWriter, r *http.Request) {
	var user User
	a.db.First(&user, &User{Name: r.FormValue("name")})
	a.db.Find(&user, User{Email: r.FormValue("email")})
	a.db.FirstOrCreate(&user, User{Name: r.FormValue("name")})
	a.db.Find(&user, map[string]any{"name": r.FormValue("name")})
}

// where puts the value into the text.
func (a *API) where(w http.ResponseWriter, r *http.Request) {
	var users []User
	a.db.Where("name LIKE '%" + r.FormValue("q") + "%'").Find(&users) // want "proven: form value \"q\""
	reply(w, users)
}

// wherePlaceholder is safe.
func (a *API) wherePlaceholder(w http.ResponseWriter, r *http.Request) {
	var users []User
	a.db.Where("name LIKE ?", "%"+r.FormValue("q")+"%").Or("email = @email", map[string]any{"email": r.FormValue("email")}).Find(&users)
	reply(w, users)
}

// whereValues is safe: structs, maps and lists of keys are no text.
func (a *API) whereValues(w http.ResponseWriter, r *http.Request) {
	var user User
	if err := json.NewDecoder(http.MaxBytesReader(w, r.Body, 1<<20)).Decode(&user); err != nil {
		return
	}
	var users []User
	a.db.Where(&user).Find(&users)
	a.db.Where(user).Not(User{Role: r.FormValue("role")}).Find(&users)
	a.db.Where(map[string]any{"name": user.Name, "role": r.FormValue("role")}).Find(&users)
	a.db.Where([]int64{1, 2}).Find(&users)
	a.db.Where(a.db.Where("name = ?", user.Name).Or("email = ?", user.Email)).Find(&users)
}

// conditions are the calls that take text beside Where.
func (a *API) conditions(w http.ResponseWriter, r *http.Request) {
	var users []User
	q := r.FormValue("q")
	a.db.Not("name = '" + q + "'").Find(&users)                   // want "proven: form value \"q\""
	a.db.Where("a = 1").Or("name = '" + q + "'").Find(&users)     // want "proven: form value \"q\""
	a.db.Select("name, " + q).Find(&users)                        // want "proven: form value \"q\""
	a.db.Table("users_" + q).Find(&users)                         // want "proven: form value \"q\""
	a.db.Group(q).Find(&users)                                    // want "proven: form value \"q\""
	a.db.Group("role").Having("count(*) > " + q).Find(&users)     // want "proven: form value \"q\""
	a.db.Joins("JOIN orders ON orders.state = " + q).Find(&users) // want "proven: form value \"q\""
	a.db.Distinct("name", q).Find(&users)                         // want "proven: form value \"q\""
	a.db.Model(&User{}).Pluck(q, &users)                          // want "proven: form value \"q\""
}

// ordered sorts by what the caller says.
func (a *API) ordered(w http.ResponseWriter, r *http.Request) {
	var users []User
	a.db.Order(r.URL.Query().Get("sort") + " desc").Find(&users) // want "proven: query parameter \"sort\""
	reply(w, users)
}

// orderedColumn is safe: the name of a column is quoted.
func (a *API) orderedColumn(w http.ResponseWriter, r *http.Request) {
	var users []User
	a.db.Order(clause.OrderByColumn{Column: clause.Column{Name: r.FormValue("sort")}, Desc: true}).Find(&users)
	a.db.Clauses(clause.OrderBy{Columns: []clause.OrderByColumn{{Column: clause.Column{Name: r.FormValue("sort")}}}}).Find(&users)
	reply(w, users)
}

// orderedChoice is safe: the order is one of the program's.
func (a *API) orderedChoice(w http.ResponseWriter, r *http.Request) {
	order := map[string]string{"name": "name", "-name": "name desc"}[r.FormValue("sort")]
	if order == "" {
		order = "id"
	}
	var users []User
	a.db.Order(order).Find(&users)
}

// raw runs whole statements.
func (a *API) raw(w http.ResponseWriter, r *http.Request) {
	var users []User
	a.db.Raw("SELECT * FROM users WHERE name = '" + r.FormValue("name") + "'").Scan(&users) // want "proven: form value \"name\""
	a.db.Exec("UPDATE users SET role = '" + r.FormValue("role") + "'")                      // want "proven: form value \"role\""
}

// rawPlaceholder is safe.
func (a *API) rawPlaceholder(w http.ResponseWriter, r *http.Request) {
	var users []User
	a.db.Raw("SELECT * FROM users WHERE name = @name", map[string]any{"name": r.FormValue("name")}).Scan(&users)
	a.db.Exec("UPDATE users SET role = ? WHERE id = ?", r.FormValue("role"), r.FormValue("id"))
}

// expressions are text wherever they are put.
func (a *API) expressions(w http.ResponseWriter, r *http.Request) {
	a.db.Model(&User{}).Update("role", gorm.Expr("upper('"+r.FormValue("role")+"')"))               // want "proven: form value \"role\""
	a.db.Model(&User{}).Updates(map[string]any{"role": gorm.Expr("lower(?)", r.FormValue("role"))}) // safe: an argument
	a.db.Where(clause.Expr{SQL: "name = ?", Vars: []any{r.FormValue("name")}}).Delete(&User{})
}

// expressionLiteral writes the same as a struct.
func (a *API) expressionLiteral(w http.ResponseWriter, r *http.Request) {
	expr := clause.Expr{
		SQL: "name = '" + r.FormValue("name") + "'", // want "proven: form value \"name\""
	}
	a.db.Clauses(clause.Where{Exprs: []clause.Expression{expr}}).Delete(&User{})
}

// written is safe: what is stored is no text.
func (a *API) written(w http.ResponseWriter, r *http.Request) {
	user := User{Name: r.FormValue("name"), Email: r.FormValue("email")}
	a.db.Create(&user)
	a.db.Save(&user)
	a.db.Model(&user).Update("name", r.FormValue("name"))
	a.db.Model(&user).Updates(User{Name: r.FormValue("name")})
	a.db.Model(&user).Where("id = ?", user.ID).Updates(map[string]any{"role": r.FormValue("role")})
	reply(w, user)
}

// transaction runs in a function.
func (a *API) transaction(w http.ResponseWriter, r *http.Request) {
	_ = a.db.WithContext(r.Context()).Transaction(func(tx *gorm.DB) error {
		if err := tx.Where("name = ?", r.FormValue("name")).Delete(&User{}).Error; err != nil {
			return err
		}
		return tx.Where("name = " + r.FormValue("name")).Delete(&User{}).Error // want "proven: form value \"name\""
	})
}

// Sorted is a scope that sorts by what the caller says.
func Sorted(r *http.Request) func(*gorm.DB) *gorm.DB {
	return func(db *gorm.DB) *gorm.DB {
		return db.Order(r.FormValue("sort")) // want "proven: form value \"sort\""
	}
}

// Paginate is a scope of numbers.
func Paginate(r *http.Request) func(*gorm.DB) *gorm.DB {
	page, _ := strconv.Atoi(r.FormValue("page"))
	return func(db *gorm.DB) *gorm.DB { return db.Offset(page * 20).Limit(20) }
}

// scopes hands scopes on.
func (a *API) scopes(w http.ResponseWriter, r *http.Request) {
	var users []User
	a.db.Scopes(Sorted(r), Paginate(r)).Find(&users)
}

// chained collects conditions; rows that come out of it are no request.
func (a *API) chained(w http.ResponseWriter, r *http.Request) {
	tx := a.db.Model(&User{})
	if name := r.FormValue("name"); name != "" {
		tx = tx.Where("name = ?", name)
	}
	if role := r.FormValue("role"); role != "" {
		tx = tx.Where("role IN (?)", []string{role})
	}
	var users []User
	if err := tx.Order("id").Limit(10).Find(&users).Error; err != nil {
		return
	}
	a.db.Where("name = ?", users[0].Name).Find(&users)
	reply(w, users)
}

// listed hands its conditions on as a list.
func (a *API) listed(w http.ResponseWriter, r *http.Request) {
	var user User
	a.find(&user, "id = ?", r.FormValue("id"))
	a.find(&user, User{Name: r.FormValue("name")})
}

func (a *API) find(out *User, query any, args ...any) { a.db.Where(query, args...).First(out) }

// listedText hands text on.
func (a *API) listedText(w http.ResponseWriter, r *http.Request) {
	var user User
	a.findText(&user, "name = '"+r.FormValue("name")+"'")
}

func (a *API) findText(out *User, query any, args ...any) {
	a.db.Where(query, args...).First(out) // want "proven: form value \"name\""
}

// inlineList is safe: the list that is handed on holds a text and its values.
func (a *API) inlineList(w http.ResponseWriter, r *http.Request) {
	var user User
	_ = a.first(&user, "id = ?", r.PathValue("id"))
}

func (a *API) first(out *User, conditions ...any) error { return a.db.First(out, conditions...).Error }
