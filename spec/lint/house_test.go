package lint_test

import (
	"flag"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/apiward/apiward/rules"
	"github.com/apiward/apiward/spec"
	"github.com/apiward/apiward/spec/lint"
)

var update = flag.Bool("update", false, "rewrite what testdata expects")

// judge is a trial made of a function.
type judge struct {
	doc    rules.Object
	see    func(self, doc rules.Object) []rules.Outcome
	counts rules.Counts
}

func (j *judge) Judge(self rules.Object) []rules.Outcome {
	j.counts.Seen++
	return j.see(self, j.doc)
}

func (j *judge) Counts() rules.Counts { return j.counts }

// house runs one house check over a document.
func house(doc *spec.Document, kind string, policy *rules.Policy, see func(self, doc rules.Object) []rules.Outcome) ([]spec.Problem, rules.Tally) {
	tally := rules.Tally{}
	check := lint.House(&rules.Check{
		Rule: rules.Entry{Rule: &rules.Rule{ID: "house", Default: rules.Error}}, Kind: kind,
		Begin: func(doc rules.Object) rules.Trial { return &judge{doc: doc, see: see} },
	}, tally)
	return lint.Run(doc, []*lint.Check{check}, policy), tally
}

// kinds are those that rules on documents look at.
func kinds() (out []rules.ObjectKind) {
	for _, k := range rules.ObjectKinds() {
		if k.Block == "spec_rule" {
			out = append(out, k)
		}
	}
	return out
}

// TestObjects shows what conditions see of documents of the oldest and the
// newest version.
func TestObjects(t *testing.T) {
	names, err := filepath.Glob("testdata/objects/*.yaml")
	if err != nil || len(names) == 0 {
		t.Fatalf("no documents: %v", err)
	}
	policy := &rules.Policy{Classes: []rules.Classification{{Name: "pii", Extensions: []string{"x-pii"}}}}
	for _, name := range names {
		text, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		doc, err := spec.Load("openapi.yaml", text, spec.Options{})
		if err != nil {
			t.Fatal(err)
		}
		var b strings.Builder
		for _, k := range kinds() {
			house(doc, k.Name, policy, func(self, _ rules.Object) []rules.Outcome {
				dump(&b, self, 2)
				return nil
			})
		}
		golden := strings.TrimSuffix(name, ".yaml") + ".want"
		if *update {
			if err := os.WriteFile(golden, []byte(b.String()), 0o666); err != nil {
				t.Fatal(err)
			}
			continue
		}
		want, err := os.ReadFile(golden)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(string(want), b.String()); diff != "" {
			t.Errorf("%s: -want +got:\n%s", name, diff)
		}
	}
}

// dump writes an object with what it has, in the published order. What has
// nothing to say is left out.
func dump(b *strings.Builder, o rules.Object, depth int) {
	kind, _ := rules.KindOf(o.Kind())
	at := o.Origin()
	fmt.Fprintf(b, "%s %d:%d %s", o.Kind(), at.Line, at.Column, at.Pointer)
	if at.Method != "" {
		fmt.Fprintf(b, " (%s %s)", at.Method, at.Path)
	}
	b.WriteByte('\n')
	for _, a := range kind.Attributes {
		if v := o.Attr(a.Name); v != nil && a.Name != "origin" && fmt.Sprint(v) != "[]" && fmt.Sprint(v) != "map[]" && v != false {
			fmt.Fprintf(b, "  %s = %s\n", a.Name, show(v, depth-1))
		}
	}
}

// show returns a value on one line: of an object its kind and first attributes.
func show(v any, depth int) string {
	switch v := v.(type) {
	case rules.Object:
		kind, _ := rules.KindOf(v.Kind())
		if depth == 0 || v.Kind() == "operation" {
			return v.Kind() + "(" + fmt.Sprint(v.Attr(kind.Attributes[0].Name)) + ")"
		}
		var parts []string
		for _, a := range kind.Attributes {
			if x := v.Attr(a.Name); a.Name != "origin" && x != nil && x != false && fmt.Sprint(x) != "[]" && fmt.Sprint(x) != "map[]" {
				parts = append(parts, a.Name+"="+show(x, depth-1))
			}
		}
		return v.Kind() + "{" + strings.Join(parts, " ") + "}"
	case []any:
		parts := make([]string, len(v))
		for i, item := range v {
			parts[i] = show(item, depth)
		}
		return "[" + strings.Join(parts, ", ") + "]"
	case map[string]any:
		var parts []string
		for _, k := range slices.Sorted(maps.Keys(v)) {
			parts = append(parts, k+"="+show(v[k], depth))
		}
		return "{" + strings.Join(parts, " ") + "}"
	case string:
		return fmt.Sprintf("%q", v)
	}
	return fmt.Sprint(v)
}

// TestObjectsKeepTheirTypes asks every object of all documents of the checks for
// everything, and holds the answers against what is published.
func TestObjectsKeepTheirTypes(t *testing.T) {
	documents := 0
	for _, pattern := range []string{"testdata/objects/*.yaml", "../checks/*/testdata/*.yaml", "../checks/*/testdata/*/*.yaml", "../checks/*/testdata/*.json"} {
		names, err := filepath.Glob(pattern)
		if err != nil {
			t.Fatal(err)
		}
		for _, name := range names {
			text, err := os.ReadFile(name)
			if err != nil {
				t.Fatal(err)
			}
			doc, err := spec.Load("openapi.yaml", text, spec.Options{})
			if err != nil {
				continue
			}
			documents++
			holdTypes(t, name, doc)
		}
	}
	if documents < 100 {
		t.Errorf("only %d documents", documents)
	}
}

func holdTypes(t *testing.T, name string, doc *spec.Document) {
	for _, k := range kinds() {
		house(doc, k.Name, nil, func(self, doc rules.Object) []rules.Outcome {
			if self.Kind() != k.Name || doc.Kind() != "document" {
				t.Fatalf("%s: a rule on %s sees a %s of a %s", name, k.Name, self.Kind(), doc.Kind())
			}
			holdObject(t, name, self, 2)
			return nil
		})
	}
}

func holdObject(t *testing.T, name string, o rules.Object, depth int) {
	kind, ok := rules.KindOf(o.Kind())
	if !ok {
		t.Fatalf("%s: kind %q is not published", name, o.Kind())
	}
	for _, a := range kind.Attributes {
		v := o.Attr(a.Name)
		if !isOf(v, a.Type) {
			t.Errorf("%s: %s.%s is %T, and published as %s", name, kind.Name, a.Name, v, a.Type)
		}
		if again := o.Attr(a.Name); fmt.Sprint(again) != fmt.Sprint(v) {
			t.Errorf("%s: %s.%s changes", name, kind.Name, a.Name)
		}
		for _, s := range texts(v) {
			if a.Values != nil && !slices.Contains(a.Values, s) {
				t.Errorf("%s: %s.%s is %q, which is not published", name, kind.Name, a.Name, s)
			}
		}
		if inner, ok := v.(rules.Object); ok && depth > 0 {
			holdObject(t, name, inner, depth-1)
		}
	}
	if at := o.Origin(); at.File == "" || at.Line < 1 || at.Column < 1 {
		t.Errorf("%s: a %s stands nowhere: %+v", name, kind.Name, at)
	}
}

func texts(v any) (out []string) {
	switch v := v.(type) {
	case string:
		return []string{v}
	case []any:
		for _, item := range v {
			if s, ok := item.(string); ok {
				out = append(out, s)
			}
		}
	}
	return out
}

func isOf(v any, typ rules.Type) bool {
	switch v := v.(type) {
	case nil:
		return typ.Shape != rules.BoolShape && typ.Shape != rules.OriginShape
	case bool:
		return typ.Shape == rules.BoolShape || typ.Shape == rules.AnyShape
	case float64:
		return typ.Shape == rules.NumberShape || typ.Shape == rules.AnyShape
	case string:
		return typ.Shape == rules.TextShape || typ.Shape == rules.AnyShape
	case rules.Spot:
		return typ.Shape == rules.OriginShape
	case rules.Object:
		return typ.Shape == rules.ObjectShape && v.Kind() == typ.Kind
	case []any:
		return typ.Shape == rules.AnyShape || typ.Shape == rules.ListShape && !slices.ContainsFunc(v, func(item any) bool { return item != nil && !isOf(item, *typ.Elem) })
	case map[string]any:
		if typ.Shape == rules.AnyShape {
			return true
		}
		for _, item := range v {
			if item != nil && !isOf(item, *typ.Elem) {
				return false
			}
		}
		return typ.Shape == rules.MapShape
	}
	return false
}

// TestHouseProblems carries what a condition says on to the report: place,
// operation, help, what else matters.
func TestHouseProblems(t *testing.T) {
	doc, err := spec.Load("openapi.yaml", []byte("openapi: 3.0.3\nsecurity: [{a: []}]\npaths:\n  /x:\n    get: {responses: {}}\n"), spec.Options{})
	if err != nil {
		t.Fatal(err)
	}
	problems, tally := house(doc, "operation", nil, func(self, doc rules.Object) []rules.Outcome {
		security, _ := doc.Attr("security").(rules.Object)
		return []rules.Outcome{{At: self.Origin(), Message: "a message", Help: "a help", Related: []rules.Spot{security.Origin()}, Strength: rules.Hint}}
	})
	want := []spec.Problem{{
		RuleID: "house", Strength: rules.Hint, Range: spec.Range{File: "openapi.yaml", Line: 5, Column: 5, EndLine: 5, EndColumn: 8},
		Pointer: "/paths/~1x/get", Message: "a message", Help: "a help", Method: "GET", Path: "/x",
		Related: []spec.Related{{Range: spec.Range{File: "openapi.yaml", Line: 2, Column: 1, EndLine: 2, EndColumn: 9}, Message: "where the security is written"}},
	}}
	if diff := cmp.Diff(want, problems); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
	if tally["house"].Seen != 1 {
		t.Errorf("the tally is %+v", tally)
	}
	if problems, tally := house(doc, "operation", &rules.Policy{Rules: []rules.Setting{{ID: "house", Level: rules.Off}}}, func(self, _ rules.Object) []rules.Outcome {
		t.Error("a rule that is off looks at an object")
		return nil
	}); len(problems) > 0 || len(tally) > 0 {
		t.Errorf("a rule that is off found %v and counted %v", problems, tally)
	}
}
