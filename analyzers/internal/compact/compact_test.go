package compact

import (
	"bytes"
	"reflect"
	"testing"
)

type leaf struct {
	Text  string
	Count int
	On    bool
	Flags uint16
}

type tree struct {
	Name  string
	Leaf  *leaf
	Leafs []leaf
	Deep  [][]string
	Under []tree
	ByKey map[string][]leaf
	Sum   [4]byte
	own   func() // counts for nothing
}

var trees = map[string]tree{
	"nothing": {},
	"zeros":   {Leafs: make([]leaf, 3), Leaf: &leaf{}},
	"texts":   {Name: "a", Deep: [][]string{{"a", "b", "a"}, nil, {""}}, Leafs: []leaf{{Text: "b"}, {Text: "a"}}},
	"numbers": {Leafs: []leaf{{Count: -1, Flags: 65535, On: true}, {Count: 1 << 62}}},
	"maps":    {ByKey: map[string][]leaf{"b": {{Text: "x"}}, "a": {}, "c": nil}, Sum: [4]byte{1, 255, 0, 3}},
	"own":     {Name: "a", own: func() {}},
	"nested":  {Under: []tree{{Name: "x", Under: []tree{{Name: "x"}}}, {Leaf: &leaf{Text: "x"}}}},
}

func TestRoundTrip(t *testing.T) {
	for name, want := range trees {
		t.Run(name, func(t *testing.T) {
			data, err := Marshal(&want)
			if err != nil {
				t.Fatal(err)
			}
			var got tree
			if err := Unmarshal(data, &got); err != nil {
				t.Fatal(err)
			}
			again, err := Marshal(&got)
			if err != nil || !bytes.Equal(again, data) {
				t.Errorf("%+v is written as other bytes once it was read (%v)", want, err)
			}
			want.own = nil
			if !reflect.DeepEqual(got, want) {
				t.Errorf("read %+v, want %+v", got, want)
			}
		})
	}
}

func TestTextsAreWrittenOnce(t *testing.T) {
	long := string(bytes.Repeat([]byte("0123456789abcdef"), 8))
	once, _ := Marshal(&tree{Name: long})
	often, _ := Marshal(&tree{Name: long, Deep: [][]string{{long, long, long, long, long, long}}})
	if len(often) > len(once)+16 {
		t.Errorf("a text of %d bytes takes %d bytes once and %d seven times", len(long), len(once), len(often))
	}
}

func TestOtherData(t *testing.T) {
	if _, err := Marshal(&struct{ M map[int]string }{map[int]string{1: "a"}}); err == nil {
		t.Error("a map by numbers has no order and is written")
	}
	data, err := Marshal(&tree{Name: "name", Deep: [][]string{{"b"}}})
	if err != nil {
		t.Fatal(err)
	}
	for i := range data {
		if err := Unmarshal(data[:i], new(tree)); err == nil {
			t.Errorf("%d of %d bytes are read without an error", i, len(data))
		}
	}
}

func FuzzUnmarshal(f *testing.F) {
	for _, tree := range trees {
		data, _ := Marshal(&tree)
		f.Add(data)
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		_ = Unmarshal(data, new(tree)) // must come back, with whatever error
	})
}

// twice has the same part two times.
type twice struct {
	First, Second *tree
	Lists         [][]leaf
}

func TestAlikeIsTheSame(t *testing.T) {
	part := func() *tree { return &tree{Name: "a", Deep: [][]string{{"b", "c"}}, Leaf: &leaf{Text: "b", Count: 3}} }
	list := func() []leaf { return []leaf{{Text: "x", Count: 1}, {Text: "y"}} }
	one, same := part(), list()
	shared, err := Marshal(&twice{First: one, Second: one, Lists: [][]leaf{same, same}})
	if err != nil {
		t.Fatal(err)
	}
	apart, err := Marshal(&twice{First: part(), Second: part(), Lists: [][]leaf{list(), list()}})
	if err != nil || !bytes.Equal(shared, apart) {
		t.Errorf("parts that lie in one place are written as other bytes than those that are alike (%v)", err)
	}
	var got twice
	if err := Unmarshal(apart, &got); err != nil {
		t.Fatal(err)
	}
	if got.First != got.Second || &got.Lists[0][0] != &got.Lists[1][0] {
		t.Error("two parts that are alike are two when they are read")
	}
	if part := part(); !reflect.DeepEqual(got.First, part) || !reflect.DeepEqual(got.Lists[1], list()) {
		t.Errorf("read %+v, want %+v", got.First, part)
	}
}

func TestPartsOfOneListAreNotTheList(t *testing.T) {
	all := []leaf{{Text: "x"}, {Text: "y"}, {Text: "z"}}
	want := twice{Lists: [][]leaf{all, all[:1], all[:2], all[1:], all[:0], all}}
	data, err := Marshal(&want)
	if err != nil {
		t.Fatal(err)
	}
	var got twice
	if err := Unmarshal(data, &got); err != nil || !reflect.DeepEqual(got, want) {
		t.Errorf("read %+v, want %+v (%v)", got, want, err)
	}
}

// way is written in another form, as a list that is made for it.
type way struct{ steps []*leaf }

func (w *way) Plain() any {
	if w == nil {
		return []*leaf(nil)
	}
	return append([]*leaf{{Text: "start"}}, w.steps...)
}

func (w *way) SetPlain(v any) { w.steps = v.([]*leaf)[1:] }

func TestOtherForms(t *testing.T) {
	step := &leaf{Text: "a", Count: 1}
	want := []*way{{[]*leaf{step}}, {[]*leaf{step, {Text: "b"}}}, {[]*leaf{{Text: "a", Count: 1}}}, nil}
	for range 100 { // so that lists which were made for writing come to lie where others lay
		want = append(want, &way{[]*leaf{step, {Count: len(want)}}})
	}
	data, err := Marshal(&want)
	if err != nil {
		t.Fatal(err)
	}
	var got []*way
	if err := Unmarshal(data, &got); err != nil || !reflect.DeepEqual(got, want) {
		t.Errorf("read %+v, want %+v (%v)", got, want, err)
	}
	if got[0] != got[2] || got[0].steps[0] != got[1].steps[0] {
		t.Error("ways that are alike, or have steps in common, do not share them")
	}
}
