package parameter_drift

import (
	"embed"
	"fmt"
	"slices"
	"strings"

	"github.com/apiward/apiward/rules"
	"github.com/apiward/apiward/spec"
	"github.com/apiward/apiward/spec/contract"
)

//go:embed doc.go testdata/bad.go testdata/good.go
var files embed.FS

// Rule is the rule's facts.
var Rule = rules.Entry{Files: files, Rule: &rules.Rule{
	ID:         "parameter_drift",
	Title:      "Document and code disagree on parameters",
	Kind:       rules.Contract,
	Severity:   rules.Medium,
	Confidence: rules.Firm,
	OWASP:      "API9:2023",
	CWE:        1059,
	Since:      "0.1",
	Default:    rules.Warning,
}}

// Check reports what is not documented where it is read, and the rest in the
// document.
var Check = contract.New(Rule, func(p *contract.Pass, c *contract.Comparison) {
	schemas := contract.NewSchemas()
	var causes contract.Causes
	for _, pairs := range byRoute(c.Pairs) {
		j := &judge{schemas: schemas, route: pairs[0].Route, pairs: pairs, causes: &causes}
		for _, pair := range pairs {
			j.documented = append(j.documented, pair.Parameters(schemas)...)
		}
		j.undocumented()
		if len(pairs) == 1 && !pairs[0].Wider {
			j.unread()
			j.types()
		}
	}
	causes.Report(p)
})

// byRoute groups the pairs of each route: one that answers several operations
// reads the parameters of all.
func byRoute(pairs []contract.Pair) [][]*contract.Pair {
	var order [][]*contract.Pair
	index := map[*contract.Operation]int{}
	for i := range pairs {
		p := &pairs[i]
		if p.Route.Traffic == nil {
			continue
		}
		at, known := index[p.Route]
		if !known {
			at = len(order)
			index[p.Route] = at
			order = append(order, nil)
		}
		order[at] = append(order[at], p)
	}
	return order
}

// judge holds one route against the operations that describe it.
type judge struct {
	schemas    *contract.Schemas
	route      *contract.Operation
	pairs      []*contract.Pair
	documented []contract.DocumentedParameter
	causes     *contract.Causes
}

// undocumented reports what is read and nowhere described.
func (j *judge) undocumented() {
	for _, r := range j.route.Traffic.Parameters {
		if r.In == "path" || r.Name == "" || j.describes(r) || r.In == "header" && isCommon(r.Name) || j.bound(r) {
			continue
		}
		pair := j.pairs[0]
		if slices.ContainsFunc(j.pairs, func(p *contract.Pair) bool { return p.CarriesCredential(r.In, r.Name) }) {
			continue
		}
		out := spec.Problem{
			Range:   r.At.Range(),
			Method:  j.route.Method,
			Path:    j.route.Path,
			Message: fmt.Sprintf("the code reads %s %q of %s, which the document does not have", nouns[r.In], r.Name, pair.Documented),
			Help:    "describe the parameter, or stop reading it",
		}
		if r.In == "header" || r.In == "cookie" || pair.Wider || j.route.Partial {
			out.Strength = rules.Unproven
		}
		if r.At.Line == 0 {
			out.Range = j.route.Range()
		}
		type key struct {
			at       contract.Source
			in, name string
			op       string
		}
		k := key{r.At, r.In, r.Name, ""}
		if r.At.Line == 0 {
			k.op = pair.Documented.String()
		}
		j.causes.Add(k, out, j.route.Registration(), pair.Description())
	}
}

// bound reports whether a form's field says nothing by itself: the request has no
// form, or the field is one of a value that a body of another content is bound to as
// well, which the document describes and request_drift compares.
func (j *judge) bound(r contract.Parameter) bool {
	if r.In == "form" && !r.OrQuery && (j.route.Method == "GET" || j.route.Method == "HEAD") {
		return true // such a request has no form
	}
	if r.In != "form" || !slices.ContainsFunc(j.route.Traffic.Bodies, func(b contract.Body) bool { return b.At == r.At }) {
		return false
	}
	return slices.ContainsFunc(j.pairs, func(p *contract.Pair) bool {
		return slices.ContainsFunc(p.RequestBodies(), func(m contract.Message) bool { return !m.Form() })
	})
}

var nouns = map[string]string{"query": "the query parameter", "header": "the header", "cookie": "the cookie", "form": "the form field"}

// describes reports whether an operation has the parameter.
func (j *judge) describes(r contract.Parameter) bool {
	return slices.ContainsFunc(j.documented, func(d contract.DocumentedParameter) bool {
		switch {
		case d.In == "querystring":
			return r.In == "query" || r.OrQuery
		case d.In != r.In && !(d.In == "query" && j.alsoInQuery(r)):
			return false
		case d.In == "header":
			return strings.EqualFold(d.Name, r.Name)
		case plain(d.Name) == plain(r.Name):
			return true
		case d.In == "query":
			// An object takes the place of its fields.
			schema := j.schemas.Read(d.Schema)
			_, has := schema.Fields[r.Name]
			return has || !schema.Describes() && schema.Node.Field("additionalProperties").Exists() || plainPrefix(r.Name) == d.Name
		}
		return false
	})
}

// alsoInQuery reports whether a form's field is looked for in the query too.
func (j *judge) alsoInQuery(r contract.Parameter) bool {
	return r.In == "form" && (r.OrQuery || slices.ContainsFunc(j.route.Traffic.Parameters, func(o contract.Parameter) bool {
		return o.In == "query" && o.Name == r.Name
	}))
}

// plain returns a name without what says that it stands for several values.
func plain(name string) string { return strings.TrimSuffix(name, "[]") }

// plainPrefix returns "filter" for "filter[name]".
func plainPrefix(name string) string {
	if before, _, ok := strings.Cut(name, "["); ok {
		return before
	}
	return ""
}

// unread reports what the document requires and the code never reads.
func (j *judge) unread() {
	if j.route.Traffic.ReadsMore {
		return
	}
	pair := j.pairs[0]
	for _, d := range j.documented {
		if !d.Required || d.In != "query" && d.In != "header" && d.In != "cookie" || d.In == "header" && isCommon(d.Name) || j.reads(d) || pair.CarriesCredential(d.In, d.Name) {
			continue
		}
		j.causes.Add(d.Node.Identity(), spec.Problem{
			Strength: rules.Unproven,
			Range:    d.Node.Field("name").Range(),
			Pointer:  d.Node.Pointer(),
			Method:   j.route.Method,
			Path:     j.route.Path,
			Message:  fmt.Sprintf("%s %q of %s is required, and the code never reads it", nouns[d.In], d.Name, pair.Documented),
			Help:     "take the parameter out of the document, or read it",
		}, j.route.Registration())
	}
}

func (j *judge) reads(d contract.DocumentedParameter) bool {
	object := len(j.schemas.Read(d.Schema).Fields) > 0
	return slices.ContainsFunc(j.route.Traffic.Parameters, func(r contract.Parameter) bool {
		switch {
		case r.In != d.In && !(r.OrQuery && d.In == "query"):
			return false
		case object:
			return true
		}
		return strings.EqualFold(plain(r.Name), plain(d.Name))
	})
}

// types reports parameters that the code parses as what the document says they
// are not.
func (j *judge) types() {
	pair := j.pairs[0]
	for _, r := range j.route.Traffic.Parameters {
		for _, d := range j.documented {
			if d.In != r.In || !strings.EqualFold(plain(r.Name), plain(d.Name)) || r.In == "path" && r.Name != d.Name {
				continue
			}
			schema := j.schemas.Read(d.Schema)
			strength, differs := clash(r.Shape, schema)
			if !differs {
				continue
			}
			related := spec.Related{Range: r.At.Range(), Message: "it is parsed here"}
			j.causes.Add([2]any{d.Node.Identity(), r.Shape.Kind}, spec.Problem{
				Strength: strength,
				Range:    d.Node.Field("name").Range(),
				Pointer:  d.Node.Pointer(),
				Method:   j.route.Method,
				Path:     j.route.Path,
				Message:  fmt.Sprintf("%q of %s is described as %s, and the code takes it for %s", d.Name, pair.Documented, strings.Join(schema.Types, " or "), r.Shape.Kind),
				Help:     "describe the type that the code takes",
			}, related, j.route.Registration())
		}
	}
}

// clash reports whether what the code parses cannot be what the schema allows.
// Every value is text before it is parsed, so that text agrees with all.
func clash(shape *contract.Shape, schema *contract.Schema) (rules.Strength, bool) {
	if len(schema.Types) == 0 || schema.Loose || schema.Enum {
		return 0, false
	}
	var agrees []string
	switch shape.Kind {
	case contract.Integer:
		agrees = []string{"integer"}
	case contract.Number:
		agrees = []string{"integer", "number"}
	case contract.Boolean:
		agrees = []string{"boolean"}
	default:
		return 0, false
	}
	if slices.ContainsFunc(schema.Types, func(t string) bool { return slices.Contains(agrees, t) }) {
		return 0, false
	}
	if schema.Is("array") || schema.Is("object") || schema.Is("file") {
		return 0, false // one of the values may be what is parsed
	}
	if schema.Is("string") {
		return rules.Hint, schema.Format == "" || !slices.Contains(numeric, schema.Format)
	}
	return rules.Unproven, true
}

// numeric are the formats of text that stands for a number.
var numeric = []string{"int32", "int64", "uint32", "uint64", "integer", "number", "decimal", "double", "float", "numeric"}

// isCommon reports whether a header belongs to the protocol, to proxies or to
// tracing, or is one that a document cannot declare as a parameter.
func isCommon(name string) bool {
	name = strings.ToLower(name)
	return slices.Contains(commonHeaders, name) || slices.ContainsFunc(commonPrefixes, func(p string) bool { return strings.HasPrefix(name, p) })
}

var (
	commonHeaders = []string{
		"accept", "authorization", "content-type", // what a document says elsewhere
		"connection", "content-length", "content-encoding", "content-disposition", "cookie", "date", "expect", "forwarded", "from", "host", "keep-alive",
		"origin", "range", "referer", "te", "trailer", "transfer-encoding", "upgrade", "user-agent", "via", "x-real-ip", "x-requested-with",
		"x-request-id", "x-correlation-id", "request-id", "traceparent", "tracestate", "baggage", "true-client-ip", "x-csrf-token", "x-xsrf-token", "x-http-method-override", "last-event-id",
	}
	commonPrefixes = []string{"accept-", "access-control-", "cf-", "fly-", "if-", "proxy-", "sec-", "x-amz", "x-b3-", "x-cloud-trace", "x-envoy-", "x-forwarded-", "x-original-"}
)
