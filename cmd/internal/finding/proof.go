package finding

// Question asks why something is reported, or why nothing is: of a route, or,
// where File is set, of a line.
type Question struct {
	Method string `json:"method,omitempty"` // upper case, "" for all
	Path   string `json:"path,omitempty"`
	File   string `json:"file,omitempty"` // slash path relative to the project's root
	Line   int    `json:"line,omitempty"`
}

// Proof is the answer to a question: a subject for each route that is meant, or
// one for the line.
type Proof struct {
	Question Question  `json:"question"`
	Subjects []Subject `json:"subjects"`
	// Nearest are the routes that are most like the one that was asked for,
	// where there is none.
	Nearest []Route `json:"nearest,omitempty"`
	// Secrets are ranges that no report shows, whatever rules are on.
	Secrets []Range `json:"-"`
}

// Subject is one thing that a proof is about.
type Subject struct {
	Node
	Route *Route `json:"route,omitempty"`
	Auth  string `json:"auth,omitempty"` // the state of a route's authentication
	// Public says why missing_auth takes a route for one that is open to
	// everyone, "" where it does not.
	Public string `json:"-"`
	Served Range  `json:"-"` // where the listener stands that many routes are reported at
	// Decides is the one fact with which the answer stands or falls. It becomes
	// the last of the children.
	Decides *Node `json:"-"`
}

// Node is one statement of a proof, with what it rests on.
type Node struct {
	Kind     string `json:"kind"`
	Text     string `json:"text"`
	At       Range  `json:"at,omitzero"`
	Children []Node `json:"children,omitempty"`
}
