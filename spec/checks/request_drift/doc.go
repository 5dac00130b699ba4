// Package request_drift reports fields that the code takes from the body of a
// request and that the documented schema does not have.
//
// The fields are those that decoding fills in the Go value that the body is bound
// to, those of embedded types among them. Each is reported once, at the field,
// with the schema that lacks it and the routes that take it.
//
// # Why
//
// Whoever reads the document thinks that clients cannot set a field; the code sets
// it when they send it all the same. Where the field is a role, an owner, a price
// or a flag of approval, that is mass assignment, and nobody who tests along the
// document finds it.
//
// # Avoid
//
// Binding the model that is stored.
//
// # Prefer
//
// A type of its own for each request, with the documented fields and no other;
// the server's own fields are set from what it knows.
//
// # Limits
//
// A field that decides about rights, owners, money or approval is an error, as is
// one of these that the document declares readOnly. Any other is a warning, and a
// hint where the document says nothing of the fields at all. What an interface or
// a marshaler of a type's own takes, and schemas that choose subtypes by a
// discriminator, are not compared, nor is a field of a local struct that the handler
// decodes and never looks at. A field that is required by the document and
// that the bound type does not have is a hint: the code ignores it.
package request_drift
