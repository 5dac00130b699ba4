package models_test

import (
	"go/types"
	"slices"
	"strings"
	"testing"

	"golang.org/x/tools/go/packages"

	"github.com/apiward/apiward/analyzers/internal/models"
	"github.com/apiward/apiward/rules/model"
)

// TestSymbols resolves every symbol of every model against the real library: a
// symbol that is misspelt, or that a release has dropped, would never match
// anything and nobody would see it.
func TestSymbols(t *testing.T) {
	all := models.All()
	paths := make([]string, len(all))
	for i, l := range all {
		paths[i] = l.Path
	}
	loaded, err := packages.Load(&packages.Config{Mode: packages.NeedName | packages.NeedTypes | packages.NeedImports, Dir: "../../../testdata/models"}, paths...)
	if err != nil {
		t.Fatal(err)
	}
	byPath := map[string]*types.Package{}
	for _, p := range loaded {
		if len(p.Errors) > 0 {
			t.Fatalf("%s: %v", p.PkgPath, p.Errors[0])
		}
		byPath[p.PkgPath] = p.Types
	}
	for _, l := range all {
		pkg := byPath[l.Path]
		if pkg == nil {
			t.Errorf("%s is not imported by testdata/models", l.Path)
			continue
		}
		for _, symbol := range symbols(l) {
			if !resolves(pkg, symbol) {
				t.Errorf("%s has no %s", l.Path, symbol)
			}
		}
		for _, o := range l.Overloads {
			i := slices.IndexFunc(pkg.Imports(), func(p *types.Package) bool { return p.Path() == o.In })
			for variable := range o.Calls {
				if i < 0 || !resolves(pkg.Imports()[i], variable) {
					t.Errorf("%s has no %s that %s could be given", o.In, variable, o.Symbol)
				}
			}
		}
		for _, s := range l.Sinks {
			if is := declared(pkg, s.Symbol); is != "" && is != l.Path+"."+s.Symbol {
				t.Errorf("%s.%s is %s, and would never be called by this name", l.Path, s.Symbol, is)
			}
		}
	}
}

// symbols lists everything that a library's model names.
func symbols(l model.Library) []string {
	var list []string
	for _, s := range l.Sources {
		list = append(append(list, s.Symbol), s.Untidy...)
	}
	for _, s := range l.Sinks {
		list = append(list, s.Symbol)
	}
	for _, p := range l.Parts {
		list = append(list, p.Symbol)
	}
	for _, r := range l.Settings.Reads {
		list = append(list, r.Symbol)
	}
	for _, d := range l.Settings.Defines {
		list = append(list, d.Symbol)
	}
	for _, f := range l.Settings.Flags {
		list = append(list, f.Type, f.Type+"."+f.Name, f.Type+"."+f.Default, f.Type+"."+f.Into)
	}
	for _, f := range l.Settings.Fills {
		list = append(list, f.Symbol)
	}
	for _, s := range l.Limiters {
		list = append(list, s.Symbol)
	}
	for _, m := range l.Middleware {
		list = slices.Concat(list, []string{m.Symbol}, m.Skips, m.Elsewhere)
		if m.Lookup != "" {
			list = append(list, m.Lookup)
		}
	}
	for _, e := range l.Extractors {
		list = append(list, e.Symbol)
	}
	for _, c := range l.Chains {
		list = append(list, c.Symbol)
	}
	for _, s := range l.Serves {
		list = append(list, s.Symbol)
		if s.Default != "" {
			list = append(list, s.Default)
		}
		for _, field := range []string{s.Field, s.AddrField} {
			if field != "" {
				list = append(list, s.Symbol+"."+field)
			}
		}
	}
	if s := l.Schemes; s != nil {
		list = slices.Concat(list, s.New, s.Declared, s.Asked, []string{s.Type, s.Scheme, s.In, s.Name})
	}
	for _, r := range l.Routers {
		list = slices.Concat(list, r.New, r.Same)
		for _, reg := range r.Register {
			if d := reg.Described; d != nil && d.Type != "" {
				for _, field := range []string{d.Method, d.Path, d.Handler, d.Around, d.Secured} {
					if field != "" {
						list = append(list, d.Type+"."+field)
					}
				}
			}
		}
		for _, brings := range r.Brings {
			list = append(append(list, brings.New), brings.With...)
		}
		for _, s := range r.Services {
			if s.Path >= 0 || s.At != "" {
				list = append(list, s.Name)
			}
		}
		if r.Default != "" {
			list = append(list, r.Default)
		}
		for _, typ := range r.Types {
			for _, name := range routerNames(r) {
				list = append(list, strings.TrimPrefix(typ+"."+name, "."))
			}
		}
	}
	for _, a := range l.Answers {
		list = append(list, a.Symbol)
	}
	for _, p := range l.Puts {
		list = append(list, p.Symbol)
	}
	for _, r := range l.Replies {
		list = append(list, r.Symbol)
		if r.Key != "" {
			list = append(list, r.Key)
		}
	}
	for _, d := range l.Decodes {
		list = append(list, d.Symbol)
	}
	for _, o := range l.Overloads {
		list = append(list, o.Symbol)
		for _, symbol := range o.Calls {
			list = append(list, symbol)
		}
	}
	list = append(list, callSymbols(l.RPC)...)
	for _, s := range l.Sanitizers {
		list = append(list, s.Symbol)
	}
	for _, c := range l.Carriers {
		list = append(list, c.Symbol)
	}
	for _, r := range l.Returned {
		list = append(list, r.Type, r.Unless)
	}
	for _, p := range l.Parsers {
		list = append(list, p.Symbol)
	}
	for _, c := range l.Choices {
		list = append(list, c.Symbol)
	}
	for _, c := range l.Codes {
		list = append(list, c.Symbol)
	}
	for _, m := range l.Modes {
		list = append(list, m.Symbol)
	}
	for _, s := range l.Statuses {
		list = append(list, s.Symbol)
	}
	for _, s := range l.Writers {
		list = append(list, s.Symbol)
	}
	for _, s := range l.Inputs {
		list = append(list, s.Symbol)
	}
	for _, s := range l.Sockets {
		list = slices.Concat(list, s.Accept, s.Dial, s.Read, s.Limit)
	}
	for _, more := range [][]string{l.Requests, l.BoundedRequests, l.Responses, l.PublicErrors, l.ReadErrors, l.Internals, l.Pure, l.Unpack, l.Opaque, l.NoReturn, l.Private, l.Resolves, l.Validates, l.Harmless, l.Immutable, l.Proceeds, l.Aborts, l.Declines, l.Doubts, l.Welcomes, l.Aborted} {
		for _, s := range more {
			if s != "*" {
				list = append(list, s)
			}
		}
	}
	return list
}

func routerNames(r model.Router) []string {
	var names []string
	for _, x := range r.Register {
		names = append(names, x.Name)
	}
	for _, x := range r.Mount {
		names = append(names, x.Name)
	}
	names = append(names, r.Entry...)
	for _, x := range r.Services {
		if x.Path < 0 && x.At == "" {
			names = append(names, x.Name)
		}
	}
	for _, x := range r.Use {
		if !slices.Contains(r.New, x.Name) {
			names = append(names, x.Name)
		}
	}
	for _, x := range r.Refine {
		names = append(names, x.Name)
	}
	return names
}

func resolves(pkg *types.Package, symbol string) bool {
	symbol, _, _ = strings.Cut(symbol, "[")
	first, rest, isMember := strings.Cut(symbol, ".")
	obj := pkg.Scope().Lookup(first)
	if obj == nil || !isMember {
		return obj != nil
	}
	member, _, _ := types.LookupFieldOrMethod(obj.Type(), true, pkg, rest)
	return member != nil
}

// declared returns the symbol that the method is known by where it is called:
// that of the type that declares it, not of one that embeds the type. It is
// empty for what is no method, and for methods of interfaces, which are known by
// the interface that they are called through.
func declared(pkg *types.Package, symbol string) string {
	typ, name, _ := strings.Cut(symbol, ".")
	obj := pkg.Scope().Lookup(typ)
	if obj == nil || name == "" || types.IsInterface(obj.Type()) {
		return ""
	}
	member, _, _ := types.LookupFieldOrMethod(obj.Type(), true, pkg, name)
	fn, ok := member.(*types.Func)
	if !ok {
		return ""
	}
	_, is := models.Symbol(fn)
	return is
}

// TestResolves holds the test above: a name that is wrong must not resolve.
func TestResolves(t *testing.T) {
	pkg := types.NewPackage("example.com/p", "p")
	named := types.NewNamed(types.NewTypeName(0, pkg, "T", nil), types.NewStruct([]*types.Var{types.NewField(0, pkg, "F", types.Typ[types.Int], false)}, nil), nil)
	pkg.Scope().Insert(named.Obj())
	for symbol, want := range map[string]bool{"T": true, "T.F": true, "T.G": false, "U": false, "U.F": false} {
		if resolves(pkg, symbol) != want {
			t.Errorf("resolves(%q) is %v", symbol, !want)
		}
	}
}

// TestAll holds what the index relies on.
func TestAll(t *testing.T) {
	var paths []string
	for _, l := range models.All() {
		paths = append(paths, l.Path)
	}
	if !slices.IsSorted(paths) || len(slices.Compact(slices.Clone(paths))) != len(paths) {
		t.Errorf("libraries are not sorted by path, each once: %v", paths)
	}
}

// TestOlder holds that what is known by an older path is modelled by the newer.
func TestOlder(t *testing.T) {
	var paths []string
	for _, l := range models.All() {
		paths = append(paths, l.Path)
	}
	for _, names := range models.Older() {
		if slices.Contains(paths, names[0]) || !slices.Contains(paths, names[1]) {
			t.Errorf("%s is modelled itself, or %s is not", names[0], names[1])
		}
		if !models.Shipped().Modelled(names[0]) {
			t.Errorf("%s is not known as %s is", names[0], names[1])
		}
	}
}

// TestGuardsHaveSchemes: of every guard of a library it is known where it looks for a
// credential, or why that is not for the library to say. A finding that names the scheme
// which nobody checks needs it.
func TestGuardsHaveSchemes(t *testing.T) {
	const decides = "a function of the program decides, and is followed"
	reasons := map[string]string{
		"github.com/volatiletech/authboss/v3":                  "the session is kept where the program says",
		"google.golang.org/grpc/credentials/alts":              "the connection says who calls, and no part of the request",
		"github.com/oapi-codegen/nethttp-middleware":           decides,
		"github.com/oapi-codegen/echo-middleware":              decides,
		"github.com/oapi-codegen/gin-middleware":               decides,
		"github.com/oapi-codegen/fiber-middleware":             decides,
		"github.com/deepmap/oapi-codegen/pkg/chi-middleware":   decides,
		"github.com/deepmap/oapi-codegen/pkg/middleware":       decides,
		"github.com/deepmap/oapi-codegen/pkg/gin-middleware":   decides,
		"github.com/deepmap/oapi-codegen/pkg/fiber-middleware": decides,
	}
	for _, l := range models.All() {
		fills := map[string]bool{}
		for _, m := range l.Middleware {
			fills[m.Sets] = fills[m.Sets] || len(m.Takes) > 0 || m.Looking > 0
		}
		used := false
		for _, m := range l.Middleware {
			switch known := len(m.Takes) > 0 || m.Looking > 0 || m.Knows != "" && fills[m.Knows]; {
			case m.Role != model.Auth:
			case known == (reasons[l.Path] != ""):
				t.Errorf("%s.%s: it is known where it looks: %v, and the reason why not is %q", l.Path, m.Symbol, known, reasons[l.Path])
			default:
				used = true
			}
		}
		if reasons[l.Path] != "" && !used {
			t.Errorf("%s has no guard", l.Path)
		}
		delete(reasons, l.Path)
	}
	if len(reasons) > 0 {
		t.Errorf("there are no such libraries: %v", reasons)
	}
}
