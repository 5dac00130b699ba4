// Package secret_in_example reports credentials that are written in an OpenAPI
// document: in examples, defaults, constants and enums, in extensions, in the
// addresses and variables of servers, in code samples of descriptions.
//
// Tokens in the formats of some hundred providers, private keys, JSON Web Tokens
// and passwords in URLs are told by their shape wherever they stand. Random text
// is told where its name says that a credential belongs there: the property,
// parameter, header or server variable that it is a value of, or the key in the
// payload, be it written as YAML, as JSON in a text, or as a form. Each
// credential is one finding, with the other places it is written in.
//
// # Why
//
// Documents are published, rendered and copied into clients. Examples are often
// recorded from a running service, with the token of whoever recorded them; a
// default is what every generated client sends.
//
// # Avoid
//
// Pasting a real request or response, and keys as defaults "for trying it out".
//
// # Prefer
//
// Placeholders that nobody can take for a value: <token>, your-api-key. What was
// ever valid has to be revoked: it is in the history for good.
//
// # Limits
//
// A token in a provider's format, a private key and a password for a host that
// can be reached are proven. JSON Web Tokens, and random text where clients
// take it (defaults, constants, enums, servers), are unproven; random text in
// an example is a hint, for it may have been drawn to be shown, and so are
// tokens of sandboxes, tokens whose check digits do not hold, and numbers of
// payment cards. Words, templates, masked values, tokens and cards that
// standards and providers publish as samples, and hosts reserved for examples
// are silent. Prose is searched for formats alone. Words are compared as a
// whole, and the last one says what a value is: pageToken, tokenType and
// passwordPolicy are no credentials.
//
// No report shows the credential: messages hold four bytes at most, of a prefix
// that all tokens of the provider have, and lines are shown with it covered.
package secret_in_example
