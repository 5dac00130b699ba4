// Package spec reads OpenAPI documents without changing them.
//
// A [Document] keeps every value where it stands: file, line, column and JSON
// pointer, in Swagger 2.0 and in OpenAPI 3.0, 3.1 and 3.2, in YAML and in JSON.
// Linting must go on where a document is broken, because a broken document is
// the one that needs it: duplicate keys, wrong types and references that lead
// nowhere are [Problem] values, never the end. Only what is no document at all
// is an [Error].
//
// A document is hostile until shown otherwise. Aliases are followed by identity
// and never expanded, references stay inside the project's root and go to the
// network only as far as whoever loads the document lets them, and sizes are
// bounded.
//
// A loaded document does not change and may be read from several goroutines.
package spec
