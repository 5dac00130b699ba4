package missing_security

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
	ID:         "missing_security",
	Title:      "An operation asks for no credential",
	Kind:       rules.Document,
	Severity:   rules.High,
	Confidence: rules.Firm,
	OWASP:      "API2:2023",
	CWE:        306,
	Since:      "0.1",
	Default:    rules.Error,
}}

// Check reports operations that are open, each cause once: at the operation
// where the operation says so, at the document's security where it is
// inherited.
var Check = lint.New(Rule, func(p *lint.Pass) lint.Visitor {
	c := &checker{Pass: p, guarded: map[string]*lint.Operation{}}
	return lint.Visitor{Document: c.document, Operation: c.operation}
})

type checker struct {
	*lint.Pass
	silent    bool                       // next to no security is written anywhere, and one finding stands for all
	own       int                        // operations with security of their own
	guarded   map[string]*lint.Operation // by path, the first that only reads and asks for a credential
	suggested int
	alike     *bool   // no operation says anything of security, or is open by its name; nil until it is asked for
	agreed    *string // the scheme that operations have in common, "" for none; nil until it is asked for
}

// More than manyForgotten operations of a document have one finding, where it declares
// schemes and asks for none of them, or has one operation in hardlyAny that does: who
// describes an API so does not describe its security.
const (
	manyForgotten = 20
	hardlyAny     = 20
)

// document judges what all operations share.
func (c *checker) document() {
	var inherited, undeclared []*lint.Operation
	for _, op := range c.API.Operations {
		if op.Security.Origin == lint.AtOperation {
			c.own++
		}
		if op.Surface == lint.Path && op.Safe() && op.Security.Access == lint.Required && c.guarded[op.Path] == nil {
			c.guarded[op.Path] = op
		}
		if op.Surface != lint.Path || c.DeclaredOpen(op) {
			continue
		}
		if op.Purpose() != lint.Business && op.Security.Access != lint.Undefined {
			continue // by its name it is meant to be open
		}
		switch op.Security.Origin {
		case lint.Nowhere:
			undeclared = append(undeclared, op)
		case lint.AtRoot:
			inherited = append(inherited, op)
		}
	}
	c.silent = c.own == 0 && len(c.API.Schemes) == 0 || len(undeclared) > manyForgotten && c.own*hardlyAny <= len(undeclared)
	c.silent = c.silent && !c.API.Security.Node.Exists()
	switch {
	case c.silent && len(undeclared) > 0:
		c.nothingDeclared(undeclared)
	case c.API.Security.Access == lint.Required || c.lost(c.API.Security):
	case len(inherited) > 0:
		c.inherited(inherited)
	case len(c.API.Operations) == 0 && c.API.Security.Node.Exists():
		c.inherited(nil)
	}
}

// lost reports whether a security value names schemes in a document that declares
// none at all: a lock is meant, and what is missing are the declarations, which
// undefined_scheme says.
func (c *checker) lost(s lint.Security) bool {
	return s.Access == lint.Undefined && len(c.API.Schemes) == 0
}

// nothingDeclared reports a document that does not speak of security at all.
// A finding on each operation would say the same a hundred times.
func (c *checker) nothingDeclared(ops []*lint.Operation) {
	paths := c.API.Doc.Root().Field("paths")
	problem := spec.Problem{
		Range:   paths.KeyRange(),
		Pointer: paths.Pointer(),
		Message: fmt.Sprintf("%s: %s ask for no credential", c.nothing(), lint.Count(len(ops), "operation")),
		Help:    "declare a scheme and the document's security, and write security: [] on the operations that are meant to be open",

		Answered: rules.Auth,
	}
	if len(ops) == 1 {
		problem.Message = fmt.Sprintf("%s: %s asks for no credential", c.nothing(), ops[0])
	}
	if c.API.Gateway() {
		problem.Strength = rules.Hint
	}
	c.Report(problem)
}

// nothing says what a document lacks that asks for next to no credential anywhere.
func (c *checker) nothing() string {
	switch {
	case c.own == 1:
		return "the document declares no security, and 1 operation does"
	case c.own > 1:
		return fmt.Sprintf("the document declares no security, and %d operations do", c.own)
	}
	if n := len(c.API.Schemes); n > 0 {
		return "the document declares " + lint.Count(n, "security scheme") + " and no security"
	}
	return "the document declares neither security nor a security scheme"
}

// inherited reports a default that opens the operations without security of
// their own.
func (c *checker) inherited(ops []*lint.Operation) {
	s := c.API.Security
	problem := c.judge(s, allSafe(ops))
	who := lint.Count(len(ops), "operation")
	if len(ops) == 0 {
		who = "every operation that is added" // of a document that others are put together with
	}
	problem.Message = fmt.Sprintf("the document's security %s, which holds for %s", c.why(s), who)
	if c.API.Gateway() {
		problem.Strength = rules.Hint
	}
	c.Report(problem)
}

// operation judges what one operation says, or that nothing is said.
func (c *checker) operation(op *lint.Operation) {
	s := op.Security
	if s.Access == lint.Required || s.Origin == lint.AtRoot || c.DeclaredOpen(op) || c.lost(s) {
		return
	}
	broken := s.Access == lint.Undefined || s.Access == lint.Malformed
	switch {
	case op.Surface != lint.Path && !broken:
		return // a receiver authenticates by other means
	case s.Access == lint.Undeclared && c.silent:
		return // one finding stands for all
	case s.Access != lint.Undeclared && !broken && op.Purpose() != lint.Business:
		return // said to be open, and meant to be
	}
	problem := c.judge(s, op.Safe())
	problem.Method, problem.Path = op.Method, op.Path
	if s.Access == lint.Undeclared {
		problem.Range, problem.Pointer = op.Node.KeyRange(), op.Node.Pointer()
		problem.Message = fmt.Sprintf("%s asks for no credential: neither it nor the document declares security", op)
		if op.Purpose() != lint.Business {
			problem.Strength = rules.Hint
			problem.Message = fmt.Sprintf("%s declares no security; by its name it is meant to be open", op)
			problem.Help = "write security: [] on it to say so"
		} else {
			problem.Fix = c.fix(op)
		}
	} else {
		problem.Message = fmt.Sprintf("the security of %s %s", op, c.why(s))
	}
	c.contradicted(op, &problem)
	if root := c.API.Security.Node; root.Exists() {
		problem.Related = append(problem.Related, spec.Related{Range: root.KeyRange(), Message: "the document's security, which it replaces"})
	}
	if op.Surface != lint.Path || op.Gateway {
		problem.Strength = rules.Hint
	}
	c.Report(problem)
}

// contradicted adds what the document says elsewhere against an open operation:
// that reading the same path asks for a credential, or that a refusal is
// documented. To add to what only some may read is common, as in a letterbox.
func (c *checker) contradicted(op *lint.Operation, problem *spec.Problem) {
	s := op.Security
	if op.Purpose() != lint.Business || s.Access == lint.Malformed || s.Access == lint.Undefined {
		return
	}
	if reads := c.guarded[op.Path]; reads != nil && !op.Safe() && op.Method != "POST" {
		problem.Message += fmt.Sprintf(", while %s asks for one", reads)
		problem.Related = append(problem.Related, spec.Related{Range: reads.Node.KeyRange(), Message: "this one asks for a credential"})
		problem.Strength = rules.Proven
		return
	}
	refuses := slices.ContainsFunc(op.Responses, func(a lint.Answer) bool { return a.Code == "401" })
	if s.Access == lint.Public && refuses {
		problem.Message += ", though a refusal for want of one (401) is documented"
		problem.Strength = min(problem.Strength, rules.Unproven)
	}
}

// judge returns a problem with strength, place and help for a security value.
func (c *checker) judge(s lint.Security, safe bool) spec.Problem {
	problem := spec.Problem{Strength: rules.Proven, Range: s.Node.KeyRange(), Pointer: s.Node.Pointer()}
	switch s.Access {
	case lint.Undeclared:
		problem.Answered = rules.Auth
		problem.Help = "add " + c.example() + " to it or to the document, or security: [] where it is meant to be open"
	case lint.Undefined:
		name := s.Weakest.Needs[0].Node
		problem.Range, problem.Pointer = name.KeyRange(), name.Pointer()
		problem.Help = "name a scheme that is declared, or declare this one"
	case lint.Malformed:
		switch {
		case s.Origin == lint.AtOperation && c.API.Security.Access == lint.Required:
			problem.Strength = rules.Unproven // readers that skip it fall back to a default that asks
		case len(s.Alternatives) == 1 && !s.Alternatives[0].Undefined():
			problem.Strength = rules.Unproven // readers that take it for the list it stands for ask
		}
		problem.Help = "write " + c.example() + ", or security: [] where it is meant to be open"
	default:
		problem.Strength, problem.Answered = rules.Unproven, rules.Auth
		if safe {
			problem.Strength = rules.Hint
		}
		if s.Access == lint.Optional {
			problem.Range, problem.Pointer = s.Weakest.Node.Range(), s.Weakest.Node.Pointer()
		}
		problem.Help = "name a scheme, or declare the route in public_routes where it is meant to be open"
	}
	return problem
}

// why says how a security value opens an operation, as the end of a sentence.
func (c *checker) why(s lint.Security) string {
	switch s.Access {
	case lint.Malformed:
		value := s.Node
		if s.Weakest.Node.Exists() {
			value = s.Weakest.Node
			return fmt.Sprintf("has an item that is %s where a mapping of scheme names is expected: readers disagree whether it asks for anything", value.Kind())
		}
		return fmt.Sprintf("is %s where a list is expected: readers disagree whether it asks for anything", value.Kind())
	case lint.Public:
		return "is empty: no credential is asked for"
	case lint.Optional:
		return "has an empty alternative: anonymous requests are let in"
	}
	return c.undefined(s.Weakest)
}

// undefined says which names of a requirement do not exist.
func (c *checker) undefined(r lint.Requirement) string {
	quoted := make([]string, len(r.Needs))
	for i, n := range r.Needs {
		quoted[i] = fmt.Sprintf("%q", n.Name)
	}
	noun := "the scheme " + quoted[0] + ", which is not declared"
	if len(quoted) > 1 {
		noun = "the schemes " + strings.Join(quoted, ", ") + ", none of which is declared"
	}
	text := "names " + noun + ": no credential is asked for"
	const most = 100 // after a hundred misspelled names no one is helped by one more suggestion
	if c.suggested++; c.suggested > most {
		return text
	}
	if near := spec.Closest(r.Needs[0].Name, c.API.SchemeNames()); near != "" {
		text += fmt.Sprintf("; did you mean %q?", near)
	}
	return text
}

// example returns a security entry with a scheme of the document.
func (c *checker) example() string {
	if len(c.API.Schemes) > 0 {
		return fmt.Sprintf("security: [{%s: []}]", c.API.Schemes[0].Name)
	}
	return "security with a declared scheme"
}

func allSafe(ops []*lint.Operation) bool {
	for _, op := range ops {
		if !op.Safe() {
			return false
		}
	}
	return true
}
