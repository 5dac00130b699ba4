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
	}, {
		router: "chi", file: filepath.Join("api", "api.go"), at: "\ta.Group(func(r chi.Router) {\n",
		with: `	ask := jwtauth.Authenticator(a.guard.Tokens)
	own := func(next http.Handler) http.Handler {
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			if token, _, err := jwtauth.FromContext(r.Context()); err != nil || token == nil {
				w.WriteHeader(http.StatusUnauthorized)
				return
			}
			next.ServeHTTP(w, r)
		})
	}
	ticket := func(r *http.Request) string { return r.Header.Get("X-Api-Key") }
	late := func(r *http.Request) string { return r.Header.Get(os.Getenv("HEADER")) }
	both := jwtauth.Verifier(a.guard.Tokens)
	a.With(both, ask).Get("/both", List)
	a.With(both, own).Get("/own", List)
	a.With(both, own).Get("/cookie", List)
	a.With(jwtauth.Verify(a.guard.Tokens, jwtauth.TokenFromHeader), ask).Get("/header", List)
	a.With(jwtauth.Verify(a.guard.Tokens, jwtauth.TokenFromQuery, ticket), ask).Get("/ticket", List)
	a.With(jwtauth.Verify(a.guard.Tokens, ticket), ask).Get("/met", List)
	a.With(jwtauth.Verify(a.guard.Tokens, late), ask).Get("/late", List)
`,
		document: asks("/api/v1/both", "get", "bearer") + asks("/api/v1/own", "get", "key") + asks("/api/v1/cookie", "get", "cookie") +
			asks("/api/v1/header", "get", "key") + asks("/api/v1/ticket", "get", "bearer") + asks("/api/v1/met", "get", "key") + asks("/api/v1/late", "get", "cookie"),
		want: []string{
			`5: the document asks for "key" on GET /api/v1/own, and the guard reads the header "Authorization" or the cookie "jwt"`,
			`6: the document asks for "cookie" on GET /api/v1/cookie, and the guard reads the header "Authorization" or the cookie "jwt"`,
			`7: the document asks for "key" on GET /api/v1/header, and the guard reads the header "Authorization"`,
			`8: the document asks for "bearer" on GET /api/v1/ticket, and the guard reads the query parameter "jwt" or the header "X-Api-Key"`,
			`13: the guard of GET /api/v1/both also takes a credential from the cookie "jwt", which no scheme of the document has`,
		},
	}, {
		router: "fiber3", file: filepath.Join("api", "api.go"), at: "\tapp.Get(\"/limited\"", imports: "\t\"github.com/gofiber/fiber/v3/extractors\"\n",
		with: `	valid := func(_ fiber.Ctx, key string) (bool, error) { return s.tokens.Valid(key), nil }
	app.Get("/told", keyauth.New(keyauth.Config{Validator: valid, Extractor: extractors.FromHeader("X-Api-Key")}), List)
	app.Get("/met", keyauth.New(keyauth.Config{Validator: valid, Extractor: extractors.FromHeader("X-Api-Key")}), List)
	app.Get("/chain", keyauth.New(keyauth.Config{Validator: valid, Extractor: extractors.Chain(extractors.FromCookie("session"), extractors.FromQuery("key"))}), List)
	app.Get("/late", keyauth.New(keyauth.Config{Validator: valid, Extractor: extractors.FromHeader(os.Getenv("HEADER"))}), List)
`,
		document: asks("/keyed", "get", "key") + asks("/told", "get", "bearer") + asks("/met", "get", "key") + asks("/chain", "get", "bearer") + asks("/late", "get", "key"),
		want: []string{
			`4: the document asks for "key" on GET /keyed, and the guard reads the header "Authorization"`,
			`5: the document asks for "bearer" on GET /told, and the guard reads the header "X-Api-Key"`,
			`7: the document asks for "bearer" on GET /chain, and the guard reads the cookie "session" or the query parameter "key"`,
		},
	}, {
		router: "nethttp", file: "main.go", at: "\tgo func() {",
		imports: "\t\"context\"\n\tjwtmiddleware \"github.com/auth0/go-jwt-middleware/v2\"\n\tclerk \"github.com/clerk/clerk-sdk-go/v2/http\"\n\tgolangjwt \"github.com/golang-jwt/jwt/v5\"\n\t\"github.com/golang-jwt/jwt/v5/request\"\n",
		with: `	valid := func(_ context.Context, token string) (any, error) { return token, nil }
	plain := jwtmiddleware.New(valid)
	cookie := jwtmiddleware.New(valid, jwtmiddleware.WithValidateOnOptions(false), jwtmiddleware.WithTokenExtractor(jwtmiddleware.CookieTokenExtractor("session")))
	list := http.HandlerFunc(api.List)
	http.Handle("GET /plain", plain.CheckJWT(list))
	http.Handle("GET /cookie", cookie.CheckJWT(list))
	http.Handle("GET /clerk", clerk.RequireHeaderAuthorization()(list))
	secret := func(*golangjwt.Token) (any, error) { return os.ReadFile("key") }
	http.HandleFunc("GET /parsed", func(w http.ResponseWriter, r *http.Request) {
		if _, err := request.ParseFromRequest(r, request.AuthorizationHeaderExtractor, secret); err != nil {
			w.WriteHeader(http.StatusUnauthorized)
			return
		}
		api.List(w, r)
	})
	http.HandleFunc("GET /named", func(w http.ResponseWriter, r *http.Request) {
		if token, err := request.ParseFromRequest(r, request.HeaderExtractor{"X-Api-Key"}, secret); err != nil || !token.Valid {
			w.WriteHeader(http.StatusUnauthorized)
			return
		}
		api.List(w, r)
	})
	http.HandleFunc("GET /several", func(w http.ResponseWriter, r *http.Request) {
		either := &request.MultiExtractor{&request.PostExtractionFilter{Extractor: request.HeaderExtractor{"X-Api-Key"}}, request.ArgumentExtractor{"key"}}
		if _, err := request.ParseFromRequest(r, either, secret); err != nil {
			w.WriteHeader(http.StatusUnauthorized)
			return
		}
		api.List(w, r)
	})
	http.HandleFunc("GET /oauth", func(w http.ResponseWriter, r *http.Request) {
		if _, err := request.ParseFromRequest(r, request.OAuth2Extractor, secret); err != nil {
			w.WriteHeader(http.StatusUnauthorized)
			return
		}
		api.List(w, r)
	})
	http.HandleFunc("GET /computed", func(w http.ResponseWriter, r *http.Request) {
		if _, err := request.ParseFromRequest(r, request.HeaderExtractor{os.Getenv("HEADER")}, secret); err != nil {
			w.WriteHeader(http.StatusUnauthorized)
			return
		}
		api.List(w, r)
	})
	http.Handle("GET /ticket", clerk.RequireHeaderAuthorization(clerk.AuthorizationJWTExtractor(func(r *http.Request) string { return r.Header.Get("X-Api-Key") }))(list))
`,
		document: asks("/plain", "get", "key") + asks("/cookie", "get", "bearer") + asks("/clerk", "get", "cookie") + asks("/ticket", "get", "key") +
			asks("/parsed", "get", "key") + asks("/named", "get", "bearer") + asks("/several", "get", "cookie") + asks("/oauth", "get", "bearer") + asks("/computed", "get", "bearer"),
		want: []string{
			`4: the document asks for "key" on GET /plain, and the guard reads the header "Authorization"`,
			`5: the document asks for "bearer" on GET /cookie, and the guard reads the cookie "session"`,
			`6: the document asks for "cookie" on GET /clerk, and the guard reads the header "Authorization"`,
			`8: the document asks for "key" on GET /parsed, and the guard reads the header "Authorization"`,
			`9: the document asks for "bearer" on GET /named, and the guard reads the header "X-Api-Key"`,
			`10: the document asks for "cookie" on GET /several, and the guard reads the form value "key" or the header "X-Api-Key"`,
			`15: the guard of GET /oauth also takes a credential from the form value "access_token", which no scheme of the document has`,
		},
	}, {
		router:   "huma",
		document: asks("/orders/{id}", "delete", "cookie") + asks("/metrics", "get", "basic") + asks("/drain", "post", "key"),
		want: []string{
			`4: the document asks for "cookie" on DELETE /orders/{id}, and the guard reads the header "Authorization"`,
			`5: the document asks for "basic" on GET /metrics, and the guard reads the header "X-Api-Key"`,
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
