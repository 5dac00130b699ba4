// Package privileged_property reports what clients can set and only the service
// should decide: who is an administrator, what somebody may do, whether an address
// is verified, what is on an account, what something costs.
//
// Every property of the bodies of POST, PUT and PATCH is looked at once, where it
// is written, through references, allOf, oneOf, anyOf, items and the subtypes of a
// discriminator; in Swagger 2.0 the fields of forms too. What is readOnly, by itself
// or by another part of an allOf, is not received and is silent. A name counts whole,
// by its words: is_admin and isAdmin, and no admin_email.
//
// Where people act on themselves, or have no account yet (me, profile, signup,
// register), a finding is proven; elsewhere unproven, because the operation may be
// for administrators and nothing says so. Where the path, the operationId or the
// scopes that are asked for say so it is a hint, as for roles in bodies that have
// nothing in common with what is answered. A body that is a JSON Patch, or a merge
// patch without a schema, can change all that the resource has. A schema that is
// sent and received, with nothing in it readOnly and two or more properties that the
// service decides (id, status, created_at), is told once, as a hint.
//
// # Why
//
// Frameworks bind a body to a struct field by field. Where the document has the
// field, generated clients offer it and generated servers take it: a user who sends
// isAdmin along is one.
//
// # Avoid
//
// One schema for what is stored, what is answered and what clients send.
//
// # Prefer
//
// A schema of its own for requests, or readOnly: true on what the service decides.
// Rights are given by an operation of its own that asks for a scope.
//
// # Limits
//
// Whether the service takes what the document offers is not in the document. Roles
// count where the schema or the path speaks of people and not of giving rights
// (members, invitations, tokens, policies); prices in orders, carts and bookings;
// balances on accounts and customers; owners only in schemas that are answered too.
// Lists of choices in which none gives rights are silent.
package privileged_property
