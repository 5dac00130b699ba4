// Package tidied takes names of files from paths that a router has tidied: where
// one leads upward, the client is sent to another. It is told with less certainty,
// since nobody sees here which router is in front.
package tidied

import (
	"net/http"
	"os"
	"path/filepath"

	"github.com/gin-gonic/gin"
	"github.com/gorilla/mux"
)

// Routes adds the handlers.
func Routes() http.Handler {
	r := mux.NewRouter()
	r.HandleFunc("/files/{token}/{name}", file)
	r.HandleFunc("/forms/{token}", form)
	r.HandleFunc("/either/{token}", either)
	return r
}

func file(w http.ResponseWriter, r *http.Request) {
	vars := mux.Vars(r)
	f, err := os.Open(filepath.Join("/srv/files", vars["token"], vars["name"])) // want `unproven: path parameter`
	if err != nil {
		return
	}
	f.Close()
}

// What else a request says nobody has tidied.
func form(w http.ResponseWriter, r *http.Request) {
	os.Remove(filepath.Join("/srv/files", mux.Vars(r)["token"], r.FormValue("name"))) // want `proven: form value "name"`
}

// One of two values is not tidied.
func either(w http.ResponseWriter, r *http.Request) {
	name := mux.Vars(r)["token"]
	if name == "" {
		name = r.FormValue("token")
	}
	os.Remove(filepath.Join("/srv/files", name)) // want `proven: form value "token"`
}

// Static sends files below a directory: a path that leads upward is refused.
func Static(c *gin.Context) { c.File("/srv/static" + c.Request.URL.Path) }

// Named does so by a part of the path.
func Named(c *gin.Context) { c.File(filepath.Join("/srv/static", c.Param("name"))) }

// Asked goes by something else than the path.
func Asked(c *gin.Context) {
	c.File("/srv/static/" + c.Query("name")) // want `proven: query parameter "name"`
}

// Any sends whichever file the path names.
func Any(c *gin.Context) {
	c.File(c.Request.URL.Path) // want `proven: the request's url`
}

// Below sends files as gin does.
func Below(w http.ResponseWriter, r *http.Request) { http.ServeFile(w, r, "/srv/static"+r.URL.Path) }

// Whole sends whichever file the path names.
func Whole(w http.ResponseWriter, r *http.Request) {
	http.ServeFile(w, r, r.URL.Path) // want `proven: the request's url`
}
