package routes

import (
	"cmp"
	"go/types"
	"slices"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/apiward/apiward/analyzers/internal/flow"
	"github.com/apiward/apiward/analyzers/internal/models"
	"github.com/apiward/apiward/rules/model"
)

// A check of what a context holds proves nothing where all that the program ever
// leaves under that key says nothing of who is calling: a prefix that was cut off
// the path, the language of a page.

// Left is what the functions of a package leave under one key of contexts.
type Left struct {
	Key  string
	Says Worth
}

// Worth says what is left under a key of contexts, least first.
type Worth uint8

// What is left.
const (
	SaysNothing Worth = iota // there is something for those alone that the function calls
	SaysPlainly              // all of it is known, and says nothing of who is calling
	SaysMore                 // it may say who is calling
)

// left returns what the package leaves in contexts, by key.
func (b *builder) left() []Left {
	most := map[string]Worth{}
	note := func(key string, says Worth) {
		if key != "" {
			most[key] = max(most[key], says)
		}
	}
	for _, fn := range b.flow.Funcs {
		if sum := b.sums[b.flow.ID(fn)]; sum != nil {
			for _, s := range sum.Sets {
				says := b.leavesUnder(fn, s.Key)
				if says == SaysMore && b.isVain(s.Origin) {
					says = SaysPlainly
				}
				note(s.Key, says)
			}
		}
		sum := b.done[fn]
		if sum == nil || sum.Info == nil {
			continue
		}
		for _, key := range sum.Info.Sets {
			note(BareKey(key), SaysMore)
		}
		for _, told := range sum.Info.Told {
			note(BareKey(told.Key), SaysMore)
		}
	}
	list := make([]Left, 0, len(most))
	for key, says := range most {
		list = append(list, Left{Key: key, Says: says})
	}
	slices.SortFunc(list, func(x, y Left) int { return cmp.Compare(x.Key, y.Key) })
	return list
}

// isVain reports whether all that a value comes from is known, and no part of it
// says who is calling: where a request came in, or how the program is set up.
// What comes from nowhere that is seen may be anything.
func (b *builder) isVain(origins []flow.Origin) bool {
	return len(origins) > 0 && !slices.ContainsFunc(origins, func(o flow.Origin) bool {
		switch {
		case o.Kind == flow.Param:
			return !b.setsUp(b.byID[o.Func])
		case o.Kind != flow.Source:
			return true
		}
		switch o.Source {
		case model.URL, model.Path, model.Host, model.Query, model.Header:
			return isCredential(&o) || isNameless(&o)
		}
		return true
	})
}

// underKey is a function that leaves something under a key.
type underKey struct {
	fn  *ssa.Function
	key string
}

// leavesUnder returns what fn leaves under a key, itself or by what it calls: the language
// of a page and a flag of a part of the service are plain.
func (b *builder) leavesUnder(fn *ssa.Function, key string) Worth {
	at := underKey{fn, key}
	if says, ok := b.worth[at]; ok {
		return says
	}
	if b.worth == nil {
		b.worth = map[underKey]Worth{}
	}
	b.worth[at] = SaysMore // what calls itself
	says := b.worthUnder(fn, key)
	b.worth[at] = says
	return says
}

func (b *builder) worthUnder(fn *ssa.Function, key string) Worth {
	most, found := SaysNothing, false
	leaves := func(of *ssa.Function) bool {
		sum := b.flow.Summary(of)
		return sum != nil && slices.ContainsFunc(sum.Sets, func(s flow.Set) bool { return s.Key == key })
	}
	for _, lit := range fn.AnonFuncs {
		found = found || leaves(lit) // which is asked itself
	}
	for _, instr := range instructions(fn) {
		at, ok := instr.(ssa.CallInstruction)
		if !ok {
			continue
		}
		var named ssa.Value
		call, _ := at.(*ssa.Call)
		if call != nil {
			named, _ = b.keyPut(call)
		}
		here := SaysPlainly
		switch callee := at.Common().StaticCallee(); {
		case named == nil:
			if callee == nil || !leaves(callee) {
				continue
			}
			if here = SaysMore; callee.Pkg == b.flow.SSA {
				here = b.leavesUnder(callee, key)
			}
		case flow.Key(named) != key:
			continue
		case b.staysBelow(call):
			here = SaysNothing
		case slices.ContainsFunc(call.Call.Args, func(a ssa.Value) bool { return a != named && !b.flow.IsRequest(a.Type()) && !b.isFixed(a) }):
			here = SaysMore
		}
		if here == SaysPlainly && !b.isPlainly(at.Block()) {
			here = SaysMore
		}
		if here == SaysMore {
			return here
		}
		most, found = max(most, here), true
	}
	if !found {
		return SaysMore
	}
	return most
}

// staysBelow reports whether a context that is made of another is handed to functions
// that fn calls, and gets to none that requests come to next.
func (b *builder) staysBelow(made *ssa.Call) bool {
	seen := map[ssa.Value]bool{}
	var stays func(v ssa.Value) bool
	stays = func(v ssa.Value) bool {
		if seen[v] {
			return true
		}
		seen[v] = true
		for _, ref := range *v.Referrers() {
			switch ref := ref.(type) {
			case *ssa.Phi:
				if !stays(ref) {
					return false
				}
			case *ssa.DebugRef:
			case *ssa.Call:
				fn, _, symbol, _ := b.callee(ref.Common())
				switch {
				case symbol == "context.WithValue":
					if !stays(ref) {
						return false
					}
				case fn == nil || !b.keeps(ref.Call.Signature()):
					return false
				}
			default:
				return false
			}
		}
		return true
	}
	_, _, symbol, _ := b.callee(made.Common())
	return symbol == "context.WithValue" && stays(made)
}

// keeps reports whether a function that is given a context cannot hand it to what
// requests come to: it is given no request and no function, and makes none.
func (b *builder) keeps(sig *types.Signature) bool {
	for p := range sig.Params().Variables() {
		if _, isFunc := p.Type().Underlying().(*types.Signature); isFunc || b.flow.IsRequest(p.Type()) && models.TypeSymbol(p.Type()) != "context.Context" {
			return false
		}
	}
	for r := range sig.Results().Variables() {
		if _, isFunc := r.Type().Underlying().(*types.Signature); isFunc || b.flow.IsRequest(r.Type()) {
			return false
		}
	}
	return true
}

// isFixed reports whether a value is a constant, or a text or a number that is one of
// several which the program knows.
func (b *builder) isFixed(v ssa.Value) bool {
	if _, ok := unwrap(v).(*ssa.Const); ok {
		return true
	}
	_, basic := unwrap(v).Type().Underlying().(*types.Basic)
	return basic && len(b.flow.Origins(v)) == 0
}

// isPlainly reports whether nothing that may say who is calling decides whether a block
// runs.
func (b *builder) isPlainly(block *ssa.BasicBlock) bool {
	for _, above := range block.Parent().Blocks {
		branch, ok := above.Instrs[len(above.Instrs)-1].(*ssa.If)
		if !ok || !b.reachable(above.Succs[0], nil)[block] && !b.reachable(above.Succs[1], nil)[block] {
			continue
		}
		if origins := b.origins(branch.Cond); len(origins) > 0 && !b.isVain(origins) {
			return false
		}
	}
	return true
}

// setsUp reports whether fn makes middleware or handlers and is given no request:
// what it is given says how the program is set up.
func (b *builder) setsUp(fn *ssa.Function) bool {
	if fn == nil || fn.Signature.Results().Len() == 0 || b.requestAmong(fn.Params) != nil {
		return false
	}
	t := fn.Signature.Results().At(0).Type()
	if _, isFunc := t.Underlying().(*types.Signature); !isFunc {
		return false
	}
	return b.isMiddleware(t) || b.isHandler(t)
}

// BareKey returns the key of a context without what it is asked by.
func BareKey(key string) string {
	key, _, _ = strings.Cut(key, byField)
	return strings.TrimSuffix(strings.TrimSuffix(key, byType), byContent)
}
