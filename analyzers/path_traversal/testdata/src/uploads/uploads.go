// Package uploads keeps files that were sent.
package uploads

import (
	"io"
	"net/http"
	"os"
	"path/filepath"

	"github.com/google/uuid"
)

// The field beside it is anything.
func labelled(w http.ResponseWriter, r *http.Request) {
	file, _, err := r.FormFile("file")
	if err != nil {
		return
	}
	defer file.Close()
	out, err := os.Create(filepath.Join("/srv/uploads", r.FormValue("folder"), "file")) // want `proven: form value "folder"`
	if err != nil {
		return
	}
	defer out.Close()
	io.Copy(out, file)
}

// The part's name is cut down too.
func streamed(w http.ResponseWriter, r *http.Request) {
	reader, err := r.MultipartReader()
	if err != nil {
		return
	}
	part, err := reader.NextPart()
	if err != nil {
		return
	}
	out, err := os.Create("/srv/uploads/" + part.FileName())
	if err != nil {
		return
	}
	defer out.Close()
	io.Copy(out, part)
}

// The form's name of the part is not.
func byField(w http.ResponseWriter, r *http.Request) {
	reader, err := r.MultipartReader()
	if err != nil {
		return
	}
	part, err := reader.NextPart()
	if err != nil {
		return
	}
	out, err := os.Create("/srv/uploads/" + part.FormName()) // want `proven: the request's body`
	if err != nil {
		return
	}
	out.Close()
}

// The service names the file, and keeps the kind of it.
func renamed(w http.ResponseWriter, r *http.Request) {
	file, header, err := r.FormFile("file")
	if err != nil {
		return
	}
	defer file.Close()
	out, err := os.Create("/srv/uploads/" + uuid.NewString() + filepath.Ext(header.Filename))
	if err != nil {
		return
	}
	defer out.Close()
	io.Copy(out, file)
}
