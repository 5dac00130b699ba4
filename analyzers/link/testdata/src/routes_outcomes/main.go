// Command routes_outcomes asks in one function who sends a request, and leaves what
// follows from that to another one.
package main

import (
	"errors"
	"net/http"
	"os"

	"github.com/gin-gonic/gin"

	"corpus/routes_outcomes/answer"
)

var errUnknown = errors.New("unknown")

func data(w http.ResponseWriter, _ *http.Request) { _, _ = w.Write([]byte("something")) }

// check asks for a key.
func check(r *http.Request) error {
	if r.Header.Get("X-Api-Key") != os.Getenv("KEY") {
		return errUnknown
	}
	return nil
}

// lax asks those alone who have brought one.
func lax(r *http.Request) error {
	key := r.Header.Get("X-Api-Key")
	if key != "" && key != os.Getenv("KEY") {
		return errUnknown
	}
	return nil
}

type user struct{ name string }

var users map[string]*user

func find(r *http.Request) *user { return users[r.Header.Get("Authorization")] }

// handed hands on what check says.
func handed(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		answer.Finish(w, r, next, check(r))
	})
}

func handedLax(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		answer.Finish(w, r, next, lax(r))
	})
}

func handedNothing(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		_ = check(r)
		answer.Finish(w, r, next, nil)
	})
}

func handedBroken(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		answer.Broken(w, r, next, r.ParseForm())
	})
}

func handedNoted(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		answer.Noted(w, r, next, check(r))
	})
}

// handedSome asks some requests alone.
func handedSome(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		var err error
		if r.Header.Get("Accept") != "" {
			err = check(r)
		}
		answer.Finish(w, r, next, err)
	})
}

// passed leaves it to a method that leaves it to another function.
type chain struct{ next http.Handler }

func (c chain) end(w http.ResponseWriter, r *http.Request, err error) {
	answer.Finish(w, r, c.next, err)
}

func passed(next http.Handler) http.Handler {
	c := chain{next}
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { c.end(w, r, check(r)) })
}

func as(u *user, w http.ResponseWriter, r *http.Request, next http.Handler) {
	if u == nil {
		w.WriteHeader(http.StatusUnauthorized)
		return
	}
	next.ServeHTTP(w, r)
}

func asUser(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { as(find(r), w, r, next) })
}

func where(ok bool, w http.ResponseWriter, r *http.Request, next http.Handler) {
	if !ok {
		w.WriteHeader(http.StatusForbidden)
		return
	}
	next.ServeHTTP(w, r)
}

func whereKnown(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { where(check(r) == nil, w, r, next) })
}

// whereUnknown is the wrong way round.
func whereUnknown(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { where(check(r) != nil, w, r, next) })
}

// beside has a literal that does what follows.
func beside(next http.Handler) http.Handler {
	finish := func(w http.ResponseWriter, r *http.Request, err error) {
		if err != nil {
			w.WriteHeader(http.StatusUnauthorized)
			return
		}
		next.ServeHTTP(w, r)
	}
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { finish(w, r, check(r)) })
}

// within has one for each request.
func within(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		finish := func(err error) {
			if err != nil {
				w.WriteHeader(http.StatusUnauthorized)
				return
			}
			next.ServeHTTP(w, r)
		}
		finish(check(r))
	})
}

// withinBoth calls it for some without a check.
func withinBoth(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		finish := func(err error) {
			if err != nil {
				w.WriteHeader(http.StatusUnauthorized)
				return
			}
			next.ServeHTTP(w, r)
		}
		if r.Header.Get("Accept") == "" {
			finish(nil)
			return
		}
		finish(check(r))
	})
}

// atOnce has one that checks by itself.
func atOnce(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		func() {
			if check(r) != nil {
				w.WriteHeader(http.StatusUnauthorized)
				return
			}
			next.ServeHTTP(w, r)
		}()
	})
}

// refused goes on unless somebody has answered.
func refused(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if answer.Refused(w, check(r)) {
			return
		}
		next.ServeHTTP(w, r)
	})
}

func refusedLax(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if answer.Refused(w, lax(r)) {
			return
		}
		next.ServeHTTP(w, r)
	})
}

// refusedAnyway forgets to ask.
func refusedAnyway(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		answer.Refused(w, check(r))
		next.ServeHTTP(w, r)
	})
}

// some asks some requests alone, and for the error of all.
func some(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		var err error
		if r.Header.Get("Accept") != "" {
			err = check(r)
		}
		if err != nil {
			w.WriteHeader(http.StatusUnauthorized)
			return
		}
		next.ServeHTTP(w, r)
	})
}

// changing asks those that are to change something.
func changing(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		var err error
		if r.Method != http.MethodGet {
			err = check(r)
		}
		if err != nil {
			w.WriteHeader(http.StatusUnauthorized)
			return
		}
		next.ServeHTTP(w, r)
	})
}

func main() {
	mux := http.NewServeMux()
	mux.Handle("/handed", handed(http.HandlerFunc(data)))                // route ANY /handed required
	mux.Handle("/handed/lax", handedLax(http.HandlerFunc(data)))         // route ANY /handed/lax optional
	mux.Handle("/handed/nothing", handedNothing(http.HandlerFunc(data))) // route ANY /handed/nothing none
	mux.Handle("/handed/broken", handedBroken(http.HandlerFunc(data)))   // route ANY /handed/broken none
	mux.Handle("/handed/noted", handedNoted(http.HandlerFunc(data)))     // route ANY /handed/noted none
	mux.Handle("/handed/some", handedSome(http.HandlerFunc(data)))       // route ANY /handed/some optional
	mux.Handle("/passed", passed(http.HandlerFunc(data)))                // route ANY /passed required
	mux.Handle("/as", asUser(http.HandlerFunc(data)))                    // route ANY /as required
	mux.Handle("/where", whereKnown(http.HandlerFunc(data)))             // route ANY /where required
	mux.Handle("/where/unknown", whereUnknown(http.HandlerFunc(data)))   // route ANY /where/unknown none
	mux.Handle("/beside", beside(http.HandlerFunc(data)))                // route ANY /beside required
	mux.Handle("/within", within(http.HandlerFunc(data)))                // route ANY /within required
	mux.Handle("/within/both", withinBoth(http.HandlerFunc(data)))       // route ANY /within/both optional
	mux.Handle("/at_once", atOnce(http.HandlerFunc(data)))               // route ANY /at_once required
	mux.Handle("/refused", refused(http.HandlerFunc(data)))              // route ANY /refused required
	mux.Handle("/refused/lax", refusedLax(http.HandlerFunc(data)))       // route ANY /refused/lax optional
	mux.Handle("/refused/anyway", refusedAnyway(http.HandlerFunc(data))) // route ANY /refused/anyway none
	mux.Handle("/some", some(http.HandlerFunc(data)))                    // route ANY /some optional
	mux.Handle("GET /changing", changing(http.HandlerFunc(data)))        // route GET /changing none
	mux.Handle("POST /changing", changing(http.HandlerFunc(data)))       // route POST /changing required
	mux.Handle("/gin/", engine())
	_ = http.ListenAndServe(":80", mux)
}

// abort ends the chain where something went wrong.
func abort(c *gin.Context, err error) {
	if err != nil {
		c.AbortWithStatus(http.StatusUnauthorized)
	}
}

func engine() *gin.Engine {
	g := gin.New()
	show := func(c *gin.Context) { c.String(http.StatusOK, "something") }
	g.GET("/gin/a", func(c *gin.Context) { abort(c, check(c.Request)) }, show) // route GET /gin/a required
	g.GET("/gin/b", func(c *gin.Context) { abort(c, lax(c.Request)) }, show)   // route GET /gin/b optional
	g.GET("/gin/c", func(c *gin.Context) { abort(c, os.Chdir("/")) }, show)    // route GET /gin/c none
	return g
}
