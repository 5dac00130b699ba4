package staged

import (
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// repository is a new one, with nothing in it.
type repository struct {
	t   *testing.T
	dir string
}

func newRepository(t *testing.T) repository {
	t.Helper()
	dir, err := filepath.EvalSymlinks(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	for name, value := range map[string]string{
		"GIT_CONFIG_GLOBAL": os.DevNull, "GIT_CONFIG_NOSYSTEM": "1",
		"GIT_AUTHOR_NAME": "a", "GIT_AUTHOR_EMAIL": "a@example.com", "GIT_COMMITTER_NAME": "a", "GIT_COMMITTER_EMAIL": "a@example.com",
	} {
		t.Setenv(name, value)
	}
	r := repository{t, dir}
	r.git("init", "-q", "-b", "main")
	return r
}

func (r repository) git(args ...string) string {
	r.t.Helper()
	cmd := exec.CommandContext(r.t.Context(), "git", args...)
	cmd.Dir = r.dir
	out, err := cmd.CombinedOutput()
	if err != nil {
		r.t.Fatalf("git %s: %v\n%s", strings.Join(args, " "), err, out)
	}
	return strings.TrimSpace(string(out))
}

func (r repository) write(name, text string) {
	r.t.Helper()
	name = filepath.Join(r.dir, filepath.FromSlash(name))
	if err := os.MkdirAll(filepath.Dir(name), 0o777); err != nil {
		r.t.Fatal(err)
	}
	if err := os.WriteFile(name, []byte(text), 0o666); err != nil {
		r.t.Fatal(err)
	}
}

// has fails the test unless what is about to be made changes the files.
func (r repository) has(push Between, base string, files ...string) {
	r.t.Helper()
	c, err := Of(r.t.Context(), r.dir, push)
	if err != nil {
		r.t.Fatal(err)
	}
	if c.Top != r.dir || c.Base != base || !slices.Equal(c.Files, files) {
		r.t.Errorf("in %s the change from %q is %q, want %q from %q in %s", c.Top, c.Base, c.Files, files, base, r.dir)
	}
}

func TestOf(t *testing.T) {
	r := newRepository(t)
	r.has(Between{}, "")
	r.write("go.mod", "module a\n")
	r.write("a b/ä.go", "package a\n")
	r.write("beside.go", "package a\n")
	r.git("add", "go.mod", "a b")
	r.has(Between{}, "", "a b/ä.go", "go.mod") // the first commit, of what is staged alone

	r.git("commit", "-qm", "one")
	one := r.git("rev-parse", "HEAD")
	r.has(Between{}, one)
	r.write("go.mod", "module b\n")
	r.has(Between{}, one) // it is not staged
	r.git("mv", "a b/ä.go", "moved.go")
	r.git("add", "beside.go")
	r.has(Between{}, one, "a b/ä.go", "beside.go", "moved.go")

	r.git("commit", "-qm", "two")
	two := r.git("rev-parse", "HEAD")
	r.git("rm", "-q", "beside.go")
	r.has(Between{}, two, "beside.go")
	r.has(Between{From: one, To: two}, one, "a b/ä.go", "beside.go", "moved.go")
	r.has(Between{All: true}, "", "go.mod", "moved.go")
}

func TestOfFails(t *testing.T) {
	r := newRepository(t)
	r.write("go.mod", "module a\n")
	r.git("add", ".")
	r.git("commit", "-qm", "one")
	for name, tt := range map[string]struct {
		dir  string
		push Between
		want string
	}{
		"no repository":        {dir: t.TempDir(), want: "not a git repository"},
		"no such beginning":    {dir: r.dir, push: Between{From: strings.Repeat("1", 40), To: "HEAD"}, want: "begins at"},
		"no such end":          {dir: r.dir, push: Between{From: "HEAD", To: "nowhere"}, want: "ends at"},
		"an option for a name": {dir: r.dir, push: Between{From: "--all", To: "HEAD"}, want: "begins at"},
	} {
		if _, err := Of(t.Context(), tt.dir, tt.push); err == nil || !strings.Contains(err.Error(), tt.want) {
			t.Errorf("%s: %v, want %q", name, err, tt.want)
		}
	}
	t.Setenv("PATH", t.TempDir())
	if _, err := Of(t.Context(), r.dir, Between{}); err == nil || !strings.Contains(err.Error(), "install git") {
		t.Errorf("without git: %v", err)
	}
}

func TestModules(t *testing.T) {
	r := newRepository(t)
	for _, dir := range []string{"", "services/orders/", "vendor/x/", "testdata/y/", "_old/", ".cache/z/", "tools/"} {
		r.write(dir+"go.mod", "module x\n")
	}
	r.write("services/go.mod.txt", "module x\n")
	r.git("add", ".")
	r.write("unknown/go.mod", "module x\n")
	c, err := Of(t.Context(), r.dir, Between{})
	if err != nil {
		t.Fatal(err)
	}
	got, err := c.Modules(t.Context())
	if want := []string{".", "services/orders", "tools"}; err != nil || !slices.Equal(got, want) {
		t.Errorf("modules %q, %v; want %q", got, err, want)
	}
}
