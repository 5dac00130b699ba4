package driver

import (
	"cmp"
	"slices"

	"github.com/apiward/apiward/analyzers/handlers"
	"github.com/apiward/apiward/analyzers/link"
	"github.com/apiward/apiward/cmd/internal/finding"
	"github.com/apiward/apiward/rules"
	"github.com/apiward/apiward/spec"
	"github.com/apiward/apiward/spec/checks"
	"github.com/apiward/apiward/spec/comments"
	"github.com/apiward/apiward/spec/contract"
	"github.com/apiward/apiward/spec/lint"
	"github.com/apiward/apiward/spec/skeleton"
)

// hold holds the documents against the routes, where there are both.
func (a *Analysis) hold(documents []*spec.Document, cfg Config) {
	for _, m := range a.admitted(documents, cfg.Policy) {
		auth := &a.Inventory.Routes[m.Operation].Auth
		at := m.Documented.Security.Node.KeyRange()
		auth.State = "optional"
		auth.Evidence = append(auth.Evidence, link.Evidence{Message: "the document lets requests without a credential in", File: at.File, Line: at.Line})
	}
	if documents = a.against(documents, cfg.Policy); len(documents) > 0 && a.Inventory != nil && len(a.Inventory.Routes) > 0 {
		a.contract(documents, cfg)
	}
}

// against returns the documents to hold the routes against: with those that the code
// itself makes, where no other describes any of its services.
func (a *Analysis) against(documents []*spec.Document, policy *rules.Policy) []*spec.Document {
	if a.Inventory == nil || !a.describesItself() || len(documents) > 0 && contract.Describes(documents, Operations(a.Inventory, policy), policy) {
		return documents
	}
	if a.own == nil {
		a.own = slices.Concat(a.generated(), a.comments(), a.registered(policy))
	}
	return slices.Concat(documents, a.own)
}

// describesItself reports whether there is anything in the code that documents can be
// made of.
func (a *Analysis) describesItself() bool {
	return len(a.embedded)+len(a.notes) > 0 || slices.ContainsFunc(a.Inventory.Routes, func(r link.Route) bool { return r.Declared != nil })
}

// admitted returns the operations with an alternative that names no credential whose
// routes ask for what the document says. What generators keep of an operation beside
// its handler are the credentials alone.
func (a *Analysis) admitted(documents []*spec.Document, policy *rules.Policy) []contract.Match {
	if a.Inventory == nil || !slices.ContainsFunc(a.Inventory.Routes, func(r link.Route) bool { return r.Auth.Described }) {
		return nil
	}
	_, matches := contract.Compare(a.against(documents, policy), contract.Code{Operations: Operations(a.Inventory, policy)}, nil, policy)
	return slices.DeleteFunc(matches, func(m contract.Match) bool {
		return !a.Inventory.Routes[m.Operation].Auth.Described || m.Documented.Security.Access != lint.Optional
	})
}

// comments returns the document that comments in the code describe, for a program
// that has no other: what a generator makes of them is the document otherwise.
func (a *Analysis) comments() []*spec.Document {
	doc, err := comments.Document(described(a.notes, a.noted))
	switch {
	case err != nil:
		a.Notices = append(a.Notices, finding.Notice{Message: "the comments that describe the API could not be read: " + err.Error()})
	case doc != nil:
		return []*spec.Document{doc}
	}
	return nil
}

// generated returns the documents that generators have put into code. What is found
// in them stands at the variables that hold them.
func (a *Analysis) generated() (list []*spec.Document) {
	for _, e := range a.embedded {
		at := source(e.At).Range()
		doc, err := spec.Load(e.At.File, e.Text, spec.Options{Places: map[string]spec.Range{"": at}})
		if err != nil {
			a.Notices = append(a.Notices, finding.Notice{Message: "the document in the code could not be read: " + err.Error(), At: finding.Range{File: at.File, Line: at.Line, Column: at.Column}})
			continue
		}
		list = append(list, doc)
	}
	return list
}

// registered returns the document that a library makes of the operations that are
// registered with it.
func (a *Analysis) registered(policy *rules.Policy) []*spec.Document {
	var ops []contract.Operation
	var asks []skeleton.Asks
	for i, op := range Operations(a.Inventory, policy) {
		if d := a.Inventory.Routes[i].Declared; d != nil {
			of := skeleton.Asks{Known: d.Known, Any: d.Any}
			for _, s := range d.Schemes {
				of.Schemes = append(of.Schemes, skeleton.Scheme(s))
			}
			ops, asks = append(ops, op), append(asks, of)
		}
	}
	doc, err := skeleton.Registered(ops, asks)
	switch {
	case err != nil:
		a.Notices = append(a.Notices, finding.Notice{Message: "the operations that the code registers could not be read as a document: " + err.Error()})
	case doc != nil:
		return []*spec.Document{doc}
	}
	return nil
}

// contract compares the documents with the routes.
func (a *Analysis) contract(documents []*spec.Document, cfg Config) {
	policy := cfg.Policy
	code := contract.Code{Operations: Operations(a.Inventory, policy), Unresolved: len(a.Inventory.Unresolved)}
	problems, matches := contract.Compare(documents, code, slices.Concat(checks.Contracts, a.contractRules(cfg, code.Operations)), policy)
	for _, p := range problems {
		f := problem(p.Problem)
		if p.Path != "" {
			f.Route = &finding.Route{Service: p.Service, Method: p.Method, Path: p.Path}
		}
		a.Findings = append(a.Findings, f)
	}
	for _, m := range matches {
		a.Inventory.Routes[m.Operation].Operation = &link.Operation{Document: m.Document, Pointer: m.Pointer, Line: m.Line}
		if looks(cfg, rules.Code) {
			a.newHouse(cfg).operations[m.Operation] = m.API.Object(m.Documented, policy)
		}
	}
}

// Operations returns the routes of an inventory in the words of the contract, one
// for each, in order.
func Operations(inventory *link.Inventory, policy *rules.Policy) []contract.Operation {
	t := translator{types: inventory.Types, known: map[named]*contract.Shape{}}
	list := make([]contract.Operation, 0, len(inventory.Routes))
	for i := range inventory.Routes {
		r := &inventory.Routes[i]
		list = append(list, contract.Operation{
			Service: r.Service, Listener: r.Listener, Method: r.Method, Path: r.Path, Framework: r.Framework, Auth: r.Auth.State, Configured: len(r.Auth.Configured) > 0,
			Public: policy.IsPublic(r.Method, r.Path), Partial: r.Partial, Conditional: r.Conditional, Handler: r.Handler.Name,
			Source:  contract.Source{File: r.Registered.File, Line: r.Registered.Line, Column: r.Registered.Column},
			Traffic: t.traffic(r), Credentials: credentials(r),
		})
	}
	return list
}

func credentials(r *link.Route) (list []contract.Credential) {
	for _, c := range r.Auth.Credentials {
		list = append(list, contract.Credential{In: c.In, Name: c.Name})
	}
	return list
}

// translator turns what handlers read and write into the contract's own words.
type translator struct {
	types handlers.Types
	known map[named]*contract.Shape
}

// named is a named type, which may hold itself, or one that can be null.
type named struct {
	name     string
	nullable bool
}

func (t *translator) traffic(r *link.Route) *contract.Traffic {
	if r.Request == nil || r.Response == nil {
		return nil
	}
	out := &contract.Traffic{ReadsMore: r.Request.Open, AnswersMore: r.Response.Open}
	for _, p := range r.Request.Parameters {
		out.Parameters = append(out.Parameters, contract.Parameter{
			In: string(p.In), Name: p.Name, OrQuery: p.OrQuery, Shape: t.shape(&p.Shape), Required: p.Required, Upload: p.File, At: source(p.At),
		})
	}
	for _, b := range r.Request.Bodies {
		out.Bodies = append(out.Bodies, contract.Body{Content: string(b.Content), Shape: t.shape(&b.Shape), At: source(b.At), Unread: b.Unread})
	}
	for _, w := range r.Response.Answers {
		out.Answers = append(out.Answers, contract.Answer{Status: w.Status, Content: string(w.Content), Shape: t.shape(&w.Shape), At: source(w.At)})
	}
	return out
}

func source(at handlers.Place) contract.Source {
	return contract.Source{File: at.File, Line: at.Line, Column: at.Column}
}

// shape translates a shape, and a named one once.
func (t *translator) shape(s *handlers.Shape) *contract.Shape {
	if s == nil {
		return &contract.Shape{Kind: contract.Unknown}
	}
	if s.Kind != handlers.Named {
		return t.fill(&contract.Shape{}, s)
	}
	key := named{s.Type, s.Nullable}
	known := t.known[key]
	if known == nil {
		known = &contract.Shape{Kind: contract.Unknown}
		t.known[key] = known
		if def := t.types[s.Type]; def != nil {
			t.fill(known, def)
		}
		known.Type, known.Nullable = s.Type, known.Nullable || s.Nullable
	}
	return known
}

func (t *translator) fill(out *contract.Shape, s *handlers.Shape) *contract.Shape {
	*out = contract.Shape{
		Kind: contract.Kind(s.Kind), Format: s.Format, Type: cmp.Or(s.Type, out.Type), Nullable: s.Nullable, Open: s.Open, At: source(s.At),
	}
	switch s.Kind {
	case handlers.Named:
		*out = *t.shape(s)
	case handlers.Array, handlers.Map:
		out.Elem = t.shape(s.Elem)
	case handlers.Object:
		for i := range s.Fields {
			f := &s.Fields[i]
			out.Fields = append(out.Fields, contract.Field{
				Name: f.Name, Symbol: f.Go, Optional: f.Optional, Required: f.Required, Shape: t.shape(&f.Shape), At: source(f.At),
			})
		}
	}
	return out
}
