// Package undocumented_errors reports operations of an OpenAPI document that do
// not say how they fail.
//
// An operation that asks for a credential documents 401 or 403, one that takes
// input documents that it refuses some (400 or 422; any other 4XX but 401, 403 and
// 429 will do), and one that describes its success documents a failure of the
// service (5XX). The wildcards 4XX and 5XX, and default, count. What one operation
// lacks is one finding; where more than twenty operations, or more than five and half, lack
// the same, one finding at paths stands for all. An operation that documents 401
// and asks for no credential contradicts itself, and is a hint. So is one whose 401, 403,
// 429 or 5XX has neither content nor headers: nothing says what is sent with it.
//
// # Why
//
// What is not documented is written by each handler as it comes: one answers with a
// stack trace, one with 200 and a message, and clients that are generated from the
// document treat both as success. Gateways that enforce a document pass only what it
// says.
//
// # Avoid
//
// Responses for the good case alone.
//
// # Prefer
//
// One error response below components, with a schema of few fields, that every
// operation refers to, or a default.
//
// # Limits
//
// Operations that are open are not asked for 401. HEAD, OPTIONS, TRACE, webhooks and
// callbacks are not asked for anything, probes and what describes the service not for
// 5XX, and what is guarded by client certificates alone not for 401. Whether a service
// answers so is for the code to show. 429 has a rule of its own,
// undocumented_rate_limit.
package undocumented_errors
