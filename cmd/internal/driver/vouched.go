package driver

import (
	"cmp"
	"fmt"
	"go/types"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"github.com/apiward/apiward/cmd/internal/finding"
	"github.com/apiward/apiward/rules"
	"github.com/apiward/apiward/rules/model"
	"github.com/apiward/apiward/rules/ruleset"
)

// vouched tells which functions the policy vouches for that do not exist: they
// would be taken to clear what they do not, or to guard. Of a package that this
// run does not know nothing is said, unless the whole of a module was looked at:
// then it is one that no code imports.
func (a *Analysis) vouched(cfg Config, loaded *Program, packages []*Package) {
	if cfg.Policy == nil || a.broken > 0 {
		return // what is missing may be what failed
	}
	var missing []string
	tell := func(n rules.Name) {
		if slices.ContainsFunc(missing, func(typ string) bool { return strings.HasPrefix(n.Symbol, typ+".") }) {
			return // of a type that was told
		}
		if problem := unresolved(n, cfg, loaded, packages); problem != "" {
			missing = append(missing, n.Symbol)
			a.Notices = append(a.Notices, finding.Notice{
				Message: n.Says + ": " + problem,
				At:      finding.Range{File: n.At.File, Line: n.At.Line, Column: n.At.Column},
			})
		}
	}
	for _, s := range cfg.Policy.Sanitizers {
		tell(rules.Name{Symbol: s.Symbol, Kind: rules.FuncName, Says: "the sanitizer " + s.Symbol + " clears nothing", At: s.At})
	}
	for _, g := range cfg.Policy.Guards {
		says := "the guard " + g.Symbol + " guards nothing"
		if role := model.Role(g.Role); role == model.BodyLimit || role == model.RateLimit {
			says = "the limiter " + g.Symbol + " limits nothing"
		}
		tell(rules.Name{Symbol: g.Symbol, Kind: rules.FuncName, Says: says, At: g.At})
	}
	for _, n := range cfg.Policy.House.Names {
		tell(n)
	}
}

// nowhere tells which rules about code are about none of the files of a run that
// looks at all of them.
func (a *Analysis) nowhere(cfg Config, c *converter, packages []*Package) {
	if cfg.Policy == nil || a.broken > 0 || len(packages) == 0 || !isWhole(cfg) {
		return
	}
	for i := range cfg.Policy.CodeRules {
		rule := &cfg.Policy.CodeRules[i]
		if len(rule.In)+len(rule.NotIn) == 0 || slices.ContainsFunc(packages, func(p *Package) bool { return isAbout(rule, c, p) }) {
			continue
		}
		a.Notices = append(a.Notices, finding.Notice{
			Message: fmt.Sprintf("the rule %s is about none of the files: its in and not_in leave none", rule.ID),
			At:      finding.Range{File: rule.At.File, Line: rule.At.Line, Column: rule.At.Column},
		})
	}
}

// isAbout reports whether a rule is about any file of a package.
func isAbout(rule *rules.CodeRule, c *converter, p *Package) bool {
	for name := range p.sumsByName() {
		if rule.About(path.Join(c.dirs[p.Path], name), p.Path) {
			return true
		}
	}
	return false
}

// unresolved says why the symbol stands for nothing of its kind, "" where it does
// or where that is not known.
func unresolved(n rules.Name, cfg Config, loaded *Program, packages []*Package) string {
	if path, ok := strings.CutSuffix(n.Symbol, ".*"); ok && packageOf(path, loaded, packages) != nil {
		return "" // all of a package
	}
	start := strings.LastIndexByte(n.Symbol, '/') + 1
	for i, c := range n.Symbol[start:] {
		if c != '.' {
			continue
		}
		path, name := n.Symbol[:start+i], n.Symbol[start+i+1:]
		if pkg := packageOf(path, loaded, packages); pkg != nil {
			return missingIn(pkg, name, n.Kind)
		}
	}
	if !isWhole(cfg) {
		return ""
	}
	for _, p := range packages {
		if p.Module != nil && strings.HasPrefix(n.Symbol, p.Module.Path+"/") {
			return "there is no such package in " + p.Module.Path
		}
	}
	if !n.Absent {
		return "no package imports " + rules.PackageOf(n.Symbol)
	}
	return ""
}

// packageOf returns the package with the path, nil if the run knows none.
func packageOf(path string, loaded *Program, packages []*Package) *types.Package {
	if i := slices.IndexFunc(packages, func(p *Package) bool { return p.Path == path }); i >= 0 {
		return packages[i].run.typesOf(packages[i].unit)
	}
	loaded.readExports(loaded.units...)
	if pkg := loaded.exported[path]; pkg != nil && pkg.Complete() {
		return pkg
	}
	return nil // of a package that others import it is known what they use
}

// isWhole reports whether all packages of a module were asked for.
func isWhole(cfg Config) bool {
	_, err := os.Stat(filepath.Join(cmp.Or(cfg.Dir, "."), "go.mod"))
	return err == nil && slices.Contains(cfg.Patterns, "./...")
}

// missingIn says why name is not in the package as what it is meant to be; "" if
// it is.
func missingIn(pkg *types.Package, name string, kind rules.NameKind) string {
	first, member, isMember := strings.Cut(name, ".")
	obj := pkg.Scope().Lookup(first)
	if isMember {
		typ, ok := obj.(*types.TypeName)
		if !ok {
			return fmt.Sprintf("package %s has no type %s%s", pkg.Path(), first, meant(first, typeNames(pkg)))
		}
		return missingFrom(pkg, typ, member, kind)
	}
	_, isFunc := obj.(*types.Func)
	_, isType := obj.(*types.TypeName)
	switch kind {
	case rules.FuncName, rules.MemberName:
		if !isFunc {
			return fmt.Sprintf("package %s has no function %s%s", pkg.Path(), name, meant(name, functionNames(pkg)))
		}
	case rules.TypeName:
		if !isType {
			return fmt.Sprintf("package %s has no type %s%s", pkg.Path(), name, meant(name, typeNames(pkg)))
		}
	case rules.AnyName:
		if !isFunc && !isType {
			return fmt.Sprintf("package %s has no function or type %s%s", pkg.Path(), name, meant(name, pkg.Scope().Names()))
		}
	case rules.KeyName:
		if obj == nil {
			return fmt.Sprintf("package %s has nothing called %s%s", pkg.Path(), name, meant(name, pkg.Scope().Names()))
		}
	}
	return ""
}

// missingFrom says why a type does not have the member that is meant.
func missingFrom(pkg *types.Package, typ *types.TypeName, member string, kind rules.NameKind) string {
	found, index, _ := types.LookupFieldOrMethod(typ.Type(), true, pkg, member)
	fn, isMethod := found.(*types.Func)
	_, isField := found.(*types.Var)
	switch {
	case isField && (kind == rules.FieldName || kind == rules.MemberName || kind == rules.KeyName):
		return ""
	case kind == rules.FieldName:
		return fmt.Sprintf("type %s of package %s has no field %s%s", typ.Name(), pkg.Path(), member, meant(member, fieldNames(typ.Type())))
	case !isMethod && kind != rules.FuncName:
		names := append(methodNames(typ.Type()), fieldNames(typ.Type())...)
		return fmt.Sprintf("type %s of package %s has no method or field %s%s", typ.Name(), pkg.Path(), member, meant(member, names))
	case !isMethod:
		return fmt.Sprintf("type %s of package %s has no method %s%s", typ.Name(), pkg.Path(), member, meant(member, methodNames(typ.Type())))
	case len(index) > 1 && !types.IsInterface(typ.Type()):
		return fmt.Sprintf("the method is %s: name that one", fn.FullName())
	}
	return ""
}

// typeNames returns the names of a package's types, sorted.
func typeNames(pkg *types.Package) []string {
	return slices.DeleteFunc(pkg.Scope().Names(), func(name string) bool {
		_, ok := pkg.Scope().Lookup(name).(*types.TypeName)
		return !ok
	})
}

// fieldNames returns the names of a struct's fields, none of another type.
func fieldNames(t types.Type) (names []string) {
	st, ok := t.Underlying().(*types.Struct)
	if !ok {
		return nil
	}
	for field := range st.Fields() {
		names = append(names, field.Name())
	}
	return names
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
