package main

import (
	"encoding/json"

	"golang.org/x/tools/go/analysis"

	"github.com/apiward/apiward/analyzers"
	"github.com/apiward/apiward/cmd/internal/cli"
	"github.com/apiward/apiward/cmd/internal/driver"
	"github.com/apiward/apiward/cmd/internal/pipeline/bad_exemption"
	"github.com/apiward/apiward/rules"
)

// suite returns the analyzers of this build.
func suite() []*analysis.Analyzer { return analyzers.Suite() }

// setPolicy hands a policy, as JSON, to the analyzers.
func setPolicy(policy string) error {
	p := new(rules.Policy)
	if err := json.Unmarshal([]byte(policy), p); err != nil {
		return err
	}
	analyzers.SetPolicy(p)
	return nil
}

// engine connects the commands to what they command.
func engine(version string) cli.Engine {
	return cli.Engine{
		Version: version,
		Catalog: func() (*rules.Catalog, error) { return driver.Catalog(bad_exemption.Rule) },
		Analyze: driver.Analyze,
		Try:     driver.Try,
		Foreign: driver.EngineRules,
		Modules: driver.Modules,
		Vet:     driver.Vet,
	}
}
