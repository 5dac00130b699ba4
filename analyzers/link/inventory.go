package link

import (
	"strings"

	"github.com/apiward/apiward/analyzers/handlers"
)

// InventoryVersion is the version of the inventory's JSON. Fields are added,
// never changed or removed.
const InventoryVersion = 1

// Inventory lists every route of the services of a program, and what could
// not be resolved to one. It is sorted and holds no absolute path.
type Inventory struct {
	Version    int          `json:"version"`
	Routes     []Route      `json:"routes"`
	Unresolved []Unresolved `json:"unresolved"`
	// Types are the named types that requests and responses speak of.
	Types handlers.Types `json:"types,omitempty"`
}

// Place is a place in a Go file. Line and Column are 1-based, columns in
// UTF-8 bytes; File is a slash path relative to the project's root.
type Place struct {
	File   string `json:"file"`
	Line   int    `json:"line"`
	Column int    `json:"column,omitempty"`
}

// Route is one method and path of one service.
type Route struct {
	Service     string `json:"service"`   // import path of the main package, or of the package that keeps the router
	Listener    string `json:"listener"`  // the address it is served on as far as it is constant, else ""
	Method      string `json:"method"`    // one verb, or ANY
	Path        string `json:"path"`      // full prefix, {name} parameters, {name...} for a catch-all, {?} where a piece is unresolved
	Framework   string `json:"framework"` // import path of the router's package
	Conditional bool   `json:"conditional"`
	Partial     bool   `json:"partial"` // a prefix or a middleware of its chain is not known

	Package    string       `json:"package"` // import path of the package that registers it
	Registered Place        `json:"registered"`
	Handler    Handler      `json:"handler"`
	Middleware []Middleware `json:"middleware"` // outermost first
	Auth       Auth         `json:"auth"`
	Authz      State        `json:"authz"`
	BodyLimit  State        `json:"body_limit"`
	RateLimit  State        `json:"rate_limit"`
	CORS       State        `json:"cors"`
	Timeout    State        `json:"timeout"`
	Recovery   State        `json:"recovery"`
	// Request and Response are what the handler reads and writes, nil where nothing is
	// known of it. The driver joins them.
	Request   *handlers.Request  `json:"request,omitempty"`
	Response  *handlers.Response `json:"response,omitempty"`
	Operation *Operation         `json:"operation,omitempty"` // filled by the contract check
	// Declared is what the registration itself says for documentation, nil where it says
	// nothing.
	Declared *Declared `json:"-"`
}

// Declared is what a registration says of a route for the document that a library makes
// of it.
type Declared struct {
	Known   bool       // it says what callers need
	Any     [][]string // of these, all schemes of one; none: nothing
	Schemes []Scheme   // those of them that a configuration declares, sorted by name
}

// Scheme is how callers authenticate, in the words of OpenAPI.
type Scheme struct{ Name, Type, Scheme, In, Parameter string }

// Handler is the function that answers a route.
type Handler struct {
	Name string `json:"name"` // package path and function, "example.com/m/api.(*Server).create"
	File string `json:"file"`
	Line int    `json:"line"`
}

// Middleware is one wrapper in a route's chain.
type Middleware struct {
	Name string `json:"name"`
	File string `json:"file"`
	Line int    `json:"line"`
	Role string `json:"role"` // auth, authz, body_limit, rate_limit, cors, timeout, recover, log, other, unknown
}

// Auth is what the chain shows of a route's authentication.
type Auth struct {
	State    string     `json:"state"` // required, optional, none, unknown
	Evidence []Evidence `json:"evidence"`
	// Configured are the settings that switch off what requires a credential: conditions
	// that hold where it is off, none where nothing does that.
	Configured []Configured `json:"configured,omitempty"`
	// Credentials are the parts of the request that the guard takes a credential
	// from, where that is known.
	Credentials []Credential `json:"-"`
	// Described says that required is what the document makes of it, by what holds
	// requests against that: an alternative there that names no credential counts.
	Described bool `json:"-"`
}

// Configured is a condition that what the program is started with decides.
type Configured struct {
	Condition string `json:"condition"` // as the source has it: "s.pass == \"\""
	Place
}

// Credential is a part of the request: header, query, form, cookie, session or tls,
// and its name.
type Credential struct{ In, Name string }

// State is what the chain shows of a limit or a control: present, none, unknown.
type State struct {
	State    string     `json:"state"`
	Evidence []Evidence `json:"evidence,omitempty"`
}

// Evidence is one step of a proof.
type Evidence struct {
	Message string `json:"message"`
	File    string `json:"file"`
	Line    int    `json:"line"`
}

// Operation is the documented operation that a route answers.
type Operation struct {
	Document string `json:"document"`
	Pointer  string `json:"pointer"`
	Line     int    `json:"line"`
}

// Unresolved is a registration that could not be read, and why.
type Unresolved struct {
	File   string `json:"file"`
	Line   int    `json:"line"`
	Reason string `json:"reason"`
}

// symbol returns the published name of a function: "example.com/m/api.(*Server).create"
// for "(*example.com/m/api.Server).create", so that every name begins with its
// package, as a reader sorts and searches for it.
func symbol(fn string) string {
	receiver, method, ok := strings.Cut(strings.TrimPrefix(fn, "("), ").")
	if !ok || !strings.HasPrefix(fn, "(") {
		return fn
	}
	typ, pointer := strings.CutPrefix(receiver, "*")
	dot := strings.LastIndexByte(typ, '.')
	if bracket := strings.IndexByte(typ, '['); bracket >= 0 { // a type argument has dots of its own
		dot = strings.LastIndexByte(typ[:bracket], '.')
	}
	star := ""
	if pointer {
		star = "*"
	}
	return typ[:dot+1] + "(" + star + typ[dot+1:] + ")." + method
}

// within returns a place in the project, the zero one for what is elsewhere.
func within(at Pos, file func(Pos) string) Place {
	name := file(at)
	if name == "" {
		return Place{}
	}
	return Place{File: name, Line: at.Line, Column: at.Column}
}

// published returns the steps of a proof in their published shape.
func published(steps []Step, file func(Pos) string) (list []Evidence) {
	for _, s := range steps {
		at := within(s.At, file)
		list = append(list, Evidence{Message: s.Text, File: at.File, Line: at.Line})
	}
	return list
}

// Inventory returns the program's routes in their published shape. file turns
// a position's file into a slash path relative to the project's root.
func (p *Program) Inventory(file func(Pos) string) *Inventory {
	inv := &Inventory{Version: InventoryVersion, Routes: []Route{}, Unresolved: []Unresolved{}}
	for i := range p.Routes {
		e := &p.Routes[i]
		r := Route{
			Service: e.Service, Listener: e.Listener, Method: e.Method, Path: e.Path, Framework: e.Framework,
			Conditional: e.Conditional, Partial: e.Partial,
			Package:    e.Registered.Package,
			Registered: within(e.Registered, file),
			Handler:    Handler{Name: symbol(e.Handler), File: within(e.At, file).File, Line: within(e.At, file).Line},
			Middleware: []Middleware{},
			Auth:       Auth{State: e.Auth, Evidence: []Evidence{}, Described: e.Described},
			Declared:   e.secured.declared,
		}
		for i, to := range []*State{&r.Authz, &r.BodyLimit, &r.RateLimit, &r.CORS, &r.Timeout, &r.Recovery} {
			*to = State{State: e.Controls[i].State, Evidence: published(e.Controls[i].Evidence, file)}
		}
		for _, l := range e.Chain {
			at := within(l.At, file)
			r.Middleware = append(r.Middleware, Middleware{Name: symbol(l.Name), File: at.File, Line: at.Line, Role: string(l.Role)})
		}
		r.Auth.Evidence = append(r.Auth.Evidence, published(e.Evidence, file)...)
		for _, s := range e.Configured {
			r.Auth.Configured = append(r.Auth.Configured, Configured{s.Text, within(s.At, file)})
		}
		for _, c := range e.Credentials {
			r.Auth.Credentials = append(r.Auth.Credentials, Credential{In: string(c.In), Name: c.Name})
		}
		inv.Routes = append(inv.Routes, r)
	}
	for _, u := range p.Unresolved {
		at := within(u.At, file)
		inv.Unresolved = append(inv.Unresolved, Unresolved{File: at.File, Line: at.Line, Reason: u.Reason})
	}
	return inv
}
