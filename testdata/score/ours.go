package main

import (
	"context"
	"encoding/json"
	"fmt"
	"os/exec"
	"path/filepath"
	"strings"
)

// judgeOurs builds apiward from this tree and runs it once over the module. It
// returns the rules that the build has.
func judgeOurs(ctx context.Context, dir, bin string, samples []*sample) (map[string]bool, error) {
	if _, err := output(ctx, filepath.Join("..", ".."), "go", "build", "-o", bin, "./cmd/apiward"); err != nil {
		return nil, err
	}
	rules, err := knownRules(ctx, dir, bin)
	if err != nil {
		return nil, err
	}
	out, err := output(ctx, dir, bin, "check", "./...", "--exit-zero", "--allow-partial", "-o", "json")
	if err != nil {
		return nil, err
	}
	var report struct {
		Findings []struct {
			Rule, Level string
			At          struct{ File string }
		}
		Failures []struct{ Input, Message string }
	}
	if err := json.Unmarshal(out, &report); err != nil {
		return nil, fmt.Errorf("the report of apiward: %w", err)
	}
	byDir := map[string]*sample{}
	for _, s := range samples {
		byDir[s.dir()] = s
	}
	for _, f := range report.Findings {
		s := byDir[filepath.Dir(f.At.File)]
		if s != nil && f.Rule == s.group.rule && (f.Level == "error" || f.Level == "warning") {
			s.ours++
		}
	}
	for _, f := range report.Failures {
		s := byDir[strings.TrimPrefix(f.Input, "samples/")]
		if s == nil || s.broken == "" {
			return nil, fmt.Errorf("apiward could not analyse %s: %s", f.Input, f.Message)
		}
	}
	return rules, nil
}

// knownRules returns the IDs of the rules that a build of apiward has.
func knownRules(ctx context.Context, dir, bin string) (map[string]bool, error) {
	out, err := exec.CommandContext(ctx, bin, "-C", dir, "rules", "list", "--json").Output()
	if err != nil {
		return nil, fmt.Errorf("apiward rules list: %w", err)
	}
	var list []struct{ ID string }
	if err := json.Unmarshal(out, &list); err != nil {
		return nil, fmt.Errorf("apiward rules list: %w", err)
	}
	known := map[string]bool{}
	for _, r := range list {
		known[r.ID] = true
	}
	return known, nil
}
