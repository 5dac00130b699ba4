package pipeline

import (
	"cmp"
	"path/filepath"
	"slices"

	"github.com/apiward/apiward/cmd/internal/finding"
	"github.com/apiward/apiward/rules"
)

// paths makes every path relative to the root, with slashes. The analyses name
// files so already; one that does not must not leak a machine's layout into a
// report, nor change a fingerprint from one checkout to the next.
func paths(r *run) {
	for i := range r.findings {
		f := &r.findings[i]
		f.At.File = relative(r.Root, f.At.File)
		f.Related = relativeNotes(r.Root, f.Related)
		f.Trace = relativeNotes(r.Root, f.Trace)
		f.Fix = relativeFix(r.Root, f.Fix)
	}
	r.Ignores = slices.Clone(r.Ignores)
	for i := range r.Ignores {
		r.Ignores[i].At.File = relative(r.Root, r.Ignores[i].At.File)
	}
	// A file that two packages share brings its directives twice; the second
	// copy would look as though it excused nothing.
	slices.SortStableFunc(r.Ignores, compareIgnores)
	r.Ignores = slices.CompactFunc(r.Ignores, func(a, b rules.Ignore) bool { return compareIgnores(a, b) == 0 })
}

func compareIgnores(a, b rules.Ignore) int {
	return cmp.Or(
		cmp.Compare(a.At.File, b.At.File),
		cmp.Compare(a.At.Line, b.At.Line),
		cmp.Compare(a.At.Column, b.At.Column),
		cmp.Compare(a.Line, b.Line),
		cmp.Compare(a.Reason, b.Reason),
		slices.Compare(a.Rules, b.Rules),
	)
}

// relativeNotes returns a copy: several findings may share their notes.
func relativeNotes(root string, notes []finding.Note) []finding.Note {
	notes = slices.Clone(notes)
	for i := range notes {
		notes[i].File = relative(root, notes[i].File)
	}
	return notes
}

// relativeFix returns a copy too.
func relativeFix(root string, fix *finding.Fix) *finding.Fix {
	if fix == nil {
		return nil
	}
	out := *fix
	out.Edits = slices.Clone(fix.Edits)
	for i := range out.Edits {
		out.Edits[i].File = relative(root, out.Edits[i].File)
	}
	return &out
}

func relative(root, file string) string {
	if file == "" || finding.IsRemote(file) {
		return file
	}
	if filepath.IsAbs(file) {
		rel, err := filepath.Rel(root, file)
		if err != nil {
			return filepath.Base(file) // another volume: no relative path exists
		}
		file = rel
	}
	return filepath.ToSlash(filepath.Clean(file))
}

// order sorts the findings by file, line, column, rule and message, and by all
// that is left where these are equal: analyses run in parallel, reports must
// not show it.
func order(r *run) {
	slices.SortStableFunc(r.findings, compare)
}

func compare(a, b finding.Finding) int {
	return cmp.Or(
		cmp.Compare(a.At.File, b.At.File),
		cmp.Compare(a.At.Line, b.At.Line),
		cmp.Compare(a.At.Column, b.At.Column),
		cmp.Compare(a.Rule, b.Rule),
		cmp.Compare(a.Message, b.Message),
		compareRoutes(a.Route, b.Route),
		cmp.Compare(a.Strength, b.Strength), // the strongest evidence first
		cmp.Compare(a.Symbol, b.Symbol),
		cmp.Compare(a.Pointer, b.Pointer),
		compareRanges(a.At, b.At),
		cmp.Compare(a.Help, b.Help),
		slices.CompareFunc(a.Trace, b.Trace, compareNotes),
		slices.CompareFunc(a.Related, b.Related, compareNotes),
	)
}

func compareRoutes(a, b *finding.Route) int {
	if a == nil {
		a = &finding.Route{}
	}
	if b == nil {
		b = &finding.Route{}
	}
	return cmp.Or(cmp.Compare(a.Service, b.Service), cmp.Compare(a.Method, b.Method), cmp.Compare(a.Path, b.Path))
}

// isOneRoute reports whether the routes differ in their services alone.
func isOneRoute(a, b *finding.Route) bool {
	return a != nil && b != nil && a.Method == b.Method && a.Path == b.Path
}

func compareRanges(a, b finding.Range) int {
	return cmp.Or(
		cmp.Compare(a.File, b.File),
		cmp.Compare(a.Line, b.Line),
		cmp.Compare(a.Column, b.Column),
		cmp.Compare(a.EndLine, b.EndLine),
		cmp.Compare(a.EndColumn, b.EndColumn),
	)
}

func compareNotes(a, b finding.Note) int {
	return cmp.Or(compareRanges(a.Range, b.Range), cmp.Compare(a.Message, b.Message))
}

// dedupe keeps one of several findings that say the same thing at the same
// place, as the variants of one package do: the first in the order, which has
// the strongest evidence. A route that two services have is one route to those who
// mend it. The findings must be sorted.
func dedupe(r *run) {
	r.findings = slices.CompactFunc(r.findings, func(a, b finding.Finding) bool {
		return a.At.File == b.At.File && a.At.Line == b.At.Line && a.At.Column == b.At.Column &&
			a.Rule == b.Rule && a.Message == b.Message &&
			(compareRoutes(a.Route, b.Route) == 0 || a.Strength == b.Strength && isOneRoute(a.Route, b.Route))
	})
}
