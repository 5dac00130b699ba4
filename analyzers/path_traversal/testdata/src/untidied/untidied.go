// Package untidied has a router that leaves paths as they came.
package untidied

import (
	"net/http"
	"os"
	"path/filepath"

	"github.com/gorilla/mux"
)

// Routes adds the handler.
func Routes() http.Handler {
	r := mux.NewRouter().SkipClean(true)
	r.HandleFunc("/files/{name:.*}", file)
	return r
}

func file(w http.ResponseWriter, r *http.Request) {
	os.Remove(filepath.Join("/srv/files", mux.Vars(r)["name"])) // want `proven: path parameter "name"`
}
