// Package exposure_drift reports fields that the code writes into a response and
// that the documented schema does not have.
//
// The fields are those that encoding/json writes for the Go value that the handler
// encodes: by their tags, with those of embedded types and of type arguments.
// Each is reported once, at the field, with the schema that lacks it and the
// routes that send it.
//
// # Why
//
// The document is where a reviewer looks for what leaves the service. A field that
// is in the struct and not in the schema leaves all the same: password hashes,
// internal flags and other people's data have been published so, because a column
// was added to a model that a handler encodes as a whole.
//
// # Avoid
//
// Encoding the types of the store, and schemas that are open (additionalProperties)
// to keep a validator quiet.
//
// # Prefer
//
// A type of its own for each response, with the documented fields and no other.
// `json:"-"` on what must not leave.
//
// # Limits
//
// A field with the name of a credential, of a government ID or of financial or
// health data is an error, as is one that the document declares writeOnly; any
// other is a warning, and a hint where the document says
// nothing of the fields at all. Open additionalProperties excuse nothing. What a
// marshaler of a type's own writes, what stands behind an interface, and schemas
// that choose subtypes by a discriminator are not compared, and neither is a
// response that the document does not have: status_drift tells that.
package exposure_drift
