package model

// Part is a field or a call that yields what of a request tells routes apart:
// what a guard can go by that lets some of them by.
type Part struct {
	Symbol string
	Of     PartOf
	Result int // of a call, which of its results
}

// PartOf says which part of a request something is.
type PartOf int

// The parts.
const (
	PathOf    PartOf = iota // the path as a client wrote it
	VerbOf                  // the method
	PatternOf               // the path as the route was registered, in the library's syntax
	PairOf                  // the method, a blank and the path as registered; the path alone for a route of all methods
)
