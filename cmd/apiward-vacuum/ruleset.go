package main

import (
	"errors"
	"fmt"
	"log/slog"
	"maps"
	"net/http"
	"path/filepath"
	"slices"
	"strings"

	"github.com/daveshanley/vacuum/functions"
	"github.com/daveshanley/vacuum/model"
	"github.com/daveshanley/vacuum/rulesets"
	"go.yaml.in/yaml/v4"
)

// ruleSet returns the rules of all files, of which a later one wins, or
// vacuum's own where there are none. What vacuum would pass over in silence is
// an error or a notice.
func (res *response) ruleSet(files []file) (*rulesets.RuleSet, error) {
	heard := &listener{}
	if len(files) == 0 {
		return rulesets.BuildDefaultRuleSetsWithLogger(slog.New(heard)).GenerateOpenAPIRecommendedRuleSet(), nil
	}
	var all *rulesets.RuleSet
	for _, f := range files {
		set, err := res.read(f)
		if err != nil {
			return nil, fmt.Errorf("the rule set %s cannot be used: %w", f.Name, err)
		}
		if all == nil {
			all = set
			continue
		}
		maps.Copy(all.Rules, set.Rules)
		if set.ParsedAliases != nil && all.ParsedAliases != nil {
			maps.Copy(all.ParsedAliases, set.ParsedAliases)
		} else if set.ParsedAliases != nil {
			all.ParsedAliases = set.ParsedAliases
		}
	}
	return all, nil
}

// read reads one rule set.
func (res *response) read(f file) (*rulesets.RuleSet, error) {
	var top struct {
		Extends   any `yaml:"extends"`
		Overrides any `yaml:"overrides"`
		Functions any `yaml:"functions"`
	}
	if err := yaml.Unmarshal([]byte(f.Text), &top); err != nil {
		return nil, err
	}
	if name := strayExtends(top.Extends); name != "" {
		return nil, fmt.Errorf("it extends %s, which is no file of the project: save that file there and extend it by its path from the project's root", name)
	}
	if top.Overrides != nil {
		res.Notices = append(res.Notices, remark{f.Name, "overrides are not heeded"})
	}
	supplied, err := rulesets.CreateRuleSetFromData([]byte(f.Text))
	if err != nil {
		return nil, err
	}
	heard := &listener{}
	offline := &http.Client{Transport: refusing{}}
	set := rulesets.BuildDefaultRuleSetsWithLogger(slog.New(heard)).GenerateRuleSetFromSuppliedRuleSetWithHTTPClient(supplied, offline)
	res.withoutFunctions(f.Name, set)
	res.heard(f.Name, heard)
	return set, nil
}

// strayExtends returns the first rule set that is extended from the network or
// from outside the project, or "".
func strayExtends(extends any) string {
	switch v := extends.(type) {
	case string:
		isFile := slices.Contains([]string{".yml", ".yaml", ".json"}, filepath.Ext(v))
		if strings.Contains(v, "://") || isFile && !filepath.IsLocal(v) {
			return v
		}
	case []any:
		for _, item := range v {
			if name := strayExtends(item); name != "" {
				return name
			}
		}
	}
	return ""
}

// refusing is a network on which nothing is reached.
type refusing struct{}

// RoundTrip implements http.RoundTripper.
func (refusing) RoundTrip(*http.Request) (*http.Response, error) {
	return nil, errors.New("nothing is fetched from the network")
}

// withoutFunctions says which rules need a function that vacuum does not have,
// and takes them out: they would find nothing.
func (res *response) withoutFunctions(name string, set *rulesets.RuleSet) {
	builtin := functions.MapBuiltinFunctions()
	for _, id := range slices.Sorted(maps.Keys(set.Rules)) {
		for _, fn := range functionsOf(set.Rules[id].Then) {
			if builtin.FindFunction(fn) == nil {
				res.Errors = append(res.Errors, remark{name, fmt.Sprintf("the rule %s needs the function %s, which vacuum does not have", id, fn)})
				delete(set.Rules, id)
				break
			}
		}
	}
}

// functionsOf returns the functions that a rule applies.
func functionsOf(then any) (names []string) {
	switch t := then.(type) {
	case model.RuleAction:
		names = append(names, t.Function)
	case []model.RuleAction:
		for _, action := range t {
			names = append(names, action.Function)
		}
	case map[string]any:
		if name, ok := t["function"].(string); ok {
			names = append(names, name)
		}
	case []any:
		for _, item := range t {
			names = append(names, functionsOf(item)...)
		}
	}
	return names
}
