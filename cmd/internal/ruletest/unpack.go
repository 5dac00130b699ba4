package ruletest

import (
	"bytes"
	"slices"
	"strings"

	"golang.org/x/tools/txtar"

	"github.com/apiward/apiward/cmd/internal/driver"
	"github.com/apiward/apiward/rules"
)

// kept is one file of a fixture, with the line of the policy before its first one.
type kept struct {
	driver.FixtureFile
	at    rules.Place
	lines []string
}

// unpack returns the files of the test as a fixture. What they are called where
// the text is one file is what findings in it are said to stand in.
func (r *Result) unpack() (out driver.Fixture) {
	t := &r.Test
	if t.Code != nil && t.Code.Table {
		out.Table = []byte(t.Code.Text)
	} else if t.Code != nil {
		out.Code = r.open(t.Code, "fixture.go")
	}
	if t.Document != nil {
		name := "openapi.yaml"
		if strings.HasPrefix(strings.TrimSpace(t.Document.Text), "{") {
			name = "openapi.json"
		}
		out.Documents = r.open(t.Document, name)
	}
	if len(r.Broken) > 0 {
		return driver.Fixture{} // and half of it is not judged
	}
	return out
}

// open returns the files of a text, the one file of the name where it is no
// archive.
func (r *Result) open(f *rules.Fixture, name string) (files []driver.FixtureFile) {
	archive := txtar.Parse([]byte(f.Text))
	if len(archive.Files) == 0 {
		return r.keep(driver.FixtureFile{Name: name, Text: []byte(f.Text)}, f.At)
	}
	if len(bytes.TrimSpace(archive.Comment)) > 0 {
		r.Broken = append(r.Broken, Problem{Message: "text stands before the first file: write -- " + name + " -- above it"})
		return nil
	}
	at := f.At
	at.Line += bytes.Count(archive.Comment, []byte("\n"))
	for _, file := range archive.Files {
		at.Line++ // the line of its name
		if slices.ContainsFunc(r.files, func(known kept) bool { return known.Name == file.Name }) {
			r.Broken = append(r.Broken, Problem{File: file.Name, Message: "two files of the fixture have this name"})
		}
		files = append(files, r.keep(driver.FixtureFile{Name: file.Name, Text: file.Data}, at)...)
		at.Line += bytes.Count(file.Data, []byte("\n"))
	}
	return files
}

// keep remembers a file for what is shown of it.
func (r *Result) keep(f driver.FixtureFile, at rules.Place) []driver.FixtureFile {
	r.files = append(r.files, kept{f, at, strings.Split(string(f.Text), "\n")})
	return []driver.FixtureFile{f}
}

// line returns a line of a file of the fixture, "" where there is none.
func (r *Result) line(name string, n int) string {
	for _, f := range r.files {
		if f.Name == name && n >= 1 && n <= len(f.lines) {
			return strings.TrimSuffix(f.lines[n-1], "\r")
		}
	}
	return ""
}

// Place returns where a line of a file of the fixture stands in the policy, and
// where the test does if there is no such line.
func (r *Result) Place(name string, n int) rules.Place {
	for _, f := range r.files {
		if f.Name == name && n >= 1 && n <= len(f.lines) {
			return rules.Place{File: f.at.File, Line: f.at.Line + n - 1, Column: 1}
		}
	}
	return r.Test.At
}
