package routes

import (
	"go/constant"
	"go/types"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/apiward/apiward/analyzers/internal/models"
)

// Which types have to do with routes decides what is read at all: the rest of a
// program is left alone, which is what keeps reading cheap.

// structOf returns the struct that t is or points to.
func structOf(t types.Type) (*types.Struct, bool) {
	if p, ok := t.Underlying().(*types.Pointer); ok {
		t = p.Elem()
	}
	st, ok := t.Underlying().(*types.Struct)
	return st, ok
}

// pointsToStruct reports whether v is the place of a struct.
func pointsToStruct(v ssa.Value) bool {
	p, ok := v.Type().Underlying().(*types.Pointer)
	if !ok {
		return false
	}
	_, ok = p.Elem().Underlying().(*types.Struct)
	return ok
}

// typeName returns the name of a type, with a star where it is pointed to.
func typeName(t types.Type) string {
	return t.String()
}

// symbolOf returns the symbol of the struct of a type by its name.
func symbolOf(name string) string {
	name, _, _ = strings.Cut(strings.TrimPrefix(name, "*"), "[")
	return name
}

// carries reports whether values of t can have to do with routes: handlers,
// routers, middleware, text, lists of them and structs that hold them.
func (b *builder) carries(t types.Type) bool {
	return isString(t) || isStrings(t) || isBool(t) || b.holds(t, 0)
}

// matters reports whether a field of type t says something of routes in a struct:
// a list of texts does where it stands beside a handler.
func (b *builder) matters(owner, t types.Type) bool {
	if isStrings(t) {
		return b.routes(owner)
	}
	return b.carries(t)
}

// routes reports whether a struct has a handler, a router or middleware of its own.
func (b *builder) routes(t types.Type) bool {
	st, ok := structOf(t)
	if !ok {
		return false
	}
	for f := range st.Fields() {
		if b.routable(f.Type()) {
			return true
		}
	}
	return false
}

// lasting reports whether it is worth telling callers that a function sets a field.
func (b *builder) lasting(t types.Type, field string) bool {
	st, _ := structOf(t)
	for f := range st.Fields() {
		if f.Name() == field {
			return b.holds(f.Type(), 0) || b.routes(t)
		}
	}
	return false
}

// maxNesting bounds how far down in a struct something is looked for.
const maxNesting = 4

// holds reports whether t is, or has somewhere in it, what routes are made of.
func (b *builder) holds(t types.Type, depth int) bool {
	if depth == 0 {
		if known, ok := b.holding[t]; ok {
			return known
		}
		found := b.searched(t, depth)
		b.holding[t] = found
		return found
	}
	return b.searched(t, depth)
}

func (b *builder) searched(t types.Type, depth int) bool {
	if depth > maxNesting {
		return false
	}
	if b.routable(t) || b.isRouting(t) || b.dispatches(t) || isRequirement(t) || b.schemesOn(t) != nil {
		return true
	}
	switch u := t.Underlying().(type) {
	case *types.Slice:
		return b.holds(u.Elem(), depth+1)
	case *types.Array:
		return b.holds(u.Elem(), depth+1)
	case *types.Map:
		return b.holds(u.Elem(), depth+1)
	case *types.Pointer:
		return b.models.Described(models.TypeSymbol(t)) != nil || b.first(t) && b.holds(u.Elem(), depth+1)
	case *types.Struct:
		if depth > 0 && !b.first(t) {
			return false
		}
		for f := range u.Fields() {
			if b.holds(f.Type(), depth+1) {
				return true
			}
		}
	}
	return false
}

// first reports whether the type is the project's own, or has no name.
func (b *builder) first(t types.Type) bool {
	n := models.TypeName(t)
	return n == nil || n.Pkg() != nil && b.ofModule(n.Pkg())
}

// ofModule reports whether a package is of the module that is read.
func (b *builder) ofModule(pkg *types.Package) bool {
	return pkg == b.pass.Pkg || pkg.Path() == b.pass.Module.Path || strings.HasPrefix(pkg.Path(), b.pass.Module.Path+"/")
}

// isRouting reports whether t is an interface of the project by whose methods
// routes are registered, or handlers are made.
func (b *builder) isRouting(t types.Type) bool {
	u, ok := t.Underlying().(*types.Interface)
	if !ok || !b.first(t) {
		return false
	}
	for m := range u.Methods() {
		if b.serves(m.Signature()) || b.listsRoutes(m.Signature()) {
			return true
		}
	}
	return false
}

// listsRoutes reports whether a function returns a table.
func (b *builder) listsRoutes(sig *types.Signature) bool {
	for v := range sig.Results().Variables() {
		if s, ok := v.Type().Underlying().(*types.Slice); ok && b.isTable(s.Elem()) {
			return true
		}
	}
	return false
}

func isBool(t types.Type) bool {
	u, ok := t.Underlying().(*types.Basic)
	return ok && u.Info()&types.IsBoolean != 0
}

func truth(c *ssa.Const) (Expr, bool) {
	if c.Value == nil || c.Value.Kind() != constant.Bool {
		return Expr{}, false
	}
	return Expr{Kind: Const, Name: c.Value.String()}, true
}
