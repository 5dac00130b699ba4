package models

import (
	"strings"

	"github.com/apiward/apiward/rules/model"
)

// The helpers below write the sinks of SQL libraries down as their
// documentation lists them: names of types and of their methods, parted by
// spaces. The type "-" stands for the package's own functions. arg never counts
// the receiver.

// texts are calls with SQL text as their argument arg.
func texts(arg int, types, calls string) []model.Sink {
	return sinksOf(model.Sink{Kind: model.SQL, Arg: arg}, types, calls)
}

// lists are calls with SQL text in all arguments from arg on.
func lists(arg int, types, calls string) []model.Sink {
	return sinksOf(model.Sink{Kind: model.SQL, Arg: arg, Rest: true}, types, calls)
}

// conditions are calls whose argument arg may be anything, and is SQL text if
// it is a string.
func conditions(arg int, types, calls string) []model.Sink {
	return sinksOf(model.Sink{Kind: model.SQL, Arg: arg, Text: true}, types, calls)
}

// conditionLists are calls where all arguments from arg on may be anything, and
// are SQL text where they are strings.
func conditionLists(arg int, types, calls string) []model.Sink {
	return sinksOf(model.Sink{Kind: model.SQL, Arg: arg, Rest: true, Text: true}, types, calls)
}

// sinksOf returns a sink like the given one for each call of each type.
func sinksOf(like model.Sink, types, calls string) []model.Sink {
	var list []model.Sink
	for _, symbol := range members(types, calls) {
		like.Symbol = symbol
		list = append(list, like)
	}
	return list
}

// members returns the symbols of all calls of all types.
func members(types, calls string) []string {
	var list []string
	for typ := range strings.FieldsSeq(types) {
		for call := range strings.FieldsSeq(calls) {
			list = append(list, strings.TrimPrefix(typ+"."+call, "-."))
		}
	}
	return list
}

// built are calls that hand out the statement of a builder: what is text in it
// went through the builder's sinks, and the rest are placeholders.
func built(types, calls string) []model.Sanitizer { return quoters(members(types, calls)...) }
