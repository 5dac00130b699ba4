package comments

import (
	"strings"

	"github.com/apiward/apiward/spec/contract"
)

// parts reads the structs whose fields are the parameters of operations, or what a
// response has.
func (b *builder) parts(n Note) {
	for _, line := range n.Lines {
		words := strings.Fields(line.Text)
		switch {
		case len(words) < 2:
		case words[0] == "swagger:parameters":
			for _, id := range words[1:] {
				b.parameters[id] = append(b.parameters[id], n.Fields...)
			}
		case words[0] == "swagger:response":
			b.responses[words[1]] = b.response(n)
			b.place(line.At, "responses", words[1])
		}
	}
}

// response returns what a struct says of a response: its body is the field that says
// so, and the others are headers. What is no struct is the body itself.
func (b *builder) response(n Note) object {
	out := object{"description": "as the comment says"}
	if shape := n.Types[""]; shape != nil && shape.Kind != contract.Object {
		out["schema"] = b.shape(shape)
	}
	for _, f := range n.Fields {
		if said(f.Text, "in") == "body" {
			out["schema"] = b.shape(f.Shape)
		}
	}
	return out
}

// parameter returns a field as a parameter: of the query, where it says nothing else.
func (b *builder) parameter(f Field) object {
	p := object{"name": f.Name, "in": "query", "required": said(f.Text, "required") == "true"}
	switch in := said(f.Text, "in"); strings.ToLower(in) {
	case "body":
		p["in"], p["schema"] = "body", b.shape(f.Shape)
		return p
	case "path":
		p["in"], p["required"] = "path", true
	case "header":
		p["in"] = "header"
	case "form", "formdata":
		p["in"] = "formData"
	}
	for key, value := range b.shape(f.Shape) {
		p[key] = value
	}
	delete(p, "$ref") // an enumeration; nothing else fits into a parameter
	return p
}

// said returns the value of a line "key: value" of a comment, "" where there is none.
func said(text, key string) string {
	for line := range strings.SplitSeq(text, "\n") {
		if k, value, ok := strings.Cut(line, ":"); ok && strings.EqualFold(strings.TrimSpace(k), key) {
			return strings.TrimSpace(value)
		}
	}
	return ""
}

// goSwaggerRoute reads an operation: "swagger:route METHOD /path tags id", and below
// it sections of what it takes and answers.
func (b *builder) goSwaggerRoute(lines []Line, words []string) {
	if len(words) < 3 {
		return
	}
	sections := sectionsOf(lines[1:])
	responses := object{}
	op := object{"responses": responses}
	for _, line := range sections["responses"] {
		if status, what, ok := strings.Cut(strings.TrimSpace(line.Text), ":"); ok && isStatus(status) {
			responses[strings.ToLower(status)] = b.answer(what)
		}
	}
	parameters := b.inline(sections["parameters"])
	for _, f := range b.parameters[words[len(words)-1]] {
		parameters = append(parameters, b.parameter(f))
	}
	if len(parameters) > 0 {
		op["parameters"] = parameters
	}
	if needs := requirements(texts(sections["security"])); len(needs) > 0 {
		op["security"] = needs
	}
	if !b.operation(words[1], words[2], op, lines[0].At) {
		return
	}
	below := []string{"paths", words[2], strings.ToLower(words[1])}
	for _, line := range sections["responses"] {
		if status, _, ok := strings.Cut(strings.TrimSpace(line.Text), ":"); ok && isStatus(status) {
			b.place(line.At, append(below, "responses", strings.ToLower(status))...)
		}
	}
	if s := sections["security"]; len(s) > 0 {
		b.place(s[0].At, append(below, "security")...)
	}
}

func isStatus(s string) bool {
	return strings.EqualFold(s, "default") || len(s) == 3 && strings.Trim(s, "0123456789") == ""
}

// headings begin the sections of a route.
var headings = map[string]bool{
	"consumes": true, "produces": true, "schemes": true, "security": true, "parameters": true,
	"responses": true, "extensions": true, "deprecated": true, "externaldocs": true,
}

// sectionsOf returns the lines below each heading.
func sectionsOf(lines []Line) map[string][]Line {
	out := map[string][]Line{}
	current := ""
	for _, line := range lines {
		key, _, ok := strings.Cut(strings.ToLower(strings.TrimSpace(line.Text)), ":")
		switch {
		case ok && headings[key]:
			current = key
		case strings.TrimSpace(line.Text) != "":
			out[current] = append(out[current], line)
		}
	}
	return out
}

func texts(lines []Line) (list []string) {
	for _, line := range lines {
		list = append(list, line.Text)
	}
	return list
}

// requirements reads lines as "key:" and "oauth: read, write". Each is an
// alternative, but for those that follow one behind a dash.
func requirements(lines []string) (out list) {
	var last object
	for _, line := range lines {
		text, dashed := strings.CutPrefix(strings.TrimSpace(line), "- ")
		name, rest, ok := strings.Cut(text, ":")
		if name = strings.Trim(name, " \t\"'"); !ok || name == "" {
			continue
		}
		scopes := list{}
		for s := range strings.FieldsFuncSeq(rest, func(r rune) bool { return strings.ContainsRune(", \t[]\"'", r) }) {
			scopes = append(scopes, s)
		}
		switch {
		case dashed:
			last = object{name: scopes}
			out = append(out, last)
		case last != nil:
			last[name] = scopes
		default:
			out = append(out, object{name: scopes})
		}
	}
	return out
}

// answer reads what a status is answered with: "body:[]pet", "response:failure" or the
// name of either.
func (b *builder) answer(text string) object {
	words := strings.Fields(text)
	if len(words) == 0 {
		return object{"description": "as the comment says"}
	}
	kind, name, tagged := strings.Cut(words[0], ":")
	if !tagged {
		kind, name = "", words[0]
	}
	if kind == "description" {
		return object{"description": strings.TrimPrefix(strings.TrimSpace(text), "description:")}
	}
	if _, known := b.responses[name]; known && kind != "body" {
		return object{"$ref": "#/responses/" + escapes.Replace(name)}
	}
	return object{"description": "as the comment says", "schema": b.model(name)}
}

// model returns the schema of what a comment calls by the name of a model.
func (b *builder) model(name string) object {
	if item, ok := strings.CutPrefix(name, "[]"); ok {
		return object{"type": "array", "items": b.model(item)}
	}
	switch name {
	case "string", "boolean", "integer", "number", "file":
		return object{"type": name}
	}
	return b.shape(b.models[name])
}

// inline reads the parameters that stand in the comment itself: "+ name: id" begins
// one, and lines below it say more.
func (b *builder) inline(lines []Line) (out list) {
	var p object
	for _, line := range lines {
		text, begins := strings.CutPrefix(strings.TrimSpace(line.Text), "+")
		if !begins {
			text, begins = strings.CutPrefix(text, "- ")
		}
		if begins {
			p = object{"in": "query", "required": false}
			out = append(out, p)
		}
		key, value, ok := strings.Cut(text, ":")
		value = strings.TrimSpace(value)
		if p == nil || !ok || value == "" {
			continue
		}
		switch key = strings.ToLower(strings.TrimSpace(key)); key {
		case "name", "format":
			p[key] = value
		case "in":
			p["in"] = map[string]string{"form": "formData", "formdata": "formData"}[strings.ToLower(value)]
			if p["in"] == "" {
				p["in"] = strings.ToLower(value)
			}
			if value == "path" {
				p["required"] = true
			}
		case "required":
			p["required"] = p["in"] == "path" || value == "true"
		case "type":
			for k, v := range b.model(value) {
				p[k] = v
			}
		}
	}
	for _, item := range out {
		b.embody(item.(object))
	}
	return out
}

// embody gives the parameter that is the body its schema.
func (b *builder) embody(p object) {
	if p["in"] != "body" {
		delete(p, "$ref")
		return
	}
	schema := object{}
	for _, key := range []string{"type", "format", "$ref", "items", "discriminator"} {
		if v, ok := p[key]; ok {
			schema[key] = v
			delete(p, key)
		}
	}
	if len(schema) == 0 {
		schema = unknown()
	}
	p["schema"] = schema
}
