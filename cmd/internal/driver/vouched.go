package driver

import (
	"cmp"
	"fmt"
	"go/types"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/apiward/apiward/cmd/internal/finding"
	"github.com/apiward/apiward/rules"
	"github.com/apiward/apiward/rules/ruleset"
)

// vouched tells which functions the policy vouches for that do not exist: they
// would be taken to clear what they do not, or to guard. Of a package that this
// run does not know nothing is said, unless the whole of its module was looked
// at.
func (a *Analysis) vouched(cfg Config, loaded *Program, packages []*Package) {
	if cfg.Policy == nil || len(a.Failures) > 0 {
		return // what is missing may be what failed
	}
	tell := func(what, symbol string, at rules.Place) {
		if problem := unresolved(symbol, cfg, loaded, packages); problem != "" {
			a.Notices = append(a.Notices, finding.Notice{
				Message: fmt.Sprintf(what, symbol) + ": " + problem,
				At:      finding.Range{File: at.File, Line: at.Line, Column: at.Column},
			})
		}
	}
	for _, s := range cfg.Policy.Sanitizers {
		tell("the sanitizer %s clears nothing", s.Symbol, s.At)
	}
	for _, g := range cfg.Policy.Guards {
		tell("the guard %s guards nothing", g.Symbol, g.At)
	}
}

// unresolved says why the symbol stands for no function, "" where it does or
// where that is not known.
func unresolved(symbol string, cfg Config, loaded *Program, packages []*Package) string {
	start := strings.LastIndexByte(symbol, '/') + 1
	for i, c := range symbol[start:] {
		if c != '.' {
			continue
		}
		path, name := symbol[:start+i], symbol[start+i+1:]
		if pkg := packageOf(path, loaded, packages); pkg != nil {
			return missingIn(pkg, name)
		}
	}
	for _, p := range packages {
		if p.Module != nil && strings.HasPrefix(symbol, p.Module.Path+"/") && isWhole(cfg) {
			return "there is no such package in " + p.Module.Path
		}
	}
	return ""
}

// packageOf returns the package with the path, nil if the run knows none.
func packageOf(path string, loaded *Program, packages []*Package) *types.Package {
	if i := slices.IndexFunc(packages, func(p *Package) bool { return p.Path == path }); i >= 0 {
		return packages[i].run.states[packages[i].unit].types
	}
	return loaded.exported[path]
}

// isWhole reports whether all packages of a module were asked for.
func isWhole(cfg Config) bool {
	_, err := os.Stat(filepath.Join(cmp.Or(cfg.Dir, "."), "go.mod"))
	return err == nil && slices.Contains(cfg.Patterns, "./...")
}

// missingIn says why name, a function or a type and a method, is not in the
// package; "" if it is.
func missingIn(pkg *types.Package, name string) string {
	first, method, isMethod := strings.Cut(name, ".")
	obj := pkg.Scope().Lookup(first)
	if !isMethod {
		if _, ok := obj.(*types.Func); ok {
			return ""
		}
		return fmt.Sprintf("package %s has no function %s%s", pkg.Path(), name, meant(name, functionNames(pkg)))
	}
	typ, ok := obj.(*types.TypeName)
	if !ok {
		return fmt.Sprintf("package %s has no type %s%s", pkg.Path(), first, meant(first, pkg.Scope().Names()))
	}
	found, index, _ := types.LookupFieldOrMethod(typ.Type(), true, pkg, method)
	fn, ok := found.(*types.Func)
	switch {
	case !ok:
		return fmt.Sprintf("type %s of package %s has no method %s%s", first, pkg.Path(), method, meant(method, methodNames(typ.Type())))
	case len(index) > 1 && !types.IsInterface(typ.Type()):
		return fmt.Sprintf("the method is %s: name that one", fn.FullName())
	}
	return ""
}

// functionNames returns the names of a package's functions, sorted.
func functionNames(pkg *types.Package) []string {
	return slices.DeleteFunc(pkg.Scope().Names(), func(name string) bool {
		_, ok := pkg.Scope().Lookup(name).(*types.Func)
		return !ok
	})
}

// methodNames returns the names of a type's methods, those of pointers to it too.
func methodNames(t types.Type) (names []string) {
	if !types.IsInterface(t) {
		t = types.NewPointer(t)
	}
	for m := range types.NewMethodSet(t).Methods() {
		names = append(names, m.Obj().Name())
	}
	return names
}

// meant returns a question for the name that was perhaps meant, or "".
func meant(name string, candidates []string) string {
	if near := ruleset.Suggest(name, candidates); near != "" {
		return fmt.Sprintf("; did you mean %s?", near)
	}
	return ""
}
