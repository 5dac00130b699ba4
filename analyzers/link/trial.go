package link

import (
	"cmp"
	"slices"
	"strings"

	"github.com/apiward/apiward/analyzers/internal/flow"
	"github.com/apiward/apiward/analyzers/routes"
	"github.com/apiward/apiward/rules/model"
)

// A trial hears the chain of a route one by one: what each middleware shows, and
// then the handler.

// verdict is what one middleware, or the handler, shows.
type verdict struct {
	Node
	name  string
	layer *Layer // nil for the handler
	proof proof
}

// alone reports whether a guard needs no other one before it.
func (v *verdict) alone() bool {
	return v.layer == nil || v.layer.info == nil || len(v.layer.info.Guard.Needs) == 0
}

// proof says what a verdict is worth.
type proof int

const (
	nothing proof = iota
	invites       // it recognises callers, and lets strangers by
	guarded       // it ends every request without a credential
	doubted       // it may check anything
)

// trial is what the chain of a route and its handler show, one by one.
type trial struct {
	layers  []verdict
	handler verdict
	set     map[string]string // context keys that are filled, and by whom
	left    map[string]bool   // fields of contexts of the program's own that are filled
	guests  guests
	secured secured
	// required says that guards leave no case out, be it each in some cases.
	required bool
	// vain reports whether nothing that a context holds under some keys says who is
	// calling.
	vain func(keys []string, left map[string]bool) bool
}

func newTrial(e *Endpoint) *trial {
	t := &trial{set: map[string]string{}, left: map[string]bool{}, guests: guests{}, secured: e.secured, required: e.Auth == "required", vain: e.allVain}
	names := e.LayerNames()
	for i := range e.Chain {
		l := &e.Chain[i]
		v := t.layer(l)
		v.name, v.layer = names[i], l
		v.Kind, v.At = "middleware", l.At
		v.Text = names[i] + " " + v.Text
		if l.put != l.At && !l.put.IsZero() {
			v.Children = append(v.Children, Node{Kind: "put", Text: "around the route here", At: l.put})
		}
		t.layers = append(t.layers, v)
		if l.sets != "" {
			t.fill(l.sets, names[i])
		}
		if l.info != nil {
			for _, key := range l.info.Leaves {
				t.left[key] = true
			}
			for _, key := range l.info.Sets {
				t.fill(key, names[i])
			}
			t.guests.welcome(l.info)
		}
	}
	t.handler = t.end(e)
	return t
}

// fill records who filled a context key first.
func (t *trial) fill(key, who string) {
	if t.set[key] == "" {
		t.set[key] = who
	}
}

// layer judges one middleware.
func (t *trial) layer(l *Layer) verdict {
	if on := l.switchedOn(); on != nil {
		if v := t.whole(on); v.proof == guarded {
			v.Text += ", unless a setting switches it off"
			return v
		}
	}
	v := t.whole(l)
	if v.proof == guarded && len(l.when) > 0 {
		v.Text += ", in the cases that its condition leaves to it"
		if !t.required {
			v.proof = doubted
			v.Text = "guards, but is added under a condition that the route is not under"
		}
	}
	return v
}

// whole judges a middleware as if it were there in any case.
func (t *trial) whole(l *Layer) verdict {
	switch {
	case l.info == nil && l.Role == model.Auth && l.doubtful:
		return verdict{proof: doubted, Node: Node{Text: "guards, but whether it is added before the route is not known"}}
	case l.info == nil && l.Role == model.Auth && l.some:
		return verdict{proof: invites, Node: Node{Text: "guards some requests: what it is configured with lets others by"}}
	case l.info == nil && l.Role == model.Auth && l.house:
		return verdict{proof: guarded, Node: Node{Text: "guards: the policy vouches for it"}}
	case l.info == nil && l.Role == model.Auth:
		return verdict{proof: guarded, Node: Node{Text: "guards: its library rejects requests without valid credentials"}}
	case l.info == nil && l.sets != "":
		return verdict{Node: Node{Text: "proves nothing: it recognises callers, and ends no request for want of a credential"}}
	case l.info == nil && l.Role == model.Unknown && isForeign(l.Name):
		return verdict{proof: doubted, Node: Node{Text: "cannot be read: its library is not modelled, and it may ask for what it likes"}}
	case l.info == nil && l.Role == model.Unknown:
		return verdict{proof: doubted, Node: Node{Text: "is not known here, and may ask for what it likes"}}
	case l.info == nil:
		return verdict{Node: Node{Text: "proves nothing: " + duty(l.Role)}}
	}
	v := t.check(l.info)
	if v.proof == guarded && l.doubtful {
		v.proof, v.Text = doubted, "guards, but whether it is added before the route is not known"
	}
	if v.proof == nothing && l.info.Recognises {
		v.proof, v.Text = invites, "recognises a caller and rejects nobody"
	}
	if v.Text == "" && l.info.Unseen {
		v.proof, v.Text = doubted, "leaves requests to code that is not followed, which may ask for what it likes"
	}
	if v.Text == "" {
		v.Text = "proves nothing: it ends no request for want of a credential"
		v.Children = append(v.Children, evidence(l.info.Idle)...)
	}
	if l.info.Limits {
		v.Text += "; it bounds the body"
	}
	return v
}

// duty says what a library's middleware is for that is no guard.
func duty(role model.Role) string {
	switch role {
	case model.BodyLimit:
		return "it bounds the body"
	case model.RateLimit:
		return "it bounds how often someone calls"
	case model.CORS:
		return "it says which sites may call"
	case model.Recover:
		return "it catches panics"
	case model.Log:
		return "it logs"
	case model.Timeout:
		return "it ends what takes too long"
	case model.Authz:
		return "it asks what a caller may do, and not who it is"
	}
	return "its library asks for no credential there"
}

// check judges the checks of a function, "" where it has none.
func (t *trial) check(info *routes.Handler) verdict {
	g := info.Guard
	v := verdict{Node: Node{Children: evidence(g.Evidence)}}
	switch {
	case g.State == routes.NoGuard && g.Lets != nil && len(g.Evidence) > 0:
		last := g.Evidence[len(g.Evidence)-1]
		v.Text, v.Children = "asks for nothing here: "+last.Text, evidence([]Step{last})
		return v
	case g.State == routes.NoGuard:
		return verdict{}
	}
	switch g.Role {
	case model.Auth:
	case model.Authz:
		v.Text = "proves no authentication: " + duty(model.Authz)
		return v
	default:
		v.Text = "proves nothing: it ends requests, but not for want of a credential (" + strings.ReplaceAll(string(g.Role), "_", " ") + ")"
		return v
	}
	for _, key := range info.Sets {
		if slices.Contains(g.Needs, key) {
			t.fill(key, shortName(info.Func))
		}
	}
	by, open := t.guests.by(g.Needs, func(key string) bool { return t.set[key] != "" })
	met := slices.Index(g.Needs, by)
	asked, known := t.secured.by(&g)
	switch {
	case !known:
		v.proof, v.Text = doubted, "may guard: it asks for what the route is described to need, and that cannot be read"
	case !asked:
		v.Text = "proves nothing: it asks for what a route is described to need, and this one needs nothing of that"
	case open && met < 0 && g.State != routes.Unclear:
		v.Text = "proves nothing: who stands for strangers in " + keyName(routes.BareKey(g.Needs[0])) + " passes its check"
	case met < 0 && len(g.Needs) > 0 && g.State != routes.Unclear && t.vain(g.Needs, t.left):
		v.Text = "proves nothing: nobody who knows a caller leaves anything in " + keyName(g.Needs[0])
	case g.State == routes.Unclear && g.Lets != nil:
		v.proof, v.Text = doubted, "may guard: it lets some requests by, and whether these are of them is not known"
	case g.State == routes.Unclear:
		v.proof, v.Text = doubted, "may guard: what its check asks is decided by code that cannot be seen"
	case len(g.Needs) > 0 && met < 0:
		v.proof, v.Text = doubted, "may guard: its check depends on what "+keyName(g.Needs[0])+" of the request's context holds, and nothing before it sets that"
	case g.State == routes.Optional:
		v.proof, v.Text = invites, "lets strangers by: some ways on pass its check, and others do not"
	default:
		v.proof, v.Text = guarded, "guards: every way on passes a check that depends on a credential"
		if met >= 0 {
			v.Text = "guards: every way on passes a check of who is calling, which " + cmp.Or(t.set[g.Needs[met]], t.set[routes.BareKey(g.Needs[met])], "one before") + " has put into the request's context"
		}
		if g.Secured {
			v.Text += ", of routes that are described to need one, as this one is"
		}
	}
	return v
}

// keyName returns the key of a context for a reader.
func keyName(key string) string {
	return flow.Short(strings.TrimPrefix(strings.TrimSuffix(key, "()"), routes.OwnField))
}

func evidence(steps []Step) []Node {
	var list []Node
	for i, s := range steps {
		if i == 0 || s != steps[i-1] {
			list = append(list, Node{Kind: "step", Text: s.Text, At: s.At})
		}
	}
	return list
}

// end judges the handler.
func (t *trial) end(e *Endpoint) verdict {
	name := flow.Short(e.Handler)
	v := verdict{}
	if on := (&Layer{info: e.info, on: e.on}).switchedOn(); on != nil {
		if v = t.check(on.info); v.proof == guarded {
			v.Text += ", unless a setting switches it off"
		} else {
			v = verdict{}
		}
	}
	if e.info != nil && v.Text == "" {
		v = t.check(e.info)
	}
	switch {
	case e.Handler == "":
		v.proof, v.Text, name = doubted, "which function answers is not known", "?"
	case v.Text == "" && e.info == nil && e.role == model.Auth:
		v.proof, v.Text = guarded, "guards itself: its library rejects requests without valid credentials"
	case v.Text == "" && e.info == nil && e.role != "" && e.role != model.Unknown && isForeign(e.Handler):
		v.Text = "asks for no credential: its library is known"
	case v.Text == "" && e.foreign:
		v.Text = "is of another module, and is not read"
		if e.Auth == "unknown" && t.first(doubted) == nil {
			v.proof = doubted
		}
	case v.Text == "" && e.info != nil && e.info.Unseen:
		v.proof, v.Text = doubted, "leaves its requests to code that is not followed, which may ask for what it likes"
	case v.Text == "":
		v.Text = "has no check of its own that ends requests for want of a credential"
	}
	v.name, v.Kind, v.Text, v.At = name, "handler", name+" "+v.Text, e.At
	return v
}

// first returns the first verdict of a worth, the handler's last, nil if there is
// none.
func (t *trial) first(worth proof) *verdict {
	for i := range t.layers {
		if t.layers[i].proof == worth {
			return &t.layers[i]
		}
	}
	if t.handler.proof == worth {
		return &t.handler
	}
	return nil
}
