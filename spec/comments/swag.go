package comments

import (
	"regexp"
	"strconv"
	"strings"

	"github.com/apiward/apiward/spec"
	"github.com/apiward/apiward/spec/contract"
)

// swag reads the annotations of a comment: of an operation where it has a route,
// else of the document.
func (b *builder) swag(n Note) {
	o := &operation{builder: b, types: n.Types, responses: object{}, places: map[string]spec.Range{}}
	for _, line := range n.Lines {
		text := strings.TrimSpace(line.Text)
		if !strings.HasPrefix(text, "@") {
			continue
		}
		name, rest, _ := strings.Cut(strings.ReplaceAll(text, "\t", " "), " ")
		name, rest = strings.ToLower(name), strings.TrimSpace(rest)
		o.general(name, rest, line.At)
		o.annotation(name, rest, line.At)
	}
	for _, r := range o.routes {
		op := object{"responses": o.responses}
		if len(o.parameters) > 0 {
			op["parameters"] = o.parameters
		}
		if o.security != nil {
			op["security"] = o.security
		}
		if !b.operation(r.method, r.path, op, r.at) {
			continue
		}
		for below, at := range o.places {
			b.places[pointer("paths", r.path, strings.ToLower(r.method))+below] = at
		}
	}
}

// operation is what the annotations of one comment say.
type operation struct {
	*builder
	types      map[string]*contract.Shape
	routes     []route
	parameters list
	responses  object
	security   list
	places     map[string]spec.Range // below the operation
}

type route struct {
	method, path string
	at           spec.Range
}

// general reads what holds for the whole document.
func (o *operation) general(name, rest string, at spec.Range) {
	first, _, _ := strings.Cut(rest, " ")
	switch {
	case name == "@basepath" && first != "/":
		o.root["basePath"] = first
		o.place(at, "basePath")
	case name == "@host":
		o.root["host"] = first
		o.place(at, "host")
	case name == "@schemes":
		schemes := list{}
		for _, s := range strings.Fields(rest) {
			schemes = append(schemes, s)
		}
		o.root["schemes"] = schemes
		o.place(at, "schemes")
	case strings.HasPrefix(name, "@securitydefinitions."):
		kind, flow, _ := strings.Cut(strings.TrimPrefix(name, "@securitydefinitions."), ".")
		o.scheme = object{"type": kind}
		switch kind {
		case "apikey":
			o.scheme["type"] = "apiKey"
		case "oauth2":
			o.scheme["flow"] = flow
		}
		o.schemes[first] = o.scheme
		o.place(at, "securityDefinitions")
		o.place(at, "securityDefinitions", first)
	case (name == "@in" || name == "@name") && o.scheme != nil && o.scheme["type"] == "apiKey":
		o.scheme[strings.TrimPrefix(name, "@")] = first
	case (name == "@tokenurl" || name == "@authorizationurl") && o.scheme != nil:
		o.scheme[map[string]string{"@tokenurl": "tokenUrl", "@authorizationurl": "authorizationUrl"}[name]] = first
	}
}

func (o *operation) annotation(name, rest string, at spec.Range) {
	switch name {
	case "@router":
		path, method, ok := strings.Cut(rest, "[")
		if method, _, closed := strings.Cut(method, "]"); ok && closed {
			o.routes = append(o.routes, route{strings.TrimSpace(method), strings.TrimSpace(path), at})
		}
	case "@param":
		o.param(rest, at)
	case "@success", "@failure", "@response":
		o.response(rest, at)
	case "@security":
		for alternative := range strings.SplitSeq(rest, "||") {
			requirement := object{}
			for need := range strings.SplitSeq(alternative, "&&") {
				scheme, scopes, _ := strings.Cut(strings.TrimSpace(need), "[")
				all := list{}
				for s := range strings.FieldsFuncSeq(scopes, func(r rune) bool { return strings.ContainsRune(", ]", r) }) {
					all = append(all, s)
				}
				if scheme = strings.TrimSpace(scheme); scheme != "" {
					requirement[scheme] = all
				}
			}
			o.security = append(o.security, requirement)
		}
		o.note("/security", at)
	}
}

func (o *operation) note(pointer string, at spec.Range) {
	if _, known := o.places[pointer]; !known {
		o.places[pointer] = at
	}
}

// param reads "name in type required …".
func (o *operation) param(rest string, at spec.Range) {
	words := strings.Fields(rest)
	if len(words) < 3 {
		return
	}
	p := object{"name": words[0], "in": words[1], "required": words[1] == "path" || len(words) > 3 && words[3] == "true"}
	schema := o.schema(words[2])
	switch words[1] {
	case "body":
		p["schema"] = schema
	case "query", "path", "header", "formData", "cookie":
		for key, value := range schema {
			p[key] = value
		}
		if p["$ref"] != nil { // an enumeration, or a struct whose fields are the parameters
			delete(p, "$ref")
			if o.spread(words[1], words[2], at) {
				return
			}
		}
	default:
		return
	}
	o.note("/parameters/"+strconv.Itoa(len(o.parameters)), at)
	o.note("/parameters", at)
	o.parameters = append(o.parameters, p)
}

// spread adds the fields of a struct as parameters.
func (o *operation) spread(in, typ string, at spec.Range) bool {
	shape := o.types[strings.TrimLeft(typ, "[]*")]
	if shape == nil || shape.Kind != contract.Object {
		return false
	}
	for _, f := range shape.Fields {
		p := o.shape(f.Shape)
		p["name"], p["in"], p["required"] = f.Name, in, f.Required
		delete(p, "$ref")
		o.note("/parameters/"+strconv.Itoa(len(o.parameters)), at)
		o.parameters = append(o.parameters, p)
	}
	return true
}

// status finds the type of a response: "{object} model.User".
var status = regexp.MustCompile(`^([\w,.]+)\s*(?:\{([\w]+)\}\s*([^\s"]+))?`)

func (o *operation) response(rest string, at spec.Range) {
	m := status.FindStringSubmatch(rest)
	if m == nil {
		return
	}
	for code := range strings.SplitSeq(m[1], ",") {
		code = strings.ToLower(strings.TrimSpace(code))
		r := object{"description": "as the comment says"}
		if m[3] != "" {
			schema := o.schema(m[3])
			switch m[2] {
			case "array":
				schema = object{"type": "array", "items": schema}
			case "object":
			default:
				schema = o.schema(m[2])
			}
			r["schema"] = schema
		}
		o.responses[code] = r
		o.note("/responses/"+code, at)
		o.note("/responses", at)
	}
}

// schema returns the schema of a type as it is written.
func (o *operation) schema(typ string) object {
	if item, ok := strings.CutPrefix(typ, "[]"); ok {
		return object{"type": "array", "items": o.schema(item)}
	}
	if _, value, ok := strings.Cut(typ, "]"); ok && strings.HasPrefix(typ, "map[") {
		return object{"type": "object", "additionalProperties": o.schema(value)}
	}
	if base, fields, ok := strings.Cut(typ, "{"); ok { // fields of it are replaced
		properties := object{}
		for f := range strings.SplitSeq(strings.TrimSuffix(fields, "}"), ",") {
			if name, value, ok := strings.Cut(f, "="); ok {
				properties[name] = o.schema(value)
			}
		}
		return object{"allOf": list{o.schema(base), object{"type": "object", "properties": properties}}}
	}
	switch typ = strings.TrimPrefix(typ, "*"); typ {
	case "string", "boolean", "integer", "number", "file":
		return object{"type": typ}
	case "bool":
		return object{"type": "boolean"}
	case "int", "int8", "int16", "int32", "int64", "uint", "uint8", "uint16", "uint32", "uint64":
		return object{"type": "integer"}
	case "float32", "float64":
		return object{"type": "number"}
	}
	return o.shape(o.types[typ])
}
