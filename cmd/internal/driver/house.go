package driver

import (
	"fmt"

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

// idle tells which house rules came to bear on nothing, and which were ended
// before they had looked at all: a policy never silently applies to nothing.
func (a *Analysis) idle(cfg Config) {
	for _, c := range cfg.Checks {
		counts, ran := a.Tally[c.Rule.ID]
		message := ""
		switch {
		case !ran:
			continue
		case counts.Spent:
			message = fmt.Sprintf("the conditions of the rule %s take too many steps, and some of what it looks at was not judged: look at smaller lists", c.Rule.ID)
		case counts.Seen > 0 && counts.Matched == 0:
			message = fmt.Sprintf("the rule %s applies to nothing: its where is true of none of the %d objects of the kind %s", c.Rule.ID, counts.Seen, c.Kind)
		default:
			continue
		}
		at := c.Rule.At
		a.Notices = append(a.Notices, finding.Notice{Message: message, At: finding.Range{File: at.File, Line: at.Line, Column: at.Column}})
	}
}
