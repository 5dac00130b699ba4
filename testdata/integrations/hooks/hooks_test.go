// Package hooks runs the hooks of this repository as pre-commit does, in
// repositories made for it.
package hooks

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/apiward/apiward/testdata/integrations/program"
)

// root is the repository's, seen from the folder of this test.
const root = "../../.."

// kept is what pre-commit keeps between the tests, and source the repository of
// the hooks: this one as its files are now, as the only commit there is.
var kept, source string

func TestMain(m *testing.M) {
	dir, err := os.MkdirTemp("", "pre-commit-")
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	kept, source = filepath.Join(dir, "kept"), filepath.Join(dir, "apiward")
	code := m.Run()
	os.RemoveAll(dir)
	os.Exit(code)
}

// repository is one that pre-commit is used in.
type repository struct {
	t   *testing.T
	dir string
	env []string
}

// environment is the one that git and pre-commit run in: nobody's settings, and
// the module cache that there is.
func environment(t *testing.T) []string {
	t.Helper()
	env := []string{
		"GIT_CONFIG_GLOBAL=" + os.DevNull, "GIT_CONFIG_NOSYSTEM=1", "PRE_COMMIT_HOME=" + kept, "PRE_COMMIT_COLOR=never", "GOFLAGS=",
		"GIT_AUTHOR_NAME=a", "GIT_AUTHOR_EMAIL=a@example.com", "GIT_COMMITTER_NAME=a", "GIT_COMMITTER_EMAIL=a@example.com",
	}
	for _, name := range []string{"GOMODCACHE", "GOCACHE"} {
		env = append(env, name+"="+strings.TrimSpace(program.Must(t, ".", nil, "go", "env", name)))
	}
	return env
}

// hooks makes the repository of the hooks, once.
func hooks(t *testing.T) string {
	t.Helper()
	if _, err := os.Stat(source); err == nil {
		return source
	}
	env := environment(t)
	list := program.Must(t, root, nil, "git", "ls-files", "-z", "--cached", "--others", "--exclude-standard")
	for name := range strings.SplitSeq(list, "\x00") {
		top, _, _ := strings.Cut(name, "/")
		if name == "" || top == "testdata" {
			continue // nothing of it is built
		}
		if data, err := os.ReadFile(filepath.Join(root, name)); err == nil { // one that is deleted is listed, too
			program.Write(t, source, name, string(data))
		}
	}
	for _, args := range [][]string{{"init", "-q", "-b", "main"}, {"add", "-A", "-f"}, {"commit", "-q", "-m", "all"}, {"tag", "v0.1.0"}} {
		program.Must(t, source, env, "git", args...)
	}
	return source
}

// newRepository makes a repository with files, in which the hooks are installed.
func newRepository(t *testing.T, files map[string]string, ids ...string) *repository {
	t.Helper()
	r := &repository{t, t.TempDir(), environment(t)}
	config := "repos:\n- repo: " + hooks(t) + "\n  rev: v0.1.0\n  hooks:\n"
	for _, id := range ids {
		config += "  - id: " + id + "\n"
	}
	for name, text := range files {
		program.Write(t, r.dir, name, text)
	}
	program.Write(t, r.dir, ".pre-commit-config.yaml", config)
	r.git("init", "-q", "-b", "main")
	program.Must(t, r.dir, r.env, "pre-commit", "install")
	return r
}

func (r *repository) git(args ...string) { program.Must(r.t, r.dir, r.env, "git", args...) }

func (r *repository) write(name, text string) { program.Write(r.t, r.dir, name, text) }

// commits fails the test unless a commit of what is staged is made.
func (r *repository) commits(when string) {
	r.t.Helper()
	if got := program.Run(r.t, r.dir, r.env, "git", "commit", "-m", when); got.Code != 0 {
		r.t.Errorf("%s: the commit is stopped:\n%s%s", when, got.Stdout, got.Stderr)
	}
}

// stops fails the test unless a commit of what is staged is stopped by a hook
// that says each of the texts.
func (r *repository) stops(when string, says ...string) {
	r.t.Helper()
	got := program.Run(r.t, r.dir, r.env, "git", "commit", "-m", when)
	if got.Code == 0 {
		r.t.Errorf("%s: the commit is made:\n%s%s", when, got.Stdout, got.Stderr)
		r.git("reset", "-q", "--soft", "HEAD~1")
	}
	for _, text := range says {
		if !strings.Contains(got.Stdout+got.Stderr, text) {
			r.t.Errorf("%s: nothing says %q:\n%s%s", when, text, got.Stdout, got.Stderr)
		}
	}
}

// again goes back to the last commit.
func (r *repository) again() {
	r.git("reset", "-q", "--hard")
	r.git("clean", "-q", "-f", "-d")
}

func module(name string) string { return "module example.com/" + name + "\n\ngo 1.26\n" }

// flaw is a file of package main with a flaw that is told by the name of a
// parameter.
func flaw(function, parameter string) string {
	return "package main\n\nimport (\n\t\"database/sql\"\n\t\"net/http\"\n)\n\n// " + function + " runs what a request says.\n" +
		"func " + function + "(w http.ResponseWriter, r *http.Request, db *sql.DB) {\n" +
		"\tdb.Exec(\"DELETE FROM things WHERE name = \" + r.FormValue(\"" + parameter + "\"))\n}\n"
}

// clean is the same without one.
func clean(function string) string {
	return strings.Replace(flaw(function, "name"), "= \" + r", "= $1\", r", 1)
}

const service = `package main

import "net/http"

func main() {
	mux := http.NewServeMux()
	mux.HandleFunc("POST /pay", guard(pay))
	http.ListenAndServe(":8080", mux)
}

func pay(w http.ResponseWriter, r *http.Request) {}
`

const guard = `package main

import "net/http"

var token string

func guard(next http.HandlerFunc) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		if r.Header.Get("Authorization") != token {
			http.Error(w, "no", http.StatusUnauthorized)
			return
		}
		next(w, r)
	}
}
`

func TestManifest(t *testing.T) {
	program.Must(t, root, environment(t), "pre-commit", "validate-manifest", ".pre-commit-hooks.yaml")
}

func TestCommits(t *testing.T) {
	r := newRepository(t, map[string]string{
		"go.mod": module("shop"), "main.go": service, "guard.go": guard, "old.go": flaw("Old", "old"),
	}, "apiward")

	r.git("add", "-A")
	r.stops("the first commit has a flaw", "sql_injection", `"old"`)
	r.git("commit", "-q", "--no-verify", "-m", "one")

	r.write("README.md", "A shop.\n")
	r.write("main_test.go", flaw("Tested", "tested"))
	r.git("add", "-A")
	r.commits("nothing that is checked")

	r.write("new.go", clean("New"))
	r.git("add", "-A")
	r.commits("clean code, beside an old flaw")

	r.write("new.go", flaw("New", "new"))
	r.git("add", "-A")
	r.stops("a new flaw", "sql_injection", `"new"`, "1 error in 1 package")
	r.again()

	// A part of a file is staged: what is not is neither judged nor lost.
	r.write("new.go", clean("Newer"))
	r.git("add", "-A")
	r.write("new.go", flaw("Newer", "newer"))
	r.commits("a flaw that is not staged")
	if text := program.Read(t, r.dir, "new.go"); text != flaw("Newer", "newer") {
		t.Errorf("what was not staged is now\n%s", text)
	}
	r.git("add", "-A")
	r.write("new.go", clean("Newer"))
	r.stops("a flaw that is staged and repaired since", `"newer"`)
	r.again()

	r.git("mv", "old.go", "older.go")
	r.commits("an old flaw under a new name")

	r.git("rm", "-q", "guard.go")
	r.write("main.go", strings.Replace(service, "guard(pay)", "pay", 1))
	r.git("add", "-A")
	r.stops("a guard that is deleted", "missing_auth", "POST /pay")
	r.again()
	r.git("rm", "-q", "guard.go")
	r.stops("a deletion after which nothing compiles", "guard")
	r.again()
	r.git("rm", "-q", "older.go")
	r.commits("a flaw that is deleted")

	r.write(".apiward.hcl", "rule \"sql_injectoin\" {\n  level = \"off\"\n}\n")
	r.git("add", "-A")
	r.stops("a broken policy", ".apiward.hcl", "did you mean")
	r.again()

	// A commit of one file alone has an index of its own.
	r.write("new.go", flaw("New", "new"))
	r.write("README.md", "A new shop.\n")
	if got := program.Run(t, r.dir, r.env, "git", "commit", "-m", "one file", "README.md"); got.Code != 0 {
		t.Errorf("a commit of another file is stopped:\n%s%s", got.Stdout, got.Stderr)
	}
}

func TestModules(t *testing.T) {
	r := newRepository(t, map[string]string{
		"shop/go.mod": module("shop"), "shop/main.go": "package main\n\nfunc main() {}\n",
		"pay/go.mod": module("pay"), "pay/main.go": service, "pay/guard.go": guard,
	}, "apiward")
	r.git("add", "-A")
	r.commits("several modules and none at the root")
	r.write("shop/flaw.go", flaw("New", "new"))
	r.git("add", "-A")
	r.stops("a flaw in one of them", "shop/flaw.go"[len("shop/"):], `"new"`)
	r.again()

	lib := strings.NewReplacer("package main", "package lib", "guard(", "Guard(").Replace(guard)
	r.write("go.work", "go 1.26\n\nuse (\n\t./lib\n\t./pay\n)\n")
	r.write("lib/go.mod", module("lib"))
	r.write("lib/guard.go", lib)
	r.write("pay/main.go", strings.NewReplacer("guard(pay)", "lib.Guard(pay)", `import "net/http"`, "import (\n\t\"net/http\"\n\n\t\"example.com/lib\"\n)").Replace(service))
	r.git("rm", "-q", "-f", "pay/guard.go")
	r.git("add", "-A")
	r.commits("a workspace")
	r.write("lib/guard.go", strings.Replace(lib, "\t\t\treturn\n", "", 1))
	r.git("add", "-A")
	r.stops("a guard in one module that does not end the requests of another", "missing_auth", "POST /pay")
	r.again()
	r.write("shop/flaw.go", flaw("New", "new"))
	r.git("add", "-A")
	r.stops("a flaw in a module beside the workspace", `"new"`)
}

const document = `openapi: 3.0.3
info: {title: t, version: "1"}
servers: [{url: "https://api.acme.io"}]
security: [{bearer: []}]
paths:
  /a:
    get:
      responses: {"200": {description: ok}}
components:
  securitySchemes:
    bearer: {type: http, scheme: bearer}
`

func TestDocumentsAndPolicies(t *testing.T) {
	r := newRepository(t, map[string]string{"openapi.yaml": document, ".apiward.hcl": "extends = [\"recommended\"]\n"}, "apiward-documents", "apiward-policy")
	r.git("add", "-A")
	r.commits("a document and a policy")
	r.write("openapi.yaml", strings.Replace(document, "security: [{bearer: []}]", "security: [{baerer: []}]\nx: {", 1))
	r.git("add", "-A")
	r.stops("a broken document", "openapi.yaml")
	r.again()
	r.write("openapi.yaml", strings.Replace(document, "scheme: bearer}", "scheme: bearer}\n    key: {type: apiKey, in: query, name: key}", 1))
	r.write("openapi.yaml", strings.Replace(program.Read(t, r.dir, "openapi.yaml"), "[{bearer: []}]", "[{key: []}]", 1))
	r.git("add", "-A")
	r.stops("a document with a flaw", "credential_in_url")
	r.again()
	r.write(".apiward.hcl", "extends = [\"recommendet\"]\n")
	r.git("add", "-A")
	r.stops("a policy with a slip", "recommendet")
	r.again()
	r.write("notes.yaml", "a: [\n")
	r.git("add", "-A")
	r.commits("no document")
}

// All of a repository is checked by a hook of its own, whatever changes; the
// apiward on the PATH does what one that pre-commit built does.
func TestFullAndSystem(t *testing.T) {
	files := map[string]string{"go.mod": module("shop"), "old.go": flaw("Old", "old"), "main.go": "package main\n\nfunc main() {}\n"}
	full := newRepository(t, files, "apiward-full")
	full.git("add", "-A")
	full.git("commit", "-q", "--no-verify", "-m", "one")
	full.write("README.md", "A shop.\n")
	full.git("add", "-A")
	full.stops("an old flaw", `"old"`)

	system := newRepository(t, files, "apiward-system")
	system.env = append(system.env, "PATH="+filepath.Dir(program.Path(t, "APIWARD"))+string(filepath.ListSeparator)+os.Getenv("PATH"))
	system.git("add", "-A")
	system.git("commit", "-q", "--no-verify", "-m", "one")
	system.write("README.md", "A shop.\n")
	system.git("add", "-A")
	system.commits("an old flaw")
	system.write("new.go", flaw("New", "new"))
	system.git("add", "-A")
	system.stops("a new flaw", `"new"`)
}

// pre-commit try-repo is how people look at a hook before they use it.
func TestTryRepo(t *testing.T) {
	r := newRepository(t, map[string]string{"go.mod": module("shop"), "main.go": "package main\n\nfunc main() {}\n"}, "apiward")
	r.git("add", "-A")
	r.commits("clean code")
	r.write("new.go", flaw("New", "new"))
	r.git("add", "-A")
	got := program.Run(t, r.dir, r.env, "pre-commit", "try-repo", hooks(t), "apiward", "--verbose")
	if got.Code != 1 || !strings.Contains(got.Stdout, "sql_injection") {
		t.Errorf("it ended with %d, want 1 and a finding:\n%s%s", got.Code, got.Stdout, got.Stderr)
	}
}

// A push is judged by what it brings.
func TestPush(t *testing.T) {
	r := newRepository(t, map[string]string{"go.mod": module("shop"), "main.go": "package main\n\nfunc main() {}\n"}, "apiward")
	remote := t.TempDir()
	program.Must(t, remote, r.env, "git", "init", "-q", "--bare")
	program.Must(t, r.dir, r.env, "pre-commit", "uninstall")
	program.Must(t, r.dir, r.env, "pre-commit", "install", "--hook-type", "pre-push")
	r.git("remote", "add", "origin", remote)
	r.git("add", "-A")
	r.git("commit", "-q", "-m", "one")
	r.git("push", "-q", "origin", "main")
	r.write("new.go", flaw("New", "new"))
	r.git("add", "-A")
	r.git("commit", "-q", "-m", "two")
	if got := program.Run(t, r.dir, r.env, "git", "push", "origin", "main"); got.Code == 0 || !strings.Contains(got.Stdout+got.Stderr, `"new"`) {
		t.Errorf("a push of a flaw ended with %d:\n%s%s", got.Code, got.Stdout, got.Stderr)
	}
	r.write("new.go", clean("New"))
	r.git("commit", "-q", "-a", "-m", "three")
	r.git("push", "-q", "origin", "main")
}

// The hook is not what one waits for: one changed package, in each of the
// services that make test-integrations names.
func TestTime(t *testing.T) {
	for _, dir := range strings.Fields(os.Getenv("SERVICES")) {
		t.Run(filepath.Base(dir), func(t *testing.T) {
			r := &repository{t, program.Copy(t, dir), environment(t)}
			r.git("init", "-q", "-b", "main")
			r.git("add", "-A")
			r.git("commit", "-q", "-m", "one")
			name := strings.Fields(program.Must(t, r.dir, r.env, "git", "ls-files", "internal/*/*.go", "*/*.go"))[0]
			lines := strings.Count(program.Must(t, r.dir, r.env, "git", "grep", "-h", "", "--", "*.go"), "\n")
			for _, when := range []string{"first", "warm"} {
				r.write(name, program.Read(t, r.dir, name)+"\n// Changed "+when+".\n")
				r.git("add", "-A")
				start := time.Now()
				got := program.Run(t, r.dir, r.env, program.Path(t, "APIWARD"), "hook", "--allow-partial")
				t.Logf("%s: %.1f s for a change in %s, of %d lines in all", when, time.Since(start).Seconds(), name, lines)
				if got.Code != 0 {
					t.Errorf("a comment is a finding:\n%s%s", got.Stdout, got.Stderr)
				}
			}
		})
	}
}
