package link

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"github.com/apiward/apiward/analyzers/routes"
	"github.com/apiward/apiward/rules/model"
)

// What stands around a method of a service can ask which method is called, so
// that its layers are read once for each route.

// call is one method of a service as interceptors see it.
type call struct {
	path   string // "/package.Service/Method"
	stream bool
	over   []routes.Expr // what its service says itself of who may call it
	at     Pos
	// through says that a gateway calls it: who connects is the gateway.
	through bool
}

// intercepted adds what counts for one method: what its server was made with, and
// what the method's own handler was.
func (t *table) intercepted(w *walk, n *node, op placed) {
	layers, sure := t.interceptors(n, op, false)
	w.add(layers...)
	w.partial, w.unsure = w.partial || !sure, w.unsure || !sure
	w.bounded, w.remote = w.bounded || n.bounded, op.Syntax == 0 // else it is a path of HTTP
}

// interceptors returns what counts for one method, called through a gateway or not,
// and whether all of it is known.
func (t *table) interceptors(n *node, op placed, through bool) (list []Layer, sure bool) {
	path, _ := t.text(op.Path)
	c := call{path: path, stream: op.Stream, over: op.Over, at: op.At, through: through}
	options := []routes.Expr{}
	for _, use := range n.options {
		options = append(options, use.Handler)
	}
	if op.Around != nil {
		options = append(options, *op.Around)
	}
	sure = true
	for _, e := range options {
		layers, known := t.before(e, c, 0)
		list, sure = append(list, layers...), sure && known
	}
	return list, sure
}

// answering is a method of a service, on the server that has it.
type answering struct {
	on *node
	op placed
}

// forwarded returns the handler of a route that is, if it is a gateway's, the method
// that this calls, where the program serves that itself: what its servers put before
// it counts for the route as well. Of several servers it may be any.
func (t *table) forwarded(w *walk, op placed, handler routes.Expr) routes.Expr {
	if op.Forwards == "" {
		return handler
	}
	if t.procedures == nil {
		t.procedures = map[string][]answering{}
		for _, n := range t.order {
			for _, op := range n.routes {
				if path, whole := t.text(op.Path); op.Call && op.Syntax == 0 && whole {
					t.procedures[path] = append(t.procedures[path], answering{n, op})
				}
			}
		}
	}
	var all [][]Layer
	for _, a := range t.procedures[op.Forwards] {
		method := t.methodOf(a.op.Handler, 0)
		if method.Kind == routes.Nil {
			continue
		}
		layers, sure := t.interceptors(a.on, a.op, true)
		w.unsure = w.unsure || !sure
		if all = append(all, layers); len(all) == 1 {
			handler = method
		}
	}
	if len(all) == 0 {
		w.unsure = true // a server decides that is another program
		w.add(Layer{Name: op.Forwards, At: op.At, Role: model.Unknown})
		return handler
	}
	w.add(weakest(all)...)
	return handler
}

// before returns what an option, an interceptor or a list of them puts before a
// method, outermost first, and whether all of it is known.
func (t *table) before(e routes.Expr, c call, depth int) ([]Layer, bool) {
	at := cmp.Or(e.At, c.at)
	unknown := []Layer{{Name: cmp.Or(e.Name, "an interceptor"), At: at, Role: model.Unknown}}
	if depth > maxWalk {
		return unknown, false
	}
	depth++
	e = t.head(e)
	switch e.Kind {
	case routes.Nil:
		return nil, true
	case routes.Const: // what follows
		return nil, e.Name == around.Name
	case routes.Only:
		if e.Known().Some && c.through {
			return nil, true
		}
		if calls := model.Calls(e.Index); calls == model.AllCalls || (calls == model.StreamCalls) == c.stream {
			return t.before(e.Args[0], c, depth)
		}
		return nil, true
	case routes.List:
		if known, ok := t.listOf(e); ok {
			e = known
		}
		var list []Layer
		sure := true
		for _, a := range e.Args {
			layers, known := t.before(a, c, depth)
			list, sure = append(list, layers...), sure && known
		}
		return list, sure
	case routes.Row: // a list that is given as a whole
		return t.before(e.Args[0], c, depth)
	case routes.Field, routes.Global, routes.Choice:
		alternatives := e.Args
		if e.Kind != routes.Choice {
			alternatives = t.env[e.Name]
		}
		var all [][]Layer
		sure := len(alternatives) > 0
		for _, a := range alternatives {
			layers, known := t.before(a, c, depth)
			all, sure = append(all, layers), sure && known
		}
		if len(all) > 0 {
			return weakest(all), sure
		}
	case routes.Asked:
		return t.asking(e, c, at, depth)
	case routes.Matching:
		return t.matching(e, c, depth)
	case routes.Wrap:
		of := e.Known()
		return []Layer{{Name: e.Name, At: at, Role: of.Role, sets: of.Sets, house: of.House}}, of.Role != model.Unknown || !t.foreign(e.Name)
	case routes.Apply:
		if applied, ok := t.apply(e); ok {
			return t.before(applied, c, depth)
		}
	case routes.Object:
		return t.wrapping(e, c, depth)
	case routes.Func:
		info := t.infoOf(e)
		switch {
		case info == nil:
		case len(info.Returns) > 0 && len(info.Next) == 0: // one that wraps
			return t.layers(&routes.Op{Handler: e, At: at})
		default:
			return t.inCase(e, info, c, depth)
		}
	}
	return unknown, false
}

// wrapping returns what an interceptor that is a value with methods puts around a
// method: by the one of them that is for its kind of call.
func (t *table) wrapping(o routes.Expr, c call, depth int) ([]Layer, bool) {
	name := routes.Unary
	if c.stream {
		name = routes.Stream
	}
	i := slices.IndexFunc(o.Env, func(b routes.Binding) bool { return b.Func == name })
	if i < 0 {
		return []Layer{{Name: "an interceptor", At: cmp.Or(o.At, c.at), Role: model.Unknown}}, false
	}
	wrap := o.Env[i].Value
	if wrap.Kind == routes.Nil {
		return nil, true
	}
	return t.unwrapCall(routes.Expr{Kind: routes.Apply, Args: []routes.Expr{wrap, around}, At: wrap.At}, cmp.Or(o.At, c.at), c, depth)
}

// unwrapCall returns what a wrapper puts around a method, each layer as it is for
// that method.
func (t *table) unwrapCall(e routes.Expr, at Pos, c call, depth int) ([]Layer, bool) {
	layers, sure := t.unwrap(e, at, depth)
	var list []Layer
	for _, l := range layers {
		if l.info == nil || len(l.info.Cases) == 0 && len(l.info.Asks) == 0 {
			list = append(list, l)
			continue
		}
		more, known := t.inCase(routes.Expr{Kind: routes.Func, Name: l.Name, Info: l.info, Env: l.env, At: l.At}, l.info, c, depth)
		list, sure = append(list, more...), sure && known
	}
	return list, sure
}

// inCase returns what a function proves of one method, and what it asks.
func (t *table) inCase(e routes.Expr, info *routes.Handler, c call, depth int) ([]Layer, bool) {
	guard, asks, sure := t.caseOf(e, info, c)
	one := *info.AsLayer()
	one.Guard = guard
	if sure && len(info.Cases) > 0 && guard.State == routes.NoGuard && len(asks) == 0 {
		one.Recognises, one.Sets = false, nil // this method it lets by before it looks at who calls
	}
	list := []Layer{{Name: e.Name, At: info.At, Role: roleOf(&one), info: &one, doubtful: !sure}}
	for _, ask := range asks {
		layers, known := t.before(e.In(ask), c, depth)
		for i := range layers {
			layers[i].doubtful = layers[i].doubtful || !sure
		}
		list, sure = append(list, layers...), sure && known
	}
	return list, true
}

// caseOf returns the case of a function that a method is, and whether it is
// certain.
func (t *table) caseOf(e routes.Expr, info *routes.Handler, c call) (routes.Guard, []routes.Expr, bool) {
	if len(info.Cases) == 0 {
		return info.Guard, info.Asks, true
	}
	var met []routes.Case
	answers := make([]bool, len(info.Tests))
	known := make([]bool, len(info.Tests))
	for i, test := range info.Tests {
		var about bool
		answers[i], known[i], about = t.holds(test.Map(e.In), c)
		if !about && len(test.Any) > 0 {
			return info.Guard, info.Asks, true // it is no name of a method that it asks for
		}
	}
	for _, one := range info.Cases {
		fits := true
		for i, when := range one.When {
			fits = fits && (!known[i] || when == answers[i])
		}
		if fits {
			met = append(met, one)
		}
	}
	if len(met) == 0 {
		return info.Guard, info.Asks, true
	}
	first := met[0]
	for _, one := range met[1:] {
		if one.Guard.State != first.Guard.State || len(one.Asks) != len(first.Asks) {
			guard := first.Guard
			if one.Guard.State > guard.State {
				guard = one.Guard
			}
			if guard.State > routes.NoGuard {
				guard.State = routes.Unclear
			}
			asks := first.Asks
			if len(one.Asks) > len(asks) {
				asks = one.Asks
			}
			return guard, asks, false
		}
	}
	return first.Guard, first.Asks, true
}

// holds answers a test for one method. about says that it is one of the method's
// name.
func (t *table) holds(test routes.Test, c call) (answer, known, about bool) {
	if len(test.Any) == 0 {
		return false, false, false
	}
	known = true
	j := judging{t: t, r: request{path: c.path, verb: "POST", pattern: c.path, call: &c}, known: map[string]outcomes{}}
	for i, q := range test.Any {
		if !q.Asks(routes.Procedure) {
			return false, false, false
		}
		about = true
		switch j.answer(q, strconv.Itoa(i)) {
		case lets:
			return !test.Not, true, true
		case checks:
		default:
			known = false
		}
	}
	return test.Not, known, about
}

// nameOf returns the part of the method's name that an expression is.
func nameOf(e routes.Expr, c call) (string, bool) {
	if e.Kind != routes.Procedure {
		return "", false
	}
	service, method, _ := strings.Cut(strings.TrimPrefix(c.path, "/"), "/")
	switch model.ProcedurePart(e.Index) {
	case model.ServiceOf:
		return service, true
	case model.MethodOf:
		return method, true
	}
	return c.path, true
}

// names returns the texts of a list, or the keys of a map: those under which it
// holds true where that is asked. It reports whether there are no others.
func (t *table) names(e routes.Expr, op routes.QuestionOp, depth int) ([]string, bool) {
	if depth > maxWalk {
		return nil, false
	}
	if e.Kind != routes.Select || e.IsField() {
		e = t.head(e)
	}
	switch e.Kind {
	case routes.Const:
		return []string{e.Name}, true
	case routes.Concat:
		s, whole := t.text(e)
		return []string{s}, whole
	case routes.Nil:
		return nil, true
	case routes.List, routes.Choice:
		var list []string
		known := e.Kind == routes.List
		for _, a := range e.Args {
			more, ok := t.names(a, op, depth+1)
			list, known = append(list, more...), known && ok
		}
		return list, known
	case routes.Row:
		return t.names(e.Args[0], op, depth+1)
	case routes.Select: // the key or the value that a loop is at
		return t.names(e.Args[0], op, depth+1)
	case routes.Object:
		var key, value routes.Expr
		for _, b := range e.Env {
			switch b.Func {
			case "key":
				key = b.Value
			case "value":
				value = b.Value
			}
		}
		if op == routes.True && value.Kind == routes.Const && value.Name == "false" {
			return nil, true
		}
		list, ok := t.names(key, op, depth+1)
		return list, ok && (op != routes.True || value.Kind == routes.Const)
	case routes.Field, routes.Global:
		held := t.env[e.Name]
		var list []string
		known := len(held) == 1
		for _, v := range held {
			more, ok := t.names(v, op, depth+1)
			list, known = append(list, more...), known && ok
		}
		return list, known
	}
	return nil, false
}

// asking returns what a library's interceptor proves that leaves it to a function
// of the program to decide, or to the service itself where that does.
func (t *table) asking(e routes.Expr, c call, at Pos, depth int) ([]Layer, bool) {
	by := e.Args[0]
	if e.Func != "" {
		for _, over := range c.over {
			if over = t.methodOf(over, 0); over.Kind == routes.Func && strings.HasSuffix(over.Name, "."+e.Func) {
				by = over
				by.Env = append(slices.Clone(by.Env), routes.Binding{Func: by.Name, Index: 2, Value: routes.Expr{Kind: routes.Procedure}})
			}
		}
	}
	inner, sure := t.before(by, c, depth)
	layer := Layer{Name: e.Name, At: at, Role: model.Unknown, sets: e.Known().Sets}
	if len(inner) > 0 {
		layer.Role, layer.info, layer.doubtful = inner[0].Role, inner[0].info, inner[0].doubtful
		inner = inner[1:]
	}
	return append([]Layer{layer}, inner...), sure
}

// matching returns an interceptor where it counts for the method.
func (t *table) matching(e routes.Expr, c call, depth int) ([]Layer, bool) {
	layers, sure := t.before(e.Args[0], c, depth)
	matcher := e.Args[1]
	info := t.infoOf(matcher)
	if info == nil || info.Says == nil {
		return unsureOf(layers), sure
	}
	yes, known, _ := t.holds(routes.Test{Any: []routes.Question{{Op: routes.Answer, By: info.Says.Map(matcher.In)}}}, c)
	switch {
	case !known:
		return unsureOf(layers), sure
	case !yes:
		return nil, true
	}
	return layers, sure
}

func unsureOf(layers []Layer) []Layer {
	layers = slices.Clone(layers)
	for i := range layers {
		layers[i].doubtful = true
	}
	return layers
}

// methodOf returns the function that answers a method, by way of the fields and
// variables that hold the service.
func (t *table) methodOf(e routes.Expr, depth int) routes.Expr {
	if e.Kind != routes.Select || depth > maxWalk {
		return e
	}
	on := t.head(e.Args[0])
	switch on.Kind {
	case routes.Field, routes.Global:
		held := t.env[on.Name]
		if len(held) == 0 {
			break
		}
		either := routes.Expr{Kind: routes.Choice, At: e.At}
		for _, h := range held {
			one := e
			one.Args = []routes.Expr{h}
			either.Args = append(either.Args, t.methodOf(one.Settle(), depth+1))
		}
		if len(either.Args) == 1 {
			return either.Args[0]
		}
		return either
	case routes.Choice:
		either := routes.Expr{Kind: routes.Choice, At: e.At}
		for _, a := range on.Args {
			one := e
			one.Args = []routes.Expr{a}
			either.Args = append(either.Args, t.methodOf(one.Settle(), depth+1))
		}
		return either
	}
	e.Args = []routes.Expr{on}
	if e = e.Settle(); e.Kind == routes.Select {
		return routes.Expr{Name: "which type answers " + strings.TrimSuffix(e.Name, "()") + " is not seen", At: e.At}
	}
	return e
}

// bound notes that the library of a server reads messages within a bound.
func (c Controls) bound(at Pos) {
	for i := range c {
		if c[i].Role == model.BodyLimit && c[i].State != "present" {
			c[i].State, c[i].Evidence = "present", []Step{{At: at, Text: "the server reads messages within a limit of its own"}}
		}
	}
}
