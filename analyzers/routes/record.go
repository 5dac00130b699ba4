package routes

import (
	"fmt"

	"golang.org/x/tools/go/analysis"

	"github.com/apiward/apiward/analyzers/internal/compact"
	"github.com/apiward/apiward/analyzers/internal/flow"
	"github.com/apiward/apiward/rules/model"
)

// Kind says what an expression stands for.
type Kind uint8

// The kinds of expression.
const (
	Unknown  Kind = iota // a value that cannot be read; Name says why
	Const                // a constant string; Name is its text
	Nil                  // the nil constant
	Func                 // a function as a handler or middleware; Name is its ID
	Router               // a router; Name identifies where it was made, Args the rows of the loops that make it anew
	Param                // a parameter of Func, receiver first
	Field                // whatever is stored in the struct field Name
	Global               // whatever is stored in the package-level variable Name
	Wrap                 // the library function Name around Args[0], or a middleware value if it has no Args
	Apply                // Args[0] called with Args[1:], a call whose function is not known yet
	Concat               // Args as text, one after another
	Choice               // one of Args
	List                 // Args as a list of middleware or handlers, in order
	Fold                 // Args[1] wrapped in each middleware of the list Args[0], from the first on; from the last on if Name is set. Middleware gets Args[2:] too
	Row                  // a row of a table: what a loop over the list Args[0] is at; Name identifies the loop
	Each                 // Args[1] for each row of the list Args[0], one list; Name identifies the loop
	Select               // the field Name of Args[0], a struct of type Func; Index is 1 where a field that nothing sets is an empty list
	Object               // a struct whose fields Env holds; those it does not are those of Args[0], if there is one; Name is its handler method
	Done                 // the struct Args[0] after the functions Args[1] have been called with it as their parameter Index
	Method               // what the method Name of Args[0] does, called through the interface Func
	Behind               // the method Name of whatever stands behind the interface Func
	Else                 // Args[0], or Args[1] where that is nil
	Is                   // whether Args[0] is Args[1], or what Name asks of it
	Chosen               // Args[1] where the condition Args[0] holds, Args[2] where it does not
	Computed             // the text that the function Name makes of the texts Args
)

// Expr is a handler, middleware, router or path as far as one package can read
// it, symbolic in the parameters of the function it stands in.
type Expr struct {
	Kind    Kind
	Name    string
	Func    string // Param: whose; Router: the function that makes it; Select: the struct's type; Method: the interface; Asked: the method by which a service decides itself
	Type    string // Object: the type, with a star where it is pointed to; Router: the library's
	Index   int    // Param; Apply: which of the results
	Args    []Expr
	Env     []Binding // Func: what parameters around a function literal are bound to; Object: what its fields hold
	Info    *Handler  // Func, Object: what the function does with a request
	Setting *Setting  // Chosen, in its condition: by which Args[1] is not the one
	Library *Library  // Wrap, Asked, Only: what is known of the library's function, nil for nothing
	At      flow.Position
}

// Library is what is known of a function of a library that stands around handlers, or
// is one. It is apart because few expressions have it, and there are very many.
type Library struct {
	Role  model.Role
	Sets  string       // the context key that it fills with who is calling
	Takes []Credential // where a guard looks for a credential, and nowhere else; none: not known
	Knows string       // the context key by which it knows who is calling, which others fill
	House bool         // the policy vouches for it
	Some  bool         // it can let some requests by; Only: it is about who connects, and not about each call
	Files bool         // it answers with files that are below a path
	Strip *Expr        // a prefix that is removed from the path
	By    *Expr        // the function that decides who is let by, where there is one
	Skips *Expr        // the function that says by a truth which requests are let by, where there is one
}

// parts returns the places of the expressions in it, each of which may be nil.
func (l *Library) parts() []**Expr { return []**Expr{&l.Strip, &l.By, &l.Skips} }

// Known returns what is known of the library's function that the expression is.
func (e *Expr) Known() Library {
	if e.Library == nil {
		return Library{}
	}
	return *e.Library
}

// Binding binds a parameter of a function, or a field of a struct.
type Binding struct {
	Func  string // the function, or the field's symbol
	Index int
	Value Expr
}

// Handler is what a function with a response writer and a request does, or
// what a function that wraps one returns.
type Handler struct {
	Func string
	At   flow.Position
	// Inner says that net/http cannot call it: it takes a response writer and
	// a request among others, or returns something. It is a handler to what
	// calls it on a route's behalf, and a helper otherwise.
	Inner bool
	Next  []Expr // the handlers it hands the request to, in terms of what surrounds it
	// Ways say which requests get to each of Next, as far as their path and method
	// decide it; none where these decide nothing.
	Ways []*Decision
	// Guard says what its own checks prove.
	Guard Guard
	// Flat says what it proves as a middleware that stands beside the handlers of
	// a flat chain; nil where its framework has no such chains.
	Flat *Layer
	// Redirects reports that it sends callers elsewhere and does nothing else.
	Redirects bool
	// Framework is the import path of the library whose handler it is, "" for
	// net/http.
	Framework string
	// Branches are the paths that it answers apart, and Others reports that it
	// answers more than these.
	Branches []Branch
	Others   bool
	// Hands says which requests it hands on, where it comes back with the others and is
	// no handler itself; nil where that is not known, or it checks them.
	Hands *Decision
	// Forbids is the status by which it says that someone is not let by, 0 if it
	// does not: of a method that writes an answer.
	Forbids int64
	// Marks reports that it leaves a list of constants under a constant key for
	// those further in: the scopes that a generated server keeps of an operation.
	Marks bool
	// Unseen reports that it leaves requests to code that is not followed.
	Unseen bool
	// Enters reports that it lets in who sends the right name and password in the
	// body, and says so to others.
	Enters bool
	// Enrols reports that it makes a password into what is kept of it.
	Enrols bool
	// Refuses reports that all it has to say is that there is nothing here.
	Refuses bool
	// Content says what it answers with, where it hands nothing on.
	Content Content
	// Limits reports that the body it hands on is bounded, Bounded that the
	// framework has read it within a bound of its own when the function is called.
	Limits, Bounded bool
	// Outside says that it is of another module.
	Outside bool
	// Controls are the other controls that it shows, one of each kind at most.
	Controls []Control
	// Reads are the reads of the body that this function, or one it calls,
	// does without a bound.
	Reads []flow.Flow
	// Returns is what a middleware, or a function that makes one, returns.
	Returns []Expr
	// Sets are the context keys that it fills from a credential.
	Sets []string
	// Told are the context keys that it fills with what others find, and Finds
	// reports that it is one of those.
	Told  []Told
	Finds bool
	// Parts are what it answers with of the request, under names that are known
	// where it is made.
	Parts []Expr
	// Heedless reports that it is asked about requests, and that nothing which may
	// say who sends them decides what it answers, or only how often somebody may call.
	Heedless bool
	// Answers are the status codes that it answers with, whatever the request.
	Answers []int64
	// Looks reports that it returns what it has looked up by a credential of a
	// request, and Holds that it answers with what a value of the context holds.
	Looks, Holds bool
	// Tells says whether its truth means that there is something in what it is
	// given, or that there is nothing.
	Tells Presence
	// Lenient says what its refusals are worth where it refuses some callers and
	// lets strangers by, and Lets which those are where their path or method
	// decides it.
	Lenient GuardState
	Lets    *Decision
	// Off are the settings by which it lets them by, where it does so for no other
	// reason but what On decides.
	Off []Setting
	On  *Decision
	// Compares reports that it says that all is well only where a secret holds.
	Compares bool
	// Setting is what decides the answer of a function that tells what a
	// configuration says, nil for any other.
	Setting *Setting
	// Spares reports that it refuses none but those who bring a credential, for
	// having brought it, or who call too often.
	Spares bool
	// Outcomes say what its refusals are worth by what is asked of its results
	// where that is something else than an error or a last truth.
	Outcomes []Outcome
	// Admits are the answers that it may give for nobody, by the parameters that say
	// who is calling.
	Admits []Admission
	// Denies are the answers that it has for none who bring no credential in the
	// headers that it is given.
	Denies []Denial
	// Demands are what it wants of its parameters, or else it ends the request.
	Demands []Demand
	// Effects are the fields of its parameters that it sets: Func is the field,
	// Index the parameter.
	Effects []Binding
	// Must says what it proves of the requests that it comes back for, where it
	// panics for others.
	Must *Guard
	// Guests are what it leaves for strangers where others look for who is calling.
	Guests []Guest
	// Field is what its truth says of a field of what it is called on, as it ends a
	// key that is asked by that.
	Field string
	// Leaves are the fields of contexts of the program's own that it fills, be it
	// with what says nothing of who is calling.
	Leaves []string
	// Recognises reports that it fills a context behind a check of a
	// credential: it knows who is calling, whether or not it turns others away.
	Recognises bool
	// Idle are checks that prove nothing, where the function has no other, and
	// Rejects says that some of them end requests for what is not to be seen.
	Idle    []flow.Step
	Rejects bool
	// Asks are what every way on leads through: other interceptors, functions that
	// decide.
	Asks []Expr
	// Cases say what it proves instead by which method is called, where it looks at
	// that by Tests.
	Cases []Case
	Tests []Test
	// Variants say what it is instead by a switch that it is made with.
	Variants []Variant
	// Says is what a function answers by a truth that it is asked about a request.
	Says *Decision
}

// Case is what a function proves where its tests come out in one way.
type Case struct {
	When  []bool
	Guard Guard
	Asks  []Expr
}

// Test asks which method is called: whether any of the questions has a yes, or
// none where Not is set. Without questions it is one that cannot be read.
type Test struct {
	Not bool
	Any []Question
}

// Question asks something of a text that is made of parts of a request, or of the
// name of the method that is called.
type Question struct {
	Op  QuestionOp
	Not bool // a yes is a no
	Of  Expr
	To  Expr      // a text, or a list of texts
	By  *Decision // Answer: what decides
	// Set says that To, or what Rows is about, is what the program was started with,
	// as far as it is not known.
	Set *Setting
}

// QuestionOp says what is asked.
type QuestionOp uint8

// The questions.
const (
	Either QuestionOp = iota // nothing of that: it may come out either way
	Knows                    // whether it is known who calls: for strangers, no
	Unread                   // it has to do with the request, and cannot be read
	In                       // it is the text, or one of the list, or a key of the map
	True                     // the map holds true under it
	Prefix                   // it begins with the text, or with one of the list
	Suffix
	Contains
	Match  // it matches the pattern, with stars for what is between slashes
	Regexp // it matches the regular expression
	Answer // what By decides or, where there is none, the function Of that is applied
	Rows   // whether a loop over the list of the row Of has another one
)

// Layer is what a function proves of the handlers that follow it in a flat chain.
type Layer struct {
	Guard   Guard
	Demands []Demand    // as the Handler's
	Idle    []flow.Step // as the Handler's
	Rejects bool        // as the Handler's
	// Limits reports that the body is bounded for them.
	Limits   bool
	Controls []Control
	// Runs are the middlewares that it hands the request to itself, all of them,
	// Either those of which it does one, and Skips reports that on some ways it does
	// none of these.
	Runs, Either []Expr
	Skips        bool
	// Ends reports that nothing follows it: it never proceeds, or, where a return
	// proceeds, always Aborts.
	Ends, Aborts bool
}

// Guard is the outcome of looking for a check that every way to the next
// handler passes.
type Guard struct {
	State    GuardState
	Role     model.Role // Auth unless the rejection says otherwise
	Evidence []flow.Step
	// Needs are the context keys that the check may rely on, none for a credential
	// of the request itself. It proves something where a handler further out
	// sets the key.
	Needs []string
	// Secured says that only routes are guarded that are described to ask for
	// something, of the Schemes if there are any.
	Secured bool
	Schemes []string
	// Lets says which requests get by without the check, as far as their path and
	// method decide it; nil where none do for that.
	Lets *Decision
	// By are the functions that an unclear check asks: it proves what they do.
	By []Expr
	// Reads are the parts of the request that the check takes a credential from, of
	// which each may be enough. None: that is not known.
	Reads []Credential
	// On is what it proves unless one of the settings Off says otherwise, nil where
	// none decide that.
	On  *Guard
	Off []Setting
}

// Credential is a part of a request that says who sends it.
type Credential struct {
	In   model.SourceKind
	Name string
}

// GuardState says how much a check proves.
type GuardState uint8

// The states, weakest first.
const (
	NoGuard  GuardState = iota
	Unclear             // there is a check, and what it asks is decided by code that cannot be seen
	Optional            // some ways to the next handler pass the check, others do not
	Required            // all do
)

// OpKind says what an operation does.
type OpKind uint8

// The kinds of operation.
const (
	Register OpKind = iota + 1 // Router, Method, Path, Handler
	Mount                      // Router, Path, Handler (which may be a router)
	Use                        // Router, Handler (the middleware), Path where it is for that alone
	Derive                     // Handler is the new router, Router the one it inherits from, Path its prefix
	Serve                      // Handler, or Router where that is nil, on the address Path
	Store                      // Handler is stored in the field or variable Router
	Call                       // Handler is called with Args
	Refine                     // Router, a route, has the Path and, if there are any, the verbs Args
)

// Op is one thing that a function does to a router.
type Op struct {
	Kind      OpKind
	Router    Expr
	Method    string
	Path      Expr
	Handler   Expr
	Args      []Expr
	Framework string // import path of the router's library
	Syntax    model.PathSyntax
	Order     model.Order
	Through   bool   // the router routes nothing
	Below     bool   // Refine: the route is for all that is below the path
	Flat      bool   // middleware stands beside the handler, in one list
	Cuts      bool   // a router of the same library sees what follows the prefix of a mount
	Files     bool   // Register: the library answers with files that are below the path
	Rest      bool   // Register: it answers what no route below the path is for
	Kept      bool   // Register, Mount: in a table of the program's own, which is nothing unless something serves it
	Spare     Spare  // Store: whether others count before it
	Around    *Expr  // Register: a list of middleware around the handler, outermost first
	Asked     *Expr  // Derive: what routes of the new router ask of callers that do not say it themselves
	Schemes   *Expr  // Derive: how these authenticate, rows with a "key" and the "type", "scheme", "in" and "name" of OpenAPI
	Secured   *Expr  // Register, and Use for all that follow: what the route is described to ask of callers
	Handed    int    // Use: the parameter of the middleware that is the handler
	Live      bool   // Derive: middleware counts by when a route is registered
	Call      bool   // Register: of a method of a service; Use: of what counts by which method is called
	Stream    bool   // Register: the method is a stream
	Bounded   bool   // messages are read within a bound of the library's own
	Keyed     bool   // Register: the context holds the parameters of the path under their names
	Forwards  string // Register: the method that the handler calls over a connection, "/package.Service/Method" where that is known
	Generated string // Register: the package of the generated function that does it, which stands where that is called
	Over      []Expr // Register: what the service says itself of who may call it, in the order of the models' names for that
	At        flow.Position
	// When are the conditions under which it is done, outermost first; none if it
	// is done in any case.
	When []string
	By   []Switch // those of them that settings decide
	If   []Given  // those of them, and others, that rows and callers decide
	// Excused are the rules that a directive excuses there.
	Excused []string
	Own     bool // Serve: nothing but the program itself reaches the listener
	// Leads is, of a Serve that stands in another package, the call in the package
	// whose summary this is that leads there: what a driver can point to that shows
	// no other package.
	Leads flow.Position
	// Done says that the operation was complete in a package below: what it
	// proves has been reported there.
	Done bool
}

// Spare says in which case a stored value counts.
type Spare uint8

// The cases.
const (
	Always  Spare = iota
	Begins        // it is what a new struct has, until something else is stored
	Filling       // it is stored where there is nothing
)

// Summary is what a function does to routers, in order, and what it returns.
type Summary struct {
	Func    string
	At      flow.Position
	Ops     []*Op // never changed, and shared with those that take them over as they are
	Results []Expr
	Info    *Handler // if it is handler-shaped
	Cut     bool     // it does more than Ops can hold
	Outside bool     // it is of another module, where nobody looks for findings
}

func (s *Summary) trivial() bool {
	if len(s.Ops) > 0 || s.Info != nil {
		return false
	}
	for _, r := range s.Results {
		if r.Kind != Unknown {
			return false
		}
	}
	return true
}

// Fact is what packages above need to know of functions: of the methods of a type,
// or of the functions of a package. As that of flow it has no exported field.
type Fact struct {
	funcs []*Summary // in source order
}

// AFact marks the type as a fact.
func (*Fact) AFact() {}

// Plain returns what the fact tells, as what is written.
func (f *Fact) Plain() any {
	if f == nil {
		return []*Summary(nil)
	}
	return f.funcs
}

// SetPlain reads what Plain returned.
func (f *Fact) SetPlain(v any) { f.funcs = v.([]*Summary) }

// GobEncode writes the fact as compact data.
func (f *Fact) GobEncode() ([]byte, error) { return compact.Marshal(&f.funcs) }

// GobDecode reads what GobEncode wrote.
func (f *Fact) GobDecode(data []byte) error { return compact.Unmarshal(data, &f.funcs) }

// String returns what tests compare.
func (f *Fact) String() string { return fmt.Sprintf("routes(%d functions)", len(f.funcs)) }

// readFact returns what a fact tells, by function.
func readFact(load func(analysis.Fact) bool) map[string]*Summary {
	fact, told := new(Fact), map[string]*Summary{}
	if load(fact) {
		for _, sum := range fact.funcs {
			told[sum.Func] = sum
		}
	}
	return told
}

// Record is what the routes pass found in one package.
type Record struct {
	Package   string
	Main      bool
	Testing   bool       // it imports testing: code for tests, outside of their files
	Summaries []*Summary // sorted by function; trivial ones are left out
	Inlined   []string   // functions whose operations are part of another's, sorted
	Answers   []*Summary // what methods of other packages do that are put behind interfaces here, sorted by function
	Bodies    Bodies
	Left      []Left  // sorted by key
	Writes    []Write // what functions write that could be settings, in source order
}
