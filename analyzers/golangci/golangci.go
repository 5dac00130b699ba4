package golangci

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/golangci/plugin-module-register/register"
	"golang.org/x/tools/go/analysis"

	"github.com/apiward/apiward/analyzers"
	"github.com/apiward/apiward/rules"
)

// The linters that this package registers. golangci-lint leaves a message as it
// is where linter and analyzer have one name.
const (
	full = "apiward"
	fast = "apiwardfast"
)

func init() {
	register.Plugin(full, New)
	register.Plugin(fast, NewFast)
}

// Settings are those of either linter.
type Settings struct {
	Policy string `json:"policy"` // JSON, "" for the one that holds where a project has none
}

// plugin is one of the two linters.
type plugin struct {
	mode  string
	build func() *analysis.Analyzer
}

// New makes the linter of all code rules. Its policy is that of the process:
// golangci-lint makes one linter of a name, before any of them runs.
func New(settings any) (register.LinterPlugin, error) {
	policy, err := policyOf(full, settings)
	if err != nil {
		return nil, err
	}
	analyzers.SetPolicy(policy)
	return plugin{register.LoadModeTypesInfo, all}, nil
}

// NewFast makes the linter of what syntax alone shows.
func NewFast(settings any) (register.LinterPlugin, error) {
	policy, err := policyOf(fast, settings)
	if err != nil {
		return nil, err
	}
	return plugin{register.LoadModeSyntax, func() *analysis.Analyzer { return syntax(policy) }}, nil
}

// BuildAnalyzers returns a new analyzer each time: golangci-lint tells linters
// apart by the address of theirs.
func (p plugin) BuildAnalyzers() ([]*analysis.Analyzer, error) {
	return []*analysis.Analyzer{p.build()}, nil
}

// GetLoadMode returns what the linter needs to know of a package.
func (p plugin) GetLoadMode() string { return p.mode }

// policyOf reads the settings of a linter.
func policyOf(linter string, settings any) (*rules.Policy, error) {
	s, err := register.DecodeSettings[Settings](settings)
	if err != nil {
		return nil, fmt.Errorf("linters.settings.custom.%s.settings has one key, policy, and that is a string: %w", linter, err)
	}
	policy := new(rules.Policy)
	if strings.TrimSpace(s.Policy) == "" {
		return policy, nil
	}
	dec := json.NewDecoder(strings.NewReader(s.Policy))
	dec.DisallowUnknownFields()
	err = dec.Decode(policy)
	if err == nil && !errors.Is(dec.Decode(new(any)), io.EOF) {
		err = errors.New("there is text behind its end")
	}
	if err != nil {
		return nil, fmt.Errorf("linters.settings.custom.%s.settings.policy is no policy: %w: write there what `apiward config export` prints, of the version that this plugin is", linter, err)
	}
	return policy, nil
}

// all returns the analyzer of all code rules. Each runs as a part of it, since
// golangci-lint shows the diagnostics of the analyzers that it is given and of
// none that these require.
func all() *analysis.Analyzer {
	return &analysis.Analyzer{
		Name:     full,
		Doc:      "check API services: routes without authentication, injections, leaks and limits",
		URL:      url,
		Requires: required(analyzers.Suite()),
		Run: func(pass *analysis.Pass) (any, error) {
			for _, a := range analyzers.Suite() {
				part := shown(pass)
				part.Analyzer = a
				if _, err := a.Run(part); err != nil {
					return nil, err
				}
			}
			return nil, nil
		},
	}
}

const url = "https://pkg.go.dev/github.com/apiward/apiward/analyzers/golangci"

// required returns what the analyzers require, each once and in their order.
func required(list []*analysis.Analyzer) (all []*analysis.Analyzer) {
	for _, a := range list {
		for _, r := range a.Requires {
			if !slices.Contains(all, r) {
				all = append(all, r)
			}
		}
	}
	return all
}

// shown returns the pass for a rule, whose diagnostics get the form that
// golangci-lint can show: it keeps neither category nor level, makes an issue
// of every related place and applies all of several fixes.
func shown(pass *analysis.Pass) *analysis.Pass {
	part := *pass
	part.Report = func(d analysis.Diagnostic) {
		d.Message = d.Category + ": " + d.Message
		d.Related = nil
		d.SuggestedFixes = d.SuggestedFixes[:min(1, len(d.SuggestedFixes))]
		pass.Report(d)
	}
	return &part
}
