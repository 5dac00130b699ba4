package flow

import (
	"go/constant"
	"go/token"
	"go/types"
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/apiward/apiward/analyzers/internal/models"
)

// Check says what is known of a parameter where a result of the function says
// yes: is true, or is a nil error.
type Check struct {
	Param  int
	Result int
	No     bool // it is known where the result is false, as that of isInvalid(name)
	Shows  Flags
	// Path is the field of the parameter that is spoken of, as ".Name", "" for all of
	// it.
	Path string
	// Tags reports that a validator was asked whether the parameter's fields are
	// what their tags say; Method, that the parameter's own method of the name was
	// asked, which is another for each type that is given. Of is 1 and the index of
	// the result that this is said of instead.
	Tags   bool
	Method string
	Of     int
	// By is the parameter, counted from one, that the other is looked up in: the
	// check says nothing unless what is given for it is the program's own.
	By int
}

// findChecks records which parameters of fn its results answer for.
func (f *family) findChecks(fn *ssa.Function) {
	sum := f.sums[fn]
	if len(fn.Blocks) == 0 {
		return
	}
	results := fn.Signature.Results()
	for r := range results.Len() {
		if !isVerdict(results.At(r).Type()) {
			continue
		}
		for i, p := range fn.Params {
			if isJudged(p.Type()) || isAggregate(p.Type()) {
				f.addCheck(sum, Check{Param: i, Result: r}, fn)
				if isBool(results.At(r).Type()) {
					f.addCheck(sum, Check{Param: i, Result: r, No: true}, fn)
				}
			}
			for _, path := range f.fieldsAsked(p) {
				f.addCheck(sum, Check{Param: i, Result: r, Path: path}, fn)
			}
		}
		f.findAsked(fn, r)
	}
}

// sameAs reports whether two checks say something of the same.
func (c Check) sameAs(d Check) bool {
	return c.Param == d.Param && c.Result == d.Result && c.No == d.No && c.Path == d.Path && c.Tags == d.Tags && c.Method == d.Method && c.Of == d.Of
}

// addCheck adds to the summary of fn what one of its results says, if that is
// anything and not among its checks yet.
func (f *family) addCheck(sum *Summary, c Check, fn *ssa.Function) {
	if slices.ContainsFunc(sum.Checks, c.sameAs) {
		return
	}
	if c = f.findCheck(fn, c); c.Shows != 0 {
		sum.Checks = append(sum.Checks, c)
		f.tell()
	}
}

// findCheck returns what the result of fn that c names says of the parameter: by
// itself, where another parameter is the program's own, or that it says
// something which is not understood. Of what is not understood it is the yes
// alone, as a no that meant the same would leave nothing that it was asked for: but
// for what asks which machines a name stands for, and is there to refuse some.
func (f *family) findCheck(fn *ssa.Function, c Check) Check {
	i, r := c.Param, c.Result
	p := fn.Params[i]
	if c.Path != "" {
		c.Shows = f.answersForField(fn, p, c) & kept
		return c
	}
	lists := slices.DeleteFunc(slices.Clone(fn.Params), func(list *ssa.Parameter) bool { return list == p || !holdsTexts(list.Type()) })
	if len(lists) == 0 {
		c.Shows = f.answersFor(fn, f.subject(p), c) & kept
	} else if c.Shows = f.answersBy(fn, p, c, nil); c.Shows&^Weak == 0 {
		for _, list := range lists {
			if shows := f.answersBy(fn, p, c, list); shows&^Weak != 0 {
				c.Shows, c.By = shows, slices.Index(fn.Params, list)+1
				return c
			}
		}
	}
	if c.No {
		c.Shows &^= Weak
	}
	if c.Shows == 0 && f.answersOnly(fn, p, r) && (!c.No || f.asksResolver(fn, r, p)) {
		c.Shows = Weak
	}
	return c
}

// kept is what a check tells callers, who may know the rest of an address's
// beginning by another.
const kept = shown | Fixed | single | plain

// answersBy is answersFor where of the lists that are given to fn this one is
// the program's own.
func (f *family) answersBy(fn *ssa.Function, p *ssa.Parameter, c Check, list *ssa.Parameter) Flags {
	proofs := f.proofs
	f.strict, f.assumed, f.proofs = true, list, map[about]proved{}
	shows := f.answersFor(fn, f.subject(p), c) & kept
	f.strict, f.assumed, f.proofs = false, nil, proofs
	return shows
}

// holdsTexts reports whether a value of type t is a list of texts, or a struct
// that can hold one.
func holdsTexts(t types.Type) bool {
	if p, ok := t.Underlying().(*types.Pointer); ok {
		t = p.Elem()
	}
	switch t.Underlying().(type) {
	case *types.Slice, *types.Map:
		return carriesText(t)
	case *types.Struct:
		return true
	}
	return false
}

// answersOnly reports whether fn is there to say yes or no of p, a text or an
// address: it looks at it, and neither stores it nor hands it to anybody. Its answer
// is its last result, or stands before the error of finding it out.
func (f *family) answersOnly(fn *ssa.Function, p *ssa.Parameter, r int) bool {
	f.state.note(&f.told)
	sum, results := f.sums[fn], fn.Signature.Results()
	if !carriesText(p.Type()) && models.TypeSymbol(p.Type()) != urlType || results.Len() > 2 || r >= len(sum.Results) || len(sum.Calls) > 0 || len(sum.Flows) > 0 {
		return false
	}
	if results.Len() == 2 && (!isBool(results.At(r).Type()) || r == 0 && !isError(results.At(1).Type())) {
		return false
	}
	i := slices.Index(fn.Params, p)
	return examined(p, 0) && (indexFunc(sum.Results[r], func(o *Origin) bool { return o.Kind == Param && o.Func == sum.Func && o.Index == i }) >= 0 || f.asksResolver(fn, r, p))
}

// examined reports whether more is asked of a text than whether it is empty.
func examined(v ssa.Value, depth int) bool {
	return depth < maxPath && v.Referrers() != nil && slices.ContainsFunc(*v.Referrers(), func(ref ssa.Instruction) bool {
		switch x := ref.(type) {
		case *ssa.BinOp:
			return constantKey(x.X) != "" || constantKey(x.Y) != ""
		case *ssa.Range, *ssa.Lookup, *ssa.Index, *ssa.IndexAddr:
			return true
		case *ssa.Convert:
			return examined(x, depth+1)
		case *ssa.Call:
			if _, ok := x.Call.Value.(*ssa.Builtin); ok {
				return false
			}
			if _, _, symbol, _ := Callee(&x.Call); symbol == "strings.TrimSpace" {
				return examined(x, depth+1)
			}
			return true
		}
		return false
	})
}

// isVerdict reports whether a result of type t says yes or no: a boolean or an
// error.
func isVerdict(t types.Type) bool { return isBool(t) || isError(t) }

// subject is what a check speaks of: a value, or a place for which there is none.
type subject struct {
	key
	of ssa.Value // nil for a place
}

// subject returns a value as what a check speaks of.
func (f *family) subject(v ssa.Value) subject { return subject{f.keyOf(v), v} }

// knownOf returns what conditions show of the subject wherever the block ends.
func (f *family) knownOf(s subject, block *ssa.BasicBlock) Flags {
	if s.of != nil {
		return f.known(s.of, block)
	}
	if c := f.proofIn(s.key, nil, block.Parent()); c != nil {
		return normal(c.out(block))
	}
	return 0
}

// knownOfOn is knownOf on the edge between two blocks.
func (f *family) knownOfOn(s subject, from, to *ssa.BasicBlock) Flags {
	if s.of != nil {
		return f.knownOnEdge(s.of, from, to)
	}
	if c := f.proofIn(s.key, nil, to.Parent()); c != nil {
		return normal(c.out(from) | c.edges[[2]*ssa.BasicBlock{from, to}])
	}
	return 0
}

// maxAsked bounds the fields of a parameter that a function is taken to answer for.
const maxAsked = 16

// fieldsAsked returns the paths of the texts in the struct that a parameter is, or
// points to, that something is asked of.
func (f *family) fieldsAsked(p *ssa.Parameter) (paths []string) {
	if !isAggregate(p.Type()) && !f.isOwnStruct(p.Type()) && !isMap(p.Type()) {
		return nil
	}
	for _, b := range p.Parent().Blocks {
		for _, instr := range b.Instrs {
			var read ssa.Value
			switch x := instr.(type) {
			case *ssa.UnOp:
				if x.Op == token.MUL {
					read = x
				}
			case *ssa.Lookup:
				read = x
			case *ssa.Extract:
				read = x
			}
			if read == nil || !isJudged(read.Type()) || !examined(read, 0) {
				continue
			}
			if k := f.keyOf(read); f.isPlaceIn(k, p) && !slices.Contains(paths, k.path) && len(paths) < maxAsked {
				paths = append(paths, k.path)
			}
		}
	}
	return paths
}

// isPlaceIn reports whether the key is a field of what the parameter is or points to.
func (f *family) isPlaceIn(k key, p *ssa.Parameter) bool {
	if k.path == "" || k.index != nil {
		return false
	}
	alloc, ok := k.root.(*ssa.Alloc)
	return k.root == ssa.Value(p) || ok && f.onlyStore(alloc) == ssa.Value(p)
}

// answersForField is answersFor of a field of a parameter, whose other fields are
// then no more the program's own than that one.
func (f *family) answersForField(fn *ssa.Function, p *ssa.Parameter, c Check) Flags {
	root := ssa.Value(p)
	if isAggregate(p.Type()) {
		for _, ref := range *p.Referrers() {
			if st, ok := ref.(*ssa.Store); ok && st.Val == ssa.Value(p) {
				root = st.Addr
			}
		}
	}
	proofs, doubted := f.proofs, f.doubted
	f.proofs, f.doubted = map[about]proved{}, p
	defer func() { f.proofs, f.doubted = proofs, doubted }()
	return f.answersFor(fn, subject{key: key{root: root, path: c.Path}}, c)
}

// answersFor returns what is known of the parameter wherever the result of fn that
// c names is a yes, or a no if that is asked.
func (f *family) answersFor(fn *ssa.Function, p subject, c Check) Flags {
	r := c.Result
	shows, yes := everything, false
	for _, b := range fn.Blocks {
		ret, ok := b.Instrs[len(b.Instrs)-1].(*ssa.Return)
		if !ok {
			continue
		}
		if r >= len(ret.Results) {
			return 0
		}
		if known, can := f.verdict(ret.Results[r], p, b, !c.No, map[ssa.Value]bool{}); can {
			shows, yes = shows&known, true
		}
	}
	if !yes {
		return 0
	}
	return normal(shows)
}

// verdict returns whether the value v, a result that is returned from the
// block, can be the answer, a yes or a no, and what is known of the parameter then.
func (f *family) verdict(v ssa.Value, p subject, block *ssa.BasicBlock, answer bool, seen map[ssa.Value]bool) (known Flags, can bool) {
	here := f.knownOf(p, block)
	if seen[v] {
		return 0, false // around a loop: the other ways answer
	}
	seen[v] = true
	if isError(v.Type()) && foundNotNil(v, block) {
		return 0, false
	}
	k := p.key
	switch v := v.(type) {
	case *ssa.Const:
		if v.Value != nil && v.Value.Kind() == constant.Bool && constant.BoolVal(v.Value) != answer {
			return 0, false
		}
	case *ssa.MakeInterface:
		return 0, false // an error that is made here
	case *ssa.Phi:
		all := everything
		for i, edge := range v.Edges {
			from := v.Block().Preds[i]
			if known, ok := f.verdict(edge, p, from, answer, seen); ok {
				all, can = all&(known|f.knownOfOn(p, from, v.Block())), true
			}
		}
		return all | here, can
	case *ssa.Call:
		if fn := v.Call.StaticCallee(); fn != nil && fn.Object() != nil {
			if _, symbol := models.Symbol(fn.Object().(*types.Func)); symbol == "errors.New" || symbol == "fmt.Errorf" {
				return 0, false
			}
		}
	case *ssa.UnOp:
		if g, ok := v.X.(*ssa.Global); ok && v.Op == token.MUL && g.Pkg != nil && !isBool(v.Type()) {
			return 0, false // a declared error
		}
	}
	if isBool(v.Type()) {
		yes, no := f.shows(v, k)
		if !answer {
			yes = no
		}
		return normal(here | yes), true
	}
	return normal(here | f.checkedBy(v, k)), true
}

// foundNotNil reports whether control gets to the block only where the value v
// was compared to nil and is not.
func foundNotNil(v ssa.Value, block *ssa.BasicBlock) bool {
	for b := block; b != nil; b = b.Idom() {
		d := b.Idom()
		if d == nil || len(b.Preds) != 1 || b.Preds[0] != d {
			continue
		}
		branch, ok := d.Instrs[len(d.Instrs)-1].(*ssa.If)
		if !ok {
			continue
		}
		cond, ok := branch.Cond.(*ssa.BinOp)
		if ok && cond.X == v && nilConst(cond.Y) {
			return cond.Op == token.NEQ && d.Succs[0] == b || cond.Op == token.EQL && d.Succs[1] == b
		}
	}
	return false
}

func isBool(t types.Type) bool {
	b, ok := t.Underlying().(*types.Basic)
	return ok && b.Info()&types.IsBoolean != 0
}

// checkedBy returns what is known of the key where v, a result of a call, says
// yes: is true, or is a nil error.
func (f *family) checkedBy(v ssa.Value, k key) Flags {
	call, result := resultIn(v)
	if call == nil {
		return 0
	}
	obj, _, symbol, recv := f.state.callee(&call.Call)
	if obj == nil {
		return 0
	}
	args := Arguments(&call.Call)
	if clean := f.state.cleansed(symbol, obj); clean != 0 && saysOnly(obj) {
		for _, a := range args {
			if about := f.concerns(a, k); about != 0 {
				return about & clean
			}
		}
	}
	if call.Call.IsInvoke() {
		return 0
	}
	if f.matches(symbol, args, k) {
		return everything
	}
	if f.matchesHost(symbol, args, k) {
		return sited
	}
	if f.signs(symbol, args, k) {
		return vouched
	}
	if p, ok := f.state.models.Parser(symbol); ok && shifted(p.Arg, recv) < len(args) {
		if f.keyOf(args[shifted(p.Arg, recv)]) == k {
			return everything
		}
	}
	return f.foundBy(call, result, false, k)
}

// resultIn returns the call that v is a result of and which one, nil if it is none.
func resultIn(v ssa.Value) (*ssa.Call, int) {
	result := 0
	if ex, ok := v.(*ssa.Extract); ok {
		v, result = ex.Tuple, ex.Index
	}
	call, _ := v.(*ssa.Call)
	return call, result
}

// refutedBy returns what is known of the key where v, a result of a call, is false.
func (f *family) refutedBy(v ssa.Value, k key) Flags {
	call, result := resultIn(v)
	if call == nil || call.Call.IsInvoke() {
		return 0
	}
	if _, _, symbol, _ := f.state.callee(&call.Call); f.findsUpward(symbol, Arguments(&call.Call), k) {
		return Undotted
	}
	return f.foundBy(call, result, true, k) &^ Weak // unless it refuses
}

// foundBy returns what the function that is called finds out of the key where its
// result is a yes, or a no.
func (f *family) foundBy(call *ssa.Call, result int, no bool, k key) Flags {
	obj, _, _, _ := f.state.callee(&call.Call)
	if obj == nil {
		return 0
	}
	if sum := f.state.summaryOf(obj); sum == nil || len(sum.Checks) == 0 {
		return 0
	}
	args := call.Call.Args
	for _, a := range args {
		if list, ok := a.Type().Underlying().(*types.Slice); ok && carriesText(list) && f.keyOf(a) != k && indexFunc(f.get(a), (*Origin).IsRequest) >= 0 {
			return 0 // checked against what the request brings along
		}
	}
	return f.foundOf(obj, args, result, no, k)
}

// foundOf is foundBy of a function and what it is given.
func (f *family) foundOf(obj *types.Func, args []ssa.Value, result int, no bool, k key) (known Flags) {
	sum := f.state.summaryOf(obj)
	if sum == nil {
		return 0
	}
	for _, c := range sum.Checks {
		if c.Result != result || c.No != no || c.Param >= len(args) || c.Of > 0 || c.Tags {
			continue
		}
		if c.Method != "" {
			if m := methodOf(args[c.Param], c.Method); m != nil {
				known |= f.foundOf(m, args[c.Param:c.Param+1], m.Signature().Results().Len()-1, false, k)
			}
			continue
		}
		if c.By > 0 && (c.By > len(args) || !f.isOwn(args[c.By-1])) {
			continue
		}
		said := f.speaksOf(args[c.Param], c.Path, k)
		switch {
		case said == 0:
		case c.Shows&Fixed == 0:
			known |= said&c.Shows | c.Shows&Weak
		default:
			known |= said
		}
	}
	return known
}

// speaksOf is speaks of the field at a path in what v is or points to.
func (f *family) speaksOf(v ssa.Value, path string, k key) Flags {
	if path == "" {
		return f.speaks(v, k)
	}
	if isMap(v.Type()) {
		if a := f.mapAt(v); k.root == a.root && k.path == a.path+path {
			return everything
		}
		return 0
	}
	if a := f.structOf(v); k.root == a.root && k.path == a.path+path || k.root == concrete(v) && f.isElement(k.root) && k.path == path {
		return everything
	}
	return 0
}

// initialValue returns what the package's initializer stores in a variable,
// nil if that is not one store.
func (s *state) initialValue(g *ssa.Global) ssa.Value {
	var value ssa.Value
	for _, b := range s.pkg.Func("init").Blocks {
		for _, instr := range b.Instrs {
			if st, ok := instr.(*ssa.Store); ok && st.Addr == g {
				if value != nil {
					return nil
				}
				value = st.Val
			}
		}
	}
	return value
}
