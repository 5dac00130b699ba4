package credential_in_url

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
	ID:         "credential_in_url",
	Title:      "A credential travels in the address of a request",
	Kind:       rules.Document,
	Severity:   rules.Medium,
	Confidence: rules.Firm,
	OWASP:      "API2:2023",
	CWE:        598,
	Since:      "0.1",
	Default:    rules.Error,
}}

// Check reports each scheme and each parameter once.
var Check = lint.New(Rule, func(p *lint.Pass) lint.Visitor {
	c := &checker{Pass: p, declared: map[string]bool{}, found: map[string]*finding{}}
	return lint.Visitor{Document: c.document, Scheme: c.scheme}
})

type checker struct {
	*lint.Pass
	declared map[string]bool // names that schemes have in the query, lower case
	found    map[string]*finding
	order    []*finding
}

// finding is one parameter wherever it is written.
type finding struct {
	place                    // the first one
	more     []place         // the others
	strength rules.Strength  // of the strongest
	uses     int             // operations that have it
	op       *lint.Operation // the first of these
}

// place is where a parameter is named.
type place struct {
	node spec.Node // what to blame
	name string
	in   string
}

const help = "send it in a header, declared as a security scheme, or in the body of a POST"

// scheme reports a scheme whose key travels in the address.
func (c *checker) scheme(s *lint.Scheme) {
	if !inAddress(s) {
		return
	}
	in := s.Node.Field("in")
	problem := spec.Problem{
		Range:   in.Range(),
		Pointer: in.Pointer(),
		Message: fmt.Sprintf("security scheme %q sends the API key %q in the %s of each request: %s", s.Name, clip(s.Node.Field("name").Text()), where(in.Text()), taken(s)),
		Help:    "use in: header",
	}
	if !s.Used {
		problem.Strength = rules.Unproven
	}
	c.Report(problem)
}

func inAddress(s *lint.Scheme) bool {
	if s.Type != "apiKey" {
		return false
	}
	switch strings.ToLower(s.Node.Field("in").Text()) {
	case "query", "path", "querystring":
		return true
	}
	return false
}

// document collects the parameters and reports each name once.
func (c *checker) document() {
	for _, s := range c.API.Schemes {
		if inAddress(s) {
			c.declared[strings.ToLower(s.Node.Field("name").Text())] = true
		}
	}
	for _, p := range c.API.Parameters {
		switch p.In {
		case "query", "path":
			c.parameter(p, place{p.Node.Field("name"), p.Name, p.In}, p.Schema)
		case "querystring":
			if c.API.Doc.Version >= spec.V3_2 {
				c.fields(p)
			}
		}
	}
	for _, f := range c.order {
		c.report(f)
	}
}

// fields judges a parameter that is the whole query string by the fields of its
// schema.
func (c *checker) fields(p *lint.Parameter) {
	if p.Schema == nil {
		return
	}
	for _, field := range p.Schema.Properties() {
		c.parameter(p, place{field.Node, field.Name, "query"}, field.Schema)
	}
}

// parameter judges one parameter by its name and by its values.
func (c *checker) parameter(p *lint.Parameter, at place, schema *lint.Schema) {
	strength, ok := judge(p, at, schema)
	if !ok || at.in == "query" && c.declared[strings.ToLower(at.name)] {
		return
	}
	first := p.First()
	switch {
	case first == nil:
		strength = max(strength, rules.Unproven)
	case first.Surface != lint.Path:
		strength = rules.Hint
	}
	key := at.in + " " + strings.ToLower(at.name)
	if at.in == "path" && first != nil {
		key += " " + first.Path // what is named alike elsewhere is another thing
	}
	f := c.found[key]
	if f == nil {
		f = &finding{place: at, strength: strength, op: first}
		c.found[key] = f
		c.order = append(c.order, f)
	} else {
		f.more = append(f.more, at)
		f.strength = min(f.strength, strength)
		if f.op == nil {
			f.op = first
		}
	}
	f.uses += p.Count
}

// judge returns how strong the evidence is that the parameter carries a
// credential.
func judge(p *lint.Parameter, at place, schema *lint.Schema) (rules.Strength, bool) {
	if schema != nil && schema.Keyword("format").Text() == "password" {
		return rules.Proven, true
	}
	kind := lint.CredentialName(at.name)
	if kind == lint.NoCredential && at.in == "query" && isKey(p, at) {
		kind = lint.LikelyCredential
	}
	if kind == lint.NoCredential || !isText(schema) {
		return 0, false
	}
	once, thing := links(p, at)
	switch {
	case thing && !hasWord(at.name, "key", "apikey", "password") && !strings.EqualFold(at.name, "token"):
		return 0, false // as /secrets/{secret} and /shipping-rates/{shipping_rate_token}
	case at.in == "path" && (kind == lint.MayBeCredential || hasWord(at.name, "session", "sessionid")),
		kind == lint.MayBeCredential && hasWord(at.name, "session") && len(lint.Words(at.name)) > 1:
		return 0, false // as /sessions/{session_id} and ?checkout_session=: a thing that has a name
	case kind == lint.MayBeCredential, kind == lint.SingleUse, thing, once && kind != lint.SurelyCredential:
		return rules.Hint, true
	case kind == lint.LikelyCredential && !hasWord(at.name, "session", "sessionid", "jsessionid", "phpsessid"):
		return rules.Unproven, true
	case kind == lint.LikelyCredential:
		return rules.Hint, true
	}
	return rules.Proven, true
}

// isKey reports whether a parameter with a name that says little is said to be
// an API key.
func isKey(p *lint.Parameter, at place) bool {
	if !strings.EqualFold(at.name, "key") {
		return false
	}
	words := lint.Words(p.Node.Field("description").Text())
	i := slices.Index(words, "api")
	return i >= 0 && i+1 < len(words) && words[i+1] == "key"
}

// isText reports whether the values can be any text: what is a boolean, a number,
// a list or one of a few words lets nobody in.
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

// onceWords are what a path is about whose link carries a token once.
var onceWords = []string{"reset", "resetpassword", "verify", "verification", "confirm", "confirmation", "activate", "activation", "invite", "invites",
	"invitation", "invitations", "unsubscribe", "magic", "share", "shares", "shared", "public", "download", "callback", "webhook", "webhooks", "hook", "hooks", "link", "links", "optout"}

// links reports what the paths say that have the parameter: whether they are
// links that work once, and whether the parameter of a path names one thing of
// the collection before it.
func links(p *lint.Parameter, at place) (once, thing bool) {
	once, thing = len(p.Operations) > 0, at.in == "path" && len(p.Operations) > 0
	for _, op := range p.Operations { // the first few speak for all
		once = once && slices.ContainsFunc(lint.Words(op.Path), func(w string) bool { return slices.Contains(onceWords, w) })
		thing = thing && isItem(op.Path, at.name)
	}
	return once, thing
}

// isItem reports whether the parameter is named like the collection before it:
// {secret} behind secrets, {rate_token} behind rates.
func isItem(path, name string) bool {
	before, _, ok := strings.Cut(path, "/{"+name+"}")
	if !ok {
		return false
	}
	segment := lint.Words(before[strings.LastIndexByte(before, '/')+1:])
	words := lint.Words(name)
	if len(segment) == 0 || len(words) == 0 || !strings.HasSuffix(segment[len(segment)-1], "s") {
		return false
	}
	singular := strings.TrimSuffix(strings.Join(segment, ""), "s")
	return strings.TrimSuffix(strings.Join(words, ""), "s") == singular || strings.Join(words[:len(words)-1], "") == singular ||
		words[len(words)-1] == singular
}

func hasWord(name string, list ...string) bool {
	return slices.ContainsFunc(lint.Words(name), func(w string) bool { return slices.Contains(list, w) })
}

// report reports one name for all operations that have it.
func (c *checker) report(f *finding) {
	problem := spec.Problem{
		Strength: f.strength,
		Range:    f.node.Range(),
		Pointer:  f.node.Pointer(),
		Message:  fmt.Sprintf("%s parameter %q %s", f.in, clip(f.name), owners(f)),
		Help:     help,
	}
	if f.node.Kind() != spec.String {
		problem.Range = f.node.KeyRange() // a field of a query string
	}
	switch f.strength {
	case rules.Proven:
		problem.Message += " carries a credential, which logs and histories keep"
	case rules.Unproven:
		problem.Message += " carries a credential by its name, which logs and histories keep"
	default:
		problem.Message += " may carry a credential by its name, which logs and histories keep"
	}
	if f.uses == 1 && f.op.Surface == lint.Path {
		problem.Method, problem.Path = f.op.Method, f.op.Path
	}
	const most = 5
	for _, other := range f.more[:min(len(f.more), most)] {
		problem.Related = append(problem.Related, spec.Related{Range: other.node.Range(), Message: "the same parameter of another operation"})
	}
	c.Report(problem)
}

// owners says what has the parameter.
func owners(f *finding) string {
	switch f.uses {
	case 0:
		return "of the components"
	case 1:
		return "of " + f.op.String()
	}
	return "of " + lint.Count(f.uses, "operation")
}

func where(in string) string {
	if strings.EqualFold(in, "path") {
		return "path"
	}
	return "query string"
}

// taken says what takes the scheme.
func taken(s *lint.Scheme) string {
	switch s.Operations {
	case 0:
		return "no operation takes it yet"
	case 1:
		return "1 operation takes it"
	}
	return lint.Count(s.Operations, "operation") + " take it"
}

// clip bounds what a message repeats.
func clip(s string) string {
	const most = 100
	if r := []rune(s); len(r) > most {
		return string(r[:most]) + "…"
	}
	return s
}
