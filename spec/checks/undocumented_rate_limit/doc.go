// Package undocumented_rate_limit reports operations of an OpenAPI document that do
// not say how often they may be called, and answers of 429 that do not say when to
// try again.
//
// An operation says so by an answer of 429; by Retry-After on 4XX or default; by the
// headers RateLimit or RateLimit-Policy, by RateLimit-Limit with RateLimit-Reset, or by
// X-RateLimit-Limit, X-RateLimit-Remaining and their spellings, on any answer; or by an
// extension for a gateway whose name speaks of rate limits, throttling or a quota, on
// it, its path or the document. Where more than twenty operations, or more than five and half,
// say nothing, one finding at paths stands for all. Where the document has headers of
// answers at all, 429 has one that tells when to come again.
//
// # Why
//
// Without a limit one client uses up what all share, and passwords are tried by the
// million. A client that does not know the limit runs into it, and one that is not told
// when to come again comes at once.
//
// # Avoid
//
// Limits that only those know who ran into them.
//
// # Prefer
//
// One 429 below components with Retry-After, that every operation refers to. Where a
// gateway limits and answers, write gateway { rate_limit = true } in the policy: the
// findings are then marked with it and do not count.
//
// # Limits
//
// Probes, preflights, what describes the service, webhooks and callbacks are not asked.
// Whether calls are limited in fact is not in a document.
package undocumented_rate_limit
