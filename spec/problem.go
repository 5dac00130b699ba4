package spec

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/apiward/apiward/rules"
)

// Range is a place in a file. Lines and columns are 1-based, columns count
// UTF-8 bytes, and the end is exclusive. An EndLine of 0 means that only the
// start is known.
type Range struct {
	File      string // slash path relative to the project's root
	Line      int
	Column    int
	EndLine   int
	EndColumn int
}

// Related is another place that matters for a problem.
type Related struct {
	Range
	Message string
}

// Problem is one thing that a rule found in a document.
type Problem struct {
	RuleID   string
	Strength rules.Strength
	Range
	Pointer string // JSON pointer of the value, "" where the problem is not in a document
	Message string // one lower-case sentence, problem first
	Help    string // what to do
	Related []Related
	// Hidden are ranges that hold a secret: no report shows what stands there.
	Hidden []Range

	// Method and Path name the operation the problem is about, so that an
	// exemption can name it too. Both are empty where it is about none.
	Method string
	Path   string

	// Answered is the fact that, where the policy gives it, answers the problem:
	// the gateway does what the document does not say. "" where none would.
	Answered rules.Fact

	// Fix ends the problem, where that can be said for certain. Nil: it cannot.
	Fix *Fix
}

// Compare orders problems by place, then by rule, then by text.
func (p Problem) Compare(q Problem) int {
	return cmp.Or(
		cmp.Compare(p.File, q.File),
		cmp.Compare(p.Line, q.Line),
		cmp.Compare(p.Column, q.Column),
		cmp.Compare(p.RuleID, q.RuleID),
		cmp.Compare(p.Pointer, q.Pointer),
		cmp.Compare(p.Message, q.Message),
	)
}

// InvalidDocument is the ID of the rule that the problems of loading belong to.
const InvalidDocument = "invalid_document"

// maxProblems bounds what one document can make a report carry. Whoever has a
// thousand broken places starts with the first ones.
const maxProblems = 1000

// problems collects what loading finds.
type problems []Problem

// add records a problem of loading at r. Beyond maxProblems it only says once
// that there are more.
func (ps *problems) add(r Range, pointer, help, format string, args ...any) {
	p := Problem{
		RuleID:  InvalidDocument,
		Range:   r,
		Pointer: pointer,
		Message: fmt.Sprintf(format, args...),
		Help:    help,
	}
	switch {
	case len(*ps) < maxProblems:
		*ps = append(*ps, p)
	case len(*ps) == maxProblems:
		p.Message = fmt.Sprintf("the document has more than %d broken places, the others are not listed", maxProblems)
		p.Help = "repair the places listed before and check again"
		*ps = append(*ps, p)
	}
}

// full reports whether nothing that is added will be kept, so that it need not
// be put together.
func (ps problems) full() bool { return len(ps) > maxProblems }

// Error says that an input is no OpenAPI document. Its text names the input,
// the line where one is known, what is wrong and what was expected.
type Error struct {
	File    string
	Line    int // 0 where no line is to blame
	Column  int // 0 where only the line is known
	Message string
}

// Error returns "file:line:column: message" as far as the place is known.
func (e *Error) Error() string {
	switch {
	case e.Line == 0:
		return fmt.Sprintf("%s: %s", e.File, e.Message)
	case e.Column == 0:
		return fmt.Sprintf("%s:%d: %s", e.File, e.Line, e.Message)
	}
	return fmt.Sprintf("%s:%d:%d: %s", e.File, e.Line, e.Column, e.Message)
}

// Closest returns the candidate that differs from name by the fewest edits,
// for a "did you mean", or "" where none is close enough to be meant.
func Closest(name string, candidates []string) string {
	const manyCandidates, longName = 1000, 100 // beyond these it would cost more than it helps
	if len(candidates) > manyCandidates || len(name) > longName {
		return ""
	}
	limit := max(1, len(name)/3)
	best := ""
	for _, c := range candidates {
		if len(c)-len(name) > limit || len(name)-len(c) > limit {
			continue // the distance is at least the difference in length
		}
		if d := edits(strings.ToLower(name), strings.ToLower(c)); d <= limit {
			best, limit = c, d-1
		}
	}
	return best
}

// edits returns the Levenshtein distance of a and b in bytes.
func edits(a, b string) int {
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := range len(a) {
		diagonal := row[0]
		row[0] = i + 1
		for j := range len(b) {
			cost := diagonal
			if a[i] != b[j] {
				cost = 1 + slices.Min([]int{diagonal, row[j], row[j+1]})
			}
			diagonal, row[j+1] = row[j+1], cost
		}
	}
	return row[len(b)]
}
