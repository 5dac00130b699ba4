package privileged_property

import (
	"slices"

	"github.com/apiward/apiward/rules"
	"github.com/apiward/apiward/rules/sensitive"
	"github.com/apiward/apiward/spec"
	"github.com/apiward/apiward/spec/lint"
)

// general reports whether a kind is met everywhere, and clients often set it on
// purpose: it counts where one schema is both sent and received.
func general(k sensitive.Decision) bool {
	switch k {
	case sensitive.Owner, sensitive.State, sensitive.Standing, sensitive.Identity:
		return true
	}
	return false
}

// place is where a property is met.
type place struct {
	owner  []string // the words of what it is in, and of the path
	shared bool     // the same property is sent too
	use    *lint.Use
}

// The words that say what a place is about.
var (
	people = []string{"user", "account", "member", "profile", "customer", "employee", "person", "signup", "register", "registration", "me", "self", "principal", "identity", "student", "patient", "subscriber", "login", "client"}
	// own are the words by which somebody speaks of himself, or of nobody yet.
	own = []string{"me", "self", "myself", "signup", "register", "registration", "onboarding", "profile"}
	// grants are the words of what is there to give rights.
	grants = []string{
		"role", "permission", "privilege", "membership", "member", "invitation", "invite", "collaborator", "access", "grant", "policy", "acl", "share", "sharing", "assignment", "binding", "authorization", "authorize",
		"token", "key", "apikey", "secret", "scope", "team", "group", "oauth", "oauth2", "application", "app", "impersonation", "delegate", "delegation", "scim", "rbac", "iam", "bank", "payment", "billing", "ledger", "message", "chat", "completion", "job",
	}
	administrative = []string{"admin", "administrator", "administration", "internal", "backoffice", "staff", "superuser", "sudo", "management"}
	trade          = []string{"order", "cart", "basket", "checkout", "purchase", "booking", "reservation"}
	money          = []string{"user", "account", "member", "profile", "customer", "wallet", "person", "card", "signup", "register", "client", "employee"}
)

func (p place) about(list []string) bool {
	return slices.ContainsFunc(p.owner, func(w string) bool { return slices.Contains(list, w) })
}

// administers reports whether all operations are for administrators, as their
// paths or the scopes that they ask for say.
func (p place) administers() bool {
	return !p.use.Unused() && !slices.ContainsFunc(p.use.Operations, func(op *lint.Operation) bool { return writes(op) && !forAdministrators(op) })
}

// forAdministrators reports whether an operation is for administrators.
func forAdministrators(op *lint.Operation) bool {
	isAdmin := func(text string) bool {
		return slices.ContainsFunc(sensitive.Words(text), func(w string) bool { return slices.Contains(administrative, w) })
	}
	if isAdmin(op.Path) || isAdmin(op.ID) {
		return true
	}
	if op.Security.Access != lint.Required {
		return false
	}
	for _, alternative := range op.Security.Alternatives {
		if !slices.ContainsFunc(alternative.Needs, func(n lint.Need) bool { return asksAdmin(n, isAdmin) }) {
			return false
		}
	}
	return true
}

// asksAdmin reports whether a need is for a scope, or a scheme, of
// administrators.
func asksAdmin(n lint.Need, isAdmin func(string) bool) bool {
	if isAdmin(n.Name) {
		return true
	}
	for i, scope := range n.Node.Items() {
		if i == maxScopes {
			break
		}
		if isAdmin(scope.Text()) {
			return true
		}
	}
	return false
}

const maxScopes = 50

// bySelf reports whether some operation is one by which people act on
// themselves, or before they have an account.
func (p place) bySelf() bool {
	return slices.ContainsFunc(p.use.Operations, func(op *lint.Operation) bool {
		if !writes(op) {
			return false
		}
		words := append(sensitive.Words(op.Path), sensitive.Words(op.ID)...)
		return slices.ContainsFunc(words, func(w string) bool { return slices.Contains(own, w) }) ||
			slices.Contains(words, "sign") && slices.Contains(words, "up")
	})
}

// strength returns how sure it is that clients should not set the kind of thing
// here, and whether it is worth a word at all.
func (p place) strength(k sensitive.Decision) (rules.Strength, bool) {
	strength, ok := p.judge(k)
	if ok && p.administers() || p.use.Unused() {
		strength = rules.Hint
	}
	return strength, ok
}

func (p place) judge(k sensitive.Decision) (rules.Strength, bool) {
	self := rules.Unproven
	if p.bySelf() {
		self = rules.Proven
	}
	switch k {
	case sensitive.Power:
		if self != rules.Proven && p.about(grants) {
			return rules.Hint, true
		}
		return self, true
	case sensitive.Hash:
		return self, true
	case sensitive.Verified:
		return self, p.about(people) || p.shared
	case sensitive.Balance:
		return self, p.about(money)
	case sensitive.Role:
		switch {
		case !p.about(people) || p.about(grants):
			return 0, false
		case self == rules.Proven || p.shared:
			return self, true
		}
		return rules.Hint, true
	case sensitive.Price:
		return rules.Unproven, p.about(trade)
	}
	return 0, false
}

// powerful are the words of a choice that gives rights.
var powerful = []string{"admin", "administrator", "owner", "root", "superuser", "superadmin", "super", "staff", "manager", "moderator", "system", "maintainer", "editor", "operator", "support"}

// harmless reports whether no value of the schema does harm: flags must be true
// or false, and a list of choices must have one that gives rights.
func harmless(s *lint.Schema, k sensitive.Decision) bool {
	if s.Keyword("const").Exists() {
		return true
	}
	types := s.Types()
	is := func(names ...string) bool {
		return len(types) == 0 || slices.ContainsFunc(types, func(t string) bool { return slices.Contains(names, t) })
	}
	switch k {
	case sensitive.Power:
		return !is("boolean", "integer", "string")
	case sensitive.Verified:
		return !is("boolean", "string")
	case sensitive.Balance:
		return !is("number", "integer", "string")
	case sensitive.Hash:
		return !is("string")
	case sensitive.Price:
		return !is("number", "integer", "boolean") // a text is the ID of a price
	case sensitive.Role:
		return !is("string", "array", "integer", "object") || onlyWeak(s)
	}
	return false
}

// onlyWeak reports whether a role is chosen from a list in which none gives
// rights.
func onlyWeak(s *lint.Schema) bool {
	enum := s.Keyword("enum")
	if !enum.Exists() {
		for _, item := range s.Items() {
			if enum = item.Keyword("enum"); enum.Exists() {
				break
			}
		}
	}
	if enum.Kind() != spec.List {
		return false
	}
	for i, item := range enum.Items() {
		if i == maxScopes {
			return false
		}
		if slices.ContainsFunc(sensitive.Words(item.Scalar()), func(w string) bool { return slices.Contains(powerful, w) }) {
			return false
		}
	}
	return true
}
