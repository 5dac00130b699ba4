package ruleset

import (
	"fmt"
	"maps"
	"slices"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"

	"github.com/apiward/apiward/rules"
)

// tuple returns the code of a list that is written out.
func (c *compiler) tuple(e *hclsyntax.TupleConsExpr, s scope) code {
	items := make([]code, len(e.Exprs))
	runs := make([]func(*frame) any, len(e.Exprs))
	elem, first := rules.AnyType, true
	out := code{at: e.Range(), size: 1, ofDoc: true}
	for i, item := range e.Exprs {
		it := c.compile(item, s)
		items[i], runs[i] = it, it.run
		out.size += it.size
		out.ofDoc = out.ofDoc && it.ofDoc
		if it.isNull() {
			continue
		}
		if first {
			elem, first = it.typ, false
		} else if both, ok := unified(elem, it.typ); ok {
			elem = both
		} else {
			elem = rules.AnyType
		}
	}
	out.typ = rules.ListOf(elem)
	out.run = func(f *frame) any {
		list := make([]any, len(runs))
		for i, run := range runs {
			list[i] = run(f)
		}
		return list
	}
	return c.folded(out, items...)
}

// object returns the code of a map that is written out.
func (c *compiler) object(e *hclsyntax.ObjectConsExpr, s scope) code {
	type entry struct{ key, value func(*frame) any }
	entries := make([]entry, len(e.Items))
	var parts []code
	elem, first := rules.AnyType, true
	out := code{at: e.Range(), size: 1, ofDoc: true}
	for i, item := range e.Items {
		key, value := c.key(item.KeyExpr, s), c.compile(item.ValueExpr, s)
		parts = append(parts, key, value)
		entries[i] = entry{key.run, value.run}
		out.size += key.size + value.size
		out.ofDoc = out.ofDoc && key.ofDoc && value.ofDoc
		if value.isNull() {
			continue
		}
		if first {
			elem, first = value.typ, false
		} else if both, ok := unified(elem, value.typ); ok {
			elem = both
		} else {
			elem = rules.AnyType
		}
	}
	out.typ = rules.MapOf(elem)
	out.run = func(f *frame) any {
		m := make(map[string]any, len(entries))
		for _, e := range entries {
			if k := e.key(f); k != nil {
				m[text(k)] = e.value(f)
			}
		}
		return m
	}
	return c.folded(out, parts...)
}

// key returns the code of a key of a map: a word stands for itself.
func (c *compiler) key(e hclsyntax.Expression, s scope) code {
	wrapped, ok := e.(*hclsyntax.ObjectConsKeyExpr)
	if !ok {
		return c.compile(e, s)
	}
	if word := hcl.ExprAsKeyword(wrapped.Wrapped); word != "" && !wrapped.ForceNonLiteral {
		return fixed(e.Range(), rules.TextType, word)
	}
	return c.inText(c.compile(wrapped.Wrapped, s))
}

// loop returns the code of a for expression.
func (c *compiler) loop(e *hclsyntax.ForExpr, s scope) code {
	over := c.compile(e.CollExpr, s)
	if over.bad {
		return broken(e.Range())
	}
	keyType, valueType, ok := elements(over.typ)
	if !ok {
		return c.fail(over.at, fmt.Sprintf("for goes over a list or a map, and this is %s", typeName(over.typ)), "name a list, as self.tags")
	}
	inner, valueSlot := s.with(e.ValVar, valueType)
	keySlot := -1
	if e.KeyVar != "" {
		inner, keySlot = inner.with(e.KeyVar, keyType)
	}
	l := looping{over: over.run, valueSlot: valueSlot, keySlot: keySlot, grouped: e.Group}
	value := c.compile(e.ValExpr, inner)
	parts := []code{over, value}
	l.value, l.cost = value.run, value.size+1
	typ := rules.ListOf(value.typ)
	if e.KeyExpr != nil {
		key := c.inText(c.compile(e.KeyExpr, inner))
		parts = append(parts, key)
		l.key, l.cost = key.run, l.cost+key.size
		typ = rules.MapOf(value.typ)
		if e.Group {
			typ = rules.MapOf(rules.ListOf(value.typ))
		}
	}
	if e.CondExpr != nil {
		cond := c.compile(e.CondExpr, inner)
		if !cond.bad && !cond.may(rules.BoolShape) {
			cond = c.fail(cond.at, fmt.Sprintf("if stands before a condition, and this is %s", typeName(cond.typ)), comparison(cond))
		}
		parts = append(parts, cond)
		l.cond, l.cost = cond.run, l.cost+cond.size
	}
	for _, p := range parts {
		if p.bad {
			return broken(e.Range())
		}
	}
	out := code{at: e.Range(), typ: typ, size: over.size + 1, ofDoc: true, run: l.run}
	for _, p := range parts {
		out.ofDoc = out.ofDoc && (p.ofDoc || p.known)
	}
	if !over.known || !closed(e, s, inner) {
		out.ofDoc = false
		return out
	}
	f := &frame{work: &work{left: maxFoldSteps}, locals: make([]any, *s.slots)}
	v := l.run(f)
	if f.spent {
		return c.fail(out.at, "this takes too many steps", "it is the same for all objects: write its value, or smaller lists")
	}
	return fixed(out.at, out.typ, v)
}

// closed reports whether a for expression reads nothing but its own variables and
// what is known at load.
func closed(e *hclsyntax.ForExpr, outer, inner scope) bool {
	for _, t := range e.Variables() { // without its own
		if t.RootName() != "param" {
			return false
		}
	}
	return true
}

// elements returns the types of what a for expression goes over.
func elements(t rules.Type) (key, value rules.Type, ok bool) {
	switch t.Shape {
	case rules.ListShape:
		return rules.NumberType, *t.Elem, true
	case rules.MapShape:
		return rules.TextType, *t.Elem, true
	case rules.AnyShape:
		return rules.AnyType, rules.AnyType, true
	}
	return rules.Type{}, rules.Type{}, false
}

// looping is a for expression at work.
type looping struct {
	over, key, value, cond func(*frame) any // key and cond may be nil
	keySlot, valueSlot     int              // keySlot -1: the key has no name
	grouped                bool
	cost                   int // steps of one round
}

// run evaluates the expression. What is neither a list nor a map has no items.
func (l *looping) run(f *frame) any {
	var list []any
	var byKey map[string]any
	if l.key != nil {
		byKey = map[string]any{}
	} else {
		list = []any{}
	}
	round := func(key, value any) bool {
		if !f.take(l.cost) {
			return false
		}
		f.locals[l.valueSlot] = value
		if l.keySlot >= 0 {
			f.locals[l.keySlot] = key
		}
		if l.cond != nil && !truth(l.cond(f)) {
			return true
		}
		if l.key == nil {
			list = append(list, l.value(f))
			return f.holds(len(list))
		}
		k := text(l.key(f))
		if l.grouped {
			group, _ := byKey[k].([]any)
			byKey[k] = append(group, l.value(f))
		} else {
			byKey[k] = l.value(f)
		}
		return f.holds(len(byKey))
	}
	switch over := l.over(f).(type) {
	case []any:
		for i, v := range over {
			if !round(float64(i), v) {
				return nil
			}
		}
	case map[string]any:
		for _, k := range slices.Sorted(maps.Keys(over)) {
			if !round(k, over[k]) {
				return nil
			}
		}
	}
	if l.key != nil {
		return byKey
	}
	return list
}

// holds reports whether a list of so many items may be made.
func (w *work) holds(n int) bool {
	if n > maxItems {
		w.spent = true
	}
	return !w.spent
}

// splat returns the code of list[*].name.
func (c *compiler) splat(e *hclsyntax.SplatExpr, s scope) code {
	over := c.compile(e.Source, s)
	if over.bad {
		return broken(e.Range())
	}
	if over.typ.Shape != rules.ListShape && over.typ.Shape != rules.AnyShape {
		return c.fail(over.at, fmt.Sprintf("[*] stands behind a list, and this is %s", typeName(over.typ)), "leave [*] out, or write a for expression")
	}
	_, elem, _ := elements(over.typ)
	inner, slot := s.with(anonymous, elem)
	each := c.each(e.Each, e.Item, inner, code{at: over.at, typ: elem, size: 1, run: func(f *frame) any { return f.locals[slot] }})
	if each.bad {
		return broken(e.Range())
	}
	l := looping{over: over.run, value: each.run, valueSlot: slot, keySlot: -1, cost: each.size + 1}
	out := code{at: e.Range(), typ: rules.ListOf(each.typ), size: over.size + 1, run: l.run}
	if !over.known {
		return out
	}
	f := &frame{work: &work{left: maxFoldSteps}, locals: make([]any, *s.slots)}
	return fixed(out.at, out.typ, l.run(f))
}

// anonymous is the name of what [*] stands for: no policy can write it.
const anonymous = "*"

// each returns the code of what is asked of each item behind [*].
func (c *compiler) each(e hclsyntax.Expression, item *hclsyntax.AnonSymbolExpr, s scope, one code) code {
	switch e := e.(type) {
	case *hclsyntax.AnonSymbolExpr:
		return one
	case *hclsyntax.RelativeTraversalExpr:
		return c.walk(c.each(e.Source, item, s, one), e.Traversal)
	case *hclsyntax.IndexExpr:
		return c.index(c.each(e.Collection, item, s, one), c.compile(e.Key, s), e.Range())
	}
	return c.fail(e.Range(), "this cannot stand behind [*]", "write a for expression")
}
