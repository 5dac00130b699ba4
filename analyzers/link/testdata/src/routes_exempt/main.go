// Command routes_exempt puts guards before whole services that let some of their
// routes by: by the path, by the method, by lists of either.
package main

import (
	"errors"
	"net/http"
	"os"
	"path"
	"regexp"
	"slices"
	"strings"

	"corpus/routes_exempt/gate"
)

func main() {
	go constants()
	go switches()
	go tables()
	go lists()
	go packageList()
	go rows()
	go helpers()
	go methods()
	go fields()
	go errs()
	go below()
	go only()
	go verbs()
	go nested()
	go flags()
	go patterns()
	go stripped()
	go skipped()
	go options()
	go prefixes()
	go configured()
	go parameters()
	go unreadable()
	go switchedOff()
	go looking()
	go both()
	go chosen()
	go pairs()
	go sets()
	go after()
	go within()
	go denied()
	go tried()
	go presence()
	_ = http.ListenAndServe(":1", nil)
}

func list(w http.ResponseWriter, _ *http.Request) {
	all, err := os.ReadFile("/srv/list")
	if err == nil {
		_, _ = w.Write(all)
	}
}

func known(r *http.Request) bool { return r.Header.Get("Authorization") == os.Getenv("TOKEN") }

func refuse(w http.ResponseWriter) { http.Error(w, "who are you", http.StatusUnauthorized) }

// checks is what all the guards here do with those that they do not let by.
func checks(w http.ResponseWriter, r *http.Request, next http.Handler) {
	if !known(r) {
		refuse(w)
		return
	}
	next.ServeHTTP(w, r)
}

// Two paths are compared, with a slash at the end or without.
func constants() {
	mux := http.NewServeMux()
	mux.HandleFunc("GET /status", list)      // route GET /status none
	mux.HandleFunc("GET /info", list)        // route GET /info none
	mux.HandleFunc("GET /info/all", list)    // route GET /info/all required
	mux.HandleFunc("GET /status/{id}", list) // route GET /status/{id} required
	_ = http.ListenAndServe(":2", http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/status" || strings.TrimSuffix(r.URL.Path, "/") == "/info" {
			mux.ServeHTTP(w, r)
			return
		}
		if !known(r) {
			refuse(w)
			return
		}
		mux.ServeHTTP(w, r)
	}))
}

// A switch lists what is open.
func switches() {
	mux := http.NewServeMux()
	mux.HandleFunc("POST /enter", list)  // route POST /enter none
	mux.HandleFunc("POST /join", list)   // route POST /join none
	mux.HandleFunc("POST /orders", list) // route POST /orders required
	_ = http.ListenAndServe(":3", bySwitch(mux))
}

func bySwitch(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		switch r.URL.Path {
		case "/enter", "/join":
			next.ServeHTTP(w, r)
		default:
			checks(w, r, next)
		}
	})
}

// A map of the package: what it holds false for is not open.
var open = map[string]bool{"/enter": true, "/orders": false}

func tables() {
	mux := http.NewServeMux()
	mux.HandleFunc("POST /enter", list)  // route POST /enter none
	mux.HandleFunc("POST /orders", list) // route POST /orders required
	mux.HandleFunc("POST /others", list) // route POST /others required
	_ = http.ListenAndServe(":4", byMap(mux))
}

func byMap(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if !open[r.URL.Path] && !known(r) {
			refuse(w)
			return
		}
		next.ServeHTTP(w, r)
	})
}

// A list that is asked by a function of the library, and one that is looped over.
func lists() {
	free := []string{"/enter", "/join"}
	mux := http.NewServeMux()
	mux.HandleFunc("POST /enter", list)  // route POST /enter none
	mux.HandleFunc("POST /orders", list) // route POST /orders required
	_ = http.ListenAndServe(":5", http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if !slices.Contains(free, r.URL.Path) && !known(r) {
			refuse(w)
			return
		}
		mux.ServeHTTP(w, r)
	}))
}

var free = []string{"/enter", "/docs/"}

func packageList() {
	mux := http.NewServeMux()
	mux.HandleFunc("POST /enter", list)   // route POST /enter none
	mux.HandleFunc("GET /docs/all", list) // route GET /docs/all none
	mux.HandleFunc("POST /orders", list)  // route POST /orders required
	_ = http.ListenAndServe(":6", http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		for _, p := range free {
			if strings.HasPrefix(r.URL.Path, p) {
				mux.ServeHTTP(w, r)
				return
			}
		}
		checks(w, r, mux)
	}))
}

// rule is a row of a table: what is open is so for one method.
type rule struct{ method, path string }

func rows() {
	rules := []rule{{"GET", "/items"}, {"POST", "/enter"}}
	mux := http.NewServeMux()
	mux.HandleFunc("GET /items", list)   // route GET /items none
	mux.HandleFunc("POST /items", list)  // route POST /items required
	mux.HandleFunc("POST /enter", list)  // route POST /enter none
	mux.HandleFunc("POST /orders", list) // route POST /orders required
	_ = http.ListenAndServe(":7", http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		for _, one := range rules {
			if one.method == r.Method && one.path == r.URL.Path {
				mux.ServeHTTP(w, r)
				return
			}
		}
		checks(w, r, mux)
	}))
}

// Functions say what is open: of this package, and of another one.
func helpers() {
	mux := http.NewServeMux()
	mux.HandleFunc("GET /health", list)       // route GET /health none
	mux.HandleFunc("GET /assets/a.css", list) // route GET /assets/a.css none
	mux.HandleFunc("GET /orders", list)       // route GET /orders required
	_ = http.ListenAndServe(":8", http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if !isOpen(r) && !known(r) {
			refuse(w)
			return
		}
		mux.ServeHTTP(w, r)
	}))
}

func isOpen(r *http.Request) bool {
	if gate.IsProbe(r.URL.Path) {
		return true
	}
	return isAsset(r.URL.Path)
}

func isAsset(p string) bool { return strings.HasPrefix(p, "/assets/") && strings.HasSuffix(p, ".css") }

// server keeps what is open in fields.
type server struct {
	open  map[string]struct{}
	begin []string
	mux   *http.ServeMux
}

func methods() {
	s := &server{open: map[string]struct{}{"/enter": {}}, begin: []string{"/assets/"}, mux: http.NewServeMux()}
	s.mux.HandleFunc("GET /enter", list)         // route GET /enter none
	s.mux.HandleFunc("GET /assets/{name}", list) // route GET /assets/{name} none
	s.mux.HandleFunc("GET /orders", list)        // route GET /orders required
	_ = http.ListenAndServe(":9", s)
}

func (s *server) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if s.isOpen(r) {
		s.mux.ServeHTTP(w, r)
		return
	}
	checks(w, r, s.mux)
}

func (s *server) isOpen(r *http.Request) bool {
	if _, ok := s.open[r.URL.Path]; ok {
		return true
	}
	for _, begin := range s.begin {
		if strings.HasPrefix(r.URL.Path, begin) {
			return true
		}
	}
	return false
}

// holder is a guard of which the list is filled where it is made.
type holder struct{ open []string }

func fields() {
	mux := http.NewServeMux()
	mux.HandleFunc("GET /enter", list)  // route GET /enter none
	mux.HandleFunc("GET /orders", list) // route GET /orders required
	_ = http.ListenAndServe(":10", newHolder("/enter").handle(mux))
}

func newHolder(open ...string) *holder { return &holder{open: open} }

func (h *holder) handle(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if slices.Contains(h.open, r.URL.Path) {
			next.ServeHTTP(w, r)
			return
		}
		checks(w, r, next)
	})
}

var errStranger = errors.New("who are you")

// A helper refuses by an error, and nobody where the path is open.
func errs() {
	mux := http.NewServeMux()
	mux.HandleFunc("GET /enter", list)  // route GET /enter none
	mux.HandleFunc("GET /orders", list) // route GET /orders required
	_ = http.ListenAndServe(":11", http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if err := ask(r); err != nil {
			http.Error(w, err.Error(), http.StatusUnauthorized)
			return
		}
		mux.ServeHTTP(w, r)
	}))
}

func ask(r *http.Request) error {
	if r.URL.Path == "/enter" {
		return nil
	}
	if !known(r) {
		return errStranger
	}
	return nil
}

// All that is below a path is open, and so is what holds a word.
func below() {
	mux := http.NewServeMux()
	mux.HandleFunc("GET /public/a", list)          // route GET /public/a none
	mux.HandleFunc("GET /public/{id}", list)       // route GET /public/{id} none
	mux.HandleFunc("GET /public/{rest...}", list)  // route GET /public/{rest...} none
	mux.HandleFunc("GET /api/internal/jobs", list) // route GET /api/internal/jobs none
	mux.HandleFunc("GET /publications", list)      // route GET /publications required
	_ = http.ListenAndServe(":12", http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		p := r.URL.Path
		if strings.HasPrefix(p, "/public/") || strings.Contains(p, "/internal/") {
			mux.ServeHTTP(w, r)
			return
		}
		checks(w, r, mux)
	}))
}

// Only what is below a path is asked.
func only() {
	mux := http.NewServeMux()
	mux.HandleFunc("GET /api/orders", list) // route GET /api/orders required
	mux.HandleFunc("GET /orders", list)     // route GET /orders none
	mux.HandleFunc("/", list)               // route ANY /{path...} unknown
	_ = http.ListenAndServe(":13", http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if strings.HasPrefix(r.URL.Path, "/api/") && !known(r) {
			refuse(w)
			return
		}
		mux.ServeHTTP(w, r)
	}))
}

// What reads is open, and what asks for the options is.
func verbs() {
	mux := http.NewServeMux()
	mux.HandleFunc("GET /orders", list)                     // route GET /orders none
	mux.HandleFunc("POST /orders", list)                    // route POST /orders required
	mux.HandleFunc("DELETE /orders", list)                  // route DELETE /orders required
	mux.HandleFunc("/any", list)                            // route ANY /any optional
	mux.Handle("/asked", preflight(http.HandlerFunc(list))) // route ANY /asked required
	_ = http.ListenAndServe(":14", http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Method != http.MethodGet && r.Method != http.MethodHead && !known(r) {
			refuse(w)
			return
		}
		mux.ServeHTTP(w, r)
	}))
}

func preflight(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Method == http.MethodOptions {
			next.ServeHTTP(w, r)
			return
		}
		checks(w, r, next)
	})
}

// A path is open for one method alone.
func nested() {
	mux := http.NewServeMux()
	mux.HandleFunc("GET /items", list)  // route GET /items none
	mux.HandleFunc("POST /items", list) // route POST /items required
	mux.HandleFunc("GET /users", list)  // route GET /users required
	_ = http.ListenAndServe(":15", http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Method == http.MethodGet && r.URL.Path == "/items" {
			mux.ServeHTTP(w, r)
			return
		}
		checks(w, r, mux)
	}))
}

// A variable remembers what the path said.
func flags() {
	mux := http.NewServeMux()
	mux.HandleFunc("GET /items", list)  // route GET /items none
	mux.HandleFunc("GET /orders", list) // route GET /orders required
	_ = http.ListenAndServe(":16", http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		public := false
		switch {
		case r.URL.Path == "/items":
			public = true
		case strings.HasSuffix(r.URL.Path, ".css"):
			public = true
		}
		w.Header().Set("Vary", "Authorization")
		if !public {
			if !known(r) {
				refuse(w)
				return
			}
		}
		mux.ServeHTTP(w, r)
	}))
}

var versioned = regexp.MustCompile(`^/v[0-9]+/status$`)

// Patterns are held against the path.
func patterns() {
	mux := http.NewServeMux()
	mux.HandleFunc("GET /files/a", list)      // route GET /files/a none
	mux.HandleFunc("GET /files/{name}", list) // route GET /files/{name} none
	mux.HandleFunc("GET /files/a/b", list)    // route GET /files/a/b required
	mux.HandleFunc("GET /v2/status", list)    // route GET /v2/status none
	mux.HandleFunc("GET /v2/orders", list)    // route GET /v2/orders required
	mux.HandleFunc("GET /v2/health", list)    // route GET /v2/health none
	_ = http.ListenAndServe(":17", http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		healthy := regexp.MustCompile(`^/v[0-9]+/health$`).MatchString
		if ok, _ := path.Match("/files/*", r.URL.Path); ok || versioned.MatchString(r.URL.Path) || healthy(r.URL.Path) {
			mux.ServeHTTP(w, r)
			return
		}
		checks(w, r, mux)
	}))
}

// What stands behind a prefix that is removed does not see it.
func stripped() {
	api := http.NewServeMux()
	api.HandleFunc("GET /status", list) // route GET /api/status none
	api.HandleFunc("GET /orders", list) // route GET /api/orders required
	mux := http.NewServeMux()
	mux.Handle("/api/", http.StripPrefix("/api", seesStatus(api)))
	mux.HandleFunc("GET /status", list) // route GET /status required
	_ = http.ListenAndServe(":18", outer(mux))
}

// outer sees the whole path.
func outer(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if strings.HasPrefix(r.URL.Path, "/api/") {
			next.ServeHTTP(w, r)
			return
		}
		checks(w, r, next)
	})
}

func seesStatus(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/status" {
			next.ServeHTTP(w, r)
			return
		}
		checks(w, r, next)
	})
}

// Whoever makes the guard says what it skips, by a function.
func skipped() {
	mux := http.NewServeMux()
	mux.HandleFunc("GET /status", list) // route GET /status none
	mux.HandleFunc("GET /orders", list) // route GET /orders required
	_ = http.ListenAndServe(":19", unless(mux, func(r *http.Request) bool { return r.URL.Path == "/status" }))
}

func unless(next http.Handler, skip func(*http.Request) bool) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if skip(r) {
			next.ServeHTTP(w, r)
			return
		}
		checks(w, r, next)
	})
}

// Options of another package list what is open.
func options() {
	mux := http.NewServeMux()
	mux.HandleFunc("GET /status", list) // route GET /status none
	mux.HandleFunc("GET /orders", list) // route GET /orders required
	_ = http.ListenAndServe(":20", gate.New(gate.Options{Token: os.Getenv("TOKEN"), Open: []string{"/status"}})(mux))
}

// A constructor of another package takes what is open.
func prefixes() {
	mux := http.NewServeMux()
	mux.HandleFunc("GET /docs/a", list) // route GET /docs/a none
	mux.HandleFunc("GET /orders", list) // route GET /orders required
	_ = http.ListenAndServe(":21", gate.Except("/docs/", "/health")(mux))
}

// The environment says what is open, and nobody else.
func configured() {
	mux := http.NewServeMux()
	mux.HandleFunc("GET /orders", list) // route GET /orders required configured
	_ = http.ListenAndServe(":22", gate.Except(strings.Split(os.Getenv("OPEN"), ",")...)(mux))
}

// A parameter can be the word that is open; with another one behind it it cannot.
func parameters() {
	mux := http.NewServeMux()
	mux.HandleFunc("GET /users/{id}", list)        // route GET /users/{id} unknown
	mux.HandleFunc("GET /users/{id}/orders", list) // route GET /users/{id}/orders required
	_ = http.ListenAndServe(":23", http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/users/new" {
			mux.ServeHTTP(w, r)
			return
		}
		checks(w, r, mux)
	}))
}

// What is made of the path cannot be read.
func unreadable() {
	mux := http.NewServeMux()
	mux.HandleFunc("GET /orders", list) // route GET /orders unknown
	_ = http.ListenAndServe(":24", http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if len(r.URL.Path)%7 == 3 {
			mux.ServeHTTP(w, r)
			return
		}
		checks(w, r, mux)
	}))
}

// What lets some by has nothing to do with the path.
func switchedOff() {
	off := os.Getenv("OFF") != ""
	mux := http.NewServeMux()
	mux.HandleFunc("GET /orders", list) // route GET /orders required configured
	mux.HandleFunc("GET /status", list) // route GET /status none
	_ = http.ListenAndServe(":25", http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if off || r.URL.Path == "/status" {
			mux.ServeHTTP(w, r)
			return
		}
		checks(w, r, mux)
	}))
}

// The path is looked at, and nothing follows from it.
func looking() {
	mux := http.NewServeMux()
	mux.HandleFunc("GET /orders", list) // route GET /orders required
	mux.HandleFunc("GET /status", list) // route GET /status required
	_ = http.ListenAndServe(":26", http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/status" {
			w.Header().Set("Cache-Control", "no-store")
		}
		if !known(r) {
			refuse(w)
			return
		}
		mux.ServeHTTP(w, r)
	}))
}

// Each part of the service has a check of its own.
func both() {
	mux := http.NewServeMux()
	mux.HandleFunc("GET /api/orders", list) // route GET /api/orders required
	mux.HandleFunc("GET /orders", list)     // route GET /orders required
	_ = http.ListenAndServe(":27", http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if strings.HasPrefix(r.URL.Path, "/api/") {
			if r.Header.Get("X-Api-Key") != os.Getenv("KEY") {
				refuse(w)
				return
			}
		} else if c, err := r.Cookie("session"); err != nil || c.Value == "" {
			refuse(w)
			return
		}
		mux.ServeHTTP(w, r)
	}))
}

// A guard is put around the handler where the path asks for one.
func chosen() {
	mux := http.NewServeMux()
	mux.HandleFunc("GET /api/orders", list) // route GET /api/orders required
	mux.HandleFunc("GET /orders", list)     // route GET /orders none
	guarded := gate.Except()(mux)
	_ = http.ListenAndServe(":28", http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if strings.HasPrefix(r.URL.Path, "/api/") {
			guarded.ServeHTTP(w, r)
			return
		}
		mux.ServeHTTP(w, r)
	}))
}

// Method and path together are looked up.
func pairs() {
	free := map[string]bool{"GET /items": true, "POST /enter": true}
	mux := http.NewServeMux()
	mux.HandleFunc("GET /items", list)    // route GET /items none
	mux.HandleFunc("DELETE /items", list) // route DELETE /items required
	mux.HandleFunc("POST /enter", list)   // route POST /enter none
	_ = http.ListenAndServe(":29", http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if free[r.Method+" "+r.URL.Path] {
			mux.ServeHTTP(w, r)
			return
		}
		checks(w, r, mux)
	}))
}

// set is a type of the house.
type set map[string]struct{}

func setOf(list ...string) set {
	s := set{}
	for _, one := range list {
		s[one] = struct{}{}
	}
	return s
}

func (s set) has(one string) bool { _, ok := s[one]; return ok }

// A set is filled by a function.
func sets() {
	free := setOf("/items")
	mux := http.NewServeMux()
	mux.HandleFunc("GET /items", list)  // route GET /items none
	mux.HandleFunc("GET /orders", list) // route GET /orders required
	_ = http.ListenAndServe(":30", http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if free.has(r.URL.Path) {
			mux.ServeHTTP(w, r)
			return
		}
		checks(w, r, mux)
	}))
}

// Who is known goes on first, and of the others those with an open path.
func after() {
	mux := http.NewServeMux()
	mux.HandleFunc("GET /items", list)  // route GET /items none
	mux.HandleFunc("GET /orders", list) // route GET /orders required
	_ = http.ListenAndServe(":31", http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if !known(r) && r.URL.Path != "/items" {
			refuse(w)
			return
		}
		mux.ServeHTTP(w, r)
	}))
}

// One function asks for both.
func within() {
	mux := http.NewServeMux()
	mux.HandleFunc("GET /items", list)  // route GET /items none
	mux.HandleFunc("GET /orders", list) // route GET /orders required
	_ = http.ListenAndServe(":32", http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if !allowed(r) {
			refuse(w)
			return
		}
		mux.ServeHTTP(w, r)
	}))
}

func allowed(r *http.Request) bool {
	if r.URL.Path == "/items" {
		return true
	}
	return r.Header.Get("Authorization") == os.Getenv("TOKEN")
}

// The same, the other way round.
func denied() {
	mux := http.NewServeMux()
	mux.HandleFunc("GET /items", list)  // route GET /items none
	mux.HandleFunc("GET /orders", list) // route GET /orders required
	_ = http.ListenAndServe(":33", http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if refused(r) {
			refuse(w)
			return
		}
		mux.ServeHTTP(w, r)
	}))
}

func refused(r *http.Request) bool {
	if strings.HasPrefix(r.URL.Path, "/items") {
		return false
	}
	return r.Header.Get("Authorization") != os.Getenv("TOKEN")
}

// A token is tried, then a cookie.
func tried() {
	mux := http.NewServeMux()
	mux.HandleFunc("GET /orders", list) // route GET /orders required
	_ = http.ListenAndServe(":34", http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if known(r) {
			mux.ServeHTTP(w, r)
			return
		}
		c, err := r.Cookie("session")
		if err != nil || c.Value != os.Getenv("SESSION") {
			refuse(w)
			return
		}
		mux.ServeHTTP(w, r)
	}))
}

// Those who are known are counted, and the others go on as well.
func presence() {
	mux := http.NewServeMux()
	mux.HandleFunc("GET /orders", list) // route GET /orders none
	mux.HandleFunc("GET /items", list)  // route GET /items none
	_ = http.ListenAndServe(":35", http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if known(r) {
			w.Header().Set("X-Known", "1")
		}
		if r.URL.Path == "/items" {
			w.Header().Set("X-Items", "1")
		}
		mux.ServeHTTP(w, r)
	}))
}
