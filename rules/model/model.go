// Package model is the vocabulary for what is known of a library: which calls
// register routes, read a request, limit a body, run SQL. It is data without
// behaviour. A framework or a driver is one value of [Library]; the analyses
// ask for concepts and never for a library by name.
//
// A Symbol names a function as "Func" or a method as "Type.Method", without
// pointer stars, relative to the library's import path.
package model

import (
	"strconv"
	"strings"
)

// Library is what is known of one package.
type Library struct {
	Path string // import path, major version included

	Routers    []Router
	Serves     []Serve
	Middleware []Middleware
	Chains     []ChainOf
	Puts       []Put
	// Schemes says where the library is told how callers can say who they are.
	Schemes *Schemes
	// Answers lists calls that do nothing but answer with what they are given.
	Answers []Answer
	// Doubts lists types that hold a request for which a function is asked who sends
	// it: by an error it says that it does not know.
	Doubts []string
	// Welcomes lists functions that let every request by that they are asked about.
	Welcomes []string
	// Declines lists functions that say no to every request they are asked about.
	Declines []string
	// Extractors lists functions that take credentials out of requests.
	Extractors []Extractor
	// Proceeds lists the calls that run the rest of a flat chain of handlers.
	Proceeds []string
	// Aborts lists the calls after which the rest of such a chain does not run.
	// Where a library has any, the rest runs on return as well.
	Aborts []string
	// Aborted lists the calls that tell whether such a chain has been aborted.
	Aborted    []string
	RPC        RPC
	Settings   Settings
	Parts      []Part
	Sources    []Source
	Sinks      []Sink
	Limiters   []Limiter
	Sanitizers []Sanitizer
	Carriers   []Carrier
	Parsers    []Parser
	Choices    []Choice
	Overloads  []Overload

	// Requests lists types whose values are a request that came in, with what
	// else a framework hands to a handler, as *gin.Context. Of *http.Request the
	// analysis knows by itself which came in and which goes out.
	Requests []string
	// BoundedRequests lists those of Requests whose body the library reads within
	// a bound of its own, unless it is configured away, before a handler runs.
	BoundedRequests []string
	// Sockets lists connections whose messages are as long as the other side
	// likes.
	Sockets []Socket
	// Responses lists types that write to a client, beside [http.ResponseWriter].
	Responses []string
	// Writers lists calls whose result writes to one of their arguments.
	Writers []Writer
	// Returned lists the types of which a function that takes one answers a
	// client with the error that it returns.
	Returned []Returned
	// Inputs lists calls that bind a function whose parameter is a decoded request.
	Inputs []Input
	// PublicErrors lists symbols whose errors say only what the caller gave
	// them: types of errors, or functions that return them. "*" stands for every
	// function.
	PublicErrors []string
	// ReadErrors lists symbols whose errors say what is wrong with what was read,
	// if in terms of the program, such as its types: in an answer that refuses a
	// request they tell a client about its own input. "*" as for PublicErrors.
	ReadErrors []string
	// Statuses lists calls that say with which status an answer is sent.
	Statuses []Status
	// Codes lists calls that make an answer with a status of their own.
	Codes []Code
	// Replies lists calls that answer, with what they send, and Decodes those that
	// decode requests: what the contract between code and document is about.
	Replies []Reply
	Decodes []Decode
	// Internals lists symbols whose results, errors aside, show the inside of a
	// program, such as a stack trace.
	Internals []string

	// Placeholders is how the library marks parameters in SQL text, whatever
	// database is behind it: "?", or "$" with numbers from 1. "" where that is
	// the database's.
	Placeholders string

	// Unpack lists symbols whose results read what their first argument unpacks
	// to: a bound on the size of that bounds nothing behind it.
	Unpack []string
	// Pure lists symbols whose results depend on their arguments alone: a
	// constant in is a constant out. "*" stands for every symbol.
	Pure []string
	// Opaque lists symbols whose results do not carry their arguments, such as
	// rows that a query returns. "*" stands for every symbol.
	Opaque []string
	// NoReturn lists symbols that end the goroutine or the process.
	NoReturn []string
	// Validates lists calls that fail unless the fields of a struct, one of their
	// arguments, are what their tags "validate" say.
	Validates []string
	// Harmless lists types whose values cannot carry text of their own.
	Harmless []string
	// Immutable lists types whose values are what they were made: nothing stays in
	// them of what their methods work on.
	Immutable []string
	// Private lists calls that serve the process which has started the program, and
	// nobody else: what is asked there is no request of a stranger.
	Private []string

	// Resolves lists calls that find out which machines a name stands for: a check
	// that asks them knows more of a host than its letters say.
	Resolves []string
	// Modes tell whether the program runs as it is developed or as it is released.
	Modes []Mode
	// Listing is the tag by which the library's binder holds a field to the values
	// that the tag lists, "" if it has none.
	Listing string
}

// Mode is a call or a field that tells the mode in which a program runs.
type Mode struct {
	Symbol string
	// Release is what a text says where the program is released; "" for a boolean, which
	// is then false.
	Release string
}

// Router is a type (or the package itself) on which routes are registered.
type Router struct {
	Types []string // the names this type is used by; "" for package-level functions on the shared router
	// New lists the symbols that return a fresh router of this type.
	New      []string
	Register []Register
	Mount    []Mount
	Refine   []Refine
	Use      []Use // one that is named as a constructor is what that is given
	Syntax   PathSyntax
	// Default names the package-level variable that package-level functions
	// register on, as "DefaultServeMux". Where it is "", they take the router as
	// their first argument.
	Default string
	// Order says for which routes a middleware counts that Use adds.
	Order Order
	// Flat says that middleware stands beside the handlers in one list, each
	// called with the same arguments, and wraps nothing.
	Flat bool
	// Cuts says that a router of the same library under a mount sees only what
	// follows the prefix. Others match the whole path again.
	Cuts bool
	// Through says that it routes nothing: it puts a list of middleware before the
	// handlers that are mounted on it, and paths and methods are those of where it
	// stands.
	Through bool
	// List names the field that holds a router's own list of middleware.
	List string
	// Keyed says that the request's context holds the parameters of the path under
	// their names.
	Keyed bool
	// Once says that one is made for all that a program does, wherever it is first
	// asked for.
	Once bool
	// Brings lists constructors whose router has middleware from the start.
	Brings []Brings
	// Entry lists methods, ServeHTTP aside, by which the router answers requests:
	// as a value such a method is the router.
	Entry []string
	// Same lists symbols whose result is the router that they are called on, or
	// that their first argument is, in another form.
	Same []string
	// Services lists the calls that register the methods of a service.
	Services []Service
	// Options is the index, counted from 1, of the first argument of New that is
	// an option; 0: none.
	Options int
	// Bounded says that messages are read within a bound of the library's own.
	Bounded bool
	// Gateway says that generated functions fill it that take a context, the router
	// and a service, and return an error.
	Gateway bool
	// House says that the policy alone knows it: any function of its package that
	// returns one makes a fresh one.
	House bool
}

// Brings is a constructor with the middleware that its router starts with: the
// names of functions of the same library that return it.
type Brings struct {
	New  string
	With []string
}

// Order says which routes of a router a middleware applies to, by when it is
// added.
type Order int

// The orders.
const (
	// Always: to all of them, whenever it is added.
	Always Order = iota
	// Before: to those registered later, and to groups made later.
	Before
	// Stacked: to those registered later whose path is below its own, be it by a
	// group that was made earlier.
	Stacked
)

// PathSyntax says how a library writes parameters in paths.
type PathSyntax int

// The syntaxes that are modelled.
const (
	Braces    PathSyntax = iota + 1 // chi: /users/{id:[0-9]+}, /files/*
	MuxSyntax                       // net/http: "GET host/users/{id}", "/files/{rest...}", trailing slash matches a subtree
	Colons                          // fiber: /users/:id, /files/*, /flights/:from-:to
	Patterns                        // gorilla: /users/{id:[0-9]+}, /files/{path:.*}
	Dashed                          // gin: as Colons, and a name can have dashes in it, as /users/:user-id
	Written                         // echo: as Dashed, and what stands behind a prefix is written behind it, with a slash of its own or without
)

// Register is a call that binds a handler. Argument indexes exclude the
// receiver; -1 means that the call has no such argument.
type Register struct {
	Name      string // method or function name
	Method    string // the verb; "" where the argument MethodArg or the path holds it, ANY for all
	MethodArg int    // -1: none; a list of verbs counts as each of them
	Path      int    // -1: the router's own
	Handler   int    // -1: the library answers itself
	// List says that the arguments from Handler on are one chain: the last
	// answers, those before it are its middleware.
	List bool
	// Around is the first argument of the middleware that is put around the
	// handler, outermost first; 0: none.
	Around int
	// Described, if set, is a struct argument that holds what is not among the
	// others: a struct that a route is described by.
	Described *Described
	// Changed is the first argument, counted from 1, of the functions that are
	// given a description before the route is registered; 0: none.
	Changed int
	// Files says that the library answers with files that are below the path.
	Files bool
	// Rest says that it answers whatever no route below the path is for, and that
	// all of the router's middleware counts.
	Rest bool
	// Compiled says that the path is what a call of [RPC.Templates] made of it, and
	// that the handler calls a method of a service.
	Compiled bool
}

// Described is a struct that a route is described by. Fields are "" where it has
// no such.
type Described struct {
	Type         string
	Arg          int // -1: no call is given one, it is what functions change
	Method, Path string
	Handler      string // where no argument is the handler
	Around       string // a list of middleware
	Secured      string // what the route asks of callers, by the names of the schemes: a promise that middleware can keep
}

// Schemes are what a configuration says of how callers authenticate, in structs of
// the library that lead to one another. Ways name fields with their types, from the
// configuration on.
type Schemes struct {
	New      []string // functions that return a configuration in which nothing is said of it
	Declared []string // the way to the schemes by their names
	Asked    []string // the way to what operations ask that do not say it themselves
	// Fields of a scheme.
	Type, Scheme, In, Name string
}

// Mount is a call that attaches something under a prefix or a chain.
type Mount struct {
	Name   string
	Kind   MountKind
	Prefix int // -1: none; each of a list of them
	Arg    int // the handler, or the function that fills the new router; -1: none
	// On is the argument, counted from 1, that is the router where it is not the
	// first.
	On int
	// Handed is the parameter of the middleware, counted from 0, that is the handler.
	Handed int
	// Live says of a Chain that middleware counts for the new router's routes by
	// when these are registered, and not by when the router was made.
	Live bool
	// Named is what the methods begin with that a MethodsFunc calls, and the method
	// that MountAsks asks.
	Named string
}

// MountKind says what a mount call does.
type MountKind int

// The kinds of mount.
const (
	MountHandler MountKind = iota + 1 // attaches a handler or router under Prefix
	MountFunc                         // makes a router under Prefix and hands it to a function
	GroupFunc                         // makes an inline router that inherits the chain and hands it to a function
	Chain                             // returns an inline router that inherits the chain and adds the arguments from Arg on
	MethodsFunc                       // calls methods of Arg with the router
	MountAsks                         // makes a router of what the method Named of Arg answers with, under Prefix
)

// Refine is a call that says more of a route, and returns that route: a verb, a
// path, a handler. What a router that is made of the route registers has the
// same verbs, and its paths behind that of the route. Argument indexes are as
// for [Register].
type Refine struct {
	Name    string
	New     bool // the route is one that the call makes, of the router that it is called on
	Path    int
	Below   bool // the route is for all that is below the path
	Methods int  // the first of the verbs
	Handler int
}

// Use is a call that adds middleware to a router.
type Use struct {
	Name string
	Arg  int // the first middleware argument; all that follow count
	// Changes says that the arguments change the descriptions of routes that are
	// registered later.
	Changes bool
	// Mixed says that among the arguments there can be paths that the middleware
	// is for, and routers that are mounted there.
	Mixed bool
}

// Serve is a call that puts a handler on a listener, or a struct field that
// does once it is set.
type Serve struct {
	Symbol  string
	Handler int    // argument index, -1: the receiver
	Addr    int    // argument index, -1: none
	Default string // the package-level router that a nil handler stands for
	Own     bool   // nothing but the program itself reaches the listener
	Field   string
	// Field, if set, names the field of the type Symbol that holds the handler;
	// AddrField its address.
	AddrField string
}

// Role says what a middleware is for.
type Role string

// The roles. Only Auth says who is calling.
const (
	Auth      Role = "auth"
	Authz     Role = "authz" // who is known may do this
	BodyLimit Role = "body_limit"
	RateLimit Role = "rate_limit"
	CORS      Role = "cors"
	Timeout   Role = "timeout"
	Recover   Role = "recover"
	Log       Role = "log"
	Other     Role = "other"
	Unknown   Role = "unknown"
)

// Guarding returns the roles that a policy can give to a middleware. With Other it
// asks for no credential, whatever its library does.
func Guarding() []Role {
	return []Role{Auth, Authz, BodyLimit, RateLimit, CORS, Timeout, Recover, Log, Other}
}

// Middleware is a library function that wraps a handler: either directly
// (Handler ≥ 0: its argument of that index), or by returning the wrapper.
type Middleware struct {
	Symbol  string
	Role    Role
	Handler int
	// House says that it is known by the policy alone: the handler is whichever
	// argument is one.
	House bool
	Strip int // argument index of a prefix that is removed from the path, -1: none
	// Adapts is the index, counted from 1, of an argument that is a middleware of
	// another shape: the result is the same in this one.
	Adapts int
	// Answers says that the handler is called in the place of a middleware, at the
	// end of a list of them.
	Answers bool
	// Files says that it answers with files that are below the path.
	Files bool
	// Trusts says who decides on a request: the function that a field of an argument
	// holds. Routes are guarded that are described to need a credential, and no
	// others, and none where there is no such function.
	Trusts *Trusts
	// Skips lists the fields ("Type.Field") of its configuration that can let a
	// request by: functions that say for which requests it is off, or that take
	// over where it would reject; or the options that do.
	Skips []string
	// Self says that the symbol is a method whose receiver is the middleware.
	Self bool
	// Asks is the index, counted from 1, of an argument that lets a request by or
	// returns an error: it guards if that does.
	Asks int
	// Over is the method by which a service decides itself, in the place of Asks.
	Over string
	// Matches is the index, counted from 1, of an argument that says of which calls
	// the middleware counts that Adapts names.
	Matches int
	// Sets is the context key that it fills with who is calling, in the form
	// that Source.Name has for [Context]. Without a role of Auth it rejects
	// nobody.
	Sets string
	// Takes says where a guard looks for a credential, unless it is told another place,
	// and nowhere else. None: that is not known, or for its user to say.
	Takes []Taken
	// Lookup is the field ("Type.Field") of its configuration, or the option, that tells
	// it another place: as "header:X-Api-Key,cookie:key", or by a function that looks.
	Lookup string
	// Elsewhere lists further fields that have functions of the program look.
	Elsewhere []string
	// Looking is the index, counted from 1, of the argument from which on there are
	// functions that look.
	Looking int
	// Knows is the context key by which a guard knows who is calling: whatever fills it
	// has looked for the credential.
	Knows string
}

// Extractor is a function, a variable or a type that takes a credential out of a
// request, or a function that makes one.
type Extractor struct {
	Symbol string
	In     SourceKind
	Name   string
	Or     []Taken // where it looks as well
	// Arg is the index, counted from 1, of the argument that has the name.
	Arg int
	// All says that its arguments, or what it is made of, are such functions, each of
	// which is asked.
	All bool
	// Each says that it is a list of names.
	Each bool
	// Method is, of an interface, the one by which types of the program are asked:
	// its first result is the credential.
	Method string
}

// Places returns where it looks whatever it is told.
func (e *Extractor) Places() []Taken { return append([]Taken{{e.In, e.Name}}, e.Or...) }

// Taken is a part of a request that a guard of a library takes a credential from. A
// kind "basic" is HTTP Basic.
type Taken struct {
	In   SourceKind
	Name string
}

// InBasic is where the credentials of HTTP Basic are.
const InBasic SourceKind = "basic"

// Trusts is where a function stands that a library asks about requests.
type Trusts struct {
	Arg   int
	Field []string // from the argument on, by names
}

// Put is a call that leaves a value in the request's context, for a [Source] of
// kind [Context] with the same key.
type Put struct {
	Symbol string
	Key    int
	Value  int
}

// Answer is a call that does nothing but answer a request, or prepare that.
type Answer struct {
	Symbol string
	Kind   AnswerKind
	Arg    int
}

// AnswerKind says what can be told of an answer by its call.
type AnswerKind int

// The kinds of answer.
const (
	AnswersData   AnswerKind = iota + 1 // nothing
	AnswersPage                         // it is a page
	AnswersHeader                       // it sets the header Arg to the argument behind that
	AnswersFile                         // it is the file whose name is the argument Arg
)

// ChainOf is a call that makes a list of middleware, outermost first, or puts
// one around a handler.
type ChainOf struct {
	Symbol  string
	List    int  // -1: the receiver
	Handler int  // -1: the call returns the list
	Onto    bool // the list goes behind the receiver's
	Self    bool // the handler is the receiver
}

// SourceKind says which part of a request a value comes from.
type SourceKind string

// The kinds of source.
const (
	Body    SourceKind = "body"
	Query   SourceKind = "query"
	Form    SourceKind = "form"
	Path    SourceKind = "path"
	Header  SourceKind = "header"
	Cookie  SourceKind = "cookie"
	URL     SourceKind = "url"
	Host    SourceKind = "host"
	TLS     SourceKind = "tls"     // the client's certificate
	Context SourceKind = "context" // what the chain put there: no request data
	// Identity is who a call says is calling, having looked at a credential: no
	// request data either.
	Identity SourceKind = "identity"
	Session  SourceKind = "session" // what the server keeps of who sends the request: no request data
	// House is a value that a rule of the policy is about: no request data.
	House SourceKind = "house"
)

// Parts returns the kinds of source that are parts of a request, sorted.
func Parts() []SourceKind {
	return []SourceKind{Body, Cookie, Form, Header, Host, Path, Query, TLS, URL}
}

// Source is a field or a call that yields request data.
type Source struct {
	Symbol string // "Type.Field", "Type.Method" or "Func"
	Kind   SourceKind
	Key    int    // index of the argument that names the part, -1: none
	Name   string // the part's name where the symbol fixes it
	Refine bool   // the receiver is request data already and the call only narrows it
	Of     string // the field of the receiver that a call reads it from, "" where that is the whole
	// Fills lists the arguments that the call decodes the part into; its results
	// carry nothing then. Empty: the results are the part.
	Fills []int
	// Look is the index, counted from 1, of the argument that says where to look for
	// what an [Identity] is proved by.
	Look int
	// Tidied says that ".." leads nowhere in it: the router goes by paths from which
	// it was taken out. Untidy are the calls of the library that make it otherwise.
	Tidied bool
	Untidy []string
}

// SinkKind says what a sink does with a value.
type SinkKind string

// The kinds of sink.
const (
	SQL        SinkKind = "sql"        // text of a statement
	NoSQL      SinkKind = "nosql"      // a query document, or code that a database runs
	BodyRead   SinkKind = "body_read"  // reads until its source ends
	Outbound   SinkKind = "outbound"   // where a call out goes to
	Redirect   SinkKind = "redirect"   // where a client is sent to
	Command    SinkKind = "command"    // a program's name, or text that a shell reads
	Argument   SinkKind = "argument"   // an argument of a program
	FileName   SinkKind = "file_name"  // a file's name
	Response   SinkKind = "response"   // what a client receives
	Logged     SinkKind = "logged"     // what is kept in a log
	Credential SinkKind = "credential" // the place of a password, a key or a token
)

// Sanitized returns the kinds of sink for which a value can be made safe, sorted.
// How much of it is read is no question of what it is.
func Sanitized() []SinkKind {
	return []SinkKind{Argument, Command, FileName, Logged, NoSQL, Outbound, Redirect, Response, SQL}
}

// housePrefix begins the kinds of sink that are those of a policy's flows.
const housePrefix = "house/"

// HouseSink returns the kind of the sinks of the policy's flow with the number.
func HouseSink(flow int) SinkKind { return SinkKind(housePrefix + strconv.Itoa(flow)) }

// HouseFlow returns the number of the policy's flow whose sinks are of the kind,
// -1 where they are of none.
func (k SinkKind) HouseFlow() int {
	number, ok := strings.CutPrefix(string(k), housePrefix)
	if !ok {
		return -1
	}
	n, err := strconv.Atoi(number)
	if err != nil {
		return -1
	}
	return n
}

// Sink is a call whose argument must not be decided by a request, or, where
// Symbol is "Type.Field", a field that must not; "Type[key]" is the value under
// a constant key of a map, or of a struct of a key and a value.
type Sink struct {
	Symbol string
	Kind   SinkKind
	Arg    int // -1: the receiver
	// Rest says that all arguments from Arg on count, the elements of a
	// variadic list included.
	Rest bool
	// Hashes says that the value is hashed or held against a hash. A constant is
	// no credential there: it takes the time that a password would.
	Hashes bool
	// Returned says that the argument is a function, and that what it returns
	// first is what counts.
	Returned bool
	// Text says that of an argument of an interface type, or a list of them,
	// only a string counts: an ORM's condition may as well be a struct, whose
	// fields become parameters.
	Text bool
	// When, if set, must hold for the call to be a sink.
	When *Condition
	// After, if set, asks for constants before an element of the list that Rest
	// or a slice makes: one of each set, in their order, the last right before
	// the element. So the text behind "sh", "-c" is known wherever it stands.
	After [][]string
	// Dest is the argument that what is read or written goes to, where Streams
	// or Writes is set; -1: the receiver.
	Dest int
	// Streams: a destination that is not memory may have bounds of its own.
	Streams bool
	// Writes: the call is a sink only where Dest writes to a client.
	Writes bool
	// Served: the call sends a file, and refuses requests whose path leads upward.
	Served bool
	// Begins names the field of the result, "Type.Field", that holds a list of the
	// arguments from Arg on.
	Begins string
	// Given, if set, must hold for the struct whose field is the sink.
	Given *Given
}

// Given asks for constants in a list that another field holds.
type Given struct {
	Field string   // by its name
	First []string // what the list begins with
	But   []string // none of these is behind, and nothing that does not begin with "-"
}

// Condition asks for a constant argument.
type Condition struct {
	Arg    int
	Values []string // as Go writes the constant: "13", a string without quotes
}

// Returned is a type whose handlers' errors are sent as they are, unless the
// program fills the field Unless.
type Returned struct {
	Type   string
	Unless string // "Type.Field"
}

// Status is a call that says with which status an answer is sent, be it the
// answer itself or what comes before it.
type Status struct {
	Symbol string
	Arg    int
}

// Code is a call that makes an answer with a status of its own.
type Code struct {
	Symbol string
	Status int64
}

// Carrier is a call whose first result is its argument of that index in another
// form, whatever else it is given.
type Carrier struct {
	Symbol string
	Arg    int
}

// Parser is a call that fails unless its argument of that index has a narrow
// form, as an identifier or a number: what was parsed is safe everywhere.
type Parser struct {
	Symbol string
	Arg    int
}

// Choice is a call that looks a value up in a list, and answers with true or with an
// index that is no less than zero where it is one of its elements.
type Choice struct {
	Symbol      string
	List, Value int  // the arguments
	Asks        bool // the value is a function that is asked about each element
}

// Sanitizer is a call whose result is safe for some kinds of sink, or a field
// ("Type.Field") where what is stored cannot do harm there.
type Sanitizer struct {
	Symbol string
	For    []SinkKind // empty: for all
}

// Writer is a call whose result writes to its argument of that index, as
// json.NewEncoder.
type Writer struct {
	Symbol string
	Arg    int
}

// Input is a call that binds a function as a handler: the function's parameter
// Param is a request that was decoded for it.
type Input struct {
	Symbol string
	Arg    int // the function
	Param  int
}

// Socket is a type of connection, by the symbols of what is done with it.
type Socket struct {
	Accept []string // returns one that a client has opened
	Dial   []string // returns one to a server
	Read   []string // reads a whole message; the receiver or the first argument is the connection
	Limit  []string // bounds messages from then on
}

// Overload is a call that is one of several others, by which of a library's
// variables it is given: what is known of that call is known of this one.
type Overload struct {
	Symbol string
	Arg    int
	In     string            // the path of the package that declares the variables
	Calls  map[string]string // the symbol of the other call, by variable
}

// Limiter is a call that returns its argument with a bound on its size, or a
// field ("Type.Field") of a reader that bounds what is stored there.
type Limiter struct {
	Symbol string
	Arg    int
}
