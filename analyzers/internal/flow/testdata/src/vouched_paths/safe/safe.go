// Package safe makes names of files safe by what is not seen in it.
package safe

import (
	"errors"
	"os"
	"strings"
)

// Path is vouched for.
func Path(name string) (string, error) {
	if strings.HasPrefix(name, "!") {
		return "", errors.New("no name")
	}
	return strings.ReplaceAll(name, "..", ""), nil
}

// Other does as Path does and is not vouched for.
func Other(name string) string { return strings.ReplaceAll(name, "..", "") }

// Trim is vouched for SQL alone.
func Trim(name string) string { return strings.TrimSpace(name) }

// Valid is vouched for and says yes or no.
func Valid(name string) bool { return len(name) < 100 }

// Check is vouched for and says why not.
func Check(name string) error {
	if len(name) > 100 {
		return errors.New("too long")
	}
	return nil
}

// Read is vouched for, with the file that it opens itself.
func Read(name string) ([]byte, error) { return os.ReadFile("/srv/" + name) }

// Trimmed is vouched for.
func Trimmed(name string) string { return strings.ReplaceAll(name, "..", "") }

// Names is vouched for and returns a list.
func Names(list []string) []string {
	var names []string
	for _, n := range list {
		names = append(names, strings.ReplaceAll(n, "..", ""))
	}
	return names
}

// Target is what Parse makes.
type Target struct{ Dir, Name string }

// Parse is vouched for and returns a struct.
func Parse(s string) Target {
	dir, name, _ := strings.Cut(s, ":")
	return Target{Dir: dir, Name: name}
}

// First is vouched for and generic.
func First[T any](list []T) T { return list[0] }

// Upload is a request's part that Clean goes over.
type Upload struct{ Name, Title string }

// Validate is vouched for and says why not.
func (u *Upload) Validate() error {
	if len(u.Name) > 100 {
		return errors.New("too long")
	}
	return nil
}

// ValidUpload is vouched for and says yes or no.
func ValidUpload(u Upload) bool { return len(u.Name) < 100 }

// CheckUpload is vouched for and says why not.
func CheckUpload(u *Upload) error { return u.Validate() }

// Clean is vouched for and changes what it is given.
func Clean(u *Upload) { u.Name = strings.ReplaceAll(u.Name, "..", "") }

// Cleaner cleans names; one of its methods is vouched for by the interface.
type Cleaner interface {
	Clean(name string) string
	Keep(name string) string
}

// Service has the methods of Cleaner.
type Service interface {
	Cleaner
	Close() error
}

// Rooted is a Cleaner whose Keep is vouched for by the concrete type.
type Rooted struct{ Root string }

// Clean returns the name as it is cleaned.
func (r *Rooted) Clean(name string) string { return strings.ReplaceAll(name, "..", "") }

// Keep returns the name as it is cleaned.
func (r *Rooted) Keep(name string) string { return strings.ReplaceAll(name, "..", "") }

// Drop is not vouched for.
func (r *Rooted) Drop(name string) string { return strings.ReplaceAll(name, "..", "") }

// Close ends the service.
func (r *Rooted) Close() error { return nil }
