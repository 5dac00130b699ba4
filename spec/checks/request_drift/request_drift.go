package request_drift

import (
	"embed"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/apiward/apiward/rules"
	"github.com/apiward/apiward/spec"
	"github.com/apiward/apiward/spec/contract"
	"github.com/apiward/apiward/spec/lint"
)

//go:embed doc.go testdata/bad.go testdata/good.go
var files embed.FS

// Rule is the rule's facts.
var Rule = rules.Entry{Files: files, Rule: &rules.Rule{
	ID:         "request_drift",
	Title:      "The code takes fields that the request's schema lacks",
	Kind:       rules.Contract,
	Severity:   rules.High,
	Confidence: rules.Firm,
	OWASP:      "API3:2023",
	CWE:        915,
	Since:      "0.1",
	Default:    rules.Error,
}}

// Check reports each field where it is declared.
var Check = contract.New(Rule, func(p *contract.Pass, c *contract.Comparison) {
	schemas := contract.NewSchemas()
	var causes contract.Causes
	for i := range c.Pairs {
		pair := &c.Pairs[i]
		if pair.Route.Traffic == nil {
			continue
		}
		described := pair.RequestBodies()
		for _, body := range pair.Route.Traffic.Bodies {
			var nodes []spec.Node
			for _, m := range described {
				if m.Schema.Exists() && m.Fits(body.Content) {
					nodes = append(nodes, m.Schema)
				}
			}
			for _, gap := range schemas.Gaps(body.Shape, nodes, contract.Received) {
				if gap.Field != nil && slices.ContainsFunc(body.Unread, func(path string) bool { return gap.Path == path || strings.HasPrefix(gap.Path, path+".") }) {
					continue // decoding passes over what nobody looks at, in a field as without one
				}
				if out, ok := problem(pair, body, gap); ok {
					causes.Add(gap.Key(), out, pair.Route.Registration(), pair.Description())
				}
			}
			for _, out := range ignored(schemas, pair, body, nodes) {
				causes.Add(out.Pointer, out, pair.Route.Registration())
			}
		}
	}
	causes.Report(p)
})

func problem(pair *contract.Pair, body contract.Body, gap contract.Gap) (spec.Problem, bool) {
	out, of := pair.Problem(gap, body.At, "the body is bound here")
	out.Help = "bind a type that has the documented fields alone, or describe the field"
	switch {
	case gap.Field == nil:
		out.Strength = rules.Hint
		out.Message = fmt.Sprintf("the body of %s is described as an object without fields, and the code takes %s%s", pair.Documented, lint.Count(len(gap.Owner.Fields), "field"), of)
		out.Help = "describe the fields in the schema"
		for _, f := range gap.Owner.Fields {
			if privileged(f.Name) {
				out.Strength = rules.Unproven
				out.Message += fmt.Sprintf(", %q among them", f.Name)
				break
			}
		}
		return out, true
	case gap.Barred:
		// Code that is given such a field by the client commonly writes over it.
		out.Message = fmt.Sprintf("%q%s is taken from the body of %s, and the document declares it readOnly", gap.Path, of, pair.Documented)
		if !privileged(gap.Field.Name) {
			return out, false
		}
		out.Strength = rules.Unproven
	default:
		out.Message = fmt.Sprintf("%q%s is taken from the body of %s, whose schema does not have it", gap.Path, of, pair.Documented)
		if !privileged(gap.Field.Name) {
			out.Strength = rules.Unproven
		}
	}
	if pair.Wider || pair.Route.Partial {
		out.Strength = max(out.Strength, rules.Unproven)
	}
	return out, true
}

// ignored returns the fields that the document requires and the bound type does
// not have. A body that is read in several ways may have them in another.
func ignored(schemas *contract.Schemas, pair *contract.Pair, body contract.Body, nodes []spec.Node) []spec.Problem {
	traffic := pair.Route.Traffic
	if traffic.ReadsMore || len(traffic.Bodies) > 1 || len(nodes) != 1 || body.Shape.Kind != contract.Object || body.Shape.Open || pair.Wider {
		return nil
	}
	schema := schemas.Read(nodes[0])
	if schema.Loose {
		return nil
	}
	var out []spec.Problem
	for _, name := range slices.Sorted(maps.Keys(schema.Required)) {
		has := slices.ContainsFunc(body.Shape.Fields, func(f contract.Field) bool { return strings.EqualFold(f.Name, name) })
		described := schema.Fields[name]
		if has || len(described) == 0 || described[0].Field("readOnly").True() {
			continue
		}
		at := described[0]
		out = append(out, spec.Problem{
			Strength: rules.Hint,
			Range:    at.KeyRange(),
			Pointer:  at.Pointer(),
			Message:  fmt.Sprintf("%q is required in the body of %s, and the code never reads it", name, pair.Documented),
			Help:     "take the field out of the document, or read it",
			Related:  []spec.Related{{Range: body.At.Range(), Message: "the body is bound here"}},
			Method:   pair.Route.Method,
			Path:     pair.Route.Path,
		})
	}
	return out
}
