// Package check makes an analyzer out of a rule: it adds what every rule has in
// common, so that a rule's folder holds only what the rule is about.
package check

import (
	"fmt"
	"go/token"
	"maps"
	"path/filepath"
	"reflect"
	"slices"
	"strings"

	"golang.org/x/tools/go/analysis"

	"github.com/apiward/apiward/analyzers/internal/directives"
	"github.com/apiward/apiward/analyzers/internal/options"
	"github.com/apiward/apiward/analyzers/link"
	"github.com/apiward/apiward/rules"
)

// New completes a rule's analyzer. Its Run reports through [Report]; its
// result becomes the list of all findings, a []link.Finding, while those that
// the policy leaves standing are reported as diagnostics as well. A driver of
// ours reads the list, since a diagnostic has no room for a trace, a route or
// the reason why it does not count; every other driver reads the diagnostics.
//
// With a fixer, what the pass's package shows of a finding is rewritten where
// that is certain.
func New(rule rules.Entry, a *analysis.Analyzer, fixer ...Fixer) *analysis.Analyzer {
	run := a.Run
	a.Name = rule.ID
	a.Doc = rule.Title
	a.URL = "https://pkg.go.dev/github.com/apiward/apiward/analyzers/" + rule.ID
	a.Requires = append(a.Requires, options.Analyzer)
	if len(fixer) > 0 {
		a.Requires = append(a.Requires, Fixing)
	}
	a.ResultType = reflect.TypeFor[[]link.Finding]()
	a.Run = func(pass *analysis.Pass) (result any, err error) {
		policy := options.Current()
		if !policy.On(rule.Rule) {
			return []link.Finding(nil), nil
		}
		defer func() {
			if p := recover(); p != nil {
				err = fmt.Errorf("rule %s failed: %v", rule.ID, p)
			}
		}()
		if found, ok := pass.ResultOf[Fixing].([]link.Finding); ok {
			fix(pass, fixer, found)
			return found, nil
		}
		found := &collector{rule: rule.ID}
		inner := *pass
		inner.ResultOf = maps.Clone(pass.ResultOf)
		inner.ResultOf[collecting] = found
		if _, err := run(&inner); err != nil {
			return nil, err
		}
		if pass.Pkg != nil {
			show(pass, fixer, standing(pass, policy, rule.Rule, found.findings))
		}
		return found.findings, nil
	}
	return a
}

// House completes an analyzer for rules that the policy wrote. Each finding names
// its own; those of rules that are off are left out. Without such rules the
// analyzer does nothing.
func House(a *analysis.Analyzer) *analysis.Analyzer {
	run := a.Run
	a.Requires = append(a.Requires, options.Analyzer)
	a.ResultType = reflect.TypeFor[[]link.Finding]()
	a.Run = func(pass *analysis.Pass) (result any, err error) {
		policy := options.Current()
		if len(policy.CodeRules) == 0 {
			return []link.Finding(nil), nil
		}
		defer func() {
			if p := recover(); p != nil {
				err = fmt.Errorf("the policy's own rules failed: %v", p)
			}
		}()
		found := &collector{}
		inner := *pass
		inner.ResultOf = maps.Clone(pass.ResultOf)
		inner.ResultOf[collecting] = found
		if _, err := run(&inner); err != nil {
			return nil, err
		}
		for i := range policy.CodeRules {
			rule := policy.CodeRules[i].Rule()
			off := !policy.On(rule)
			var own []link.Finding
			found.findings = slices.DeleteFunc(found.findings, func(f link.Finding) bool {
				if f.Rule == rule.ID {
					own = append(own, f)
				}
				return f.Rule == rule.ID && off
			})
			if pass.Pkg != nil && !off {
				show(pass, nil, standing(pass, policy, rule, own))
			}
		}
		return found.findings, nil
	}
	return a
}

// collecting is the key under which a pass holds its collector.
var collecting = &analysis.Analyzer{Name: "apiward_collecting", Doc: "hold a pass's findings"}

type collector struct {
	rule     string // "" where each finding names its own
	findings []link.Finding
}

// Report adds a finding of the rule whose pass it is, or, of [House], of the one
// that it names.
func Report(pass *analysis.Pass, f link.Finding) {
	c := pass.ResultOf[collecting].(*collector)
	if c.rule != "" {
		f.Rule = c.rule
	}
	c.findings = append(c.findings, f)
}

// Program returns the program as far as the driver shows it.
func Program(pass *analysis.Pass) *link.Program { return pass.ResultOf[link.Analyzer].(*link.Program) }

// Policy returns the policy in force.
func Policy(*analysis.Pass) *rules.Policy { return options.Current() }

// Show reports those of a rule's findings that a policy leaves standing. It is for
// a pass that knows no types, and so has neither a program nor fixes; only the
// path of its package must be right.
func Show(pass *analysis.Pass, policy *rules.Policy, rule *rules.Rule, findings []link.Finding) {
	if policy.On(rule) {
		show(pass, nil, standing(pass, policy, rule, findings))
	}
}

// standing returns the findings that the policy leaves standing and that can be
// shown in the pass's package.
func standing(pass *analysis.Pass, policy *rules.Policy, rule *rules.Rule, findings []link.Finding) []link.Finding {
	if len(findings) == 0 {
		return nil
	}
	places := newPlaces(pass)
	ignores := directives.Of(pass.Fset, pass.Files)
	var list []link.Finding
	for _, f := range findings {
		route, stands := "", f.Stands()
		if f.Endpoint != nil {
			route = f.Endpoint.Method + " " + f.Endpoint.Path
		}
		file := fileOf(pass, policy, stands)
		level := policy.LevelAt(rule, rules.Where{File: file, Route: route})
		switch {
		case !places.pos(f.At).IsValid(),
			f.Strength.At(level) < rules.Warning, // a note is nothing to fail a build over
			slices.Contains(f.Excused, f.Rule),
			(policy == nil || !policy.Tests) && strings.HasSuffix(f.At.File, "_test.go"),
			rules.Ignored(ignores, f.Rule, rules.Place{File: f.At.File, Line: f.At.Line, Column: f.At.Column}) >= 0,
			policy.Exempt(f.Rule, file, route) >= 0:
			continue
		}
		list = append(list, f)
	}
	return list
}

// fileOf returns the file of a place as the policy's patterns match it.
func fileOf(pass *analysis.Pass, policy *rules.Policy, at link.Pos) string {
	module := ""
	if pass.Module != nil {
		module = pass.Module.Path
	}
	return policy.FileOf(module, at.Package, at.File)
}

// show reports findings as diagnostics, with their fixes.
func show(pass *analysis.Pass, fixer []Fixer, findings []link.Finding) {
	if len(findings) == 0 {
		return
	}
	fix(pass, fixer, findings)
	places := newPlaces(pass)
	for _, f := range findings {
		d := analysis.Diagnostic{Pos: places.pos(f.At), Category: f.Rule, Message: f.Message, SuggestedFixes: places.suggested(f.Fix)}
		for _, s := range f.Trace {
			if p := places.pos(s.At); p.IsValid() {
				d.Related = append(d.Related, analysis.RelatedInformation{Pos: p, Message: s.Text})
			}
		}
		pass.Report(d)
	}
}

// places finds positions in the files of a pass.
type places struct {
	pass  *analysis.Pass
	files map[string]*token.File // by base name
}

func newPlaces(pass *analysis.Pass) places {
	p := places{pass, map[string]*token.File{}}
	for _, f := range pass.Files {
		if tf := pass.Fset.File(f.FileStart); tf != nil {
			p.files[filepath.Base(tf.Name())] = tf
		}
	}
	return p
}

// pos returns the position in the fileset, NoPos for places elsewhere.
func (p places) pos(at link.Pos) token.Pos {
	tf := p.files[at.File]
	if at.Package != p.pass.Pkg.Path() || tf == nil || at.Line < 1 || at.Line > tf.LineCount() {
		return token.NoPos
	}
	return tf.LineStart(at.Line) + token.Pos(max(at.Column-1, 0))
}
