// Package open_object reports objects in requests that may have properties
// beside those that are named.
//
// It looks at what the service receives, and at named schemas that no operation
// uses; each definition is one finding. additionalProperties that are true or {}
// are proven in a body or beside properties that are named; in a field that names
// none, which is a dictionary, they are unproven, as are a schema for them without
// maxProperties and an object that names no property, and an object that says nothing, which allows them,
// is a hint. In OpenAPI 3.1 and later unevaluatedProperties count the same.
//
// A schema that is closed and put together with others by allOf, or that is an
// alternative beside properties, is a finding of its own, unproven: it refuses
// what the others name, and whoever meets a document that lets nothing through
// stops checking.
//
// # Why
//
// What a document allows, gateways and generated servers let through to code
// that binds it: a role, an owner or a price that the author of the schema never
// thought of. An object with a million properties is a document's work to refuse
// too.
//
// # Avoid
//
// additionalProperties: true for convenience, type: object for "some JSON", and
// additionalProperties: false inside allOf.
//
// # Prefer
//
// Name the properties and close the object where it is whole: with
// additionalProperties: false, and around allOf with unevaluatedProperties:
// false. A map has a schema for its values and maxProperties.
//
// # Limits
//
// Answers are silent: what they may hold in addition is for exposed_field. Parts
// of allOf, schemas with properties and a discriminator, alternatives beside
// properties, and before OpenAPI 3.1 what allOf puts together, are never asked to
// be closed.
// What maxProperties, propertyNames, enum or const bounds is silent.
package open_object
