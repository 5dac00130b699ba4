// Package told puts what a package has to tell of its functions into few facts: one
// of the package for all its functions, and one of each type for its methods. What
// functions say of the same symbols, files and steps is written once for all of
// them, in a third of the bytes that a fact for each function takes. Types have
// facts of their own because drivers hand on to those that import a package by way
// of another what is told of its types, and not what is told of the package.
package told

import (
	"cmp"
	"go/types"
	"maps"
	"slices"

	"golang.org/x/tools/go/analysis"
)

// carrier returns the type whose fact tells of a method, nil for a function, of
// which the fact of its package tells.
func carrier(fn *types.Func) *types.TypeName {
	recv := fn.Origin().Signature().Recv()
	if recv == nil {
		return nil
	}
	t := types.Unalias(recv.Type())
	if p, ok := t.(*types.Pointer); ok {
		t = types.Unalias(p.Elem())
	}
	if n, ok := t.(*types.Named); ok {
		return n.Origin().Obj()
	}
	return nil
}

// Book collects what one package tells of its functions, S of each.
type Book[S any] struct {
	reach map[*types.TypeName]bool
	funcs []S
	types map[*types.TypeName][]S
}

// NewBook returns the book of a package that tells nothing yet.
func NewBook[S any](pkg *types.Package) *Book[S] {
	return &Book[S]{reach: reachable(pkg), types: map[*types.TypeName][]S{}}
}

// Asks reports whether a package above can name the function. What it needs to
// know of others, those tell that it can name.
func (b *Book[S]) Asks(fn *types.Func) bool {
	t := carrier(fn)
	return fn.Exported() && (t == nil || b.reach[t])
}

// Add tells of a function.
func (b *Book[S]) Add(fn *types.Func, s S) {
	if t := carrier(fn); t != nil {
		b.types[t] = append(b.types[t], s)
	} else {
		b.funcs = append(b.funcs, s)
	}
}

// All yields what is told in one fact each, in the order it was added: first that
// of the package, with nil for the type, be it nothing, then those of types by name.
func (b *Book[S]) All(yield func(*types.TypeName, []S) bool) {
	if !yield(nil, b.funcs) {
		return
	}
	for _, t := range slices.SortedFunc(maps.Keys(b.types), func(x, y *types.TypeName) int { return cmp.Compare(x.Name(), y.Name()) }) {
		if !yield(t, b.types[t]) {
			return
		}
	}
}

// Export exports the fact of a type, of the package where that is nil.
func Export(pass *analysis.Pass, t *types.TypeName, fact analysis.Fact) {
	if t == nil {
		pass.ExportPackageFact(fact)
	} else {
		pass.ExportObjectFact(t, fact)
	}
}

// Reader reads what packages below tell of functions, each fact once.
type Reader[S any] struct {
	pass *analysis.Pass
	read func(load func(analysis.Fact) bool) map[string]S
	have map[carried]map[string]S
}

// carried is where a fact is: at a type, at the package where that is nil.
type carried struct {
	pkg *types.Package
	typ *types.TypeName
}

// NewReader returns a reader. Read hands a new fact to load and returns what it
// tells, by the full names of functions; load leaves it as it is where there is
// none.
func NewReader[S any](pass *analysis.Pass, read func(load func(analysis.Fact) bool) map[string]S) *Reader[S] {
	return &Reader[S]{pass, read, map[carried]map[string]S{}}
}

// Of returns what is told of a function of another package, zero if nothing is.
func (r *Reader[S]) Of(fn *types.Func) (none S) {
	if fn.Pkg() == nil {
		return none // the method of the type error
	}
	at := carried{fn.Pkg(), carrier(fn)}
	told, ok := r.have[at]
	if !ok {
		told = r.read(func(fact analysis.Fact) bool {
			if at.typ != nil {
				return r.pass.ImportObjectFact(at.typ, fact)
			}
			return r.pass.ImportPackageFact(at.pkg, fact)
		})
		r.have[at] = told
	}
	if len(told) == 0 {
		return none // and no name has to be put together
	}
	return told[fn.FullName()]
}
