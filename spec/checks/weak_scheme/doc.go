// Package weak_scheme reports security schemes that protect less than their
// users believe: HTTP Basic, Digest, Negotiate, HOBA, SCRAM-SHA-1 and OAuth 1.0,
// HTTP authentication schemes that nobody registered, schemes that the document
// itself calls deprecated, and cookies that change something on their own.
//
// A scheme is one finding, at the words that choose it, with the number of
// operations that take it. It is proven where some operation takes it and
// unproven where none does. Names are compared as HTTP compares them, without
// regard to case.
//
// # Why
//
// Basic sends the password itself, with every request, to whoever answers. Digest
// rests on MD5 and has the server keep what is as good as the password. Negotiate
// speaks for a connection, which proxies share among callers. OAuth 1.0 was
// withdrawn. A name that nobody registered is one that no client and no gateway
// knows, so that each invents what it means.
//
// # Avoid
//
// Passwords that travel with each request; schemes of a library's own; a session
// cookie as all that a write asks for.
//
// # Prefer
//
// Tokens that are short-lived and name their audience: http with scheme bearer,
// oauth2, openIdConnect; mutualTLS between services.
//
// # Limits
//
// Basic that only operations take which hand out tokens, as a client's own
// password at the token endpoint, is a hint. Registered and not reported are
// bearer, concealed, dpop, gnap, mutual, privatetoken, scram-sha-256 and vapid;
// AWS4-HMAC-SHA256 is not registered and known all the same. A deprecated scheme
// is a hint, and only where an operation takes it. A cookie is a hint where an
// operation that changes something asks for nothing else and the document knows
// no parameter against forged requests; what SameSite says is not in it. API keys
// in the query string are credential_in_url's, the flows of OAuth insecure_oauth's.
package weak_scheme
