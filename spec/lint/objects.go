package lint

import (
	"slices"
	"strconv"
	"strings"

	"github.com/apiward/apiward/rules"
	"github.com/apiward/apiward/rules/sensitive"
	"github.com/apiward/apiward/spec"
)

// objects are what conditions see of a document: for each kind that is published
// in package rules, the view behind it. They are made when a rule looks at them.
type objects struct {
	api        *API
	policy     *rules.Policy
	names      *sensitive.Vocabulary
	doc        *documentObject
	operations map[*Operation]*object
	servers    map[*Server]*object
	schemes    map[*Scheme]*object
	parameters map[*Parameter]*object
	byKind     map[string][]rules.Object
	index      map[column]map[string][]int // where in byKind the objects with a text are
}

// column is an attribute of a kind.
type column struct{ kind, attribute string }

// look returns the objects of the document, as the policy lets names stand.
func (a *API) look(policy *rules.Policy) *objects {
	if a.objects == nil {
		o := &objects{
			api: a, policy: policy, names: sensitive.New(policy),
			operations: map[*Operation]*object{}, servers: map[*Server]*object{}, schemes: map[*Scheme]*object{},
			parameters: map[*Parameter]*object{}, byKind: map[string][]rules.Object{},
			index: map[column]map[string][]int{},
		}
		o.doc = &documentObject{all: o}
		a.objects = o
	}
	return a.objects
}

// document returns the document as an object.
func (o *objects) document() rules.Object { return o.doc.object() }

// each returns all objects of a kind that rules look at, in the document's
// order.
func (o *objects) each(kind string) []rules.Object {
	if known, ok := o.byKind[kind]; ok {
		return known
	}
	var out []rules.Object
	switch kind {
	case "operation":
		out = listOf(o.api.Operations, o.operation)
	case "parameter":
		out = listOf(o.api.Parameters, o.parameter)
	case "server":
		out = listOf(o.api.Servers, o.server)
	case "security_scheme":
		out = listOf(o.api.Schemes, o.scheme)
	case "response":
		for _, op := range o.api.Operations {
			for i := range op.Responses {
				out = append(out, o.response(op, &op.Responses[i]))
			}
		}
	case "property", "schema_use":
		out = o.schemas(kind == "property")
	case "document":
		out = []rules.Object{o.document()}
	}
	o.byKind[kind] = out
	return out
}

// candidates returns the objects that a check can apply to, in the document's
// order: all, or those that the best of its attributes leaves.
func (o *objects) candidates(check *rules.Check) []rules.Object {
	all := o.each(check.Kind)
	var best []int
	found := false
	for _, only := range check.Only {
		index := o.indexOf(column{check.Kind, only.Attribute}, all)
		count := 0
		for _, v := range only.Values {
			count += len(index[v])
		}
		if found && count >= len(best) {
			continue
		}
		found, best = true, make([]int, 0, count)
		for _, v := range only.Values {
			best = append(best, index[v]...)
		}
	}
	if !found {
		return all
	}
	slices.Sort(best)
	best = slices.Compact(best)
	out := make([]rules.Object, len(best))
	for i, at := range best {
		out[i] = all[at]
	}
	return out
}

// indexOf returns where the objects with each text of an attribute are.
func (o *objects) indexOf(c column, all []rules.Object) map[string][]int {
	if known, ok := o.index[c]; ok {
		return known
	}
	index := map[string][]int{}
	for i, object := range all {
		if text, ok := object.Attr(c.attribute).(string); ok {
			index[text] = append(index[text], i)
		}
	}
	o.index[c] = index
	return index
}

// listOf returns the objects of a list.
func listOf[T any](list []T, of func(T) *object) []rules.Object {
	out := make([]rules.Object, len(list))
	for i, item := range list {
		out[i] = of(item)
	}
	return out
}

// schemas returns the uses of all schemas, or of their properties. There are
// tens of thousands, which are made in one piece.
func (o *objects) schemas(properties bool) []rules.Object {
	o.api.reach()
	var ps []propertyObject
	var ss []schemaObject
	v := Visitor{}
	if properties {
		v.Property = func(p *Property, use *Use) { ps = append(ps, propertyObject{o, p, use}) }
	} else {
		v.Schema = func(s *Schema, use *Use) { ss = append(ss, schemaObject{o, s, use}) }
	}
	walkSchemas(o.api.schemas.all, v)
	out := make([]rules.Object, len(ps)+len(ss))
	made := make([]object, len(out))
	for i := range made {
		if properties {
			made[i] = object{kind: "property", view: &ps[i]}
		} else {
			made[i] = object{kind: "schema_use", view: &ss[i]}
		}
		out[i] = &made[i]
	}
	return out
}

// object is one object: a view with a name for what can be asked of it.
type object struct {
	kind   string
	view   view
	known  []fact // what was asked before
	origin *rules.Spot
}

// view answers for one object.
type view interface {
	// attr returns an attribute that was not asked for before.
	attr(name string) any
	// value returns the schema that knows the attributes of its values itself, nil
	// where there is none.
	value() *Schema
	// spot returns where it is written.
	spot() rules.Spot
}

// noValue is the view of what has no schema.
type noValue struct{}

func (noValue) value() *Schema { return nil }

// fact is an attribute with its value. There are few, and they are looked
// through: the conditions of a policy read some ten attributes of a kind.
type fact struct {
	name  string
	value any
}

// Kind implements rules.Object.
func (o *object) Kind() string { return o.kind }

// Origin implements rules.Object.
func (o *object) Origin() rules.Spot {
	if o.origin == nil {
		at := o.view.spot()
		o.origin = &at
	}
	return *o.origin
}

// Attr implements rules.Object.
func (o *object) Attr(name string) any {
	if ofValue(name) {
		if s := o.view.value(); s != nil {
			return valueAttr(s, name)
		}
	}
	for i := range o.known {
		if o.known[i].name == name {
			return o.known[i].value
		}
	}
	var v any
	if name == "origin" {
		v = o.Origin()
	} else {
		v = o.view.attr(name)
	}
	if o.known == nil {
		o.known = make([]fact, 0, manyFacts)
	}
	o.known = append(o.known, fact{name, v})
	return v
}

// manyFacts is how many attributes the conditions of a policy commonly read of
// one object.
const manyFacts = 4

// optional returns a text, or nil where there is none.
func optional(s string) any {
	if s == "" {
		return nil
	}
	return s
}

// textOf returns the text of a node, or nil where it has none.
func textOf(n spec.Node) any {
	if n.Kind() != spec.String {
		return nil
	}
	return n.Text()
}

// numberOf returns the number at a node, or nil where there is none.
func numberOf(n spec.Node) any {
	if n.Kind() != spec.Number {
		return nil
	}
	f, err := strconv.ParseFloat(n.Scalar(), 64)
	if err != nil || f-f != 0 {
		return nil
	}
	return f
}

// listOfTexts returns texts as a list.
func listOfTexts[T ~string](texts []T) []any {
	out := make([]any, len(texts))
	for i, s := range texts {
		out[i] = string(s)
	}
	return out
}

// objectList returns objects as a list.
func objectList(list []rules.Object) []any {
	out := make([]any, len(list))
	for i, o := range list {
		out[i] = o
	}
	return out
}

// The bounds of a value that an author wrote, as an example or an extension.
const (
	maxValueDepth = 20
	maxValueNodes = 10_000
)

// valueAt returns the value at a node as conditions see it, nil where there is
// none. Of what is beyond the bounds the rest is missing.
func valueAt(n spec.Node) any {
	left := maxValueNodes
	return valueWithin(n, maxValueDepth, &left)
}

func valueWithin(n spec.Node, depth int, left *int) any {
	if *left--; *left < 0 || depth == 0 {
		return nil
	}
	switch n.Kind() {
	case spec.String:
		return n.Text()
	case spec.Bool:
		return n.True()
	case spec.Number:
		return numberOf(n)
	case spec.List:
		out := []any{}
		for _, item := range n.Items() {
			if *left <= 0 {
				break
			}
			out = append(out, valueWithin(item, depth-1, left))
		}
		return out
	case spec.Mapping:
		out := map[string]any{}
		for name, field := range n.Fields() {
			if *left <= 0 {
				break
			}
			out[name] = valueWithin(field, depth-1, left)
		}
		return out
	}
	return nil
}

// extensions returns the extensions of a value, and of others behind it: the
// first that has one counts.
func extensions(nodes ...spec.Node) any {
	out := map[string]any{}
	for _, n := range nodes {
		for name := range n.Names() {
			if _, known := out[name]; !known && strings.HasPrefix(name, "x-") && len(out) < maxValueNodes {
				out[name] = valueAt(n.Field(name))
			}
		}
	}
	return out
}

// operationsOf returns the operations of a use.
func (o *objects) operationsOf(u *Use) any {
	return objectList(listOf(u.Operations, o.operation))
}

// about fills in the operation that a place is about, where there is one.
func about(at rules.Spot, op *Operation) rules.Spot {
	if op != nil && op.Surface == Path {
		at.Method, at.Path = op.Method, op.Path
	}
	return at
}

// statusNames returns the names of classes of status.
func statusNames(s Statuses) []any {
	out := []any{}
	for i, name := range [...]string{"informational", "success", "redirection", "client_error", "server_error", "default"} {
		if s.Has(1 << i) {
			out = append(out, name)
		}
	}
	return out
}

// mediaNames returns the names of the forms of a body, each once.
func (o *objects) mediaNames(media []*MediaType, owner, fallback spec.Node) []any {
	out := []any{}
	for _, m := range media {
		if m.Name != "" && !slices.Contains(out, any(m.Name)) {
			out = append(out, m.Name)
		}
	}
	if len(media) == 0 || o.api.Doc.Version != spec.V2_0 {
		return out
	}
	list := owner
	if !list.Exists() {
		list = fallback
	}
	for _, item := range list.Items() {
		if text := item.Text(); text != "" {
			out = append(out, text)
		}
	}
	return out
}
