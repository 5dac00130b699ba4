package report

import (
	"fmt"

	"github.com/apiward/apiward/cmd/internal/finding"
	"github.com/apiward/apiward/rules"
)

// The bounds of what a text report tells one by one. A large document leaves
// thousands of things open, each of which is true, and nobody reads the errors
// between them.
const (
	manyNotes  = 10 // of one rule in one file; more are folded
	shownNotes = 3  // of those
)

// fold is what a text report does not tell one by one: the further notes of one
// rule in one file.
type fold struct {
	rule, file string
	all, seen  int
}

// message says how many notes there are beside those that were told.
func (f *fold) message() string {
	return fmt.Sprintf("%d more of these in %s", f.all-shownNotes, Clean(f.file))
}

// folds are the folds of a report, in the order of their first findings.
type folds struct {
	list []*fold
	at   map[[2]string]*fold
}

func newFolds(r *finding.Report, info Info) *folds {
	fs := &folds{at: map[[2]string]*fold{}}
	if info.AllNotes {
		return fs
	}
	count := map[[2]string]int{}
	for _, f := range r.Findings {
		if f.Suppressed == nil && f.Level == rules.Note {
			count[foldKey(f)]++
		}
	}
	for _, f := range r.Findings {
		key := foldKey(f)
		if n := count[key]; n > manyNotes && fs.at[key] == nil {
			fs.at[key] = &fold{rule: f.Rule, file: f.At.File, all: n}
			fs.list = append(fs.list, fs.at[key])
		}
	}
	return fs
}

func foldKey(f finding.Finding) [2]string { return [2]string{f.At.File, f.Rule} }

// hides reports whether a finding that counts is not told by itself. It is asked
// once for each, in order.
func (fs *folds) hides(f finding.Finding) bool {
	fold := fs.at[foldKey(f)]
	if fold == nil || f.Level != rules.Note {
		return false
	}
	fold.seen++
	return fold.seen > shownNotes
}
