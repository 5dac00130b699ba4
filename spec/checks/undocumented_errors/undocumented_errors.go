package undocumented_errors

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
	ID:         "undocumented_errors",
	Title:      "An operation does not document how it fails",
	Kind:       rules.Document,
	Severity:   rules.Low,
	Confidence: rules.Firm,
	OWASP:      "API8:2023",
	CWE:        544,
	Since:      "0.1",
	Default:    rules.Note,
}}

// Check reports what operations do not document, each lack once for all where
// it is the document's habit.
var Check = lint.New(Rule, func(p *lint.Pass) lint.Visitor {
	c := checker{p}
	return lint.Visitor{Document: c.document}
})

type checker struct{ *lint.Pass }

// demand is one kind of failure that an operation should document.
type demand struct {
	what    string
	applies func(*lint.Operation) bool
	answers func(lint.Answer) bool
	lack    lint.Lack
}

// demands returns the demands in the order in which messages name them.
func demands() []*demand {
	return []*demand{
		{what: "a missing credential (401 or 403)", applies: isSecured, answers: func(a lint.Answer) bool {
			return a.Code == "401" || a.Code == "403" || isAny(a, lint.ClientError)
		}},
		{what: "invalid input (400 or 422)", applies: hasInput, answers: refusesInput},
		{what: "a failure of the service (5XX)", applies: isDescribed, answers: func(a lint.Answer) bool {
			return a.Status().Has(lint.ServerError | lint.Default)
		}},
	}
}

func (c checker) document() {
	all := demands()
	var contradictions, bare lint.Lack
	for _, op := range c.API.Operations {
		if !judged(op) {
			continue
		}
		for _, d := range all {
			if d.applies(op) {
				d.lack.Judge(op, !slices.ContainsFunc(op.Responses, d.answers))
			}
		}
		if codes := bareOf(op); len(codes) > 0 || describesFailure(op) {
			bare.Judge(op, len(codes) > 0)
		}
		if isOpen(op) {
			_, documented := find(op, "401")
			contradictions.Judge(op, documented)
		}
	}
	c.tellHabits(all)
	c.tellEach(all)
	c.tellBare(&bare)
	if len(c.API.Schemes) > 0 || len(c.API.Requirements) > 0 { // else missing_security says so of the document
		c.tellContradictions(&contradictions)
	}
}

// tellHabits reports what hardly any operation documents.
func (c checker) tellHabits(all []*demand) {
	for _, d := range all {
		if d.lack.Habit() {
			problem := d.lack.AtAll(c.API)
			problem.Message = fmt.Sprintf("the answer to %s is not documented for %s", d.what, d.lack.Share())
			problem.Help = "document it once below components, and refer to it, or write default for all that can go wrong"
			c.Report(problem)
		}
	}
}

// tellEach reports the operations that lack what others have, all that one
// lacks at once.
func (c checker) tellEach(all []*demand) {
	lacking := map[*lint.Operation][]string{}
	for _, d := range all {
		if d.lack.Habit() {
			continue
		}
		for _, op := range d.lack.Operations {
			lacking[op] = append(lacking[op], d.what)
		}
	}
	for _, op := range c.API.Operations {
		what := lacking[op]
		if len(what) == 0 {
			continue
		}
		delete(lacking, op)
		problem := lint.AtResponses(op)
		problem.Message = fmt.Sprintf("%s does not document its answer to %s", op, strings.Join(what, ", to "))
		problem.Help = "document it with its code, or with 4XX, 5XX or default"
		c.Report(problem)
	}
}

// tellBare reports failures that are documented by their status alone: whatever the
// service sends with it, an error's text or a trace, agrees with the document.
func (c checker) tellBare(lack *lint.Lack) {
	const help = "describe what is sent, as application/problem+json with its schema"
	if lack.Habit() {
		problem := lack.AtAll(c.API)
		problem.Strength = rules.Hint
		problem.Message = fmt.Sprintf("what is sent with a failure (401, 403, 429 or 5XX) is not described for %s", lack.Share())
		problem.Help = help
		c.Report(problem)
		return
	}
	for _, op := range lack.Operations {
		codes := bareOf(op)
		var names []string
		for _, a := range codes {
			names = append(names, a.Code)
		}
		c.Report(spec.Problem{
			Strength: rules.Hint,
			Range:    codes[0].Node.KeyRange(), Pointer: codes[0].Node.Pointer(), Method: op.Method, Path: op.Path,
			Message: fmt.Sprintf("%s documents %s and nothing of what is sent with it", op, strings.Join(names, ", ")),
			Help:    help,
		})
	}
}

// bareOf returns the answers to failures that are documented by their status alone.
// Headers say what clients need as well, as Retry-After does.
func bareOf(op *lint.Operation) (list []lint.Answer) {
	for _, a := range op.Responses {
		if tellsFailure(a) && len(a.Response.Media) == 0 && len(a.Response.Headers) == 0 {
			list = append(list, a)
		}
	}
	return list
}

func describesFailure(op *lint.Operation) bool {
	return slices.ContainsFunc(op.Responses, tellsFailure)
}

// tellsFailure reports whether an answer is one to a failure of which clients must be
// told more than that their input is wrong.
func tellsFailure(a lint.Answer) bool {
	if a.Response == nil {
		return false
	}
	return a.Code == "401" || a.Code == "403" || a.Code == "429" || a.Status() == lint.ServerError
}

// tellContradictions reports operations that say 401 and ask for no credential.
func (c checker) tellContradictions(lack *lint.Lack) {
	const help = "name the security scheme that it asks for, or remove the 401"
	if lack.Habit() {
		problem := lack.AtAll(c.API)
		problem.Strength = rules.Hint
		problem.Message = fmt.Sprintf("%d operations document 401, and the document does not say which credential they ask for", len(lack.Operations))
		problem.Help = help
		c.Report(problem)
		return
	}
	for _, op := range lack.Operations {
		answer, _ := find(op, "401")
		c.Report(spec.Problem{
			Strength: rules.Hint,
			Range:    answer.Node.KeyRange(), Pointer: answer.Node.Pointer(), Method: op.Method, Path: op.Path,
			Message: fmt.Sprintf("%s documents 401, and asks for no credential", op),
			Help:    help,
		})
	}
}

// judged reports whether the operation is one whose answers are its own: what
// others answer to webhooks is theirs, and HEAD, OPTIONS and TRACE answer as
// another operation does.
func judged(op *lint.Operation) bool {
	return op.Surface == lint.Path && !slices.Contains([]string{"HEAD", "OPTIONS", "TRACE"}, op.Method) && !elsewhere(op)
}

// elsewhere reports whether the responses are written as a reference, which the
// specification does not know and some tools do.
func elsewhere(op *lint.Operation) bool { return op.Node.Field("responses").Field("$ref").Exists() }

// isSecured reports whether a request without a credential is refused with 401
// or 403: a client certificate is asked for before there is a request.
func isSecured(op *lint.Operation) bool {
	if op.Security.Access != lint.Required {
		return false
	}
	for _, r := range op.Security.Alternatives {
		for _, n := range r.Needs {
			if n.Scheme == nil || n.Scheme.Type != "mutualTLS" {
				return true
			}
		}
	}
	return false
}

// isOpen reports whether the document says, or leaves it so, that the operation
// asks for no credential, in any of the ways in which one can be sent.
func isOpen(op *lint.Operation) bool {
	access := op.Security.Access
	return (access == lint.Undeclared || access == lint.Public) && !op.Gateway && op.Purpose() != lint.Entry &&
		!slices.ContainsFunc(op.Parameters, func(p *lint.Parameter) bool {
			return slices.ContainsFunc(lint.Words(p.Name), func(w string) bool {
				return slices.Contains([]string{"authorization", "auth", "token", "key", "apikey", "session", "cookie", "password", "secret", "signature"}, w)
			})
		})
}

// hasInput reports whether there is something that can be invalid.
func hasInput(op *lint.Operation) bool {
	return op.Body != nil || len(op.Parameters) > 0
}

// refusesInput reports whether the answer can be one to invalid input. What is
// only named in the path or a query may as well not be found.
func refusesInput(a lint.Answer) bool {
	return a.Status().Has(lint.Default) || a.Status().Has(lint.ClientError) && !slices.Contains([]string{"401", "403", "429"}, a.Code)
}

// isDescribed reports whether a failure is worth asking for: of an operation
// whose success is not described either, little was meant to be said, and a
// probe answers by its status.
func isDescribed(op *lint.Operation) bool {
	if p := op.Purpose(); p == lint.Probe || p == lint.Manual {
		return false
	}
	return len(op.Responses) == 0 || slices.ContainsFunc(op.Responses, func(a lint.Answer) bool {
		return a.Status().Has(lint.Successful | lint.Redirection | lint.Informational)
	})
}

// isAny reports whether the answer stands for all of a class, or for all.
func isAny(a lint.Answer, class lint.Statuses) bool {
	return a.Status() == lint.Default || a.Status() == class && strings.HasSuffix(strings.ToUpper(a.Code), "XX")
}

func find(op *lint.Operation, code string) (lint.Answer, bool) {
	i := slices.IndexFunc(op.Responses, func(a lint.Answer) bool { return a.Code == code })
	if i < 0 {
		return lint.Answer{}, false
	}
	return op.Responses[i], true
}
