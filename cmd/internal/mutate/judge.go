package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"os"
	"runtime"
	"slices"
	"strings"
	"sync"

	"github.com/apiward/apiward/analyzers/link"
	"github.com/apiward/apiward/cmd/internal/driver"
	"github.com/apiward/apiward/cmd/internal/finding"
	"github.com/apiward/apiward/rules"
)

// verdict is what became of a mutant.
type verdict string

const (
	found    verdict = "found"
	survived verdict = "survived"
	broken   verdict = "does not compile" // it is no mutant
	idle     verdict = "changes nothing"  // something else still protects what it bared
)

// outcome is a mutant with its verdict and why.
type outcome struct {
	*mutant
	verdict verdict
	why     string
}

// routeKey names a route through edits.
type routeKey struct{ service, method, path, handler string }

func keyOfRoute(r *link.Route) routeKey {
	return routeKey{r.Service, r.Method, r.Path, base(r.Handler.Name)}
}

// String returns the route as reports name it.
func (k routeKey) String() string { return k.method + " " + k.path }

// state is what an analysis says, for comparison.
type state struct {
	routes   map[routeKey]*link.Route // of several with one key the weakest
	order    []routeKey
	findings map[said]rules.Strength
}

// said is a finding by what it says, in the lines of the files as they are. One
// that tells of more routes than before says something new.
type said struct {
	rule, file, message string
	line                int
}

func newState(a *driver.Analysis) *state { return stateOf(a, "", text{}) }

// stateOf returns what an analysis says of a service in which file has another
// text.
func stateOf(a *driver.Analysis, file string, t text) *state {
	s := &state{routes: map[routeKey]*link.Route{}, findings: map[said]rules.Strength{}}
	for i := range a.Inventory.Routes {
		r := &a.Inventory.Routes[i]
		k := keyOfRoute(r)
		if s.routes[k] == nil {
			s.order = append(s.order, k)
		}
		if have := s.routes[k]; have == nil || have.Auth.State == "required" {
			s.routes[k] = r
		}
	}
	for _, f := range a.Findings {
		k := saidOf(f, file, t)
		if have, ok := s.findings[k]; !ok || f.Strength < have {
			s.findings[k] = f.Strength
		}
	}
	return s
}

func saidOf(f finding.Finding, file string, t text) said {
	k := said{f.Rule, f.At.File, f.Message, f.At.Line}
	if k.file == file {
		k.line = t.was(k.line)
	}
	return k
}

// try analyses mutants, several at a time, and judges each.
func (s *service) try(ctx context.Context, mutants []*mutant, tell *progress) ([]outcome, error) {
	outcomes := make([]outcome, len(mutants))
	errs := make([]error, len(mutants))
	slots := make(chan struct{}, runtime.GOMAXPROCS(0))
	var wait sync.WaitGroup
	for i, m := range mutants {
		slots <- struct{}{}
		tell.mutant(m.kind, i, len(mutants))
		wait.Go(func() {
			defer func() { <-slots }()
			outcomes[i], errs[i] = s.judge(ctx, m)
		})
	}
	wait.Wait()
	return outcomes, errors.Join(errs...)
}

// judge analyses the service with one mutant.
func (s *service) judge(ctx context.Context, m *mutant) (outcome, error) {
	source, err := os.ReadFile(m.path)
	if err != nil {
		return outcome{}, err
	}
	t := apply(source, m.edits)
	a, err := s.base.Vary(ctx, map[string][]byte{m.path: t.data})
	switch {
	case errors.Is(err, driver.ErrBroken):
		return outcome{m, broken, err.Error()}, nil
	case err != nil:
		return outcome{}, fmt.Errorf("%s:%d: %w", m.file, m.line, err)
	}
	after := stateOf(a, m.file, t)
	var told []finding.Finding // what was not said before, or with less certainty
	for _, f := range a.Findings {
		if have, ok := s.before.findings[saidOf(f, m.file, t)]; !ok || f.Strength < have {
			told = append(told, f)
		}
	}
	o := outcome{mutant: m, verdict: survived}
	switch m.kind {
	case dropMiddleware, moveRoute:
		s.judgeGuard(&o, after, told)
	case dropBodyLimit:
		if s.judgeRule(&o, t, told, false, "unbounded_body"); o.verdict == survived {
			s.judgeLimit(&o, after)
		}
	case sprintf:
		s.judgeRule(&o, t, told, true, "sql_injection")
	case leakError:
		s.judgeRule(&o, t, told, true, "error_leak")
	case dropSecurity:
		s.judgeRule(&o, t, told, false, "missing_security", "auth_drift")
	}
	return o, nil
}

// judgeRule looks for a finding of one of the rules that was not there before;
// there says that it must have to do with the place of the mutant.
func (s *service) judgeRule(o *outcome, t text, told []finding.Finding, there bool, ids ...string) {
	for _, f := range told {
		if !slices.Contains(ids, f.Rule) {
			continue
		}
		near := func(at finding.Range) bool {
			return at.File == o.file && o.first <= t.was(at.Line) && t.was(at.Line) <= o.last
		}
		if !there || near(f.At) || slices.ContainsFunc(f.Trace, func(n finding.Note) bool { return near(n.Range) }) {
			o.verdict = found
			return
		}
	}
	o.why = "no new finding of " + strings.Join(ids, " or ")
}

// judgeGuard looks for routes that were guarded and are not any more.
func (s *service) judgeGuard(o *outcome, after *state, told []finding.Finding) {
	candidates := o.routes
	if o.kind == dropMiddleware {
		candidates = s.before.order
	}
	var lost []routeKey
	bared := 0
	for _, k := range candidates {
		before := s.before.routes[k]
		if before == nil || before.Auth.State != "required" {
			continue
		}
		now := after.routes[k]
		switch {
		case now == nil:
			lost = append(lost, k)
		case now.Auth.State != "required":
			bared++
		}
	}
	switch {
	case bared > 0 && slices.ContainsFunc(told, func(f finding.Finding) bool { return f.Rule == "missing_auth" }):
		o.verdict = found
	case bared > 0:
		// The state is worse, and nothing is said of it: what is public by its path
		// is none to complain about.
		o.verdict, o.why = found, "by state"
	case len(lost) > 0:
		o.why = fmt.Sprintf("%v is no route any more", lost[0])
	default:
		s.judgeUnchanged(o, after)
	}
}

// judgeUnchanged says why no route lost its guard: another one, or what is taken
// for one, may stand in the same chains. Then it is named, to be looked at.
func (s *service) judgeUnchanged(o *outcome, after *state) {
	shorter, guarded := 0, 0
	var proof, other string
	for _, k := range s.before.order {
		before, now := s.before.routes[k], after.routes[k]
		if before.Auth.State != "required" || now == nil || len(now.Middleware) >= len(before.Middleware) {
			continue
		}
		shorter++
		if g := guardOf(now); g != nil {
			guarded++
			other = cmp.Or(other, fmt.Sprintf("%s at %s:%d stands in the same chains", g.Name, g.File, g.Line))
		}
		if len(now.Auth.Evidence) > 0 && proof == "" {
			e := now.Auth.Evidence[0]
			proof = fmt.Sprintf("%v is still required: %s (%s:%d)", k, e.Message, e.File, e.Line)
		}
	}
	switch {
	case shorter == 0:
		o.why = "no chain is shorter"
	case guarded == shorter:
		o.verdict, o.why = idle, other
	default:
		o.why = proof
	}
}

// guardOf returns the outermost guard of a route, nil if it has none.
func guardOf(r *link.Route) *link.Middleware {
	for i := range r.Middleware {
		if r.Middleware[i].Role == "auth" {
			return &r.Middleware[i]
		}
	}
	return nil
}
