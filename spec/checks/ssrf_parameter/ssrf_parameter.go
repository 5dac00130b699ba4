package ssrf_parameter

import (
	"embed"
	"fmt"
	"strings"

	"github.com/apiward/apiward/rules"
	"github.com/apiward/apiward/spec"
	"github.com/apiward/apiward/spec/lint"
)

//go:embed doc.go testdata/bad.yaml testdata/good.yaml
var files embed.FS

// Rule is the rule's facts.
var Rule = rules.Entry{Files: files, Rule: &rules.Rule{
	ID:         "ssrf_parameter",
	Title:      "Clients choose an address that the service may call",
	Kind:       rules.Document,
	Severity:   rules.Medium,
	Confidence: rules.Tentative,
	OWASP:      "API7:2023",
	CWE:        918,
	Since:      "0.1",
	Default:    rules.Warning,
}}

// Check reports the parameters and the properties of requests that hold an
// address and do not say which, each definition once.
var Check = lint.New(Rule, func(p *lint.Pass) lint.Visitor {
	c := &checker{Pass: p, told: map[spec.Identity]bool{}}
	return lint.Visitor{Operation: c.operation, Parameter: c.parameter, Property: c.property}
})

type checker struct {
	*lint.Pass
	told map[spec.Identity]bool // parameters and properties

	owners    map[string]*lint.Operation // by file and pointer, made when the first callback asks
	callbacks int
}

// maxCallbacks bounds the callbacks whose addresses are looked for in requests:
// each is looked for among all properties.
const maxCallbacks = 500

// operation judges the address of a callback, which is an expression over the
// request that asks for it.
func (c *checker) operation(op *lint.Operation) {
	if op.Surface != lint.Callback {
		return
	}
	expression, ok := asked(op.Path)
	if c.callbacks++; !ok || c.callbacks > maxCallbacks {
		return
	}
	owner := c.owner(op)
	if owner == nil {
		return // a component: what names it says which request
	}
	const help = "bound it with a pattern that begins with ^https:// or an enum, and resolve and check the address before each call"
	switch from, name, _ := strings.Cut(expression, "."); {
	case strings.HasPrefix(expression, "body#/"):
		if owner.Body == nil {
			return
		}
		for _, m := range owner.Body.Media {
			p := find(m.Schema, strings.Split(strings.TrimPrefix(expression, "body#/"), "/"))
			if p == nil || c.told[p.Node.Identity()] || isBound(p.Schema) {
				continue
			}
			c.told[p.Node.Identity()] = true
			c.Report(spec.Problem{
				Range: p.Node.KeyRange(), Pointer: p.Node.Pointer(), Method: owner.Method, Path: owner.Path,
				Message: fmt.Sprintf("property %q takes any address, and the service calls it back: %s", p, owner),
				Help:    help,
				Related: []spec.Related{{Range: op.Node.KeyRange(), Message: "the callback"}},
			})
		}
	case from == "query" || from == "header" || from == "path":
		for _, p := range owner.Parameters {
			if p.In != from || !strings.EqualFold(p.Name, name) || c.told[p.Node.Identity()] || p.Schema != nil && isBound(p.Schema) {
				continue
			}
			c.told[p.Node.Identity()] = true
			c.Report(spec.Problem{
				Range: p.Node.Field("name").Range(), Pointer: p.Node.Pointer(), Method: owner.Method, Path: owner.Path,
				Message: fmt.Sprintf("parameter %q takes any address, and the service calls it back: %s", p.Name, owner),
				Help:    help,
				Related: []spec.Related{{Range: op.Node.KeyRange(), Message: "the callback"}},
			})
		}
	}
}

// asked returns what of the request a callback's address begins with:
// "body#/url" of "{$request.body#/url}/done".
func asked(address string) (string, bool) {
	rest, ok := strings.CutPrefix(address, "{$request.")
	if !ok {
		rest, ok = strings.CutPrefix(address, "$request.")
		return rest, ok
	}
	rest, _, ok = strings.Cut(rest, "}")
	return rest, ok
}

// owner returns the operation that the callback's operation is written in, nil
// where it is written in none.
func (c *checker) owner(op *lint.Operation) *lint.Operation {
	pointer := op.Node.Pointer()
	i := strings.LastIndex(pointer, "/callbacks/")
	if i < 0 {
		return nil
	}
	if c.owners == nil {
		c.owners = make(map[string]*lint.Operation, len(c.API.Operations))
		for _, other := range c.API.Operations {
			key := other.Node.Range().File + "#" + other.Node.Pointer()
			if c.owners[key] == nil {
				c.owners[key] = other
			}
		}
	}
	return c.owners[op.Node.Range().File+"#"+pointer[:i]]
}

// find returns the property that the names lead to.
func find(s *lint.Schema, names []string) *lint.Property {
	const deepest = 20
	if s == nil || len(names) > deepest {
		return nil
	}
	for _, part := range s.All() {
		for _, p := range part.Properties() {
			if p.Name != names[0] {
				continue
			}
			if len(names) == 1 {
				return p
			}
			return find(p.Schema, names[1:])
		}
	}
	return nil
}

func (c *checker) parameter(p *lint.Parameter) {
	if p.Direction == lint.Sent || c.told[p.Node.Identity()] {
		return
	}
	k := byName(p.Name)
	if p.Schema != nil {
		k = judge(p.Name, p.Schema)
	}
	if k == shown {
		k = fetch // nobody keeps a parameter to show it later
	}
	switch {
	case k == none, k == word && p.In != "query" && p.In != "formData":
		return
	case p.In == "path" && !isAddressName(p.Name):
		return // the name of what is there, as in /webhooks/{webhook}
	}
	c.told[p.Node.Identity()] = true
	noun := "parameter"
	if p.In == "formData" {
		noun, k = "form field", k.kept()
	}
	problem := spec.Problem{
		Range: p.Node.Field("name").Range(), Pointer: p.Node.Pointer(),
		Message: fmt.Sprintf("%s %q takes any address%s: %s", noun, p.Name, p.Takes(), k.risk()),
	}
	c.report(problem, k, &p.Use)
}

func (c *checker) property(p *lint.Property, use *lint.Use) {
	if use.Direction != lint.Received || use.Hidden || p.Pattern || c.told[p.Node.Identity()] {
		return
	}
	k := judge(p.Name, p.Schema)
	if k == none || k == word {
		return // in a body, target and next are anything
	}
	if k == link {
		k = max(k, ofOwner(p))
	}
	if (k == link || k == shown || k == fetch) && ofHooks(p.String()) ||
		(k == link || k == fetch) && isPlain(p.Name) && use.First() != nil && ofHooks(use.First().Path) {
		k = calls
	}
	k = k.kept()
	c.told[p.Node.Identity()] = true
	c.report(spec.Problem{
		Range: p.Node.KeyRange(), Pointer: p.Node.Pointer(),
		Message: fmt.Sprintf("property %q takes any address%s: %s", p, use.Takes(), k.risk()),
	}, k, use)
}

func (c *checker) report(p spec.Problem, k kind, use *lint.Use) {
	p.Strength = k.strength()
	if op := use.First(); op == nil || op.Purpose() == lint.Entry {
		p.Strength = rules.Hint // clients may never send it, or the protocol of logging in has addresses registered
	}
	p.Help = "bound it with an enum or a pattern that begins with ^https:// and the hosts that are meant, and resolve and check the address before it is called"
	if k == sends || k == goes {
		p.Help = "take a path of your own (pattern ^/[^/]), an enum, or a pattern that begins with ^https:// and the hosts that are meant"
	}
	if use.More || len(use.Operations) > 1 {
		p.Related = use.Related()
	}
	use.Name(&p)
	c.Report(p)
}
