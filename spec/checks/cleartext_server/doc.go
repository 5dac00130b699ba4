// Package cleartext_server reports servers, schemes and OAuth addresses of an
// OpenAPI document that are reached without TLS.
//
// The servers that count are those that hold for an operation: its own, else the
// path's, else the document's; in Swagger 2.0 the same with schemes. Variables
// are expanded, so that {scheme}://api with http among the values is found, at
// that value. Each server is one finding, with the number of operations that go
// there: proven where clients send a credential to it, unproven where they send
// none, a hint where no operation goes there. Addresses where a credential is
// obtained are proven where their scheme is in use. Unproven are callbacks to an
// address that the document itself writes, servers of links, and a $self (3.2) that
// relative servers start from.
//
// # Why
//
// Whoever shares a network with a client, or stands on the way, reads the
// credential and every answer, and can change both. Clients and proxies that are
// generated from a document use the address that stands there.
//
// # Avoid
//
// http:// beside https:// for convenience, and a scheme variable that allows
// both.
//
// # Prefer
//
// Serve TLS only and write https:// (wss:// for web sockets). Redirecting from
// http is too late: the first request has carried the credential.
//
// With --fix, an address of a public host at the port of its scheme is rewritten to TLS, unless
// the same one stands beside it. A variable and schemes of Swagger 2.0 lose what has
// its like over TLS in the same list, and what has none turns into it.
//
// # Limits
//
// Loopback addresses (localhost, 127.0.0.0/8, ::1, host.docker.internal) are silent
// unless the policy's profile is prod; so are relative URLs, and //host, which is
// reached as the document was. Names reserved for examples (example.com, .test,
// .invalid) and Swagger 2.0 without schemes are hints, since the address that is
// used in the end is not in the document; so are parts of the document that are
// referred to at http://, and a scheme that is a variable without a list of values
// or without a declaration. A variable with no list of values, or with one of more
// than 200, is judged by its default, and is a hint where the default is a loopback
// address. A variable that is the host is for whoever runs the service. Addresses
// on private networks are at most unproven.
//
// Addresses in prose, licenses, terms, external documentation, examples and
// defaults are not where the API is served. Callbacks to an address that a client
// sends are not the document's to secure. OAuth addresses that are relative or no
// address are insecure_oauth's. Where the policy's gateway has tls, findings on
// servers are marked with it, and those on addresses of tokens are not.
package cleartext_server
