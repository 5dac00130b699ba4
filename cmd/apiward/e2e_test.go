package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/rogpeppe/go-internal/testscript"
	"github.com/santhosh-tekuri/jsonschema/v6"
)

var update = flag.Bool("update", false, "rewrite the expected output in testdata")

// TestMain puts this binary into PATH under the name of the command: every
// test runs what users run, and no test builds it.
func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){"apiward": main})
}

// ordersDir is the service that every kind of flaw was built into.
func ordersDir(t *testing.T) string {
	t.Helper()
	dir, err := filepath.Abs(filepath.Join("..", "..", "testdata", "apps", "orders"))
	if err != nil {
		t.Fatal(err)
	}
	return dir
}

// outcome is what one run of the command left behind.
type outcome struct {
	code           int
	stdout, stderr string
}

// apiward runs the command in dir, with more of an environment.
func apiward(t *testing.T, dir string, env []string, args ...string) outcome {
	t.Helper()
	var stdout, stderr bytes.Buffer
	cmd := exec.CommandContext(t.Context(), "apiward", args...)
	cmd.Dir, cmd.Stdout, cmd.Stderr = dir, &stdout, &stderr
	// PWD goes with Dir, or the go command would follow the old one.
	cmd.Env = slices.Concat(os.Environ(), []string{"PWD=" + dir, "NO_COLOR=", "GOWORK=off", "APIWARD_CACHE=off"}, env)
	if err := cmd.Run(); err != nil && cmd.ProcessState == nil {
		t.Fatal(err)
	}
	return outcome{cmd.ProcessState.ExitCode(), stdout.String(), stderr.String()}
}

// runOrders runs the command on the service and expects an exit code.
func runOrders(t *testing.T, code int, args ...string) outcome {
	t.Helper()
	got := apiward(t, ordersDir(t), nil, args...)
	if got.code != code {
		t.Fatalf("apiward %q: exit code %d, want %d; stderr:\n%s", args, got.code, code, got.stderr)
	}
	return got
}

func read(t *testing.T, name string) string {
	t.Helper()
	data, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

// expectedFindings are the lines of expected.txt without their comments:
// "rule file:line level", where the level of an excused finding is
// "suppressed".
func expectedFindings(t *testing.T) []string {
	t.Helper()
	var lines []string
	for line := range strings.Lines(read(t, filepath.Join(ordersDir(t), "expected.txt"))) {
		line, _, _ = strings.Cut(line, "#")
		if line = strings.TrimSpace(line); line != "" {
			lines = append(lines, line)
		}
	}
	slices.Sort(lines)
	return lines
}

// counting are the findings that no excuse covers.
func counting(findings []string) []string {
	return slices.DeleteFunc(slices.Clone(findings), func(line string) bool { return strings.HasSuffix(line, " suppressed") })
}

// Every finding of the service is pinned by rule, file, line and level, in
// every output, and one run says the same in all of them.
func TestOrdersFindings(t *testing.T) {
	dir := t.TempDir()
	jsonFile, sarifFile, textFile := filepath.Join(dir, "out.json"), filepath.Join(dir, "out.sarif"), filepath.Join(dir, "out.txt")
	got := runOrders(t, 1, "check", "./...", "--notes", "all", "-o", "text", "-o", "json="+jsonFile, "-o", "sarif="+sarifFile)
	jsonText, sarifText := read(t, jsonFile), read(t, sarifFile)
	want := expectedFindings(t)

	if d := cmp.Diff(want, findingsOfJSON(t, jsonText)); d != "" {
		t.Errorf("the JSON report (-expected.txt +report):\n%s", d)
	}
	if d := cmp.Diff(counting(want), findingsOfText(got.stdout)); d != "" {
		t.Errorf("the text report (-expected.txt +report):\n%s", d)
	}
	validSARIF(t, sarifText)
	if d := cmp.Diff(counting(want), findingsOfSARIF(t, sarifText)); d != "" {
		t.Errorf("the SARIF report (-expected.txt +report):\n%s", d)
	}
	for name, output := range map[string]string{"text": got.stdout, "json": jsonText, "sarif": sarifText, "stderr": got.stderr} {
		namesNoMachine(t, name, output)
	}

	// Each output alone, and text in a file, are the same bytes.
	runOrders(t, 1, "check", "--notes", "all", "-o", "text="+textFile)
	if d := cmp.Diff(got.stdout, read(t, textFile)); d != "" {
		t.Errorf("text in a file differs from text on the standard output:\n%s", d)
	}
	if alone := runOrders(t, 1, "-o", "json"); alone.stdout != jsonText {
		t.Errorf("JSON on the standard output differs from JSON in a file:\n%s", cmp.Diff(jsonText, alone.stdout))
	}
	if alone := runOrders(t, 1, "./...", "-o", "sarif"); alone.stdout != sarifText {
		t.Errorf("SARIF on the standard output differs from SARIF in a file:\n%s", cmp.Diff(sarifText, alone.stdout))
	}
}

// The service is in the repository and its dependencies are in the module
// cache, so what a report says of either is known: nothing of this machine.
func namesNoMachine(t *testing.T, name, output string) {
	t.Helper()
	root, err := filepath.Abs(filepath.Join("..", ".."))
	if err != nil {
		t.Fatal(err)
	}
	dirs := []string{root, os.TempDir(), "file://"}
	for _, key := range []string{"GOROOT", "GOMODCACHE", "GOCACHE", "GOPATH"} {
		dirs = append(dirs, goEnv(t, key))
	}
	if home, err := os.UserHomeDir(); err == nil && len(home) > 1 {
		dirs = append(dirs, home+string(filepath.Separator))
	}
	for _, dir := range dirs {
		if i := strings.Index(output, dir); i >= 0 {
			t.Errorf("%s names a place of this machine: …%s…", name, output[max(0, i-40):min(len(output), i+80)])
		}
	}
}

// goEnv returns a setting of the go command.
func goEnv(t *testing.T, key string) string {
	t.Helper()
	out, err := exec.CommandContext(t.Context(), "go", "env", key).Output()
	if err != nil {
		t.Fatal(err)
	}
	return strings.TrimSpace(string(out))
}

// textBlock is the start of a finding's block in the text report.
var textBlock = regexp.MustCompile(`(?m)^(\w+)\[(\w+)\]: .*\n +--> (.+):(\d+):\d+$`)

func findingsOfText(text string) []string {
	var found []string
	for _, m := range textBlock.FindAllStringSubmatch(text, -1) {
		found = append(found, fmt.Sprintf("%s %s:%s %s", m[2], m[3], m[4], m[1]))
	}
	slices.Sort(found)
	return found
}

// reportedJSON is the part of the JSON report that tests look at.
type reportedJSON struct {
	Findings []struct {
		Rule, Level, Message string
		At                   struct {
			File string
			Line int
		}
		Related    []struct{ Message string }
		Suppressed *struct{ By, Reason string }
	}
	Failures []struct{ Input, Message string }
}

func parseJSON(t *testing.T, text string) (r reportedJSON) {
	t.Helper()
	if err := json.Unmarshal([]byte(text), &r); err != nil {
		t.Fatalf("%v in:\n%s", err, text)
	}
	return r
}

func findingsOfJSON(t *testing.T, text string) []string {
	t.Helper()
	var found []string
	for _, f := range parseJSON(t, text).Findings {
		if f.Suppressed != nil {
			f.Level = "suppressed"
			if f.Suppressed.Reason == "" {
				t.Errorf("%s at %s:%d is suppressed and the report does not say why", f.Rule, f.At.File, f.At.Line)
			}
		}
		found = append(found, fmt.Sprintf("%s %s:%d %s", f.Rule, f.At.File, f.At.Line, f.Level))
	}
	slices.Sort(found)
	return found
}

func findingsOfSARIF(t *testing.T, text string) []string {
	t.Helper()
	var r struct {
		Runs []struct {
			Results []struct {
				RuleID, Level string
				Locations     []struct {
					PhysicalLocation struct {
						ArtifactLocation struct{ URI string }
						Region           struct{ StartLine int }
					}
				}
			}
		}
	}
	if err := json.Unmarshal([]byte(text), &r); err != nil {
		t.Fatal(err)
	}
	var found []string
	for _, result := range r.Runs[0].Results {
		at := result.Locations[0].PhysicalLocation
		found = append(found, fmt.Sprintf("%s %s:%d %s", result.RuleID, at.ArtifactLocation.URI, at.Region.StartLine, result.Level))
	}
	slices.Sort(found)
	return found
}

// sarifSchema is the standard's own schema.
func sarifSchema() (*jsonschema.Schema, error) {
	c := jsonschema.NewCompiler()
	c.AssertFormat()
	return c.Compile(schemaFile)
}

// schemaFile is absolute: scripts run elsewhere.
var schemaFile = func() string {
	file, err := filepath.Abs(filepath.Join("..", "internal", "report", "testdata", "sarif-schema-2.1.0.json"))
	return must(file, err)
}()

// must is for what cannot fail in a test's own directory.
func must(s string, err error) string {
	if err != nil {
		panic(err)
	}
	return s
}

// checkSARIF returns what the schema has against a report.
func checkSARIF(text string) error {
	schema, err := sarifSchema()
	if err != nil {
		return err
	}
	value, err := jsonschema.UnmarshalJSON(strings.NewReader(text))
	if err != nil {
		return err
	}
	return schema.Validate(value)
}

func validSARIF(t *testing.T, text string) {
	t.Helper()
	if err := checkSARIF(text); err != nil {
		t.Errorf("not valid against the schema of SARIF 2.1.0: %v", err)
	}
}

// golden compares got to a file in testdata.
func golden(t *testing.T, name, got string) {
	t.Helper()
	file := filepath.Join("testdata", name)
	if *update {
		if err := os.WriteFile(file, []byte(got), 0o666); err != nil {
			t.Fatal(err)
		}
		return
	}
	if d := cmp.Diff(strings.Split(read(t, file), "\n"), strings.Split(got, "\n")); d != "" {
		t.Errorf("%s (-want +got), which go test ./cmd/apiward -update rewrites:\n%s", file, d)
	}
}

// exitCode returns the exit code in a command's error, and the error where it
// is another.
func exitCode(err error) (int, error) {
	if exit, ok := errors.AsType[*exec.ExitError](err); ok {
		return exit.ExitCode(), nil
	}
	return 0, err
}

// What the guide shows of apiward why is what it prints.
func TestGuideShowsWhy(t *testing.T) {
	_, section, _ := strings.Cut(read(t, "README.md"), "\n## Why\n")
	section, _, _ = strings.Cut(section, "\n## ")
	examples := regexp.MustCompile("(?s)`apiward why ([^`]+)`[^`]*```\n(.*?)```\n").FindAllStringSubmatch(section, -1)
	if len(examples) != 2 {
		t.Fatalf("the guide shows %d proofs, want 2", len(examples))
	}
	for _, e := range examples {
		if d := cmp.Diff(e[2], runOrders(t, 0, append([]string{"why"}, strings.Fields(e[1])...)...).stdout); d != "" {
			t.Errorf("apiward why %s (-guide +printed):\n%s", e[1], d)
		}
	}
}

// Every route of the service has a proof that ends in what decides it, says what
// the inventory says, and names nothing of this machine.
func TestOrdersWhy(t *testing.T) {
	var inventory struct {
		Routes []struct {
			Method, Path string
			Auth         struct{ State string }
		}
	}
	if err := json.Unmarshal([]byte(runOrders(t, 0, "routes", "--format", "json").stdout), &inventory); err != nil {
		t.Fatal(err)
	}
	states := map[string]bool{}
	for _, r := range inventory.Routes {
		if states[r.Auth.State] && !strings.HasSuffix(r.Path, "s/{id}") { // one of each state, and a few more
			continue
		}
		states[r.Auth.State] = true
		got := runOrders(t, 0, "why", r.Method, r.Path, "--format", "json").stdout
		namesNoMachine(t, "why", got)
		var proof struct {
			Subjects []struct {
				Auth     string
				Children []struct{ Kind, Text string }
			}
		}
		if err := json.Unmarshal([]byte(got), &proof); err != nil || len(proof.Subjects) != 1 {
			t.Fatalf("%s %s: %d subjects, %v", r.Method, r.Path, len(proof.Subjects), err)
		}
		s := proof.Subjects[0]
		if last := s.Children[len(s.Children)-1]; s.Auth != r.Auth.State || last.Kind != "decides" || last.Text == "" {
			t.Errorf("%s %s is %s, and its proof says %s and ends in %v", r.Method, r.Path, r.Auth.State, s.Auth, last)
		}
	}
}
