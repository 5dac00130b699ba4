package flow

import (
	"slices"

	"golang.org/x/tools/go/ssa"
)

// The summaries of a component are the least that hold together: everything is
// evaluated until nothing changes. What an instruction comes to depends on what it
// reads alone, so that one of which nothing changed since is left out: most are,
// in most rounds, and each round yields what a whole one would.

// mark says when something changed last, by the state's clock, and the last job
// that was found to read it.
type mark struct{ changed, read uint32 }

// node is what a family knows of one value.
type node struct {
	mark
	values  set
	tuple   []set // of a call that returns several values
	cells   []*cell
	byPath  map[string]*cell // once there are many
	escaped bool             // a variable that is handed to functions that are not known
	filled  int              // how many of the stores in it are calls
}

// job is an instruction, or, where it is nil, finding what the results of a
// function answer for and what it replaces.
type job struct {
	instr ssa.Instruction
	fn    *ssa.Function
	done  uint32  // when, 0 for never
	reads []*mark // what it read then
}

// isDone reports whether doing the job once more would change nothing.
func (j *job) isDone() bool {
	if j.done == 0 {
		return false
	}
	for _, m := range j.reads {
		if m.changed >= j.done {
			return false
		}
	}
	return true
}

// note records that the current job reads what the mark is of.
func (s *state) note(m *mark) {
	if s.current != nil && m.read != s.clock {
		m.read = s.clock
		s.current.reads = append(s.current.reads, m)
	}
}

// node returns what is known of v, to be added to.
func (f *family) node(v ssa.Value) *node {
	n := f.nodes[v]
	if n == nil {
		n = &node{}
		f.nodes[v] = n
	}
	return n
}

// of returns what is known of v, to be read.
func (f *family) of(v ssa.Value) *node {
	n := f.node(v)
	f.state.note(&n.mark)
	return n
}

// touch records that what is known of a value has changed.
func (f *family) touch(n *node) {
	f.changed = true
	f.touches++
	n.changed = f.state.clock
}

// tell records that a summary of the family has changed.
func (f *family) tell() {
	f.changed, f.outward = true, true
	f.told.changed = f.state.clock
}

// solve iterates over the families of one component until no summary changes. A
// family that no other is in a cycle with has come to its end by itself.
func (s *state) solve(component []*ssa.Function) {
	if len(component) == 1 {
		f := s.families[component[0]]
		f.straight = f.isStraight()
		f.eval()
		f.rest()
		return
	}
	defer func() {
		for _, fn := range component {
			s.families[fn].rest()
		}
	}()
	for range maxRounds {
		changed := false
		for _, fn := range component {
			if s.families[fn].eval() {
				changed = true
			}
		}
		if !changed {
			return
		}
	}
	for _, fn := range component {
		s.families[fn].giveUp()
	}
}

// rest drops what only evaluating the family needs.
func (f *family) rest() { f.jobs, f.flows = nil, nil }

// maxRounds bounds the rounds over one component. Sets only grow and are
// bounded themselves, so a fixpoint is the rule; the bound is for the cycle
// that would take very long to get there.
const maxRounds = 24

// maxWork bounds how many values the calls in one family are given, counted again
// whenever they are asked for: those that call each other around a cycle, with large
// structs in their hands, grow them for each other in every round. Functions of services
// stay below a third of it.
const maxWork = 1 << 18

// eval brings the family's summaries up to date with those of its callees and
// reports whether one of them changed.
func (f *family) eval() bool {
	f.outward = false
	if f.straight {
		f.once()
		return f.outward
	}
	if f.jobs == nil {
		f.jobs = f.plan()
	}
	defer func() { f.state.current = nil }()
	for range maxRounds {
		f.changed = false
		for i := range f.jobs {
			f.do(&f.jobs[i])
		}
		f.evaluated = true
		if !f.changed {
			return f.outward
		}
	}
	f.giveUp()
	return f.outward
}

// once is a round over a family of which nothing is read before it is there: what
// each job reads need not be remembered.
func (f *family) once() {
	for instr := range f.instructions() {
		f.do(&job{instr: instr})
	}
	for _, fn := range f.fns {
		f.do(&job{fn: fn})
	}
	f.evaluated = true
}

// plan returns the jobs of a round over the family, in their order.
func (f *family) plan() []job {
	n := len(f.fns)
	for _, blocks := range f.blocks {
		for _, b := range blocks {
			n += len(b.Instrs)
		}
	}
	jobs := make([]job, 0, n)
	for instr := range f.instructions() {
		jobs = append(jobs, job{instr: instr})
	}
	for _, fn := range f.fns {
		jobs = append(jobs, job{fn: fn})
	}
	return jobs
}

// do does a job, unless it is done.
func (f *family) do(j *job) {
	if j.isDone() {
		return
	}
	if f.work > maxWork {
		f.giveUp()
		return
	}
	f.state.clock++
	j.done, j.reads = f.state.clock, j.reads[:0]
	if !f.straight {
		f.state.current = j
	}
	if j.instr != nil {
		f.step(j.instr)
	} else {
		f.findChecks(j.fn)
		f.findReplaced(j.fn)
		f.findLeft(j.fn)
	}
}

// giveUp records that the family is not followed to the end.
func (f *family) giveUp() { f.spent, f.given = true, true }

// doubt weakens what the summaries of the family say of values: it was given up before
// the end, so that what checks a value, or takes its place, may have been missed. That
// an error is sent needs no more than the way that was seen.
func (f *family) doubt() {
	weak := func(list []Origin) []Origin {
		list = slices.Clone(list)
		for i := range list {
			if o := &list[i]; o.Kind != Failure && o.Kind != Literal {
				o.Flags |= Weak
			}
		}
		return list
	}
	for _, fn := range f.fns {
		sum := f.sums[fn]
		for i := range sum.Flows {
			sum.Flows[i].Origin = weak([]Origin{sum.Flows[i].Origin})[0]
		}
		for i := range sum.Results {
			sum.Results[i] = weak(sum.Results[i])
		}
		for i := range sum.Held {
			sum.Held[i].Origin = weak(sum.Held[i].Origin)
		}
		for i := range sum.Outs {
			sum.Outs[i].Origin = weak(sum.Outs[i].Origin)
		}
		for i := range sum.Passes {
			sum.Passes[i].Origin = weak(sum.Passes[i].Origin)
		}
	}
}
