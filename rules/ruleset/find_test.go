package ruleset

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestFind(t *testing.T) {
	for name, c := range map[string]struct {
		files        []string // a name that ends in / is a directory
		from         string
		policy, root string // relative to the tree
	}{
		"at the root of the repository": {
			files: []string{".git/", ".apiward.hcl", "cmd/a/"}, from: "cmd/a", policy: ".apiward.hcl", root: ".",
		},
		"the nearest wins": {
			files: []string{".git/", ".apiward.hcl", "svc/.apiward.hcl", "svc/cmd/"}, from: "svc/cmd", policy: "svc/.apiward.hcl", root: ".",
		},
		"never above the repository": {
			files: []string{".apiward.hcl", "repo/.git/", "repo/cmd/"}, from: "repo/cmd", policy: "", root: "repo",
		},
		"a worktree's .git is a file": {
			files: []string{".apiward.hcl", "repo/.git", "repo/cmd/"}, from: "repo/cmd", policy: "", root: "repo",
		},
		"the repository is the root, not the module": {
			files: []string{".git/", ".apiward.hcl", "svc/go.mod", "svc/cmd/"}, from: "svc/cmd", policy: ".apiward.hcl", root: ".",
		},
		"without a repository, the nearest module": {
			files: []string{"go.mod", ".apiward.hcl", "svc/go.mod", "svc/cmd/"}, from: "svc/cmd", policy: "", root: "svc",
		},
		"in the module's root": {
			files: []string{"go.mod", ".apiward.hcl", "cmd/"}, from: "cmd", policy: ".apiward.hcl", root: ".",
		},
		"without either, the directory alone": {
			files: []string{".apiward.hcl", "cmd/"}, from: "cmd", policy: "", root: "cmd",
		},
		"in the directory itself": {
			files: []string{"cmd/.apiward.hcl"}, from: "cmd", policy: "cmd/.apiward.hcl", root: "cmd",
		},
	} {
		t.Run(name, func(t *testing.T) {
			tree := t.TempDir()
			for _, f := range c.files {
				if dir, ok := strings.CutSuffix(f, "/"); ok {
					if err := os.MkdirAll(filepath.Join(tree, dir), 0o777); err != nil {
						t.Fatal(err)
					}
					continue
				}
				write(t, filepath.Join(tree, f), nil)
			}
			policy, root, err := Find(filepath.Join(tree, c.from))
			if err != nil {
				t.Fatal(err)
			}
			if c.policy != "" {
				c.policy = filepath.Join(tree, c.policy)
			}
			if want := filepath.Join(tree, c.root); policy != c.policy || root != want {
				t.Errorf("Find = %q, %q; want %q, %q", policy, root, c.policy, want)
			}
		})
	}
}

func TestFindTellsWhatIsNoPolicy(t *testing.T) {
	for name, c := range map[string]struct {
		create func(path string) error
		want   string
	}{
		"a directory":       {func(path string) error { return os.Mkdir(path, 0o777) }, "the policy is a directory: a policy is a file; move the directory out of the way"},
		"a link to nowhere": {func(path string) error { return os.Symlink("nowhere", path) }, "there is no such file: create it, or correct its name"},
		"a link to itself":  {func(path string) error { return os.Symlink(FileName, path) }, "the policy cannot be read: too many levels of symbolic links; make it readable, or remove it"},
		"a device":          {func(path string) error { return os.Symlink(os.DevNull, path) }, "the policy is no regular file: put the policy's text there"},
	} {
		t.Run(name, func(t *testing.T) {
			dir := t.TempDir()
			path := filepath.Join(dir, FileName)
			if err := c.create(path); err != nil {
				t.Fatal(err)
			}
			policy, root, err := Find(dir)
			if err == nil || err.Error() != path+": "+c.want {
				t.Errorf("got %v, want %s: %s", err, path, c.want)
			}
			if policy != "" || root != dir {
				t.Errorf("Find = %q, %q; want no policy and the root all the same", policy, root)
			}
			if _, err := Load(path, testOptions(t)); err == nil || !strings.Contains(err.Error(), c.want) {
				t.Errorf("Load: got %v, want %s", err, c.want)
			}
		})
	}
}

func TestFoundPolicyLoads(t *testing.T) {
	dir := t.TempDir()
	write(t, filepath.Join(dir, "go.mod"), []byte("module example.com/m\n"))
	write(t, filepath.Join(dir, "deploy", FileName), []byte("extends = \"team.hcl\"\n"))
	write(t, filepath.Join(dir, "deploy", "team.hcl"), []byte("exempt {\n  rules  = [\"missing_auth\"]\n  reason = \"a reason\"\n}\n"))
	path, root, err := Find(filepath.Join(dir, "deploy"))
	if err != nil {
		t.Fatal(err)
	}
	o := testOptions(t)
	for _, o.Root = range []string{root, ""} { // an empty root is looked for
		policy, err := policyOf(Load(path, o))
		if err != nil {
			t.Fatal(err)
		}
		if got := policy.Exemptions[0].At.File; got != "deploy/team.hcl" {
			t.Errorf("root %q: the exemption is in %q", o.Root, got)
		}
	}
}
