package flow

import (
	"go/types"
	"strings"

	"golang.org/x/tools/go/analysis"

	"github.com/apiward/apiward/analyzers/internal/models"
	"github.com/apiward/apiward/analyzers/internal/sources"
)

// Summarised reports whether the package of the pass is read from source: the
// user's own code, and packages of others that make middleware and that no model
// is of. One of tests alone is not. Of these nothing is exported but what the routes pass finds out.
func Summarised(pass *analysis.Pass) bool {
	return len(sources.Files(pass)) > 0 && (FirstParty(pass) || pass.Module != nil && Outside(pass.Pkg))
}

// Outside reports whether a package of another module, by its exported API,
// makes middleware or handlers, or fills routers: whether a route is guarded can
// depend on what its functions do.
func Outside(pkg *types.Package) bool {
	x := models.Shipped()
	first, _, _ := strings.Cut(pkg.Path(), "/")
	if pkg.Name() == "main" || !strings.Contains(first, ".") || x.Modelled(pkg.Path()) {
		return false
	}
	s := &state{models: x, carrying: map[types.Type]bool{}}
	for _, name := range pkg.Scope().Names() {
		obj := pkg.Scope().Lookup(name)
		if !obj.Exported() {
			continue
		}
		switch obj := obj.(type) {
		case *types.Func:
			if s.serves(obj.Signature()) {
				return true
			}
		case *types.TypeName:
			if obj.IsAlias() || types.IsInterface(obj.Type()) {
				continue
			}
			for m := range types.NewMethodSet(types.NewPointer(obj.Type())).Methods() {
				if fn := m.Obj().(*types.Func); fn.Exported() && fn.Pkg() == pkg && s.serves(fn.Signature()) {
					return true
				}
			}
		}
	}
	return false
}

// serves reports whether a function stands between routers and handlers: it is
// one, returns one or a middleware, or fills a router.
func (s *state) serves(sig *types.Signature) bool {
	if s.answers(sig) {
		return true
	}
	for p := range sig.Params().Variables() {
		if _, _, ok := s.models.Router(models.TypeSymbol(p.Type())); ok {
			return true
		}
	}
	for r := range sig.Results().Variables() {
		if models.TypeSymbol(r.Type()) == "net/http.Handler" {
			return true
		}
		inner, ok := r.Type().Underlying().(*types.Signature)
		if ok && (s.answers(inner) || inner.Params().Len() == 1 && inner.Results().Len() == 1 && s.isHandler(inner.Results().At(0).Type())) {
			return true
		}
	}
	return false
}

func (s *state) isHandler(t types.Type) bool {
	sig, ok := t.Underlying().(*types.Signature)
	return models.TypeSymbol(t) == "net/http.Handler" || ok && s.answers(sig)
}

// answers reports whether a function takes what a handler takes and nothing else.
func (s *state) answers(sig *types.Signature) bool {
	request := false
	for p := range sig.Params().Variables() {
		switch {
		case models.TypeSymbol(p.Type()) == "net/http.ResponseWriter":
		case s.isRequest(p.Type()):
			request = true
		default:
			return false
		}
	}
	return request && (sig.Params().Len() > 1 || models.TypeSymbol(sig.Params().At(0).Type()) != httpRequest)
}
