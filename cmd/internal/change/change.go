// Package change tells what one state of a project is worth against another:
// which routes came and went, which guards and limits were lost, what is shown
// that was not, and which findings are new.
//
// Identities are those of what a client sees. A route is a service, a method and
// a path whose parameters have no names, so that renaming one is no change;
// moving code is none either. What one of the two sides does not know is told as
// that, and never as a loss.
package change

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"slices"

	"github.com/apiward/apiward/analyzers/link"
	"github.com/apiward/apiward/cmd/internal/finding"
	"github.com/apiward/apiward/rules"
	"github.com/apiward/apiward/spec"
)

// Kind says what changed.
type Kind string

// The kinds. Those of operations are about documents.
const (
	RouteAdded   Kind = "route_added"
	RouteRemoved Kind = "route_removed"
	RouteMoved   Kind = "route_moved"

	GuardLost     Kind = "guard_lost"     // a credential was required, or looked at, and no longer is
	GuardWeakened Kind = "guard_weakened" // required, and now optional
	GuardUnclear  Kind = "guard_unclear"  // it was there, and whether it still is cannot be told
	GuardGained   Kind = "guard_gained"
	AuthzLost     Kind = "authz_lost"
	AuthzUnclear  Kind = "authz_unclear"
	AuthzGained   Kind = "authz_gained"
	LimitLost     Kind = "limit_lost"
	LimitUnclear  Kind = "limit_unclear"
	LimitGained   Kind = "limit_gained"
	FieldExposed  Kind = "field_exposed"

	OperationAdded   Kind = "operation_added"
	OperationRemoved Kind = "operation_removed"
	SecurityLost     Kind = "security_lost"
	SecurityWeakened Kind = "security_weakened"
	SecurityUnclear  Kind = "security_unclear"
	SecurityGained   Kind = "security_gained"
	FieldDocumented  Kind = "field_documented"

	Drift        Kind = "drift" // code and document no longer agree
	FindingNew   Kind = "finding_new"
	FindingWorse Kind = "finding_worse"
	FindingFixed Kind = "finding_fixed"
	Excused      Kind = "excused"     // a finding stays and no longer counts
	ExcuseGone   Kind = "excuse_gone" // a finding stays and counts again

	PolicyWeakened     Kind = "policy_weakened"
	PolicyStrengthened Kind = "policy_strengthened"
	PolicyChanged      Kind = "policy_changed"
)

// Title returns the kind as a reader reads it: "guard lost".
func (k Kind) Title() string {
	text := []byte(k)
	for i, c := range text {
		if c == '_' {
			text[i] = ' '
		}
	}
	return string(text)
}

// Effect says what a change does to security.
type Effect string

// The effects.
const (
	Worse  Effect = "worse"
	Better Effect = "better"
	Other  Effect = "other" // neither, or it cannot be told
)

// Change is one row of the difference. Fields of its JSON are added, never
// changed.
type Change struct {
	Kind   Kind   `json:"kind"`
	Effect Effect `json:"effect"`
	// Level says how much a change for the worse counts; off for any other.
	Level rules.Level `json:"level"`
	// What changed: a route, an operation, a field, a rule.
	Subject string `json:"subject"`
	Service string `json:"service,omitempty"` // of a route
	File    string `json:"file,omitempty"`    // of an operation: its document
	Before  string `json:"before,omitempty"`
	After   string `json:"after,omitempty"`
	Reason  string `json:"reason,omitempty"`
	// Rules are those whose new, or fixed, findings are about the same.
	Rules []string      `json:"rules,omitempty"`
	At    finding.Range `json:"at"`
	// Gone says that At is a place of the base.
	Gone bool `json:"gone,omitempty"`
	// Findings are the fingerprints of the findings that the row tells.
	Findings []string `json:"findings,omitempty"`
	ID       string   `json:"id"` // equal for the same change, wherever its code stands

	route string // key of the route or operation it is about, "" for none
	field string // of a field: what it is called, so that rows of one field are one
}

// Side is one of the two states.
type Side struct {
	Findings  []finding.Finding // as the pipeline leaves them
	Inventory *link.Inventory
	Documents []*spec.Document
	Files     func(string) bool // whether a file is there; nil: nobody knows
}

// Input is what is compared.
type Input struct {
	Base, Head Side
	Catalog    *rules.Catalog
	Policy     *rules.Policy // by which both sides were judged
	// Before is the policy of the base, nil where it is not known, or is the same.
	Before *rules.Policy
	// Known are the rules that Before could name, beside those of this build.
	Known *rules.Catalog
}

// Compare returns the changes from the base to the head, the worst first.
func Compare(in Input) []Change {
	c := &comparer{Input: in}
	if in.Base.Inventory != nil || in.Head.Inventory != nil {
		c.routes()
	}
	c.documents()
	c.findings()
	c.policies()
	for i := range c.changes {
		c.changes[i].ID = c.changes[i].id()
	}
	slices.SortStableFunc(c.changes, compare)
	number(c.changes)
	return c.changes
}

type comparer struct {
	Input
	changes []Change
	// renamed are the services of the base that have another name in the head.
	renamed map[string]string
	// described are the operations that added and removed routes answer: a row
	// of their own would say the same.
	described map[link.Operation]bool
}

func (c *comparer) add(change Change) { c.changes = append(c.changes, change) }

// off reports whether the policy has turned off the rule that reports what is
// lost: then the loss is told and does not count.
func (c *comparer) off(rule string) bool {
	e, ok := c.Catalog.Lookup(rule)
	return ok && c.Policy.Level(e.Rule) == rules.Off
}

// id digests what the change is about.
func (c *Change) id() string {
	h := sha256.New()
	for _, part := range append([]string{string(c.Kind), c.Service, c.File, c.route, c.Subject, c.Before, c.After}, c.Findings...) {
		fmt.Fprintf(h, "%d:%s", len(part), part)
	}
	return hex.EncodeToString(h.Sum(nil)[:16])
}

// number tells rows of one identity apart.
func number(changes []Change) {
	seen := map[string]int{}
	for i := range changes {
		c := &changes[i]
		n := seen[c.ID]
		seen[c.ID]++
		if n > 0 {
			sum := sha256.Sum256(fmt.Appendf(nil, "%s %d", c.ID, n))
			c.ID = hex.EncodeToString(sum[:16])
		}
	}
}

// rank is the order of effects in a table.
func (e Effect) rank() int { return slices.Index([]Effect{Worse, Other, Better}, e) }

// rank is the order of kinds in a table: as they are declared.
func (k Kind) rank() int { return slices.Index(kinds, k) }

var kinds = []Kind{
	GuardLost, GuardWeakened, AuthzLost, SecurityLost, SecurityWeakened, FieldExposed, FieldDocumented, LimitLost, Drift,
	FindingNew, FindingWorse, Excused, PolicyWeakened,
	GuardUnclear, AuthzUnclear, LimitUnclear, SecurityUnclear, RouteAdded, OperationAdded, RouteMoved, RouteRemoved, OperationRemoved,
	ExcuseGone, PolicyChanged, GuardGained, AuthzGained, LimitGained, SecurityGained, FindingFixed, PolicyStrengthened,
}

func compare(a, b Change) int {
	return cmp.Or(
		cmp.Compare(a.Effect.rank(), b.Effect.rank()),
		cmp.Compare(b.Level, a.Level),
		cmp.Compare(a.Kind.rank(), b.Kind.rank()),
		cmp.Compare(a.Before, b.Before),
		cmp.Compare(a.After, b.After),
		cmp.Compare(a.Service, b.Service),
		cmp.Compare(a.File, b.File),
		cmp.Compare(a.Subject, b.Subject),
		cmp.Compare(a.At.File, b.At.File),
		cmp.Compare(a.At.Line, b.At.Line),
		cmp.Compare(a.At.Column, b.At.Column),
		cmp.Compare(a.Reason, b.Reason),
	)
}

// Count says how many changes there are of each level and effect.
type Count struct {
	Errors   int `json:"errors"`
	Warnings int `json:"warnings"`
	Notes    int `json:"notes"`
	Better   int `json:"better"`
	Other    int `json:"other"`
}

// Counted counts changes.
func Counted(changes []Change) (n Count) {
	for _, c := range changes {
		switch {
		case c.Effect == Better:
			n.Better++
		case c.Effect == Other:
			n.Other++
		case c.Level == rules.Error:
			n.Errors++
		case c.Level == rules.Warning:
			n.Warnings++
		default:
			n.Notes++
		}
	}
	return n
}

// AtLeast returns how many changes for the worse are at the level or above.
func (n Count) AtLeast(l rules.Level) int {
	sum := n.Errors
	if l <= rules.Warning {
		sum += n.Warnings
	}
	if l <= rules.Note {
		sum += n.Notes
	}
	return sum
}
