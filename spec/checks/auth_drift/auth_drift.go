package auth_drift

import (
	"embed"
	"fmt"
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
	ID:         "auth_drift",
	Title:      "Document and code disagree on authentication",
	Kind:       rules.Contract,
	Severity:   rules.High,
	Confidence: rules.Firm,
	OWASP:      "API2:2023",
	CWE:        306,
	Since:      "0.1",
	Default:    rules.Error,
}}

// Check reports each disagreement at the operation in the document.
var Check = contract.New(Rule, func(p *contract.Pass, c *contract.Comparison) {
	var causes contract.Causes
	together := together(c.Pairs)
	for _, pair := range c.Pairs {
		if drift, ok := judge(pair); ok && !together[pair.Documented] {
			p.Report(problem(pair, drift))
			continue
		}
		schemes(&causes, pair)
	}
	causes.Report(p)
})

// together returns the operations that accept a credential and need none, where several
// routes answer, some that ask for one and some that do not: that is what the document
// says.
func together(pairs []contract.Pair) map[*lint.Operation]bool {
	asks, open := map[*lint.Operation]bool{}, map[*lint.Operation]bool{}
	for _, p := range pairs {
		asks[p.Documented] = asks[p.Documented] || p.Route.Auth == "required" || p.Route.Auth == "optional"
		open[p.Documented] = open[p.Documented] || p.Route.Auth == "none" || p.Route.Auth == "optional"
	}
	out := map[*lint.Operation]bool{}
	for op := range asks {
		out[op] = op.Security.Access == lint.Optional && asks[op] && open[op]
	}
	return out
}

// drift is a disagreement.
type drift struct {
	strength rules.Strength
	message  string
	help     string
}

const (
	guard = "put the route behind the guard, or declare the operation open"
	admit = "declare the security that the code asks for, or open the route"
)

// judge holds the two answers against each other. An unknown chain is no
// answer.
func judge(pair contract.Pair) (drift, bool) {
	route, documented := pair.Route, pair.Documented
	access := documented.Security.Access
	switch route.Auth {
	case "none":
		switch access {
		case lint.Required:
			d := drift{rules.Proven, fmt.Sprintf("the document asks for %s on %s, and the code asks for nothing", names(documented.Security), documented), guard}
			if route.Public {
				d.strength = rules.Unproven
				d.message += "; the policy declares the route public"
			}
			return d, true
		case lint.Optional:
			return drift{rules.Hint, fmt.Sprintf("the document accepts %s on %s, and the code never looks for it", names(documented.Security), documented), guard}, true
		}
	case "optional":
		if access == lint.Required {
			return drift{rules.Unproven, fmt.Sprintf("the document asks for %s on %s, and the code lets requests without it pass", names(documented.Security), documented), guard}, true
		}
	case "required":
		switch {
		case access == lint.Public:
			return drift{rules.Unproven, fmt.Sprintf("the document declares %s open, and the code asks for a credential", documented), admit}, true
		case access == lint.Optional:
			return drift{rules.Hint, fmt.Sprintf("the document lets anonymous requests into %s, and the code asks for a credential", documented), admit}, true
		case access == lint.Undeclared && len(pair.API.Schemes) > 0:
			return drift{rules.Hint, fmt.Sprintf("the document declares no security for %s, and the code asks for a credential", documented), admit}, true
		}
	}
	return drift{}, false
}

// problem places a disagreement.
func problem(pair contract.Pair, d drift) spec.Problem {
	op := pair.Documented
	at, pointer := op.Node.KeyRange(), op.Node.Pointer()
	var inherited []spec.Related
	switch s := op.Security; s.Origin {
	case lint.AtOperation:
		at, pointer = s.Node.KeyRange(), s.Node.Pointer()
	case lint.AtRoot:
		inherited = []spec.Related{{Range: s.Node.KeyRange(), Message: "the document's security, which holds for it"}}
	}
	registration := "the route is registered here"
	if pair.Route.Handler != "" {
		registration += " and answered by " + pair.Route.Handler
	}
	strength := d.strength
	if pair.Wider || pair.Route.Partial {
		strength = max(strength, rules.Unproven)
	}
	if elsewhere(pair) || pair.Route.Configured { // the document may be of the one setting or the other
		strength = rules.Hint
	}
	return spec.Problem{
		Strength: strength,
		Range:    at,
		Pointer:  pointer,
		Message:  d.message,
		Help:     d.help,
		Related:  append([]spec.Related{{Range: pair.Route.Range(), Message: registration}}, inherited...),
		Method:   pair.Route.Method,
		Path:     pair.Route.Path,
	}
}

// names returns the schemes of the alternatives: "bearer or key".
func names(s lint.Security) string {
	var out []string
	for _, r := range s.Alternatives {
		var needs []string
		for _, n := range r.Needs {
			needs = append(needs, fmt.Sprintf("%q", n.Name))
		}
		if len(needs) > 0 {
			out = append(out, strings.Join(needs, " with "))
		}
	}
	const most = 3
	if len(out) > most {
		out = append(out[:most-1], lint.Count(len(out)-most+1, "further alternative"))
	}
	return strings.Join(out, " or ")
}

// elsewhere reports whether the credential may be checked where no route table
// can show it: in the TLS handshake, or in a gateway.
func elsewhere(pair contract.Pair) bool {
	return handshake(pair.Documented.Security) || pair.Documented.Gateway
}

// handshake reports whether some alternative is met by a client certificate
// alone.
func handshake(s lint.Security) bool {
	for _, r := range s.Alternatives {
		all := len(r.Needs) > 0
		for _, n := range r.Needs {
			all = all && n.Scheme != nil && n.Scheme.Type == "mutualTLS"
		}
		if all {
			return true
		}
	}
	return false
}
