package routes

import (
	"go/types"
	"maps"
	"slices"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/apiward/apiward/rules/model"
)

// What settings do to a function: which of its branches they decide, whether it is a
// guard under some of them, and what of that a caller is told.

// switching is a setting with what a function does not do where it holds, and where
// it does not.
type switching struct {
	Setting             // its Text is the condition itself
	holds, fails []edge // that are taken where it holds, and where it does not
}

// switches returns the settings that branches of fn ask for, by their text.
func (b *builder) switches(fn *ssa.Function) (list []switching) {
	for _, block := range fn.Blocks {
		branch, ok := block.Instrs[len(block.Instrs)-1].(*ssa.If)
		if !ok || block.Succs[0] == block.Succs[1] {
			continue
		}
		is, ok := b.settled(branch.Cond)
		if !ok {
			continue
		}
		is.At = b.placeOf(branch)
		yes, no := edge{block, block.Succs[0]}, edge{block, block.Succs[1]}
		if i := slices.IndexFunc(list, func(s switching) bool { return s.Text == is.Not && !strings.Contains(s.Text, "…") }); i >= 0 {
			list[i].holds, list[i].fails = append(list[i].holds, no), append(list[i].fails, yes)
			continue
		}
		if i := slices.IndexFunc(list, func(s switching) bool { return s.Text == is.Text && !strings.Contains(s.Text, "…") }); i >= 0 {
			list[i].holds, list[i].fails = append(list[i].holds, yes), append(list[i].fails, no)
			continue
		}
		if len(list) < maxSettings {
			list = append(list, switching{is, []edge{yes}, []edge{no}})
		}
	}
	return list
}

// supposing looks for settings under which something holds of fn, and returns those
// that it takes, as they are where it does not hold: none where it holds under all.
// What holds leaves behind is of the settings that were found.
func (b *builder) supposing(fn *ssa.Function, holds func() bool) (off []Setting, ok bool) {
	list := b.switches(fn)
	outer := b.shut
	defer func(assume bool) { b.shut, b.assume = outer, assume }(b.assume)
	b.assume = true
	under := func(state []supposed) bool {
		b.shut = maps.Clone(outer)
		if b.shut == nil {
			b.shut = map[edge]bool{}
		}
		for i, s := range list {
			switch state[i] {
			case isSo:
				shut(b.shut, s.fails)
			case isNot:
				shut(b.shut, s.holds)
			}
		}
		return holds()
	}
	var found []supposed
	always := true
	for mask := range 1 << len(list) {
		state := make([]supposed, len(list))
		for i := range state {
			state[i] = isSo + supposed(mask>>i&1)
		}
		if !under(state) {
			always = false
		} else if found == nil {
			found = state
		}
		if !always && found != nil {
			break
		}
	}
	if found == nil {
		return nil, false
	}
	if always {
		return nil, under(found)
	}
	for i := range found {
		was := found[i]
		if found[i] = isEither; !under(found) {
			found[i] = was
		}
	}
	for i, state := range found {
		switch state {
		case isSo:
			off = append(off, list[i].Otherwise())
		case isNot:
			off = append(off, list[i].Setting)
		}
	}
	return off, under(found)
}

// supposed is what is supposed of a setting.
type supposed uint8

const (
	isEither supposed = iota
	isSo
	isNot
)

func shut(edges map[edge]bool, list []edge) {
	for _, e := range list {
		edges[e] = true
	}
}

// switched fills in what a guard is where settings do not switch it off. judge says
// what it is as things are supposed at the time, and by which checks; lent says that
// what it calls has settings of its own.
func (b *builder) switched(g Guard, fn *ssa.Function, lent bool, judge func() (Guard, []gate)) Guard {
	if b.assume || g.State == Required && g.Lets == nil || !lent && len(b.switches(fn)) == 0 {
		return g
	}
	var on Guard
	var under []Setting // of the functions that checks ask
	off, ok := b.supposing(fn, func() bool {
		var gates []gate
		on, gates = judge()
		under = nil
		for i := range gates {
			if gates[i].role == model.Auth {
				under = addSettings(under, gates[i].off)
			}
		}
		return on.State == Required && on.Role == model.Auth && !on.Lets.others()
	})
	off = addSettings(off, under)
	switch {
	case !ok:
		return g
	case len(off) == 0:
		return on
	}
	on.On, on.Off = nil, nil
	g.On, g.Off = &on, off
	return g
}

// hasSettings reports whether what the checks of a function ask, or what hands
// requests on for it, has settings of its own.
func hasSettings(gates []gate, nexts []next) bool {
	return slices.ContainsFunc(gates, func(g gate) bool { return len(g.off) > 0 }) ||
		slices.ContainsFunc(nexts, func(n next) bool { return n.by != nil && n.by.Guard.On != nil })
}

// withLent returns the checks of a function with those of what hands requests on for
// it, as far as they have settings.
func withLent(gates []gate, nexts []next) []gate {
	for _, n := range nexts {
		if n.by != nil && n.by.Guard.On != nil {
			gates = append(gates, gate{role: model.Auth, off: n.by.Guard.Off})
		}
	}
	return gates
}

func addSettings(list, more []Setting) []Setting {
	for _, s := range more {
		if !slices.ContainsFunc(list, func(have Setting) bool { return have.At == s.At && have.Text == s.Text }) {
			list = append(list, s)
		}
	}
	return list
}

// settingsAt returns the settings of a called function as those of the caller, false
// where a request decides what it is called with.
func (b *builder) settingsAt(call *ssa.CallCommon, list []Setting) ([]Setting, bool) {
	var out []Setting
	for _, s := range list {
		w := &settling{b: b, seen: map[ssa.Value]bool{}, of: slices.Clone(s.Of), given: s.Given, within: 1}
		if in := callerOf(call); in != nil {
			w.fn = in
		}
		for _, i := range s.Params {
			if i >= len(call.Args) || !w.value(call.Args[i]) {
				return nil, false
			}
		}
		slices.Sort(w.of)
		s.Of, s.Params, s.Given = slices.Compact(w.of), w.params, w.given
		out = append(out, s)
	}
	return out, true
}

// callerOf returns the function that a call's arguments are of, nil for those that
// are none's.
func callerOf(call *ssa.CallCommon) *ssa.Function {
	for _, a := range call.Args {
		if in := a.Parent(); in != nil {
			return in
		}
	}
	return nil
}

// Switch is a condition of an operation that a setting decides, under the name that
// it has among the conditions: where the Setting holds, the operation is not done.
type Switch struct {
	When string
	Setting
}

// switchesOf returns the conditions under which a block runs that settings decide.
func (r *reader) switchesOf(block *ssa.BasicBlock) (list []Switch) {
	for ; block != nil && block.Parent() == r.fn && block.Idom() != nil; block = block.Idom() {
		above := block.Idom()
		side, ok := sideOf(above, block)
		here, outer := r.whenOf(block), r.whenOf(above)
		if !ok || len(here) == len(outer) {
			continue
		}
		branch, ok := above.Instrs[len(above.Instrs)-1].(*ssa.If)
		if !ok {
			continue
		}
		is, ok := r.b.settled(branch.Cond)
		if !ok {
			continue
		}
		if is.At = r.b.placeOf(branch); side == 0 {
			is = is.Otherwise()
		}
		is.Params = nil
		list = append(list, Switch{here[len(here)-1], is})
	}
	return list
}

// lend returns what a called function does with the settings of its guard as those of
// the caller, and without them where a request decides what it is called with.
func (b *builder) lend(info *Handler, call *ssa.CallCommon) *Handler {
	flat := info.Flat != nil && info.Flat.Guard.On != nil
	if info.Guard.On == nil && !flat {
		return info
	}
	out := *info
	out.Guard = b.lendGuard(out.Guard, call)
	if flat {
		layer := *info.Flat
		layer.Guard = b.lendGuard(layer.Guard, call)
		out.Flat = &layer
	}
	return &out
}

func (b *builder) lendGuard(g Guard, call *ssa.CallCommon) Guard {
	off, ok := b.settingsAt(call, g.Off)
	if g.Off = off; !ok {
		g.On = nil
	}
	return g
}

// between returns the setting by which one of two blocks is come to and not the
// other, as it is where the first is not.
func (b *builder) between(one, other *ssa.BasicBlock) (Setting, bool) {
	for above := one.Idom(); above != nil; above = above.Idom() {
		if !above.Dominates(other) {
			continue
		}
		branch, ok := above.Instrs[len(above.Instrs)-1].(*ssa.If)
		if !ok {
			return Setting{}, false
		}
		for side, to := range above.Succs {
			if len(to.Preds) != 1 || !to.Dominates(one) && !(to.Dominates(other) && above.Succs[0] != above.Succs[1]) {
				continue
			}
			is, ok := b.settled(branch.Cond)
			if !ok {
				return Setting{}, false
			}
			is.At = b.placeOf(branch)
			if to.Dominates(one) == (side == 0) {
				is = is.Otherwise()
			}
			return is, true
		}
		return Setting{}, false
	}
	return Setting{}, false
}

// isAnswering reports whether a value of type t may answer requests, or be a
// middleware: a function, or something with a method for requests.
func (b *builder) isAnswering(t types.Type) bool {
	switch u := t.Underlying().(type) {
	case *types.Signature:
		return true
	case *types.Interface:
		for m := range u.Methods() {
			for p := range m.Signature().Params().Variables() {
				if b.flow.IsRequest(p.Type()) {
					return true
				}
			}
		}
	}
	return false
}
