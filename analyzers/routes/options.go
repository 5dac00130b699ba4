package routes

import (
	"slices"

	"golang.org/x/tools/go/ssa"
)

// noteOption records a call of an option by which a library's guard lets
// requests by.
func (b *builder) noteOption(instr ssa.Instruction) {
	if call, ok := instr.(*ssa.Call); ok {
		if _, _, symbol, _ := b.callee(call.Common()); b.models.Option(symbol) {
			b.options[symbol] = append(b.options[symbol], call)
		}
	}
}

// optional reports whether a guard is made with an option that lets requests by.
// Where it is made elsewhere, any use of the option in the package counts.
func (b *builder) optional(option string, args []ssa.Value) bool {
	these, known := b.optionsOf(args)
	return slices.ContainsFunc(b.options[option], func(call *ssa.Call) bool {
		on := len(call.Call.Args) == 0 || b.letsBy(call.Call.Args[0])
		return on && (!known || slices.Contains(these, ssa.Value(call)))
	})
}

// optionsOf returns the options that the first argument was made with, and
// whether it was made here.
func (b *builder) optionsOf(args []ssa.Value) ([]ssa.Value, bool) {
	if len(args) == 0 {
		return nil, false
	}
	v := args[0]
	if load, ok := v.(*ssa.UnOp); ok {
		if alloc, ok := b.captured(load.X).(*ssa.Alloc); ok && len(b.stores[alloc]) == 1 {
			v = b.stores[alloc][0].Val
		}
	}
	if x, ok := v.(*ssa.Extract); ok {
		v = x.Tuple
	}
	made, ok := v.(*ssa.Call)
	if !ok {
		return nil, false
	}
	var options []ssa.Value
	for _, arg := range made.Call.Args {
		list, ok := arg.(*ssa.Slice)
		if !ok {
			continue
		}
		if array, ok := list.X.(*ssa.Alloc); ok {
			values, known := elements(array)
			if !known {
				return nil, false
			}
			options = append(options, values...)
		}
	}
	return options, true
}
