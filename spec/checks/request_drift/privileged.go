package request_drift

import (
	"slices"
	"strings"

	"github.com/apiward/apiward/spec/lint"
)

// decisive are the names, in words, of what the server decides and not the
// client: rights, owners, money and approval.
var decisive = []string{
	"role", "roles", "admin", "superuser", "root", "staff", "permission", "permissions", "privilege", "privileges", "scope", "scopes", "acl", "groups",
	"owner", "owner id", "user id", "tenant", "tenant id", "org id", "organization id", "account id", "created by", "updated by",
	"balance", "credit", "credits", "price", "discount", "amount paid", "plan", "quota", "limit override",
	"verified", "approved", "confirmed", "paid", "banned", "disabled", "deleted at", "password hash", "email verified",
}

// privileged reports whether a field has the name of something that the server
// decides.
func privileged(name string) bool {
	text := " " + strings.Join(lint.Words(name), " ") + " "
	return slices.ContainsFunc(decisive, func(s string) bool { return strings.Contains(text, " "+s+" ") })
}
