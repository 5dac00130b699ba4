package link

import (
	"slices"

	"github.com/apiward/apiward/analyzers/routes"
	"github.com/apiward/apiward/rules/model"
)

// What switches a guard off is a setting only as long as no request can change it.

// Setting is a condition that switches the guards of a route off, and that nothing of
// a request decides.
type Setting struct {
	At   Pos
	Text string // as the source has it: "s.pass == \"\""
}

// lasting returns settings as they are told, false where one of them can be written
// while requests are answered.
func (t *table) lasting(list []routes.Setting) ([]Setting, bool) {
	t.written()
	var told []Setting
	for _, s := range list {
		if t.changes(&s) {
			return nil, false
		}
		if !s.Given && len(s.Last) > 0 && !slices.ContainsFunc(s.Last, func(symbol string) bool { return !t.fixed[symbol] }) {
			return nil, false // it is what the program says, here or there
		}
		told = append(told, Setting{s.At, s.Text})
	}
	return told, len(told) > 0
}

// changes reports whether a setting is none: it can be written while requests are
// answered.
func (t *table) changes(s *routes.Setting) bool {
	return s != nil && slices.ContainsFunc(s.Of, func(symbol string) bool { return t.written()[symbol] })
}

// written returns the fields and variables that functions write which requests can
// lead to.
func (t *table) written() map[string]bool {
	if t.changing != nil {
		return t.changing
	}
	t.changing, t.fixed = map[string]bool{}, map[string]bool{}
	for _, rec := range t.records {
		for _, w := range rec.Writes {
			for _, symbol := range w.Fixed {
				t.fixed[symbol] = true
			}
		}
	}
	for _, rec := range t.records {
		for _, w := range rec.Writes {
			for _, symbol := range w.Varies {
				delete(t.fixed, symbol)
			}
		}
	}
	reached := map[string]bool{}
	var reach func(fn string)
	reach = func(fn string) {
		if reached[fn] {
			return
		}
		reached[fn] = true
		if sum := t.values.byFunc[fn]; sum != nil {
			for _, callee := range sum.Callees {
				reach(callee)
			}
		}
	}
	for _, rec := range t.records {
		for _, w := range rec.Writes {
			if w.Request {
				reach(w.Func)
			}
		}
	}
	for _, sum := range t.values.byFunc {
		if len(sum.Request) > 0 {
			reach(sum.Func)
		}
	}
	for _, list := range t.values.converts {
		for _, c := range list {
			for _, m := range c.Methods {
				reach(m.Func)
			}
		}
	}
	for _, rec := range t.records {
		for _, w := range rec.Writes {
			if reached[w.Func] {
				for _, symbol := range w.Of {
					t.changing[symbol] = true
				}
			}
		}
	}
	return t.changing
}

// least returns the layers of one of several alternatives. Where a setting says which
// of two it is, the guards of one of them are there, and can be switched off.
func (t *table) least(alternatives [][]Layer, by *routes.Setting) []Layer {
	if len(alternatives) > 1 && !slices.ContainsFunc(alternatives, func(layers []Layer) bool { return !exempts(layers) }) {
		var ways []way // which is the weakest, the route says
		for _, layers := range alternatives {
			ways = append(ways, way{nil, layers})
		}
		return []Layer{between(ways)}
	}
	if by == nil || len(alternatives) != 2 {
		return weakest(alternatives)
	}
	bare, full, off := alternatives[1], alternatives[0], *by
	if guards(bare) > guards(full) {
		bare, full, off = full, bare, off.Otherwise()
	}
	told, lasting := t.lasting([]routes.Setting{off})
	if guards(bare) > 0 || guards(full) == 0 || !lasting {
		return weakest(alternatives)
	}
	list := slices.Clone(bare)
	for _, l := range full {
		if l.Role == model.Auth || l.Role == model.Unknown {
			l.off = append(slices.Clip(l.off), told...)
			list = append(list, l)
		}
	}
	return list
}

// loosen fills in what settings decide of a layer: what its guard is unless they switch
// it off, and which conditions are left of those under which it is there.
func (t *table) loosen(l *Layer, r request) {
	l.loose = l.when
	for _, name := range l.when {
		s, ok := t.switches[name]
		if !ok {
			continue
		}
		if told, ok := t.lasting([]routes.Setting{s}); ok {
			l.unless = addSettings(l.unless, told)
			l.loose = unmet(l.loose, []string{name})
		}
	}
	if l.info == nil || l.info.Guard.On == nil && l.info.Guard.Lets == nil {
		return
	}
	g, told, ok := l.info.Guard, []Setting(nil), true
	if g.On != nil {
		told, ok = t.lasting(g.Off)
	}
	if is, _ := t.forRoute(g, r); !ok || g.Lets != nil && (is.State == routes.NoGuard || is.State == routes.Required) {
		return // where the switch is known, or the route is let by
	}
	if g.On != nil {
		g = *g.On
	}
	on, named, given := t.supposing(g, r, true)
	if on.State == routes.NoGuard && l.info.Guard.On != nil { // it lets the route by, whatever they say
		info := *l.info
		info.Guard = on
		l.info = &info
		return
	}
	if told = addSettings(told, given); on.State == routes.Required && on.Lets == nil && len(told) > 0 {
		l.on, l.switches, l.named = &on, told, l.named || named
	}
}

func addSettings(list, more []Setting) []Setting {
	for _, s := range more {
		if !slices.Contains(list, s) {
			list = append(slices.Clip(list), s)
		}
	}
	return list
}

// switchedOn returns a layer as it is where no setting switches its guard off, nil where
// none does so.
func (l *Layer) switchedOn() *Layer {
	if l.on == nil {
		return nil
	}
	info := *l.info
	info.Guard = *l.on
	on := *l
	on.info, on.on = &info, nil
	return &on
}
