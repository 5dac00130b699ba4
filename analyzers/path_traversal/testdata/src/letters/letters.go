// Package main builds names of files letter by letter.
package main

import (
	"errors"
	"io/fs"
	"net/http"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"unicode"
)

func main() {
	http.HandleFunc("/kept", kept)
	http.HandleFunc("/replaced", replaced)
	http.HandleFunc("/bytes", inBytes)
	http.HandleFunc("/mapped", mapped)
	http.HandleFunc("/refused", refusedLetters)
	http.HandleFunc("/counted", counted)
	http.HandleFunc("/asked", asked)
	http.HandleFunc("/separators", separators)
	http.HandleFunc("/compiled", compiled)
	http.HandleFunc("/copied", copied)
	http.HandleFunc("/wrong", wrongLetters)
	http.HandleFunc("/other", otherLetter)
	http.HandleFunc("/lowered", lowered)
	http.HandleFunc("/logged", logged)
	http.HandleFunc("/some", some)
	http.HandleFunc("/hexed", hexed)
	http.HandleFunc("/renamed", renamed)
	http.HandleFunc("/cut", cutDown)
	http.HandleFunc("/invalid", invalid)
	http.HandleFunc("/suspicious", suspicious)
	http.HandleFunc("/{path...}", static(os.DirFS("/srv")))
	http.HandleFunc("/escaped", escapedBy)
	http.HandleFunc("/unasked", unasked)
	http.ListenAndServe(":8080", nil)
}

func isWord(r rune) bool {
	return r == '_' || unicode.IsLetter(r) || unicode.IsDigit(r)
}

func keep(in string) string {
	var b strings.Builder
	for _, r := range in {
		if isWord(r) {
			b.WriteRune(r)
		}
	}
	return b.String()
}

func kept(w http.ResponseWriter, r *http.Request) {
	os.Remove("/srv/" + keep(r.FormValue("name")))
}

func replaced(w http.ResponseWriter, r *http.Request) {
	name := ""
	for _, c := range r.FormValue("name") {
		switch {
		case 'a' <= c && c <= 'z', '0' <= c && c <= '9':
		default:
			c = '_'
		}
		name += string(c)
	}
	os.Remove("/srv/" + name)
}

func inBytes(w http.ResponseWriter, r *http.Request) {
	in := r.FormValue("name")
	out := make([]byte, 0, len(in))
	for i := 0; i < len(in); i++ {
		if c := in[i] | 0x20; c-'a' < 26 {
			out = append(out, c)
		}
	}
	os.Remove("/srv/" + string(out))
}

func mapped(w http.ResponseWriter, r *http.Request) {
	name := strings.Map(func(r rune) rune {
		if strings.ContainsRune("abcdefghijklmnopqrstuvwxyz-", r) {
			return r
		}
		return -1
	}, r.FormValue("name"))
	os.Remove("/srv/" + name)
}

func refusedLetters(w http.ResponseWriter, r *http.Request) {
	name := r.FormValue("name")
	for _, c := range name {
		if c != '-' && !isWord(c) {
			http.Error(w, "no such name", http.StatusBadRequest)
			return
		}
	}
	os.Remove("/srv/" + name)
}

func counted(w http.ResponseWriter, r *http.Request) {
	name := r.FormValue("name")
	for i := 0; i < len(name); i++ {
		if name[i] < 'a' || name[i] > 'z' {
			return
		}
	}
	os.Remove("/srv/" + name)
}

func asked(w http.ResponseWriter, r *http.Request) {
	name := r.FormValue("name")
	if strings.ContainsFunc(name, func(r rune) bool { return !isWord(r) }) {
		return
	}
	os.Remove("/srv/" + name)
	other := r.FormValue("other")
	if strings.IndexFunc(other, func(r rune) bool { return !unicode.IsLetter(r) }) < 0 {
		os.Remove("/srv/" + other)
	}
}

// What holds no separator stays in its directory.
func separators(w http.ResponseWriter, r *http.Request) {
	name := strings.Map(func(r rune) rune {
		if r == '/' || r == '\\' {
			return '_'
		}
		return r
	}, r.FormValue("name"))
	os.Remove("/srv/" + name)
}

func clean(in string) (string, error) {
	re, err := regexp.Compile("[^a-zA-Z0-9-]")
	if err != nil {
		return "", errors.New("no expression")
	}
	return re.ReplaceAllString(in, ""), nil
}

func compiled(w http.ResponseWriter, r *http.Request) {
	name, err := clean(r.FormValue("name"))
	if err != nil {
		return
	}
	os.Remove("/srv/" + name)
}

func copied(w http.ResponseWriter, r *http.Request) {
	var b strings.Builder
	for _, c := range r.FormValue("name") {
		b.WriteRune(unicode.ToLower(c))
	}
	os.Remove("/srv/" + b.String()) // want "form value \"name\" of the request becomes part of the file name that os.Remove is given"
}

// Dots are left out, and separators are not.
func wrongLetters(w http.ResponseWriter, r *http.Request) {
	name := strings.Map(func(r rune) rune {
		if r == '.' {
			return -1
		}
		return r
	}, r.FormValue("name"))
	os.Remove(name) // want "form value \"name\" of the request becomes part of the file name that os.Remove is given"
}

// The letter that is looked at is not the one that is written.
func otherLetter(w http.ResponseWriter, r *http.Request) {
	in := []rune(r.FormValue("name"))
	var b strings.Builder
	for i := 1; i < len(in); i++ {
		if unicode.IsLetter(in[i-1]) {
			b.WriteRune(in[i])
		}
	}
	os.Remove("/srv/" + b.String()) // want "form value \"name\" of the request becomes part of the file name that os.Remove is given"
}

func lowered(w http.ResponseWriter, r *http.Request) {
	os.Remove(strings.Map(unicode.ToLower, r.FormValue("name"))) // want "form value \"name\" of the request becomes part of the file name that os.Remove is given"
}

// Whoever sends such a letter is noted, and served.
func logged(w http.ResponseWriter, r *http.Request) {
	name := r.FormValue("name")
	for _, c := range name {
		if !isWord(c) {
			w.Header().Set("X-Odd", "yes")
		}
	}
	os.Remove("/srv/" + name) // want "form value \"name\" of the request becomes part of the file name that os.Remove is given"
}

// The loop ends at the first letter that is a word's.
func some(w http.ResponseWriter, r *http.Request) {
	name := r.FormValue("name")
	for _, c := range name {
		if isWord(c) {
			break
		}
		return
	}
	os.Remove("/srv/" + name) // want "form value \"name\" of the request becomes part of the file name that os.Remove is given"
}

// A letter of a name becomes one that parts directories.
func renamed(w http.ResponseWriter, r *http.Request) {
	name := strings.Map(func(r rune) rune {
		switch {
		case r == '_':
			return '/'
		case r < 'a' || r > 'z':
			return -1
		}
		return r
	}, r.FormValue("name"))
	os.Remove("/srv/" + name) // want "form value \"name\" of the request becomes part of the file name that os.Remove is given"
	folded := strings.Map(func(r rune) rune {
		if r >= 0xff01 && r <= 0xff5e {
			return r - 0xfee0
		}
		if r < 'a' || r > 'z' {
			return -1
		}
		return r
	}, r.FormValue("name"))
	os.Remove("/srv/" + folded) // want "form value \"name\" of the request becomes part of the file name that os.Remove is given"
}

// Letters of other scripts lose all but their last byte, which may be any.
func cutDown(w http.ResponseWriter, r *http.Request) {
	var all, few []byte
	for _, c := range r.FormValue("name") {
		if unicode.IsLetter(c) {
			all = append(all, byte(c))
		}
		if c >= 'a' && c <= 'z' {
			few = append(few, byte(c))
		}
	}
	os.Remove("/srv/" + string(few))
	os.Remove("/srv/" + string(all)) // want "form value \"name\" of the request becomes part of the file name that os.Remove is given"
}

const digits = "0123456789abcdef"

// Each letter is written as two digits.
func hexed(w http.ResponseWriter, r *http.Request) {
	var out []byte
	for _, c := range []byte(r.FormValue("name")) {
		out = append(out, digits[c>>4], digits[c&15])
	}
	os.Remove("/srv/" + string(out))
}

func static(root fs.FS) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		name := filepath.ToSlash(filepath.Clean(strings.TrimPrefix(r.PathValue("path"), "/")))
		if _, err := fs.Stat(root, name); err == nil {
			http.ServeFileFS(w, r, root, name)
		}
	}
}

// Files takes a directory or what is in it: what is read from the one is not the
// name of the other.
func Files(of any) http.HandlerFunc {
	switch v := of.(type) {
	case fs.FS:
		return static(v)
	case string:
		return static(os.DirFS(v))
	}
	return nil
}

// isInvalid says no of what holds letters alone.
func isInvalid(name string) bool {
	if name == "" || len(name) > 32 {
		return true
	}
	for _, c := range name {
		if c != '-' && !isWord(c) {
			return true
		}
	}
	return false
}

// What is not found to be invalid stays in its directory.
func invalid(w http.ResponseWriter, r *http.Request) {
	name := r.FormValue("name")
	if isInvalid(name) {
		http.Error(w, "no such name", http.StatusBadRequest)
		return
	}
	os.Remove("/srv/" + name)
	other := r.FormValue("other")
	if !isInvalid(other) {
		return
	}
	os.Remove("/srv/" + other) // want `form value "other"`
}

// isSuspicious says no of most names that lead out of the directory as well.
func isSuspicious(name string) bool {
	for _, c := range name {
		if c == ';' || c == '|' {
			return true
		}
	}
	return name == "passwd"
}

func suspicious(w http.ResponseWriter, r *http.Request) {
	name := r.FormValue("name")
	if isSuspicious(name) {
		http.Error(w, "no such name", http.StatusBadRequest)
		return
	}
	os.Remove("/srv/" + name) // want `proven: form value "name"`
}

// escape replaces the letters that another function names.
func escape(s string, named func(letters []rune, i int) bool) string {
	letters := []rune(s)
	var out []rune
	for i, r := range letters {
		if named(letters, i) {
			out = append(out, '_', 'x')
			continue
		}
		out = append(out, r)
	}
	return string(out)
}

// Which letters these are is not known where they are replaced.
func escapedBy(w http.ResponseWriter, r *http.Request) {
	os.Remove("/srv/" + escape(r.FormValue("name"), func(s []rune, i int) bool { return i > 0 && s[i] == '/' && s[i-1] == '.' })) // want `unproven: form value "name"`
}

// each tells another function of every letter, and asks it nothing.
func each(s string, see func(letter rune)) string {
	for _, r := range s {
		see(r)
	}
	return s
}

func unasked(w http.ResponseWriter, r *http.Request) {
	n := 0
	os.Remove("/srv/" + each(r.FormValue("name"), func(rune) { n++ })) // want `proven: form value "name"`
}
