package lint

import (
	"strings"

	"github.com/apiward/apiward/spec"
)

// Scheme is one declared way to authenticate.
type Scheme struct {
	Name string
	Node spec.Node // its key is the name's; behind a reference the target
	Type string    // as written: apiKey, http, mutualTLS, oauth2, openIdConnect, basic
	Used bool      // some operation names it, in any alternative
}

// Requirement is one alternative of a security list: everything it names is
// needed together.
type Requirement struct {
	Node  spec.Node
	Needs []Need // none: anonymous requests are let in
}

// Need is one name in a requirement.
type Need struct {
	Node   spec.Node // its key is the name's
	Name   string
	Scheme *Scheme // nil where no such scheme is declared
}

// Undefined reports whether nothing that the requirement names is declared: no
// server can check it, so that it guards nothing.
func (r Requirement) Undefined() bool {
	for _, n := range r.Needs {
		if n.Scheme != nil {
			return false
		}
	}
	return len(r.Needs) > 0
}

// Access is what the weakest alternative of a security list asks for. An
// attacker picks the alternative, so that no other one counts.
type Access int

// The answers, weakest first.
const (
	Undeclared Access = iota // neither the operation nor the document says anything
	Malformed                // what is said is no list of requirements, and readers disagree
	Public                   // said to be open: [] or only {}
	Optional                 // {} beside other alternatives: anonymous requests are let in
	Undefined                // an alternative names only schemes that are not declared
	Required                 // a credential
)

// Security is what holds for an operation after inheritance.
type Security struct {
	Node         spec.Node // the security value that holds; absent where Undeclared
	Origin       Origin    // Nowhere, AtRoot or AtOperation
	Access       Access
	Alternatives []Requirement
	// Weakest is the alternative that decided, or the item that is malformed.
	// It is absent where there is none.
	Weakest Requirement
	// Carries says that some alternative has clients send a credential.
	Carries bool

	schemes []*Scheme // that it names, each once
}

// readSchemes reads the declared schemes. Names always resolve in the entry
// document, whatever file an operation stands in.
func (v *viewer) readSchemes(root spec.Node) {
	declared := root.Field("components").Field("securitySchemes")
	if v.api.Doc.Version == spec.V2_0 {
		declared = root.Field("securityDefinitions")
	}
	for name, node := range declared.Fields() {
		if strings.HasPrefix(name, "x-") {
			continue
		}
		s := &Scheme{Name: name, Node: node}
		if target, ok := node.Resolve(); ok {
			s.Node, s.Type = target, target.Field("type").Text()
		}
		v.api.Schemes = append(v.api.Schemes, s)
		v.schemes[name] = s
		v.urls(s)
	}
}

// readSecurity reads a security value.
func (v *viewer) readSecurity(node spec.Node, origin Origin) Security {
	if !node.Exists() {
		return Security{}
	}
	if known, ok := v.security[node.Identity()]; ok {
		known.Node, known.Origin = node, origin
		return known
	}
	s := Security{Node: node, Origin: origin, Access: Malformed}
	seen := map[*Scheme]bool{}
	for _, item := range node.Items() {
		r := Requirement{Node: item}
		if item.Kind() != spec.Mapping {
			return Security{Node: node, Origin: origin, Access: Malformed, Weakest: r}
		}
		for name, scopes := range item.Fields() {
			need := Need{Node: scopes, Name: name, Scheme: v.scheme(name)}
			r.Needs = append(r.Needs, need)
			s.Carries = true
			if need.Scheme != nil && !seen[need.Scheme] {
				seen[need.Scheme] = true
				s.schemes = append(s.schemes, need.Scheme)
			}
		}
		s.Alternatives = append(s.Alternatives, r)
	}
	if node.Kind() == spec.List {
		s.Access, s.Weakest = weakest(s.Alternatives)
	}
	v.security[node.Identity()] = s
	return s
}

// weakest returns what the weakest alternative asks for.
func weakest(alternatives []Requirement) (Access, Requirement) {
	access, which := Required, Requirement{}
	anonymous := 0
	for _, r := range alternatives {
		switch {
		case len(r.Needs) == 0:
			anonymous++
			access, which = Optional, r
		case r.Undefined() && access == Required:
			access, which = Undefined, r
		}
	}
	if anonymous == len(alternatives) {
		access = Public
	}
	return access, which
}

// scheme returns the scheme of the name. From 3.2 on a name may be a URI of a
// scheme in some file: it is taken as declared there.
func (v *viewer) scheme(name string) *Scheme {
	if s := v.schemes[name]; s != nil {
		return s
	}
	if v.api.Doc.Version >= spec.V3_2 && strings.ContainsAny(name, "/#") {
		return &Scheme{Name: name}
	}
	return nil
}
