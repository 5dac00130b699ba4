package driver

import (
	"fmt"
	"strings"

	"github.com/apiward/apiward/cmd/internal/finding"
	"github.com/apiward/apiward/rules"
	"github.com/apiward/apiward/spec/lint"
)

// houseChecks returns the house rules that look at documents, for one document.
func houseChecks(cfg Config, tally rules.Tally) (list []*lint.Check) {
	for _, c := range cfg.Checks {
		if c.Rule.Kind == rules.Document {
			list = append(list, lint.House(c, tally))
		}
	}
	return list
}

// manyIdle is how many rules that applied to nothing are told one by one: a
// document that is new to a large policy has dozens.
const manyIdle = 3

// idle tells which house rules came to bear on nothing, and which were ended
// before they had looked at all: a policy never silently applies to nothing.
func (a *Analysis) idle(cfg Config) {
	var idle []*rules.Check
	for _, c := range cfg.Checks {
		counts, ran := a.Tally[c.Rule.ID]
		switch {
		case !ran:
		case counts.Spent:
			a.note(c, fmt.Sprintf("the conditions of the rule %s take too many steps, and some of what it looks at was not judged: look at smaller lists", c.Rule.ID))
		case counts.Seen > 0 && counts.Matched == 0:
			idle = append(idle, c)
		}
	}
	if len(idle) > manyIdle {
		names := make([]string, len(idle))
		for i, c := range idle {
			names[i] = c.Rule.ID
		}
		a.Notices = append(a.Notices, finding.Notice{Message: fmt.Sprintf("%d rules apply to nothing, since where is true of no object that they look at: %s", len(idle), strings.Join(names, ", "))})
		return
	}
	for _, c := range idle {
		a.note(c, fmt.Sprintf("the rule %s applies to nothing: its where is true of none of the %d objects of the kind %s", c.Rule.ID, a.Tally[c.Rule.ID].Seen, c.Kind))
	}
}

// note tells something of a house rule where it is written.
func (a *Analysis) note(c *rules.Check, message string) {
	at := c.Rule.At
	a.Notices = append(a.Notices, finding.Notice{Message: message, At: finding.Range{File: at.File, Line: at.Line, Column: at.Column}})
}
