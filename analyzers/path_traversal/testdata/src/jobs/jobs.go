// Package jobs sends structs to workers, of whose fields a request fills some.
package jobs

import (
	"net/http"
	"os"
)

type options struct {
	Albums []string
	Path   string
}

type store struct{ dir string }

func (s *store) index() (*os.File, error) { return os.Open(s.dir) }

type job struct {
	File  string
	Opt   options
	Store *store
}

func worker(jobs <-chan job) {
	for j := range jobs {
		opt := j.Opt
		j.Store.index()
		os.Open(opt.Path) // want `proven: form value "path"`
		os.Open(j.File)
		for _, name := range opt.Albums {
			os.Remove(name) // want `proven: form value "albums?"`
		}
	}
}

type importer struct{ store *store }

func (i *importer) start(opt options) {
	jobs := make(chan job)
	go func() {
		worker(jobs)
	}()
	related := job{Opt: opt, Store: i.store}
	related.File = "/srv/related"
	jobs <- related
	jobs <- job{File: "/srv/index", Opt: opt, Store: i.store}
	close(jobs)
}

func upload(w http.ResponseWriter, r *http.Request) {
	r.ParseForm()
	i := &importer{store: &store{dir: "/srv/data"}}
	i.start(options{Albums: r.Form["albums"], Path: r.FormValue("path")})
}

// A worker may take one at a time, or what there is.
func write(jobs <-chan job) {
	j := <-jobs
	os.Create(j.File) // want `proven: form value "file"`
	os.Create(j.Store.dir)
	select {
	case more := <-jobs:
		os.Create(more.File) // want `proven: form value "file"`
	default:
	}
}

func relay(w http.ResponseWriter, r *http.Request) {
	jobs := make(chan job)
	go write(jobs)
	jobs <- job{File: r.FormValue("file"), Store: &store{dir: "/srv/data"}}
}

// A function's answer is sent as it comes.
func made(r *http.Request) job {
	return job{File: "/srv/index", Opt: options{Path: r.FormValue("made")}}
}

func answers(w http.ResponseWriter, r *http.Request) {
	jobs := make(chan job, 1)
	jobs <- made(r)
	j := <-jobs
	os.Open(j.Opt.Path) // want `proven: form value "made"`
}

// A worker that waits for two.
func either(jobs <-chan job, done <-chan struct{}) {
	for {
		select {
		case j := <-jobs:
			os.Open(j.Opt.Path)
			os.Open(j.File) // want `proven: form value "either"`
		case <-done:
			return
		}
	}
}

// A sender that may be stopped.
func chosen(w http.ResponseWriter, r *http.Request) {
	jobs, done := make(chan job), make(chan struct{})
	go either(jobs, done)
	select {
	case jobs <- job{File: r.FormValue("either"), Opt: options{Path: "/srv/data"}}:
	case <-done:
	}
}

// produce sends to whoever waits at the other end.
func produce(jobs chan<- job, name string) {
	jobs <- job{File: name, Opt: options{Path: "/srv/data"}}
}

func produced(w http.ResponseWriter, r *http.Request) {
	jobs := make(chan job, 1)
	produce(jobs, r.FormValue("produced"))
	j := <-jobs
	os.Open(j.File) // want `proven: form value "produced"`
	os.Open(j.Opt.Path)
}

func name(names chan<- string, r *http.Request) { names <- r.FormValue("sent") }

func named(w http.ResponseWriter, r *http.Request) {
	names := make(chan string)
	go name(names, r)
	os.Open(<-names) // want `proven: form value "sent"`
}
