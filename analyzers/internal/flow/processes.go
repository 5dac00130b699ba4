package flow

import (
	"slices"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/apiward/apiward/analyzers/internal/models"
	"github.com/apiward/apiward/rules/model"
)

// A list in a field can be made by steps: what a call was given begins it, and what is
// appended to it later goes on. So it is with the arguments of a process.

// fieldLoad returns the struct and the field's symbol that v is read from, "" if it is
// no such thing.
func (f *family) fieldLoad(v ssa.Value) (of ssa.Value, symbol string, at ssa.Instruction) {
	load, ok := v.(*ssa.UnOp)
	if !ok {
		return nil, "", nil
	}
	place, ok := load.X.(*ssa.FieldAddr)
	if !ok {
		return nil, "", nil
	}
	return place.X, f.state.member(fieldOf(place.X.Type(), place.Field)).symbol, load
}

// inField returns what the list in a field of the struct that of points to holds where
// an instruction runs, in order; nil where that is not known.
func (f *family) inField(of ssa.Value, symbol string, at ssa.Instruction) []ssa.Value {
	var last *ssa.Store
	for _, ref := range referrers(of) {
		place, ok := ref.(*ssa.FieldAddr)
		if !ok || f.state.member(fieldOf(place.X.Type(), place.Field)).symbol != symbol {
			continue
		}
		for _, ref := range referrers(place) {
			st, ok := ref.(*ssa.Store)
			switch {
			case !ok || st.Addr != ssa.Value(place):
			case st.Parent() != at.Parent():
				return nil
			case dominates(st, at):
				if last == nil || dominates(last, st) {
					last = st
				}
			case st.Block() != at.Block() && reaches(st.Block(), at.Block()):
				return nil // on some ways alone
			}
		}
	}
	if last != nil {
		before, list := f.listed(last.Val)
		return append(before, list...)
	}
	call, ok := of.(*ssa.Call)
	if !ok {
		return nil
	}
	_, _, called, recv := f.state.callee(&call.Call)
	for _, sink := range f.state.models.Sinks(called) {
		if i := shifted(sink.Arg, recv); sink.Begins != "" && strings.HasSuffix(symbol, "."+sink.Begins) && isAmong(call.Call.Args, i) {
			var list []ssa.Value
			for _, a := range call.Call.Args[i:] {
				if !nilConst(a) {
					list = append(list, elements(a)...)
				}
			}
			return list
		}
	}
	return nil
}

// listed returns the values in a list, those apart that a field held before it was
// appended to.
func (f *family) listed(v ssa.Value) (before, list []ssa.Value) {
	list = elements(v)
	of, symbol, at := f.fieldLoad(list[0])
	if symbol == "" {
		return nil, list
	}
	if before = f.inField(of, symbol, at); before != nil {
		return before, list[1:]
	}
	return nil, list
}

// referrers returns what uses v, nothing for what is not of the function alone.
func referrers(v ssa.Value) []ssa.Instruction {
	if refs := v.Referrers(); refs != nil {
		return *refs
	}
	return nil
}

// isGiven reports whether the struct, a field of which an instruction stores to, has a
// list in another field as a model asks for: its first element is one of the program's
// names, and those behind are options, none of which names what to run.
func (f *family) isGiven(g *model.Given, at ssa.Instruction) bool {
	st, ok := at.(*ssa.Store)
	if !ok {
		return false
	}
	place, ok := st.Addr.(*ssa.FieldAddr)
	if !ok {
		return false
	}
	owner, _ := fieldOf(place.X.Type(), place.Field)
	list := f.inField(place.X, models.TypeSymbol(owner)+"."+g.Field, at)
	if len(list) == 0 || !slices.Contains(g.First, text(list[0])) {
		return false
	}
	return !slices.ContainsFunc(list[1:], func(v ssa.Value) bool {
		option := text(v)
		return !strings.HasPrefix(option, "-") || slices.Contains(g.But, option)
	})
}
