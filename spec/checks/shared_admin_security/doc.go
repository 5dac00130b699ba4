// Package shared_admin_security reports operations for administrators that ask
// for the same credential as ordinary ones, and scopes that do not tell reading
// from changing.
//
// An operation is for administrators where a word of its path or of a tag is
// admin, administration, superuser, backoffice or the like, or where its path
// begins with internal or root. What holds for it after inheritance is compared
// alternative by alternative: one that it shares with an ordinary operation is
// enough, because callers choose. Proven is a shared alternative of OAuth or OpenID
// Connect, whose scopes could tell the callers apart and do not; every other one
// is unproven. Operations that share one alternative are one finding.
//
// An operation that changes something and asks only for scopes that say read by
// their name is proven, and unproven where it is a POST. A scope that says neither
// and is asked for by operations of both kinds is a hint, one for each scheme.
//
// # Why
//
// With one credential for all, the only thing between a user and the functions of
// an administrator is that nobody forgot a check in the code. Scopes that mean
// reading and changing at once make every token that reads one that changes.
//
// # Avoid
//
// Security that is declared once for a document which has both kinds of
// operation.
//
// # Prefer
//
// A scope, or a scheme, of its own for administration; orders:read beside
// orders:write. Document 403 where a credential alone is not enough.
//
// # Limits
//
// Whole words count: /administrators is a collection of people. An operation that
// documents 403, or has an extension that speaks of roles, permissions or scopes,
// says that there is more to it and is silent, and so are logins and probes, a
// document whose every operation is for administrators, and an alternative whose
// scheme or scope is an administrator's by its name. An operation without
// security is missing_security's. POST operations that search are not taken as
// changing anything.
package shared_admin_security
