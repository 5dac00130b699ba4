package exposed_field

import (
	"slices"
	"strings"

	"github.com/apiward/apiward/rules"
	"github.com/apiward/apiward/rules/sensitive"
	"github.com/apiward/apiward/spec"
	"github.com/apiward/apiward/spec/lint"
)

// undisclosed is the class of what a document declares sensitive without saying
// of what kind it is.
const undisclosed sensitive.Class = "sensitive"

// label is an extension by which documents say what a property is, with the
// class that true stands for.
type label struct {
	name  string
	class sensitive.Class
}

// extensions are the labels that are known.
var extensions = []label{
	{"x-sensitive", undisclosed},
	{"x-data-classification", undisclosed},
	{"x-classification", undisclosed},
	{"x-42c-sensitivity", undisclosed},
	{"x-pii", sensitive.Personal},
	{"x-phi", sensitive.Health},
	{"x-internal", sensitive.Internal},
}

// levels are the words that a classification is written in.
var levels = map[string]sensitive.Class{
	"public": "", "none": "", "low": "", "open": "", "nonsensitive": "", "non-sensitive": "", "unclassified": "",
	"internal": sensitive.Internal, "private": undisclosed,
	"confidential": undisclosed, "restricted": undisclosed, "secret": undisclosed, "sensitive": undisclosed, "high": undisclosed, "critical": undisclosed, "medium": undisclosed,
	"pii": sensitive.Personal, "personal": sensitive.Personal, "gdpr": sensitive.Personal,
	"phi": sensitive.Health, "health": sensitive.Health, "hipaa": sensitive.Health,
	"pci": sensitive.Finance, "financial": sensitive.Finance, "finance": sensitive.Finance,
	"credential": sensitive.Credential, "credentials": sensitive.Credential, "password": sensitive.Credential,
}

// declared returns the class that a property, or the schema of its value, is
// declared to be of, and whether it is declared harmless.
func (c *checker) declared(p *lint.Property) (v verdict, harmless bool) {
	for _, at := range []spec.Node{p.Node, p.Schema.Node} {
		if !hasExtension(at) {
			continue
		}
		for _, l := range c.labels {
			if class, said := classOf(at.Field(l.name), l.class); said && class != "" {
				return verdict{class: class, strength: strengthOf(class)}, false
			}
		}
		for _, e := range extensions {
			if class, said := classOf(at.Field(e.name), e.class); said {
				return verdict{class: class, strength: strengthOf(class)}, class == "" && e.class != sensitive.Internal
			}
		}
	}
	return verdict{}, false
}

// hasExtension is asked first: most schemas have none.
func hasExtension(at spec.Node) bool {
	for name := range at.Names() {
		if strings.HasPrefix(name, "x-") {
			return true
		}
	}
	return false
}

// classOf returns the class that an extension says, "" for a harmless one, and
// whether it says any.
func classOf(node spec.Node, yes sensitive.Class) (sensitive.Class, bool) {
	switch node.Kind() {
	case spec.Bool:
		if !node.True() {
			yes = ""
		}
		return yes, true
	case spec.String:
		if class, ok := levels[strings.ToLower(node.Text())]; ok {
			return class, true
		}
		return yes, node.Text() != ""
	case spec.List:
		for _, item := range node.Items() {
			return classOf(item, yes)
		}
	}
	return "", false
}

func strengthOf(c sensitive.Class) rules.Strength {
	switch c {
	case sensitive.Credential, sensitive.Government:
		return rules.Proven
	case sensitive.Personal:
		return rules.Hint
	}
	return rules.Unproven
}

// labelsOf returns the extensions that a policy names.
func labelsOf(policy *rules.Policy) (out []label) {
	if policy == nil {
		return nil
	}
	for _, c := range policy.Classes {
		for _, name := range c.Extensions {
			out = append(out, label{name, sensitive.Class(c.Name)})
		}
	}
	return out
}

// telling are the headers by which a server tells what it runs on.
var telling = []string{"server", "x-powered-by", "x-aspnet-version", "x-aspnetmvc-version", "x-generator", "x-runtime", "x-backend-server"}

// header judges a header that the service sends.
func (c *checker) header(h *lint.Header) {
	if h.Direction != lint.Sent {
		return
	}
	what := "the header " + h.Name
	name := strings.ToLower(h.Name)
	v := verdict{class: sensitive.Internal, strength: rules.Hint}
	switch {
	case slices.Contains(telling, name):
	case name == "set-cookie":
		c.cookie(h)
		return
	default:
		term, ok := c.names.Find(h.Name, sensitive.Context{})
		if !ok || term.Class != sensitive.Credential && term.Class != sensitive.Internal {
			return
		}
		v = verdict{class: term.Class, strength: weaker(term.Strength), words: term.Words}
	}
	if v.class == sensitive.Credential && c.expected(v, &h.Use) || h.Unused() || !c.level(&v) {
		return
	}
	c.report(h.Node, what, v, &h.Use, nil)
}

// cookie judges the example of a cookie: it lacks what keeps scripts and
// cleartext away from it.
func (c *checker) cookie(h *lint.Header) {
	if h.Schema == nil {
		return
	}
	example := h.Node.Field("example")
	if !example.Exists() {
		example = h.Schema.Keyword("example")
	}
	text := strings.ToLower(example.Text())
	if len(text) > spec.MaxName || !strings.Contains(text, "=") {
		return
	}
	var missing []string
	for _, flag := range []string{"HttpOnly", "Secure"} {
		if !strings.Contains(text, strings.ToLower(flag)) {
			missing = append(missing, flag)
		}
	}
	if len(missing) == 0 {
		return
	}
	c.Report(spec.Problem{
		Strength: rules.Hint,
		Range:    example.Range(),
		Pointer:  example.Pointer(),
		Message:  "the cookie that " + h.Use.String() + " sets has no " + strings.Join(missing, " and no "),
		Help:     "set cookies with HttpOnly, Secure and SameSite, and document them so",
		Related:  h.Use.Related(),
	})
}
