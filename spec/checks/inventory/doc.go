// Package inventory reports what an OpenAPI document does not say of its own API: who
// is responsible, what is served where, and how long.
//
// It reports a document without a contact in info and without an extension that names
// an owner, a team or a maintainer; servers whose names are placeholders (example.com,
// .example, .test, .invalid), that are the developer's own machine and the only one, or
// that are shown beside production and are on that machine, on a private network, or a
// stage before production by a label of their host or by their description (staging,
// dev, test, qa, uat, preprod and their like); servers without a description beside
// others that have one; deprecated operations that do not say until when they are
// served; and operations on /v1 that are there on /v2 as well and are not deprecated.
// Where more than twenty operations, or more than five and half, have one of the last
// two, one finding at paths stands for all.
//
// # Why
//
// What nobody knows of nobody patches. Old versions and test systems have the data of
// the new one and the flaws of last year, and a document that points to them is the map
// by which they are found.
//
// # Avoid
//
// One document for all environments.
//
// # Prefer
//
// Publish production, and mark what is for yourselves with x-internal: true. Name a
// contact, and give every deprecated operation an end: x-sunset with a date, or the
// header Sunset.
//
// # Limits
//
// A sandbox, a demo and a beta are for customers and silent. Hosts in which a variable
// stands are filled in by others and are not judged by their default. That an operation
// says until when it is served is taken from its extensions, from the header Sunset, and
// from a year in its description.
package inventory
