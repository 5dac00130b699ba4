package privileged_property

import (
	"slices"
	"strings"

	"github.com/apiward/apiward/rules"
	"github.com/apiward/apiward/rules/sensitive"
	"github.com/apiward/apiward/spec"
	"github.com/apiward/apiward/spec/lint"
)

// kind is a kind of thing that only the service should decide.
type kind string

const (
	power    kind = "power"    // is_admin: true or false
	verified kind = "verified" // what the service found out of somebody
	balance  kind = "balance"  // what somebody has
	hash     kind = "hash"     // what the service makes of a password
	role     kind = "role"     // what somebody may do
	price    kind = "price"    // what something costs
	owner    kind = "owner"    // to whom something belongs
	state    kind = "state"    // what has become of it
	identity kind = "identity" // which one it is
)

// general reports whether a kind is met everywhere, and clients often set it on
// purpose: it counts where one schema is both sent and received.
func (k kind) general() bool { return k == owner || k == state || k == identity }

// kinds are the names, in words and whole: admin_email is no admin.
var kinds = index(map[kind]string{
	power: `is admin, admin, is administrator, administrator, is superuser, superuser, is super user, super user, is super admin, super admin, superadmin, is root, is staff, staff,
		is moderator, is system admin, system admin, site admin, is site admin, is sysadmin, sysadmin, has admin access, is global admin, global admin, is privileged, is internal`,
	verified: `is verified, verified, email verified, is email verified, email confirmed, is email confirmed, phone verified, is phone verified, phone number verified, phone confirmed,
		identity verified, is identity verified, kyc verified, kyc status, kyc approved, kyc level, is approved, approved, is trusted, trusted, mfa bypass, bypass mfa, is confirmed, account verified`,
	balance: `balance, account balance, wallet balance, available balance, current balance, credit balance, credit limit, loyalty point, reward point, credit, bonus balance, wallet amount`,
	hash:    `password hash, hashed password, password salt, password digest`,
	role: `role, role id, role name, user role, account role, permission, privilege, authority, access level, permission level, security group, user type, account type, group, group id,
		security clearance, clearance level, access right, user group, is in role, scope, granted scope, granted authority, app role, entitlement, admin role`,
	price: `price, unit price, item price, total price, discount, discount percent, discount percentage, discount rate, total, total amount, subtotal, grand total, tax amount, shipping cost, final price, is paid, paid, payment status`,
	owner: `owner, owner id, tenant, tenant id, org id, organization id, organisation id, account id, user id, creator id, author id, created by, created by id, updated by, modified by, company id, workspace id, customer id`,
	state: `status, state, plan, subscription plan, quota, rate limit, deleted, is deleted, deleted at, created, created at, created on, create date, created date, creation date, updated, updated at, updated on, modified at, last modified,
		last login, last login at, version, is active, active, enabled, complete, completed, banned, is banned, locked, is locked, suspended, trial end, trial ends at, risk score, credit score, user status`,
	identity: `id, uuid, guid, object id`,
})

func index(lists map[kind]string) map[string]kind {
	out := map[string]kind{}
	for k, list := range lists {
		for name := range strings.SplitSeq(list, ",") {
			out[strings.Join(strings.Fields(name), " ")] = k
		}
	}
	return out
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
func (p place) strength(k kind) (rules.Strength, bool) {
	strength, ok := p.judge(k)
	if ok && p.administers() || p.use.Unused() {
		strength = rules.Hint
	}
	return strength, ok
}

func (p place) judge(k kind) (rules.Strength, bool) {
	self := rules.Unproven
	if p.bySelf() {
		self = rules.Proven
	}
	switch k {
	case power:
		if self != rules.Proven && p.about(grants) {
			return rules.Hint, true
		}
		return self, true
	case hash:
		return self, true
	case verified:
		return self, p.about(people) || p.shared
	case balance:
		return self, p.about(money)
	case role:
		switch {
		case !p.about(people) || p.about(grants):
			return 0, false
		case self == rules.Proven || p.shared:
			return self, true
		}
		return rules.Hint, true
	case price:
		return rules.Unproven, p.about(trade)
	}
	return 0, false
}

// powerful are the words of a choice that gives rights.
var powerful = []string{"admin", "administrator", "owner", "root", "superuser", "superadmin", "super", "staff", "manager", "moderator", "system", "maintainer", "editor", "operator", "support"}

// harmless reports whether no value of the schema does harm: flags must be true
// or false, and a list of choices must have one that gives rights.
func harmless(s *lint.Schema, k kind) bool {
	if s.Keyword("const").Exists() {
		return true
	}
	types := s.Types()
	is := func(names ...string) bool {
		return len(types) == 0 || slices.ContainsFunc(types, func(t string) bool { return slices.Contains(names, t) })
	}
	switch k {
	case power:
		return !is("boolean", "integer", "string")
	case verified:
		return !is("boolean", "string")
	case balance:
		return !is("number", "integer", "string")
	case hash:
		return !is("string")
	case price:
		return !is("number", "integer", "boolean") // a text is the ID of a price
	case role:
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
