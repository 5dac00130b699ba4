package report

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// Output is one place that a report goes to.
type Output struct {
	Format string
	Path   string // as given; "-" for the standard output
}

// ParseOutputs reads outputs as users write them: a format, or a format, "="
// and a file, as in "text" and "sarif=out.sarif"; "-" and no file at all are
// the standard output. No two outputs may go to the same place.
func ParseOutputs(specs []string) ([]Output, error) {
	var outputs []Output
	for _, spec := range specs {
		name, path, named := strings.Cut(spec, "=")
		switch {
		case !slices.Contains(Formats(), name):
			return nil, fmt.Errorf("unknown report format %q: expected one of %s, as in sarif or sarif=out.sarif", name, strings.Join(Formats(), ", "))
		case named && path == "":
			return nil, fmt.Errorf("output %q names no file: write %s=FILE, or %s alone for the standard output", spec, name, name)
		case !named:
			path = "-"
		}
		if path != "-" {
			path = filepath.Clean(path)
		}
		if i := slices.IndexFunc(outputs, func(o Output) bool { return o.Path == path }); i >= 0 {
			return nil, fmt.Errorf("outputs %s and %s both go to %s: give one of them a file of its own, as in %s=FILE", outputs[i].Format, name, placeName(path), name)
		}
		outputs = append(outputs, Output{name, path})
	}
	return outputs, nil
}

func placeName(path string) string {
	if path == "-" {
		return "the standard output"
	}
	return path
}

// WriteFile replaces the file at path with data as [Create] does.
func WriteFile(path string, data []byte) error {
	return Create(path, func(w io.Writer) error {
		_, err := w.Write(data)
		return err
	})
}

// Create replaces the file at path with what a function writes as a whole: a reader
// sees the old report or the new one, never half of one, and a run that fails leaves
// the old one. What is no regular file, as /dev/stderr or a pipe, is written
// to directly.
func Create(path string, write func(io.Writer) error) error {
	mode := fs.FileMode(0o666) // what the umask leaves of it
	info, err := os.Stat(path)
	switch {
	case err == nil && info.IsDir():
		return fmt.Errorf("write the report to %s: it is a directory, name a file in it", path)
	case err == nil && !info.Mode().IsRegular():
		return writeThrough(path, write)
	case err == nil:
		mode = info.Mode().Perm()
		if path, err = filepath.EvalSymlinks(path); err != nil { // keep the link, replace its target
			return fmt.Errorf("write the report: %w", err)
		}
	case !errors.Is(err, fs.ErrNotExist):
		return fmt.Errorf("write the report: %w", err)
	}
	if _, err := os.Stat(filepath.Dir(path)); errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("write the report to %s: there is no directory %s, create it first", path, filepath.Dir(path))
	}
	temp, err := writeBeside(path, write, mode)
	if err == nil {
		err = os.Rename(temp, path)
	}
	if err != nil {
		if temp != "" {
			err = errors.Join(err, os.Remove(temp))
		} else if e, ok := errors.AsType[*fs.PathError](err); ok {
			err = fmt.Errorf("no file can be created there: %w", e.Err) // e names the file beside it
		}
		return fmt.Errorf("write the report to %s: %w", path, err)
	}
	return nil
}

func writeThrough(path string, write func(io.Writer) error) error {
	f, err := os.OpenFile(path, os.O_WRONLY, 0)
	if err != nil {
		return fmt.Errorf("write the report: %w", err)
	}
	err = write(f)
	if err = errors.Join(err, f.Close()); err != nil {
		return fmt.Errorf("write the report to %s: %w", path, err)
	}
	return nil
}

// writeBeside writes to a new file in the directory of path, so that a
// rename onto path stays on one file system. It returns the file's name as
// soon as there is a file.
func writeBeside(path string, write func(io.Writer) error, mode fs.FileMode) (string, error) {
	temp := fmt.Sprintf("%s.%d.tmp", path, os.Getpid())
	f, err := os.OpenFile(temp, os.O_WRONLY|os.O_CREATE|os.O_EXCL, mode)
	if err != nil {
		return "", err
	}
	if err = write(f); err == nil {
		err = f.Sync() // or a crash could leave the name with no data
	}
	return temp, errors.Join(err, f.Close())
}
