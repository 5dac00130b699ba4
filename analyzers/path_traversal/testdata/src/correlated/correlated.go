// Package correlated asks the same twice: what is checked in one case is used
// in that case alone.
package correlated

import (
	"errors"
	"net/http"
	"os"
	"path/filepath"
	"strings"
)

func inBackups(name string) (string, error) {
	if name == "" || filepath.IsAbs(name) || strings.Contains(name, "..") {
		return "", errors.New("not a name of a backup")
	}
	return filepath.Join("/var/backups", name), nil
}

// The file is written where its name was checked, and sent where not.
func dump(w http.ResponseWriter, r *http.Request) {
	file, direct := r.FormValue("file"), strings.TrimSpace(r.FormValue("direct"))
	if direct != "1" {
		var err error
		if file, err = inBackups(file); err != nil {
			http.Error(w, "no", http.StatusBadRequest)
			return
		}
	}
	data := []byte("{}")
	if direct == "1" {
		w.Write(data)
		return
	}
	if err := os.WriteFile(file, data, 0o600); err != nil {
		http.Error(w, "not written", http.StatusInternalServerError)
	}
}

// It is written in the other case.
func dumpOther(w http.ResponseWriter, r *http.Request) {
	file, direct := r.FormValue("file"), strings.TrimSpace(r.FormValue("direct"))
	if direct != "1" {
		var err error
		if file, err = inBackups(file); err != nil {
			return
		}
	}
	if direct == "1" {
		os.WriteFile(file, nil, 0o600) // want `proven: form value "file"`
	}
}

// Something else is asked.
func dumpElse(w http.ResponseWriter, r *http.Request) {
	file, direct, short := r.FormValue("file"), strings.TrimSpace(r.FormValue("direct")), r.FormValue("short")
	if direct != "1" {
		var err error
		if file, err = inBackups(file); err != nil {
			return
		}
	}
	if short != "1" {
		os.WriteFile(file, nil, 0o600) // want `proven: form value "file"`
	}
}

// The answer is kept in a variable.
func kept(w http.ResponseWriter, r *http.Request) {
	file := r.FormValue("file")
	own := strings.HasSuffix(r.URL.Path, "/own")
	if own {
		file = "/var/backups/own"
	}
	w.Header().Set("X-Own", "yes")
	if own {
		os.Remove(file)
	}
}

// In a loop the condition is another each time.
func looped(w http.ResponseWriter, r *http.Request) {
	file := "/var/backups/first"
	for _, name := range r.Form["file"] {
		if name != "first" {
			os.Remove(file) // want `proven: form value "file"`
		}
		if name != "second" {
			file = name
		}
	}
}
