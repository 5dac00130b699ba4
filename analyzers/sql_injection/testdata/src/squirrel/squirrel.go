// Package squirrel builds statements: strings are text, Eq and its like are
// placeholders.
package squirrel

import (
	"database/sql"
	"net/http"
	"strconv"
	"strings"

	sq "github.com/Masterminds/squirrel"
)

var psql = sq.StatementBuilder.PlaceholderFormat(sq.Dollar)

// API answers requests.
type API struct{ db *sql.DB }

// where puts the value into the text.
func (a *API) where(w http.ResponseWriter, r *http.Request) {
	rows, err := sq.Select("*").From("users").Where("name = '" + r.FormValue("name") + "'").RunWith(a.db).Query() // want "proven: form value \"name\""
	if err != nil {
		return
	}
	_ = rows.Close()
}

// wherePlaceholder is safe.
func (a *API) wherePlaceholder(w http.ResponseWriter, r *http.Request) {
	rows, err := psql.Select("*").From("users").Where("name = ? OR email = ?", r.FormValue("name"), r.FormValue("email")).RunWith(a.db).QueryContext(r.Context())
	if err != nil {
		return
	}
	_ = rows.Close()
}

// whereEq is safe: the values of the map are placeholders.
func (a *API) whereEq(w http.ResponseWriter, r *http.Request) {
	query, args, err := psql.Select("id", "name").From("users").
		Where(sq.Eq{"name": r.FormValue("name"), "role": r.URL.Query()["role"]}).
		Where(sq.Like{"email": "%" + r.FormValue("domain")}).
		Where(sq.GtOrEq{"age": r.FormValue("age")}).
		OrderBy("id").ToSql()
	if err != nil {
		return
	}
	_, _ = a.db.Query(query, args...)
}

// toSQL is safe: what the builder hands out may be added to.
func (a *API) toSQL(w http.ResponseWriter, r *http.Request) {
	b := sq.Select("*").From("users")
	if name := r.FormValue("name"); name != "" {
		b = b.Where(sq.Eq{"name": name})
	}
	if limit, err := strconv.ParseUint(r.FormValue("limit"), 10, 64); err == nil {
		b = b.Limit(limit)
	}
	query, args, err := b.ToSql()
	if err != nil {
		return
	}
	_, _ = a.db.Query(query+" FOR UPDATE", args...)
	query, args = sq.Delete("users").Where(sq.Eq{"id": r.FormValue("id")}).MustSql()
	_, _ = a.db.Exec("WITH gone AS ("+query+" RETURNING id) SELECT count(*) FROM gone", args...)
}

// ordered sorts by what the caller says.
func (a *API) ordered(w http.ResponseWriter, r *http.Request) {
	query, args, _ := psql.Select("*").From("users").OrderBy("id", r.FormValue("sort")+" DESC").ToSql() // want "proven: form value \"sort\""
	_, _ = a.db.Query(query, args...)
}

// orderedChoice is safe.
func (a *API) orderedChoice(w http.ResponseWriter, r *http.Request) {
	sort := r.FormValue("sort")
	switch sort {
	case "name", "email":
	default:
		sort = "id"
	}
	query, args, _ := psql.Select("*").From("users").OrderBy(sort + " DESC").ToSql()
	_, _ = a.db.Query(query, args...)
}

// selected takes columns, tables and joins from the request.
func (a *API) selected(w http.ResponseWriter, r *http.Request) {
	columns := strings.Split(r.FormValue("fields"), ",")
	sq.Select(columns...)                                                           // want "proven: form value \"fields\""
	sq.Select("id").Columns(r.FormValue("field"))                                   // want "proven: form value \"field\""
	sq.Select("id").From(r.FormValue("table"))                                      // want "proven: form value \"table\""
	sq.Select("id").From("users").LeftJoin("orders ON " + r.FormValue("on"))        // want "proven: form value \"on\""
	sq.Select("id").From("users").GroupBy(r.FormValue("by"))                        // want "proven: form value \"by\""
	sq.Select("id").From("users").Having("count(*) > " + r.FormValue("n"))          // want "proven: form value \"n\""
	sq.Select("id").From("users").Suffix("FOR UPDATE OF " + r.FormValue("of"))      // want "proven: form value \"of\""
	sq.Select("id").From("users").Column("coalesce(" + r.FormValue("column") + ")") // want "proven: form value \"column\""
}

// joined is safe: the value of a join's condition is a placeholder.
func (a *API) joined(w http.ResponseWriter, r *http.Request) {
	sq.Select("id").From("users").Join("orders ON orders.state = ?", r.FormValue("state")).Suffix("LIMIT ?", r.FormValue("limit"))
	sq.Select("id").From("users").Column("coalesce(name, ?)", r.FormValue("default")).Having("count(*) > ?", r.FormValue("n"))
}

// inserted is safe: values are placeholders.
func (a *API) inserted(w http.ResponseWriter, r *http.Request) {
	_, _ = psql.Insert("users").Columns("name", "email").Values(r.FormValue("name"), r.FormValue("email")).RunWith(a.db).Exec()
	_, _ = psql.Insert("users").SetMap(map[string]any{"name": r.FormValue("name")}).Suffix("RETURNING id").RunWith(a.db).ExecContext(r.Context())
}

// updated is safe in its values and not in its columns.
func (a *API) updated(w http.ResponseWriter, r *http.Request) {
	_, _ = psql.Update("users").Set("name", r.FormValue("name")).Where(sq.Eq{"id": r.FormValue("id")}).RunWith(a.db).Exec()
	_, _ = psql.Update("users").Set(r.FormValue("column"), r.FormValue("value")).RunWith(a.db).Exec() // want "proven: form value \"column\""
	_, _ = psql.Update("users_"+r.FormValue("shard")).Set("a", 1).RunWith(a.db).Exec()                // want "proven: form value \"shard\""
}

// deleted takes the table from the request.
func (a *API) deleted(w http.ResponseWriter, r *http.Request) {
	_, _ = psql.Delete(r.PathValue("table")).Where(sq.Eq{"id": r.PathValue("id")}).RunWith(a.db).Exec() // want "proven: path parameter \"table\""
}

// expression is text with placeholders of its own.
func (a *API) expression(w http.ResponseWriter, r *http.Request) {
	psql.Update("users").Set("score", sq.Expr("score + "+r.FormValue("by"))) // want "proven: form value \"by\""
	psql.Update("users").Set("score", sq.Expr("score + ?", r.FormValue("by")))
	psql.Select("id").From("users").Where(sq.Expr("lower(name) = lower(?)", r.FormValue("name")))
}

// nested builds one statement out of others.
func (a *API) nested(w http.ResponseWriter, r *http.Request) {
	inner := sq.Select("id").From("orders").Where(sq.Eq{"state": r.FormValue("state")})
	outer := sq.Select("*").FromSelect(inner, "o").Where(sq.Expr("id IN (?)", inner))
	_, _ = outer.RunWith(a.db).Query()
}

// cases is safe in its values; the condition of a case is text.
func (a *API) cases(w http.ResponseWriter, r *http.Request) {
	sq.Select().Column(sq.Case("state").When("'open'", sq.Expr("?", r.FormValue("open"))).Else("0"))
	sq.Select().Column(sq.Case().When("state = '"+r.FormValue("state")+"'", "1").Else("0")) // want "proven: form value \"state\""
}

// joinedConditions is safe: And and Or hold conditions, not text.
func (a *API) joinedConditions(w http.ResponseWriter, r *http.Request) {
	where := sq.And{sq.Eq{"name": r.FormValue("name")}, sq.Or{sq.Gt{"age": r.FormValue("age")}, sq.NotEq{"role": "admin"}}}
	if email := r.FormValue("email"); email != "" {
		where = append(where, sq.Eq{"email": email})
	}
	query, args, err := sq.Select("*").From("users").Where(where).ToSql()
	if err != nil {
		return
	}
	_, _ = a.db.Query(query, args...)
}

// anyCondition is safe: a condition that is handed on is no string.
func (a *API) anyCondition(w http.ResponseWriter, r *http.Request) {
	_ = a.count(sq.Eq{"name": r.FormValue("name")})
	_ = a.count(sq.Expr("name = ?", r.FormValue("name")))
}

func (a *API) count(where sq.Sqlizer) error {
	query, args, err := sq.Select("count(*)").From("users").Where(where).ToSql()
	if err != nil {
		return err
	}
	return a.db.QueryRow(query, args...).Err()
}

// anyConditions is safe: what is handed on as anything is a condition, by its pointer
// or in a list as well.
func (a *API) anyConditions(w http.ResponseWriter, r *http.Request) {
	_ = a.find(&sq.Like{"name": "%" + r.FormValue("name") + "%"})
	_ = a.find(nil)
	_ = a.findAll(sq.Eq{"name": r.FormValue("name")}, &sq.NotEq{"role": r.FormValue("role")})
	_ = a.findListed(sq.Eq{"state": r.FormValue("state")})
	_ = a.findAny("name = '" + r.FormValue("text") + "'")
	_ = a.findEach(sq.Eq{"name": r.FormValue("name")}, "role = '"+r.FormValue("listed")+"'")
}

func (a *API) find(condition any) error {
	_, err := sq.Select("*").From("users").Where(condition).RunWith(a.db).Query()
	return err
}

func (a *API) findListed(conditions ...any) error { return a.findAll(conditions...) }

func (a *API) findAll(conditions ...any) error {
	query := sq.Select("*").From("users")
	for _, c := range conditions {
		query = query.Where(c)
	}
	_, err := query.RunWith(a.db).Query()
	return err
}

// findAny is given text.
func (a *API) findAny(condition any) error {
	_, err := sq.Select("*").From("users").Where(condition).RunWith(a.db).Query() // want `^proven: form value "text"`
	return err
}

func (a *API) findEach(conditions ...any) error {
	query := sq.Select("*").From("users")
	for _, c := range conditions {
		query = query.Where(c) // want `^proven: form value "listed"`
	}
	_, err := query.RunWith(a.db).Query()
	return err
}
