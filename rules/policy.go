package rules

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"path"
	"regexp"
	"slices"
	"strings"
	"sync"
	"time"
)

// Policy is what one project decided: levels, options, excuses, and facts that
// no file shows. It is plain data that survives JSON, so that a driver can hand
// it to a pass as one string; reading HCL is the work of rules/ruleset.
//
// The zero Policy, and a nil one, is every rule at its default level.
type Policy struct {
	Rules      []Setting        `json:"rules,omitempty"`     // sorted by ID
	Overrides  []Override       `json:"overrides,omitempty"` // a later one wins
	Preview    bool             `json:"preview,omitempty"`   // rules in preview are at their level, as others are
	Exemptions []Exemption      `json:"exemptions,omitempty"`
	Public     []PublicRoute    `json:"public_routes,omitempty"`
	Documents  []DocumentUse    `json:"documents,omitempty"`
	Sanitizers []Sanitizer      `json:"sanitizers,omitempty"`     // sorted by symbol
	Guards     []Guard          `json:"guards,omitempty"`         // sorted by symbol
	Gateway    []Given          `json:"gateway,omitempty"`        // sorted by fact
	Classes    []Classification `json:"classification,omitempty"` // sorted by name
	Profile    string           `json:"profile,omitempty"`        // Development, Production, or "" where nothing is said
	Engines    []Engine         `json:"engines,omitempty"`        // sorted by name
	House      House            `json:"house,omitzero"`
	CodeRules  []CodeRule       `json:"code_rules,omitempty"` // sorted by ID

	// Modules are the directories of modules below the project's root, slash
	// paths by module path; a module that is not here stands at the root. A
	// driver fills it in where a pass, which knows of no directory, has to
	// match exemptions.
	Modules map[string]string `json:"modules,omitempty"`

	// Tests has the files of tests count too. A driver fills it in: by itself a
	// policy says nothing of them.
	Tests bool `json:"tests,omitempty"`

	// Local are options by rule that hold at one place only: [Policy.In] fills
	// them in. They are no part of what the project decided.
	Local map[string]map[string]any `json:"-"`
}

// Setting is what a policy says of one rule.
type Setting struct {
	ID      string         `json:"id"`
	Level   Level          `json:"level"`
	Options map[string]any `json:"options,omitempty"` // bool, float64, string or []string by the rule's Options
}

// UnmarshalJSON reads a setting so that its options have the Go types they
// were written with: JSON alone would bring a list of strings back as []any.
func (s *Setting) UnmarshalJSON(b []byte) error {
	return unmarshalOptions(b, (*plainSetting)(s), &s.ID, &s.Options)
}

// plainSetting is a setting without methods, so that reading one ends.
type plainSetting Setting

// unmarshalOptions reads into a value that holds the options of the rule with
// the ID, and brings back their types.
func unmarshalOptions(b []byte, into any, id *string, options *map[string]any) error {
	if err := json.Unmarshal(b, into); err != nil {
		return err
	}
	for name, value := range *options {
		list, ok := value.([]any)
		if !ok {
			continue
		}
		texts := make([]string, len(list))
		for i, item := range list {
			if texts[i], ok = item.(string); !ok {
				return fmt.Errorf("rule %s: option %s: item %d is not a string", *id, name, i)
			}
		}
		(*options)[name] = texts
	}
	return nil
}

// Exemption excuses findings. Empty Routes and Paths match everything.
type Exemption struct {
	Rules   []string `json:"rules"`             // rule IDs, at least one
	Routes  []Glob   `json:"routes,omitempty"`  // matched against "METHOD /path"
	Paths   []Glob   `json:"paths,omitempty"`   // matched against the finding's file, relative to the project's root
	Reason  string   `json:"reason"`            // never empty
	Owner   string   `json:"owner,omitempty"`   //
	Expires string   `json:"expires,omitempty"` // YYYY-MM-DD, the last day it holds
	// Expired is decided where the policy is read: nothing behind it may look
	// at a clock. An expired exemption excuses nothing and is itself reported.
	Expired bool  `json:"expired,omitempty"`
	At      Place `json:"at"`
}

// PublicRoute declares that a route needs no authentication.
type PublicRoute struct {
	Method string `json:"method,omitempty"` // upper case, "" for any
	Path   Glob   `json:"path"`             // matched against the full path, {name} parameters included
	Reason string `json:"reason,omitempty"`
	At     Place  `json:"at"`
}

// DocumentUse says what an OpenAPI document describes.
type DocumentUse struct {
	File     string   `json:"file"`                // slash path relative to the project's root
	Serves   []string `json:"serves,omitempty"`    // import paths or ./directories of the main packages it describes; empty: all
	BasePath string   `json:"base_path,omitempty"` // prefix of the code's routes that the document's paths lack
	At       Place    `json:"at"`
}

// Sanitizer declares that what a function returns is safe, whatever it is given
// and whatever its body shows; of one that only says yes or no, that what it
// said yes to is.
type Sanitizer struct {
	Symbol string   `json:"symbol"`        // "import/path.Func" or "import/path.Type.Method"
	For    []string `json:"for,omitempty"` // kinds of sink, as package model calls them, sorted; empty: for all
	Reason string   `json:"reason"`        // never empty
	At     Place    `json:"at"`
}

// Guard declares that a middleware, or a function that makes one or wraps a
// handler, does what its role says, whatever its body shows; of a function that
// handlers call with a request, that what it returns depends on who is calling.
type Guard struct {
	Symbol string `json:"symbol"`         // "import/path.Func" or "import/path.Type.Method"
	Role   string `json:"role,omitempty"` // as package model calls it; empty: authentication
	Reason string `json:"reason"`         // never empty
	At     Place  `json:"at"`
}

// Engine enables an engine that runs as a process of its own, beside the rules
// of this binary.
type Engine struct {
	Name     string        `json:"name"`                // as its program is called, without apiward- in front
	RuleSets []string      `json:"rule_sets,omitempty"` // slash paths relative to the project's root; empty: the engine's own rules
	Deadline time.Duration `json:"deadline,omitempty"`  // of one run over all documents; 0: the usual one
	At       Place         `json:"at"`
}

// Classification says what names stand for, beside what package sensitive knows.
type Classification struct {
	Name       string   `json:"name"`                 // of a class: one that is known, or a new one
	Words      []string `json:"words,omitempty"`      // names that are of the class, each one or several words
	Except     []string `json:"except,omitempty"`     // names that are harmless, of whichever class
	Extensions []string `json:"extensions,omitempty"` // "x-acme-pii": properties with one of these, true or a text, are of the class
	Level      *Level   `json:"level,omitempty"`      // of findings of the class, where the rule's own level is error; nil: as the words have it
	At         Place    `json:"at"`
}

// Place is a position in a policy file. Line and Column are 1-based.
type Place struct {
	File   string `json:"file,omitempty"` // slash path relative to the project's root
	Line   int    `json:"line,omitempty"`
	Column int    `json:"column,omitempty"`
}

// Glob is a pattern with the RE2 expression it was compiled to.
type Glob struct {
	Pattern string `json:"pattern"`
	RE      string `json:"re"` // anchored at both ends
}

// Match reports whether s matches the glob.
func (g Glob) Match(s string) bool {
	re, ok := globs.Load(g.RE)
	if !ok {
		compiled, err := regexp.Compile(g.RE)
		if err != nil {
			return false // ruleset compiled it before; a hand-made Policy with a broken one matches nothing
		}
		re, _ = globs.LoadOrStore(g.RE, compiled)
	}
	return re.(*regexp.Regexp).MatchString(s)
}

// globs caches compiled expressions by source. Policies are few and live as
// long as the process, so it does not grow.
var globs sync.Map

// setting returns what the policy says of the rule with the given ID.
func (p *Policy) setting(id string) (Setting, bool) {
	if p == nil {
		return Setting{}, false
	}
	i, ok := slices.BinarySearchFunc(p.Rules, id, func(s Setting, id string) int { return cmp.Compare(s.ID, id) })
	if !ok {
		return Setting{}, false
	}
	return p.Rules[i], true
}

// Level returns the level of r under the policy where no override matches. A
// rule in preview is at most a note until the policy says otherwise.
func (p *Policy) Level(r *Rule) Level {
	if s, ok := p.setting(r.ID); ok {
		return s.Level
	}
	if r.Maturity == Preview && (p == nil || !p.Preview) {
		return min(r.Default, Note)
	}
	return r.Default
}

// Value returns the option of r with the given name under the policy, or the
// default that the rule declares. A policy's value of another type counts as
// absent. Asking for an option that r does not declare, or for one under
// another type, is a mistake in the rule that no input can cause, and panics.
func Value[T bool | float64 | string | []string](p *Policy, r *Rule, name string) T {
	i := slices.IndexFunc(r.Options, func(o Option) bool { return o.Name == name })
	if i < 0 {
		panic(fmt.Sprintf("rule %s declares no option %q", r.ID, name))
	}
	value, ok := r.Options[i].Default.(T)
	if !ok {
		panic(fmt.Sprintf("rule %s: option %s is a %s, not a %T", r.ID, name, r.Options[i].Type, value))
	}
	if p != nil {
		if set, ok := p.Local[r.ID][name].(T); ok {
			return set
		}
	}
	if s, ok := p.setting(r.ID); ok {
		if set, ok := s.Options[name].(T); ok {
			return set
		}
	}
	return value
}

// Digest returns the SHA-256 of the policy's JSON in hex, equal for equal
// policies: encoding/json sorts the keys of maps. A nil policy has the digest
// of the zero one, which decides the same. A policy that JSON cannot hold (an
// option that is no plain value) has the digest "".
func (p *Policy) Digest() string {
	if p == nil {
		p = new(Policy)
	}
	text, err := json.Marshal(p)
	if err != nil {
		return ""
	}
	sum := sha256.Sum256(text)
	return hex.EncodeToString(sum[:])
}

// IsPublic reports whether the policy declares the route public. The method is
// upper case; ANY is public only where every method of the path is.
func (p *Policy) IsPublic(method, path string) bool {
	if p == nil {
		return false
	}
	return slices.ContainsFunc(p.Public, func(r PublicRoute) bool {
		return (r.Method == "" || r.Method == method) && r.Path.Match(path)
	})
}

// FileOf returns the slash path relative to the project's root of a file, given
// by its base name, of a package in the module, or in one of p.Modules.
func (p *Policy) FileOf(module, pkg, file string) string {
	for prefix := pkg; prefix != "." && prefix != "/"; prefix = path.Dir(prefix) {
		dir, known := "", prefix == module
		if p != nil && p.Modules[prefix] != "" {
			dir, known = p.Modules[prefix], true
		}
		if known {
			return path.Join(dir, strings.TrimPrefix(strings.TrimPrefix(pkg, prefix), "/"), file)
		}
	}
	return path.Join(pkg, file)
}

// Exempt returns the index in p.Exemptions of the first one that excuses a
// finding of the rule at file (relative slash path) on the route ("GET /x", or
// "" where there is none), or -1.
func (p *Policy) Exempt(ruleID, file, route string) int {
	if p == nil {
		return -1
	}
	any := func(globs []Glob, s string) bool {
		return len(globs) == 0 || slices.ContainsFunc(globs, func(g Glob) bool { return g.Match(s) })
	}
	return slices.IndexFunc(p.Exemptions, func(e Exemption) bool {
		return !e.Expired && slices.Contains(e.Rules, ruleID) && any(e.Paths, file) && any(e.Routes, route)
	})
}
