package flow

import (
	"cmp"
	"slices"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/apiward/apiward/rules/model"
)

// Quiet is a sink that no value of interest reaches, with some of those that
// do: what is asked of it is why nothing is said of it. It is kept in the
// record of a package and in no fact, since no other package's answers depend
// on it; it costs the memory of one sink for each such call.
type Quiet struct {
	Sink   Sink
	Values []Origin // that come there and do no harm; none: constants alone
	// Beside are the values that an SQL statement is given as its parameters.
	Beside []Origin
}

// maxQuiet bounds the values that are kept of a quiet sink.
const maxQuiet = 4

// quietKey is what one quiet sink is kept for.
type quietKey struct {
	at   Position
	kind model.SinkKind
	call string
}

// hear keeps a sink as quiet unless something of interest reaches it, in this
// round or in one before.
func (f *family) hear(sink Sink, reached, idle, beside set) {
	key := quietKey{sink.At, sink.Kind, sink.Call}
	if f.quiet == nil {
		f.quiet = map[quietKey]*Quiet{}
	}
	switch have, known := f.quiet[key]; {
	case len(reached) > 0:
		f.quiet[key] = nil
	case !known || have != nil:
		f.quiet[key] = &Quiet{sink, few(idle), few(beside)}
	}
}

func few(s set) []Origin { return slices.Clone(s[:min(len(s), maxQuiet)]) }

// beside returns what the values come from that stand behind the text of an SQL
// statement in a call.
func (f *family) beside(sink *model.Sink, args []ssa.Value, instr ssa.CallInstruction) set {
	var s set
	full := false
	if sink.Kind != model.SQL || sink.Rest {
		return nil
	}
	for _, a := range args {
		for _, v := range elements(a) {
			s.union(f.use(v, instr), &full)
		}
	}
	return s
}

// quietSinks returns the quiet sinks of the family in their order.
func (f *family) quietSinks() []Quiet {
	var list []Quiet
	for _, q := range f.quiet {
		if q != nil {
			list = append(list, *q)
		}
	}
	slices.SortFunc(list, func(a, b Quiet) int {
		return cmp.Or(a.Sink.At.Compare(b.Sink.At), cmp.Compare(a.Sink.Kind, b.Sink.Kind), cmp.Compare(a.Sink.Call, b.Sink.Call))
	})
	return list
}

// then returns the set behind one more part of the way.
func (s set) then(next *Trail) set {
	t := slices.Clone(s)
	for i := range t {
		t[i].Steps = t[i].Steps.Then(next)
	}
	return t
}

// listed returns kinds of sink as text.
func listed(kinds []model.SinkKind) string {
	names := make([]string, len(kinds))
	for i, k := range kinds {
		names[i] = strings.ReplaceAll(string(k), "_", " ")
		if k.HouseFlow() >= 0 {
			names[i] = "a rule of the policy"
		}
	}
	slices.Sort(names)
	names = slices.Compact(names)
	return strings.Join(names, ", ")
}
