// Package house applies the rules about code that a policy wrote: what no code may
// do, what some code must do, and which values must not come where. It is one pass
// for all of them, reads them as plain data, and reports each finding under the ID
// of its rule.
//
// A package that has none of what the rules name behind its imports costs one look
// at these.
package house

import (
	"cmp"
	"fmt"
	"go/ast"
	"go/token"
	"go/types"
	"path/filepath"
	"reflect"
	"regexp"
	"slices"
	"strings"

	"golang.org/x/tools/go/analysis"

	"github.com/apiward/apiward/analyzers/internal/check"
	"github.com/apiward/apiward/analyzers/internal/flow"
	"github.com/apiward/apiward/analyzers/internal/options"
	"github.com/apiward/apiward/analyzers/link"
	"github.com/apiward/apiward/rules"
)

// Analyzer finds what single packages show, with what is known of those below.
var Analyzer = check.House(&analysis.Analyzer{
	Name:     "house",
	Doc:      "apply the rules that the policy wrote",
	URL:      url,
	Requires: []*analysis.Analyzer{Ways},
	Run:      run,
})

// Ways yields what is found on the ways of a package's functions, a
// []link.Finding, and leaves for its importers what they need to know of them.
var Ways = &analysis.Analyzer{
	Name:       "apiward_ways",
	Doc:        "find which ways through functions do what the policy asks for",
	URL:        url,
	Requires:   []*analysis.Analyzer{options.Analyzer, flow.Analyzer},
	Run:        runWays,
	ResultType: reflect.TypeFor[[]link.Finding](),
	FactTypes:  []analysis.Fact{(*Duty)(nil)},
}

// Flows finds which values come where they must not.
var Flows = check.House(&analysis.Analyzer{
	Name:     "house_flows",
	Doc:      "apply the rules on flows that the policy wrote",
	URL:      url,
	Requires: []*analysis.Analyzer{link.Analyzer},
	Run:      runFlows,
})

const url = "https://pkg.go.dev/github.com/apiward/apiward/analyzers/house"

// run reads the syntax, and reports what the ways show as well.
func run(pass *analysis.Pass) (any, error) {
	list := check.Policy(pass).CodeRules
	if !flow.FirstParty(pass) {
		return nil, nil
	}
	h := newHouse(pass)
	h.compile(list)
	if !h.empty() {
		h.walk()
	}
	found := slices.Concat(h.found, pass.ResultOf[Ways].([]link.Finding))
	slices.SortStableFunc(found, func(a, b link.Finding) int {
		return cmp.Or(a.At.Compare(b.At), cmp.Compare(a.Rule, b.Rule))
	})
	for _, f := range found {
		check.Report(pass, f)
	}
	return nil, nil
}

// runWays follows the ways through functions, where a rule asks for it.
func runWays(pass *analysis.Pass) (any, error) {
	list := options.Current().CodeRules
	asks := slices.ContainsFunc(list, func(r rules.CodeRule) bool {
		return slices.ContainsFunc(r.Require, func(q rules.Required) bool { return len(q.Calls) > 0 })
	})
	if !asks || !flow.FirstParty(pass) {
		return []link.Finding(nil), nil
	}
	h := newHouse(pass)
	h.flow = pass.ResultOf[flow.Analyzer].(*flow.Package)
	for i := range list {
		for j := range list[i].Require {
			h.asks(&list[i], j)
		}
	}
	if len(h.duties) > 0 {
		h.oblige()
	}
	return h.found, nil
}

func newHouse(pass *analysis.Pass) *house {
	h := &house{pass: pass, behind: map[string]*types.Package{}, patterns: map[string]*regexp.Regexp{}}
	h.reach(pass.Pkg)
	return h
}

// house is the rules at work on one package.
type house struct {
	pass     *analysis.Pass
	flow     *flow.Package
	behind   map[string]*types.Package // the package and all behind its imports, by path
	patterns map[string]*regexp.Regexp // by source, nil for one that is none

	calls   map[types.Object][]ban
	fields  map[types.Object][]ban
	names   map[types.Object][]ban // types, and functions that are mentioned without a call
	imports []ban
	tags    []ban
	must    map[types.Object][]demand // by struct type
	duties  []duty

	gifts map[*types.Var][]ast.Expr // what variables are given, found on first use

	found []link.Finding
}

// ban is something forbidden, with the rule that forbids it.
type ban struct {
	rule *rules.CodeRule
	*rules.Forbidden
}

// demand asks for a field in literals of a type.
type demand struct {
	rule  *rules.CodeRule
	field *types.Var
}

// reach collects the packages that code of the package can name something of, be
// it by the value that a call returns.
func (h *house) reach(pkg *types.Package) {
	if h.behind[pkg.Path()] != nil {
		return
	}
	h.behind[pkg.Path()] = pkg
	for _, imported := range pkg.Imports() {
		h.reach(imported)
	}
}

// empty reports whether nothing of the package's syntax can break a rule.
func (h *house) empty() bool {
	return len(h.calls)+len(h.fields)+len(h.names)+len(h.imports)+len(h.tags)+len(h.must) == 0
}

// compile finds what the symbols of the rules stand for in what is behind the
// package. Those of packages that are not there stand for nothing.
func (h *house) compile(list []rules.CodeRule) {
	h.calls, h.fields, h.names, h.must = map[types.Object][]ban{}, map[types.Object][]ban{}, map[types.Object][]ban{}, map[types.Object][]demand{}
	for i := range list {
		rule := &list[i]
		for j := range rule.Forbid {
			b := ban{rule, &rule.Forbid[j]}
			for _, symbol := range b.Calls {
				for _, obj := range h.objects(symbol) {
					h.calls[obj] = append(h.calls[obj], b)
				}
			}
			for _, symbol := range b.Fields {
				for _, obj := range h.objects(symbol) {
					h.fields[obj] = append(h.fields[obj], b)
				}
			}
			for _, symbol := range b.Types {
				for _, obj := range h.objects(symbol) {
					h.names[obj] = append(h.names[obj], b)
				}
			}
			if len(b.Imports) > 0 {
				h.imports = append(h.imports, b)
			}
			if b.Tag != nil {
				h.tags = append(h.tags, b)
			}
		}
		for j := range rule.Require {
			h.demands(rule, &rule.Require[j])
		}
	}
}

// demands adds the fields that a rule asks for.
func (h *house) demands(rule *rules.CodeRule, r *rules.Required) {
	for _, symbol := range r.Fields {
		dot := strings.LastIndexByte(symbol, '.')
		for _, obj := range h.objects(symbol) {
			field, ok := obj.(*types.Var)
			if !ok {
				continue
			}
			for _, owner := range h.objects(symbol[:dot]) {
				h.must[owner] = append(h.must[owner], demand{rule, field})
			}
		}
	}
}

// asks adds the calls that a rule asks for.
func (h *house) asks(rule *rules.CodeRule, j int) {
	r := &rule.Require[j]
	if len(r.Calls) == 0 {
		return
	}
	d := duty{rule: rule, Required: r, key: fmt.Sprintf("%s/%d", rule.ID, j), calls: map[types.Object]bool{}, before: map[types.Object]bool{}}
	for _, symbol := range r.Calls {
		for _, obj := range h.objects(symbol) {
			d.calls[obj] = true
		}
	}
	for _, symbol := range r.Before {
		for _, obj := range h.objects(symbol) {
			d.before[obj] = true
		}
	}
	if len(r.Before) > 0 && len(d.before)+len(d.calls) == 0 {
		return // nothing behind the package has to do with it
	}
	h.duties = append(h.duties, d)
}

// objects returns what a symbol stands for, all functions and methods of a package
// or a type for one that ends in ".*".
func (h *house) objects(symbol string) []types.Object {
	if builtin, ok := strings.CutPrefix(symbol, "builtin."); ok {
		if obj := types.Universe.Lookup(builtin); obj != nil {
			return []types.Object{obj}
		}
		return nil
	}
	start := strings.LastIndexByte(symbol, '/') + 1
	for i, c := range symbol[start:] {
		if c != '.' {
			continue
		}
		if pkg := h.behind[symbol[:start+i]]; pkg != nil {
			return within(pkg, symbol[start+i+1:])
		}
	}
	return nil
}

// within returns what a name stands for in a package.
func within(pkg *types.Package, name string) []types.Object {
	if name == "*" {
		return functions(pkg)
	}
	first, member, isMember := strings.Cut(name, ".")
	obj := pkg.Scope().Lookup(first)
	if obj == nil || !isMember {
		if obj == nil {
			return nil
		}
		return []types.Object{obj}
	}
	typ, ok := obj.(*types.TypeName)
	if !ok {
		return nil
	}
	if member == "*" {
		return methods(typ)
	}
	found, _, _ := types.LookupFieldOrMethod(typ.Type(), true, pkg, member)
	if found == nil {
		return nil
	}
	return []types.Object{origin(found)}
}

// functions returns all functions of a package and the methods of its types.
func functions(pkg *types.Package) (list []types.Object) {
	for _, name := range pkg.Scope().Names() {
		switch obj := pkg.Scope().Lookup(name).(type) {
		case *types.Func:
			list = append(list, obj)
		case *types.TypeName:
			list = append(list, methods(obj)...)
		}
	}
	return list
}

// methods returns the methods of a type, those of pointers to it too.
func methods(typ *types.TypeName) (list []types.Object) {
	t := typ.Type()
	if !types.IsInterface(t) {
		t = types.NewPointer(t)
	}
	for m := range types.NewMethodSet(t).Methods() {
		if m.Obj().Pkg() == typ.Pkg() {
			list = append(list, origin(m.Obj()))
		}
	}
	return list
}

// origin returns the generic object that an instance is of.
func origin(obj types.Object) types.Object {
	switch obj := obj.(type) {
	case *types.Func:
		return obj.Origin()
	case *types.Var:
		return obj.Origin()
	}
	return obj
}

// about reports whether a rule is about the file that a place is in.
func (h *house) about(rule *rules.CodeRule, at flow.Position) bool {
	return rule.About(options.Current().FileOf(moduleOf(h.pass), at.Package, at.File), at.Package)
}

// report adds a finding of a rule. It is what the finding is about, problem what
// is said of it where the rule has no words of its own.
func (h *house) report(rule *rules.CodeRule, at flow.Position, in, it, problem string, trace ...link.Step) {
	if !h.about(rule, at) {
		return
	}
	h.found = append(h.found, link.Finding{
		Rule: rule.ID, At: at, Symbol: in, Message: says(rule, it, problem), Help: rule.Help,
		Trace: trace,
	})
}

// says returns the message of a finding.
func says(rule *rules.CodeRule, it, problem string) string {
	if rule.Message == "" {
		return problem
	}
	return strings.ReplaceAll(rule.Message, "{it}", it)
}

// at returns a place whose text has a width.
func (h *house) at(pos token.Pos, width int) flow.Position {
	p := h.pass.Fset.Position(pos)
	return flow.Position{Package: h.pass.Pkg.Path(), File: filepath.Base(p.Filename), Line: p.Line, Column: p.Column, Width: width}
}

// matches reports whether a text matches an expression anywhere. One that cannot
// be compiled, which no policy that was read holds, matches nothing.
func (h *house) matches(expr, text string) bool {
	re, ok := h.patterns[expr]
	if !ok {
		re, _ = regexp.Compile(expr)
		h.patterns[expr] = re
	}
	return re != nil && re.MatchString(text)
}
