package driver

import (
	"bytes"
	"encoding/gob"
	"go/build"
	"maps"
	"math/rand/v2"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/tools/go/analysis"

	"github.com/apiward/apiward/analyzers"
	"github.com/apiward/apiward/analyzers/link"
)

// ordersDir is the service that end-to-end tests run over.
func ordersDir(t *testing.T) string {
	t.Helper()
	dir, err := filepath.Abs(filepath.Join("..", "..", "..", "testdata", "apps", "orders"))
	if err != nil {
		t.Fatal(err)
	}
	return dir
}

// ordersRun is a finished run over the service, its units in a random order.
func ordersRun(t *testing.T) *run {
	t.Helper()
	program, failures, err := Load(t.Context(), Config{Dir: ordersDir(t)})
	if err != nil || len(failures) > 0 {
		t.Fatal(err, failures)
	}
	rand.Shuffle(len(program.units), func(i, j int) {
		program.units[i], program.units[j] = program.units[j], program.units[i]
	})
	roots := append([]*analysis.Analyzer{link.Collect}, analyzers.All...)
	r := program.prepare(roots, roots)
	if err := r.all(t.Context(), nil); err != nil {
		t.Fatal(err)
	}
	return r
}

// written returns the facts of each package of the run as importers get them,
// and its link.Package, as they would lie on a disk.
func written(t *testing.T, r *run) (facts, records map[string][]byte) {
	t.Helper()
	facts, records = map[string][]byte{}, map[string][]byte{}
	for _, u := range r.units {
		s := r.states[u]
		if len(s.failures) > 0 {
			t.Fatal(u.path, s.failures)
		}
		data, _, err := r.codec.encode(s.facts, nil)
		if err != nil {
			t.Fatal(u.path, err)
		}
		facts[u.path] = data
		records[u.path] = encoded(t, s.results[link.Collect])
	}
	return facts, records
}

func encoded(t *testing.T, value any) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := gob.NewEncoder(&b).Encode(value); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// maxFacts bounds the facts of one package of the service in bytes. Under go
// vet each of its importers reads them, and each of theirs what rises from it.
// The largest package, whose 27 handlers stand behind three interfaces, needs
// half of it.
const maxFacts = 96 << 10

// What passes leave behind are values: the same bytes in each run, in a size
// that is known, equal when they are read back, and true on any machine.
func TestFactsOfOrders(t *testing.T) {
	first := ordersRun(t)
	facts, records := written(t, first)
	places := [][]byte{[]byte(ordersDir(t)), []byte(build.Default.GOROOT), []byte(os.TempDir()), []byte("/pkg/mod/")}
	some := false
	for _, u := range first.units {
		data := facts[u.path]
		some = some || len(data) > 0
		t.Logf("%s: %d bytes of facts, %d of the record", u.path, len(data), len(records[u.path]))
		if len(data) > maxFacts {
			t.Errorf("%s has %d bytes of facts, and %d is the bound: is a fact exported that no importer needs?", u.path, len(data), maxFacts)
		}
		for _, place := range places {
			if bytes.Contains(data, place) || bytes.Contains(records[u.path], place) {
				t.Errorf("the facts or the record of %s name %s", u.path, place)
			}
		}
		s := first.states[u]
		back, err := first.codec.decode(s.types, data, nil)
		if err != nil {
			t.Fatal(err)
		}
		if !reflect.DeepEqual(back, s.facts) {
			t.Errorf("the facts of %s are others when they are read back", u.path)
		}
	}
	if !some {
		t.Error("no package has facts")
	}
	for range 9 {
		again, againRecords := written(t, ordersRun(t))
		for _, path := range slices.Sorted(maps.Keys(facts)) {
			if !bytes.Equal(facts[path], again[path]) {
				t.Fatalf("the facts of %s differ between runs", path)
			}
			if !bytes.Equal(records[path], againRecords[path]) {
				t.Fatalf("the record of %s differs between runs", path)
			}
		}
	}
}

// A program can be linked from what lies on a disk, in any order.
func TestLinkingFromRecords(t *testing.T) {
	r := ordersRun(t)
	var direct, stored []link.Package
	for _, u := range r.units {
		p := r.states[u].results[link.Collect].(*link.Package)
		direct = append(direct, *p)
		var back link.Package
		if err := gob.NewDecoder(bytes.NewReader(encoded(t, p))).Decode(&back); err != nil {
			t.Fatal(err)
		}
		stored = append(stored, back)
	}
	slices.Reverse(stored)
	want, got := judged(t, direct), judged(t, stored)
	if len(want.Findings) == 0 || len(want.Inventory.Routes) == 0 {
		t.Fatalf("%d findings and %d routes", len(want.Findings), len(want.Inventory.Routes))
	}
	if d := cmp.Diff(want, got); d != "" {
		t.Errorf("(-direct +stored):\n%s", d)
	}
}

type judgement struct {
	Findings  []string
	Inventory *link.Inventory
}

func judged(t *testing.T, packages []link.Package) judgement {
	t.Helper()
	program := link.Link(link.Whole, packages)
	found, err := analyzers.Judge(program)
	if err != nil {
		t.Fatal(err)
	}
	j := judgement{Inventory: program.Inventory(func(at link.Pos) string { return at.Package + "/" + at.File })}
	for _, f := range found {
		j.Findings = append(j.Findings, f.At.Package+" "+f.At.String()+" "+f.Rule+" "+f.Message)
	}
	return j
}
