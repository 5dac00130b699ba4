package spec

import "fmt"

// shape is what a value must be for a document to be read: no schema of the
// specification, only the parts that the linters look at. A requirement of
// security has no shape here, because what a broken one means is a question of
// its own.
type shape struct {
	kind   Kind
	fields map[string]*shape // of a mapping, by keyword
	each   *shape            // of a list's items, or of a mapping's other values
}

// checkShape reports the values of the document that have the wrong type. The
// views take them as absent.
func checkShape(root Node, version Version, problems *problems) {
	c := shapeChecker{problems: problems, seen: map[visit]bool{}}
	c.check(root, documentShape(version))
}

// shapeChecker checks each value against each shape once, however many
// references and aliases lead there.
type shapeChecker struct {
	problems *problems
	seen     map[visit]bool
}

type visit struct {
	at Identity
	as *shape
}

func (c *shapeChecker) check(n Node, s *shape) {
	if s.kind == Mapping {
		if target, ok := n.Resolve(); ok {
			n = target
		}
	}
	if k := n.Kind(); k != s.kind && s.kind != Absent {
		at := n.Range()
		if k == Null {
			at = n.KeyRange() // an empty value stands nowhere
		}
		c.problems.add(at, n.Pointer(), fmt.Sprintf("write %s here, or remove it", s.kind),
			"%s is %s where %s is expected, and is ignored", clip(label(n)), k, s.kind)
		return
	}
	v := visit{n.Identity(), s}
	if c.seen[v] {
		return
	}
	c.seen[v] = true
	for name, child := range n.Fields() {
		if f := s.fields[name]; f != nil {
			c.check(child, f)
		} else if s.each != nil && !isExtension(name) {
			c.check(child, s.each)
		}
	}
	for _, child := range n.Items() {
		if s.each != nil {
			c.check(child, s.each)
		}
	}
}

// label names a value by its pointer.
func label(n Node) string {
	if n.pointer == "" {
		return "the top level"
	}
	return n.pointer
}

func isExtension(name string) bool { return len(name) > 1 && name[:2] == "x-" }

// documentShape returns the shape of a document's top level.
func documentShape(v Version) *shape {
	text := &shape{kind: String}
	texts := &shape{kind: List, each: text}
	mapping := &shape{kind: Mapping}
	mappings := &shape{kind: Mapping, each: mapping}
	operation := &shape{kind: Mapping, fields: map[string]*shape{"operationId": text}}
	item := &shape{kind: Mapping, fields: map[string]*shape{}}
	methods := Methods(v)
	for _, m := range methods {
		item.fields[m] = operation
	}
	root := &shape{kind: Mapping, fields: map[string]*shape{
		"info":  mapping,
		"paths": {kind: Mapping, each: item},
	}}
	if v == V2_0 {
		operation.fields["schemes"] = texts
		root.fields["schemes"] = texts
		root.fields["host"] = text
		root.fields["basePath"] = text
		root.fields["securityDefinitions"] = mappings
		return root
	}
	variable := &shape{kind: Mapping, fields: map[string]*shape{"enum": {kind: List}}}
	servers := &shape{kind: List, each: &shape{kind: Mapping, fields: map[string]*shape{
		"url":       text,
		"variables": {kind: Mapping, each: variable},
	}}}
	operation.fields["servers"] = servers
	operation.fields["callbacks"] = &shape{kind: Mapping, each: &shape{kind: Mapping, each: item}}
	item.fields["servers"] = servers
	root.fields["servers"] = servers
	root.fields["components"] = &shape{kind: Mapping, fields: map[string]*shape{"securitySchemes": mappings}}
	if v >= V3_1 {
		root.fields["webhooks"] = &shape{kind: Mapping, each: item}
	}
	if v >= V3_2 {
		item.fields["additionalOperations"] = &shape{kind: Mapping, each: operation}
	}
	return root
}

// Methods returns the keys of a path item that hold an operation, in lower
// case.
func Methods(v Version) []string {
	methods := []string{"get", "put", "post", "delete", "options", "head", "patch"}
	if v >= V3_0 {
		methods = append(methods, "trace")
	}
	if v >= V3_2 {
		methods = append(methods, "query")
	}
	return methods
}
