package flow

import (
	"go/types"
	"slices"

	"golang.org/x/tools/go/ssa"

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
	var buf [8]*ssa.Value
	for _, op := range instr.Operands(buf[:0]) {
		if fn, ok := (*op).(*ssa.Function); ok {
			f.mention(instr.Parent(), fn)
		}
	}
}

// reach records that a value with the origins reaches the sink.
func (f *family) reach(fn *ssa.Function, sink Sink, s set) {
	if f.isVouched(sink.Kind) {
		return
	}
	for _, o := range s {
		sum := f.sums[fn]
		if i := slices.IndexFunc(f.fns, func(g *ssa.Function) bool { return f.sums[g].closes(&o) }); i >= 0 {
			sum = f.sums[f.fns[i]]
		}
		i := slices.IndexFunc(sum.Flows, func(have Flow) bool {
			// That a parameter is logged somewhere is enough for callers.
			return (have.Sink.At == sink.At || sink.IsStore() || sink.Kind == model.Logged && o.Kind == Param) && have.Sink.Kind == sink.Kind && have.Sink.Call == sink.Call && have.Origin.same(&o)
		})
		if i >= 0 {
			before := sum.Flows[i].Origin.Flags
			merged := set{sum.Flows[i].Origin}
			merged.add(o, &f.spent)
			sum.Flows[i].Origin.Flags = merged[0].Flags
			if merged[0].Flags != before {
				f.changed, f.outward = true, true
			}
			continue
		}
		if len(sum.Flows) >= maxFlows {
			f.spent = true
			continue
		}
		sum.Flows = append(sum.Flows, Flow{sink, o})
		f.changed, f.outward = true, true
	}
}

// maxFlows and maxCalls bound one summary.
const (
	maxFlows = 1000
	maxCalls = 200
)
