package finding

import (
	"bytes"
	"fmt"
	"io"
	"os"
	"strings"
	"unicode/utf8"
)

// maxSource is the largest file whose lines are shown. Beyond it a report does
// without the line rather than hold the file in memory.
const maxSource = 64 << 20

// Source gives single lines of the files under one root, as reports show them
// and fingerprints hold them. It opens nothing outside the root, whatever a
// path or a symbolic link says. It keeps what it read last; it is not safe for
// concurrent use. A nil Source knows no line.
type Source struct {
	root   *os.Root
	files  map[string]*text
	kept   int                // bytes of the files
	hidden map[string][]Range // by file
	last   struct {           // the line that was asked for last: a document may be one line, and have thousands of findings
		file  string
		n     int
		line  string
		known bool
	}
}

// text is a file with the offsets at which its lines start.
type text struct {
	data   []byte
	starts []int
	absent bool       // there is no such file, or it is not read
	hashes []lineHash // of its lines, made when the first is asked for
}

// OpenSource returns the lines of the files under root. Close it after use.
func OpenSource(root string) (*Source, error) {
	r, err := os.OpenRoot(root)
	if err != nil {
		return nil, fmt.Errorf("open the project's root: %w", err)
	}
	return &Source{root: r, files: make(map[string]*text), hidden: make(map[string][]Range)}, nil
}

// Close releases the root.
func (s *Source) Close() error {
	if s == nil {
		return nil
	}
	return s.root.Close()
}

// Hide covers what the findings say is secret in every line that is given from
// then on: in frames and, since a weak password could be found by trying, in
// what fingerprints are made of. One finding's secret is every finding's: they
// may be about the same line.
func (s *Source) Hide(findings []Finding) {
	for _, f := range findings {
		for _, at := range f.Hidden {
			s.hidden[at.File] = append(s.hidden[at.File], at)
		}
	}
	s.last.n = 0
}

// Line returns the 1-based line n of file, a slash path relative to the root,
// without its line break and with what is hidden in it covered. It reports
// false where there is no such line.
func (s *Source) Line(file string, n int) (string, bool) {
	if s == nil || n < 1 {
		return "", false
	}
	if last := &s.last; last.n == n && last.file == file {
		return last.line, last.known
	}
	line, ok := s.text(file).line(n)
	for _, at := range s.hidden[file] {
		if at.Line <= n && n <= max(at.Line, at.EndLine) {
			line = covered(line, at, n)
		}
	}
	s.last.file, s.last.n, s.last.line, s.last.known = file, n, line, ok
	return line, ok
}

// maxKept bounds the bytes of the files that are kept. Findings come file by file:
// what was read before is seldom asked for again.
const maxKept = 2 << 20

// text returns the text of file, which is read once but where many others are.
func (s *Source) text(file string) *text {
	t, ok := s.files[file]
	if !ok {
		t = s.read(file)
		if s.kept += len(t.data); s.kept > maxKept {
			clear(s.files)
			s.kept = len(t.data)
		}
		s.files[file] = t
	}
	return t
}

// Covers reports whether anything is hidden in the lines of a file from the
// first to the last.
func (s *Source) Covers(file string, first, last int) bool {
	if s == nil {
		return false
	}
	for _, at := range s.hidden[file] {
		if at.Line <= last && first <= max(at.Line, at.EndLine) {
			return true
		}
	}
	return false
}

// covered returns line n with the part of it in the range covered, to the end
// of the line where no end is known. Every column stays what it was, in bytes
// and in UTF-16.
func covered(line string, at Range, n int) string {
	from, to := 0, len(line)
	if n == at.Line {
		from = min(max(0, at.Column-1), len(line))
	}
	if n == at.EndLine {
		to = max(from, min(at.EndColumn-1, len(line)))
	}
	var b strings.Builder
	b.WriteString(line[:from])
	for i, r := range line[from:to] {
		size := utf8.RuneLen(r)
		if r == utf8.RuneError {
			_, size = utf8.DecodeRuneInString(line[from+i:])
		}
		b.WriteString([...]string{1: "*", 2: "×", 3: "•", 4: "🔒"}[size])
	}
	return b.String() + line[to:]
}

// read returns the text of file, or an empty one where it cannot be read: a
// report without the line is better than none.
func (s *Source) read(file string) *text {
	info, err := s.root.Stat(file)
	if err != nil || !info.Mode().IsRegular() || info.Size() > maxSource {
		return &text{absent: true} // a pipe would block, a huge file would not fit
	}
	f, err := s.root.Open(file)
	if err != nil {
		return &text{absent: true}
	}
	defer f.Close()
	data, err := io.ReadAll(io.LimitReader(f, maxSource))
	if err != nil {
		return &text{absent: true}
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
