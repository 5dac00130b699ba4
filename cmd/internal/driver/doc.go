// Package driver loads Go packages and runs analyzers over them.
//
//	Load   go env, go list  →  Program: which packages there are, and the types
//	                           of everything outside the module
//	Run    parse, type-check, analyse in the order of imports  →  Packages
//
// Only first-party packages, those of the main, workspace and locally replaced
// modules, are read from source. Everything else is known by the export data
// that the compiler wrote: a service of 20 packages rests on some 400 others,
// and their syntax would cost ten times its own memory.
//
// A package that cannot be analysed never ends a run. It is listed as a
// [finding.Failure], once for its cause, and the others go on.
//
// The same binary also serves go vet, see [VetMain] and [Vet].
package driver
