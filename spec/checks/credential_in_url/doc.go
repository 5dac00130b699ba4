// Package credential_in_url reports API keys, passwords and tokens that an
// OpenAPI document has clients write into the address of a request.
//
// A security scheme of type apiKey in the query is one finding, at its in: proven
// where an operation takes it, unproven where none does. A parameter of a path or
// a query that carries a credential by its name or by format: password is one
// finding for all operations that have it: proven for passwords, keys and tokens
// of access, unproven for a token or a secret of something, and a hint for what a
// link carries once, as a reset_token, and for sessions and signatures.
//
// # Why
//
// Addresses are written into access logs, browser histories, Referer headers,
// bookmarks, caches and error reports, by everyone on the way. Whoever reads one
// of them has the credential.
//
// # Avoid
//
// ?api_key= and ?access_token= because they are easy to try in a browser; a login
// with GET.
//
// # Prefer
//
// Headers: Authorization with a bearer token, or a header of your own, declared as
// a security scheme. Passwords belong into the body of a POST. A link that must
// carry a token should carry one that works once and for a short time.
//
// # Limits
//
// Names are judged by whole words: page_token, next_token, token_type, max_tokens,
// csrf_token, token_id, has_password and secret_name are silent, and so are
// booleans, numbers, lists and values of an enum. A parameter of a path that is
// named like the collection before it, as /secrets/{secret}, names a thing and is
// silent, and a hint where it is a token, a key or a password, as /tokens/{token}. A parameter that repeats a scheme's name in the
// query is that scheme's finding. Parameters of webhooks and callbacks are sent
// to others and hints. Components that no operation names are at most unproven.
package credential_in_url
