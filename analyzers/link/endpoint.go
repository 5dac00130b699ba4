package link

import (
	"slices"
	"strings"

	"github.com/apiward/apiward/analyzers/internal/flow"
	"github.com/apiward/apiward/analyzers/routes"
	"github.com/apiward/apiward/rules/model"
)

// Endpoint is one route with what its chain shows.
type Endpoint struct {
	Service     string
	Listener    string
	Reach       Reach
	Method      string
	Path        string
	Framework   string
	Conditional bool
	Partial     bool

	Registered Pos
	Excused    []string // the rules that a directive excuses at the registration
	// Served is where the chain became complete: the call that puts the router
	// on a listener, or the router itself where none is visible. A local view has
	// the call that leads to one in another package.
	Served  Pos
	Handler string
	At      Pos // of the handler
	Chain   []Layer
	Bound   []Given         // functions that the handler, a literal, was made with
	info    *routes.Handler // of the handler, nil where nothing is known of it

	Auth     string // required, optional, none, unknown
	Evidence []Step
	// Described says that authentication is required by nothing but what holds requests
	// against the document: where that lets some in without a credential, so does the
	// route.
	Described bool
	admits    bool // the document does
	// Configured are the settings that switch off what a required credential is asked
	// by, none where nothing does.
	Configured []Setting
	// Credentials are what the guards that decide take a credential from, of which
	// each may be enough. None: that is not known.
	Credentials  []routes.Credential
	Controls     Controls
	Remote       bool // it is a method of a service
	Redirects    bool // the handler sends callers elsewhere and does nothing else
	Content      routes.Content
	Idle         bool       // no command of the program imports what serves it
	Enters       bool       // the handler asks for a credential in the body
	Enrols       bool       // the handler makes a password into what is kept of it
	Outside      bool       // the handler is of another module
	foreign      bool       // and of a library that nothing is known of
	Exempt       string     // the middleware that lets the route by, of which it is one of some
	Named        bool       // it does so by the name of the route, or of its method
	Files        bool       // the router answers itself, with files that are below the path
	unsure       bool       // a part of the chain cannot be read
	role         model.Role // of a library's handler
	secured      secured
	keyed        bool                    // the context holds the parameters of the path under their names
	hollow       map[string]routes.Worth // keys of contexts under which the program leaves nothing that says who is calling
	astray       bool                    // no request for it takes this way
	by           *Setting                // by which another chain than this one is its
	on           *routes.Guard           // what the handler's guard is unless one of the settings switches it off
	switches     []Setting
	chosen       bool        // its chain is one of several, by the configuration or by the request
	Reads        []flow.Flow // reads of the body that the handler leaves unbounded
	OwnedByLocal bool        // in a local view: the chain became complete in this package
}

// Given is a function that the parameter Index of the function Func is.
type Given struct {
	Func  string
	Index int
	Is    string
}

// Layer is one middleware of a chain.
type Layer struct {
	Name  string
	At    Pos
	Role  model.Role
	sets  string // the context key that it fills with who is calling
	info  *routes.Handler
	some  bool                // it can let some requests by
	takes []routes.Credential // where it looks for a credential, and nowhere else; none: not known
	knows string              // the context key by which it knows who is calling
	house bool                // the policy vouches for it
	put   Pos                 // the call that puts it around routes, zero where it is part of an expression
	cut   string              // what of the path it does not see
	ways  []way               // it stands for what is on one of these
	named bool                // it names the route, or its method, as one that it lets by
	// doubtful says that whether it counts for the route is not known.
	doubtful bool
	// described says that it asks for what the document says.
	described bool
	// when are the conditions under which it is there, beyond those of the route.
	when []string
	// loose are those of them that no setting decides, unless the settings that decide
	// the others, and off those by which it is left out of the chain itself.
	loose  []string
	unless []Setting
	off    []Setting
	// on is what its guard is unless one of the settings switches it off.
	on       *routes.Guard
	switches []Setting
	env      []routes.Binding // what parameters around the function are bound to
}

// sometimes returns a guard that a configuration can leave out.
func (l Layer) sometimes() Layer {
	info := routes.Handler{Func: l.Name, At: l.At, Guard: routes.Guard{Role: model.Auth}}
	if l.info != nil {
		info = *l.info
	}
	info.Guard.On = nil
	if g := &info.Guard; g.State != routes.Unclear {
		g.State = routes.Optional
		g.Evidence = append(slices.Clip(g.Evidence), Step{At: l.At, Text: flow.Short(l.Name) + " is left out on some ways to the route"})
	}
	l.info = &info
	return l
}

func authRank(state string) int {
	return slices.Index([]string{"none", "optional", "unknown", "required"}, state)
}

// Unread returns the short names of the middlewares that cannot be read, and
// of those whose check cannot be.
func (e *Endpoint) Unread() []string {
	var names []string
	for i, name := range e.LayerNames() {
		l := e.Chain[i]
		if l.Role == model.Unknown || l.info != nil && l.info.Guard.Role == model.Auth && (l.info.Guard.State == routes.Unclear || len(l.info.Guard.Needs) > 0) {
			names = append(names, name)
		}
	}
	return names
}

// LayerNames returns the short names of the middlewares, outermost first.
func (e *Endpoint) LayerNames() []string {
	names := make([]string, len(e.Chain))
	for i, l := range e.Chain {
		names[i] = shortName(l.Name)
	}
	return names
}

// shortName returns the name of a middleware for a reader: it is the function that
// returns it.
func shortName(fn string) string {
	name, _, _ := strings.Cut(flow.Short(fn), "$")
	return name
}

// same reports whether two endpoints are one route by two ways.
func same(a, b *Endpoint) bool {
	return a.Service == b.Service && a.Path == b.Path && a.Method == b.Method && a.Registered == b.Registered && a.Handler == b.Handler
}

// either keeps, of a route that one of the chains guards which its registration
// can have, and another does not, what the guard proves.
func (e *Endpoint) either(other *Endpoint) {
	if e.by != nil && other.by != nil && e.by.At == other.by.At && e.Auth != "required" && other.Auth == "required" && e.Served == other.Served {
		*e = *other
		e.Configured = addSettings(e.Configured, []Setting{*other.by})
		return
	}
	if !e.chosen || !other.chosen || e.Auth != "none" || other.Auth == "none" || e.Served != other.Served {
		return
	}
	e.Auth, e.Evidence, e.Credentials, e.Configured, e.Chain, e.Described = other.Auth, other.Evidence, other.Credentials, nil, other.Chain, other.Described
	if other.Auth == "required" {
		e.Auth = "optional"
		e.Evidence = append(slices.Clip(e.Evidence), Step{At: e.Registered, Text: "this is left out on some ways to the route"})
	}
}
