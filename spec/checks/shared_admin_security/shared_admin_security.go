package shared_admin_security

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
	ID:         "shared_admin_security",
	Title:      "Administration asks for no more than everyone has",
	Kind:       rules.Document,
	Severity:   rules.Medium,
	Confidence: rules.Tentative,
	OWASP:      "API5:2023",
	CWE:        285,
	Since:      "0.1",
	Default:    rules.Warning,
}}

// Check reports each shared alternative once, at the first operation for
// administrators that has it.
var Check = lint.New(Rule, func(p *lint.Pass) lint.Visitor {
	c := &checker{Pass: p, keys: map[spec.Identity][]string{}, shared: map[string]*group{}, scopes: map[scopeID]*scopeUse{}}
	return lint.Visitor{Document: c.document}
})

type checker struct {
	*lint.Pass
	keys   map[spec.Identity][]string // of the alternatives, by security value
	shared map[string]*group          // by alternative
	order  []*group
	scopes map[scopeID]*scopeUse
	listed []*scopeUse
}

// group is everything that one alternative lets in.
type group struct {
	key      string
	need     lint.Requirement
	admin    []*lint.Operation
	ordinary []*lint.Operation
}

func (c *checker) document() {
	c.collect()
	reported := map[*lint.Operation]bool{}
	for _, g := range c.order {
		if len(g.admin) > 0 && len(g.ordinary) > 0 && !reported[g.admin[0]] && !forAdmins(g.need) {
			c.report(g)
			for _, op := range g.admin {
				reported[op] = true // one alternative is enough
			}
		}
	}
	c.scopeRules()
}

// collect sorts the operations by what lets one call them.
func (c *checker) collect() {
	const most = 100 // alternatives: nobody offers that many ways in
	for _, op := range c.API.Operations {
		if op.Surface != lint.Path || op.Security.Access < lint.Undefined || isOpen(op) {
			continue
		}
		admin := isAdmin(op)
		if admin && saysMore(op) {
			continue
		}
		alternatives := op.Security.Alternatives[:min(len(op.Security.Alternatives), most)]
		for i, key := range c.keysOf(op.Security.Node.Identity(), alternatives) {
			g := c.shared[key]
			if g == nil {
				g = &group{key: key, need: alternatives[i]}
				c.shared[key] = g
				c.order = append(c.order, g)
			}
			if admin {
				g.admin = append(g.admin, op)
			} else {
				g.ordinary = append(g.ordinary, op)
			}
		}
	}
}

// isOpen reports whether an operation is a login, a probe or a manual, be it one
// of the administration.
func isOpen(op *lint.Operation) bool {
	last := op.Path[strings.LastIndexByte(op.Path, '/')+1:]
	return op.Purpose() != lint.Business || lint.PathPurpose(op.Method, "/"+last) != lint.Business
}

// forAdmins reports whether an alternative says by the name of a scheme or a scope
// that only administrators have it, whatever else asks for it.
func forAdmins(r lint.Requirement) bool {
	return slices.ContainsFunc(r.Needs, func(n lint.Need) bool {
		return names(lint.Words(n.Name), adminWords) ||
			slices.ContainsFunc(scopesOf(n), func(scope string) bool { return names(lint.Words(scope), adminWords) })
	})
}

// keysOf returns a key for each alternative of a security value: equal ones let
// in whoever the other one lets in.
func (c *checker) keysOf(id spec.Identity, alternatives []lint.Requirement) []string {
	if known, ok := c.keys[id]; ok {
		return known
	}
	keys := make([]string, len(alternatives))
	for i, r := range alternatives {
		var needs []string
		for _, n := range r.Needs {
			name := n.Name
			if n.Scheme != nil {
				name = n.Scheme.Name // behind a second name
			}
			needs = append(needs, name+" "+strings.Join(scopesOf(n), " "))
		}
		slices.Sort(needs)
		keys[i] = strings.Join(needs, "\n")
	}
	c.keys[id] = keys
	return keys
}

// scopesOf returns the scopes or roles of a need, sorted.
func scopesOf(n lint.Need) []string {
	var out []string
	for _, item := range n.Node.Items() {
		out = append(out, item.Scalar())
	}
	slices.Sort(out)
	return out
}

// The words that make an operation one for administrators.
var (
	adminWords = []string{"admin", "administration", "administrative", "superuser", "superadmin", "sysadmin", "backoffice"}
	// tagWords are people in a path and a section in a tag.
	tagWords = []string{"admins", "administrators"}
	// leadWords count where a path begins with them: root is also a folder.
	leadWords = []string{"internal", "root"}
	// doubtWords before one of the words make it a question.
	doubtWords = []string{"is", "has", "not", "non", "no"}
)

// isAdmin reports whether an operation is for administrators, by a word of its
// path or of a tag.
func isAdmin(op *lint.Operation) bool {
	first := true
	for segment := range strings.SplitSeq(strings.Trim(op.Path, "/"), "/") {
		if strings.Contains(segment, "{") {
			first = false
			continue
		}
		words := lint.Words(segment)
		if names(words, adminWords) {
			return true
		}
		if len(words) == 0 || words[0] == "api" || words[0] == "rest" || isVersion(words) {
			continue // what comes before every path
		}
		if first && len(words) == 1 && slices.Contains(leadWords, words[0]) && segment != op.Path[1:] {
			return true
		}
		first = false
	}
	for _, tag := range op.Node.Field("tags").Items() {
		if words := lint.Words(tag.Text()); names(words, adminWords) || names(words, tagWords) || len(words) == 1 && words[0] == "internal" {
			return true
		}
	}
	return false
}

// isInternal reports whether nothing but the word internal sets an operation
// apart.
func isInternal(op *lint.Operation) bool {
	text := op.Path
	for _, tag := range op.Node.Field("tags").Items() {
		text += " " + tag.Text()
	}
	words := lint.Words(text)
	return slices.Contains(words, "internal") && !slices.ContainsFunc(words, func(w string) bool {
		return slices.Contains(adminWords, w) || slices.Contains(tagWords, w) || w == "root"
	})
}

// names reports whether the words have one of the list that is not put in doubt.
func names(words, list []string) bool {
	for i, w := range words {
		if slices.Contains(list, w) && (i == 0 || !slices.Contains(doubtWords, words[i-1])) {
			return true
		}
	}
	return false
}

func isVersion(words []string) bool {
	return strings.Trim(strings.TrimPrefix(words[0], "v"), "0123456789") == ""
}

// saysMore reports whether the document says that the credential alone is not
// enough for an operation.
func saysMore(op *lint.Operation) bool {
	if op.Node.Field("responses").Field("403").Exists() {
		return true
	}
	for name := range op.Node.Fields() {
		if strings.HasPrefix(name, "x-") && slices.ContainsFunc(lint.Words(name), func(w string) bool {
			return slices.Contains([]string{"role", "roles", "permission", "permissions", "scope", "scopes", "rbac", "acl", "policy", "privilege", "privileges"}, w)
		}) {
			return true
		}
	}
	return false
}

// report reports an alternative that administrators share.
func (c *checker) report(g *group) {
	op, ordinary := g.admin[0], g.ordinary[0]
	kind := "for administrators"
	if isInternal(op) {
		kind = "internal"
	}
	problem := spec.Problem{
		Strength: rules.Unproven,
		Range:    op.Node.KeyRange(),
		Pointer:  op.Node.Pointer(),
		Message:  fmt.Sprintf("%s is %s by its name and asks for no more than %s: %s", op, kind, ordinary, asked(g.need)),
		Help:     "ask for a scope or a scheme that only administrators have, and document 403",
		Related:  []spec.Related{{Range: ordinary.Node.KeyRange(), Message: "an ordinary operation that asks for the same"}},
	}
	if more := len(g.admin) - 1; more > 0 {
		problem.Message += fmt.Sprintf("; so do %s", lint.Count(more, "other such operation"))
		if more == 1 {
			problem.Message = strings.Replace(problem.Message, "; so do 1", "; so does 1", 1)
		}
	} else {
		problem.Method, problem.Path = op.Method, op.Path
	}
	if op.Security.Origin == lint.AtOperation {
		problem.Range, problem.Pointer = op.Security.Node.KeyRange(), op.Security.Node.Pointer()
	} else {
		problem.Related = append(problem.Related, spec.Related{Range: op.Security.Node.KeyRange(), Message: "the document's security, which holds for both"})
	}
	for _, n := range g.need.Needs {
		if n.Scheme != nil && (n.Scheme.IsOAuth() || n.Scheme.Type == "openIdConnect") {
			problem.Strength = rules.Proven
		}
	}
	const most = 5
	for _, other := range g.admin[1:min(len(g.admin), most+1)] {
		problem.Related = append(problem.Related, spec.Related{Range: other.Node.KeyRange(), Message: other.String() + " too"})
	}
	c.Report(problem)
}

// asked says what an alternative asks for.
func asked(r lint.Requirement) string {
	const most = 3
	var out []string
	for _, n := range r.Needs[:min(len(r.Needs), most)] {
		text := fmt.Sprintf("%q", n.Name)
		scopes := scopesOf(n)
		if len(scopes) > 0 {
			text += " with " + strings.Join(scopes[:min(len(scopes), most)], ", ")
		}
		out = append(out, text)
	}
	return strings.Join(out, " and ")
}
