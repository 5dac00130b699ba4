package told

import "go/types"

// reachable returns the types declared in the package whose methods another package
// can name: by what the package exports, and by what that leads to. A type that is
// only handed out behind interfaces is none of them.
func reachable(pkg *types.Package) map[*types.TypeName]bool {
	w := walker{pkg: pkg, found: map[*types.TypeName]bool{}, seen: map[types.Type]bool{}}
	for _, name := range pkg.Scope().Names() {
		if obj := pkg.Scope().Lookup(name); obj.Exported() {
			w.visit(obj.Type())
		}
	}
	return w.found
}

type walker struct {
	pkg   *types.Package
	found map[*types.TypeName]bool
	seen  map[types.Type]bool
}

func (w *walker) visit(t types.Type) {
	if t == nil || w.seen[t] {
		return
	}
	w.seen[t] = true
	switch t := t.(type) {
	case *types.Alias:
		w.list(t.TypeArgs())
		w.visit(types.Unalias(t))
	case *types.Named:
		w.named(t)
	case *types.TypeParam:
		w.visit(t.Constraint())
	case *types.Pointer:
		w.visit(t.Elem())
	case *types.Slice:
		w.visit(t.Elem())
	case *types.Array:
		w.visit(t.Elem())
	case *types.Chan:
		w.visit(t.Elem())
	case *types.Map:
		w.visit(t.Key())
		w.visit(t.Elem())
	case *types.Signature:
		for p := range t.TypeParams().TypeParams() {
			w.visit(p)
		}
		w.visit(t.Params())
		w.visit(t.Results())
	case *types.Tuple:
		for v := range t.Variables() {
			w.visit(v.Type())
		}
	case *types.Struct:
		for f := range t.Fields() {
			if f.Exported() || f.Embedded() {
				w.visit(f.Type())
			}
		}
	case *types.Interface:
		for embedded := range t.EmbeddedTypes() {
			w.visit(embedded)
		}
		for m := range t.Methods() {
			w.visit(m.Signature())
		}
	case *types.Union:
		for term := range t.Terms() {
			w.visit(term.Type())
		}
	}
}

// named visits a declared type. One of another package leads back here by its type
// arguments alone: its package cannot import this one.
func (w *walker) named(t *types.Named) {
	w.list(t.TypeArgs())
	origin := t.Origin()
	if t != origin {
		w.visit(origin)
	}
	if origin.Obj().Pkg() != w.pkg {
		return
	}
	w.found[origin.Obj()] = true
	for p := range origin.TypeParams().TypeParams() {
		w.visit(p)
	}
	w.visit(origin.Underlying())
	for m := range origin.Methods() {
		if m.Exported() {
			w.visit(m.Signature())
		}
	}
}

func (w *walker) list(of *types.TypeList) {
	for i := range of.Len() {
		w.visit(of.At(i))
	}
}
