// Package reviewdog has what other people's programs read of the reports of
// apiward: reviewdog of rdjsonl, SARIF and checkstyle, and a reader of JUnit.
package reviewdog

import (
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/joshdk/go-junit"
)

// reviewdog is the program, built once.
var reviewdog string

func TestMain(m *testing.M) {
	dir, err := os.MkdirTemp("", "reviewdog-")
	if err == nil {
		reviewdog = filepath.Join(dir, "reviewdog")
		var out []byte
		if out, err = exec.Command("go", "build", "-o", reviewdog, "github.com/reviewdog/reviewdog/cmd/reviewdog").CombinedOutput(); err != nil {
			err = fmt.Errorf("build reviewdog: %w\n%s", err, out)
		}
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	code := m.Run()
	os.RemoveAll(dir)
	os.Exit(code)
}

// repository is a repository with the sample service in a folder, whose last
// commit brought one file of it.
type repository struct {
	t   *testing.T
	dir string
}

const (
	folder = "services/orders"
	newest = "internal/store/orders.go"
)

func open(t *testing.T) repository {
	t.Helper()
	r := repository{t, t.TempDir()}
	orders, err := filepath.Abs("../../apps/orders")
	if err != nil {
		t.Fatal(err)
	}
	if err := os.CopyFS(filepath.Join(r.dir, folder), os.DirFS(orders)); err != nil {
		t.Fatal(err)
	}
	r.must("", "git", "init", "-q")
	r.must("", "git", "add", "-A", "--", ":!"+folder+"/"+newest)
	commit := []string{"-c", "user.name=a", "-c", "user.email=a@example.com", "commit", "-q", "-m", "change"}
	r.must("", "git", commit...)
	r.must("", "git", "add", "-A")
	r.must("", "git", commit...)
	return r
}

// run runs a program at the root of the repository.
func (r repository) run(stdin, name string, args ...string) (stdout string, code int) {
	r.t.Helper()
	cmd := exec.Command(name, args...)
	cmd.Dir, cmd.Stdin = r.dir, strings.NewReader(stdin)
	cmd.Env = append(os.Environ(), "GIT_CONFIG_GLOBAL=/dev/null", "GIT_CONFIG_NOSYSTEM=1", "GOFLAGS=-mod=mod", "GOWORK=off", "CI=")
	var errs strings.Builder
	cmd.Stderr = &errs
	out, err := cmd.Output()
	if _, ended := errors.AsType[*exec.ExitError](err); err != nil && !ended {
		r.t.Fatalf("%s: %v", name, err)
	}
	if code := cmd.ProcessState.ExitCode(); code > 1 {
		r.t.Fatalf("%s %v ended with %d:\n%s%s", name, args, code, out, errs.String())
	}
	return string(out), cmd.ProcessState.ExitCode()
}

func (r repository) must(stdin, name string, args ...string) string {
	r.t.Helper()
	out, code := r.run(stdin, name, args...)
	if code != 0 {
		r.t.Fatalf("%s %v ended with %d:\n%s", name, args, code, out)
	}
	return out
}

// report returns what apiward says in a format.
func (r repository) report(format string) string {
	r.t.Helper()
	apiward := os.Getenv("APIWARD")
	if apiward == "" {
		r.t.Fatal("APIWARD names no program: run make test-integrations at the root of the repository")
	}
	out, _ := r.run("", apiward, "-C", folder, "check", "--paths", "repository", "-o", format, "./...")
	return out
}

// found is a finding, in words that all formats share.
type found struct{ Place, Rule, Level string }

func sorted(all []found) []found {
	slices.SortFunc(all, func(a, b found) int { return strings.Compare(fmt.Sprint(a), fmt.Sprint(b)) })
	return all
}

// findings are those of apiward's own report, and how many have a fix.
func (r repository) findings() (all []found, fixes int) {
	r.t.Helper()
	var report struct {
		Findings []struct {
			Rule, Level string
			At          struct {
				File         string
				Line, Column int
			}
			Fix, Suppressed *struct{}
		}
	}
	if err := json.Unmarshal([]byte(r.report("json")), &report); err != nil {
		r.t.Fatal(err)
	}
	for _, f := range report.Findings {
		if f.Suppressed != nil {
			continue
		}
		if f.Fix != nil {
			fixes++
		}
		level := map[string]string{"error": "ERROR", "warning": "WARNING", "note": "INFO"}[f.Level]
		all = append(all, found{fmt.Sprintf("%s/%s:%d:%d", folder, f.At.File, f.At.Line, f.At.Column), f.Rule, level})
	}
	return sorted(all), fixes
}

// diagnostic is what reviewdog made of a finding.
type diagnostic struct {
	Severity    string
	Code        struct{ Value string }
	Suggestions []struct{ Text string }
	Related     []struct {
		Location struct{ Path string }
	} `json:"related_locations"`
	Location struct {
		Path  string
		Range struct {
			Start struct{ Line, Column int }
		}
	}
}

// reviewed passes a report through reviewdog.
func (r repository) reviewed(format, filter, report string) (all []found, diagnostics []diagnostic) {
	r.t.Helper()
	out := r.must(report, reviewdog, "-f="+format, "-reporter=rdjsonl", "-diff=git diff HEAD~1", "-filter-mode="+filter)
	for line := range strings.Lines(out) {
		var d diagnostic
		if err := json.Unmarshal([]byte(line), &d); err != nil {
			r.t.Fatalf("%v in %s", err, line)
		}
		start := d.Location.Range.Start
		if format == "sarif" && start.Column == 0 {
			start.Column = 1 // which reviewdog leaves out, since SARIF may
		}
		all = append(all, found{fmt.Sprintf("%s:%d:%d", d.Location.Path, start.Line, start.Column), d.Code.Value, d.Severity})
		diagnostics = append(diagnostics, d)
	}
	return sorted(all), diagnostics
}

func TestReviewdogReadsWhatApiwardFound(t *testing.T) {
	r := open(t)
	want, fixes := r.findings()
	if len(want) < 20 || fixes == 0 {
		t.Fatalf("%d findings, %d fixes", len(want), fixes)
	}
	var added []found
	for _, f := range want {
		if strings.HasPrefix(f.Place, folder+"/"+newest) {
			added = append(added, f)
		}
	}
	if len(added) == 0 || len(added) == len(want) {
		t.Fatalf("%d of %d findings in %s", len(added), len(want), newest)
	}
	for _, format := range []string{"rdjsonl", "sarif", "checkstyle"} {
		report := r.report(format)
		got, diagnostics := r.reviewed(format, "nofilter", report)
		want, added := want, added
		if format == "checkstyle" { // which calls a rule its source
			want, added = slices.Clone(want), slices.Clone(added)
			for _, all := range [][]found{want, added} {
				for i := range all {
					all[i].Rule = "apiward." + all[i].Rule
				}
			}
		}
		if d := cmp.Diff(want, got); d != "" {
			t.Errorf("%s (-apiward +reviewdog):\n%s", format, d)
		}
		if filtered, _ := r.reviewed(format, "added", report); !cmp.Equal(added, filtered) {
			t.Errorf("%s, what the last commit added (-apiward +reviewdog):\n%s", format, cmp.Diff(added, filtered))
		}
		suggestions, related := 0, 0
		for _, d := range diagnostics {
			suggestions += len(d.Suggestions)
			related += len(d.Related)
		}
		if format == "rdjsonl" && (suggestions == 0 || suggestions > fixes || related == 0) || format == "sarif" && suggestions < fixes {
			t.Errorf("%s: %d suggestions of %d fixes, %d related places", format, suggestions, fixes, related)
		}
	}
}

// A report without findings is one too.
func TestReviewdogReadsAnEmptyReport(t *testing.T) {
	r := open(t)
	for name, text := range map[string]string{"go.mod": "module example.com/x\n\ngo 1.24\n", "x.go": "package x\n", ".apiward.hcl": "extends = [\"recommended\"]\n"} {
		if err := os.MkdirAll(filepath.Join(r.dir, folder, "empty"), 0o700); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(r.dir, folder, "empty", name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	for _, format := range []string{"rdjsonl", "sarif", "checkstyle"} {
		report, code := r.run("", os.Getenv("APIWARD"), "-C", folder+"/empty", "check", "-o", format, "./...")
		if got, _ := r.reviewed(format, "nofilter", report); code != 0 || len(got) != 0 {
			t.Errorf("%s: exit code %d, %v", format, code, got)
		}
	}
}

func TestJUnitIsRead(t *testing.T) {
	r := open(t)
	want, _ := r.findings()
	suites, err := junit.Ingest([]byte(r.report("junit")))
	if err != nil {
		t.Fatal(err)
	}
	var got junit.Totals
	var names []string
	for _, s := range suites {
		got.Tests += s.Totals.Tests
		got.Failed += s.Totals.Failed
		got.Skipped += s.Totals.Skipped
		got.Error += s.Totals.Error
		for _, c := range s.Tests {
			names = append(names, c.Name)
		}
	}
	var failed, skipped int
	var wanted []string
	for _, f := range want {
		wanted = append(wanted, f.Rule+" at "+f.Place)
		if f.Level == "INFO" {
			skipped++
		} else {
			failed++
		}
	}
	slices.Sort(names)
	slices.Sort(wanted)
	if d := cmp.Diff(wanted, names); d != "" {
		t.Error(d)
	}
	if got.Tests != len(want) || got.Failed != failed || got.Skipped != skipped || got.Error != 0 {
		t.Errorf("%+v, want %d failed and %d skipped of %d", got, failed, skipped, len(want))
	}
}
