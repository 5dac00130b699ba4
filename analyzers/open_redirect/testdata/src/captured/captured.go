// Package captured answers by literals that capture a struct.
package captured

import (
	"errors"
	"fmt"
	"net/http"
	"net/url"
)

type authErr struct{ State, RedirectURI, Description string }

// Of what the literal captures only one field, which is constant, is the target.
func (err *authErr) handler() http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		v := url.Values{}
		v.Add("state", err.State)
		v.Add("error_description", err.Description)
		u, parseErr := url.Parse(err.RedirectURI)
		if parseErr != nil {
			return
		}
		query := u.Query()
		for key, values := range v {
			for _, value := range values {
				query.Add(key, value)
			}
		}
		u.RawQuery = query.Encode()
		http.Redirect(w, r, u.String(), http.StatusSeeOther)
	})
}

func refused(w http.ResponseWriter, r *http.Request) {
	if err := authorize(r); err != nil {
		err.handler().ServeHTTP(w, r)
	}
}

func authorize(r *http.Request) *authErr {
	state, method := r.Form.Get("state"), r.Form.Get("method")
	fail := func(format string, a ...any) *authErr {
		return &authErr{state, "https://x.example/", fmt.Sprintf(format, a...)}
	}
	if method != "" {
		return fail("unsupported method %q", method)
	}
	return nil
}

// What was checked before the literal is made is checked in it.
func checkedBefore(w http.ResponseWriter, r *http.Request) {
	next := r.FormValue("checked")
	if next != "/home" && next != "/profile" {
		return
	}
	send := func() { http.Redirect(w, r, next, http.StatusSeeOther) }
	send()
}

// What is checked behind it is not.
func checkedBehind(w http.ResponseWriter, r *http.Request) {
	next := r.FormValue("behind")
	send := func() { http.Redirect(w, r, next, http.StatusSeeOther) } // want `proven: form value "behind"`
	send()
	if next != "/home" && next != "/profile" {
		return
	}
}

// What is set anew is another.
func setAnew(w http.ResponseWriter, r *http.Request) {
	next := r.FormValue("first")
	if next != "/home" && next != "/profile" {
		return
	}
	send := func() { http.Redirect(w, r, next, http.StatusSeeOther) } // want `proven: form value`
	next = r.FormValue("again")
	send()
}

// The literal checks for itself.
func checkedWithin(w http.ResponseWriter, r *http.Request) {
	next := r.FormValue("within")
	send := func() {
		if next == "/home" {
			http.Redirect(w, r, next, http.StatusSeeOther)
		}
	}
	send()
}

func (err *authErr) Error() string { return err.Description }

// It is returned as an error, and told by its type.
func refusedByType(w http.ResponseWriter, r *http.Request) {
	if err := authorizeAll(r); err != nil {
		switch e := err.(type) {
		case *authErr:
			e.handler().ServeHTTP(w, r)
		default:
			http.Error(w, "no", http.StatusBadRequest)
		}
	}
}

func authorizeAll(r *http.Request) error {
	state, target := r.Form.Get("state"), r.Form.Get("target")
	if target != "https://app.example/" && target != "https://www.example/" {
		return errors.New("no such target")
	}
	fail := func(format string, a ...any) *authErr {
		return &authErr{state, target, fmt.Sprintf(format, a...)}
	}
	if method := r.Form.Get("method"); method != "" {
		return fail("unsupported method %q", method)
	}
	return nil
}

// A target that was checked on one branch and set by the program on another is
// one of both, whoever captures it.
func setByTheProgram(w http.ResponseWriter, r *http.Request) {
	next := r.FormValue("checked")
	if !registered(next) {
		return
	}
	if next == "/device" {
		next = base + "/device"
	}
	send := func() { http.Redirect(w, r, next, http.StatusSeeOther) }
	if r.FormValue("late") != "" {
		send()
		return
	}
	http.Redirect(w, r, next, http.StatusSeeOther)
}

// What the other branch sets comes from the request, and nobody has checked it.
func setByTheRequest(w http.ResponseWriter, r *http.Request) {
	next := r.FormValue("checked")
	if !registered(next) {
		return
	}
	if next == "/device" {
		next = r.FormValue("other")
	}
	send := func() { http.Redirect(w, r, next, http.StatusSeeOther) } // want `proven: form value "other"`
	send()
}

// The check is on one branch alone.
func checkedOnOneBranch(w http.ResponseWriter, r *http.Request) {
	next := r.FormValue("unchecked")
	if r.FormValue("late") != "" {
		if !registered(next) {
			return
		}
		next = base
	}
	send := func() { http.Redirect(w, r, next, http.StatusSeeOther) } // want `proven: form value "unchecked"`
	send()
}

// Each round of the loop sets another, and the check is behind the use.
func roundAndRound(w http.ResponseWriter, r *http.Request) {
	next := ""
	send := func() { http.Redirect(w, r, next, http.StatusSeeOther) } // want `proven: form value "round"`
	for range 3 {
		next = r.FormValue("round")
		send()
		if !registered(next) {
			return
		}
	}
}

var base = "https://x.example"

func registered(target string) bool { return target == "/home" || target == "/device" }
