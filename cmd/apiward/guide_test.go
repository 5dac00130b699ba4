package main

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// guide is where the guide to the language stands.
var guide = filepath.Join("..", "..", "rules", "ruleset", "GUIDE.md")

// fence is one piece of a guide that is executed: a file, whose first line is a
// comment with its name, or commands with what they print.
var fence = regexp.MustCompile("(?ms)^```(hcl|go|yaml|text|console)\n(.*?)^```$")

// named finds the name in the first line of a file.
var named = regexp.MustCompile(`\A(?:#|//) ([\w./-]+)\n`)

// TestGuide follows the guide: it writes each file that it shows, runs each
// command, and holds what is printed against what the guide says is printed.
func TestGuide(t *testing.T) {
	dir := t.TempDir()
	text := read(t, guide)
	files, commands := 0, 0
	followed := fence.ReplaceAllStringFunc(text, func(piece string) string {
		m := fence.FindStringSubmatch(piece)
		if m[1] == "console" {
			var out strings.Builder
			for line := range strings.Lines(m[2]) {
				if command, ok := strings.CutPrefix(line, "$ "); ok {
					commands++
					out.WriteString(line + follow(t, dir, strings.TrimSpace(command)))
				}
			}
			return "```console\n" + out.String() + "```"
		}
		name := named.FindStringSubmatch(m[2])
		if name == nil || !filepath.IsLocal(name[1]) {
			t.Errorf("a piece of %s has no name in its first line:\n%s", m[1], m[2])
			return piece
		}
		files++
		file := filepath.Join(dir, filepath.FromSlash(name[1]))
		if err := os.MkdirAll(filepath.Dir(file), 0o700); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, []byte(m[2]), 0o600); err != nil {
			t.Fatal(err)
		}
		return piece
	})
	if n := strings.Count(text, "\n```") / 2; n != len(fence.FindAllString(text, -1)) {
		t.Errorf("%d pieces of the guide, and only %d that are followed", n, len(fence.FindAllString(text, -1)))
	}
	if files < 6 || commands < 6 {
		t.Errorf("the guide shows %d files and %d commands", files, commands)
	}
	switch {
	case followed == text:
	case *update:
		if err := os.WriteFile(guide, []byte(followed), 0o600); err != nil {
			t.Fatal(err)
		}
	default:
		t.Errorf("the guide does not say what is printed; run with -update and read what it writes")
	}
}

// follow runs one command of the guide and returns what it prints, errors last.
func follow(t *testing.T, dir, command string) string {
	t.Helper()
	words := strings.Fields(command)
	if words[0] != "apiward" {
		t.Fatalf("the guide runs %q", command)
	}
	got := apiward(t, dir, nil, words[1:]...)
	if strings.Contains(got.stderr, "goroutine ") {
		t.Fatalf("%s panicked", command)
	}
	out := strings.ReplaceAll(got.stdout+got.stderr, dir, ".")
	if out != "" && !strings.HasSuffix(out, "\n") {
		out += "\n"
	}
	return out
}
