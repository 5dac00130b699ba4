package contract

import (
	"maps"
	"slices"
	"strings"

	"github.com/apiward/apiward/spec"
)

// Schemas reads what schemas say of fields. What it read it keeps, so that a
// schema that many operations name is read once.
type Schemas struct {
	known map[spec.Identity]*Schema
	gaps  map[held][]Gap
}

// NewSchemas returns a reader that has read nothing.
func NewSchemas() *Schemas {
	return &Schemas{known: map[spec.Identity]*Schema{}, gaps: map[held][]Gap{}}
}

// Schema is what a schema and all that it is composed of say together of a
// value. A field counts as described where any branch describes it: which one
// holds is decided by data.
type Schema struct {
	Node   spec.Node // behind any reference
	Fields map[string][]spec.Node
	Items  []spec.Node // of lists
	Values []spec.Node // of fields whose names are data
	Types  []string    // as written, each once, "null" left out
	// Required are the fields that every value must have.
	Required map[string]spec.Node
	// Loose says that the schema has parts that are not read: it leads nowhere, it
	// has subtypes that are told by a discriminator, or patterns for names.
	Loose bool
	// Enum says that the values are listed.
	Enum   bool
	Format string
}

// maxParts bounds the schemas that one is composed of.
const maxParts = 1000

// Read returns what the schema at a node says, which must not be changed.
func (s *Schemas) Read(node spec.Node) *Schema {
	if known := s.known[node.Identity()]; known != nil {
		return known
	}
	out := &Schema{Node: node, Fields: map[string][]spec.Node{}, Required: map[string]spec.Node{}}
	if target, ok := node.Resolve(); ok {
		out.Node = target
	}
	if out.Node.Identity() != node.Identity() && out.Node.Kind() == spec.Mapping && !hasMore(node) {
		known := s.Read(out.Node) // a reference and nothing else
		s.known[node.Identity()] = known
		return known
	}
	c := &collector{out: out, seen: map[spec.Identity]bool{}}
	c.collect(node, true)
	slices.Sort(out.Types)
	out.Types = slices.Compact(out.Types)
	s.known[node.Identity()] = out
	return out
}

// Describes reports whether the schema says anything of the fields of objects.
func (s *Schema) Describes() bool { return len(s.Fields) > 0 || len(s.Values) > 0 }

// Is reports whether values may be of the type: nothing is said of types, or it
// is one of them.
func (s *Schema) Is(typ string) bool { return len(s.Types) == 0 || slices.Contains(s.Types, typ) }

// Names returns the fields' names, sorted.
func (s *Schema) Names() []string { return slices.Sorted(maps.Keys(s.Fields)) }

// collector puts together the parts of one schema.
type collector struct {
	out  *Schema
	seen map[spec.Identity]bool
}

// collect adds a part. always says that it holds for every value.
func (c *collector) collect(node spec.Node, always bool) {
	for {
		if c.seen[node.Identity()] || len(c.seen) > maxParts {
			return
		}
		c.seen[node.Identity()] = true
		target, ok := node.Resolve()
		if !ok || node.Kind() != spec.Mapping {
			c.out.Loose = c.out.Loose || node.Exists() && node.Kind() != spec.Bool
			return
		}
		c.part(node, always) // beside a reference there may be keywords too
		if target.Identity() == node.Identity() {
			return
		}
		node = target
	}
}

func (c *collector) part(node spec.Node, always bool) {
	for key, value := range node.Fields() {
		switch key {
		case "type":
			c.types(value)
		case "format":
			c.out.Format = value.Text()
		case "enum", "const":
			c.out.Enum = true
		case "properties":
			for name, property := range value.Fields() {
				c.out.Fields[name] = append(c.out.Fields[name], property)
			}
		case "required":
			if always {
				for _, item := range value.Items() {
					if name := item.Text(); name != "" {
						c.out.Required[name] = item
					}
				}
			}
		case "additionalProperties", "unevaluatedProperties":
			if value.Kind() == spec.Mapping && hasFields(value) {
				c.out.Values = append(c.out.Values, value)
			}
		case "items", "prefixItems", "contains":
			if value.Kind() == spec.Mapping {
				c.out.Items = append(c.out.Items, value)
			}
			for _, item := range value.Items() {
				c.out.Items = append(c.out.Items, item)
			}
		case "patternProperties", "discriminator", "$dynamicRef", "$recursiveRef":
			c.out.Loose = true
		case "allOf", "anyOf", "oneOf":
			for _, part := range value.Items() {
				c.collect(part, always && key == "allOf")
			}
		case "if", "then", "else":
			c.collect(value, false)
		case "dependentSchemas":
			for _, part := range value.Fields() {
				c.collect(part, false)
			}
		}
	}
}

func (c *collector) types(node spec.Node) {
	add := func(name string) {
		if name != "" && name != "null" {
			c.out.Types = append(c.out.Types, strings.ToLower(name))
		}
	}
	add(node.Text())
	for _, item := range node.Items() {
		add(item.Text())
	}
}

// hasMore reports whether a reference has keywords beside it.
func hasMore(node spec.Node) bool {
	n := 0
	for range node.Fields() {
		if n++; n > 1 {
			return true
		}
	}
	return false
}

func hasFields(node spec.Node) bool {
	for range node.Fields() {
		return true
	}
	return false
}
