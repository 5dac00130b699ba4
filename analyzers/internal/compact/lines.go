package compact

import (
	"reflect"
	"slices"
)

// Lines say what is written in the place of lines: where a file grows, all that
// stands below moves, and what is said of it stays what it is. A line is a number
// named Line or EndLine in a struct with a text named File; the path of the
// package stands in a text named Package, if there is one.
type Lines interface {
	// Write returns what stands for a line, no less than 0.
	Write(pkg, file string, line int) int
	// Read returns the line that a number stands for, false for a number that
	// stands for none.
	Read(pkg, file string, n int) (int, bool)
}

// shape is what is known of a struct type: its exported fields, a bit for each,
// and where it has lines the indexes of these and of what says which.
type shape struct {
	exported  uint64
	fields    []*plan // nil of those that are not
	lines     []int
	file, pkg int // pkg is -1 where there is none
}

func newShape(t reflect.Type) *shape {
	s := &shape{file: -1, pkg: -1}
	for i := range t.NumField() {
		f := t.Field(i)
		if !f.IsExported() {
			continue
		}
		s.exported |= 1 << i
		switch {
		case f.Name == "File" && f.Type.Kind() == reflect.String:
			s.file = i
		case f.Name == "Package" && f.Type.Kind() == reflect.String:
			s.pkg = i
		case (f.Name == "Line" || f.Name == "EndLine") && f.Type.Kind() == reflect.Int:
			s.lines = append(s.lines, i)
		}
	}
	if s.file < 0 {
		s.lines = nil
	}
	return s
}

// isLine reports whether the i-th field is a line.
func (s *shape) isLine(i int) bool { return slices.Contains(s.lines, i) }

// of returns the package and the file of a struct's lines.
func (s *shape) of(v reflect.Value) (pkg, file string) {
	if s.pkg >= 0 {
		pkg = v.Field(s.pkg).String()
	}
	return pkg, v.Field(s.file).String()
}

// absolute are lines as they are.
type absolute struct{}

func (absolute) Write(_, _ string, line int) int     { return line }
func (absolute) Read(_, _ string, n int) (int, bool) { return n, true }

func orAbsolute(lines Lines) Lines {
	if lines == nil {
		return absolute{}
	}
	return lines
}
