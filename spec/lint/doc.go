// Package lint walks OpenAPI documents of all versions in one way.
//
// An [API] is what a document says, without what its version makes of it:
// operations with the security and the servers that hold for them after
// inheritance, and where each of these was said. It is a view and no rewriting,
// so that every position stays true.
//
// A rule is a [Check]: a function that is called once per document and returns
// a [Visitor], whose closures hold what the rule remembers. [Run] walks a
// document once for all checks.
package lint
