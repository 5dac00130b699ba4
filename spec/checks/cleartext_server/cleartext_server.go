package cleartext_server

import (
	"embed"
	"fmt"
	"maps"
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
	ID:         "cleartext_server",
	Title:      "The API is served or reached without TLS",
	Kind:       rules.Document,
	Severity:   rules.High,
	Confidence: rules.Firm,
	OWASP:      "API8:2023",
	CWE:        319,
	Since:      "0.1",
	Default:    rules.Error,
}}

// Check reports each server, each OAuth address and each address that is called
// back once.
var Check = lint.New(Rule, func(p *lint.Pass) lint.Visitor {
	c := checker{p, map[spec.Identity]bool{}, map[string]bool{}}
	for _, s := range p.API.Servers {
		c.written[strings.ToLower(s.URL)] = true
	}
	return lint.Visitor{Document: c.document, Operation: c.operation, Server: c.server, URL: c.url}
})

type checker struct {
	*lint.Pass
	called  map[spec.Identity]bool // path items of callbacks that were judged
	written map[string]bool        // the servers' URLs, in lower case
}

// document judges what the document says of where it is itself, and the parts of
// it that are somewhere else.
func (c checker) document() {
	self := c.API.Doc.Root().Field("$self")
	if scheme := lint.Cleartext(self.Text()); scheme != "" && c.API.Doc.Version >= spec.V3_2 && lint.NetworkOf(lint.Host(self.Text())) == lint.Everywhere && c.relative() {
		c.Report(spec.Problem{
			Strength: rules.Unproven,
			Range:    self.Range(),
			Pointer:  self.Pointer(),
			Message:  fmt.Sprintf("$self %q is an address without TLS, by %s, and the API is served relative to it", self.Text(), scheme),
			Help:     help(scheme, self.Text(), false),
		})
	}
	for _, u := range c.API.Doc.Unread {
		if scheme := lint.Cleartext(u.Location); scheme != "" && lint.NetworkOf(lint.Host(u.Location)) == lint.Everywhere {
			c.Report(spec.Problem{
				Strength: rules.Hint,
				Range:    u.Range,
				Message:  fmt.Sprintf("reference %q fetches a part of the document without TLS, by %s: whoever is on the way writes it", clip(u.Location), scheme),
				Help:     help(scheme, u.Location, false),
			})
		}
	}
}

// relative reports whether the API is served where the document is: it names no
// server, or one without a host.
func (c checker) relative() bool {
	for _, s := range c.API.Servers {
		if lint.Host(s.Expand(nil)) == "" && s.Origin != lint.AtLink {
			return true
		}
	}
	return len(c.API.Servers) == 0
}

// operation judges the address of a callback, as far as the document and not the
// caller decides it.
func (c checker) operation(op *lint.Operation) {
	if op.Surface != lint.Callback || c.called[op.Item.Identity()] {
		return
	}
	scheme, where := lint.Cleartext(op.Path), lint.NetworkOf(lint.Host(op.Path))
	if scheme == "" || where == lint.Loopback {
		return
	}
	c.called[op.Item.Identity()] = true
	strength := rules.Unproven
	if op.Security.Origin == lint.AtOperation && op.Security.Carries {
		strength = rules.Proven
	}
	c.Report(spec.Problem{
		Strength: max(strength, ceiling(where)),
		Range:    op.Item.KeyRange(),
		Pointer:  op.Item.Pointer(),
		Message:  fmt.Sprintf("callback %q goes out without TLS, by %s", clip(op.Path), scheme),
		Help:     help(scheme, op.Path, false),
	})
}

// server judges one server. A scheme that a variable decides is judged value by
// value, since the position to change is that of the value.
func (c checker) server(s *lint.Server) {
	if c.withoutScheme(s) {
		return
	}
	deciding := schemeVariables(s)
	if len(deciding) == 0 {
		c.reportServer(s, s.Node, nil, "")
		return
	}
	for _, variable := range deciding {
		for _, value := range candidates(variable) {
			if c.reportServer(s, value, map[string]string{variable.Name: value.Scalar()}, variable.Name) {
				return // the worst value speaks for the server
			}
		}
	}
	c.openScheme(s, deciding)
}

// openScheme reports a server whose scheme is anything that a client writes.
func (c checker) openScheme(s *lint.Server, deciding []lint.Variable) {
	i := slices.IndexFunc(deciding, func(v lint.Variable) bool { return v.Open })
	if i < 0 || lint.Cleartext(s.Expand(nil)) != "" || lint.NetworkOf(lint.Host(s.Expand(nil))) != lint.Everywhere {
		return
	}
	why := "has no list of values"
	if !isDeclared(deciding[i]) {
		why = "is not declared"
	}
	c.Report(spec.Problem{
		Strength: rules.Hint,
		Range:    s.Node.Range(),
		Pointer:  s.Node.Pointer(),
		Message:  fmt.Sprintf("server %q lets clients choose the scheme: variable %q %s", s.URL, deciding[i].Name, why),
		Help:     "write https:// into the URL, or give the variable an enum of https alone",
		Answered: rules.TLS,
	})
}

// reportServer reports at the node that s is cleartext with the values, and
// whether there was something to report.
func (c checker) reportServer(s *lint.Server, at spec.Node, values map[string]string, variable string) bool {
	scheme := lint.Cleartext(s.Expand(values))
	if scheme == "" {
		return false
	}
	where := farthest(s, values)
	if where == lint.Loopback && bounded(s) && !c.Policy.InProduction() {
		return false
	}
	problem := spec.Problem{Range: at.Range(), Pointer: at.Pointer(), Answered: rules.TLS}
	problem.Strength = max(strength(s), ceiling(where))
	if where == lint.Loopback && c.Policy.InProduction() {
		problem.Strength = strength(s)
	}
	problem.Message = fmt.Sprintf("server %q is reached without TLS, by %s: %s", s.URL, scheme, carried(s))
	if c.API.Doc.Version == spec.V2_0 && lint.Host(s.URL) == "" {
		problem.Message = fmt.Sprintf("scheme %q is without TLS: %s", at.Scalar(), carried(s)) // on whichever host has the document
	}
	if variable != "" {
		problem.Message = fmt.Sprintf("server %q is reached without TLS where variable %q is %q: %s", s.URL, variable, at.Scalar(), carried(s))
		problem.Related = []spec.Related{{Range: s.Node.Range(), Message: "the server"}}
	}
	problem.Help = help(scheme, at.Scalar(), variable != "")
	problem.Fix = c.fixServer(s, at, values, variable)
	c.Report(problem)
	return true
}

// withoutScheme reports a Swagger 2.0 document that has a host and leaves the
// scheme to the client.
func (c checker) withoutScheme(s *lint.Server) bool {
	if c.API.Doc.Version != spec.V2_0 || !strings.HasPrefix(s.URL, "//") {
		return false
	}
	if lint.NetworkOf(lint.Host(s.URL)) == lint.Everywhere {
		c.Report(spec.Problem{
			Strength: rules.Hint,
			Range:    s.Node.KeyRange(),
			Pointer:  s.Node.Pointer(),
			Message:  fmt.Sprintf("host %q has no schemes: clients use the one the document was fetched by", s.Node.Text()),
			Help:     "add schemes: [https]",
		})
	}
	return true
}

// url judges one address where a credential is obtained.
func (c checker) url(u *lint.URL) {
	text := u.Node.Text()
	scheme, where := lint.Cleartext(text), lint.NetworkOf(lint.Host(text))
	if scheme == "" || where == lint.Loopback {
		return
	}
	strength := rules.Proven
	if !u.Scheme.Used {
		strength = rules.Unproven
	}
	c.Report(spec.Problem{
		Strength: max(strength, ceiling(where)),
		Range:    u.Node.Range(),
		Pointer:  u.Node.Pointer(),
		Message:  fmt.Sprintf("%s %q of security scheme %q is reached without TLS, by %s", u.Field, text, u.Scheme.Name, scheme),
		Help:     help(scheme, text, false),
		Fix:      fixAddress(u.Node),
	})
}

// strength joins the transport with what travels on it.
func strength(s *lint.Server) rules.Strength {
	switch {
	case s.Origin == lint.AtLink:
		return rules.Unproven
	case s.Operations == 0:
		return rules.Hint
	case s.Carrying == 0:
		return rules.Unproven
	}
	return rules.Proven
}

// carried says what goes to the server.
func carried(s *lint.Server) string {
	switch {
	case s.Origin == lint.AtLink:
		return "a link of a response leads there"
	case s.Operations == 0:
		return "no operation goes there"
	case s.Carrying == 0:
		return lint.Count(s.Operations, "operation") + " without credentials"
	}
	return fmt.Sprintf("%s, %d with credentials", lint.Count(s.Operations, "operation"), s.Carrying)
}

// help says what to write instead.
func help(scheme, written string, isValue bool) string {
	if isValue {
		return fmt.Sprintf("remove %q from the variable's values", written)
	}
	if strings.EqualFold(written, scheme) {
		return fmt.Sprintf("remove %q from schemes and write %q", written, lint.Encrypted(scheme))
	}
	return fmt.Sprintf("serve it over TLS and write %s://", lint.Encrypted(scheme))
}

// ceiling returns the most that a finding on a host there can prove.
func ceiling(n lint.Network) rules.Strength {
	switch n {
	case lint.Private:
		return rules.Unproven
	case lint.Reserved, lint.Loopback:
		return rules.Hint
	}
	return rules.Proven
}

// farthest returns the least protected network that the server's host can be
// on: with the defaults, or with any value of any one variable.
func farthest(s *lint.Server, values map[string]string) lint.Network {
	where := lint.NetworkOf(lint.Host(s.Expand(values)))
	for _, v := range hostVariables(s) {
		if _, fixed := values[v.Name]; fixed {
			continue
		}
		for _, item := range v.Enum {
			if where == lint.Everywhere {
				return where
			}
			with := maps.Clone(values)
			if with == nil {
				with = map[string]string{}
			}
			with[v.Name] = item.Scalar()
			where = min(where, lint.NetworkOf(lint.Host(s.Expand(with))))
		}
	}
	return where
}

// schemeVariables returns the variables that decide the scheme of the server:
// those before ://, or the one the URL begins with where its value may hold the
// whole beginning.
func schemeVariables(s *lint.Server) []lint.Variable {
	head, _, ok := strings.Cut(s.URL, "://")
	switch {
	case !strings.Contains(head, "{"):
		return nil
	case ok:
		i := slices.IndexFunc(s.Variables, func(v lint.Variable) bool { return !strings.Contains(head, "{"+v.Name+"}") })
		if i < 0 {
			i = len(s.Variables)
		}
		const most = 5 // nobody puts a scheme together from more
		return s.Variables[:min(i, most)]
	case strings.HasPrefix(s.URL, "{") && len(s.Variables) > 0 && isDeclared(s.Variables[0]):
		return s.Variables[:1] // else a path begins with it, or nobody knows
	}
	return nil
}

func isDeclared(v lint.Variable) bool { return v.Default.Exists() || len(v.Enum) > 0 }

// candidates returns the values a variable can have, each once, the default
// first: it is what clients use who choose nothing.
func candidates(v lint.Variable) []spec.Node {
	var out []spec.Node
	seen := map[string]bool{}
	for _, value := range append([]spec.Node{v.Default}, v.Enum...) {
		if value.Exists() && !seen[value.Scalar()] {
			seen[value.Scalar()] = true
			out = append(out, value)
		}
	}
	return out
}

// hostVariables returns the variables in the server's host.
func hostVariables(s *lint.Server) []lint.Variable {
	var out []lint.Variable
	host := lint.Host(s.URL)
	for _, v := range s.Variables {
		if strings.Contains(host, "{"+strings.ToLower(v.Name)+"}") {
			out = append(out, v)
		}
	}
	return out
}

// bounded reports whether every variable of the server's host has a list of
// values, so that its default stands for no other host.
func bounded(s *lint.Server) bool {
	for _, v := range hostVariables(s) {
		if v.Open {
			return false
		}
	}
	return true
}

// clip bounds what a message repeats.
func clip(s string) string {
	const most = 200
	if r := []rune(s); len(r) > most {
		return string(r[:most]) + "…"
	}
	return s
}
