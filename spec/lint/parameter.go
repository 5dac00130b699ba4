package lint

import (
	"iter"

	"github.com/apiward/apiward/spec"
)

// Parameter is a parameter as it is written, once however many operations have
// it.
type Parameter struct {
	Node spec.Node // behind any reference
	Name string
	In   string // as written: query, path, header, cookie; querystring; body, formData

	sets []*parameterSet
}

// Operations yields the operations that have the parameter, in order. There may
// be many for each of many parameters: who needs some of them stops early.
func (p *Parameter) Operations() iter.Seq[*Operation] {
	return func(yield func(*Operation) bool) {
		for _, set := range p.sets {
			for _, op := range set.operations {
				if !yield(op) {
					return
				}
			}
		}
	}
}

// Uses returns the number of operations that have the parameter. 0: it is a
// component that nothing names.
func (p *Parameter) Uses() int {
	n := 0
	for _, set := range p.sets {
		n += len(set.operations)
	}
	return n
}

// Schema returns what describes the parameter's values: its schema, that of its
// content, or in Swagger 2.0 the parameter itself.
func (p *Parameter) Schema() spec.Node {
	if schema := p.Node.Field("schema"); schema.Exists() {
		schema, _ = schema.Resolve()
		return schema
	}
	for _, media := range p.Node.Field("content").Fields() {
		media, _ = media.Resolve()
		schema, _ := media.Field("schema").Resolve()
		return schema
	}
	return p.Node
}

// parameterSet is a list of parameters as it is written. Like servers, they are
// kept by list: one may be shared by many operations.
type parameterSet struct{ operations []*Operation }

// parameters says that an operation has a list of parameters.
func (v *viewer) parameters(node spec.Node, op *Operation) {
	if node.Kind() != spec.List {
		return
	}
	set := v.sets[node.Identity()]
	if set == nil {
		set = &parameterSet{}
		v.sets[node.Identity()] = set
		inside := map[spec.Identity]bool{}
		for _, item := range node.Items() {
			if p := v.parameter(item); p != nil && !inside[p.Node.Identity()] {
				inside[p.Node.Identity()] = true
				p.sets = append(p.sets, set)
			}
		}
	}
	set.operations = append(set.operations, op)
}

// parameter returns the parameter that is written at the node, read once, or nil
// where there is none.
func (v *viewer) parameter(node spec.Node) *Parameter {
	node, _ = node.Resolve()
	if known, ok := v.params[node.Identity()]; ok {
		return known
	}
	var p *Parameter
	if name := node.Field("name").Text(); name != "" && len(name) <= spec.MaxName {
		p = &Parameter{Node: node, Name: name, In: node.Field("in").Text()}
		v.api.Parameters = append(v.api.Parameters, p)
	}
	v.params[node.Identity()] = p
	return p
}

// unusedParameters adds the components that no operation names: whoever reads
// the document in pieces may still use them.
func (v *viewer) unusedParameters(root spec.Node) {
	declared := root.Field("components").Field("parameters")
	if v.api.Doc.Version == spec.V2_0 {
		declared = root.Field("parameters")
	}
	for _, node := range declared.Fields() {
		v.parameter(node)
	}
}
