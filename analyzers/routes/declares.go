package routes

import (
	"go/token"
	"go/types"

	"golang.org/x/tools/go/ssa"

	"github.com/apiward/apiward/analyzers/internal/flow"
	"github.com/apiward/apiward/analyzers/internal/models"
)

// How callers can say who they are, a library is told by a configuration: what it
// writes of the operations that are registered with it names the schemes of that.

// schemesOn returns what is known of a type by which schemes are declared: a struct
// on the way to them, a pointer to one, or a map of schemes.
func (b *builder) schemesOn(t types.Type) *models.Schemes {
	if m, ok := t.Underlying().(*types.Map); ok {
		t = m.Elem()
	}
	return b.models.Schemes(models.TypeSymbol(t))
}

// isDeclaring reports whether values of t lead to schemes.
func (b *builder) isDeclaring(t types.Type) bool { return b.schemesOn(t) != nil }

// isConfig reports whether t is, or points to, a configuration.
func (b *builder) isConfig(t types.Type) bool {
	symbol := models.TypeSymbol(t)
	s := b.models.Schemes(symbol)
	return s != nil && s.Config == symbol
}

// authentication returns what the configuration among the arguments of a call that
// makes a router says: what routes ask of callers, and how these authenticate. Of a
// configuration in which no scheme is to be seen, they can be put there by way of the
// router.
func (b *builder) authentication(c *ssa.CallCommon) (asked, schemes *Expr) {
	for _, arg := range flow.Arguments(c) {
		if b.isConfig(arg.Type()) {
			s, config := b.schemesOn(arg.Type()), b.expr(arg)
			last := s.Declared[len(s.Declared)-1]
			later := Expr{Kind: Field, Name: last.Type + "." + last.Field, At: config.At}
			declared := Expr{Kind: Else, Args: []Expr{along(s.Declared, config), later}, At: config.At}.Settle()
			asked = new(Expr)
			*asked = along(s.Asked, config)
			return asked, &declared
		}
	}
	return nil, nil
}

// along returns what fields lead to, the last of which is a list.
func along(way []models.Step, e Expr) Expr {
	for i, step := range way {
		e = Expr{Kind: Select, Name: step.Field, Func: step.Type, Args: []Expr{e}, At: e.At}
		if i == len(way)-1 {
			e.Index = 1
		}
		e = e.Settle()
	}
	return e
}

// scheme returns what a struct says of a scheme.
func scheme(s *models.Schemes, e Expr) []Binding {
	of := func(name, field string) Binding {
		return Binding{Func: name, Value: Expr{Kind: Select, Name: field, Func: s.Struct, Args: []Expr{e}, At: e.At}.Settle()}
	}
	return []Binding{of("type", s.Type), of("scheme", s.Scheme), of("in", s.In), of("name", s.Name)}
}

// plainConfig returns a configuration in which nothing is said of schemes.
func plainConfig(s *models.Schemes, at flow.Position) Expr {
	var e Expr
	for i := len(s.Declared) - 1; i >= 0; i-- {
		outer := Expr{Kind: Object, Type: s.Declared[i].Type, Index: 1, At: at}
		if e.Kind == Object {
			outer.Env = []Binding{{Func: s.Declared[i].Field, Value: e}}
		}
		e = outer
	}
	return e
}

// declaresHere reports whether an address is below a struct on the way to schemes
// that this function has made, and will hand on: what happens to that is read there.
func (b *builder) declaresHere(addr ssa.Value) bool {
	field, ok := addr.(*ssa.FieldAddr)
	if !ok || b.schemesOn(field.X.Type()) == nil {
		return false
	}
	for {
		switch v := addr.(type) {
		case *ssa.FieldAddr:
			addr = v.X
			continue
		case *ssa.Field:
			addr = v.X
			continue
		case *ssa.UnOp:
			if v.Op == token.MUL {
				addr = v.X
				continue
			}
		case *ssa.Alloc:
			return true
		case *ssa.Call:
			return b.isConfig(v.Type())
		}
		return false
	}
}

// declares reads a scheme that is put among those of a configuration which somebody
// else has made.
func (r *reader) declares(up *ssa.MapUpdate) {
	if !r.b.isDeclaring(up.Map.Type()) {
		return
	}
	load, ok := up.Map.(*ssa.UnOp)
	if !ok || load.Op != token.MUL || r.b.declaresHere(load.X) {
		return
	}
	var place Expr
	switch addr := load.X.(type) {
	case *ssa.FieldAddr:
		owner, field := fieldOf(addr)
		place = Expr{Kind: Field, Name: owner + "." + field}
	case *ssa.Global:
		place = Expr{Kind: Global, Name: globalName(addr)}
	default:
		return
	}
	op := r.op(Store, up)
	op.Router = place
	op.Handler = Expr{Kind: List, Args: []Expr{place.Spread(), r.b.pair(up, 0)}, At: op.At}.bounded()
	r.add(op, up)
}
