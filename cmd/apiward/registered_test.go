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

// A guard that a library has is held against the schemes of the document where it is
// known where it looks: by its nature, by default or by what it is told. Where the program
// decides that while it runs, nothing is said.
func TestGuardsOfLibrariesHaveSchemes(t *testing.T) {
	const head = "openapi: 3.1.0\ninfo: {title: a, version: \"1\"}\npaths:\n"
	const schemes = `components:
  securitySchemes:
    basic: {type: http, scheme: basic}
    bearer: {type: http, scheme: bearer}
    key: {type: apiKey, in: header, name: X-Api-Key}
    cookie: {type: apiKey, in: cookie, name: session}
`
	asks := func(path, method, scheme string) string {
		return fmt.Sprintf("  %s: {%s: {security: [{%s: []}], responses: {default: {description: any}}}}\n", path, method, scheme)
	}
	for _, c := range []struct {
		router, file, at, with, imports, document string
		want                                      []string
	}{{
		router:   "gin",
		document: asks("/v1/admin/users", "get", "bearer") + asks("/v1/admin/deep/x", "put", "basic"),
		want:     []string{`4: the document asks for "bearer" on GET /v1/admin/users, and the guard reads the credentials of HTTP Basic`},
	}, {
		router: "gin", file: "main.go", at: "\tgo operations(keys)\n", imports: "\tjwt \"github.com/appleboy/gin-jwt/v2\"\n",
		with: `	told, err := jwt.New(&jwt.GinJWTMiddleware{Realm: "a", Key: keys.Secret, TokenLookup: "cookie: session"})
	plain, also := jwt.New(&jwt.GinJWTMiddleware{Realm: "a", Key: keys.Secret})
	if err != nil || also != nil {
		return
	}
	r.GET("/told", told.MiddlewareFunc(), api.List)
	r.GET("/met", told.MiddlewareFunc(), api.List)
	r.GET("/plain", plain.MiddlewareFunc(), api.List)
	r.GET("/bearing", plain.MiddlewareFunc(), api.List)
`,
		document: asks("/told", "get", "bearer") + asks("/met", "get", "cookie") + asks("/plain", "get", "key") + asks("/bearing", "get", "bearer"),
		want: []string{
			`4: the document asks for "bearer" on GET /told, and the guard reads the cookie "session"`,
			`6: the document asks for "key" on GET /plain, and the guard reads the header "Authorization"`,
		},
	}, {
		router: "echo4", file: filepath.Join("api", "api.go"), at: "\te.GET(\"/basic\"",
		with: `	ask := func(key string, _ echo.Context) (bool, error) { return s.tokens.Valid(key), nil }
	told := middleware.KeyAuthWithConfig(middleware.KeyAuthConfig{KeyLookup: "header:X-Api-Key", Validator: ask})
	e.GET("/told", List, told)
	e.GET("/met", List, told)
	e.GET("/late", List, middleware.KeyAuthWithConfig(middleware.KeyAuthConfig{KeyLookup: os.Getenv("LOOKUP"), Validator: ask}))
`,
		document: asks("/told", "get", "bearer") + asks("/met", "get", "key") + asks("/late", "get", "key") + asks("/keyed", "get", "key"),
		want: []string{
			`4: the document asks for "bearer" on GET /told, and the guard reads the header "X-Api-Key"`,
			`7: the document asks for "key" on GET /keyed, and the guard reads the header "Authorization"`,
		},
	}} {
		t.Run(c.router+" "+c.file, func(t *testing.T) {
			dir := services(t, c.router)
			if c.file != "" {
				name := filepath.Join(dir, "routes_service_"+c.router, c.file)
				text := strings.Replace(read(t, name), c.at, c.with+c.at, 1)
				write(t, name, strings.Replace(text, "import (\n", "import (\n"+c.imports, 1))
			}
			write(t, filepath.Join(dir, "openapi.yaml"), head+c.document+schemes)
			var got []string
			for _, f := range parseJSON(t, apiward(t, dir, []string{"GOFLAGS=-mod=mod"}, "check", "./...", "-d", "openapi.yaml", "-o", "json").stdout).Findings {
				if f.Rule == "auth_drift" {
					got = append(got, fmt.Sprintf("%d: %s", f.At.Line, f.Message))
				}
			}
			if !slices.Equal(got, c.want) {
				t.Errorf("found\n\t%s\nwant\n\t%s", strings.Join(got, "\n\t"), strings.Join(c.want, "\n\t"))
			}
		})
	}
}
