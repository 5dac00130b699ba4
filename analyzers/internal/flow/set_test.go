package flow

import (
	"fmt"
	"strconv"
	"testing"

	"github.com/apiward/apiward/rules/model"
)

// filled returns a set of n origins that of makes, and whether it was too many.
func filled(n int, of func(name string) Origin) (s set, spent bool) {
	for i := range n {
		s.add(of(strconv.Itoa(i)), &spent)
	}
	return s, spent
}

func formValue(name string) Origin { return From(What{Kind: Source, Source: model.Form, Name: name}) }

func field(name string) Origin { return From(What{Kind: Field, Name: name}) }

func partOf(of string) func(name string) Origin {
	return func(name string) Origin {
		o := From(What{Kind: Param, Func: of, Name: name})
		o.Flags = Deep
		return o
	}
}

// A form of many values takes no more room than one of a few, and what no other
// stands for is kept.
func TestSetOfManyParts(t *testing.T) {
	s, spent := filled(10*maxSet, formValue)
	if len(s) != maxParts || spent {
		t.Errorf("%d origins and %v, want %d and nothing spent", len(s), spent, maxParts)
	}
	if s.add(formValue("again"), &spent) {
		t.Error("one more form value changed the set")
	}
	other := From(What{Kind: Source, Source: model.Query, Name: "q"})
	if !s.add(other, &spent) {
		t.Error("a query parameter is not kept among form values")
	}
	var safe set
	for i := range maxParts {
		safe.add(set{formValue(strconv.Itoa(i))}.with(Quoted)[0], &spent)
	}
	if !safe.add(formValue("raw"), &spent) {
		t.Error("what nothing made safe is not kept among what something did")
	}
	context := func(name string) Origin { return From(What{Kind: Source, Source: model.Context, Name: name}) }
	if s, _ := filled(maxParts+1, context); len(s) != maxParts+1 {
		t.Errorf("%d values of a context of %d are kept: which it is matters", len(s), maxParts+1)
	}
}

// Of a parameter with many fields the whole is kept, which callers ask for.
func TestSetOfManyFields(t *testing.T) {
	s, spent := filled(10*maxSet, partOf("f"))
	if len(s) != maxParts+1 || spent {
		t.Fatalf("%d origins and %v, want %d and nothing spent", len(s), spent, maxParts+1)
	}
	if whole := s[maxParts]; whole.Name != "" || whole.Flags&Deep == 0 {
		t.Errorf("the last is the field %q with the flags %b, want the whole and Deep", whole.Name, whole.Flags)
	}
	if s.add(partOf("f")("again"), &spent) {
		t.Error("one more field changed the set")
	}
	soft := func(name string) Origin { return set{partOf("f")(name)}.with(Soft)[0] }
	if s, spent := filled(10*maxSet, soft); len(s) != maxSoft+1 || spent {
		t.Errorf("%d fields that decide something and %v, want %d and nothing spent", len(s), spent, maxSoft+1)
	}
	if !s.add(partOf("g")("0"), &spent) {
		t.Error("the field of another function's parameter is not kept")
	}
	// Where fields of the parameters of many functions have decided something, so has a
	// whole parameter of one more, and nothing is given up.
	var many set
	spent = false
	for i := range maxSet {
		many.union(set{partOf("literal " + strconv.Itoa(i))("field")}.with(Soft), &spent)
	}
	if !many.union(set{From(What{Kind: Param, Func: "one more"})}.with(Soft), &spent) || spent {
		t.Errorf("a parameter more is not kept, or spent is %v", spent)
	}
}

// Fields and variables have a bound of their own, and nothing that was dropped is
// passed over in silence.
func TestSetOfManyStores(t *testing.T) {
	s, spent := filled(maxStores, field)
	if len(s) != maxStores || spent {
		t.Fatalf("%d origins and %v, want %d and nothing spent", len(s), spent, maxStores)
	}
	for i := range maxSet {
		if !s.add(From(What{Kind: Result, Name: strconv.Itoa(i)}), &spent) || spent {
			t.Fatalf("the result %d is not kept among fields", i)
		}
	}
	if s.add(field("more"), &spent) || !spent {
		t.Error("a field more is kept, or nothing spent")
	}
	spent = false
	if s.add(From(What{Kind: Result, Name: "more"}), &spent) || !spent {
		t.Error("a result more is kept, or nothing spent")
	}
}

// What only decided is bounded by itself: of the answers of calls a few are as good
// as all, and a full set of them leaves its room to what carries text.
func TestSetOfManyAnswers(t *testing.T) {
	answer := func(name string) Origin { return From(What{Kind: Result, Name: name}) }
	decided := func(name string) Origin { return set{answer(name)}.with(Soft)[0] }
	s, spent := filled(10*maxSet, decided)
	if len(s) != maxAnswers || spent {
		t.Fatalf("%d answers that decide something and %v, want %d and nothing spent", len(s), spent, maxAnswers)
	}
	for i := range maxSet - maxAnswers {
		header := From(What{Kind: Source, Source: model.Context, Name: strconv.Itoa(i)})
		header.Flags = Soft
		s.add(header, &spent)
	}
	if len(s) != maxSet || spent {
		t.Fatalf("%d origins that decide something and %v, want %d and nothing spent", len(s), spent, maxSet)
	}
	for i := range maxSet {
		if !s.add(answer("text "+strconv.Itoa(i)), &spent) || spent {
			t.Fatalf("the text %d is not kept beside what decided", i)
		}
	}
	if s.add(answer("more"), &spent) || !spent {
		t.Error("a text more is kept, or nothing spent")
	}
}

// TestCrowds holds that answers of open calls take no room from what callers give,
// and that each is bounded all the same.
func TestCrowds(t *testing.T) {
	var s set
	spent := false
	for i := range maxSet {
		s.add(From(What{Kind: Result, Name: fmt.Sprint("call ", i)}), &spent)
	}
	if !s.add(From(What{Kind: Param, Func: "f", Index: 1}), &spent) || spent {
		t.Errorf("a parameter has no place beside %d answers", maxSet)
	}
	if s.add(From(What{Kind: Result, Name: "one more call"}), &spent) || !spent {
		t.Errorf("a set holds more than %d answers", maxSet)
	}
}
