// Package joined puts its paths together at run time, in a loop too.
package joined

import (
	"net/http"
	"os"
	"path"
	"strings"
)

func show(w http.ResponseWriter, r *http.Request) {}

func main() {
	mux := http.NewServeMux()
	deep := "/"
	for _, part := range strings.Split(os.Getenv("PARTS"), ",") {
		deep = path.Join(deep, part)
	}
	mux.HandleFunc(deep, show)                                    // want "hint: ANY {\\?} is registered without authentication, and with a path that is not known"
	mux.HandleFunc(path.Join(os.Getenv("BASE"), "things"), show)  // want "proven: ANY {\\?}/things is registered"
	mux.HandleFunc(path.Join("/files/", "/all"), show)            // want "proven: ANY /files/all is registered"
	mux.HandleFunc(path.Join(strings.Split("a,b", ",")...), show) // want "hint: ANY {\\?}"
	http.ListenAndServe(":8080", guarded(mux))
}

// guarded guards one of them, so that the others are told one by one.
func guarded(mux *http.ServeMux) http.Handler {
	mux.HandleFunc("GET /mine", func(w http.ResponseWriter, r *http.Request) {
		if r.Header.Get("Authorization") != os.Getenv("TOKEN") {
			http.Error(w, "no", http.StatusUnauthorized)
			return
		}
		show(w, r)
	})
	return mux
}
