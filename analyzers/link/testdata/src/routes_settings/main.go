// Command routes_settings switches its guards off by what it was started with, and,
// beside that, by what requests, a store or handlers decide.
package main

import (
	"crypto/subtle"
	"errors"
	"flag"
	"net/http"
	"os"
	"strings"
	"time"

	"github.com/gin-gonic/gin"
	"github.com/go-chi/chi/v5"

	"corpus/routes_settings/conf"
)

type rows interface {
	Count() int
	Public(name string) bool
}

type server struct {
	cfg      *conf.Config
	pass     string
	disabled bool
	live     bool // which a handler changes
	modes    map[string]bool
	secret   []byte
	rows     rows
	started  time.Time
	key      func(string) bool
}

var open = flag.Bool("open", false, "let everybody in")

func main() {
	flag.Parse()
	s := &server{cfg: conf.Load(), pass: os.Getenv("PASS"), disabled: os.Getenv("OFF") != "", secret: []byte(os.Getenv("SECRET")), started: time.Now()}
	h := http.HandlerFunc(answer)
	mux := http.NewServeMux()

	// Inside a middleware.
	mux.Handle("GET /in/field", s.byField(h))                        // route GET /in/field required configured
	mux.Handle("GET /in/negated", s.byNegated(h))                    // route GET /in/negated required configured
	mux.Handle("GET /in/far", s.byFar(h))                            // route GET /in/far required configured
	mux.Handle("GET /in/getter", s.byGetter(h))                      // route GET /in/getter required configured
	mux.Handle("GET /in/global", byGlobal(h))                        // route GET /in/global required configured
	mux.Handle("GET /in/flag", s.byFlag(h))                          // route GET /in/flag required configured
	mux.Handle("GET /in/env", s.byEnv(h))                            // route GET /in/env required configured
	mux.Handle("GET /in/two", s.byTwo(h))                            // route GET /in/two required configured
	mux.Handle("GET /in/both", s.byBoth(h))                          // route GET /in/both required
	mux.Handle("GET /in/captured", byCaptured(os.Getenv("PASS"), h)) // route GET /in/captured required configured
	mux.Handle("GET /in/nil", s.byNil(h))                            // route GET /in/nil required configured
	mux.Handle("GET /in/helper", s.byHelper(h))                      // route GET /in/helper required configured
	mux.Handle("GET /in/hours", s.byHours(h))                        // route GET /in/hours optional
	mux.Handle("GET /in/error", s.byErrorHelper(h))                  // route GET /in/error required configured
	mux.Handle("GET /in/truth", s.byTruth(h))                        // route GET /in/truth required configured
	mux.Handle("GET /in/path", s.byPath(h))                          // route GET /in/path required configured
	mux.Handle("GET /public/in/path", s.byPath(h))                   // route GET /public/in/path none

	// What somebody else decides.
	mux.Handle("GET /by/handler", s.byHandler(h))        // route GET /by/handler optional
	mux.Handle("GET /by/far", s.byChanged(h))            // route GET /by/far optional local=required
	mux.Handle("GET /by/live", s.byLive(h))              // route GET /by/live optional
	mux.Handle("GET /by/request", s.byRequest(h))        // route GET /by/request optional
	mux.Handle("GET /by/map", s.byMode(h))               // route GET /by/map optional
	mux.Handle("GET /by/store", s.byStore(h))            // route GET /by/store optional
	mux.Handle("GET /by/row", s.byRow(h))                // route GET /by/row optional
	mux.Handle("GET /by/time", s.byTime(h))              // route GET /by/time optional
	mux.Handle("GET /by/local", s.byLocal(h))            // route GET /by/local optional
	mux.Handle("GET /by/both", s.bySettingAndRequest(h)) // route GET /by/both optional
	mux.Handle("GET /by/feature", s.byFeature(h))        // route GET /by/feature none
	mux.Handle("GET /by/note", s.byNote(h))              // route GET /by/note optional
	mux.HandleFunc("POST /live", s.setLive)              // route POST /live none

	// What the program says itself, for each of several.
	mux.Handle("GET /made/open", s.endpoint(options{open: true, h: answer}))       // route GET /made/open none
	mux.Handle("GET /made/closed", s.endpoint(options{open: false, h: answer}))    // route GET /made/closed required
	mux.Handle("GET /made/bare", s.endpoint(options{h: answer}))                   // route GET /made/bare required
	mux.Handle("GET /made/said", s.endpoint(options{open: s.disabled, h: answer})) // route GET /made/said required configured
	// Which options a loop calls is not followed: both may let strangers by.
	mux.Handle("GET /kept/strict", keeper(s).wrap(h))             // route GET /kept/strict optional
	mux.Handle("GET /kept/lenient", keeper(s, lenient()).wrap(h)) // route GET /kept/lenient optional

	// Around a handler, and around the registration.
	mux.Handle("GET /around", s.around(h))       // route GET /around required configured
	mux.Handle("GET /around/made", s.guard()(h)) // route GET /around/made required configured
	var wrapped http.Handler = h
	if s.cfg.Auth {
		wrapped = s.strict(wrapped)
	}
	mux.Handle("GET /around/here", wrapped) // route GET /around/here required configured
	var either http.Handler = h
	if s.rows.Count() > 0 {
		either = s.strict(either)
	}
	mux.Handle("GET /around/store", either) // route GET /around/store optional
	var always http.Handler
	if s.cfg.Auth {
		always = s.strict(h)
	} else {
		always = byOwn(h)
	}
	mux.Handle("GET /around/both", always) // route GET /around/both required

	// In the handler itself.
	mux.HandleFunc("POST /users", s.register) // route POST /users required configured
	mux.HandleFunc("POST /notes", s.note)     // route POST /notes optional
	_ = http.ListenAndServe(":80", mux)

	r := chi.NewRouter()
	if s.cfg.Auth {
		r.Use(s.strict)
	}
	r.Get("/chi", answer) // route GET /chi required configured
	_ = http.ListenAndServe(":81", r)

	q := chi.NewRouter()
	if s.rows.Count() > 0 {
		q.Use(s.strict)
	}
	q.Get("/chi/store", answer) // route GET /chi/store unknown
	_ = http.ListenAndServe(":82", q)

	g := gin.New()
	g.GET("/gin", s.flat, respond)          // route GET /gin required configured
	g.GET("/gin/open", s.flatOpen, respond) // route GET /gin/open optional
	a := g.Group("/a")
	if !s.disabled {
		a.Use(s.flatStrict)
	}
	a.GET("/gin", respond) // route GET /a/gin required configured
	_ = g.Run(":83")
}

type options struct {
	open bool
	h    http.HandlerFunc
}

func (s *server) endpoint(o options) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if !o.open && !s.right(r) {
			deny(w)
			return
		}
		o.h(w, r)
	})
}

type keeps struct {
	s       *server
	lenient bool
}

type option func(*keeps)

func lenient() option { return func(k *keeps) { k.lenient = true } }

func keeper(s *server, opts ...option) *keeps {
	k := &keeps{s: s}
	for _, o := range opts {
		o(k)
	}
	return k
}

func (k *keeps) wrap(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Header.Get("Authorization") == "" && k.lenient {
			next.ServeHTTP(w, r)
			return
		}
		if !k.s.right(r) {
			deny(w)
			return
		}
		next.ServeHTTP(w, r)
	})
}

func answer(w http.ResponseWriter, _ *http.Request) { _, _ = w.Write([]byte("something")) }

func respond(c *gin.Context) { c.String(http.StatusOK, "something") }

func deny(w http.ResponseWriter) { http.Error(w, "no", http.StatusUnauthorized) }

func (s *server) right(r *http.Request) bool {
	return subtle.ConstantTimeCompare([]byte(r.Header.Get("Authorization")), s.secret) == 1
}

func (s *server) strict(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if !s.right(r) {
			deny(w)
			return
		}
		next.ServeHTTP(w, r)
	})
}

func byOwn(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Header.Get("X-Api-Key") != os.Getenv("KEY") {
			deny(w)
			return
		}
		next.ServeHTTP(w, r)
	})
}

func (s *server) byField(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if s.pass != "" {
			if _, p, ok := r.BasicAuth(); !ok || p != s.pass {
				deny(w)
				return
			}
		}
		next.ServeHTTP(w, r)
	})
}

func (s *server) byNegated(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if s.disabled {
			next.ServeHTTP(w, r)
			return
		}
		if !s.right(r) {
			deny(w)
			return
		}
		next.ServeHTTP(w, r)
	})
}

func (s *server) byFar(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if s.cfg.Auth && !s.right(r) {
			deny(w)
			return
		}
		next.ServeHTTP(w, r)
	})
}

func (s *server) byGetter(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if s.cfg.AuthEnabled() && !s.right(r) {
			deny(w)
			return
		}
		next.ServeHTTP(w, r)
	})
}

func byGlobal(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if conf.UIAuth != nil {
			name, pass, ok := r.BasicAuth()
			if !ok || conf.UIAuth[name] != pass {
				deny(w)
				return
			}
		}
		next.ServeHTTP(w, r)
	})
}

func (s *server) byFlag(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if !*open && !s.right(r) {
			deny(w)
			return
		}
		next.ServeHTTP(w, r)
	})
}

func (s *server) byEnv(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if os.Getenv("AUTH") == "off" || s.right(r) {
			next.ServeHTTP(w, r)
			return
		}
		deny(w)
	})
}

func (s *server) byTwo(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if s.cfg.Auth && !s.disabled && !s.right(r) {
			deny(w)
			return
		}
		next.ServeHTTP(w, r)
	})
}

// byBoth asks for one thing or another, and always for something.
func (s *server) byBoth(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if s.cfg.Auth {
			if !s.right(r) {
				deny(w)
				return
			}
		} else if _, p, ok := r.BasicAuth(); !ok || p != s.pass {
			deny(w)
			return
		}
		next.ServeHTTP(w, r)
	})
}

func byCaptured(pass string, next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if pass == "" {
			next.ServeHTTP(w, r)
			return
		}
		if _, p, _ := r.BasicAuth(); p != pass {
			deny(w)
			return
		}
		next.ServeHTTP(w, r)
	})
}

func (s *server) byNil(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if s.key != nil && !s.key(r.Header.Get("X-Api-Key")) {
			deny(w)
			return
		}
		next.ServeHTTP(w, r)
	})
}

func (s *server) allowed(r *http.Request) bool {
	if s.pass == "" {
		return true
	}
	_, p, ok := r.BasicAuth()
	return ok && p == s.pass
}

func (s *server) byHelper(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if !s.allowed(r) {
			deny(w)
			return
		}
		next.ServeHTTP(w, r)
	})
}

func (s *server) atNight(r *http.Request) bool {
	if time.Now().Hour() < 6 {
		return true
	}
	_, p, ok := r.BasicAuth()
	return ok && p == s.pass
}

func (s *server) byHours(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if !s.atNight(r) {
			deny(w)
			return
		}
		next.ServeHTTP(w, r)
	})
}

func (s *server) check(r *http.Request) error {
	if !s.cfg.Auth {
		return nil
	}
	if !s.right(r) {
		return errors.New("no")
	}
	return nil
}

func (s *server) byErrorHelper(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if err := s.check(r); err != nil {
			deny(w)
			return
		}
		next.ServeHTTP(w, r)
	})
}

func (s *server) byTruth(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if !(s.pass == "" || r.Header.Get("X-Api-Key") == s.pass) {
			deny(w)
			return
		}
		next.ServeHTTP(w, r)
	})
}

func (s *server) byPath(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if s.disabled || strings.HasPrefix(r.URL.Path, "/public/") {
			next.ServeHTTP(w, r)
			return
		}
		if !s.right(r) {
			deny(w)
			return
		}
		next.ServeHTTP(w, r)
	})
}

// byHandler asks for a truth that an endpoint changes.
func (s *server) byHandler(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if s.live && !s.right(r) {
			deny(w)
			return
		}
		next.ServeHTTP(w, r)
	})
}

func (s *server) byChanged(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if !conf.Open && !s.right(r) {
			deny(w)
			return
		}
		next.ServeHTTP(w, r)
	})
}

func (s *server) byLive(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if s.cfg.Live && !s.right(r) {
			deny(w)
			return
		}
		next.ServeHTTP(w, r)
	})
}

func (s *server) setLive(w http.ResponseWriter, r *http.Request) {
	s.live = r.FormValue("live") == "1"
	s.changeLive(r.FormValue("live") == "2")
	conf.SetOpen(r.FormValue("open") == "1")
}

func (s *server) changeLive(to bool) { s.cfg.Live = to }

func (s *server) byRequest(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Query().Get("public") == "" && !s.right(r) {
			deny(w)
			return
		}
		next.ServeHTTP(w, r)
	})
}

func (s *server) byMode(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if s.modes[r.URL.Query().Get("mode")] && !s.right(r) {
			deny(w)
			return
		}
		next.ServeHTTP(w, r)
	})
}

func (s *server) byStore(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if s.rows.Count() > 0 && !s.right(r) {
			deny(w)
			return
		}
		next.ServeHTTP(w, r)
	})
}

func (s *server) byRow(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if !s.rows.Public("a") && !s.right(r) {
			deny(w)
			return
		}
		next.ServeHTTP(w, r)
	})
}

func (s *server) byTime(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if time.Since(s.started) > time.Minute && !s.right(r) {
			deny(w)
			return
		}
		next.ServeHTTP(w, r)
	})
}

// byLocal decides by a variable that the request sets.
func (s *server) byLocal(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		on := s.cfg.Auth
		if r.URL.Query().Get("public") != "" {
			on = false
		}
		if on && !s.right(r) {
			deny(w)
			return
		}
		next.ServeHTTP(w, r)
	})
}

func (s *server) bySettingAndRequest(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if s.cfg.Auth && r.Method != r.URL.Query().Get("as") && !s.right(r) {
			deny(w)
			return
		}
		next.ServeHTTP(w, r)
	})
}

// byFeature is off for everybody, or on.
func (s *server) byFeature(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if s.disabled {
			http.Error(w, "off", http.StatusForbidden)
			return
		}
		next.ServeHTTP(w, r)
	})
}

// byNote is off or on, and asks those alone who bring something.
func (s *server) byNote(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if s.disabled {
			http.Error(w, "off", http.StatusForbidden)
			return
		}
		if r.Header.Get("Authorization") != "" && !s.right(r) {
			deny(w)
			return
		}
		next.ServeHTTP(w, r)
	})
}

func (s *server) around(h http.Handler) http.Handler {
	if !s.cfg.Auth {
		return h
	}
	return s.strict(h)
}

func (s *server) guard() func(http.Handler) http.Handler {
	if s.pass == "" {
		return func(h http.Handler) http.Handler { return h }
	}
	return s.strict
}

// register is for those who are known, unless everybody may.
func (s *server) register(w http.ResponseWriter, r *http.Request) {
	known := s.right(r)
	if !known {
		if !s.cfg.Auth {
			deny(w)
			return
		}
		if r.FormValue("admin") != "" {
			deny(w)
			return
		}
	}
	_ = s.rows.Public(r.FormValue("name"))
	_, _ = w.Write([]byte("something"))
}

// note is for those who are known, or who say so.
func (s *server) note(w http.ResponseWriter, r *http.Request) {
	if r.FormValue("public") == "" {
		if !s.right(r) {
			deny(w)
			return
		}
	}
	_ = s.rows.Public(r.FormValue("name"))
	_, _ = w.Write([]byte("something"))
}

func (s *server) flat(c *gin.Context) {
	if s.cfg.Auth && c.GetHeader("Authorization") != string(s.secret) {
		c.AbortWithStatus(http.StatusUnauthorized)
		return
	}
	c.Next()
}

func (s *server) flatOpen(c *gin.Context) {
	if s.live && c.GetHeader("Authorization") != string(s.secret) {
		c.AbortWithStatus(http.StatusUnauthorized)
		return
	}
	c.Next()
}

func (s *server) flatStrict(c *gin.Context) {
	if c.GetHeader("Authorization") != string(s.secret) {
		c.AbortWithStatus(http.StatusUnauthorized)
		return
	}
	c.Next()
}
