package conform

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/getkin/kin-openapi/openapi3"

	"github.com/apiward/apiward/rules"
	"github.com/apiward/apiward/spec"
)

// Check returns the places where the document does not obey the specification,
// sorted, but for those that loading it told already. Its cost is that of the
// text.
func Check(doc *spec.Document) []spec.Problem {
	c := &checker{
		doc: doc, ctx: context.Background(), version: doc.Version, objects: objects,
		queued: map[place]bool{}, verdicts: map[string][]fault{}, told: map[string]bool{}, seen: map[string]int{},
	}
	options := []openapi3.ValidationOption{
		// Examples say what others see and not what the API is; patterns are
		// ECMA's, which Go cannot compile.
		openapi3.DisableExamplesValidation(), openapi3.DisableSchemaPatternValidation(),
	}
	switch doc.Version {
	case spec.V2_0:
		c.objects = swaggerObjects
	case spec.V3_1:
		options = append(options, openapi3.IsOpenAPI31OrLater())
	case spec.V3_2:
		options = append(options, openapi3.IsOpenAPI32OrLater())
	}
	c.ctx = openapi3.WithValidationOptions(c.ctx, options...)
	for _, p := range doc.Problems {
		c.told[p.File+"#"+p.Pointer] = true
	}
	c.enqueue(doc.Root(), "document")
	for len(c.queue) > 0 && !c.full() {
		next := c.queue[len(c.queue)-1]
		c.queue = c.queue[:len(c.queue)-1]
		c.object(next.node, next.kind)
	}
	c.together()
	slices.SortStableFunc(c.problems, spec.Problem.Compare)
	return c.problems
}

// The bounds of one document. Whoever has a thousand broken places starts with
// the first ones.
const (
	maxProblems = 1000
	maxAlike    = 20      // of one kind: a generator makes the same mistake everywhere
	maxRounds   = 8       // times that one object is judged, with what was wrong left out
	maxNames    = 200     // of a mapping, handed to kin
	maxValues   = 200     // of what is judged as it is written
	maxText     = 1 << 16 // bytes of it
)

// checker judges one document.
type checker struct {
	doc     *spec.Document
	ctx     context.Context
	version spec.Version
	objects map[string]*object

	queue    []visit
	queued   map[place]bool
	verdicts map[string][]fault // by kind and text
	told     map[string]bool    // by file and pointer
	seen     map[string]int     // by message
	problems []spec.Problem
}

// visit is an object that is to be judged.
type visit struct {
	node spec.Node
	kind string
}

// place is a piece of text as one kind of object.
type place struct {
	at   spec.Identity
	kind string
}

// fault is what is wrong with an object, wherever an object of that text stands.
type fault struct {
	fields  []string // the first of them that is there is to blame, else the object
	key     bool     // the blame is the key's, not the value's
	message string
	help    string
	weak    bool
	code    string // kin's
}

func (c *checker) full() bool { return len(c.problems) >= maxProblems }

// enqueue has what stands at n, or what its reference names, judged once.
func (c *checker) enqueue(n spec.Node, kind string) {
	o := c.objects[kind]
	target, ok := n.Resolve()
	if !ok {
		return // told by the loader
	}
	// Beside a reference, a path item and, from 3.1 on, a schema say something.
	if target.Identity() != n.Identity() {
		if kind == "pathItem" || kind == "schema" && c.version >= spec.V3_1 {
			c.push(n, kind)
		}
		n = target
	}
	switch k := n.Kind(); {
	case k == spec.Mapping, k == spec.Bool && kind == "schema" && c.version != spec.V2_0:
		c.push(n, kind)
	default:
		at := n.Range()
		if k == spec.Null {
			at = n.KeyRange()
		}
		c.report(at, n.Pointer(), fault{
			message: fmt.Sprintf("%s is %s where %s is expected", label(n), k, article(o.name)),
			help:    "write it as the specification has it, or remove it",
		})
	}
}

func (c *checker) push(n spec.Node, kind string) {
	// Nodes of the same text differ by the way that led there.
	if c.first(n, kind) {
		c.queue = append(c.queue, visit{n, kind})
	}
}

// first reports whether n comes as this kind for the first time.
func (c *checker) first(n spec.Node, kind string) bool {
	key := place{n.Identity(), kind}
	if c.queued[key] {
		return false
	}
	c.queued[key] = true
	return true
}

// object judges one object and puts those below it into the queue.
func (c *checker) object(n spec.Node, kind string) {
	o := c.objects[kind]
	parts, own := c.parts(n, o, kind)
	for _, f := range own {
		c.blame(n, f)
	}
	for _, f := range c.judge(o, kind, n, parts) {
		c.blame(n, f)
	}
}

// blame reports a fault of the object at n.
func (c *checker) blame(n spec.Node, f fault) {
	for _, name := range f.fields {
		child := n.Field(name)
		if !child.Exists() {
			continue
		}
		at := child.Range()
		if f.key || child.Kind() == spec.Null || child.Kind() == spec.Mapping {
			at = child.KeyRange()
		}
		c.report(at, child.Pointer(), f)
		return
	}
	c.report(n.KeyRange(), n.Pointer(), f)
}

func (c *checker) report(at spec.Range, pointer string, f fault) {
	key := at.File + "#" + pointer
	if c.told[key] || c.full() {
		return
	}
	c.told[key] = true
	c.seen[f.message]++
	if c.seen[f.message] > maxAlike {
		return
	}
	if c.seen[f.message] == maxAlike {
		f.message += "; further places like this are not listed"
	}
	p := spec.Problem{RuleID: spec.InvalidDocument, Range: at, Pointer: pointer, Message: f.message, Help: f.help}
	if f.weak {
		p.Strength = rules.Unproven
	}
	c.problems = append(c.problems, p)
}

// label names a value by its key.
func label(n spec.Node) string {
	if n.Pointer() == "" {
		return "the top level"
	}
	return clip(n.Pointer())
}

func clip(s string) string {
	const most = 120
	if len(s) > most {
		return strings.ToValidUTF8(s[:most], "") + "…"
	}
	return s
}

// article returns "an Info Object", "a Schema Object".
func article(name string) string {
	if strings.IndexByte("AEIOU", name[0]) >= 0 {
		return "an " + name
	}
	return "a " + name
}
