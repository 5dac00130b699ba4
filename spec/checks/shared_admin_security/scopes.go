package shared_admin_security

import (
	"fmt"
	"slices"
	"strings"

	"github.com/apiward/apiward/rules"
	"github.com/apiward/apiward/spec"
	"github.com/apiward/apiward/spec/lint"
)

// scopeID is one scope of one scheme.
type scopeID struct {
	scheme *lint.Scheme
	name   string
}

// scopeUse is what asks for a scope.
type scopeUse struct {
	id            scopeID
	reads, writes int
}

// The words in the name of a scope that say what it is for.
var (
	readWords  = []string{"read", "reader", "readonly", "view", "viewer", "list"}
	writeWords = []string{"write", "writer", "edit", "editor", "modify", "change", "create", "update", "delete", "insert", "remove", "manage",
		"admin", "full", "all", "send", "upload", "execute", "post", "put", "patch", "readwrite", "owner", "user", "openid", "profile", "email", "offline"}
)

// scopeRules judges the scopes by what asks for them.
func (c *checker) scopeRules() {
	for _, r := range c.API.Requirements {
		for _, n := range r.Needs {
			if n.Scheme == nil || !n.Scheme.IsOAuth() || n.Node.Len() == 0 {
				continue
			}
			use := r.Guards()
			c.readOnly(r, n, use)
			for _, scope := range scopesOf(n) {
				c.use(scopeID{n.Scheme, scope}, use)
			}
		}
	}
	c.mixed()
}

func (c *checker) use(id scopeID, use lint.Guarded) {
	u := c.scopes[id]
	if u == nil {
		u = &scopeUse{id: id}
		c.scopes[id] = u
		c.listed = append(c.listed, u)
	}
	u.reads += use.Reads
	u.writes += use.Writes
}

// readOnly reports a requirement that holds for something that changes and asks
// only for scopes that say read.
func (c *checker) readOnly(r *lint.Requirement, n lint.Need, use lint.Guarded) {
	op := use.Write
	if op == nil || len(r.Needs) > 1 || r.List().Origin != lint.AtOperation || searches(op) {
		return
	}
	for _, item := range n.Node.Items() {
		if words := lint.Words(item.Text()); !hasAny(words, readWords) || hasAny(words, writeWords) {
			return
		}
	}
	strength := rules.Proven
	if op.Method == "POST" {
		strength = rules.Unproven
	}
	problem := spec.Problem{
		Strength: strength,
		Range:    n.Node.KeyRange(),
		Pointer:  n.Node.Pointer(),
		Message:  fmt.Sprintf("%s changes something and asks for %s alone, which only reads by its name", op, strings.Join(quoted(scopesOf(n)), ", ")),
		Help:     "ask for a scope that allows the change",
	}
	if len(r.Operations()) == 1 {
		problem.Method, problem.Path = op.Method, op.Path
	}
	c.Report(problem)
}

// searches reports whether an operation that is no GET only asks, by its name.
func searches(op *lint.Operation) bool {
	words := append(lint.Words(op.Path), lint.Words(op.ID)...)
	return op.Method == "POST" && hasAny(words, []string{"search", "query", "find", "filter", "list", "lookup", "preview", "validate",
		"export", "graphql", "batch", "get", "read", "fetch", "check", "calculate", "estimate", "count", "report", "compare", "download", "retrieve", "simulate"})
}

// mixed reports each scheme with scopes that do for reading and for changing.
func (c *checker) mixed() {
	for _, s := range c.API.Schemes {
		var found []lint.Scope
		var first *scopeUse
		for _, scope := range s.Scopes {
			words := lint.Words(scope.Name)
			u := c.scopes[scopeID{s, scope.Name}]
			if u == nil || u.reads == 0 || u.writes == 0 || hasAny(words, readWords) || hasAny(words, writeWords) {
				continue
			}
			if first == nil {
				first = u
			}
			found = append(found, scope)
		}
		if first == nil {
			continue
		}
		problem := spec.Problem{
			Strength: rules.Hint,
			Range:    found[0].Node.KeyRange(),
			Pointer:  found[0].Node.Pointer(),
			Message: fmt.Sprintf("scope %q of OAuth scheme %q does for reading and for changing: %s and %s ask for it",
				first.id.name, s.Name, lint.Count(first.reads, "reading operation"), lint.Count(first.writes, "changing one")),
			Help: "declare one scope to read and one to change",
		}
		if more := len(found) - 1; more > 0 {
			problem.Message += fmt.Sprintf("; %s of the scheme alike", lint.Count(more, "other scope"))
		}
		const most = 5
		for _, other := range found[1:min(len(found), most+1)] {
			problem.Related = append(problem.Related, spec.Related{Range: other.Node.KeyRange(), Message: "this scope too"})
		}
		c.Report(problem)
	}
}

func quoted(names []string) []string {
	const most = 3
	out := make([]string, 0, most)
	for _, n := range names[:min(len(names), most)] {
		out = append(out, fmt.Sprintf("%q", n))
	}
	return out
}

func hasAny(words, list []string) bool {
	return slices.ContainsFunc(words, func(w string) bool { return slices.Contains(list, w) })
}
