package rules

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"path"
	"regexp"
	"strings"
)

// Help is what a person can read about a rule, offline. All texts are plain
// text with blank lines between paragraphs.
type Help struct {
	What   string // what the rule reports
	Why    string // what an attacker or a user gets from it
	Avoid  string // what leads to it
	Prefer string // what to do instead
	Limits string // what it cannot see, and what it takes on trust
	Bad    []Example
	Good   []Example
}

// Example is one tested example file of a rule.
type Example struct {
	Name string // file name, as bad.go
	// Title says what it shows, where it is a test that stands beside the rule.
	Title string
	Text  string // without the tests' want comments
}

// Help reads the rule's documentation from its folder: the package comment of
// doc.go, with one heading for each of Why, Avoid, Prefer and Limits, and the
// files named bad.* and good.* wherever they stand.
//
// A rule of another engine has what the engine says of it.
func (e Entry) Help() (Help, error) {
	if e.About != nil {
		return *e.About, nil
	}
	src, err := fs.ReadFile(e.Files, "doc.go")
	if err != nil {
		return Help{}, fmt.Errorf("rule %s: %w", e.ID, err)
	}
	file, err := parser.ParseFile(token.NewFileSet(), "doc.go", src, parser.PackageClauseOnly|parser.ParseComments)
	if err != nil {
		return Help{}, fmt.Errorf("rule %s: %w", e.ID, err)
	}
	if file.Doc == nil {
		return Help{}, fmt.Errorf("rule %s: doc.go has no package comment", e.ID)
	}
	var h Help
	sections := map[string]*string{"Why": &h.Why, "Avoid": &h.Avoid, "Prefer": &h.Prefer, "Limits": &h.Limits}
	h.What, err = split(file.Doc, sections)
	if err != nil {
		return Help{}, fmt.Errorf("rule %s: %w", e.ID, err)
	}
	h.What = sentence(h.What, file.Name.Name)
	if h.What == "" {
		return Help{}, fmt.Errorf("rule %s: doc.go does not say what the rule reports", e.ID)
	}
	for _, heading := range []string{"Why", "Avoid", "Prefer", "Limits"} {
		if *sections[heading] == "" {
			return Help{}, fmt.Errorf("rule %s: doc.go has no text under # %s", e.ID, heading)
		}
	}
	err = fs.WalkDir(e.Files, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		base := path.Base(name)
		stem, _, _ := strings.Cut(base, ".")
		if stem != "bad" && stem != "good" {
			return nil
		}
		text, err := fs.ReadFile(e.Files, name)
		if err != nil {
			return err
		}
		example := Example{Name: base, Text: withoutWants(string(text))}
		if stem == "bad" {
			h.Bad = append(h.Bad, example)
		} else {
			h.Good = append(h.Good, example)
		}
		return nil
	})
	return h, err
}

// sentence returns a package comment without the words that every package
// comment begins with: the reader asked for a rule.
func sentence(text, name string) string {
	rest, ok := strings.CutPrefix(text, "Package "+name+" ")
	if !ok || rest == "" {
		return text
	}
	return strings.ToUpper(rest[:1]) + rest[1:]
}

// split distributes a package comment over its headings and returns the text
// before the first one.
func split(doc *ast.CommentGroup, sections map[string]*string) (string, error) {
	var what string
	into := &what
	for line := range strings.Lines(doc.Text()) {
		if heading, ok := strings.CutPrefix(strings.TrimSpace(line), "# "); ok {
			into = sections[heading]
			if into == nil {
				return "", fmt.Errorf("doc.go has an unknown heading %q", heading)
			}
			continue
		}
		*into += line
	}
	for _, text := range sections {
		*text = strings.TrimSpace(*text)
	}
	return strings.TrimSpace(what), nil
}

// withoutWants strips the expectations that tests read from examples.
func withoutWants(text string) string {
	return wants().ReplaceAllString(text, "")
}

// wants is compiled on first use: help is rare and start-up must stay short.
func wants() *regexp.Regexp {
	return regexp.MustCompile("(?m)[ \t]*(//|#) want .*$")
}
