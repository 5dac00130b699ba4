// Package parity says, for everything that linters of OpenAPI documents are known
// to look for, which rule of this project looks for it in which versions of the
// specification, or why none does. Its table becomes spec/checks/PARITY.md, and a
// test holds every claim of it against a document that must be found and a twin
// that must not.
package parity
