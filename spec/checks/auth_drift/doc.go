// Package auth_drift reports operations where an OpenAPI document and the code
// disagree on authentication.
//
// Worst first: the document asks for a credential and the chain of the route
// has no guard, which is proven where the chain is known to have none, and
// unproven where the guard lets anonymous requests pass. The document declares
// an operation open that the code guards: unproven where it says so, a hint
// where it only says nothing. The document asks for a scheme that the guard never
// looks at: unproven where it looks at none of them, a hint where it looks at
// another one, and where it takes a credential that no scheme has.
//
// # Why
//
// Reviewers, gateways and testers believe the document. An operation that it
// shows as guarded and that is not is the hole that every review passes over.
// The other way round, generated clients send no credential and fail.
//
// # Avoid
//
// A default of security in the document that nobody held against the router,
// and routes registered beside the group that has the middleware.
//
// # Prefer
//
// Register routes inside the guarded group, and open the few that must be open
// in both places.
//
// # Limits
//
// A route whose chain is unknown is never reported. Client certificates
// (mutualTLS) are checked before any handler, and a gateway's own settings
// (x-amazon-apigateway-auth, x-google-, x-kong-) say that something in front may
// check: both are hints. Schemes are compared by where a credential is sent, the
// header, query parameter or cookie, and only where a check of the request itself
// shows that, or a library's guard looks where it looks by default or is told by a
// constant; how well it is checked is not compared.
// A document that declares no security at all drifts from nothing.
package auth_drift
