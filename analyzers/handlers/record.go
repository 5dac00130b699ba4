package handlers

// Record is what the functions of one package do with requests and responses. It
// can be written to disk.
type Record struct {
	Package string
	Funcs   []Func // by name
	Types   Types
	Notes   []Note // comments that describe an API, by file and line
	// Embedded are documents that generators have put into it.
	Embedded []Embedded
}

// Func is what one function does, symbolic in its parameters, receiver first, and
// in those of the functions around it.
type Func struct {
	Name string
	At   Place
	// Events are in the order of the code; Exits are the ways on which it returns.
	Events []Event
	Exits  []Exit
	Reads  []Read
	// Returns are the values of its last result, where that can be an error that is
	// answered, or a status.
	Returns []Value
	Takes   bool // it is given a request or a response
	Fails   bool // its last result is an error
	Results int
	// Context is the import path of the framework whose context it takes, "" for
	// none.
	Context string
	// Parses are the shapes of what its parameters are parsed as, of no kind where they
	// are not.
	Parses []Shape
	// Input and Output are the types of a function that is given a decoded request and
	// returns an answer.
	Input, Output *Shape
}

// EventKind says what an event is.
type EventKind uint8

// The kinds of event.
const (
	heads   EventKind = iota + 1 // the status of what follows is Status
	sends                        // Value is sent
	kinds                        // the content type of what follows is Value
	calls                        // Call is called
	refuses                      // Status is answered, and the first result is an error, or neither
	escapes                      // the response is handed to what is not followed
)

// Event is something that happens to a response.
type Event struct {
	Kind    EventKind
	Before  []Edge // what can come right before it
	At      Place
	Dest    []Value // what is written to, empty where that is a client
	Status  []Value // empty: what has been said before
	Content Content // OfUnknown: as Value is
	Value   []Value
	Open    bool // there can be other answers beside it
	Maybe   bool // it need not happen
	Call    *Call
}

// Edge is a way from an event on: from the beginning, if Event is -1. Where Is is
// set it is taken only if that is what the call's result of index Result is.
type Edge struct {
	Event  int
	Result int
	Is     Truth
	// If is a condition on a parameter that holds on the way, nil where there is none.
	If *Condition
}

// Condition says whether the parameter Index of the function Func is the constant
// Text, as Go writes it; "nil" is one.
type Condition struct {
	Func  string
	Index int
	Text  string
	Is    bool
}

// Truth is what is known of a boolean, or of a value that can be nil.
type Truth uint8

// The truths.
const (
	either Truth = iota
	yes          // true, or not nil
	no           // false, or nil
)

func (t Truth) not() Truth {
	switch t {
	case yes:
		return no
	case no:
		return yes
	}
	return either
}

// Exit is a way on which a function returns, with what its results are then.
type Exit struct {
	Edge
	Results []Truth // empty: nothing is known of them
}

// Call is a call of a function of the project.
type Call struct {
	Func  string  // "" for that which Value is
	Value []Value // a function
	Args  [][]Value
	Types []Shape // type arguments
	Gives bool    // a request is among the arguments
	// Package is the one of Func.
	Package string
	At      Place
}

// Read is something that is read of a request.
type Read struct {
	At Place
	// In is the part, or Of what it is read from where that is a value; Name is a
	// parameter's name.
	In      In
	Of      []Value
	Name    []Value
	OrQuery bool
	File    bool
	Shape   Shape
	// Unseen says that a library is given the request, and may read what it likes.
	Unseen bool
	// Parsed are the calls that are given what was read.
	Parsed []Call

	// Into is what a body is decoded into, and From what it is decoded from where that
	// need not be a request.
	Body    bool
	Into    []Value
	From    []Value
	Content Content
	Any     bool // what the request says it is, where it can have a body
	Keys    []Key
}

// Key is a key of tags and the part that it names.
type Key struct {
	Key string
	In  In
}

// ValueKind says what is known of a value beside its shape.
type ValueKind uint8

// The kinds of value.
const (
	unseen   ValueKind = iota
	number             // the constant Int
	text               // the constant Text
	param              // the parameter Index of the function Func
	nothing            // nil
	writer             // what writes to a client
	body               // a request's body, or what was read from it
	part               // a part of a request that holds parameters, In
	function           // the function Func
	encoded            // Args encoded as Content
	raised             // an error that is an answer, with the status Args and Content
	result             // what Call returns
)

// Value is what is known of a value.
type Value struct {
	Kind    ValueKind
	Int     int
	Text    string
	Func    string
	Index   int
	In      In
	Content Content
	Args    []Value
	Call    *Call
	Shape   *Shape // nil: unknown
	At      Place  // raised: where it is made
	// Unread are the fields of a local struct that nobody looks at.
	Unread []string

	env *env // function: where it was made
}
