package lint

import (
	"iter"
	"strings"

	"github.com/apiward/apiward/spec"
)

// Scheme is one declared way to authenticate.
type Scheme struct {
	Name string
	Node spec.Node // its key is the name's; behind a reference the target
	Type string    // as written: apiKey, http, mutualTLS, oauth2, openIdConnect, basic
	Used bool      // some operation names it, in any alternative
	// Named says that some security value names it, be it one that holds for no
	// operation.
	Named bool
	// Operations counts those that Used speaks of.
	Operations int
	Flows      []*Flow // of OAuth
	Scopes     []Scope // that the flows declare, each once

	scopes map[string]bool
}

// IsOAuth reports whether the scheme's requirements list scopes of its flows.
func (s *Scheme) IsOAuth() bool { return s.Type == "oauth2" }

// Declares reports whether a flow of the scheme declares the scope.
func (s *Scheme) Declares(scope string) bool { return s.scopes[scope] }

// HTTP returns the name of the HTTP authentication scheme in lower case, as
// "basic", or "" where the scheme is of another type.
func (s *Scheme) HTTP() string {
	switch strings.ToLower(s.Type) {
	case "http":
		return strings.ToLower(strings.TrimSpace(s.Node.Field("scheme").Text()))
	case "basic":
		return "basic"
	}
	return ""
}

// Flow is one way in which an OAuth scheme hands out tokens.
type Flow struct {
	Kind FlowKind
	Name string    // as written
	At   spec.Node // what names it: a key, in Swagger 2.0 a value
	Node spec.Node // what has its URLs and scopes: in Swagger 2.0 the scheme
}

// Place returns where the flow is named.
func (f *Flow) Place() spec.Range {
	if f.At.Kind() == spec.String {
		return f.At.Range()
	}
	return f.At.KeyRange()
}

// FlowKind is a flow by the name that OpenAPI 3 gives it.
type FlowKind string

// The flows that are known.
const (
	Implicit            FlowKind = "implicit"
	Password            FlowKind = "password"
	ClientCredentials   FlowKind = "clientCredentials"
	AuthorizationCode   FlowKind = "authorizationCode"
	DeviceAuthorization FlowKind = "deviceAuthorization"
	UnknownFlow         FlowKind = ""
)

// flowKind reads the name of a flow, which Swagger 2.0 has words of its own for.
func flowKind(name string) FlowKind {
	switch k := FlowKind(name); k {
	case Implicit, Password, ClientCredentials, AuthorizationCode, DeviceAuthorization:
		return k
	case "application":
		return ClientCredentials
	case "accessCode":
		return AuthorizationCode
	}
	return UnknownFlow
}

// Scope is a scope that a flow declares.
type Scope struct {
	Name string
	Node spec.Node // its key is the name's
}

// Requirement is one alternative of a security list: everything it names is
// needed together.
type Requirement struct {
	Node  spec.Node
	Needs []Need // none: anonymous requests are let in

	in *securityList
}

// Operations returns the operations that the alternative holds for, those of
// webhooks and callbacks too, in the document's order.
func (r *Requirement) Operations() []*Operation { return r.in.operations }

// Guarded is what the operations do that a security value holds for.
type Guarded struct {
	Business int        // operations that do more than hand out a credential
	Reads    int        // those among them, of the paths, that only read
	Writes   int        // those among them, of the paths, that change something
	Write    *Operation // the first of Writes
}

// Guards returns what the operations do that the alternative holds for. It is
// looked at once for each security value.
func (r *Requirement) Guards() Guarded {
	list := r.in
	if list.guarded == nil {
		list.guarded = &Guarded{}
		for _, op := range list.operations {
			if op.Purpose() == Entry {
				continue
			}
			list.guarded.Business++
			switch {
			case op.Surface != Path:
			case op.Safe():
				list.guarded.Reads++
			default:
				list.guarded.Writes++
				if list.guarded.Write == nil {
					list.guarded.Write = op
				}
			}
		}
	}
	return *list.guarded
}

// List returns the security value that the alternative stands in.
func (r *Requirement) List() Security { return r.in.Security }

// Need is one name in a requirement.
type Need struct {
	Node   spec.Node // its key is the name's; a list of scopes
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

	list *securityList
}

// securityList is a security value as it is written, whichever operations
// inherit it or share it by alias. What it says is read once, and what it holds
// for is counted once.
type securityList struct {
	Security
	schemes    []*Scheme // that it names, each once
	operations []*Operation
	guarded    *Guarded // nil until it is asked for
}

// readSchemes reads the declared schemes. Names always resolve in the entry
// document, whatever file an operation stands in. A name that only refers to
// another scheme is a second name of that one.
func (v *viewer) readSchemes(root spec.Node) {
	declared := root.Field("components").Field("securitySchemes")
	if v.api.Doc.Version == spec.V2_0 {
		declared = root.Field("securityDefinitions")
	}
	known := map[spec.Identity]*Scheme{}
	for name, node := range declared.Fields() {
		if strings.HasPrefix(name, "x-") {
			continue
		}
		target, _ := node.Resolve()
		s := known[target.Identity()]
		if s == nil || !target.Exists() {
			s = &Scheme{Name: name, Node: node}
			if target.Exists() {
				s.Node, s.Type = target, target.Field("type").Text()
			}
			known[target.Identity()] = s
			v.api.Schemes = append(v.api.Schemes, s)
			v.readFlows(s)
			v.urls(s)
		}
		if target.Identity() == node.Identity() {
			s.Name = name // and not that of an earlier reference to it
			s.Node = node
		}
		v.schemes[name] = s
		v.api.schemeNames = append(v.api.schemeNames, name)
	}
}

// SchemeNames returns the names that requirements can have, in order: those of
// the schemes, and those that refer to one.
func (a *API) SchemeNames() []string { return a.schemeNames }

// readFlows reads the flows and scopes of a scheme. Swagger 2.0 has one flow, in
// the scheme itself.
func (v *viewer) readFlows(s *Scheme) {
	if v.api.Doc.Version == spec.V2_0 {
		if at := s.Node.Field("flow"); at.Text() != "" {
			s.Flows = []*Flow{{Kind: flowKind(at.Text()), Name: at.Text(), At: at, Node: s.Node}}
		}
	} else {
		flows, _ := s.Node.Field("flows").Resolve()
		for name, at := range flows.Fields() {
			node, _ := at.Resolve()
			if node.Kind() == spec.Mapping && !strings.HasPrefix(name, "x-") {
				s.Flows = append(s.Flows, &Flow{Kind: flowKind(name), Name: name, At: at, Node: node})
			}
		}
	}
	s.scopes = map[string]bool{}
	holders := []spec.Node{s.Node} // in Swagger 2.0, be a flow named or not
	if v.api.Doc.Version != spec.V2_0 {
		holders = nil
		for _, f := range s.Flows {
			holders = append(holders, f.Node)
		}
	}
	for _, holder := range holders {
		scopes, _ := holder.Field("scopes").Resolve()
		for name, node := range scopes.Fields() {
			if !s.scopes[name] && !strings.HasPrefix(name, "x-") {
				s.scopes[name] = true
				s.Scopes = append(s.Scopes, Scope{name, node})
			}
		}
	}
}

// readSecurity reads a security value.
func (v *viewer) readSecurity(node spec.Node, origin Origin) Security {
	if !node.Exists() {
		return Security{}
	}
	list := v.security[node.Identity()]
	if list == nil {
		list = v.readSecurityList(node, origin)
		v.security[node.Identity()] = list
		v.lists = append(v.lists, list)
	}
	s := list.Security
	s.Node, s.Origin = node, origin
	return s
}

func (v *viewer) readSecurityList(node spec.Node, origin Origin) *securityList {
	list := &securityList{Security: Security{Node: node, Origin: origin, Access: Malformed}}
	list.list = list
	seen := map[*Scheme]bool{}
	for item := range requirements(node) {
		r := Requirement{Node: item, in: list}
		if item.Kind() != spec.Mapping {
			list.Weakest, list.Alternatives, list.Carries = r, nil, false
			return list
		}
		for name, scopes := range item.Fields() {
			need := Need{Node: scopes, Name: name, Scheme: v.scheme(name)}
			r.Needs = append(r.Needs, need)
			list.Carries = true
			if need.Scheme != nil && !seen[need.Scheme] {
				seen[need.Scheme] = true
				list.schemes = append(list.schemes, need.Scheme)
			}
		}
		list.Alternatives = append(list.Alternatives, r)
	}
	if node.Kind() == spec.List {
		list.Access, list.Weakest = weakest(list.Alternatives)
	}
	return list
}

// requirements returns the items of a security value. A mapping lacks the list
// around its only item: what it means is plain, whether it is read is not.
func requirements(node spec.Node) iter.Seq[spec.Node] {
	return func(yield func(spec.Node) bool) {
		for range node.Names() {
			yield(node)
			return
		}
		for _, item := range node.Items() {
			if !yield(item) {
				return
			}
		}
	}
}

// countNeeds says of each scheme what needs it, and collects the requirements,
// each once.
func (v *viewer) countNeeds() {
	seen := map[spec.Identity]bool{}
	for _, list := range v.lists {
		for _, s := range list.schemes {
			s.Named = true
			s.Used = s.Used || len(list.operations) > 0
			s.Operations += len(list.operations)
		}
		for i := range list.Alternatives {
			if r := &list.Alternatives[i]; !seen[r.Node.Identity()] {
				seen[r.Node.Identity()] = true
				v.api.Requirements = append(v.api.Requirements, r)
			}
		}
	}
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

// inComponents is how a URI in the same document begins that names a scheme.
const inComponents = "#/components/securitySchemes/"

var pointerUnescapes = strings.NewReplacer("~1", "/", "~0", "~")

// scheme returns the scheme of the name. From 3.2 on a name may be a URI of a
// scheme: one in the same document is looked up, one in some file is taken as
// declared there.
func (v *viewer) scheme(name string) *Scheme {
	if s := v.schemes[name]; s != nil {
		return s
	}
	if v.api.Doc.Version < spec.V3_2 || !strings.ContainsAny(name, "/#") {
		return nil
	}
	if local, ok := strings.CutPrefix(name, inComponents); ok {
		return v.schemes[pointerUnescapes.Replace(local)]
	}
	return &Scheme{Name: name}
}
