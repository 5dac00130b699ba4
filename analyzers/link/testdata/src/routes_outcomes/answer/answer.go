// Package answer is told how a check came out, and does with requests what follows.
package answer

import "net/http"

// Finish hands a request on for which nothing went wrong.
func Finish(w http.ResponseWriter, r *http.Request, next http.Handler, err error) {
	if err != nil {
		w.WriteHeader(http.StatusUnauthorized)
		return
	}
	next.ServeHTTP(w, r)
}

// Broken does so too, and what went wrong is not who asks.
func Broken(w http.ResponseWriter, r *http.Request, next http.Handler, err error) {
	if err != nil {
		w.WriteHeader(http.StatusInternalServerError)
		return
	}
	next.ServeHTTP(w, r)
}

// Noted only notes what went wrong.
func Noted(w http.ResponseWriter, r *http.Request, next http.Handler, err error) {
	if err != nil {
		w.Header().Set("X-Error", err.Error())
	}
	next.ServeHTTP(w, r)
}

// Refused says whether it has answered already.
func Refused(w http.ResponseWriter, err error) bool {
	if err != nil {
		w.WriteHeader(http.StatusUnauthorized)
		return true
	}
	return false
}
