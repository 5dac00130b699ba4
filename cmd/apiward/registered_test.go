package main

import (
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// The operations that a service registers with huma are its document: what they promise
// is held against what the code does, and what is registered beside them is in none.
func TestRegisteredOperationsAreADocument(t *testing.T) {
	dir := services(t, "huma")
	main := filepath.Join(dir, "routes_service_huma", "main.go")
	const beside = "\tr.Get(\"/beside\", func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusOK) })\n"
	write(t, main, strings.Replace(read(t, main), "\tr.Route(\"/closed\"", beside+"\tr.Route(\"/closed\"", 1))
	var got []string
	for _, f := range parseJSON(t, apiward(t, dir, []string{"GOFLAGS=-mod=mod"}, "check", "./...", "-o", "json").stdout).Findings {
		if strings.HasSuffix(f.Rule, "_drift") || f.Rule == "undocumented_route" || f.Rule == "ghost_operation" {
			got = append(got, fmt.Sprintf("%s: %s (%s)", f.Rule, f.Message, filepath.Base(f.At.File)))
		}
	}
	want := []string{
		`auth_drift: the document asks for "bearer" on GET /jwt, and the code asks for nothing (api.go)`,
		`undocumented_route: GET /beside of corpus/routes_service_huma is not in the operations that the code registers (main.go)`,
	}
	if !slices.Equal(got, want) {
		t.Errorf("found\n\t%s\nwant\n\t%s", strings.Join(got, "\n\t"), strings.Join(want, "\n\t"))
	}
}

// A guard of HTTP Basic that a library has is held against the schemes of the document.
func TestGuardsOfLibrariesHaveSchemes(t *testing.T) {
	dir := services(t, "gin")
	write(t, filepath.Join(dir, "openapi.yaml"), `openapi: 3.1.0
info: {title: a, version: "1"}
paths:
  /v1/admin/users: {get: {security: [{bearer: []}], responses: {default: {description: any}}}}
  /v1/admin/deep/x: {put: {security: [{basic: []}], responses: {default: {description: any}}}}
components: {securitySchemes: {bearer: {type: http, scheme: bearer}, basic: {type: http, scheme: basic}}}
`)
	var got []string
	for _, f := range parseJSON(t, apiward(t, dir, []string{"GOFLAGS=-mod=mod"}, "check", "./...", "-d", "openapi.yaml", "-o", "json").stdout).Findings {
		if f.Rule == "auth_drift" {
			got = append(got, fmt.Sprintf("%d: %s", f.At.Line, f.Message))
		}
	}
	want := []string{`4: the document asks for "bearer" on GET /v1/admin/users, and the guard reads the credentials of HTTP Basic`}
	if !slices.Equal(got, want) {
		t.Errorf("found\n\t%s\nwant\n\t%s", strings.Join(got, "\n\t"), strings.Join(want, "\n\t"))
	}
}
