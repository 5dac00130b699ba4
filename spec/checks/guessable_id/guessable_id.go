package guessable_id

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
	ID:         "guessable_id",
	Title:      "Objects are addressed by numbers that can be counted",
	Kind:       rules.Document,
	Severity:   rules.Low,
	Confidence: rules.Firm,
	OWASP:      "API1:2023",
	CWE:        340,
	Since:      "0.1",
	Default:    rules.Note,
}}

// Check reports each parameter that is a number and the ID of an object, at its
// definition.
var Check = lint.New(Rule, func(p *lint.Pass) lint.Visitor {
	return lint.Visitor{Parameter: func(parameter *lint.Parameter) {
		if problem, found := judge(parameter); found {
			p.Report(problem)
		}
	}}
})

func judge(p *lint.Parameter) (spec.Problem, bool) {
	// Where a parameter stands that does not say so, a path or a query is the guess.
	if p.In != "path" && p.In != "query" && p.Node.Field("in").Exists() || p.Direction == lint.Sent || p.Schema == nil || !isID(p.Name) || !isNumber(p.Schema, 0) {
		return spec.Problem{}, false
	}
	problem := spec.Problem{
		Range: p.Node.Field("name").Range(), Pointer: p.Node.Pointer(),
		Message: fmt.Sprintf("parameter %q%s%s is a number: whoever knows one ID can count to those of others", p.Name, in(p), of(p)),
		Help:    "hand out IDs that cannot be guessed (format: uuid), and check with each access that the object is the caller's",
	}
	if p.In != "path" {
		problem.Strength = rules.Unproven
	}
	if p.More || len(p.Operations) > 1 {
		problem.Related = p.Related()
	}
	p.Use.Name(&problem)
	return problem, true
}

func in(p *lint.Parameter) string {
	if p.In == "" {
		return ""
	}
	return " in " + p.In
}

func of(p *lint.Parameter) string {
	if p.Unused() {
		return ""
	}
	return " of " + p.String()
}

// isNumber reports whether all values are numbers, or lists of them, and not one
// of a few.
func isNumber(s *lint.Schema, depth int) bool {
	const maxDepth = 5
	if depth > maxDepth || s.Keyword("enum").Exists() || s.Keyword("const").Exists() {
		return false
	}
	numbers := 0
	for _, t := range s.Types() {
		switch t {
		case "integer", "number":
			numbers++
		case "null":
		case "array":
			items := s.Items()
			return len(items) > 0 && isNumber(items[0], depth+1)
		default:
			return false
		}
	}
	if numbers > 0 {
		return true
	}
	for _, list := range s.Alternatives() {
		return !slices.ContainsFunc(list, func(a *lint.Schema) bool { return !isNumber(a, depth+1) && !isNull(a) })
	}
	return false
}

func isNull(s *lint.Schema) bool { return slices.Equal(s.Types(), []string{"null"}) }

// isID reports whether a name is that of an object's ID, by its whole words: id,
// petId, user_ids, idOrder. An ID of what is only a kind of thing, as a country
// or a status, leads to nobody's object.
func isID(name string) bool {
	words := lint.Words(name)
	if len(words) == 0 || slices.ContainsFunc(words, func(w string) bool { return slices.Contains(shared, w) }) {
		return false
	}
	last := words[len(words)-1]
	switch {
	case slices.Contains(ids, last):
		return true
	case len(words) == 2 && words[0] == "id":
		return true
	}
	owner, ok := strings.CutSuffix(strings.TrimSuffix(last, "s"), "id")
	return ok && slices.Contains(owners, owner)
}

var (
	ids = []string{"id", "ids", "identifier", "identifiers", "uid", "oid", "pk"}
	// shared are things that everybody sees the same of.
	shared = []string{"type", "types", "status", "country", "language", "lang", "currency", "locale", "timezone", "version", "page", "color", "level", "category", "trace", "correlation", "request", "chain", "network", "port"}
	// owners are written together with id, without anything that splits them.
	owners = []string{
		"user", "account", "customer", "client", "order", "invoice", "payment", "product", "item", "group", "org", "organization", "team", "tenant", "company", "employee", "member", "person",
		"pet", "project", "task", "ticket", "job", "file", "doc", "document", "post", "comment", "message", "event", "device", "session", "card", "booking", "patient", "student", "vehicle", "contact", "object", "record",
	}
)
