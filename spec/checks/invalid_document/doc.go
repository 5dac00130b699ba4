// Package invalid_document reports the places where an OpenAPI document is
// broken: names that stand twice in one mapping, values of the wrong type,
// references that lead nowhere, in a circle, out of the project or to the
// network; and where it does not obey the specification: keys that it does not
// have or not yet, keys that are missing, parameters that are not those of the
// path.
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
// The whole specification is held against a document by apiward check alone, and
// neither with --no-conform nor where the policy has conform = false in the rule's
// block; elsewhere only the parts that other rules read are checked for their
// types. Values of examples are not held against their schemas, and patterns are
// not compiled. A mistake that is made a hundred times is listed twenty times.
package invalid_document
