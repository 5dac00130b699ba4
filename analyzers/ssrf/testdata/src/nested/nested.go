// Package nested keeps what a request asks for in structs that others point to:
// each field is what it was filled with, at whatever depth.
package nested

import (
	"encoding/json"
	"net/http"
	"net/url"
	"os"
)

type order struct {
	Directory string
	Mirror    string
	URL       *url.URL
	Name      string
}

type download struct {
	id     string
	order  order
	server *server
	cancel func()
}

type server struct {
	Host, Root string
	Options    *options
}

type options struct{ Proxy, Title string }

func start(s *server, o order) *download {
	d := download{id: o.Name, order: o, server: s}
	running.track(&d)
	return &d
}

type list struct{ all map[string]*download }

var running list

func (l *list) track(d *download) { l.all[d.id] = d }

func (d *download) run() error {
	d.cancel = func() {}
	resp, err := http.Get(d.order.URL.String()) // want `proven: field URL of the request's body`
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	f, err := os.Create("/srv/downloads/list")
	if err != nil {
		return err
	}
	return f.Close()
}

// The mirror is the program's own, whatever the request says elsewhere.
func (d *download) check() error {
	resp, err := http.Head(d.order.Mirror + "/status")
	if err != nil {
		return err
	}
	return resp.Body.Close()
}

func pull(w http.ResponseWriter, r *http.Request) {
	var in struct{ Root, Name, URL string }
	if err := json.NewDecoder(r.Body).Decode(&in); err != nil {
		http.Error(w, "no order", http.StatusBadRequest)
		return
	}
	if in.Root == "" {
		in.Root = in.Name
	}
	u, err := url.Parse(in.URL)
	if err != nil {
		http.Error(w, "no address", http.StatusBadRequest)
		return
	}
	d := start(&server{}, order{Directory: in.Root, Mirror: "https://mirror.example.com", URL: u, Name: in.Name})
	if d.check() != nil {
		return
	}
	go func() { _ = d.run() }()
}

func (s *server) ping() error {
	resp, err := http.Get("http://" + s.Host + "/ping") // want `proven: form value "host"`
	if err != nil {
		return err
	}
	return resp.Body.Close()
}

func (s *server) proxied() error {
	resp, err := http.Get(s.Options.Proxy) // want `proven: form value "proxy"`
	if err != nil {
		return err
	}
	return resp.Body.Close()
}

type job struct{ server *server }

func (j *job) run() error {
	return j.server.ping()
}

// A struct is reached by the pointer in another.
func ping(w http.ResponseWriter, r *http.Request) {
	s := &server{Root: r.FormValue("root"), Host: r.FormValue("host"), Options: &options{Title: r.FormValue("title"), Proxy: r.FormValue("proxy")}}
	j := &job{server: s}
	if j.run() != nil || s.proxied() != nil {
		http.Error(w, "no server", http.StatusBadGateway)
	}
}

type mirror struct {
	Host, Title string
	Options     *options
}

type check struct{ of *mirror }

func newCheck(m *mirror) *check { return &check{of: m} }

func (c *check) run() error {
	resp, err := http.Get("http://" + c.of.Host + "/ping")
	if err != nil {
		return err
	}
	return resp.Body.Close()
}

// Only the title is the request's.
func titled(w http.ResponseWriter, r *http.Request) {
	c := newCheck(&mirror{Host: "ping.example.com", Title: r.FormValue("title")})
	c.of.Options = &options{Title: r.FormValue("other")}
	if c.run() != nil {
		http.Error(w, "no mirror", http.StatusBadGateway)
	}
}

func main() {
	http.HandleFunc("/pull", pull)
	http.HandleFunc("/ping", ping)
	http.HandleFunc("/titled", titled)
	http.ListenAndServe(":8080", nil)
}
