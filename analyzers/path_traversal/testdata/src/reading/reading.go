// Package reading opens files by names from requests.
package reading

import (
	"archive/zip"
	"fmt"
	"html/template"
	"io/fs"
	"io/ioutil"
	"net/http"
	"os"
	"path"
	"path/filepath"
	"strconv"
	"strings"

	"github.com/google/uuid"
)

// The name is the whole path.
func whole(w http.ResponseWriter, r *http.Request) {
	b, _ := os.ReadFile(r.FormValue("file")) // want `proven: form value "file"`
	w.Write(b)
}

// The older function reads the same.
func older(w http.ResponseWriter, r *http.Request) {
	b, _ := ioutil.ReadFile("/srv/" + r.FormValue("file")) // want `proven: form value "file"`
	w.Write(b)
}

// A suffix keeps nobody in.
func suffixed(w http.ResponseWriter, r *http.Request) {
	b, _ := os.ReadFile(fmt.Sprintf("/srv/reports/%s.csv", r.PathValue("report"))) // want `proven: path parameter "report"`
	w.Write(b)
}

// The header chooses a template.
func localized(w http.ResponseWriter, r *http.Request) {
	t, err := template.ParseFiles("layout.html", "pages/"+r.Header.Get("Accept-Language")+".html") // want `proven: header "Accept-Language"`
	if err != nil {
		return
	}
	t.Execute(w, nil)
}

// A cookie names the directory.
func themed(w http.ResponseWriter, r *http.Request) {
	c, err := r.Cookie("theme")
	if err != nil {
		return
	}
	entries, _ := os.ReadDir(path.Join("/srv/themes", c.Value)) // want `proven: cookie "theme"`
	fmt.Fprintln(w, len(entries))
}

// Walking begins where the request says.
func walked(w http.ResponseWriter, r *http.Request) {
	filepath.WalkDir(filepath.Join("/srv", r.FormValue("dir")), func(p string, d fs.DirEntry, err error) error { return err }) // want `proven: form value "dir"`
}

// An archive is opened by name.
func packed(w http.ResponseWriter, r *http.Request) {
	z, err := zip.OpenReader(r.FormValue("zip")) // want `proven: form value "zip"`
	if err == nil {
		z.Close()
	}
}

// The path of the request is a name.
func fromURL(w http.ResponseWriter, r *http.Request) {
	b, _ := os.ReadFile("/srv/static" + strings.TrimPrefix(r.URL.Path, "/static")) // want `proven: the request's url`
	w.Write(b)
}

// Taking ".." away once leaves what was around it.
func replaced(w http.ResponseWriter, r *http.Request) {
	name := strings.ReplaceAll(r.FormValue("name"), "../", "")
	b, _ := os.ReadFile("/srv/" + name) // want `proven: form value "name"`
	w.Write(b)
}

// A number names the file.
func numbered(w http.ResponseWriter, r *http.Request) {
	id, err := strconv.ParseInt(r.PathValue("id"), 10, 64)
	if err != nil {
		return
	}
	b, _ := os.ReadFile(fmt.Sprintf("/srv/orders/%d.json", id))
	w.Write(b)
}

// A UUID does.
func identified(w http.ResponseWriter, r *http.Request) {
	id, err := uuid.Parse(r.PathValue("id"))
	if err != nil {
		return
	}
	b, _ := os.ReadFile(filepath.Join("/srv/blobs", id.String()))
	w.Write(b)
}

var reports = map[string]string{"daily": "/srv/reports/daily.csv", "weekly": "/srv/reports/weekly.csv"}

// A map of the program's own does.
func chosen(w http.ResponseWriter, r *http.Request) {
	name, ok := reports[r.PathValue("report")]
	if !ok {
		http.NotFound(w, r)
		return
	}
	b, _ := os.ReadFile(name)
	w.Write(b)
}

// A constant does, and the request decides which.
func switched(w http.ResponseWriter, r *http.Request) {
	name := "en.json"
	switch r.FormValue("lang") {
	case "de":
		name = "de.json"
	case "fr":
		name = "fr.json"
	}
	b, _ := os.ReadFile("/srv/lang/" + name)
	w.Write(b)
}

// Whether there is a file is asked, not what is in it.
func exists(w http.ResponseWriter, r *http.Request) {
	if _, err := os.Stat("/srv/" + r.FormValue("name")); err != nil {
		http.NotFound(w, r)
	}
}

// What is in a file is no name from the request, though the request chose it.
func linked(w http.ResponseWriter, r *http.Request) {
	index, err := os.ReadFile(filepath.Join("/srv/index", filepath.Base(r.FormValue("name"))))
	if err != nil {
		return
	}
	b, _ := os.ReadFile(strings.TrimSpace(string(index)))
	w.Write(b)
}
