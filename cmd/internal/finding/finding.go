// Package finding holds the one thing that flows from the analyses to the
// reports. Whatever an analyzer, a document linter or the contract check found
// is converted to a [Finding] once; nothing behind that point knows where it
// came from.
package finding

import (
	"strings"

	"github.com/apiward/apiward/rules"
)

// Range is a place in a file. Lines and columns are 1-based; columns count
// UTF-8 bytes, and the end is exclusive. An EndLine of 0 means that only the
// start is known.
type Range struct {
	File      string `json:"file"` // slash path relative to the project's root
	Line      int    `json:"line"`
	Column    int    `json:"column"`
	EndLine   int    `json:"end_line,omitempty"`
	EndColumn int    `json:"end_column,omitempty"`
}

// IsRemote reports whether a file of a range came from the network: it has a
// URL for a name and no place in the project.
func IsRemote(file string) bool { return strings.HasPrefix(file, "https://") }

// Note is a place with something to say about it.
type Note struct {
	Range
	Message string `json:"message"`
}

// Route names the route a finding is about.
type Route struct {
	Service string `json:"service"`
	Method  string `json:"method"`
	Path    string `json:"path"`
}

// String returns the route as exemptions match it: "GET /users/{id}".
func (r *Route) String() string {
	if r == nil {
		return ""
	}
	return r.Method + " " + r.Path
}

// Finding is one thing that a rule found.
type Finding struct {
	Rule     string         `json:"rule"`
	Level    rules.Level    `json:"level"`
	Strength rules.Strength `json:"-"`
	Message  string         `json:"message"` // one lower-case sentence, problem first
	At       Range          `json:"at"`
	Origin   string         `json:"origin,omitempty"` // the engine that found it, "" for a rule of our own
	Help     string         `json:"help,omitempty"`   // what to do, one sentence

	Related []Note `json:"related,omitempty"` // other places that matter
	Trace   []Note `json:"trace,omitempty"`   // the flow, source first
	Fix     *Fix   `json:"fix,omitempty"`     // a rewrite that ends it, where one is certain

	// Hidden are ranges that hold a secret. No report shows what stands there,
	// whatever finding it is about.
	Hidden []Range `json:"-"`

	// What the finding is about, for identity and for exemptions. At most one
	// of Route, Symbol and Pointer is set, in this order of preference.
	Route   *Route `json:"route,omitempty"`
	Symbol  string `json:"symbol,omitempty"`  // package path and function, "example.com/m/db.(*Store).Find"
	Pointer string `json:"pointer,omitempty"` // JSON pointer into the document

	// Operation names the operation of a document that the finding is about, as
	// exemptions match it: "GET /users/{id}". It is no identity: that is Pointer.
	Operation string `json:"-"`
	// Document is the document that was checked, relative to the root: what is
	// found may stand in another file that it refers to. "" where the finding's
	// file is the document, and in code.
	Document string `json:"-"`
	// Answered is the fact that excuses the finding where the policy gives it.
	Answered rules.Fact `json:"-"`

	// Fingerprint identifies the finding across edits: it holds no line and no
	// absolute path. Set by the pipeline.
	Fingerprint string `json:"fingerprint"`

	// Suppressed says why the finding does not count. Nil: it counts.
	Suppressed *Suppression `json:"suppressed,omitempty"`
}

// Fix is a rewrite that ends a finding. It was checked: behind it the code still
// compiles.
type Fix struct {
	Message string `json:"message"` // what it does, an order
	// Edits are in the order of their places, do not touch each other, and are
	// all in the file of the finding.
	Edits []Edit `json:"edits"`
	// Sum is the SHA-256 of the file that the edits fit.
	Sum [32]byte `json:"-"`
}

// Edit puts Text in the place of a range, which is empty for an insertion. The
// text has plain line feeds, whatever the file has.
type Edit struct {
	Range
	Text string `json:"text"`
}

// Suppression says who excused a finding and why.
type Suppression struct {
	// Kind is "directive", "exemption", "gateway", "nosec", a comment of gosec's,
	// "baseline", the project's list of old findings, or "base", the commit that a
	// run asks for what is new against.
	Kind   string `json:"kind"`
	Reason string `json:"reason"` //
	At     Range  `json:"at"`     // the comment (of gosec's: what it excuses), the block or fact in the policy, the line of the list
}

// About returns the route or operation that the finding is about, as exemptions
// match it, or "".
func (f *Finding) About() string {
	if f.Route != nil {
		return f.Route.String()
	}
	return f.Operation
}

// Where returns the place of the finding as overrides are matched.
func (f *Finding) Where() rules.Where {
	at := rules.Where{File: f.At.File, Route: f.About(), Document: f.Document}
	if at.Document == "" && !strings.HasSuffix(f.At.File, ".go") {
		at.Document = f.At.File
	}
	return at
}

// Notice is something that a reader must know to trust the report and that is
// no finding: what could not be resolved, which budget ran out.
type Notice struct {
	Message string `json:"message"`
	At      Range  `json:"at,omitzero"`
}

// Failure is an input that could not be analysed: a package, a document. A
// report with failures is partial, and says so.
type Failure struct {
	Input   string `json:"input"`   // what failed, as the user would name it
	Message string `json:"message"` // what is wrong and what to do
	At      Range  `json:"at,omitzero"`
}

// Report is the outcome of one run, findings sorted.
type Report struct {
	Findings []Finding `json:"findings"`
	Notices  []Notice  `json:"notices,omitempty"`
	Failures []Failure `json:"failures,omitempty"`
	// Fixed are those that the run itself ended by their fixes, in the places
	// they were found in. They are none of Findings.
	Fixed []Finding `json:"fixed,omitempty"`

	// How much was looked at, so that a short report can be told from an
	// empty run.
	Packages  int `json:"packages"`
	Documents int `json:"documents"`
}
