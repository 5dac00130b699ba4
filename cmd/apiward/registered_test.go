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
			got = append(got, fmt.Sprintf("%s: %s: %s (%s)", f.Level, f.Rule, f.Message, filepath.Base(f.At.File)))
			if len(f.Related) == 0 {
				t.Errorf("nothing stands beside %s: %s", f.Rule, f.Message)
			}
		}
	}
	want := []string{
		`error: auth_drift: the document asks for "bearer" on GET /jwt, and the code asks for nothing (api.go)`,
		`note: undocumented_route: GET /beside of corpus/routes_service_huma is not in the operations that the code registers (main.go)`,
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
		router, file, at, with, beside, imports, document string
		want                                              []string
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
		imports: "\t\"context\"\n\tjwtmiddleware \"github.com/auth0/go-jwt-middleware/v2\"\n\tclerk \"github.com/clerk/clerk-sdk-go/v2/http\"\n\tgolangjwt \"github.com/golang-jwt/jwt/v5\"\n\t\"github.com/golang-jwt/jwt/v5/request\"\n\t\"strings\"\n",
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
	http.HandleFunc("GET /mine", func(w http.ResponseWriter, r *http.Request) {
		if _, err := request.ParseFromRequest(r, ticket{}, secret); err != nil {
			w.WriteHeader(http.StatusUnauthorized)
			return
		}
		api.List(w, r)
	})
	http.HandleFunc("GET /fits", func(w http.ResponseWriter, r *http.Request) {
		if _, err := request.ParseFromRequest(r, &ticket{}, secret); err != nil {
			w.WriteHeader(http.StatusUnauthorized)
			return
		}
		api.List(w, r)
	})
	http.HandleFunc("GET /biscuit", func(w http.ResponseWriter, r *http.Request) {
		if _, err := request.ParseFromRequest(r, biscuit(1), secret); err != nil {
			w.WriteHeader(http.StatusUnauthorized)
			return
		}
		api.List(w, r)
	})
	http.HandleFunc("GET /among", func(w http.ResponseWriter, r *http.Request) {
		if _, err := request.ParseFromRequest(r, request.MultiExtractor{request.AuthorizationHeaderExtractor, ticket{}}, secret); err != nil {
			w.WriteHeader(http.StatusUnauthorized)
			return
		}
		api.List(w, r)
	})
	http.HandleFunc("GET /told", func(w http.ResponseWriter, r *http.Request) {
		if _, err := request.ParseFromRequest(r, told{os.Getenv("HEADER")}, secret); err != nil {
			w.WriteHeader(http.StatusUnauthorized)
			return
		}
		api.List(w, r)
	})
	http.Handle("GET /ticket", clerk.RequireHeaderAuthorization(clerk.AuthorizationJWTExtractor(func(r *http.Request) string { return r.Header.Get("X-Api-Key") }))(list))
`,
		beside: `
type ticket struct{}

func (ticket) ExtractToken(r *http.Request) (string, error) {
	if token := r.Header.Get("X-Api-Key"); token != "" {
		return strings.TrimPrefix(token, "Key "), nil
	}
	return "", request.ErrNoTokenInRequest
}

type biscuit int

func (biscuit) ExtractToken(r *http.Request) (string, error) {
	cookie, err := r.Cookie("session")
	if err != nil {
		return "", err
	}
	return cookie.Value, nil
}

type told struct{ header string }

func (t told) ExtractToken(r *http.Request) (string, error) { return r.Header.Get(t.header), nil }
`,
		document: asks("/plain", "get", "key") + asks("/cookie", "get", "bearer") + asks("/clerk", "get", "cookie") + asks("/ticket", "get", "key") +
			asks("/parsed", "get", "key") + asks("/named", "get", "bearer") + asks("/several", "get", "cookie") + asks("/oauth", "get", "bearer") + asks("/computed", "get", "bearer") +
			asks("/mine", "get", "bearer") + asks("/fits", "get", "key") + asks("/biscuit", "get", "key") + asks("/among", "get", "cookie") + asks("/told", "get", "cookie"),
		want: []string{
			`4: the document asks for "key" on GET /plain, and the guard reads the header "Authorization"`,
			`5: the document asks for "bearer" on GET /cookie, and the guard reads the cookie "session"`,
			`6: the document asks for "cookie" on GET /clerk, and the guard reads the header "Authorization"`,
			`8: the document asks for "key" on GET /parsed, and the guard reads the header "Authorization"`,
			`9: the document asks for "bearer" on GET /named, and the guard reads the header "X-Api-Key"`,
			`10: the document asks for "cookie" on GET /several, and the guard reads the form value "key" or the header "X-Api-Key"`,
			`13: the document asks for "bearer" on GET /mine, and the guard reads the header "X-Api-Key"`,
			`15: the document asks for "key" on GET /biscuit, and the guard reads the cookie "session"`,
			`16: the document asks for "cookie" on GET /among, and the guard reads the header "Authorization" or the header "X-Api-Key"`,
			`20: the guard of GET /oauth also takes a credential from the form value "access_token", which no scheme of the document has`,
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
				write(t, name, strings.Replace(text, "import (\n", "import (\n"+c.imports, 1)+c.beside)
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

// How callers authenticate, a program that registers its operations with huma says in the
// configuration, and there are many ways to write one. Each says it once as the guard
// has it and once in another way.
func TestConfiguredSchemesAreHeldAgainstGuards(t *testing.T) {
	const (
		right = `&huma.SecurityScheme{Type: "apiKey", In: "header", Name: "X-Api-Key"}`
		wrong = `&huma.SecurityScheme{Type: "http", Scheme: "bearer"}`
		plain = `	config := huma.DefaultConfig("service", "1")` + "\n"
		get   = `	huma.Register(api, huma.Operation{Method: "GET", Path: "/a", Security: []map[string][]string{{"key": {}}}}, list)` + "\n"
		make_ = "	api := humago.New(mux, config)\n	api.UseMiddleware(keys.Ask(api))\n"
	)
	for name, c := range map[string]struct {
		body, beside, open string
		want               []string // of the wrong one, nil for what GET /a is told: the right one is silent, but for what open says of both
	}{
		"assigned":       {body: plain + "	config.Components.SecuritySchemes = map[string]*huma.SecurityScheme{\"key\": SCHEME}\n" + make_ + get},
		"put":            {body: plain + "	config.Components.SecuritySchemes = map[string]*huma.SecurityScheme{}\n	config.Components.SecuritySchemes[\"key\"] = SCHEME\n" + make_ + get},
		"components":     {body: plain + "	config.Components = &huma.Components{SecuritySchemes: map[string]*huma.SecurityScheme{\"key\": SCHEME}}\n" + make_ + get},
		"through":        {body: plain + "	document := config.OpenAPI\n	parts := document.Components\n	parts.SecuritySchemes = map[string]*huma.SecurityScheme{\"key\": SCHEME}\n" + make_ + get},
		"literal":        {body: "	config := huma.Config{OpenAPI: &huma.OpenAPI{Info: &huma.Info{Title: \"a\"}, Components: &huma.Components{SecuritySchemes: map[string]*huma.SecurityScheme{\"key\": SCHEME}}}}\n" + make_ + get},
		"constructor":    {body: "	config := newConfig(\"a\")\n" + make_ + get, beside: "func newConfig(title string) huma.Config {\n	config := huma.DefaultConfig(title, \"1\")\n	config.Components.SecuritySchemes = schemes()\n	return config\n}\n\nfunc schemes() map[string]*huma.SecurityScheme {\n	return map[string]*huma.SecurityScheme{\"key\": SCHEME}\n}\n"},
		"pointer":        {body: plain + "	secure(&config)\n" + make_ + get, beside: "func secure(config *huma.Config) {\n	config.Components.SecuritySchemes = map[string]*huma.SecurityScheme{\"key\": SCHEME}\n}\n"},
		"parameter":      {body: plain + "	config.Components.SecuritySchemes = map[string]*huma.SecurityScheme{\"key\": SCHEME}\n	api := newAPI(mux, config)\n	api.UseMiddleware(keys.Ask(api))\n" + get, beside: "func newAPI(mux *http.ServeMux, config huma.Config) huma.API {\n	return humago.New(mux, config)\n}\n"},
		"field":          {body: plain + "	config.Components.SecuritySchemes = map[string]*huma.SecurityScheme{\"key\": SCHEME}\n	s := &server{config: config}\n	api := s.open(mux)\n	api.UseMiddleware(keys.Ask(api))\n" + get, beside: "type server struct{ config huma.Config }\n\nfunc (s *server) open(mux *http.ServeMux) huma.API { return humago.New(mux, s.config) }\n"},
		"variable":       {body: plain + "	config.Components.SecuritySchemes = declared\n" + make_ + get, beside: "const named = \"key\"\n\nvar scheme = SCHEME\n\nvar declared = map[string]*huma.SecurityScheme{named: scheme}\n"},
		"later":          {body: plain + make_ + "	api.OpenAPI().Components.SecuritySchemes = map[string]*huma.SecurityScheme{\"key\": SCHEME}\n" + get},
		"default":        {body: plain + "	config.Components.SecuritySchemes = map[string]*huma.SecurityScheme{\"key\": SCHEME}\n	config.Security = []map[string][]string{{\"key\": {}}}\n" + make_ + "	huma.Get(api, \"/a\", list)\n"},
		"group":          {body: plain + "	config.Components.SecuritySchemes = map[string]*huma.SecurityScheme{\"key\": SCHEME}\n	config.Security = []map[string][]string{{\"key\": {}}}\n" + make_ + "	group := huma.NewGroup(api, \"/a\")\n	huma.Get(group, \"\", list)\n"},
		"one is unknown": {body: plain + "	config.Components.SecuritySchemes = map[string]*huma.SecurityScheme{\"key\": SCHEME}\n	config.Security = []map[string][]string{{\"key\": {}, \"second\": {\"scope\"}}}\n" + make_ + "	huma.Get(api, \"/a\", list)\n", want: []string{}},
		"opened": {body: plain + "	config.Components.SecuritySchemes = map[string]*huma.SecurityScheme{\"key\": SCHEME}\n	config.Security = []map[string][]string{{\"key\": {}}}\n" + make_ + "	huma.Register(api, huma.Operation{Method: \"GET\", Path: \"/a\", Security: []map[string][]string{}}, list)\n",
			open: "auth_drift: the document declares GET /a open, and the code asks for a credential"},
		"undecided": {body: plain + "	config.Components.SecuritySchemes = map[string]*huma.SecurityScheme{\"key\": SCHEME}\n	if os.Getenv(\"KEYS\") != \"\" {\n		config.Components.SecuritySchemes = map[string]*huma.SecurityScheme{\"key\": {Type: \"http\", Scheme: \"digest\"}}\n	}\n" + make_ + get,
			want: []string{}},
		"not declared": {body: plain + "	config.Components.SecuritySchemes = map[string]*huma.SecurityScheme{\"other\": SCHEME}\n" + make_ + get, want: []string{}},
		"two APIs": {body: plain + "	config.Components.SecuritySchemes = map[string]*huma.SecurityScheme{\"key\": SCHEME}\n" + make_ + get + `	second := huma.DefaultConfig("second", "1")
	second.Components.SecuritySchemes = map[string]*huma.SecurityScheme{"key": {Type: "apiKey", In: "header", Name: "Authorization"}}
	other := humago.NewWithPrefix(mux, "/other", second)
	other.UseMiddleware(keys.Token)
	huma.Register(other, huma.Operation{Method: "GET", Path: "/b", Security: []map[string][]string{{"key": {}}}}, list)
	third := humago.NewWithPrefix(mux, "/third", huma.DefaultConfig("third", "1"))
	third.UseMiddleware(keys.Token)
	huma.Get(third, "/c", list)
`},
	} {
		t.Run(name, func(t *testing.T) {
			for _, scheme := range []string{right, wrong} {
				dir := services(t, "huma")
				main := `package main

import (
	"context"
	"net/http"
	"os"

	"github.com/danielgtaylor/huma/v2"
	"github.com/danielgtaylor/huma/v2/adapters/humago"

	"corpus/routes_service_huma/auth"
)

type answer struct{ Body map[string]string }

func list(context.Context, *struct{}) (*answer, error) {
	data, err := os.ReadFile("/srv/data.json")
	return &answer{Body: map[string]string{"data": string(data)}}, err
}

` + c.beside + `
func main() {
	keys := auth.Keys{Key: os.Getenv("API_KEY"), Tokens: map[string]string{os.Getenv("TOKEN"): "a"}}
	mux := http.NewServeMux()
` + c.body + `	_ = http.ListenAndServe(":8080", mux)
}
`
				write(t, filepath.Join(dir, "routes_service_huma", "main.go"), strings.ReplaceAll(main, "SCHEME", scheme))
				var want []string
				if c.open != "" {
					want = []string{c.open}
				} else if scheme == wrong {
					if want = c.want; want == nil {
						want = []string{`auth_drift: the document asks for "key" on GET /a, and the guard reads the header "X-Api-Key"`}
					}
				}
				var got []string
				for _, f := range parseJSON(t, apiward(t, dir, []string{"GOFLAGS=-mod=mod"}, "check", "./...", "-o", "json").stdout).Findings {
					if f.Rule == "auth_drift" {
						got = append(got, f.Rule+": "+f.Message)
					}
				}
				if !slices.Equal(got, want) {
					t.Errorf("%s: found\n\t%s\nwant\n\t%s", scheme, strings.Join(got, "\n\t"), strings.Join(want, "\n\t"))
				}
			}
		})
	}
}
