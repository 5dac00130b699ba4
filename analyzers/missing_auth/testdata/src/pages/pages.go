// Command pages answers with what the program is built with, and with what it
// keeps.
package main

import (
	"embed"
	"fmt"
	"html/template"
	"io"
	"io/fs"
	"log"
	"net/http"
	"os"
	"strings"

	"github.com/go-chi/chi/v5"
)

//go:embed static
var files embed.FS

//go:embed static/about.html
var about []byte

var front = template.Must(template.New("front").Parse("<h1>{{.}}</h1>"))

type config struct{ maintenance, title string }

func (c *config) Maintenance() string { return c.maintenance }

var settings = &config{}

type store interface {
	Title(id string) (string, error)
	Everything() ([]byte, error)
}

type server struct {
	store store
	last  string
}

func guard(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Header.Get("Authorization") != "secret" {
			w.WriteHeader(http.StatusUnauthorized)
			return
		}
		next.ServeHTTP(w, r)
	})
}

// aboutPage writes an embedded file.
func aboutPage(w http.ResponseWriter, _ *http.Request) { w.Write(about) }

// file answers with the embedded file that is asked for.
func file(w http.ResponseWriter, r *http.Request) {
	text, err := files.ReadFile("static/" + strings.TrimPrefix(r.URL.Path, "/"))
	if err != nil {
		http.NotFound(w, r)
		return
	}
	w.Write(text)
}

// imprint is a page of constants.
func imprint(w http.ResponseWriter, _ *http.Request) {
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	fmt.Fprint(w, "<h1>Imprint</h1>")
}

// welcome fills a template with a constant.
func welcome(w http.ResponseWriter, _ *http.Request) {
	if err := front.Execute(w, "Welcome"); err != nil {
		http.Error(w, "no page", http.StatusInternalServerError)
	}
}

var built, _ = fs.Sub(files, "static")

var chosen, _ = fs.Sub(files, "static")

func choose(dir string) { chosen = os.DirFS(dir) }

// readBuilt answers with what it has read of the built tree when it is made.
func readBuilt(name, kind string) http.HandlerFunc {
	f, err := built.Open(name)
	if err != nil {
		log.Fatal(err)
	}
	defer f.Close()
	text, err := io.ReadAll(f)
	if err != nil {
		log.Fatal(err)
	}
	return func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", kind)
		w.Write(text)
	}
}

// readChosen does so of a tree that a setting can replace.
func readChosen(name, kind string) http.HandlerFunc {
	f, err := chosen.Open(name)
	if err != nil {
		log.Fatal(err)
	}
	defer f.Close()
	text, err := io.ReadAll(f)
	if err != nil {
		log.Fatal(err)
	}
	return func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", kind)
		w.Write(text)
	}
}

// later is not made yet.
func later(w http.ResponseWriter, _ *http.Request) {
	http.Error(w, "not implemented", http.StatusNotImplemented)
}

// gone says so.
func gone(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusGone) }

// index is what the service says to who has lost the way.
func index(w http.ResponseWriter, _ *http.Request) { fmt.Fprintln(w, "orders 1.0, see the docs") }

// show is a page of what is kept.
func (s *server) show(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Content-Type", "text/html")
	title, _ := s.store.Title(r.PathValue("id"))
	fmt.Fprintf(w, "<h1>%s</h1>", title)
}

// everything reads the store and refuses on failure.
func (s *server) everything(w http.ResponseWriter, r *http.Request) {
	all, err := s.store.Everything()
	if err != nil {
		http.NotFound(w, r)
		return
	}
	w.Write(all)
}

// remember changes what is kept, and says that there is nothing.
func (s *server) remember(w http.ResponseWriter, r *http.Request) {
	s.last = r.FormValue("order")
	http.NotFound(w, r)
}

// looked asks the store, and says that there is nothing.
func (s *server) looked(w http.ResponseWriter, r *http.Request) {
	s.store.Title(r.FormValue("id"))
	w.WriteHeader(http.StatusNotFound)
}

// recent is a page with a field of the server's on it.
func (s *server) recent(w http.ResponseWriter, _ *http.Request) {
	w.Header().Set("Content-Type", "text/html")
	fmt.Fprintf(w, "<h1>%s</h1>", s.last)
}

// started holds what others wrote before.
var started = map[string]string{}

func starts(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Content-Type", "text/html")
	fmt.Fprint(w, started[r.FormValue("id")])
}

func main() {
	s := &server{}
	r := chi.NewRouter()
	r.With(guard).Get("/orders", s.show)

	r.Get("/about", aboutPage)
	r.Get("/app/{name}", file)
	r.Get("/imprint", imprint)
	r.Get("/welcome", welcome)
	r.Get("/exports", later)
	r.Post("/exports", later)
	r.Get("/v0", gone)
	r.Delete("/v0", gone)
	r.Get("/index.html", s.show)
	r.Get("/manifest.json", s.show)
	r.Get("/", index)

	one := chi.NewRouter()
	one.With(guard).Get("/orders", s.show)
	one.Handle("/", readBuilt("about.html", "text/html"))
	other := chi.NewRouter()
	other.With(guard).Get("/orders", s.show)
	other.Handle("/", readChosen("about.html", "text/html")) // want "proven: ANY / is registered without"
	go http.ListenAndServe(":8082", one)
	go http.ListenAndServe(":8083", other)
	choose(settings.title)

	r.Get("/orders/{id}/page", s.show)                                         // want "proven: GET /orders/{id}/page is registered without"
	r.Get("/everything", s.everything)                                         // want "proven: GET /everything is registered without"
	r.Get("/remembered", s.remember)                                           // want "proven: GET /remembered is registered without"
	r.Post("/remembered", s.remember)                                          // want "proven: POST /remembered is registered without"
	r.Post("/looked", s.looked)                                                // want "proven: POST /looked is registered without"
	r.Get("/index", s.show)                                                    // want "proven: GET /index is registered without"
	r.Get("/recent", s.recent)                                                 // want "proven: GET /recent is registered without"
	r.Get("/starts", starts)                                                   // want "proven: GET /starts is registered without"
	r.Delete("/imprint", imprint)                                              // want "proven: DELETE /imprint is registered without"
	r.Get("/orders/{id}/about", func(w http.ResponseWriter, r *http.Request) { // want "proven: GET /orders/{id}/about is registered without"
		title, _ := s.store.Title(r.PathValue("id"))
		w.Write(append(about, title...))
	})

	// Assets of pages, by the names of their files.
	r.Get("/branding/logo.png", s.show)
	r.Get("/app.css", s.show)
	r.Get("/manifest.webmanifest", s.show)
	r.Get("/users/{id}/photo.png", s.show) // want "proven: GET /users/{id}/photo.png is registered without"
	r.Get("/report.csv", s.show)           // want "proven: GET /report.csv is registered without"
	r.Put("/branding/logo.png", s.show)    // want "proven: PUT /branding/logo.png is registered without"

	// In its place while it is repaired.
	var h http.Handler = r
	if settings.Maintenance() != "" {
		h = http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { w.Write([]byte(settings.Maintenance())) })
	}
	root := http.NewServeMux()
	root.Handle("/", h)
	log.Fatal(http.ListenAndServe(":8080", root))
}
