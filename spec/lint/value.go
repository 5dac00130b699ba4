package lint

import (
	"slices"

	"github.com/apiward/apiward/rules/sensitive"
	"github.com/apiward/apiward/spec"
)

// maxShapes bounds the schemas that are looked at to know what a value can be.
const maxShapes = 50

// Value returns what the values of the schema can be, in any of its branches and
// as items of lists.
func (s *Schema) Value() sensitive.Value {
	var v sensitive.Value
	queue := []*Schema{s}
	for i := 0; i < len(queue) && i < maxShapes; i++ {
		at := queue[i]
		add := func(more []*Schema) {
			for _, m := range more {
				if !slices.Contains(queue, m) {
					queue = append(queue, m)
				}
			}
		}
		for _, t := range at.Types() {
			switch t {
			case "string":
				v.Text = true
			case "integer", "number":
				v.Number = true
			case "boolean":
				v.Bool = true
			case "object":
				v.Object = true
			case "array":
				v.List = true
				for _, part := range at.All() {
					add(part.Items())
				}
			}
		}
		for _, part := range at.All() {
			v.Object = v.Object || len(part.Properties()) > 0 || len(part.Values()) > 0
			add(part.Branches())
		}
	}
	enum := s.Keyword("enum")
	v.Choice = enum.Len() > 0 || s.Keyword("const").Exists()
	v.Format = s.Keyword("format").Text()
	if max := s.Keyword("maxLength"); max.Kind() == spec.Number && len(max.Scalar()) == 1 && max.Scalar() <= "4" {
		v.MaxLength = int(max.Scalar()[0] - '0')
	}
	return v
}

// OwnerName returns the name of what the property is in: that of its schema or, where
// it has none, the path of an operation.
func (p *Property) OwnerName(use *Use) string {
	owner := p.Owner.Path()
	for s := p.Owner; s != nil; s = s.In {
		if s.Name != "" {
			return owner
		}
	}
	if op := use.First(); op != nil {
		return op.Path + "." + owner
	}
	return owner
}
