package rules

import (
	"slices"

	"github.com/apiward/apiward/rules/model"
)

// CodeRule is a rule about code that a policy wrote: what no code may do, what
// some code must do, and which values must not come where. It is plain data, so
// that every driver has the whole of it.
type CodeRule struct {
	ID       string   `json:"id"`
	Title    string   `json:"title"`
	Severity Severity `json:"severity"`
	Level    Level    `json:"level"` // where no policy names the rule
	Maturity Maturity `json:"maturity,omitempty"`
	OWASP    string   `json:"owasp,omitempty"`
	CWE      int      `json:"cwe,omitempty"`
	// Message says what is wrong where a finding is, in the place of what the pass
	// says by itself; "" leaves it that.
	Message string `json:"message,omitempty"`
	Help    string `json:"help,omitempty"` // what to write instead
	// In and NotIn are the files and packages that the rule is about, and those
	// among them that it is not: a glob of slash paths relative to the project's
	// root, or of import paths. Empty In: all.
	In      []Glob      `json:"in,omitempty"`
	NotIn   []Glob      `json:"not_in,omitempty"`
	Forbid  []Forbidden `json:"forbid,omitempty"`
	Require []Required  `json:"require,omitempty"`
	Flows   []HouseFlow `json:"flows,omitempty"`
	At      Place       `json:"at"`
}

// Forbidden is what no code may do. One of Calls, Fields, Types, Imports and Tag
// is set.
type Forbidden struct {
	Calls   []string `json:"calls,omitempty"`   // functions and methods; "import/path.*" for all of a package
	Fields  []string `json:"fields,omitempty"`  // that are set, in a literal or by an assignment
	Types   []string `json:"types,omitempty"`   // that are mentioned
	Imports []Glob   `json:"imports,omitempty"` // import paths
	Tag     *TagOf   `json:"tag,omitempty"`
	// Arguments must all hold of a call, Value of what a field is set to, for it to
	// be forbidden.
	Arguments []Argument `json:"arguments,omitempty"`
	Value     *Operand   `json:"value,omitempty"`
}

// Argument is what is asked of one argument of a call, counted from 0 and without
// the receiver. A call that has no such argument is not meant; that of a variadic
// parameter are counted one by one.
type Argument struct {
	Index int `json:"index"`
	Operand
}

// Operand is what is asked of an expression. All that is set must hold.
type Operand struct {
	Constant *bool  `json:"constant,omitempty"` // whether the compiler knows its value
	Equals   []any  `json:"equals,omitempty"`   // the constants that it can be: bool, float64 or string; nil in JSON is Go's nil
	Matches  string `json:"matches,omitempty"`  // RE2 that a constant text, or another constant as Go writes it, matches anywhere
	Type     string `json:"type,omitempty"`     // "import/path.Type", without stars, or as Go writes it
}

// TagOf is about the tags of a struct's fields.
type TagOf struct {
	Key     string   `json:"key"`               // "json"
	Missing bool     `json:"missing,omitempty"` // fields without the key are meant, and not those with it
	Matches string   `json:"matches,omitempty"` // RE2 that the key's value has to match to be meant; "": any
	Unless  string   `json:"unless,omitempty"`  // RE2 of values that are not meant; "": none
	Types   []string `json:"types,omitempty"`   // fields of these types, as Operand.Type has them; empty: of any
	Structs string   `json:"structs,omitempty"` // RE2 that the struct's name matches; "": any
	Names   string   `json:"names,omitempty"`   // RE2 that the field's name matches; "": any
}

// Required is what code must do. One of Calls and Fields is set.
type Required struct {
	// Calls are the functions and methods of which one must be called.
	Calls []string `json:"calls,omitempty"`
	// Before are calls ahead of which that must have happened, on every way there.
	Before []string `json:"before,omitempty"`
	// Handlers asks it of every function that answers requests, on every way to its
	// end; Functions of those whose full name, "import/path.Func" or
	// "import/path.Type.Method", matches the RE2.
	Handlers  bool   `json:"handlers,omitempty"`
	Functions string `json:"functions,omitempty"`
	// Fields must be set, by the literal or right behind it, wherever a literal of
	// their type stands.
	Fields []string `json:"fields,omitempty"`
}

// HouseFlow says which values must not come where.
type HouseFlow struct {
	// Number tells flows of a policy from each other, counted from 0.
	Number int `json:"number"`
	// From are parts of requests, as package model calls them, "request" for all of
	// them, and symbols: functions whose results are meant, and fields.
	From []string `json:"from"`
	// To are kinds of sink, as package model calls them, and symbols of functions;
	// Argument is the one that counts of these, all of them if it is nil.
	To       []string `json:"to"`
	Argument *int     `json:"argument,omitempty"`
	// Unless are functions behind which a value is safe, and kinds of sink: what is
	// safe for one of those is let pass.
	Unless []string `json:"unless,omitempty"`
}

// MaxFlows is how many flows one policy can have: what makes values safe for each
// is a bit of the analysis.
const MaxFlows = 32

// AnyRequest stands for all parts of a request in HouseFlow.From.
const AnyRequest = "request"

// Rule returns the facts of the rule, as those of one that is shipped.
func (r *CodeRule) Rule() *Rule {
	return &Rule{
		ID: r.ID, Title: r.Title, Kind: Code, Severity: r.Severity, Confidence: Firm,
		OWASP: r.OWASP, CWE: r.CWE, Since: "0", Maturity: r.Maturity, Default: r.Level,
	}
}

// About reports whether the rule is about a file, given as a slash path relative
// to the project's root, of a package.
func (r *CodeRule) About(file, pkg string) bool {
	any := func(globs []Glob) bool {
		return slices.ContainsFunc(globs, func(g Glob) bool { return g.Match(file) || g.Match(pkg) })
	}
	return (len(r.In) == 0 || any(r.In)) && !any(r.NotIn)
}

// IsNumbered reports whether the flow has a number that can be told from others: a
// policy that was not written by ruleset may have any.
func (f *HouseFlow) IsNumbered() bool { return f.Number >= 0 && f.Number < MaxFlows }

// Known reports whether the flow's From names a part of a request.
func (f *HouseFlow) Known(part model.SourceKind) bool {
	return slices.Contains(f.From, string(part)) || slices.Contains(f.From, AnyRequest)
}

// IsSourceKind reports whether an end of a flow is a part of a request, and no
// symbol.
func IsSourceKind(s string) bool {
	return s == AnyRequest || slices.Contains(model.Parts(), model.SourceKind(s))
}

// IsSinkKind reports whether an end of a flow is a kind of sink, and no symbol.
func IsSinkKind(s string) bool { return slices.Contains(model.Sanitized(), model.SinkKind(s)) }

// Flows returns the flows of the policy's own rules.
func (p *Policy) Flows() (flows []HouseFlow) {
	if p == nil {
		return nil
	}
	for i := range p.CodeRules {
		for _, f := range p.CodeRules[i].Flows {
			if f.IsNumbered() {
				flows = append(flows, f)
			}
		}
	}
	return flows
}
