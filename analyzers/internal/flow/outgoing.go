package flow

import (
	"go/token"
	"go/types"

	"golang.org/x/tools/go/ssa"

	"github.com/apiward/apiward/analyzers/internal/models"
)

// A function that takes a request and is called with nothing but requests that the
// program itself has made sends them: what it reads of one nobody else has put there.

// sentOnly returns the parameters of the functions that are requests which go out:
// all calls of the package are given such, and there is one.
func (s *state) sentOnly(funcs []*ssa.Function) map[*ssa.Parameter]bool {
	given := map[*ssa.Parameter][]ssa.Value{}
	for _, fn := range funcs {
		if i := s.sendable(fn); i >= 0 {
			given[fn.Params[i]] = nil
		}
	}
	if len(given) == 0 {
		return nil
	}
	// 1. What each is called with. Whoever else may call it is not known.
	kept, asked := map[types.Object]bool{}, map[string]bool{}
	var buf [8]*ssa.Value
	for _, instr := range allOf(funcs) {
		call, isCall := instr.(ssa.CallInstruction)
		if isCall && call.Common().IsInvoke() {
			asked[call.Common().Method.Id()] = true
		}
		for _, op := range instr.Operands(buf[:0]) {
			callee, ok := (*op).(*ssa.Function)
			if !ok {
				continue
			}
			if isCall && op == &call.Common().Value {
				if i := s.sendable(callee); i >= 0 {
					p := callee.Params[i]
					given[p] = append(given[p], call.Common().Args[i])
				}
				continue
			}
			if obj := callee.Object(); obj != nil {
				kept[obj] = true
			}
		}
	}
	sent := map[*ssa.Parameter]bool{}
	for p, args := range given {
		fn := p.Parent().Object().(*types.Func)
		sent[p] = len(args) > 0 && !kept[fn] && !(fn.Signature().Recv() != nil && asked[fn.Id()])
	}
	// 2. A parameter that is handed on is what its own callers have made.
	for changed := true; changed; {
		changed = false
		for p, args := range given {
			for _, arg := range args {
				if sent[p] && !s.goesOut(arg, sent, map[ssa.Value]bool{}) {
					sent[p], changed = false, true
				}
			}
		}
	}
	return sent
}

// allOf returns the instructions of functions.
func allOf(funcs []*ssa.Function) (list []ssa.Instruction) {
	for _, fn := range funcs {
		for _, b := range fn.Blocks {
			list = append(list, b.Instrs...)
		}
	}
	return list
}

// sendable returns which parameter of a declared function is a request that it may
// have been given to send, -1 if none is: what answers one is given a writer as well.
func (s *state) sendable(fn *ssa.Function) int {
	if fn.Parent() != nil || fn.Object() == nil || fn.Pkg != s.pkg || fn.Synthetic != "" {
		return -1
	}
	request := -1
	for i, p := range fn.Params {
		switch models.TypeSymbol(p.Type()) {
		case "net/http.ResponseWriter":
			return -1
		case httpRequest:
			request = i
		}
	}
	return request
}

// goesOut reports whether v is a request that the program has made, where the
// parameters are such.
func (s *state) goesOut(v ssa.Value, sent map[*ssa.Parameter]bool, seen map[ssa.Value]bool) bool {
	if seen[v] {
		return true
	}
	seen[v] = true
	switch x := v.(type) {
	case *ssa.Parameter:
		return sent[x]
	case *ssa.Const:
		return true // no request at all
	case *ssa.Phi:
		for _, edge := range x.Edges {
			if !s.goesOut(edge, sent, seen) {
				return false
			}
		}
		return true
	case *ssa.Alloc:
		if x.Referrers() == nil {
			return false
		}
		for _, ref := range *x.Referrers() {
			st, ok := ref.(*ssa.Store)
			if !ok || st.Addr != ssa.Value(x) {
				continue
			}
			if copied, ok := st.Val.(*ssa.UnOp); !ok || copied.Op != token.MUL || !s.goesOut(copied.X, sent, seen) {
				return false
			}
		}
		return models.TypeSymbol(x.Type()) == httpRequest
	case *ssa.Extract:
		return s.makesRequest(x.Tuple, x.Index, sent, seen)
	case *ssa.Call:
		return s.makesRequest(x, 0, sent, seen)
	}
	return false
}

// makesRequest reports whether the i-th result of a call is a request that the
// program has made.
func (s *state) makesRequest(v ssa.Value, i int, sent map[*ssa.Parameter]bool, seen map[ssa.Value]bool) bool {
	call, ok := v.(*ssa.Call)
	if !ok || call.Call.IsInvoke() {
		return false
	}
	_, _, symbol, _ := s.callee(&call.Call)
	switch symbol {
	case "net/http.NewRequest", "net/http.NewRequestWithContext":
		return true
	case httpRequest + ".WithContext", httpRequest + ".Clone":
		return s.goesOut(call.Call.Args[0], sent, seen)
	}
	fn := call.Call.StaticCallee()
	if fn == nil || fn.Pkg != s.pkg || len(fn.Blocks) == 0 {
		return false
	}
	for _, b := range fn.Blocks {
		ret, ok := b.Instrs[len(b.Instrs)-1].(*ssa.Return)
		if ok && b != fn.Recover && !s.goesOut(ret.Results[i], sent, seen) {
			return false
		}
	}
	return true
}
