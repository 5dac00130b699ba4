package report

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestParseOutputs(t *testing.T) {
	tests := []struct {
		specs []string
		want  []Output
		err   string // a part of it
	}{
		{specs: nil},
		{specs: []string{"text"}, want: []Output{{"text", "-"}}},
		{specs: []string{"text", "sarif=out.sarif", "json=sub/../a.json"}, want: []Output{{"text", "-"}, {"sarif", "out.sarif"}, {"json", "a.json"}}},
		{specs: []string{"json=-"}, want: []Output{{"json", "-"}}},
		{specs: []string{"json=a=b"}, want: []Output{{"json", "a=b"}}},
		{specs: []string{"text", "json"}, err: "outputs text and json both go to the standard output"},
		{specs: []string{"text=a", "json=./a"}, err: "both go to a: give one of them a file of its own"},
		{specs: []string{"yaml"}, err: `unknown report format "yaml": expected one of checkstyle, github, gitlab, gitlab-sast, json, junit, markdown, rdjsonl, sarif, text`},
		{specs: []string{""}, err: `unknown report format ""`},
		{specs: []string{"sarif="}, err: "names no file: write sarif=FILE"},
	}
	for _, tt := range tests {
		got, err := ParseOutputs(tt.specs)
		if d := cmp.Diff(tt.want, got); d != "" {
			t.Errorf("%q (-want +got):\n%s", tt.specs, d)
		}
		if (err == nil) != (tt.err == "") || err != nil && !strings.Contains(err.Error(), tt.err) {
			t.Errorf("%q: error %v, want one with %q", tt.specs, err, tt.err)
		}
	}
}

func TestWriteFile(t *testing.T) {
	dir := t.TempDir()
	path := func(name string) string { return filepath.Join(dir, name) }
	read := func(name string) string {
		t.Helper()
		data, err := os.ReadFile(path(name))
		if err != nil {
			t.Fatal(err)
		}
		return string(data)
	}
	if err := WriteFile(path("new"), []byte("one")); err != nil || read("new") != "one" {
		t.Errorf("new file: %v", err)
	}
	if err := os.Chmod(path("new"), 0o640); err != nil {
		t.Fatal(err)
	}
	if err := WriteFile(path("new"), []byte("two")); err != nil || read("new") != "two" {
		t.Errorf("replaced file: %v", err)
	}
	if info, _ := os.Stat(path("new")); info.Mode().Perm() != 0o640 {
		t.Errorf("mode %v after a replacement, want 0640", info.Mode())
	}
	if err := os.Symlink("new", path("link")); err != nil {
		t.Fatal(err)
	}
	if err := WriteFile(path("link"), []byte("three")); err != nil || read("new") != "three" {
		t.Errorf("through a link: %v, target holds %q", err, read("new"))
	}
	if info, _ := os.Lstat(path("link")); info.Mode()&os.ModeSymlink == 0 {
		t.Error("the link was replaced by a file")
	}
	if err := WriteFile(os.DevNull, []byte("x")); err != nil {
		t.Errorf("%s: %v", os.DevNull, err)
	}
	for name, want := range map[string]string{".": "is a directory", "no/such/out": "there is no directory"} {
		if err := WriteFile(path(name), nil); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: error %v, want one with %q", name, err, want)
		}
	}
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	if len(entries) != 2 {
		t.Errorf("%d files remain, want 2: a temporary one was left", len(entries))
	}
}
