// Package property_access reports properties that are readOnly and writeOnly at
// once: neither sent nor received, or both, as each reader takes it.
//
// What a property says by itself counts together with what its schema says behind
// a reference, and with the parts of its allOf. In OpenAPI 3.0, where both at one
// place break the specification, invalid_document tells that and this rule what is
// put together from several places.
//
// # Why
//
// Servers and clients that read the same document disagree on who may see the
// property and who may set it. Whoever wrote it meant one of the two, and half of
// the readers take the other.
//
// # Avoid
//
// Flags in a schema that other properties refer to, with the opposite flag beside
// the reference.
//
// # Prefer
//
// One of the two, at the property. A value that clients set and read back has
// neither.
//
// # Limits
//
// The flags of oneOf and anyOf count where all branches have them.
package property_access
