package rules_test

import (
	"testing"

	"github.com/apiward/apiward/rules"
)

// TestObjectKinds holds the published schemas against what conditions rely on:
// names are written once, and a type that names a kind names one that exists.
func TestObjectKinds(t *testing.T) {
	kinds := map[string]bool{}
	for _, k := range rules.ObjectKinds() {
		if k.Name == "" || k.Doc == "" || kinds[k.Name] {
			t.Errorf("kind %q has no name, no text, or stands twice", k.Name)
		}
		kinds[k.Name] = true
		names := map[string]bool{}
		for _, a := range k.Attributes {
			if a.Name == "" || a.Doc == "" || names[a.Name] {
				t.Errorf("%s.%s has no name, no text, or stands twice", k.Name, a.Name)
			}
			names[a.Name] = true
		}
		if origin, ok := k.Attribute("origin"); !ok || !origin.Type.Same(rules.OriginType) {
			t.Errorf("%s has no origin to point at", k.Name)
		}
	}
	for _, k := range rules.ObjectKinds() {
		for _, a := range k.Attributes {
			of := a.Type
			for of.Elem != nil {
				of = *of.Elem
			}
			if of.Shape == rules.ObjectShape && !kinds[of.Kind] {
				t.Errorf("%s.%s is of the kind %q, which does not exist", k.Name, a.Name, of.Kind)
			}
		}
	}
}

func TestTypeString(t *testing.T) {
	for want, typ := range map[string]rules.Type{
		"bool": rules.BoolType, "number": rules.NumberType, "string": rules.TextType, "any": rules.AnyType, "origin": rules.OriginType,
		"list(string)": rules.ListOf(rules.TextType), "map(list(any))": rules.MapOf(rules.ListOf(rules.AnyType)), "operation": rules.ObjectOf("operation"),
	} {
		if got := typ.String(); got != want {
			t.Errorf("String() = %q, want %q", got, want)
		}
		if !typ.Same(typ) || typ.Same(rules.ListOf(typ)) {
			t.Errorf("%s is not itself, or is a list of itself", want)
		}
	}
}

// TestTally adds up what several documents say of a rule.
func TestTally(t *testing.T) {
	all := rules.Tally{}
	all.Add(rules.Tally{"a": {Seen: 2, Matched: 1}})
	all.Add(rules.Tally{"a": {Seen: 3, Broken: 1, Spent: true}, "b": {}})
	if want := (rules.Counts{Seen: 5, Matched: 1, Broken: 1, Spent: true}); all["a"] != want {
		t.Errorf("a has %+v, want %+v", all["a"], want)
	}
	if _, ok := all["b"]; !ok {
		t.Error("a rule that saw nothing is not in the tally")
	}
}
