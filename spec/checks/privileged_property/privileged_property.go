package privileged_property

import (
	"embed"
	"fmt"
	"slices"
	"strings"

	"github.com/apiward/apiward/rules"
	"github.com/apiward/apiward/rules/sensitive"
	"github.com/apiward/apiward/spec"
	"github.com/apiward/apiward/spec/lint"
)

//go:embed doc.go testdata/bad.yaml testdata/good.yaml
var files embed.FS

// Rule is the rule's facts.
var Rule = rules.Entry{Files: files, Rule: &rules.Rule{
	ID:         "privileged_property",
	Title:      "Clients can set what only the service should decide",
	Kind:       rules.Document,
	Severity:   rules.High,
	Confidence: rules.Firm,
	OWASP:      "API3:2023",
	CWE:        915,
	Since:      "0.1",
	Default:    rules.Error,
}}

// Check reports properties of what the service receives, once where each is
// written.
var Check = lint.New(Rule, func(p *lint.Pass) lint.Visitor {
	c := &checker{Pass: p, resources: map[string]*lint.Schema{}, told: map[*lint.Schema]bool{}}
	return lint.Visitor{Document: c.document, Property: c.property, Parameter: c.parameter, Body: c.body, End: c.end}
})

type checker struct {
	*lint.Pass
	resources map[string]*lint.Schema // what GET on a path sends
	told      map[*lint.Schema]bool   // schemas that were looked at as shared
	both      []spec.Problem          // of schemas that are both sent and received
}

// document notes what the resources of the paths are.
func (c *checker) document() {
	for _, op := range c.API.Operations {
		if s := sent(op); op.Method == "GET" && op.Surface == lint.Path && s != nil {
			c.resources[op.Path] = s
		}
	}
}

// sent returns the schema of what an operation answers where it goes well.
func sent(op *lint.Operation) *lint.Schema {
	for _, a := range op.Responses {
		if a.Response == nil || !a.Status().Has(lint.Successful) {
			continue
		}
		for _, m := range a.Response.Media {
			if m.Schema != nil {
				return m.Schema
			}
		}
	}
	return nil
}

// property judges one property that the service receives.
func (c *checker) property(p *lint.Property, use *lint.Use) {
	if use.Direction != lint.Received || use.Hidden || p.Pattern || !use.Unused() && !use.Carriers.Has(lint.InBody) {
		return
	}
	words := sensitive.Words(p.Name)
	kind := sensitive.Decides(withoutOwner(words, p.Owner))
	if kind == "" || harmless(p.Schema, kind) {
		return
	}
	if use = writing(use); use == nil {
		return
	}
	at := place{owner: sensitive.Words(ownerOf(p, use)), shared: shared(p), use: use}
	if general(kind) {
		c.sharedState(p, at)
		return
	}
	if strength, ok := at.strength(kind); ok {
		c.report(p.Node, subject(p), strength, use)
	}
}

// withoutOwner returns the words of a name without those that only repeat what
// it is in: user_role of a User is its role.
func withoutOwner(words []string, owner *lint.Schema) []string {
	if len(words) < 2 || owner.Name == "" || words[0] == "is" {
		return words
	}
	if names := sensitive.Words(owner.Name); slices.Contains(names, words[0]) {
		if sensitive.Decides(words) == "" {
			return words[1:]
		}
	}
	return words
}

// writes reports whether clients change something by the operation.
func writes(op *lint.Operation) bool {
	return op.Surface == lint.Path && (op.Method == "POST" || op.Method == "PUT" || op.Method == "PATCH")
}

// writing returns a use with those operations alone by which clients change
// something, nil where there are none.
func writing(use *lint.Use) *lint.Use {
	if use.Unused() {
		return use
	}
	out := *use
	out.Operations = nil
	for _, op := range use.Operations {
		if writes(op) {
			out.Operations = append(out.Operations, op)
		}
	}
	if out.Unused() {
		return nil
	}
	return &out
}

// ownerOf returns the name of what a property is in, with the path of an
// operation.
func ownerOf(p *lint.Property, use *lint.Use) string {
	owner := p.Owner.Path()
	if op := use.First(); op != nil {
		return owner + "." + op.Path
	}
	return owner
}

// shared reports whether the same property is sent too.
func shared(p *lint.Property) bool {
	use := p.Use(lint.Sent)
	return use != nil && !use.Hidden && !use.Unused()
}

// sharedState looks once at a schema that is what clients send and what they are
// answered, so that what the service decides can be set.
func (c *checker) sharedState(p *lint.Property, at place) {
	if !at.shared || at.use.Unused() || c.told[p.Owner] || at.administers() {
		return
	}
	c.told[p.Owner] = true
	var names []string
	owned := false
	for _, other := range p.Owner.Properties() {
		if other.ReadOnly() || other.WriteOnly() {
			return // whoever wrote it has thought of the direction
		}
		if k := sensitive.Decides(sensitive.Words(other.Name)); general(k) && !harmless(other.Schema, k) {
			names = append(names, other.Name)
			owned = owned || k == sensitive.Owner
		}
	}
	if len(names) < 2 && !owned {
		return // a status alone is often set on purpose
	}
	if len(names) > maxNames {
		names = append(names[:maxNames], "others")
	}
	what := "a schema"
	if path := p.Owner.Path(); path != "" {
		what = path
	}
	c.both = append(c.both, spec.Problem{
		Strength: rules.Hint,
		Range:    p.Node.KeyRange(),
		Pointer:  p.Node.Pointer(),
		Message:  fmt.Sprintf("%s is both sent and received, and nothing in it is readOnly: clients of %s can set %s", what, at.use, strings.Join(names, ", ")),
		Help:     "mark what the service decides readOnly: true, or give requests a schema of their own",
		Related:  at.use.Related(),
	})
}

// The bounds of what is told of schemas that are both sent and received.
const (
	maxNames = 5 // of properties
	maxBoth  = 5 // schemas; from there on it is how the document is made
)

// end reports the schemas that are both sent and received: each where they are
// few, and once where they all are.
func (c *checker) end() {
	if len(c.both) <= maxBoth {
		for _, problem := range c.both {
			c.Report(problem)
		}
		return
	}
	slices.SortStableFunc(c.both, spec.Problem.Compare)
	first := c.both[0]
	first.Message = fmt.Sprintf("%d schemas are both sent and received, and nothing in them is readOnly: clients can set what the service decides, as id, status and creation date", len(c.both))
	first.Related = nil
	for _, problem := range c.both[:min(len(c.both), 2*maxBoth)] {
		first.Related = append(first.Related, spec.Related{Range: problem.Range, Message: problem.Message})
	}
	c.Report(first)
}

// parameter judges a field of a form in Swagger 2.0.
func (c *checker) parameter(p *lint.Parameter) {
	if p.In != "formData" || p.Schema == nil || !slices.ContainsFunc(p.Operations, writes) {
		return
	}
	kind := sensitive.Decides(sensitive.Words(p.Name))
	if kind == "" || general(kind) || harmless(p.Schema, kind) {
		return
	}
	at := place{owner: sensitive.Words(p.Operations[0].Path), use: &p.Use}
	if strength, ok := at.strength(kind); ok {
		c.reportAt(p.Node.Field("name"), p.Node.Field("name").Range(), "the form field "+p.Name, strength, &p.Use)
	}
}

// body judges bodies that say what to change without a schema for it: a JSON
// Patch, or a merge patch of anything.
func (c *checker) body(b *lint.Body) {
	op := b.First()
	if op == nil || !writes(op) {
		return
	}
	for _, m := range b.Media {
		if !isPatch(m) {
			continue
		}
		resource := c.resources[op.Path]
		if resource == nil {
			resource = sent(op)
		}
		if p := privileged(resource, sensitive.Words(op.Path), &b.Use); p != nil {
			c.Report(spec.Problem{
				Strength: rules.Unproven,
				Range:    m.Node.KeyRange(),
				Pointer:  m.Node.Pointer(),
				Message:  fmt.Sprintf("%s takes patches of anything, so that clients can set %s", op, subject(p)),
				Help:     "list the paths that may be changed as an enum, or take a schema with what clients may set",
				Related:  append(b.Related(), spec.Related{Range: p.Node.KeyRange(), Message: "what can be set"}),
				Method:   op.Method,
				Path:     op.Path,
			})
			return
		}
	}
}

// isPatch reports whether a body of the media type changes what its schema does
// not say.
func isPatch(m *lint.MediaType) bool {
	name, _, _ := strings.Cut(strings.ToLower(m.Name), ";")
	switch strings.TrimSpace(name) {
	case "application/json-patch+json":
		if m.Schema == nil {
			return true
		}
		for _, item := range append(m.Schema.Items(), m.Schema) {
			for _, part := range item.All() {
				for _, p := range part.Properties() {
					if p.Name == "path" {
						return !p.Schema.Keyword("enum").Exists() && !p.Schema.Keyword("pattern").Exists() && !p.Schema.Keyword("const").Exists()
					}
				}
			}
		}
		return true
	case "application/merge-patch+json":
		return m.Schema == nil || len(m.Schema.All()) == 1 && len(m.Schema.Properties()) == 0 && len(m.Schema.Branches()) == 0
	}
	return false
}

// privileged returns the first property of a resource that only the service
// should decide, nil where there is none.
func privileged(resource *lint.Schema, path []string, use *lint.Use) *lint.Property {
	if resource == nil {
		return nil
	}
	for _, part := range resource.All() {
		for _, p := range part.Properties() {
			kind := sensitive.Decides(withoutOwner(sensitive.Words(p.Name), p.Owner))
			if kind == "" || general(kind) || p.ReadOnly() || harmless(p.Schema, kind) {
				continue
			}
			at := place{owner: append(sensitive.Words(p.Owner.Path()), path...), shared: true, use: use}
			if strength, ok := at.strength(kind); ok && strength < rules.Hint {
				return p
			}
		}
	}
	return nil
}

func (c *checker) report(at spec.Node, what string, strength rules.Strength, use *lint.Use) {
	c.reportAt(at, at.KeyRange(), what, strength, use)
}

func (c *checker) reportAt(node spec.Node, at spec.Range, what string, strength rules.Strength, use *lint.Use) {
	problem := spec.Problem{
		Strength: strength,
		Range:    at,
		Pointer:  node.Pointer(),
		Message:  fmt.Sprintf("clients of %s can set %s", use, what),
		Help:     "leave it out of what clients send, mark it readOnly: true, or set it in an operation of its own that asks for the right to",
		Related:  use.Related(),
	}
	if use.Unused() {
		problem.Message = "clients could set " + what + ": no operation uses it yet"
	}
	if op := use.First(); op != nil && len(use.Operations) == 1 {
		problem.Method, problem.Path = op.Method, op.Path
	}
	c.Report(problem)
}

// subject names a property for a message.
func subject(p *lint.Property) string {
	name := p.String()
	if len(name) > 200 {
		name = strings.ToValidUTF8(name[:200], "") + "…"
	}
	if p.Owner.Path() == "" {
		return "the property " + name
	}
	return name
}
