// Package insecure_oauth reports OAuth and OpenID Connect schemes that hand out
// tokens in ways that were given up, or from addresses that cannot be relied on.
//
// The implicit and the password flow are one finding each, where the flow is
// named: proven where an operation takes the scheme. Unproven are addresses
// that are no https address or have a fragment, a list of flows that is empty, and
// scopes with a wildcard. Relative addresses are hints.
//
// # Why
//
// The implicit flow puts the token into the address of a page, where scripts,
// histories and Referer headers see it. The password flow hands the password of a
// person to the client, and no second factor can be asked for. Both were removed
// from OAuth 2.1. Clients are generated from the document and send codes, secrets
// and passwords to the addresses that stand there. A scope that means everything
// makes each stolen token worth everything.
//
// # Avoid
//
// Flows that were copied from an example; relative addresses, which lead
// wherever the client believes the server to be.
//
// # Prefer
//
// The authorization code flow with PKCE for people, client credentials for
// programs, the device flow where there is no browser, all at absolute https
// addresses, and scopes that name what they allow.
//
// # Limits
//
// Addresses in cleartext, as http://, are cleartext_server's: there they are
// joined with what travels on them. What the identity provider does is not in the
// document. Addresses and flows that are missing, and flows that nobody knows, are errors
// of the document, which invalid_document tells. An empty refreshUrl is as good as none. The path of an address, and
// whether two addresses belong to one provider, is not judged.
package insecure_oauth
