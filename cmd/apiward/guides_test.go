package main

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// guides are what readers are sent to, from the root of the repository.
var guides = []string{"README.md", "CONTRIBUTING.md", "cmd/apiward/README.md", "rules/ruleset/README.md"}

// What a guide leads to is there.
func TestGuidesLeadSomewhere(t *testing.T) {
	link := regexp.MustCompile(`\]\(([^)#]+)(#[^)]*)?\)`)
	for _, guide := range guides {
		file := filepath.Join("..", "..", filepath.FromSlash(guide))
		links := 0
		for _, m := range link.FindAllStringSubmatch(read(t, file), -1) {
			if strings.Contains(m[1], "://") {
				continue
			}
			links++
			if _, err := os.Stat(filepath.Join(filepath.Dir(file), filepath.FromSlash(m[1]))); err != nil {
				t.Errorf("%s leads to %s: %v", guide, m[1], err)
			}
		}
		if links == 0 && guide != "CONTRIBUTING.md" {
			t.Errorf("%s leads nowhere", guide)
		}
	}
}

// Every policy that a guide shows is one.
func TestGuidesShowPolicies(t *testing.T) {
	block := regexp.MustCompile("(?s)```hcl\n(.*?)```")
	shown := 0
	for _, guide := range guides {
		for _, m := range block.FindAllStringSubmatch(read(t, filepath.Join("..", "..", filepath.FromSlash(guide))), -1) {
			shown++
			dir := t.TempDir()
			for name, text := range map[string]string{
				".apiward.hcl": m[1], "go.mod": "module example.com/shop\n\ngo 1.24\n", "x.go": "package shop\n", "policy/spectral.yaml": "rules: {}\n",
				"api/openapi.yaml": "openapi: 3.0.3\ninfo: {title: t, version: \"1\"}\npaths: {}\n",
			} {
				file := filepath.Join(dir, filepath.FromSlash(name))
				if err := os.MkdirAll(filepath.Dir(file), 0o700); err != nil {
					t.Fatal(err)
				}
				if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
					t.Fatal(err)
				}
			}
			if got := apiward(t, dir, nil, "config", "show"); got.code != 0 {
				t.Errorf("%s: exit code %d of\n%s\n%s", guide, got.code, m[1], got.stderr)
			}
		}
	}
	if shown < 3 {
		t.Errorf("the guides show %d policies", shown)
	}
}
