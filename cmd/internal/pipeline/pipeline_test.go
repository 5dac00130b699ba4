package pipeline

import (
	"math/rand/v2"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"github.com/apiward/apiward/cmd/internal/finding"
	"github.com/apiward/apiward/cmd/internal/pipeline/bad_exemption"
	"github.com/apiward/apiward/rules"
)

// catalog holds one rule of each kind and the one that judges excuses.
func catalog(t *testing.T) *rules.Catalog {
	t.Helper()
	entry := func(id string, kind rules.Kind, level rules.Level) rules.Entry {
		return rules.Entry{
			Rule: &rules.Rule{
				ID: id, Title: id, Kind: kind, Severity: rules.High, Confidence: rules.Firm,
				Since: "0.1", Default: level,
			},
			Files: fstest.MapFS{},
		}
	}
	c, err := rules.NewCatalog(
		entry("code_rule", rules.Code, rules.Error),
		entry("document_rule", rules.Document, rules.Warning),
		entry("contract_rule", rules.Contract, rules.Warning),
		entry("quiet_rule", rules.Code, rules.Off),
		bad_exemption.Rule,
	)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// whole is the scope of a run that saw everything.
func whole() Scope { return Scope{Packages: 3, Documents: 1, Module: true, Project: true} }

func at(file string, line, column int) finding.Range {
	return finding.Range{File: file, Line: line, Column: column}
}

func ignore(file string, line int, reason string, ids ...string) rules.Ignore {
	return rules.Ignore{
		Directive: rules.Directive{Rules: ids, Reason: reason},
		At:        rules.Place{File: file, Line: line, Column: 2},
		Line:      line + 1,
	}
}

func messages(findings []finding.Finding) []string {
	var ms []string
	for _, f := range findings {
		ms = append(ms, f.Message)
	}
	return ms
}

func process(t *testing.T, in Input) []finding.Finding {
	t.Helper()
	if in.Catalog == nil {
		in.Catalog = catalog(t)
	}
	fs, err := Process(in)
	if err != nil {
		t.Fatal(err)
	}
	return fs
}

func TestPathsAreRelativeToTheRoot(t *testing.T) {
	root, err := filepath.Abs(filepath.Join("srv", "orders"))
	if err != nil {
		t.Fatal(err)
	}
	in := []finding.Finding{{
		Rule: "code_rule", At: at(filepath.Join(root, "api", "a.go"), 1, 1),
		Related: []finding.Note{{Range: at(filepath.Join(root, "b.go"), 2, 1)}},
		Trace:   []finding.Note{{Range: at("./c/../d.go", 3, 1)}, {Range: at(filepath.Join(filepath.Dir(root), "lib", "e.go"), 1, 1)}},
	}}
	trace := in[0].Trace
	got := process(t, Input{Root: root, Findings: in})[0]
	files := []string{got.At.File, got.Related[0].File, got.Trace[0].File, got.Trace[1].File}
	want := []string{"api/a.go", "b.go", "d.go", "../lib/e.go"}
	if d := cmp.Diff(want, files); d != "" {
		t.Errorf("files (-want +got):\n%s", d)
	}
	if trace[0].File != "./c/../d.go" {
		t.Error("the notes were changed, which several findings may share")
	}
}

func TestOrder(t *testing.T) {
	want := []finding.Finding{
		{Rule: "contract_rule", Message: "a", At: at("a.go", 1, 1)},
		{Rule: "code_rule", Message: "b", At: at("a.go", 1, 2)},
		{Rule: "contract_rule", Message: "a", At: at("a.go", 1, 2)},
		{Rule: "contract_rule", Message: "b", At: at("a.go", 1, 2)},
		{Rule: "contract_rule", Message: "b", At: at("a.go", 1, 2), Route: &finding.Route{Method: "GET", Path: "/"}},
		{Rule: "code_rule", Message: "a", At: at("a.go", 10, 1)},
		{Rule: "code_rule", Message: "a", At: at("b.go", 2, 1)},
	}
	for range 10 {
		r := &run{findings: slices.Clone(want)}
		rand.Shuffle(len(want), func(i, j int) { r.findings[i], r.findings[j] = r.findings[j], r.findings[i] })
		order(r)
		if d := cmp.Diff(want, r.findings); d != "" {
			t.Fatalf("order (-want +got):\n%s", d)
		}
	}
}

func TestDedupe(t *testing.T) {
	one := finding.Finding{Rule: "code_rule", Message: "m", At: at("a.go", 1, 1)}
	weak := one
	weak.Strength = rules.Hint
	otherRoute := one
	otherRoute.Route = &finding.Route{Service: "s", Method: "GET", Path: "/"}
	otherService := otherRoute
	otherService.Route = &finding.Route{Service: "t", Method: "GET", Path: "/"}
	otherText := one
	otherText.Message = "n"
	otherPlace := one
	otherPlace.At.Column = 2

	got := process(t, Input{Findings: []finding.Finding{weak, one, otherRoute, otherService, one, otherText, otherPlace}})
	if len(got) != 4 {
		t.Fatalf("%d findings remain, want 4: %+v", len(got), got)
	}
	if got[0].Level != rules.Error {
		t.Errorf("of two copies the one at level %v stayed, want the stronger at error", got[0].Level)
	}
}

func TestDirectives(t *testing.T) {
	findings := []finding.Finding{
		{Rule: "code_rule", Message: "above", At: at("a.go", 5, 1)},
		{Rule: "code_rule", Message: "same line", At: at("a.go", 9, 1)},
		{Rule: "code_rule", Message: "two below", At: at("a.go", 13, 1)},
		{Rule: "code_rule", Message: "other file", At: at("b.go", 5, 1)},
		{Rule: "document_rule", Message: "other rule", At: at("a.go", 5, 1)},
		{Rule: "code_rule", Message: "no reason", At: at("a.go", 21, 1)},
	}
	got := process(t, Input{Findings: findings, Ignores: []rules.Ignore{
		ignore("a.go", 4, "because", "code_rule"),
		ignore("a.go", 9, "because", "code_rule"),
		ignore("a.go", 11, "because", "code_rule"),
		ignore("a.go", 20, "", "code_rule"),
	}})
	var marked []string
	for _, f := range got {
		if f.Suppressed == nil {
			continue
		}
		marked = append(marked, f.Message)
		if f.Suppressed.Kind != "directive" || f.Suppressed.Reason != "because" || f.Suppressed.At.Line == 0 {
			t.Errorf("%s: marked as %+v", f.Message, f.Suppressed)
		}
	}
	if d := cmp.Diff([]string{"above", "same line"}, marked); d != "" {
		t.Errorf("marked (-want +got):\n%s", d)
	}
}

func glob(pattern, re string) rules.Glob { return rules.Glob{Pattern: pattern, RE: re} }

func TestExemptions(t *testing.T) {
	policy := &rules.Policy{Exemptions: []rules.Exemption{
		{Rules: []string{"code_rule"}, Paths: []rules.Glob{glob("old/**", "^old/.*$")}, Reason: "old", At: rules.Place{File: ".apiward.hcl", Line: 3}},
		{Rules: []string{"code_rule"}, Routes: []rules.Glob{glob("GET /x", "^GET /x$")}, Reason: "x", At: rules.Place{File: ".apiward.hcl", Line: 8}},
		{Rules: []string{"document_rule"}, Reason: "late", Expired: true, Expires: "2020-01-01", At: rules.Place{File: ".apiward.hcl", Line: 13}},
	}}
	get := process(t, Input{Policy: policy, Scope: whole(), Findings: []finding.Finding{
		{Rule: "code_rule", Message: "path", At: at("old/a.go", 1, 1)},
		{Rule: "code_rule", Message: "route", At: at("new/a.go", 1, 1), Route: &finding.Route{Method: "GET", Path: "/x"}},
		{Rule: "code_rule", Message: "other route", At: at("new/a.go", 2, 1), Route: &finding.Route{Method: "PUT", Path: "/x"}},
		{Rule: "document_rule", Message: "expired", At: at("openapi.yaml", 1, 1)},
	}})
	marks := map[string]string{}
	for _, f := range get {
		if f.Suppressed != nil {
			marks[f.Message] = f.Suppressed.Kind + ": " + f.Suppressed.Reason
		}
	}
	if d := cmp.Diff(map[string]string{"path": "exemption: old", "route": "exemption: x"}, marks); d != "" {
		t.Errorf("marks (-want +got):\n%s", d)
	}
	if want := "the exemption of document_rule expired on 2020-01-01 and excuses nothing"; !slices.Contains(messages(get), want) {
		t.Errorf("no finding %q in %q", want, messages(get))
	}
}

func TestDirectiveIsShownBeforeExemptionAndBothWereOfUse(t *testing.T) {
	got := process(t, Input{
		Scope:    whole(),
		Policy:   &rules.Policy{Exemptions: []rules.Exemption{{Rules: []string{"code_rule"}, Reason: "block"}}},
		Ignores:  []rules.Ignore{ignore("a.go", 1, "comment", "code_rule")},
		Findings: []finding.Finding{{Rule: "code_rule", Message: "m", At: at("a.go", 2, 1)}},
	})
	if len(got) != 1 {
		t.Fatalf("findings %q, want only the excused one", messages(got))
	}
	if got[0].Suppressed.Reason != "comment" {
		t.Errorf("excused by %+v, want the comment", got[0].Suppressed)
	}
}

func TestLevel(t *testing.T) {
	policy := &rules.Policy{Rules: []rules.Setting{{ID: "contract_rule", Level: rules.Off}, {ID: "document_rule", Level: rules.Error}}}
	tests := []struct {
		rule     string
		strength rules.Strength
		want     rules.Level // Off: dropped
	}{
		{"code_rule", rules.Proven, rules.Error},
		{"code_rule", rules.Unproven, rules.Warning},
		{"code_rule", rules.Hint, rules.Note},
		{"document_rule", rules.Proven, rules.Error},
		{"contract_rule", rules.Proven, rules.Off},
		{"quiet_rule", rules.Proven, rules.Off},
	}
	for _, tt := range tests {
		got := process(t, Input{Policy: policy, Findings: []finding.Finding{{Rule: tt.rule, Strength: tt.strength, At: at("a.go", 1, 1)}}})
		switch {
		case tt.want == rules.Off && len(got) != 0:
			t.Errorf("%s: a finding of a rule that is off is reported", tt.rule)
		case tt.want != rules.Off && (len(got) != 1 || got[0].Level != tt.want):
			t.Errorf("%s at strength %d: got %+v, want level %v", tt.rule, tt.strength, got, tt.want)
		}
	}
}

func TestUnknownRuleOfAFindingIsAnError(t *testing.T) {
	_, err := Process(Input{Catalog: catalog(t), Findings: []finding.Finding{{Rule: "nobody"}}})
	if err == nil || !strings.Contains(err.Error(), `"nobody"`) {
		t.Errorf("error %v, want one that names the rule", err)
	}
}

func TestBadExemption(t *testing.T) {
	used := finding.Finding{Rule: "code_rule", Message: "used", At: at("a.go", 2, 1)}
	exemption := rules.Exemption{Rules: []string{"code_rule"}, Reason: "r", At: rules.Place{File: ".apiward.hcl", Line: 1}}
	tests := []struct {
		name    string
		scope   Scope
		ignores []rules.Ignore
		exempt  []rules.Exemption
		off     string
		want    []string
	}{
		{name: "used directive", scope: whole(), ignores: []rules.Ignore{ignore("a.go", 1, "r", "code_rule")}},
		{name: "the same directive from two packages", scope: whole(), ignores: []rules.Ignore{ignore("a.go", 1, "r", "code_rule"), ignore("a.go", 1, "r", "code_rule")}},
		{name: "no rule", scope: whole(), ignores: []rules.Ignore{ignore("a.go", 1, "r")},
			want: []string{"the directive names no rule and excuses nothing"}},
		{name: "no reason", scope: whole(), ignores: []rules.Ignore{ignore("a.go", 1, "", "code_rule")},
			want: []string{"the directive for code_rule gives no reason and excuses nothing"}},
		{name: "unknown rule", scope: whole(), ignores: []rules.Ignore{ignore("a.go", 1, "r", "code_rule", "code_rool")},
			want: []string{`the directive names the unknown rule "code_rool"`}},
		{name: "unknown rule also in a narrow run", ignores: []rules.Ignore{ignore("b.go", 1, "r", "code_rool")},
			want: []string{`the directive names the unknown rule "code_rool"`}},
		{name: "one of two rules unused", scope: whole(), ignores: []rules.Ignore{ignore("a.go", 1, "r", "code_rule", "document_rule")},
			want: []string{"the directive excuses no finding of document_rule"}},
		{name: "a rule named twice", scope: whole(), ignores: []rules.Ignore{ignore("b.go", 1, "r", "code_rule", "code_rule")},
			want: []string{"the directive excuses no finding of code_rule"}},
		{name: "unused", scope: whole(), ignores: []rules.Ignore{ignore("b.go", 1, "r", "code_rule")},
			want: []string{"the directive excuses no finding of code_rule"}},
		{name: "unused in a narrow run", scope: Scope{Packages: 1}, ignores: []rules.Ignore{ignore("b.go", 1, "r", "code_rule")}},
		{name: "unused in a partial run", scope: Scope{Packages: 1, Module: true, Partial: true}, ignores: []rules.Ignore{ignore("b.go", 1, "r", "code_rule")}},
		{name: "contract rule without documents", scope: Scope{Packages: 1, Module: true}, ignores: []rules.Ignore{ignore("b.go", 1, "r", "contract_rule")}},
		{name: "contract rule with documents", scope: whole(), ignores: []rules.Ignore{ignore("b.go", 1, "r", "contract_rule")},
			want: []string{"the directive excuses no finding of contract_rule"}},
		{name: "rule that is off", scope: whole(), ignores: []rules.Ignore{ignore("b.go", 1, "r", "quiet_rule")}},
		{name: "rule turned off", scope: whole(), off: "code_rule", ignores: []rules.Ignore{ignore("b.go", 1, "r", "code_rule")}},
		{name: "itself", scope: whole(), ignores: []rules.Ignore{ignore("b.go", 1, "r", "bad_exemption")},
			want: []string{"the directive names bad_exemption, which cannot be excused"}},
		{name: "itself off", scope: whole(), off: "bad_exemption", ignores: []rules.Ignore{ignore("b.go", 1, "", "nobody")}},
		{name: "used exemption", scope: whole(), exempt: []rules.Exemption{exemption}},
		{name: "unused exemption", scope: whole(), exempt: []rules.Exemption{{Rules: []string{"document_rule"}, Reason: "r"}},
			want: []string{"the exemption of document_rule excuses no finding"}},
		{name: "unused exemption in a run over one module of several", scope: Scope{Packages: 1, Documents: 1, Module: true},
			exempt: []rules.Exemption{{Rules: []string{"document_rule"}, Reason: "r"}}},
		{name: "exemption without reason", scope: whole(), exempt: []rules.Exemption{{Rules: []string{"code_rule"}, Reason: " "}},
			want: []string{"the exemption of code_rule gives no reason"}},
		{name: "exemption of an unknown rule", scope: whole(), exempt: []rules.Exemption{{Rules: []string{"nobody"}, Reason: "r"}},
			want: []string{`the exemption names the unknown rule "nobody"`}},
		{name: "expired exemption", exempt: []rules.Exemption{{Rules: []string{"code_rule"}, Reason: "r", Expired: true, Expires: "2020-01-01"}},
			want: []string{"the exemption of code_rule expired on 2020-01-01 and excuses nothing"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			policy := &rules.Policy{Exemptions: tt.exempt}
			if tt.off != "" {
				policy.Rules = []rules.Setting{{ID: tt.off, Level: rules.Off}}
			}
			var got []string
			for _, f := range process(t, Input{Scope: tt.scope, Policy: policy, Ignores: tt.ignores, Findings: []finding.Finding{used}}) {
				if f.Rule != "bad_exemption" {
					continue
				}
				got = append(got, f.Message)
				if f.Level != rules.Warning || f.Help == "" || f.Fingerprint == "" {
					t.Errorf("%q: level %v, help %q, fingerprint %q", f.Message, f.Level, f.Help, f.Fingerprint)
				}
			}
			if d := cmp.Diff(tt.want, got); d != "" {
				t.Errorf("findings (-want +got):\n%s", d)
			}
		})
	}
}

func TestUnknownRuleComesWithASuggestion(t *testing.T) {
	got := process(t, Input{
		Ignores: []rules.Ignore{ignore("a.go", 1, "r", "code_rool")},
		Suggest: func(string) string { return "code_rule" },
	})
	if len(got) != 1 || got[0].Help != "did you mean code_rule?" {
		t.Errorf("got %+v, want a suggestion", got)
	}
}

func TestFingerprints(t *testing.T) {
	lines := map[string][]string{
		"a.go": {"", "db.Query(q)", "db.Query(q)", "db.Query(other)"},
		"b.go": {"", "\tdb.Query(q)  "},
		// Documents without line breaks.
		"c.json": {strings.Repeat("{}", 3000), strings.Repeat("[]", 4000)},
	}
	line := func(file string, n int) (string, bool) { return lines[file][n-1], true }
	prints := func(fs ...finding.Finding) []string {
		var ps []string
		for _, f := range process(t, Input{Findings: fs, Line: line}) {
			ps = append(ps, f.Fingerprint)
		}
		return ps
	}
	symbol := finding.Finding{Rule: "code_rule", Message: "m", At: at("a.go", 2, 1), Symbol: "m/db.Find"}
	with := func(f finding.Finding, change func(*finding.Finding)) finding.Finding { change(&f); return f }
	route := with(symbol, func(f *finding.Finding) {
		f.Symbol, f.Route = "", &finding.Route{Service: "m/cmd/api", Method: "GET", Path: "/x"}
	})
	pointer := with(symbol, func(f *finding.Finding) { f.Symbol, f.Pointer = "", "/paths/~1x" })

	same := []struct {
		name string
		a, b finding.Finding
	}{
		{"other wording", symbol, with(symbol, func(f *finding.Finding) { f.Message = "better words" })},
		{"other line, column and file, other indentation", symbol, with(symbol, func(f *finding.Finding) { f.At = at("b.go", 2, 5) })},
		{"route moved", route, with(route, func(f *finding.Finding) { f.At = at("b.go", 1, 1) })},
		{"a long line edited", with(pointer, func(f *finding.Finding) { f.At = at("c.json", 1, 7) }), with(pointer, func(f *finding.Finding) { f.At = at("c.json", 2, 9) })},
		{"pointer moved", pointer, with(pointer, func(f *finding.Finding) { f.At.Line = 3 })},
	}
	for _, tt := range same {
		if a, b := prints(tt.a), prints(tt.b); a[0] != b[0] {
			t.Errorf("%s: fingerprint changed from %s to %s", tt.name, a[0], b[0])
		}
	}
	differ := []finding.Finding{
		symbol, route, pointer,
		with(symbol, func(f *finding.Finding) { f.At.Line = 4 }),
		with(symbol, func(f *finding.Finding) { f.Symbol = "m/db.List" }),
		with(symbol, func(f *finding.Finding) { f.Symbol = "" }),
		with(route, func(f *finding.Finding) { f.Route = &finding.Route{Service: "m/cmd/admin", Method: "GET", Path: "/x"} }),
		with(route, func(f *finding.Finding) { f.Rule = "contract_rule" }),
		with(pointer, func(f *finding.Finding) { f.At.File = "b.go" }),
		with(pointer, func(f *finding.Finding) { f.At = at("c.json", 1, 7) }),
		with(pointer, func(f *finding.Finding) { f.At, f.Pointer = at("c.json", 1, 7), "/paths/~1y" }),
		with(symbol, func(f *finding.Finding) { f.At.Line = 3 }), // equal in all but the ordinal
	}
	for i := range differ {
		differ[i].Message = strconv.Itoa(i) // or some would be copies of others
	}
	all := prints(differ...)
	slices.Sort(all)
	if n := len(slices.Compact(all)); n != len(differ) {
		t.Errorf("%d findings share %d fingerprints: %q", len(differ), n, all)
	}
	if p := prints(symbol)[0]; len(p) != 32 || strings.Trim(p, "0123456789abcdef") != "" {
		t.Errorf("fingerprint %q is not 32 hex digits", p)
	}
}

func TestSameFindingsInAnyOrderGiveTheSameResult(t *testing.T) {
	var findings []finding.Finding
	var ignores []rules.Ignore
	for i := range 40 {
		findings = append(findings, finding.Finding{
			Rule: []string{"code_rule", "document_rule", "contract_rule"}[i%3], Message: "m", Strength: rules.Strength(i % 2),
			At: at("a.go", i%4+1, 1), Symbol: []string{"f", "g"}[i%2],
		})
		ignores = append(ignores, ignore("a.go", i%9, "r", "code_rule", "nobody"))
	}
	var want []finding.Finding
	for i := range 10 {
		got := process(t, Input{Scope: whole(), Findings: slices.Clone(findings), Ignores: ignores})
		if i == 0 {
			want = got
		}
		if d := cmp.Diff(want, got); d != "" {
			t.Fatalf("run %d differs:\n%s", i, d)
		}
		rand.Shuffle(len(findings), func(i, j int) { findings[i], findings[j] = findings[j], findings[i] })
		rand.Shuffle(len(ignores), func(i, j int) { ignores[i], ignores[j] = ignores[j], ignores[i] })
	}
}

func TestFactsAnswerWhatNothingElseExcuses(t *testing.T) {
	policy := &rules.Policy{
		Gateway: []rules.Given{
			{Fact: rules.Auth, Routes: []rules.Glob{glob("/v1/**", "^[^ ]+ /v1/.*$")}},
			{Fact: rules.TLS, Reason: "the ingress", At: rules.Place{File: ".apiward.hcl", Line: 3}},
		},
		Exemptions: []rules.Exemption{{Rules: []string{"code_rule"}, Reason: "block"}},
	}
	marks := map[string]string{}
	for _, f := range process(t, Input{Policy: policy, Scope: whole(), Findings: []finding.Finding{
		{Rule: "document_rule", Message: "cleartext", At: at("openapi.yaml", 1, 1), Answered: rules.TLS},
		{Rule: "document_rule", Message: "unlimited", At: at("openapi.yaml", 2, 1), Answered: rules.RateLimit},
		{Rule: "document_rule", Message: "open", At: at("openapi.yaml", 3, 1), Answered: rules.Auth, Operation: "GET /v1/users"},
		{Rule: "document_rule", Message: "open elsewhere", At: at("openapi.yaml", 4, 1), Answered: rules.Auth, Operation: "GET /users"},
		{Rule: "document_rule", Message: "open as a whole", At: at("openapi.yaml", 5, 1), Answered: rules.Auth},
		{Rule: "code_rule", Message: "excused", At: at("a.go", 1, 1), Answered: rules.TLS},
		{Rule: "document_rule", Message: "another", At: at("openapi.yaml", 6, 1)},
	}}) {
		if f.Suppressed != nil {
			marks[f.Message] = f.Suppressed.Kind + ": " + f.Suppressed.Reason
		}
	}
	want := map[string]string{
		"cleartext": "gateway: tls: the ingress", "open": "gateway: auth: the policy says that the gateway does it",
		"excused": "exemption: block",
	}
	if d := cmp.Diff(want, marks); d != "" {
		t.Errorf("marks (-want +got):\n%s", d)
	}
}
