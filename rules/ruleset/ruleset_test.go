package ruleset

import (
	"bytes"
	"encoding/json"
	"errors"
	"flag"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/hashicorp/hcl/v2/hclwrite"
	"golang.org/x/tools/txtar"

	"github.com/apiward/apiward/rules"
	"github.com/apiward/apiward/rules/sets"
)

var update = flag.Bool("update", false, "rewrite what testdata expects")

// testCatalog holds the rules that the shipped sets name, all at level note, so
// that a set's decision shows, and one rule with an option of each type.
func testCatalog(t testing.TB) *rules.Catalog {
	t.Helper()
	var entries []rules.Entry
	for _, id := range append(setRules(t), "odd_options") {
		entries = append(entries, rules.Entry{Files: fstest.MapFS{}, Rule: &rules.Rule{
			ID: id, Title: "a title", Kind: rules.Code, Severity: rules.High, Confidence: rules.Firm, Since: "0.1", Default: rules.Note,
		}})
	}
	entries[len(entries)-1].Options = []rules.Option{
		{Name: "strict_mode", Type: rules.Bool, Default: false, Doc: "whether to look twice"},
		{Name: "max_bytes", Type: rules.Number, Default: 10.0, Doc: "the largest body in bytes"},
		{Name: "header", Type: rules.String, Default: "Authorization", Doc: "the header that carries the credential"},
		{Name: "loggers", Type: rules.Strings, Default: []string{"log"}, Doc: "packages that log"},
		{Name: "dialect", Type: rules.String, Default: "", Doc: "the database", Values: []string{"mysql", "postgres", "sqlite"}},
	}
	for id, severity := range map[string]rules.Severity{"gosec/G106": rules.Medium, "gosec/G402": rules.High, "gosec/G404": rules.Low} {
		entries = append(entries, rules.Entry{About: &rules.Help{What: "a text"}, Rule: &rules.Rule{
			ID: id, Title: "a title", Kind: rules.Code, Severity: severity, Confidence: rules.Firm, Since: "0.1",
		}})
	}
	catalog, err := rules.NewCatalog(entries...)
	if err != nil {
		t.Fatal(err)
	}
	return catalog
}

// policyOf returns the policy of what was loaded.
func policyOf(set *Ruleset, err error) (*rules.Policy, error) {
	if set == nil {
		return nil, err
	}
	return set.Policy, err
}

// setRules returns the IDs that the shipped sets name, sorted.
func setRules(t testing.TB) []string {
	t.Helper()
	named := map[string]bool{}
	for _, set := range Sets() {
		text, err := sets.Files.ReadFile(set + ".hcl")
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range regexp.MustCompile(`(?m)^rule "(\w+)"`).FindAllStringSubmatch(string(text), -1) {
			named[m[1]] = true
		}
	}
	return slices.Sorted(maps.Keys(named))
}

func testOptions(t testing.TB) Options {
	return Options{
		Catalog: testCatalog(t),
		Today:   time.Date(2026, time.June, 15, 23, 59, 0, 0, time.UTC),
		Version: "v0.3.1",
	}
}

// scenarios calls test for each archive of a directory, with its files laid out
// in a project of their own, and compares what test returns with the archive's
// file "want".
func scenarios(t *testing.T, dir string, test func(t *testing.T, project string) []byte) {
	archives, err := filepath.Glob(filepath.Join("testdata", dir, "*.txtar"))
	if err != nil || len(archives) == 0 {
		t.Fatalf("no archives in testdata/%s: %v", dir, err)
	}
	for _, name := range archives {
		t.Run(strings.TrimSuffix(filepath.Base(name), ".txtar"), func(t *testing.T) {
			archive, err := txtar.ParseFile(name)
			if err != nil {
				t.Fatal(err)
			}
			project := t.TempDir()
			want := len(archive.Files)
			for i, f := range archive.Files {
				if f.Name == "want" {
					want = i
					continue
				}
				write(t, filepath.Join(project, f.Name), f.Data)
			}
			got := test(t, project)
			if *update {
				archive.Files = append(archive.Files[:want], txtar.File{Name: "want", Data: got})
				write(t, name, txtar.Format(archive))
				return
			}
			if want == len(archive.Files) {
				t.Fatalf("%s has no file want; run with -update and read what it writes", name)
			}
			if diff := cmp.Diff(string(archive.Files[want].Data), string(got)); diff != "" {
				t.Errorf("-want +got:\n%s", diff)
			}
		})
	}
}

func write(t testing.TB, name string, data []byte) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(name), 0o777); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(name, data, 0o666); err != nil {
		t.Fatal(err)
	}
}

func TestMistakesAreTold(t *testing.T) {
	scenarios(t, "mistakes", func(t *testing.T, project string) []byte {
		o := testOptions(t)
		o.Root = project
		policy, err := policyOf(Load(filepath.Join(project, FileName), o))
		var mistakes Diagnostics
		if !errors.As(err, &mistakes) || policy != nil {
			t.Fatalf("Load = %v, %v; want no policy and Diagnostics", policy, err)
		}
		var text bytes.Buffer
		if err := mistakes.WriteText(&text, false); err != nil {
			t.Fatal(err)
		}
		for _, m := range mistakes {
			if m.Help == "" {
				t.Errorf("no help: %s", m)
			}
		}
		return text.Bytes()
	})
}

func TestPoliciesAreRead(t *testing.T) {
	scenarios(t, "policies", func(t *testing.T, project string) []byte {
		o := testOptions(t)
		o.Root = project
		policy, err := policyOf(Load(filepath.Join(project, FileName), o))
		if err != nil {
			t.Fatal(err)
		}
		text, err := json.MarshalIndent(policy, "", "  ")
		if err != nil {
			t.Fatal(err)
		}
		var back *rules.Policy
		if err := json.Unmarshal(text, &back); err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(policy, back); diff != "" {
			t.Errorf("JSON changes the policy: -read +back:\n%s", diff)
		}
		if policy.Digest() != back.Digest() {
			t.Error("JSON changes the policy's digest")
		}
		return append(text, '\n')
	})
}

func TestDefaultIsRecommended(t *testing.T) {
	catalog := testCatalog(t)
	byDefault, err := policyOf(Default(catalog))
	if err != nil {
		t.Fatal(err)
	}
	recommended, err := policyOf(LoadSet("recommended", catalog))
	if err != nil {
		t.Fatal(err)
	}
	without, err := policyOf(Load("", Options{Catalog: catalog}))
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(recommended, byDefault) + cmp.Diff(recommended, without); diff != "" {
		t.Error(diff)
	}
}

func TestSets(t *testing.T) {
	levels := func(name string) map[string]rules.Level {
		policy, err := policyOf(LoadSet(name, testCatalog(t)))
		if err != nil {
			t.Fatal(err)
		}
		if policy.Exemptions != nil || policy.Public != nil || policy.Documents != nil || policy.Sanitizers != nil {
			t.Errorf("%s decides more than levels and options: %+v", name, policy)
		}
		m := map[string]rules.Level{}
		for _, s := range policy.Rules {
			m[s.ID] = s.Level
		}
		return m
	}
	recommended, strict := levels("recommended"), levels("strict")
	want := map[string]rules.Level{
		"auth_drift": rules.Error, "bad_exemption": rules.Warning, "cleartext_server": rules.Error, "invalid_document": rules.Warning, "missing_auth": rules.Error,
		"missing_security": rules.Error, "sql_injection": rules.Error,
		"command_injection": rules.Error, "path_traversal": rules.Error, "ssrf": rules.Error, "open_redirect": rules.Error, "unbounded_body": rules.Warning, "undocumented_route": rules.Warning,
		"error_leak": rules.Warning, "hardcoded_secret": rules.Error, "nosql_injection": rules.Error, "secret_in_log": rules.Warning,
	}
	if diff := cmp.Diff(want, recommended); diff != "" {
		t.Errorf("recommended: -want +got:\n%s", diff)
	}
	for id, level := range recommended {
		if louder := min(rules.Error, level+1); strict[id] != louder {
			t.Errorf("strict: %s is at %s; want %s, a step above recommended", id, strict[id], louder)
		}
	}
	if diff := cmp.Diff([]string{"owasp_2023", "recommended", "strict"}, Sets()); diff != "" {
		t.Errorf("Sets: -want +got:\n%s", diff)
	}
}

func TestSetsAreFormatted(t *testing.T) {
	for _, name := range Sets() {
		text, err := sets.Files.ReadFile(name + ".hcl")
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(string(hclwrite.Format(text)), string(text)); diff != "" {
			t.Errorf("%s.hcl: -formatted +file:\n%s", name, diff)
		}
	}
}

func TestUnknownSet(t *testing.T) {
	_, err := LoadSet("recomended", testCatalog(t))
	if want := `unknown rule set "recomended": did you mean "recommended"?`; err == nil || err.Error() != want {
		t.Errorf("got %v, want %s", err, want)
	}
}

// TestSetNamesRuleOutsideCatalog: a binary with fewer rules than its sets name
// must say so, or a rule would be off in silence.
func TestSetNamesRuleOutsideCatalog(t *testing.T) {
	empty, err := rules.NewCatalog()
	if err != nil {
		t.Fatal(err)
	}
	_, err = Default(empty)
	if err == nil || !strings.HasPrefix(err.Error(), `apiward:recommended:4:6: unknown rule "auth_drift": `) {
		t.Errorf("got %v", err)
	}
}

func TestExpiryHoldsToTheEndOfItsDay(t *testing.T) {
	project := t.TempDir()
	file := filepath.Join(project, FileName)
	write(t, file, []byte(`exempt {
  rules   = ["missing_auth"]
  reason  = "until the gateway is live"
  expires = "2026-06-15"
}
`))
	o := testOptions(t)
	for today, expired := range map[time.Time]bool{
		time.Date(2026, 6, 14, 0, 0, 0, 0, time.UTC):   false,
		time.Date(2026, 6, 15, 23, 59, 0, 0, time.UTC): false,
		time.Date(2026, 6, 16, 0, 0, 0, 0, time.UTC):   true,
	} {
		o.Today = today
		policy, err := policyOf(Load(file, o))
		if err != nil {
			t.Fatal(err)
		}
		if got := policy.Exemptions[0].Expired; got != expired {
			t.Errorf("on %s: Expired = %v", today.Format(time.DateTime), got)
		}
	}
}

func TestRequiredVersion(t *testing.T) {
	for _, c := range []struct {
		own, required string
		met           bool
		mistake       string
	}{
		{"0.3.1", ">= 0.3", true, ""},
		{"v0.3.1", "> 0.3.0, < 1", true, ""},
		{"0.3.1", "0.3.1", true, ""},
		{"0.3.1", "= 0.3", false, ""},
		{"0.3.1", "<= 0.3.0", false, ""},
		{"0.3.1", "> 0.3.1", false, ""},
		{"0.3.1-rc.1+abc", ">= 0.3.1", true, ""},
		{"0.10.0", ">= 0.9.0", true, ""},
		{"0.3.1", "~> 0.3", false, `unknown operator "~>"`},
		{"0.3.1", ">= ", false, `"" is no version: expected major.minor.patch`},
		{"0.3.1", ">= 1.2.3.4", false, `"1.2.3.4" is no version: expected major.minor.patch`},
		{"0.3.1", ">= -1", false, `"" is no version: expected major.minor.patch`},
		{"0.3.1", ">= 99999999999", false, `"99999999999" is no version: expected major.minor.patch`},
	} {
		own, err := parseVersion(c.own)
		if err != nil {
			t.Fatal(err)
		}
		met, err := own.meets(c.required)
		switch {
		case c.mistake == "" && (err != nil || met != c.met):
			t.Errorf("%s meets %q = %v, %v; want %v", c.own, c.required, met, err, c.met)
		case c.mistake != "" && (err == nil || err.Error() != c.mistake):
			t.Errorf("%s meets %q: got error %v, want %s", c.own, c.required, err, c.mistake)
		}
	}
	project := t.TempDir()
	write(t, filepath.Join(project, FileName), []byte(`required_version = ">= 9"`))
	o := testOptions(t)
	for version, fits := range map[string]bool{"9.0": true, "0.3.1": false, "(devel)": true, "": true} {
		o.Version = version
		if _, err := Load(filepath.Join(project, FileName), o); (err == nil) != fits {
			t.Errorf("version %q: %v", version, err)
		}
	}
}

// TestFilesThatAreNoPolicy holds the inputs that are wrong before a byte of HCL
// is read.
func TestFilesThatAreNoPolicy(t *testing.T) {
	project := t.TempDir()
	o := testOptions(t)
	o.Root = project
	if err := os.Mkdir(filepath.Join(project, "dir.hcl"), 0o777); err != nil {
		t.Fatal(err)
	}
	write(t, filepath.Join(project, "large.hcl"), bytes.Repeat([]byte("# comment\n"), 1<<20))
	for name, want := range map[string]string{
		"dir.hcl":    "dir.hcl: the policy was not read: the policy is a directory: a policy is a file; move the directory out of the way",
		"absent.hcl": "absent.hcl: the policy was not read: there is no such file: create it, or correct its name",
		"large.hcl":  "large.hcl: the policy was not read: the policy has 10485760 bytes, more than the 262144 that are read: split it, or name globs instead of single files",
	} {
		if _, err := Load(filepath.Join(project, name), o); err == nil || err.Error() != want {
			t.Errorf("%s: got\n%v, want\n%s", name, err, want)
		}
	}
	o.Root = filepath.Join(project, "nowhere")
	if _, err := Load(filepath.Join(project, "dir.hcl"), o); err == nil || !strings.Contains(err.Error(), "no such file or directory") {
		t.Errorf("root that does not exist: %v", err)
	}
}

// TestExtendsStaysInProject: neither a path nor a link leads out of the root.
func TestExtendsStaysInProject(t *testing.T) {
	outside, project := t.TempDir(), t.TempDir()
	secret := filepath.Join(outside, "secret.hcl")
	write(t, secret, []byte(`rule "missing_auth" { level = "off" }`))
	if err := os.Symlink(secret, filepath.Join(project, "linked.hcl")); err != nil {
		t.Fatal(err)
	}
	write(t, filepath.Join(project, "real.hcl"), []byte(`rule "missing_auth" { level = "warning" }`))
	if err := os.Symlink("real.hcl", filepath.Join(project, "inside.hcl")); err != nil {
		t.Fatal(err)
	}
	o := testOptions(t)
	o.Root = project
	file := filepath.Join(project, FileName)
	for name, fits := range map[string]bool{"linked.hcl": false, secret: false, "../" + filepath.Base(outside) + "/secret.hcl": false, "inside.hcl": true} {
		write(t, file, []byte(`extends = ["`+name+`"]`))
		if _, err := Load(file, o); (err == nil) != fits {
			t.Errorf("extends %q: %v", name, err)
		}
	}
}

// TestPolicyOutsideProject: a policy may be named from anywhere, and places in
// it are then whole paths.
func TestPolicyOutsideProject(t *testing.T) {
	elsewhere := filepath.Join(t.TempDir(), "team.hcl")
	write(t, elsewhere, []byte("exempt {\n  rules  = [\"missing_auth\"]\n  reason = \"a reason\"\n}\n"))
	o := testOptions(t)
	o.Root = t.TempDir()
	policy, err := policyOf(Load(elsewhere, o))
	if err != nil {
		t.Fatal(err)
	}
	if want := (rules.Place{File: filepath.ToSlash(elsewhere), Line: 1, Column: 1}); policy.Exemptions[0].At != want {
		t.Errorf("At = %+v, want %+v", policy.Exemptions[0].At, want)
	}
}

func TestManyMistakesEnd(t *testing.T) {
	project := t.TempDir()
	file := filepath.Join(project, FileName)
	write(t, file, bytes.Repeat([]byte("rule \"sql_injecton\" {}\n"), 10_000))
	_, err := Load(file, testOptions(t))
	var mistakes Diagnostics
	if !errors.As(err, &mistakes) || len(mistakes) != maxMistakes+1 {
		t.Fatalf("%d mistakes, want %d and a last line", len(mistakes), maxMistakes)
	}
	if last := mistakes[maxMistakes].String(); last != "more mistakes were not looked for: correct those above first" {
		t.Errorf("last: %s", last)
	}
}

// TestExcess: each of these would take a recursive parser as deep as the file is
// long, or one that joins pieces as long as the square of their number.
func TestExcess(t *testing.T) {
	const deep, long = "nested more than 200 deep", "more than 1000 lines or escapes"
	for _, c := range []struct{ start, repeated, want string }{
		{"a = ", "[", deep}, {"a = ", "(", deep}, {"a = ", "{", deep}, {"a = ", "!", deep}, {"a = ", "-", deep},
		{"a = ", "a ? ", deep}, {"a = ", "a ? b : ", deep}, {"a = ", `"${`, deep}, {"a = ", `"%{if a}`, deep},
		{"a = ", "a[", deep}, {"a = ", "f(", deep}, {"", "a {\n", deep},
		{"a = <<E\n", "line\n", long}, {`a = "`, "$${", long}, {`a = "`, "%%{", long}, {`a = "`, "$${a}${b}", long},
	} {
		files := fstest.MapFS{FileName: {Data: []byte(c.start + strings.Repeat(c.repeated, maxSize/len(c.repeated)-8))}}
		_, err := testOptions(t).load(files, source{files: files, path: FileName, name: FileName})
		if err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s%s...: got %.200v, want %s", c.start, c.repeated, err, c.want)
		}
	}
	// What a policy needs is far below: many blocks, and a reason of some lines.
	exemption := "exempt {\n  rules  = [\"missing_auth\"]\n  paths  = [\"{a,b}/*.go\"]\n  reason = <<E\n" + strings.Repeat("a line\n", 10) + "E\n}\n"
	files := fstest.MapFS{FileName: {Data: []byte(strings.Repeat(exemption, 1000))}}
	policy, err := policyOf(testOptions(t).load(files, source{files: files, path: FileName, name: FileName}))
	if err != nil || len(policy.Exemptions) != 1000 {
		t.Errorf("a thousand exemptions: %.200v", err)
	}
}

func FuzzLoad(f *testing.F) {
	for _, dir := range []string{"mistakes", "policies"} {
		archives, err := filepath.Glob(filepath.Join("testdata", dir, "*.txtar"))
		if err != nil {
			f.Fatal(err)
		}
		for _, name := range archives {
			archive, err := txtar.ParseFile(name)
			if err != nil {
				f.Fatal(err)
			}
			f.Add(archive.Files[0].Data)
		}
	}
	o := testOptions(f)
	f.Fuzz(func(t *testing.T, text []byte) {
		files := fstest.MapFS{FileName: {Data: text}, "team.hcl": {Data: text}}
		policy, err := policyOf(o.load(files, source{files: files, path: FileName, name: FileName}))
		if (policy == nil) == (err == nil) {
			t.Fatalf("Load = %v, %v", policy, err)
		}
		var mistakes Diagnostics
		if errors.As(err, &mistakes) {
			var out bytes.Buffer
			if err := mistakes.WriteText(&out, true); err != nil {
				t.Fatal(err)
			}
			if out.Len() > 1000*(maxMistakes+1) {
				t.Errorf("%d bytes of diagnostics", out.Len())
			}
			return
		}
		written, err := json.Marshal(policy)
		if err != nil {
			t.Fatal(err)
		}
		var back *rules.Policy
		if err := json.Unmarshal(written, &back); err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(policy, back); diff != "" {
			t.Errorf("JSON changes the policy: -read +back:\n%s", diff)
		}
	})
}
