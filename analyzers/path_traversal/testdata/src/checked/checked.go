// Package checked looks at names before it opens them.
package checked

import (
	"errors"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
)

const dir = "/srv/files"

// The name is refused where it could lead out.
func dots(w http.ResponseWriter, r *http.Request) {
	name := r.FormValue("name")
	if strings.Contains(name, "..") {
		http.Error(w, "no", http.StatusBadRequest)
		return
	}
	b, _ := os.ReadFile(filepath.Join(dir, name))
	w.Write(b)
}

// Separators are refused.
func separators(w http.ResponseWriter, r *http.Request) {
	name := r.FormValue("name")
	if strings.ContainsAny(name, `/\`) {
		http.Error(w, "no", http.StatusBadRequest)
		return
	}
	b, _ := os.ReadFile(filepath.Join(dir, name))
	w.Write(b)
}

// The joined name still begins with the directory.
func prefixed(w http.ResponseWriter, r *http.Request) {
	name := filepath.Join(dir, r.FormValue("name"))
	if !strings.HasPrefix(name, dir+string(filepath.Separator)) {
		http.Error(w, "no", http.StatusBadRequest)
		return
	}
	b, _ := os.ReadFile(name)
	w.Write(b)
}

// The prefix of a name that was not cleaned says nothing.
func prefixedUnclean(w http.ResponseWriter, r *http.Request) {
	name := dir + "/" + r.FormValue("name")
	if !strings.HasPrefix(name, dir+"/") {
		http.Error(w, "no", http.StatusBadRequest)
		return
	}
	b, _ := os.ReadFile(name) // want `proven: form value "name"`
	w.Write(b)
}

// The way from the directory does not go up.
func related(w http.ResponseWriter, r *http.Request) {
	name := filepath.Join(dir, r.FormValue("name"))
	rel, err := filepath.Rel(dir, name)
	if err != nil || strings.HasPrefix(rel, "..") {
		http.Error(w, "no", http.StatusBadRequest)
		return
	}
	b, _ := os.ReadFile(name)
	w.Write(b)
}

var plain = regexp.MustCompile(`^[a-z0-9_-]+\.csv$`)

// The expression knows no separators.
func matched(w http.ResponseWriter, r *http.Request) {
	name := r.FormValue("name")
	if !plain.MatchString(name) {
		http.Error(w, "no", http.StatusBadRequest)
		return
	}
	b, _ := os.ReadFile(filepath.Join(dir, name))
	w.Write(b)
}

var known = []string{"a.csv", "b.csv"}

// The name is on a list.
func listed(w http.ResponseWriter, r *http.Request) {
	name := r.FormValue("name")
	if slices.Contains(known, name) {
		b, _ := os.ReadFile(filepath.Join(dir, name))
		w.Write(b)
	}
}

// The suffix is right and the rest is anything.
func suffixed(w http.ResponseWriter, r *http.Request) {
	name := r.FormValue("name")
	if !strings.HasSuffix(name, ".csv") {
		http.Error(w, "no", http.StatusBadRequest)
		return
	}
	b, _ := os.ReadFile(filepath.Join(dir, name)) // want `proven: form value "name"`
	w.Write(b)
}

// An empty name is refused, and no other.
func nonEmpty(w http.ResponseWriter, r *http.Request) {
	name := r.FormValue("name")
	if name == "" {
		http.Error(w, "no", http.StatusBadRequest)
		return
	}
	b, _ := os.ReadFile(filepath.Join(dir, name)) // want `proven: form value "name"`
	w.Write(b)
}

var errName = errors.New("a name must stay in its directory")

func local(name string) (string, error) {
	if !filepath.IsLocal(name) {
		return "", errName
	}
	return filepath.Join(dir, name), nil
}

// A function checks the name and joins it.
func helper(w http.ResponseWriter, r *http.Request) {
	name, err := local(r.FormValue("name"))
	if err != nil {
		http.Error(w, "no", http.StatusBadRequest)
		return
	}
	b, _ := os.ReadFile(name)
	w.Write(b)
}

func valid(name string) bool { return name != "" && !strings.Contains(name, "..") }

// A function says whether the name is one.
func asked(w http.ResponseWriter, r *http.Request) {
	name := r.FormValue("name")
	if !valid(name) {
		http.Error(w, "no", http.StatusBadRequest)
		return
	}
	b, _ := os.ReadFile(filepath.Join(dir, name))
	w.Write(b)
}

// The check is of another name.
func other(w http.ResponseWriter, r *http.Request) {
	if !filepath.IsLocal(r.FormValue("other")) {
		http.Error(w, "no", http.StatusBadRequest)
		return
	}
	b, _ := os.ReadFile(filepath.Join(dir, r.FormValue("name"))) // want `proven: form value "name"`
	w.Write(b)
}

// What was found is told, and the name is used all the same.
func told(w http.ResponseWriter, r *http.Request) {
	name := r.FormValue("name")
	if !filepath.IsLocal(name) {
		w.Header().Set("X-Warning", "odd name")
	}
	b, _ := os.ReadFile(filepath.Join(dir, name)) // want `proven: form value "name"`
	w.Write(b)
}

var upward = regexp.MustCompile(`\.\.[/\\]`)

// Expressions find what leads upward.
func expressed(w http.ResponseWriter, r *http.Request) {
	name := r.FormValue("name")
	if found, err := regexp.MatchString(`\.{2}|~`, name); err != nil || found {
		return
	}
	os.Remove(filepath.Join(dir, name))
}

func expressedBefore(w http.ResponseWriter, r *http.Request) {
	if name := r.FormValue("name"); !upward.MatchString(name) {
		os.Remove(filepath.Join(dir, name))
	}
}

// At the beginning alone they are looked for here, and no slash there.
func expressedInPart(w http.ResponseWriter, r *http.Request) {
	name := r.FormValue("name")
	if found, _ := regexp.MatchString(`^\.\.`, name); found {
		return
	}
	os.Remove(filepath.Join(dir, name)) // want `proven: form value "name"`
	if found, _ := regexp.MatchString(`[\\:]`, name); !found {
		os.Remove(filepath.Join(dir, name)) // want `proven: form value "name"`
	}
	if found, _ := regexp.MatchString(`\.\.`, name); found {
		os.Remove(filepath.Join(dir, name)) // want `proven: form value "name"`
	}
}

// The address of a machine is pairs of digits.
func machine(w http.ResponseWriter, r *http.Request) {
	name := strings.ReplaceAll(strings.ToUpper(r.FormValue("mac")), ":", "-")
	if _, err := net.ParseMAC(name); err != nil {
		return
	}
	os.Remove(filepath.Join(dir, name+".json"))
}

func noMachine(w http.ResponseWriter, r *http.Request) {
	name := strings.ReplaceAll(strings.ToUpper(r.FormValue("mac")), ":", "-")
	if _, err := net.ParseMAC(name); err != nil {
		os.Remove(filepath.Join(dir, name+".json")) // want `proven: form value "mac"`
	}
}
