package check

import (
	"fmt"
	"slices"

	"golang.org/x/tools/go/analysis"

	"github.com/apiward/apiward/analyzers/link"
	"github.com/apiward/apiward/rules"
	"github.com/apiward/apiward/rules/model"
)

// Flows is a rule about values that must not reach a kind of sink: which sinks,
// and what is said of a value that does.
type Flows struct {
	Kinds []model.SinkKind
	// Says is what becomes of the value, behind its name: "becomes part of the
	// SQL text that sql.DB.Query runs".
	Says func(*link.Sink) string
	Help string // what to write instead
	End  string // the last step of the trace, at the sink
	// Judge says how much a flow proves, and whether it is worth a word at all.
	// [OfRequest] if nil.
	Judge func(*link.Flow) (rules.Strength, bool)
}

// Found is a flow and what the rule says of it.
type Found struct {
	Flow *link.Flow
	link.Finding
}

// Run reports every flow that the rule finds.
func (r Flows) Run(pass *analysis.Pass) (any, error) {
	for _, f := range r.In(Program(pass)) {
		Report(pass, f.Finding)
	}
	return nil, nil
}

// In returns what the rule finds in the part of the program that the driver
// can report on, in the order of the sinks.
func (r Flows) In(program *link.Program) []Found {
	judge := r.Judge
	if judge == nil {
		judge = OfRequest
	}
	var found []Found
	for i := range program.Flows {
		f := &program.Flows[i]
		if !slices.Contains(r.Kinds, f.Sink.Kind) {
			continue
		}
		at := program.Place(*f)
		if !program.Shows(at) {
			continue
		}
		if strength, ok := judge(f); ok {
			found = append(found, Found{f, r.finding(f, at, strength)})
		}
	}
	return found
}

// finding says what is wrong with one flow.
func (r Flows) finding(f *link.Flow, at link.Pos, strength rules.Strength) link.Finding {
	message := f.Origin.Describe() + " " + r.Says(&f.Sink)
	if at != f.Sink.At {
		message += fmt.Sprintf(" (in %s, at %s)", f.Sink.At.Package, f.Sink.At)
	}
	return link.Finding{
		Strength: strength, At: at, Symbol: f.Sink.In, Excused: f.Sink.Excused,
		Message: message + Beside(f, "value"), Related: Others(f),
		Help:  r.Help,
		Trace: append(f.Origin.Steps.List(), link.Step{At: f.Sink.At, Text: r.End}),
	}
}

// Beside counts the other values that come to a flow's sink, for a message.
func Beside(f *link.Flow, what string) string {
	switch n := len(f.Also); n {
	case 0:
		return ""
	case 1:
		return ", and one more " + what + " does"
	case link.MaxBeside:
		return fmt.Sprintf(", and %d or more other %ss do", n, what)
	default:
		return fmt.Sprintf(", and %d more %ss do", n, what)
	}
}

// maxOthers bounds the other values that a finding points at.
const maxOthers = 8

// Others returns where the other values enter that come to a flow's sink.
func Others(f *link.Flow) []link.Step { return f.Also[:min(len(f.Also), maxOthers)] }

// OfRequest judges a flow by the request it comes from: it is proven where the
// value was seen all the way, and not where it passed code that cannot be seen
// or was read back from a field or a variable, which may hold something else
// by then, or where no program runs what was seen. What no request decides is
// nobody's business here.
func OfRequest(f *link.Flow) (rules.Strength, bool) {
	switch {
	case !f.Origin.IsRequest():
		return 0, false
	case f.Origin.PassedUnseen(), f.Via != "", f.Idle:
		return rules.Unproven, true
	}
	return rules.Proven, true
}

// ByPart is OfRequest, and lowers what the part of the request leaves in doubt.
func ByPart(f *link.Flow) (rules.Strength, bool) {
	strength, ok := OfRequest(f)
	switch f.Doubt() {
	case link.Harmless:
		return 0, false
	case link.Unsure:
		return rules.Unproven, ok
	}
	return strength, ok
}
