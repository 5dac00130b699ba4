package routes

import (
	"cmp"
	"go/ast"
	"go/constant"
	"go/types"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/apiward/apiward/analyzers/internal/models"
	"github.com/apiward/apiward/analyzers/internal/sources"
	"github.com/apiward/apiward/rules/model"
)

// A gateway answers HTTP by calls of a service. Its routes stand in generated
// functions, with paths that were compiled when these were generated. They are
// known as the templates that they were, and stand where the generated function is
// called: nobody looks at what was generated.

// fillsGateway reports whether a function is one that is generated to answer HTTP
// by calls of a service.
func (b *builder) fillsGateway(sig *types.Signature) bool {
	params, results := sig.Params(), sig.Results()
	if sig.Recv() != nil || params.Len() < 3 || results.Len() != 1 || !isError(results.At(0).Type()) || !isCallContext(params.At(0).Type()) {
		return false
	}
	m, _, ok := b.models.Router(models.TypeSymbol(params.At(1).Type()))
	return ok && m.Gateway
}

// wasGenerated reports whether the file says so that a function stands in.
func (b *builder) wasGenerated(fn *ssa.Function) bool {
	for _, file := range sources.Files(b.pass) {
		if fn.Pos() >= file.FileStart && fn.Pos() <= file.FileEnd {
			return ast.IsGenerated(file)
		}
	}
	return false
}

// compiled reads what a route of a gateway has for its path and handler. It reports
// whether there is such a route: a generated function can register one that only
// says that the method cannot be called.
func (r *reader) compiled(op *Op, path, handler ssa.Value) bool {
	op.Path = r.b.template(path)
	generated := r.b.wasGenerated(r.fn)
	if generated {
		op.Generated = r.b.pass.Pkg.Path()
	}
	procedure, away, ok := r.b.forwards(handler)
	if !ok {
		return !generated
	}
	op.Call = true
	switch params := r.fn.Params; {
	case !away && procedure != "" && len(params) > 2 && r.b.isService(params[2].Type()):
		method := procedure[strings.LastIndexByte(procedure, '/')+1:]
		op.Handler = Expr{Kind: Select, Name: MethodNamed(method), Args: []Expr{r.b.expr(params[2])}, At: op.At}.Settle()
	default:
		op.Forwards = cmp.Or(procedure, "a method of a service")
		op.Handler = Expr{Kind: Wrap, Name: op.Forwards, Library: &Library{Role: model.Other}, At: op.At}
	}
	return true
}

// forwards returns the name of the method that the handler of a route calls, and
// whether over a connection.
func (b *builder) forwards(handler ssa.Value) (procedure string, away, ok bool) {
	fn, _ := unwrap(handler).(*ssa.Function)
	if mc, isClosure := unwrap(handler).(*ssa.MakeClosure); isClosure {
		fn, _ = mc.Fn.(*ssa.Function)
	}
	if fn == nil {
		return "", false, false
	}
	for _, instr := range instructions(fn) {
		call, isCall := instr.(ssa.CallInstruction)
		if !isCall {
			continue
		}
		_, _, symbol, recv := b.callee(call.Common())
		forward, known := b.models.Forward(symbol)
		if !known {
			continue
		}
		if name, isText := argument(call.Common(), forward.Name-1, recv).(*ssa.Const); isText {
			procedure = constantString(name)
		}
		return procedure, forward.Away, true
	}
	return "", false, false
}

// template returns the path that a compiled one stands for.
func (b *builder) template(path ssa.Value) Expr {
	for range maxDepth {
		switch v := path.(type) {
		case *ssa.Extract:
			path = v.Tuple
			continue
		case *ssa.UnOp:
			if g, ok := v.X.(*ssa.Global); ok && g.Pkg == b.flow.SSA {
				if st := b.initial(g); st != nil {
					path = st.Val
					continue
				}
			}
		case *ssa.Call:
			_, _, symbol, recv := b.callee(v.Common())
			m, ok := b.models.Template(symbol)
			if ok && m.Steps == 0 {
				path = argument(v.Common(), 0, recv)
				continue
			}
			if ok {
				return b.decompiled(v.Common(), m, recv)
			}
		}
		break
	}
	return b.unknown(path, "its path is compiled elsewhere")
}

// initial returns the store by which a variable of this package is made, nil where
// there are others beside.
func (b *builder) initial(g *ssa.Global) *ssa.Store {
	if b.initials == nil {
		b.initials = map[*ssa.Global]*ssa.Store{}
		for _, instr := range instructions(b.flow.SSA.Func("init")) {
			if st, ok := instr.(*ssa.Store); ok {
				if g, ok := st.Addr.(*ssa.Global); ok {
					b.initials[g] = st
				}
			}
		}
	}
	return b.initials[g]
}

// decompiled puts a template together again of its steps, each an operation and
// what it is for, and the texts these count in.
func (b *builder) decompiled(c *ssa.CallCommon, m model.Template, recv bool) Expr {
	at := b.flow.Position(c.Pos())
	unknown := Expr{Name: "its path is compiled of steps that are not known", At: at}
	steps, ok := constants(argument(c, m.Steps-1, recv))
	texts, known := constants(argument(c, m.Texts-1, recv))
	if !ok || !known || len(steps)%2 != 0 {
		return unknown
	}
	var stack []string
	for i := 0; i < len(steps); i += 2 {
		n, exact := constant.Int64Val(steps[i+1])
		op, _ := constant.Int64Val(steps[i])
		if stack, ok = step(stack, op, n, texts); !ok || !exact {
			return unknown
		}
	}
	path := "/" + strings.Join(stack, "/")
	if verb, ok := argument(c, m.Verb-1, recv).(*ssa.Const); ok && constantString(verb) != "" {
		path += ":" + constantString(verb)
	}
	return Expr{Kind: Const, Name: path, At: at}
}

// The steps of a compiled path: each puts a part on the stack, or joins or names
// those on top of it.
const (
	stepNone = iota
	stepOne  // a part that is not known
	stepText
	stepRest // all parts that follow
	stepJoin
	stepName
)

// step does one step of a compiled path. A part that is not known has no name yet,
// and is written as *.
func step(stack []string, op, n int64, texts []constant.Value) ([]string, bool) {
	text := func() (string, bool) {
		if n < 0 || n >= int64(len(texts)) || texts[n].Kind() != constant.String {
			return "", false
		}
		return constant.StringVal(texts[n]), true
	}
	switch op {
	case stepNone:
		return stack, true
	case stepOne:
		return append(stack, "*"), true
	case stepRest:
		return append(stack, "**"), true
	case stepText:
		s, ok := text()
		return append(stack, s), ok
	case stepJoin:
		if n < 1 || n > int64(len(stack)) {
			return nil, false
		}
		top := int64(len(stack)) - n
		return append(stack[:top], strings.Join(stack[top:], "/")), true
	case stepName:
		name, ok := text()
		if !ok || len(stack) == 0 {
			return nil, false
		}
		top := len(stack) - 1
		stack[top] = strings.ReplaceAll(strings.ReplaceAll(stack[top], "**", "{"+name+"...}"), "*", "{"+name+"}")
		return stack, true
	}
	return nil, false
}

// constants returns the elements of a list that is written out, if all are
// constants.
func constants(list ssa.Value) ([]constant.Value, bool) {
	slice, ok := list.(*ssa.Slice)
	if !ok {
		c, isConst := list.(*ssa.Const)
		return nil, isConst && c.Value == nil // none
	}
	elems, known := elements(slice.X)
	array, isArray := slice.X.Type().Underlying().(*types.Pointer).Elem().Underlying().(*types.Array)
	if !known || !isArray || array.Len() != int64(len(elems)) {
		return nil, false
	}
	values := make([]constant.Value, len(elems))
	for i, e := range elems {
		c, isConst := e.(*ssa.Const)
		if !isConst || c.Value == nil {
			return nil, false
		}
		values[i] = c.Value
	}
	return values, true
}

// constantString returns a constant text, "" for anything else.
func constantString(c *ssa.Const) string {
	if c.Value == nil || c.Value.Kind() != constant.String {
		return ""
	}
	return constant.StringVal(c.Value)
}
