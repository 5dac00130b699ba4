package contract

import (
	"strings"

	"github.com/apiward/apiward/spec"
)

// Gap is a field of a Go value for which a document has no place.
type Gap struct {
	Owner *Shape // the object that the field is of
	// Field is nil where the document says only that there is an object, and
	// nothing of its fields.
	Field *Field
	Path  string // from the top: "items.owner.email"
	// Node is the schema that lacks the field, or the field in it where it is
	// there and said not to go this way.
	Node spec.Node
	// Barred says that the document has the field as one that goes the other way
	// only: writeOnly in a response, readOnly in a request.
	Barred bool
}

// Key names the cause of the gap: the same field of the same type, missing in
// the same schema, is one cause wherever it shows.
func (g *Gap) Key() any {
	type key struct {
		typ    string
		at     Source
		field  string
		schema spec.Identity
	}
	k := key{typ: g.Owner.Type, at: g.At(), schema: g.Node.Identity()}
	if g.Field != nil {
		k.field = g.Field.Name
	}
	return k
}

// At returns the place of the field, or of the type where the field is declared
// elsewhere; the zero Source where neither is known.
func (g *Gap) At() Source {
	if g.Field != nil && g.Field.At.Line > 0 {
		return g.Field.At
	}
	return g.Owner.At
}

// Direction says which way a body goes.
type Direction string

// The directions, by the keyword that bars a field from them.
const (
	Received Direction = "readOnly"
	Sent     Direction = "writeOnly"
)

// Gaps holds a Go value against the schemas that describe it. A field that any
// of them describes is described: which one holds is decided by data.
func (s *Schemas) Gaps(shape *Shape, nodes []spec.Node, direction Direction) []Gap {
	if shape == nil || len(nodes) == 0 {
		return nil
	}
	key := held{visit: visit{shape, s.Read(nodes[0]).Node.Identity(), len(nodes)}, direction: direction}
	if known, ok := s.gaps[key]; ok && len(nodes) == 1 {
		return known
	}
	w := &gapWalker{schemas: s, direction: direction, seen: map[visit]bool{}}
	w.value(shape, nodes, "")
	s.gaps[key] = w.out
	return w.out
}

// visit is a value held against schemas, of which the first stands for all.
type visit struct {
	shape   *Shape
	schema  spec.Identity
	schemas int
}

// held is a body held against schemas.
type held struct {
	visit
	direction Direction
}

type gapWalker struct {
	schemas   *Schemas
	direction Direction
	seen      map[visit]bool
	out       []Gap
}

// maxVisits bounds the pairs of values and schemas that are held against each
// other for one body.
const maxVisits = 10_000

func (w *gapWalker) value(shape *Shape, nodes []spec.Node, path string) {
	if shape == nil || len(nodes) == 0 || len(w.seen) > maxVisits {
		return
	}
	v := visit{shape, w.schemas.Read(nodes[0]).Node.Identity(), len(nodes)}
	if w.seen[v] {
		return
	}
	w.seen[v] = true
	var all []*Schema
	for _, n := range nodes[:min(len(nodes), maxParts)] {
		all = append(all, w.schemas.Read(n))
	}
	switch shape.Kind {
	case Object:
		w.object(shape, all, path)
	case Array:
		w.value(shape.Elem, join(all, func(s *Schema) []spec.Node { return s.Items }), path)
	case Map:
		w.value(shape.Elem, join(all, func(s *Schema) []spec.Node { return s.Values }), path)
	}
}

func join(all []*Schema, of func(*Schema) []spec.Node) (out []spec.Node) {
	for _, s := range all {
		out = append(out, of(s)...)
	}
	return out
}

func (w *gapWalker) object(shape *Shape, all []*Schema, path string) {
	fields := all[0].Fields
	if len(all) > 1 {
		fields = map[string][]spec.Node{}
	}
	loose, values, is := false, false, false
	for _, s := range all {
		loose = loose || s.Loose
		values = values || len(s.Values) > 0
		is = is || s.Is("object") && (len(s.Types) > 0 || s.Describes() || s.Loose)
		if len(all) == 1 {
			break
		}
		for name, nodes := range s.Fields {
			fields[name] = append(fields[name], nodes...)
		}
	}
	switch {
	case !is, len(fields) == 0 && (loose || values):
		return // it is described as something else, or in words that are not read
	case len(fields) == 0:
		if len(shape.Fields) > 0 {
			w.out = append(w.out, Gap{Owner: shape, Path: path, Node: all[0].Node})
		}
		return
	}
	for i := range shape.Fields {
		f := &shape.Fields[i]
		below := f.Name
		if path != "" {
			below = path + "." + f.Name
		}
		switch nodes := fields[f.Name]; {
		case len(nodes) == 0 && !loose:
			w.out = append(w.out, Gap{Owner: shape, Field: f, Path: below, Node: all[0].Node})
		case len(nodes) == 0:
		case w.barred(nodes):
			w.out = append(w.out, Gap{Owner: shape, Field: f, Path: below, Node: nodes[0], Barred: true})
		default:
			w.value(f.Shape, nodes, below)
		}
	}
}

// barred reports whether every description of a field says that it goes the
// other way only.
func (w *gapWalker) barred(nodes []spec.Node) bool {
	for _, n := range nodes {
		target, _ := n.Resolve()
		if !n.Field(string(w.direction)).True() && !target.Field(string(w.direction)).True() {
			return false
		}
	}
	return true
}

// Problem returns a problem of the gap on the pair's route: at the field where
// that is known, else where the code sends or takes the value, as here says. of
// names the type of the field, as the end of a phrase.
func (p *Pair) Problem(gap Gap, at Source, here string) (out spec.Problem, of string) {
	out = spec.Problem{Range: at.Range(), Method: p.Route.Method, Path: p.Route.Path}
	if field := gap.At(); field.Line > 0 {
		out.Range = field.Range()
		out.Related = append(out.Related, spec.Related{Range: at.Range(), Message: here})
	}
	out.Related = append(out.Related, spec.Related{Range: gap.Node.KeyRange(), Message: "the schema"})
	if gap.Owner.Type != "" {
		of = " of " + gap.Owner.Type[strings.LastIndexAny(gap.Owner.Type, "/.")+1:]
	}
	return out, of
}
