// Package ghost_operation reports operations of an OpenAPI document that no route
// of the service answers.
//
// # Why
//
// A document that promises what is not there hides what is: reviewers, gateways
// and scanners spend their time on operations that end in 404, and the route that
// took the place of one of them is in nobody's list. A gateway that is configured
// from the document keeps a door open that somebody may later put something
// behind.
//
// # Avoid
//
// Operations that stay in the document when their routes are removed or moved.
//
// # Prefer
//
// Take the operation out of the document together with its route. What is
// answered by something else, as a gateway, says so: by a server of its own.
//
// # Limits
//
// An operation whose path the service answers with other methods is method_drift.
// A finding is a hint where something may answer the operation all the same:
// registrations that could not be read, a path that is not wholly known, a route
// for any method that takes what is left over, a server of its own, settings of a
// gateway, x-internal, or a document that no policy binds and of which three
// quarters are not answered. Where no route of the program is in the document it describes
// another service, and nothing is said.
package ghost_operation
