package missing_schema

import (
	"fmt"
	"slices"

	"github.com/apiward/apiward/rules"
	"github.com/apiward/apiward/spec"
	"github.com/apiward/apiward/spec/lint"
)

// vague are schemas that say something and leave out what makes it hold.
type vague struct {
	untyped  gathered // properties, and no type: what is no object has none, and is valid
	listless gathered // an array, and nothing of its items
	empty    gathered // an object, and nothing of what belongs to it
}

// gathered are the schemas with one lack, and where the first is used.
type gathered struct {
	schemas []*lint.Schema
	uses    []*lint.Use
}

func (g *gathered) add(s *lint.Schema, use *lint.Use) {
	g.schemas, g.uses = append(g.schemas, s), append(g.uses, use)
}

// shape looks at a schema as a whole. What others are put together from may be said
// by these.
func (c checker) shape(s *lint.Schema, use *lint.Use) {
	if use.Hidden || !use.Roles.Has(lint.Whole|lint.Value|lint.Item) || use.Roles.Has(lint.Part|lint.Branch) || c.told[s.Node.Identity()] {
		return
	}
	first := use.Direction == lint.Received || s.Use(lint.Received) == nil
	if !first || s.Node.Kind() != spec.Mapping {
		return
	}
	switch types := s.Types(); {
	case len(types) == 0 && speaksOfProperties(s):
		c.vague.untyped.add(s, use)
	case !slices.Contains(types, "array"):
		if s.Use(lint.Received) == nil && slices.Contains(types, "object") && saysNothingMore(s) { // of requests open_object says so
			c.vague.empty.add(s, use)
		}
	case !speaksOfItems(s):
		c.vague.listless.add(s, use)
	case slices.ContainsFunc(s.Items(), func(item *lint.Schema) bool { return item.Name == "" && !says(item) }):
		c.vague.listless.add(s, use)
	}
}

// end reports each lack, once for all where it is the document's habit.
func (c checker) end() {
	c.gathered(c.vague.untyped, "names properties and no type: what is no object is valid as well", "name properties and no type: what is no object is valid as well", "write type: object")
	c.gathered(c.vague.listless, "does not say what its items are", "do not say what their items are", "write what an item may hold")
	c.gathered(c.vague.empty, "is an object of anything: what is sent in it is not described", "are objects of anything: what is sent in them is not described", "name its properties, or describe what it is for")
}

// many is from where on one finding stands for all.
const many = 20

func (c checker) gathered(g gathered, one, all, help string) {
	if len(g.schemas) == 0 {
		return
	}
	if len(g.schemas) > many {
		p := c.vagueAt(g.schemas[0], g.uses[0])
		p.Message, p.Help = fmt.Sprintf("%d schemas %s", len(g.schemas), all), help
		p.Method, p.Path, p.Related = "", "", nil
		for _, s := range g.schemas[1:lint.MaxUses] {
			p.Related = append(p.Related, spec.Related{Range: c.API.Place(s), Message: c.API.Subject(s)})
		}
		c.Report(p)
		return
	}
	for i, s := range g.schemas {
		p := c.vagueAt(s, g.uses[i])
		p.Message, p.Help = fmt.Sprintf("%s %s", c.API.Subject(s), one), help
		c.Report(p)
	}
}

func (c checker) vagueAt(s *lint.Schema, use *lint.Use) spec.Problem {
	p := spec.Problem{Strength: rules.Hint, Range: c.API.Place(s), Pointer: s.Node.Pointer()}
	use.Name(&p)
	return p
}

// speaksOfProperties reports whether the schema means an object: it names properties,
// or asks for some.
func speaksOfProperties(s *lint.Schema) bool {
	if len(s.Branches()) > 0 || has(s, "enum", "const", "not", "$dynamicRef", "if") {
		return false
	}
	return has(s, "properties", "required", "discriminator")
}

// speaksOfItems reports whether an array says anything of its items.
func speaksOfItems(s *lint.Schema) bool {
	return len(s.Branches()) > 0 || has(s, "items", "prefixItems", "contains", "unevaluatedItems", "enum", "const", "$dynamicRef")
}

// saysNothingMore reports whether an object says nothing but that it is one. One that
// is explained means it.
func saysNothingMore(s *lint.Schema) bool {
	return len(s.Branches()) == 0 && len(s.Subtypes()) == 0 && !has(s,
		"properties", "additionalProperties", "unevaluatedProperties", "patternProperties", "propertyNames", "minProperties", "maxProperties",
		"enum", "const", "not", "$dynamicRef", "dependentSchemas", "description", "example", "examples")
}

func has(s *lint.Schema, keywords ...string) bool {
	return slices.ContainsFunc(keywords, func(k string) bool { return s.Keyword(k).Exists() })
}
