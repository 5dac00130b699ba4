// Package hardcoded_secret reports credentials that are written in the source.
//
// A constant is judged by its shape: the tokens of some hundred kinds that
// providers hand out, with their lengths, alphabets and check digits, private
// keys, JSON Web Tokens, and passwords in connection strings. It is judged as
// the compiler sees it, so that a key put together from pieces is one key, in
// every place that a constant can stand in; and a password that fmt.Sprintf or a plus
// puts into a connection string is judged where it stands there.
//
// And it is judged by its use: a constant that is handed to what takes a
// password, a key or a token, as SetBasicAuth, an Authorization header, a key to
// sign with or the options of a client, or that is compared to what a request
// presents.
//
// # Why
//
// Whoever can read the source can use the credential: everyone who ever worked
// on it, every machine that builds it, every copy of the repository and of the
// binary. It cannot be changed without a release, so that it is not changed.
//
// # Avoid
//
// Writing a key, a token or a password into code, as a default as well: what
// stands where the environment says nothing is what production runs with on the
// day the environment says nothing.
//
// # Prefer
//
// Read it from the environment, from a file that the platform mounts or from a
// secret store, and refuse to start without it. One that was in the source once
// is in its history for good: have it revoked.
//
// # Limits
//
// Names decide nothing: a constant that is called password and that nothing takes
// for one is not reported. A variable stands for all that its package assigns to
// it. A constant is followed through functions, fields and packages as long as it
// stays what it is: not where it is put together with other text, but for connection
// strings in one package, or goes through a map or code of other modules. Placeholders, samples of manuals, public keys, certificates,
// hashes, connection strings without a password and those for the developer's
// own machine are silent, and so are tests. A key whose check digits do not hold,
// a private key under a passphrase or in a package that no command imports and a
// weak password are warnings; a key of a sandbox is a note. Keys that providers hand out as bare hexadecimal look as
// hashes do and are told by their use alone.
//
// No report shows the credential: messages hold four bytes at most, of a prefix
// that all keys of the provider have, and source lines are shown with it
// covered. What go vet -c and golangci-lint print of the source is theirs.
package hardcoded_secret
