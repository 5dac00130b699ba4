package inventory

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
	ID:         "inventory",
	Title:      "The document does not say what is served where, by whom and how long",
	Kind:       rules.Document,
	Severity:   rules.Low,
	Confidence: rules.Firm,
	OWASP:      "API9:2023",
	CWE:        1059,
	Since:      "0.1",
	Default:    rules.Note,
}}

// Check reports gaps in what a document says of its own API.
var Check = lint.New(Rule, func(p *lint.Pass) lint.Visitor {
	c := checker{p}
	return lint.Visitor{Document: c.document}
})

type checker struct{ *lint.Pass }

func (c checker) document() {
	c.owner()
	c.servers()
	c.deprecations()
	c.versions()
}

// owner reports a document that names nobody to ask, or to tell.
func (c checker) owner() {
	root := c.API.Doc.Root()
	info := root.Field("info")
	if info.Kind() != spec.Mapping || len(c.API.Operations) == 0 || names(info) || names(root) {
		return
	}
	contact := info.Field("contact")
	for _, field := range []string{"name", "email", "url"} {
		if contact.Field(field).Text() != "" {
			return
		}
	}
	c.Report(spec.Problem{
		Range: info.KeyRange(), Pointer: info.Pointer(),
		Message: "the document names nobody who is responsible for the API: info has no contact",
		Help:    "write the team and how to reach it, as contact: {name, email}",
	})
}

// names reports whether an extension of the value names who is responsible.
func names(n spec.Node) bool {
	for name := range n.Names() {
		if strings.HasPrefix(name, "x-") && slices.ContainsFunc(lint.Words(name), func(w string) bool {
			return slices.Contains([]string{"owner", "owners", "team", "maintainer", "maintainers", "contact", "contacts", "responsible"}, w)
		}) {
			return true
		}
	}
	return false
}

// deprecations reports operations that are to go, and do not say when.
func (c checker) deprecations() {
	var lack lint.Lack
	for _, op := range c.API.Operations {
		if op.Surface == lint.Path && op.Node.Field("deprecated").True() {
			lack.Judge(op, !saysUntil(op))
		}
	}
	const help = "write until when it is served, as x-sunset: 2027-06-30, or document the header Sunset"
	if lack.Habit() {
		problem := lack.AtAll(c.API)
		problem.Message = fmt.Sprintf("%d deprecated operations do not say until when they are served", len(lack.Operations))
		problem.Help = help
		c.Report(problem)
		return
	}
	for _, op := range lack.Operations {
		at := op.Node.Field("deprecated")
		c.Report(spec.Problem{
			Range: at.KeyRange(), Pointer: at.Pointer(), Method: op.Method, Path: op.Path,
			Message: fmt.Sprintf("%s is deprecated and does not say until when it is served", op),
			Help:    help,
		})
	}
}

// saysUntil reports whether an operation says until when it is served: in an
// extension, in a header of an answer, or in its description.
func saysUntil(op *lint.Operation) bool {
	for name := range op.Node.Names() {
		if strings.HasPrefix(name, "x-") && slices.ContainsFunc(lint.Words(name), func(w string) bool {
			return slices.Contains([]string{"sunset", "removal", "eol", "retirement", "until"}, w)
		}) {
			return true
		}
	}
	for _, a := range op.Responses {
		if a.Response == nil {
			continue
		}
		for name := range a.Response.Node.Field("headers").Names() {
			if strings.EqualFold(name, "sunset") {
				return true
			}
		}
	}
	text := op.Node.Field("description").Text() + " " + op.Node.Field("summary").Text()
	return hasYear(text) || slices.ContainsFunc(lint.Words(text), func(w string) bool {
		return slices.Contains([]string{"sunset", "eol"}, w)
	})
}

// hasYear reports whether a text has a year of this century, as a date has.
func hasYear(text string) bool {
	for i := 0; i+4 <= len(text); i++ {
		if text[i:i+2] == "20" && isDigit(text[i+2]) && isDigit(text[i+3]) &&
			(i == 0 || !isDigit(text[i-1])) && (i+4 == len(text) || !isDigit(text[i+4])) {
			return true
		}
	}
	return false
}

func isDigit(c byte) bool { return c >= '0' && c <= '9' }

// versions reports operations that are there in a later version, and are not
// marked as the earlier one.
func (c checker) versions() {
	latest := map[key]int{}
	later := map[key]*lint.Operation{}
	for _, op := range c.API.Operations {
		if v, rest, ok := versionOf(op); ok && v > latest[key{op.Method, rest}] {
			latest[key{op.Method, rest}], later[key{op.Method, rest}] = v, op
		}
	}
	var lack lint.Lack
	for _, op := range c.API.Operations {
		if v, rest, ok := versionOf(op); ok && v < latest[key{op.Method, rest}] {
			lack.Judge(op, !op.Node.Field("deprecated").True())
		}
	}
	const help = "mark it as deprecated: true, and say until when it is served"
	if lack.Habit() {
		problem := lack.AtAll(c.API)
		problem.Message = fmt.Sprintf("%d operations are served beside a later version of themselves and are not deprecated", len(lack.Operations))
		problem.Help = help
		c.Report(problem)
		return
	}
	for _, op := range lack.Operations {
		_, rest, _ := versionOf(op)
		newer := later[key{op.Method, rest}]
		c.Report(spec.Problem{
			Range: op.Node.KeyRange(), Pointer: op.Node.Pointer(), Method: op.Method, Path: op.Path,
			Message: fmt.Sprintf("%s is served beside %s and is not deprecated", op, newer.Path),
			Help:    help,
			Related: []spec.Related{{Range: newer.Node.KeyRange(), Message: "the later version"}},
		})
	}
}

// key names an operation in all of its versions.
type key struct{ method, rest string }

// versionOf returns the version in an operation's path, and the path without it.
func versionOf(op *lint.Operation) (version int, rest string, ok bool) {
	if op.Surface != lint.Path {
		return 0, "", false
	}
	before, after := "", strings.TrimPrefix(op.Path, "/")
	for n := 0; n < 3 && after != ""; n++ { // a version stands early
		segment, behind, _ := strings.Cut(after, "/")
		if v := number(segment); v > 0 {
			return v, before + "/" + behind, behind != ""
		}
		before, after = before+"/"+segment, behind
	}
	return 0, "", false
}

// number returns 2 for "v2", and 0 for what is no version.
func number(segment string) int {
	digits, ok := strings.CutPrefix(segment, "v")
	if !ok || digits == "" || len(digits) > 3 {
		return 0
	}
	n := 0
	for i := range len(digits) {
		if !isDigit(digits[i]) {
			return 0
		}
		n = 10*n + int(digits[i]-'0')
	}
	return n
}
