// Package undefined_scope reports scopes in requirements of security that no flow
// of the scheme declares, scopes of schemes that have none, and requirements of
// OAuth that ask for no scope at all.
//
// A scope that is not declared is proven and one finding, where it is asked for
// first. So are scopes of API keys
// and HTTP schemes in 2.0 and 3.0, where nothing reads them. A requirement of
// OAuth without scopes is a hint where the scheme declares some and an operation
// does more than hand out a token.
//
// # Why
//
// A provider refuses a scope that it does not know, or ignores it, and then the
// operation is open to every token. Scopes beside an API key look like rights and
// are text. Without a scope a token for reading the news changes orders.
//
// # Avoid
//
// Scopes that are written from memory, and scopes that stay behind when the
// scheme changes from OAuth to a key.
//
// # Prefer
//
// Declare each scope in the flow, say what it allows, and ask for the narrowest
// one in every operation.
//
// # Limits
//
// OpenID Connect declares its scopes in the provider's configuration, which is
// not in the document. From 3.1 on the names beside other schemes are roles and
// may be anything. A scope counts as declared where any flow of the scheme has
// it. A scheme without a flow, or behind a reference that leads nowhere, is
// another rule's.
package undefined_scope
