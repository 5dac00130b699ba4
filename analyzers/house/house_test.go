package house_test

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"github.com/golangci/plugin-module-register/register"

	"github.com/apiward/apiward/analyzers"
	_ "github.com/apiward/apiward/analyzers/golangci"
	"github.com/apiward/apiward/analyzers/house"
	"github.com/apiward/apiward/analyzers/internal/checktest"
	"github.com/apiward/apiward/analyzers/internal/options"
	"github.com/apiward/apiward/rules"
)

// use puts a policy into force for one test.
func use(t *testing.T, list ...rules.CodeRule) {
	t.Helper()
	for i := range list {
		list[i].Level, list[i].Severity, list[i].Title = rules.Error, rules.High, list[i].ID
	}
	options.Set(&rules.Policy{CodeRules: list})
	t.Cleanup(func() { options.Set(nil) })
}

func yes(is bool) *bool { return &is }

// single are the rules on what one package shows, about the corpus with the name.
func single(corpus string) []rules.CodeRule {
	lib := "corpus/" + corpus + "/lib."
	argument := func(index int, o rules.Operand) []rules.Argument { return []rules.Argument{{Index: index, Operand: o}} }
	return []rules.CodeRule{
		{ID: "acme_md5", Message: "{it} is called: use SHA-256", Forbid: []rules.Forbidden{{Calls: []string{"crypto/md5.*"}}}},
		{ID: "acme_calls", Forbid: []rules.Forbidden{
			{Calls: []string{lib + "Session.Open"}, Arguments: argument(0, rules.Operand{Matches: "^debug"})},
			{Calls: []string{lib + "Session.Run"}, Arguments: argument(1, rules.Operand{Constant: yes(false), Type: "string"})},
			{Calls: []string{lib + "Session.Run"}, Arguments: append(argument(1, rules.Operand{Equals: []any{"a"}}), argument(2, rules.Operand{Constant: yes(false)})...)},
			{Calls: []string{lib + "Session.Print"}, Arguments: argument(-1, rules.Operand{Type: lib + "User"})},
			{Calls: []string{lib + "Session.Print"}, Arguments: argument(0, rules.Operand{Equals: []any{nil}})},
			{Calls: []string{lib + "Map", lib + "Opener.Close", lib + "Legacy.*", "builtin.panic"}},
			{Types: []string{lib + "Legacy"}},
			{Imports: []rules.Glob{{Pattern: "os/exec", RE: "^os/exec$"}}},
		}},
		{ID: "acme_tls", Forbid: []rules.Forbidden{{Fields: []string{"crypto/tls.Config.InsecureSkipVerify"}, Value: &rules.Operand{Equals: []any{true}}}},
			Require: []rules.Required{{Fields: []string{"crypto/tls.Config.MinVersion", "net/http.Server.ReadHeaderTimeout"}}}},
		{ID: "acme_tags", Forbid: []rules.Forbidden{
			{Tag: &rules.TagOf{Key: "json", Missing: true, Structs: "Request$"}},
			{Tag: &rules.TagOf{Key: "json", Matches: "[A-Z]"}},
			{Tag: &rules.TagOf{Key: "json", Unless: "^-$", Types: []string{lib + "Secret"}}},
		}},
		{ID: "acme_may", Require: []rules.Required{{Calls: []string{lib + "May"}, Before: []string{lib + "Delete"}}}},
		{ID: "acme_trace", Require: []rules.Required{{Calls: []string{lib + "Trace"}, Functions: `\.(quiet|traced)$`}, {Calls: []string{lib + "Trace", lib + "May", lib + "Delete", "net/http.Error"}, Handlers: true}}},
	}
}

func TestBad(t *testing.T) {
	use(t, single("bad")...)
	checktest.RunEach(t, house.Analyzer, "bad")
}

func TestGood(t *testing.T) {
	use(t, single("good")...)
	checktest.RunEach(t, house.Analyzer, "good")
}

func TestAcrossPackages(t *testing.T) {
	use(t, rules.CodeRule{ID: "acme_may", Require: []rules.Required{{Calls: []string{"corpus/xpkg/auth.May"}, Before: []string{"corpus/xpkg/store.Delete"}}}})
	checktest.RunEach(t, house.Analyzer, "xpkg")
}

func TestFlows(t *testing.T) {
	second := 1
	for _, corpus := range []string{"flow_bad", "flow_good"} {
		lib := "corpus/" + corpus + "/lib."
		use(t, rules.CodeRule{ID: "acme_private", Flows: []rules.HouseFlow{
			{Number: 0, From: []string{lib + "User.Email", lib + "Member.Email", lib + "Guest.Email", lib + "Token"}, To: []string{"logged"}, Unless: []string{lib + "Mask"}},
			{Number: 1, From: []string{"form", "header"}, To: []string{lib + "Publish"}, Argument: &second},
		}})
		checktest.Run(t, house.Flows, corpus)
	}
	use(t, rules.CodeRule{ID: "acme_private", Flows: []rules.HouseFlow{
		{From: []string{"corpus/flow_xpkg/user.User.Email"}, To: []string{"logged"}, Unless: []string{"corpus/flow_xpkg/audit.Mask"}},
	}})
	checktest.Run(t, house.Flows, "flow_xpkg")
}

// What is not in the files that a rule is about is not found, and what its policy
// turned off neither.
func TestPlaces(t *testing.T) {
	list := single("bad")
	for i := range list {
		list[i].NotIn = []rules.Glob{{Pattern: "bad/**", RE: "^bad/.*$"}}
	}
	use(t, list...)
	checktest.Silent(t, house.Analyzer, "bad")

	use(t, single("bad")...)
	policy := *options.Current()
	for _, r := range policy.CodeRules {
		policy.Rules = append(policy.Rules, rules.Setting{ID: r.ID, Level: rules.Off})
	}
	slices.SortFunc(policy.Rules, func(a, b rules.Setting) int { return strings.Compare(a.ID, b.ID) })
	options.Set(&policy)
	checktest.Silent(t, house.Analyzer, "bad")
}

// golangci-lint shows what go vet shows.
func TestInGolangci(t *testing.T) {
	policy := rules.Policy{CodeRules: single("bad")}
	for i := range policy.CodeRules {
		policy.CodeRules[i].Level = rules.Error
	}
	for _, r := range analyzers.Rules {
		policy.Rules = append(policy.Rules, rules.Setting{ID: r.ID, Level: rules.Off})
	}
	text, err := json.Marshal(policy)
	if err != nil {
		t.Fatal(err)
	}
	build, err := register.GetPlugin("apiward")
	if err != nil {
		t.Fatal(err)
	}
	plugin, err := build(map[string]any{"policy": string(text)})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { options.Set(nil) })
	linters, err := plugin.BuildAnalyzers()
	if err != nil {
		t.Fatal(err)
	}
	checktest.RunEach(t, linters[0], "bad")
}
