package open_cors

import (
	"embed"
	"fmt"
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
	ID:         "open_cors",
	Title:      "Pages of any origin may call with the user's credentials",
	Kind:       rules.Document,
	Severity:   rules.Medium,
	Confidence: rules.Firm,
	OWASP:      "API8:2023",
	CWE:        942,
	Since:      "0.1",
	Default:    rules.Warning,
}}

// Check reports answers that are documented to allow any origin together with
// credentials, and gateways that are told so.
var Check = lint.New(Rule, func(p *lint.Pass) lint.Visitor {
	c := checker{p, map[spec.Identity]bool{}}
	return lint.Visitor{Document: c.document, Operation: c.operation, Response: c.response}
})

type checker struct {
	*lint.Pass
	told map[spec.Identity]bool // settings of a gateway, which operations share
}

const message = "%s allows pages of any origin (%s) to call with the user's credentials"

// The headers, in lower case.
const (
	originHeader      = "access-control-allow-origin"
	credentialsHeader = "access-control-allow-credentials"
)

// response judges the headers of an answer.
func (c checker) response(r *lint.Response) {
	var origin, credentials spec.Node
	for name, node := range r.Node.Field("headers").Fields() {
		node, _ = node.Resolve()
		switch strings.ToLower(name) {
		case originHeader:
			origin = node
		case credentialsHeader:
			credentials = node
		}
	}
	if !origin.Exists() || !credentials.Exists() || !allowed(credentials) {
		return
	}
	at, strength := wildcard(origin)
	if !at.Exists() {
		return
	}
	c.Report(spec.Problem{
		Strength: strength, Range: at.Range(), Pointer: at.Pointer(),
		Message: fmt.Sprintf(message, "the answer of "+r.String(), at.Scalar()),
		Help:    "name the origins that may call, and answer with the one that does",
		Related: []spec.Related{{Range: credentials.KeyRange(), Message: "credentials are allowed here"}},
	})
}

// allowed reports whether a header that allows credentials can be documented to
// do so: true is all that it may say.
func allowed(header spec.Node) bool {
	values := valuesOf(header)
	return len(values) == 0 || slices.ContainsFunc(values, func(v value) bool { return strings.EqualFold(v.node.Scalar(), "true") })
}

// wildcard returns the value by which a header is documented to allow any
// origin, or origins that anybody can have, and how sure that is.
func wildcard(header spec.Node) (spec.Node, rules.Strength) {
	for _, v := range valuesOf(header) {
		if text := v.node.Scalar(); text == "*" || text == "null" {
			return v.node, v.strength
		}
	}
	return spec.Node{}, 0
}

// value is a value that a header can have.
type value struct {
	node     spec.Node
	strength rules.Strength
}

// valuesOf returns the values that are documented for a header: those that it
// must have, then those that it has for example. In Swagger 2.0 the header is
// its own schema.
func valuesOf(header spec.Node) []value {
	var out []value
	add := func(node spec.Node, s rules.Strength) {
		if node.Exists() {
			out = append(out, value{node, s})
		}
	}
	schema, _ := header.Field("schema").Resolve()
	for _, n := range []spec.Node{schema, header} {
		add(n.Field("const"), rules.Proven)
		for _, item := range n.Field("enum").Items() {
			add(item, rules.Proven)
		}
		add(n.Field("default"), rules.Proven)
		add(n.Field("example"), rules.Unproven)
		add(n.Field("x-example"), rules.Unproven)
		for _, item := range n.Field("examples").Items() {
			add(item, rules.Unproven)
		}
		for _, example := range n.Field("examples").Fields() {
			example, _ = example.Resolve()
			add(example.Field("value"), rules.Unproven)
			add(example.Field("dataValue"), rules.Unproven)
		}
	}
	return out
}

// document judges what gateways are told for all operations.
func (c checker) document() {
	root := c.API.Doc.Root()
	c.gateway(root, "the gateway")
	cors := root.Field("x-amazon-apigateway-cors")
	if cors.Field("allowCredentials").True() {
		for _, o := range cors.Field("allowOrigins").Items() {
			if anyOrigin(o.Text()) {
				c.tell(o, "the gateway")
				return
			}
		}
	}
}

// operation judges what gateways are told for one operation.
func (c checker) operation(op *lint.Operation) {
	c.gateway(op.Node, op.String())
	c.gateway(op.Item, op.String())
	for _, answer := range op.Node.Field("x-amazon-apigateway-integration").Field("responses").Fields() {
		headers := answer.Field("responseParameters")
		var origin, credentials spec.Node
		for name, node := range headers.Fields() {
			switch strings.ToLower(strings.TrimPrefix(name, "method.response.header.")) {
			case originHeader:
				origin = node
			case credentialsHeader:
				credentials = node
			}
		}
		if strings.EqualFold(strings.Trim(credentials.Scalar(), "'"), "true") && strings.Trim(origin.Text(), "'") == "*" {
			c.tell(origin, op.String())
		}
	}
}

// gateway judges the plugin of Kong, which allows any origin where it is told
// none.
func (c checker) gateway(n spec.Node, who string) {
	config := n.Field("x-kong-plugin-cors").Field("config")
	if !config.Field("credentials").True() {
		return
	}
	origins := config.Field("origins")
	if origins.Len() == 0 {
		c.tell(config.Field("credentials"), who)
	}
	for _, o := range origins.Items() {
		if anyOrigin(o.Text()) {
			c.tell(o, who)
			return
		}
	}
}

func anyOrigin(s string) bool {
	return s == "*" || s == "null" || s == ".*" || strings.HasSuffix(s, "://*")
}

// tell reports a setting of a gateway.
func (c checker) tell(n spec.Node, who string) {
	if c.told[n.Identity()] {
		return
	}
	c.told[n.Identity()] = true
	shown := n.Scalar()
	if n.Kind() == spec.Bool {
		shown = "none is named"
	}
	c.Report(spec.Problem{
		Range: n.Range(), Pointer: n.Pointer(),
		Message: fmt.Sprintf(message, who, shown),
		Help:    "name the origins that may call",
	})
}
