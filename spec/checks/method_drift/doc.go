// Package method_drift reports operations of an OpenAPI document whose path the
// service answers, but with other methods.
//
// # Why
//
// Document and code mean the same resource and disagree on what can be done with
// it. Clients that are generated from the document fail, and the methods that the
// code does answer are those that nobody reviewed: undocumented_route names them.
//
// # Avoid
//
// Changing PUT to PATCH, or taking a method away, in one of the two places.
//
// # Prefer
//
// Correct the method where it is wrong, in the document or at the registration.
//
// # Limits
//
// HEAD is answered wherever GET is. A route for any method answers each one. The
// finding is a hint where a registration could not be read that may be the
// missing one.
package method_drift
