package model

// Reply is a call that answers a request, or says how it will be answered.
// Argument indexes exclude the receiver; -1 means that there is no such argument.
type Reply struct {
	Symbol string
	Kind   ReplyKind
	Status int // the argument that is the status
	Code   int // the status where no argument is; 0: what has been said before
	Value  int // what is sent
	// Content is the form that the value is sent in, as json; "" where the value is
	// sent as it is.
	Content string
	// Writes says that it is an answer only where the argument Dest, the receiver if
	// that is -1, writes to a client.
	Writes bool
	Dest   int
	// Open says that the library can answer in other ways as well.
	Open bool
	// Context is the argument, counted from 1, that is a request whose context can hold
	// the status, under the variable Key; 0: none.
	Context int
	Key     string
}

// ReplyKind says what a call has to do with an answer.
type ReplyKind int

// The kinds.
const (
	Sends  ReplyKind = iota // it is the answer
	Heads                   // it says the status of the answer that follows
	Types                   // its argument Value is the content type of what follows
	Raises                  // it makes an error that is an answer once a handler returns it; a variable may do as well
	Quiet                   // it answers nothing, though it is given what could
)

// Decode is a call that decodes a request into a value.
type Decode struct {
	Symbol string
	From   int // what is read: an argument, -1 the receiver, [FromRequest] the request itself
	Into   int
	// Content is the form of the body that it takes, "any" for what the request says
	// it is, "" where it reads none.
	Content string
	Tags    []Tag
	// Refuses is the status of the answer that it gives by itself where it fails,
	// or of the error that it returns; 0 for neither.
	Refuses int
	Answers bool // it gives that answer, and returns no error that does
}

// FromRequest stands for the request that a call is made on, or given.
const FromRequest = -2

// Tag is a key of struct tags that names a part of a request.
type Tag struct {
	Key string
	In  SourceKind
}
