package driver

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestOwners(t *testing.T) {
	o := parseOwners(`# of all
*           @acme/all  first@example.com
*.go        @acme/go
/api/       @acme/api # with a comment
docs/*      @acme/docs
/deep/**/x  @acme/deep
build       @acme/build
/nobody/
\#odd       @acme/odd
word        nobody
[section] @acme/section
/in/section/
^[Optional][2] @acme/two
/in/two.txt @acme/three
`)
	for file, want := range map[string]string{
		"README":              "@acme/all first@example.com",
		"main.go":             "@acme/go",
		"api/main.go":         "@acme/api",
		"x/api/main.txt":      "@acme/all first@example.com",
		"docs/a.txt":          "@acme/docs",
		"docs/a/b.txt":        "@acme/all first@example.com",
		"deep/x":              "@acme/deep",
		"deep/a/b/x/file.txt": "@acme/deep",
		"a/build/b/file":      "@acme/build",
		"rebuild/file":        "@acme/all first@example.com",
		"nobody/main.txt":     "",
		"#odd":                "@acme/odd",
		"word":                "",
		"in/section/a":        "@acme/section",
		"in/two.txt":          "@acme/three",
		"":                    "",
	} {
		if got := strings.Join(o.of(file), " "); got != want {
			t.Errorf("%q is owned by %q, want %q", file, got, want)
		}
	}
}

func TestReadOwners(t *testing.T) {
	outside := moduleOf(t, map[string]string{"CODEOWNERS": "* @outside"})
	dir := moduleOf(t, map[string]string{"CODEOWNERS": "* @root", "docs/CODEOWNERS": "* @docs"})
	if got := readOwners(dir).of("a"); len(got) != 1 || got[0] != "@root" {
		t.Errorf("the owners are %v", got)
	}
	if got := readOwners(t.TempDir()).of("a"); got != nil {
		t.Errorf("nobody owns %v", got)
	}
	link := t.TempDir()
	if err := os.Symlink(filepath.Join(outside, "CODEOWNERS"), filepath.Join(link, "CODEOWNERS")); err != nil {
		t.Fatal(err)
	}
	if got := readOwners(link).of("a"); got != nil {
		t.Errorf("the owners are read outside the project: %v", got)
	}
}

// No text makes the reading panic, and what it makes of one is the same each time.
func FuzzOwners(f *testing.F) {
	f.Add("* @a\n/x/ @b", "x/y")
	f.Add("[s] @a\n**/[\\", "]")
	f.Fuzz(func(t *testing.T, text, file string) {
		a, b := parseOwners(text).of(file), parseOwners(text).of(file)
		if strings.Join(a, " ") != strings.Join(b, " ") {
			t.Errorf("%v and %v", a, b)
		}
	})
}
