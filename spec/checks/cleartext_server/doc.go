// Package cleartext_server reports servers, schemes and OAuth addresses of an
// OpenAPI document that are reached without TLS.
//
// The servers that count are those that hold for an operation: its own, else the
// path's, else the document's; in Swagger 2.0 the same with schemes. Variables
// are expanded, so that {scheme}://api with http among the values is found, at
// that value. Each server is one finding, with the number of operations that go
// there: proven where clients send a credential to it, unproven where they send
// none, a hint where no operation goes there. Addresses where a credential is
// obtained are proven where their scheme is in use.
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
// # Limits
//
// Loopback addresses (localhost, 127.0.0.0/8, ::1, host.docker.internal) and
// relative URLs are silent. Names reserved for examples (example.com, .test,
// .invalid) and Swagger 2.0 without schemes are hints, since the address that is
// used in the end is not in the document. A variable with no list of values, or
// with one of more than 200, is judged by its default, and is a hint where it
// decides the scheme or where the default is a loopback address. Addresses on private networks are at most
// unproven.
package cleartext_server
