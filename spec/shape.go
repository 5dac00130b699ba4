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
	names  bool              // a mapping's keys are at most MaxName bytes
}

// MaxName bounds the paths and URLs of a document, in bytes. Messages and
// pointers carry them, many times over.
const MaxName = 4096

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
	depth    int
	steps    int
}

const (
	maxShapeDepth = 64        // callbacks in callbacks in callbacks
	maxShapeSteps = 5_000_000 // merges make values appear that are not in the text
)

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
	if s.kind == String && len(n.Text()) > MaxName {
		c.long(n.Range(), n.Pointer(), label(n), len(n.Text()))
		return
	}
	v := visit{n.Identity(), s}
	if c.seen[v] {
		return
	}
	c.seen[v] = true
	if c.depth++; c.depth > maxShapeDepth {
		c.depth--
		return
	}
	defer func() { c.depth-- }()
	for name, child := range n.Fields() {
		if c.steps++; c.steps > maxShapeSteps {
			return
		}
		if f := s.fields[name]; f != nil {
			c.check(child, f)
		} else if s.names && len(name) > MaxName {
			c.long(child.KeyRange(), n.Pointer(), "a name", len(name))
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

func (c *shapeChecker) long(at Range, pointer, what string, size int) {
	c.problems.add(at, pointer, "shorten it", "%s has %d bytes where at most %d are expected, and is ignored", clip(what), size, MaxName)
}

// label names a value by its pointer.
func label(n Node) string {
	if n.trail == nil {
		return "the top level"
	}
	return n.Pointer()
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
		"paths": {kind: Mapping, each: item, names: true},
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
	operation.fields["callbacks"] = &shape{kind: Mapping, each: &shape{kind: Mapping, each: item, names: true}, names: true}
	item.fields["servers"] = servers
	root.fields["servers"] = servers
	root.fields["components"] = &shape{kind: Mapping, fields: map[string]*shape{"securitySchemes": mappings}}
	if v >= V3_1 {
		root.fields["webhooks"] = &shape{kind: Mapping, each: item, names: true}
	}
	if v >= V3_2 {
		item.fields["additionalOperations"] = &shape{kind: Mapping, each: operation, names: true}
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
