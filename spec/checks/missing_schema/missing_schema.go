package missing_schema

import (
	"embed"
	"fmt"
	"mime"
	"slices"
	"strings"

	"github.com/apiward/apiward/rules"
	"github.com/apiward/apiward/spec"
	"github.com/apiward/apiward/spec/lint"
)

//go:embed doc.go testdata/bad.yaml testdata/good.yaml
var files embed.FS

// Rule is the rule's facts.
var Rule = rules.Entry{Files: files, Rule: &rules.Rule{
	ID:         "missing_schema",
	Title:      "Nothing says what a body, parameter or header may hold",
	Kind:       rules.Document,
	Severity:   rules.Low,
	Confidence: rules.Firm,
	OWASP:      "API3:2023",
	CWE:        20,
	Since:      "0.1",
	Default:    rules.Note,
}}

// Check reports each place where a schema belongs and none is, or one that says
// nothing, at its definition.
var Check = lint.New(Rule, func(p *lint.Pass) lint.Visitor {
	c := checker{Pass: p, told: map[spec.Identity]bool{}, vague: &vague{}}
	return lint.Visitor{
		Document: c.answers, Body: c.body, Response: c.response, Parameter: c.parameter, Header: c.header, Property: c.property,
		Schema: c.shape, End: c.end,
	}
})

type checker struct {
	*lint.Pass
	told  map[spec.Identity]bool // schemas and media types, which definitions share
	vague *vague
}

// answers reports the answers to reads that have no body at all, which is what
// a read is for.
func (c checker) answers() {
	var lack lint.Lack
	empty := map[*lint.Operation]*lint.Response{}
	told := map[*lint.Response]bool{}
	for _, op := range c.API.Operations {
		if op.Surface != lint.Path || op.Method != "GET" && op.Method != "QUERY" || op.Purpose() != lint.Business {
			continue
		}
		r := success(op)
		if r == nil {
			continue
		}
		lacks := len(r.Media) == 0 && !r.Node.Field("x-amazon-apigateway-integration").Exists()
		lack.Judge(op, lacks)
		if lacks && !told[r] {
			told[r], empty[op] = true, r
		}
	}
	const help = "describe the body with its media type and schema, or answer 204 where there is none"
	if lack.Habit() {
		problem := lack.AtAll(c.API)
		problem.Message = fmt.Sprintf("what is read is not described for %s: the answer has no content", lack.Share())
		if c.API.Doc.Version == spec.V2_0 {
			problem.Message = fmt.Sprintf("what is read is not described for %s: the answer has no schema", lack.Share())
		}
		problem.Help = help
		c.Report(problem)
		return
	}
	for _, op := range lack.Operations {
		if r := empty[op]; r != nil {
			c.tell(r.Node, r.Node.KeyRange(), fmt.Sprintf("the answer of %s has no schema: what it carries is not described", op), help)
		}
	}
}

// success returns the answer of an operation that carries what was asked for.
func success(op *lint.Operation) *lint.Response {
	for _, a := range op.Responses {
		if (a.Code == "200" || strings.EqualFold(a.Code, "2XX")) && a.Response != nil {
			return a.Response
		}
	}
	return nil
}

func (c checker) body(b *lint.Body) {
	who := "the body of " + b.String()
	if c.API.Doc.Version == spec.V2_0 && len(b.Media) == 0 {
		c.tell(b.Node, b.Node.Field("name").Range(), who+" has no schema", "write what it may hold")
	}
	for _, m := range b.Media {
		c.media(m, who)
	}
}

func (c checker) response(r *lint.Response) {
	if r.Direction == lint.Received {
		return // what others answer to callbacks
	}
	for _, m := range r.Media {
		c.media(m, "the answer of "+r.String())
	}
}

// media judges one form of a body, if it is one that has a structure.
func (c checker) media(m *lint.MediaType, who string) {
	object, _ := m.Node.Resolve()
	switch {
	case m.Name != "" && !structured(m.Name):
	case m.Schema != nil:
		c.schema(m.Schema, who)
	case m.Item == nil && !c.told[object.Identity()]:
		c.told[object.Identity()] = true
		c.tell(m.Node, m.Node.KeyRange(), fmt.Sprintf("%s has no schema as %s", who, m.Name), "write what it may hold")
	}
}

func (c checker) parameter(p *lint.Parameter) {
	switch {
	case p.Name == "" || p.In == "":
		return // which is another mistake
	case p.Schema == nil && len(p.Media) == 0, c.API.Doc.Version == spec.V2_0 && !says(p.Schema):
		c.tell(p.Node, p.Node.Field("name").Range(), fmt.Sprintf("parameter %q in %s of %s has no %s", p.Name, p.In, &p.Use, c.schemaOrType()), "write what it may hold")
	case p.Schema == nil:
		for _, m := range p.Media {
			c.media(m, fmt.Sprintf("parameter %q in %s of %s", p.Name, p.In, &p.Use))
		}
	case c.API.Doc.Version != spec.V2_0:
		c.schema(p.Schema, fmt.Sprintf("parameter %q in %s of %s", p.Name, p.In, &p.Use))
	}
}

// header judges a header, unless it is one that has its form by its name.
func (c checker) header(h *lint.Header) {
	if h.Direction == lint.Received || h.Name == "" {
		return
	}
	if h.Schema == nil && len(h.Media) == 0 || c.API.Doc.Version == spec.V2_0 && !says(h.Schema) {
		c.tell(h.Node, h.Node.KeyRange(), fmt.Sprintf("header %q in the answer of %s has no %s", h.Name, &h.Use, c.schemaOrType()), "write what it may hold")
	}
}

func (c checker) schemaOrType() string {
	if c.API.Doc.Version == spec.V2_0 {
		return "type"
	}
	return "schema"
}

// property judges what clients may send in a property.
func (c checker) property(p *lint.Property, use *lint.Use) {
	if use.Direction != lint.Received || use.Hidden || use.Unused() || says(p.Schema) || p.Schema.Name != "" || c.told[p.Schema.Node.Identity()] {
		return
	}
	c.told[p.Schema.Node.Identity()] = true
	c.Report(spec.Problem{
		Strength: rules.Hint,
		Range:    p.Node.KeyRange(), Pointer: p.Node.Pointer(),
		Message: fmt.Sprintf("property %q has no type: anything may be sent in it (%s)", p, use),
		Help:    "write its type",
	})
}

// schema reports a schema that says nothing. One that has a name and is
// explained means it.
func (c checker) schema(s *lint.Schema, who string) {
	if says(s) || c.told[s.Node.Identity()] || s.Name != "" && s.Node.Field("description").Exists() {
		return
	}
	c.told[s.Node.Identity()] = true
	c.tell(s.Node, s.Node.KeyRange(), who+" has a schema that says nothing: anything is valid", "write its type and what belongs to it")
}

func (c checker) tell(n spec.Node, at spec.Range, message, help string) {
	if at.Line == 0 {
		at = n.KeyRange()
	}
	c.Report(spec.Problem{Range: at, Pointer: n.Pointer(), Message: message, Help: help})
}

// says reports whether the schema, or a part of it, says anything of its values.
// One that leads nowhere is another mistake.
func says(s *lint.Schema) bool {
	if s.Node.Kind() != spec.Mapping {
		return s.Node.Kind() != spec.Bool || !s.Node.True()
	}
	return slices.ContainsFunc(s.All(), func(part *lint.Schema) bool {
		for name := range part.Node.Names() {
			if !isRemark(name) {
				return true
			}
		}
		return false
	})
}

// isRemark reports whether the keyword only comments on values. The keys of a
// parameter and a header of Swagger 2.0 are among them, since these are schemas
// themselves.
func isRemark(keyword string) bool {
	switch keyword {
	case "title", "description", "summary", "example", "examples", "default", "deprecated", "nullable", "readOnly", "writeOnly", "externalDocs",
		"xml", "$comment", "$schema", "$id", "$anchor", "$defs", "definitions", "allOf",
		"name", "in", "required", "allowEmptyValue", "collectionFormat", "style", "explode":
		return true
	}
	return strings.HasPrefix(keyword, "x-")
}

// structured reports whether bodies of the media type have parts that a schema
// describes; of pictures, archives and plain text the name says enough.
func structured(name string) bool {
	name, _, err := mime.ParseMediaType(name)
	if err != nil {
		return false
	}
	switch name {
	case "*/*", "application/*", "application/x-www-form-urlencoded", "multipart/form-data", "multipart/mixed", "text/json", "text/xml", "text/event-stream":
		return true
	}
	_, sub, _ := strings.Cut(name, "/")
	return slices.ContainsFunc([]string{"json", "xml", "yaml", "x-yaml", "cbor", "jsonl", "x-ndjson", "ndjson", "json-seq"}, func(s string) bool {
		return sub == s || strings.HasSuffix(sub, "+"+s)
	})
}
