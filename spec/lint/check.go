package lint

import (
	"fmt"
	"slices"
	"strings"

	"github.com/apiward/apiward/rules"
	"github.com/apiward/apiward/rules/secret"
	"github.com/apiward/apiward/spec"
)

// Check is a rule over documents.
type Check struct {
	Rule  rules.Entry
	visit func(*Pass) Visitor
}

// New returns the check of a rule. The function is called once per document,
// so that whatever its visitor remembers is gone with the document.
func New(rule rules.Entry, visit func(*Pass) Visitor) *Check {
	return &Check{Rule: rule, visit: visit}
}

// Visitor holds what a check wants to see. A nil function sees nothing. The
// walk calls Document first, then the others, each in the document's order.
type Visitor struct {
	Document    func()
	Scheme      func(*Scheme)
	Operation   func(*Operation)
	Requirement func(*Requirement)
	Server      func(*Server)
	URL         func(*URL)

	// Each definition once, however many operations use it.
	Parameter func(*Parameter)
	Body      func(*Body)
	Response  func(*Response)
	Header    func(*Header)

	// Each property and each schema object once per direction in which it is
	// used, so at most twice. What operations leave unused is visited in both
	// directions: a named schema, or a definition in its own direction, and what
	// is only reached from there. Schemas are met in the order in which they
	// were found: rules report, and the report is sorted.
	Property func(*Property, *Use)
	Schema   func(*Schema, *Use)

	// End is called last, for what can only be said of all together.
	End func()
}

// Pass is one check at work on one document.
type Pass struct {
	API    *API
	Policy *rules.Policy // may be nil
	rule   *rules.Rule
	out    *[]spec.Problem
	beyond spec.Problem // the first that came when the rule had reported enough, for all behind it
	kept   int
	left   int // so many were not kept
}

// The bounds of what is said of one document, by one rule and by all of them. The
// largest that are published have five thousand notes; one of thirty megabytes
// can have half a million flaws, and a report of them all takes gigabytes.
const (
	maxReported = 10_000
	maxTold     = 30_000
)

// Report records a problem. The rule's ID is filled in, and what a message
// quotes of the document is covered where it is a credential, as the password in
// the URL of a server is.
func (p *Pass) Report(problem spec.Problem) {
	problem.RuleID = p.rule.ID
	if p.kept == maxReported || len(*p.out) >= maxTold {
		p.postpone(problem)
		return
	}
	p.kept++
	problem.Message = covered(problem.Message)
	problem.Help = covered(problem.Help)
	*p.out = append(*p.out, problem)
}

// postpone counts a problem that is one too many. What is told of all of them is
// as strong as the strongest.
func (p *Pass) postpone(problem spec.Problem) {
	if p.left++; p.left == 1 {
		p.beyond = spec.Problem{RuleID: problem.RuleID, Range: problem.Range, Pointer: problem.Pointer, Strength: problem.Strength}
	}
	p.beyond.Strength = min(p.beyond.Strength, problem.Strength)
}

// finish tells how many problems were not kept, at the first of them.
func (p *Pass) finish() {
	if p.left == 0 {
		return
	}
	problem := p.beyond
	problem.Message = fmt.Sprintf("the rule found more than it lists: %s beyond the first %d, from here on", Count(p.left, "further finding"), p.kept)
	problem.Help = "mend the findings that are listed and check again"
	*p.out = append(*p.out, problem)
}

// DeclaredOpen reports whether someone said that the operation is open, in the
// policy or in an extension that other linters read too.
func (p *Pass) DeclaredOpen(op *Operation) bool { return declaredOpen(p.Policy, op) }

func declaredOpen(policy *rules.Policy, op *Operation) bool {
	if op.Node.Field("x-public").True() || op.Node.Field("x-42c-no-authentication").True() {
		return true
	}
	if op.Surface != Path || policy == nil {
		return false
	}
	if policy.IsPublic(op.Method, op.Path) {
		return true
	}
	for _, s := range op.Servers {
		if base := s.BasePath(); base != "" && policy.IsPublic(op.Method, base+op.Path) {
			return true
		}
	}
	return false
}

// Opens reports whether the requirement is what missing_security blames: it
// names no scheme that exists, nothing weaker stands beside it, and it holds for
// an operation that nobody declared open. In a document without any scheme what
// is missing are the declarations, which undefined_scheme says.
func (p *Pass) Opens(r *Requirement) bool {
	list := r.List()
	return len(p.API.Schemes) > 0 && list.Access == Undefined && list.Weakest.Node.Identity() == r.Node.Identity() &&
		slices.ContainsFunc(r.Operations(), func(op *Operation) bool {
			return (op.Surface == Path || op.Security.Origin == AtOperation) && !p.DeclaredOpen(op)
		})
}

// Run walks the document once for all checks that the policy does not turn
// off, and returns what they found, sorted.
func Run(doc *spec.Document, checks []*Check, policy *rules.Policy) []spec.Problem {
	var out []spec.Problem
	var visitors []Visitor
	var passes []*Pass
	api := View(doc)
	policy = policy.In(rules.Where{File: doc.Name, Document: doc.Name})
	for _, c := range checks {
		if !policy.On(c.Rule.Rule) {
			continue
		}
		pass := &Pass{API: api, Policy: policy, rule: c.Rule.Rule, out: &out}
		passes, visitors = append(passes, pass), append(visitors, c.visit(pass))
	}
	walk(api, visitors)
	for _, p := range passes {
		p.finish()
	}
	slices.SortStableFunc(out, spec.Problem.Compare)
	return out
}

func walk(api *API, visitors []Visitor) {
	if slices.ContainsFunc(visitors, func(v Visitor) bool { return v.Property != nil || v.Schema != nil }) {
		api.reach() // before anyone asks whether the view is whole
	}
	// A scheme that only another document's operations name is judged there.
	elsewhere := func(s *Scheme) bool { return !s.Used && api.Doc.Lent(s.Node) }
	schemes := slices.DeleteFunc(slices.Clone(api.Schemes), elsewhere)
	urls := slices.DeleteFunc(slices.Clone(api.URLs), func(u *URL) bool { return elsewhere(u.Scheme) })
	for _, v := range visitors {
		if v.Document != nil {
			v.Document()
		}
		each(schemes, v.Scheme)
		each(api.Operations, v.Operation)
		each(api.Requirements, v.Requirement)
		each(api.Servers, v.Server)
		each(urls, v.URL)
		each(api.Parameters, v.Parameter)
		each(api.Bodies, v.Body)
		each(api.Responses, v.Response)
		each(api.Headers, v.Header)
		if v.Property != nil || v.Schema != nil {
			walkSchemas(api.schemas.all, v)
		}
		if v.End != nil {
			v.End()
		}
	}
}

func walkSchemas(all []*Schema, v Visitor) {
	for _, s := range all {
		for _, use := range s.use {
			if use != nil && v.Schema != nil {
				v.Schema(s, use)
			}
		}
		for _, l := range s.lists {
			if v.Property == nil || len(l.properties) == 0 || l.properties[0].Owner != s {
				continue // of another schema
			}
			for _, p := range l.properties {
				for _, use := range p.use {
					if use != nil {
						v.Property(p, use)
					}
				}
			}
		}
	}
}

func each[T any](values []T, visit func(T)) {
	if visit == nil {
		return
	}
	for _, v := range values {
		visit(v)
	}
}

// Count returns "1 operation", "2 operations".
func Count(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return fmt.Sprintf("%d %ss", n, noun)
}

// covered returns a message without the credentials in it.
func covered(message string) string {
	const most = 10
	for range most {
		m, ok := secret.Find(message)
		if !ok {
			break
		}
		found, shown := message[m.Start:m.End], "***"
		if host := strings.LastIndexByte(found, '@'); host >= 0 && strings.HasPrefix(found, "://") {
			shown = "://***" + found[host:]
		}
		message = message[:m.Start] + shown + message[m.End:]
	}
	return message
}
