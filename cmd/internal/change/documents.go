package change

import (
	"maps"
	"slices"

	"github.com/apiward/apiward/analyzers/link"
	"github.com/apiward/apiward/cmd/internal/finding"
	"github.com/apiward/apiward/rules"
	"github.com/apiward/apiward/rules/sensitive"
	"github.com/apiward/apiward/spec"
	"github.com/apiward/apiward/spec/lint"
)

// operations are those of one document by method and path without names.
type operations map[string]*lint.Operation

// documents compares the documents of both sides, each with its own former
// state, which may have stood in another file.
func (c *comparer) documents() {
	base, head := operationsOf(c.Base.Documents), operationsOf(c.Head.Documents)
	to := renames(surfaces(base), surfaces(head))
	for from, name := range to {
		base[name] = base[from]
		delete(base, from)
	}
	for _, name := range slices.Sorted(maps.Keys(head)) {
		c.document(name, base[name], head[name])
	}
	for _, name := range slices.Sorted(maps.Keys(base)) {
		if head[name] == nil {
			c.document(name, base[name], nil)
		}
	}
}

func operationsOf(documents []*spec.Document) map[string]operations {
	out := map[string]operations{}
	for _, doc := range documents {
		list := operations{}
		for _, op := range lint.View(doc).Operations {
			if k := op.Method + " " + finding.Unnamed(op.Path); op.Surface == lint.Path && list[k] == nil {
				list[k] = op
			}
		}
		out[doc.Name] = list
	}
	return out
}

func surfaces(documents map[string]operations) map[string]map[string]bool {
	out := map[string]map[string]bool{}
	for name, list := range documents {
		out[name] = map[string]bool{}
		for k := range list {
			out[name][k] = true
		}
	}
	return out
}

func (c *comparer) document(name string, base, head operations) {
	for _, k := range slices.Sorted(maps.Keys(head)) {
		op := head[k]
		change := Change{Subject: op.String(), File: name, route: k, At: place(op.Node.KeyRange())}
		was := base[k]
		if was == nil {
			if !c.described[link.Operation{Document: name, Pointer: op.Node.Pointer()}] {
				change.Kind, change.Effect, change.After = OperationAdded, Other, "security "+accessOf(op)
				c.add(change)
			}
			continue
		}
		c.security(change, was, op)
		old, now := shownIn(was), shownIn(op)
		for _, path := range old.exposed(now) {
			row := change
			row.Kind = FieldDocumented
			c.exposes(&row, now.fields[path], path, op.Purpose())
		}
	}
	for _, k := range slices.Sorted(maps.Keys(base)) {
		op := base[k]
		if head[k] == nil && !c.described[link.Operation{Document: name, Pointer: op.Node.Pointer()}] {
			c.add(Change{
				Kind: OperationRemoved, Effect: Other, Subject: op.String(), File: name, route: k,
				Before: "security " + accessOf(op), At: place(op.Node.KeyRange()), Gone: true,
			})
		}
	}
}

func place(r spec.Range) finding.Range { return finding.Range(r) }

// accessOf returns what a document asks of clients, in the words of routes.
func accessOf(op *lint.Operation) string {
	switch op.Security.Access {
	case lint.Required:
		return "required"
	case lint.Optional:
		return "optional"
	case lint.Undefined, lint.Malformed:
		return "unknown"
	}
	if op.Gateway {
		return "unknown"
	}
	return "none"
}

// security compares what an operation is documented to ask of clients.
func (c *comparer) security(change Change, was, op *lint.Operation) {
	before, after := accessOf(was), accessOf(op)
	change.Before, change.After = before, after
	strength := []string{"none", "optional", "required"}
	from, to := slices.Index(strength, before), slices.Index(strength, after)
	switch {
	case before == "required" && after == "required":
		if !c.demands(&change, was, op) {
			return
		}
	case before == after, from < 0, from == 0 && to < 0:
		return
	case to < 0:
		change.Kind, change.Effect = SecurityUnclear, Other
		change.Reason = "what it asks for is not declared, or no list of requirements"
	case to > from:
		change.Kind, change.Effect = SecurityGained, Better
	case to == 1:
		change.Kind, change.Effect, change.Level = SecurityWeakened, Worse, rules.Error
	default:
		change.Kind, change.Effect, change.Level = SecurityLost, Worse, rules.Error
		if from == 1 {
			change.Level = rules.Warning
		}
	}
	if change.Effect == Worse && c.off("missing_security") {
		change.Level, change.Reason = rules.Note, "the policy turns missing_security off"
	}
	c.add(change)
}

// demands compares what an operation asks every client for before and now, and
// reports whether one of the two asks for more.
func (c *comparer) demands(change *Change, was, op *lint.Operation) bool {
	before, after := demandsOf(was), demandsOf(op)
	if from, to := eased(before, after); to != nil {
		change.Kind, change.Effect, change.Level = SecurityWeakened, Worse, rules.Error
		change.Before, change.After = from.String(), to.String()
		return true
	}
	if from, to := eased(after, before); to != nil {
		change.Kind, change.Effect = SecurityGained, Better
		change.Before, change.After = to.String(), from.String()
		return true
	}
	return false
}

// shownIn returns what an operation is documented to answer.
func shownIn(op *lint.Operation) *shown {
	s := newShown()
	for _, a := range op.Responses {
		if a.Response == nil {
			s.more = true
			continue
		}
		for _, m := range a.Response.Media {
			for _, schema := range []*lint.Schema{m.Schema, m.Item} {
				if schema != nil {
					(&schemaWalker{shown: s}).walk(schema, "", 0)
				}
			}
		}
	}
	return s
}

// schemaWalker collects the properties of schemas.
type schemaWalker struct {
	*shown
	above []*lint.Schema
}

func (w *schemaWalker) walk(s *lint.Schema, path string, depth int) {
	if slices.Contains(w.above, s) {
		return
	}
	if depth > maxDepth || len(w.fields) > maxFields {
		w.open[path] = true
		return
	}
	w.above = append(w.above, s)
	defer func() { w.above = w.above[:len(w.above)-1] }()
	for _, p := range s.Properties() {
		if p.Pattern || p.WriteOnly() {
			continue
		}
		w.known[path] = true
		at := join(path, p.Name)
		w.fields[at] = field{name: p.Name, owner: p.Owner.Path(), value: valueIn(p.Schema), at: place(p.Node.KeyRange())}
		if p.Schema != nil {
			w.walk(p.Schema, at, depth+1)
		}
	}
	for _, list := range [][]*lint.Schema{s.Parts(), s.Branches(), s.Subtypes()} {
		for _, part := range list {
			w.walk(part, path, depth+1)
		}
	}
	for _, item := range s.Items() {
		w.walk(item, path+"[]", depth+1)
	}
	for _, value := range s.Values() {
		w.walk(value, path+"{}", depth+1)
	}
}

func valueIn(s *lint.Schema) sensitive.Value {
	if s == nil {
		return sensitive.Value{}
	}
	return sensitive.Value{
		Text: s.Is("string"), Number: s.Is("number") || s.Is("integer"), Bool: s.Is("boolean"), Object: s.Is("object"), List: s.Is("array"),
		Format: s.Keyword("format").Text(),
	}
}
