// Package comparisons holds what a request presents against constants.
package comparisons

import (
	"net/http"

	"github.com/gin-gonic/gin"
)

// basic asks for a password that is written here.
func basic(w http.ResponseWriter, r *http.Request) {
	user, password, ok := r.BasicAuth()
	if !ok || user != "admin" || password != "Wm4vTq9sLx2" { // want "proven: a constant is the credential of a comparison with what a request presents"
		w.WriteHeader(http.StatusUnauthorized)
	}
}

// header asks for a token.
func header(w http.ResponseWriter, r *http.Request) {
	if r.Header.Get("Authorization") != "Bearer 7Qp2vX9kLm4Rt8Zw" { // want "proven: a constant is the credential of a comparison"
		w.WriteHeader(http.StatusUnauthorized)
	}
}

// expected is the token that the next function asks for.
const expected = "Kz8pXw3nRt-7Qp2vX9k" // want "proven: a constant is the credential of a comparison"

func kept(w http.ResponseWriter, r *http.Request) {
	key := r.Header.Get("X-API-Key")
	if expected == key {
		return
	}
	w.WriteHeader(http.StatusUnauthorized)
}

// handler is the same for gin.
func handler(c *gin.Context) {
	if c.GetHeader("Authorization") == "Bearer Kz8pXw3nRt" { // want "proven: a constant is the credential of a comparison"
		c.Next()
	}
}

// missing asks whether there is one at all.
func missing(r *http.Request) bool { return r.Header.Get("Authorization") == "" }

// scheme looks at the word in front.
func scheme(r *http.Request) bool { return r.Header.Get("Authorization") == "Bearer" }

// kind looks at another header.
func kind(r *http.Request) bool { return r.Header.Get("Content-Type") == "application/json" }

// form compares what nobody proves to be a password.
func form(password string) bool { return password == "Wm4vTq9sLx2" }

// name looks at the user.
func name(r *http.Request) bool {
	user, _, ok := r.BasicAuth()
	return ok && user == "metrics-7Qp2vX9k"
}

// blank looks for a password that is none.
func blank(r *http.Request) bool {
	_, password, _ := r.BasicAuth()
	return password == ""
}
