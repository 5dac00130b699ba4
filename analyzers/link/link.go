package link

import (
	"cmp"
	"slices"
	"strings"

	"github.com/apiward/apiward/analyzers/internal/flow"
	"github.com/apiward/apiward/analyzers/internal/literals"
	"github.com/apiward/apiward/analyzers/routes"
	"github.com/apiward/apiward/rules"
	"github.com/apiward/apiward/rules/model"
)

// These names let drivers and rules handle the passes' values without knowing
// the packages they come from.
type (
	Pos      = flow.Position
	Step     = flow.Step
	Origin   = flow.Origin
	Sink     = flow.Sink
	SinkKind = model.SinkKind
	Literal  = literals.Literal
)

// The kinds of sink that rules ask for.
const (
	SQL      = model.SQL
	BodyRead = model.BodyRead
)

// Package is what the passes found in one package: all that linking needs. It
// is a value that can be written to disk.
type Package struct {
	Flow   flow.Record
	Routes routes.Record
	// Literals are the constants in it that are credentials.
	Literals literals.Record
	// Ignores are the directives in the package's files, which they name by
	// base name.
	Ignores []rules.Ignore
}

// View says how much of a program is at hand.
type View int

// The views.
const (
	// Whole: the packages are the program. What is not found is not there.
	Whole View = iota
	// Local: one package, with what the packages below it left open. What is
	// not found may be above.
	Local
)

// Program is what the packages mean together.
type Program struct {
	View       View
	Package    string     // of a local view
	Routes     []Endpoint // sorted by service, path, method
	Flows      []Flow     // the flows into sinks, one for each sink, the strongest first found
	Reads      []Read     // reads of a request's body, one for each place
	Literals   []Literal  // constants that are credentials, by package, file and place
	Unresolved []Problem
	Functions  int      // that were analysed
	Spent      []string // those whose analysis hit a bound, sorted
}

// Problem is something that could not be resolved.
type Problem struct {
	At     Pos
	Reason string
}

// Flow is a value on its way into a sink.
type Flow struct {
	Sink   Sink
	Origin Origin
	// Via is the field or variable of the program that the value was read from,
	// "" where it came by calls alone.
	Via string
	// Closed is where the evidence became complete in a local view: the place
	// in the package that joins the two ends. In a whole view it is the sink.
	Closed Pos
}

// Link joins packages to a program. It is a pure function: the order of the
// packages does not matter.
func Link(view View, packages []Package) *Program {
	packages = slices.Clone(packages)
	slices.SortStableFunc(packages, func(a, b Package) int { return cmp.Compare(a.Flow.Package, b.Flow.Package) })
	p := &Program{View: view}
	for i := range packages {
		p.Functions += len(packages[i].Flow.Summaries)
		p.Spent = append(p.Spent, packages[i].Flow.Spent...)
		p.Literals = append(p.Literals, packages[i].Literals...)
	}
	values := newValues(view, packages)
	p.Flows = values.flows()
	p.Spent = append(p.Spent, values.spent...)
	table := newTable(view, packages, values)
	p.Routes, p.Unresolved = table.endpoints()
	p.Reads = table.reads(values)
	slices.Sort(p.Spent)
	p.Spent = slices.Compact(p.Spent)
	return p
}

// values resolves where values come from over all packages.
type values struct {
	view     View
	own      []*flow.Summary          // whose flows are reported
	byFunc   map[string]*flow.Summary // every summary that a call can be resolved to
	converts map[string][]flow.Convert
	handed   map[string][]string // interface to those that are handed on as it
	called   map[string]bool     // functions that something refers to
	stored   map[string]bool
	stores   map[string][]Origin // what is stored in fields and variables
	visible  map[string]bool     // packages whose stores are all at hand
	spent    []string            // functions whose calls were not all closed
}

func newValues(view View, packages []Package) *values {
	v := &values{
		view: view, byFunc: map[string]*flow.Summary{}, converts: map[string][]flow.Convert{}, handed: map[string][]string{},
		called: map[string]bool{}, stored: map[string]bool{}, stores: map[string][]Origin{}, visible: map[string]bool{},
	}
	// Foreign summaries first, so that a package's own replace them.
	for i := range packages {
		for _, sum := range packages[i].Flow.Foreign {
			v.byFunc[sum.Func] = sum
		}
	}
	for i := range packages {
		rec := &packages[i].Flow
		v.visible[rec.Package] = true
		for _, sum := range rec.Summaries {
			v.byFunc[sum.Func] = sum
			v.own = append(v.own, sum)
			for _, callee := range sum.Callees {
				if callee != sum.Func {
					v.called[callee] = true
				}
			}
			for _, symbol := range sum.Stored {
				v.stored[symbol] = true
			}
		}
		if view == Local {
			v.own = append(v.own, rec.Pending...)
		}
		for _, c := range rec.Converts {
			if c.From != "" {
				v.handed[c.Iface] = append(v.handed[c.Iface], c.From)
				continue
			}
			if !slices.ContainsFunc(v.converts[c.Iface], func(have flow.Convert) bool { return have.Type == c.Type }) {
				v.converts[c.Iface] = append(v.converts[c.Iface], c)
			}
			for _, m := range c.Methods {
				v.called[m.Func] = true
			}
		}
	}
	return v
}

// behind returns the conversions that can stand behind an interface, those of
// the interfaces that are handed on as it included.
func (v *values) behind(iface string) []flow.Convert {
	if len(v.handed[iface]) == 0 {
		return v.converts[iface]
	}
	list := slices.Clone(v.converts[iface])
	queue, seen := []string{iface}, map[string]bool{iface: true}
	for len(queue) > 0 {
		for _, from := range v.handed[queue[0]] {
			if seen[from] {
				continue
			}
			seen[from] = true
			queue = append(queue, from)
			for _, c := range v.converts[from] {
				if !slices.ContainsFunc(list, func(have flow.Convert) bool { return have.Type == c.Type }) {
					list = append(list, c)
				}
			}
		}
		queue = queue[1:]
	}
	return list
}

// resolved is a function's flows with its open calls closed.
type resolved struct {
	view    View
	flows   []Flow
	results map[resultKey][]Origin
}

type resultKey struct {
	call  string
	index int
}

// flows returns the flows into sinks, the strongest for each sink.
func (v *values) flows() []Flow {
	// Bodies are judged with the routes. Stores are looked into only where
	// something that was stored gets to a sink.
	all := v.resolveAll(func(s *Sink) bool { return !s.IsStore() && s.Kind != BodyRead })
	v.lookIntoStores(all)
	best := map[sinkKey]int{}
	var list []Flow
	for _, f := range all {
		for _, f := range v.expand(f) {
			if !flow.Matters(f.Sink.Kind, &f.Origin) {
				continue
			}
			key := keyOf(&f)
			i, ok := best[key]
			switch {
			case !ok:
				best[key] = len(list)
				list = append(list, f)
			case stronger(f, list[i]):
				list[i] = f
			}
		}
	}
	slices.SortStableFunc(list, func(a, b Flow) int {
		return cmp.Or(a.Sink.At.Compare(b.Sink.At), cmp.Compare(a.Sink.Kind, b.Sink.Kind))
	})
	return list
}

// sinkKey is what one flow is kept for.
type sinkKey struct {
	at     Pos
	kind   SinkKind
	origin string
}

// keyOf returns what the flow is the only one for: its sink, and, where a rule
// asks which values meet two kinds of sink, the value.
func keyOf(f *Flow) sinkKey {
	key := sinkKey{at: f.Sink.At, kind: f.Sink.Kind}
	if key.kind == model.Logged || key.kind == model.Credential {
		key.origin = f.Origin.Key()
	}
	return key
}

// resolveAll resolves the flows of all functions into the wanted sinks.
func (v *values) resolveAll(wanted func(*Sink) bool) []Flow {
	var all []Flow
	reaching := v.reaching(wanted)
	for _, sum := range v.own {
		all = append(all, v.resolve(sum, wanted, reaching).flows...)
	}
	return all
}

// reaching returns the functions out of which something that they are given
// can get to a wanted sink, through interfaces too. A call of any other needs
// no closing, unless somebody asks what it returns.
func (v *values) reaching(wanted func(*Sink) bool) map[string]bool {
	callers := map[string][]string{} // implementation to the functions that may call it
	reaching := map[string]bool{}
	var queue []string
	for id, sum := range v.byFunc {
		for i := range sum.Calls {
			for _, conv := range v.behind(sum.Calls[i].Iface) {
				if impl := v.implementation(conv, sum.Calls[i].Method); impl != nil {
					callers[impl.Func] = append(callers[impl.Func], id)
				}
			}
		}
		if slices.ContainsFunc(sum.Flows, func(f flow.Flow) bool { return wanted(&f.Sink) && isOpen(&f.Origin) }) {
			reaching[id] = true
			queue = append(queue, id)
		}
	}
	for len(queue) > 0 {
		for _, caller := range callers[queue[0]] {
			if !reaching[caller] {
				reaching[caller] = true
				queue = append(queue, caller)
			}
		}
		queue = queue[1:]
	}
	return reaching
}

// isOpen reports whether an origin is for a caller to say more about.
func isOpen(o *Origin) bool { return o.Kind == flow.Param || o.Kind == flow.Result }

// lookIntoStores finds what is stored in the fields and variables that the
// flows come from, and in those that these are filled from.
func (v *values) lookIntoStores(flows []Flow) {
	known := map[string]bool{}
	for len(flows) > 0 {
		needed := map[string]bool{}
		for _, f := range flows {
			if o := &f.Origin; (o.Kind == flow.Field || o.Kind == flow.Global) && !known[o.Name] {
				known[o.Name], needed[o.Name] = true, true
			}
		}
		if len(needed) == 0 {
			return
		}
		flows = v.resolveAll(func(s *Sink) bool { return s.IsStore() && needed[s.Call] })
		for _, f := range flows {
			v.stores[f.Sink.Call] = flow.Merge(v.stores[f.Sink.Call], f.Origin)
		}
	}
}

// strength orders flows: request data that was seen all the way first.
func strength(f Flow) int {
	n := 0
	if f.Origin.IsRequest() {
		n = 4
	}
	if f.Origin.Flags&flow.Weak == 0 {
		n += 2
	}
	if f.Origin.Flags&flow.Mixed != 0 {
		n++
	}
	return n
}

func stronger(a, b Flow) bool {
	return cmp.Or(cmp.Compare(strength(a), strength(b)), cmp.Compare(len(b.Origin.Steps), len(a.Origin.Steps))) > 0
}

// expand replaces fields and variables by what is stored in them, and drops
// what another function answers for.
func (v *values) expand(f Flow) []Flow {
	switch f.Origin.Kind {
	case flow.Param:
		if !v.answers(f.Origin) {
			return nil
		}
	case flow.Field, flow.Global:
		var list []Flow
		for _, o := range v.held(f.Origin) {
			g := f
			g.Origin, g.Via = o, f.Origin.Name
			g.Origin.Flags |= f.Origin.Flags
			g.Origin.Steps = flow.Join(o.Steps, f.Origin.Steps...)
			list = append(list, g)
		}
		return list
	}
	return []Flow{f}
}

// answers reports whether a parameter is where a flow begins: nobody is seen
// to call the function. Else its callers were asked, or may be above.
func (v *values) answers(o Origin) bool {
	return !v.called[o.Func] && o.Flags&flow.Deep == 0 && v.view == Whole
}

// held returns what is stored in a field or variable, by way of others too.
func (v *values) held(o Origin) []Origin {
	var list []Origin
	queue, seen := []Origin{o}, map[string]bool{o.Name: true}
	for len(queue) > 0 {
		at := queue[0]
		queue = queue[1:]
		if !v.stored[at.Name] {
			if at.Kind == flow.Global || v.view == Local && !v.visible[packageOf(at.Name)] {
				continue // a variable that nobody sets, or one that is set above
			}
			list = flow.Merge(list, Origin{Kind: flow.Unknown, Name: at.Describe(), Flags: at.Flags})
			continue
		}
		for _, in := range v.stores[at.Name] {
			switch in.Kind {
			case flow.Field, flow.Global:
				if !seen[in.Name] {
					seen[in.Name] = true
					queue = append(queue, in)
				}
				continue
			case flow.Param:
				if !v.answers(in) {
					continue
				}
			}
			// Which store a read sees is not known: a field may hold a
			// request's value at one time and a fixed one at another.
			in.Flags |= flow.Weak
			list = flow.Merge(list, in)
		}
	}
	return list
}

// packageOf returns the package of a symbol, "example.com/m/db" for
// "example.com/m/db.Store.prefix".
func packageOf(symbol string) string {
	slash := strings.LastIndexByte(symbol, '/') + 1
	if dot := strings.IndexByte(symbol[slash:], '.'); dot >= 0 {
		return symbol[:slash+dot]
	}
	return symbol
}

// Bounds of closing open calls: of one function, and of a chain of calls
// through interfaces.
const (
	maxClosed = 2000
	maxNested = 8
)

// resolve follows the flows of one function into the wanted sinks and closes
// its open calls: whatever type is converted to the interface may stand behind
// it.
func (v *values) resolve(sum *flow.Summary, wanted func(*Sink) bool, reaching map[string]bool) resolved {
	r := resolved{view: v.view, results: map[resultKey][]Origin{}}
	type pendingCall struct {
		call   flow.Call
		closed Pos
		depth  int
	}
	used := map[string]bool{} // calls whose results go somewhere
	flows := make([]Flow, 0, len(sum.Flows))
	for _, f := range sum.Flows {
		if !wanted(&f.Sink) {
			continue
		}
		flows = append(flows, Flow{Sink: f.Sink, Origin: f.Origin})
		if f.Origin.Kind == flow.Result {
			used[f.Origin.Name] = true
		}
	}
	var queue []pendingCall
	leads := func(c flow.Call) bool {
		return slices.ContainsFunc(v.behind(c.Iface), func(conv flow.Convert) bool {
			impl := v.implementation(conv, c.Method)
			return impl != nil && reaching[impl.Func]
		})
	}
	push := func(c pendingCall) {
		if used[c.call.Key] || v.matters(sum, c.call) && leads(c.call) {
			for _, a := range c.call.Args {
				for i := range a {
					if a[i].Kind == flow.Result {
						used[a[i].Name] = true
					}
				}
			}
			queue = append(queue, c)
		}
	}
	// Backwards, so that a call is known to be used before it is met.
	for _, c := range slices.Backward(sum.Calls) {
		push(pendingCall{c, Pos{}, 0})
	}
	seen := map[string]bool{}
	for done := 0; len(queue) > 0 && done < maxClosed; done++ {
		c := queue[0]
		queue = queue[1:]
		for _, conv := range v.behind(c.call.Iface) {
			impl := v.implementation(conv, c.call.Method)
			if impl == nil {
				continue
			}
			in := closing{c.call, impl}
			for i := range impl.Results {
				key := resultKey{c.call.Key, i}
				if _, ok := r.results[key]; !ok {
					r.results[key] = nil
				}
				if !used[c.call.Key] {
					break // nobody asks what it returns
				}
				for _, o := range impl.Returned(i) {
					for _, o := range in.origins(o) {
						if o.Kind == flow.Result {
							used[o.Name] = true
						}
						r.results[key] = flow.Merge(r.results[key], o)
					}
				}
			}
			// The same function with the same arguments does the same again.
			if id := in.id(); seen[id] {
				continue
			} else {
				seen[id] = true
			}
			for _, f := range impl.Flows {
				if !isOpen(&f.Origin) || !wanted(&f.Sink) {
					continue // complete in the implementation, or not asked for
				}
				for _, o := range in.origins(f.Origin) {
					if f.Sink.Kind != BodyRead && !flow.Matters(f.Sink.Kind, &o) {
						continue
					}
					flows = append(flows, Flow{Sink: f.Sink, Origin: o, Closed: conv.At})
					if o.Kind == flow.Result {
						used[o.Name] = true
					}
				}
			}
			if c.depth < maxNested {
				for _, nested := range slices.Backward(impl.Calls) {
					if used[in.key(nested.Key)] || leads(nested) {
						push(pendingCall{in.call(nested), conv.At, c.depth + 1})
					}
				}
			}
		}
	}
	if len(queue) > 0 && !slices.Contains(v.spent, sum.Func) {
		v.spent = append(v.spent, sum.Func)
	}
	for _, f := range flows {
		r.flows = append(r.flows, r.follow(f)...)
	}
	return r
}

// matters reports whether something that a rule asks for can go through the
// call: request data, text that was put together, or, where nobody is seen to
// call the function, its parameters.
func (v *values) matters(sum *flow.Summary, c flow.Call) bool {
	return slices.ContainsFunc(c.Args, func(a []Origin) bool {
		return slices.ContainsFunc(a, func(o Origin) bool {
			return o.Flags&flow.Soft == 0 && (o.IsRequest() || o.IsFailure() || o.IsLiteral() || o.PutTogether() || o.Kind == flow.Result || o.Kind == flow.Param && !v.called[sum.Func])
		})
	})
}

// implementation returns the summary of the type's method.
func (v *values) implementation(conv flow.Convert, method string) *flow.Summary {
	for _, m := range conv.Methods {
		if m.Name == method {
			return v.byFunc[m.Func]
		}
	}
	return nil
}

// follow replaces results of open calls by what they can be.
func (r *resolved) follow(f Flow) []Flow {
	if f.Origin.Kind != flow.Result {
		return []Flow{f}
	}
	var origins []Origin
	queue := []Origin{f.Origin}
	seen := map[resultKey]bool{}
	for len(queue) > 0 {
		at := queue[0]
		queue = queue[1:]
		key := resultKey{at.Name, at.Index}
		if seen[key] {
			continue
		}
		seen[key] = true
		results, known := r.results[key]
		if !known {
			if r.view == Whole { // else what implements the interface is known above
				name, _, _ := strings.Cut(at.Name[strings.LastIndexByte(at.Name, '>')+1:], "@")
				origins = flow.Merge(origins, Origin{Kind: flow.Unknown, Name: "the result of " + name, Flags: at.Flags})
			}
			continue
		}
		for _, o := range results {
			o.Flags |= at.Flags
			if o.Kind == flow.Result {
				queue = append(queue, o)
			} else {
				origins = flow.Merge(origins, o)
			}
		}
	}
	list := make([]Flow, 0, len(origins))
	for _, o := range origins {
		g := f
		g.Origin = o
		g.Origin.Steps = flow.Join(o.Steps, f.Origin.Steps...)
		list = append(list, g)
	}
	return list
}

// closing puts an implementation in the place of an open call.
type closing struct {
	open flow.Call
	impl *flow.Summary
}

// origins returns an origin in the implementation in terms of the caller.
func (c closing) origins(o Origin) []Origin {
	switch {
	case o.Kind == flow.Result:
		o.Name = c.key(o.Name)
		return []Origin{o}
	case o.Kind != flow.Param || o.Func != c.impl.Func:
		return []Origin{o}
	case o.Index == 0 || o.Index > len(c.open.Args):
		return nil // the receiver: its fields are origins of their own
	}
	step := Step{At: c.open.At, Text: "passed through " + flow.Short(c.open.Iface) + "." + c.open.Method + " to " + flow.Short(c.impl.Func)}
	var list []Origin
	for _, a := range c.open.Args[o.Index-1] {
		if o.Flags&flow.Deep != 0 && a.Kind == flow.Unknown {
			continue
		}
		a.Flags |= o.Flags
		a.Steps = flow.Join(a.Steps, append([]Step{step}, o.Steps...)...)
		list = append(list, a)
	}
	return list
}

// call returns a call in the implementation in terms of the caller.
func (c closing) call(nested flow.Call) flow.Call {
	out := flow.Call{Key: c.key(nested.Key), Iface: nested.Iface, Method: nested.Method, At: nested.At, Args: make([][]Origin, len(nested.Args))}
	for i, a := range nested.Args {
		for _, o := range a {
			for _, o := range c.origins(o) {
				out.Args[i] = flow.Merge(out.Args[i], o)
			}
		}
	}
	return out
}

// id names the implementation with what it is called with.
func (c closing) id() string {
	var b strings.Builder
	b.WriteString(c.impl.Func)
	for _, a := range c.open.Args {
		b.WriteString("\n")
		for i := range a {
			b.WriteString(a[i].Key())
			b.WriteByte(';')
		}
	}
	return b.String()
}

func (c closing) key(nested string) string { return c.open.Key + "=" + c.impl.Func + ">" + nested }
