// Package base brings a project as it was at a commit out of git's objects, so
// that it can be analysed beside the one in the working tree.
//
// Nothing of the repository is touched: no checkout, no index, no work tree of
// git's own. What an analysis needs is written to a directory of its own, which
// belongs to nobody else and is removed behind the run.
//
// A base that is not there ends the run. To compare with nothing would call
// every old flaw new or, worse, every new one old; the error names the command
// that brings the base instead.
package base

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"time"
)

// Commit is a resolved base.
type Commit struct {
	Asked string // as the user wrote it
	ID    string // the commit's object name
	// Fork says that the commit is where the working tree's branch left what was
	// asked for, and not that itself.
	Fork bool

	dir string // of the repository's working tree that was asked from; absolute
	top string // the root of the working tree, absolute, links resolved
}

// Short returns the commit as people write it.
func (c *Commit) Short() string { return c.ID[:min(len(c.ID), 10)] }

// String names the base for a reader: "main (3f2a1bc0de)".
func (c *Commit) String() string { return fmt.Sprintf("%s (%s)", c.Asked, c.Short()) }

// Resolve finds the commit that rev names in the repository of dir. REV... is
// the last commit that the branch of the working tree shares with REV.
func Resolve(ctx context.Context, dir, rev string) (*Commit, error) {
	asked := rev
	rev, fork := strings.CutSuffix(rev, "...")
	switch {
	case rev == "" || strings.HasPrefix(rev, "-") || strings.ContainsAny(rev, "\x00\n"):
		return nil, fmt.Errorf("%q is no commit: name a branch, a tag or a commit, as origin/main", asked)
	case strings.Contains(rev, ".."):
		return nil, fmt.Errorf("%q names two commits: name the base alone, as main or main...; the other side is always the working tree", asked)
	}
	c := &Commit{Asked: asked, Fork: fork, dir: dir}
	out, err := git(ctx, dir, "rev-parse", "--show-toplevel")
	switch {
	case errors.Is(err, exec.ErrNotFound):
		return nil, errors.New("the git command is not in PATH, and the base cannot be read without it: install git")
	case ctx.Err() != nil:
		return nil, ctx.Err()
	case err != nil:
		return nil, fmt.Errorf("%s: the base is read from a git repository, and git says: %w", dir, err)
	}
	if c.top, err = filepath.EvalSymlinks(line(out)); err != nil {
		return nil, err
	}
	if c.ID, err = commitOf(ctx, dir, rev); err != nil {
		return nil, missing(ctx, dir, rev)
	}
	if !fork {
		return c, nil
	}
	head, err := commitOf(ctx, dir, "HEAD")
	if err != nil {
		return nil, fmt.Errorf("%s: there is no commit yet in %s that could share history with %s", asked, c.top, rev)
	}
	out, err = git(ctx, dir, "merge-base", c.ID, head)
	if err != nil || line(out) == "" {
		return nil, apart(ctx, dir, rev)
	}
	c.ID = line(out)
	return c, nil
}

// Names returns the branches and tags of the repository of dir, those of remotes
// with the remote's name in front.
func Names(ctx context.Context, dir string) []string {
	out, err := git(ctx, dir, "for-each-ref", "--format=%(refname:short)", "refs/heads", "refs/remotes", "refs/tags")
	if err != nil {
		return nil
	}
	return strings.Fields(string(out))
}

// commitOf returns the commit that rev names.
func commitOf(ctx context.Context, dir, rev string) (string, error) {
	out, err := git(ctx, dir, "rev-parse", "--verify", "--quiet", "--end-of-options", rev+"^{commit}")
	if err != nil {
		return "", err
	}
	id := line(out)
	if !objectName.MatchString(id) {
		return "", fmt.Errorf("git answers %q for %s", id, rev)
	}
	return id, nil
}

var objectName = regexp.MustCompile(`^([0-9a-f]{40}|[0-9a-f]{64})$`)

// missing says how a base that is not in the repository gets there.
func missing(ctx context.Context, dir, rev string) error {
	lead := fmt.Sprintf("the base %q is not in this repository: ", rev)
	remotes := remotes(ctx, dir)
	if len(remotes) == 0 {
		return errors.New(lead + "name a branch, a tag or a commit that git rev-parse knows")
	}
	depth := ""
	if shallow(ctx, dir) {
		depth = " --depth=1"
	}
	name, branch := remotes[0], rev
	for _, r := range remotes {
		if rest, ok := strings.CutPrefix(rev, r+"/"); ok {
			name, branch = r, rest
		}
	}
	fetch := func(ref string) string { return "git fetch --no-tags" + depth + " " + name + " " + shell(ref) }
	relative := strings.IndexAny(branch, "~^@:")
	switch {
	case objectName.MatchString(rev):
		return errors.New(lead + "run " + fetch(rev))
	case relative >= 0 && depth != "":
		return errors.New(lead + "the clone is shallow: run git fetch --no-tags --unshallow " + name)
	case relative >= 0:
		return errors.New(lead + "name a branch, a tag or a commit that git rev-parse knows")
	case branch != rev:
		return errors.New(lead + "run " + fetch("+refs/heads/"+branch+":refs/remotes/"+rev))
	}
	if _, err := commitOf(ctx, dir, name+"/"+rev); err == nil {
		return fmt.Errorf("%sdid you mean %s/%s?", lead, name, rev)
	}
	return fmt.Errorf("%srun %s and name %s/%s, or, for a tag, %s", lead,
		fetch("+refs/heads/"+rev+":refs/remotes/"+name+"/"+rev), name, rev, fetch("+refs/tags/"+rev+":refs/tags/"+rev))
}

// apart says what to do about a base with which no history is shared.
func apart(ctx context.Context, dir, rev string) error {
	if remotes := remotes(ctx, dir); shallow(ctx, dir) && len(remotes) > 0 {
		return fmt.Errorf("the clone is too shallow to see where the branch left %s: run git fetch --no-tags --unshallow %s", rev, remotes[0])
	}
	return fmt.Errorf("the working tree and %s share no history: name %s without the dots to compare with it as it is", rev, rev)
}

func shallow(ctx context.Context, dir string) bool {
	out, err := git(ctx, dir, "rev-parse", "--is-shallow-repository")
	return err == nil && line(out) == "true"
}

// remotes returns the names of the remotes, origin first.
func remotes(ctx context.Context, dir string) []string {
	out, err := git(ctx, dir, "remote")
	if err != nil {
		return nil
	}
	names := strings.Fields(string(out))
	slices.SortStableFunc(names, func(a, b string) int {
		switch {
		case a == b:
			return 0
		case a == "origin":
			return -1
		case b == "origin":
			return 1
		}
		return strings.Compare(a, b)
	})
	return names
}

// shell quotes a word where a shell would not take it as it is.
func shell(word string) string {
	if plainWord.MatchString(word) {
		return word
	}
	return "'" + strings.ReplaceAll(word, "'", `'\''`) + "'"
}

var plainWord = regexp.MustCompile(`^[A-Za-z0-9_./:@+%=-]+$`)

// git runs a git command in dir and returns its standard output.
func git(ctx context.Context, dir string, args ...string) ([]byte, error) {
	cmd := command(ctx, dir, args...)
	var stdout, stderr bytes.Buffer
	cmd.Stdout, cmd.Stderr = &stdout, &stderr
	if err := cmd.Run(); err != nil {
		return nil, told(err, stderr.Bytes())
	}
	return stdout.Bytes(), nil
}

// told puts what git said in the place of its exit code.
func told(err error, stderr []byte) error {
	text := strings.TrimPrefix(line(bytes.TrimSpace(stderr)), "fatal: ")
	if _, exited := errors.AsType[*exec.ExitError](err); exited && text != "" {
		return errors.New(text)
	}
	return err
}

// command returns a git command that asks nobody and changes nothing. Where a
// hook says which repository it runs in, by names that hold for its own
// directory only, git finds that by itself again.
func command(ctx context.Context, dir string, args ...string) *exec.Cmd {
	cmd := exec.CommandContext(ctx, "git", append([]string{"--no-optional-locks", "--no-replace-objects", "-c", "core.fsmonitor=false"}, args...)...)
	cmd.Dir = dir
	cmd.WaitDelay = 5 * time.Second
	for _, entry := range os.Environ() {
		name, _, _ := strings.Cut(entry, "=")
		switch name {
		case "GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX":
		default:
			cmd.Env = append(cmd.Env, entry)
		}
	}
	cmd.Env = append(cmd.Env, "GIT_TERMINAL_PROMPT=0", "LC_ALL=C", "PWD="+dir)
	return cmd
}

// line returns the first line of what a command wrote.
func line(out []byte) string {
	first, _, _ := bytes.Cut(out, []byte("\n"))
	return strings.TrimSuffix(string(first), "\r")
}
