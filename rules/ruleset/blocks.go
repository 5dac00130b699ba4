package ruleset

import (
	"fmt"
	"maps"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"

	"github.com/apiward/apiward/rules"
)

// blockType is one kind of block that a policy may hold.
type blockType struct {
	name  string
	form  string // how it is written
	label string // what its one label names; "" where it has none
	read  func(*block)
}

// blockTypes returns the blocks of the language, in the order in which messages
// list them. A new one is one entry and its read method.
func blockTypes() []blockType {
	return []blockType{
		{"rule", `rule "name" { ... }`, "a rule", (*block).rule},
		{"override", `override { ... }`, "", (*block).override},
		{"exempt", `exempt { ... }`, "", (*block).exempt},
		{"public_routes", `public_routes { ... }`, "", (*block).publicRoutes},
		{"document", `document "api/openapi.yaml" { ... }`, "a file", (*block).document},
		{"sanitizer", `sanitizer "example.com/shop/safe.Path" { ... }`, "a function", (*block).sanitizer},
		{"guard", `guard "example.com/shop/auth.Require" { ... }`, "a function", (*block).guard},
		{"gateway", `gateway { ... }`, "", (*block).gateway},
		{"profile", `profile "prod" { ... }`, "a profile", (*block).profileBlock},
		{"engine", `engine "vacuum" { ... }`, "an engine", (*block).engine},
		{"gosec", "gosec { ... }", "", (*block).gosec},
		{"classification", `classification "personal" { ... }`, "a class", (*block).classification},
		{"framework", `framework "example.com/shop/web" { ... }`, "an import path", (*block).framework},
		{"router", `router "example.com/shop/web.Router" { ... }`, "a type", (*block).router},
		{"source", `source "example.com/shop/web.Param" { ... }`, "a function", (*block).source},
		{"sink", `sink "example.com/shop/db.Run" { ... }`, "a function", (*block).sink},
		{"public_error", `public_error "example.com/shop/web.Problem" { ... }`, "a type or a function", (*block).publicError},
		{"limiter", `limiter "example.com/shop/limit.PerCaller" { ... }`, "a function", (*block).limiter},
		{"principal", `principal "example.com/shop/auth.Caller" { ... }`, "a function or a key", (*block).principal},
		{"test", `test "what it shows" { ... }`, "what it shows", (*block).test},
		{"param", `param "name" { ... }`, "a value", (*block).param},
		{"function", `function "name" { ... }`, "a function", (*block).function},
		{"spec_rule", `spec_rule "name" { ... }`, "a rule", (*block).specRule},
		{"code_rule", `code_rule "name" { ... }`, "a rule", (*block).codeRule},
		{"route_rule", `route_rule "name" { ... }`, "a rule", (*block).routeRule},
		{"contract_rule", `contract_rule "name" { ... }`, "a rule", (*block).contractRule},
	}
}

// holds reports whether the block holds blocks of its own, which its read method
// looks at.
func (t blockType) holds() bool {
	return slices.Contains([]string{"code_rule", "contract_rule", "override", "profile", "route_rule", "router", "spec_rule", "test"}, t.name)
}

// declares reports whether the block declares what others of its file may name,
// so that it is read before them.
func (t blockType) declares() bool {
	return slices.Contains([]string{"code_rule", "contract_rule", "function", "param", "route_rule", "spec_rule"}, t.name)
}

// form returns how the block with the given name is written, or "" where there
// is none.
func form(name string) string {
	for _, t := range blockTypes() {
		if t.name == name {
			return t.form
		}
	}
	return ""
}

// block is one block while it is read.
type block struct {
	*body
	kind    string    // the name of its type
	head    hcl.Range // its type and label
	label   string
	labelAt hcl.Range
}

// blocks reads all blocks of a file: what declares names before what uses them.
func (f *file) blocks(b *body) {
	types := blockTypes()
	for _, first := range []bool{true, false} {
		for _, src := range b.blocks {
			if f.full() {
				return
			}
			i := slices.IndexFunc(types, func(t blockType) bool { return t.name == src.Type })
			switch {
			case i < 0 && first:
				f.tellUnknownBlock(src, types)
			case i >= 0 && types[i].declares() == first:
				if block, ok := f.block(src, types[i]); ok {
					types[i].read(block)
				}
			}
		}
	}
}

// tellUnknownBlock tells a block that the language does not have.
func (f *file) tellUnknownBlock(src *hclsyntax.Block, types []blockType) {
	names := make([]string, len(types))
	for i, t := range types {
		names[i] = t.name
	}
	help := oneOf(src.Type, names)
	if src.Type == "extends" || src.Type == "required_version" {
		help = "it is an attribute: write " + src.Type + " = ..."
	}
	f.tell(src.TypeRange, "unknown block "+quote(src.Type), help)
}

// block checks the shape that all blocks of a type share: one label or none,
// and no blocks within that the type does not have.
func (f *file) block(src *hclsyntax.Block, t blockType) (*block, bool) {
	b := &block{body: f.body(src.Body, maxSize), kind: t.name, head: src.DefRange()}
	labels := 0
	if t.label != "" {
		labels = 1
	}
	switch {
	case len(src.Labels) < labels:
		f.tell(b.head, "the block "+t.name+" names nothing", fmt.Sprintf("it names %s: write %s", t.label, t.form))
		return nil, false
	case len(src.Labels) > labels:
		f.tell(src.LabelRanges[labels], fmt.Sprintf("the block %s has a label too many: %s", t.name, quote(src.Labels[labels])), "write "+t.form)
		return nil, false
	case labels == 1:
		b.label, b.labelAt = src.Labels[0], src.LabelRanges[0]
	}
	if t.holds() {
		return b, true
	}
	for _, inner := range b.blocks {
		f.tell(inner.TypeRange, fmt.Sprintf("the block %s holds no blocks, and this is one: %s", t.name, quote(inner.Type)), "its settings are attributes: write name = value")
	}
	return b, true
}

// once tells a block whose label, or lack of one, another block of its type in the same file has
// already: which of the two wins would depend on their order.
func (b *block) once(blockType string) bool {
	key, what, at := blockType+" "+b.label, blockType, b.head
	if b.label != "" {
		what, at = blockType+" "+quote(b.label), b.labelAt
	}
	if first, ok := b.named[key]; ok {
		b.tell(at, what+" has two blocks in this file", fmt.Sprintf("the first stands on line %d; make them one", first.Start.Line))
		return false
	}
	b.named[key] = at
	return true
}

// missing tells an attribute that the block must have.
func (b *block) missing(name, help string) {
	b.tell(b.head, "the block lacks "+quote(name), help)
}

// known returns the rule with the given ID, or tells that there is none.
func (b *block) known(id string, at hcl.Range) (rules.Entry, bool) {
	if b.full() {
		return rules.Entry{}, false
	}
	entry, ok := b.Catalog.Lookup(id)
	if !ok && IsEngine(rules.Origin(id)) && rules.Foreign(rules.Origin(id), strings.TrimPrefix(id, rules.Origin(id)+"/")) == id {
		// What rules an engine has is known when it has run, and a policy must
		// be readable where it is not even installed.
		return rules.Entry{Rule: &rules.Rule{ID: id}}, true
	}
	if !ok {
		help := "apiward rules list shows all rules"
		if near := Suggest(id, b.Catalog.IDs()); near != "" {
			help = "did you mean " + quote(near) + "?"
		}
		b.tell(at, "unknown rule "+quote(id), help)
	}
	return entry, ok
}

// rule reads a rule's level and options over what was decided before.
func (b *block) rule() {
	entry, ok := b.known(b.label, b.labelAt)
	if !ok || !b.once("rule") {
		return
	}
	level, options := b.decision(entry)
	setting, ok := b.settings[entry.ID]
	if !ok {
		setting = rules.Setting{ID: entry.ID, Level: entry.Default}
	}
	if level != nil {
		setting.Level = *level
		b.leveled[entry.ID] = true
	}
	if len(options) > 0 {
		setting.Options = maps.Clone(setting.Options)
		if setting.Options == nil {
			setting.Options = map[string]any{}
		}
		maps.Copy(setting.Options, options)
	}
	b.settings[entry.ID] = setting
	b.outrank(entry.ID, level, options)
	for _, a := range b.attributes {
		b.decide("rule."+entry.ID+"."+a.Name, a.SrcRange)
	}
}

// level returns the level that the block sets.
func (b *block) level() (rules.Level, bool) {
	name, at, ok := b.string("level")
	if !ok {
		return 0, false
	}
	level, err := rules.ParseLevel(name)
	if err != nil {
		names := []string{rules.Off.String(), rules.Note.String(), rules.Warning.String(), rules.Error.String()}
		b.tell(at, "unknown level "+quote(name), oneOf(name, names))
	}
	return level, err == nil
}

// option returns the value that the block gives to an option, of the option's
// Go type.
func (b *block) option(o rules.Option) (any, bool) {
	a, ok := b.attribute(o.Name)
	if !ok {
		return nil, false
	}
	switch o.Type {
	case rules.String:
		s, at, ok := b.string(o.Name)
		if ok && o.Values != nil && s != o.Default && !slices.Contains(o.Values, s) {
			b.tell(at, fmt.Sprintf("%s cannot be %s", o.Name, quote(s)), oneOf(s, o.Values))
			return nil, false
		}
		return s, ok
	case rules.Strings:
		items, ok := b.strings(o.Name)
		return texts(items), ok
	}
	v, ok := b.value(a.Expr)
	if !ok {
		return nil, false
	}
	switch v.is.(type) {
	case bool:
		ok = o.Type == rules.Bool
	case float64:
		ok = o.Type == rules.Number
	default:
		ok = false
	}
	if !ok {
		b.tell(v.at, fmt.Sprintf("%s is a %s, not %s", o.Name, o.Type, v.kind()), o.Doc)
	}
	return v.is, ok
}

// texts returns the text of each item; an item that is no string, which was
// told, is "".
func texts(items []value) []string {
	list := make([]string, len(items))
	for i, item := range items {
		list[i], _ = item.is.(string)
	}
	return list
}

// exempt reads an exemption.
func (b *block) exempt() {
	b.only("exempt block", "rules", "routes", "paths", "reason", "owner", "expires")
	e := rules.Exemption{
		Rules:  b.exemptRules(),
		Routes: b.globs("routes", RouteGlob),
		Paths:  b.globs("paths", pathGlob),
		Reason: b.reason("why these findings are acceptable"),
		At:     b.at(b.head),
	}
	e.Owner, _, _ = b.string("owner")
	if date, at, ok := b.string("expires"); ok {
		if _, err := time.Parse(time.DateOnly, date); err != nil {
			b.tell(at, quote(date)+" is no date", `write the last day on which it holds, as "2027-01-31"`)
		}
		e.Expires, e.Expired = date, date < b.today()
	}
	b.policy.Exemptions = append(b.policy.Exemptions, e)
}

// exemptRules returns the rules that the exemption is about.
func (b *block) exemptRules() []string {
	items, ok := b.strings("rules")
	if !ok {
		if _, given := b.attribute("rules"); !given {
			b.missing("rules", `name the rules it is about, as rules = ["missing_auth"]`)
		}
		return nil
	}
	ids := texts(items)
	if len(ids) == 0 {
		b.missing("rules", `rules is empty; name the rules it is about, as rules = ["missing_auth"]`)
	}
	for i, id := range ids {
		if _, ok := b.known(id, items[i].at); ok && slices.Contains(ids[:i], id) {
			b.tell(items[i].at, "the rule "+quote(id)+" is named twice", "leave it out here")
		}
	}
	return ids
}

// globs compiles the patterns of an attribute, nil where it is absent. An empty
// list is told: it would match everything, and reads as if it matched nothing.
func (b *block) globs(name string, compile func(string) (rules.Glob, error)) (globs []rules.Glob) {
	for _, item := range b.patterns(name) {
		glob, err := compile(item.is.(string))
		if err != nil {
			b.tellPattern(item, err)
		}
		globs = append(globs, glob)
	}
	return globs
}

// patterns returns the items of an attribute that is a list of patterns.
func (b *block) patterns(name string) []value {
	items, ok := b.strings(name)
	if !ok {
		return nil
	}
	if len(items) == 0 {
		a, _ := b.attribute(name)
		b.tell(a.SrcRange, name+" is empty", "name at least one, or leave it out")
	}
	return items
}

// tellPattern tells a pattern that cannot be used.
func (b *block) tellPattern(item value, err error) {
	b.tell(item.at, "the pattern "+quote(item.is.(string))+" cannot be used", err.Error())
}

// reason returns the block's reason and tells where it is missing. Nobody can
// judge later an excuse that does not say why.
func (b *block) reason(what string) string {
	reason, at, ok := b.string("reason")
	_, given := b.attribute("reason")
	switch {
	case !given:
		b.missing("reason", "write "+what+`, as reason = "..."`)
	case ok && strings.TrimSpace(reason) == "":
		b.tell(at, "the reason is empty", "write "+what)
	}
	return strings.TrimSpace(reason)
}

// at returns a range's place as policies carry it.
func (b *block) at(r hcl.Range) rules.Place {
	at, _ := placeOf(r, b.text)
	return at
}

// publicRoutes reads routes that need no authentication.
func (b *block) publicRoutes() {
	b.only("public_routes block", "routes", "reason")
	reason := b.reason("why anyone may call these routes")
	if _, given := b.attribute("routes"); !given {
		b.missing("routes", `name them, as routes = ["POST /login", "GET /docs/**"]`)
	}
	for _, item := range b.patterns("routes") {
		route, err := publicRoute(item.is.(string))
		if err != nil {
			b.tellPattern(item, err)
		}
		route.Reason, route.At = reason, b.at(item.at)
		b.policy.Public = append(b.policy.Public, route)
	}
}

// document reads what an OpenAPI document describes.
func (b *block) document() {
	b.only("document block", "serves", "base_path")
	d := rules.DocumentUse{File: path.Clean(b.label), At: b.at(b.head)}
	if !inside(b.label) {
		b.tell(b.labelAt, quote(b.label)+" is no file inside the project", "write its name with /, relative to the project's root")
	}
	b.label = d.File
	if !b.once("document") {
		return
	}
	for _, item := range b.patterns("serves") {
		name := item.is.(string)
		if !isPackage(name) {
			b.tell(item.at, quote(name)+" is no package", `write an import path, or a directory below the project's root as "./cmd/orders"`)
		}
		d.Serves = append(d.Serves, name)
	}
	if base, at, ok := b.string("base_path"); ok {
		if clean := path.Clean("/" + base); clean == "/" {
			b.tell(at, "the base path is empty", "leave base_path out where the document's paths are whole")
		} else if base != clean {
			b.tell(at, quote(base)+" is no base path", "write "+quote(clean))
		}
		d.BasePath = base
	}
	b.documents[d.File] = d
}

// isPackage reports whether name reads as an import path or as a directory below
// the project's root.
func isPackage(name string) bool {
	return name == "." || name == "./" || inside(name) && !strings.ContainsAny(name, " \t\r\n")
}

// inside reports whether name is a slash path below the project's root.
func inside(name string) bool {
	return name != "" && !strings.Contains(name, `\`) && path.Clean(name) != "." && filepath.IsLocal(name)
}
