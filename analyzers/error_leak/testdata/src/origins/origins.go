// Package origins has errors from all over.
package origins

import (
	"context"
	"encoding/json"
	"encoding/xml"
	"errors"
	"html/template"
	"io"
	"log"
	"net"
	"net/http"
	"os"
	"os/exec"

	pkgerrors "github.com/pkg/errors"
	"github.com/redis/go-redis/v9"
)

type api struct {
	cache *redis.Client
	page  *template.Template
}

// A file's error names the file.
func (a *api) file(w http.ResponseWriter, r *http.Request) {
	data, err := os.ReadFile("/etc/shop/prices.json")
	if err != nil {
		http.Error(w, err.Error(), http.StatusInternalServerError) // want `proven: the error of os.ReadFile`
		return
	}
	w.Write(data)
}

// A connection's error names hosts and ports.
func (a *api) dial(w http.ResponseWriter, r *http.Request) {
	conn, err := net.Dial("tcp", "stock.internal:7070")
	if err != nil {
		http.Error(w, "stock: "+err.Error(), http.StatusBadGateway) // want `proven: the error of net.Dial`
		return
	}
	conn.Close()
}

// So does a client's.
func (a *api) upstream(w http.ResponseWriter, r *http.Request) {
	resp, err := http.Get("http://stock.internal:7070/")
	if err != nil {
		http.Error(w, err.Error(), http.StatusBadGateway) // want `proven: the error of http.Get`
		return
	}
	defer resp.Body.Close()
	io.Copy(w, resp.Body)
}

// A template's error names templates and fields.
func (a *api) template(w http.ResponseWriter, r *http.Request) {
	if err := a.page.Execute(w, nil); err != nil {
		http.Error(w, err.Error(), http.StatusInternalServerError) // want `proven: the error of template.Template.Execute`
	}
}

// A decoder's names the types of the program, and what the client sent.
func (a *api) decoded(w http.ResponseWriter, r *http.Request) {
	var order struct{ Total int }
	if err := json.NewDecoder(r.Body).Decode(&order); err != nil {
		http.Error(w, err.Error(), http.StatusBadRequest) // want `unproven: the error of json.Decoder.Decode`
	}
	if err := xml.NewDecoder(r.Body).Decode(&order); err != nil {
		http.Error(w, err.Error(), http.StatusBadRequest) // want `unproven: the error of xml.Decoder.Decode`
	}
}

// A cache's.
func (a *api) cached(w http.ResponseWriter, r *http.Request) {
	if err := a.cache.Set(r.Context(), "k", "v", 0).Err(); err != nil {
		http.Error(w, err.Error(), http.StatusInternalServerError) // want `proven: the error of .*Err reaches`
	}
}

// A program's.
func (a *api) program(w http.ResponseWriter, r *http.Request) {
	if err := exec.CommandContext(r.Context(), "/usr/bin/convert", "in", "out").Run(); err != nil {
		http.Error(w, err.Error(), http.StatusInternalServerError) // want `proven: the error of exec.Cmd.Run`
	}
}

// Wrapped by a library, and joined with one of our own.
func (a *api) wrapped(w http.ResponseWriter, r *http.Request) {
	if _, err := os.Stat("/var/lib/shop"); err != nil {
		http.Error(w, pkgerrors.Wrap(err, "no storage").Error(), http.StatusInternalServerError)          // want `proven: the error of os.Stat`
		http.Error(w, errors.Join(errors.New("no storage"), err).Error(), http.StatusInternalServerError) // want `proven: the error of os.Stat`
	}
}

// One way of two is enough.
func (a *api) either(w http.ResponseWriter, r *http.Request) {
	err := errors.New("no name")
	if r.FormValue("name") != "" {
		err = os.Mkdir("/var/lib/shop/x", 0o700)
	}
	if err != nil {
		http.Error(w, err.Error(), http.StatusInternalServerError) // want `proven: the error of os.Mkdir`
	}
}

// An error that another takes the place of.
func (a *api) replaced(w http.ResponseWriter, r *http.Request) {
	_, err := os.Stat("/var/lib/shop")
	if err != nil {
		log.Println(err)
		err = errors.New("no storage")
		http.Error(w, err.Error(), http.StatusInternalServerError)
	}
}

// A library's wrapper around a text of ours.
func (a *api) ours(w http.ResponseWriter, r *http.Request) {
	http.Error(w, pkgerrors.New("no storage").Error(), http.StatusInternalServerError)
	http.Error(w, pkgerrors.Errorf("no storage for %d", 3).Error(), http.StatusInternalServerError)
}

// What a context was ended for is one of two constants.
func (a *api) ended(w http.ResponseWriter, r *http.Request) {
	ctx, cancel := context.WithCancel(r.Context())
	defer cancel()
	if err := ctx.Err(); err != nil {
		http.Error(w, err.Error(), http.StatusServiceUnavailable)
	}
}
