// Package rules says what a rule is and what was decided about it.
//
// It is plain data on the standard library alone, so that analyzers, document
// linters and every driver can share it without sharing a parser: a [Rule]
// holds the facts that never change with a project, a [Policy] what one
// project decided, and a [Catalog] all rules that are linked into a binary.
package rules

import (
	"cmp"
	"fmt"
	"io/fs"
	"strings"
)

// Kind says which input a rule judges.
type Kind int

// The three kinds of rule. The zero value is not a kind, so that a forgotten
// field is told by [NewCatalog].
const (
	Code     Kind = iota + 1 // Go source, through go/analysis
	Document                 // an OpenAPI document
	Contract                 // code and document held against each other
)

var kindNames = [...]string{Code: "code", Document: "document", Contract: "contract"}

// String returns the kind as it is written in reports.
func (k Kind) String() string { return name(kindNames[:], int(k)) }

// Level says how loud a finding is.
type Level int

// The levels, in ascending order, so that they can be compared.
const (
	Off Level = iota
	Note
	Warning
	Error
)

var levelNames = [...]string{Off: "off", Note: "note", Warning: "warning", Error: "error"}

// String returns the level as it is written in policies and reports.
func (l Level) String() string { return name(levelNames[:], int(l)) }

// ParseLevel reads one of off, note, warning and error.
func ParseLevel(s string) (Level, error) {
	for l, n := range levelNames {
		if n == s {
			return Level(l), nil
		}
	}
	return Off, fmt.Errorf("unknown level %q: expected off, note, warning or error", s)
}

// MarshalText writes the level by name, so that JSON stays readable and stable.
func (l Level) MarshalText() ([]byte, error) { return []byte(l.String()), nil }

// UnmarshalText reads what MarshalText wrote.
func (l *Level) UnmarshalText(b []byte) (err error) {
	*l, err = ParseLevel(string(b))
	return err
}

// Strength says how far the evidence of one finding carries. A rule's level is
// for proven evidence; every step of strength below takes one step of level.
type Strength int

// The strengths, strongest first.
const (
	Proven   Strength = iota // shown whole: the rule's own level
	Unproven                 // one piece is missing: one step lower
	Hint                     // worth a look: two steps lower
)

// At returns the level of a finding of strength s under a rule of level l.
// A rule that is on is never silenced by weakness: the floor is Note.
func (s Strength) At(l Level) Level {
	if l == Off {
		return Off
	}
	return max(Note, l-Level(s))
}

// Severity says how bad it is when a finding is right, whatever its level.
type Severity int

// The severities, in ascending order.
const (
	Low Severity = iota + 1
	Medium
	High
	Critical
)

var severityNames = [...]string{Low: "low", Medium: "medium", High: "high", Critical: "critical"}

// String returns the severity as it is written in reports.
func (s Severity) String() string { return name(severityNames[:], int(s)) }

// ParseSeverity reads one of low, medium, high and critical.
func ParseSeverity(s string) (Severity, error) {
	for v, n := range severityNames {
		if n == s && n != "" {
			return Severity(v), nil
		}
	}
	return 0, fmt.Errorf("unknown severity %q: expected low, medium, high or critical", s)
}

// Score returns the severity on the 0.0 to 10.0 scale of code scanning
// services (SARIF's security-severity), as the middle of its band there.
func (s Severity) Score() string {
	return [...]string{Low: "3.0", Medium: "5.5", High: "8.0", Critical: "9.5"}[s]
}

// Level returns the level that a rule of the severity has where it is turned on
// and nobody says how loud it is.
func (s Severity) Level() Level {
	return min(Error, Level(s))
}

// Confidence says how often a proven finding of the rule is right.
type Confidence int

// The confidences, in ascending order.
const (
	Tentative Confidence = iota + 1
	Firm
	Certain
)

var confidenceNames = [...]string{Tentative: "medium", Firm: "high", Certain: "very-high"}

// String returns the confidence in SARIF's words for precision.
func (c Confidence) String() string { return name(confidenceNames[:], int(c)) }

// Maturity says whether a rule has shown itself.
type Maturity int

// The maturities. A rule arrives in preview: it is at most a note, so that no
// release breaks a build that was green, until a policy sets its level or takes
// all of them in.
const (
	Stable Maturity = iota
	Preview
)

var maturityNames = [...]string{Stable: "stable", Preview: "preview"}

// String returns the maturity as it is written in policies and reports.
func (m Maturity) String() string { return name(maturityNames[:], int(m)) }

// MarshalText writes the maturity by name.
func (m Maturity) MarshalText() ([]byte, error) { return []byte(m.String()), nil }

// UnmarshalText reads what MarshalText wrote.
func (m *Maturity) UnmarshalText(b []byte) (err error) {
	*m, err = ParseMaturity(string(b))
	return err
}

// ParseMaturity reads one of stable and preview.
func ParseMaturity(s string) (Maturity, error) {
	for m, n := range maturityNames {
		if n == s {
			return Maturity(m), nil
		}
	}
	return Stable, fmt.Errorf("unknown maturity %q: expected stable or preview", s)
}

// name returns names[i], or a visible placeholder for a value that is none.
func name(names []string, i int) string {
	if i < 0 || i >= len(names) || names[i] == "" {
		return fmt.Sprintf("invalid(%d)", i)
	}
	return names[i]
}

// Rule holds the facts of one rule. Everything about a rule that a machine
// reads is here and nowhere else; its prose and examples are in its folder.
type Rule struct {
	ID         string // snake_case, unique over all kinds, never changed; an engine's has the engine in front, as [Foreign] writes it
	Title      string // one line, no full stop, what is wrong
	Kind       Kind
	Severity   Severity
	Confidence Confidence
	OWASP      string // "API2:2023", or "" where no category fits
	CWE        int    // 0 where none fits
	Since      string // the release that brought it, "0.1"
	Maturity   Maturity
	Default    Level // its level where no policy names it, and once it is stable
	Options    []Option
}

// OptionType is the type of a rule's option.
type OptionType int

// The option types and the Go types of their values.
const (
	Bool    OptionType = iota + 1 // bool
	Number                        // float64
	String                        // string
	Strings                       // []string
)

var optionTypeNames = [...]string{Bool: "bool", Number: "number", String: "string", Strings: "list(string)"}

// String returns the type as a policy's author would write it.
func (t OptionType) String() string { return name(optionTypeNames[:], int(t)) }

// holds reports whether value is of the type's Go type.
func (t OptionType) holds(value any) (ok bool) {
	switch t {
	case Bool:
		_, ok = value.(bool)
	case Number:
		_, ok = value.(float64)
	case String:
		_, ok = value.(string)
	case Strings:
		_, ok = value.([]string)
	}
	return ok
}

// Option is one typed setting of a rule.
type Option struct {
	Name    string // snake_case
	Type    OptionType
	Default any // of the type's Go type
	Doc     string
	Values  []string // of a String: all that a policy may write, beside the default; nil: anything
}

// validID reports whether id is a Go identifier in snake_case: the one grammar
// of folders, analyzer names, HCL labels and SARIF rule IDs.
func validID(id string) bool {
	if id == "" || id[0] < 'a' || id[0] > 'z' {
		return false
	}
	return strings.Trim(id, "abcdefghijklmnopqrstuvwxyz0123456789_") == ""
}

// Origin returns the engine that the rule with the ID comes from, "vacuum" for
// "vacuum/operation-tags", and "" for a rule of our own.
func Origin(id string) string {
	engine, _, foreign := strings.Cut(id, "/")
	if !foreign {
		return ""
	}
	return engine
}

// Foreign returns the ID under which an engine's rule is known here. What a
// directive could not name becomes a dash, and never two of them: they end the
// names in a directive.
func Foreign(engine, rule string) string {
	var b strings.Builder
	for _, r := range rule {
		switch {
		case foreignRune(r) && r != '-':
			b.WriteRune(r)
		case !strings.HasSuffix(b.String(), "-"):
			b.WriteByte('-')
		}
	}
	return engine + "/" + cmp.Or(strings.Trim(b.String(), "-"), "unnamed")
}

// validForeign reports whether id is one that Foreign returns.
func validForeign(id string) bool {
	engine, rule, _ := strings.Cut(id, "/")
	return validID(engine) && rule != "" && Foreign(engine, rule) == id
}

// foreignRune reports whether r may stand in the name of an engine's rule:
// letters and digits of any engine's habit, but nothing that ends a name in a
// policy, a comment or a report.
func foreignRune(r rune) bool {
	return r < 0x80 && (r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9' || r == '_' || r == '-' || r == '.')
}

// Entry is a rule with the folder it was written in.
type Entry struct {
	*Rule
	// Files holds doc.go and the examples. It is read when someone asks for
	// help, never at start.
	Files fs.FS
	// About stands in the place of Files for a rule of another engine and for a
	// house rule, which have no folder here.
	About *Help
	// At is where a house rule is written; the zero Place for all others.
	At Place
}
