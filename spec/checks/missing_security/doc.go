// Package missing_security reports operations that an OpenAPI document leaves
// open: operations whose weakest alternative of security asks for no credential.
//
// What holds for an operation is its own security where that is written, else
// the document's. Alternatives are the attacker's choice, so that one empty
// alternative opens the operation. A scheme that is not declared guards nothing.
//
// Nothing declared anywhere, and schemes that do not exist, are proven. What is
// written on purpose, as [] or as an empty alternative, is unproven where the
// operation changes something and a hint where it only reads; it is proven where a
// change or a removal is open and reading the same path is not, and a reading
// operation that documents 401 is unproven. Where no operation of the document has
// any security and no scheme is declared, or more than twenty declare nothing and
// none or one in twenty does, one finding stands for all that declare nothing.
//
// # Why
//
// Gateways, generated servers and generated clients take security from the
// document. An operation that was forgotten there is served to everyone, and a
// misspelled scheme is as good as none.
//
// # Avoid
//
// Security on each operation, where the next operation is the one that has
// none; names of schemes that are written from memory.
//
// # Prefer
//
// Declare security once for the document and open what must be open with an
// empty list, in the operation, where a reviewer sees it. A route that is meant
// to be open can be named in the policy's public_routes, and x-public: true on
// the operation says the same.
//
// With --fix, an operation that declares nothing is made to ask for what all operations with a
// credential ask for, where that is one scheme without scopes; where none asks for
// anything and one scheme is declared, the document is, unless some operation is open
// by its nature.
//
// # Limits
//
// Operations that are open by their nature are hints where the document says
// nothing, and silent where it says that they are open: OPTIONS; login, signin,
// signup, logon, logout, forgot and reset password as the last part of a path; token,
// refresh, revoke, authorize, authenticate, callback, register as the last part of a path
// that speaks of authentication (auth, oauth, oidc, sso, saml) or of nothing else, and
// POST to such a path alone, as /api/auth;
// health, ready, live, ping, metrics, status, version; .well-known, openapi,
// swagger, redoc, docs. The operationId can say login, signup and the probes too.
// Whole words count, never parts of them, and only for GET, HEAD and POST.
//
// Webhooks and callbacks are received by others and are reported, as hints, only
// where a scheme does not exist. A gateway's own settings (x-amazon-apigateway-auth,
// x-google-, x-kong-) may guard an operation, which makes every finding on it a
// hint. Where the policy says that the gateway asks for a credential, what declares
// nothing or is open is marked with that, and what is broken is not. A requirement that names a declared scheme beside one that is not still
// asks for the declared one, and undefined_scheme says so; so it does where the
// document declares no scheme at all and names some. A mapping in the place of the
// list is unproven where a scheme in it is declared. From 3.2 on a name with a
// slash or a number sign is a URI: one of this document is looked up, others are
// taken as declared.
package missing_security
