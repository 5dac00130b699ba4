// Package handlers tells what functions that answer requests read and write:
// parameters, bodies, statuses and the shape of what is encoded, as far as types
// and the flow of one function into another show it.
//
// A package's [Record] is a serialisable result of a pass, never a fact: only a
// driver that sees a whole program has a use for it, and joins the records by the
// names of functions. What cannot be read is unknown, and is said to be: nothing
// here is guessed.
package handlers
