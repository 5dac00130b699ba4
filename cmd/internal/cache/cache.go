// Package cache keeps what is expensive to find out in files, under keys that
// are made of everything it was found out from. What a key leads to never
// changes, so that runs need no lock between them: two that find out the same
// write the same.
//
// Every entry carries the checksum of what it holds, and one that does not fit it
// is none. Nothing here can make a run fail: a cache that cannot be read or
// written is an empty one.
package cache

import (
	"bufio"
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"hash"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"
)

// The bounds of a cache: what nobody has used for that long goes, and then what
// was used longest ago until the rest is small enough.
const (
	maxAge  = 14 * 24 * time.Hour
	maxSize = 1 << 30

	// trimEvery is how often a cache is trimmed, and touchEvery how stale the
	// time at which an entry was used last may be: writing it costs as much as
	// reading the entry.
	trimEvery  = 24 * time.Hour
	touchEvery = time.Hour
)

// Key names an entry.
type Key [sha256.Size]byte

// Hash makes keys. Each part is written with its length, so that no two lists of
// parts are taken for the same.
type Hash struct {
	h hash.Hash
	w *bufio.Writer // into h, which is slow with few bytes at a time
}

// NewHash returns a hash for keys of one kind.
func NewHash(kind string) Hash {
	sum := sha256.New()
	h := Hash{sum, bufio.NewWriterSize(sum, 1024)}
	h.Text(kind)
	return h
}

// Text adds texts.
func (h Hash) Text(parts ...string) {
	for _, p := range parts {
		h.length(len(p), ':')
		_, _ = h.w.WriteString(p) // no hash fails
	}
}

// List adds texts as one part: what follows is none of them.
func (h Hash) List(parts []string) {
	h.length(len(parts), ']')
	h.Text(parts...)
}

// Bytes adds bytes, a key or a sum among them.
func (h Hash) Bytes(data []byte) {
	h.length(len(data), ':')
	_, _ = h.w.Write(data)
}

func (h Hash) length(n int, end byte) {
	_, _ = h.w.Write(append(strconv.AppendInt(h.w.AvailableBuffer(), int64(n), 10), end))
}

// Key returns the key of what was added.
func (h Hash) Key() (k Key) {
	_ = h.w.Flush()
	h.h.Sum(k[:0])
	return k
}

// Store is a cache in a directory. A nil one is empty and keeps nothing.
type Store struct {
	dir string
	now func() time.Time

	mu     sync.Mutex
	failed error // the first entry that could not be written
}

// Open returns the cache in dir, which need not exist yet. now tells the time by
// which entries are used and become old; no entry depends on it.
func Open(dir string, now func() time.Time) *Store { return &Store{dir: dir, now: now} }

// Dir returns the cache's directory, "" for none.
func (s *Store) Dir() string {
	if s == nil {
		return ""
	}
	return s.dir
}

// Err returns why an entry could not be written, nil where all were.
func (s *Store) Err() error {
	if s == nil {
		return nil
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.failed
}

// extension marks the files that are entries: of others in the directory nothing
// is read and nothing removed.
const extension = ".entry"

// version is the first of an entry: what it was written as.
const version = "apiward cache 1\n"

func (s *Store) file(k Key) string {
	name := hex.EncodeToString(k[:])
	return filepath.Join(s.dir, name[:2], name+extension)
}

// Get returns what is kept under the key.
func (s *Store) Get(k Key) ([]byte, bool) {
	if s == nil {
		return nil, false
	}
	name := s.file(k)
	data, err := os.ReadFile(name)
	if err != nil {
		return nil, false
	}
	rest, ok := bytes.CutPrefix(data, []byte(version))
	if !ok || len(rest) < sha256.Size || sha256.Sum256(rest[sha256.Size:]) != [sha256.Size]byte(rest[:sha256.Size]) {
		os.Remove(name)
		return nil, false
	}
	s.touch(name)
	return rest[sha256.Size:], true
}

// Has reports whether something was put under the key, sound or not.
func (s *Store) Has(k Key) bool {
	if s == nil {
		return false
	}
	name := s.file(k)
	_, err := os.Stat(name)
	if err == nil {
		s.touch(name)
	}
	return err == nil
}

// touch notes that an entry is in use.
func (s *Store) touch(name string) {
	now := s.now()
	if info, err := os.Stat(name); err == nil && now.Sub(info.ModTime()) > touchEvery {
		_ = os.Chtimes(name, now, now) // one that looks older than it is goes earlier
	}
}

// Put keeps data under the key. Whoever reads the entry meanwhile sees all of it
// or nothing.
func (s *Store) Put(k Key, data []byte) {
	if s == nil {
		return
	}
	if err := s.write(s.file(k), data); err != nil {
		s.mu.Lock()
		defer s.mu.Unlock()
		if s.failed == nil {
			s.failed = err
		}
	}
}

func (s *Store) write(name string, data []byte) error {
	dir := filepath.Dir(name)
	if err := os.MkdirAll(dir, 0o777); err != nil {
		return err
	}
	f, err := os.CreateTemp(dir, "new-*")
	if err != nil {
		return err
	}
	sum := sha256.Sum256(data)
	for _, part := range [][]byte{[]byte(version), sum[:], data} {
		if err == nil {
			_, err = f.Write(part)
		}
	}
	err = errors.Join(err, f.Close())
	if err == nil {
		err = os.Rename(f.Name(), name)
	}
	if err != nil {
		os.Remove(f.Name())
		if _, there := os.Stat(name); there == nil || errors.Is(err, fs.ErrNotExist) {
			return nil // written by another run: it is the same; or the cache was cleaned meanwhile
		}
	}
	return err
}

// entry is one file of the cache.
type entry struct {
	name string
	size int64
	used time.Time
}

// entries lists the entries, and apart from them what runs that were killed left
// half written.
func (s *Store) entries() (list, stray []entry, err error) {
	folders, err := os.ReadDir(s.dir)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil, nil
	}
	if err != nil {
		return nil, nil, err
	}
	for _, folder := range folders {
		if !folder.IsDir() || len(folder.Name()) != 2 {
			continue
		}
		files, err := os.ReadDir(filepath.Join(s.dir, folder.Name()))
		if err != nil {
			continue // gone meanwhile
		}
		for _, f := range files {
			info, err := f.Info()
			if err != nil || !info.Mode().IsRegular() {
				continue
			}
			e := entry{filepath.Join(s.dir, folder.Name(), f.Name()), info.Size(), info.ModTime()}
			switch {
			case strings.HasSuffix(f.Name(), extension):
				list = append(list, e)
			case strings.HasPrefix(f.Name(), "new-"):
				stray = append(stray, e)
			}
		}
	}
	return list, stray, nil
}

// Status is what a cache holds.
type Status struct {
	Entries int       `json:"entries"`
	Bytes   int64     `json:"bytes"`
	Oldest  time.Time `json:"oldest,omitzero"` // use of an entry
}

// Status counts the entries.
func (s *Store) Status() (Status, error) {
	var out Status
	if s == nil {
		return out, nil
	}
	list, _, err := s.entries()
	for _, e := range list {
		out.Entries++
		out.Bytes += e.size
		if out.Oldest.IsZero() || e.used.Before(out.Oldest) {
			out.Oldest = e.used
		}
	}
	return out, err
}

// Clean removes all entries, and returns what was there.
func (s *Store) Clean() (Status, error) {
	status, err := s.Status()
	if s == nil || err != nil {
		return status, err
	}
	list, stray, err := s.entries()
	for _, e := range slices.Concat(list, stray) {
		if gone := os.Remove(e.name); gone != nil && !errors.Is(gone, fs.ErrNotExist) {
			err = errors.Join(err, gone)
		}
	}
	return status, err
}

// Trim removes what is old and what is too much, where that was not done for a
// day. It is the last thing that a run does.
func (s *Store) Trim() {
	if s == nil {
		return
	}
	now, stamp := s.now(), filepath.Join(s.dir, "trimmed")
	if info, err := os.Stat(stamp); err == nil && now.Sub(info.ModTime()) < trimEvery && info.ModTime().Sub(now) < trimEvery {
		return
	}
	list, stray, err := s.entries()
	if err != nil || len(list)+len(stray) == 0 {
		return
	}
	// First of all, so that runs beside this one leave it alone.
	if err := os.WriteFile(stamp, nil, 0o666); err != nil {
		return
	}
	_ = os.Chtimes(stamp, now, now)
	for _, e := range stray {
		if now.Sub(e.used) > trimEvery {
			os.Remove(e.name)
		}
	}
	slices.SortFunc(list, func(a, b entry) int { return b.used.Compare(a.used) }) // the newest first
	var kept int64
	for _, e := range list {
		if kept += e.size; now.Sub(e.used) > maxAge || kept > maxSize {
			os.Remove(e.name)
		}
	}
}
