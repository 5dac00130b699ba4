// Package unused_scheme reports security schemes that are declared and that no
// requirement of security names.
//
// # Why
//
// A scheme that nothing asks for guards nothing. Either it was forgotten where it
// should stand, and operations ask for less than was meant, or it is a rest that
// clients still implement and that somebody still hands out credentials for.
//
// # Avoid
//
// Schemes that are kept in case they are needed again.
//
// # Prefer
//
// Name the scheme in the document's security or in the operations that take it,
// or remove it together with what checks it.
//
// # Limits
//
// A document without operations is a library, and its schemes are for others. A
// scheme counts as used where any security value names it, be it one that holds
// for no operation, where another scheme that is used refers to it, and from 3.2
// on where a URI does. Where a security value is broken so that names in it cannot
// be read, the rule is silent.
package unused_scheme
