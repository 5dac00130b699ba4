package lint

import (
	"slices"
	"strings"

	"github.com/apiward/apiward/rules"
	"github.com/apiward/apiward/spec"
)

var (
	surfaceNames = [...]string{Path: "path", Webhook: "webhook", Callback: "callback"}
	purposeNames = [...]string{Business: "business", Entry: "entry", Probe: "probe", Manual: "manual", Preflight: "preflight"}
	accessNames  = [...]string{
		Undeclared: "undeclared", Malformed: "malformed", Public: "public", Optional: "optional", Undefined: "undefined", Required: "required",
	}
)

// operationObject answers for an operation.
type operationObject struct {
	noValue
	all *objects
	*Operation
}

// operation returns an operation as an object, always the same.
func (o *objects) operation(op *Operation) *object {
	known := o.operations[op]
	if known == nil {
		known = &object{kind: "operation", view: &operationObject{noValue{}, o, op}}
		o.operations[op] = known
	}
	return known
}

func (o *operationObject) spot() rules.Spot {
	return about(spotAt(o.Node.KeyRange(), o.Node.Pointer(), o.String()), o.Operation)
}

func (o *operationObject) attr(name string) any {
	switch name {
	case "method":
		return o.Method
	case "path":
		return o.Path
	case "segments":
		return listOfTexts(strings.FieldsFunc(o.Path, func(r rune) bool { return r == '/' }))
	case "surface":
		return surfaceNames[o.Surface]
	case "safe":
		return o.Safe()
	case "purpose":
		return purposeNames[o.Purpose()]
	case "operation_id":
		return optional(o.ID)
	case "summary", "description":
		return textOf(o.Node.Field(name))
	case "tags":
		tags := []any{}
		for _, tag := range o.Node.Field("tags").Items() {
			if tag.Kind() == spec.String {
				tags = append(tags, tag.Text())
			}
		}
		return tags
	case "deprecated":
		return o.Node.Field("deprecated").True()
	case "public":
		return declaredOpen(o.all.policy, o.Operation)
	case "auth":
		return &object{kind: "auth", view: &authObject{noValue{}, o.all, &o.Security, o.Operation}}
	case "parameters":
		return objectList(listOf(o.Parameters, o.all.parameter))
	case "body":
		if o.Body == nil {
			return nil
		}
		return &object{kind: "body", view: &bodyObject{noValue{}, o.all, o.Body, o.Operation}}
	case "responses":
		out := []any{}
		for i := range o.Responses {
			out = append(out, o.all.response(o.Operation, &o.Responses[i]))
		}
		return out
	case "codes":
		codes := []any{}
		for _, a := range o.Responses {
			codes = append(codes, a.Code)
		}
		return codes
	case "servers":
		return objectList(listOf(o.Servers, o.all.server))
	case "ext":
		return extensions(o.Node, o.Item)
	}
	return nil
}

// authObject answers for the security that holds for an operation, or for a
// document.
type authObject struct {
	noValue
	all *objects
	*Security
	op *Operation // nil: of the document
}

func (o *authObject) spot() rules.Spot {
	var at rules.Spot
	switch {
	case o.Node.Exists():
		at = spotAt(o.Node.KeyRange(), o.Node.Pointer(), "where the security is written")
	case o.op != nil:
		at = o.all.operation(o.op).Origin()
	default:
		at = o.all.document().Origin()
	}
	return about(at, o.op)
}

func (o *authObject) attr(name string) any {
	switch name {
	case "access":
		return accessNames[o.Access]
	case "anonymous":
		return o.Access != Required
	case "optional":
		return o.Access == Optional
	case "inherited":
		return o.op != nil && o.Security.Origin == AtRoot
	case "alternatives":
		return float64(len(o.Alternatives))
	case "schemes":
		return o.needs(func(n Need, add func(string)) { add(n.Name) })
	case "types":
		return o.needs(func(n Need, add func(string)) {
			if n.Scheme != nil && n.Scheme.Type != "" {
				add(n.Scheme.Type)
			}
		})
	case "scopes":
		return o.needs(func(n Need, add func(string)) {
			for _, scope := range n.Node.Items() {
				add(scope.Text())
			}
		})
	}
	return nil
}

// needs collects texts from what the alternatives name, each once.
func (o *authObject) needs(visit func(n Need, add func(string))) []any {
	out, seen := []any{}, map[string]bool{}
	for _, r := range o.Alternatives {
		for _, n := range r.Needs {
			visit(n, func(s string) {
				if !seen[s] {
					seen[s] = true
					out = append(out, s)
				}
			})
		}
	}
	return out
}

// bodyObject answers for the body of a request.
type bodyObject struct {
	noValue
	all *objects
	*Body
	op *Operation
}

func (o *bodyObject) spot() rules.Spot {
	return about(spotAt(o.Node.KeyRange(), o.Node.Pointer(), "the body"), o.op)
}

func (o *bodyObject) attr(name string) any {
	switch name {
	case "required":
		return o.Required
	case "description":
		return textOf(o.Node.Field("description"))
	case "media_types":
		return o.all.mediaNames(o.Media, o.op.Node.Field("consumes"), o.all.api.Doc.Root().Field("consumes"))
	case "schemas":
		return schemaNames(o.Media)
	case "properties":
		return topNames(o.Media)
	case "ext":
		return extensions(o.Node)
	}
	return nil
}

// topNames returns the names of the properties that the forms of a body have at
// their top, each once.
func topNames(media []*MediaType) []any {
	out, seen := []any{}, map[string]bool{}
	for _, m := range media {
		if m.Schema == nil {
			continue
		}
		for _, part := range m.Schema.All() {
			for _, p := range part.Properties() {
				if !seen[p.Name] {
					seen[p.Name] = true
					out = append(out, p.Name)
				}
			}
		}
	}
	return out
}

// schemaNames returns the names of the named schemas that the forms of a body
// have, each once.
func schemaNames(media []*MediaType) []any {
	out := []any{}
	for _, m := range media {
		if m.Schema != nil && m.Schema.Name != "" && !slices.Contains(out, any(m.Schema.Name)) {
			out = append(out, m.Schema.Name)
		}
	}
	return out
}

// responseObject answers for one answer of one operation.
type responseObject struct {
	noValue
	all *objects
	*Answer
	op *Operation
}

// response returns an answer as an object.
func (o *objects) response(op *Operation, a *Answer) *object {
	return &object{kind: "response", view: &responseObject{noValue{}, o, a, op}}
}

func (o *responseObject) spot() rules.Spot {
	return about(spotAt(o.Node.KeyRange(), o.Node.Pointer(), "the answer "+o.Code+" of "+o.op.String()), o.op)
}

func (o *responseObject) attr(name string) any {
	switch name {
	case "code":
		return o.Code
	case "class":
		if names := statusNames(o.Status()); len(names) == 1 {
			return names[0]
		}
		return nil
	case "operation":
		return o.all.operation(o.op)
	}
	if o.Response == nil { // a reference that leads nowhere
		switch name {
		case "headers", "media_types", "schemas", "properties":
			return []any{}
		case "ext":
			return map[string]any{}
		}
		return nil
	}
	switch name {
	case "description":
		return textOf(o.Response.Node.Field("description"))
	case "headers":
		out := []any{}
		for header := range o.Response.Node.Field("headers").Names() {
			out = append(out, header)
		}
		return out
	case "media_types":
		return o.all.mediaNames(o.Response.Media, o.op.Node.Field("produces"), o.all.api.Doc.Root().Field("produces"))
	case "schemas":
		return schemaNames(o.Response.Media)
	case "properties":
		return topNames(o.Response.Media)
	case "ext":
		return extensions(o.Answer.Node, o.Response.Node)
	}
	return nil
}
