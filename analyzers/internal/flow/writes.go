package flow

import (
	"slices"

	"golang.org/x/tools/go/ssa"
)

// A text that is written into a buffer stands behind what was written before:
// the order of the calls is the order of the parts.

// behind returns what a call that writes into the buffer v puts there: the
// values of the set behind what was written on every way to the call.
func (f *family) behind(v ssa.Value, at ssa.Instruction, symbol string, s set) set {
	if len(s) == 0 || !writesBuffer(symbol) {
		return s
	}
	buffer := f.addressOf(v).root
	if !isMade(buffer) {
		return s
	}
	var before []*ssa.Call
	for _, call := range writers(buffer) {
		_, _, symbol, _ := f.state.callee(&call.Call)
		if emptiesBuffer(symbol) && !precedesAll(call, buffer) {
			return s
		}
		if writesBuffer(symbol) && call != at && call.Parent() == at.Parent() && dominates(call, at) {
			before = append(before, call)
		}
	}
	slices.SortStableFunc(before, func(a, b *ssa.Call) int {
		if dominates(a, b) {
			return -1
		}
		return 1
	})
	var parts []piece
	for _, call := range before {
		parts = append(parts, writtenBy(call)...)
	}
	if symbol != "fmt.Fprintf" {
		return after(parts, nil, s)
	}
	args := at.(ssa.CallInstruction).Common().Args
	own, ok := formatted(args[1], args[2])
	if !ok {
		return after(parts, nil, s)
	}
	var written set
	for i, p := range own {
		if p.value != nil {
			written.union(after(append(slices.Clone(parts), flat(own[:i])...), p.value, f.use(p.value, at)), &f.spent)
		}
	}
	return written.with(Mixed)
}

// isMade reports whether a buffer is the function's own from where v stands: a
// variable, or what a call has returned, as a pool does.
func isMade(v ssa.Value) bool {
	switch v.(type) {
	case *ssa.Alloc, *ssa.Call, *ssa.Extract:
		return true
	}
	return false
}

// emptiesBuffer reports whether calls of the symbol take out of a buffer what was
// written.
func emptiesBuffer(symbol string) bool {
	switch symbol {
	case "strings.Builder.Reset", "bytes.Buffer.Reset", "bytes.Buffer.Truncate":
		return true
	}
	return false
}

// precedesAll reports whether a call that empties the buffer runs before all that
// write into it.
func precedesAll(reset *ssa.Call, buffer ssa.Value) bool {
	for _, call := range writers(buffer) {
		if _, _, symbol, _ := Callee(&call.Call); writesBuffer(symbol) && (call.Parent() != reset.Parent() || !dominates(reset, call)) {
			return false
		}
	}
	return true
}

// writesBuffer reports whether calls of the symbol append to a buffer.
func writesBuffer(symbol string) bool {
	switch symbol {
	case "strings.Builder.WriteString", "strings.Builder.Write", "strings.Builder.WriteByte", "strings.Builder.WriteRune",
		"bytes.Buffer.WriteString", "bytes.Buffer.Write", "bytes.Buffer.WriteByte", "bytes.Buffer.WriteRune",
		"io.WriteString", "fmt.Fprint", "fmt.Fprintf":
		return true
	}
	return false
}

// writers returns the calls that are given the buffer, as it is or as a writer.
func writers(buffer ssa.Value) []*ssa.Call {
	var list []*ssa.Call
	for _, ref := range *buffer.Referrers() {
		switch x := ref.(type) {
		case *ssa.TypeAssert:
			list = append(list, writers(x)...)
		case *ssa.Call:
			if len(x.Call.Args) > 0 && x.Call.Args[0] == buffer {
				list = append(list, x)
			}
		case *ssa.MakeInterface:
			list = append(list, writers(x)...)
		}
	}
	return list
}

// writtenBy returns the parts that a call writes.
func writtenBy(call *ssa.Call) []piece {
	args := call.Call.Args
	switch _, _, symbol, _ := Callee(&call.Call); symbol {
	case "fmt.Fprintf":
		if parts, ok := formatted(args[1], args[2]); ok {
			return flat(parts)
		}
	case "strings.Builder.WriteByte", "bytes.Buffer.WriteByte", "strings.Builder.WriteRune", "bytes.Buffer.WriteRune":
		if c, ok := args[1].(*ssa.Const); ok {
			return []piece{{text: string(rune(c.Int64()))}}
		}
	case "fmt.Fprint":
	default:
		return pieces(args[1])
	}
	return []piece{{value: call}}
}
