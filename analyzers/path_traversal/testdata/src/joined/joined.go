// Package joined unpacks into a directory by a helper that lets no name lead out of it.
package joined

import (
	"errors"
	"fmt"
	"io/fs"
	"net/http"
	"os"
	"path"
	"path/filepath"
	"strings"
)

var errName = errors.New("not a name within the directory")

func join(dir, name string) (string, error) {
	if strings.Contains(name, "\x00") {
		return "", fmt.Errorf("%w: %s", errName, name)
	}
	normalized := strings.ReplaceAll(name, "\\", "/")
	if strings.HasPrefix(normalized, "//") {
		return "", fmt.Errorf("%w: %s", errName, name)
	}
	cleaned := path.Clean(normalized)
	if cleaned == "." || cleaned == ".." || strings.HasPrefix(cleaned, "../") {
		return "", fmt.Errorf("%w: %s", errName, name)
	}
	if strings.HasPrefix(cleaned, "/") {
		return "", fmt.Errorf("%w: %s", errName, name)
	}
	rel := filepath.FromSlash(cleaned)
	if filepath.IsAbs(rel) || filepath.VolumeName(rel) != "" {
		return "", fmt.Errorf("%w: %s", errName, name)
	}
	base := filepath.Clean(dir)
	dst := filepath.Join(base, rel)
	baseAbs, err := filepath.Abs(base)
	if err != nil {
		return "", err
	}
	dstAbs, err := filepath.Abs(dst)
	if err != nil {
		return "", err
	}
	back, err := filepath.Rel(baseAbs, dstAbs)
	if err != nil {
		return "", err
	}
	if back == ".." || strings.HasPrefix(back, ".."+string(os.PathSeparator)) {
		return "", fmt.Errorf("%w: %s", errName, name)
	}
	return dst, nil
}

func direct(w http.ResponseWriter, r *http.Request) {
	dst, err := join("/srv/files", r.FormValue("direct"))
	if err != nil {
		return
	}
	os.MkdirAll(dst, 0o700)
}

// The way back is asked for alone.
func back(dir, name string) (string, error) {
	dst := filepath.Join(dir, name)
	rel, err := filepath.Rel(dir, dst)
	if err != nil {
		return "", err
	}
	if rel == ".." || strings.HasPrefix(rel, ".."+string(os.PathSeparator)) {
		return "", errName
	}
	return dst, nil
}

// As absolute paths the same is asked of two others.
func backAbs(dir, name string) (string, error) {
	dst := filepath.Join(dir, name)
	dirAbs, err := filepath.Abs(dir)
	if err != nil {
		return "", err
	}
	dstAbs, err := filepath.Abs(dst)
	if err != nil {
		return "", err
	}
	rel, err := filepath.Rel(dirAbs, dstAbs)
	if err != nil || rel == ".." || strings.HasPrefix(rel, "../") {
		return "", errName
	}
	return dst, nil
}

func others(w http.ResponseWriter, r *http.Request) {
	if dst, err := back("/srv/files", r.FormValue("back")); err == nil {
		os.MkdirAll(dst, 0o700)
	}
	if dst, err := backAbs("/srv/files", r.FormValue("abs")); err == nil {
		os.MkdirAll(dst, 0o700)
	}
}

type arguments struct {
	Header http.Header
	Inner  string
}

func walked(w http.ResponseWriter, r *http.Request) {
	dir, err := os.MkdirTemp("", "files-*")
	if err != nil {
		return
	}
	unpack(os.DirFS("/srv/archive"), dir, arguments{Header: r.Header, Inner: r.FormValue("inner")})
}

func unpack(fsys fs.FS, dir string, args arguments) error {
	inner := strings.TrimPrefix(args.Inner, "/")
	return fs.WalkDir(fsys, inner, func(p string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		rel := strings.TrimPrefix(p, inner+"/")
		dst, err := join(dir, rel)
		if err != nil {
			return err
		}
		return os.MkdirAll(dst, 0o700)
	})
}

// The way back of another file is asked for.
func another(w http.ResponseWriter, r *http.Request) {
	dst := filepath.Join("/srv/files", r.FormValue("another"))
	rel, err := filepath.Rel("/srv/files", filepath.Join("/srv/files", r.FormValue("asked")))
	if err != nil || rel == ".." || strings.HasPrefix(rel, "../") {
		return
	}
	os.MkdirAll(dst, 0o700) // want `proven: form value "another"`
}
