package skeleton

import (
	"slices"
	"strconv"
	"strings"

	"github.com/getkin/kin-openapi/openapi3"

	"github.com/apiward/apiward/spec/contract"
)

func typed(name, format string) *openapi3.Schema {
	return &openapi3.Schema{Type: &openapi3.Types{name}, Format: format}
}

// schema returns the schema of a value. A named object is a component, so that
// types that hold themselves come to an end.
func (b *builder) schema(s *contract.Shape) *openapi3.SchemaRef {
	if s == nil {
		return &openapi3.SchemaRef{Value: &openapi3.Schema{}}
	}
	if s.Kind == contract.Object && s.Type != "" {
		name := b.component(s)
		ref := openapi3.NewSchemaRef("#/components/schemas/"+name, b.doc.Components.Schemas[name].Value)
		if s.Nullable {
			return &openapi3.SchemaRef{Value: &openapi3.Schema{AnyOf: openapi3.SchemaRefs{ref, {Value: typed("null", "")}}}}
		}
		return ref
	}
	out := b.inline(s)
	if s.Nullable && out.Type != nil {
		out.Type = &openapi3.Types{(*out.Type)[0], "null"}
	}
	return &openapi3.SchemaRef{Value: out}
}

func (b *builder) inline(s *contract.Shape) *openapi3.Schema {
	switch s.Kind {
	case contract.String, contract.Integer, contract.Number, contract.Boolean, contract.Null:
		return typed(string(s.Kind), s.Format)
	case contract.Array:
		out := typed("array", "")
		out.Items = b.schema(s.Elem)
		return out
	case contract.Map:
		out := typed("object", "")
		out.AdditionalProperties = openapi3.AdditionalProperties{Schema: b.schema(s.Elem)}
		return out
	case contract.Object:
		return b.object(s, typed("object", ""))
	}
	return &openapi3.Schema{}
}

func (b *builder) object(s *contract.Shape, out *openapi3.Schema) *openapi3.Schema {
	out.Properties = openapi3.Schemas{}
	for _, f := range s.Fields {
		out.Properties[f.Name] = b.schema(f.Shape)
		if f.Required && !slices.Contains(out.Required, f.Name) {
			out.Required = append(out.Required, f.Name)
		}
	}
	slices.Sort(out.Required)
	return out
}

// component returns the name of a type among the document's schemas, and puts it
// there.
func (b *builder) component(s *contract.Shape) string {
	if name, known := b.names[s.Type]; known {
		return name
	}
	base := componentName(s.Type)
	name := base
	for n := 2; b.types[name] != ""; n++ {
		name = base + strconv.Itoa(n)
	}
	b.names[s.Type], b.types[name] = name, s.Type
	schema := typed("object", "")
	b.doc.Components.Schemas[name] = &openapi3.SchemaRef{Value: schema}
	b.object(s, schema)
	return name
}

// componentName returns the name of a Go type without its package, and of its
// arguments: "Page_User" for "m/api.Page[m/api.User]".
func componentName(typ string) string {
	var parts []string
	for part := range strings.FieldsFuncSeq(typ, func(r rune) bool { return strings.ContainsRune("[],* ", r) }) {
		part = part[strings.LastIndexAny(part, "/.")+1:]
		part = strings.Map(func(r rune) rune {
			if r == '_' || r == '-' || r >= '0' && r <= '9' || r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' {
				return r
			}
			return '_'
		}, part)
		if part != "" {
			parts = append(parts, part)
		}
	}
	if len(parts) == 0 {
		return "Value"
	}
	return strings.Join(parts, "_")
}
