package driver

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/tools/go/analysis"

	"github.com/apiward/apiward/analyzers"
)

// service has a chain of packages in which main sees base by way of others
// only, generic code, and a type whose methods carry facts.
const service = `
-- go.mod --
module example.com/m
go 1.24
-- base/base.go --
package base

import "fmt"

type T struct{}

func leaf() { fmt.Println() }
func (T) Method() { leaf() }
func (t *T) deeper() { t.Method() }
func Generic[E any](e E) E { leaf(); return e }
-- mid/mid.go --
package mid

import "example.com/m/base"

func New() *base.T { return new(base.T) }
func Two() { New().Method(); base.Generic(1) }
-- other/other.go --
package other

func Other() {}
-- main.go --
package main

import (
	"example.com/m/mid"
	_ "example.com/m/other"
)

func main() { Report() }
func Report() { mid.Two() }
func ReportMethod() { mid.New().Method() }
`

func TestFactsCrossPackages(t *testing.T) {
	offline(t)
	packages, failures, program := runAll(t, Config{Dir: tree(t, service)}, census, deep)
	if len(failures) > 0 {
		t.Errorf("failures: %v", failures)
	}
	want := []string{
		"main.go:9: deep: Report goes 3 deep",
		"main.go:10: deep: ReportMethod goes 2 deep",
	}
	slices.Sort(want)
	if diff := cmp.Diff(want, reported(program, packages)); diff != "" {
		t.Error(diff)
	}
	seen := packages["example.com/m"].Results[census]
	wantSeen := []string{
		"example.com/m: main,Report,ReportMethod",
		"example.com/m/base: leaf,Method,deeper,Generic",
		"example.com/m/mid: New,Two",
		"example.com/m/other: Other",
	}
	if diff := cmp.Diff(any(wantSeen), seen); diff != "" {
		t.Error(diff)
	}
	if got := packages["example.com/m/base"].Results[census]; len(got.([]string)) != 1 {
		t.Errorf("base sees packages that it does not import: %v", got)
	}
	if _, ok := packages["example.com/m"].Results[names]; ok {
		t.Error("the result of names is kept, though nobody asked for it")
	}
	main := packages["example.com/m"]
	if main.Name != "main" || !main.Matched || main.Module.Path != "example.com/m" || main.Module.GoVersion != "1.24" || main.Module.Version != "" {
		t.Errorf("main package is %+v of module %+v", main, main.Module)
	}
}

func TestRunIsDeterministic(t *testing.T) {
	offline(t)
	var archive strings.Builder
	archive.WriteString("-- go.mod --\nmodule example.com/m\ngo 1.24\n")
	for i := range 30 {
		fmt.Fprintf(&archive, "-- p%02d/p.go --\npackage p%02d\n", i, i)
		var calls string
		for _, j := range []int{i / 2, i / 3} {
			if j < i && !strings.Contains(calls, fmt.Sprintf("p%02d.", j)) {
				fmt.Fprintf(&archive, "import \"example.com/m/p%02d\"\n", j)
				calls += fmt.Sprintf("p%02d.Report();", j)
			}
		}
		fmt.Fprintf(&archive, "func Report() { %s }\nfunc Report2() { undefined(%d) }\n", calls, i)
		if i%7 != 6 {
			fmt.Fprintf(&archive, "func undefined(int) {}\n")
		}
	}
	dir := tree(t, archive.String())
	var first string
	for range 10 {
		program, failures, err := Load(t.Context(), Config{Dir: dir})
		if err != nil {
			t.Fatal(err)
		}
		rand.Shuffle(len(program.units), func(i, j int) {
			program.units[i], program.units[j] = program.units[j], program.units[i]
		})
		packages, more, err := program.Run(t.Context(), []*analysis.Analyzer{deep, census}, []*analysis.Analyzer{census}, nil)
		if err != nil {
			t.Fatal(err)
		}
		var out strings.Builder
		for _, f := range append(failures, more...) {
			fmt.Fprintln(&out, shown(f))
		}
		for _, p := range packages {
			fmt.Fprintln(&out, p.Path, p.Results[census])
			for _, d := range p.Diagnostics {
				fmt.Fprintln(&out, program.place(program.Fset.Position(d.Pos)), d.Message)
			}
		}
		if first == "" {
			first = out.String()
		}
		if diff := cmp.Diff(first, out.String()); diff != "" {
			t.Fatal(diff)
		}
	}
	if n := strings.Count(first, "undefined: undefined"); n != 4 {
		t.Errorf("%d failures, want those of p06, p13, p20 and p27:\n%s", n, first)
	}
}

func TestFailingPassLeavesTheRest(t *testing.T) {
	offline(t)
	dir := tree(t, `
-- go.mod --
module example.com/m
go 1.24
-- boom/a.go --
package boom
func Report() {}
-- fail/a.go --
package fail
func Report() {}
-- user/a.go --
package user
import ("example.com/m/boom"; "example.com/m/fail")
func Report() { boom.Report(); fail.Report() }
`)
	wrong := &analysis.Analyzer{Name: "wrong", Doc: "wrong: returns another type", ResultType: reflect.TypeFor[int](),
		Run: func(*analysis.Pass) (any, error) { return "text", nil }}
	reader := &analysis.Analyzer{Name: "reader", Doc: "reader: reads a file",
		Run: func(pass *analysis.Pass) (any, error) {
			_, err := pass.ReadFile(pass.Fset.Position(pass.Files[0].Pos()).Filename)
			if err == nil {
				return nil, errors.New("a pass could read a file")
			}
			return nil, nil
		}}
	foreign := &analysis.Analyzer{Name: "foreign", Doc: "foreign: exports facts of others", FactTypes: []analysis.Fact{new(foreignFact)},
		Run: func(pass *analysis.Pass) (any, error) {
			for _, imp := range pass.Pkg.Imports() {
				pass.ExportObjectFact(imp.Scope().Lookup("Report"), new(foreignFact))
			}
			return nil, nil
		}}
	boomFacts := &analysis.Analyzer{Name: "boomfacts", Doc: "boomfacts: counts what boom left", Requires: []*analysis.Analyzer{boom},
		ResultType: reflect.TypeFor[int](), Run: func(pass *analysis.Pass) (any, error) {
			n := 0
			for _, imp := range pass.Pkg.Imports() {
				if pass.ImportPackageFact(imp, new(mark)) {
					n++
				}
			}
			return n, nil
		}}
	packages, failures, program := runAll(t, Config{Dir: dir}, deep, afterBoom, boomFacts, wrong, reader, foreign)

	var got []string
	for _, f := range failures {
		got = append(got, f.Input+": "+strings.Replace(f.Message, "runtime error: ", "", 1))
	}
	const blame = ": this is a fault of apiward, please report it"
	want := []string{
		"example.com/m/boom: analyzer boom failed: panic: boom, in github.com/apiward/apiward/cmd/internal/driver.runBoom (driver_test.go:LINE); 2 more that need it did not run" + blame,
		"example.com/m/boom: analyzer wrong failed: its result is of type string, and it declares int" + blame,
		"example.com/m/fail: analyzer boom failed: not today; 2 more that need it did not run" + blame,
		"example.com/m/fail: analyzer wrong failed: its result is of type string, and it declares int" + blame,
		"example.com/m/user: analyzer foreign failed: panic: ExportObjectFact of func example.com/m/boom.Report(), which is not of package example.com/m/user, in github.com/apiward/apiward/cmd/internal/driver.(*passFacts).exportObject (facts.go:LINE)" + blame,
		"example.com/m/user: analyzer wrong failed: its result is of type string, and it declares int" + blame,
	}
	if diff := cmp.Diff(want, withoutLines(got)); diff != "" {
		t.Error(diff)
	}
	if got := reported(program, packages); len(got) != 3 {
		t.Errorf("the other passes did not go on: %v", got)
	}
	if got := packages["example.com/m/user"].Results[boomFacts]; got != 0 {
		t.Errorf("user sees %v facts of a pass that failed, want none", got)
	}
}

// withoutLines replaces the line numbers of Go files in messages.
func withoutLines(messages []string) []string {
	var out []string
	for _, m := range messages {
		if before, after, ok := strings.Cut(m, ".go:"); ok {
			m = before + ".go:LINE" + strings.TrimLeft(after, "0123456789")
		}
		out = append(out, m)
	}
	return out
}

type foreignFact struct{ X int }

func (*foreignFact) AFact() {}

func TestFactThatDoesNotEncodeIsAFailure(t *testing.T) {
	offline(t)
	dir := tree(t, "-- go.mod --\nmodule example.com/m\ngo 1.24\n-- a.go --\npackage m\n")
	a := &analysis.Analyzer{Name: "hidden", Doc: "hidden: has a fact without exported fields", FactTypes: []analysis.Fact{new(hiddenFact)},
		Run: func(pass *analysis.Pass) (any, error) { pass.ExportPackageFact(&hiddenFact{1}); return nil, nil }}
	_, failures, _ := runAll(t, Config{Dir: dir}, a)
	if len(failures) != 1 || !strings.Contains(failures[0].Message, "hiddenFact") || !strings.Contains(failures[0].Message, "no exported fields") {
		t.Errorf("failures are %v, want one that names hiddenFact and its fault", failures)
	}
}

type hiddenFact struct{ x int }

func (*hiddenFact) AFact() {}

func TestRunStopsWithItsContext(t *testing.T) {
	offline(t)
	program, _, err := Load(t.Context(), Config{Dir: tree(t, service)})
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	stop := &analysis.Analyzer{Name: "stop", Doc: "stop: cancels the run",
		Run: func(*analysis.Pass) (any, error) { cancel(); return nil, nil }}
	packages, _, err := program.Run(ctx, []*analysis.Analyzer{stop}, nil, nil)
	if !errors.Is(err, context.Canceled) || packages != nil {
		t.Errorf("Run returns %d packages and error %v, want none and %v", len(packages), err, context.Canceled)
	}
	if _, _, err := Load(ctx, Config{Dir: program.dir}); !errors.Is(err, context.Canceled) {
		t.Errorf("Load returns error %v, want %v", err, context.Canceled)
	}
}

func TestRunRefusesAnalyzersThatDoNotFit(t *testing.T) {
	offline(t)
	program, _, err := Load(t.Context(), Config{Dir: tree(t, service)})
	if err != nil {
		t.Fatal(err)
	}
	loop := &analysis.Analyzer{Name: "loop", Doc: "loop: requires itself", Run: deep.Run}
	loop.Requires = []*analysis.Analyzer{loop}
	if _, _, err := program.Run(t.Context(), []*analysis.Analyzer{loop}, nil, nil); err == nil {
		t.Error("an analyzer that requires itself was run")
	}
}

func TestProgressNeverOverlaps(t *testing.T) {
	offline(t)
	var calls []string
	cfg := Config{Dir: tree(t, service), Progress: func(stage string, done, total int, current string) {
		calls = append(calls, fmt.Sprintf("%s %d/%d", stage, done, total))
	}}
	program, _, err := Load(t.Context(), cfg)
	if err != nil {
		t.Fatal(err)
	}
	_, _, err = program.Run(t.Context(), []*analysis.Analyzer{deep}, nil, func(done, total int, current string) {
		cfg.Progress("check", done, total, current)
	})
	if err != nil {
		t.Fatal(err)
	}
	want := []string{"load 0/0", "check 1/4", "check 2/4", "check 3/4", "check 4/4"}
	if diff := cmp.Diff(want, calls); diff != "" {
		t.Error(diff)
	}
}

// Middleware of other modules is read for the passes that ask for it, and for no
// others, which could not write its facts.
func TestOutsidersAreReadForThoseWhoAsk(t *testing.T) {
	u := &unit{listed: &listed{Imports: []string{"example.com/o"}}, firstParty: true}
	r := &run{Program: &Program{outsiders: map[string]*unit{"example.com/o": {outsider: true}}}, order: required([]*analysis.Analyzer{census})}
	if waiting, _, _ := r.plan(nil); len(r.outside(u)) > 0 || len(waiting) > 0 {
		t.Errorf("%d packages of other modules are needed and %d are read, and nobody asks", len(r.outside(u)), len(waiting))
	}
	r.order = required(analyzers.All)
	if waiting, _, _ := r.plan(nil); len(r.outside(u)) != 1 || len(waiting) != 1 {
		t.Errorf("%d packages of other modules are needed and %d are read, want the one that is imported", len(r.outside(u)), len(waiting))
	}
}
