package routes

import (
	"go/ast"
	"go/constant"
	"go/token"
	"go/types"
	"path"
	"slices"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/apiward/apiward/analyzers/internal/flow"
	"github.com/apiward/apiward/analyzers/internal/models"
	"github.com/apiward/apiward/analyzers/internal/sources"
	"github.com/apiward/apiward/rules/model"
)

// A service is an interface whose methods are called from afar. What generators
// write for one says its name and those of its methods: gRPC's in a description
// that a server is given, connect's in constants beside a function that makes a
// handler of it. Both are read as routes, one for each method.

// The kinds of expression that have to do with services.
const (
	Only      Kind = iota + 64 // the middlewares of the list Args[0], for the calls of methods that Index says, a model.Calls
	Asked                      // the library's middleware Name, which lets by what the function Args[0] does; around Args[1]
	Matching                   // the interceptor Args[0], for the calls of methods that the function Args[1] says
	Procedure                  // the name of the method that is called, or the part that Index says, a model.ProcedurePart
)

// MethodNamed is the name by which an Object that stands for what the methods of
// a value do holds the one with the name: a field can have the same.
func MethodNamed(name string) string { return name + "()" }

// servesCalls reports whether the package has to do with services: it imports a
// library that serves them, what comes with one, or what was generated for one.
// Others are spared the questions.
func (b *builder) servesCalls() bool {
	serves := func(p *types.Package) bool { return b.models.CallsMethods(p.Path()) }
	return slices.ContainsFunc(b.pass.Pkg.Imports(), func(p *types.Package) bool {
		return serves(p) || b.models.CallsMethods(path.Dir(p.Path())) || slices.ContainsFunc(p.Imports(), serves)
	})
}

// isPart reports whether values of t stand around the methods of services.
func (b *builder) isPart(t types.Type) bool { return b.models.Part(models.TypeSymbol(t)) }

// isService reports whether t is an interface that has methods of a service.
func (b *builder) isService(t types.Type) bool {
	if !b.remote {
		return false
	}
	if is, known := b.serviceTypes[t]; known {
		return is
	}
	is := len(b.serviceMethods(t)) > 0
	b.serviceTypes[t] = is
	return is
}

// method is one method of a service.
type method struct {
	name   string
	path   Expr
	stream bool
}

// serviceMethods returns the methods of an interface that can be called from
// afar.
func (b *builder) serviceMethods(t types.Type) []method {
	iface, ok := t.Underlying().(*types.Interface)
	if !ok || models.TypeName(t) == nil {
		return nil
	}
	var list []method
	for i := range iface.NumMethods() {
		m := iface.Method(i)
		if stream, ok := b.isRemote(m.Signature()); ok && m.Exported() {
			list = append(list, method{name: m.Name(), stream: stream})
		}
	}
	return list
}

// isRemote reports whether a signature is that of a method that is called from
// afar, and whether as a stream: it takes a context and a message and returns
// a message and an error, or takes a stream and returns an error.
func (b *builder) isRemote(sig *types.Signature) (stream, ok bool) {
	params, results := sig.Params(), sig.Results()
	n := results.Len()
	if n == 0 || n > 2 || params.Len() == 0 || params.Len() > 3 || !isError(results.At(n-1).Type()) {
		return false, false
	}
	if n == 2 && !b.isMessage(results.At(0).Type()) {
		return false, false
	}
	context := isCallContext(params.At(0).Type())
	for p := range params.Variables() {
		switch t := p.Type(); {
		case b.isStream(t):
			stream = true
		case !isCallContext(t) && !b.isMessage(t):
			return false, false
		}
	}
	if stream {
		return true, true
	}
	return false, context && n == 2 && params.Len() == 2
}

func isCallContext(t types.Type) bool { return models.TypeSymbol(t) == "context.Context" }

// isMessage reports whether t is a generated message, or one that a library
// serves wraps one in.
func (b *builder) isMessage(t types.Type) bool {
	if _, ok := t.Underlying().(*types.Pointer); !ok {
		return false
	}
	if n := models.TypeName(t); n == nil || n.Pkg() == nil {
		return false
	} else if b.models.CallsMethods(n.Pkg().Path()) {
		return true
	}
	obj, _, _ := types.LookupFieldOrMethod(t, true, nil, "ProtoMessage")
	_, ok := obj.(*types.Func)
	return ok
}

// isStream reports whether t is the server's end of a stream: gRPC's is an
// interface that sends and receives, connect's a type of its own.
func (b *builder) isStream(t types.Type) bool {
	if _, ok := t.Underlying().(*types.Interface); !ok {
		return b.models.Stream(models.TypeSymbol(t))
	}
	for _, name := range []string{"Context", "SendMsg", "RecvMsg"} {
		if obj, _, _ := types.LookupFieldOrMethod(t, true, nil, name); obj == nil {
			return false
		}
	}
	return true
}

// registersService reports whether a function is one that is generated to
// register a service: it takes a server and the service, and returns nothing.
func (b *builder) registersService(sig *types.Signature) (types.Type, bool) {
	params := sig.Params()
	if sig.Recv() != nil || sig.Results().Len() > 0 || params.Len() != 2 || !b.isRegistrar(params.At(0).Type()) || !b.isService(params.At(1).Type()) {
		return nil, false
	}
	return params.At(1).Type(), true
}

func (b *builder) isRegistrar(t types.Type) bool {
	m, _, ok := b.models.Router(models.TypeSymbol(t))
	return ok && slices.ContainsFunc(m.Services, func(s model.Service) bool { return s.Desc >= 0 })
}

// makesService reports whether a function is one that is generated to make a
// handler of a service: it takes the service and options, and returns the path
// and the handler.
func (b *builder) makesService(sig *types.Signature) (types.Type, bool) {
	params, results := sig.Params(), sig.Results()
	if !b.remote || sig.Recv() != nil || !sig.Variadic() || params.Len() != 2 || results.Len() != 2 || !isString(results.At(0).Type()) || !b.isHandler(results.At(1).Type()) {
		return nil, false
	}
	options, ok := params.At(1).Type().(*types.Slice)
	if !ok || !b.isPart(options.Elem()) || !b.isService(params.At(0).Type()) {
		return nil, false
	}
	return params.At(0).Type(), true
}

// named fills in the paths of a service's methods, which the constants beside
// its interface say. Older generators leave none: the service is not known then.
func named(service types.Type, list []method) []method {
	name := models.TypeName(service)
	scope := name.Pkg().Scope()
	text := func(constant string) (string, bool) { return constantText(scope.Lookup(constant)) }
	for _, suffix := range []string{"Server", "Handler"} {
		base, ok := strings.CutSuffix(name.Name(), suffix)
		if !ok {
			continue
		}
		for i, m := range list {
			list[i].path = unnamed(m.name)
			for _, constant := range []string{base + "_" + m.name + "_FullMethodName", base + m.name + "Procedure"} {
				if path, ok := text(constant); ok {
					list[i].path = Expr{Kind: Const, Name: path}
				}
			}
		}
	}
	return list
}

// unnamed is the path of a method whose service is not known.
func unnamed(method string) Expr {
	return Expr{Kind: Concat, Args: []Expr{{Kind: Const, Name: "/"}, {Name: "the name of the service"}, {Kind: Const, Name: "/" + method}}}
}

func constantText(obj types.Object) (string, bool) {
	c, ok := obj.(*types.Const)
	if !ok || c.Val().Kind() != constant.String {
		return "", false
	}
	return constant.StringVal(c.Val()), true
}

// rpc reads a call that makes a server of options, or registers a service, and
// reports whether it was one.
func (r *reader) rpc(instr ssa.CallInstruction) bool {
	if !r.b.remote {
		return false
	}
	c := instr.Common()
	fn, _, symbol, isMethod := r.b.callee(c)
	if fn == nil {
		return false
	}
	if m, path, ok := r.b.models.NewRouter(symbol); ok && m.Options > 0 {
		op := r.callOp(Use, instr, r.b.fresh(instr), path, m.Bounded)
		op.Handler = r.b.listFrom(c, m.Options-1, isMethod)
		r.add(op, instr)
		return true
	}
	if service, ok := r.b.models.Service(symbol); ok {
		r.made(instr, service)
		return true
	}
	if _, m, path, name := r.router(c); m != nil {
		for _, s := range m.Services {
			if s.Name == name && s.Desc >= 0 {
				r.described(instr, s, path, m.Bounded)
				return true
			}
		}
	}
	if c.IsInvoke() {
		return false
	}
	if r.b.fillsGateway(fn.Signature()) {
		if sum := r.b.summaryOf(fn); sum != nil && len(sum.Ops) > 0 {
			return false // what it registers is taken over
		}
		_, path, _ := r.b.models.Router(models.TypeSymbol(fn.Signature().Params().At(1).Type()))
		op := r.callOp(Register, instr, r.b.expr(c.Args[1]), path, false)
		op.Method, op.Syntax, op.Path = "ANY", model.Braces, Expr{Kind: Const, Name: "/{path...}"}
		op.Handler = Expr{Name: "which paths " + fn.Name() + " has for the methods of a service, its description says", At: op.At}
		r.add(op, instr)
		return true
	}
	if service, ok := r.b.makesService(fn.Signature()); ok {
		r.generated(instr, service)
		return true
	}
	if service, ok := r.b.registersService(fn.Signature()); ok {
		if sum := r.b.summaryOf(fn); sum != nil && len(sum.Ops) > 0 {
			r.registered(instr, sum)
			return true
		}
		m, path, _ := r.b.models.Router(models.TypeSymbol(fn.Signature().Params().At(0).Type()))
		r.serve(instr, r.callOp(Register, instr, r.b.expr(c.Args[0]), path, m.Bounded), named(service, r.b.serviceMethods(service)), r.b.expr(c.Args[1]))
		return true
	}
	return false
}

// registered takes over what a generated function registers, as done where it is
// called: nobody looks at what was generated.
func (r *reader) registered(instr ssa.CallInstruction, sum *Summary) {
	r.b.inlined[sum.Func] = true
	here := *sum
	here.Ops = make([]*Op, len(sum.Ops))
	for i, op := range sum.Ops {
		moved := *op
		moved.At = r.b.flow.At(instr)
		moved.Excused = r.b.flow.Excused(moved.At)
		moved.Handler.At = moved.At
		here.Ops[i] = &moved
	}
	r.inline(&here, r.b.exprs(instr.Common().Args), r.site(instr), instr)
}

func (r *reader) callOp(kind OpKind, instr ssa.CallInstruction, router Expr, framework string, bounded bool) Op {
	op := r.op(kind, instr)
	op.Router, op.Framework, op.Bounded, op.Call = router, framework, bounded, true
	return op
}

// serve adds the routes of a service's methods. A service that is known by its
// value is asked for the function that answers each.
func (r *reader) serve(instr ssa.Instruction, op Op, list []method, impl Expr) {
	op.Method = "POST"
	for _, name := range r.b.models.Overs() {
		op.Over = append(op.Over, Expr{Kind: Select, Name: MethodNamed(name), Args: []Expr{impl}, At: op.At}.Settle())
	}
	for _, m := range list {
		op.Path, op.Stream = m.path, m.stream
		op.Handler = Expr{Kind: Select, Name: MethodNamed(m.name), Args: []Expr{impl}, At: op.At}.Settle()
		r.add(op, instr)
	}
}

// described reads a call that registers a service by its description.
func (r *reader) described(instr ssa.CallInstruction, s model.Service, path string, bounded bool) {
	c := instr.Common()
	recv := c.Value
	if !c.IsInvoke() {
		recv = c.Args[0]
	}
	op := r.callOp(Register, instr, r.b.expr(recv), path, bounded)
	desc, ok := unwrap(argument(c, s.Desc, true)).(*ssa.Global)
	impl := argument(c, s.Impl, true)
	if !ok {
		op.Method, op.Path = "POST", Expr{Kind: Const, Name: "/{path...}"}
		op.Handler = Expr{Name: "the description of the service is computed at run time", At: op.At}
		r.add(op, instr)
		return
	}
	list, iface := r.b.description(desc)
	value := r.b.expr(impl)
	if mi, ok := impl.(*ssa.MakeInterface); ok && iface != nil {
		if o, ok := r.b.methodsAs(mi, iface, value); ok {
			value = o
		}
	}
	r.serve(instr, op, list, value)
}

// description returns the methods that a generated description lists, and the
// interface of the service if it is seen.
func (b *builder) description(desc *ssa.Global) ([]method, types.Type) {
	iface := b.handlerType(desc)
	if desc.Pkg != b.flow.SSA {
		if iface == nil {
			return nil, nil
		}
		return named(iface, b.serviceMethods(iface)), iface
	}
	lit := b.literal(desc.Object())
	if lit == nil {
		return nil, iface
	}
	service, ok := b.textOf(fieldIn(lit, "ServiceName"))
	var list []method
	for _, part := range []struct{ field, name string }{{"Methods", "MethodName"}, {"Streams", "StreamName"}} {
		entries, _ := fieldIn(lit, part.field).(*ast.CompositeLit)
		if entries == nil {
			continue
		}
		for _, entry := range entries.Elts {
			row, _ := entry.(*ast.CompositeLit)
			if row == nil {
				continue
			}
			if name, known := b.textOf(fieldIn(row, part.name)); known {
				path := unnamed(name)
				if ok {
					path = Expr{Kind: Const, Name: "/" + service + "/" + name}
				}
				list = append(list, method{name: name, path: path, stream: part.field == "Streams"})
			}
		}
	}
	return list, iface
}

// handlerType returns the interface that generators put beside a description,
// nil if there is none.
func (b *builder) handlerType(desc *ssa.Global) types.Type {
	base := strings.TrimSuffix(strings.TrimSuffix(desc.Name(), "_ServiceDesc"), "_serviceDesc")
	obj, ok := desc.Pkg.Pkg.Scope().Lookup(strings.TrimPrefix(base, "_") + "Server").(*types.TypeName)
	if !ok || !b.isService(obj.Type()) {
		return nil
	}
	return obj.Type()
}

// literal returns the value that a package-level variable is declared with.
func (b *builder) literal(obj types.Object) *ast.CompositeLit {
	for _, file := range sources.Files(b.pass) {
		if obj == nil || obj.Pos() < file.FileStart || obj.Pos() > file.FileEnd {
			continue
		}
		for _, decl := range file.Decls {
			gen, ok := decl.(*ast.GenDecl)
			if !ok || gen.Tok != token.VAR {
				continue
			}
			for _, spec := range gen.Specs {
				v := spec.(*ast.ValueSpec)
				for i, name := range v.Names {
					if name.Pos() == obj.Pos() && i < len(v.Values) {
						lit, _ := ast.Unparen(v.Values[i]).(*ast.CompositeLit)
						return lit
					}
				}
			}
		}
	}
	return nil
}

func fieldIn(lit *ast.CompositeLit, name string) ast.Expr {
	for _, e := range lit.Elts {
		if kv, ok := e.(*ast.KeyValueExpr); ok {
			if key, ok := kv.Key.(*ast.Ident); ok && key.Name == name {
				return kv.Value
			}
		}
	}
	return nil
}

func (b *builder) textOf(e ast.Expr) (string, bool) {
	if e == nil {
		return "", false
	}
	v := b.pass.TypesInfo.Types[e].Value
	if v == nil || v.Kind() != constant.String {
		return "", false
	}
	return constant.StringVal(v), true
}

// made reads a call that makes a handler of one method, or of a service that the
// library answers itself.
func (r *reader) made(instr ssa.CallInstruction, s model.Service) {
	c := instr.Common()
	_, pkg, symbol, _ := r.b.callee(c)
	op := r.callOp(Register, instr, r.b.fresh(instr), pkg, false)
	op.Method, op.Stream = "POST", s.Stream
	if s.At != "" {
		op.Path, op.Handler = Expr{Kind: Const, Name: s.At + "{path...}"}, Expr{Kind: Wrap, Name: symbol, At: op.At}
		r.add(op, instr)
		return
	}
	op.Path, op.Handler = r.b.expr(argument(c, s.Path, false)), r.b.expr(argument(c, s.Impl, false))
	around := r.b.listFrom(c, s.Around, false)
	op.Around = &around
	r.add(op, instr)
}

// generated reads a call of a function that was generated to make a handler of a
// service.
func (r *reader) generated(instr ssa.CallInstruction, service types.Type) {
	c := instr.Common()
	options := c.Signature().Params().At(1).Type().(*types.Slice).Elem()
	op := r.callOp(Register, instr, r.b.fresh(instr), models.TypeName(options).Pkg().Path(), false)
	around := r.b.listFrom(c, 1, false)
	op.Around = &around
	r.serve(instr, op, named(service, r.b.serviceMethods(service)), r.b.expr(c.Args[0]))
}

// servicePath returns the path below which a generated handler answers.
func servicePath(methods []method) Expr {
	for _, m := range methods {
		if dir := strings.LastIndexByte(m.path.Name, '/'); dir > 0 {
			return Expr{Kind: Const, Name: m.path.Name[:dir+1]}
		}
	}
	return Expr{Name: "the name of the service"}
}

// rpcResult returns what a call yields that has to do with services.
func (b *builder) rpcResult(call *ssa.Call, i int, symbol string, depth int) (Expr, bool) {
	if !b.remote {
		return Expr{}, false
	}
	c := call.Common()
	fn, pkg, _, recv := b.callee(c)
	at := b.flow.At(call)
	if o, ok := b.models.CallOption(symbol); ok {
		e := Expr{Kind: Only, Index: int(o.Calls), Library: &Library{Some: o.Connects}, Args: []Expr{b.listFrom(c, o.Arg, recv)}, At: at}
		if o.Asks {
			e.Args[0] = Expr{Kind: Asked, Name: symbol, Args: []Expr{b.read(argument(c, o.Arg, recv), depth)}, At: at}
		}
		return e, true
	}
	if s, ok := b.models.Service(symbol); ok {
		if s.At != "" && i == 0 {
			return Expr{Kind: Const, Name: s.At}, true
		}
		return b.fresh(call), true
	}
	if service, ok := b.makesService(fn.Signature()); ok && !c.IsInvoke() {
		if i == 0 {
			return servicePath(named(service, b.serviceMethods(service))), true
		}
		return b.fresh(call), true
	}
	if symbol == "crypto/tls.Config.Clone" {
		return b.read(c.Args[0], depth), true
	}
	if symbol == "path.Base" {
		if of := b.read(c.Args[0], depth); of.Kind == Procedure && of.Index == int(model.WholeProcedure) {
			return Expr{Kind: Procedure, Index: int(model.MethodOf)}, true
		}
	}
	if _, ok := b.models.Middleware(symbol); !ok && b.models.CallsMethods(pkg) && b.isPart(call.Type()) {
		return Expr{Kind: List, At: at}, true // an option that lets nobody by, and keeps nobody out
	}
	return Expr{}, false
}

// asking returns a middleware that asks a function of the program.
func (b *builder) asking(c *ssa.CallCommon, mw model.Middleware, symbol string, recv bool, at flow.Position, depth int) (Expr, bool) {
	switch {
	case mw.Asks > 0:
		return Expr{Kind: Asked, Name: symbol, Func: mw.Over, Library: &Library{Sets: mw.Sets}, Args: []Expr{b.read(argument(c, mw.Asks-1, recv), depth)}, At: at}, true
	case mw.Matches > 0:
		return Expr{Kind: Matching, Args: []Expr{b.read(argument(c, mw.Adapts-1, recv), depth), b.read(argument(c, mw.Matches-1, recv), depth)}, At: at}, true
	case mw.Self && recv:
		return Expr{Kind: Apply, Args: []Expr{b.read(c.Args[0], depth), b.read(argument(c, mw.Handler, recv), depth)}, At: at}, true
	}
	return Expr{}, false
}

// methods returns a value that becomes an interceptor or a service as what its
// methods do. e is what it is read as already.
func (b *builder) methods(v *ssa.MakeInterface, e Expr) (Expr, bool) {
	if !b.remote || !b.isPart(v.Type()) && !b.isService(v.Type()) {
		return Expr{}, false
	}
	switch e.Kind {
	case Wrap, Asked, Matching, Only, List, Router, Choice:
		return Expr{}, false // made by a library
	}
	o, ok := b.methodsAs(v, v.Type(), e)
	if w, wraps := b.models.Wrapper(models.TypeSymbol(v.Type())); wraps {
		for i := range o.Env {
			switch bound := &o.Env[i]; bound.Func {
			case MethodNamed(w.Unary):
				bound.Func = Unary
			case MethodNamed(w.Stream):
				bound.Func = Stream
			}
		}
	}
	return o, ok
}

// What the methods of an interceptor's value are known by: each wraps what
// follows for one kind of call.
const (
	Unary  = "unary"
	Stream = "stream"
)

func (b *builder) methodsAs(v *ssa.MakeInterface, as types.Type, e Expr) (Expr, bool) {
	iface, ok := as.Underlying().(*types.Interface)
	if !ok {
		return Expr{}, false
	}
	o := Expr{Kind: Object, At: b.flow.Position(v.Pos())}
	t := v.X.Type()
	// What an interceptor is made of, its proof can depend on. Of a service, with
	// all its methods, each would carry the whole.
	on := Expr{}
	if b.isPart(as) {
		on = e
	}
	for i := range iface.NumMethods() {
		m := iface.Method(i)
		if !m.Exported() {
			continue
		}
		if _, isFunc := t.Underlying().(*types.Signature); isFunc {
			if types.Identical(t.Underlying(), types.NewSignatureType(nil, nil, nil, m.Signature().Params(), m.Signature().Results(), m.Signature().Variadic())) {
				o.Env = append(o.Env, Binding{Func: MethodNamed(m.Name()), Value: e})
			} else {
				o.Env = append(o.Env, Binding{Func: MethodNamed(m.Name()), Value: Expr{Kind: Nil}})
			}
			continue
		}
		o.Env = append(o.Env, Binding{Func: MethodNamed(m.Name()), Value: b.methodValue(t, m, as, on)})
	}
	// What it says beside the methods of the interface: that it decides itself who
	// may call it. No other method is looked at: one may call what is being read.
	for _, name := range b.models.Overs() {
		obj, _, _ := types.LookupFieldOrMethod(t, true, nil, name)
		if m, ok := obj.(*types.Func); ok && b.decides(m.Signature()) {
			o.Env = append(o.Env, Binding{Func: MethodNamed(name), Value: b.methodValue(t, m, as, on)})
		}
	}
	return o, true
}

// methodValue returns the function that answers a method of an interface: Nil
// where it is the generated one that says that there is none.
func (b *builder) methodValue(t types.Type, m *types.Func, as types.Type, on Expr) Expr {
	obj, path, _ := types.LookupFieldOrMethod(t, true, m.Pkg(), m.Name())
	fn, ok := obj.(*types.Func)
	if !ok {
		return Expr{Name: "it has no such method"}
	}
	recv := fn.Signature().Recv().Type()
	if len(path) > 1 {
		owner := models.TypeName(recv)
		switch u := underlying(recv).(type) {
		case *types.Interface:
			return Expr{Name: "whatever is embedded as " + m.Name() + " answers"}
		case *types.Struct:
			if name := models.TypeName(as); u.NumFields() == 0 && owner != nil && name != nil && owner.Pkg() == name.Pkg() {
				return Expr{Kind: Nil}
			}
		}
	}
	e := Expr{Kind: Func, Name: fn.Origin().FullName()}
	if b.isPart(as) {
		if len(path) > 1 {
			on = Expr{} // what the method is promoted from
		}
		e.Env = []Binding{{Func: e.Name, Value: on}} // so that its parameters are told from it
	}
	if fn.Pkg() == b.pass.Pkg {
		e.At = b.flow.Position(fn.Pos())
	}
	if sum := b.summaryOf(fn); sum != nil {
		e.Info, e.At = sum.Info, sum.At
	}
	return e
}

func underlying(t types.Type) types.Type {
	if p, ok := t.Underlying().(*types.Pointer); ok {
		t = p.Elem()
	}
	return t.Underlying()
}

// addedTo returns a list that one side of a branch adds to.
func (b *builder) addedTo(phi *ssa.Phi, depth int) (Expr, bool) {
	if !b.remote || len(phi.Edges) != 2 || !b.isList(phi.Type()) {
		return Expr{}, false
	}
	for i, edge := range phi.Edges {
		call, ok := edge.(*ssa.Call)
		if !ok || call.Call.IsInvoke() {
			continue
		}
		builtin, ok := call.Call.Value.(*ssa.Builtin)
		if !ok || builtin.Name() != "append" || len(call.Call.Args) != 2 || call.Call.Args[0] != phi.Edges[1-i] {
			continue
		}
		at := b.flow.Position(phi.Pos())
		more := Expr{Kind: Choice, Args: []Expr{{Kind: List}, b.read(call.Call.Args[1], depth)}, At: at}
		return Expr{Kind: List, Args: []Expr{b.read(phi.Edges[1-i], depth), more}, At: at}.Settle(), true
	}
	return Expr{}, false
}

// tlsConfig returns a configuration of TLS as what it asks of the other side:
// a guard where nobody is let in without a certificate that was verified.
func (b *builder) tlsConfig(alloc *ssa.Alloc) (Expr, bool) {
	if !b.remote || models.TypeSymbol(alloc.Type()) != "crypto/tls.Config" {
		return Expr{}, false
	}
	e := Expr{Kind: Wrap, Name: "crypto/tls.Config", Library: &Library{Role: model.Other}, At: b.flow.Position(alloc.Pos())}
	asked, always := false, true
	for _, ref := range *alloc.Referrers() {
		addr, ok := ref.(*ssa.FieldAddr)
		if !ok {
			continue
		}
		if _, field := fieldOf(addr); field != "ClientAuth" {
			continue
		}
		for _, ref := range *addr.Referrers() {
			st, ok := ref.(*ssa.Store)
			if !ok || st.Addr != addr {
				continue
			}
			const requireAndVerify = 4
			c, ok := st.Val.(*ssa.Const)
			asked = true
			always = always && ok && c.Int64() == requireAndVerify && b.unconditional(st.Block())
		}
	}
	if asked && always {
		e.Library.Role = model.Auth
	}
	return e, true
}

// unconditional reports whether the block runs whenever its function returns.
func (b *builder) unconditional(block *ssa.BasicBlock) bool {
	r := &reader{b: b, fn: block.Parent(), when: map[*ssa.BasicBlock][]string{}}
	return len(r.whenOf(block)) == 0
}
