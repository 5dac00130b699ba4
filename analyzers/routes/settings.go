package routes

import (
	"go/types"
	"reflect"
	"slices"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/apiward/apiward/analyzers/internal/models"
	"github.com/apiward/apiward/rules/model"
)

// What a configuration says under a name is like a variable that everybody can
// read: it holds what it is at first, or what is not known. Libraries that read
// configurations are told what that is by calls, by structs, or by the tags of
// fields.

// readsSettings reports whether the package imports a library that reads
// configurations. Others are spared the questions.
func (b *builder) readsSettings() bool {
	return slices.ContainsFunc(b.pass.Pkg.Imports(), func(p *types.Package) bool {
		return b.models.Configures(p.Path()) || slices.ContainsFunc(p.Imports(), func(p *types.Package) bool { return b.models.Configures(p.Path()) })
	})
}

// setting returns the variable that the name is for a library.
func (b *builder) setting(path, name string) Expr {
	return Expr{Kind: Global, Name: b.models.Setting(path, name)}
}

// atFirst returns a text that holds until somebody says otherwise.
func atFirst(text Expr) Expr {
	return Expr{Kind: Choice, Args: []Expr{text, {Kind: Unknown, Name: "a configuration can say otherwise"}}}
}

// settingOf returns the text that a call yields or points to, where it is one of a
// configuration.
func (b *builder) settingOf(call *ssa.Call, depth int) (Expr, bool) {
	if !b.settings {
		return Expr{}, false
	}
	c := call.Common()
	_, pkg, symbol, recv := b.callee(c)
	if read, ok := b.models.SettingRead(symbol); ok {
		if name := b.read(argument(c, read.Name, recv), depth+1); name.Kind == Const {
			return b.setting(pkg, name.Name), true
		}
		return Expr{}, false
	}
	if define, ok := b.models.SettingDefined(symbol); ok && define.Points {
		return atFirst(b.read(argument(c, define.Default-1, recv), depth+1)), true
	}
	return Expr{}, false
}

// pointsToSetting reports whether a value is a place where a configuration keeps a
// text.
func (b *builder) pointsToSetting(v ssa.Value) bool {
	call, ok := v.(*ssa.Call)
	if !ok || !b.settings {
		return false
	}
	_, _, symbol, _ := b.callee(call.Common())
	define, ok := b.models.SettingDefined(symbol)
	return ok && define.Points
}

// configures reads a call that says what a text is at first, or fills a struct.
func (r *reader) configures(instr ssa.CallInstruction) {
	c := instr.Common()
	_, pkg, symbol, recv := r.b.callee(c)
	if define, ok := r.b.models.SettingDefined(symbol); ok {
		text := argument(c, define.Default-1, recv)
		if text == nil || !isString(unwrap(text).Type()) {
			return
		}
		value := r.b.expr(unwrap(text))
		if name := r.b.expr(argument(c, define.Name-1, recv)); name.Kind == Const {
			r.settle(r.b.setting(pkg, name.Name), atFirst(value), instr)
		}
		if into := argument(c, define.Into-1, recv); into != nil {
			r.settleAt(into, atFirst(value), instr)
		}
	}
	if fill, ok := r.b.models.SettingFill(symbol); ok {
		into := argument(c, fill.Into-1, recv)
		if into == nil {
			return
		}
		into = unwrap(into)
		if list, ok := into.(*ssa.Slice); ok { // the variadic one
			if elems, known := elements(list.X); known && len(elems) > 0 {
				into = unwrap(elems[0])
			}
		}
		r.tags(into.Type(), fill, pkg, nil, instr)
	}
}

// flagged reads a struct that says what a text is at first.
func (r *reader) flagged(alloc *ssa.Alloc) {
	symbol := models.TypeSymbol(alloc.Type())
	flag, ok := r.b.models.SettingFlag(symbol)
	if !ok {
		return
	}
	fields := map[string]ssa.Value{}
	for _, ref := range *alloc.Referrers() {
		addr, ok := ref.(*ssa.FieldAddr)
		if !ok {
			continue
		}
		for _, ref := range *addr.Referrers() {
			if st, ok := ref.(*ssa.Store); ok && st.Addr == ssa.Value(addr) {
				fields[fieldName(alloc.Type(), addr.Field)] = st.Val
			}
		}
	}
	value := Expr{Kind: Const}
	if text := fields[flag.Default]; text != nil {
		if !isString(text.Type()) {
			return
		}
		value = r.b.expr(text)
	} else if f := fieldNamed(alloc.Type(), flag.Default); f == nil || !isString(f.Type()) {
		return
	}
	if name := r.b.expr(fields[flag.Name]); name.Kind == Const && name.Name != "" {
		path := strings.TrimSuffix(symbol, "."+flag.Type)
		r.settle(r.b.setting(path, name.Name), atFirst(value), alloc)
	}
	if into := fields[flag.Into]; into != nil {
		r.settleAt(into, atFirst(value), alloc)
	}
}

func fieldNamed(t types.Type, name string) *types.Var {
	st, ok := underlying(t).(*types.Struct)
	if !ok {
		return nil
	}
	for f := range st.Fields() {
		if f.Name() == name {
			return f
		}
	}
	return nil
}

// settle notes what a variable holds at first. One that is at first what it is
// already holds nothing new.
func (r *reader) settle(variable, value Expr, at ssa.Instruction) {
	if slices.ContainsFunc(value.Args, variable.Equal) {
		return
	}
	op := r.op(Store, at)
	op.Router, op.Handler = variable, value
	r.add(op, at)
}

// settleAt notes the same of the field or variable that a value points to.
func (r *reader) settleAt(place ssa.Value, value Expr, at ssa.Instruction) {
	switch addr := r.b.captured(place).(type) {
	case *ssa.Global:
		r.settle(Expr{Kind: Global, Name: globalName(addr)}, value, at)
	case *ssa.FieldAddr:
		if owner, field := fieldOf(addr); owner != "" {
			r.settle(Expr{Kind: Field, Name: owner + "." + field}, value, at)
		}
	}
}

// maxTagged bounds how far structs are in structs that a configuration fills.
const maxTagged = 6

// tags notes what the fields of a struct hold that a call fills, and those of the
// structs in it. path is what its own field is known by.
func (r *reader) tags(t types.Type, fill model.Fill, pkg string, path []string, at ssa.Instruction) {
	st, ok := underlying(t).(*types.Struct)
	if owner := models.TypeSymbol(t); ok && len(path) <= maxTagged {
		for i := range st.NumFields() {
			f, tag := st.Field(i), reflect.StructTag(st.Tag(i))
			name, _, _ := strings.Cut(tag.Get(fill.Names), ",")
			switch {
			case name != "":
			case f.Embedded() && strings.Contains(tag.Get(fill.Names), "squash"):
			default:
				name = f.Name()
			}
			below := append(slices.Clip(path), name)
			if _, nested := underlying(f.Type()).(*types.Struct); nested {
				r.tags(f.Type(), fill, pkg, below, at)
			}
			if !isString(f.Type()) || owner == "" {
				continue
			}
			value := r.b.setting(pkg, strings.Join(below, "."))
			if fill.Names == "" {
				value = atFirst(Expr{Kind: Const, Name: tag.Get(fill.Default)})
			}
			r.settle(Expr{Kind: Field, Name: owner + "." + f.Name()}, value, at)
		}
	}
}
