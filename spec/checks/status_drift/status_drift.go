package status_drift

import (
	"embed"
	"fmt"
	"slices"
	"strconv"
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
	ID:         "status_drift",
	Title:      "Document and code disagree on statuses",
	Kind:       rules.Contract,
	Severity:   rules.Low,
	Confidence: rules.Firm,
	OWASP:      "API9:2023",
	CWE:        1059,
	Since:      "0.1",
	Default:    rules.Warning,
}}

// Check reports each operation at its responses.
var Check = contract.New(Rule, func(p *contract.Pass, c *contract.Comparison) {
	var causes contract.Causes
	all := together(c.Pairs)
	for i := range c.Pairs {
		pair := &c.Pairs[i]
		if pair.Route.Traffic == nil || pair.Wider {
			continue
		}
		responses := pair.Responses()
		if len(responses) == 0 {
			continue // nothing is described: undocumented_errors asks for that
		}
		undescribed(&causes, pair, responses, statuses(certain(pair.Route.Traffic.Answers)))
		traffic := all[pair.Documented]
		written := statuses(traffic.Answers)
		if pair.Route.Method != "ANY" && !traffic.AnswersMore && len(written) > 0 && written[0].Status > 0 {
			unanswered(&causes, pair, responses, written)
		}
	}
	causes.Report(p)
})

// together returns what answers each operation: where a setting chooses among routes,
// each has a part of what is described.
func together(pairs []contract.Pair) map[*lint.Operation]contract.Traffic {
	all := map[*lint.Operation]contract.Traffic{}
	for _, pair := range pairs {
		if pair.Wider {
			continue
		}
		t := all[pair.Documented]
		if of := pair.Route.Traffic; of != nil {
			t.Answers = append(t.Answers, of.Answers...)
			t.AnswersMore = t.AnswersMore || of.AnswersMore
		} else {
			t.AnswersMore = true
		}
		all[pair.Documented] = t
	}
	return all
}

// statuses returns the first answer of each status, sorted; those that are
// computed come first, as 0.
func statuses(answers []contract.Answer) []contract.Answer {
	list := slices.Clone(answers)
	slices.SortStableFunc(list, func(a, b contract.Answer) int { return a.Status - b.Status })
	return slices.CompactFunc(list, func(a, b contract.Answer) bool { return a.Status == b.Status })
}

// certain returns the answers without the failures of places that have several: a
// helper chooses among them by an error, and not every one comes to pass there.
func certain(answers []contract.Answer) []contract.Answer {
	failures := map[contract.Source][]int{}
	for _, a := range answers {
		if list := failures[a.At]; a.Status >= 400 && !slices.Contains(list, a.Status) {
			failures[a.At] = append(list, a.Status)
		}
	}
	return slices.DeleteFunc(slices.Clone(answers), func(a contract.Answer) bool {
		return a.Status >= 400 && a.At.Line > 0 && len(failures[a.At]) > 1
	})
}

// undescribed reports the statuses that an operation does not describe, in one
// finding: they are put right in one place.
func undescribed(causes *contract.Causes, pair *contract.Pair, responses []contract.DocumentedResponse, written []contract.Answer) {
	var missing []string
	var related []spec.Related
	strength, own := rules.Hint, false
	for _, a := range written {
		if a.Status < 200 || slices.ContainsFunc(responses, func(r contract.DocumentedResponse) bool { return r.Covers(a.Status) }) {
			continue
		}
		missing = append(missing, strconv.Itoa(a.Status))
		related = append(related, spec.Related{Range: a.At.Range(), Message: fmt.Sprintf("%d is answered here", a.Status)})
		strength, own = min(strength, weight(a.Status)), own || a.Status < 500
	}
	if !own {
		return // that a server can fail goes without saying; undocumented_errors asks for the words
	}
	at := pair.Documented.Node.Field("responses")
	if pair.Route.Partial {
		strength = max(strength, rules.Unproven)
	}
	causes.Add([2]any{at.Identity(), strings.Join(missing, " ")}, spec.Problem{
		Strength: strength,
		Range:    at.KeyRange(),
		Pointer:  at.Pointer(),
		Method:   pair.Route.Method,
		Path:     pair.Route.Path,
		Message:  fmt.Sprintf("%s is answered with %s, which it does not describe", pair.Documented, strings.Join(missing, ", ")),
		Help:     "describe the statuses, or a range or default that covers them",
	}, append(related[:min(len(related), 5)], pair.Route.Registration())...)
}

// weight says how much an undescribed status matters. Success means something
// else to a client, failures of the server and of what stands before it are the
// same everywhere.
func weight(status int) rules.Strength {
	switch {
	case status >= 500, isMiddlewares(status):
		return rules.Hint
	case status < 300:
		return rules.Proven
	}
	return rules.Unproven
}

func isMiddlewares(status int) bool {
	switch status {
	case 401, 403, 408, 413, 429:
		return true
	}
	return false
}

// unanswered reports statuses that are described and that no answer has.
func unanswered(causes *contract.Causes, pair *contract.Pair, responses []contract.DocumentedResponse, written []contract.Answer) {
	for _, r := range responses {
		status, exact := r.Exact()
		if !exact || !handlers(status) || slices.ContainsFunc(written, func(a contract.Answer) bool { return a.Status == status }) {
			continue
		}
		strength := rules.Hint
		if status < 300 {
			strength = rules.Unproven
		}
		causes.Add([2]any{pair.Documented, status}, spec.Problem{
			Strength: strength,
			Range:    r.Node.KeyRange(),
			Pointer:  r.Node.Pointer(),
			Method:   pair.Route.Method,
			Path:     pair.Route.Path,
			Message:  fmt.Sprintf("%s is described with %d, and the code never answers so: it has %s", pair.Documented, status, list(written)),
			Help:     "take the response out of the document, or answer with it",
		}, pair.Route.Registration())
	}
}

// handlers reports whether a status is one that the handler itself decides:
// others come from routers, middleware and servers as well.
func handlers(status int) bool {
	switch status {
	case 304:
		return false
	case 404, 409, 410, 412:
		return true
	}
	return status >= 200 && status < 400
}

func list(written []contract.Answer) string {
	var out []string
	for _, a := range written {
		out = append(out, strconv.Itoa(a.Status))
	}
	return strings.Join(out, ", ")
}
