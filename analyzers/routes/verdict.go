package routes

import (
	"go/constant"
	"go/token"
	"go/types"
	"slices"
	"strconv"

	"golang.org/x/tools/go/ssa"

	"github.com/apiward/apiward/analyzers/internal/flow"
)

// Not every helper says by an error that it refuses a request. Some answer with a
// status, with the truth that they have refused, or with a struct that has it all.
// Which of their returns let a request by, the check of their caller says.

// Verdict is what a check wants of what a function returns: that a result, or a
// field of it, has a value, or another one where Not is set.
type Verdict struct {
	Result int
	Field  string // "" for the result itself
	Value  string // a constant as go/constant writes it, or nil
	Not    bool
}

// Outcome is what the refusals of a function are worth to who wants a verdict of
// it, as [Handler.Lenient] and those beside it are to who wants no error.
type Outcome struct {
	Verdict
	Lenient GuardState
	Lets    *Decision
	Spares  bool
	Off     []Setting
	On      *Decision
}

// maxVerdicts bounds what a function is asked for.
const maxVerdicts = 12

const isNil = "nil"

// outcomes returns what the refusals of fn are worth by each verdict that makes
// them worth less than they seem.
func (b *builder) outcomes(fn *ssa.Function) (list []Outcome) {
	if fn.Blocks == nil || b.requestAmong(fn.Params) == nil {
		return nil
	}
	for _, v := range b.verdicts(fn) {
		of := b.lenient(fn, func(ret *ssa.Return) bool { return b.gives(ret, v) })
		if of.state != NoGuard || of.spares {
			list = append(list, Outcome{v, of.state, of.lets, of.spares, of.off, of.on})
		}
	}
	return list
}

// verdicts returns what may be asked of the results of fn.
func (b *builder) verdicts(fn *ssa.Function) (list []Verdict) {
	results := fn.Signature.Results()
	add := func(v Verdict) {
		if v.apart(results) && !slices.Contains(list, v) && len(list) < maxVerdicts {
			list = append(list, v)
		}
	}
	either := func(i int, field string, t types.Type) {
		switch u := t.Underlying().(type) {
		case *types.Pointer, *types.Interface:
			add(Verdict{i, field, isNil, !isError(t)})
		case *types.Basic:
			if u.Info()&(types.IsBoolean|types.IsInteger) == 0 {
				return
			}
			for _, ret := range returnsOf(fn) {
				value, _, known := b.heldIn(ret, i, field)
				if !known || value == "" {
					continue
				}
				add(Verdict{i, field, value, false})
				if u.Info()&types.IsInteger != 0 { // of a truth, the other one is a verdict as well
					add(Verdict{i, field, value, true})
				}
			}
		}
	}
	for i := range results.Len() {
		t := results.At(i).Type()
		either(i, "", t)
		if st, ok := structOf(t); ok && b.first(t) {
			for f := range st.Fields() {
				either(i, f.Name(), f.Type())
			}
		}
	}
	return list
}

// apart reports whether a verdict is none of those by which a function says by
// itself that all is well: no error, or a last truth.
func (v Verdict) apart(results *types.Tuple) bool {
	t := results.At(v.Result).Type()
	switch {
	case v.Field != "":
		return true
	case isError(t):
		return false
	case isBool(t):
		return v.Result < results.Len()-1 || v.Value == "false"
	case v.Value == isNil:
		return results.Len() == 1
	}
	return true
}

// gives reports whether a return gives what is wanted, or may: a truth or an error
// that a credential decides tells by itself, and so does a number.
func (b *builder) gives(ret *ssa.Return, v Verdict) bool {
	value, at, known := b.heldIn(ret, v.Result, v.Field)
	switch {
	case known:
		return (value == v.Value) != v.Not
	case at == nil || foundNotNil(at, ret.Block()):
		return at == nil || v.Value == isNil && v.Not
	case v.Value == isNil && v.Not:
		return true
	}
	return !isInt(at.Type()) && !slices.ContainsFunc(b.origins(at), func(o flow.Origin) bool { return isCredential(&o) || isNameless(&o) })
}

// verdictOf returns the call whose outcome a condition asks for and what it wants
// of it where it goes on on the given side, false where that is what the function
// says by itself.
func (b *builder) verdictOf(cond ssa.Value, side int) (*ssa.Call, Verdict, bool) {
	call, v, ok := b.answerAsked(cond, side)
	return call, v, ok && v.apart(call.Call.Signature().Results())
}

// answerAsked is as verdictOf, be it what the function says by itself.
func (b *builder) answerAsked(cond ssa.Value, side int) (*ssa.Call, Verdict, bool) {
	v := Verdict{Value: "true", Not: side == 1}
	of := cond
	if !isBool(cond.Type()) { // whether there is anything
		v = Verdict{Value: nothingOf(cond.Type()), Not: side == 0}
	}
	for {
		op, ok := of.(*ssa.UnOp)
		if !ok || op.Op != token.NOT {
			break
		}
		of, v.Not = op.X, !v.Not
	}
	if op, ok := of.(*ssa.BinOp); ok {
		c, isConst := op.Y.(*ssa.Const)
		if !isConst || op.Op != token.EQL && op.Op != token.NEQ {
			return nil, v, false
		}
		value, known := exact(c)
		if !known {
			return nil, v, false
		}
		of, v.Value, v.Not = op.X, value, v.Not != (op.Op == token.NEQ)
	}
	if v.Value == "true" || v.Value == "false" { // one word for what comes to the same
		v.Value, v.Not = strconv.FormatBool((v.Value == "true") != v.Not), false
	}
	of, v.Field = fieldRead(of)
	if x, ok := of.(*ssa.Extract); ok {
		of, v.Result = x.Tuple, x.Index
	}
	call, ok := of.(*ssa.Call)
	if !ok || v.Result >= call.Call.Signature().Results().Len() {
		return nil, v, false
	}
	return call, v, true
}

// structAsked returns the call, or its result, whose struct a condition asks for a
// field of; nil where it does not.
func structAsked(cond ssa.Value) ssa.Value {
	if op, ok := cond.(*ssa.UnOp); ok && op.Op == token.NOT {
		cond = op.X
	}
	if op, ok := cond.(*ssa.BinOp); ok {
		cond = op.X
	}
	of, field := fieldRead(cond)
	switch of.(type) {
	case *ssa.Call, *ssa.Extract:
		if field != "" {
			return of
		}
	}
	return nil
}

// fieldRead returns what a field is read of, and its name: the value itself where
// none is.
func fieldRead(v ssa.Value) (ssa.Value, string) {
	switch x := v.(type) {
	case *ssa.Field:
		return x.X, fieldName(x.X.Type(), x.Field)
	case *ssa.UnOp:
		at, ok := x.X.(*ssa.FieldAddr)
		if !ok || x.Op != token.MUL {
			break
		}
		of, name := at.X, fieldName(at.X.Type(), at.Field)
		if local, ok := of.(*ssa.Alloc); ok { // res := f(r)
			var stored []ssa.Value
			for _, ref := range *local.Referrers() {
				if st, ok := ref.(*ssa.Store); ok && st.Addr == ssa.Value(local) {
					stored = append(stored, st.Val)
				}
			}
			if len(stored) == 1 {
				return stored[0], name
			}
		}
		return of, name
	}
	return v, ""
}

// heldIn returns the constant that a result, or a field of it, is where a function
// returns, where that is known: "" stands for something that is not nil. Otherwise
// it returns the value that is there, nil if that is not known either.
func (b *builder) heldIn(ret *ssa.Return, result int, field string) (value string, at ssa.Value, known bool) {
	tell := func(v ssa.Value) (string, ssa.Value, bool) {
		value, known := exact(v)
		return value, v, known
	}
	if result >= len(ret.Results) {
		return "", nil, false
	}
	v := ret.Results[result]
	if field == "" {
		return tell(v)
	}
	if c, ok := v.(*ssa.Const); ok && c.Value == nil {
		if _, isStruct := c.Type().Underlying().(*types.Struct); isStruct {
			return tell(zeroOf(c.Type(), field))
		}
		return "", nil, false
	}
	if load, ok := v.(*ssa.UnOp); ok && load.Op == token.MUL {
		v = load.X
	}
	made, ok := v.(*ssa.Alloc)
	if !ok {
		return "", nil, false
	}
	var stores []*ssa.Store
	for _, ref := range *made.Referrers() {
		switch ref := ref.(type) {
		case *ssa.FieldAddr:
			if fieldName(ref.X.Type(), ref.Field) != field {
				continue
			}
			for _, user := range *ref.Referrers() {
				if st, ok := user.(*ssa.Store); ok && st.Addr == ssa.Value(ref) {
					stores = append(stores, st)
				}
			}
		case *ssa.Store:
			if ref.Addr == ssa.Value(made) {
				return "", nil, false // of another
			}
		case *ssa.Call, *ssa.MakeInterface, *ssa.MakeClosure:
			return "", nil, false // whoever gets it may fill it
		}
	}
	var last *ssa.Store
	for _, st := range stores {
		if before(st, ret) && (last == nil || before(last, st)) {
			last = st
		}
	}
	for _, st := range stores {
		if st != last && (last == nil || !before(st, last)) && b.reachable(st.Block(), nil)[ret.Block()] {
			return "", nil, false // which of them was there is not known
		}
	}
	if last == nil {
		return tell(zeroOf(made.Type(), field))
	}
	return tell(last.Val)
}

// zeroOf returns what a field of a new struct holds, nil if it has no such field.
func zeroOf(t types.Type, field string) ssa.Value {
	st, ok := structOf(t)
	for i := 0; ok && i < st.NumFields(); i++ {
		if st.Field(i).Name() == field {
			return ssa.NewConst(nil, st.Field(i).Type())
		}
	}
	return nil
}

// exact returns a constant as it is compared: "" stands for something that is not
// nil.
func exact(v ssa.Value) (string, bool) {
	switch v := v.(type) {
	case *ssa.Const:
		switch {
		case v.Value != nil && v.Value.Kind() != constant.Unknown:
			return v.Value.ExactString(), true
		case v.IsNil():
			return isNil, true
		}
		if basic, ok := v.Type().Underlying().(*types.Basic); ok {
			switch {
			case basic.Info()&types.IsBoolean != 0:
				return "false", true
			case basic.Info()&types.IsInteger != 0:
				return "0", true
			}
		}
	case *ssa.Alloc, *ssa.MakeInterface, *ssa.MakeClosure:
		return "", true
	case *ssa.UnOp:
		if _, ok := v.X.(*ssa.Global); ok && v.Op == token.MUL && isError(v.Type()) {
			return "", true
		}
	}
	return "", false
}
