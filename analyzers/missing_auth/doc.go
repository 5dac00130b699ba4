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
// such a module, a request that is left to code which is not followed, and a
// guard that lets some paths by. Routes that are public by nature are left out:
// logins, sign-ups, tokens, health checks, metadata under /.well-known,
// documentation, static files and what pages are made of, told by what the last
// words of the path stand for; handlers that only redirect, answer with a page
// or a file that the program is built with, say that there is nothing, or ask
// for a name and a password in the body. A link whose path holds a secret makes
// a note. A check in a handler counts where all of its work is behind it; a
// call of a store before it is not held against it. A guard that the
// configuration can leave out makes a warning, and so does a route at which users are
// made of whoever brings a password. Of one handler that answers very many paths, one
// finding tells.
//
// A listener behind which no route has a guard gets one finding for all. One
// that this machine alone gets to, one that serves nothing but diagnostics, and
// a package that no command imports get one note; a port that nobody else is
// told of gets none. Authentication in front of the service is not visible.
package missing_auth
