// Package linttest holds rules over documents against the expectations that
// are written in the documents.
//
// A comment
//
//	get: # want "regexp" "another"
//
// expects one finding per expression in its line. The text that is matched is
// the finding's strength and its message, as "proven: GET /users asks …". A
// JSON file has no comments: its expectations are in a file beside it, named
// openapi.json.want, one line each:
//
//	12: "regexp"
package linttest

import (
	"bufio"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/apiward/apiward/rules"
	"github.com/apiward/apiward/spec"
	"github.com/apiward/apiward/spec/lint"
)

// strengths are how wants write them.
var strengths = [...]string{rules.Proven: "proven", rules.Unproven: "unproven", rules.Hint: "hint"}

// Run checks every document below testdata, each against its own wants. It
// fails where a finding is not wanted, and where a want finds nothing.
func Run(t *testing.T, check *lint.Check, policy *rules.Policy) {
	t.Helper()
	documents := 0
	err := filepath.WalkDir("testdata", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, err := os.ReadFile(name)
		if err != nil || !slices.Contains([]string{".yaml", ".json"}, path.Ext(name)) || !spec.IsDocument(data) {
			return err
		}
		documents++
		rel, _ := filepath.Rel("testdata", name)
		t.Run(filepath.ToSlash(rel), func(t *testing.T) { runFile(t, check, policy, filepath.Dir(name), filepath.Base(name)) })
		return nil
	})
	if err != nil || documents == 0 {
		t.Fatalf("testdata holds %d documents: %v", documents, err)
	}
}

func runFile(t *testing.T, check *lint.Check, policy *rules.Policy, dir, name string) {
	doc := Load(t, dir, name)
	Compare(t, dir, doc.Name, lint.Run(doc, []*lint.Check{check}, policy))
}

// Load reads the document at the name in a folder, which is the project's root
// for it.
func Load(t *testing.T, dir, name string) *spec.Document {
	t.Helper()
	root, err := os.OpenRoot(dir)
	if err != nil {
		t.Fatal(err)
	}
	defer root.Close()
	doc, err := spec.LoadFile(root, name)
	if err != nil {
		t.Fatal(err)
	}
	return doc
}

// Compare holds the problems in the file against the file's wants.
func Compare(t *testing.T, dir, name string, problems []spec.Problem) {
	t.Helper()
	wants := readWants(t, dir, name)
	for _, p := range problems {
		if p.File != name {
			continue
		}
		text := strengths[p.Strength] + ": " + p.Message
		i := slices.IndexFunc(wants, func(w want) bool { return w.line == p.Line && w.re.MatchString(text) })
		if i < 0 {
			t.Errorf("%s:%d:%d: unexpected finding: %s", name, p.Line, p.Column, text)
			continue
		}
		wants = slices.Delete(wants, i, i+1)
	}
	for _, w := range wants {
		t.Errorf("%s:%d: no finding matches %q", name, w.line, w.re)
	}
}

type want struct {
	line int
	re   *regexp.Regexp
}

var inComment = regexp.MustCompile(`(?:#|//) want (".*)$`)

// readWants reads the expectations of a file, wherever they are written.
func readWants(t *testing.T, dir, name string) []want {
	t.Helper()
	beside, err := os.ReadFile(filepath.Join(dir, name+".want"))
	if err == nil {
		return parseWants(t, name+".want", string(beside), func(_ int, text string) (int, string) {
			number, rest, _ := strings.Cut(text, ":")
			line, err := strconv.Atoi(number)
			if err != nil {
				t.Fatalf("%s.want: %q: expected LINE: \"regexp\"", name, text)
			}
			return line, rest
		})
	}
	data, err := os.ReadFile(filepath.Join(dir, name))
	if err != nil {
		t.Fatal(err)
	}
	return parseWants(t, name, string(data), func(line int, text string) (int, string) {
		if m := inComment.FindStringSubmatch(text); m != nil {
			return line, m[1]
		}
		return line, ""
	})
}

// parseWants collects the quoted expressions that split returns for each line.
func parseWants(t *testing.T, name, text string, split func(line int, text string) (int, string)) []want {
	t.Helper()
	var wants []want
	lines := bufio.NewScanner(strings.NewReader(text))
	lines.Buffer(nil, len(text)+1)
	for n := 1; lines.Scan(); n++ {
		line, rest := split(n, lines.Text())
		for rest = strings.TrimSpace(rest); rest != ""; rest = strings.TrimSpace(rest) {
			quoted, err := strconv.QuotedPrefix(rest)
			if err != nil {
				t.Fatalf("%s:%d: want %s: expected quoted regular expressions", name, n, rest)
			}
			pattern, _ := strconv.Unquote(quoted)
			if strings.HasPrefix(pattern, "proven") {
				pattern = "^" + pattern // which unproven is not
			}
			re, err := regexp.Compile(pattern)
			if err != nil {
				t.Fatal(fmt.Errorf("%s:%d: %w", name, n, err))
			}
			wants = append(wants, want{line, re})
			rest = rest[len(quoted):]
		}
	}
	return wants
}
