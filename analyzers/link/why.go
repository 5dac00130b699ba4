package link

import (
	"fmt"
	"strings"
)

// Question asks why something is said of a route, or of a place, or why nothing
// is.
type Question struct {
	Method string // upper case, "" for all
	Path   string // with parameters of whatever names, or filled in; "" where At asks
	// At reports whether a position is at the place that is asked about.
	At func(Pos) bool
}

// Node is one statement of a proof, with what it rests on.
type Node struct {
	Kind     string // what the statement is about, one word or two
	Text     string
	At       Pos // zero where it is about no place
	Children []Node
}

// Answer is the proof of one route, or what is known of one place.
type Answer struct {
	Node
	Endpoint *Endpoint // nil for a place
	// Decides is the one fact with which the answer stands or falls.
	Decides Node
}

// Why returns the proofs of all routes that a question asks for, none where no
// route matches, or what is known of a place.
func (p *Program) Why(q Question) []Answer {
	if q.At != nil {
		return []Answer{p.whyHere(q.At)}
	}
	var answers []Answer
	for _, e := range p.matches(q.Method, q.Path) {
		answers = append(answers, p.whyRoute(e))
	}
	return answers
}

// Admit says of a route whose document is asked who is let in that it lets requests
// without a credential in.
func (e *Endpoint) Admit() {
	if e.Described {
		e.Auth, e.admits = "optional", true
	}
}

// Name returns the route as people write it, "GET /users/{id}".
func (e *Endpoint) Name() string { return e.Method + " " + e.Path }

// state says in words what the chain shows of a route's authentication.
func (e *Endpoint) state() string {
	switch e.Auth {
	case "required":
		if len(e.Configured) > 0 {
			return "authentication is required, unless a setting switches it off"
		}
		return "authentication is required"
	case "optional":
		return "authentication is optional"
	case "none":
		return "no authentication"
	}
	return "whether authentication is required is not known"
}

// whyRoute returns the proof of one route, from its registration to its state.
func (p *Program) whyRoute(e *Endpoint) Answer {
	t := newTrial(e)
	a := Answer{Endpoint: e, Node: Node{Kind: "route", Text: e.Name() + ": " + e.state(), At: e.Registered}}
	a.Children = append(a.Children, p.whyRegistered(e)...)
	chain := Node{Kind: "chain", Text: "nothing stands before the handler"}
	if n := len(t.layers); n > 0 {
		chain.Text = count(n, "middleware") + " before the handler, outermost first"
	}
	for _, v := range t.layers {
		chain.Children = append(chain.Children, v.Node)
	}
	a.Children = append(a.Children, chain, t.handler.Node,
		Node{Kind: "auth", Text: e.Auth + ", " + t.because(e), Children: configured(e)},
		controlsOf(e))
	a.Decides = p.decides(e, t)
	return a
}

// configured names the settings that switch off what requires a credential of a route.
func configured(e *Endpoint) (list []Node) {
	for _, s := range e.Configured {
		list = append(list, Node{Kind: "setting", Text: "switched off where " + s.Text, At: s.At})
	}
	return list
}

// whyRegistered says where a route comes from and who serves it.
func (p *Program) whyRegistered(e *Endpoint) []Node {
	registered := Node{Kind: "registered", Text: "on a router of " + e.Framework}
	if e.Conditional {
		registered.Children = append(registered.Children, Node{Kind: "condition", Text: "it is registered on some ways through the code only"})
	}
	if strings.Contains(e.Path, "{?}") {
		registered.Children = append(registered.Children, Node{Kind: "path", Text: "a part of it is computed at run time: {?} stands for that"})
	}
	for _, u := range p.Unresolved {
		if u.At == e.Registered {
			registered.Children = append(registered.Children, Node{Kind: "unresolved", Text: u.Reason})
		}
	}
	served := Node{Kind: "service", Text: e.Service, At: e.Served}
	if e.Listener != "" {
		served.Text += ", on " + e.Listener
	}
	return []Node{registered, served}
}

func count(n int, thing string) string {
	if n != 1 {
		thing += "s"
	}
	return fmt.Sprintf("%d %s", n, thing)
}

// controlsOf returns what the chain shows beside authentication: the states in
// one line, and what there is evidence of below.
func controlsOf(e *Endpoint) Node {
	n := Node{Kind: "controls"}
	var states []string
	for _, c := range e.Controls {
		state := strings.ReplaceAll(string(c.Role), "_", " ") + ": " + c.State
		states = append(states, state)
		if len(c.Evidence) > 0 {
			n.Children = append(n.Children, Node{Kind: "control", Text: state, Children: evidence(c.Evidence)})
		}
	}
	n.Text = strings.Join(states, ", ")
	return n
}
