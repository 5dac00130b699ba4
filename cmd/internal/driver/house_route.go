package driver

import (
	"cmp"
	"maps"
	"slices"
	"strings"

	"github.com/apiward/apiward/analyzers/link"
	"github.com/apiward/apiward/rules"
	"github.com/apiward/apiward/spec/lint"
)

// unknown is the state of what the code does not show.
const unknown = "unknown"

// world is one way in which what is unknown of a route can be. In the first world
// of a route nothing is assumed, and it notes which unknown states a rule asked
// for: a rule that holds in each world where these are known is proven, whatever
// they are.
type world struct {
	assumed map[string]string // attribute to the state that is taken for granted
	asked   []string          // attributes with an unknown state that was asked for
	open    bool              // a path was asked for that is not wholly known
}

// state returns the state of an attribute in the world.
func (w *world) state(attribute, actual string) string {
	if actual != unknown {
		return actual
	}
	if assumed, ok := w.assumed[attribute]; ok {
		return assumed
	}
	if !slices.Contains(w.asked, attribute) {
		w.asked = append(w.asked, attribute)
	}
	return unknown
}

// known are the states that an unknown one can be.
func known(attribute string) []string {
	if strings.HasSuffix(attribute, "auth") {
		return []string{"required", "optional", "none"}
	}
	return []string{"present", "none"}
}

// with returns the world in which an attribute has a state beside.
func (w *world) with(attribute, state string) *world {
	next := &world{assumed: maps.Clone(w.assumed)}
	if next.assumed == nil {
		next.assumed = map[string]string{}
	}
	next.assumed[attribute] = state
	return next
}

// maxAsked bounds the unknown states that are tried in all ways. A rule that asks
// for more of them on one route is not proven there.
const maxAsked = 5

// bench is a rule on routes at work.
type bench struct {
	check *rules.Check
	trial rules.Trial
	other rules.Trial // for the other worlds, which do not count
}

func newBench(c *rules.Check) *bench {
	return &bench{check: c, trial: c.Begin(nil), other: c.Begin(nil)}
}

// judge returns what the rule says of an object, which in makes as it is in a
// world.
func (b *bench) judge(in func(*world) rules.Object) []rules.Outcome {
	first := &world{}
	out := b.trial.Judge(in(first))
	if len(out) == 0 {
		return nil
	}
	if doubt := first.open || !b.always(in, first); doubt {
		for i := range out {
			out[i].Strength = rules.Hint
		}
	}
	return out
}

// always reports whether the rule says something in each world that the given one,
// in which the object was judged, can be. What is asked for may depend on what is
// known before.
func (b *bench) always(in func(*world) rules.Object, w *world) bool {
	if len(w.asked) == 0 {
		return true
	}
	if len(w.assumed)+len(w.asked) > maxAsked {
		return false
	}
	for _, state := range known(w.asked[0]) {
		next := w.with(w.asked[0], state)
		out := b.other.Judge(in(next))
		if next.open || len(next.asked) == 0 && len(out) == 0 || !b.always(in, next) {
			return false
		}
	}
	return true
}

// routeObject is a route as conditions see it.
type routeObject struct {
	house *house
	index int // in the inventory
	*link.Route
	world *world
}

// Kind implements rules.Object.
func (*routeObject) Kind() string { return "route" }

// Origin implements rules.Object.
func (o *routeObject) Origin() rules.Spot {
	at := o.house.spot(o.Registered.File, o.Registered.Line, o.Registered.Column, "the route is registered here")
	at.Method, at.Path = o.Method, o.Path
	return at
}

// Attr implements rules.Object.
func (o *routeObject) Attr(name string) any {
	switch name {
	case "method":
		return o.Method
	case "path":
		return o.path()
	case "segments":
		return segments(o.path())
	case "parameters":
		return parameters(o.path())
	case "safe":
		return (&lint.Operation{Method: o.Method}).Safe()
	case "purpose":
		return lint.PathPurpose(o.Method, o.path()).String()
	case "service":
		return o.Service
	case "package":
		return text(o.Package)
	case "listener":
		return text(o.Listener)
	case "framework":
		return text(o.Framework)
	case "handler":
		return o.house.function("handler", o.Handler.Name, o.Handler.File, o.Handler.Line, "", o.Origin())
	case "middleware":
		list := []any{}
		for _, m := range o.Middleware {
			list = append(list, o.house.function("middleware", maker(m.Name), m.File, m.Line, m.Role, o.Origin()))
		}
		return list
	case "chain":
		list := []any{}
		for _, m := range o.Middleware {
			list = append(list, maker(m.Name))
		}
		return list
	case "auth":
		return &stateObject{kind: "route_auth", attribute: o.attribute("auth"), state: cmp.Or(o.Auth.State, unknown), evidence: o.Auth.Evidence, route: o}
	case "authz":
		return o.control(name, o.Authz)
	case "body_limit":
		return o.control(name, o.BodyLimit)
	case "rate_limit":
		return o.control(name, o.RateLimit)
	case "cors":
		return o.control(name, o.CORS)
	case "timeout":
		return o.control(name, o.Timeout)
	case "recovery":
		return o.control(name, o.Recovery)
	case "public":
		return o.house.policy.IsPublic(o.Method, o.Path)
	case "conditional":
		return o.Conditional
	case "partial":
		return o.Partial
	case "operation":
		if op, ok := o.house.operations[o.index]; ok {
			return op
		}
		return nil
	case "owner":
		if owners := o.house.owners(o.Registered.File); len(owners) > 0 {
			return owners[0]
		}
		return nil
	case "owners":
		list := []any{}
		for _, owner := range o.house.owners(o.Registered.File) {
			list = append(list, owner)
		}
		return list
	case "file":
		return text(o.Registered.File)
	case "origin":
		return o.Origin()
	}
	return nil
}

// path returns the path, and notes where a piece of it is not known: no rule is
// sure of what it says of one.
func (o *routeObject) path() string {
	if o.Partial || strings.Contains(o.Path, "{?}") {
		o.world.open = true
	}
	return o.Path
}

// attribute returns what an unknown state is called in a world: of several routes
// in one object, each has its own.
func (o *routeObject) attribute(name string) string { return o.Method + " " + o.Path + " " + name }

func (o *routeObject) control(name string, s link.State) rules.Object {
	// A table that was written by hand may say nothing of it.
	return &stateObject{kind: "control", attribute: o.attribute(name), state: cmp.Or(s.State, unknown), evidence: s.Evidence, route: o}
}

// text returns s, or null where there is none.
func text(s string) any {
	if s == "" {
		return nil
	}
	return s
}

// segments returns the parts of a path between slashes.
func segments(path string) []any {
	list := []any{}
	for s := range strings.SplitSeq(path, "/") {
		if s != "" {
			list = append(list, s)
		}
	}
	return list
}

// parameters returns the names in the braces of a path.
func parameters(path string) []any {
	list := []any{}
	for rest := path; ; {
		_, after, ok := strings.Cut(rest, "{")
		if !ok {
			return list
		}
		name, after, ok := strings.Cut(after, "}")
		if !ok {
			return list
		}
		name, _, _ = strings.Cut(name, ":")
		if name = strings.TrimSuffix(name, "..."); name != "" && name != "?" {
			list = append(list, name)
		}
		rest = after
	}
}

// stateObject is what the chain of a route proves of one thing.
type stateObject struct {
	kind      string
	attribute string
	state     string
	evidence  []link.Evidence
	route     *routeObject
}

// Kind implements rules.Object.
func (o *stateObject) Kind() string { return o.kind }

// Origin implements rules.Object.
func (o *stateObject) Origin() rules.Spot {
	for _, e := range o.evidence {
		if e.File != "" {
			return o.route.house.spot(e.File, e.Line, 0, e.Message)
		}
	}
	return o.route.Origin()
}

// Attr implements rules.Object.
func (o *stateObject) Attr(name string) any {
	switch name {
	case "state":
		return o.route.world.state(o.attribute, o.state)
	case "evidence":
		list := []any{}
		for _, e := range o.evidence {
			list = append(list, e.Message)
		}
		return list
	case "credentials":
		list := []any{}
		for _, c := range o.route.Auth.Credentials {
			list = append(list, &partObject{kind: "credential", at: o.Origin(), attrs: map[string]any{"in": c.In, "name": text(c.Name)}})
		}
		return list
	case "origin":
		return o.Origin()
	}
	return nil
}

// partObject is an object of which all is known from the start.
type partObject struct {
	kind  string
	at    rules.Spot
	attrs map[string]any
}

// Kind implements rules.Object.
func (o *partObject) Kind() string { return o.kind }

// Origin implements rules.Object.
func (o *partObject) Origin() rules.Spot { return o.at }

// Attr implements rules.Object.
func (o *partObject) Attr(name string) any {
	if name == "origin" {
		return o.at
	}
	return o.attrs[name]
}

// function returns a function of a chain. One that is not in the project stands
// where its use does.
func (h *house) function(kind, name, file string, line int, role string, use rules.Spot) rules.Object {
	pkg, local := splitName(name)
	o := &partObject{kind: kind, at: use, attrs: map[string]any{
		"name": text(name), "package": text(pkg), "function": text(local), "role": text(role), "file": text(file),
	}}
	if file != "" {
		o.at = h.spot(file, line, 0, "the function stands here")
		o.at.Method, o.at.Path = use.Method, use.Path
	}
	return o
}

// maker returns the function that a policy calls a middleware by: the one that
// returns it, where it is a literal.
func maker(name string) string {
	name, _, _ = strings.Cut(name, "$")
	return name
}

// splitName returns the package and the local name of a published function:
// "example.com/m/api" and "(*Server).create".
func splitName(name string) (pkg, local string) {
	end := len(name)
	if i := strings.IndexAny(name, "(["); i >= 0 {
		end = i // behind it may be paths of their own
	}
	slash := strings.LastIndexByte(name[:end], '/') + 1
	dot := strings.IndexByte(name[slash:], '.')
	if dot < 0 {
		return "", name
	}
	return name[:slash+dot], name[slash+dot+1:]
}
