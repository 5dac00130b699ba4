// Package options carries the policy to every pass, the same in every driver.
package options

import (
	"encoding/json"
	"fmt"
	"reflect"
	"sync/atomic"

	"golang.org/x/tools/go/analysis"

	"github.com/apiward/apiward/rules"
)

// Analyzer is a pass that analyses nothing: its result is the *[rules.Policy]
// in force. It owns the one flag through which foreign drivers hand it over;
// a driver of ours calls [Set].
var Analyzer = &analysis.Analyzer{
	Name:       "apiward_options",
	Doc:        "hand the policy to the other passes",
	URL:        "https://pkg.go.dev/github.com/apiward/apiward/analyzers",
	Run:        func(*analysis.Pass) (any, error) { return current.Load(), nil },
	ResultType: reflect.TypeFor[*rules.Policy](),
}

// current is the process's policy. It is the one piece of shared state among
// the passes, since go/analysis offers no other way from a flag to a pass; it
// is set before the first pass runs and only read after.
var current atomic.Pointer[rules.Policy]

func init() {
	current.Store(&rules.Policy{})
	Analyzer.Flags.Var(policyFlag{}, "policy", "the policy, as JSON")
}

// Current returns the policy in force, never nil.
func Current() *rules.Policy { return current.Load() }

// Set puts the policy in force. It must not be called while passes run.
func Set(p *rules.Policy) {
	if p == nil {
		p = &rules.Policy{}
	}
	current.Store(p)
}

type policyFlag struct{}

func (policyFlag) String() string { return "" }

func (policyFlag) Set(s string) error {
	p := new(rules.Policy)
	if err := json.Unmarshal([]byte(s), p); err != nil {
		return fmt.Errorf("the policy is not valid JSON: %w", err)
	}
	Set(p)
	return nil
}
