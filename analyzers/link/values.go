package link

import (
	"cmp"
	"maps"
	"slices"
	"strings"

	"github.com/apiward/apiward/analyzers/internal/flow"
	"github.com/apiward/apiward/analyzers/routes"
	"github.com/apiward/apiward/rules/model"
)

// Summaries say what a function does in terms of its parameters, of what fields
// and variables hold, and of what interfaces' methods return. A program joins
// them: these are the places of a graph, and values flow along its edges until
// nothing changes. Only places that something at a sink comes from are looked
// at.

// place is one place of the graph.
type place struct {
	kind  flow.Kind // Field, Global, Param, Result, or Source for a value in a context
	name  string    // the symbol; the function; the call's key; the context's key
	index int       // which parameter, which result
	field string    // of the parameter or the result, "" for the whole
}

// placeOf returns the place that an open origin stands for.
func placeOf(o *Origin) (place, bool) {
	switch o.Kind {
	case flow.Field, flow.Global:
		return place{kind: o.Kind, name: o.Name}, true
	case flow.Param:
		return place{kind: o.Kind, name: o.Func, index: o.Index, field: o.Name}, true
	case flow.Result:
		return place{kind: o.Kind, name: o.Name, index: o.Index, field: o.Func}, true
	case flow.Source:
		if o.Source == model.Context || o.Source == model.Identity {
			return place{kind: o.Kind, name: o.Name}, true
		}
	}
	return place{}, false
}

func (p place) compare(q place) int {
	return cmp.Or(cmp.Compare(p.kind, q.kind), cmp.Compare(p.name, q.name), cmp.Compare(p.index, q.index), cmp.Compare(p.field, q.field))
}

// spot is a place with what flows into it.
type spot struct {
	place
	in   []inflow
	to   []*spot  // where this one's values flow on
	have []Origin // what can be here, complete
	news int      // how often that has changed
	sole bool     // a field or a variable that one store fills
	wait bool     // is to be looked at
}

// inflow is what is seen to flow into a place.
type inflow struct {
	open Origin // in terms of another place
	from *spot  // that place, nil for an origin that is complete
	seen int    // how much of its news has flowed in, counted from one
	lost bool   // which call of those that are asked it is the answer to is not known
}

// values resolves where values come from over all packages.
type values struct {
	view     View
	own      []*flow.Summary          // whose flows are reported
	others   map[*flow.Summary]bool   // those among own of which only what is joined here is reported
	byFunc   map[string]*flow.Summary // every summary that a call can be resolved to
	converts map[string][]flow.Convert
	handed   map[string][]string // interface to those that are handed on as it
	called   map[string]bool     // functions that something refers to
	stored   map[string]bool
	asking   map[string]bool // what holds a client that asks where it dials
	storers  map[string]int  // how many functions store in a field or variable
	visible  map[string]bool // packages whose stores are all at hand

	stores map[string][]Origin         // what is stored in fields and variables
	passes map[string][]flow.Pass      // what callers pass, by function
	sets   map[string][]Origin         // parts of requests in contexts, by key
	calls  map[method][]*flow.Call     // open calls, by what is called
	keyed  map[string][]*flow.Call     // and by key
	behind map[string][]flow.Convert   // what can stand behind an interface
	serves map[string][]implementation // the methods of interfaces that a function stands behind
	nodes  map[place]*spot
	queue  []*spot
}

// method is a method of an interface.
type method struct{ iface, name string }

// implementation says that a function stands behind a method.
type implementation struct {
	method
	at    Pos // where the type is converted
	first int // which of its parameters the call's first argument is
}

func newValues(view View, packages []Package) *values {
	v := &values{
		view: view, others: map[*flow.Summary]bool{}, byFunc: map[string]*flow.Summary{}, converts: map[string][]flow.Convert{}, handed: map[string][]string{},
		called: map[string]bool{}, stored: map[string]bool{}, asking: map[string]bool{}, storers: map[string]int{}, visible: map[string]bool{},
		stores: map[string][]Origin{}, passes: map[string][]flow.Pass{}, sets: map[string][]Origin{}, calls: map[method][]*flow.Call{}, keyed: map[string][]*flow.Call{},
		behind: map[string][]flow.Convert{}, serves: map[string][]implementation{}, nodes: map[place]*spot{},
	}
	// Foreign summaries first, so that a package's own replace them.
	var foreign []*flow.Summary
	for i := range packages {
		for _, sum := range packages[i].Flow.Foreign {
			v.byFunc[sum.Func] = sum
			foreign = append(foreign, sum)
		}
	}
	for i := range packages {
		rec := &packages[i].Flow
		v.visible[rec.Package] = !packages[i].Absent
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
				v.storers[symbol]++
			}
		}
		if view == Local {
			for _, sum := range rec.Pending {
				v.own = append(v.own, sum)
				v.others[sum] = true
			}
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
	for _, sum := range v.own {
		v.index(sum)
	}
	if view == Local {
		for _, sum := range foreign {
			if v.byFunc[sum.Func] == sum {
				v.own = append(v.own, sum) // its sinks are reached from here
				v.others[sum] = true
				v.index(sum)
			}
		}
	}
	v.findAsking()
	v.findImplementations()
	v.findLibraries()
	return v
}

// findAsking finds what holds a client that asks where it dials.
func (v *values) findAsking() {
	from := map[string][]string{} // holders by what they have a client from
	queue := []string{""}
	for _, sum := range v.own {
		for _, a := range sum.Asking {
			from[a.From] = append(from[a.From], a.Holder)
		}
	}
	for len(queue) > 0 {
		for _, holder := range from[queue[0]] {
			if !v.asking[holder] {
				v.asking[holder] = true
				queue = append(queue, holder)
			}
		}
		queue = queue[1:]
	}
}

// findLibraries adds the flows into the methods of libraries' types that stand
// behind the project's interfaces.
func (v *values) findLibraries() {
	sum := &flow.Summary{}
	for _, m := range v.methods() {
		for _, conv := range v.converted(m.iface) {
			for _, behind := range conv.Sinks {
				if behind.Method != m.name {
					continue
				}
				for _, c := range v.calls[m] {
					if !v.visible[c.At.Package] {
						continue // it is told there, or with the whole program
					}
					sink := behind.Sink
					sink.At, sink.In = c.At, c.In
					for _, i := range behind.Args {
						if i >= len(c.Args) {
							continue
						}
						for _, o := range c.Args[i] {
							sum.Flows = append(sum.Flows, flow.Flow{Sink: &sink, Origin: o})
						}
					}
				}
			}
		}
	}
	v.own = append(v.own, sum)
}

// methods returns the methods of interfaces that are called, sorted.
func (v *values) methods() []method {
	var methods []method
	for m := range v.calls {
		methods = append(methods, m)
	}
	slices.SortFunc(methods, func(a, b method) int { return cmp.Or(cmp.Compare(a.iface, b.iface), cmp.Compare(a.name, b.name)) })
	return methods
}

// index makes the edges that a summary is the source of findable by where they
// lead.
func (v *values) index(sum *flow.Summary) {
	for i := range sum.Flows {
		if f := &sum.Flows[i]; f.Sink.IsStore() {
			v.stores[f.Sink.Call] = append(v.stores[f.Sink.Call], f.Origin)
		}
	}
	for _, s := range sum.Sets {
		for _, o := range s.Origin {
			if s.Key != "" && isPutThrough(&o) {
				v.sets[s.Key] = append(v.sets[s.Key], o)
			}
		}
	}
	for _, p := range sum.Passes {
		v.passes[p.Func] = append(v.passes[p.Func], p)
	}
	for i := range sum.Calls {
		c := &sum.Calls[i]
		m := method{c.Iface, c.Method}
		v.calls[m] = append(v.calls[m], c)
		v.keyed[c.Key] = append(v.keyed[c.Key], c)
	}
}

// isPutThrough reports whether a value in a context is a part of the request as
// it came: what was made of a credential, as who is calling, is none.
func isPutThrough(o *Origin) bool {
	switch o.Source {
	case model.Header:
		if o.Name == "" || routes.IsCredential(o.Source, o.Name) {
			return false
		}
		fallthrough
	case model.Query, model.Form, model.Path, model.Body, model.URL:
		return o.IsRequest() && !o.PassedUnseen() && o.Flags&flow.Soft == 0
	}
	return false
}

// findImplementations finds which functions stand behind the interface methods
// that are called.
func (v *values) findImplementations() {
	for _, m := range v.methods() {
		for _, conv := range v.converted(m.iface) {
			if fn := implements(conv, m.name); fn != "" {
				v.serves[fn] = append(v.serves[fn], implementation{m, conv.At, conv.First(m.name)})
			}
		}
	}
}

// implements returns the function that is the type's method of the name.
func implements(conv flow.Convert, name string) string {
	for _, m := range conv.Methods {
		if m.Name == name {
			return m.Func
		}
	}
	return ""
}

// converted returns the conversions that can stand behind an interface, those
// of the interfaces that are handed on as it included.
func (v *values) converted(iface string) []flow.Convert {
	if list, ok := v.behind[iface]; ok {
		return list
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
	v.behind[iface] = list
	return list
}

// each reports whether a function stands behind an interface's method, and ok
// holds for all that do.
func (v *values) each(iface, method string, ok func(fn string) bool) bool {
	any := false
	for _, conv := range v.converted(iface) {
		fn := implements(conv, method)
		if fn == "" {
			continue
		}
		if !ok(fn) {
			return false
		}
		any = true
	}
	return any
}

// flows returns the flows into sinks, the strongest for each sink. Bodies are
// judged with the routes.
func (v *values) flows() []Flow {
	v.ask()
	v.solve()
	best := map[sinkKey]int{}
	var found []candidate
	handed := map[arrival]bool{}
	keep := func(f *candidate) {
		switch at := (arrival{f.Sink.At, f.first()}); {
		case f.Sink.Handing != nil:
			handed[at] = true
		case handed[at]:
			return
		}
		key := keyOf(&f.Flow)
		i, ok := best[key]
		switch {
		case !ok:
			best[key] = len(found)
			found = append(found, *f)
		case stronger(f, &found[i]):
			f.Also = beside(found[i].Also, &found[i])
			found[i] = *f
		default:
			found[i].Also = beside(found[i].Also, f)
		}
	}
	for _, byHand := range []bool{true, false} {
		v.candidates(func(s *Sink) bool { return isWanted(s) && (s.Handing != nil) == byHand }, keep)
	}
	list := make([]Flow, len(found))
	for i, f := range found {
		list[i] = f.Flow
		list[i].Origin.Steps = f.Origin.Steps.Then(f.rest)
	}
	slices.SortStableFunc(list, func(a, b Flow) int {
		return cmp.Or(a.Sink.Stands().Compare(b.Sink.Stands()), cmp.Compare(a.Sink.Kind, b.Sink.Kind))
	})
	for i := range list {
		list[i].settle()
	}
	return list
}

// arrival is a value that comes to a sink: what a helper is handed where it is called
// is not told of the helper as well.
type arrival struct {
	sink  Pos
	first Step
}

// candidates yields what the flows into sinks mean in the program.
func (v *values) candidates(wanted func(*Sink) bool, yield func(*candidate)) {
	seen := map[answerKey]bool{}
	for _, sum := range v.own {
		for i := range sum.Flows {
			f := &sum.Flows[i]
			if !wanted(f.Sink) {
				continue
			}
			if f.Origin.Kind == flow.Result && !v.others[sum] {
				// What an interface's method returns, each of the callers tells again.
				key := keyOfAnswer(f)
				if seen[key] {
					continue
				}
				seen[key] = true
			}
			v.complete(sum, f, yield)
		}
	}
}

// ask makes the nodes of all places that values at sinks come from, in the order of
// these places: which values a full one keeps, the program decides, and not which
// function was looked at first.
func (v *values) ask() {
	asked := map[place]bool{}
	for _, sum := range v.own {
		for i := range sum.Flows {
			f := &sum.Flows[i]
			if p, open := placeOf(&f.Origin); open && isWanted(f.Sink) {
				asked[p] = true
			}
		}
	}
	for _, p := range slices.SortedFunc(maps.Keys(asked), place.compare) {
		v.nodeAt(p)
	}
}

// answerKey is what a flow of an open call's result is judged by: of those that have
// it in common one is as good as all.
type answerKey struct {
	what                           flow.What
	flags                          flow.Flags
	first                          Step
	steps                          int
	at                             Pos
	kind                           SinkKind
	call, unless                   string
	refuses, text, streams, served bool
}

func keyOfAnswer(f *flow.Flow) answerKey {
	o, s := &f.Origin, f.Sink
	return answerKey{
		*o.What, o.Flags, o.Steps.First(), o.Steps.Len(),
		s.Stands(), s.Kind, s.Call, s.Unless, s.Refuses, s.Text, s.Streams, s.Served,
	}
}

// candidate is a flow before it is known whether it is kept.
type candidate struct {
	Flow
	rest *flow.Trail // of the way of its value
}

// steps returns how many steps the value takes.
func (f *candidate) steps() int { return f.Origin.Steps.Len() + f.rest.Len() }

// way returns them, as far as they are shown.
func (f *candidate) way() []Step { return f.Origin.Steps.Then(f.rest).List() }

// first returns the first of them.
func (f *candidate) first() Step {
	if f.Origin.Steps == nil {
		return f.rest.First()
	}
	return f.Origin.Steps.First()
}

// MaxBeside bounds the other values that are listed with a flow.
const MaxBeside = 50

// beside adds where the value of a flow enters to the places of others, which are
// sorted: of many, the first are kept, with one more for the flow's own.
func beside(also []Step, f *candidate) []Step {
	o := &f.Origin
	if !o.IsRequest() && !o.IsFailure() || o.PassedUnseen() {
		return also
	}
	first := f.first()
	at, have := slices.BinarySearchFunc(also, first, compareSteps)
	if first.At.IsZero() || have || at > MaxBeside {
		return also
	}
	also = slices.Insert(also, at, first)
	return also[:min(len(also), MaxBeside+1)]
}

func compareSteps(a, b Step) int {
	return cmp.Or(a.At.Compare(b.At), cmp.Compare(a.Text, b.Text))
}

// settle leaves the flow's own value out of the others.
func (f *Flow) settle() {
	own := f.Origin.Steps.First()
	f.Also = slices.DeleteFunc(f.Also, func(s Step) bool { return s.At == own.At })
	f.Also = f.Also[:min(len(f.Also), MaxBeside)]
}

func isWanted(s *Sink) bool { return !s.IsStore() && s.Kind != model.BodyRead }

// complete yields what a flow of a summary means in the program.
func (v *values) complete(sum *flow.Summary, f *flow.Flow, yield func(*candidate)) {
	var c candidate
	add := func(o Origin, rest *flow.Trail, via string, closed Pos) {
		if slices.ContainsFunc(f.Sink.Clients, func(holder string) bool { return v.asking[holder] }) {
			o.Flags |= flow.Weak
		}
		if o = f.Sink.Judge(o); f.Sink.Takes(&o) {
			c = candidate{Flow{Sink: *f.Sink, Origin: o, Via: via, Closed: closed}, rest}
			yield(&c)
		}
	}
	if f.Sink.Unless != "" && v.stored[f.Sink.Unless] {
		return
	}
	p, open := placeOf(&f.Origin)
	if !open {
		if !v.others[sum] {
			add(f.Origin, nil, "", Pos{})
		}
		return
	}
	via, closed := "", Pos{}
	switch f.Origin.Kind {
	case flow.Field, flow.Global:
		via = f.Origin.Name
		if f.Sink.Kind == model.Logged || f.Sink.Kind == model.Credential {
			add(f.Origin, nil, "", Pos{}) // that two meet in it is what a rule asks
		}
	case flow.Param:
		if serves := v.serves[f.Origin.Func]; v.view == Local && len(serves) > 0 {
			closed = serves[0].at
		}
	case flow.Result:
		if v.view == Local && v.others[sum] {
			closed = v.closes(f.Origin.Name)
		}
	}
	n := v.nodes[p]
	if n == nil {
		return
	}
	for i := range n.have {
		if o, ok := n.through(&f.Origin, &n.have[i]); ok {
			add(o, f.Origin.Steps, via, closed)
		}
	}
}

// closes returns where a type is converted that stands behind an open call.
func (v *values) closes(key string) Pos {
	for _, c := range v.keyed[key] {
		for _, conv := range v.converted(c.Iface) {
			if v.byFunc[implements(conv, c.Method)] != nil {
				return conv.At
			}
		}
	}
	return Pos{}
}

// through returns a value that comes from the place to an open origin, as it is
// behind it, but for the rest of its way, which is the origin's: of many values few
// are kept.
func (n *spot) through(open, value *Origin) (Origin, bool) {
	o, ok := through(open, value)
	if !n.sole && (open.Kind == flow.Field || open.Kind == flow.Global) {
		// Which store a read sees is not known: a field may hold a request's
		// value at one time and a fixed one at another.
		o.Flags |= flow.Weak
	}
	return o, ok
}

// through returns a value that comes to an open origin, as it is behind it, but for
// the rest of its way.
func through(open, value *Origin) (Origin, bool) {
	if open.Kind == flow.Param && open.Flags&flow.Deep != 0 && value.Kind == flow.Unknown {
		return Origin{}, false // the function has recorded the field itself
	}
	o := *value
	if open.Blurs(value) {
		o.Flags |= flow.Weak // which part of the place a value is in is not known
	}
	o.Flags = o.Flags.Then(open.Flags)
	if o.Steps.IsLongWith(open.Steps) {
		// At each place all that comes there meets: what took that many may as
		// well be several ways that never follow each other.
		o.Flags |= flow.Weak
	}
	return o, true
}

// node returns the node of an open origin, made on first use with those that it
// depends on; nil for a complete one.
func (v *values) node(o *Origin) *spot {
	p, open := placeOf(o)
	if !open {
		return nil
	}
	return v.nodeAt(p)
}

func (v *values) nodeAt(p place) *spot {
	n := v.nodes[p]
	if n == nil {
		n = &spot{place: p}
		v.nodes[p] = n
		v.fill(n)
		v.queue = append(v.queue, n)
		n.wait = true
	}
	return n
}

// fill finds what flows into a place.
func (v *values) fill(n *spot) {
	add := func(o Origin) {
		from := v.node(&o)
		n.in = append(n.in, inflow{open: o, from: from, lost: n.kind == flow.Result && o.Kind == flow.Result && v.asksAlike(n.name, o.Name)})
		if from != nil {
			from.to = append(from.to, n)
		}
	}
	switch n.kind {
	case flow.Field, flow.Global:
		if v.stored[n.name] {
			for _, o := range v.stores[n.name] {
				add(o)
			}
			n.sole = v.storers[n.name] == 1 && len(n.in) == 1
		} else if n.kind == flow.Field && (v.view == Whole || v.visible[packageOf(n.name)]) {
			o := flow.From(flow.What{Kind: n.kind, Name: n.name})
			add(flow.From(flow.What{Kind: flow.Unknown, Name: o.Describe()})) // filled by what is not seen, as a decoder
		}
	case flow.Param:
		v.fillParam(n, add)
	case flow.Result:
		v.fillResult(n, add)
	case flow.Source:
		for _, o := range v.sets[n.name] {
			add(o)
		}
	}
}

// fillParam finds what is passed as a parameter: by the calls that reach the
// function through an interface, and by those that record it.
func (v *values) fillParam(n *spot, add func(Origin)) {
	for _, p := range v.passes[n.name] {
		if p.Param != n.index || p.Name != n.field && p.Name != "" {
			continue
		}
		list := p.Origin
		if p.Name != n.field {
			list = fieldOf(p.Origin, p.Parts, 0, n.field)
		}
		for _, o := range list {
			add(o)
		}
	}
	for _, impl := range v.serves[n.name] {
		for _, c := range v.calls[impl.method] {
			if n.index < impl.first || n.index-impl.first >= len(c.Args) {
				continue // the receiver: its fields are places of their own
			}
			step := flow.Trace(Step{At: c.At, Text: "passed through " + c.Through() + " to " + flow.Short(n.name)})
			for _, o := range argument(c, n.index-impl.first, n.field) {
				o.Steps = o.Steps.Then(step)
				add(o)
			}
		}
	}
	if !v.called[n.name] && n.field == "" && v.view == Whole {
		n.have = append(n.have, flow.From(flow.What{Kind: flow.Param, Func: n.name, Index: n.index})) // where a flow begins: nobody is seen to call the function
	}
}

// argument returns what the field of an argument of an open call can come from,
// the whole of it for "".
func argument(c *flow.Call, i int, field string) []Origin {
	if field == "" {
		return c.Args[i]
	}
	return fieldOf(c.Args[i], c.Parts, i, field)
}

// fieldOf returns what the field of the i-th argument can come from.
func fieldOf(whole []Origin, parts []flow.Part, i int, field string) []Origin {
	var list []Origin
	built := false
	for _, part := range parts {
		if part.Arg != i {
			continue
		}
		built = true
		of := part.Origin
		if rest, ok := strings.CutPrefix(field, part.Path+"."); ok && part.Path != "" {
			of = flow.FieldOf(of, rest)
		} else if part.Path != field && !strings.HasPrefix(part.Path, field+".") {
			continue
		}
		for _, o := range of {
			list = flow.Merge(slices.Clip(list), o)
		}
	}
	if built {
		return list
	}
	return flow.FieldOf(whole, field)
}

// fillResult finds what a call through an interface returns: what any function
// behind it does, with the arguments of this call.
func (v *values) fillResult(n *spot, add func(Origin)) {
	known := false
	for _, c := range v.keyed[n.name] {
		for _, conv := range v.converted(c.Iface) {
			impl := v.byFunc[implements(conv, c.Method)]
			if impl == nil {
				continue
			}
			known = true
			if n.index >= len(impl.Results) {
				continue
			}
			for _, o := range impl.Returned(n.index, n.field) {
				if o.Kind != flow.Param || o.Func != impl.Func {
					add(o)
					continue
				}
				if o.Index < 1 || o.Index > len(c.Args) {
					continue
				}
				for _, a := range argument(c, o.Index-1, o.Name) {
					if a, ok := through(&o, &a); ok {
						a.Steps = a.Steps.Then(o.Steps)
						add(a)
					}
				}
			}
		}
	}
	if !known && v.view == Whole { // else what implements the interface is known above
		name, _, _ := strings.Cut(n.name, "@")
		add(flow.From(flow.What{Kind: flow.Unknown, Name: "the result of " + name}))
	}
}

// asksAlike reports whether two open calls are of the same method of an interface:
// one is made by a function behind the other, which hands on what it was asked, or asks
// something of its own. What the inner one is asked is known for all calls of the outer
// one together, and not for each.
func (v *values) asksAlike(outer, inner string) bool {
	return slices.ContainsFunc(v.keyed[outer], func(c *flow.Call) bool {
		return slices.ContainsFunc(v.keyed[inner], func(d *flow.Call) bool { return c.Iface == d.Iface && c.Method == d.Method })
	})
}

// maxAt bounds how many parts of requests are told apart at one place: a few
// are as good as all.
const maxAt = 12

// solve lets values flow until nothing changes. Sets only grow and are bounded,
// so that it ends.
func (v *values) solve() {
	for len(v.queue) > 0 {
		n := v.queue[0]
		v.queue = v.queue[1:]
		n.wait = false
		changed := false
		for i := range n.in {
			changed = n.take(&n.in[i]) || changed
		}
		if !changed {
			continue
		}
		for _, to := range n.to {
			if !to.wait {
				to.wait = true
				v.queue = append(v.queue, to)
			}
		}
	}
}

// take lets in what is new of an inflow and reports whether that is news here.
func (n *spot) take(in *inflow) bool {
	if in.from == nil {
		if in.seen > 0 {
			return false
		}
		in.seen = 1
		return n.add(in.open)
	}
	if in.seen > in.from.news {
		return false
	}
	in.seen = in.from.news + 1
	changed := false
	for i := range in.from.have {
		value := &in.from.have[i]
		if n.isKept() && value.Kind == flow.Param {
			continue // of a function that nobody calls: it has put nothing there
		}
		if o, ok := in.from.through(&in.open, value); ok && flow.Adds(n.have, &o, maxAt) {
			o.Steps = o.Steps.Then(in.open.Steps)
			if in.lost && o.IsRequest() {
				o.Flags |= flow.Weak
			}
			changed = n.add(o) || changed
		}
	}
	return changed
}

// isKept reports whether the place keeps what others read later.
func (n *spot) isKept() bool { return n.kind == flow.Field || n.kind == flow.Global }

// add adds a value to a place and reports whether that is news.
func (n *spot) add(o Origin) bool {
	have, changed := flow.Add(n.have, o, maxAt)
	n.have = have
	if changed {
		n.news++
	}
	return changed
}

// strength orders flows: request data that was seen all the way first.
func strength(f *Flow) int {
	n := 0
	if f.Origin.IsRequest() {
		n = 8 + 16*int(f.Doubt())
	}
	if f.Origin.Flags&(flow.Weak|flow.Debugged) == 0 {
		n += 4
	}
	if f.Via == "" {
		n += 2
	}
	if f.Origin.Flags&flow.Mixed != 0 {
		n++
	}
	return n
}

// stronger reports whether a says more than b: it is stronger, or of two that are as
// strong has the shorter way, or is no error that tells of what somebody sent, or is a
// part that has a name, or comes first by where its value enters, by what that is and by
// the way it takes.
func stronger(a, b *candidate) bool {
	if by := cmp.Or(cmp.Compare(strength(&a.Flow), strength(&b.Flow)), cmp.Compare(b.steps(), a.steps())); by != 0 {
		return by > 0
	}
	if by := cmp.Or(cmp.Compare(a.Origin.Flags&flow.Reading, b.Origin.Flags&flow.Reading), cmp.Compare(isWhole(a.Origin.What), isWhole(b.Origin.What)),
		compareSteps(a.first(), b.first()), compareWhats(a.Origin.What, b.Origin.What), cmp.Compare(a.Via, b.Via)); by != 0 {
		return by < 0
	}
	return slices.CompareFunc(a.way(), b.way(), compareSteps) < 0
}

// isWhole returns 1 for a thing of which others are parts with names, else 0.
func isWhole(a *flow.What) int {
	if a.Name == "" {
		return 1
	}
	return 0
}

// compareWhats orders what values are.
func compareWhats(a, b *flow.What) int {
	if a == b {
		return 0
	}
	return cmp.Or(cmp.Compare(a.Kind, b.Kind), cmp.Compare(a.Source, b.Source), cmp.Compare(a.Name, b.Name), cmp.Compare(a.Func, b.Func), cmp.Compare(a.Index, b.Index))
}

// sinkKey is what one flow is kept for.
type sinkKey struct {
	at    Pos
	kind  SinkKind
	what  flow.What
	flags flow.Flags
}

// keyOf returns what the flow is the only one for: its sink, and, where a rule
// asks which values meet two kinds of sink, the value.
func keyOf(f *Flow) sinkKey {
	key := sinkKey{at: f.Sink.Stands(), kind: f.Sink.Kind}
	if key.kind == model.Logged || key.kind == model.Credential || key.kind.HouseFlow() >= 0 {
		key.what, key.flags = *f.Origin.What, f.Origin.Flags
	}
	return key
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
