package routes

import (
	"net/http"
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/apiward/apiward/analyzers/internal/flow"
	"github.com/apiward/apiward/analyzers/internal/models"
	"github.com/apiward/apiward/rules/model"
)

// A helper that is given the headers of a request, and not the request, does not know
// whose they are. Who calls it does, and asks it what it proves of them.

// Denial says that a function never answers as the verdict wants where the header
// that is read off the parameter is empty.
type Denial struct {
	Verdict Verdict
	Param   int
	Header  string
}

const httpHeader = "net/http.Header"

// denials returns what fn answers only to those who bring a credential in the headers
// that it is given.
func (b *builder) denials(fn *ssa.Function) (list []Denial) {
	if len(fn.Blocks) == 0 || len(fn.Blocks) > maxWays || fn.Parent() != nil || fn.Synthetic != "" {
		return nil
	}
	i := slices.IndexFunc(fn.Params, func(p *ssa.Parameter) bool { return models.TypeSymbol(p.Type()) == httpHeader })
	if i < 0 || b.requestAmong(fn.Params) != nil || !b.onlyRead(fn.Params[i]) {
		return nil
	}
	for _, name := range b.credentialsIn(fn.Params[i]) {
		n := b.asNobody(fn, 0)
		n.headers, n.header = fn.Params[i], name
		for _, v := range wantedOf(fn.Signature.Results()) {
			if !n.mayGive(v) {
				list = append(list, Denial{v, i, name})
			}
		}
	}
	return list
}

// onlyRead reports whether nothing is done with some headers but to read them by name:
// who is handed them may fill them.
func (b *builder) onlyRead(headers *ssa.Parameter) bool {
	return !slices.ContainsFunc(*headers.Referrers(), func(ref ssa.Instruction) bool {
		call, ok := ref.(*ssa.Call)
		if !ok {
			_, debug := ref.(*ssa.DebugRef)
			return !debug
		}
		_, _, symbol, _ := b.callee(call.Common())
		return symbol != httpHeader+".Get" && symbol != httpHeader+".Values"
	})
}

// credentialsIn returns the names of the headers read off a parameter that say who
// sends them.
func (b *builder) credentialsIn(headers *ssa.Parameter) (names []string) {
	for _, ref := range *headers.Referrers() {
		call, ok := ref.(*ssa.Call)
		if !ok {
			continue
		}
		if name := b.headerRead(call, headers); name != "" && isCredential(headerNamed(name)) {
			names = appendNew(names, name)
		}
	}
	return names
}

func headerNamed(name string) *flow.Origin {
	o := flow.From(flow.What{Kind: flow.Source, Source: model.Header, Name: name})
	return &o
}

// headerRead returns the name under which a call reads the first of some headers.
func (b *builder) headerRead(call *ssa.Call, headers *ssa.Parameter) string {
	_, _, symbol, _ := b.callee(call.Common())
	if symbol != httpHeader+".Get" || call.Call.Args[0] != ssa.Value(headers) {
		return ""
	}
	name, _ := textOf(call.Call.Args[1])
	return http.CanonicalHeaderKey(name)
}

// mayGive reports whether there is any way to the answer that is wanted, but for
// those that nobody takes.
func (n *nobody) mayGive(v Verdict) bool {
	seen := map[string]bool{}
	var walk func(by edge, t truths) bool
	walk = func(by edge, t truths) bool {
		t = t.comingBy(by)
		key := t.key(by.to)
		if seen[key] {
			return false
		}
		if len(seen) > maxDecision {
			return true
		}
		seen[key] = true
		switch last := by.to.Instrs[len(by.to.Instrs)-1].(type) {
		case *ssa.Return:
			return by.to == n.fn.Recover || !n.refuses(last, t, v)
		case *ssa.If:
			if side, known := n.side(t.of(last.Cond)); known {
				return walk(edge{by.to, by.to.Succs[side]}, t)
			}
		}
		return slices.ContainsFunc(by.to.Succs, func(to *ssa.BasicBlock) bool { return walk(edge{by.to, to}, t) })
	}
	return n.fn.Recover != nil || walk(edge{to: n.fn.Blocks[0]}, truths{})
}

// refuses reports whether it is shown that a return does not give what is wanted.
func (n *nobody) refuses(ret *ssa.Return, t truths, v Verdict) bool {
	if v.Result >= len(ret.Results) {
		return false
	}
	of := t.of(ret.Results[v.Result])
	if value, known := exact(of); known {
		return (value == v.Value) == v.Not
	}
	if isBool(of.Type()) {
		side, known := n.side(of)
		return known && side != truthSide(v.Value == "true")
	}
	fails := foundNotNil(of, ret.Block())
	fails = fails || isErrorMade(of)
	if n.failing(of) {
		return v.Value == isNil && v.Not == !isError(of.Type())
	}
	return fails && v.Value == isNil && !v.Not
}

// denied returns the credential without which a function does not answer as a
// condition wants it, where the request goes on on the given side: the function is
// given the headers of a request.
func (b *builder) denied(cond ssa.Value, side int) *flow.Origin {
	call, v, ok := b.answerAsked(cond, side)
	if !ok {
		return nil
	}
	sum := b.helper(call)
	if sum == nil {
		return nil
	}
	for _, d := range sum.Info.Denies {
		if d.Verdict == v && d.Param < len(call.Call.Args) && b.isRequestHeader(call.Call.Args[d.Param]) {
			return headerNamed(d.Header)
		}
	}
	return nil
}

// isRequestHeader reports whether a value is the headers of a request, and nothing else.
func (b *builder) isRequestHeader(v ssa.Value) bool {
	origins := b.flow.Origins(v)
	return len(origins) > 0 && !slices.ContainsFunc(origins, func(o flow.Origin) bool {
		return (o.Kind != flow.Source || o.Source != model.Header) && !(o.Kind == flow.Param && b.isRequest(v.Parent(), &o))
	})
}

// cutPrefix returns the text of which a value says what is left behind a prefix,
// or, at result 1, whether it has that.
func cutPrefix(v *ssa.Extract, result int) (of ssa.Value, prefix *ssa.Const) {
	call, ok := v.Tuple.(*ssa.Call)
	if !ok || v.Index != result {
		return nil, nil
	}
	if _, _, symbol, _ := flow.Callee(call.Common()); symbol != "strings.CutPrefix" {
		return nil, nil
	}
	prefix, _ = call.Call.Args[1].(*ssa.Const)
	return call.Call.Args[0], prefix
}
