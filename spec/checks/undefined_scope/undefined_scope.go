package undefined_scope

import (
	"embed"
	"fmt"
	"slices"

	"github.com/apiward/apiward/rules"
	"github.com/apiward/apiward/spec"
	"github.com/apiward/apiward/spec/lint"
)

//go:embed doc.go testdata/bad.yaml testdata/good.yaml
var files embed.FS

// Rule is the rule's facts.
var Rule = rules.Entry{Files: files, Rule: &rules.Rule{
	ID:         "undefined_scope",
	Title:      "A requirement asks for a scope that is not declared, or for none",
	Kind:       rules.Document,
	Severity:   rules.Medium,
	Confidence: rules.Certain,
	OWASP:      "API5:2023",
	CWE:        285,
	Since:      "0.1",
	Default:    rules.Warning,
}}

// Check reports each scope once, where it is asked for first, and each
// requirement without one.
var Check = lint.New(Rule, func(p *lint.Pass) lint.Visitor {
	c := &checker{Pass: p, places: map[undeclared][]spec.Node{}, opens: map[*lint.Scheme]*open{}}
	return lint.Visitor{Document: c.document}
})

type checker struct {
	*lint.Pass
	order     []undeclared
	open      []*open
	opens     map[*lint.Scheme]*open
	places    map[undeclared][]spec.Node // where each is asked for
	pointless []*pointless
	suggested int
}

// undeclared is a scope that its scheme does not declare.
type undeclared struct {
	scheme *lint.Scheme
	scope  string
}

// open is an OAuth scheme that is asked for without a scope.
type open struct {
	scheme *lint.Scheme
	places []spec.Node
	use    lint.Guarded // of all these places
}

func (c *checker) document() {
	for _, r := range c.API.Requirements {
		for _, n := range r.Needs {
			switch {
			case n.Scheme == nil || n.Scheme.Type == "":
			case n.Scheme.IsOAuth() && len(n.Scheme.Flows)+len(n.Scheme.Scopes) > 0:
				c.collect(n)
				c.collectOpen(r, n)
			case !n.Scheme.IsOAuth() && n.Scheme.Type != "openIdConnect" && c.API.Doc.Version < spec.V3_1:
				c.collectPointless(n)
			}
		}
	}
	for _, p := range c.pointless {
		c.withoutScopes(p)
	}
	for _, u := range c.order {
		c.undeclared(u, c.places[u])
	}
	for _, o := range c.open {
		c.withoutScope(o)
	}
}

// collect remembers the scopes of a requirement that are not declared.
func (c *checker) collect(n lint.Need) {
	for _, item := range n.Node.Items() {
		u := undeclared{n.Scheme, item.Text()}
		if u.scope == "" || n.Scheme.Declares(u.scope) {
			continue
		}
		if c.places[u] == nil {
			c.order = append(c.order, u)
		}
		c.places[u] = append(c.places[u], item)
	}
}

// undeclared reports one scope for all requirements that ask for it.
func (c *checker) undeclared(u undeclared, places []spec.Node) {
	problem := spec.Problem{
		Range:   places[0].Range(),
		Pointer: places[0].Pointer(),
		Message: fmt.Sprintf("scope %q is not declared by OAuth scheme %q", clip(u.scope), u.scheme.Name),
		Help:    c.help(u.scope, u.scheme),
		Related: []spec.Related{{Range: u.scheme.Node.KeyRange(), Message: "the scheme"}},
	}
	if len(places) > 1 {
		problem.Message += fmt.Sprintf(", and %d requirements ask for it", len(places))
	}
	const most = 5
	for _, other := range places[1:min(len(places), most)] {
		problem.Related = append(problem.Related, spec.Related{Range: other.Range(), Message: "asked for here too"})
	}
	c.Report(problem)
}

// collectOpen remembers a requirement of OAuth that every token meets.
func (c *checker) collectOpen(r *lint.Requirement, n lint.Need) {
	use := r.Guards()
	if n.Node.Kind() != spec.List || n.Node.Len() > 0 || len(n.Scheme.Scopes) == 0 || use.Business == 0 {
		return
	}
	o := c.opens[n.Scheme]
	if o == nil {
		o = &open{scheme: n.Scheme}
		c.opens[n.Scheme] = o
		c.open = append(c.open, o)
	}
	o.places = append(o.places, n.Node)
	o.use.Business += use.Business
	o.use.Writes += use.Writes
	if o.use.Write == nil {
		o.use.Write = use.Write
	}
}

// withoutScope reports a scheme once for all requirements that name no scope.
func (c *checker) withoutScope(o *open) {
	first := o.places[0]
	problem := spec.Problem{
		Strength: rules.Hint,
		Range:    first.KeyRange(),
		Pointer:  first.Pointer(),
		Message:  fmt.Sprintf("OAuth scheme %q is asked for without a scope: every token it hands out will do for %s", o.scheme.Name, what(o.use)),
		Help:     "name the scope that the operation needs",
	}
	const most = 5
	for _, other := range o.places[1:min(len(o.places), most)] {
		problem.Related = append(problem.Related, spec.Related{Range: other.KeyRange(), Message: "without a scope here too"})
	}
	c.Report(problem)
}

// what says what a token without scopes will do for.
func what(use lint.Guarded) string {
	if use.Business == 1 {
		if use.Writes == 1 {
			return "1 operation, which changes something"
		}
		return "1 operation"
	}
	text := lint.Count(use.Business, "operation")
	if use.Writes > 0 {
		text += fmt.Sprintf(", %d of which change something, as %s", use.Writes, use.Write)
	}
	return text
}

// pointless are the requirements that ask scopes of a scheme that has none.
type pointless struct {
	scheme *lint.Scheme
	lists  []spec.Node // of scopes
}

// habit is from where on scopes that nothing checks are what the authors do, and not
// what they did somewhere: one finding says so.
const habit = 20

// collectPointless remembers scopes beside a scheme that has none.
func (c *checker) collectPointless(n lint.Need) {
	if n.Node.Len() == 0 {
		return
	}
	i := slices.IndexFunc(c.pointless, func(p *pointless) bool { return p.scheme == n.Scheme })
	if i < 0 {
		i = len(c.pointless)
		c.pointless = append(c.pointless, &pointless{scheme: n.Scheme})
	}
	c.pointless[i].lists = append(c.pointless[i].lists, n.Node)
}

// withoutScopes reports scopes beside a scheme that has none, where they are asked for
// or, where that is everywhere, once.
func (c *checker) withoutScopes(p *pointless) {
	for _, list := range p.lists {
		at := list
		for _, item := range list.Items() {
			at = item
			break
		}
		problem := spec.Problem{
			Range:   at.Range(),
			Pointer: at.Pointer(),
			Message: fmt.Sprintf("%s asked of security scheme %q, which is of type %s and has none: nothing checks them", count(list.Len()), p.scheme.Name, p.scheme.Type),
			Help:    "write [] here, or declare the scheme as oauth2 with its scopes",
			Related: []spec.Related{{Range: p.scheme.Node.KeyRange(), Message: "the scheme"}},
		}
		if n := len(p.lists); n > habit {
			problem.Message = fmt.Sprintf("%d requirements ask scopes of security scheme %q, which is of type %s and has none: nothing checks them", n, p.scheme.Name, p.scheme.Type)
			c.Report(problem)
			return
		}
		c.Report(problem)
	}
}

func count(scopes int) string {
	if scopes == 1 {
		return "1 scope is"
	}
	return lint.Count(scopes, "scope") + " are"
}

// help suggests a scope. After a hundred misspelled ones no one is helped by one
// more suggestion.
func (c *checker) help(scope string, s *lint.Scheme) string {
	const most = 100
	if c.suggested++; c.suggested <= most {
		names := make([]string, len(s.Scopes))
		for i, declared := range s.Scopes {
			names[i] = declared.Name
		}
		if near := spec.Closest(scope, names); near != "" {
			return fmt.Sprintf("did you mean %q?", near)
		}
	}
	return "declare it in the scheme's flow, or ask for one that is declared"
}

// clip bounds what a message repeats.
func clip(s string) string {
	const most = 100
	if r := []rune(s); len(r) > most {
		return string(r[:most]) + "…"
	}
	return s
}
