package finding

import "slices"

// Seen names what a run looked at, so that what a policy says of something else
// can be told. All lists are sorted and hold each name once.
type Seen struct {
	Files      []string // Go files and documents, slash paths relative to the root
	Packages   []string // import paths of the Go packages
	Dirs       []string // of the Go packages, relative to the root, "." for the root
	Documents  []string // relative to the root
	Routes     []string // "GET /users/{id}", of the code
	Operations []string // likewise, of the documents: as written, and behind the path of each server
	Names      []string // of properties, parameters and headers in the documents, and of extensions there
}

// Add takes in what another part of the run looked at.
func (s *Seen) Add(more Seen) {
	join := func(to *[]string, names []string) {
		*to = append(*to, names...)
		slices.Sort(*to)
		*to = slices.Compact(*to)
	}
	join(&s.Files, more.Files)
	join(&s.Packages, more.Packages)
	join(&s.Dirs, more.Dirs)
	join(&s.Documents, more.Documents)
	join(&s.Routes, more.Routes)
	join(&s.Operations, more.Operations)
	join(&s.Names, more.Names)
}
