package flow

import (
	"fmt"
	"go/constant"
	"go/types"
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/apiward/apiward/rules/model"
)

// Key returns what names a value that is used as a key, as in a context: "" if
// that is not known.
func Key(v ssa.Value) string { return constantKey(v) }

// constantKey returns the value of a constant string or the name of what else
// is used as a key, such as a package-level variable or a value of a key type.
func constantKey(v ssa.Value) string {
	if mi, ok := v.(*ssa.MakeInterface); ok {
		if key := constantKey(mi.X); key != "" || isEmptyStruct(mi.X.Type()) {
			if b, ok := mi.X.Type().(*types.Basic); ok && b.Info()&types.IsString != 0 {
				return key
			}
			return fmt.Sprintf("%s(%s)", mi.X.Type(), key)
		}
		return ""
	}
	switch v := v.(type) {
	case *ssa.Const:
		if v.Value == nil {
			return ""
		}
		if v.Value.Kind() == constant.String {
			return constant.StringVal(v.Value)
		}
		return v.Value.ExactString()
	case *ssa.UnOp:
		if g, ok := v.X.(*ssa.Global); ok && g.Pkg != nil {
			return g.Pkg.Pkg.Path() + "." + g.Name()
		}
	case *ssa.Convert:
		return constantKey(v.X)
	case *ssa.ChangeType:
		return constantKey(v.X)
	case *ssa.Global:
		if v.Pkg != nil {
			return "&" + v.Pkg.Pkg.Path() + "." + v.Name()
		}
	}
	return ""
}

func isEmptyStruct(t types.Type) bool {
	st, ok := t.Underlying().(*types.Struct)
	return ok && st.NumFields() == 0
}

// passedKey returns the name of a key, as constantKey writes it where it becomes
// one of an interface type.
func passedKey(v ssa.Value) string {
	name := constantKey(v)
	if _, ok := v.(*ssa.MakeInterface); ok || name == "" {
		return name
	}
	if t, ok := v.Type().(*types.Basic); ok && t.Info()&types.IsString != 0 {
		return name
	}
	return fmt.Sprintf("%s(%s)", v.Type(), name)
}

// setContext records that fn puts a value into a context.
func (f *family) setContext(fn *ssa.Function, key ssa.Value, s set) {
	name, by := passedKey(key), 0
	if mi, ok := key.(*ssa.MakeInterface); ok {
		key = mi.X
	}
	if p, ok := key.(*ssa.Parameter); ok && p.Parent() == fn {
		by = slices.Index(fn.Params, p) + 1
	}
	f.setNamed(fn, name, by, s)
}

func (f *family) setNamed(fn *ssa.Function, key string, by int, s set) {
	// Whether it tells who sends a request is all that is asked of it.
	s = slices.DeleteFunc(slices.Clone(s), func(o Origin) bool { return o.Kind != Source && o.Kind != Param && o.Kind != Result })
	sum := f.sums[fn]
	i := slices.IndexFunc(sum.Sets, func(have Set) bool { return have.Key == key && have.By == by })
	if i < 0 {
		sum.Sets = append(sum.Sets, Set{Key: key, By: by})
		i = len(sum.Sets) - 1
		f.tell()
	}
	have := set(sum.Sets[i].Origin)
	if have.union(s, &f.spent) {
		f.tell()
	}
	sum.Sets[i].Origin = have
}

// computedName is the name of a part of a request whose name is not constant.
const computedName = "?"

// nameBy names a source by the value of its key. Where the key is a parameter,
// as in a helper that reads one header or another, the source remembers which,
// and each call of the helper names it.
func (f *family) nameBy(o *Origin, key ssa.Value) {
	if name := constantKey(key); name != "" {
		*o = o.named(name)
		return
	}
	if mi, ok := key.(*ssa.MakeInterface); ok {
		key = mi.X
	}
	if p, ok := key.(*ssa.Parameter); ok {
		o.What = &What{Kind: o.Kind, Func: f.sums[p.Parent()].Func, Index: slices.Index(p.Parent().Params, p), Name: o.Name, Source: o.Source}
		return
	}
	*o = o.named(computedName)
}

// underKey returns what a map holds under a key: of all headers, the one that
// the key names.
func (f *family) underKey(s set, key ssa.Value) set {
	name := constantKey(key)
	if name == "" || indexFunc(s, (*Origin).isKeyed) < 0 {
		return s
	}
	s = slices.Clone(s)
	for i := range s {
		switch {
		case s[i].isHeaders():
			s[i] = s[i].named(canonical(name))
		case s[i].isKeyed():
			s[i] = s[i].named(name)
		}
	}
	return s
}

// isKeyed reports whether the origin is all parts of a request of a kind that has
// names.
func (o *Origin) isKeyed() bool {
	if o.Kind != Source || o.Name != "" {
		return false
	}
	switch o.Source {
	case model.Header, model.Path, model.Query, model.Form:
		return true
	}
	return false
}

// isHeaders reports whether the origin is all headers of a request.
func (o *Origin) isHeaders() bool {
	return o.Kind == Source && o.Name == "" && o.Source == model.Header
}
