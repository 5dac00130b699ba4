// Package missing_auth reports registered routes whose chain proves no
// authentication.
//
// A guard is proved by its body, never by its name: on every way to the next
// handler there must be a check whose failing branch ends the request, and
// what it rejects on must depend on a credential of the request or on an
// identity that a proven guard put into its context. Checks in the handler
// itself count as well.
//
// # Why
//
// A route without authentication is open to everyone who can reach the port.
// It happens by one line: a route added above a group, a router mounted
// outside the wrapper, a middleware that logs who it is and lets everyone by.
//
// # Avoid
//
// Registering a route on a router that no guard is around, and guards that
// call the next handler when the check has failed.
//
// # Prefer
//
// A guard around everything, and the public routes named: registered on a
// router of their own, and declared in the policy under public_routes.
//
// # Limits
//
// A chain with a middleware that cannot be read, as one of another module that
// is not modelled, makes a note instead of a finding, and so does a handler of
// such a module. Routes that are public by nature are left out: logins,
// sign-ups, tokens, health checks, metadata under /.well-known, documentation
// and static files, told by what the last words of the path stand for, and
// handlers that only redirect. A check in a handler counts where all of its
// work is behind it; a call of a store before it is not held against it. A listener behind which no route has a guard gets one finding
// for all. Authentication in front of the service is not visible.
package missing_auth
