package flow

import (
	"go/constant"
	"go/token"
	"slices"
	"strings"

	"golang.org/x/tools/go/ssa"
)

const urlType = "net/url.URL"

// shows returns what a condition says of the key where it is true, and where it
// is false.
func (f *family) shows(cond ssa.Value, k key) (yes, no Flags) {
	switch cond := cond.(type) {
	case *ssa.UnOp:
		if cond.Op == token.NOT {
			yes, no = f.shows(cond.X, k)
			return no, yes
		}
	case *ssa.Phi:
		return f.conjunction(cond, k) | f.flagged(cond, k), 0
	case *ssa.BinOp:
		switch cond.Op {
		case token.EQL:
			return f.equal(cond.X, cond.Y, k)
		case token.NEQ:
			yes, no = f.equal(cond.X, cond.Y, k)
			return no, yes
		case token.LSS: // strings.Index(v, "..") < 0
			if isInt(cond.Y, 0) {
				return f.absent(cond.X, k), f.chosen(cond.X, k)
			}
			return f.shorterThan(2, cond, k), f.counted(cond, k) | f.everyElement(cond, k) // the loop is through
		case token.LEQ:
			return f.shorterThan(1, cond, k), 0
		case token.GTR:
			if isInt(cond.Y, -1) {
				return f.chosen(cond.X, k), f.absent(cond.X, k)
			}
			return 0, f.shorterThan(1, cond, k)
		case token.GEQ:
			if isInt(cond.Y, 0) {
				return f.chosen(cond.X, k), f.absent(cond.X, k)
			}
			return 0, f.shorterThan(2, cond, k)
		}
	case *ssa.Lookup: // allowed[v], of a map to bool
		return f.speaks(cond.Index, k), 0
	case *ssa.Extract: // _, ok := allowed[v]
		if as, ok := cond.Tuple.(*ssa.TypeAssert); ok && cond.Index == 1 && f.isPublicType(as.AssertedType) && f.keyOf(as.X) == k {
			return everything, 0
		}
		if call, ok := cond.Tuple.(*ssa.Call); ok && f.findsPublic(call, k) && cond.Index == 1 {
			return everything, 0
		}
		if next, ok := cond.Tuple.(*ssa.Next); ok && next.IsString && cond.Index == 0 && f.keyOf(next.Iter.(*ssa.Range).X) == k {
			return 0, ranged(next) // the loop is through
		}
		if lookup, ok := cond.Tuple.(*ssa.Lookup); ok && cond.Index == 1 {
			return f.speaks(lookup.Index, k), 0
		}
		if cond.Index == 1 {
			yes = f.chosen(cond.Tuple, k)
		}
		return yes | f.checkedBy(cond, k), f.refutedBy(cond, k)
	case *ssa.Call:
		if yes := f.chosen(cond, k); yes != 0 {
			return yes, 0
		}
		if y, n := f.tells(cond, k); y|n != 0 {
			return y, n
		}
		return f.checkedBy(cond, k), f.refutedBy(cond, k)
	}
	return 0, 0
}

// conjunction returns what a && b says where it is true: what both say.
func (f *family) conjunction(phi *ssa.Phi, k key) Flags {
	if slices.ContainsFunc(phi.Block().Preds, phi.Block().Dominates) {
		return 0 // around a loop, where it was found out of what the round before was about
	}
	var known Flags
	for i, edge := range phi.Edges {
		if c, ok := edge.(*ssa.Const); ok && c.Value != nil && c.Value.Kind() == constant.Bool && !constant.BoolVal(c.Value) {
			from := phi.Block().Preds[i]
			if branch, ok := from.Instrs[len(from.Instrs)-1].(*ssa.If); ok && from.Succs[1] == phi.Block() && precedes(branch.Cond, phi) {
				yes, _ := f.shows(branch.Cond, k)
				known |= yes
			}
			continue
		}
		if _, ok := edge.(*ssa.Phi); ok || len(phi.Edges) > 4 || !precedes(edge, phi) {
			return 0
		}
		yes, _ := f.shows(edge, k)
		known |= yes
	}
	for _, edge := range phi.Edges {
		if c, ok := edge.(*ssa.Const); ok && c.Value != nil && c.Value.Kind() == constant.Bool && constant.BoolVal(c.Value) {
			return 0 // a || b
		}
	}
	return known
}

// precedes reports whether the condition was decided before the phi was come
// to: a loop that asks its own phi again would be asked forever.
func precedes(cond ssa.Value, phi *ssa.Phi) bool {
	cond, _ = positive(cond)
	earlier, ok := cond.(*ssa.Phi)
	return !ok || earlier.Block() != phi.Block() && earlier.Block().Dominates(phi.Block())
}

// equal returns what x == y says of the key where it holds, and where not.
func (f *family) equal(x, y ssa.Value, k key) (yes, no Flags) {
	if f.isFixed(x) {
		x, y = y, x
	}
	switch {
	case nilConst(y):
		// Of an error, or of what a parser returns instead of one.
		return f.checkedBy(x, k), f.parsed(x, k)
	case isInt(y, -1):
		return f.absent(x, k), f.chosen(x, k)
	case isInt(y, 1) && f.isLength(x, k):
		return single | plain, 0
	case calls(x, "crypto/subtle.ConstantTimeCompare"):
		yes = f.constantTime(x.(*ssa.Call).Call.Args, k) | f.checkedBy(x, k)
		if isInt(y, 0) {
			return 0, yes
		}
		return yes, 0
	case f.isOwnHost(y):
		return f.speaks(x, k) & sited, 0
	case f.isOwnHost(x):
		return f.speaks(y, k) & sited, 0
	case f.isFixed(y):
		if yes, no := f.begins(x, y, k); yes|no != 0 {
			return yes, no
		}
		return f.speaks(x, k), 0
	}
	return 0, 0
}

// begins returns what it says of the key that a letter at its beginning is a
// slash or a backslash, and that it is not.
func (f *family) begins(letter, is ssa.Value, k key) (yes, no Flags) {
	i, of, ok := letterOf(letter)
	switch {
	case !ok || f.keyOf(of) != k:
	case isInt(is, '/') && i == 0:
		return Rooted, 0
	case isInt(is, '/'):
		return 0, single
	case isInt(is, '\\') && i == 1:
		return 0, plain
	}
	return 0, 0
}

// shorterThan returns what is known where a comparison of the key's length to the
// number finds it too short to begin with two letters.
func (f *family) shorterThan(n int64, cond *ssa.BinOp, k key) Flags {
	if isInt(cond.Y, n) && f.isLength(cond.X, k) {
		return single | plain
	}
	return 0
}

// isLength reports whether v is the length of the key.
func (f *family) isLength(v ssa.Value, k key) bool {
	call, ok := v.(*ssa.Call)
	if !ok {
		return false
	}
	b, ok := call.Call.Value.(*ssa.Builtin)
	return ok && b.Name() == "len" && f.keyOf(call.Call.Args[0]) == k
}

// constantTime returns what is known where two texts are equal as bytes.
func (f *family) constantTime(args []ssa.Value, k key) Flags {
	yes, _ := f.equal(unconverted(args[0]), unconverted(args[1]), k)
	return yes
}

// unconverted returns the text that v was converted from.
func unconverted(v ssa.Value) ssa.Value {
	if c, ok := v.(*ssa.Convert); ok {
		return c.X
	}
	return v
}

// calls reports whether v is the result of a call of the symbol.
func calls(v ssa.Value, symbol string) bool {
	call, ok := v.(*ssa.Call)
	if !ok {
		return false
	}
	if fn := call.Call.StaticCallee(); fn != nil && fn.Object() != nil && !strings.HasSuffix(symbol, fn.Object().Name()) {
		return false // most are not, and names take their time to put together
	}
	_, _, have, _ := Callee(&call.Call)
	return have == symbol
}

// isOwnHost reports whether v is the host that the request was sent to.
func (f *family) isOwnHost(v ssa.Value) bool {
	load, ok := v.(*ssa.UnOp)
	return ok && load.Op == token.MUL && f.addressOf(load.X).field == httpRequest+".Host"
}

// letterOf returns the index and the text where v is one of its letters.
func letterOf(v ssa.Value) (int64, ssa.Value, bool) {
	var index, of ssa.Value
	switch x := v.(type) {
	case *ssa.Lookup:
		index, of = x.Index, x.X
	case *ssa.Index:
		index, of = x.Index, x.X
	default:
		return 0, nil, false
	}
	c, ok := index.(*ssa.Const)
	if !ok || c.Value == nil || c.Value.Kind() != constant.Int {
		return 0, nil, false
	}
	return c.Int64(), of, c.Int64() == 0 || c.Int64() == 1
}

func isInt(v ssa.Value, n int64) bool {
	c, ok := v.(*ssa.Const)
	return ok && c.Value != nil && c.Value.Kind() == constant.Int && c.Int64() == n
}

// speaks returns what is known of the key where v is one of the program's own
// values: all of it, or, where v is the host of an address, where that leads.
func (f *family) speaks(v ssa.Value, k key) Flags {
	if k.within(f.keyOf(v)) {
		return everything
	}
	if of := f.hostOf(v); of != (key{}) {
		if of == k {
			return sited
		}
		if raw := f.parsedFrom(of.value); raw != nil && f.keyOf(raw) == k {
			return sited
		}
		return 0
	}
	if raw := f.parsedFrom(v); raw != nil && f.keyOf(raw) == k {
		return sited
	}
	switch x := v.(type) {
	case *ssa.Convert:
		return f.speaks(x.X, k)
	case *ssa.Call:
		switch _, _, symbol, _ := f.state.callee(&x.Call); symbol {
		case "strings.ToLower", "strings.ToUpper", "strings.TrimSpace":
			return f.speaks(x.Call.Args[0], k)
		}
	}
	return 0
}

// hostOf returns the key of the address whose host v is, the zero key if it is
// none.
func (f *family) hostOf(v ssa.Value) key {
	switch x := v.(type) {
	case *ssa.UnOp:
		if x.Op != token.MUL {
			break
		}
		a := f.addressOf(x.X)
		if a.field != urlType+".Host" {
			break
		}
		if path := strings.TrimSuffix(a.path, ".Host"); path != "" {
			return key{root: a.root, path: path}
		}
		return f.keyOf(a.root)
	case *ssa.Call:
		if _, _, symbol, _ := f.state.callee(&x.Call); symbol == urlType+".Hostname" {
			return f.keyOf(x.Call.Args[0])
		}
	}
	return key{}
}

// parsedFrom returns the text that the address v was parsed from, nil if it is
// not seen to be.
func (f *family) parsedFrom(v ssa.Value) ssa.Value {
	ex, ok := v.(*ssa.Extract)
	if !ok || ex.Index != 0 {
		return nil
	}
	call, ok := ex.Tuple.(*ssa.Call)
	if !ok {
		return nil
	}
	switch _, _, symbol, _ := f.state.callee(&call.Call); symbol {
	case "net/url.Parse", "net/url.ParseRequestURI":
		return call.Call.Args[0]
	}
	return nil
}

// isFixed reports whether v is one of the program's own values: a constant, a
// declared error, an element of a list that is kept in a variable or in a field
// of the receiver, or such a field itself. That an error is nil says nothing of
// what it says elsewhere.
func (f *family) isFixed(v ssa.Value) bool { return f.fixed(v, 0) }

// fixed is isFixed, as far as the way to where the value is kept is followed.
func (f *family) fixed(v ssa.Value, depth int) bool {
	if depth > maxPath {
		return false
	}
	switch x := v.(type) {
	case *ssa.Const:
		return !isError(x.Type()) && x.Value != nil
	case *ssa.Parameter:
		return f.strict && x == f.assumed
	case *ssa.Field:
		return f.fixed(x.X, depth+1)
	case *ssa.UnOp:
		if _, ok := declaredError(v); ok {
			return true
		}
		if x.Op != token.MUL {
			return false
		}
		a := f.addressOf(x.X)
		switch root := a.root.(type) {
		case *ssa.Global:
			return true
		case *ssa.UnOp, *ssa.Field:
			return f.fixed(root, depth+1)
		case *ssa.Alloc:
			whole := f.onlyStore(root)
			return whole != nil && isAggregate(whole.Type()) && f.fixed(whole, depth+1)
		case *ssa.Parameter:
			switch recv := root.Parent().Signature.Recv(); {
			case recv != nil && root == root.Parent().Params[0]:
				return a.path != "" && root != f.doubted && !f.state.isRequest(recv.Type())
			case f.strict:
				return root == f.assumed
			}
			return strings.HasSuffix(a.path, "]") // what callers may choose from
		}
	}
	return false
}

// isOwn reports whether nothing in the list v comes from a request.
func (f *family) isOwn(v ssa.Value) bool {
	return f.isFixed(v) || indexFunc(f.get(v), func(o *Origin) bool { return o.IsRequest() && o.Flags&Soft == 0 }) < 0
}

// absent returns what is known where v, an index of something in a text, says
// that it is not there.
func (f *family) absent(v ssa.Value, k key) Flags {
	call, ok := v.(*ssa.Call)
	if !ok {
		return 0
	}
	switch _, _, symbol, _ := f.state.callee(&call.Call); symbol {
	case "strings.Index", "strings.IndexAny":
		return f.without(call, k)
	case "strings.IndexFunc":
		if f.keyOf(call.Call.Args[0]) == k {
			return refused(call.Call.Args[1])
		}
	}
	return 0
}

// without returns what is known of the key if it does not contain what the call
// looks for.
func (f *family) without(call *ssa.Call, k key) Flags {
	args := call.Call.Args
	if f.keyOf(args[0]) != k {
		return 0
	}
	var known Flags
	text := constantKey(args[1])
	if text == ".." || strings.Contains(text, "/") {
		known |= Undotted
	}
	_, _, symbol, _ := f.state.callee(&call.Call)
	if text == `\` || strings.HasSuffix(symbol, "Any") && strings.Contains(text, `\`) {
		known |= plain
	}
	return known
}

// tells returns what a call of the standard library that answers yes or no says
// of the key.
func (f *family) tells(call *ssa.Call, k key) (yes, no Flags) {
	args := call.Call.Args
	_, _, symbol, _ := f.state.callee(&call.Call)
	switch symbol {
	case "bytes.Equal", "crypto/hmac.Equal":
		return f.constantTime(args, k), 0
	case "strings.EqualFold":
		if f.isFixed(args[1]) {
			return f.speaks(args[0], k), 0
		}
		if f.isFixed(args[0]) {
			return f.speaks(args[1], k), 0
		}
	case "strings.HasPrefix":
		return f.prefixed(args[0], args[1], k)
	case "strings.HasSuffix":
		if f.hostOf(args[0]) != (key{}) && f.endsDomain(args[1]) {
			return f.speaks(args[0], k), 0
		}
	case "strings.ContainsFunc":
		if f.keyOf(args[0]) == k {
			return 0, refused(args[1])
		}
	case "strings.Contains", "strings.ContainsAny":
		return 0, f.without(call, k)
	case "path/filepath.IsLocal", "io/fs.ValidPath":
		if f.keyOf(args[0]) == k {
			return Confined, 0
		}
	case "errors.Is", "errors.As":
		if f.comparesError(call, symbol, k) {
			return everything, 0
		}
	}
	return 0, 0
}

// endsDomain reports whether a host that ends in the text is one of the program's own:
// a constant begins with a dot, and what the configuration lists is taken to.
func (f *family) endsDomain(suffix ssa.Value) bool {
	if c, ok := suffix.(*ssa.Const); ok {
		return strings.HasPrefix(constantKey(c), ".")
	}
	parts := pieces(suffix)
	for _, p := range parts {
		if p.value != nil && !f.isFixed(p.value) {
			return false
		}
	}
	return len(parts) == 1 || strings.HasPrefix(parts[0].text, ".")
}

// prefixed returns what strings.HasPrefix(v, prefix) says.
func (f *family) prefixed(v, prefix ssa.Value, k key) (yes, no Flags) {
	text := constantKey(prefix)
	if f.keyOf(v) != k {
		// rel, err := filepath.Rel(base, v); !strings.HasPrefix(rel, "..")
		if of := pathArgument(v, "path/filepath.Rel", 1); of != nil && (text == ".." || text == "../") && f.isFileOf(of, k) {
			return 0, Confined
		}
		return 0, 0
	}
	switch text {
	case "/":
		return Rooted, 0
	case "//":
		return 0, single
	case `/\`:
		return 0, plain
	case "-", "--":
		return 0, Undashed
	case "..", "../":
		if pathArgument(v, "path/filepath.Rel", 1) != nil {
			return 0, Confined
		}
		if isCleaned(v) {
			return 0, Undotted
		}
		return 0, 0
	}
	if _, constant := prefix.(*ssa.Const); !constant && !f.isFixed(prefix) && len(pieces(prefix)) < 2 {
		return 0, 0
	}
	if fixesHost(pieces(prefix)) || text == "" {
		yes |= sited
	}
	if isCleaned(v) {
		yes |= Confined
	}
	return yes, 0
}

// isFileOf reports whether the path v is the key, or the key written another way.
func (f *family) isFileOf(v ssa.Value, k key) bool {
	for range maxPath {
		if f.keyOf(v) == k {
			return true
		}
		of := pathArgument(v, "path/filepath.Abs", 0)
		if of == nil {
			of = pathArgument(v, "path/filepath.Clean", 0)
		}
		if of == nil {
			return false
		}
		v = of
	}
	return false
}

// isCleaned reports whether v is a path without "..", where that can be said.
func isCleaned(v ssa.Value) bool {
	for _, symbol := range []string{"path/filepath.Clean", "path/filepath.Join", "path/filepath.Abs", "path/filepath.EvalSymlinks", "path.Clean", "path.Join"} {
		if pathArgument(v, symbol, 0) != nil {
			return true
		}
	}
	return false
}

// pathArgument returns the i-th argument of the call of the symbol whose result
// v is, nil if it is another.
func pathArgument(v ssa.Value, symbol string, i int) ssa.Value {
	if ex, ok := v.(*ssa.Extract); ok && ex.Index == 0 {
		v = ex.Tuple
	}
	call, ok := v.(*ssa.Call)
	if !ok || i >= len(call.Call.Args) {
		return nil
	}
	if _, _, have, _ := Callee(&call.Call); have != symbol {
		return nil
	}
	return call.Call.Args[i]
}

// parsed returns what is known where v, a result that is nil for what cannot be
// parsed, is not nil.
func (f *family) parsed(v ssa.Value, k key) Flags {
	if call, ok := v.(*ssa.Call); ok {
		if _, _, symbol, _ := f.state.callee(&call.Call); symbol == "net.ParseIP" && f.keyOf(call.Call.Args[0]) == k {
			return everything
		}
	}
	return 0
}

func nilConst(v ssa.Value) bool {
	c, ok := v.(*ssa.Const)
	return ok && c.IsNil()
}
