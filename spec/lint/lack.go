package lint

import (
	"fmt"

	"github.com/apiward/apiward/spec"
)

// Lack gathers the operations that lack what a rule asks of them. Where hardly
// any has it, or a great many do not, that is one decision of the authors and
// worth one finding; where a few lack what others have, each of them was
// forgotten and is worth one of its own.
type Lack struct {
	Operations []*Operation // that lack it
	judged     int
}

// The bounds of a habit: so few operations have a finding of their own each,
// however few the others are, and so many never have.
const (
	fewLacking  = 5
	manyLacking = 20
)

// Judge counts an operation.
func (l *Lack) Judge(op *Operation, lacks bool) {
	l.judged++
	if lacks {
		l.Operations = append(l.Operations, op)
	}
}

// Habit reports whether one finding is to stand for all.
func (l *Lack) Habit() bool {
	n := len(l.Operations)
	return n > manyLacking || n > fewLacking && 2*n > l.judged
}

// Share says how many lack it, for a message with one finding for all: "any of
// the 42 operations", "40 of 42 operations".
func (l *Lack) Share() string {
	if len(l.Operations) == l.judged {
		return fmt.Sprintf("any of the %d operations", l.judged)
	}
	return fmt.Sprintf("%d of %d operations", len(l.Operations), l.judged)
}

// Related returns the first of those that lack it as places.
func (l *Lack) Related() []spec.Related {
	var out []spec.Related
	for _, op := range l.Operations[:min(len(l.Operations), MaxUses)] {
		out = append(out, spec.Related{Range: op.Node.KeyRange(), Message: op.String()})
	}
	return out
}

// AtAll returns a problem that stands for the whole document, at its paths.
func (l *Lack) AtAll(api *API) spec.Problem {
	paths := api.Doc.Root().Field("paths")
	return spec.Problem{Range: paths.KeyRange(), Pointer: paths.Pointer(), Related: l.Related()}
}

// AtResponses returns a problem about what an operation answers: at its
// responses, or at its method where it has none.
func AtResponses(op *Operation) spec.Problem {
	at := op.Node
	if own := op.Node.Field("responses"); own.Exists() {
		at = own
	}
	return spec.Problem{Range: at.KeyRange(), Pointer: at.Pointer(), Method: op.Method, Path: op.Path}
}
