package flow

import (
	"slices"

	"github.com/apiward/apiward/analyzers/internal/compact"
)

// Trail is the way of a value, as steps from its origin on. The nil trail has
// none. Trails are never changed: a function's part of the way is shared by all
// its callers, and putting two together costs the same however long they are.
type Trail struct {
	before, after *Trail  // the parts, both nil where there are steps
	steps         []*Step // which many trails share
	n             int
}

// Trace returns the trail of the steps.
func Trace(steps ...Step) *Trail {
	var t *Trail
	for _, s := range steps {
		t = t.Then(oneStep(s))
	}
	return t
}

// oneStep returns the trail of one step, in one piece.
func oneStep(s Step) *Trail {
	t := &struct {
		Trail
		step Step
		list [1]*Step
	}{step: s}
	t.list[0] = &t.step
	t.steps, t.n = t.list[:], 1
	return &t.Trail
}

// Len returns how many steps there are, those that List leaves out included.
func (t *Trail) Len() int {
	if t == nil {
		return 0
	}
	return t.n
}

// IsLong reports whether there are more steps than a reader is shown.
func (t *Trail) IsLong() bool { return t.Len() > maxSteps }

// IsLongWith reports whether the trail is long when it goes on with another.
func (t *Trail) IsLongWith(next *Trail) bool { return t.Len()+next.Len() > maxSteps }

// Then returns the trail that goes on with another.
func (t *Trail) Then(next *Trail) *Trail {
	switch {
	case t == nil:
		return next
	case next == nil:
		return t
	}
	return &Trail{before: t, after: next, n: t.n + next.n}
}

// maxSteps bounds a trace: the first steps and the last ones are what a reader
// follows.
const maxSteps = 12

// List returns the steps, of a long way those at both ends.
func (t *Trail) List() []Step {
	list := make([]Step, 0, min(t.Len(), maxSteps))
	for _, s := range t.shown() {
		list = append(list, *s)
	}
	return list
}

// shown returns the steps that List does.
func (t *Trail) shown() []*Step {
	if t.Len() <= maxSteps {
		return t.appendFirst(make([]*Step, 0, t.Len()), maxSteps)
	}
	list := t.appendFirst(make([]*Step, 0, maxSteps), maxSteps/2)
	last := t.appendLast(nil, maxSteps/2)
	slices.Reverse(last)
	return append(list, last...)
}

// appendFirst appends steps from the beginning until the list has that many.
func (t *Trail) appendFirst(list []*Step, until int) []*Step {
	for t != nil && len(list) < until {
		if t.before == nil {
			return append(list, t.steps[:min(len(t.steps), until-len(list))]...)
		}
		list = t.before.appendFirst(list, until)
		t = t.after
	}
	return list
}

// appendLast appends steps from the end until the list has that many.
func (t *Trail) appendLast(list []*Step, until int) []*Step {
	for t != nil && len(list) < until {
		if t.before == nil {
			for _, s := range slices.Backward(t.steps[max(0, len(t.steps)-until+len(list)):]) {
				list = append(list, s)
			}
			return list
		}
		list = t.after.appendLast(list, until)
		t = t.before
	}
	return list
}

// First returns the first step, the zero one of a trail that has none.
func (t *Trail) First() Step {
	for t != nil && t.before != nil {
		t = t.before
	}
	if t == nil || len(t.steps) == 0 {
		return Step{}
	}
	return *t.steps[0]
}

// written is a trail as it lies on a disk: the steps that a reader is shown, and
// how many there are.
type written struct {
	Steps []*Step
	N     int
}

// Plain returns the trail as what is written to disk.
func (t *Trail) Plain() any { return written{t.shown(), t.Len()} }

// SetPlain reads what Plain returned.
func (t *Trail) SetPlain(v any) {
	w := v.(written)
	*t = Trail{steps: w.Steps, n: max(len(w.Steps), w.N)}
}

// GobEncode writes the steps.
func (t *Trail) GobEncode() ([]byte, error) {
	w := t.Plain().(written)
	return compact.Marshal(&w)
}

// GobDecode reads what GobEncode wrote.
func (t *Trail) GobDecode(data []byte) error {
	var w written
	if err := compact.Unmarshal(data, &w); err != nil {
		return err
	}
	t.SetPlain(w)
	return nil
}
