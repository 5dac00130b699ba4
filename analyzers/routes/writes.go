package routes

import (
	"golang.org/x/tools/go/ssa"
)

// Write is what a function writes: where it can be called for a request, none of it
// is a setting.
type Write struct {
	Func    string
	Of      []string // fields and variables
	Fixed   []string // those to which it writes a constant, be it in what it makes itself
	Varies  []string // and something else
	Request bool     // the function is given a request, or stands in one that is
}

// writes returns what the functions of the package write. What a function makes
// itself is another one's only where it does so for a request.
func (b *builder) writes() (list []Write) {
	for _, fn := range b.flow.Funcs {
		if fn.Synthetic != "" {
			continue
		}
		w := Write{Func: b.flow.ID(fn), Request: b.answersRequests(fn)}
		for _, instr := range instructions(fn) {
			switch instr := instr.(type) {
			case *ssa.Store:
				_, fixed := instr.Val.(*ssa.Const)
				w.note(instr.Addr)
				w.vary(instr.Addr, fixed)
			case *ssa.MapUpdate:
				if load, ok := instr.Map.(*ssa.UnOp); ok {
					w.note(load.X)
				}
			case ssa.CallInstruction:
				c := instr.Common()
				for i, a := range c.Args {
					if i > 0 || c.IsInvoke() || c.Signature().Recv() == nil { // a method of a field keeps to itself
						w.note(unwrap(a))
						w.vary(unwrap(a), false)
					}
				}
			}
		}
		if len(w.Of)+len(w.Varies)+len(w.Fixed) > 0 {
			list = append(list, w)
		}
	}
	return list
}

// vary notes whether a constant is written to a place.
func (w *Write) vary(at ssa.Value, fixed bool) {
	symbol := ""
	switch at := at.(type) {
	case *ssa.Global:
		symbol = globalName(at)
	case *ssa.FieldAddr:
		if owner, field := fieldOf(at); owner != "" {
			symbol = owner + "." + field
		}
	}
	switch {
	case symbol == "":
	case fixed:
		w.Fixed = appendNew(w.Fixed, symbol)
	default:
		w.Varies = appendNew(w.Varies, symbol)
	}
}

// note adds what is kept at a place, and what that is a part of.
func (w *Write) note(at ssa.Value) {
	var of []string
	for {
		switch a := at.(type) {
		case *ssa.Global:
			of = append(of, globalName(a))
		case *ssa.FieldAddr:
			if owner, field := fieldOf(a); owner != "" {
				of = append(of, owner+"."+field)
			}
			at = a.X
			continue
		case *ssa.IndexAddr:
			at = a.X
			if load, ok := at.(*ssa.UnOp); ok {
				at = load.X
			}
			continue
		case *ssa.Alloc:
			if !w.Request {
				return
			}
		}
		break
	}
	for _, symbol := range of {
		w.Of = appendNew(w.Of, symbol)
	}
}
