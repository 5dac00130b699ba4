package driver

import (
	"fmt"
	"path"
	"slices"

	"github.com/apiward/apiward/analyzers/link"
	"github.com/apiward/apiward/analyzers/missing_auth"
	"github.com/apiward/apiward/cmd/internal/finding"
)

// why answers a question from the linked program. What is reported of it, and
// what was excused, is added where that is decided.
func (a *Analysis) why(q finding.Question, program *link.Program, c *converter) {
	proof := &finding.Proof{Question: q, Subjects: []finding.Subject{}}
	for _, at := range program.Secrets() {
		proof.Secrets = append(proof.Secrets, c.place(at))
	}
	asked := link.Question{Method: q.Method, Path: q.Path}
	if q.File != "" {
		asked.At = func(at link.Pos) bool {
			return at.Line == q.Line && at.File == path.Base(q.File) && c.file(at) == q.File
		}
	}
	if q.File != "" && path.Ext(q.File) == ".go" && !c.read(q.File) {
		proof.Subjects = append(proof.Subjects, unread(q))
		a.Proof = proof
		return
	}
	for _, answer := range program.Why(asked) {
		proof.Subjects = append(proof.Subjects, c.subject(q, answer))
	}
	if len(proof.Subjects) == 0 {
		for _, e := range program.Nearest(q.Method, q.Path) {
			if r := routeOf(e); !slices.Contains(proof.Nearest, r) {
				proof.Nearest = append(proof.Nearest, r)
			}
		}
	}
	a.Proof = proof
}

// read reports whether the file belongs to an analysed package.
func (c *converter) read(file string) bool {
	for pkg, dir := range c.dirs {
		if _, ok := c.sums[pkg][path.Base(file)]; ok && path.Join(dir, path.Base(file)) == file {
			return true
		}
	}
	return false
}

// unread says of a place that nobody looked at it.
func unread(q finding.Question) finding.Subject {
	return finding.Subject{Node: finding.Node{
		Kind: "line", Text: fmt.Sprintf("%s:%d", q.File, q.Line), At: finding.Range{File: q.File, Line: q.Line},
		Children: []finding.Node{
			{Kind: "silent", Text: "no package that was analysed holds this file"},
			{Kind: "decides", Text: "whether its package is named, its build tags hold, and, for a file of tests, whether --tests is given"},
		},
	}}
}

func routeOf(e *link.Endpoint) finding.Route {
	return finding.Route{Service: e.Service, Method: e.Method, Path: e.Path}
}

func (c *converter) subject(q finding.Question, answer link.Answer) finding.Subject {
	s := finding.Subject{Node: c.node(answer.Node)}
	e := answer.Endpoint
	if e == nil {
		s.Text, s.At = fmt.Sprintf("%s:%d", q.File, q.Line), finding.Range{File: q.File, Line: q.Line}
		return s
	}
	route := routeOf(e)
	decides := c.node(answer.Decides)
	s.Route, s.Auth, s.Served, s.Decides = &route, e.Auth, c.place(e.Served), &decides
	if e.Auth != "required" {
		s.Public = missing_auth.Silence(e)
	}
	return s
}

func (c *converter) node(n link.Node) finding.Node {
	out := finding.Node{Kind: n.Kind, Text: n.Text}
	switch _, known := c.dirs[n.At.Package]; {
	case n.At.IsZero():
	case known:
		out.At = c.place(n.At)
	default: // of a library: no file of the project has the name
		out.Text += fmt.Sprintf(" (in %s, at %s)", n.At.Package, n.At)
	}
	for _, child := range n.Children {
		out.Children = append(out.Children, c.node(child))
	}
	return out
}

// documented adds the operations that routes answer to their proof, as the
// contract found them.
func (a *Analysis) documented() {
	if a.Proof == nil || a.Inventory == nil {
		return
	}
	for i := range a.Proof.Subjects {
		s := &a.Proof.Subjects[i]
		for _, r := range a.Inventory.Routes {
			if s.Route == nil || *s.Route != (finding.Route{Service: r.Service, Method: r.Method, Path: r.Path}) || r.Operation == nil ||
				s.At.File != r.Registered.File || s.At.Line != r.Registered.Line {
				continue
			}
			s.Children = append(s.Children, finding.Node{
				Kind: "document", Text: "the operation " + r.Operation.Pointer,
				At: finding.Range{File: r.Operation.Document, Line: r.Operation.Line},
			})
			break
		}
	}
}
