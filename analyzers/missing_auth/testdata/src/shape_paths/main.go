// Command shape_paths puts its paths together in many ways.
package main

import (
	"fmt"
	"log"
	"net/http"
	"net/url"
	"os"
	"path"
	"strings"

	"github.com/gin-gonic/gin"
)

const (
	base    = "/api"
	version = 2
)

// section is a string with a name.
type section string

const (
	users section = "users"
	teams section = "teams/"
)

var (
	prefix = "/prefix"
	chosen = os.Getenv("PREFIX")
	full   = prefix + "/full"
)

type config struct{ BasePath string }

func (c config) path(rest string) string { return c.BasePath + rest }

func answer(c *gin.Context) { c.String(http.StatusOK, "data") }

func guard(c *gin.Context) {
	if c.GetHeader("Authorization") != "secret" {
		c.AbortWithStatus(http.StatusUnauthorized)
	}
}

func under(g *gin.RouterGroup, s section) {
	g.GET("/"+string(s), answer) // want "proven: GET /api/v2/users is registered"
}

func main() {
	r := gin.New()
	v := r.Group(fmt.Sprintf("%s/v%d", base, version))
	under(v, users)
	v.GET(strings.TrimSuffix(string(teams), "/"), answer)               // want "proven: GET /api/v2/teams is registered"
	r.GET(base+"/sum", answer)                                          // want "proven: GET /api/sum is registered"
	r.GET(fmt.Sprintf("%s/%s/:id", base, users), answer)                // want "proven: GET /api/users/{id} is registered"
	r.GET(path.Join(base, "joined", "/twice/"), answer)                 // want "proven: GET /api/joined/twice is registered"
	r.GET(full, answer)                                                 // want "proven: GET /prefix/full is registered"
	r.GET(prefix+"/variable", answer)                                   // want "proven: GET /prefix/variable is registered"
	r.GET(config{base}.path("/config"), answer)                         // want "proven: GET /api/config is registered"
	r.GET(strings.TrimRight("/trimmed//", "/"), answer)                 // want "proven: GET /trimmed is registered"
	r.GET(strings.Join([]string{"", "api", "parts"}, "/"), answer)      // want "proven: GET /api/parts is registered"
	r.GET(strings.TrimPrefix("/x/cut", "/x"), answer)                   // want "proven: GET /cut is registered"
	r.GET(strings.ReplaceAll("/api/{item}", "{item}", ":item"), answer) // want "proven: GET /api/{item} is registered"
	r.GET(strings.ToLower("/API/Lower"), answer)                        // want "proven: GET /api/lower is registered"
	joined, err := url.JoinPath(base, "url", "part")
	if err != nil {
		log.Fatal(err)
	}
	r.GET(joined, answer)                         // want "proven: GET /api/url/part is registered"
	r.GET(chosen+"/chosen", answer)               // want "proven: GET {\\?}/chosen is registered"
	r.GET(os.Getenv("BASE")+"/env", answer)       // want "proven: GET {\\?}/env is registered"
	r.GET(fmt.Sprintf("/v%d/n", version), answer) // want "proven: GET /v2/n is registered"
	r.GET(base+"/closed", guard, answer)
	r.GET(chosen+"/closed", guard, answer)
	mux := http.NewServeMux()
	mux.HandleFunc(http.MethodGet+" "+base+"/pattern/{id}", func(w http.ResponseWriter, _ *http.Request) { w.Write([]byte("data")) }) // want "proven: GET /api/pattern/{id} is registered"
	mux.Handle("/", r)
	log.Fatal(http.ListenAndServe(":8080", mux))
}
