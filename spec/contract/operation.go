package contract

import (
	"github.com/apiward/apiward/spec"
	"github.com/apiward/apiward/spec/lint"
)

// Operation is one method and path that a service answers, as its code has it.
type Operation struct {
	Service    string // import path of the main package
	Listener   string // the address it is served on as far as that is known, else ""
	Method     string // one verb, or ANY
	Path       string // full prefix, {name} parameters, {name...} for a catch-all, {?} where a piece is unresolved
	Framework  string // import path of the router's package
	Auth       string // required, optional, none or unknown
	Configured bool   // a setting of the program switches off what requires a credential
	Public     bool   // declared to need no authentication
	Implied    bool   // the router answers it by itself, as HEAD beside GET
	Partial    bool   // a prefix or a middleware of its chain is not known
	// Conditional says that it is registered on some ways through the code only.
	Conditional bool
	// Credentials are what its guards read, each one enough or not. None: that is
	// not known.
	Credentials []Credential
	Traffic     *Traffic // nil where nothing is known of what its handler reads and writes
	Source      Source
	Handler     string // "example.com/m/api.(*Server).create"
}

// Source is where a route is registered. Line and Column are 1-based, columns
// in UTF-8 bytes.
type Source struct {
	File   string // slash path relative to the project's root
	Line   int
	Column int
}

// GRPC is the framework of routes that speak a protocol of their own: no OpenAPI
// document describes them.
const GRPC = "google.golang.org/grpc"

// String returns "GET /orders/{id}".
func (o *Operation) String() string { return o.Method + " " + o.Path }

// Range returns the place of the registration.
func (o *Operation) Range() spec.Range { return o.Source.Range() }

// Range returns the place as documents have theirs.
func (s Source) Range() spec.Range {
	return spec.Range{File: s.File, Line: s.Line, Column: s.Column}
}

// Problem is one thing that a rule found. Its Range may be in a document or in
// Go code; its Method and Path are the route's.
type Problem struct {
	spec.Problem
	Service string // "" where it is about no single service
}

// Match says which documented operation a route answers.
type Match struct {
	Operation int    // index among the operations given to Compare
	Document  string // name of the document
	Pointer   string
	// Documented is the operation, of API.
	Documented *lint.Operation
	API        *lint.API
	Line       int // in the file that the operation stands in, which is the document's own unless it is behind a reference
}
