package cache

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"sync"
	"testing"
	"time"
)

func key(text string) Key {
	h := NewHash("test")
	h.Text(text)
	return h.Key()
}

func TestStore(t *testing.T) {
	s := Open(filepath.Join(t.TempDir(), "deep", "cache"), time.Now)
	if _, ok := s.Get(key("a")); ok || s.Has(key("a")) {
		t.Error("an empty cache has an entry")
	}
	if status, err := s.Status(); err != nil || status != (Status{}) {
		t.Errorf("an empty cache holds %+v (%v)", status, err)
	}
	for _, data := range [][]byte{nil, []byte("first"), []byte("second"), bytes.Repeat([]byte("x"), 1<<20)} {
		s.Put(key("a"), data)
		if got, ok := s.Get(key("a")); !ok || !bytes.Equal(got, data) || !s.Has(key("a")) {
			t.Errorf("got %d bytes, want %d", len(got), len(data))
		}
	}
	if _, ok := s.Get(key("b")); ok {
		t.Error("another key has an entry")
	}
	if status, err := s.Status(); err != nil || status.Entries != 1 || status.Bytes < 1<<20 {
		t.Errorf("the cache holds %+v (%v)", status, err)
	}
	if status, err := s.Clean(); err != nil || status.Entries != 1 {
		t.Errorf("%+v was removed (%v)", status, err)
	}
	if _, ok := s.Get(key("a")); ok || s.Err() != nil {
		t.Error("a clean cache has an entry", s.Err())
	}
}

// A store that is not there is as good as an empty one.
func TestNoStore(t *testing.T) {
	var s *Store
	s.Put(key("a"), nil)
	_, ok := s.Get(key("a"))
	status, err := s.Clean()
	s.Trim()
	if ok || s.Has(key("a")) || status != (Status{}) || err != nil || s.Err() != nil || s.Dir() != "" {
		t.Error("a nil store keeps something, or fails")
	}
}

func TestDamage(t *testing.T) {
	s := Open(t.TempDir(), time.Now)
	s.Put(key("a"), []byte("what is kept"))
	name := s.file(key("a"))
	sound, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	for i := range len(sound) + 2 {
		damaged := append(bytes.Clone(sound), 'x')
		switch {
		case i < len(sound): // one bit is another, and the end is missing
			damaged = bytes.Clone(sound[:len(sound)-i%3])
			damaged[i%len(damaged)] ^= 1 << (i % 8)
		case i == len(sound):
			damaged = nil
		}
		if err := os.WriteFile(name, damaged, 0o666); err != nil {
			t.Fatal(err)
		}
		if data, ok := s.Get(key("a")); ok {
			t.Errorf("damaged at %d it is read as %q", i, data)
		}
		s.Put(key("a"), []byte("what is kept"))
		if data, ok := s.Get(key("a")); !ok || string(data) != "what is kept" {
			t.Errorf("it cannot be kept anew: %q", data)
		}
	}
}

// A cache that cannot be written is told once and fails nothing.
func TestUnwritable(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(dir, nil, 0o666); err != nil {
		t.Fatal(err)
	}
	s := Open(dir, time.Now)
	s.Put(key("a"), []byte("a"))
	s.Trim()
	if _, ok := s.Get(key("a")); ok || s.Err() == nil {
		t.Error("what cannot be written is there, or nobody is told")
	}
	if _, err := s.Clean(); err == nil {
		t.Error("a file was cleaned as if it were a cache")
	}
}

func TestTrim(t *testing.T) {
	dir, now := t.TempDir(), time.Now()
	at := func(day int) *Store {
		return Open(dir, func() time.Time { return now.Add(time.Duration(day) * 24 * time.Hour) })
	}
	at(0).Put(key("old"), []byte("old"))
	at(0).Put(key("used"), []byte("used"))
	if err := os.WriteFile(filepath.Join(dir, "README"), nil, 0o666); err != nil {
		t.Fatal(err)
	}
	stray := filepath.Join(filepath.Dir(at(0).file(key("old"))), "new-1")
	if err := os.WriteFile(stray, nil, 0o666); err != nil {
		t.Fatal(err)
	}
	at(10).Get(key("used"))
	at(15).Trim()
	_, old := at(15).Get(key("old"))
	_, used := at(15).Get(key("used"))
	if old || !used {
		t.Errorf("old is there: %v; used is there: %v", old, used)
	}
	if _, err := os.Stat(stray); err == nil {
		t.Error("what a killed run left is still there")
	}
	if _, err := os.Stat(filepath.Join(dir, "README")); err != nil {
		t.Error("a file that is no entry was removed")
	}
	// Once a day is enough.
	if err := os.Chtimes(at(0).file(key("used")), now, now); err != nil {
		t.Fatal(err)
	}
	at(15).Trim()
	if !at(15).Has(key("used")) {
		t.Error("it was trimmed twice on one day")
	}
}

// Runs beside each other find whole entries or none.
func TestConcurrentRuns(t *testing.T) {
	dir := t.TempDir()
	var wait sync.WaitGroup
	for i := range 8 {
		wait.Go(func() {
			s := Open(dir, time.Now)
			for n := range 200 {
				name := fmt.Sprint(n % 10)
				want := bytes.Repeat([]byte(name), 1000)
				if data, ok := s.Get(key(name)); ok && !bytes.Equal(data, want) {
					t.Errorf("%d bytes were read, %.10q…", len(data), data)
				}
				s.Put(key(name), want)
				if i == 0 && n%50 == 0 {
					if _, err := s.Clean(); err != nil {
						t.Error(err)
					}
				}
			}
			if s.Err() != nil {
				t.Error(s.Err())
			}
		})
	}
	wait.Wait()
}

// Keys tell apart what is put together in another way.
func TestKeys(t *testing.T) {
	seen := map[Key]string{}
	for name, add := range map[string]func(Hash){
		"two":       func(h Hash) { h.Text("a", "b") },
		"one":       func(h Hash) { h.Text("ab") },
		"other two": func(h Hash) { h.Text("", "ab") },
		"list":      func(h Hash) { h.List([]string{"a", "b"}) },
		"lists":     func(h Hash) { h.List([]string{"a"}); h.List([]string{"b"}) },
		"none":      func(Hash) {},
		"empty":     func(h Hash) { h.Text("") },
		"nil list":  func(h Hash) { h.List(nil) },
	} {
		h := NewHash("test")
		add(h)
		if other, ok := seen[h.Key()]; ok {
			t.Errorf("%s and %s have the same key", name, other)
		}
		seen[h.Key()] = name
	}
	if NewHash("a").Key() == NewHash("b").Key() {
		t.Error("two kinds have the same key")
	}
}
