package golangci

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/golangci/plugin-module-register/register"
	"golang.org/x/tools/go/analysis"

	"github.com/apiward/apiward/analyzers"
)

func TestRegistered(t *testing.T) {
	t.Cleanup(func() { analyzers.SetPolicy(nil) })
	for name, mode := range map[string]string{"apiward": "typesinfo", "apiwardfast": "syntax"} {
		build, err := register.GetPlugin(name)
		if err != nil {
			t.Fatal(err)
		}
		p, err := build(nil)
		if err != nil {
			t.Fatal(err)
		}
		if got := p.GetLoadMode(); got != mode {
			t.Errorf("%s is loaded with %s, want %s", name, got, mode)
		}
		first, err := p.BuildAnalyzers()
		if err != nil {
			t.Fatal(err)
		}
		second, err := p.BuildAnalyzers()
		if err != nil {
			t.Fatal(err)
		}
		if len(first) != 1 || first[0].Name != name {
			t.Errorf("%s has the analyzers %v, want one of its name", name, first)
		}
		if first[0] == second[0] {
			t.Errorf("%s gives the same analyzer twice", name)
		}
		if err := analysis.Validate(first); err != nil {
			t.Error(err)
		}
	}
}

// Facts are kept under the names of their types, each with its package's last
// element alone, and what is kept of an analyzer under its name.
func TestNamesAreUnique(t *testing.T) {
	seen := map[*analysis.Analyzer]bool{}
	names, facts := map[string]bool{}, map[string]bool{}
	var visit func(*analysis.Analyzer)
	visit = func(a *analysis.Analyzer) {
		if seen[a] {
			return
		}
		seen[a] = true
		if names[a.Name] {
			t.Errorf("two analyzers are called %s", a.Name)
		}
		names[a.Name] = true
		if !strings.HasPrefix(a.Name, "apiward") {
			t.Errorf("%s may be the name of somebody else's analyzer", a.Name)
		}
		for _, f := range a.FactTypes {
			name := fmt.Sprintf("%T", f)
			if facts[name] {
				t.Errorf("two types of facts are called %s", name)
			}
			facts[name] = true
		}
		for _, r := range a.Requires {
			visit(r)
		}
	}
	visit(all())
	if len(facts) < 3 {
		t.Errorf("the facts are %v, want those of flow and of routes", facts)
	}
}

func TestSettings(t *testing.T) {
	const off = `{"rules":[{"id":"sql_injection","level":"off"}]}`
	for _, tt := range []struct {
		name     string
		settings any
		want     string // what the error says, "" for none
	}{
		{"none", nil, ""},
		{"empty", map[string]any{}, ""},
		{"an empty policy", map[string]any{"policy": " "}, ""},
		{"a policy", map[string]any{"policy": off}, ""},
		{"a policy with a line behind it", map[string]any{"policy": off + "\n"}, ""},
		{"an unknown key", map[string]any{"polciy": off}, `unknown field "polciy"`},
		{"a file", map[string]any{"policy": ".apiward.hcl"}, "apiward config export"},
		{"not a string", map[string]any{"policy": map[string]any{"rules": nil}}, "one key, policy, and that is a string"},
		{"an unknown key in the policy", map[string]any{"policy": `{"rulez":[]}`}, `unknown field "rulez"`},
		{"a wrong level", map[string]any{"policy": strings.Replace(off, "off", "loud", 1)}, "loud"},
		{"two policies", map[string]any{"policy": off + off}, "behind its end"},
		{"half a policy", map[string]any{"policy": off[:20]}, "unexpected EOF"},
		{"a list", []string{off}, "one key, policy"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			for _, linter := range []string{full, fast} {
				_, err := policyOf(linter, tt.settings)
				switch {
				case tt.want == "" && err != nil:
					t.Error(err)
				case tt.want != "" && (err == nil || !strings.Contains(err.Error(), tt.want)):
					t.Errorf("%s: the error is %v, want one with %q", linter, err, tt.want)
				case err != nil && !strings.Contains(err.Error(), "linters.settings.custom."+linter+".settings"):
					t.Errorf("the error does not say where: %v", err)
				}
			}
		})
	}
}

// key is a credential by its shape, in two halves so that this file holds none.
const key = `"AKIA` + `Q7MZ4TNWX2LKV3HD"`

func TestFast(t *testing.T) {
	const found = `shop.go:%d: hardcoded_secret: an AWS access key ID (AKIA…) is written in the source`
	for _, tt := range []struct {
		name   string
		code   string // of the file, behind its package clause
		policy string
		file   string // "shop.go" where empty
		module *analysis.Module
		lines  []int // where something is found
	}{
		{name: "a constant", code: "const k = " + key, lines: []int{2}},
		{name: "a sum of literals", code: "var k = " + key[:9] + `" + "` + key[9:], lines: []int{2}},
		{name: "an argument", code: "func f() {\n\tg(1, " + key + ")\n}", lines: []int{3}},
		{name: "a literal in brackets", code: "var k = (" + key + ")", lines: []int{2}},
		{name: "a line of a raw literal", code: "var k = `id:\n" + strings.Trim(key, `"`) + "\n`", lines: []int{3}},
		{name: "two", code: "var k, l = " + key + ", 1\nvar m = []string{" + key + "}", lines: []int{2, 3}},
		{name: "a comparison", code: "var b = k == " + key, lines: []int{2}},
		{name: "a sum with a name, which may be a constant", code: "var k = prefix + " + key},
		{name: "a sum with a conversion", code: `var k = text("") + ` + key},
		{name: "a part of a conversion in a sum", code: `var k = "id:" + text(` + key + ")"},
		{name: "a sum in a sum with a name", code: `var k = name + ("" + ` + key + ")"},
		{name: "an argument of a call in a sum", code: `var k = "id:" + f(1, ` + key + ")", lines: []int{2}},
		{name: "a tag", code: "type t struct {\n\tF string `aws:" + key + "`\n}"},
		{name: "a test", code: "const k = " + key, file: "shop_test.go"},
		{name: "another module's", code: "const k = " + key, module: &analysis.Module{Path: "example.com/lib", Version: "v1.0.0"}},
		{name: "no text", code: "const k = 20 + 22\nvar l = 'A'"},
		{name: "excused", code: "const k = " + key + " //apiward:ignore hardcoded_secret -- it was revoked"},
		{name: "excused above", code: "//apiward:ignore hardcoded_secret -- it was revoked\nconst k = " + key},
		{name: "excused without a reason", code: "const k = " + key + " //apiward:ignore hardcoded_secret", lines: []int{2}},
		{name: "excused for another rule", code: "const k = " + key + " //apiward:ignore ssrf -- it was revoked", lines: []int{2}},
		{name: "off", code: "const k = " + key, policy: `{"rules":[{"id":"hardcoded_secret","level":"off"}]}`},
		{name: "a note", code: "const k = " + key, policy: `{"rules":[{"id":"hardcoded_secret","level":"note"}]}`},
		{name: "a warning", code: "const k = " + key, policy: `{"rules":[{"id":"hardcoded_secret","level":"warning"}]}`, lines: []int{2}},
		{name: "exempt", code: "const k = " + key, policy: exempting(`^internal/keys/.*$`)},
		{name: "exempt elsewhere", code: "const k = " + key, policy: exempting(`^keys/.*$`), lines: []int{2}},
		{name: "exempt below the repository's root", code: "const k = " + key,
			policy: `{"modules":{"example.com/shop":"services/shop"},` + exempting(`^services/shop/internal/keys/.*$`)[1:]},
	} {
		t.Run(tt.name, func(t *testing.T) {
			file := tt.file
			if file == "" {
				file = "shop.go"
			}
			dir := filepath.FromSlash("/home/me/shop")
			module := tt.module
			if module == nil {
				module = &analysis.Module{Path: "example.com/shop", Dir: dir}
			}
			got := fastFindings(t, filepath.Join(dir, "internal", "keys", file), "package keys; "+"\n"+tt.code, tt.policy, module)
			var want []string
			for _, line := range tt.lines {
				want = append(want, fmt.Sprintf(found, line))
			}
			if !slices.Equal(got, want) {
				t.Errorf("found %q, want %q", got, want)
			}
		})
	}
}

// exempting returns a policy that excuses credentials in files whose names match.
func exempting(re string) string {
	return fmt.Sprintf(`{"exemptions":[{"rules":["hardcoded_secret"],"paths":[{"pattern":"x","re":%q}],"reason":"they were revoked","at":{}}]}`, re)
}

// fastFindings runs the fast linter over a file as golangci-lint does where it
// loads no types.
func fastFindings(t *testing.T, name, text, policy string, module *analysis.Module) (found []string) {
	t.Helper()
	p, err := NewFast(map[string]any{"policy": policy})
	if err != nil {
		t.Fatal(err)
	}
	list, err := p.BuildAnalyzers()
	if err != nil {
		t.Fatal(err)
	}
	fset := token.NewFileSet()
	file, err := parser.ParseFile(fset, name, text, parser.ParseComments)
	if err != nil {
		t.Fatal(err)
	}
	_, err = list[0].Run(&analysis.Pass{
		Analyzer: list[0], Fset: fset, Files: []*ast.File{file}, Module: module,
		Report: func(d analysis.Diagnostic) {
			at := fset.Position(d.Pos)
			found = append(found, fmt.Sprintf("%s:%d: %s", filepath.Base(at.Filename), at.Line, d.Message))
			if len(d.Related) > 0 || len(d.SuggestedFixes) > 0 {
				t.Errorf("%v is told with more than its message", at)
			}
		},
	})
	if err != nil {
		t.Fatal(err)
	}
	return found
}

// A package without files, as one of assembly alone, is no reason to fail.
func TestFastWithoutFiles(t *testing.T) {
	a := syntax(nil)
	if _, err := a.Run(&analysis.Pass{Analyzer: a, Fset: token.NewFileSet()}); err != nil {
		t.Error(err)
	}
}

// A diagnostic is told in the form that golangci-lint can show.
func TestShown(t *testing.T) {
	var got []analysis.Diagnostic
	part := shown(&analysis.Pass{Report: func(d analysis.Diagnostic) { got = append(got, d) }})
	part.Report(analysis.Diagnostic{
		Category: "ssrf", Message: "a request decides",
		Related:        []analysis.RelatedInformation{{Message: "here"}},
		SuggestedFixes: []analysis.SuggestedFix{{Message: "one"}, {Message: "two"}},
	})
	part.Report(analysis.Diagnostic{Category: "ssrf", Message: "another does"})
	if len(got) != 2 || got[0].Message != "ssrf: a request decides" || got[0].Related != nil || len(got[0].SuggestedFixes) != 1 || len(got[1].SuggestedFixes) != 0 {
		t.Errorf("shown as %+v", got)
	}
}
