// Package missing_schema reports where an OpenAPI document leaves open what a body, a
// parameter or a header may hold.
//
// A body in a form that has parts (JSON, XML, YAML, a web form, a stream of events) has
// a schema, and one that says something; so has a parameter, and a header of an answer;
// in Swagger 2.0 these have a type. The answer 200 of a GET or QUERY has a body at all.
// A property that clients may send has a type. Each definition is one finding, however
// many operations use it. Where more than twenty reads, or more than five and half, are
// not described, one finding at paths stands for all.
//
// Hints are schemas that leave out what makes them hold: properties without a type,
// since what is no object is valid then; arrays whose items are not described; objects in answers that name nothing. More than twenty with the same lack are
// one finding.
//
// # Why
//
// What has no schema is checked by nothing that works from the document: no gateway and
// no generated server refuses it, no generated client and no reviewer sees which fields
// leave the service, and neither do the rules that look for sensitive ones.
//
// # Avoid
//
// application/json: {} until somebody finds the time, and schema: {} to silence a
// validator.
//
// # Prefer
//
// Describe the body where it is defined, and close it with additionalProperties: false.
// Where anything is meant, name the schema and say so in its description.
//
// # Limits
//
// Pictures, archives, plain text and the like need no schema, and neither do answers to
// what changes something, which are often empty. Probes and callbacks are not asked. A
// free-form object with a description means it; whether one in a request may be open is
// for open_object.
package missing_schema
