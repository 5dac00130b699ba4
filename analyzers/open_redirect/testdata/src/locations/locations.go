// Package locations sets headers.
package locations

import "net/http"

// Adding the header is setting it.
func added(w http.ResponseWriter, r *http.Request) {
	w.Header().Add("Location", r.FormValue("to")) // want `proven: form value "to"`
	w.WriteHeader(http.StatusFound)
}

// The name is a constant that is written elsewhere.
const location = "Location"

func named(w http.ResponseWriter, r *http.Request) {
	h := w.Header()
	h.Set(location, r.FormValue("to")) // want `proven: form value "to"`
	w.WriteHeader(http.StatusSeeOther)
}

// Where something was created, below a path of the service.
func created(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Location", "/orders/"+r.FormValue("id"))
	w.WriteHeader(http.StatusCreated)
}

// Below the path that was asked for.
func below(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Location", r.URL.Path+"/1")
	w.WriteHeader(http.StatusCreated)
}

// Other headers lead nowhere.
func other(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("X-Request-ID", r.FormValue("id"))
	w.Header().Set("Content-Disposition", "attachment; filename="+r.FormValue("name"))
}
