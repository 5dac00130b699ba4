// Package refusing asks of an address whether it must not be called.
package refusing

import (
	"context"
	"errors"
	"log"
	"net/http"
	"net/url"

	"corpus/refusing/network"
)

var errInside = errors.New("not out there")

// What is inside is refused, on the way as well.
func fetch(ctx context.Context, raw string) error {
	u, err := url.Parse(raw)
	if err != nil {
		return err
	}
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	inside, err := network.Inside(ctx, u)
	if err != nil {
		return err
	} else if inside {
		return network.Refused("not out there")
	}
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, raw, nil) // want `^unproven: form value "fetched"`
	if err != nil {
		return err
	}
	_, err = http.DefaultClient.Do(req)
	return err
}

func fetched(w http.ResponseWriter, r *http.Request) {
	fetch(r.Context(), r.FormValue("fetched"))
}

// The handler refuses by itself.
func answered(w http.ResponseWriter, r *http.Request) {
	host := r.FormValue("answered")
	if network.Local(host) {
		http.Error(w, "no", http.StatusBadRequest)
		return
	}
	http.Get("https://" + host + "/") // want `^unproven: form value "answered"`
}

// Some names are refused, all others are called.
func reserved(w http.ResponseWriter, r *http.Request) {
	host := r.FormValue("reserved")
	if network.Reserved(host) {
		http.Error(w, "no", http.StatusBadRequest)
		return
	}
	http.Get("https://" + host + "/") // want `^proven: form value "reserved"`
}

func outside(host string) error {
	if !network.Local(host) {
		return nil
	}
	return errInside
}

// The refusal is another function's.
func wrapped(w http.ResponseWriter, r *http.Request) {
	host := r.FormValue("wrapped")
	if err := outside(host); err != nil {
		http.Error(w, "no", http.StatusBadRequest)
		return
	}
	http.Get("https://" + host + "/") // want `^unproven: form value "wrapped"`
}

// Both ways lead to a call.
func either(w http.ResponseWriter, r *http.Request) error {
	host := r.FormValue("either")
	if network.Local(host) {
		_, err := http.Get("http://" + host + "/") // want `^unproven: form value "either"`
		return err
	}
	_, err := http.Get("https://" + host + "/") // want `^proven: form value "either"`
	return err
}

// The yes is noted, and refuses nothing.
func noted(w http.ResponseWriter, r *http.Request) {
	host := r.FormValue("noted")
	if network.Local(host) {
		log.Print("a name of ours")
	}
	http.Get("https://" + host + "/") // want `^proven: form value "noted"`
}

// That the check went well says nothing of its answer.
func asked(w http.ResponseWriter, r *http.Request) {
	u, err := url.Parse(r.FormValue("asked"))
	if err != nil {
		return
	}
	if _, err := network.Inside(r.Context(), u); err != nil {
		http.Error(w, "no", http.StatusBadRequest)
		return
	}
	http.Get(u.String()) // want `^proven: form value "asked"`
}

// Another address is asked about.
func another(w http.ResponseWriter, r *http.Request) {
	host := r.FormValue("another")
	if network.Local(r.FormValue("proxy")) {
		http.Error(w, "no", http.StatusBadRequest)
		return
	}
	http.Get("https://" + host + "/") // want `^proven: form value "another"`
}

func vacant(host string) bool { return host == "" }

// That there is one refuses none.
func present(w http.ResponseWriter, r *http.Request) {
	host := r.FormValue("present")
	if vacant(host) {
		http.Error(w, "no", http.StatusBadRequest)
		return
	}
	http.Get("https://" + host + "/") // want `^proven: form value "present"`
}
