package link

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/apiward/apiward/analyzers/internal/flow"
	"github.com/apiward/apiward/analyzers/routes"
	"github.com/apiward/apiward/rules/model"
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

// matches returns the routes of the method and the path. A path that is written
// as one of them, parameter names aside, stands for that alone; any other is
// taken for that of a request, for which a catch-all counts only where nothing
// else matches.
func (p *Program) matches(method, path string) []*Endpoint {
	var same, fits, catches []*Endpoint
	asked := shape(path)
	for i := range p.Routes {
		e := &p.Routes[i]
		if method != "" && e.Method != method && e.Method != "ANY" && method != "ANY" {
			continue
		}
		switch have := shape(e.Path); {
		case slices.Equal(have, asked):
			same = append(same, e)
		case !takes(have, asked):
		case slices.Contains(have, rest):
			catches = append(catches, e)
		default:
			fits = append(fits, e)
		}
	}
	switch {
	case len(same) > 0:
		return same
	case len(fits) > 0:
		return fits
	}
	return catches
}

// The segments of a shape that stand for others.
const (
	one  = "{}"
	rest = "{...}"
)

// shape returns the segments of a path without the names of its parameters,
// written in braces, behind a colon or as a star.
func shape(path string) []string {
	var list []string
	for s := range strings.SplitSeq(strings.Trim(path, "/"), "/") {
		switch {
		case strings.HasPrefix(s, "{") && strings.HasSuffix(s, "...}"), strings.HasPrefix(s, "*"):
			s = rest
		case strings.HasPrefix(s, ":") && len(s) > 1:
			s = one
		default:
			s = nameless(s)
		}
		list = append(list, s)
	}
	return list
}

// nameless returns a segment with the names in its braces left out. What is not
// known of a path stays so.
func nameless(s string) string {
	var b strings.Builder
	for {
		before, after, found := strings.Cut(s, "{")
		name, behind, closed := strings.Cut(after, "}")
		if !found || !closed {
			return b.String() + s
		}
		b.WriteString(before + "{")
		if name == "?" {
			b.WriteString(name)
		}
		b.WriteByte('}')
		s = behind
	}
}

// takes reports whether a route of the shape answers a request for the path. A
// piece that is not known is any number of segments, none among them.
func takes(route, path []string) bool {
	for i, s := range route {
		switch {
		case s == rest:
			return true
		case s == "{?}":
			for n := i; n <= len(path); n++ {
				if takes(route[i+1:], path[n:]) {
					return true
				}
			}
			return false
		case i >= len(path):
			return false
		case s == path[i]:
		case strings.Contains(s, "{") && path[i] != "":
			before, after, _ := strings.Cut(s, "{")
			_, after, _ = strings.Cut(after, "}")
			if strings.Contains(path[i], "{") || !strings.HasPrefix(path[i], before) || !strings.Contains(after, "{") && !strings.HasSuffix(path[i], after) {
				return false
			}
		default:
			return false
		}
	}
	return len(route) == len(path)
}

// maxNearest bounds the routes that are named where none matches.
const maxNearest = 5

// Nearest returns the routes whose paths are most like the one that is asked
// for, the nearest first.
func (p *Program) Nearest(method, path string) []*Endpoint {
	type ranked struct {
		e *Endpoint
		n int
	}
	var list []ranked
	asked := shape(path)
	for i := range p.Routes {
		e := &p.Routes[i]
		n := 4 * apart(asked, shape(e.Path))
		if method != "" && e.Method != method {
			n++
		}
		list = append(list, ranked{e, n})
	}
	slices.SortStableFunc(list, func(a, b ranked) int { return cmp.Compare(a.n, b.n) })
	var nearest []*Endpoint
	for _, r := range list[:min(len(list), maxNearest)] {
		nearest = append(nearest, r.e)
	}
	return nearest
}

// apart returns how many segments must be added, left out or replaced to make
// one path of the other. A segment that another one is a part of counts half.
func apart(a, b []string) int {
	last := make([]int, len(b)+1)
	for j := range last {
		last[j] = 2 * j
	}
	for i, s := range a {
		row := []int{2 * (i + 1)}
		for j, t := range b {
			cost := 2
			switch {
			case s == t:
				cost = 0
			case s != "" && t != "" && (strings.Contains(s, t) || strings.Contains(t, s) || s[0] == t[0]), s == one, t == one:
				cost = 1
			}
			row = append(row, min(last[j]+cost, last[j+1]+2, row[j]+2))
		}
		last = row
	}
	return last[len(b)]
}

// Name returns the route as people write it, "GET /users/{id}".
func (e *Endpoint) Name() string { return e.Method + " " + e.Path }

// state says in words what the chain shows of a route's authentication.
func (e *Endpoint) state() string {
	switch e.Auth {
	case "required":
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
		Node{Kind: "auth", Text: e.Auth + ", " + t.because(e)},
		controlsOf(e))
	a.Decides = p.decides(e, t)
	return a
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
	secured secured
	// required says that guards leave no case out, be it each in some cases.
	required bool
}

func newTrial(e *Endpoint) *trial {
	t := &trial{set: map[string]string{}, left: map[string]bool{}, secured: e.secured, required: e.Auth == "required"}
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
	met := slices.IndexFunc(g.Needs, func(key string) bool { return t.set[key] != "" })
	asked, known := t.secured.by(&g)
	switch {
	case !known:
		v.proof, v.Text = doubted, "may guard: it asks for what the route is described to need, and that cannot be read"
	case !asked:
		v.Text = "proves nothing: it asks for what a route is described to need, and this one needs nothing of that"
	case met < 0 && len(g.Needs) > 0 && g.State == routes.Required && !slices.ContainsFunc(g.Needs, func(key string) bool { return !routes.Own(key) || t.left[key] }):
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
			v.Text = "guards: every way on passes a check of who is calling, which " + t.set[g.Needs[met]] + " has put into the request's context"
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
	if e.info != nil {
		v = t.check(e.info)
	}
	switch {
	case e.Handler == "":
		v.proof, v.Text, name = doubted, "which function answers is not known", "?"
	case v.Text == "" && e.info == nil && e.role == model.Auth:
		v.proof, v.Text = guarded, "guards itself: its library rejects requests without valid credentials"
	case v.Text == "" && e.info == nil && e.role != "" && e.role != model.Unknown && isForeign(e.Handler):
		v.Text = "asks for no credential: its library is known"
	case v.Text == "" && e.info == nil && isForeign(e.Handler):
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

// because says in short where a state comes from.
func (t *trial) because(e *Endpoint) string {
	by := map[string]proof{"required": guarded, "optional": invites, "unknown": doubted}[e.Auth]
	v := t.first(by)
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
	case "none":
		d.Text = p.remedy(e)
		d.At = e.Registered
		d.Children = alternatives(e, t)
	case "optional":
		d.Text = p.remedy(e)
		if v := t.first(invites); v != nil {
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
