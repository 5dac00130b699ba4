// Package undeclared_credential reports credentials that a document declares by
// hand, as header and cookie parameters, where a security scheme belongs:
// Authorization, X-API-Key, X-Auth-Token and their like.
//
// One name is one finding, for all operations that have it. It is proven where no
// security holds for one of them, unproven where another scheme is asked for
// beside it, and a hint where the parameter only repeats a scheme that holds, or
// where others receive the request.
//
// # Why
//
// Whoever reads the document as a machine, a gateway, a generator of servers, a
// scanner, sees an operation without security and a text that happens to be sent.
// From 3.0 on a header parameter named Authorization is ignored altogether. Two
// declarations of one credential drift apart.
//
// # Avoid
//
// Authorization as a parameter, because the page that shows the document then has
// a field for it; the parameter of a scheme that was forgotten.
//
// # Prefer
//
// Declare the credential as a security scheme (http bearer, or apiKey with the
// header's name) and name it in security. Pages that show documents have a field
// for those too.
//
// # Limits
//
// Names are judged by whole words: X-CSRF-Token, X-Page-Token, Idempotency-Key and
// X-Token-Type are silent, and so are booleans, numbers, lists and values of an
// enum. Names of one-time codes are silent too: they come with a credential.
// Operations that hand out tokens are hints. Headers of responses, and Accept and
// Content-Type, are no credentials.
package undeclared_credential
