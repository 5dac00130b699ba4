package hardcoded_secret_test

import (
	"fmt"
	"go/types"
	"slices"
	"strings"
	"testing"

	"golang.org/x/tools/go/analysis"

	"github.com/apiward/apiward/analyzers/hardcoded_secret"
	"github.com/apiward/apiward/analyzers/internal/checktest"
	"github.com/apiward/apiward/analyzers/link"
)

func TestAnalyzer(t *testing.T) { checktest.Run(t, hardcoded_secret.Analyzer) }

func TestFixes(t *testing.T) { checktest.Fixes(t, hardcoded_secret.Analyzer, "bad", "places", "fixes") }

// What syntax alone shows is found with types too, in the same place and words;
// names, and what takes a constant, need types.
func TestSpelled(t *testing.T) {
	graph := checktest.Load(t).Analyze(t, hardcoded_secret.Analyzer)
	spelled := map[string]int{} // by folder
	for _, act := range graph.Roots {
		pkg := act.Package
		var typed []string
		for _, f := range act.Result.([]link.Finding) {
			typed = append(typed, said(f))
		}
		pass := &analysis.Pass{
			Fset: pkg.Fset, Files: pkg.Syntax, Pkg: types.NewPackage(pkg.PkgPath, pkg.Name),
			Module: &analysis.Module{Path: pkg.Module.Path},
		}
		for _, f := range hardcoded_secret.Spelled(pass) {
			if !slices.Contains(typed, said(f)) {
				t.Errorf("found by syntax alone: %s", said(f))
			}
			folder, _, _ := strings.Cut(strings.TrimPrefix(pkg.PkgPath, pkg.Module.Path+"/"), "/")
			spelled[folder]++
		}
	}
	for folder, want := range map[string]int{
		"bad": 3, "tokens": 3, "folded": 2, "pieces": 0, "good": 0, "comparisons": 0, "requests_out": 0, "look_alikes": 0, "placeholders": 0, "tests_only": 0,
	} {
		if spelled[folder] != want {
			t.Errorf("syntax shows %d credentials in %s, want %d", spelled[folder], folder, want)
		}
	}
}

func said(f link.Finding) string {
	return fmt.Sprintf("%s/%s:%d: %s (%d)", f.At.Package, f.At, f.At.Column, f.Message, f.Strength)
}
