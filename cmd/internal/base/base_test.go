package base

import (
	"bytes"
	"encoding/hex"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// repo is a git repository in a directory of its own.
type repo struct {
	t   *testing.T
	dir string
}

func newRepo(t *testing.T) *repo {
	for name, value := range map[string]string{
		"GIT_CONFIG_GLOBAL": filepath.Join(t.TempDir(), "none"), "GIT_CONFIG_NOSYSTEM": "1", "GOWORK": "", "GOFLAGS": "",
		"GIT_AUTHOR_NAME": "a", "GIT_AUTHOR_EMAIL": "a@example.com", "GIT_COMMITTER_NAME": "a", "GIT_COMMITTER_EMAIL": "a@example.com",
	} {
		t.Setenv(name, value)
	}
	r := &repo{t, t.TempDir()}
	r.git("", "init", "-q", "-b", "main")
	return r
}

func (r *repo) git(stdin string, args ...string) string {
	r.t.Helper()
	cmd := exec.CommandContext(r.t.Context(), "git", args...)
	cmd.Dir, cmd.Stdin = r.dir, strings.NewReader(stdin)
	var stderr bytes.Buffer
	cmd.Stderr = &stderr
	out, err := cmd.Output()
	if err != nil {
		r.t.Fatalf("git %v: %v: %s", args, err, stderr.String())
	}
	return strings.TrimSpace(string(out))
}

func (r *repo) write(name, text string) {
	r.t.Helper()
	name = filepath.Join(r.dir, name)
	if err := os.MkdirAll(filepath.Dir(name), 0o777); err != nil {
		r.t.Fatal(err)
	}
	if err := os.WriteFile(name, []byte(text), 0o666); err != nil {
		r.t.Fatal(err)
	}
}

func (r *repo) commit() {
	r.t.Helper()
	r.git("", "add", "-A")
	r.git("", "commit", "-q", "-m", "x")
}

// tree writes what is wanted of main, and returns it with the names of its files.
func (r *repo) tree(w Wanted) (*Tree, []string, error) {
	r.t.Helper()
	c, err := Resolve(r.t.Context(), r.dir, "main")
	if err != nil {
		r.t.Fatal(err)
	}
	if w.Dir == "" {
		w.Dir = r.dir
	}
	if w.Root == "" {
		w.Root = r.dir
	}
	t, err := c.Write(r.t.Context(), w)
	if err != nil {
		return nil, nil, err
	}
	r.t.Cleanup(func() {
		if err := t.Close(); err != nil {
			r.t.Error(err)
		}
		if _, err := os.Stat(t.dir); err == nil {
			r.t.Errorf("%s is left behind", t.dir)
		}
	})
	var names []string
	err = fs.WalkDir(os.DirFS(t.top), ".", func(name string, d fs.DirEntry, err error) error {
		if err == nil && !d.IsDir() {
			names = append(names, name)
			if !d.Type().IsRegular() {
				r.t.Errorf("%s is no regular file", name)
			}
		}
		return err
	})
	if err != nil {
		r.t.Fatal(err)
	}
	return t, names, nil
}

func TestWanted(t *testing.T) {
	r := newRepo(t)
	for _, name := range []string{
		"svc/go.sum", "svc/main.go", "svc/asm_amd64.s", "svc/README.md", "svc/big.bin", "svc/web/index.html", "svc/web/deep/a.css", "svc/sub/go.mod", "svc/sub/s.go",
		"svc/vendor/example.com/x/x.go", "svc/vendor/modules.txt", "svc/node_modules/p/openapi.yaml",
		"lib/go.mod", "lib/l.go", "other/go.mod", "other/o.go", "docs/openapi.yaml", "docs/notes.txt", "docs/named.spec", ".hidden/api.yaml", ".apiward.hcl",
	} {
		text := "x\n"
		if strings.HasSuffix(name, "go.mod") {
			text = "module example.com/" + filepath.Base(filepath.Dir(name)) + "\n"
		}
		r.write(name, text)
	}
	r.write("svc/go.mod", "module example.com/svc\n\nreplace example.com/lib => ../lib\n\nreplace example.com/out => ../../out\n")
	r.write("svc/main.go", "package main\n\n//go:embed web \"a b.txt\" made/*.js\nvar x embed.FS\n\n// not one: //go:embed README.md\n")
	r.commit()
	before := r.git("", "status", "--porcelain", "--ignored")
	tree, names, err := r.tree(Wanted{Dir: filepath.Join(r.dir, "svc"), Named: []string{"docs/named.spec"}})
	if err != nil {
		t.Fatal(err)
	}
	want := []string{
		".apiward.hcl", "docs/named.spec", "docs/openapi.yaml", "lib/go.mod", "lib/l.go", "svc/a b.txt", "svc/asm_amd64.s", "svc/go.mod", "svc/go.sum", "svc/made/x.js",
		"svc/main.go", "svc/vendor/example.com/x/x.go", "svc/vendor/modules.txt", "svc/web/deep/a.css", "svc/web/index.html",
	}
	if !slices.Equal(names, want) {
		t.Errorf("got  %q\nwant %q", names, want)
	}
	if len(tree.Notices) > 0 {
		t.Errorf("notices %v", tree.Notices)
	}
	// A module that is outside of the repository is found from there.
	text, err := os.ReadFile(filepath.Join(tree.top, "svc", "go.mod"))
	if err != nil {
		t.Fatal(err)
	}
	real, err := filepath.EvalSymlinks(filepath.Dir(r.dir))
	if err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(string(text), "=> "+filepath.Join(real, "out")) || !strings.Contains(string(text), "=> ../lib") {
		t.Errorf("go.mod:\n%s", text)
	}
	if !slices.Contains(tree.Env, "GOWORK=off") || !slices.Contains(tree.Env, "GOFLAGS=-trimpath") {
		t.Errorf("environment %q", tree.Env)
	}
	if after := r.git("", "status", "--porcelain", "--ignored"); after != before {
		t.Errorf("the working tree changed from %q to %q", before, after)
	}
}

// Links are not followed and submodules not looked for; both are told.
func TestLinksAndSubmodules(t *testing.T) {
	r := newRepo(t)
	r.write("go.mod", "module example.com/m\n")
	r.write("m.go", "package m\n")
	for link, to := range map[string]string{"openapi.yaml": "/etc/passwd", "api.json": "../../secret", "l.go": "m.go", "unwanted.md": "/etc/passwd"} {
		if err := os.Symlink(to, filepath.Join(r.dir, link)); err != nil {
			t.Fatal(err)
		}
	}
	r.commit()
	id := r.git("", "rev-parse", "HEAD")
	r.git("", "update-index", "--add", "--cacheinfo", "160000,"+id+",sub")
	r.git("", "commit", "-q", "-m", "sub")
	tree, names, err := r.tree(Wanted{})
	if err != nil {
		t.Fatal(err)
	}
	if want := []string{"go.mod", "m.go"}; !slices.Equal(names, want) {
		t.Errorf("got %q, want %q", names, want)
	}
	var told []string
	for _, n := range tree.Notices {
		told = append(told, n.Message)
	}
	all := strings.Join(told, "\n")
	if len(told) != 2 || !strings.Contains(all, "missing there: api.json, l.go, openapi.yaml") || !strings.Contains(all, "submodules have no objects in this repository") || !strings.HasSuffix(all, ": sub") {
		t.Errorf("notices:\n%s", all)
	}
}

// What git ignores is made by a generator, and the base is analysed with it; what
// is only new is not of the base.
func TestGenerated(t *testing.T) {
	r := newRepo(t)
	r.write("go.mod", "module example.com/m\n")
	r.write(".gitignore", "*_gen.go\nbin/\nvendor/\n")
	r.write("m.go", "package m\n")
	r.commit()
	for _, name := range []string{"m_gen.go", "new.go", "bin/b.go", "vendor/x/x.go", "m_gen_test.go", "bin/notes.txt"} {
		r.write(name, "package m\n")
	}
	r.write("out/go.mod", "module example.com/out\n")
	r.write("out/o_gen.go", "package out\n")
	if err := os.Symlink("/etc/passwd", filepath.Join(r.dir, "l_gen.go")); err != nil {
		t.Fatal(err)
	}
	tree, names, err := r.tree(Wanted{})
	if err != nil {
		t.Fatal(err)
	}
	// Of a module that the base does not have, nobody knows: out is a folder there.
	if want := []string{"bin/b.go", "go.mod", "m.go", "m_gen.go", "out/o_gen.go"}; !slices.Equal(names, want) {
		t.Errorf("got %q, want %q", names, want)
	}
	if len(tree.Notices) != 1 || !strings.HasSuffix(tree.Notices[0].Message, "that git ignores: bin/b.go, m_gen.go, out/o_gen.go") {
		t.Errorf("notices %v", tree.Notices)
	}
}

// A tree that somebody made by hand leads nowhere.
func TestEscapes(t *testing.T) {
	for _, path := range [][]string{{"..", "evil.go"}, {".git", "hooks.go"}, {".GIT", "x.go"}, {".", "x.go"}} {
		t.Run(strings.Join(path, "/"), func(t *testing.T) {
			r := newRepo(t)
			blob := r.git("package x\n", "hash-object", "-w", "--stdin")
			module := r.git("module example.com/m\n", "hash-object", "-w", "--stdin")
			inner := r.raw("100644", path[1], blob)
			r.git("", "update-ref", "refs/heads/main", r.git("", "commit-tree", "-m", "x",
				r.rawList([]string{"100644", "go.mod", module}, []string{"40000", path[0], inner})))
			_, names, err := r.tree(Wanted{})
			if err == nil || !strings.Contains(err.Error(), "leads out of a working tree") {
				t.Errorf("error %v, files %q", err, names)
			}
		})
	}
}

func (r *repo) raw(mode, name, id string) string { return r.rawList([]string{mode, name, id}) }

// rawList writes a tree object that git itself would refuse to make.
func (r *repo) rawList(entries ...[]string) string {
	r.t.Helper()
	var b bytes.Buffer
	slices.SortFunc(entries, func(x, y []string) int { return strings.Compare(x[1], y[1]) })
	for _, e := range entries {
		id, err := hex.DecodeString(e[2])
		if err != nil {
			r.t.Fatal(err)
		}
		b.WriteString(e[0] + " " + e[1] + "\x00")
		b.Write(id)
	}
	return r.git(b.String(), "hash-object", "-t", "tree", "-w", "--literally", "--stdin")
}

func TestResolve(t *testing.T) {
	r := newRepo(t)
	r.write("a", "a")
	r.commit()
	first := r.git("", "rev-parse", "HEAD")
	r.git("", "tag", "v1")
	r.git("", "checkout", "-q", "-b", "feature")
	r.write("b", "b")
	r.commit()
	second := r.git("", "rev-parse", "HEAD")
	r.git("", "checkout", "-q", "main")
	r.write("c", "c")
	r.commit()
	r.git("", "checkout", "-q", "feature")
	for rev, want := range map[string]string{"v1": first, "main...": first, "HEAD": second, "feature~1": first, second[:12]: second} {
		c, err := Resolve(t.Context(), r.dir, rev)
		if err != nil || c.ID != want {
			t.Errorf("%s is %v, %v, and not %s", rev, c, err, want)
		}
	}
	r.git("", "checkout", "-q", "--orphan", "other")
	r.git("", "commit", "-q", "-m", "x")
	for rev, say := range map[string]string{
		"": "is no commit", "-x": "is no commit", "--output=x": "is no commit", "main..feature": "names two commits", "a...b": "names two commits",
		"nowhere": "is not in this repository: name a branch", "main...": "share no history", "main\nx": "is no commit",
		strings.Repeat("0", 40): "is not in this repository",
	} {
		if c, err := Resolve(t.Context(), r.dir, rev); err == nil || !strings.Contains(err.Error(), say) {
			t.Errorf("%q is %v, %v; want an error with %q", rev, c, err, say)
		}
	}
	r.git("", "remote", "add", "up", "https://example.com/r.git")
	for rev, say := range map[string]string{
		"up/x":                  "run git fetch --no-tags up +refs/heads/x:refs/remotes/up/x",
		"rel":                   "run git fetch --no-tags up +refs/heads/rel:refs/remotes/up/rel and name up/rel, or, for a tag, git fetch --no-tags up +refs/tags/rel:refs/tags/rel",
		strings.Repeat("1", 40): "run git fetch --no-tags up " + strings.Repeat("1", 40),
		"a;b":                   `'+refs/heads/a;b:refs/remotes/up/a;b'`,
	} {
		if _, err := Resolve(t.Context(), r.dir, rev); err == nil || !strings.Contains(err.Error(), say) {
			t.Errorf("%q: %v; want an error with %q", rev, err, say)
		}
	}
}

func TestEmbeds(t *testing.T) {
	for text, want := range map[string][]string{
		"//go:embed a b\n":                      {"a", "b"},
		"//go:embed all:dist\nvar x":            {"dist"},
		"x\n//go:embed \"a b\" `c d` e\n":       {"a b", "c d", "e"},
		"//go:embed ../secret /etc ..\n":        nil,
		"//go:embedded x\n":                     nil,
		"\t//go:embed x\n":                      nil,
		"//go:embed \"open\n//go:embed after\n": {"after"},
	} {
		var got []string
		for _, e := range embedsOf("d", []byte(text)) {
			got = append(got, e.pattern)
		}
		if strings.HasPrefix(text, "//go:embed \"open") {
			got = slices.DeleteFunc(got, func(s string) bool { return s == `"open` })
		}
		if !slices.Equal(got, want) {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
}
