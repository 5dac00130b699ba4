package exposure_drift

import (
	"embed"
	"fmt"

	"github.com/apiward/apiward/rules"
	"github.com/apiward/apiward/rules/sensitive"
	"github.com/apiward/apiward/spec"
	"github.com/apiward/apiward/spec/contract"
	"github.com/apiward/apiward/spec/lint"
)

//go:embed doc.go testdata/bad.go testdata/good.go
var files embed.FS

// Rule is the rule's facts.
var Rule = rules.Entry{Files: files, Rule: &rules.Rule{
	ID:         "exposure_drift",
	Title:      "A response has fields that its schema lacks",
	Kind:       rules.Contract,
	Severity:   rules.High,
	Confidence: rules.Firm,
	OWASP:      "API3:2023",
	CWE:        213,
	Since:      "0.1",
	Default:    rules.Error,
}}

// Check reports each field where it is declared.
var Check = contract.New(Rule, func(p *contract.Pass, c *contract.Comparison) {
	schemas, words := contract.NewSchemas(), sensitive.New(p.Policy)
	var causes contract.Causes
	for i := range c.Pairs {
		pair := &c.Pairs[i]
		if pair.Route.Traffic == nil {
			continue
		}
		for _, answer := range pair.Route.Traffic.Answers {
			nodes, where := described(pair, answer)
			for _, gap := range schemas.Gaps(answer.Shape, nodes, contract.Sent) {
				causes.Add(gap.Key(), problem(words, pair, answer, gap, where), pair.Route.Registration(), pair.Description())
			}
		}
	}
	causes.Report(p)
})

// described returns the schemas of the responses that an answer can be, and how
// a message names them.
func described(pair *contract.Pair, answer contract.Answer) (nodes []spec.Node, where string) {
	responses := pair.ResponsesOf(answer.Status)
	for _, r := range responses {
		for _, m := range r.Bodies {
			if m.Schema.Exists() && m.Fits(answer.Content) {
				nodes = append(nodes, m.Schema)
			}
		}
	}
	if len(responses) == 1 {
		return nodes, "the " + responses[0].Status + " response"
	}
	return nodes, "any response"
}

func problem(words *sensitive.Vocabulary, pair *contract.Pair, answer contract.Answer, gap contract.Gap, where string) spec.Problem {
	out, of := pair.Problem(gap, answer.At, "it is written here")
	out.Help = "keep the field out of the response, or describe it"
	switch {
	case gap.Field == nil:
		out.Strength = rules.Hint
		out.Message = fmt.Sprintf("%s of %s is described as an object without fields, and the code writes %s%s", where, pair.Documented, lint.Count(len(gap.Owner.Fields), "field"), of)
		out.Help = "describe the fields in the schema"
		for i := range gap.Owner.Fields {
			if _, _, found := classify(words, gap.Owner, &gap.Owner.Fields[i]); found {
				out.Strength = rules.Unproven
				out.Message += fmt.Sprintf(", %q among them", gap.Owner.Fields[i].Name)
				break
			}
		}
		return out
	case gap.Barred:
		out.Message = fmt.Sprintf("%q%s is sent in %s of %s, and the document declares it writeOnly", gap.Path, of, where, pair.Documented)
	default:
		out.Message = fmt.Sprintf("%q%s is sent in %s of %s, whose schema does not have it", gap.Path, of, where, pair.Documented)
		class, strength, found := classify(words, gap.Owner, gap.Field)
		out.Strength = strength
		if found {
			out.Message += ": by its name it is " + class.Title()
		}
	}
	if pair.Wider || pair.Route.Partial || answer.Status == 0 {
		out.Strength = max(out.Strength, rules.Unproven)
	}
	return out
}
