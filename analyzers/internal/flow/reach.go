package flow

import (
	"go/types"
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/apiward/apiward/analyzers/internal/models"
	"github.com/apiward/apiward/rules/model"
)

// mention records that fn refers to the function callee.
func (f *family) mention(fn, callee *ssa.Function) {
	pkg := callee.Pkg
	if o := callee.Origin(); o != nil {
		pkg = o.Pkg
	}
	if obj, ok := callee.Object().(*types.Func); ok && obj.Pkg() != nil {
		if !f.state.firstParty(obj.Pkg().Path()) {
			return
		}
	} else if pkg == nil || pkg != f.state.pkg {
		return
	}
	f.mentionID(fn, f.state.id(callee))
}

func (f *family) mentionID(fn *ssa.Function, id string) {
	if sum := f.sums[fn]; !slices.Contains(sum.Callees, id) {
		sum.Callees = append(sum.Callees, id)
	}
}

// mentionOperands records functions that an instruction calls or passes on.
func (f *family) mentionOperands(instr ssa.Instruction) {
	f.operands = instr.Operands(f.operands[:0])
	for _, op := range f.operands {
		if fn, ok := (*op).(*ssa.Function); ok {
			f.mention(instr.Parent(), fn)
		}
	}
}

// reach records that a value with the origins reaches the sink.
func (f *family) reach(fn *ssa.Function, sink *Sink, s set) {
	if f.tests || f.isVouched(sink.Kind) {
		return
	}
	for _, o := range s {
		sum := f.sums[fn]
		if o.Kind == Result {
			f.state.note(&f.called)
		}
		if i := slices.IndexFunc(f.fns, func(g *ssa.Function) bool { return f.sums[g].closes(&o) }); i >= 0 {
			sum = f.sums[f.fns[i]]
		}
		key := keyOfFlow(sum, sink, &o)
		if have := f.flowAt(key, sink, &o); have != nil {
			before := have.Origin.Flags
			merged := set{have.Origin}
			merged.add(o, &f.spent)
			have.Origin.Flags = merged[0].Flags
			if merged[0].Flags != before {
				f.tell()
			}
			continue
		}
		if len(sum.Flows) >= maxFlows {
			f.spent = true
			continue
		}
		if f.flows == nil {
			f.flows = map[flowKey][]int32{}
		}
		f.flows[key] = append(f.flows[key], int32(len(sum.Flows)))
		sum.Flows = append(sum.Flows, Flow{sink, o})
		f.tell()
	}
}

// isOfTests reports whether a function is there for tests, wherever it stands: it is
// given what the tool that runs them hands out.
func isOfTests(fn *ssa.Function) bool {
	return slices.ContainsFunc(fn.Params, func(p *ssa.Parameter) bool {
		n := models.TypeName(p.Type())
		return n != nil && n.Pkg() != nil && n.Pkg().Path() == "testing"
	})
}

// flowKey is what is alike of two flows that are one, and cheap to compare.
type flowKey struct {
	sum                 *Summary
	line, column        int
	index, name, symbol int // the lengths of both
	kind                Kind
}

func keyOfFlow(sum *Summary, sink *Sink, o *Origin) flowKey {
	k := flowKey{sum: sum, index: o.Index, name: len(o.Name), symbol: len(sink.Call), kind: o.Kind}
	if !sink.isAnywhere(o) {
		at := sink.Stands()
		k.line, k.column = at.Line, at.Column
	}
	return k
}

// isAnywhere reports whether it is one flow wherever the origin gets to a sink of
// the kind. That a parameter is logged somewhere is enough for callers.
func (s *Sink) isAnywhere(o *Origin) bool {
	return s.IsStore() || s.Kind == model.Logged && o.Kind == Param
}

// flowAt returns the flow of the origin to the sink in the summary that the key
// names, nil if it has none.
func (f *family) flowAt(key flowKey, sink *Sink, o *Origin) *Flow {
	for _, i := range f.flows[key] {
		have := &key.sum.Flows[i]
		if have.Sink.Kind == sink.Kind && have.Sink.Call == sink.Call && have.Origin.same(o) && (sink.isAnywhere(o) || have.Sink.At == sink.At && have.Sink.Stands() == sink.Stands()) {
			return have
		}
	}
	return nil
}

// maxFlows and maxCalls bound one summary.
const (
	maxFlows = 1000
	maxCalls = 200
)
