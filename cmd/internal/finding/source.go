package finding

import (
	"bytes"
	"fmt"
	"io"
	"os"
)

// maxSource is the largest file whose lines are shown. Beyond it a report does
// without the line rather than hold the file in memory.
const maxSource = 64 << 20

// Source gives single lines of the files under one root, as reports show them
// and fingerprints hold them. It opens nothing outside the root, whatever a
// path or a symbolic link says. It keeps what it read; it is not safe for
// concurrent use. A nil Source knows no line.
type Source struct {
	root  *os.Root
	files map[string]*text
}

// text is a file with the offsets at which its lines start.
type text struct {
	data   []byte
	starts []int
}

// OpenSource returns the lines of the files under root. Close it after use.
func OpenSource(root string) (*Source, error) {
	r, err := os.OpenRoot(root)
	if err != nil {
		return nil, fmt.Errorf("open the project's root: %w", err)
	}
	return &Source{root: r, files: make(map[string]*text)}, nil
}

// Close releases the root.
func (s *Source) Close() error {
	if s == nil {
		return nil
	}
	return s.root.Close()
}

// Line returns the 1-based line n of file, a slash path relative to the root,
// without its line break. It reports false where there is no such line.
func (s *Source) Line(file string, n int) (string, bool) {
	if s == nil || n < 1 {
		return "", false
	}
	t, ok := s.files[file]
	if !ok {
		t = s.read(file)
		s.files[file] = t
	}
	return t.line(n)
}

// read returns the text of file, or an empty one where it cannot be read: a
// report without the line is better than none.
func (s *Source) read(file string) *text {
	info, err := s.root.Stat(file)
	if err != nil || !info.Mode().IsRegular() || info.Size() > maxSource {
		return &text{} // a pipe would block, a huge file would not fit
	}
	f, err := s.root.Open(file)
	if err != nil {
		return &text{}
	}
	defer f.Close()
	data, err := io.ReadAll(io.LimitReader(f, maxSource))
	if err != nil {
		return &text{}
	}
	return newText(data)
}

func newText(data []byte) *text {
	t := &text{data: data, starts: []int{0}}
	for i := 0; ; {
		n := bytes.IndexByte(data[i:], '\n')
		if n < 0 {
			return t
		}
		i += n + 1
		t.starts = append(t.starts, i)
	}
}

func (t *text) line(n int) (string, bool) {
	if n > len(t.starts) {
		return "", false
	}
	end := len(t.data)
	if n < len(t.starts) {
		end = t.starts[n] - 1
	}
	return string(bytes.TrimSuffix(t.data[t.starts[n-1]:end], []byte{'\r'})), true
}
