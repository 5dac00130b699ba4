// Package libraries gives names to libraries that open files.
package libraries

import (
	"net/http"
	"path/filepath"

	"github.com/go-resty/resty/v2"
	"github.com/minio/minio-go/v7"
	"github.com/spf13/viper"
	"github.com/valyala/fasthttp"
)

type api struct {
	objects *minio.Client
	client  *resty.Client
}

// An object is stored under its own name, which may have "..".
func (a *api) fetch(w http.ResponseWriter, r *http.Request) {
	key := r.FormValue("key")
	a.objects.FGetObject(r.Context(), "files", key, filepath.Join("/srv/cache", key), minio.GetObjectOptions{}) // want `proven: form value "key" of the request becomes part of the file name that minio-go.Client.FGetObject is given`
}

// The key alone is no file.
func (a *api) fetched(w http.ResponseWriter, r *http.Request) {
	a.objects.FGetObject(r.Context(), "files", r.FormValue("key"), "/srv/cache/object", minio.GetObjectOptions{})
}

// A configuration is read by name.
func settings(w http.ResponseWriter, r *http.Request) {
	v := viper.New()
	v.SetConfigFile("/etc/app/" + r.FormValue("profile") + ".yaml") // want `proven: form value "profile"`
	v.ReadInConfig()
}

// An answer is written to a file.
func (a *api) output(w http.ResponseWriter, r *http.Request) {
	a.client.R().SetOutput("/srv/" + r.FormValue("name")).Get("https://example.com/report") // want `proven: form value "name"`
}

// A file is sent by the other server, whose request has a path of its own.
func send(ctx *fasthttp.RequestCtx) {
	ctx.SendFile("/srv/static/index.html")
}
