package flow

import (
	"slices"

	"github.com/apiward/apiward/analyzers/internal/compact"
)

// Trail is the way of a value, as steps from its origin on. The nil trail has
// none. Trails are never changed: a function's part of the way is shared by all
// its callers, and putting two together costs the same however long they are.
type Trail struct {
	before, after *Trail // the parts, both nil for a single step
	step          Step
	n             int
}

// Trace returns the trail of the steps.
func Trace(steps ...Step) *Trail {
	var t *Trail
	for _, s := range steps {
		t = t.Then(&Trail{step: s, n: 1})
	}
	return t
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
	if t.Len() <= maxSteps {
		return t.appendFirst(make([]Step, 0, t.Len()), maxSteps)
	}
	list := t.appendFirst(make([]Step, 0, maxSteps), maxSteps/2)
	last := t.appendLast(nil, maxSteps/2)
	slices.Reverse(last)
	return append(list, last...)
}

// appendFirst appends steps from the beginning until the list has that many.
func (t *Trail) appendFirst(list []Step, until int) []Step {
	for t != nil && len(list) < until {
		if t.before == nil {
			return append(list, t.step)
		}
		list = t.before.appendFirst(list, until)
		t = t.after
	}
	return list
}

// appendLast appends steps from the end until the list has that many.
func (t *Trail) appendLast(list []Step, until int) []Step {
	for t != nil && len(list) < until {
		if t.before == nil {
			return append(list, t.step)
		}
		list = t.after.appendLast(list, until)
		t = t.before
	}
	return list
}

// First returns the first step, the zero one of the nil trail.
func (t *Trail) First() Step {
	if t == nil {
		return Step{}
	}
	for t.before != nil {
		t = t.before
	}
	return t.step
}

// written is a trail as it lies on a disk: the steps that a reader is shown, and
// how many there are.
type written struct {
	Steps []Step
	N     int
}

// Plain returns the trail as what is written to disk.
func (t *Trail) Plain() any { return written{t.List(), t.Len()} }

// SetPlain reads what Plain returned.
func (t *Trail) SetPlain(v any) {
	w := v.(written)
	if read := Trace(w.Steps...); read != nil {
		*t = *read
		t.n = max(t.n, w.N)
	}
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
