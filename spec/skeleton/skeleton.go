package skeleton

import (
	"cmp"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"github.com/getkin/kin-openapi/openapi3"

	"github.com/apiward/apiward/spec/contract"
)

// New returns the document of the operations of one service. What is in it
// depends on the operations alone, and not on their order.
func New(service string, ops []contract.Operation) *openapi3.T {
	b := &builder{
		doc: &openapi3.T{
			OpenAPI:    "3.1.0",
			Info:       &openapi3.Info{Title: service, Version: "0.0.0", Description: "Made from the code of " + service + ". What the code does not show is left open."},
			Paths:      openapi3.NewPaths(),
			Components: &openapi3.Components{Schemas: openapi3.Schemas{}, SecuritySchemes: openapi3.SecuritySchemes{}},
		},
		ids: map[string]int{}, names: map[string]string{}, types: map[string]string{}, keys: map[string]string{},
	}
	ops = slices.Clone(ops)
	slices.SortStableFunc(ops, func(a, b contract.Operation) int {
		return cmp.Or(compareAny(a.Method, b.Method), cmp.Compare(a.Path, b.Path), cmp.Compare(a.Method, b.Method), cmp.Compare(a.Source.File, b.Source.File), cmp.Compare(a.Source.Line, b.Source.Line))
	})
	ops = together(ops)
	var unresolved []string
	for i := range ops {
		switch op := &ops[i]; {
		case strings.Contains(op.Path, "{?}"):
			unresolved = append(unresolved, op.String())
		case op.Implied, op.Framework == contract.GRPC:
		default:
			b.route(op)
		}
	}
	if len(unresolved) > 0 {
		b.doc.Info.Description += " Not in it, because their paths are not wholly known: " + strings.Join(unresolved, ", ") + "."
	}
	if len(b.doc.Components.Schemas) == 0 && len(b.doc.Components.SecuritySchemes) == 0 {
		b.doc.Components = nil
	}
	return b.doc
}

// compareAny puts routes for any method behind those that have one: they answer
// what is left over.
func compareAny(a, b string) int {
	switch {
	case a == b:
		return 0
	case a == "ANY":
		return 1
	case b == "ANY":
		return -1
	}
	return 0
}

type builder struct {
	doc   *openapi3.T
	ids   map[string]int    // operationIds in use
	names map[string]string // names of schemas in use, by Go type
	types map[string]string // Go types, by the names of schemas
	keys  map[string]string // paths without the names of parameters, to the first that was written so
}

// anyMethods are what a route for any method is written as.
var anyMethods = []string{http.MethodGet, http.MethodPost, http.MethodPut, http.MethodPatch, http.MethodDelete}

func (b *builder) route(op *contract.Operation) {
	path, names := template(op.Path)
	key := nameless(path)
	if first, known := b.keys[key]; known {
		path = first // a document has each path once, whatever its parameters are called
		_, names = template(path)
	} else {
		b.keys[key] = path
	}
	methods := []string{op.Method}
	if op.Method == "ANY" {
		methods = anyMethods
	}
	item := b.doc.Paths.Value(path)
	if item == nil && slices.ContainsFunc(methods, isMethod) {
		item = &openapi3.PathItem{}
		b.doc.Paths.Set(path, item)
	}
	for _, m := range methods {
		if isMethod(m) && item.GetOperation(m) == nil {
			item.SetOperation(m, b.operation(op, m, names))
		}
	}
}

// isMethod reports whether a path item of 3.1 can have the method.
func isMethod(m string) bool {
	switch m {
	case http.MethodGet, http.MethodHead, http.MethodPost, http.MethodPut, http.MethodPatch, http.MethodDelete, http.MethodOptions, http.MethodTrace:
		return true
	}
	return false
}

// template returns a path as a document writes it, with the names of its
// parameters, each once.
func template(path string) (string, []string) {
	var b strings.Builder
	var names []string
	depth, start := 0, 0
	for i := range len(path) {
		switch path[i] {
		case '{':
			if depth++; depth == 1 {
				start = i + 1
			}
		case '}':
			if depth--; depth == 0 {
				name := parameterName(path[start:i], names)
				names = append(names, name)
				b.WriteString("{" + name + "}")
			}
		default:
			if depth == 0 {
				b.WriteByte(path[i])
			}
		}
	}
	out := b.String()
	if !strings.HasPrefix(out, "/") {
		out = "/" + out
	}
	return out, names
}

// parameterName returns the name of a parameter without its pattern.
func parameterName(raw string, taken []string) string {
	name, _, _ := strings.Cut(strings.TrimSuffix(raw, "..."), ":")
	name = strings.TrimSpace(strings.Trim(name, "$*"))
	if name == "" {
		name = "path"
	}
	base := name
	for n := 2; slices.Contains(taken, name); n++ {
		name = base + strconv.Itoa(n)
	}
	return name
}

func nameless(path string) string {
	var b strings.Builder
	depth := 0
	for _, r := range path {
		switch {
		case r == '{':
			depth++
			b.WriteRune(r)
		case r == '}':
			depth--
			b.WriteRune(r)
		case depth == 0:
			b.WriteRune(r)
		}
	}
	return b.String()
}

func (b *builder) operation(op *contract.Operation, method string, names []string) *openapi3.Operation {
	out := openapi3.NewOperation()
	out.OperationID = b.id(op, method)
	t := op.Traffic
	if t == nil {
		t = &contract.Traffic{ReadsMore: true, AnswersMore: true}
	}
	b.parameters(out, op, t, names, method)
	b.body(out, t, method)
	b.responses(out, t)
	b.security(out, op)
	return out
}

// id returns an operationId: the name of the handler where it has one.
func (b *builder) id(op *contract.Operation, method string) string {
	name := op.Handler[strings.LastIndexAny(op.Handler, "./)")+1:]
	name, _, _ = strings.Cut(name, "$")
	name = strings.TrimSuffix(name, "-fm")
	if name == "" || strings.ContainsFunc(name, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) && r != '_' }) {
		name = strings.ToLower(method)
		for segment := range strings.FieldsFuncSeq(op.Path, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }) {
			name += strings.ToUpper(segment[:1]) + segment[1:]
		}
	}
	r := []rune(name)
	r[0] = unicode.ToLower(r[0])
	name = string(r)
	if b.ids[name]++; b.ids[name] > 1 {
		base := name
		for n := b.ids[base]; b.ids[name] > 0; n++ {
			name = base + "_" + strconv.Itoa(n)
		}
		b.ids[name] = 1
	}
	return name
}

func (b *builder) parameters(out *openapi3.Operation, op *contract.Operation, t *contract.Traffic, names []string, method string) {
	for _, name := range names {
		p := openapi3.NewPathParameter(name)
		p.Schema = &openapi3.SchemaRef{Value: typed("string", "")}
		for _, r := range t.Parameters {
			if r.In == "path" && r.Name == name && (r.Shape.Kind == contract.Integer || r.Shape.Kind == contract.Number || r.Shape.Kind == contract.Boolean) {
				p.Schema = b.schema(r.Shape)
			}
		}
		out.AddParameter(p)
	}
	for _, r := range t.Parameters {
		in := r.In
		if in == "form" && r.OrQuery && !hasBody(method) {
			in = "query"
		}
		if in == "path" || in == "form" || r.Name == "" || in == "header" && reserved(r.Name) || out.Parameters.GetByInAndName(in, r.Name) != nil || isCredential(op, in, r.Name) {
			continue
		}
		p := &openapi3.Parameter{In: in, Name: r.Name, Required: r.Required, Schema: b.schema(r.Shape)}
		out.AddParameter(p)
	}
}

// reserved reports whether a document cannot have the header as a parameter.
func reserved(header string) bool {
	switch http.CanonicalHeaderKey(header) {
	case "Accept", "Content-Type", "Authorization", "Cookie":
		return true
	}
	return false
}

func isCredential(op *contract.Operation, in, name string) bool {
	return slices.ContainsFunc(op.Credentials, func(c contract.Credential) bool { return c.In == in && strings.EqualFold(c.Name, name) })
}

func hasBody(method string) bool {
	return method == http.MethodPost || method == http.MethodPut || method == http.MethodPatch
}

// media are how contents are written.
var media = map[string]string{
	"json": "application/json", "xml": "application/xml", "yaml": "application/yaml", "form": "application/x-www-form-urlencoded",
	"multipart": "multipart/form-data", "html": "text/html", "text": "text/plain", "binary": "application/octet-stream",
}

func mediaOf(content string) string {
	if m := media[content]; m != "" {
		return m
	}
	return "*/*"
}

func (b *builder) body(out *openapi3.Operation, t *contract.Traffic, method string) {
	content := openapi3.Content{}
	for _, body := range t.Bodies {
		if body.Content != "none" {
			b.add(content, mediaOf(body.Content), b.schema(body.Shape))
		}
	}
	form, kind := &openapi3.Schema{Type: &openapi3.Types{"object"}, Properties: openapi3.Schemas{}}, "form"
	for _, p := range t.Parameters {
		if p.In != "form" || p.Name == "" || p.OrQuery && !hasBody(method) {
			continue
		}
		form.Properties[p.Name] = b.schema(p.Shape)
		if p.Upload {
			kind = "multipart"
			form.Properties[p.Name] = &openapi3.SchemaRef{Value: typed("string", "binary")}
		}
	}
	if len(form.Properties) > 0 {
		if existing := content[mediaOf(kind)]; existing == nil || isOpen(existing.Schema) {
			content[mediaOf(kind)] = openapi3.NewMediaType().WithSchema(form)
		}
	}
	if len(content) == 0 || method == http.MethodGet || method == http.MethodHead {
		return
	}
	out.RequestBody = &openapi3.RequestBodyRef{Value: openapi3.NewRequestBody().WithContent(content)}
}

// isOpen reports whether a schema says nothing.
func isOpen(s *openapi3.SchemaRef) bool {
	return s == nil || s.Ref == "" && s.Value.Type == nil && len(s.Value.AnyOf) == 0
}

// add puts a schema of a media type beside those that are there.
func (b *builder) add(content openapi3.Content, media string, schema *openapi3.SchemaRef) {
	have := content[media]
	switch {
	case have == nil:
		content[media] = openapi3.NewMediaType().WithSchemaRef(schema)
	case isOpen(have.Schema):
	case isOpen(schema):
		have.Schema = schema
	case have.Schema.Ref == "" && len(have.Schema.Value.AnyOf) > 0 && have.Schema.Value.Type == nil:
		if !slices.ContainsFunc(have.Schema.Value.AnyOf, func(s *openapi3.SchemaRef) bool { return same(s, schema) }) {
			have.Schema.Value.AnyOf = append(have.Schema.Value.AnyOf, schema)
		}
	case !same(have.Schema, schema):
		have.Schema = &openapi3.SchemaRef{Value: &openapi3.Schema{AnyOf: openapi3.SchemaRefs{have.Schema, schema}}}
	}
}

func same(a, b *openapi3.SchemaRef) bool {
	if a.Ref != "" || b.Ref != "" {
		return a.Ref == b.Ref
	}
	x, err := a.MarshalJSON()
	y, also := b.MarshalJSON()
	return err == nil && also == nil && string(x) == string(y)
}

func (b *builder) responses(out *openapi3.Operation, t *contract.Traffic) {
	out.Responses = openapi3.NewResponsesWithCapacity(len(t.Answers) + 1)
	for _, a := range t.Answers {
		status := "default"
		if a.Status >= 100 && a.Status < 600 {
			status = strconv.Itoa(a.Status)
		}
		r := out.Responses.Value(status)
		if r == nil {
			r = &openapi3.ResponseRef{Value: openapi3.NewResponse().WithDescription(cmp.Or(http.StatusText(a.Status), "other answers"))}
			out.Responses.Set(status, r)
		}
		if a.Content != "none" && a.Content != "" {
			if r.Value.Content == nil {
				r.Value.Content = openapi3.Content{}
			}
			b.add(r.Value.Content, mediaOf(a.Content), b.schema(a.Shape))
		}
	}
	if (t.AnswersMore || out.Responses.Len() == 0) && out.Responses.Value("default") == nil {
		out.Responses.Set("default", &openapi3.ResponseRef{Value: openapi3.NewResponse().WithDescription("answers that the code does not show")})
	}
}
