// Package ruletest runs the tests that stand beside the rules of a policy: each
// fixture is judged as a project of its own, and what is found is held against
// what the test expects.
package ruletest

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"github.com/apiward/apiward/cmd/internal/driver"
	"github.com/apiward/apiward/cmd/internal/finding"
	"github.com/apiward/apiward/cmd/internal/pipeline"
	"github.com/apiward/apiward/rules"
)

// Suite is what tests are run with.
type Suite struct {
	// Try judges fixtures, as driver.Try does.
	Try func(context.Context, driver.Config, []driver.Fixture) ([]*driver.Analysis, error)
	// Config says which module fixtures are laid over, and holds the policy and its
	// checks.
	Config  driver.Config
	Catalog *rules.Catalog
	House   []string // IDs of the rules that the policy brings
}

// Result is what became of one test.
type Result struct {
	Test rules.Test
	// Broken says why the fixture could not be judged; the rest is empty then.
	Broken []Problem
	// Found are the findings of the rules that judge the test, by place.
	Found []Found
	// Missing are the expectations that no finding fits.
	Missing []rules.Expectation

	files []kept
}

// Problem is something that is wrong with a fixture itself.
type Problem struct {
	File    string // of the fixture; "" where none is to blame
	Line    int    // 0 where none is known
	Message string
}

// Found is one finding in a fixture.
type Found struct {
	finding.Finding
	Expected bool
}

// OK reports whether the test found what it expects and nothing else.
func (r *Result) OK() bool {
	return len(r.Broken) == 0 && len(r.Missing) == 0 &&
		!slices.ContainsFunc(r.Found, func(f Found) bool { return !f.Expected })
}

// Run runs the tests, in order. The error is one of the environment: no test can
// be run.
func (s *Suite) Run(ctx context.Context, tests []rules.Test) ([]Result, error) {
	results := make([]Result, len(tests))
	fixtures := make([]driver.Fixture, len(tests))
	for i, t := range tests {
		results[i].Test = t
		fixtures[i] = results[i].unpack()
	}
	cfg := s.Config
	cfg.Policy = s.policy(tests)
	analyses, err := s.Try(ctx, cfg, fixtures)
	if err != nil {
		return nil, err
	}
	for i, a := range analyses {
		if err := s.judge(&results[i], a, cfg.Policy); err != nil {
			return nil, err
		}
	}
	return results, nil
}

// policy returns the policy that the tests are run under: the one that they stand
// in, but for levels. Of the rules of this binary only those are on that a test
// names; a rule that is tested and off has its own level.
func (s *Suite) policy(tests []rules.Test) *rules.Policy {
	on := map[string]bool{}
	for _, id := range s.House {
		on[id] = true
	}
	for i := range tests {
		for _, id := range tests[i].Involves() {
			on[id] = true
		}
	}
	var policy rules.Policy
	if s.Config.Policy != nil {
		policy = *s.Config.Policy
	}
	settings := make([]rules.Setting, 0, len(s.Catalog.All()))
	for _, e := range s.Catalog.All() {
		setting := rules.Setting{ID: e.ID, Level: s.Config.Policy.Level(e.Rule)}
		if known := slices.IndexFunc(policy.Rules, func(s rules.Setting) bool { return s.ID == e.ID }); known >= 0 {
			setting = policy.Rules[known]
		}
		switch {
		case !on[e.ID]:
			setting.Level = rules.Off
		case setting.Level == rules.Off:
			setting.Level = cmp.Or(e.Default, e.Severity.Level())
		}
		settings = append(settings, setting)
	}
	policy.Rules = settings // the catalog is sorted, as these must be
	policy.Documents, policy.Engines = nil, nil
	return &policy
}

// judge holds what was found in a fixture against what its test expects.
func (s *Suite) judge(r *Result, a *driver.Analysis, policy *rules.Policy) error {
	for _, f := range a.Failures {
		r.broken(f)
	}
	if len(r.Broken) > 0 {
		return nil
	}
	findings, err := pipeline.Process(pipeline.Input{
		Catalog: s.Catalog, Policy: policy, Findings: a.Findings, Ignores: a.Ignores,
		Scope: pipeline.Scope{Partial: true}, // a fixture is never all that an excuse is for
	})
	if err != nil {
		return err
	}
	judges := r.Test.Involves()
	if !r.Test.Narrow() {
		judges = slices.Concat(judges, s.House)
	}
	met := make([]bool, len(r.Test.Expect))
	for _, f := range findings {
		if f.Suppressed != nil || !slices.Contains(judges, f.Rule) {
			continue
		}
		found := Found{Finding: f}
		for i := range r.Test.Expect {
			if r.fits(&r.Test.Expect[i], &f) {
				met[i], found.Expected = true, true
			}
		}
		r.Found = append(r.Found, found)
	}
	for i, e := range r.Test.Expect {
		if !met[i] {
			r.Missing = append(r.Missing, e)
		}
	}
	return nil
}

// broken records an input of the fixture that could not be judged.
func (r *Result) broken(f finding.Failure) {
	p := Problem{File: f.At.File, Line: f.At.Line, Message: f.Message}
	if p.File == "" && f.Input != "" {
		p.Message = f.Input + ": " + p.Message
	}
	r.Broken = append(r.Broken, p)
}

// fits reports whether a finding is one that is expected.
func (r *Result) fits(e *rules.Expectation, f *finding.Finding) bool {
	return e.Rule == f.Rule &&
		(e.Line == 0 || e.Line == f.At.Line) &&
		(e.File == "" || e.File == f.At.File) &&
		(e.On == "" || strings.Contains(r.line(f.At.File, f.At.Line), e.On)) &&
		strings.Contains(f.Message, e.Message) &&
		(e.Route == "" || e.Route == f.About()) &&
		(e.Level == nil || *e.Level == f.Level)
}

// Untested returns the rules of the house that no test names, in order.
func (s *Suite) Untested(tests []rules.Test) []string {
	named := map[string]bool{}
	for i := range tests {
		for _, id := range tests[i].Involves() {
			named[id] = true
		}
	}
	return slices.DeleteFunc(slices.Clone(s.House), func(id string) bool { return named[id] })
}
