// Package helper registers by what it is handed.
package helper

import "net/http"

// Probes registers what machines ask.
func Probes(handle func(string, func(http.ResponseWriter, *http.Request)), prefix string) {
	handle(prefix+"/live", func(w http.ResponseWriter, r *http.Request) {}) // route ANY /shared/live none route ANY /own/live none
}

// Row is one route, with what registers it.
type Row struct {
	Register func(pattern string, h http.HandlerFunc)
	Path     string
	Handler  http.HandlerFunc
}

// All goes through a table.
func All(rows []Row) {
	for _, row := range rows {
		row.Register(row.Path, row.Handler) // route GET /rows required route POST /rows required
	}
}
