// Package permissive_cors reports operations that have no operationId.
//
// # Why
//
// What the rule asks for is missing here: say what an attacker or a user gets
// from it. Logs, limits and rights are assigned to operations by their ID; one
// without an ID falls out of all of them.
//
// # Avoid
//
// Operations that are told apart by their method and path alone.
//
// # Prefer
//
// Give every operation an operationId that is unique in the document.
//
// # Limits
//
// Whether an ID says what its operation does is for people to judge.
package permissive_cors
