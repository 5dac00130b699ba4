package finding

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"unicode/utf16"
	"unicode/utf8"
)

// hashSource returns the lines of one file.
func hashSource(t *testing.T, text string) *Source {
	t.Helper()
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "f"), []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	s, err := OpenSource(dir)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	return s
}

// hashesOf returns the hash of each line, up to the first that there is none of.
func hashesOf(s *Source) (hashes []string) {
	for n := 1; ; n++ {
		h, ok := s.LineHash("f", n)
		if !ok {
			return hashes
		}
		hashes = append(hashes, h)
	}
}

// The values are those that GitHub's action publishes for its own.
func TestLineHashesAreGitHubs(t *testing.T) {
	const indented = " a\nb\n  \t\tc\n d"
	greeting := []string{"e9496ae3ebfced30:1", "fb7c023a8b9ccb3f:1", "ce8ba1a563dcdaca:1", "e20e36e16fcb0cc8:1", "b3edc88f2938467e:1", "c8e28b0b4002a3a0:1", "c129715d7a2bc9a3:1"}
	for text, want := range map[string][]string{
		"":                            {"c129715d7a2bc9a3:1"},
		indented:                      {"271789c17abda88f:1", "54703d4cd895b18:1", "180aee12dab6264:1", "a23a3dc5e078b07b:1"},
		greet("\n", "\n", "\n"):       greeting,
		greet("\r", "\r", "\r"):       greeting,
		greet("\r\n", "\r\n", "\r\n"): greeting,
		greet("\n", "\r\n", "\r"):     greeting,
	} {
		if got := hashesOf(hashSource(t, text)); fmt.Sprint(got) != fmt.Sprint(want) {
			t.Errorf("%q: got %v, want %v", text, got, want)
		}
	}
}

// greet is one text with the line breaks given.
func greet(a, b, c string) string {
	return " hello; \t" + a + "world!!!" + b + a + c + "  \t\tGreetings" + c + " End" + b
}

// Every hash is the number that its definition says, computed the long way.
func TestLineHashesAreWhatTheyAreSaidToBe(t *testing.T) {
	for name, text := range map[string]string{
		"repeated":          strings.Repeat("the same line\n", 30),
		"long lines":        strings.Repeat("x", 250) + "\n" + strings.Repeat("y", 99) + "\n" + strings.Repeat("z", 100) + "\nend",
		"blank lines":       "\n  \n\t\n a \n   ",
		"beyond the plane":  "a 😀 日 å\n😀😀\n" + strings.Repeat("😀", 60) + "\n",
		"mark at the start": "\ufeffpackage x\n",
	} {
		want := slowHashes(text)
		if got := hashesOf(hashSource(t, text)); fmt.Sprint(got) != fmt.Sprint(want) {
			t.Errorf("%s: got %v, want %v", name, got, want)
		}
	}
}

// slowHashes computes the hash of each line of text by its definition.
func slowHashes(text string) (hashes []string) {
	text = strings.NewReplacer("\r\n", "\n", "\r", "\n").Replace(text) + "\uffff"
	lines := slices.Collect(strings.Lines(text))
	seen := map[uint64]int{}
	for n := range lines {
		rest := strings.NewReplacer(" ", "", "\t", "").Replace(strings.Join(lines[n:], ""))
		units := append(utf16.Encode([]rune(rest)), make([]uint16, hashUnits)...)
		var hash uint64
		for _, u := range units[:hashUnits] {
			hash = hash*hashBase + uint64(u)
		}
		seen[hash]++
		hashes = append(hashes, fmt.Sprintf("%x:%d", hash, seen[hash]))
	}
	return hashes
}

// Whatever a file holds, no hash differs from its definition.
func FuzzLineHashes(f *testing.F) {
	f.Add("a\r\nb\r \n\tc😀\n")
	f.Add(strings.Repeat("x", 101) + "\r" + strings.Repeat(" ", 101))
	f.Fuzz(func(t *testing.T, text string) {
		hashes := lineHashes([]byte(text))
		if !utf8.ValidString(text) || len(text) > 4096 {
			return
		}
		var got []string
		for _, h := range hashes {
			got = append(got, fmt.Sprintf("%x:%d", h.hash, h.count))
		}
		if want := slowHashes(text); fmt.Sprint(got) != fmt.Sprint(want) {
			t.Errorf("%q: got %v, want %v", text, got, want)
		}
	})
}

// Bytes that are no text are what Node.js makes of them: one replacement for
// the start of a character, one for each byte that can start none.
func TestLineHashesOfBrokenText(t *testing.T) {
	for broken, whole := range map[string]string{
		"x\xe2\x82a":       "x\ufffda",
		"\xff\xfe":         "\ufffd\ufffd",
		"\xf0\x9f\x98\nok": "\ufffd\nok",
		"\xed\xa0\x80":     "\ufffd\ufffd\ufffd",
		"end \xf0\x9f":     "end \ufffd",
	} {
		got, want := hashesOf(hashSource(t, broken)), hashesOf(hashSource(t, whole))
		if fmt.Sprint(got) != fmt.Sprint(want) {
			t.Errorf("%q: got %v, want %v", broken, got, want)
		}
	}
}

func TestNoLineHashWhereNoneIsKnown(t *testing.T) {
	s := hashSource(t, "one\ntwo")
	for file, n := range map[string]int{"f": 3, "gone": 1, "": 1, "../f": 1} {
		if h, ok := s.LineHash(file, n); ok {
			t.Errorf("%s:%d has %s", file, n, h)
		}
	}
	if _, ok := s.LineHash("f", 0); ok {
		t.Error("line 0 has a hash")
	}
	if h, ok := (*Source)(nil).LineHash("f", 1); ok {
		t.Errorf("no source has %s", h)
	}
	large := hashSource(t, strings.Repeat("x", maxHashed+1))
	if h, ok := large.LineHash("f", 1); ok {
		t.Errorf("a file that is too large has %s", h)
	}
}

// A secret could be found by trying where a hash takes it in, and nowhere else.
func TestNoLineHashTellsASecret(t *testing.T) {
	text := "package x\n\nvar key = \"hunter2\"\n" + strings.Repeat("// another line of the file\n", 10)
	for name, tt := range map[string]struct {
		hidden Range
		with   []int // lines that have a hash
	}{
		"none":       {Range{}, []int{1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14}},
		"one line":   {Range{File: "f", Line: 3, Column: 11, EndLine: 3, EndColumn: 20}, []int{4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14}},
		"no end":     {Range{File: "f", Line: 12, Column: 1}, []int{1, 2, 3, 4, 5, 6, 7, 13, 14}},
		"other file": {Range{File: "g", Line: 3, Column: 1}, []int{1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14}},
		"no line":    {Range{File: "f", Line: 99, Column: 1}, []int{1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14}},
	} {
		s := hashSource(t, text)
		s.Hide([]Finding{{Hidden: []Range{tt.hidden}}})
		var with []int
		for n := 1; n < 20; n++ {
			if _, ok := s.LineHash("f", n); ok {
				with = append(with, n)
			}
		}
		if fmt.Sprint(with) != fmt.Sprint(tt.with) {
			t.Errorf("%s: the lines %v have a hash, want %v", name, with, tt.with)
		}
	}
}

func TestCovers(t *testing.T) {
	s := hashSource(t, "a\nb\nc\nd\n")
	s.Hide([]Finding{{Hidden: []Range{{File: "f", Line: 2, Column: 1, EndLine: 3, EndColumn: 2}}}})
	for lines, want := range map[[2]int]bool{{1, 1}: false, {1, 2}: true, {3, 3}: true, {4, 9}: false, {1, 9}: true} {
		if got := s.Covers("f", lines[0], lines[1]); got != want {
			t.Errorf("lines %v: %v, want %v", lines, got, want)
		}
	}
	if s.Covers("g", 1, 9) || (*Source)(nil).Covers("f", 1, 9) {
		t.Error("what has no secret is covered")
	}
}
