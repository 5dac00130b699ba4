// Package models holds what is known of libraries, one file each.
package models

import (
	"cmp"
	"go/types"
	"reflect"
	"slices"
	"strings"
	"sync"

	"github.com/apiward/apiward/rules/model"
)

// All returns every library once, sorted by path. What several files know of one
// library is joined.
func All() []model.Library {
	var all []model.Library
	parts := libraries()
	slices.SortStableFunc(parts, func(a, b model.Library) int { return cmp.Compare(a.Path, b.Path) })
	for _, l := range parts {
		if n := len(all); n > 0 && all[n-1].Path == l.Path {
			all[n-1] = join(all[n-1], l)
			continue
		}
		all = append(all, l)
	}
	return all
}

// join returns what both say of a library: every list of the one followed by
// that of the other.
func join(a, b model.Library) model.Library {
	joinLists(reflect.ValueOf(&a).Elem(), reflect.ValueOf(b))
	return a
}

func joinLists(to, from reflect.Value) {
	for i := range to.NumField() {
		switch f := to.Field(i); f.Kind() {
		case reflect.Slice:
			f.Set(reflect.AppendSlice(f.Slice3(0, f.Len(), f.Len()), from.Field(i)))
		case reflect.Struct:
			joinLists(f, from.Field(i))
		}
	}
}

// Known returns the libraries with those that are known by another path too.
func Known() []model.Library {
	// One that is carried on by others, under names of their own.
	fork := authorizationServer("authelia.com/provider/oauth2", "Provider")
	fork.Sources = append(fork.Sources, model.Source{Symbol: "Provider.NewRFC862DeviceAuthorizeRequest", Kind: model.Identity, Key: -1})
	return withOlder(append(All(), fork))
}

// Index finds concepts by resolved symbol.
type Index struct {
	libraries  map[string]*model.Library
	sources    map[string]model.Source
	sinks      map[string][]model.Sink
	limiters   map[string]model.Limiter
	mws        map[string]model.Middleware
	chains     map[string]model.ChainOf
	extractors map[string]model.Extractor
	serves     map[string]model.Serve
	routers    map[string]routerRef // by "path.Type"
	news       map[string]routerRef // by constructor symbol
	sanitize   map[string][]model.SinkKind
	parsers    map[string]model.Parser
	choices    map[string]model.Choice
	carriers   map[string]model.Carrier
	returned   map[string]string // by type, the field that changes it
	writers    map[string]model.Writer
	inputs     map[string]model.Input
	requests   map[string]bool
	bounded    map[string]bool
	sockets    map[string]SocketCall
	responses  map[string]bool
	calm       map[string]bool
	reading    map[string]bool
	statuses   map[string]model.Status
	internals  map[string]bool
	pure       map[string]bool
	opaque     map[string]bool
	harmless   map[string]bool
	validates  map[string]bool
	immutable  map[string]bool
	noReturn   map[string]bool
	private    map[string]bool
	resolves   map[string]bool
	modes      map[string]model.Mode
	listing    map[string][]string // paths of libraries by their tag
	unpack     map[string]bool
	puts       map[string]model.Put
	proceeds   map[string]bool
	aborts     map[string]bool
	aborted    map[string]bool
	entries    map[string]bool
	same       map[string]bool
	options    map[string]bool // functions that weaken a guard
	answers    map[string]model.Answer
	declines   map[string]bool
	doubts     map[string]bool
	codes      map[string]int64
	welcomes   map[string]bool
	described  map[string]*model.Described // by type
	schemes    map[string]*Schemes         // by type on the ways to them
	plain      map[string]*Schemes         // by constructor of a configuration
	brings     map[string][]string         // by constructor symbol, the middleware
	flat       map[string]bool             // by path: whether a chain goes on when a handler returns
	rpc        rpcIndex
	settings   settingIndex
	parts      map[string]model.Part
	replies    map[string]model.Reply
	raises     map[string]bool // libraries that make errors which are answers
	decodes    map[string]model.Decode
	overloads  map[string]model.Overload

	// What a policy says, nil without one.
	principals []string
	house      map[string]int
}

type routerRef struct {
	router *model.Router
	path   string
}

// Shipped returns the index of All, built once.
var Shipped = sync.OnceValue(func() *Index { return NewIndex(Known()) })

// NewIndex returns the index of libraries.
func NewIndex(libraries []model.Library) *Index {
	x := &Index{
		libraries: map[string]*model.Library{},
		sources:   map[string]model.Source{}, sinks: map[string][]model.Sink{}, limiters: map[string]model.Limiter{},
		mws: map[string]model.Middleware{}, chains: map[string]model.ChainOf{}, extractors: map[string]model.Extractor{}, serves: map[string]model.Serve{},
		routers: map[string]routerRef{}, news: map[string]routerRef{},
		sanitize: map[string][]model.SinkKind{}, parsers: map[string]model.Parser{}, choices: map[string]model.Choice{}, carriers: map[string]model.Carrier{}, returned: map[string]string{}, writers: map[string]model.Writer{}, inputs: map[string]model.Input{},
		requests: map[string]bool{}, bounded: map[string]bool{}, sockets: map[string]SocketCall{}, responses: map[string]bool{}, calm: map[string]bool{}, reading: map[string]bool{}, statuses: map[string]model.Status{}, internals: map[string]bool{},
		pure: map[string]bool{}, opaque: map[string]bool{}, harmless: map[string]bool{}, validates: map[string]bool{}, immutable: map[string]bool{}, noReturn: map[string]bool{}, private: map[string]bool{}, resolves: map[string]bool{}, modes: map[string]model.Mode{}, listing: map[string][]string{}, unpack: map[string]bool{},
		puts: map[string]model.Put{}, proceeds: map[string]bool{}, aborts: map[string]bool{}, flat: map[string]bool{}, entries: map[string]bool{}, same: map[string]bool{}, options: map[string]bool{}, declines: map[string]bool{}, doubts: map[string]bool{}, codes: map[string]int64{}, welcomes: map[string]bool{}, brings: map[string][]string{}, described: map[string]*model.Described{}, schemes: map[string]*Schemes{}, plain: map[string]*Schemes{}, aborted: map[string]bool{},
		rpc: newRPCIndex(), settings: newSettingIndex(), parts: map[string]model.Part{}, answers: map[string]model.Answer{},
		replies: map[string]model.Reply{}, raises: map[string]bool{}, decodes: map[string]model.Decode{}, overloads: map[string]model.Overload{},
	}
	for i := range libraries {
		x.add(&libraries[i])
	}
	return x
}

func (x *Index) add(l *model.Library) {
	x.libraries[l.Path] = l
	at := func(symbol string) string { return l.Path + "." + symbol }
	x.addSchemes(l, at)
	for _, s := range l.Sources {
		s.Untidy = slices.Clone(s.Untidy)
		for i, symbol := range s.Untidy {
			s.Untidy[i] = at(symbol)
		}
		x.sources[at(s.Symbol)] = s
	}
	for _, p := range l.Parts {
		x.parts[at(p.Symbol)] = p
	}
	for _, s := range l.Sinks {
		x.sinks[at(s.Symbol)] = append(x.sinks[at(s.Symbol)], s)
	}
	for _, s := range l.Limiters {
		x.limiters[at(s.Symbol)] = s
	}
	for _, s := range l.Sanitizers {
		x.sanitize[at(s.Symbol)] = append(slices.Clip(x.sanitize[at(s.Symbol)]), s.For...)
		if len(s.For) == 0 {
			x.sanitize[at(s.Symbol)] = everywhere
		}
	}
	for _, c := range l.Carriers {
		x.carriers[at(c.Symbol)] = c
	}
	for _, r := range l.Returned {
		x.returned[at(r.Type)] = at(r.Unless)
	}
	for _, c := range l.Codes {
		x.codes[at(c.Symbol)] = c.Status
	}
	for _, s := range l.Statuses {
		x.statuses[at(s.Symbol)] = s
	}
	for _, p := range l.Parsers {
		x.parsers[at(p.Symbol)] = p
	}
	for _, c := range l.Choices {
		x.choices[at(c.Symbol)] = c
	}
	for _, s := range l.Writers {
		x.writers[at(s.Symbol)] = s
	}
	for _, s := range l.Sockets {
		for call, symbols := range map[SocketCall][]string{Accept: s.Accept, Dial: s.Dial, ReadMessage: s.Read, LimitMessages: s.Limit} {
			for _, symbol := range symbols {
				x.sockets[at(symbol)] = call
			}
		}
	}
	for _, s := range l.Inputs {
		x.inputs[at(s.Symbol)] = s
	}
	for _, m := range l.Middleware {
		x.mws[at(m.Symbol)] = m
		for _, symbol := range m.Skips {
			x.options[at(symbol)] = !strings.Contains(symbol, ".")
		}
	}
	for _, e := range l.Extractors {
		x.extractors[at(e.Symbol)] = e
	}
	for _, c := range l.Chains {
		x.chains[at(c.Symbol)] = c
	}
	for _, s := range l.Serves {
		x.serves[at(s.Symbol)] = s
	}
	for _, a := range l.Answers {
		x.answers[at(a.Symbol)] = a
	}
	for _, r := range l.Replies {
		x.replies[at(r.Symbol)] = r
		x.raises[l.Path] = x.raises[l.Path] || r.Kind == model.Raises
	}
	for _, m := range l.Modes {
		x.modes[at(m.Symbol)] = m
	}
	for _, d := range l.Decodes {
		x.decodes[at(d.Symbol)] = d
	}
	for _, o := range l.Overloads {
		calls := make(map[string]string, len(o.Calls))
		for variable, symbol := range o.Calls {
			calls[o.In+"."+variable] = at(symbol)
		}
		o.Calls = calls
		x.overloads[at(o.Symbol)] = o
	}
	for _, p := range l.Puts {
		x.puts[at(p.Symbol)] = p
	}
	if len(l.Proceeds) > 0 {
		x.flat[l.Path] = len(l.Aborts) > 0
	}
	x.rpc.add(l)
	x.settings.add(l)
	for i := range l.Routers {
		ref := routerRef{&l.Routers[i], l.Path}
		for _, t := range ref.router.Types {
			x.routers[at(t)] = ref
		}
		for _, r := range ref.router.Register {
			if r.Described != nil && r.Described.Type != "" {
				x.described[at(r.Described.Type)] = r.Described
			}
		}
		for _, n := range ref.router.New {
			x.news[at(n)] = ref
		}
		for _, brings := range ref.router.Brings {
			for _, name := range brings.With {
				x.brings[at(brings.New)] = append(x.brings[at(brings.New)], at(name))
			}
		}
		for _, s := range ref.router.Same {
			x.same[at(s)] = true
		}
		for _, t := range ref.router.Types {
			for _, entry := range ref.router.Entry {
				x.entries[at(t)+"."+entry] = true
			}
		}
	}
	for set, symbols := range map[*map[string]bool][]string{
		&x.pure: l.Pure, &x.unpack: l.Unpack, &x.opaque: l.Opaque, &x.harmless: l.Harmless, &x.validates: l.Validates, &x.immutable: l.Immutable, &x.noReturn: l.NoReturn, &x.private: l.Private, &x.resolves: l.Resolves,
		&x.proceeds: l.Proceeds, &x.aborts: l.Aborts, &x.declines: l.Declines, &x.doubts: l.Doubts, &x.welcomes: l.Welcomes, &x.aborted: l.Aborted,
		&x.requests: l.Requests, &x.bounded: l.BoundedRequests, &x.responses: l.Responses, &x.calm: l.PublicErrors, &x.reading: l.ReadErrors, &x.internals: l.Internals,
	} {
		for _, s := range symbols {
			(*set)[at(s)] = true
		}
	}
	if l.Listing != "" {
		x.listing[l.Listing] = append(x.listing[l.Listing], l.Path)
	}
}

// Modelled reports whether the package with the path is a modelled library.
func (x *Index) Modelled(path string) bool { return x.libraries[path] != nil }

// Placeholders returns how the library with the path marks parameters in SQL
// text, "" where that is the database's or the library runs none.
func (x *Index) Placeholders(path string) string {
	if l := x.libraries[path]; l != nil {
		return l.Placeholders
	}
	return ""
}

// Source returns the source that the field or function symbol is.
func (x *Index) Source(symbol string) (model.Source, bool) { s, ok := x.sources[symbol]; return s, ok }

// Mode returns how the field or call symbol tells in which mode a program runs.
func (x *Index) Mode(symbol string) (model.Mode, bool) { m, ok := x.modes[symbol]; return m, ok }

// Overload returns the calls that a call of the symbol may be, with symbols and
// variables by their paths.
func (x *Index) Overload(symbol string) (model.Overload, bool) {
	o, ok := x.overloads[symbol]
	return o, ok
}

// PartOf returns which part of a request the field or call symbol yields, of those
// that tell routes apart.
func (x *Index) PartOf(symbol string) (model.Part, bool) { p, ok := x.parts[symbol]; return p, ok }

// Fills returns the arguments that a call of the symbol, a source, decodes into.
func (x *Index) Fills(symbol string) []int { return x.sources[symbol].Fills }

// Look returns which argument of a call of the symbol, a source, says where to look,
// counted from 1; 0: none.
func (x *Index) Look(symbol string) int { return x.sources[symbol].Look }

// SinkTypes returns the types of the library whose methods are sinks, sorted.
func (x *Index) SinkTypes(path string) []string {
	l := x.libraries[path]
	if l == nil {
		return nil
	}
	var names []string
	for _, s := range l.Sinks {
		if name, _, ok := strings.Cut(s.Symbol, "."); ok {
			names = append(names, name)
		}
	}
	slices.Sort(names)
	return slices.Compact(names)
}

// IsStore reports whether a library asks a database: what its calls answer goes by
// what they are given.
func (x *Index) IsStore(path string) bool {
	l := x.libraries[path]
	return l != nil && slices.ContainsFunc(l.Sinks, func(s model.Sink) bool { return s.Kind == model.SQL || s.Kind == model.NoSQL })
}

// Sinks returns the sinks that a call of the symbol is.
func (x *Index) Sinks(symbol string) []model.Sink { return x.sinks[symbol] }

// Limiter returns the limiter that a call of the symbol is.
func (x *Index) Limiter(symbol string) (model.Limiter, bool) {
	l, ok := x.limiters[symbol]
	return l, ok
}

// Middleware returns what is known of the symbol as a middleware.
func (x *Index) Middleware(symbol string) (model.Middleware, bool) {
	m, ok := x.mws[symbol]
	return m, ok
}

// Extractor returns what a library's function takes out of a request.
func (x *Index) Extractor(symbol string) (model.Extractor, bool) {
	e, ok := x.extractors[symbol]
	return e, ok
}

// Chain returns the list of middleware that a call of the symbol makes or uses.
func (x *Index) Chain(symbol string) (model.ChainOf, bool) {
	c, ok := x.chains[symbol]
	return c, ok
}

// Serve returns how the symbol, a function or a type with a handler field,
// puts a handler on a listener.
func (x *Index) Serve(symbol string) (model.Serve, bool) { s, ok := x.serves[symbol]; return s, ok }

// Router returns the router model of the type symbol ("path.Type"; "path." for
// package-level functions) and the path of its library.
func (x *Index) Router(symbol string) (*model.Router, string, bool) {
	r, ok := x.routers[symbol]
	return r.router, r.path, ok
}

// Routers returns the routers of the library with the path.
func (x *Index) Routers(path string) []*model.Router {
	l := x.libraries[path]
	if l == nil {
		return nil
	}
	list := make([]*model.Router, len(l.Routers))
	for i := range l.Routers {
		list[i] = &l.Routers[i]
	}
	return list
}

// NewRouter returns the router model that a call of the symbol creates.
func (x *Index) NewRouter(symbol string) (*model.Router, string, bool) {
	r, ok := x.news[symbol]
	return r.router, r.path, ok
}

// Put returns how a call of the symbol leaves a value in a request's context.
func (x *Index) Put(symbol string) (model.Put, bool) { p, ok := x.puts[symbol]; return p, ok }

// Proceeds reports whether a call of the symbol runs the rest of a flat chain.
func (x *Index) Proceeds(symbol string) bool { return x.proceeds[symbol] }

// Aborts reports whether after a call of the symbol the rest of a flat chain
// does not run.
func (x *Index) Aborts(symbol string) bool { return x.aborts[symbol] }

// Described returns what is known of a type that routes are described by, nil if
// it is none.
func (x *Index) Described(symbol string) *model.Described { return x.described[symbol] }

// Schemes is how a library is told of authentication, its types and fields by their
// symbols.
type Schemes struct {
	Config                 string
	Declared, Asked        []Step
	Struct                 string // of a scheme, with its fields
	Type, Scheme, In, Name string
}

// Step is a field on the way to something.
type Step struct{ Type, Field string }

// Schemes returns what is known of a type on the ways to schemes, nil if it is none.
func (x *Index) Schemes(symbol string) *Schemes { return x.schemes[symbol] }

// PlainConfig returns what is known of the configuration that a call of the symbol
// returns, in which nothing is said of authentication; nil if it is another call.
func (x *Index) PlainConfig(symbol string) *Schemes { return x.plain[symbol] }

func (x *Index) addSchemes(l *model.Library, at func(string) string) {
	if l.Schemes == nil {
		return
	}
	way := func(names []string) (steps []Step) {
		for _, name := range names {
			owner, field, _ := strings.Cut(name, ".")
			steps = append(steps, Step{at(owner), field})
		}
		return steps
	}
	m := l.Schemes
	owner, kind, _ := strings.Cut(m.Type, ".")
	of := func(name string) string { return strings.TrimPrefix(name, owner+".") }
	s := &Schemes{Struct: at(owner), Declared: way(m.Declared), Asked: way(m.Asked), Type: kind, Scheme: of(m.Scheme), In: of(m.In), Name: of(m.Name)}
	s.Config = s.Declared[0].Type
	x.schemes[at(owner)] = s
	for _, steps := range [][]Step{s.Declared, s.Asked} {
		for _, step := range steps {
			x.schemes[step.Type] = s
		}
	}
	for _, name := range m.New {
		x.plain[at(name)] = s
	}
}

// AnswerStatus returns the status of the answer that a call of the symbol makes, where it
// is always the same.
func (x *Index) AnswerStatus(symbol string) (int64, bool) { c, ok := x.codes[symbol]; return c, ok }

// Doubts reports whether the type symbol holds a request for which a function is
// asked who sends it.
func (x *Index) Doubts(symbol string) bool { return x.doubts[symbol] }

// Welcomes reports whether the symbol is a function that lets every request by.
func (x *Index) Welcomes(symbol string) bool { return x.welcomes[symbol] }

// Aborted reports whether a call of the symbol tells that a flat chain has been
// aborted.
func (x *Index) Aborted(symbol string) bool { return x.aborted[symbol] }

// Flat reports whether handlers that take a request of the type symbol stand in
// flat chains, and whether such a chain goes on when one returns.
func (x *Index) Flat(request string) (implicit, ok bool) {
	dot := strings.LastIndexByte(request, '.')
	if dot < 0 || !x.requests[request] {
		return false, false
	}
	implicit, ok = x.flat[request[:dot]]
	return implicit, ok
}

// Option reports whether the function with the symbol is an option by which a
// guard lets requests by.
func (x *Index) Option(symbol string) bool { return x.options[symbol] }

// Answers returns how a call of the symbol answers, of no kind if it does more
// than that.
func (x *Index) Answers(symbol string) model.Answer { return x.answers[symbol] }

// Reply returns how the symbol, a call or a variable, answers a request.
func (x *Index) Reply(symbol string) (model.Reply, bool) { r, ok := x.replies[symbol]; return r, ok }

// Raises reports whether the library with the path makes errors that are answers.
func (x *Index) Raises(path string) bool { return x.raises[path] }

// Decode returns how a call of the symbol decodes a request.
func (x *Index) Decode(symbol string) (model.Decode, bool) { d, ok := x.decodes[symbol]; return d, ok }

// Declines reports whether the function with the symbol says no to every request
// that it is asked about.
func (x *Index) Declines(symbol string) bool { return x.declines[symbol] }

// Brings returns the functions whose middleware a router has that a call of the
// symbol makes.
func (x *Index) Brings(symbol string) []string { return x.brings[symbol] }

// Entry reports whether the symbol is a method by which a router answers
// requests.
func (x *Index) Entry(symbol string) bool { return x.entries[symbol] }

// SameRouter reports whether a call of the symbol returns the router that it is
// made on, or given first.
func (x *Index) SameRouter(symbol string) bool { return x.same[symbol] }

// everywhere is what a sanitizer that names no kind is safe for.
var everywhere = []model.SinkKind{""}

// Sanitizer returns the kinds of sink that the symbol's result is safe for, and
// whether it is safe for all.
func (x *Index) Sanitizer(symbol string) (kinds []model.SinkKind, all bool) {
	kinds = x.sanitize[symbol]
	return kinds, len(kinds) == 1 && kinds[0] == ""
}

// Choice returns the call that looks a value up in a list.
func (x *Index) Choice(symbol string) (model.Choice, bool) { c, ok := x.choices[symbol]; return c, ok }

// Carrier returns the call whose first result is one of its arguments.
func (x *Index) Carrier(symbol string) (model.Carrier, bool) {
	c, ok := x.carriers[symbol]
	return c, ok
}

// Returned returns the field that changes what becomes of the errors of handlers
// that take the type, and whether they are sent to the client.
func (x *Index) Returned(symbol string) (unless string, ok bool) {
	unless, ok = x.returned[symbol]
	return unless, ok
}

// Unless reports whether it matters that a program fills the field.
func (x *Index) Unless(field string) bool {
	for _, unless := range x.returned {
		if unless == field {
			return true
		}
	}
	return false
}

// Parser returns the call that fails unless its argument has a narrow form.
func (x *Index) Parser(symbol string) (model.Parser, bool) { p, ok := x.parsers[symbol]; return p, ok }

// Writer returns the call whose result writes to one of its arguments.
func (x *Index) Writer(symbol string) (model.Writer, bool) { w, ok := x.writers[symbol]; return w, ok }

// Input returns how a call of the symbol binds a handler.
func (x *Index) Input(symbol string) (model.Input, bool) { i, ok := x.inputs[symbol]; return i, ok }

// Request reports whether values of the type symbol are a request that came in.
func (x *Index) Request(symbol string) bool { return x.requests[symbol] }

// Unbounded reports whether values of the type symbol are a request, with what
// else a framework hands to a handler, whose body nothing has bounded yet.
func (x *Index) Unbounded(symbol string) bool { return x.requests[symbol] && !x.bounded[symbol] }

// SocketCall says what a call does with a connection for messages.
type SocketCall int

// What a call can do with a connection.
const (
	Accept SocketCall = iota + 1
	Dial
	ReadMessage
	LimitMessages
)

// Socket returns what a call of the symbol does with a connection for messages,
// 0 for nothing.
func (x *Index) Socket(symbol string) SocketCall { return x.sockets[symbol] }

// Response reports whether values of the type symbol write to a client.
func (x *Index) Response(symbol string) bool { return x.responses[symbol] }

// PublicError reports whether errors of the symbol, a type or a function, say
// only what their caller gave them.
func (x *Index) PublicError(pkg, symbol string) bool { return x.calm[symbol] || x.calm[pkg+".*"] }

// ReadError reports whether errors of the symbol say what is wrong with what was
// read.
func (x *Index) ReadError(pkg, symbol string) bool { return x.reading[symbol] || x.reading[pkg+".*"] }

// Status returns how a call of the symbol says an answer's status.
func (x *Index) Status(symbol string) (model.Status, bool) {
	s, ok := x.statuses[symbol]
	return s, ok
}

// Internal reports whether results of the symbol show the inside of a program.
func (x *Index) Internal(symbol string) bool { return x.internals[symbol] }

// Unpacks reports whether the symbol's results read what its first argument
// unpacks to.
func (x *Index) Unpacks(symbol string) bool { return x.unpack[symbol] }

// Pure reports whether the symbol's results depend on its arguments alone.
func (x *Index) Pure(pkg, symbol string) bool { return x.pure[symbol] || x.pure[pkg+".*"] }

// Opaque reports whether the symbol's results carry nothing of its arguments.
func (x *Index) Opaque(pkg, symbol string) bool { return x.opaque[symbol] || x.opaque[pkg+".*"] }

// Validates reports whether a call of the symbol holds a struct against its tags.
func (x *Index) Validates(symbol string) bool { return x.validates[symbol] }

// Private reports whether fn serves the process that has started the program, and
// nobody else.
func (x *Index) Private(fn *types.Func) bool {
	_, symbol := Symbol(fn)
	return x.private[symbol]
}

// Lists reports whether a tag of a field of a struct in the package limits it to the
// values that the tag lists.
func (x *Index) Lists(pkg *types.Package, tag reflect.StructTag) bool {
	for key, libraries := range x.listing {
		if _, ok := tag.Lookup(key); ok && slices.ContainsFunc(pkg.Imports(), func(p *types.Package) bool { return slices.Contains(libraries, p.Path()) }) {
			return true
		}
	}
	return false
}

// Resolves reports whether a call of the symbol finds out which machines a name
// stands for.
func (x *Index) Resolves(symbol string) bool { return x.resolves[symbol] }

// NoReturn reports whether a call of fn never returns.
func (x *Index) NoReturn(fn *types.Func) bool {
	_, symbol := Symbol(fn)
	return x.noReturn[symbol]
}

// Harmless reports whether values of t cannot carry text of their own.
func (x *Index) Harmless(t types.Type) bool {
	if n, ok := types.Unalias(t).(*types.Named); ok && n.Obj().Pkg() != nil {
		return x.harmless[n.Obj().Pkg().Path()+"."+n.Obj().Name()]
	}
	return false
}

// Immutable reports whether fn is a method of a type whose values stay what they
// were made.
func (x *Index) Immutable(fn *types.Func) bool {
	return fn != nil && fn.Signature().Recv() != nil && x.immutable[TypeSymbol(fn.Signature().Recv().Type())]
}

// Symbol returns the name that models know fn by: "path.Func" or
// "path.Type.Method", and the path alone. Both are empty for functions of no
// package, as error.Error.
func Symbol(fn *types.Func) (pkg, symbol string) {
	if fn.Pkg() == nil {
		return "", ""
	}
	fn = fn.Origin()
	pkg = fn.Pkg().Path()
	if recv := fn.Signature().Recv(); recv != nil {
		if n := TypeName(recv.Type()); n != nil {
			return pkg, pkg + "." + n.Name() + "." + fn.Name()
		}
		return pkg, pkg + ".?." + fn.Name()
	}
	return pkg, pkg + "." + fn.Name()
}

// TypeName returns the name of t, or of what it points to; nil if it has none.
func TypeName(t types.Type) *types.TypeName {
	if p, ok := types.Unalias(t).(*types.Pointer); ok {
		t = p.Elem()
	}
	if n, ok := types.Unalias(t).(*types.Named); ok {
		return n.Obj()
	}
	return nil
}

// TypeSymbol returns the name that models know t by, "path.Type", or "".
func TypeSymbol(t types.Type) string {
	n := TypeName(t)
	if n == nil || n.Pkg() == nil {
		return ""
	}
	return n.Pkg().Path() + "." + n.Name()
}
