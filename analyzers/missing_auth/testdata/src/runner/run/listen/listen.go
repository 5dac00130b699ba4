// Package listen keeps listeners open.
package listen

import "net/http"

// Forever serves the handler again and again.
func Forever(address string, h http.Handler) {
	for {
		http.ListenAndServe(address, h)
	}
}
