// Package undocumented_route reports routes that a service answers and that no
// OpenAPI document of it describes.
//
// A route and a documented operation are the same where their paths are,
// parameter names aside. The path of the document's servers and the base_path
// of the policy are taken into account, a route for any method answers each
// method, and whoever documents GET has documented HEAD.
//
// # Why
//
// What is not in the inventory is not reviewed, not tested and not guarded by
// the gateway that is configured from it. Forgotten debug and old-version routes
// are where attackers look first.
//
// # Avoid
//
// Routes added for one customer, for support or for a migration, and never
// written down.
//
// # Prefer
//
// Add the operation to the document together with the route. A route that must
// not be public knowledge belongs to an internal document, or behind another
// listener.
//
// # Limits
//
// OPTIONS, probes (health, ready, live, ping, metrics, status, version),
// documentation (openapi, swagger, redoc, docs, .well-known), the root path and
// static files and methods of gRPC are never reported, nor are routes that the
// router answers by itself or whose path is not fully known. A catch-all, a route
// outside the document's base path, a route that a documented path covers by a
// parameter and the diagnostics of the standard library (pprof, expvar) are hints.
// Where comments or registrations of the code are the document, a path that they do
// not have is one level lower: what is beside them may be described elsewhere. Where
// the document has no route of the service at all, or a few among those of another
// one, it seems to describe that: this is one hint, and the policy's document block
// can say what it serves.
package undocumented_route
