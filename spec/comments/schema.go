package comments

import (
	"strconv"
	"strings"

	"github.com/apiward/apiward/spec/contract"
)

// unknown is the schema of what is not known: its fields are told by something that
// is not read, so that nobody misses any.
func unknown() object { return object{"discriminator": "unknown"} }

// shape returns the schema of a Go value.
func (b *builder) shape(s *contract.Shape) object {
	if s == nil {
		return unknown()
	}
	switch s.Kind {
	case contract.String, contract.Integer, contract.Number, contract.Boolean:
		out := object{"type": string(s.Kind)}
		if s.Format != "" {
			out["format"] = s.Format
		}
		return out
	case contract.Array:
		return object{"type": "array", "items": b.shape(s.Elem)}
	case contract.Map:
		return object{"type": "object", "additionalProperties": b.shape(s.Elem)}
	case contract.Object:
		if s.Type == "" {
			return b.fields(s, "")
		}
		return object{"$ref": "#/definitions/" + b.definition(s)}
	}
	return unknown()
}

// definition returns the name of a type's definition, and puts it there.
func (b *builder) definition(s *contract.Shape) string {
	if known, ok := b.names[s.Type]; ok {
		return known
	}
	name := b.wanted[s.Type]
	if name == "" {
		name = strings.NewReplacer("/", ".", "[", "_", "]", "", "*", "", ",", "_", "~", "_").Replace(s.Type)
	}
	base := name
	for n := 2; b.definitions[name] != nil; n++ {
		name = base + strconv.Itoa(n)
	}
	b.names[s.Type] = name
	b.definitions[name] = object{} // the type may hold itself
	if s.At.Line > 0 {
		b.place(s.At.Range(), "definitions", name)
	}
	b.definitions[name] = b.fields(s, name)
	return name
}

func (b *builder) fields(s *contract.Shape, name string) object {
	properties := object{}
	for _, f := range s.Fields {
		properties[f.Name] = b.shape(f.Shape)
		if name != "" && f.At.Line > 0 {
			b.place(f.At.Range(), "definitions", name, "properties", f.Name)
		}
	}
	return object{"type": "object", "properties": properties}
}
