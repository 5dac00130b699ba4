package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"go.yaml.in/yaml/v3"
)

// action is action.yml, as far as a runner of GitHub acts on it.
type action struct {
	Inputs  map[string]struct{ Description, Default string }
	Outputs map[string]struct{ Description, Value string }
	Runs    struct {
		Using string
		Steps []actionStep
	}
}

type actionStep struct {
	ID, Name, If, Run, Shell, Uses string
	Dir                            string `yaml:"working-directory"`
	ContinueOnError                bool   `yaml:"continue-on-error"`
	Env, With                      map[string]string
}

func readAction(t *testing.T) action {
	t.Helper()
	data, err := os.ReadFile(filepath.Join("..", "..", "action.yml"))
	if err != nil {
		t.Fatal(err)
	}
	var a action
	if err := yaml.Unmarshal(data, &a); err != nil {
		t.Fatal(err)
	}
	return a
}

// What is written between ${{ and }}: names, of which the first that is not
// empty is meant.
var (
	expression = regexp.MustCompile(`\$\{\{ *(.*?) *\}\}`)
	plainName  = regexp.MustCompile(`^(inputs|steps|github)\.[A-Za-z_.-]+$`)
)

// A value that stands in a script is run by the shell, whoever wrote it.
func TestActionRunsNoInput(t *testing.T) {
	a := readAction(t)
	if a.Runs.Using != "composite" || len(a.Runs.Steps) != 6 {
		t.Fatalf("%d steps of %q, want 6 of composite", len(a.Runs.Steps), a.Runs.Using)
	}
	used := map[string]bool{}
	for _, s := range a.Runs.Steps {
		if strings.Contains(s.Run, "${{") {
			t.Errorf("%s: an expression stands in the script", s.Name)
		}
		if (s.Run == "") == (s.Uses == "") || s.Run != "" && s.Shell != "bash" {
			t.Errorf("%s: run %q, uses %q, shell %q", s.Name, s.Run, s.Uses, s.Shell)
		}
		for _, text := range slices.Concat([]string{s.If, s.Dir}, slices.Collect(maps.Values(s.Env)), slices.Collect(maps.Values(s.With))) {
			for _, m := range regexp.MustCompile(`inputs\.([a-z-]+)`).FindAllStringSubmatch(text, -1) {
				used[m[1]] = true
			}
		}
	}
	if d := cmp.Diff(slices.Sorted(maps.Keys(a.Inputs)), slices.Sorted(maps.Keys(used))); d != "" {
		t.Errorf("inputs and their uses (-inputs +uses):\n%s", d)
	}
	for name, in := range a.Inputs {
		if in.Description == "" {
			t.Errorf("input %s: no description", name)
		}
	}
}

// Only a pull request from a fork is kept from uploading: it may not.
func TestActionUploads(t *testing.T) {
	for _, s := range readAction(t).Runs.Steps {
		if s.Uses == "" {
			continue
		}
		for _, part := range []string{"always()", "inputs.upload-sarif == 'true'", "steps.check.outputs.sarif-file != ''", "github.event.pull_request.head.repo.full_name == github.repository", "github.event_name != 'pull_request'"} {
			if !strings.Contains(s.If, part) {
				t.Errorf("%s: the condition lacks %s", s.Name, part)
			}
		}
		if !strings.HasPrefix(s.Uses, "github/codeql-action/upload-sarif@v") || s.With["sarif_file"] != "${{ steps.check.outputs.sarif-file }}" || !s.ContinueOnError {
			t.Errorf("%s: %+v", s.Name, s)
		}
	}
}

// workflow is one run of the action by a runner: what GitHub gives it, and what
// it left.
type workflow struct {
	inputs map[string]string
	env    map[string]string // of the job
	event  map[string]any

	outputs     map[string]map[string]string // of the steps
	summary     string
	log         string
	annotations []string // commands that the runner took
	code        int      // of the step that failed
}

// run runs the steps in a folder, as a runner does: until one fails.
func (w *workflow) run(t *testing.T, dir string) {
	t.Helper()
	a := readAction(t)
	inputs := map[string]string{"binary": "apiward"}
	for name, in := range a.Inputs {
		if _, set := inputs[name]; !set {
			inputs[name] = in.Default
		}
	}
	maps.Copy(inputs, w.inputs)
	w.inputs, w.outputs = inputs, map[string]map[string]string{}
	event, err := json.Marshal(w.event)
	if err != nil {
		t.Fatal(err)
	}
	temp := t.TempDir()
	eventFile := filepath.Join(temp, "event.json")
	if err := os.WriteFile(eventFile, event, 0o600); err != nil {
		t.Fatal(err)
	}
	for _, s := range a.Runs.Steps {
		if s.Run == "" {
			continue
		}
		file := func(name string) string { return filepath.Join(temp, s.ID+"."+name) }
		env := append(os.Environ(), "RUNNER_TEMP="+temp, "GITHUB_ACTIONS=true", "CI=true", "GITHUB_WORKSPACE="+dir, "GITHUB_EVENT_PATH="+eventFile,
			"GITHUB_OUTPUT="+file("output"), "GITHUB_STEP_SUMMARY="+file("summary"), "GOPROXY=off", "GOFLAGS=-mod=mod", "GOWORK=off", "GIT_CONFIG_GLOBAL=/dev/null", "GIT_CONFIG_NOSYSTEM=1")
		for name, value := range w.env {
			env = append(env, name+"="+value)
		}
		for name, value := range s.Env {
			env = append(env, name+"="+w.value(t, value))
		}
		script := file("sh")
		for name, text := range map[string]string{script: s.Run, file("output"): "", file("summary"): ""} {
			if err := os.WriteFile(name, []byte(text), 0o600); err != nil {
				t.Fatal(err)
			}
		}
		cmd := exec.Command("bash", "--noprofile", "--norc", "-eo", "pipefail", script)
		cmd.Dir, cmd.Env = filepath.Join(dir, w.value(t, s.Dir)), env
		out, err := cmd.CombinedOutput()
		w.take(string(out))
		w.outputs[s.ID] = readOutputs(t, file("output"))
		text, readErr := os.ReadFile(file("summary"))
		if readErr != nil {
			t.Fatal(readErr)
		}
		w.summary += string(text)
		if err != nil {
			exit, ok := errors.AsType[*exec.ExitError](err)
			if !ok {
				t.Fatal(err)
			}
			w.code = exit.ExitCode()
			return
		}
	}
}

// value returns text with its expressions in place.
func (w *workflow) value(t *testing.T, text string) string {
	t.Helper()
	return expression.ReplaceAllStringFunc(text, func(found string) string {
		for name := range strings.SplitSeq(expression.FindStringSubmatch(found)[1], "||") {
			name = strings.TrimSpace(name)
			if !plainName.MatchString(name) {
				t.Fatalf("no name: %q", name)
			}
			if v := w.lookup(t, strings.Split(name, ".")); v != "" {
				return v
			}
		}
		return ""
	})
}

func (w *workflow) lookup(t *testing.T, path []string) string {
	t.Helper()
	switch {
	case path[0] == "inputs":
		v, known := w.inputs[path[1]]
		if !known {
			t.Fatalf("no input %s", path[1])
		}
		return v
	case path[0] == "steps" && path[2] == "outputs":
		return w.outputs[path[1]][path[3]]
	case path[1] == "action_path":
		dir, err := filepath.Abs(filepath.Join("..", ".."))
		if err != nil {
			t.Fatal(err)
		}
		return dir
	case path[1] == "event":
		var v any = w.event
		for _, name := range path[2:] {
			m, _ := v.(map[string]any)
			v = m[name]
		}
		s, _ := v.(string)
		return s
	}
	t.Fatalf("no value %v", path)
	return ""
}

// take reads what a step printed, and the commands in it until it stops them.
func (w *workflow) take(out string) {
	w.log += out
	resume := ""
	for line := range strings.Lines(out) {
		line = strings.TrimSuffix(line, "\n")
		token, stops := strings.CutPrefix(line, "::stop-commands::")
		switch {
		case resume != "" && line == "::"+resume+"::":
			resume = ""
		case resume != "":
		case stops:
			resume = token
		case strings.HasPrefix(line, "::"):
			w.annotations = append(w.annotations, line)
		}
	}
}

func readOutputs(t *testing.T, file string) map[string]string {
	t.Helper()
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	outputs := map[string]string{}
	for line := range strings.Lines(string(data)) {
		name, value, ok := strings.Cut(strings.TrimSuffix(line, "\n"), "=")
		if !ok {
			t.Errorf("no output: %q", line)
		}
		outputs[name] = value
	}
	return outputs
}

// The service that the action is run on: one route behind a guard, one query.
const (
	actionGuarded = `	mux.Handle("GET /orders", guard(http.HandlerFunc(orders)))`
	actionOpen    = `	mux.Handle("GET /orders", http.HandlerFunc(orders))`
	actionQuery   = `	db.Query("SELECT 1 WHERE n='" + r.URL.Query().Get("n") + "'")`
)

func actionService(lines ...string) map[string]string {
	body := map[string]string{"route": actionGuarded, "query": ""}
	for _, l := range lines {
		key := "query"
		if strings.Contains(l, "mux") {
			key = "route"
		}
		body[key] = l
	}
	return map[string]string{
		"go.mod": "module example.com/shop\n\ngo 1.24\n",
		"main.go": `package main

import (
	"database/sql"
	"net/http"
	"os"
)

var db *sql.DB

func main() {
	mux := http.NewServeMux()
` + body["route"] + `
	srv := &http.Server{Addr: ":8080", Handler: mux, ReadTimeout: 1, WriteTimeout: 1}
	if err := srv.ListenAndServe(); err != nil {
		os.Exit(1)
	}
}

func guard(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Header.Get("Authorization") != os.Getenv("TOKEN") {
			w.WriteHeader(http.StatusUnauthorized)
			return
		}
		next.ServeHTTP(w, r)
	})
}

func orders(w http.ResponseWriter, r *http.Request) {
` + body["query"] + `
	w.WriteHeader(http.StatusOK)
}
`,
	}
}

// repository is a repository with the branches of a pull request, below a
// folder of the test's.
type repository struct {
	t   *testing.T
	dir string // of the author
}

func newRepository(t *testing.T, files map[string]string) *repository {
	t.Helper()
	r := &repository{t, filepath.Join(t.TempDir(), "author")}
	if err := os.MkdirAll(r.dir, 0o700); err != nil {
		t.Fatal(err)
	}
	r.git(r.dir, "init", "-q", "-b", "main")
	r.commit(files)
	return r
}

func (r *repository) git(dir string, args ...string) string {
	r.t.Helper()
	cmd := exec.Command("git", append([]string{"-c", "user.name=a", "-c", "user.email=a@example.com", "-c", "protocol.file.allow=always"}, args...)...)
	cmd.Dir = dir
	cmd.Env = append(os.Environ(), "GIT_CONFIG_GLOBAL=/dev/null", "GIT_CONFIG_NOSYSTEM=1", "GIT_AUTHOR_DATE=2026-01-01T00:00:00Z", "GIT_COMMITTER_DATE=2026-01-01T00:00:00Z")
	out, err := cmd.CombinedOutput()
	if err != nil {
		r.t.Fatalf("git %v: %v\n%s", args, err, out)
	}
	return strings.TrimSpace(string(out))
}

func (r *repository) commit(files map[string]string) {
	r.t.Helper()
	for name, text := range files {
		path := filepath.Join(r.dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
			r.t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			r.t.Fatal(err)
		}
	}
	r.git(r.dir, "add", "-A")
	r.git(r.dir, "commit", "-q", "--allow-empty", "-m", "change")
}

// pull makes a pull request out of a change of files, and returns a checkout of
// it as actions/checkout makes one: the merge of both branches, one commit deep.
func (r *repository) pull(base string, files map[string]string) string {
	r.t.Helper()
	r.git(r.dir, "checkout", "-q", "-b", "feature")
	r.commit(files)
	r.git(r.dir, "checkout", "-q", base)
	r.commit(map[string]string{"NEWS.md": "the base went on\n"})
	r.git(r.dir, "checkout", "-q", "--detach")
	r.git(r.dir, "merge", "-q", "--no-ff", "-m", "merge", "feature")
	r.git(r.dir, "update-ref", "refs/pull/1/merge", "HEAD")
	checkout := filepath.Join(filepath.Dir(r.dir), "checkout")
	r.git(filepath.Dir(r.dir), "init", "-q", checkout)
	r.git(checkout, "remote", "add", "origin", "file://"+r.dir)
	r.git(checkout, "fetch", "-q", "--no-tags", "--depth=1", "origin", "+refs/pull/1/merge:refs/remotes/pull/1/merge")
	r.git(checkout, "checkout", "-q", "--detach", "refs/remotes/pull/1/merge")
	return checkout
}

func TestActionOnAPush(t *testing.T) {
	for name, tt := range map[string]struct {
		files  map[string]string
		inputs map[string]string
		code   int
		found  string
	}{
		"clean": {actionService(), nil, 0, "0"},
		"found": {actionService(actionQuery), nil, 1, "1"},
		"tolerated": {map[string]string{
			"openapi.yaml": "openapi: 3.0.3\ninfo: {title: t, version: \"1\"}\npaths: {}\n",
		}, map[string]string{"documents": "openapi.yaml\n"}, 0, ""},
		"broken":                  {map[string]string{"go.mod": "module example.com/x\n\ngo 1.24\n", "x.go": "package x\n\nvar _ = undefined\n"}, nil, 2, "0"},
		"no flag out of an input": {actionService(), map[string]string{"packages": "--exit-zero; touch pwned", "config": "$(touch pwned)"}, 2, ""},
		"no such level":           {actionService(), map[string]string{"fail-on": "loud"}, 2, ""},
	} {
		t.Run(name, func(t *testing.T) {
			r := newRepository(t, tt.files)
			w := workflow{inputs: tt.inputs, event: map[string]any{"ref": "refs/heads/main"}}
			w.run(t, r.dir)
			check := w.outputs["check"]
			if w.code != tt.code || w.outputs["result"]["exit-code"] != fmt.Sprint(tt.code) || tt.found != "" && check["findings"] != tt.found {
				t.Errorf("exit code %d, outputs %v, want %d and %q findings\n%s", w.code, w.outputs, tt.code, tt.found, w.log)
			}
			if sarif := check["sarif-file"]; sarif != "" {
				if data, err := os.ReadFile(sarif); err != nil || !json.Valid(data) {
					t.Errorf("%s: %v", sarif, err)
				}
				if !strings.HasPrefix(w.summary, "### apiward: ") {
					t.Errorf("summary\n%s", w.summary)
				}
			} else if tt.code < 2 || !slices.ContainsFunc(w.annotations, func(s string) bool { return strings.HasPrefix(s, "::error ") }) {
				t.Errorf("no SARIF, and no word of it in\n%s", w.log)
			}
			if _, err := os.Stat(filepath.Join(r.dir, "pwned")); err == nil {
				t.Error("an input was run")
			}
			if out := r.git(r.dir, "status", "--porcelain"); out != "" {
				t.Errorf("the tree was changed:\n%s", out)
			}
			if tt.code == 1 && !strings.HasPrefix(w.annotations[0], "::error file=main.go,line=") {
				t.Errorf("annotations %q", w.annotations)
			}
		})
	}
}

// A project may be a folder of its repository; annotations name files from the
// root.
func TestActionInAFolder(t *testing.T) {
	files := map[string]string{}
	for name, text := range actionService(actionQuery) {
		files["services/my shop/"+name] = text
	}
	files["services/my shop/.apiward.hcl"] = "extends = [\"recommended\"]\n"
	r := newRepository(t, files)
	w := workflow{inputs: map[string]string{"working-directory": "services/my shop", "summary": "false"}}
	w.run(t, r.dir)
	if w.code != 1 || len(w.annotations) == 0 || !strings.HasPrefix(w.annotations[0], "::error file=services/my shop/main.go,line=") || w.summary != "" {
		t.Errorf("exit code %d, annotations %q, summary %q\n%s", w.code, w.annotations, w.summary, w.log)
	}
	w = workflow{inputs: map[string]string{"working-directory": "services/my shop", "annotations": "false"}}
	w.run(t, r.dir)
	if w.code != 1 || len(w.annotations) != 0 || !strings.Contains(w.summary, "services/my shop/main.go") {
		t.Errorf("exit code %d, annotations %q, summary %q\n%s", w.code, w.annotations, w.summary, w.log)
	}
}

// What is analysed may hold lines that a runner would act on.
func TestActionTakesNoCommandsFromWhatItReads(t *testing.T) {
	files := actionService(actionQuery)
	files["main_test.go"] = "package main\n\n// nothing\n"
	files["broken/x.go"] = "package broken\n\n//line ::add-mask::x.go:1\nvar _ = undefined\n"
	files["::error::.yaml"] = "openapi: 3.0.3\ninfo: {title: \"::error::injected\", version: \"1\"}\npaths:\n  \"/x\\n::error::injected\":\n    get: {responses: {\"200\": {description: ok}}}\n"
	r := newRepository(t, files)
	w := workflow{}
	w.run(t, r.dir)
	if w.code != 2 {
		t.Errorf("exit code %d, want 2\n%s", w.code, w.log)
	}
	for _, a := range w.annotations {
		if !regexp.MustCompile(`^::(error|warning|notice) (file=|title=)`).MatchString(a) {
			t.Errorf("the runner took %q", a)
		}
	}
	if !strings.Contains(w.log, "::stop-commands::") {
		t.Error("commands were never stopped")
	}
}

// Without a program to run there is nothing to go on with.
func TestActionInstalls(t *testing.T) {
	r := newRepository(t, actionService())
	w := workflow{inputs: map[string]string{"binary": "no-such-program"}}
	w.run(t, r.dir)
	if w.code != 2 || len(w.outputs) != 1 || !strings.Contains(w.log, "::error title=apiward::there is no program") {
		t.Errorf("exit code %d\n%s", w.code, w.log)
	}

	// A go command that writes down what it is asked for, and makes the program.
	apiward, err := exec.LookPath("apiward")
	if err != nil {
		t.Fatal(err)
	}
	bin := t.TempDir()
	fake := "#!/bin/bash\n" +
		"echo \"$PWD $*\" >>\"$ASKED\"\n" +
		"out=${GOBIN:-$3}\n" +
		"case $1 in install|build) printf '#!/bin/bash\\nexec \"$REAL\" \"$@\"\\n' >\"$out/apiward\"; chmod +x \"$out/apiward\";; *) PATH=${PATH#*:} exec go \"$@\";; esac\n"
	if err := os.WriteFile(filepath.Join(bin, "go"), []byte(fake), 0o700); err != nil {
		t.Fatal(err)
	}
	root, err := filepath.Abs(filepath.Join("..", ".."))
	if err != nil {
		t.Fatal(err)
	}
	for version, want := range map[string]string{
		"v1.2.3":              "install github.com/apiward/apiward/cmd/apiward@v1.2.3",
		"latest; touch pwned": "install github.com/apiward/apiward/cmd/apiward@latest; touch pwned",
		"":                    root + " build -o ",
	} {
		asked := filepath.Join(t.TempDir(), "asked")
		w := workflow{
			inputs: map[string]string{"binary": "", "version": version},
			env:    map[string]string{"PATH": bin + string(filepath.ListSeparator) + os.Getenv("PATH"), "ASKED": asked, "REAL": apiward},
		}
		w.run(t, r.dir)
		data, err := os.ReadFile(asked)
		if err != nil || !bytes.Contains(data, []byte(want)) || w.code != 0 {
			t.Errorf("version %q: exit code %d, go was asked\n%s\nwant %q (%v)\n%s", version, w.code, data, want, err, w.log)
		}
		if _, err := os.Stat(filepath.Join(r.dir, "pwned")); err == nil {
			t.Error("an input was run")
		}
	}
}

// What cannot be compared fails, and says what to do.
func TestActionWithoutABase(t *testing.T) {
	r := newRepository(t, actionService())
	dir := r.pull("main", actionService(actionOpen))
	other := newRepository(t, map[string]string{"README.md": "no relation\n"})
	r.git(r.dir, "fetch", "-q", "file://"+other.dir, "main:stranger")
	for name, tt := range map[string]struct {
		inputs map[string]string
		env    map[string]string
		event  map[string]any
		told   string
	}{
		"unrelated branch": {nil, map[string]string{"GITHUB_BASE_REF": "stranger"}, nil, "::error title=apiward::nothing can be compared: HEAD and the base have no commit in common; check out with fetch-depth: 0"},
		"no such branch":   {nil, map[string]string{"GITHUB_BASE_REF": "gone"}, nil, "gone"},
		"no such commit":   {map[string]string{"base": "0000000000000000000000000000000000000001"}, nil, nil, "0000000000000000000000000000000000000001"},
		"a flag":           {map[string]string{"base": "--upload-pack=touch pwned"}, nil, nil, "::error title=apiward::the input base is no commit"},
		"of a merge queue": {nil, nil, map[string]any{"merge_group": map[string]any{"base_sha": "0000000000000000000000000000000000000002"}}, "0000000000000000000000000000000000000002"},
	} {
		w := workflow{inputs: tt.inputs, env: tt.env, event: tt.event}
		w.run(t, dir)
		if w.code == 0 || !strings.Contains(w.log, tt.told) || w.outputs["check"] != nil {
			t.Errorf("%s: exit code %d, want a failure with %q\n%s", name, w.code, tt.told, w.log)
		}
	}
	if _, err := os.Stat(filepath.Join(dir, "pwned")); err == nil {
		t.Error("an input was run")
	}
}

// In a pull request the summary opens with what it does to the service's
// security, on a checkout that is one commit deep.
func TestActionOnAPullRequest(t *testing.T) {
	for name, tt := range map[string]struct {
		base, head map[string]string
		branch     string
		inputs     map[string]string
		code       int
		diff       string // a part of its table, "" where there is no change to tell
		findings   string
	}{
		"nothing changes":    {actionService(actionQuery), map[string]string{"README.md": "x\n"}, "main", nil, 1, "", "1"},
		"only new, none":     {actionService(actionQuery), map[string]string{"README.md": "x\n"}, "main", map[string]string{"only-new": "true"}, 0, "", "0"},
		"only new, one":      {actionService(), actionService(actionQuery), "main", map[string]string{"only-new": "true"}, 1, "sql", "1"},
		"a guard is lost":    {actionService(), actionService(actionOpen), "main", nil, 1, "/orders", "1"},
		"a hostile branch":   {actionService(), actionService(actionOpen), "a$(touch${IFS}pwned)b", nil, 1, "/orders", "1"},
		"no diff":            {actionService(), actionService(actionOpen), "main", map[string]string{"diff": "false"}, 1, "", "1"},
		"worse, not failing": {actionService(actionOpen), actionService(), "main", nil, 0, "/orders", "0"},
	} {
		t.Run(name, func(t *testing.T) {
			r := newRepository(t, tt.base)
			if tt.branch != "main" {
				r.git(r.dir, "branch", "-m", "main", tt.branch)
			}
			dir := r.pull(tt.branch, tt.head)
			w := workflow{inputs: tt.inputs, env: map[string]string{"GITHUB_BASE_REF": tt.branch, "GITHUB_EVENT_NAME": "pull_request"}}
			w.run(t, dir)
			if w.code != tt.code || w.outputs["check"]["findings"] != tt.findings {
				t.Errorf("exit code %d, %s findings, want %d and %s\n%s", w.code, w.outputs["check"]["findings"], tt.code, tt.findings, w.log)
			}
			table, list, both := strings.Cut(w.summary, "### apiward: ")
			if !both || !strings.Contains(table, tt.diff) || tt.inputs["diff"] == "false" && table != "" {
				t.Errorf("the summary is\n%s\nand what it opens with lacks %q; behind it stands\n%s", w.summary, tt.diff, list)
			}
			if _, err := os.Stat(filepath.Join(dir, "pwned")); err == nil {
				t.Error("the name of a branch was run")
			}
		})
	}
}

// A base that is named is found where the checkout has it, and where it must be
// fetched.
func TestActionFindsANamedBase(t *testing.T) {
	r := newRepository(t, actionService())
	first := r.git(r.dir, "rev-parse", "HEAD")
	for range 15 { // further away than the first step of deepening
		r.commit(nil)
	}
	dir := r.pull("main", actionService(actionOpen))
	for name, w := range map[string]*workflow{
		"input":       {inputs: map[string]string{"base": first}},
		"merge queue": {event: map[string]any{"merge_group": map[string]any{"base_sha": first}}},
	} {
		w.run(t, dir)
		if w.code != 1 || w.outputs["base"]["base"] != first || !strings.Contains(w.summary, "/orders") {
			t.Errorf("%s: exit code %d, base %v, want %s\n%s", name, w.code, w.outputs["base"], first, w.log)
		}
	}
}
