package handlers

import "slices"

// prune keeps what can matter to a handler: functions that read or answer
// themselves, or call some that may, and the types that these speak of.
func (rec *Record) prune(all Types) {
	own := map[string]*Func{}
	for i := range rec.Funcs {
		own[rec.Funcs[i].Name] = &rec.Funcs[i]
	}
	live := map[string]bool{}
	matters := func(f *Func) bool {
		return len(f.Reads) > 0 || len(f.Returns) > 0 || len(f.Parses) > 0 || f.Input != nil || f.Takes || slices.ContainsFunc(f.Events, func(e Event) bool {
			if e.Kind != calls {
				return true
			}
			if e.Call.Func == "" {
				return e.Call.Gives || slices.ContainsFunc(e.Call.Value, func(v Value) bool { return v.Kind == param || live[v.Func] })
			}
			return live[e.Call.Func] || own[e.Call.Func] == nil && e.Call.Gives
		})
	}
	for changed := true; changed; {
		changed = false
		for name, f := range own {
			if !live[name] && matters(f) {
				live[name], changed = true, true
			}
		}
	}
	rec.Funcs = slices.DeleteFunc(rec.Funcs, func(f Func) bool { return !live[f.Name] })
	k := keeper{from: all, to: rec.Types}
	for i := range rec.Funcs {
		k.function(&rec.Funcs[i])
	}
	for _, note := range rec.Notes {
		for _, shape := range note.Types {
			k.shape(&shape)
		}
		for i := range note.Fields {
			k.shape(&note.Fields[i].Shape)
		}
	}
}

// keeper copies the types that are spoken of.
type keeper struct{ from, to Types }

func (k keeper) function(f *Func) {
	for i := range f.Events {
		e := &f.Events[i]
		k.values(e.Value)
		k.call(e.Call)
	}
	for i := range f.Reads {
		k.values(f.Reads[i].Into)
		k.shape(&f.Reads[i].Shape)
	}
	k.shape(f.Input)
	k.shape(f.Output)
}

func (k keeper) call(c *Call) {
	if c == nil {
		return
	}
	k.values(c.Value)
	for _, a := range c.Args {
		k.values(a)
	}
	for i := range c.Types {
		k.shape(&c.Types[i])
	}
}

func (k keeper) values(list []Value) {
	for i := range list {
		k.shape(list[i].Shape)
		k.values(list[i].Args)
		k.call(list[i].Call)
	}
}

func (k keeper) shape(s *Shape) {
	if s == nil {
		return
	}
	if t := k.from[s.Type]; s.Kind == Named && t != nil && k.to[s.Type] == nil {
		k.to[s.Type] = t
		k.shape(t)
	}
	k.shape(s.Elem)
	for i := range s.Fields {
		k.shape(&s.Fields[i].Shape)
	}
	for i := range s.Tagged {
		k.shape(&s.Tagged[i].Shape)
	}
}
