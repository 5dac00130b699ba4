// Package api has the routes.
package api

import (
	"context"
	"encoding/json"
	"net/http"
	"os"
	"time"

	"github.com/julienschmidt/httprouter"

	"corpus/routes_service_httprouter/auth"
)

// Router has the routes of everybody.
func Router(keys *auth.Keys, ask bool) *httprouter.Router {
	r := httprouter.New()
	r.GET("/", list)                                                    // route GET / none body_limit=present
	r.GET("/orders", keys.Wrap(list))                                   // route GET /orders required body_limit=present
	r.POST("/orders", keys.Wrap(save))                                  // route POST /orders required body_limit=present
	r.GET("/orders/:id", keys.Known(list))                              // route GET /orders/{id} optional body_limit=present
	r.PUT("/orders/:id", keys.Maybe(ask, list))                         // route PUT /orders/{id} optional body_limit=present
	r.DELETE("/orders/:id", timed(keys.Wrap(list)))                     // route DELETE /orders/{id} required body_limit=present timeout=present
	r.Handle(http.MethodPatch, "/orders/:id", recovered(list))          // route PATCH /orders/{id} none body_limit=present recover=present
	r.HandlerFunc("GET", "/jwt", plain)                                 // route GET /jwt none body_limit=present
	r.Handler("GET", "/whole", keys.Operators(http.HandlerFunc(plain))) // route GET /whole required body_limit=present
	r.GET("/checked", auth.RequireAuth(list))                           // route GET /checked none body_limit=present
	r.ServeFiles("/static/*filepath", http.Dir("/srv"))                 // route GET /static/{filepath...} none body_limit=present
	r.GET("/files/*path", keys.Wrap(list))                              // route GET /files/{path...} required body_limit=present
	for path, h := range map[string]httprouter.Handle{"/profile": keys.Wrap(list), "/about": list} {
		r.GET(path, h) // route GET /about none body_limit=present route GET /profile required body_limit=present
	}
	return r
}

// Operations are for those who run the service.
func Operations() http.Handler {
	r := httprouter.New()
	r.GET("/metrics", list) // route GET /metrics required body_limit=present
	r.POST("/drain", list)  // route POST /drain required body_limit=present
	return r
}

func list(w http.ResponseWriter, r *http.Request, _ httprouter.Params) { plain(w, r) }

func plain(w http.ResponseWriter, _ *http.Request) {
	data, _ := os.ReadFile("/srv/data.json")
	_, _ = w.Write(data)
}

func save(w http.ResponseWriter, r *http.Request, p httprouter.Params) {
	var v struct{ Name string }
	if err := json.NewDecoder(r.Body).Decode(&v); err != nil {
		w.WriteHeader(http.StatusBadRequest)
		return
	}
	list(w, r, p)
}

func timed(next httprouter.Handle) httprouter.Handle {
	return func(w http.ResponseWriter, r *http.Request, p httprouter.Params) {
		ctx, cancel := context.WithTimeout(r.Context(), time.Second)
		defer cancel()
		next(w, r.WithContext(ctx), p)
	}
}

func recovered(next httprouter.Handle) httprouter.Handle {
	return func(w http.ResponseWriter, r *http.Request, p httprouter.Params) {
		defer func() {
			if recover() != nil {
				w.WriteHeader(http.StatusInternalServerError)
			}
		}()
		next(w, r, p)
	}
}
