package lint

import (
	"slices"
	"strings"

	"github.com/apiward/apiward/spec"
)

// Schema is one schema object. The same text is the same *Schema, wherever it
// is referred to or aliased. In Swagger 2.0 a parameter or a header that says
// its own type is one too. What it holds is read when it is asked for, so that
// a Schema belongs to one goroutine.
type Schema struct {
	Node spec.Node // behind references the target. A reference that leads nowhere stands for itself
	Name string    // of a named schema: below components.schemas, definitions or $defs; "" elsewhere
	In   *Schema   // the schema in which it is written; nil at the top of a component, a body, a parameter

	graph   *schemas
	under   string // the property that it is written under, or the keyword
	read    bool
	parts   []part
	lists   []*propertyList
	flagged flags
	types   []string // once typed: rules ask for them again and again
	typed   bool
	states  [4]*state // by direction, and whether it is only reached as a part
	use     [2]*Use
	cut     Direction // in which it is not visited because it is hidden itself
	facts   []fact    // that conditions asked for
}

// Property is one property as it is written below properties or
// patternProperties of a schema.
type Property struct {
	Name string // of patternProperties: the literal text in the pattern
	// Pattern says that Name is only what every name of the property has in it.
	Pattern bool
	Node    spec.Node // as written, perhaps a reference; its key is the name's
	Schema  *Schema   // its value, behind the reference
	Owner   *Schema   // in which it is written first
	// Required says that the owner demands it. What an owner's allOf demands of
	// it is not looked at.
	Required bool

	use     [2]*Use
	flagged flags
}

// ReadOnly reports whether the property is declared readOnly, by itself or
// through references and allOf, and none of the schemas it is written in is
// looked at.
func (p *Property) ReadOnly() bool { return p.flags()&readOnly != 0 }

// WriteOnly is as ReadOnly, for writeOnly and for x-writeOnly, which Swagger
// 2.0 needs.
func (p *Property) WriteOnly() bool { return p.flags()&writeOnly != 0 }

// Use returns how operations use it in a direction, nil where they do not.
func (p *Property) Use(d Direction) *Use { return p.use[d-1] }

// String names the property for a message: "User.address.zip".
func (p *Property) String() string {
	if owner := p.Owner.Path(); owner != "" {
		return owner + "." + p.Name
	}
	return p.Name
}

// flags are what hides a value in one direction.
type flags uint8

const (
	readOnly flags = 1 << iota
	writeOnly
	flagsKnown
)

// hides reports whether the flags keep a value out of messages in a direction.
func (f flags) hides(d Direction) bool {
	return d == Sent && f&writeOnly != 0 || d == Received && f&readOnly != 0
}

// relation says how a schema belongs to the one it is part of.
type relation uint8

const (
	asValue relation = iota // of any name: additionalProperties
	asItem
	asPart
	asBranch
	asSubtype
)

// part is a schema in a schema.
type part struct {
	relation relation
	schema   *Schema
}

// propertyList is a properties value as it is written. Aliases let many schemas
// have one, so that it is walked by itself.
type propertyList struct {
	properties []*Property
	use        [2]*Use // what was carried to it
}

// schemas are the schemas of a document, each once.
type schemas struct {
	doc      *spec.Document
	byText   map[spec.Identity]*Schema
	all      []*Schema
	named    []*Schema // of the entry, in order
	lists    map[spec.Identity]*propertyList
	subtypes map[*Schema][]*Schema // those that have it in their allOf
	steps    int
	depth    int
	cut      bool // the steps were not enough
}

// The bounds of what is read of schemas and of what is walked between them:
// merges make values appear that are not in the text, and discriminators tie
// all to all. The largest documents that are published have 50,000.
const (
	maxSteps  = 2_000_000
	maxWalked = 10_000_000
)

func newSchemas(doc *spec.Document) *schemas {
	return &schemas{doc: doc, byText: map[spec.Identity]*Schema{}, lists: map[spec.Identity]*propertyList{}}
}

// step takes one from what may be read.
func (g *schemas) step() bool {
	g.steps++
	g.cut = g.cut || g.steps > maxSteps
	return g.steps <= maxSteps
}

// at returns the schema at a node, behind a reference that says nothing beside.
func (g *schemas) at(node spec.Node) *Schema { return g.within(node, nil, "") }

// within is as at, for a schema that is written in another.
func (g *schemas) within(node spec.Node, in *Schema, under string) *Schema {
	target := node
	if node.Kind() == spec.Mapping {
		target = g.target(node)
	}
	if s := g.byText[target.Identity()]; s != nil {
		return s
	}
	s := &Schema{Node: target, graph: g, In: in, under: under}
	if target.Identity() != node.Identity() || in == nil {
		s.In, s.under, s.Name = nil, "", nameOf(target.Pointer())
	}
	g.byText[target.Identity()] = s
	g.all = append(g.all, s)
	return s
}

// target follows references up to a value, or to a reference that says more
// beside it, as it may from 3.1 on. A reference that leads nowhere stays.
func (g *schemas) target(node spec.Node) spec.Node {
	if g.doc.Version < spec.V3_1 {
		if target, ok := node.Resolve(); ok {
			return target
		}
		return node
	}
	for range maxReferences {
		next, ok := refersTo(node)
		if !ok || g.doc.Version >= spec.V3_1 && saysMore(node) {
			return node
		}
		node = next
	}
	return node
}

// maxReferences bounds references that lead to references.
const maxReferences = 100

// refersTo returns what a schema's $ref names, one step only.
func refersTo(node spec.Node) (spec.Node, bool) {
	text := node.Field("$ref").Text()
	if text == "" {
		return spec.Node{}, false
	}
	if next, ok := node.Refer(text); ok {
		return next, true
	}
	next, ok := node.Resolve()
	return next, ok && next.Identity() != node.Identity()
}

// saysMore reports whether a schema with $ref has other keywords that say what
// its values are.
func saysMore(node spec.Node) bool {
	for name := range node.Names() {
		switch name {
		case "$ref", "description", "summary", "title", "deprecated", "readOnly", "writeOnly", "default", "example", "examples", "$comment", "externalDocs", "xml", "nullable":
		default:
			if !strings.HasPrefix(name, "x-") {
				return true
			}
		}
	}
	return false
}

// nameOf returns the name in a pointer to a named schema, else "".
func nameOf(pointer string) string {
	up, name, ok := cutLast(pointer)
	if !ok {
		return ""
	}
	_, kind, _ := cutLast(up)
	switch kind {
	case "schemas", "definitions", "$defs":
		return pointerUnescapes.Replace(name)
	}
	return ""
}

func cutLast(pointer string) (before, last string, ok bool) {
	i := strings.LastIndexByte(pointer, '/')
	if i < 0 {
		return "", "", false
	}
	return pointer[:i], pointer[i+1:], true
}

// Path names the schema for a message: "User", "User.address" for what is
// written below the property of User, "" for what is written in no named
// schema, or "address" below its property.
func (s *Schema) Path() string {
	var names []string
	for ; s != nil && len(names) < maxPath; s = s.In {
		switch {
		case s.Name != "":
			names = append(names, s.Name)
			s = &Schema{}
		case s.under != "":
			names = append(names, s.under)
		}
	}
	slices.Reverse(names)
	path := strings.Join(names, ".")
	if len(path) > maxPathText {
		path = strings.ToValidUTF8(path[len(path)-maxPathText:], "")
	}
	return path
}

// The bounds of a path for a message.
const (
	maxPath     = 8   // names
	maxPathText = 200 // bytes, of the end
)

// Use returns how operations use it in a direction, nil where they do not.
func (s *Schema) Use(d Direction) *Use { return s.use[d-1] }

// Properties returns the properties that are written in the schema itself, in
// order; those of its allOf and its references are in [Schema.Parts]. The list
// may be shared with other schemas and is not to be changed.
func (s *Schema) Properties() []*Property {
	s.open()
	switch len(s.lists) {
	case 0:
		return nil
	case 1:
		return s.lists[0].properties
	}
	var out []*Property
	for _, l := range s.lists {
		out = append(out, l.properties...)
	}
	return out
}

// Parts returns the schemas whose constraints hold together with its own: those
// of allOf, and what a $ref names that stands beside other keywords.
func (s *Schema) Parts() []*Schema { return s.related(asPart) }

// Branches returns the schemas whose constraints may hold: those of oneOf,
// anyOf, then, else, dependentSchemas.
func (s *Schema) Branches() []*Schema { return s.related(asBranch) }

// Alternatives returns the schemas of oneOf and of anyOf, each list by itself: of
// each at least one holds. They are among the Branches.
func (s *Schema) Alternatives() [][]*Schema {
	s.open()
	if !slices.ContainsFunc(s.parts, func(p part) bool { return p.relation == asBranch }) {
		return nil
	}
	var out [][]*Schema
	for _, keyword := range [...]string{"oneOf", "anyOf"} {
		var list []*Schema
		for _, item := range s.Node.Field(keyword).Items() {
			if !s.graph.step() {
				return nil
			}
			if item.Kind() == spec.Mapping {
				list = append(list, s.graph.within(item, s, ""))
			}
		}
		if len(list) > 0 {
			out = append(out, list)
		}
	}
	return out
}

// Subtypes returns the schemas that a discriminator leads to.
func (s *Schema) Subtypes() []*Schema { return s.related(asSubtype) }

// Items returns the schemas of its items: items, prefixItems, contains.
func (s *Schema) Items() []*Schema { return s.related(asItem) }

// Values returns the schemas of properties that have no name:
// additionalProperties, unevaluatedProperties.
func (s *Schema) Values() []*Schema { return s.related(asValue) }

func (s *Schema) related(as relation) []*Schema {
	s.open()
	var out []*Schema
	for _, p := range s.parts {
		if p.relation == as {
			out = append(out, p.schema)
		}
	}
	return out
}

// maxParts bounds the parts that are searched for a keyword.
const maxParts = 200

// All returns the schema and all its parts, and theirs, each once: what holds
// together.
func (s *Schema) All() []*Schema {
	s.open()
	out := []*Schema{s}
	for i := 0; i < len(out) && len(out) < maxParts; i++ {
		out[i].open()
		for _, p := range out[i].parts {
			if p.relation == asPart && !slices.Contains(out, p.schema) {
				out = append(out, p.schema)
			}
		}
	}
	return out
}

// Keyword returns the value of a keyword in the schema or in one of its parts,
// the absent node where none has it.
func (s *Schema) Keyword(name string) spec.Node {
	s.open()
	if own := s.Node.Field(name); own.Exists() || !slices.ContainsFunc(s.parts, isPart) {
		return own
	}
	for _, part := range s.All() {
		if node := part.Node.Field(name); node.Exists() {
			return node
		}
	}
	return spec.Node{}
}

func isPart(p part) bool { return p.relation == asPart }

// Types returns the types of the schema or of the first of its parts that says
// any: "string", "null" for nullable ones. It is empty where nothing is said.
func (s *Schema) Types() []string {
	if !s.typed {
		s.types, s.typed = slices.Clip(s.readTypes()), true
	}
	return s.types
}

func (s *Schema) readTypes() []string {
	var out []string
	switch node := s.Keyword("type"); node.Kind() {
	case spec.String:
		out = append(out, node.Text())
	case spec.List:
		for i, item := range node.Items() {
			if i == maxTypes {
				break
			}
			if t := item.Text(); t != "" && !slices.Contains(out, t) {
				out = append(out, t)
			}
		}
	}
	if len(out) > 0 && !slices.Contains(out, "null") && (s.Keyword("nullable").True() || s.Keyword("x-nullable").True()) {
		out = append(out, "null")
	}
	return out
}

// maxTypes bounds a list of types: there are seven.
const maxTypes = 20

// Is reports whether values can be of the type by what [Schema.Types] says.
func (s *Schema) Is(name string) bool { return slices.Contains(s.Types(), name) }

// flags returns what hides a value of the schema wherever it stands: its own
// flags, those of its parts, and those that all its branches have.
func (s *Schema) flags() flags {
	if s.flagged != 0 {
		return s.flagged
	}
	s.flagged = flagsKnown // what a circle leads back to adds nothing
	f := flagsOf(s.Node)
	s.open()
	if s.graph.depth++; s.graph.depth > maxFlagDepth {
		s.graph.depth--
		s.graph.cut = true
		return f
	}
	defer func() { s.graph.depth-- }()
	common, branches := readOnly|writeOnly, 0
	for _, p := range s.parts {
		switch p.relation {
		case asPart:
			f |= p.schema.flags()
		case asBranch:
			if !p.schema.Is("null") || len(p.schema.parts) > 0 {
				common &= p.schema.flags()
				branches++
			}
		}
	}
	if branches > 0 {
		f |= common
	}
	s.flagged = f&(readOnly|writeOnly) | flagsKnown
	return s.flagged
}

// maxFlagDepth bounds the recursion through parts of parts.
const maxFlagDepth = 100_000

// flagsOf returns the flags that are written at a node. It is asked of every
// property, most of which have none: one look over the names is enough for those.
func flagsOf(node spec.Node) flags {
	var f flags
	for name := range node.Names() {
		switch name {
		case "readOnly", "x-readOnly":
			if node.Field(name).True() {
				f |= readOnly
			}
		case "writeOnly", "x-writeOnly":
			if node.Field(name).True() {
				f |= writeOnly
			}
		}
	}
	return f
}

// flags returns the flags of the property: those beside its reference count in
// every version, because whoever writes them means them.
func (p *Property) flags() flags {
	if p.flagged == 0 {
		p.flagged = flagsOf(p.Node) | p.Schema.flags()&(readOnly|writeOnly) | flagsKnown
	}
	return p.flagged & (readOnly | writeOnly)
}

// open reads what is in the schema, once.
func (s *Schema) open() {
	if s.read {
		return
	}
	s.read = true
	for keyword := range s.Node.Names() {
		if !s.graph.step() {
			return
		}
		s.keyword(keyword)
	}
}

// keyword reads the schemas that stand below one keyword.
func (s *Schema) keyword(keyword string) {
	switch keyword {
	case "properties", "patternProperties":
		if node := s.Node.Field(keyword); node.Kind() == spec.Mapping {
			s.lists = append(s.lists, s.graph.properties(s, node, keyword == "patternProperties"))
		}
	case "additionalProperties", "unevaluatedProperties":
		s.add(asValue, s.Node.Field(keyword), "*")
	case "items", "additionalItems", "unevaluatedItems", "prefixItems", "contains":
		s.list(asItem, s.Node.Field(keyword))
	case "allOf":
		s.list(asPart, s.Node.Field(keyword))
	case "oneOf", "anyOf", "if", "then", "else", "contentSchema":
		s.list(asBranch, s.Node.Field(keyword))
	case "dependentSchemas":
		for _, node := range s.Node.Field(keyword).Fields() {
			if !s.graph.step() {
				return
			}
			s.add(asBranch, node, "")
		}
	case "$ref":
		if target, ok := refersTo(s.Node); ok && saysMore(s.Node) {
			s.parts = append(s.parts, part{relation: asPart, schema: s.graph.at(target)})
		}
	case "$dynamicRef", "$recursiveRef":
		if target, ok := s.Node.Refer(s.Node.Field(keyword).Text()); ok {
			s.parts = append(s.parts, part{relation: asPart, schema: s.graph.at(target)})
		}
	case "discriminator":
		for _, sub := range s.graph.discriminated(s, s.Node.Field(keyword)) {
			s.parts = append(s.parts, part{relation: asSubtype, schema: sub})
		}
	}
}

// list adds a schema, or each schema of a list.
func (s *Schema) list(as relation, node spec.Node) {
	if node.Kind() != spec.List {
		s.add(as, node, "")
		return
	}
	for _, item := range node.Items() {
		if !s.graph.step() {
			return
		}
		s.add(as, item, "")
	}
}

// add adds a schema that is written in s. A boolean is a schema as well, in
// which there is nothing.
func (s *Schema) add(as relation, node spec.Node, under string) {
	if node.Kind() == spec.Mapping {
		s.parts = append(s.parts, part{relation: as, schema: s.graph.within(node, s, under)})
	}
}

// properties reads a properties value once.
func (g *schemas) properties(owner *Schema, node spec.Node, pattern bool) *propertyList {
	if known := g.lists[node.Identity()]; known != nil {
		return known
	}
	required := requiredOf(owner.Node)
	out := &propertyList{}
	g.lists[node.Identity()] = out
	for name, value := range node.Fields() {
		if !g.step() {
			break
		}
		if len(name) > spec.MaxName || value.Kind() != spec.Mapping && value.Kind() != spec.Bool {
			continue
		}
		p := &Property{Name: name, Pattern: pattern, Node: value, Owner: owner, Required: required[name]}
		if pattern {
			p.Name = literal(name)
		}
		p.Schema = g.within(value, owner, p.Name)
		out.properties = append(out.properties, p)
	}
	return out
}

func requiredOf(node spec.Node) map[string]bool {
	list := node.Field("required")
	if list.Len() == 0 {
		return nil
	}
	out := make(map[string]bool, list.Len())
	for _, item := range list.Items() {
		out[item.Text()] = true
	}
	return out
}

// literal returns the text that every name has which a pattern matches, as far
// as that is plain: of "^password_[a-z]+$" it is "password_".
func literal(pattern string) string {
	var out strings.Builder
	depth := 0
	for i := 0; i < len(pattern); i++ {
		switch c := pattern[i]; c {
		case '\\':
			i++
		case '[', '(':
			depth++
		case ']', ')':
			depth--
		case '^', '$', '.', '*', '+', '?', '|', '{', '}', ',':
			out.WriteByte(' ')
		default:
			if depth == 0 {
				out.WriteByte(c)
			}
		}
	}
	return strings.TrimSpace(out.String())
}

// discriminated returns the schemas that a discriminator leads to: those that
// its mapping names and those that have the schema in their allOf, directly or
// through others.
func (g *schemas) discriminated(s *Schema, node spec.Node) []*Schema {
	g.index()
	seen := map[*Schema]bool{s: true}
	var out []*Schema
	take := func(sub *Schema) {
		if !seen[sub] {
			seen[sub] = true
			out = append(out, sub)
		}
	}
	for _, value := range node.Field("mapping").Fields() {
		if !g.step() {
			return out
		}
		if target, ok := g.mapped(value); ok {
			take(g.at(target))
		}
	}
	for _, sub := range g.subtypes[s] {
		take(sub)
	}
	for i := 0; i < len(out); i++ {
		if out[i].Node.Field("discriminator").Exists() {
			continue // it leads on by itself
		}
		for _, sub := range g.subtypes[out[i]] {
			if !g.step() {
				return out
			}
			take(sub)
		}
	}
	return out
}

// mapped returns the schema that a value of a mapping names: by a reference, or
// by a name alone.
func (g *schemas) mapped(value spec.Node) (spec.Node, bool) {
	text := value.Text()
	if text == "" {
		return spec.Node{}, false
	}
	if !strings.ContainsAny(text, "#/") {
		if named := g.components().Field(text); named.Exists() {
			return named, true
		}
	}
	return value.Refer(text)
}

// components returns where the entry names its schemas.
func (g *schemas) components() spec.Node {
	if g.doc.Version == spec.V2_0 {
		return g.doc.Root().Field("definitions")
	}
	return g.doc.Root().Field("components").Field("schemas")
}

// readNamed reads the named schemas of the entry, once.
func (g *schemas) readNamed() {
	if g.named != nil {
		return
	}
	g.named = []*Schema{}
	for _, node := range g.components().Fields() {
		if !g.step() {
			return
		}
		if node.Kind() == spec.Mapping {
			g.named = append(g.named, g.at(node))
		}
	}
}

// index notes for every named schema which others have it in their allOf.
func (g *schemas) index() {
	if g.subtypes != nil {
		return
	}
	g.subtypes = map[*Schema][]*Schema{}
	g.readNamed()
	for _, s := range g.named {
		for _, item := range s.Node.Field("allOf").Items() {
			if !g.step() {
				return
			}
			if item.Field("$ref").Exists() {
				if base := g.at(item); base != s {
					g.subtypes[base] = append(g.subtypes[base], s)
				}
			}
		}
	}
}
