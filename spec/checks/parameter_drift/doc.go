// Package parameter_drift reports parameters on which an OpenAPI document and the
// code disagree: those that the code reads and nobody documented, those that the
// document requires and the code never reads, and those of another type.
//
// # Why
//
// A parameter that is read and not documented is an entrance that no validator,
// gateway or tester knows: debug=1, as_user=7 and callback=… have been found so. A
// required one that is never read promises a check that does not happen.
//
// # Avoid
//
// Switches for support or for tests in the query, and parameters that stay in the
// document when their code is gone.
//
// # Prefer
//
// Declare each parameter that is read, with its type; remove the others.
//
// # Limits
//
// Names of path parameters do not count. Header parameters of the protocol, of
// proxies and of tracing, and what carries a credential of a declared scheme, need
// no description. A documented parameter counts as never read only where all that
// the handler reads is known. Text that is not parsed agrees with every type.
package parameter_drift
