package flow

import (
	"go/constant"
	"go/types"
	"slices"
	"strconv"
	"strings"

	"golang.org/x/tools/go/ssa"
)

// Elements of lists and maps are told apart by a constant index or key: what a list
// of arguments begins with is not what stands at its end. Steps of a path are
//
//	[]      an element, whichever
//	[3]     the one of that index
//	[3:]    one of that index or a higher one
//	["k"]   what a map holds under the key
//	[key]   a key of a map
//
// and two of them can be the same place if they meet.

// maxIndex bounds the indices that are told apart, maxKeys the places under one
// value: what is written to a further one is written to any.
const (
	maxIndex = 16
	maxKeys  = 64
)

// maxNested bounds how deep lists of lists are told apart.
const maxNested = 3

// window is the part of a list that a slice of it shows: from index low on, before
// high if that is not zero.
type window struct {
	low, high int
	loose     bool // it may begin behind low
}

// sliced returns the window that a slice of what is seen through w shows.
func (w window) sliced(low, high ssa.Value) window {
	if n, ok := constantIndex(high); ok && n > 0 && !w.loose && (w.high == 0 || w.low+n < w.high) {
		w.high = w.low + n
	}
	if n, ok := constantIndex(low); ok {
		w.low += n
	} else if low != nil {
		w.loose = true
	}
	w.low = min(w.low, maxIndex)
	return w
}

// constantIndex returns the index that v is, false if it is none or not constant.
func constantIndex(v ssa.Value) (int, bool) {
	c, ok := v.(*ssa.Const)
	if !ok || c.Value == nil || c.Value.Kind() != constant.Int {
		return 0, false
	}
	n, exact := constant.Int64Val(c.Value)
	return int(n), exact && n >= 0 && n < 1<<31
}

// base returns the path in the whole list of what a path leads to in the window.
func (w window) base(path string) string {
	step, rest, ok := cutStep(path)
	if w == (window{}) || !ok {
		return path
	}
	switch low, _, indexed := indices(step); {
	case indexed:
		return indexStep(w.low+low, w.loose || strings.HasSuffix(step, ":")) + rest
	case step == "":
		return indexStep(w.low, true) + rest
	}
	return path
}

// seen returns the path in the window of what a path leads to in the whole list,
// false if it shows nothing of that.
func (w window) seen(path string) (string, bool) {
	step, rest, ok := cutStep(path)
	if w == (window{}) || !ok {
		return path, true
	}
	low, more, indexed := indices(step)
	switch {
	case !indexed:
		return path, true
	case !more && low < w.low || w.high > 0 && low >= w.high:
		return "", false
	case w.loose:
		return "[]" + rest, true
	}
	return indexStep(max(low-w.low, 0), more) + rest, true
}

// element returns the step to an element of a list of type t, or of a pointer to one,
// that is seen through the window.
func (w window) element(t types.Type, index ssa.Value) string {
	if !isToldApart(t) {
		return "[]"
	}
	if n, ok := constantIndex(index); ok {
		return indexStep(w.low+n, w.loose)
	}
	return indexStep(w.low, true)
}

// isToldApart reports whether elements of a list or map of type t are worth telling
// apart: letters are parts of a text, and numbers carry none.
func isToldApart(t types.Type) bool {
	if p, ok := t.Underlying().(*types.Pointer); ok {
		t = p.Elem()
	}
	var elem types.Type
	switch t := t.Underlying().(type) {
	case *types.Slice:
		elem = t.Elem()
	case *types.Array:
		elem = t.Elem()
	case *types.Map:
		elem = t.Elem()
	default:
		return false
	}
	b, ok := elem.Underlying().(*types.Basic)
	return !ok || b.Info()&types.IsString != 0
}

// indexStep returns the step to the element with an index, with more one of that
// index or a higher one.
func indexStep(n int, more bool) string {
	switch {
	case n >= maxIndex:
		return "[" + strconv.Itoa(maxIndex) + ":]"
	case !more:
		return "[" + strconv.Itoa(n) + "]"
	case n == 0:
		return "[]"
	}
	return "[" + strconv.Itoa(n) + ":]"
}

// keyStep returns the step to what a map of type t holds under a key.
func keyStep(t types.Type, key ssa.Value) string {
	c, ok := key.(*ssa.Const)
	if !ok || c.Value == nil || !isToldApart(t) {
		return "[]"
	}
	text := c.Value.ExactString()
	if c.Value.Kind() == constant.String {
		text = constant.StringVal(c.Value)
	}
	return `["` + inPath.Replace(text) + `"]`
}

// inPath takes out of a key what means something in a path.
var inPath = strings.NewReplacer(".", "%2e", "[", "%5b", "]", "%5d", "%", "%25")

// cutStep returns what stands in the brackets that a path begins with, and the path
// behind them.
func cutStep(path string) (step, rest string, ok bool) {
	if !strings.HasPrefix(path, "[") {
		return "", path, false
	}
	return strings.Cut(path[1:], "]")
}

// indices returns the index in a step, and whether it is for higher ones as well;
// false if there is none in it.
func indices(step string) (low int, more, ok bool) {
	if step == "" || step[0] < '0' || step[0] > '9' {
		return 0, false, false
	}
	for i := range len(step) {
		if step[i] == ':' {
			return low, true, true
		}
		low = low*10 + int(step[i]-'0')
	}
	return low, false, true
}

// meet reports whether two steps can lead to the same element.
func meet(a, b string) bool {
	switch {
	case a == b:
		return true
	case a == "key" || b == "key":
		return false
	case a == "" || b == "":
		return true
	}
	m, moreM, ok1 := indices(a)
	n, moreN, ok2 := indices(b)
	return ok1 && ok2 && (m == n || m > n && moreN || m < n && moreM)
}

// behindPath returns what of a path leads on from the place at the path whole, if that
// can be on its way.
func behindPath(path, whole string) (string, bool) {
	if within(path, whole) {
		return path[len(whole):], true
	}
	if strings.IndexByte(whole, '[') < 0 || strings.IndexByte(path, '[') < 0 {
		return "", false
	}
	for whole != "" {
		if step, rest, ok := cutStep(whole); ok {
			other, behind, ok := cutStep(path)
			if !ok || !meet(step, other) {
				return "", false
			}
			whole, path = rest, behind
			continue
		}
		n := 1 + strings.IndexAny(whole[1:]+".", ".[")
		if len(path) < n || path[:n] != whole[:n] {
			return "", false
		}
		whole, path = whole[n:], path[n:]
	}
	return path, path == "" || path[0] == '.' || path[0] == '['
}

// anyElement returns a path on which no element is told from another, as callers and
// callees are told of it.
func anyElement(path string) string {
	if strings.IndexByte(path, '[') < 0 {
		return path
	}
	var b strings.Builder
	for path != "" {
		if step, rest, ok := cutStep(path); ok {
			switch {
			case step == "key":
				b.WriteString(keysOf)
			case !strings.HasSuffix(b.String(), "[]"):
				b.WriteString("[]")
			}
			path = rest
			continue
		}
		n := 1 + strings.IndexAny(path[1:]+"[", "[")
		b.WriteString(path[:n])
		path = path[n:]
	}
	return b.String()
}

// isOneElement reports whether each step of a path leads to a single place.
func isOneElement(path string) bool {
	for {
		i := strings.IndexByte(path, '[')
		if i < 0 {
			return true
		}
		step, rest, _ := cutStep(path[i:])
		if _, more, indexed := indices(step); (!indexed || more) && !strings.HasPrefix(step, `"`) {
			return false
		}
		path = rest
	}
}

// length is how many elements a list has, at least.
type length struct {
	n     int
	exact bool
}

// lengthOf returns how long the list v is, as far as the function that v stands in
// makes it.
func (f *family) lengthOf(v ssa.Value) length {
	if l, ok := f.lengths[v]; ok {
		return l
	}
	if f.lengths == nil {
		f.lengths = map[ssa.Value]length{}
	}
	f.lengths[v] = length{} // asked for again around a loop, it can be empty
	l := f.measure(v)
	l.n = min(l.n, maxIndex)
	f.lengths[v] = l
	return l
}

func (f *family) measure(v ssa.Value) length {
	switch v := v.(type) {
	case *ssa.Const:
		return length{exact: v.Value == nil}
	case *ssa.ChangeType:
		return f.lengthOf(v.X)
	case *ssa.MakeSlice:
		n, ok := constantIndex(v.Len)
		return length{n, ok}
	case *ssa.Slice:
		whole := length{}
		if p, ok := v.X.Type().Underlying().(*types.Pointer); ok {
			if array, ok := p.Elem().Underlying().(*types.Array); ok {
				whole = length{int(min(array.Len(), maxIndex)), array.Len() <= maxIndex}
			}
		} else {
			whole = f.lengthOf(v.X)
		}
		if n, ok := constantIndex(v.High); ok {
			whole = length{n, true}
		} else if v.High != nil {
			return length{}
		}
		n, ok := constantIndex(v.Low)
		switch {
		case ok:
			return length{max(whole.n-n, 0), whole.exact}
		case v.Low != nil:
			return length{}
		}
		return whole
	case *ssa.Call:
		if b, ok := v.Call.Value.(*ssa.Builtin); ok && b.Name() == "append" && len(v.Call.Args) == 2 {
			list, more := f.lengthOf(v.Call.Args[0]), f.lengthOf(v.Call.Args[1])
			return length{list.n + more.n, list.exact && more.exact}
		}
	case *ssa.Phi:
		var lengths []length
		loops := false
		for _, edge := range v.Edges {
			if grows(edge, v, nil) {
				loops = true
			} else {
				lengths = append(lengths, f.lengthOf(edge))
			}
		}
		if len(lengths) == 0 {
			return length{}
		}
		shortest := lengths[0]
		for _, l := range lengths[1:] {
			shortest = length{min(shortest.n, l.n), shortest == l && l.exact}
		}
		shortest.exact = shortest.exact && !loops
		return shortest
	}
	return length{}
}

// grows reports whether the list v is another one, or that with more behind it.
func grows(v, from ssa.Value, seen []ssa.Value) bool {
	if v == from || slices.Contains(seen, v) {
		return true
	}
	switch v := v.(type) {
	case *ssa.ChangeType:
		return grows(v.X, from, seen)
	case *ssa.Call:
		b, ok := v.Call.Value.(*ssa.Builtin)
		return ok && b.Name() == "append" && grows(v.Call.Args[0], from, seen)
	case *ssa.Phi:
		seen = append(seen, v)
		return !slices.ContainsFunc(v.Edges, func(edge ssa.Value) bool { return !grows(edge, from, seen) })
	}
	return false
}
