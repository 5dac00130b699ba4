package contract

import (
	"strconv"
	"strings"

	"github.com/apiward/apiward/spec"
	"github.com/apiward/apiward/spec/lint"
)

// DocumentedParameter is a parameter as a document has it.
type DocumentedParameter struct {
	Node     spec.Node // behind any reference
	In       string    // path, query, querystring, header, cookie or form
	Name     string
	Required bool
	// Schema says what it is: in Swagger 2.0 the parameter itself.
	Schema spec.Node
}

// Parameters returns the parameters of an operation: its own, and those of its
// path item that it does not replace. The fields of a form that a document
// describes as a body are parameters of the form.
func (p *Pair) Parameters(schemas *Schemas) []DocumentedParameter {
	op, version := p.Documented, p.API.Doc.Version
	var out []DocumentedParameter
	known := map[[2]string]bool{}
	for _, list := range []spec.Node{op.Node.Field("parameters"), op.Item.Field("parameters")} {
		for _, node := range list.Items() {
			d, ok := parameter(node, version)
			if key := [2]string{d.In, d.Name}; ok && !known[key] {
				known[key] = true
				out = append(out, d)
			}
		}
	}
	for _, m := range p.RequestBodies() {
		if !m.Form() {
			continue
		}
		schema := schemas.Read(m.Schema)
		for _, name := range schema.Names() {
			_, required := schema.Required[name]
			property := schema.Fields[name][0]
			out = append(out, DocumentedParameter{Node: property, In: "form", Name: name, Schema: property, Required: required})
		}
	}
	return out
}

func parameter(node spec.Node, version spec.Version) (DocumentedParameter, bool) {
	node, ok := node.Resolve()
	if !ok || node.Kind() != spec.Mapping {
		return DocumentedParameter{}, false
	}
	d := DocumentedParameter{
		Node: node, Name: node.Field("name").Text(), In: node.Field("in").Text(),
		Required: node.Field("required").True(), Schema: node.Field("schema"),
	}
	switch {
	case d.In == "body":
		return d, false
	case d.In == "formData":
		d.In = "form"
	}
	if version == spec.V2_0 {
		d.Schema = node
	}
	if !d.Schema.Exists() {
		for _, media := range node.Field("content").Fields() {
			d.Schema = media.Field("schema")
		}
	}
	return d, d.Name != "" && len(d.Name) <= spec.MaxName
}

// Message is a body of a request or a response as a document has it.
type Message struct {
	Node   spec.Node // the media type, the body parameter or the response
	Media  string    // "application/json", "" where Swagger 2.0 does not say
	Schema spec.Node // absent where nothing is said
}

// Form reports whether the fields of a body are those of a form.
func (m Message) Form() bool {
	return strings.HasPrefix(m.Media, "application/x-www-form-urlencoded") || strings.HasPrefix(m.Media, "multipart/")
}

// Fits reports whether a body of the content may be the message.
func (m Message) Fits(content string) bool {
	switch media := strings.ToLower(m.Media); {
	case media == "", strings.Contains(media, "*"):
		return true
	case content == "json":
		return strings.Contains(media, "json")
	case content == "xml", content == "yaml":
		return strings.Contains(media, content)
	case content == "form", content == "multipart":
		return m.Form()
	}
	return content == "unknown" || content == ""
}

// RequestBodies returns the bodies that an operation takes.
func (p *Pair) RequestBodies() []Message {
	op := p.Documented
	if p.API.Doc.Version != spec.V2_0 {
		body, _ := op.Node.Field("requestBody").Resolve()
		return contents(body.Field("content"))
	}
	for _, list := range []spec.Node{op.Node.Field("parameters"), op.Item.Field("parameters")} {
		for _, node := range list.Items() {
			if node, _ = node.Resolve(); node.Field("in").Text() == "body" {
				return []Message{{Node: node, Schema: node.Field("schema")}}
			}
		}
	}
	return nil
}

func contents(content spec.Node) []Message {
	var out []Message
	for media, node := range content.Fields() {
		node, _ = node.Resolve()
		schema := node.Field("schema")
		if !schema.Exists() {
			schema = node.Field("itemSchema")
		}
		out = append(out, Message{Node: node, Media: media, Schema: schema})
	}
	return out
}

// DocumentedResponse is a response as a document has it.
type DocumentedResponse struct {
	Node   spec.Node // its key is the status
	Status string    // "200", "4XX" or "default"
	Bodies []Message
}

// Covers reports whether the response is one of the status, be it by its range
// or as the default.
func (r DocumentedResponse) Covers(status int) bool {
	text := strconv.Itoa(status)
	return r.Status == text || r.Status == "default" ||
		len(r.Status) == 3 && strings.EqualFold(r.Status[1:], "XX") && r.Status[0] == text[0]
}

// Exact reports whether the response is one of a single status, and which.
func (r DocumentedResponse) Exact() (int, bool) {
	status, err := strconv.Atoi(r.Status)
	return status, err == nil
}

// Responses returns the responses of an operation, in the document's order.
func (p *Pair) Responses() []DocumentedResponse {
	var out []DocumentedResponse
	for status, node := range p.Documented.Node.Field("responses").Fields() {
		if strings.HasPrefix(status, "x-") || len(status) > spec.MaxName {
			continue
		}
		r := DocumentedResponse{Node: node, Status: status}
		target, _ := node.Resolve()
		if p.API.Doc.Version == spec.V2_0 {
			r.Bodies = []Message{{Node: target, Schema: target.Field("schema")}}
		} else {
			r.Bodies = contents(target.Field("content"))
		}
		out = append(out, r)
	}
	return out
}

// ResponsesOf returns the responses of a status: that of the status itself, else
// that of its range, else the default, and all where the status is not known.
func (p *Pair) ResponsesOf(status int) []DocumentedResponse {
	all := p.Responses()
	if status == 0 {
		return all
	}
	text := strconv.Itoa(status)
	for _, want := range []string{text, text[:1] + "XX", "default"} {
		for _, r := range all {
			if strings.EqualFold(r.Status, want) {
				return []DocumentedResponse{r}
			}
		}
	}
	return nil
}

// CarriesCredential reports whether a scheme of the document is sent as the
// parameter.
func (p *Pair) CarriesCredential(in, name string) bool {
	for _, s := range p.API.Schemes {
		if in == "cookie" && IsCookie(s) {
			return true
		}
		if s.Type == "apiKey" && s.Node.Field("in").Text() == in && strings.EqualFold(s.Node.Field("name").Text(), name) {
			return true
		}
	}
	return false
}

// IsCookie reports whether a scheme is the header of all cookies, which is how they
// are written where no other place for them can be, as in Swagger 2.0. Which one it is,
// nothing says.
func IsCookie(s *lint.Scheme) bool {
	return s.Type == "apiKey" && s.Node.Field("in").Text() == "header" && strings.EqualFold(s.Node.Field("name").Text(), "Cookie")
}
