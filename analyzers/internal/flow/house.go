package flow

import (
	"fmt"
	"go/constant"
	"go/types"
	"slices"
	"strings"

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
