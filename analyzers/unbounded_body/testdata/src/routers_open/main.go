// Command routers_open registers handlers on several routers, some of which are
// not read as yet, and bounds no body anywhere.
package main

import (
	"encoding/json"
	"io"
	"net/http"

	restful "github.com/emicklei/go-restful/v3"
	"github.com/gorilla/mux"
	"github.com/julienschmidt/httprouter"
)

type note struct{ Text string }

func main() {
	r := mux.NewRouter()
	r.HandleFunc("/notes", create).Methods("POST")
	r.HandleFunc("/notes/{id}", show)
	r.HandleFunc("/orders", order).Methods("OPTIONS", "GET", "PUT")
	hr := httprouter.New()
	hr.POST("/notes/:id", update)
	hr.GET("/notes/:id", get)
	ws := new(restful.WebService)
	ws.Route(ws.POST("/notes").To(enter))
	restful.Add(ws)
	http.Handle("/hr/", hr)
	http.ListenAndServe(":8080", r)
}

func create(w http.ResponseWriter, r *http.Request) {
	var n note
	if err := json.NewDecoder(r.Body).Decode(&n); err != nil { // want "proven: the body of POST /notes is read by json.Decoder.Decode without a bound"
		return
	}
	json.NewEncoder(w).Encode(n)
}

// order is for those who put an order: that a browser may ask first matters less.
func order(w http.ResponseWriter, r *http.Request) {
	var n note
	json.NewDecoder(r.Body).Decode(&n) // want "proven: the body of PUT /orders and 2 more routes is read by json.Decoder.Decode without a bound"
}

func show(w http.ResponseWriter, r *http.Request) {
	io.WriteString(w, mux.Vars(r)["id"])
}

func update(w http.ResponseWriter, r *http.Request, ps httprouter.Params) {
	data, err := io.ReadAll(r.Body) // want "proven: .*io.ReadAll"
	if err != nil {
		return
	}
	w.Write(data)
}

func get(w http.ResponseWriter, r *http.Request, ps httprouter.Params) {
	if err := r.ParseForm(); err != nil {
		return
	}
	io.WriteString(w, ps.ByName("id")+r.PostForm.Get("text"))
}

func enter(req *restful.Request, resp *restful.Response) {
	var n note
	if err := req.ReadEntity(&n); err != nil { // want "proven: .*restful.Request.ReadEntity|proven: .*Request.ReadEntity"
		return
	}
	resp.WriteEntity(n)
}
