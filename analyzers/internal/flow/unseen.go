package flow

import (
	"go/types"
	"slices"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/apiward/apiward/rules/model"
)

// unseen evaluates a call of code that has no summary: what goes in may come
// out, by the result and through pointers.
func (f *family) unseen(instr ssa.CallInstruction, value *ssa.Call, obj *types.Func, pkg, symbol string, args []ssa.Value) {
	if symbol == "errors.As" && len(args) == 2 && f.isPublicTarget(args[1]) {
		f.results(value, f.use(args[0], instr).with(Soft))
		return // what the error says is known by its type
	}
	var in set
	texts := 0
	for _, a := range args {
		s := f.use(a, instr)
		if isError(a.Type()) && value != nil && !tellsErrors(value.Type()) {
			s = s.with(Soft) // template.Must: what it returns is not the error
		}
		in.union(s, &f.spent)
		if mayCarryText(a.Type()) {
			texts++
		}
	}
	pure := obj == nil || f.state.models.Pure(pkg, symbol) || isGetter(obj)
	if !pure {
		if strings.Contains(firstSegment(pkg), ".") {
			in = in.with(Weak) // third-party code: it may well have cleaned the value
		}
	} else if obj == nil {
		in = in.with(Weak) // a function value: what it does is not known here
	}
	if texts > 1 {
		in = in.with(Mixed)
	}
	if !pure && symbol != "" && !handsBack(obj) {
		in.add(From(What{Kind: Unknown, Name: "the result of " + shortSymbol(symbol)}), &f.spent)
	}
	if !keepsBeginning(symbol) {
		in = in.without(Rooted)
	}
	if s, ok := f.composed(symbol, args, instr); ok {
		in = s
	}
	if takesQuotes(symbol, args) {
		in = in.with(Unquoted)
	}
	if f.sends(symbol) {
		// An answer made of an error is told here, and not again where it goes on.
		in = slices.DeleteFunc(slices.Clone(in), func(o Origin) bool { return o.Kind == Failure })
	}
	switch {
	case f.failures(value, pkg, symbol):
		f.returnsFailure(value, in)
	case isLookUp(obj):
		held := f.use(args[0], instr)
		if strings.Contains(firstSegment(pkg), ".") {
			held = held.with(Weak)
		}
		f.results(value, in.with(Soft)) // by a key
		f.results(value, held)
	default:
		f.results(value, in)
	}
	if movesElements(pkg) {
		f.move(args, instr)
	}
	if (pure && len(args) > 1 || !pure) && !f.sends(symbol) {
		for i, a := range args {
			var others set
			for j, b := range args {
				if i != j {
					others.union(f.use(b, instr), &f.spent)
				}
			}
			if pure && (texts > 2 || texts > 1 && i == 0) {
				others = others.with(Mixed) // what is decoded into a variable is alone there
			}
			if !pure {
				// What is told of an error goes to a log or the like.
				others = slices.DeleteFunc(slices.Clone(others), func(o Origin) bool { return o.Kind == Failure }).with(Weak)
			}
			if !pure && symbol != "" && i > 0 {
				// Some of what it fills in, as a decoder that is not known.
				others = append(others, From(What{Kind: Unknown, Name: "what " + shortSymbol(symbol) + " fills in"}))
			}
			if i > 0 && isWriter(obj) {
				continue // it may not change what it is given to write
			}
			if i == 0 && f.state.models.Immutable(obj) {
				continue
			}
			others = f.behind(a, instr, symbol, others)
			if to := f.addressOf(a); i == 0 && writesBuffer(symbol) && !isLocal(to.root) && isMade(to.root) {
				f.write(to, others, instr) // a buffer that a pool, or another function, has handed out
				continue
			}
			f.fill(a, others, instr)
		}
	}
}

// movesElements reports whether functions of a package may put what a list holds in
// another order: those that sort, and all that cannot be seen. The rest of the standard
// library reads lists, or fills them.
func movesElements(pkg string) bool {
	return pkg == "sort" || pkg == "slices" || pkg == "" || strings.Contains(firstSegment(pkg), ".")
}

// move makes any element of a list, or of a list in a list, what each of them was.
func (f *family) move(args []ssa.Value, at ssa.Instruction) {
	for _, v := range args {
		if mi, ok := v.(*ssa.MakeInterface); ok {
			v = mi.X
		}
		if _, ok := v.Type().Underlying().(*types.Slice); !ok || !isToldApart(v.Type()) || isVariadicList(v) {
			continue
		}
		a := f.addressOf(v)
		for _, c := range slices.Clone(f.of(a.root).cells) {
			rest, ok := behindPath(c.path, a.path)
			step, rest, isElement := cutStep(rest)
			if _, _, indexed := indices(step); ok && isElement && indexed {
				to := a.anyElement()
				to.path += rest
				f.write(to, c.values, at)
			}
		}
	}
}

// isVariadicList reports whether v is the list that a call makes of its last arguments.
func isVariadicList(v ssa.Value) bool {
	slice, ok := v.(*ssa.Slice)
	if !ok {
		return false
	}
	made, ok := slice.X.(*ssa.Alloc)
	return ok && made.Comment == "varargs"
}

// keepsBeginning reports whether a call of the standard library returns a text that
// begins with a slash if its argument does.
func keepsBeginning(symbol string) bool {
	switch symbol {
	case "strings.ToLower", "strings.ToUpper", "strings.TrimSpace", "strings.TrimSuffix", "strings.TrimRight", "strings.Clone":
		return true
	}
	return false
}

// isLookUp reports whether fn is the method of a container, written for values of any
// type, that returns one of them for a text: nothing of the text is in it.
func isLookUp(fn *types.Func) bool {
	if fn == nil {
		return false
	}
	sig := fn.Origin().Signature()
	if sig.RecvTypeParams() == nil || sig.Params().Len() == 0 || sig.Results().Len() == 0 {
		return false
	}
	t := types.Unalias(sig.Results().At(0).Type())
	if p, ok := t.(*types.Pointer); ok {
		t = types.Unalias(p.Elem())
	}
	held, ok := t.(*types.TypeParam)
	if !ok {
		return false
	}
	if limit, ok := held.Constraint().Underlying().(*types.Interface); !ok || !limit.IsMethodSet() {
		return false // one of texts is made of a text
	}
	for p := range sig.Params().Variables() {
		switch t := types.Unalias(p.Type()).(type) {
		case *types.TypeParam:
			if t == held {
				return false
			}
		case *types.Basic, *types.Signature: // what makes the value where it is missing
		default:
			return false
		}
	}
	return true
}

// handsBack reports whether all that fn can return is what it is given: it is
// written for values of any type, and takes beside them nothing but conditions.
func handsBack(fn *types.Func) bool {
	sig := fn.Origin().Signature()
	if sig.TypeParams() == nil || sig.Recv() != nil || sig.Results().Len() != 1 {
		return false
	}
	result, ok := types.Unalias(sig.Results().At(0).Type()).(*types.TypeParam)
	if !ok {
		return false
	}
	given := false
	for p := range sig.Params().Variables() {
		t := types.Unalias(p.Type())
		if list, ok := t.(*types.Slice); ok {
			t = types.Unalias(list.Elem())
		}
		if _, ok := t.(*types.TypeParam); !ok && !isBool(t) {
			return false
		}
		given = given || t == result
	}
	return given
}

// isGetter reports whether fn is a generated method of a protocol buffer that
// returns one of its fields.
func isGetter(fn *types.Func) bool {
	recv := fn.Signature().Recv()
	if recv == nil || fn.Signature().Params().Len() > 0 || !strings.HasPrefix(fn.Name(), "Get") {
		return false
	}
	obj, _, _ := types.LookupFieldOrMethod(recv.Type(), true, fn.Pkg(), "ProtoReflect")
	_, ok := obj.(*types.Func)
	return ok
}

// tellsErrors reports whether a result of type t can hold the text of an error.
func tellsErrors(t types.Type) bool {
	if tuple, ok := t.(*types.Tuple); ok {
		for i := range tuple.Len() {
			if tellsErrors(tuple.At(i).Type()) {
				return true
			}
		}
		return false
	}
	if i, ok := t.Underlying().(*types.Interface); ok {
		return i.NumMethods() == 0 || isError(t)
	}
	return carriesText(t)
}

// isWriter reports whether fn is the method of an io.Writer.
func isWriter(fn *types.Func) bool {
	if fn == nil || fn.Name() != "Write" {
		return false
	}
	params := fn.Signature().Params()
	if fn.Signature().Recv() == nil || params.Len() != 1 {
		return false
	}
	list, ok := params.At(0).Type().Underlying().(*types.Slice)
	return ok && carriesText(list)
}

// sends reports whether a call of the symbol hands what it is given to a client
// or a log, and leaves nothing of it behind its arguments.
func (f *family) sends(symbol string) bool {
	return slices.ContainsFunc(f.state.models.Sinks(symbol), func(s model.Sink) bool {
		return (s.Kind == model.Response || s.Kind == model.Logged) && !s.Writes
	})
}

func firstSegment(path string) string {
	first, _, _ := strings.Cut(path, "/")
	return first
}

// mayCarryText reports whether a value of type t can hold text at all.
func mayCarryText(t types.Type) bool {
	if b, ok := t.Underlying().(*types.Basic); ok {
		return b.Info()&types.IsString != 0
	}
	return true
}
