// Package skeleton writes the OpenAPI document of a service that has none, from
// what its code does: a valid document to start from. What the code does not show
// is left open, so that a service never drifts from its own skeleton.
package skeleton
