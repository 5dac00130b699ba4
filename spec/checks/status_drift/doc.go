// Package status_drift reports statuses on which an OpenAPI document and the code
// disagree: those that the code answers with and the operation does not describe,
// and those that it describes and the code never answers with.
//
// # Why
//
// Clients branch on what is documented. A 200 that says "no", a 202 where 201 was
// promised, or a 403 that nobody expects is handled as something else, and errors
// that are not described are those whose bodies nobody looked at.
//
// # Avoid
//
// Copying the responses of one operation to the next.
//
// # Prefer
//
// Describe what the handler answers with, and the rest as a range (4XX) or as the
// default.
//
// # Limits
//
// Ranges and the default cover what is in them. Answers of the server's own
// failures (5xx) are named beside others only, those that middleware gives as well
// (401, 403, 413, 429) are hints where they are not described, and none of these is
// missed. Where a helper chooses among several failures by an error, none of them is
// taken for certain. A described status
// counts as one that is never answered only where every answer of the handler is
// known.
package status_drift
