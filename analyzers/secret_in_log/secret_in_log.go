package secret_in_log

import (
	"embed"
	"fmt"
	"net/textproto"
	"slices"

	"golang.org/x/tools/go/analysis"

	"github.com/apiward/apiward/analyzers/internal/check"
	"github.com/apiward/apiward/analyzers/internal/flow"
	"github.com/apiward/apiward/analyzers/link"
	"github.com/apiward/apiward/rules"
	"github.com/apiward/apiward/rules/model"
)

//go:embed doc.go testdata/src/bad/bad.go testdata/src/good/good.go
var files embed.FS

// Rule is what the rule is.
var Rule = rules.Entry{Files: files, Rule: &rules.Rule{
	ID: "secret_in_log", Title: "A secret is written to a log", Kind: rules.Code,
	Severity: rules.Medium, Confidence: rules.Firm, OWASP: "API8:2023", CWE: 532, Since: "0.2", Default: rules.Warning,
}}

// Analyzer finds it.
var Analyzer = check.New(Rule, &analysis.Analyzer{Requires: []*analysis.Analyzer{link.Analyzer}, Run: run})

// run reports each place of a log once, by the value that says most.
func run(pass *analysis.Pass) (any, error) {
	program := check.Program(pass)
	used := credentials(program)
	best := map[link.Pos]link.Finding{}
	var order []link.Pos
	for i := range program.Flows {
		f := &program.Flows[i]
		if f.Sink.Kind != model.Logged {
			continue
		}
		why, ok := secret(f, used)
		if !ok {
			continue
		}
		at := program.Place(*f)
		if !program.Shows(at) {
			continue
		}
		found := finding(f, at, why)
		have, again := best[f.Sink.At]
		if !again {
			order = append(order, f.Sink.At)
		}
		if !again || found.Strength < have.Strength {
			best[f.Sink.At] = found
		}
	}
	for _, at := range order {
		check.Report(pass, best[at])
	}
	return nil, nil
}

// finding says what is logged and why it is a secret.
func finding(f *link.Flow, at link.Pos, why string) link.Finding {
	message := fmt.Sprintf("%s is logged by %s: %s", f.Origin.Describe(), f.Sink.Name(), why)
	if at != f.Sink.At {
		message += fmt.Sprintf(" (in %s, at %s)", f.Sink.At.Package, f.Sink.At)
	}
	strength := rules.Proven
	if f.Origin.Source == model.Cookie && f.Origin.Name != "" {
		strength = rules.Unproven // some keep no more than a setting, and the name does not tell
	}
	return link.Finding{
		Strength: strength, At: at, Symbol: f.Sink.In, Excused: f.Sink.Excused,
		Message: message,
		Help:    "log that it was there, its length or a hash of it",
		Trace:   append(f.Origin.Steps.List(), link.Step{At: f.Sink.At, Text: "is written to the log here"}),
	}
}

// maxWay bounds the way of a value by the calls that it passes. A longer one has
// led through structs and interfaces whose parts could not all be told apart.
const maxWay = 8

// secret says why the flow's value is a secret, if anything shows that it is
// one: the protocol it came by, or what else the program does with it. What
// passed through code that cannot be seen, as the error of a call that was
// given a token, or was read back from where others store as well, is another
// value more often than not. So is what came a long way.
func secret(f *link.Flow, used uses) (string, bool) {
	if f.Origin.PassedUnseen() || f.Origin.Steps.Len() > maxWay {
		return "", false
	}
	if f.Origin.Index == 1 && f.Origin.Kind == flow.Source {
		return "", false // the name in basic authentication, and not what proves it
	}
	if text := byProtocol(&f.Origin); text != "" {
		return text, true
	}
	if at, ok := used.part[identity(&f.Origin)]; ok {
		return "it is what " + at.Name() + " takes as a credential", true
	}
	if at, ok := used.within(f); ok {
		return "it holds what " + at.Name() + " takes as a credential", true
	}
	return "", false
}

// uses are the places that take a credential: by the identity of the value, and
// by the body of which a field is one.
type uses struct{ part, whole map[string]link.Sink }

// credentials returns, by identity, the values that as they are reach a place
// that is made for a credential, each with the first of these places. What is
// put together with others is no credential because the whole is one.
func credentials(program *link.Program) uses {
	used := uses{part: map[string]link.Sink{}, whole: map[string]link.Sink{}}
	for i := range program.Flows {
		f := &program.Flows[i]
		if f.Sink.Kind != model.Credential || f.Origin.PassedUnseen() || f.Origin.PutTogether() {
			continue
		}
		id := identity(&f.Origin)
		if id == "" {
			continue
		}
		if _, ok := used.part[id]; !ok {
			used.part[id] = f.Sink
		}
		if f.Origin.Source == model.Body {
			if body := whose(&f.Origin); used.whole[body].Call == "" {
				used.whole[body] = f.Sink
			}
		}
	}
	return used
}

// identity returns what a value is known by wherever it is read: the field or
// variable that keeps it, or the named part of the request that it is; "" for
// one of which no more is known than where it comes from, as the environment,
// and which may be another each time.
func identity(o *link.Origin) string {
	switch {
	case o.Flags&flow.Deep != 0 && o.Kind != flow.Source:
		return "" // one of the things in it
	case o.Flags&flow.Keyed != 0 && o.Kind != flow.Source:
		return "" // the name is that of many things
	case o.Kind == flow.Field, o.Kind == flow.Global:
		return o.Name
	case o.IsRequest() && o.Name != "":
		return string(o.Source) + " " + o.Name + " " + whose(o)
	}
	return ""
}

// whose tells the parts of requests that have one name from each other: a header
// or a cookie means the same wherever it is read, a form's value to the package
// that reads forms, and a field of a body to the call that read the body.
func whose(o *link.Origin) string {
	steps := o.Steps.List()
	if len(steps) == 0 {
		return ""
	}
	switch at := steps[0].At; o.Source {
	case model.Header, model.Cookie:
		return ""
	case model.Body:
		return at.Package + " " + at.String()
	default:
		return at.Package
	}
}

// within returns what is known of a value that holds others, as a body does: the
// place of the field of it that is a credential, where the function that reads
// the body is the one that logs it.
func (u uses) within(f *link.Flow) (link.Sink, bool) {
	o := &f.Origin
	steps := o.Steps.List()
	if o.Kind != flow.Source || o.Source != model.Body || o.Name != "" || len(steps) == 0 || steps[0].At.File != f.Sink.At.File {
		return link.Sink{}, false
	}
	at, ok := u.whole[whose(o)]
	return at, ok
}

// byProtocol says why a part of a request is a secret by what HTTP has it for,
// "" if it is none.
func byProtocol(o *link.Origin) string {
	if o.Kind != flow.Source {
		return ""
	}
	switch {
	case o.Source == model.Cookie:
		return "cookies keep sessions"
	case o.Source == model.Header && o.Name == "":
		return "the headers hold Authorization and Cookie"
	case o.Source == model.Header && slices.Contains(proofs, textproto.CanonicalMIMEHeaderKey(o.Name)):
		return "it proves who the client is"
	}
	return ""
}

// proofs are the headers that prove who a client is to whoever reads them.
var proofs = []string{
	"Authorization", "Proxy-Authorization", "Cookie", "Set-Cookie", "X-Api-Key", "X-Api-Token", "Api-Key", "Apikey", "X-Auth-Token",
	"X-Access-Token", "X-Amz-Security-Token", "X-Csrf-Token", "X-Xsrf-Token", "X-Vault-Token", "Private-Token", "Job-Token", "X-Goog-Api-Key",
	"X-Functions-Key", "X-Refresh-Token", "X-Session-Token", "X-Hub-Signature",
}
