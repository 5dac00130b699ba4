package main

import (
	"context"
	"fmt"
	"io"
	"log"
	"path/filepath"
	"strings"

	"github.com/securego/gosec/v2"
	"github.com/securego/gosec/v2/analyzers"
	"github.com/securego/gosec/v2/rules"
	"golang.org/x/tools/go/packages"
)

// judgeTheirs runs gosec's own rule over each sample, with the sample's own
// configuration, as gosec's tests do. The packages are loaded once for all: the
// way that gosec loads them costs a go list each.
func judgeTheirs(ctx context.Context, dir string, samples []*sample) error {
	loaded, err := packages.Load(&packages.Config{Context: ctx, Mode: gosec.LoadMode, Dir: dir}, "./...")
	if err != nil {
		return err
	}
	byDir := map[string]*packages.Package{}
	for _, p := range loaded {
		byDir[strings.TrimPrefix(p.PkgPath, "samples/")] = p
	}
	for _, s := range samples {
		p := byDir[s.dir()]
		if p == nil {
			return fmt.Errorf("go list does not name the package of %s", s.name)
		}
		if len(p.Errors) > 0 {
			s.broken = p.Errors[0].Msg
			continue
		}
		s.theirs = runGosec(s, p)
	}
	return nil
}

// runGosec returns how many findings the rule of the sample's group has in it.
func runGosec(s *sample, p *packages.Package) int {
	id, _, _ := strings.Cut(s.name, "_")
	id = strings.TrimSuffix(id, "Values")
	analyzer := gosec.NewAnalyzer(s.Config, false, false, false, 1, log.New(io.Discard, "", 0))
	analyzer.LoadRules(rules.Generate(false, rules.NewRuleFilter(false, id)).RulesInfo())
	analyzer.LoadAnalyzers(analyzers.Generate(false, analyzers.NewAnalyzerFilter(false, id)).AnalyzersInfo())
	analyzer.CheckRules(p)
	analyzer.CheckAnalyzers(p)
	issues, _, _ := analyzer.Report()
	n := 0
	for _, issue := range issues {
		if issue.RuleID == id && filepath.Base(filepath.Dir(issue.File)) == s.dir() {
			n++
		}
	}
	return n
}
