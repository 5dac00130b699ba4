package model

// RPC is what is known of a library that serves methods of services.
type RPC struct {
	Options []Option
	// Parts lists the types of what stands around the methods of services:
	// interceptors, and options that hold them.
	Parts []string
	// Nexts lists the types of functions by which an interceptor runs the rest.
	Nexts []string
	// Wrappers lists types of interceptors that are values with a method for each
	// kind of call.
	Wrappers []Wrapper
	// Streams lists types that are the server's end of a stream, where the library
	// has some of its own.
	Streams []string
	// Codes lists types whose constants are the codes by which an answer of gRPC
	// says how a call went.
	Codes []string
	// Procedures lists symbols that yield the name of the method that is called.
	Procedures []Procedure
	// Templates lists calls that compile the path of a route, and Forwards those by
	// which its handler prepares the call of a method.
	Templates []Template
	Forwards  []Forward
}

// Template is a call that makes a path of steps for a stack of its parts, the texts
// that these are of, and what follows a colon behind the last part. A symbol without
// steps hands on what another call made.
type Template struct {
	Symbol             string
	Steps, Texts, Verb int // indexes of arguments, from 1 on
}

// Forward is a call by which the handler of a route prepares that of a method.
type Forward struct {
	Symbol string
	Name   int  // the argument, counted from 1, that names the method; 0: none
	Away   bool // it is called over a connection, and the server there decides
}

// Service is a call that registers all methods of a service, in one of two
// forms: by a description of them and a value that has them, or by the path of
// one method and the function that answers it. Indexes are as in [Register].
type Service struct {
	Name   string // the router's method, or for a Path the function that makes the router
	Desc   int    // the generated description; -1: none
	Impl   int    // the value, or the function
	Path   int    // -1: none
	Around int    // the first option, 0: none
	Stream bool   // the one method is a stream
	// At is the path of the service where the library fixes it, and answers itself.
	At string
}

// Option is a call that makes an option of a server or of a handler.
type Option struct {
	Symbol string
	Arg    int // the first interceptor; all that follow count
	Calls  Calls
	// Asks says that the argument is a function that lets calls by, or ends them
	// by an error that it returns.
	Asks bool
	// Connects says that it is about whoever connects, and not about each call: of
	// what comes over a gateway that is the gateway.
	Connects bool
}

// Wrapper is a type of interceptors, by the methods that wrap what follows.
type Wrapper struct {
	Type, Unary, Stream string
}

// Calls says for which calls of methods something counts.
type Calls int

// The kinds of call.
const (
	AllCalls Calls = iota
	UnaryCalls
	StreamCalls
)

// Procedure is a field or a call that yields the name of the method that is
// called.
type Procedure struct {
	Symbol string
	Part   ProcedurePart
}

// ProcedurePart says which part of "/package.Service/Method" something is.
type ProcedurePart int

// The parts.
const (
	WholeProcedure ProcedurePart = iota
	ServiceOf                    // package.Service
	MethodOf                     // Method
)
