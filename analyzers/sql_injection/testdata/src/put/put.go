// Package put takes a statement's parts out of the request's context.
package put

import (
	"context"
	"database/sql"
	"net/http"
)

var db *sql.DB

type (
	tenantKey struct{}
	schemaKey struct{}
	callerKey struct{}
)

func withTenant(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		next.ServeHTTP(w, r.WithContext(context.WithValue(r.Context(), tenantKey{}, r.Header.Get("X-Tenant"))))
	})
}

func withSchema(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		var schema string
		if err := db.QueryRow("SELECT name FROM tenants WHERE host = ?", r.Header.Get("X-Tenant")).Scan(&schema); err != nil {
			http.NotFound(w, r)
			return
		}
		next.ServeHTTP(w, r.WithContext(context.WithValue(r.Context(), schemaKey{}, schema)))
	})
}

// Who is calling, a guard has found out.
func withCaller(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		next.ServeHTTP(w, r.WithContext(context.WithValue(r.Context(), callerKey{}, r.Header.Get("X-Auth-User"))))
	})
}

func tenant(w http.ResponseWriter, r *http.Request) {
	name, _ := r.Context().Value(tenantKey{}).(string)
	db.QueryContext(r.Context(), "SELECT * FROM "+name+".users") // want `header "X-Tenant" of the request becomes part of the SQL text`
}

func schema(w http.ResponseWriter, r *http.Request) {
	name, _ := r.Context().Value(schemaKey{}).(string)
	db.QueryContext(r.Context(), "SELECT * FROM users WHERE tenant = ?", name)
}

func caller(w http.ResponseWriter, r *http.Request) {
	name, _ := r.Context().Value(callerKey{}).(string)
	db.QueryContext(r.Context(), "SELECT * FROM users WHERE name = ?", name)
}

func main() {
	http.Handle("/tenant", withTenant(http.HandlerFunc(tenant)))
	http.Handle("/schema", withSchema(http.HandlerFunc(schema)))
	http.Handle("/caller", withCaller(http.HandlerFunc(caller)))
}
