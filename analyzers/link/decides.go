package link

import (
	"fmt"
	"slices"
	"strings"

	"github.com/apiward/apiward/analyzers/routes"
)

// The last line of a proof is the one fact that it stands or falls with: a check,
// the guard that is missing, or what is not known.

// because says in short where a state comes from.
func (t *trial) because(e *Endpoint) string {
	by := map[string]proof{"required": guarded, "optional": invites, "unknown": doubted}[e.Auth]
	v := t.first(by)
	if g := t.first(guarded); e.admits && g != nil {
		return "by " + g.name + ", which goes by the document, and that lets requests without a credential in"
	}
	switch {
	case e.Auth == "none":
		return "nothing above ends a request for want of a credential"
	case v == nil && e.Auth == "unknown":
		return "a part of the chain is not known"
	case v == nil:
		return "by the steps above"
	case e.Auth == "unknown":
		return "as of " + v.name
	}
	return "by " + v.name
}

// decides returns the one fact that a route's state stands or falls with.
func (p *Program) decides(e *Endpoint, t *trial) Node {
	d := Node{Kind: "decides"}
	switch e.Auth {
	case "required":
		v := t.first(guarded)
		d.Text = "the check that is shown: without it, nothing would reject a request without a credential"
		if v == nil {
			return d
		}
		var others []string
		for _, w := range append(slices.Clone(t.layers), t.handler) {
			if w.proof == guarded && w.alone() && w.name != v.name && !slices.Contains(others, w.name) {
				others = append(others, w.name)
			}
		}
		d.Text = "the check of " + v.name + ": without it, nothing would reject a request without a credential"
		if len(others) > 0 {
			d.Text = "the check of " + v.name + ", or that of " + strings.Join(others, " and ") + ": either is enough"
		}
		d.At = v.At
		if n := len(v.Children); n > 0 {
			d.At = lastStep(v.Children, v.At)
		}
		if len(e.Configured) > 0 {
			d.Children = append(d.Children, Node{Kind: "setting", Text: "and the setting here: a program that ends at its start where " + e.Configured[0].Text + ", or a guard that does not ask for it, would make it certain", At: e.Configured[0].At})
		}
	case "none":
		d.Text = p.remedy(e)
		d.At = e.Registered
		d.Children = alternatives(e, t)
	case "optional":
		d.Text = p.remedy(e)
		if e.admits {
			d.Text = "the alternative in the document that names no credential: without it, authentication would be required"
		} else if v := t.first(invites); v != nil {
			d.Text, d.At = "a branch in "+v.name+" that ends the request where the credential is missing or not valid; or "+d.Text, v.At
		}
		d.Children = alternatives(e, t)
	default:
		d = p.wouldTell(e, t)
	}
	return d
}

// lastStep returns the place of the last step of a proof: the check itself.
func lastStep(children []Node, or Pos) Pos {
	for _, c := range slices.Backward(children) {
		if c.Kind == "step" {
			return c.At
		}
	}
	return or
}

// remedy says how an open route gets a guard: as the route most like it that has
// one. A middleware that guards others can guard this one; what a handler does
// itself is an example.
func (p *Program) remedy(e *Endpoint) string {
	var best [2]*Endpoint
	var by [2]*verdict
	for i := range p.Routes {
		o := &p.Routes[i]
		if o.Service != e.Service || o.Auth != "required" {
			continue
		}
		v := newTrial(o).first(guarded)
		if v == nil {
			continue
		}
		k := 0
		if v.layer == nil {
			k = 1
		}
		if best[k] == nil || likeness(e, o) > likeness(e, best[k]) {
			best[k], by[k] = o, v
		}
	}
	switch {
	case best[0] != nil:
		return fmt.Sprintf("a guard: %s around it, as around %s", by[0].name, best[0].Name())
	case best[1] != nil:
		return fmt.Sprintf("a guard: its handler would have to check the credential first, as that of %s does", best[1].Name())
	}
	return "a guard: a middleware around it that ends requests without a valid credential; this service has none"
}

// likeness says how much two routes have in common: where their paths begin,
// then the file, the line and the method.
func likeness(e, o *Endpoint) int {
	n := 0
	a, b := shape(e.Path), shape(o.Path)
	for n < len(a) && n < len(b) && a[n] == b[n] {
		n++
	}
	n *= 100_000
	if e.Registered.Package == o.Registered.Package && e.Registered.File == o.Registered.File {
		n += 50_000 - min(2*max(e.Registered.Line-o.Registered.Line, o.Registered.Line-e.Registered.Line), 40_000)
	}
	if e.Method == o.Method {
		n++
	}
	return n
}

// alternatives says in the words of the policy that a route is meant to be open,
// or that a middleware keeps strangers out of which the body does not show it.
func alternatives(e *Endpoint, t *trial) []Node {
	route := e.Name()
	if e.Method == "ANY" {
		route = e.Path
	}
	list := []Node{{Kind: "policy", Text: fmt.Sprintf("or, if it is meant to be open: public_routes { routes = [%q] reason = \"...\" }", route)}}
	for _, v := range t.layers {
		if v.layer.info != nil && v.layer.info.Rejects {
			list = append(list, Node{Kind: "policy", Text: "or, if " + v.name + " keeps strangers out: " + guardBlock(v.layer.Name), At: v.At})
		}
	}
	return list
}

// wouldTell returns the fact that is missing where the state is not known.
func (p *Program) wouldTell(e *Endpoint, t *trial) Node {
	d := Node{Kind: "decides", At: e.Registered, Text: "what stands in its chain: the part of it that is not known has to be written so that it can be read"}
	v := t.first(doubted)
	if v == nil {
		return d
	}
	d.At = v.At
	if v.layer != nil && !v.layer.put.IsZero() {
		d.At = v.layer.put
	}
	switch {
	case v.layer == nil && e.Handler == "":
		d.Text = "which handler is registered: write it where it can be seen, as a function or a value that one place sets"
	case v.layer == nil && e.info != nil && e.info.Unseen:
		d.Text = "what the code asks for that " + v.name + " leaves its requests to: a check before that, or a guard around the route, would be seen"
	case v.layer == nil && e.info == nil:
		d.Text = "what " + v.name + " asks for: put a guard of this module before it; what it does itself is not read"
	case v.layer != nil && v.layer.doubtful && v.layer.info == nil:
		d.Text = "whether " + v.name + " is added before the route is registered: do both in one function, in that order"
	case v.layer != nil && v.layer.info == nil && isForeign(v.layer.Name):
		d.Text = "whether " + v.name + " rejects requests without a credential"
		d.Children = houseGuard(v.layer.Name)
	case v.layer != nil && v.layer.info == nil:
		d.Text = "which function it is that stands there: name the middleware where it is put around the route"
	default:
		g := guardOf(e, v)
		if _, known := e.secured.by(&g); !known {
			d.Text, d.At = "what the route is described to need: write that as a literal where it is registered", e.Registered
			break
		}
		if len(g.Needs) > 0 {
			d.Text = "who sets " + keyName(g.Needs[0]) + ": put the middleware that does so, behind a check of its own, before " + v.name
			break
		}
		d.Text = "what the check of " + v.name + " asks: read the credential in the middleware itself, and leave to others only whether it is valid"
		d.At = lastStep(v.Children, d.At)
		if v.layer != nil {
			if v.layer.doubtful {
				d.Text = "whether " + v.name + " is added before the route is registered: do both in one function, in that order"
				break
			}
			if isForeign(v.layer.Name) && !p.own(v.layer.At.Package) {
				d.Text = "what " + v.name + " of another module asks for: the policy can vouch for it, and a guard of this module around the route decides as well"
			}
			d.Children = houseGuard(v.layer.Name)
		}
	}
	return d
}

// own reports whether the program was read from the source of the package.
func (p *Program) own(pkg string) bool {
	return slices.ContainsFunc(p.packages, func(have Package) bool { return have.Flow.Package == pkg })
}

// guardOf returns the guard that a verdict is about.
func guardOf(e *Endpoint, v *verdict) routes.Guard {
	if v.layer != nil {
		return v.layer.info.Guard
	}
	return e.info.Guard
}

// houseGuard says in the words of the policy that a middleware keeps strangers
// out.
func houseGuard(fn string) []Node {
	return []Node{{Kind: "policy", Text: "if it keeps strangers out: " + guardBlock(fn)}}
}

func guardBlock(fn string) string {
	return fmt.Sprintf("guard %q { reason = \"...\" }", declared(fn))
}

// declared returns the name of a function as policies write it:
// "example.com/m/auth.Gate.Require" for a literal in "(*example.com/m/auth.Gate).Require".
func declared(fn string) string {
	fn, _, _ = strings.Cut(fn, "$")
	return strings.NewReplacer("(", "", ")", "", "*", "").Replace(fn)
}
