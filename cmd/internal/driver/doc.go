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
// # What is kept
//
// With a cache a run asks for each thing under a key made of all that it depends
// on, and works only where there is no answer:
//
//	a package    its files, what the compiler says of imports from elsewhere, and
//	             of each import from here the view: what it declares, its facts,
//	             and the views of what it imports in turn
//	a program    the essence of the results of all packages, whatever their files are
//	a run        the program and the texts of all documents
//	export data  where modules lie that never change, and what builds them
//	a listing    what the go command reads to list packages: go.mod files and sums,
//	             what files there are, and of Go files what is in front of declarations
//
// A change that leaves the view of a package as it was, as one in a body does that
// changes no fact, ends there, and so does one that only moves lines: what is kept
// names a line by its place among those that the package shows. Of packages that are
// at hand only declarations are parsed, and only where one that imports them is not.
// Nothing is kept of what failed: it is looked at again until it does not.
//
// # What go vet sees
//
// The same binary also serves go vet, see [VetMain] and [Vet]. Go vet runs it
// once for each package, with the facts of the packages below. The code rules
// find the same there, with these differences:
//
//   - A route without a guard, or a body without a bound, of another package is
//     shown where the program serves the router, or at the call that leads there.
//     Until then something above could still be put around it. A server that is put together by several packages,
//     under conditions of each, can be more than one of them shows.
//   - A flow through an interface into another package is shown where a value
//     becomes the interface: neither of its ends knows the other.
//   - What another package puts behind an interface that it returns, as a
//     constructor does, is not followed to where methods of the interface are
//     called; nor is what another package sets a field to.
//   - Related places and the steps of a trace are shown as far as they are in
//     the package.
//   - Documents, and what they say of the code, are not looked at.
//   - What tests do is left out, unless --tests says otherwise.
//   - A package that imports a broken one is not analysed, and none is where a
//     module is missing: the go command gives up first.
//   - There are no levels: notes are left out, and any other finding ends go vet
//     with a failure.
//   - What is excused is not shown, and nobody notices an excuse that matches
//     nothing.
//
// What is shown in another place names the place that apiward check shows. A
// test in cmd/apiward holds both against a whole service, finding by finding.
package driver
