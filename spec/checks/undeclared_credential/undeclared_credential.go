package undeclared_credential

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
	ID:         "undeclared_credential",
	Title:      "A credential is declared as a parameter",
	Kind:       rules.Document,
	Severity:   rules.Medium,
	Confidence: rules.Firm,
	OWASP:      "API2:2023",
	CWE:        306,
	Since:      "0.1",
	Default:    rules.Warning,
}}

// Check reports each name once, where it is declared first.
var Check = lint.New(Rule, func(p *lint.Pass) lint.Visitor {
	c := &checker{Pass: p, found: map[string]*finding{}}
	return lint.Visitor{Document: c.document}
})

type checker struct {
	*lint.Pass
	found map[string]*finding
	order []*finding
}

// finding is one name wherever it is declared.
type finding struct {
	first *lint.Parameter
	more  []*lint.Parameter
	uses  int
	op    *lint.Operation // the one that decided
	state state
}

// state says what stands beside the parameter, worst first.
type state int

const (
	alone    state = iota // no security holds
	beside                // another scheme is asked for
	repeats               // the same credential is a scheme that holds
	received              // others receive the request, or it hands out a token
	unused                // no operation has it
)

func (s state) strength() rules.Strength {
	switch s {
	case alone:
		return rules.Proven
	case beside, unused:
		return rules.Unproven
	}
	return rules.Hint
}

func (c *checker) document() {
	findings := map[*lint.Parameter]*finding{}
	for _, p := range c.API.Parameters {
		if isCredential(p) && (isText(p.Schema) || strings.EqualFold(p.Name, "Authorization")) {
			findings[p] = c.collect(p)
		}
	}
	for _, op := range c.API.Operations {
		for _, p := range op.Parameters {
			if f := findings[p]; f != nil && f.state > alone {
				f.meet(op, p)
			}
		}
	}
	for _, f := range c.order {
		c.report(f)
	}
}

// isCredential reports whether a parameter of a header or a cookie lets someone
// in, by its name.
func isCredential(p *lint.Parameter) bool {
	kind := lint.CredentialName(p.Name)
	words := lint.Words(p.Name)
	switch strings.ToLower(p.In) {
	case "header":
		if strings.EqualFold(p.Name, "cookie") {
			return true
		}
		return kind >= lint.LikelyCredential && !slices.ContainsFunc(words, func(w string) bool {
			return slices.Contains([]string{"otp", "totp", "mfa", "pin", "pincode", "passcode"}, w)
		})
	case "cookie":
		return kind >= lint.LikelyCredential || kind == lint.MayBeCredential && !hasAny(words, "sig", "signature", "hmac")
	}
	return false
}

// isText reports whether the values can be any text.
func isText(schema *lint.Schema) bool {
	if schema == nil {
		return true
	}
	if schema.Keyword("enum").Len() > 0 || schema.Keyword("const").Exists() {
		return false
	}
	return !slices.ContainsFunc(schema.Types(), func(t string) bool {
		return t == "boolean" || t == "integer" || t == "number" || t == "array" || t == "object"
	})
}

func hasAny(words []string, list ...string) bool {
	return slices.ContainsFunc(words, func(w string) bool { return slices.Contains(list, w) })
}

// collect adds a parameter to what is known of its name.
func (c *checker) collect(p *lint.Parameter) *finding {
	key := strings.ToLower(p.In + " " + p.Name)
	f := c.found[key]
	if f == nil {
		f = &finding{first: p, state: unused}
		c.found[key] = f
		c.order = append(c.order, f)
	} else {
		f.more = append(f.more, p)
	}
	f.uses += p.Count
	return f
}

// meet judges the parameter in one operation. The worst counts.
func (f *finding) meet(op *lint.Operation, p *lint.Parameter) {
	if s := stateOf(op, p.Name, strings.ToLower(p.In)); s < f.state {
		f.state, f.op = s, op
	}
}

// stateOf says what stands beside the parameter in an operation.
func stateOf(op *lint.Operation, name, in string) state {
	switch {
	case op.Surface != lint.Path || op.Purpose() != lint.Business:
		return received
	case !op.Security.Carries:
		return alone
	case repeated(op.Security, name, in):
		return repeats
	}
	return beside
}

// repeated reports whether an alternative that holds asks for the same
// credential.
func repeated(s lint.Security, name, in string) bool {
	const most = 20 // alternatives: nobody offers that many ways in
	for _, r := range s.Alternatives[:min(len(s.Alternatives), most)] {
		for _, n := range r.Needs[:min(len(r.Needs), most)] {
			if n.Scheme != nil && isSame(n.Scheme, name, in) {
				return true
			}
		}
	}
	return false
}

// isSame reports whether the scheme is sent in the parameter of the name.
func isSame(s *lint.Scheme, name, in string) bool {
	switch s.Type {
	case "apiKey":
		return strings.EqualFold(s.Node.Field("in").Text(), in) && strings.EqualFold(s.Node.Field("name").Text(), name)
	case "http", "basic", "oauth2", "openIdConnect":
		return in == "header" && strings.EqualFold(name, "authorization")
	}
	return false
}

func (c *checker) report(f *finding) {
	at := f.first.Node.Field("name")
	problem := spec.Problem{
		Strength: f.state.strength(),
		Range:    at.Range(),
		Pointer:  at.Pointer(),
		Message:  fmt.Sprintf("%s parameter %q %s is a credential that no security scheme declares", strings.ToLower(f.first.In), clip(f.first.Name), owners(f)),
		Help:     c.help(f.first),
	}
	switch f.state {
	case alone:
		problem.Message += fmt.Sprintf(": for machines %s asks for none", f.op)
	case repeats:
		problem.Message = fmt.Sprintf("%s parameter %q %s repeats a security scheme that holds there", strings.ToLower(f.first.In), clip(f.first.Name), owners(f))
		problem.Help = "remove the parameter: the scheme says that it is sent"
	}
	if s := c.scheme(f.first); s != nil && (f.state == alone || f.state == beside) {
		problem.Message = fmt.Sprintf("%s parameter %q %s is security scheme %q, which the security of %s does not ask for", strings.ToLower(f.first.In), clip(f.first.Name), owners(f), s.Name, f.op)
		problem.Help = fmt.Sprintf("name %q in security and remove the parameter", s.Name)
	}
	if f.uses == 1 && f.op != nil && f.op.Surface == lint.Path {
		problem.Method, problem.Path = f.op.Method, f.op.Path
	}
	const most = 5
	for _, p := range f.more[:min(len(f.more), most)] {
		problem.Related = append(problem.Related, spec.Related{Range: p.Node.Field("name").Range(), Message: "declared here too"})
	}
	c.Report(problem)
}

// scheme returns the declared scheme of type apiKey that the parameter repeats,
// or nil.
func (c *checker) scheme(p *lint.Parameter) *lint.Scheme {
	for _, s := range c.API.Schemes {
		if s.Type == "apiKey" && isSame(s, p.Name, strings.ToLower(p.In)) {
			return s
		}
	}
	return nil
}

// help names the scheme to write.
func (c *checker) help(p *lint.Parameter) string {
	switch {
	case !strings.EqualFold(p.Name, "authorization"):
		return fmt.Sprintf("declare a security scheme of type apiKey with in: %s and this name, and name it in security", strings.ToLower(p.In))
	case c.API.Doc.Version == spec.V2_0:
		return "declare a security scheme, and name it in security"
	}
	return "declare a security scheme, as http with scheme bearer, and name it in security: tools ignore a parameter of this name"
}

// owners says what has the parameter.
func owners(f *finding) string {
	switch {
	case f.uses == 0:
		return "of the components"
	case f.uses == 1 && f.op != nil:
		return "of " + f.op.String()
	}
	return "of " + lint.Count(f.uses, "operation")
}

// clip bounds what a message repeats.
func clip(s string) string {
	const most = 100
	if r := []rune(s); len(r) > most {
		return string(r[:most]) + "…"
	}
	return s
}
