package lint

import (
	"iter"
	"strings"

	"github.com/apiward/apiward/spec"
)

// Parameter is one parameter as it is written, whichever operations name it. In
// Swagger 2.0 a parameter in formData is a property of the request's body, and
// one in body is a [Body] and no Parameter.
type Parameter struct {
	Use
	Node     spec.Node // behind a reference the target
	Name     string
	In       string // path, query, querystring, header, cookie, formData; as written
	Required bool
	// Schema is what its values are. In Swagger 2.0 the parameter says so
	// itself and is its own schema; elsewhere its content may say so, which is
	// then in Media and has its first schema here. Nil where nothing says so.
	Schema *Schema
	Media  []*MediaType
}

// Body is the body of a request as it is written. Of a callback or a webhook it
// is what the service sends.
type Body struct {
	Use
	Node     spec.Node // the Request Body Object; in Swagger 2.0 the parameter in body
	Required bool
	Media    []*MediaType // in Swagger 2.0 one without name
}

// Response is one Response Object as it is written, for whichever codes and
// operations.
type Response struct {
	Use
	Node    spec.Node
	Media   []*MediaType // in Swagger 2.0 one without name, none where there is no schema
	Headers []*Header
}

// Answer is a response of one operation.
type Answer struct {
	Code     string    // as written: "200", "4XX", "default"
	Node     spec.Node // where it is written in the operation; its key is the code's. It may be a reference
	Response *Response // nil where the reference leads nowhere
}

// Status returns the class of the code, 0 for what is none.
func (a Answer) Status() Statuses { return statusOf(a.Code) }

// Header is a header of a response as it is written.
type Header struct {
	Use
	Node   spec.Node
	Name   string  // the first one that it was met under
	Schema *Schema // in Swagger 2.0 the header is its own schema; nil where nothing says what it is
	Media  []*MediaType
}

// MediaType is one form that a body can have.
type MediaType struct {
	Node   spec.Node // its key is the name's
	Name   string    // "application/json", with parameters as written; "" in Swagger 2.0
	Schema *Schema   // nil where there is none
	Item   *Schema   // of 3.2's itemSchema: one piece of a stream; nil where there is none
}

// describe reads what an operation receives and sends.
func (v *viewer) describe(op *Operation) {
	in := Received
	if op.Surface != Path {
		in = Sent
	}
	own, ownBody := v.parameters(op.Node.Field("parameters"))
	shared, body := v.parameters(op.Item.Field("parameters"))
	if ownBody != nil {
		body = ownBody
	}
	op.Parameters = v.override(own, shared)
	for _, p := range op.Parameters {
		p.add(op, in)
	}
	if v.api.Doc.Version != spec.V2_0 {
		body = v.body(op.Node.Field("requestBody"))
	}
	if body != nil {
		op.Body = body
		body.add(op, in)
	}
	op.Responses = v.answers(op.Node.Field("responses"))
	for _, a := range op.Responses {
		if r := a.Response; r != nil {
			r.Statuses |= a.Status()
			if !r.add(op, in.flip()) {
				continue
			}
			for _, h := range r.Headers {
				h.add(op, in.flip())
			}
		}
	}
}

// override returns an operation's own parameters and those shared ones that it
// does not write again.
func (v *viewer) override(own, shared []*Parameter) []*Parameter {
	if len(shared) == 0 || !v.spend(len(own)+len(shared)) {
		return own
	}
	if len(own) == 0 {
		return shared
	}
	type key struct{ name, in string }
	written := make(map[key]bool, len(own))
	for _, p := range own {
		written[key{p.Name, p.In}] = true
	}
	out := own[:len(own):len(own)]
	for _, p := range shared {
		if !written[key{p.Name, p.In}] {
			out = append(out, p)
		}
	}
	return out
}

// spend takes n from what a view may look at, and reports whether it was there.
func (v *viewer) spend(n int) bool {
	if v.keys += n; v.keys > maxKeys {
		v.api.Truncated = true
		return false
	}
	return true
}

// parameterList is a list of parameters as it is written.
type parameterList struct {
	parameters []*Parameter
	body       *Body // Swagger 2.0's parameter in body
}

// parameters reads a parameters value once, and counts what it costs to visit.
func (v *viewer) parameters(node spec.Node) ([]*Parameter, *Body) {
	if !node.Exists() {
		return nil, nil
	}
	known, ok := v.parameterLists[node.Identity()]
	if !ok {
		inside := map[*Parameter]bool{}
		for _, item := range node.Items() {
			if !v.spend(1) {
				break
			}
			target, ok := item.Resolve()
			if !ok || target.Kind() != spec.Mapping {
				continue
			}
			if v.api.Doc.Version == spec.V2_0 && target.Field("in").Text() == "body" {
				known.body = v.bodyParameter(target)
				continue
			}
			if p := v.parameter(target); !inside[p] {
				inside[p] = true
				known.parameters = append(known.parameters, p)
			}
		}
		v.parameterLists[node.Identity()] = known
	}
	if !v.spend(len(known.parameters)) {
		return nil, known.body
	}
	return known.parameters, known.body
}

// parameter reads one parameter once.
func (v *viewer) parameter(node spec.Node) *Parameter {
	if p := v.parametersByText[node.Identity()]; p != nil {
		return p
	}
	p := &Parameter{
		Node: node, Name: clipName(node.Field("name").Text()), In: node.Field("in").Text(), Required: node.Field("required").True(),
	}
	p.Carriers = InParameter
	if v.api.Doc.Version == spec.V2_0 {
		p.Schema = v.schemas.at(node)
	} else {
		p.Schema, p.Media = v.content(node)
	}
	v.parametersByText[node.Identity()] = p
	v.api.Parameters = append(v.api.Parameters, p)
	return p
}

// content reads the schema of a parameter or a header, whichever of its two
// places it has.
func (v *viewer) content(node spec.Node) (*Schema, []*MediaType) {
	media := v.media(node.Field("content"))
	if own := node.Field("schema"); own.Exists() {
		return v.schemas.at(own), media
	}
	for _, m := range media {
		if m.Schema != nil {
			return m.Schema, media
		}
	}
	return nil, media
}

// bodyParameter reads a body of Swagger 2.0 once.
func (v *viewer) bodyParameter(node spec.Node) *Body {
	if b := v.bodies[node.Identity()]; b != nil {
		return b
	}
	return v.addBody(&Body{Node: node, Media: v.bare(node)})
}

// bare returns the schema that Swagger 2.0 has without a media type.
func (v *viewer) bare(owner spec.Node) []*MediaType {
	node := owner.Field("schema")
	if !node.Exists() {
		return nil
	}
	return []*MediaType{{Node: node, Schema: v.schemas.at(node)}}
}

// body reads a request body once.
func (v *viewer) body(node spec.Node) *Body {
	node, ok := node.Resolve()
	if !ok || node.Kind() != spec.Mapping {
		return nil
	}
	if b := v.bodies[node.Identity()]; b != nil {
		return b
	}
	return v.addBody(&Body{Node: node, Media: v.media(node.Field("content"))})
}

func (v *viewer) addBody(b *Body) *Body {
	b.Required = b.Node.Field("required").True()
	b.Carriers = InBody
	v.bodies[b.Node.Identity()] = b
	v.api.Bodies = append(v.api.Bodies, b)
	return b
}

// answers reads a responses value once, and counts what it costs to visit.
func (v *viewer) answers(node spec.Node) []Answer {
	if !node.Exists() {
		return nil
	}
	known, ok := v.answerLists[node.Identity()]
	if !ok {
		for code, written := range node.Fields() {
			if !v.spend(1) {
				break
			}
			if strings.HasPrefix(code, "x-") || len(code) > len("default") {
				continue
			}
			known = append(known, Answer{Code: code, Node: written, Response: v.response(written)})
		}
		v.answerLists[node.Identity()] = known
	}
	if !v.spend(len(known)) {
		return nil
	}
	return known
}

// response reads one response once.
func (v *viewer) response(node spec.Node) *Response {
	node, ok := node.Resolve()
	if !ok || node.Kind() != spec.Mapping {
		return nil
	}
	if r := v.responses[node.Identity()]; r != nil {
		return r
	}
	r := &Response{Node: node}
	r.Carriers = InBody
	v.responses[node.Identity()] = r
	v.api.Responses = append(v.api.Responses, r)
	if v.api.Doc.Version == spec.V2_0 {
		r.Media = v.bare(node)
	} else {
		r.Media = v.media(node.Field("content"))
	}
	for name, header := range node.Field("headers").Fields() {
		if !v.spend(1) {
			break
		}
		if h := v.header(name, header); h != nil {
			r.Headers = append(r.Headers, h)
		}
	}
	return r
}

// header reads one header once.
func (v *viewer) header(name string, node spec.Node) *Header {
	node, ok := node.Resolve()
	if !ok || node.Kind() != spec.Mapping {
		return nil
	}
	if h := v.headers[node.Identity()]; h != nil {
		return h
	}
	h := &Header{Node: node, Name: clipName(name)}
	h.Carriers = InHeader
	if v.api.Doc.Version == spec.V2_0 {
		h.Schema = v.schemas.at(node)
	} else {
		h.Schema, h.Media = v.content(node)
	}
	v.headers[node.Identity()] = h
	v.api.Headers = append(v.api.Headers, h)
	return h
}

// media reads a content value once.
func (v *viewer) media(node spec.Node) []*MediaType {
	if !node.Exists() {
		return nil
	}
	known, ok := v.contents[node.Identity()]
	if ok {
		return known
	}
	for name, written := range node.Fields() {
		if !v.spend(1) {
			break
		}
		m := &MediaType{Node: written, Name: clipName(name)}
		object, _ := written.Resolve()
		if schema := object.Field("schema"); schema.Exists() {
			m.Schema = v.schemas.at(schema)
		}
		if item := object.Field("itemSchema"); item.Exists() && v.api.Doc.Version >= spec.V3_2 {
			m.Item = v.schemas.at(item)
		}
		known = append(known, m)
	}
	v.contents[node.Identity()] = known
	return known
}

// unused reads the definitions that no operation names, here or in a document that
// refers to them: a document may be nothing but a library of them.
func (v *viewer) unused(root spec.Node) {
	if v.api.Doc.Version == spec.V2_0 {
		for _, node := range v.own(root.Field("parameters")) {
			if node.Field("in").Text() == "body" {
				v.bodyParameter(node)
			} else if node.Kind() == spec.Mapping {
				v.parameter(node)
			}
		}
		for _, node := range v.own(root.Field("responses")) {
			v.response(node)
		}
		return
	}
	components := root.Field("components")
	for _, node := range v.own(components.Field("parameters")) {
		if target, ok := node.Resolve(); ok && target.Kind() == spec.Mapping {
			v.parameter(target)
		}
	}
	for _, node := range v.own(components.Field("requestBodies")) {
		v.body(node)
	}
	for _, node := range v.own(components.Field("responses")) {
		v.response(node)
	}
	for name, node := range v.own(components.Field("headers")) {
		v.header(name, node)
	}
	if v.api.Doc.Version >= spec.V3_2 {
		v.api.media = v.media(components.Field("mediaTypes"))
	}
}

// own yields the definitions that no other document refers to.
func (v *viewer) own(definitions spec.Node) iter.Seq2[string, spec.Node] {
	return func(yield func(string, spec.Node) bool) {
		for name, node := range definitions.Fields() {
			if !v.api.Doc.Lent(node) && !yield(name, node) {
				return
			}
		}
	}
}

// clipName bounds a name that messages carry.
func clipName(name string) string {
	if len(name) > spec.MaxName {
		return ""
	}
	return name
}
