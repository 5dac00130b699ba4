package routes

import (
	"go/constant"
	"go/types"
	"reflect"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/apiward/apiward/analyzers/internal/flow"
	"github.com/apiward/apiward/analyzers/internal/models"
	"github.com/apiward/apiward/rules/model"
)

// What implements a generated server, or a decoded operation, does not write to a
// client: it returns an answer that does so, or an error. It turns callers away
// by what it returns.

// replies reports whether a function returns what is answered: a value that writes
// itself to a client, or a value or an error for a request that was decoded.
func (b *builder) replies(sig *types.Signature) bool {
	results := sig.Results()
	if results.Len() == 0 {
		return false
	}
	if b.isAnswer(results.At(0).Type()) {
		return true
	}
	return sig.Params().Len() == 2 && models.TypeSymbol(sig.Params().At(0).Type()) == "context.Context" &&
		results.Len() == 2 && isError(results.At(1).Type())
}

// replying returns what a function that returns an answer asks of callers, nil if
// that is nothing.
func (b *builder) replying(fn *ssa.Function) *Handler {
	if fn.Blocks == nil || !b.replies(fn.Signature) {
		return nil
	}
	all := map[*ssa.BasicBlock]bool{}
	for _, block := range fn.Blocks {
		all[block] = true
	}
	if !b.forbids(all, 401, 403) {
		return nil
	}
	guard := b.guard(fn, b.gates(fn, nil), nil)
	if guard.State == NoGuard {
		return nil
	}
	return &Handler{Func: b.flow.ID(fn), At: b.flow.Position(fn.Pos()), Inner: true, Guard: guard}
}

// denial returns what a method that writes an answer to a client says of who is
// not let by, nil if that is nothing.
func (b *builder) denial(fn *ssa.Function) *Handler {
	if fn.Blocks == nil || fn.Signature.Recv() == nil {
		return nil
	}
	writes := false
	for p := range fn.Signature.Params().Variables() {
		writes = writes || models.TypeSymbol(p.Type()) == httpResponse || b.isContext(p.Type())
	}
	if !writes {
		return nil
	}
	for _, block := range fn.Blocks {
		for _, code := range b.codesOf(block) {
			if code == 401 || code == 403 {
				return &Handler{Func: b.flow.ID(fn), At: b.flow.Position(fn.Pos()), Inner: true, Forbids: code}
			}
		}
	}
	return nil
}

// codesOf returns the status codes that a block answers with, as far as they are
// constant.
func (b *builder) codesOf(block *ssa.BasicBlock) []int64 {
	var codes []int64
	for _, instr := range block.Instrs {
		switch instr := instr.(type) {
		case ssa.CallInstruction:
			c := instr.Common()
			codes = append(codes, statusesOf(c)...)
			codes = append(codes, b.answersOf(c)...)
			if _, _, symbol, _ := b.callee(c); symbol != "" {
				if code, ok := b.models.AnswerStatus(symbol); ok {
					codes = append(codes, code)
				}
			}
		case *ssa.Return:
			for _, v := range instr.Results {
				codes = append(codes, statusesIn(v)...)
				if box, ok := v.(*ssa.MakeInterface); ok {
					codes = append(codes, b.answered(box)...)
				}
			}
		}
	}
	return codes
}

// answered returns the status that an answer of a concrete type is sent with,
// where that tells who is not let by.
func (b *builder) answered(box *ssa.MakeInterface) []int64 {
	if !b.isAnswer(box.Type()) {
		return nil
	}
	iface, _ := box.Type().Underlying().(*types.Interface)
	for m := range iface.Methods() {
		obj, _, _ := types.LookupFieldOrMethod(box.X.Type(), true, m.Pkg(), m.Name())
		fn, ok := obj.(*types.Func)
		if !ok {
			continue
		}
		if sum := b.summaryOf(fn); sum != nil && sum.Info != nil && sum.Info.Forbids > 0 {
			return []int64{sum.Info.Forbids}
		}
	}
	return nil
}

// decoded returns the parts of the request that origins are which name a field of
// the decoded request of fn, by what the field's tag says of where it is from.
func (b *builder) decoded(list []flow.Origin, cond ssa.Value) (found []flow.Origin) {
	fn := cond.Parent()
	if fn == nil || !b.replies(fn.Signature) {
		return nil
	}
	for _, o := range list {
		if o.Kind == flow.Param && o.Func == b.flow.ID(fn) && o.Index < len(fn.Params) && leadsToRequest(fn.Params[o.Index].Type(), o.Name) {
			return b.named(cond)
		}
		if o.Kind != flow.Param || o.Func != b.flow.ID(fn) || o.Index >= len(fn.Params) || o.Name == "" {
			continue
		}
		for kind, name := range tagged(fn.Params[o.Index].Type(), o.Name) {
			found = append(found, flow.From(flow.What{Kind: flow.Source, Source: kind, Name: name}))
		}
	}
	return found
}

// named returns the parts of a request that calls on the way to a condition ask
// for by name.
func (b *builder) named(cond ssa.Value) (found []flow.Origin) {
	seen := map[ssa.Value]bool{}
	var visit func(v ssa.Value)
	visit = func(v ssa.Value) {
		instr, ok := v.(ssa.Instruction)
		if !ok || seen[v] || len(seen) > maxOrigins {
			return
		}
		seen[v] = true
		if call, ok := v.(*ssa.Call); ok {
			_, _, symbol, isMethod := b.callee(&call.Call)
			if src, ok := b.models.Source(symbol); ok && src.Kind != model.Context {
				name := src.Name
				if key, ok := argument(&call.Call, src.Key, isMethod).(*ssa.Const); ok && key.Value != nil && key.Value.Kind() == constant.String {
					name = constant.StringVal(key.Value)
				}
				found = append(found, flow.From(flow.What{Kind: flow.Source, Source: src.Kind, Name: name}))
			}
		}
		var buf [8]*ssa.Value
		for _, op := range instr.Operands(buf[:0]) {
			if *op != nil {
				visit(*op)
			}
		}
	}
	visit(cond)
	return found
}

// tagged returns which part of a request the field is decoded from that a path
// names.
func tagged(t types.Type, path string) map[model.SourceKind]string {
	name, rest := flow.CutField(path)
	st, ok := structOf(t)
	for i := 0; ok && i < st.NumFields(); i++ {
		if st.Field(i).Name() != name {
			continue
		}
		if rest != "" {
			return tagged(st.Field(i).Type(), rest)
		}
		for _, kind := range []model.SourceKind{model.Header, model.Cookie, model.Query} {
			if tag, ok := reflect.StructTag(st.Tag(i)).Lookup(string(kind)); ok {
				tag, _, _ = strings.Cut(tag, ",")
				return map[model.SourceKind]string{kind: tag}
			}
		}
	}
	return nil
}
