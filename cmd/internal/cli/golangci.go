package cli

import (
	"bytes"
	"cmp"
	"context"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
)

// golangciFiles are the names under which settings of golangci-lint may hold a
// copy of the policy.
var golangciFiles = []string{".golangci.apiward.yml", ".golangci.yml", ".golangci.yaml"}

// copied finds the policy in settings of golangci-lint.
var copied = regexp.MustCompile(`(?m)^\s*policy:\s*(?:'(?:[^'\n]|'')+'|"(?:[^"\\\n]|\\.)+")`)

// maxSettings is how many bytes of settings are read.
const maxSettings = 16 << 20

// tellStale says where golangci-lint judges by another policy than the one that
// holds: it is given a copy, and a copy is forgotten.
func (a *app) tellStale(ctx context.Context, p *project, config string) {
	if p.failure != nil {
		return
	}
	var line []byte
	for _, dir := range slices.Compact([]string{p.root, cmp.Or(p.module, p.root)}) {
		for _, name := range golangciFiles {
			file := filepath.Join(dir, name)
			held := policyIn(file)
			if held == "" {
				continue
			}
			if line == nil {
				policy, err := a.portable(ctx, config)
				if err != nil {
					return
				}
				if line, err = exported(policy, exportJSON); err != nil {
					return
				}
			}
			if !strings.Contains(held, strings.ReplaceAll(string(bytes.TrimSpace(line)), "'", "''")) {
				a.log("note: " + relativeTo(p.root, file) + ": the policy in it is not the one that holds: apiward config export --format golangci writes it anew")
			}
		}
	}
}

// policyIn returns the line of golangci-lint's settings that holds a policy for
// apiward, "" where none does.
func policyIn(file string) string {
	f, err := os.Open(file)
	if err != nil {
		return ""
	}
	defer f.Close()
	text, err := io.ReadAll(io.LimitReader(f, maxSettings))
	if err != nil || !bytes.Contains(text, []byte("apiward:")) {
		return ""
	}
	return string(copied.Find(text))
}
