package lint

import (
	"cmp"
	"slices"

	"github.com/apiward/apiward/rules"
	"github.com/apiward/apiward/rules/sensitive"
	"github.com/apiward/apiward/spec"
)

// propertyObject answers for a property in one direction.
type propertyObject struct {
	all *objects
	*Property
	use *Use
}

func (o *propertyObject) spot() rules.Spot {
	at := spotAt(o.Node.KeyRange(), o.Node.Pointer(), "the property "+o.Name)
	return about(at, onlyOperation(o.use))
}

// onlyOperation returns the operation of a use that has a single one, else nil.
func onlyOperation(u *Use) *Operation {
	if len(u.Operations) != 1 || u.More {
		return nil
	}
	return u.Operations[0]
}

func (o *propertyObject) value() *Schema { return o.Property.Schema }

func (o *propertyObject) attr(name string) any {
	switch name {
	case "name":
		return o.Name
	case "path":
		return o.String()
	case "schema":
		return optional(o.Owner.Path())
	case "required":
		return o.Required
	case "pattern_name":
		return o.Pattern
	case "read_only":
		return o.ReadOnly()
	case "write_only":
		return o.WriteOnly()
	case "sensitive":
		context := sensitive.Context{
			Owner:   o.OwnerName(o.use),
			Failure: o.use.Statuses != 0 && o.use.Statuses&^Errors == 0,
			Value:   o.Schema.Value,
		}
		return o.all.class(o.Name, context, o.Node, o.Schema.Node)
	case "words":
		return listOfTexts(sensitive.Words(o.Name))
	case "description", "title":
		return textOf(first(o.Node.Field(name), o.Schema.Keyword(name)))
	case "ext":
		return extensions(o.Node, o.Schema.Node)
	}
	if v, ok := o.all.useAttr(o.use, name); ok {
		return v
	}
	return valueAttr(o.Schema, name)
}

// schemaObject answers for a schema in one direction.
type schemaObject struct {
	all *objects
	*Schema
	use *Use
}

func (o *schemaObject) spot() rules.Spot {
	at := spotAt(o.all.api.Place(o.Schema), o.Node.Pointer(), "the schema "+o.Name)
	if o.Name == "" {
		at.What = "the schema"
	}
	return about(at, onlyOperation(o.use))
}

func (o *schemaObject) value() *Schema { return o.Schema }

func (o *schemaObject) attr(name string) any {
	switch name {
	case "name":
		return optional(o.Name)
	case "path":
		return optional(o.Path())
	case "subject":
		return o.all.api.Subject(o.Schema)
	case "role":
		for i, role := range [...]string{"whole", "value", "item", "branch", "part"} {
			if o.use.Roles.Has(1 << i) {
				return role
			}
		}
		return nil
	case "properties":
		out := []any{}
		for _, p := range o.Properties() {
			out = append(out, p.Name)
		}
		return out
	case "required":
		out := []any{}
		for _, item := range o.Node.Field("required").Items() {
			if text := item.Text(); text != "" {
				out = append(out, text)
			}
		}
		return out
	case "open":
		return !isFalse(o.Keyword("additionalProperties")) && !isFalse(o.Keyword("unevaluatedProperties"))
	case "read_only":
		return o.flags()&readOnly != 0
	case "write_only":
		return o.flags()&writeOnly != 0
	case "words":
		return listOfTexts(sensitive.Words(o.named()))
	case "sensitive":
		return o.all.class(o.named(), sensitive.Context{Owner: o.Path(), Value: o.Value}, o.Node)
	case "ext":
		return extensions(o.Node)
	}
	if v, ok := o.all.useAttr(o.use, name); ok {
		return v
	}
	return valueAttr(o.Schema, name)
}

// named returns the name that says what the schema is: its own, or that of the
// property or the parameter that it stands for.
func (o *schemaObject) named() string {
	if p := o.all.api.parameterOf(o.Schema); p != nil {
		return p.Name
	}
	if o.under == "*" {
		return ""
	}
	return cmp.Or(o.Name, o.under)
}

func isFalse(n spec.Node) bool { return n.Kind() == spec.Bool && !n.True() }

// parameterObject answers for a parameter.
type parameterObject struct {
	all *objects
	*Parameter
}

// parameter returns a parameter as an object, always the same.
func (o *objects) parameter(p *Parameter) *object {
	known := o.parameters[p]
	if known == nil {
		known = &object{kind: "parameter", view: &parameterObject{o, p}}
		o.parameters[p] = known
	}
	return known
}

func (o *parameterObject) spot() rules.Spot {
	at := o.Node.KeyRange()
	if name := o.Node.Field("name"); name.Exists() {
		at = name.Range()
	}
	return about(spotAt(at, o.Node.Pointer(), "the "+o.all.api.noun(o.Parameter)), onlyOperation(&o.Use))
}

func (o *parameterObject) value() *Schema { return o.Parameter.Schema }

func (o *parameterObject) attr(name string) any {
	switch name {
	case "name":
		return o.Name
	case "in":
		return optional(o.In)
	case "required":
		return o.Required
	case "allow_empty":
		return o.Node.Field("allowEmptyValue").True()
	case "deprecated":
		return o.Node.Field("deprecated").True() || o.Schema != nil && o.Schema.Keyword("deprecated").True()
	case "words":
		return listOfTexts(sensitive.Words(o.Name))
	case "sensitive":
		context := sensitive.Context{}
		if o.Schema != nil {
			context.Value = o.Schema.Value
		}
		return o.all.class(o.Name, context, o.Node)
	case "operations":
		return o.all.operationsOf(&o.Use)
	case "ext":
		return extensions(o.Node)
	case "description":
		if own := o.Node.Field("description"); own.Exists() || o.Schema == nil {
			return textOf(own)
		}
	case "example":
		if own := o.Node.Field("example"); own.Exists() {
			return valueAt(own)
		}
		for _, x := range o.Node.Field("examples").Fields() {
			x, _ = x.Resolve()
			return valueAt(first(x.Field("value"), x.Field("dataValue")))
		}
	}
	if o.Schema == nil {
		return absentValue(name)
	}
	return valueAttr(o.Schema, name)
}

// absentValue returns an attribute of a value of which nothing is said.
func absentValue(name string) any {
	switch name {
	case "types":
		return []any{}
	case "nullable", "read_only", "write_only", "unique_items":
		return false
	}
	return nil
}

// class returns the class that a name stands for, by the policy's extensions or
// by its words; nil where it stands for none.
func (o *objects) class(name string, context sensitive.Context, nodes ...spec.Node) any {
	if o.policy != nil {
		for _, c := range o.policy.Classes {
			for _, ext := range c.Extensions {
				if slices.ContainsFunc(nodes, func(n spec.Node) bool { v := n.Field(ext); return v.True() || v.Text() != "" }) {
					return c.Name
				}
			}
		}
	}
	if name == "" {
		return nil
	}
	term, ok := o.names.Find(name, context)
	if !ok {
		return nil
	}
	return string(term.Class)
}

// useAttr returns an attribute of where something is used.
func (o *objects) useAttr(u *Use, name string) (any, bool) {
	switch name {
	case "direction":
		if u.Direction == Received {
			return "request", true
		}
		return "response", true
	case "carriers":
		out := []any{}
		for i, carrier := range [...]string{"body", "parameter", "header"} {
			if u.Carriers.Has(1 << i) {
				out = append(out, carrier)
			}
		}
		return out, true
	case "statuses":
		return statusNames(u.Statuses), true
	case "in_array":
		return u.InArray, true
	case "hidden":
		return u.Hidden, true
	case "used":
		return !u.Unused(), true
	case "operations":
		return o.operationsOf(u), true
	}
	return nil, false
}

// first returns the first node that is there.
func first(nodes ...spec.Node) spec.Node {
	for _, n := range nodes {
		if n.Exists() {
			return n
		}
	}
	return spec.Node{}
}

// ofValue reports whether an attribute is one that a schema answers for whatever
// has it. The others of a value are answered by the property or the parameter
// too.
func ofValue(name string) bool {
	switch name {
	case "type", "types", "nullable", "format", "pattern", "unique_items", "enum", "const", "default", "minimum", "maximum", "items_type",
		"min_length", "max_length", "min_items", "max_items", "min_properties", "max_properties":
		return true
	}
	return false
}

// written is a value of a document that nobody asked for yet.
type written struct{ spec.Node }

// valueAttr returns an attribute of what a schema says of its values. It is asked
// for in both directions, for the schema and for each property that has it, so
// that all its keywords are read once, in one pass.
func valueAttr(s *Schema, name string) any {
	if s.facts == nil {
		s.facts = readFacts(s)
	}
	for i := range s.facts {
		f := &s.facts[i]
		if f.name != name {
			continue
		}
		if w, ok := f.value.(written); ok {
			f.value = valueAt(w.Node)
		}
		return f.value
	}
	switch name {
	case "types":
		types := listOfTexts(s.Types())
		s.facts = append(s.facts, fact{name, types})
		return types
	case "nullable":
		return s.Is("null")
	case "read_only":
		return s.flags()&readOnly != 0
	case "write_only":
		return s.flags()&writeOnly != 0
	case "deprecated", "unique_items":
		return false
	case "items_type":
		of := itemsType(s)
		s.facts = append(s.facts, fact{name, of})
		return of
	}
	return nil
}

// readFacts returns what the keywords of a schema and its parts say. The first
// that says something counts.
func readFacts(s *Schema) []fact {
	s.open()
	out := make([]fact, 0, manyFacts)
	for _, t := range s.Types() {
		if t != "null" {
			out = append(out, fact{"type", t})
			break
		}
	}
	parts := []*Schema{s}
	if slices.ContainsFunc(s.parts, isPart) {
		parts = s.All()
	}
	for _, part := range parts {
		for keyword := range part.Node.Names() {
			f, ok := factOf(part.Node, keyword)
			if ok && !slices.ContainsFunc(out, func(known fact) bool { return known.name == f.name }) {
				out = append(out, f)
			}
		}
	}
	return out
}

// factOf returns what one keyword says. A bound that holds for what is below or
// above it is one all the same.
func factOf(n spec.Node, keyword string) (fact, bool) {
	var f fact
	switch keyword {
	case "format", "title", "description", "pattern":
		f = fact{keyword, textOf(n.Field(keyword))}
	case "minimum", "maximum":
		f = fact{keyword, numberOf(n.Field(keyword))}
	case "exclusiveMinimum":
		f = fact{"minimum", numberOf(first(n.Field("minimum"), n.Field(keyword)))}
	case "exclusiveMaximum":
		f = fact{"maximum", numberOf(first(n.Field("maximum"), n.Field(keyword)))}
	case "minLength":
		f = fact{"min_length", numberOf(n.Field(keyword))}
	case "maxLength":
		f = fact{"max_length", numberOf(n.Field(keyword))}
	case "minItems":
		f = fact{"min_items", numberOf(n.Field(keyword))}
	case "maxItems":
		f = fact{"max_items", numberOf(n.Field(keyword))}
	case "minProperties":
		f = fact{"min_properties", numberOf(n.Field(keyword))}
	case "maxProperties":
		f = fact{"max_properties", numberOf(n.Field(keyword))}
	case "deprecated":
		f = fact{keyword, n.Field(keyword).True()}
	case "uniqueItems":
		f = fact{"unique_items", n.Field(keyword).True()}
	case "enum":
		if node := n.Field(keyword); node.Kind() == spec.List {
			f = fact{keyword, written{node}}
		}
	case "const", "default", "example":
		f = fact{keyword, written{n.Field(keyword)}}
	case "examples":
		if n.Field("example").Exists() {
			break
		}
		for _, item := range n.Field(keyword).Items() {
			return fact{"example", written{item}}, true
		}
	}
	return f, f.value != nil
}

// itemsType returns the type that all items of a list have, nil where there is
// no such type.
func itemsType(s *Schema) any {
	var found any
	for _, part := range s.All() {
		for _, item := range part.Items() {
			t := valueAttr(item, "type")
			if t == nil || found != nil && found != t {
				return nil
			}
			found = t
		}
	}
	return found
}
