package routes

import (
	"go/types"
	"slices"

	"github.com/apiward/apiward/analyzers/internal/models"
	"github.com/apiward/apiward/rules/model"
)

// An interface of the program's own can stand for a router: it has some of the
// methods of a library's, which is then handed over. What its methods mean, that
// router says.

// standIn is the router that an interface stands for.
type standIn struct {
	router *model.Router
	path   string
}

// routerOf returns the model of the router that values of t are, or stand for,
// and the path of its library.
func (b *builder) routerOf(t types.Type) (*model.Router, string, bool) {
	is, ok := b.routers[t]
	if !ok {
		is = b.findRouter(t)
		b.routers[t] = is
	}
	return is.router, is.path, is.router != nil
}

func (b *builder) findRouter(t types.Type) standIn {
	symbol := models.TypeSymbol(t)
	if m, path, ok := b.models.Router(symbol); ok {
		return standIn{m, path}
	}
	iface, ok := t.Underlying().(*types.Interface)
	if !ok || symbol == "" || iface.NumMethods() == 0 || !b.first(t) {
		return standIn{}
	}
	found, known := b.standIns[symbol]
	if !known {
		found = b.standsFor(iface, models.TypeName(t).Pkg())
		b.standIns[symbol] = found
	}
	return found
}

// standsFor returns the router that an interface can stand for: of the libraries
// that its package imports, the only one that has a router with its methods.
func (b *builder) standsFor(iface *types.Interface, pkg *types.Package) standIn {
	var found standIn
	for _, imported := range pkg.Imports() {
		for i, m := range b.models.Routers(imported.Path()) {
			if !registers(m, iface) || !slices.ContainsFunc(m.Types, func(name string) bool { return implements(imported, name, iface) }) {
				continue
			}
			if found.router != nil && found.path != imported.Path() {
				return standIn{} // one of two
			}
			if i == 0 || found.router == nil {
				found = standIn{m, imported.Path()}
			}
		}
	}
	return found
}

// registers reports whether one of an interface's methods is one by which routes
// are registered on a router.
func registers(m *model.Router, iface *types.Interface) bool {
	for method := range iface.Methods() {
		if slices.ContainsFunc(m.Register, func(r model.Register) bool { return r.Name == method.Name() }) {
			return true
		}
	}
	return false
}

// implements reports whether the named type of a package, or a pointer to it, has
// the methods of an interface.
func implements(pkg *types.Package, name string, iface *types.Interface) bool {
	obj, ok := pkg.Scope().Lookup(name).(*types.TypeName)
	return ok && (types.Implements(obj.Type(), iface) || types.Implements(types.NewPointer(obj.Type()), iface))
}
