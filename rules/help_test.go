package rules

import (
	"reflect"
	"strings"
	"testing"
	"testing/fstest"
)

const wholeDoc = `// Package a reports things.
//
// In two paragraphs.
//
// # Why
//
// Because.
//
// # Avoid
//
// This:
//
//	code()
//
// # Prefer
//
// That.
//
// # Limits
//
// Some.
package a
`

func TestHelp(t *testing.T) {
	help, err := entry("a", func(e *Entry) {
		e.Files = fstest.MapFS{
			"doc.go":                     {Data: []byte(wholeDoc)},
			"a.go":                       {Data: []byte("package a\n")},
			"testdata/src/bad/bad.go":    {Data: []byte("package bad\n\nvar a = 1 // want \"one\" `two`\n\n// wanted: all of it\nvar b = 2\n")},
			"testdata/src/good/good.go":  {Data: []byte("package good\n")},
			"testdata/doc/bad.yaml":      {Data: []byte("a: 1 # want \"one\"\nb: 2\n")},
			"testdata/src/good/other.go": {Data: []byte("package good\n")},
			"testdata/bad/badly.go":      {Data: []byte("package bad\n")},
		}
	}).Help()
	if err != nil {
		t.Fatal(err)
	}
	want := Help{
		What:   "Reports things.\n\nIn two paragraphs.",
		Why:    "Because.",
		Avoid:  "This:\n\n\tcode()",
		Prefer: "That.",
		Limits: "Some.",
		Bad:    []Example{{Name: "bad.yaml", Text: "a: 1\nb: 2\n"}, {Name: "bad.go", Text: "package bad\n\nvar a = 1\n\n// wanted: all of it\nvar b = 2\n"}},
		Good:   []Example{{Name: "good.go", Text: "package good\n"}},
	}
	if !reflect.DeepEqual(help, want) {
		t.Errorf("got  %+v\nwant %+v", help, want)
	}
}

func TestHelpErrors(t *testing.T) {
	without := func(heading string) string { return strings.Replace(wholeDoc, "// # "+heading+"\n", "//\n", 1) }
	for name, c := range map[string]struct{ doc, want string }{
		"no doc.go":        {"", "rule a: open doc.go: file does not exist"},
		"no Go":            {"package 1", "rule a: doc.go:1:9: expected 'IDENT', found 1"},
		"no comment":       {"package a\n", "rule a: doc.go has no package comment"},
		"detached comment": {strings.Replace(wholeDoc, "package a\n", "\npackage a\n", 1), "rule a: doc.go has no package comment"},
		"unknown heading":  {strings.Replace(wholeDoc, "# Why", "# Reason", 1), `rule a: doc.go has an unknown heading "Reason"`},
		"no Why":           {without("Why"), "rule a: doc.go has no text under # Why"},
		"no Avoid":         {without("Avoid"), "rule a: doc.go has no text under # Avoid"},
		"no Prefer":        {without("Prefer"), "rule a: doc.go has no text under # Prefer"},
		"no Limits":        {without("Limits"), "rule a: doc.go has no text under # Limits"},
		"empty Limits":     {strings.Replace(wholeDoc, "// Some.\n", "", 1), "rule a: doc.go has no text under # Limits"},
		"no What":          {strings.Replace(wholeDoc, "// Package a reports things.\n//\n// In two paragraphs.\n", "", 1), "rule a: doc.go does not say what the rule reports"},
	} {
		t.Run(name, func(t *testing.T) {
			files := fstest.MapFS{"a.go": {Data: []byte("package a\n")}}
			if c.doc != "" {
				files["doc.go"] = &fstest.MapFile{Data: []byte(c.doc)}
			}
			_, err := entry("a", func(e *Entry) { e.Files = files }).Help()
			if err == nil || err.Error() != c.want {
				t.Errorf("got %v, want %s", err, c.want)
			}
		})
	}
}

// TestHelpNamesOneMissingHeading: which of several is told must not depend on
// the order of a map.
func TestHelpNamesOneMissingHeading(t *testing.T) {
	for range 20 {
		_, err := entry("a", func(e *Entry) {
			e.Files = fstest.MapFS{"doc.go": {Data: []byte("// Package a reports.\npackage a\n")}}
		}).Help()
		if want := "rule a: doc.go has no text under # Why"; err == nil || err.Error() != want {
			t.Fatalf("got %v, want %s", err, want)
		}
	}
}
