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
