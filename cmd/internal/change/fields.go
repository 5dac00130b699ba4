package change

import (
	"maps"
	"slices"
	"strings"

	"github.com/apiward/apiward/analyzers/handlers"
	"github.com/apiward/apiward/analyzers/link"
	"github.com/apiward/apiward/cmd/internal/finding"
	"github.com/apiward/apiward/rules"
	"github.com/apiward/apiward/rules/sensitive"
	"github.com/apiward/apiward/spec/lint"
)

// The bounds of what is looked at of one response: types refer to themselves, and
// documents are other people's data.
const (
	maxDepth  = 8
	maxFields = 5000
)

// shown is what a route, or an operation, shows to its clients.
type shown struct {
	fields map[string]field // by path: "items[].email"
	// open are the paths below which there may be more than is known, and known
	// those of objects whose fields are all known.
	open, known map[string]bool
	more        bool // there may be answers that are not known
}

type field struct {
	name, owner string // of the type or schema it is in, where that has a name
	value       sensitive.Value
	at          finding.Range
}

func newShown() *shown {
	return &shown{fields: map[string]field{}, open: map[string]bool{}, known: map[string]bool{}}
}

// hides reports whether a field that the other side has may well have been
// shown here too: something above it is not known.
func (s *shown) hides(path string) bool {
	object := parent(path)
	for at := object; ; at = parent(at) {
		if s.open[at] {
			return true
		}
		if at == "" {
			break
		}
	}
	return s.more && !s.known[object]
}

// parent returns the path of the object that a field is in: "items[]" for
// "items[].email", and "" for the answer as a whole.
func parent(path string) string {
	i := strings.LastIndexByte(path, '.')
	return path[:max(i, 0)]
}

// exposed returns the paths that only the other side shows, sorted.
func (s *shown) exposed(now *shown) (paths []string) {
	for _, path := range slices.Sorted(maps.Keys(now.fields)) {
		if _, known := s.fields[path]; known || s.hides(path) {
			continue
		}
		// Of what is new as a whole, its name says it.
		if above := strings.TrimRight(parent(path), "[]{}"); !slices.Contains(paths, above) || above == "" {
			paths = append(paths, path)
		}
	}
	return paths
}

// fields compares what a pair of routes answers.
func (c *comparer) fields(p pair) {
	old, now := c.shownBy(p.old, c.Base.Inventory), c.shownBy(p.now, c.Head.Inventory)
	if old == nil || now == nil {
		return
	}
	for _, path := range old.exposed(now) {
		change := c.about(p, "", "")
		change.Kind = FieldExposed
		c.exposes(&change, now.fields[path], path, lint.PathPurpose(p.now[0].Method, p.now[0].Path))
	}
}

// exposes adds a row for a field. How much it counts, its name says: the words of
// the policy and those that every service knows.
func (c *comparer) exposes(change *Change, f field, path string, purpose lint.Purpose) {
	change.Effect, change.Level = Worse, rules.Note
	vocabulary := sensitive.New(c.Policy)
	term, found := vocabulary.Find(f.name, sensitive.Context{Owner: f.owner, Value: func() sensitive.Value { return f.value }})
	if found {
		change.Level = term.Strength.At(rules.Error)
		if level, set := vocabulary.Level(term.Class); set {
			change.Level = max(level, rules.Note)
		}
		change.Reason = "its name stands for " + term.Class.Title()
		if purpose == lint.Entry && term.Class == sensitive.Credential {
			change.Level, change.Reason = rules.Note, "who logs in gets a credential"
		}
	}
	change.After = path
	change.field = f.owner + "." + f.name
	if f.at.File != "" {
		change.At = f.at
	}
	c.add(*change)
}

// shownBy returns what routes of one key answer, nil where nothing is known of
// one of them.
func (c *comparer) shownBy(routes []*link.Route, inv *link.Inventory) *shown {
	s := newShown()
	for _, r := range routes {
		if r.Response == nil {
			return nil
		}
		s.more = s.more || r.Response.Open
		for _, a := range r.Response.Answers {
			if a.Content == handlers.OfUnknown {
				s.more = true
				continue
			}
			w := walker{shown: s, types: inv.Types}
			w.walk(&a.Shape, "", 0)
		}
	}
	return s
}

// walker collects the fields of shapes.
type walker struct {
	*shown
	types handlers.Types
	above []string // the named types around
}

func (w *walker) walk(s *handlers.Shape, path string, depth int) {
	name := s.Type
	if s.Kind == handlers.Named {
		def := w.types[s.Type]
		if def == nil {
			w.open[path] = true
			return
		}
		if slices.Contains(w.above, s.Type) {
			return // its fields are known already, one turn above
		}
		s = def
	}
	if depth > maxDepth || len(w.fields) > maxFields {
		w.open[path] = true
		return
	}
	switch s.Kind {
	case handlers.Unknown, handlers.Any:
		w.open[path] = true
	case handlers.Array:
		if s.Elem != nil {
			w.walk(s.Elem, path+"[]", depth+1)
		}
	case handlers.Map:
		if s.Elem != nil {
			w.walk(s.Elem, path+"{}", depth+1)
		}
	case handlers.Object:
		w.known[path] = true
		if s.Open {
			w.open[path] = true
		}
		if name != "" {
			w.above = append(w.above, name)
			defer func() { w.above = w.above[:len(w.above)-1] }()
		}
		for i := range s.Fields {
			f := &s.Fields[i]
			at := join(path, f.Name)
			w.fields[at] = field{name: f.Name, owner: short(name), value: valueOf(&f.Shape), at: finding.Range{File: f.At.File, Line: f.At.Line, Column: f.At.Column}}
			w.walk(&f.Shape, at, depth+1)
		}
	}
}

// join returns the path of a field. A dot in a name would look like a field of a
// field.
func join(path, name string) string {
	name = strings.ReplaceAll(name, ".", "·")
	if path == "" {
		return name
	}
	return path + "." + name
}

// short returns a type's name without the path of its package.
func short(name string) string {
	if i := strings.IndexByte(name, '['); i >= 0 {
		name = name[:i]
	}
	return name[strings.LastIndexAny(name, "./")+1:]
}

func valueOf(s *handlers.Shape) sensitive.Value {
	list := false
	if s.Kind == handlers.Array && s.Elem != nil {
		s, list = s.Elem, true
	}
	return sensitive.Value{
		Text: s.Kind == handlers.String, Number: s.Kind == handlers.Number || s.Kind == handlers.Integer, Bool: s.Kind == handlers.Boolean,
		Object: s.Kind == handlers.Object || s.Kind == handlers.Named || s.Kind == handlers.Map, Format: s.Format, List: list,
	}
}
