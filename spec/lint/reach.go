package lint

// state is what is known of a schema in one direction, when it is reached as a
// part of another (a base, whose subtypes the other is not) or by itself.
type state struct {
	schema *Schema
	base   bool
	merge  *merge
	use    Use
	queued bool
}

// merge is the flags that properties have by the parts of an allOf together
// while each part alone is silent: User in
//
//	allOf: [{$ref: User}, {properties: {password: {writeOnly: true}}}]
//
// has a password that is hidden here and nowhere else.
type merge struct {
	flags  map[string]flags
	states map[mergeKey]*state
}

type mergeKey struct {
	schema *Schema
	way    Direction
	base   bool
}

// walker follows the schemas from where operations use them. Each state is
// visited again only when more is known of it than before: as many times as a
// use lists operations, and once per status, carrier and role. That bounds the
// work to the number of relations.
type walker struct {
	*schemas
	op     *Operation
	queue  []*state
	merges map[*Schema]*merge
	unused bool // what operations reach is left alone
	budget int
	walked int
	merged int
}

// step takes one from what may be walked.
func (w *walker) step() bool {
	w.walked++
	w.cut = w.cut || w.walked > maxWalked
	return w.walked <= maxWalked
}

// The bounds of merges, over the document: of the properties that are compared,
// and of the states. Beyond them a part is taken as if it stood alone.
const (
	maxMerged      = 2_000_000
	maxMergeStates = 200_000
)

// reach finds out how operations use the schemas.
func (a *API) reach() {
	if a.reached {
		return
	}
	a.reached = true
	w := &walker{schemas: a.schemas, merges: map[*Schema]*merge{}, budget: maxMerged}
	for _, op := range a.Operations {
		w.op = op
		w.operation(op)
	}
	w.op, w.unused = nil, true
	w.definitions(a)
	a.schemas.readNamed()
	for _, s := range a.schemas.named {
		w.both(s)
	}
	for _, m := range a.media {
		w.both(m.Schema)
		w.both(m.Item)
	}
	a.Truncated = a.Truncated || a.schemas.cut
}

// both follows a schema that no operation names in both directions.
func (w *walker) both(s *Schema) {
	if s == nil || s.use != [2]*Use{} {
		return
	}
	w.seed(s, Received, InBody, 0)
	w.seed(s, Sent, InBody, 0)
}

// operation follows what one operation receives and sends.
func (w *walker) operation(op *Operation) {
	in := Received
	if op.Surface != Path {
		in = Sent
	}
	for _, p := range op.Parameters {
		w.parameter(p, in)
	}
	if op.Body != nil {
		w.media(op.Body.Media, in, InBody, 0)
	}
	for _, answer := range op.Responses {
		if answer.Response != nil {
			w.response(answer.Response, in.flip(), answer.Status())
		}
	}
}

// definitions follows the definitions that no operation names.
func (w *walker) definitions(a *API) {
	for _, p := range a.Parameters {
		if p.Unused() {
			w.parameter(p, Received)
		}
	}
	for _, b := range a.Bodies {
		if b.Unused() {
			w.media(b.Media, Received, InBody, 0)
		}
	}
	for _, r := range a.Responses {
		if r.Unused() {
			w.response(r, Sent, 0)
		}
	}
	for _, h := range a.Headers {
		if h.Unused() {
			w.header(h, Sent, 0)
		}
	}
}

func (w *walker) parameter(p *Parameter, d Direction) {
	w.seed(p.Schema, d, InParameter, 0)
	w.media(p.Media, d, InParameter, 0)
}

func (w *walker) response(r *Response, d Direction, status Statuses) {
	w.media(r.Media, d, InBody, status)
	for _, h := range r.Headers {
		w.header(h, d, status)
	}
}

func (w *walker) header(h *Header, d Direction, status Statuses) {
	w.seed(h.Schema, d, InHeader, status)
	w.media(h.Media, d, InHeader, status)
}

func (w *walker) media(list []*MediaType, d Direction, carrier Carrier, status Statuses) {
	for _, m := range list {
		if !w.step() {
			return
		}
		w.seed(m.Schema, d, carrier, status)
		if m.Item != nil {
			w.arrive(m.Item, nil, &Use{Direction: d, Carriers: carrier, Statuses: status, Roles: Item, InArray: true}, false)
			w.drain()
		}
	}
}

// seed follows a schema from where it stands whole.
func (w *walker) seed(s *Schema, d Direction, carrier Carrier, status Statuses) {
	if s == nil || !w.step() {
		return
	}
	w.arrive(s, nil, &Use{Direction: d, Carriers: carrier, Statuses: status, Roles: Whole, Alone: true}, false)
	w.drain()
}

func (w *walker) drain() {
	for len(w.queue) > 0 {
		last := len(w.queue) - 1
		st := w.queue[last]
		w.queue = w.queue[:last]
		st.queued = false
		w.follow(st)
	}
}

// arrive notes that a schema is reached, and queues it where that says more
// than was known.
func (w *walker) arrive(s *Schema, m *merge, from *Use, base bool) {
	d := from.Direction
	if w.unused && (s.settled() || w.doc.Lent(s.Node)) {
		return
	}
	if s.flags().hides(d) {
		s.cut |= d
		return
	}
	st := w.state(s, m, d, base)
	if st.use.absorb(from, w.op) && !st.queued {
		st.queued = true
		w.queue = append(w.queue, st)
	}
	use := s.use[d-1]
	if use == nil {
		use = &Use{Direction: d}
		s.use[d-1] = use
	}
	use.absorb(from, w.op)
}

// settled reports whether an operation has reached the schema, so that it is
// known what it is for.
func (s *Schema) settled() bool {
	for _, u := range s.use {
		if u != nil && !u.Unused() {
			return true
		}
	}
	return s.cut != 0
}

// absorb adds what another use knows, and reports whether that was new.
func (u *Use) absorb(from *Use, op *Operation) bool {
	before := *u
	u.Statuses |= from.Statuses
	u.Carriers |= from.Carriers
	u.Roles |= from.Roles
	u.InArray = u.InArray || from.InArray
	u.Alone = u.Alone || from.Alone
	listed := u.list(op)
	return listed || u.Statuses != before.Statuses || u.Carriers != before.Carriers ||
		u.Roles != before.Roles || u.InArray != before.InArray || u.Alone != before.Alone
}

// state returns the state of a schema, which is new where it was not met so.
func (w *walker) state(s *Schema, m *merge, d Direction, base bool) *state {
	if m != nil {
		key := mergeKey{s, d, base}
		st := m.states[key]
		if st == nil && w.merged < maxMergeStates {
			w.merged++
			st = &state{schema: s, base: base, merge: m, use: Use{Direction: d}}
			m.states[key] = st
		}
		if st != nil {
			return st
		}
	}
	i := int(d-1) * 2
	if base {
		i++
	}
	if s.states[i] == nil {
		s.states[i] = &state{schema: s, base: base, use: Use{Direction: d}}
	}
	return s.states[i]
}

// follow carries what is known of a schema to those in it.
func (w *walker) follow(st *state) {
	s := st.schema
	s.open()
	m := st.merge
	if m == nil {
		m = w.mergeOf(s)
	}
	next := st.use
	next.Operations = nil // the walk is that of one operation; others are there already
	for _, l := range s.lists {
		w.properties(l, m, next)
	}
	for i := range s.parts {
		if !w.step() {
			return
		}
		p := &s.parts[i]
		child := next
		switch p.relation {
		case asValue:
			child.Roles = Value
			w.arrive(p.schema, nil, &child, false)
		case asItem:
			child.Roles, child.InArray, child.Alone = Item, true, false
			w.arrive(p.schema, nil, &child, false)
		case asPart:
			child.Roles = Part
			w.arrive(p.schema, m, &child, true)
		case asBranch:
			child.Roles = Branch
			w.arrive(p.schema, m, &child, st.base)
		case asSubtype:
			if !st.base {
				child.Roles = Branch
				w.arrive(p.schema, nil, &child, false)
			}
		}
	}
}

// properties carries what is known of a schema to its properties. What the list
// has been told before, of whichever schema, is not told again; only a merge
// makes a difference.
func (w *walker) properties(l *propertyList, m *merge, from Use) {
	from.Roles = Value
	if m == nil {
		known := l.use[from.Direction-1]
		if known == nil {
			known = &Use{Direction: from.Direction}
			l.use[from.Direction-1] = known
			known.absorb(&from, w.op)
		} else if !known.absorb(&from, w.op) {
			return
		}
	}
	for _, p := range l.properties {
		if !w.step() {
			return
		}
		if w.property(p, m, &from) {
			w.arrive(p.Schema, nil, &from, false)
		}
	}
}

// property notes the use of a property, and reports whether its value is to be
// followed.
func (w *walker) property(p *Property, m *merge, from *Use) bool {
	d := from.Direction
	f := p.flags()
	if m != nil {
		f |= m.flags[p.Name]
	}
	hidden := f.hides(d)
	use := p.use[d-1]
	if use == nil {
		use = &Use{Direction: d, Hidden: hidden}
		p.use[d-1] = use
	}
	if use.Hidden && !hidden { // what was noted was of messages without it
		*use = Use{Direction: d}
	}
	if use.Hidden == hidden {
		use.absorb(from, w.op)
	}
	use.Roles = 0
	if hidden {
		p.Schema.cut |= d
	}
	return !hidden
}

// mergeOf returns what the parts of a schema say of one another's properties,
// nil where that is nothing.
func (w *walker) mergeOf(s *Schema) *merge {
	known, ok := w.merges[s]
	if ok {
		return known
	}
	parted := false
	for i := range s.parts {
		parted = parted || s.parts[i].relation == asPart
	}
	if !parted || w.budget < 0 {
		return nil
	}
	found := map[string]flags{}
	for _, part := range s.All() {
		for _, p := range part.Properties() {
			w.budget--
			if f := p.flags(); f != 0 && !p.Pattern {
				found[p.Name] |= f
			}
		}
	}
	if len(found) > 0 {
		known = &merge{flags: found, states: map[mergeKey]*state{}}
	}
	w.merges[s] = known
	return known
}
