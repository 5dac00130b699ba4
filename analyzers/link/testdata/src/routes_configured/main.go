// Command routes_configured has paths that begin with what a configuration says:
// with what that is at first.
package main

import (
	"context"
	"flag"
	"log"
	"net/http"
	"os"
	"strings"

	"github.com/go-chi/chi/v5"
	"github.com/spf13/pflag"
	"github.com/spf13/viper"
	"github.com/urfave/cli/v3"

	"corpus/routes_configured/conf"
)

func list(w http.ResponseWriter, r *http.Request) { w.Write([]byte("all")) }

var (
	base  = flag.String("base", "/flag", "prefix of all paths")
	given string
)

func init() { flag.StringVar(&given, "given", "/given", "prefix of some") }

func serve(ctx context.Context, cmd *cli.Command) error {
	r := chi.NewRouter()
	r.Get(cmd.String(conf.PrefixFlag)+"/notes", list) // route GET /cli/notes none
	r.Get(cmd.String("root")+"/notes", list)          // route GET /notes none
	r.Get(cmd.String(conf.TwiceFlag)+"/notes", list)  // route GET {?}/notes none
	r.Get(cmd.String("unknown")+"/notes", list)       // route GET {?}/notes none
	r.Get(cmd.String(os.Args[1])+"/notes", list)      // route GET {?}/notes none
	return http.ListenAndServe(":8081", r)
}

func flags() {
	r := chi.NewRouter()
	r.Get(*base+"/notes", list)                        // route GET /flag/notes none
	r.Get(given+"/notes", list)                        // route GET /given/notes none
	r.Get(strings.TrimSuffix(given, "/")+"/all", list) // route GET /given/all none
	local := flag.String("local", "/local/", "prefix of others")
	flag.Parse()
	r.Mount(*local, notes()) // what this is stands below
	log.Fatal(http.ListenAndServe(":8082", r))
}

func notes() http.Handler {
	r := chi.NewRouter()
	r.Get("/notes", list) // route GET /local/notes none
	return r
}

func options() {
	o, set := &conf.Options{}, pflag.NewFlagSet("options", pflag.ExitOnError)
	o.Add(set)
	named, err := set.GetString("named")
	if err != nil {
		log.Fatal(err)
	}
	r := chi.NewRouter()
	r.Get(o.Base+"/notes", list)  // route GET /pflag/notes none
	r.Get(*o.Root+"/notes", list) // route GET /root/notes none
	r.Get(named+"/notes", list)   // route GET /named/notes none
	log.Fatal(http.ListenAndServe(":8083", r))
}

func files() {
	f, err := conf.Load()
	if err != nil {
		log.Fatal(err)
	}
	r := chi.NewRouter()
	r.Get(f.Server.Prefix+"/notes", list)          // route GET {?}/notes none
	r.Get(viper.GetString("API")+"/notes", list)   // route GET /viper/notes none
	r.Get(viper.GetString("other")+"/notes", list) // route GET {?}/notes none
	r.Get(f.Web.Base+"/notes", list)               // route GET {?}/notes none
	log.Fatal(http.ListenAndServe(":8084", r))
}

func environment() {
	e, err := conf.Read()
	if err != nil {
		log.Fatal(err)
	}
	r := chi.NewRouter()
	r.Get(e.Web.Base+"/notes", list) // route GET /env/notes none
	r.Get(e.Web.None+"/notes", list) // route GET /notes none
	log.Fatal(http.ListenAndServe(e.Port, r))
}

func main() {
	go flags()
	go options()
	go files()
	go environment()
	cmd := &cli.Command{
		Name: "serve", Flags: conf.Flags(), Action: serve,
		Commands: []*cli.Command{{Name: "other", Flags: conf.Others()}},
	}
	if err := cmd.Run(context.Background(), os.Args); err != nil {
		log.Fatal(err)
	}
}
