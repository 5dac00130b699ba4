// Package checked looks at targets before it redirects to them.
package checked

import (
	"net/http"
	"net/url"
	"slices"
	"strings"
)

// One slash, and not two: a backslash does for browsers what the second would.
func slash(w http.ResponseWriter, r *http.Request) {
	next := r.FormValue("next")
	if strings.HasPrefix(next, "/") && !strings.HasPrefix(next, "//") {
		http.Redirect(w, r, next, http.StatusFound) // want `unproven: form value "next"`
		return
	}
	http.Redirect(w, r, "/", http.StatusFound)
}

// Nor a backslash.
func backslash(w http.ResponseWriter, r *http.Request) {
	next := r.FormValue("next")
	if strings.HasPrefix(next, "/") && !strings.HasPrefix(next, "//") && !strings.HasPrefix(next, `/\`) {
		http.Redirect(w, r, next, http.StatusFound)
		return
	}
	http.Redirect(w, r, "/", http.StatusFound)
}

// None anywhere.
func noBackslash(w http.ResponseWriter, r *http.Request) {
	next := r.FormValue("next")
	if !strings.HasPrefix(next, "/") || strings.HasPrefix(next, "//") || strings.ContainsAny(next, "\\\r\n") {
		next = "/"
	}
	http.Redirect(w, r, next, http.StatusFound)
}

// isPath says so of a target for others.
func isPath(target string) bool {
	return len(target) > 0 && target[0] == '/' && (len(target) == 1 || target[1] != '/' && target[1] != '\\')
}

func byAnother(w http.ResponseWriter, r *http.Request) {
	if next := r.FormValue("next"); isPath(next) {
		http.Redirect(w, r, next, http.StatusFound)
	}
}

// startsAtRoot leaves the second letter to whoever asks.
func startsAtRoot(target string) bool { return strings.HasPrefix(target, "/") && target != "/" }

func halfByAnother(w http.ResponseWriter, r *http.Request) {
	next := r.FormValue("next")
	if startsAtRoot(next) && next[1] != '/' && next[1] != '\\' {
		http.Redirect(w, r, next, http.StatusFound)
	}
	if startsAtRoot(next) && next[1] != '/' {
		http.Redirect(w, r, next, http.StatusFound) // want `unproven: form value "next"`
	}
	if startsAtRoot(next) {
		http.Redirect(w, r, next, http.StatusFound) // want `proven: form value "next"`
	}
}

// The path alone of another address can begin with two slashes, and has a host
// before it where it goes on.
func pathAlone(w http.ResponseWriter, r *http.Request) {
	u, err := url.Parse(r.FormValue("next"))
	if err != nil {
		return
	}
	if r.FormValue("here") != "" {
		http.Redirect(w, r, "https://www.example.com/"+u.Path, http.StatusFound)
		return
	}
	http.Redirect(w, r, u.Path, http.StatusFound) // want `unproven: form value "next"`
}

// The same with the bytes.
func bytewise(w http.ResponseWriter, r *http.Request) {
	next := r.FormValue("next")
	if len(next) > 1 && next[0] == '/' && next[1] != '/' && next[1] != '\\' {
		http.Redirect(w, r, next, http.StatusFound)
	}
}

// Without a host and a scheme it is a path.
func relative(w http.ResponseWriter, r *http.Request) {
	next := r.FormValue("next")
	u, err := url.Parse(next)
	if err != nil || u.IsAbs() || u.Host != "" {
		next = "/"
	}
	http.Redirect(w, r, next, http.StatusFound)
}

// The host is empty.
func hostless(w http.ResponseWriter, r *http.Request) {
	u, err := url.Parse(r.FormValue("next"))
	if err != nil || u.Host != "" || u.Scheme != "" {
		http.Error(w, "no", http.StatusBadRequest)
		return
	}
	http.Redirect(w, r, u.String(), http.StatusFound)
}

// Only the path is taken over, behind a slash.
func pathOf(w http.ResponseWriter, r *http.Request) {
	u, err := url.Parse(r.FormValue("next"))
	if err != nil {
		return
	}
	http.Redirect(w, r, "/app/"+strings.TrimLeft(u.Path, "/"), http.StatusFound)
}

var targets = []string{"/home", "/account", "https://docs.example.com/"}

// The target is on a list.
func listed(w http.ResponseWriter, r *http.Request) {
	to := r.FormValue("to")
	if !slices.Contains(targets, to) {
		http.Error(w, "no", http.StatusBadRequest)
		return
	}
	http.Redirect(w, r, to, http.StatusFound)
}

// The prefix reaches behind the host.
func prefixed(w http.ResponseWriter, r *http.Request) {
	to := r.FormValue("to")
	if strings.HasPrefix(to, "https://www.example.com/") {
		http.Redirect(w, r, to, http.StatusFound)
	}
}

// A domain is the end of many hosts.
func suffixed(w http.ResponseWriter, r *http.Request) {
	u, err := url.Parse(r.FormValue("to"))
	if err != nil || !strings.HasSuffix(u.Host, "example.com") {
		return
	}
	http.Redirect(w, r, u.String(), http.StatusFound) // want `proven: form value "to"`
}

// A domain is a part of many addresses.
func contained(w http.ResponseWriter, r *http.Request) {
	to := r.FormValue("to")
	if strings.Contains(to, "example.com") {
		http.Redirect(w, r, to, http.StatusFound) // want `proven: form value "to"`
	}
}

// One scheme is refused, and no host.
func scripted(w http.ResponseWriter, r *http.Request) {
	to := r.FormValue("to")
	if strings.HasPrefix(to, "javascript:") {
		return
	}
	http.Redirect(w, r, to, http.StatusFound) // want `proven: form value "to"`
}

// A target that begins with two slashes is refused, and one with a scheme is not.
func half(w http.ResponseWriter, r *http.Request) {
	to := r.FormValue("to")
	if strings.HasPrefix(to, "//") {
		return
	}
	http.Redirect(w, r, to, http.StatusFound) // want `proven: form value "to"`
}

func local(to string) bool {
	return strings.HasPrefix(to, "/") && !strings.HasPrefix(to, "//") && !strings.HasPrefix(to, `/\`)
}

// A function says whether it is a path.
func asked(w http.ResponseWriter, r *http.Request) {
	to := r.FormValue("to")
	if !local(to) {
		to = "/"
	}
	http.Redirect(w, r, to, http.StatusFound)
}

func sanitize(to string) string {
	if !local(to) {
		return "/"
	}
	return to
}

// A function returns a path in any case.
func cleaned(w http.ResponseWriter, r *http.Request) {
	http.Redirect(w, r, sanitize(r.FormValue("to")), http.StatusFound)
}

// What the function says is not asked for.
func ignored(w http.ResponseWriter, r *http.Request) {
	to := r.FormValue("to")
	_ = local(to)
	http.Redirect(w, r, to, http.StatusFound) // want `proven: form value "to"`
}

// Of a path one slash is left, and an escaped one holds no backslash.
func escapedPath(w http.ResponseWriter, r *http.Request) {
	next := "/"
	u, err := url.Parse(r.FormValue("next"))
	if err == nil {
		if path := u.EscapedPath(); path != "" {
			next = "/" + strings.TrimLeft(path, "/")
		}
	}
	http.Redirect(w, r, next, http.StatusFound)
}

// What began with slashes begins with one, and no browser takes it for a host.
func trimmed(w http.ResponseWriter, r *http.Request) {
	http.Redirect(w, r, "/"+strings.TrimLeft(r.FormValue("next"), `/\`), http.StatusFound)
	http.Redirect(w, r, "/"+strings.Trim(r.FormValue("next"), `\/ `), http.StatusFound)
}

// withQuery goes on with the query of an address, or begins one.
func withQuery(address string, query url.Values) string {
	joiner := "?"
	if strings.Contains(address, "?") {
		joiner = "&"
	}
	return address + joiner + query.Encode()
}

// What stands in a query decides no host.
func queried(w http.ResponseWriter, r *http.Request) {
	http.Redirect(w, r, withQuery(targets[2], r.URL.Query()), http.StatusFound)
}
