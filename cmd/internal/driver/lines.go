package driver

import (
	"cmp"
	"crypto/sha256"
	"maps"
	"path"
	"path/filepath"
	"reflect"
	"slices"
	"strconv"

	"github.com/apiward/apiward/analyzers"
	"github.com/apiward/apiward/analyzers/link"
	"github.com/apiward/apiward/cmd/internal/cache"
)

// A line that is added to a file moves all that stands below. What is found out
// about a package names lines of others, which it knows from their declarations and
// their facts: it is kept with numbers in the place of these lines, so that it holds
// wherever they have moved to. A number is the place of a line among those that a
// package shows to its importers, and the views of two packages are the same only
// where the same number is the same line of what is declared and said.

// fileLines are lines of a file that something speaks of, sorted.
type fileLines struct {
	File  string // base name
	Lines []int
}

// lineTable are lines of the files of a package, by file.
type lineTable []fileLines

// index returns the place of a line in the table.
func (t lineTable) index(file string, line int) (int, bool) {
	i, ok := slices.BinarySearchFunc(t, file, func(f fileLines, file string) int { return cmp.Compare(f.File, file) })
	if !ok {
		return 0, false
	}
	return slices.BinarySearch(t[i].Lines, line)
}

// line returns the line that has a place in the table.
func (t lineTable) line(file string, n int) (int, bool) {
	i, ok := slices.BinarySearchFunc(t, file, func(f fileLines, file string) int { return cmp.Compare(f.File, file) })
	if !ok || n >= len(t[i].Lines) {
		return 0, false
	}
	return t[i].Lines[n], true
}

// write adds the lines to a key, as they are.
func (t lineTable) write(h cache.Hash) {
	for _, f := range t {
		h.Text("file", f.File)
		for _, line := range f.Lines {
			h.Text(strconv.Itoa(line))
		}
	}
}

// lineSet collects lines for a table.
type lineSet map[string]map[int]bool

func (s lineSet) add(file string, line int) {
	if s[file] == nil {
		s[file] = map[int]bool{}
	}
	s[file][line] = true
}

func (s lineSet) addTable(t lineTable) {
	for _, f := range t {
		for _, line := range f.Lines {
			s.add(f.File, line)
		}
	}
}

func (s lineSet) table() (t lineTable) {
	for _, file := range slices.Sorted(maps.Keys(s)) {
		t = append(t, fileLines{file, slices.Sorted(maps.Keys(s[file]))})
	}
	return t
}

// Numbers say what they are in their last bits.
const (
	asItIs   = iota // the line
	ofImport        // its place among the lines that a package below shows
	ofItself        // its place among the package's own
	kinds
)

// unitLines writes the lines that a unit speaks of: its own as they are, because
// what is kept of it is kept under the text of its files.
type unitLines struct {
	run   *run
	unit  *unit
	below map[string]*unit // the units behind its imports, by path; found when asked for
	// exact are those of which it names lines that they do not show.
	exact map[*unit]bool
}

// linesOf returns the lines of a unit. It is for who has the unit at hand: its own
// task, or whoever holds its lock.
func (r *run) linesOf(u *unit) *unitLines {
	s := r.states[u]
	if s.lines == nil {
		s.lines = &unitLines{run: r, unit: u, exact: map[*unit]bool{}}
	}
	return s.lines
}

// linesFor returns how the lines of a unit are written, nil for as they are.
func (r *run) linesFor(u *unit) analyzers.Lines {
	if r.cfg.Cache == nil || u.outsider {
		return nil
	}
	return r.linesOf(u)
}

// isOwn reports whether a package is the unit's: data of a single package names
// none.
func (l *unitLines) isOwn(pkg string) bool { return pkg == "" || pkg == l.unit.path }

// other returns the unit of another package, nil for one that is none.
func (l *unitLines) other(pkg string) *unit {
	if l.below == nil {
		l.below = map[string]*unit{}
		l.collect(l.unit)
	}
	return l.below[pkg]
}

func (l *unitLines) collect(u *unit) {
	for _, dep := range u.deps {
		if l.below[dep.path] == nil {
			l.below[dep.path] = dep
			l.collect(dep)
		}
	}
}

// Write returns what stands for a line.
func (l *unitLines) Write(pkg, file string, line int) int {
	if l.isOwn(pkg) {
		return line*kinds + asItIs
	}
	dep := l.other(pkg)
	if dep == nil {
		return line*kinds + asItIs // of another module: what it was compiled from is part of the key
	}
	if n, ok := l.run.states[dep].shows.index(file, line); ok {
		return n*kinds + ofImport
	}
	l.exact[dep] = true
	return line*kinds + asItIs
}

// Read returns the line that a number stands for now.
func (l *unitLines) Read(pkg, file string, n int) (int, bool) {
	switch n, kind := n/kinds, n%kinds; kind {
	case asItIs:
		return n, true
	case ofImport:
		if dep := l.other(pkg); dep != nil {
			return l.run.states[dep].shows.line(file, n)
		}
	}
	return 0, false
}

// noted writes the unit's own lines by the order in which it meets them, and keeps
// that: where they stand among all is known once all are met, and what is summed need
// not be looked at twice.
type noted struct {
	*unitLines
	lines  []ownLine
	number map[ownLine]int
}

type ownLine struct {
	file string
	line int
}

func (r *run) note(u *unit) *noted { return &noted{unitLines: r.linesOf(u), number: map[ownLine]int{}} }

// Write returns what stands for a line.
func (n *noted) Write(pkg, file string, line int) int {
	if !n.isOwn(pkg) {
		return n.unitLines.Write(pkg, file, line)
	}
	at := ownLine{file, line}
	i, ok := n.number[at]
	if !ok {
		i = len(n.lines)
		n.lines, n.number[at] = append(n.lines, at), i
	}
	return i*kinds + ofItself
}

// addTo adds the lines to a set.
func (n *noted) addTo(set lineSet) {
	for _, at := range n.lines {
		set.add(at.file, at.line)
	}
}

// write adds the places that the lines have in a table to a key, of which the same
// say the same wherever it stands.
func (n *noted) write(h cache.Hash, own lineTable) {
	for _, at := range n.lines {
		i, _ := own.index(at.file, at.line)
		h.Text(at.file, strconv.Itoa(i))
	}
}

// keptExact names a package whose files must be what they were.
func (l *unitLines) keptExact() (list []keptFiles) {
	for dep := range l.exact {
		list = append(list, keptFiles{dep.ImportPath, l.run.states[dep].own})
	}
	slices.SortFunc(list, func(a, b keptFiles) int { return cmp.Compare(a.Package, b.Package) })
	return list
}

// describe finds out what importers see of a unit: the lines that it shows, and
// under which key they are to look at it again.
func (r *run) describe(u *unit, facts factSet) error {
	s := r.states[u]
	set, met := lineSet{}, r.note(u)
	for _, d := range s.shape.decls {
		for line := d.line; line <= d.endLine; line++ {
			set.add(d.file, line)
		}
	}
	h := cache.NewHash("seen")
	if err := r.codec.sum(facts, met, h.Bytes); err != nil {
		return err
	}
	met.addTo(set)
	s.shows = set.table()
	h.Bytes(s.shape.text[:])
	for _, d := range s.shape.decls {
		n, _ := s.shows.index(d.file, d.line)
		h.Text(d.file, strconv.Itoa(n), strconv.Itoa(d.column))
	}
	for _, f := range s.shows {
		h.Text("file", f.File, strconv.Itoa(len(f.Lines)))
	}
	met.write(h, s.shows)
	s.seen = h.Key()
	return nil
}

// say returns the key of what results mean, with all lines that they speak of.
// Lines that importers know have the same place in it as before.
func (r *run) say(u *unit, results []any) (said cache.Key, own lineTable, err error) {
	set, met := lineSet{}, r.note(u)
	h := cache.NewHash("said")
	for _, result := range results {
		data, err := sumResult(result, met)
		if err != nil {
			return said, nil, err
		}
		h.Bytes(data[:])
	}
	set.addTable(r.states[u].shows)
	met.addTo(set)
	own = set.table()
	for _, f := range own {
		h.Text("file", f.File, strconv.Itoa(len(f.Lines)))
	}
	for _, f := range r.states[u].shows {
		for _, line := range f.Lines {
			n, _ := own.index(f.File, line)
			h.Text(strconv.Itoa(n))
		}
	}
	met.write(h, own)
	return h.Key(), own, nil
}

// sumResult returns what tells a result from others that mean something else: of
// what is kept for linking, the sum of its essence.
func sumResult(result any, lines analyzers.Lines) ([sha256.Size]byte, error) {
	if pkg, ok := result.(*link.Package); ok {
		return analyzers.Sum(pkg.Essence(), lines)
	}
	v := reflect.New(reflect.TypeOf(result))
	v.Elem().Set(reflect.ValueOf(result))
	return analyzers.Sum(v.Interface(), lines)
}

// programLines write the lines that a linked program speaks of by their places
// among all of their package. Files are named from the root.
type programLines struct {
	run   *run
	files map[string]*unit // by name from the root
	paths map[string]*unit // by path of the package
	exact map[*unit]bool   // of which it names lines that nothing else does
	lost  bool             // it names lines of a file that is of no package
}

func (r *run) programLines() *programLines {
	l := &programLines{run: r, files: map[string]*unit{}, paths: map[string]*unit{}, exact: map[*unit]bool{}}
	for _, u := range r.units {
		if !r.stands(u) {
			continue
		}
		l.paths[u.path] = u
		dir, err := filepath.Rel(r.root, u.Dir)
		if err != nil {
			continue
		}
		for _, f := range r.states[u].speaks {
			l.files[path.Join(filepath.ToSlash(dir), f.File)] = u
		}
	}
	return l
}

// find returns the package of a file, nil for one of another module.
func (l *programLines) find(pkg, file string) *unit {
	if pkg != "" {
		return l.paths[pkg]
	}
	return l.files[file]
}

// Write returns what stands for a line.
func (l *programLines) Write(pkg, file string, line int) int {
	u := l.find(pkg, file)
	if u == nil {
		l.lost = l.lost || pkg == ""
		return line*kinds + asItIs
	}
	if n, ok := l.run.states[u].speaks.index(path.Base(file), line); ok {
		return n*kinds + ofItself
	}
	l.exact[u] = true
	return line*kinds + asItIs
}

// Read returns the line that a number stands for now.
func (l *programLines) Read(pkg, file string, n int) (int, bool) {
	if n%kinds == asItIs {
		return n / kinds, true
	}
	if u := l.find(pkg, file); u != nil {
		return l.run.states[u].speaks.line(path.Base(file), n/kinds)
	}
	return 0, false
}
