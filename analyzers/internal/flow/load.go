package flow

import (
	"go/types"
	"slices"
	"strings"

	"golang.org/x/tools/go/ssa"
)

// part returns what the part at a path of values from the origins can be: of a
// parameter that is a struct, one of its fields.
func part(s set, path string, own bool) set {
	if !strings.HasPrefix(path, ".") || isKeyStep(path[1:]) || path == "."+keysOf {
		return s
	}
	var parts set
	spent := false // there are no more parts than there are origins
	for i, o := range s {
		p := o.through(path, own)
		switch {
		case p.What == o.What:
			p = o
		case p.Kind == Param:
			p.Flags |= Deep
		}
		if parts == nil && p.What != o.What {
			parts = append(make(set, 0, len(s)), s[:i]...)
		}
		if parts != nil {
			parts.add(p, &spent)
		}
	}
	if parts == nil {
		return s
	}
	return parts
}

// FieldOf returns what a field of values from the origins can be, the whole for "".
func FieldOf(origins []Origin, field string) []Origin {
	if field == "" {
		return origins
	}
	return part(origins, "."+field, true)
}

// load returns what a read of the address by instruction at can yield.
func (f *family) load(a address, at ssa.Instruction) set {
	s := f.loadAny(a, at)
	if a.hidden {
		s = s.without(Hidden)
	}
	s = f.judgedByTag(s, a, at)
	if a.fails && !f.tracked(a.owner) && !isLocal(a.root) {
		// An error in a library's own struct, as gorm.DB.Error.
		s = append(slices.Clone(s), failure(a.field, Step{f.placeOf(at), "the error in " + shortSymbol(a.field)}))
	}
	if a.field != "" && len(s) > 0 {
		if kinds, _ := f.state.models.Sanitizer(a.field); len(kinds) > 0 {
			s = s.with(safeForAll(kinds))
		}
	}
	if house, ok := f.state.house(a.field, f.placeOf(at)); ok {
		s = append(slices.Clone(s), house)
	}
	return s
}

func (f *family) loadAny(a address, at ssa.Instruction) set {
	// Stores to this very place of which one always runs before decide alone:
	// this is how r.Body = http.MaxBytesReader(…) is seen.
	if !isLocal(a.root) && a.path != "" {
		for _, c := range f.of(a.root).cells {
			if c.path == a.path && precede(c.placed(), at) {
				return f.contentsAt(a, at)
			}
		}
	}
	s := f.contentsAt(a, at)
	if isLocal(a.root) {
		if a.behind && a.field != "" && a.text && f.isElsewhere(a) {
			// What is stored in the field says more.
			s = slices.DeleteFunc(slices.Clone(s), func(o Origin) bool { return o.Kind == Unknown || o.Kind == Failure })
			s.add(From(What{Kind: Field, Name: a.field}), &f.spent)
		}
		if a.field != "" && a.text && a.path != "" && f.tracked(a.owner) && indexFunc(s, isReceived) >= 0 {
			s = slices.Clone(s)
			s.add(From(What{Kind: Field, Name: a.field}), &f.spent) // what was sent was built where fields are stored
		}
		if f.of(a.root).escaped && a.field != "" && a.text && f.tracked(a.owner) {
			s = slices.Clone(s)
			s.add(From(What{Kind: Field, Name: a.field}), &f.spent) // filled by who is not known here
		}
		if src, ok := f.source(a, s); ok { // a request by value
			src.Steps = Trace(Step{f.placeOf(at), src.Describe() + " enters here"})
			s = append(slices.Clone(s), src)
		}
		return s
	}
	if isError(a.root.Type()) && a.path != "" && len(s) > 0 {
		return s // what it holds there; the rest is what it says
	}
	all := gathered{set: s}
	all.union(f.beyond(a, at), &f.spent)
	return all.set
}

// isReceived reports whether the origin is what a channel that is kept in a variable
// holds.
func isReceived(o *Origin) bool { return o.Kind == Global && o.Flags&Keyed != 0 }

// beyond returns what is at an address that others fill beside what the family
// stored there.
func (f *family) beyond(a address, at ssa.Instruction) set {
	if g, ok := a.root.(*ssa.Global); ok {
		return f.partOfGlobal(g, a)
	}
	var s set
	if phi, ok := a.root.(*ssa.Phi); ok && !f.merging[phi] {
		// One of several objects: what is read is what any of them holds.
		f.merging[phi] = true
		defer delete(f.merging, phi)
		for _, edge := range phi.Edges {
			b := f.addressOf(edge)
			shows := b.shows
			if a.path != "" {
				b.shows = a.shows
			}
			b.path, b.field, b.owner, b.outer, b.text, b.hidden, b.fails = b.path+shows.base(a.path), a.field, a.owner, a.outer, a.text, a.hidden, a.fails
			s.union(f.load(b, at), &f.spent)
		}
		return s
	}
	base := f.of(a.root).values
	if a.path == "" {
		return base.with(Deep)
	}
	if src, ok := f.source(a, base); ok {
		src.Steps = Trace(Step{f.placeOf(at), src.Describe() + " enters here"})
		s.add(src, &f.spent)
	}
	own := f.ownsField(a)
	tracked := a.field != "" && a.text && own && f.tracked(a.owner)
	for _, o := range base {
		switch o.Kind {
		case Param, Result:
			o = o.through(a.path, own)
		case Unknown, Failure:
			if tracked {
				continue // what is stored in the field says more
			}
		}
		if !o.Basic {
			o.Flags |= Deep
		}
		s.add(o, &f.spent)
	}
	if tracked {
		field := From(What{Kind: Field, Name: a.field})
		if _, ok := a.root.(*ssa.Lookup); ok {
			field.Flags = Keyed
		}
		if isHandedOver(a.root) {
			field.Flags |= Weak // what the struct holds its callers know better
		}
		s.add(field, &f.spent)
	}
	return s
}

// isHandedOver reports whether v is a struct that a function is given by value, and
// is no receiver: nobody can fill it in behind the caller's back.
func isHandedOver(v ssa.Value) bool {
	p, ok := v.(*ssa.Parameter)
	if !ok || !isAggregate(p.Type()) {
		return false
	}
	fn := p.Parent()
	return fn.Signature.Recv() == nil || fn.Params[0] != p
}

// partOfGlobal returns what a read of a place in a package-level variable yields.
// What is stored anywhere in the variable is stored in it; the field is told as
// well, for those alone who ask what it is that is logged.
func (f *family) partOfGlobal(g *ssa.Global, a address) set {
	o := f.global(g)
	if a.path == "" {
		return set{o}
	}
	o.Flags |= Keyed
	s := set{o}
	if a.field != "" && a.text && f.tracked(a.owner) {
		field := From(What{Kind: Field, Name: a.field})
		field.Flags = safeFlags &^ (Masked | Keyed)
		s = append(s, field)
	}
	return s
}

// elementOf begins the name of a field of a list's elements.
const elementOf = "[]."

// keysOf ends the name of a map where its keys are meant, and not what it holds.
const keysOf = "[key]"

// firstSteps returns the two fields that a path leads through first, the one where
// there are no two, each with the structs that it is embedded in. A field of a list is
// one of its elements'.
func firstSteps(path string) string {
	first := firstStep(path)
	rest := strings.TrimPrefix(strings.TrimPrefix(path, "."), first)
	if rest, ok := strings.CutPrefix(strings.TrimPrefix(rest, "[]"), "."); ok {
		return first + "." + firstStep(rest)
	}
	return first
}

// firstStep returns the field that a path leads through first, of a list that
// of its elements. It is no longer than two elements and a name, wherever the path
// begins: a list that holds itself has no end of them.
func firstStep(path string) string {
	path = strings.TrimPrefix(path, ".")
	rest := path
	if elem, ok := strings.CutPrefix(path, elementOf); ok {
		if rest = strings.TrimPrefix(elem, "."); rest != elem {
			path = elementOf + rest
		}
	}
	through := func(n int) string { return path[:len(path)-len(rest)+n] }
	if strings.HasPrefix(rest, "[") {
		if i := strings.IndexByte(rest, ']'); i >= 0 {
			return through(i + 1)
		}
		return path + "]"
	}
	end := strings.IndexByte(rest, '.')
	for n := 0; n < maxPath && end > 0 && rest[end-1] == embedded[0]; n++ {
		rest = rest[end+1:]
		end = strings.IndexByte(rest, '.')
	}
	if list := strings.IndexByte(rest, '['); list >= 0 && (end < 0 || list < end) {
		end = list
	}
	if end > 0 && rest[end:] != keysOf {
		return through(end)
	}
	return path
}

// fieldsIn returns how many fields the name of one in another leads through, without
// the structs that they are embedded in.
func fieldsIn(name string) int {
	name = strings.TrimPrefix(name, elementOf)
	return 1 + strings.Count(name, ".") - strings.Count(name, embedded)
}

// CutField returns the field of a struct that the name of one in it begins with, and
// the name in what that holds.
func CutField(name string) (field, rest string) {
	field, rest, _ = strings.Cut(strings.TrimPrefix(name, "."), ".")
	return strings.TrimSuffix(field, embedded), rest
}

// placeOf returns where a read of the address stands: implicit loads have no
// position of their own, the selector they load has.
func (f *family) placeOf(at ssa.Instruction) Position {
	pos := at.Pos()
	if load, ok := at.(*ssa.UnOp); ok && !pos.IsValid() {
		pos = load.X.Pos()
	}
	return f.state.position(pos)
}

// source returns the request data that a field is by its type's model, where
// the struct is an incoming request or a part of one.
func (f *family) source(a address, base set) (Origin, bool) {
	src, ok := f.state.models.Source(a.field)
	if !ok {
		return Origin{}, false
	}
	for _, o := range base {
		switch {
		case src.Refine && o.IsRequest(), !src.Refine && o.Kind == Param && f.incoming(o):
			return From(What{Kind: Source, Source: src.Kind, Name: src.Name}), true
		}
	}
	return Origin{}, false
}

// loadField returns what the named field of the struct that v points to can
// hold where instruction at runs.
func (f *family) loadField(v ssa.Value, name string, at ssa.Instruction) set {
	t := v.Type()
	if p, ok := t.Underlying().(*types.Pointer); ok {
		t = p.Elem()
	}
	place := f.addressOf
	if isAggregate(v.Type()) {
		place = f.home
	}
	if isKeyStep(name) && isMap(t) {
		a := f.mapAt(v)
		a.path += name
		return f.heldAt(a, f.partOf(v, name, at), at)
	}
	name, keys := strings.CutSuffix(name, keysOf)
	if keys && name == "" {
		return f.load(place(v).under(keysOf), at)
	}
	if elem := elementType(t); elem != nil && strings.HasPrefix(name, elementOf) {
		t, name = elem, name[len(elementOf):]
		place = func(v ssa.Value) address { return f.addressOf(v).anyElement() }
	}
	st, ok := t.Underlying().(*types.Struct)
	if !ok {
		if a := f.addressOf(v); strings.HasPrefix(name, "[]") && isLocal(a.root) {
			a.path += name
			return f.load(a, at)
		}
		return f.get(v).with(Deep)
	}
	a, field, ok := f.state.down(place(v), t, st, name)
	if !ok {
		return f.get(v).with(Deep)
	}
	switch {
	case keys:
		a = a.under(keysOf)
	case isMap(field.Type()):
		a = a.anyElement()
	}
	s := f.load(a, at)
	if isJudged(field.Type()) {
		s = f.heldAt(a, s, at)
	}
	if isAggregate(field.Type()) {
		// A constant in one of its fields is not what is asked for: the
		// names of origins lead no deeper.
		s = slices.DeleteFunc(slices.Clone(s), func(o Origin) bool { return o.Kind == Literal })
	}
	return s
}

// elementType returns the type of what a list or a channel holds, nil for others.
func elementType(t types.Type) types.Type {
	switch t := t.Underlying().(type) {
	case *types.Slice:
		return t.Elem()
	case *types.Chan:
		return t.Elem()
	}
	return nil
}

// down returns the place that a path of fields leads to in a struct, as far as it
// has them, and the last of the fields; false if it has not even the first.
func (s *state) down(a address, t types.Type, st *types.Struct, path string) (address, *types.Var, bool) {
	name, rest, _ := strings.Cut(path, ".")
	for field := range st.Fields() {
		if s.member(t, field).path[1:] != name {
			continue
		}
		a = s.step(a, t, field)
		inner := field.Type()
		if elem := elementType(inner); elem != nil && rest != "" {
			a, inner = a.anyElement(), elem
		}
		if p, ok := inner.Underlying().(*types.Pointer); ok {
			inner = p.Elem()
		}
		if st, ok := inner.Underlying().(*types.Struct); ok && rest != "" {
			if deeper, last, ok := s.down(a, inner, st, rest); ok {
				return deeper, last, true
			}
		}
		return a, field, true
	}
	return a, nil, false
}
