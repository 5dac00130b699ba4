// Command routes_slashes completes the paths that its parts give without a slash.
package main

import (
	"fmt"
	"log"
	"net/http"
	"os"
	"strings"
)

func list(w http.ResponseWriter, r *http.Request) { fmt.Fprintln(w, os.Args) }

// base is where the service stands, as whoever starts it says.
var base = os.Getenv("BASE")

// below puts what has no slash of its own below the base.
func below(pattern string, h http.HandlerFunc) {
	if len(pattern) == 0 || pattern[0] != '/' {
		pattern = base + "/" + pattern
	}
	http.HandleFunc(pattern, h) // route ANY {?}/api/exit none route ANY /api/stop none
}

func rooted(pattern string, h http.HandlerFunc) {
	if !strings.HasPrefix(pattern, "/") {
		pattern = "/rooted/" + pattern
	}
	http.HandleFunc(pattern, h) // route ANY /rooted/items none route ANY /orders none
}

func closed(pattern string, h http.HandlerFunc) {
	if strings.HasSuffix(pattern, "/") {
		pattern += "{rest...}"
	}
	http.HandleFunc(pattern, h) // route ANY /files/{rest...} none route ANY /file none
}

// versioned asks for what is within a path.
func versioned(pattern string, h http.HandlerFunc) {
	if pattern[1] != 'v' {
		pattern = "/v1" + pattern
	}
	http.HandleFunc(pattern, h) // route ANY {?} none
}

func main() {
	below("api/exit", list)
	below("/api/stop", list)
	rooted("items", list)
	rooted("/orders", list)
	closed("/files/", list)
	closed("/file", list)
	versioned("/users", list)
	for i := range os.Args {
		http.HandleFunc(fmt.Sprintf("/numbered/%d/state", i+1), list) // route ANY /numbered/{?}/state none
	}
	log.Fatal(http.ListenAndServe(":8080", nil))
}
