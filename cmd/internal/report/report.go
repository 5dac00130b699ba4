// Package report writes the outcome of a run: as text for people, as JSON for
// machines, and as services of other people read it. Every format is a pure function of the report and the
// source it points into, so that the same input gives the same bytes.
package report

import (
	"bytes"
	"fmt"
	"io"
	"slices"

	"github.com/apiward/apiward/cmd/internal/finding"
	"github.com/apiward/apiward/rules"
)

// Info is what a format needs beside the report.
type Info struct {
	Catalog *rules.Catalog  // every rule that a finding may name
	Source  *finding.Source // nil: no line is shown, and columns are left out where they need one
	Version string          // of apiward, "" where it is not known
	Color   bool            // text only
	// AllNotes has the text report tell each note, however many a rule has in
	// one file. The other formats tell each in any case.
	AllNotes bool
	// Root is the project's root below that of its repository, a slash path, ""
	// where they are the same. What services read names files from the
	// repository's root; text and JSON, as everything else, from the project's.
	Root string
	// Suppressed has SARIF carry the findings that do not count too, marked.
	Suppressed bool
}

// formats are the formats by name, sorted.
func formats() []format {
	return []format{
		{"checkstyle", writeCheckstyle},
		{"github", writeGitHub},
		{"gitlab", writeGitLab},
		{"gitlab-sast", writeGitLabSAST},
		{"json", writeJSON},
		{"junit", writeJUnit},
		{"markdown", writeMarkdown},
		{"rdjsonl", writeRDJSONL},
		{"sarif", writeSARIF},
		{"text", writeText},
	}
}

type format struct {
	name  string
	write func(*page, *finding.Report, Info) error
}

// Formats returns the names of all formats, sorted.
func Formats() []string {
	var names []string
	for _, f := range formats() {
		names = append(names, f.name)
	}
	return names
}

// page is a report on its way out. A run can find so much that all of its text
// would be most of what it needs.
type page struct {
	bytes.Buffer
	to  io.Writer // nil: all of it is asked for at its end
	err error     // of writing
}

// pageSize is from where on, in bytes, what is written goes out.
const pageSize = 64 << 10

// turn hands out what was written so far, if it is much.
func (p *page) turn() {
	if p.to != nil && p.Len() > pageSize {
		p.flush()
	}
}

func (p *page) flush() {
	if p.err == nil {
		_, p.err = p.to.Write(p.Bytes())
	}
	p.Reset()
}

// Render writes the report to w in the named format. The report's findings must be
// sorted, as the pipeline leaves them.
func Render(w io.Writer, name string, r *finding.Report, info Info) error {
	i := slices.IndexFunc(formats(), func(f format) bool { return f.name == name })
	if i < 0 {
		return fmt.Errorf("unknown report format %q: expected one of %v", name, Formats())
	}
	p := &page{to: w}
	if err := formats()[i].write(p, r, info); err != nil {
		return fmt.Errorf("write the report as %s: %w", name, err)
	}
	p.flush()
	return p.err
}
