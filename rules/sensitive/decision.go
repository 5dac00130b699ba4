package sensitive

import "strings"

// Decision is a kind of thing that the service decides and its clients do not.
type Decision string

const (
	Power    Decision = "power"    // is_admin: true or false
	Verified Decision = "verified" // what the service found out of somebody
	Balance  Decision = "balance"  // what somebody has
	Hash     Decision = "hash"     // what the service makes of a password
	Role     Decision = "role"     // what somebody may do
	Price    Decision = "price"    // what something costs
	Owner    Decision = "owner"    // to whom something belongs
	State    Decision = "state"    // what has become of it
	Standing Decision = "standing" // what somebody is let have, or barred from
	Identity Decision = "identity" // which one it is
)

// decisions are by names, in words and whole: admin_email is no admin.
var decisions = byName(map[Decision]string{
	Power: `is admin, admin, is administrator, administrator, is superuser, superuser, is super user, super user, is super admin, super admin, superadmin, is root, is staff, staff,
		is moderator, is system admin, system admin, site admin, is site admin, is sysadmin, sysadmin, has admin access, is global admin, global admin, is privileged`,
	Verified: `is verified, verified, email verified, is email verified, email confirmed, is email confirmed, phone verified, is phone verified, phone number verified, phone confirmed,
		identity verified, is identity verified, kyc verified, kyc status, kyc approved, kyc level, is approved, approved, is trusted, trusted, mfa bypass, bypass mfa, is confirmed, account verified`,
	Balance: `balance, account balance, wallet balance, available balance, current balance, credit balance, credit limit, loyalty point, reward point, credit, bonus balance, wallet amount`,
	Hash:    `password hash, hashed password, password salt, password digest`,
	Role: `role, role id, role name, user role, account role, permission, privilege, authority, access level, permission level, security group, user type, account type, group, group id,
		security clearance, clearance level, access right, user group, is in role, scope, granted scope, granted authority, app role, entitlement, admin role`,
	Price: `price, unit price, item price, total price, discount, discount percent, discount percentage, discount rate, total, total amount, subtotal, grand total, tax amount, shipping cost, final price, is paid, paid, payment status`,
	Owner: `owner, owner id, tenant, tenant id, org id, organization id, organisation id, account id, user id, creator id, author id, created by, created by id, updated by, modified by, company id, workspace id, customer id`,
	State: `status, state, created, created at, created on, create date, created date, creation date, updated, updated at, updated on, modified at, last modified,
		last login, last login at, version, is active, active, enabled, complete, completed, user status`,
	Standing: `plan, subscription plan, quota, limit override, rate limit, banned, is banned, locked, is locked, suspended, disabled, is disabled, trial end, trial ends at, risk score, credit score, deleted, is deleted, deleted at`,
	Identity: `id, uuid, guid, object id`,
})

// Decides returns what a name, in words, is of that only the service should
// decide, "" where it is nothing of the kind.
func Decides(words []string) Decision { return decisions[strings.Join(words, " ")] }

func byName(lists map[Decision]string) map[string]Decision {
	out := map[string]Decision{}
	for k, list := range lists {
		for name := range strings.SplitSeq(list, ",") {
			out[strings.Join(strings.Fields(name), " ")] = k
		}
	}
	return out
}
