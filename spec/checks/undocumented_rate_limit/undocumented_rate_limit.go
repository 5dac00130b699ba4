package undocumented_rate_limit

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
	ID:         "undocumented_rate_limit",
	Title:      "An operation does not say how often it may be called",
	Kind:       rules.Document,
	Severity:   rules.Low,
	Confidence: rules.Firm,
	OWASP:      "API4:2023",
	CWE:        770,
	Since:      "0.1",
	Default:    rules.Note,
}}

// Check reports operations that document no limit, once for all where that is
// the document's habit, and answers of 429 that do not say when to come again.
var Check = lint.New(Rule, func(p *lint.Pass) lint.Visitor {
	c := checker{p}
	return lint.Visitor{Document: c.document}
})

type checker struct{ *lint.Pass }

func (c checker) document() {
	c.tooMany()
	if limits(c.API.Doc.Root()) {
		return
	}
	var lack lint.Lack
	for _, op := range c.API.Operations {
		if judged(op) {
			lack.Judge(op, !isLimited(op))
		}
	}
	const help = "document 429 with Retry-After, or the RateLimit headers; where the gateway limits, write gateway { rate_limit = true } in the policy"
	if lack.Habit() {
		problem := lack.AtAll(c.API)
		problem.Message = fmt.Sprintf("no limit of calls is documented for %s: neither 429 nor a RateLimit header", lack.Share())
		problem.Help, problem.Answered = help, rules.RateLimit
		c.Report(problem)
		return
	}
	for _, op := range lack.Operations {
		problem := lint.AtResponses(op)
		problem.Message = fmt.Sprintf("%s documents no limit of calls: neither 429 nor a RateLimit header", op)
		problem.Help, problem.Answered = help, rules.RateLimit
		c.Report(problem)
	}
}

// tooMany reports each answer of 429 that leaves its clients to guess when to
// come again. Where the document describes no headers of answers at all, none is
// missing here.
func (c checker) tooMany() {
	if !c.describesHeaders() {
		return
	}
	var lack lint.Lack
	for _, op := range c.API.Operations {
		if a, ok := refusal(op); ok && judged(op) {
			lack.Judge(op, !saysWhen(a.Response))
		}
	}
	const help = "document the header Retry-After on it"
	if lack.Habit() {
		problem := lack.AtAll(c.API)
		problem.Message = fmt.Sprintf("429 does not say when to try again for %s that answer it", lack.Share())
		problem.Help, problem.Answered = help, rules.RateLimit
		c.Report(problem)
		return
	}
	told := map[*lint.Response]bool{}
	for _, op := range lack.Operations {
		a, _ := refusal(op)
		if told[a.Response] {
			continue
		}
		told[a.Response] = true
		c.Report(spec.Problem{
			Range: a.Node.KeyRange(), Pointer: a.Node.Pointer(), Method: op.Method, Path: op.Path,
			Message:  fmt.Sprintf("429 of %s does not say when to try again", op),
			Help:     help,
			Answered: rules.RateLimit,
		})
	}
}

// describesHeaders reports whether the headers of some answer are described, be it
// that it has none.
func (c checker) describesHeaders() bool {
	return slices.ContainsFunc(c.API.Responses, func(r *lint.Response) bool { return r.Node.Field("headers").Exists() })
}

// refusal returns the answer of an operation to calls that are too many.
func refusal(op *lint.Operation) (lint.Answer, bool) {
	i := slices.IndexFunc(op.Responses, func(a lint.Answer) bool { return a.Code == "429" && a.Response != nil })
	if i < 0 {
		return lint.Answer{}, false
	}
	return op.Responses[i], true
}

// judged reports whether the operation is one that somebody could call too
// often, and whose answers are the service's own.
func judged(op *lint.Operation) bool {
	if op.Surface != lint.Path || op.Method == "HEAD" || op.Method == "TRACE" || op.Node.Field("responses").Field("$ref").Exists() {
		return false
	}
	p := op.Purpose()
	return p == lint.Business || p == lint.Entry
}

// isLimited reports whether the operation says that it is limited: by 429, by
// a header that tells the limit, on any answer, by Retry-After on an answer that
// can be 429, or by a setting of a gateway.
func isLimited(op *lint.Operation) bool {
	for _, a := range op.Responses {
		if a.Code == "429" {
			return true
		}
		if a.Response == nil {
			continue
		}
		can := strings.EqualFold(a.Code, "4XX") || a.Status() == lint.Default
		if tellsLimit(a.Response) || can && hasHeader(a.Response, "retry-after") {
			return true
		}
	}
	return limits(op.Node) || limits(op.Item)
}

// tellsLimit reports whether the headers of an answer tell how much is allowed,
// in one of the forms that are in use: RateLimit with or without its policy, as
// the standard has it now; a limit and when it begins anew, as its drafts had it;
// and the same with X-, where the limit alone is usual.
func tellsLimit(r *lint.Response) bool {
	var limit, reset bool
	for _, h := range names(r) {
		name, private := strings.CutPrefix(strings.ReplaceAll(h, "rate-limit", "ratelimit"), "x-")
		if !strings.HasPrefix(name, "ratelimit") {
			continue
		}
		switch name {
		case "ratelimit", "ratelimit-policy":
			return true
		case "ratelimit-reset":
			reset = true
		case "ratelimit-limit":
			limit = true
		}
		if private && (strings.HasPrefix(name, "ratelimit-limit") || strings.HasPrefix(name, "ratelimit-remaining")) {
			return true // a window or a quota may be in its name
		}
	}
	return limit && reset
}

// saysWhen reports whether an answer says when to call again.
func saysWhen(r *lint.Response) bool {
	return slices.ContainsFunc(names(r), func(h string) bool {
		return h == "retry-after" || strings.HasSuffix(h, "ratelimit") || strings.Contains(h, "limit") && strings.Contains(h, "reset")
	})
}

func hasHeader(r *lint.Response, name string) bool { return slices.Contains(names(r), name) }

// names returns the names of the headers of an answer in lower case. A header
// that is shared may be written under several.
func names(r *lint.Response) []string {
	var out []string
	for name := range r.Node.Field("headers").Names() {
		out = append(out, strings.ToLower(name))
	}
	return out
}

// limits reports whether a value has an extension by which a gateway is told to
// limit calls.
func limits(n spec.Node) bool {
	for name := range n.Names() {
		if !strings.HasPrefix(name, "x-") {
			continue
		}
		if name == "x-google-management" {
			return true
		}
		words := lint.Words(name)
		for i, w := range words {
			if w == "ratelimit" || w == "ratelimiting" || w == "throttling" || w == "throttle" || w == "quota" ||
				w == "rate" && i+1 < len(words) && strings.HasPrefix(words[i+1], "limit") {
				return true
			}
		}
	}
	return false
}
