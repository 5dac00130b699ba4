package checktest

import (
	"bytes"
	"encoding/gob"
	"fmt"
	"go/ast"
	"go/build"
	"go/token"
	"go/types"
	"maps"
	"os"
	"reflect"
	"slices"
	"strings"
	"testing"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/analysis/checker"

	"github.com/apiward/apiward/analyzers/internal/compact"
)

// FactBudget is how many bytes the facts of one package may take for each
// function declared in it. Every importer reads the facts of all it imports,
// so they are paid for again and again.
const FactBudget = 1000

// runs is how often the facts are made anew to see that they are always the
// same bytes.
const runs = 10

// Facts holds the facts that the analyzers make of every package of the corpus
// against what drivers rely on: a fact can be written and read back unchanged,
// the same code makes the same bytes every time, facts fit the [FactBudget],
// and nothing in them belongs to one process or one machine.
func Facts(t *testing.T, analyzers ...*analysis.Analyzer) {
	t.Helper()
	corpus := Load(t)
	first := corpus.facts(t, analyzers)
	if len(first) == 0 {
		t.Fatal("the corpus makes no facts")
	}
	machine := []string{corpus.Root, build.Default.GOROOT, os.TempDir()}
	for _, id := range slices.Sorted(maps.Keys(first)) {
		roundTrip(t, id, first[id].fact)
		inspect(t, id, reflect.ValueOf(first[id].fact), machine)
	}
	corpus.budget(t, first)
	for range runs - 1 {
		again := corpus.facts(t, analyzers)
		if len(again) != len(first) {
			t.Fatalf("%d facts in one run and %d in another", len(first), len(again))
		}
		for id, f := range first {
			if !bytes.Equal(f.data, again[id].data) {
				t.Fatalf("%s: the same code made different bytes", id)
			}
		}
	}
}

// encoded is a fact with its bytes.
type encoded struct {
	pkg  string
	fact analysis.Fact
	data []byte
}

// facts runs the analyzers and returns the facts about packages of the corpus,
// by a name for what each is about.
func (c *Corpus) facts(t *testing.T, analyzers []*analysis.Analyzer) map[string]encoded {
	t.Helper()
	all := map[string]encoded{}
	add := func(act *checker.Action, about string, pkg *types.Package, fact analysis.Fact) {
		if pkg != act.Package.Types {
			return // inherited: its own package answers for it
		}
		id := fmt.Sprintf("%s of %s", reflect.TypeOf(fact).Elem(), about)
		var data bytes.Buffer
		if err := gob.NewEncoder(&data).Encode(fact); err != nil {
			t.Fatalf("%s cannot be written: %v", id, err)
		}
		all[id] = encoded{pkg.Path(), fact, data.Bytes()}
	}
	for act := range c.Analyze(t, analyzers...).All() {
		if !act.IsRoot {
			continue
		}
		for _, f := range act.AllObjectFacts() {
			add(act, f.Object.String(), f.Object.Pkg(), f.Fact)
		}
		for _, f := range act.AllPackageFacts() {
			add(act, f.Package.Path(), f.Package, f.Fact)
		}
	}
	return all
}

// roundTrip writes and reads the fact.
func roundTrip(t *testing.T, id string, fact analysis.Fact) {
	t.Helper()
	var data bytes.Buffer
	if err := gob.NewEncoder(&data).Encode(fact); err != nil {
		t.Fatalf("%s cannot be written: %v", id, err)
	}
	back := reflect.New(reflect.TypeOf(fact).Elem())
	if err := gob.NewDecoder(&data).DecodeValue(back); err != nil {
		t.Fatalf("%s cannot be read: %v", id, err)
	}
	// Gob does not tell an empty slice from a nil one, so neither may a fact:
	// what was read is written again and compared as bytes.
	var again bytes.Buffer
	if err := gob.NewEncoder(&again).EncodeValue(back); err != nil {
		t.Fatalf("%s cannot be written again: %v", id, err)
	}
	var once bytes.Buffer
	if err := gob.NewEncoder(&once).Encode(fact); err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(once.Bytes(), again.Bytes()) {
		t.Errorf("%s is not what was written once it was read", id)
	}
	if lost := unexported(reflect.TypeOf(fact).Elem(), map[reflect.Type]bool{}); lost != "" {
		t.Errorf("%s: the field %s is unexported and would be lost", id, lost)
	}
}

// unexported returns the first unexported field in a type, which gob skips.
func unexported(typ reflect.Type, seen map[reflect.Type]bool) string {
	if seen[typ] {
		return ""
	}
	seen[typ] = true
	if typ.Kind() == reflect.Pointer {
		typ = typ.Elem()
	}
	if plain, ok := reflect.Zero(reflect.PointerTo(typ)).Interface().(compact.Plain); ok {
		return unexported(reflect.TypeOf(plain.Plain()), seen)
	}
	switch typ.Kind() {
	case reflect.Slice, reflect.Array:
		return unexported(typ.Elem(), seen)
	case reflect.Map:
		return unexported(typ.Key(), seen) + unexported(typ.Elem(), seen)
	case reflect.Struct:
		for i := range typ.NumField() {
			if f := typ.Field(i); !f.IsExported() {
				return typ.String() + "." + f.Name
			} else if lost := unexported(f.Type, seen); lost != "" {
				return lost
			}
		}
	}
	return ""
}

// process lists types whose values mean something in one process alone.
var process = []reflect.Type{reflect.TypeFor[token.Pos](), reflect.TypeFor[types.Type](), reflect.TypeFor[types.Object](), reflect.TypeFor[ast.Node]()}

// inspect looks for values in a fact that belong to a process or a machine.
func inspect(t *testing.T, id string, v reflect.Value, machine []string) {
	t.Helper()
	for _, p := range process {
		if v.IsValid() && (v.Type() == p || p.Kind() == reflect.Interface && v.Type().Implements(p)) {
			t.Errorf("%s holds a %s, which means nothing in another process", id, v.Type())
			return
		}
	}
	if v.Kind() == reflect.Pointer {
		if plain, ok := v.Interface().(compact.Plain); ok {
			inspect(t, id, reflect.ValueOf(plain.Plain()), machine)
			return
		}
	}
	switch v.Kind() {
	case reflect.String:
		for _, dir := range machine {
			if strings.Contains(v.String(), dir) {
				t.Errorf("%s holds the path %q of this machine", id, v.String())
			}
		}
	case reflect.Pointer, reflect.Interface:
		if !v.IsNil() {
			inspect(t, id, v.Elem(), machine)
		}
	case reflect.Slice, reflect.Array:
		for i := range v.Len() {
			inspect(t, id, v.Index(i), machine)
		}
	case reflect.Map:
		for it := v.MapRange(); it.Next(); {
			inspect(t, id, it.Key(), machine)
			inspect(t, id, it.Value(), machine)
		}
	case reflect.Struct:
		for i := range v.NumField() {
			inspect(t, id, v.Field(i), machine)
		}
	}
}

// budget holds the size of each package's facts against its functions. What
// gob writes of the types alone is no part of it: it is written once for all.
func (c *Corpus) budget(t *testing.T, facts map[string]encoded) {
	t.Helper()
	size := map[string]int{}
	for _, f := range facts {
		size[f.pkg] += len(f.data) - emptySize(t, f.fact)
	}
	for _, pkg := range c.packages {
		functions := 0
		for _, file := range pkg.Syntax {
			ast.Inspect(file, func(n ast.Node) bool {
				switch n.(type) {
				case *ast.FuncDecl, *ast.FuncLit:
					functions++
				}
				return true
			})
		}
		if got := size[pkg.PkgPath]; got > FactBudget*max(functions, 1) {
			t.Errorf("the facts of %s take %d bytes for %d functions, and may take %d for each", pkg.PkgPath, got, functions, FactBudget)
		}
	}
}

// emptySize returns what gob writes of a fact of this type that says nothing.
func emptySize(t *testing.T, fact analysis.Fact) int {
	t.Helper()
	var data bytes.Buffer
	if err := gob.NewEncoder(&data).EncodeValue(reflect.New(reflect.TypeOf(fact).Elem())); err != nil {
		t.Fatal(err)
	}
	return data.Len()
}
