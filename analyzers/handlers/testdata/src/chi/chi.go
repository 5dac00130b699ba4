// Package chi is about handlers behind chi, with its render package.
package chi

import (
	"context"
	"net/http"
	"strconv"

	"github.com/go-chi/chi/v5"
	"github.com/go-chi/chi/v5/middleware"
	"github.com/go-chi/render"
)

type Article struct {
	ID    int64  `json:"id"`
	Title string `json:"title"`
}

// < path id integer !
// > 200 json {id:integer, title:string}
// > 400 json {error:string}
func get(w http.ResponseWriter, r *http.Request) {
	if _, err := strconv.ParseInt(chi.URLParam(r, "id"), 10, 64); err != nil {
		render.Status(r, http.StatusBadRequest)
		render.JSON(w, r, map[string]string{"error": "id"})
		return
	}
	render.JSON(w, r, Article{})
}

// < body json {id:integer, title:string}
// > 201 json {id:integer, title:string}
// > 422 text
func create(w http.ResponseWriter, r *http.Request) {
	var a Article
	if err := render.DecodeJSON(r.Body, &a); err != nil {
		render.Status(r, 422)
		render.PlainText(w, r, "bad")
		return
	}
	render.Status(r, http.StatusCreated)
	render.JSON(w, r, &a)
}

func send(w http.ResponseWriter, r *http.Request, code int, v any) {
	render.JSON(w, r.WithContext(context.WithValue(r.Context(), render.StatusCtxKey, code)), v)
}

// > 409 json {id:integer, title:string}
func byContext(w http.ResponseWriter, r *http.Request) { send(w, r, 409, Article{}) }

// > 0 json {id:integer, title:string}
// open response
func otherContext(w http.ResponseWriter, r *http.Request) {
	render.JSON(w, clone(r), Article{})
}

func clone(r *http.Request) *http.Request { return r.Clone(r.Context()) }

// > 204 none
func remove(w http.ResponseWriter, r *http.Request) { render.NoContent(w, r) }

type request struct{ *Article }

func (*request) Bind(r *http.Request) error { return nil }

// < body json {id:integer, title:string} or other
// > 200 none
func bound(w http.ResponseWriter, r *http.Request) {
	data := &request{}
	if err := render.Bind(r, data); err != nil {
		return
	}
}

type response struct {
	Article
	Elapsed int64 `json:"elapsed"`
}

func (response) Render(w http.ResponseWriter, r *http.Request) error { return nil }

// > 200 json {id:integer, title:string, elapsed:integer}
func rendered(w http.ResponseWriter, r *http.Request) { _ = render.Render(w, r, response{}) }

// What stands around a writer writes to the same client.
//
// > 202 none
func wrapped(w http.ResponseWriter, r *http.Request) {
	ww := middleware.NewWrapResponseWriter(w, r.ProtoMajor)
	ww.WriteHeader(http.StatusAccepted)
}
