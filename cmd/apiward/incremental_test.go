package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

// ordersCopy is a copy of the service that a test may change.
func ordersCopy(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	if err := os.CopyFS(dir, os.DirFS(ordersDir(t))); err != nil {
		t.Fatal(err)
	}
	return dir
}

// Runs over the same files print the same bytes, with a cache, without one, with a
// damaged one, and several at a time.
func TestCachedRunsPrintTheSame(t *testing.T) {
	dir, store := ordersCopy(t), t.TempDir()
	with := []string{"APIWARD_CACHE=" + store}
	run := func(env []string, args ...string) string {
		got := apiward(t, dir, env, append([]string{"check", "-o", "json"}, args...)...)
		if got.code != 1 {
			t.Errorf("%q ended with %d:\n%s", args, got.code, got.stderr)
		}
		return got.stdout
	}
	want := run(nil)
	for _, name := range []string{"first", "second"} {
		if diff := cmp.Diff(want, run(with)); diff != "" {
			t.Errorf("the %s run with a cache (-without +with):\n%s", name, diff)
		}
	}
	if got := apiward(t, dir, with, "check", "--stats"); !strings.Contains(got.stderr, "8 packages of source, 8 of them cached; nothing changed since an earlier run") {
		t.Errorf("the stats say\n%s", got.stderr)
	}
	if got := apiward(t, dir, with, "check", "--stats", "--no-cache"); !strings.Contains(got.stderr, "8 packages of source, 0 of them cached\n") || !strings.Contains(got.stderr, "apiward_flow") {
		t.Errorf("without a cache the stats say\n%s", got.stderr)
	}

	entries, err := filepath.Glob(filepath.Join(store, "*", "*.entry"))
	if err != nil || len(entries) < 10 {
		t.Fatalf("%d entries (%v)", len(entries), err)
	}
	for i, name := range entries {
		text, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		switch {
		case i%3 == 0:
			text = text[:len(text)/2]
		case len(text) > 60:
			text[len(text)-5] ^= 0xff
		}
		if err := os.WriteFile(name, text, 0o666); err != nil {
			t.Fatal(err)
		}
	}
	if diff := cmp.Diff(want, run(with)); diff != "" {
		t.Errorf("a damaged cache changes what is said:\n%s", diff)
	}

	if got := apiward(t, dir, with, "cache", "clean"); got.code != 0 || !strings.HasPrefix(got.stdout, "removed ") {
		t.Errorf("cache clean: %+v", got)
	}
	if got := apiward(t, dir, with, "cache", "status"); got.code != 0 || !strings.Contains(got.stdout, "0 entries") || !strings.Contains(got.stdout, store) {
		t.Errorf("cache status: %+v", got)
	}
	var wait sync.WaitGroup
	for range 4 {
		wait.Go(func() {
			if diff := cmp.Diff(want, run(with)); diff != "" {
				t.Errorf("one of several runs at a time says otherwise:\n%s", diff)
			}
		})
	}
	wait.Wait()
}

// Runs over parts of a program, merged, say what one over all of it says. Only
// fixes need the code.
func TestMergedShardsSayTheSame(t *testing.T) {
	dir := ordersCopy(t)
	type told struct {
		Findings []map[string]any `json:"findings"`
	}
	findings := func(text string) (list []string) {
		var r told
		if err := json.Unmarshal([]byte(text), &r); err != nil {
			t.Fatalf("%v:\n%s", err, text)
		}
		for _, f := range r.Findings {
			delete(f, "fix")
			line, err := json.Marshal(f)
			if err != nil {
				t.Fatal(err)
			}
			list = append(list, string(line))
		}
		return list
	}
	shard := func(name string, args ...string) string {
		file := filepath.Join(t.TempDir(), name)
		if got := apiward(t, dir, nil, append([]string{"check", "--exit-zero", "--shard", file}, args...)...); got.code != 0 {
			t.Fatalf("shard %s ended with %d:\n%s", name, got.code, got.stderr)
		}
		return file
	}
	a, b := shard("a.json", "./internal/api"), shard("b.json", "./cmd/...", "./internal/jobs", "./internal/report")
	want := apiward(t, dir, nil, "check", "-o", "json")
	for _, order := range [][]string{{a, b}, {b, a}} {
		got := apiward(t, dir, nil, append([]string{"merge", "-o", "json"}, order...)...)
		if diff := cmp.Diff(findings(want.stdout), findings(got.stdout)); diff != "" || got.code != 1 {
			t.Errorf("exit code %d, (-whole +merged):\n%s%s", got.code, diff, got.stderr)
		}
	}
	table := apiward(t, dir, nil, "routes", "--format", "json").stdout
	if diff := cmp.Diff(table, apiward(t, dir, nil, "routes", "--format", "json", "--from", a, "--from", b).stdout); diff != "" {
		t.Errorf("routes (-whole +merged):\n%s", diff)
	}

	name := filepath.Join(dir, "internal", "store", "store.go")
	text := "package store\n\nfunc added() {}\n"
	if err := os.WriteFile(filepath.Join(filepath.Dir(name), "added.go"), []byte(text), 0o666); err != nil {
		t.Fatal(err)
	}
	other, foreign := shard("other.json", "./internal/api"), filepath.Join(t.TempDir(), "foreign.json")
	if err := os.WriteFile(foreign, []byte(`{"version":1,"program":"0000","packages":[]}`), 0o666); err != nil {
		t.Fatal(err)
	}
	for _, tt := range []struct {
		args []string
		want string
	}{
		{[]string{"merge", a, b, other}, "are of different code: example.com/orders/internal/store is not the same in both"},
		{[]string{"merge", foreign}, "was written by another build of apiward: run the same one everywhere"},
		{[]string{"merge", filepath.Join(dir, "go.mod")}, "is no shard"},
		{[]string{"merge", filepath.Join(dir, "nowhere.json")}, "no such file"},
		{[]string{"merge"}, "merge takes the files"},
		{[]string{"check", "./...", "--from", a}, "exclude each other"},
	} {
		if got := apiward(t, dir, nil, tt.args...); got.code != 2 || !strings.Contains(got.stderr, tt.want) {
			t.Errorf("%q ended with %d, want 2 and %q:\n%s", tt.args, got.code, tt.want, got.stderr)
		}
	}
}

// git runs git in a directory.
func git(t *testing.T, dir string, args ...string) {
	t.Helper()
	cmd := exec.CommandContext(t.Context(), "git", append([]string{"-C", dir, "-c", "user.name=t", "-c", "user.email=t@example.com", "-c", "init.defaultBranch=main"}, args...)...)
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("git %q: %v\n%s", args, err, out)
	}
}

// What changed since a revision is reported with what sees it, and nothing else.
func TestChanged(t *testing.T) {
	dir := ordersCopy(t)
	git(t, dir, "init", "-q")
	git(t, dir, "add", "-A")
	git(t, dir, "commit", "-qm", "first")
	count := func(args ...string) (n int, files map[string]bool) {
		got := apiward(t, dir, nil, append([]string{"check", "-o", "json"}, args...)...)
		var r struct {
			Findings []struct{ At struct{ File string } }
		}
		if err := json.Unmarshal([]byte(got.stdout), &r); err != nil {
			t.Fatalf("%v:\n%s%s", err, got.stdout, got.stderr)
		}
		files = map[string]bool{}
		for _, f := range r.Findings {
			files[f.At.File] = true
		}
		return len(r.Findings), files
	}
	all, _ := count()
	if n, _ := count("--changed"); n != 0 {
		t.Errorf("nothing changed, and %d findings are reported", n)
	}
	edit := func(name, text string) {
		f, err := os.OpenFile(filepath.Join(dir, filepath.FromSlash(name)), os.O_APPEND|os.O_CREATE|os.O_WRONLY, 0o666)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := f.WriteString(text); err != nil {
			t.Fatal(err)
		}
		if err := f.Close(); err != nil {
			t.Fatal(err)
		}
	}
	edit("openapi.yaml", "# a comment\n")
	if n, files := count("--changed"); n == 0 || n == all || !files["openapi.yaml"] {
		t.Errorf("the document changed, and %d of %d findings are reported, in %v", n, all, files)
	}
	git(t, dir, "commit", "-qam", "second")
	edit("internal/store/added.go", "package store\n") // git does not know it yet
	if n, files := count("--changed"); n == 0 || n >= all || files["internal/partner/partner.go"] {
		t.Errorf("the store changed, and %d of %d findings are reported, in %v", n, all, files)
	}
	if n, files := count("--changed=HEAD~1"); n == 0 || n > all || !files["openapi.yaml"] {
		t.Errorf("since the first revision %d of %d findings are reported, in %v", n, all, files)
	}
	edit("go.mod", "\n")
	if n, _ := count("--changed"); n != all {
		t.Errorf("go.mod changed, and %d of %d findings are reported", n, all)
	}
	if got := apiward(t, dir, nil, "check", "--changed=nowhere"); got.code != 2 || !strings.Contains(got.stderr, "name a revision") {
		t.Errorf("an unknown revision: %+v", got)
	}
	for _, rev := range []string{"HEAD", "HEAD~1"} {
		if got := apiward(t, dir, nil, "check", "--changed", rev); got.code != 2 || !strings.Contains(got.stderr, "write --changed="+rev) {
			t.Errorf("%s without a = is %d: %s", rev, got.code, got.stderr)
		}
	}
	for _, args := range [][]string{{"--changed", "nowhere"}, {"--changed=HEAD~1", "HEAD"}, {"HEAD"}} {
		if got := apiward(t, dir, nil, append([]string{"check"}, args...)...); got.code != 2 || strings.Contains(got.stderr, "write --changed=") {
			t.Errorf("%v names no revision for --changed, and is %d: %s", args, got.code, got.stderr)
		}
	}
	if got := apiward(t, dir, nil, "check", "--changed", "./..."); got.code == 2 {
		t.Errorf("a pattern behind --changed is %d: %s", got.code, got.stderr)
	}
}

// buffer is what a running process writes.
type buffer struct {
	mu sync.Mutex
	b  bytes.Buffer
}

func (b *buffer) Write(p []byte) (int, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.b.Write(p)
}

func (b *buffer) String() string {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.b.String()
}

// watching starts a watch in dir, and returns how to wait until so many runs are
// over, and how to end it, which returns what it said.
func watching(t *testing.T, dir string) (wait func(runs int), end func() string) {
	t.Helper()
	var stdout, stderr buffer
	cmd := exec.CommandContext(t.Context(), "apiward", "check", "--watch")
	cmd.Dir, cmd.Stdout, cmd.Stderr = dir, &stdout, &stderr
	cmd.Env = append(os.Environ(), "PWD="+dir, "APIWARD_CACHE="+t.TempDir())
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	wait = func(runs int) {
		t.Helper()
		for deadline := time.Now().Add(2 * time.Minute); strings.Count(stderr.String(), "watching ") < runs; time.Sleep(50 * time.Millisecond) {
			if time.Now().After(deadline) {
				t.Fatalf("no run %d:\n%s", runs, stderr.String())
			}
		}
	}
	return wait, func() string {
		t.Helper()
		if err := cmd.Process.Signal(os.Interrupt); err != nil {
			t.Fatal(err)
		}
		_ = cmd.Wait() // with the code of the last run
		return stderr.String()
	}
}

// A watch says what a change makes more and less.
func TestWatch(t *testing.T) {
	t.Setenv("GOWORK", "off")
	dir := ordersCopy(t)
	name := filepath.Join(dir, "internal", "auth", "middleware.go")
	source, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	broken := strings.Replace(string(source), "return token, ok && token != \"\"\n", "return \"\", true || ok || token != \"\"\n", 1)
	if broken == string(source) {
		t.Fatal("the guard is another")
	}
	wait, end := watching(t, dir)
	wait(1)
	for i, text := range []string{broken, string(source)} {
		if err := os.WriteFile(name, []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
		wait(i + 2)
	}
	said := end()
	deltas := regexp.MustCompile(`\+(\d+) −(\d+): `).FindAllStringSubmatch(said, -1)
	if len(deltas) != 2 || deltas[0][1] == deltas[0][2] || deltas[0][1] != deltas[1][2] || deltas[0][2] != deltas[1][1] {
		t.Errorf("the watch said %q:\n%s", deltas, said)
	}
}

// It sees what happens to packages that lie elsewhere, and to the workspace that they
// are in.
func TestWatchElsewhere(t *testing.T) {
	t.Setenv("GOWORK", "")
	t.Setenv("GOFLAGS", "") // a workspace refuses -mod=mod
	dir := t.TempDir()
	write := func(name, text string) {
		t.Helper()
		name = filepath.Join(dir, filepath.FromSlash(name))
		if err := errors.Join(os.MkdirAll(filepath.Dir(name), 0o777), os.WriteFile(name, []byte(text), 0o666)); err != nil {
			t.Fatal(err)
		}
	}
	const lib = "package lib\n\nimport \"os/exec\"\n\nfunc Run(name string) error { return exec.Command(\"sh\", \"-c\", name).Run() }\n"
	write("app/.apiward.hcl", "")
	write("app/go.mod", "module example.com/app\n\ngo 1.24\n")
	write("app/main.go", "package main\n\nimport (\n\t\"net/http\"\n\n\t\"example.com/lib\"\n)\n\nfunc main() {\n"+
		"\thttp.HandleFunc(\"POST /run\", func(w http.ResponseWriter, r *http.Request) { lib.Run(r.FormValue(\"name\")) })\n\thttp.ListenAndServe(\":80\", nil)\n}\n")
	write("lib/go.mod", "module example.com/lib\n\ngo 1.24\n")
	write("lib/lib.go", lib)
	write("other/go.mod", "module example.com/lib\n\ngo 1.24\n")
	write("other/lib.go", lib)
	write("go.work", "go 1.24\n\nuse (\n\t./app\n\t./lib\n)\n")
	wait, end := watching(t, filepath.Join(dir, "app"))
	wait(1)
	write("lib/lib.go", strings.Replace(lib, "name).Run", "\"true\").Run", 1))
	wait(2)
	write("go.work", "go 1.24\n\nuse (\n\t./app\n\t./other\n)\n")
	wait(3)
	write("other/lib.go", strings.Replace(lib, "name).Run", "\"false\").Run", 1))
	wait(4)
	said := end()
	deltas := regexp.MustCompile(`\+\d+ −\d+: `).FindAllString(said, -1)
	if want := []string{"+0 −1: ", "+1 −0: ", "+0 −1: "}; !slices.Equal(deltas, want) {
		t.Errorf("the watch said %q, want %q:\n%s", deltas, want, said)
	}
}
