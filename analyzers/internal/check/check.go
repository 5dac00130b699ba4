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
func New(rule rules.Entry, a *analysis.Analyzer) *analysis.Analyzer {
	run := a.Run
	a.Name = rule.ID
	a.Doc = rule.Title
	a.URL = "https://pkg.go.dev/github.com/apiward/apiward/analyzers/" + rule.ID
	a.Requires = append(a.Requires, options.Analyzer)
	a.ResultType = reflect.TypeFor[[]link.Finding]()
	a.Run = func(pass *analysis.Pass) (result any, err error) {
		policy := options.Current()
		level := policy.Level(rule.Rule)
		if level == rules.Off {
			return []link.Finding(nil), nil
		}
		defer func() {
			if p := recover(); p != nil {
				err = fmt.Errorf("rule %s failed: %v", rule.ID, p)
			}
		}()
		found := &collector{rule: rule.ID}
		inner := *pass
		inner.ResultOf = maps.Clone(pass.ResultOf)
		inner.ResultOf[collecting] = found
		if _, err := run(&inner); err != nil {
			return nil, err
		}
		if pass.Pkg != nil {
			show(pass, policy, level, found.findings)
		}
		return found.findings, nil
	}
	return a
}

// collecting is the key under which a pass holds its collector.
var collecting = &analysis.Analyzer{Name: "apiward_collecting", Doc: "hold a pass's findings"}

type collector struct {
	rule     string
	findings []link.Finding
}

// Report adds a finding of the rule whose pass it is.
func Report(pass *analysis.Pass, f link.Finding) {
	c := pass.ResultOf[collecting].(*collector)
	f.Rule = c.rule
	c.findings = append(c.findings, f)
}

// Program returns the program as far as the driver shows it.
func Program(pass *analysis.Pass) *link.Program { return pass.ResultOf[link.Analyzer].(*link.Program) }

// Policy returns the policy in force.
func Policy(*analysis.Pass) *rules.Policy { return options.Current() }

// show reports what the policy leaves standing as diagnostics.
func show(pass *analysis.Pass, policy *rules.Policy, level rules.Level, findings []link.Finding) {
	if len(findings) == 0 {
		return
	}
	places := newPlaces(pass)
	ignores := directives.Of(pass.Fset, pass.Files)
	module := ""
	if pass.Module != nil {
		module = pass.Module.Path
	}
	for _, f := range findings {
		pos := places.pos(f.At)
		route, stands := "", f.Stands()
		if f.Endpoint != nil {
			route = f.Endpoint.Method + " " + f.Endpoint.Path
		}
		switch {
		case !pos.IsValid(),
			f.Strength.At(level) < rules.Warning, // a note is nothing to fail a build over
			slices.Contains(f.Excused, f.Rule),
			strings.HasSuffix(f.At.File, "_test.go"),
			rules.Ignored(ignores, f.Rule, f.At.File, f.At.Line) >= 0,
			policy.Exempt(f.Rule, policy.FileOf(module, stands.Package, stands.File), route) >= 0:
			continue
		}
		d := analysis.Diagnostic{Pos: pos, Category: f.Rule, Message: f.Message}
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
