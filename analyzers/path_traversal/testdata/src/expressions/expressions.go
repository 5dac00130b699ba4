// Package expressions cuts names out of texts by regular expressions.
package expressions

import (
	"fmt"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"regexp"
)

// The name of an upload is its last element, mime/multipart sees to that.
func named(w http.ResponseWriter, r *http.Request) {
	file, header, err := r.FormFile("file")
	if err != nil {
		return
	}
	defer file.Close()
	out, err := os.Create(filepath.Join("/srv/uploads", header.Filename))
	if err != nil {
		return
	}
	defer out.Close()
	io.Copy(out, file)
}

var idName = regexp.MustCompile(fmt.Sprintf(`^[-_A-Za-z0-9]{%d}$`, 12))

// The expression is put together from constants.
func formattedExpression(w http.ResponseWriter, r *http.Request) {
	id := r.FormValue("id")
	if !idName.MatchString(id) {
		return
	}
	os.Remove("/srv/" + id)
}

var filePath = regexp.MustCompile(`^/file/([-_A-Za-z0-9]{1,64})(?:\.[a-z]{1,16})?$`)

// A group of an expression is as narrow as it says.
func group(w http.ResponseWriter, r *http.Request) {
	m := filePath.FindStringSubmatch(r.URL.Path)
	if len(m) != 2 {
		return
	}
	os.Remove("/srv/" + m[1])
}

var anyPath = regexp.MustCompile(`^/file/(.+)$`)

// A group that takes anything takes "../" as well.
func wideGroup(w http.ResponseWriter, r *http.Request) {
	m := anyPath.FindStringSubmatch(r.FormValue("file"))
	if m == nil {
		return
	}
	os.Remove("/srv/" + m[1]) // want `proven: form value "file"`
}

var (
	odd    = regexp.MustCompile(`[^a-zA-Z0-9_-]+`)
	spaces = regexp.MustCompile(`[^\S]+`)
)

// What is not part of a name is cut out.
func replaced(w http.ResponseWriter, r *http.Request) {
	os.Remove("/srv/" + odd.ReplaceAllString(r.FormValue("name"), "_"))
}

// That blanks are cut out says nothing.
func blanks(w http.ResponseWriter, r *http.Request) {
	os.Remove("/srv/" + spaces.ReplaceAllString(r.FormValue("name"), "_")) // want `proven: form value "name"`
}

// What is put in for it leads upward.
func replacedByAnything(w http.ResponseWriter, r *http.Request) {
	os.Remove("/srv/" + odd.ReplaceAllString(r.FormValue("name"), r.FormValue("by"))) // want `proven: form value "name"`
}

// The first thing in a text that is a name.
func first(w http.ResponseWriter, r *http.Request) {
	os.Remove("/srv/" + word.FindString(r.FormValue("text")))
}

var word = regexp.MustCompile(`[a-z]+`)

// The method of an expression is kept, and asked later.
func boundMethod(w http.ResponseWriter, r *http.Request) {
	isID := regexp.MustCompile(`^[-_A-Za-z0-9]{12}$`).MatchString
	id := r.FormValue("id")
	if !isID(id) {
		return
	}
	os.Remove("/srv/" + id)
}

// What it lets through may be anything.
func wideMethod(w http.ResponseWriter, r *http.Request) {
	isPath := regexp.MustCompile(`^.+$`).MatchString
	id := r.FormValue("id")
	if !isPath(id) {
		return
	}
	os.Remove("/srv/" + id) // want `proven: form value "id"`
}
