// Package invalid_document reports the places where an OpenAPI document is
// broken: names that stand twice in one mapping, values of the wrong type,
// references that lead nowhere, in a circle, out of the project or to the
// network.
//
// # Why
//
// What a broken place was meant to say is not checked by anything: not by this
// program, not by a gateway, not by the generator of a client. A path item whose
// reference leads nowhere is an operation that nobody sees.
//
// # Avoid
//
// References to files that are not in the repository, and keys copied without
// renaming them.
//
// # Prefer
//
// Keep every file that a document is made of inside the repository and refer to
// it by a relative path.
//
// # Limits
//
// Only the parts that other rules read are checked for their types. Whether a
// document obeys the whole specification is a question for a validator.
package invalid_document
