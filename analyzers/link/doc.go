// Package link joins what the passes found in single packages to one program:
// every route with the chain that guards it, and every flow from a request to
// a sink that crosses packages and interfaces.
package link
