// Package staged asks git what a commit, or a push, that is about to be made
// would change.
package staged

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"time"
)

// Change is what is about to become part of a history.
type Change struct {
	Top   string   // the root of the working tree, absolute
	Base  string   // the commit before it, "" where there is none
	Files []string // that differ, slash paths relative to Top, sorted: a deleted one, and both names of a renamed one, too
}

// Between names what a push brings, as its hook is told; both are empty for a
// commit.
type Between struct {
	From, To string
	// All says that the other side has nothing yet of what is pushed.
	All bool
}

// Of returns what is about to be committed, as the index has it, or pushed.
func Of(ctx context.Context, dir string, push Between) (*Change, error) {
	out, err := git(ctx, dir, "rev-parse", "--show-toplevel")
	switch {
	case errors.Is(err, exec.ErrNotFound):
		return nil, errors.New("the git command is not in PATH, and what is staged cannot be seen without it: install git")
	case err != nil:
		return nil, fmt.Errorf("%s: what is staged is seen in a git repository, and git says: %w", dir, err)
	}
	c := &Change{Top: filepath.FromSlash(strings.TrimRight(string(out), "\r\n"))}
	switch {
	case push.All:
		return c, c.list(ctx, "ls-files", "-z")
	case push.From != "" || push.To != "":
		if c.Base, err = commit(ctx, dir, push.From); err != nil {
			return nil, fmt.Errorf("what is pushed begins at %q, which is no commit here: %w", push.From, err)
		}
		if _, err := commit(ctx, dir, push.To); err != nil {
			return nil, fmt.Errorf("what is pushed ends at %q, which is no commit here: %w", push.To, err)
		}
		return c, c.list(ctx, "diff-tree", "-r", "-z", "--name-only", "--no-renames", c.Base, push.To)
	}
	if c.Base, err = commit(ctx, dir, "HEAD"); err != nil {
		return c, c.list(ctx, "ls-files", "-z") // nothing was committed yet
	}
	return c, c.list(ctx, "diff-index", "--cached", "-z", "--name-only", "--no-renames", c.Base)
}

// list sets the files to those that a git command names.
func (c *Change) list(ctx context.Context, args ...string) error {
	out, err := git(ctx, c.Top, append(args, "--")...)
	if err != nil {
		return fmt.Errorf("git %s: %w", args[0], err)
	}
	for name := range strings.SplitSeq(string(out), "\x00") {
		if name != "" {
			c.Files = append(c.Files, name)
		}
	}
	slices.Sort(c.Files)
	return nil
}

// Modules returns the directories below which the index has a go.mod, relative
// to the root of the working tree and sorted, but for those that the go command
// passes over.
func (c *Change) Modules(ctx context.Context) ([]string, error) {
	out, err := git(ctx, c.Top, "ls-files", "-z", "--", "go.mod", "*/go.mod")
	if err != nil {
		return nil, fmt.Errorf("git ls-files: %w", err)
	}
	var dirs []string
	for name := range strings.SplitSeq(string(out), "\x00") {
		if name != "" && !PassedOver(path.Dir(name)) {
			dirs = append(dirs, path.Dir(name))
		}
	}
	slices.Sort(dirs)
	return dirs, nil
}

// PassedOver reports whether a slash path leads through a directory whose Go
// files and documents are none of the project's.
func PassedOver(dir string) bool {
	return slices.ContainsFunc(strings.Split(dir, "/"), func(name string) bool {
		return name == "vendor" || name == "node_modules" || name == "testdata" || len(name) > 1 && (name[0] == '.' || name[0] == '_') && name != ".."
	})
}

// commit returns the commit that a revision names.
func commit(ctx context.Context, dir, rev string) (string, error) {
	out, err := git(ctx, dir, "rev-parse", "--verify", "--quiet", "--end-of-options", rev+"^{commit}")
	if err != nil {
		return "", err
	}
	return strings.TrimSpace(string(out)), nil
}

// git runs a git command that asks nobody and changes nothing, not even the
// index. Which index is meant the environment says: that of a commit of some
// files alone has a name of its own.
func git(ctx context.Context, dir string, args ...string) ([]byte, error) {
	cmd := exec.CommandContext(ctx, "git", append([]string{"--no-optional-locks", "-c", "core.fsmonitor=false"}, args...)...)
	cmd.Dir = dir
	cmd.WaitDelay = 5 * time.Second
	cmd.Env = append(os.Environ(), "GIT_TERMINAL_PROMPT=0", "LC_ALL=C", "PWD="+dir)
	var stdout, stderr bytes.Buffer
	cmd.Stdout, cmd.Stderr = &stdout, &stderr
	err := cmd.Run()
	if text, _, _ := strings.Cut(stderr.String(), "\n"); err != nil && text != "" {
		return nil, errors.New(strings.TrimPrefix(text, "fatal: "))
	}
	return stdout.Bytes(), err
}
