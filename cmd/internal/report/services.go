package report

import (
	"cmp"
	"fmt"
	"path"
	"slices"
	"strings"

	"github.com/apiward/apiward/cmd/internal/finding"
	"github.com/apiward/apiward/rules"
)

// What the formats share that services read.

const (
	homepage = "https://github.com/apiward/apiward"
	toolName = "apiward"
)

// path returns a file as a service finds it: relative to the root of the
// repository.
func (i Info) path(file string) string {
	if file == "" || finding.IsRemote(file) {
		return file
	}
	return path.Join(i.Root, file)
}

// file is path for what must name one: what stands in none is about the whole.
func (i Info) file(name string) string { return cmp.Or(i.path(name), ".") }

// version returns what stands for the build where a service asks for a version
// in any case.
func (i Info) version() string { return cmp.Or(i.Version, "devel") }

// rule returns the facts of a finding's rule, of which an ID and no more are
// known where the catalog does not have it.
func (i Info) rule(id string) *rules.Rule {
	if i.Catalog != nil {
		if e, ok := i.Catalog.Lookup(id); ok {
			return e.Rule
		}
	}
	return &rules.Rule{ID: id, Title: id, Severity: rules.Low, Confidence: rules.Tentative}
}

// counting returns the findings that count, in their order.
func counting(findings []finding.Finding) []finding.Finding {
	var kept []finding.Finding
	for _, f := range findings {
		if f.Suppressed == nil {
			kept = append(kept, f)
		}
	}
	return kept
}

// loudest returns findings by level, by the severity of their rules, and then
// in the order that they have: what a service has no room for is at the end.
func loudest(findings []finding.Finding, info Info) []finding.Finding {
	sorted := slices.Clone(findings)
	slices.SortStableFunc(sorted, func(a, b finding.Finding) int {
		return cmp.Or(cmp.Compare(b.Level, a.Level), cmp.Compare(info.rule(b.Rule).Severity, info.rule(a.Rule).Severity))
	})
	return sorted
}

// tally says how many findings there are of each level, "3 errors, 1 note".
func tally(findings []finding.Finding) string {
	c := finding.Count(findings)
	return list(some(c.Errors, "error"), some(c.Warnings, "warning"), some(c.Notes, "note"))
}

// story returns what there is to say of a finding behind its message, one line
// each: its trace, the related places, what to do, where to read more.
func (i Info) story(f finding.Finding) (lines []string) {
	for n, note := range f.Trace {
		lines = append(lines, fmt.Sprintf("%d. %s", n+1, i.note(note)))
	}
	for _, note := range f.Related {
		lines = append(lines, "see "+i.note(note))
	}
	if f.Help != "" {
		lines = append(lines, "help: "+Clean(f.Help))
	}
	return append(lines, "explain: "+explain(f.Rule))
}

// note returns a note behind its place.
func (i Info) note(n finding.Note) string {
	n.File = i.path(n.File)
	return strings.TrimSuffix(where(n.Range)+": "+Clean(n.Message), ": ")
}

// explain returns the command that says what a rule is about.
func explain(id string) string { return "apiward explain " + Clean(id) }
