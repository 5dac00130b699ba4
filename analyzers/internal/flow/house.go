package flow

import (
	"fmt"
	"go/constant"
	"go/types"
	"reflect"
	"slices"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/apiward/apiward/analyzers/internal/models"
	"github.com/apiward/apiward/rules/model"
)

// house returns the origin that a call of the symbol, or a read of the field, is
// by a flow of the policy's own. It stands beside what the value is found to come
// from otherwise, and is nothing to any other rule.
func (s *state) house(symbol string, at Position) (Origin, bool) {
	flows := s.models.HouseSource(symbol)
	if flows == 0 {
		return Origin{}, false
	}
	o := From(What{Kind: Source, Source: model.House, Name: symbol, Index: flows})
	o.Steps = Trace(Step{at, o.Describe() + " is read here"})
	return o, true
}

// houseParts returns the fields that flows of the policy's own begin with, of a
// struct that becomes a value of an interface as a whole: what logs or encodes that
// shows them. A type that says itself how it is shown, and a field that encoders are
// told to leave out, are taken to be meant so.
func (f *family) houseParts(v *ssa.MakeInterface) (parts set) {
	if !f.state.models.HasHouseSources() {
		return nil
	}
	t := v.X.Type()
	if list, ok := t.Underlying().(*types.Slice); ok {
		t = list.Elem()
	}
	name := models.TypeName(t)
	if name == nil || name.Pkg() == nil || saysItself(name.Type()) {
		return nil
	}
	st, ok := name.Type().Underlying().(*types.Struct)
	if !ok {
		return nil
	}
	for i := range st.NumFields() {
		field := st.Field(i)
		o, ok := f.state.house(models.TypeSymbol(name.Type())+"."+field.Name(), f.conversionAt(v))
		if !ok || !field.Exported() || f.isSoft(field.Type()) || reflect.StructTag(st.Tag(i)).Get("json") == "-" {
			continue
		}
		o.Steps = Trace(Step{f.conversionAt(v), o.Describe() + " goes along with the whole from here"})
		parts = append(parts, o)
	}
	return parts
}

// saysItself reports whether a type has a method by which it is logged or encoded.
func saysItself(t types.Type) bool {
	methods := types.NewMethodSet(types.NewPointer(t))
	return slices.ContainsFunc([]string{"String", "Format", "GoString", "LogValue", "MarshalJSON", "MarshalText", "MarshalYAML", "MarshalXML"}, func(name string) bool {
		return methods.Lookup(nil, name) != nil
	})
}

// principal reports whether the policy says that who is calling stands in
// contexts under the key, which is as [Key] writes it.
func (s *state) principal(key string) bool {
	symbols := s.models.Principals()
	if len(symbols) == 0 || key == "" {
		return false
	}
	if s.principals == nil {
		s.principals = map[string]bool{}
		for _, symbol := range symbols {
			if name := s.keyOf(symbol); name != "" {
				s.principals[name] = true
			}
		}
	}
	typ, _, _ := strings.Cut(key, "(")
	return s.principals[key] || slices.Contains(symbols, typ) || slices.ContainsFunc(symbols, func(symbol string) bool {
		return key == symbol || strings.HasSuffix(key, "("+symbol+")") || strings.HasSuffix(key, "(&"+symbol+")")
	})
}

// keyOf returns how the constant that a symbol stands for is written as a key, ""
// where it stands for none that the package can see.
func (s *state) keyOf(symbol string) string {
	dot := strings.LastIndexByte(symbol, '.')
	if dot < 0 {
		return ""
	}
	for _, pkg := range append([]*types.Package{s.pass.Pkg}, s.pass.Pkg.Imports()...) {
		if pkg.Path() != symbol[:dot] {
			continue
		}
		c, ok := pkg.Scope().Lookup(symbol[dot+1:]).(*types.Const)
		if !ok {
			return ""
		}
		text := c.Val().ExactString()
		if c.Val().Kind() == constant.String {
			text = constant.StringVal(c.Val())
		}
		if b, ok := c.Type().(*types.Basic); ok && b.Info()&types.IsString != 0 {
			return text
		}
		return fmt.Sprintf("%s(%s)", c.Type(), text)
	}
	return ""
}
