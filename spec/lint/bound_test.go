package lint

import (
	"strings"
	"testing"

	"github.com/apiward/apiward/rules"
	"github.com/apiward/apiward/spec"
)

// TestReportIsBounded shows that a rule that finds more than anybody reads says
// so, as loud as the loudest that it does not list, and that its neighbour is
// heard.
func TestReportIsBounded(t *testing.T) {
	doc, err := spec.Load("openapi.yaml", []byte("openapi: 3.0.3\npaths: {}\n"), spec.Options{})
	if err != nil {
		t.Fatal(err)
	}
	report := func(id string, n int) *Check {
		return New(rules.Entry{Rule: &rules.Rule{ID: id, Default: rules.Error}}, func(p *Pass) Visitor {
			return Visitor{Document: func() {
				for i := range n {
					strength := rules.Hint
					if i == n-1 {
						strength = rules.Proven
					}
					p.Report(spec.Problem{Message: "a flaw", Strength: strength})
				}
			}}
		})
	}
	count := map[string]int{}
	var told []spec.Problem
	for _, p := range Run(doc, []*Check{report("loud", maxReported+5), report("quiet", 1)}, nil) {
		if count[p.RuleID]++; strings.Contains(p.Message, "found more") {
			told = append(told, p)
		}
	}
	if count["loud"] != maxReported+1 || count["quiet"] != 1 || len(told) != 1 {
		t.Fatalf("findings %v, of which %d say that there are more", count, len(told))
	}
	if told[0].Strength != rules.Proven || !strings.Contains(told[0].Message, "5 further findings beyond the first 10000") {
		t.Errorf("%+v", told[0])
	}
}
