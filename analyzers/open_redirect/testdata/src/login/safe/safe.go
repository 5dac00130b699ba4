// Package safe knows targets.
package safe

import (
	"net/http"
	"strings"
)

// Target returns the target where it is a path, and the root where it is not.
func Target(next string) string {
	if !strings.HasPrefix(next, "/") || strings.HasPrefix(next, "//") || strings.HasPrefix(next, "/\\") {
		return "/"
	}
	return next
}

// Send sends clients anywhere.
func Send(w http.ResponseWriter, r *http.Request, target string) {
	http.Redirect(w, r, target, http.StatusMovedPermanently) // want `proven: query parameter "old" of the request`
}
