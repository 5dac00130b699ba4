package rules

import "slices"

// Test is a test of a policy's rules that stands beside them: a fixture, and
// what is to be found in it. One that expects nothing is an example of what is
// to stay silent.
type Test struct {
	Name string `json:"name"`
	// Rule is the rule in whose block the test stands, "" where it stands beside
	// the blocks.
	Rule string `json:"rule,omitempty"`
	// Rules are those that judge the fixture, sorted; empty: all that the policy
	// brings, and those that the test expects.
	Rules []string `json:"rules,omitempty"`

	// What is judged: a document, Go code, or both, which are held against each
	// other.
	Document *Fixture `json:"document,omitempty"`
	Code     *Fixture `json:"code,omitempty"`

	Expect []Expectation `json:"expect,omitempty"`
	At     Place         `json:"at"`
}

// Fixture is a text that a test hands to the rules: one file, or several in the
// form of a txtar archive.
type Fixture struct {
	Text string `json:"text"`
	// Table says that the text is a route table, as JSON, and no Go code.
	Table bool  `json:"table,omitempty"`
	At    Place `json:"at"` // of its first line in the policy
}

// Expectation is a finding that a test expects: each of its parts that is set
// must fit. A finding may fit several expectations, and an expectation several
// findings.
type Expectation struct {
	Rule    string `json:"rule"`
	Line    int    `json:"line,omitempty"`    // in the fixture's file
	File    string `json:"file,omitempty"`    // of an archive
	On      string `json:"on,omitempty"`      // a piece of the line that it stands on
	Message string `json:"message,omitempty"` // a piece of its message
	Route   string `json:"route,omitempty"`   // "GET /users/{id}": of a route or an operation
	Level   *Level `json:"level,omitempty"`
	At      Place  `json:"at"`
}

// Involves returns the rules that the test names, sorted: where it narrows what
// judges its fixture, these are all that do.
func (t *Test) Involves() []string {
	var ids []string
	if t.Rule != "" {
		ids = append(ids, t.Rule)
	}
	ids = append(ids, t.Rules...)
	for _, e := range t.Expect {
		ids = append(ids, e.Rule)
	}
	slices.Sort(ids)
	return slices.Compact(ids)
}

// Narrow reports whether only the rules that the test names judge its fixture.
func (t *Test) Narrow() bool { return t.Rule != "" || len(t.Rules) > 0 }
