package base

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"github.com/apiward/apiward/cmd/internal/finding"
)

// Wanted says which part of the commit an analysis needs.
type Wanted struct {
	Dir  string // absolute: where the analysis runs
	Root string // absolute: the project's root, at Dir or above it
	// Named are slash paths of files and directories, relative to Root, that are
	// written whatever they are called: documents of the policy, and the policy.
	Named []string
	Alone bool // the module of Dir is in no workspace, whatever stands above it
}

// Tree is the part of a commit that an analysis needs, as files.
type Tree struct {
	Commit *Commit
	// Notices say what of the commit is not there.
	Notices []finding.Notice
	// Env is what the go command is told beside the environment of this process.
	Env []string

	dir   string // holds all that was written
	top   string // stands for the root of the working tree; below dir
	files map[string]bool
}

// The bounds of a tree: a repository's objects are other people's data.
const (
	maxFile    = 64 << 20 // bytes of one file
	maxBytes   = 4 << 30  // of all
	maxEntries = 2_000_000
)

// Write writes what is wanted of the commit into a new directory. The caller
// closes the tree.
func (c *Commit) Write(ctx context.Context, w Wanted) (*Tree, error) {
	entries, err := c.entries(ctx)
	if err != nil {
		return nil, err
	}
	if len(entries) > maxEntries {
		return nil, fmt.Errorf("the base %s has %d files, more than the %d that are looked at", c, len(entries), maxEntries)
	}
	dir, err := os.MkdirTemp("", "apiward-base-")
	if err != nil {
		return nil, fmt.Errorf("a place for the base: %w", err)
	}
	t := &Tree{Commit: c, dir: dir, top: filepath.Join(dir, "tree"), files: make(map[string]bool, len(entries))}
	for _, e := range entries {
		t.files[e.path] = true
	}
	if err := t.fill(ctx, w, entries); err != nil {
		return nil, errors.Join(err, t.Close())
	}
	return t, nil
}

// Close removes the files.
func (t *Tree) Close() error { return os.RemoveAll(t.dir) }

// Top returns the directory that stands for the root of the working tree.
func (t *Tree) Top() string { return t.top }

// Has reports whether the commit has a file at a path of the working tree,
// absolute, be it one that was not wanted.
func (t *Tree) Has(name string) bool {
	rel, ok := t.Commit.rel(name)
	return ok && t.files[rel]
}

// Path returns where a path of the working tree, absolute, is in the tree. It
// reports false for what is outside of the repository.
func (t *Tree) Path(name string) (string, bool) {
	rel, ok := t.Commit.rel(name)
	return filepath.Join(t.top, filepath.FromSlash(rel)), ok
}

// rel returns a path of the working tree as a slash path from its root.
func (c *Commit) rel(name string) (string, bool) {
	rel, err := filepath.Rel(c.top, resolved(name))
	if err != nil || !filepath.IsLocal(rel) {
		return "", false
	}
	return filepath.ToSlash(rel), true
}

// resolved follows the links of the longest part of a path that exists: what a
// commit has may be gone from the working tree.
func resolved(name string) string {
	rest := ""
	for at := name; ; {
		if real, err := filepath.EvalSymlinks(at); err == nil {
			return filepath.Join(real, rest)
		}
		above := filepath.Dir(at)
		if above == at {
			return name
		}
		at, rest = above, filepath.Join(filepath.Base(at), rest)
	}
}

// writer writes files of a commit below a directory.
type writer struct {
	*Tree
	ctx     context.Context
	objects *objects
	root    *os.Root
	written map[string]bool
	made    map[string]bool // directories
	bytes   int64

	links, others, large []string // what is wanted and not written
}

func (t *Tree) fill(ctx context.Context, w Wanted, entries []entry) (err error) {
	if err := os.Mkdir(t.top, 0o700); err != nil {
		return err
	}
	root, err := os.OpenRoot(t.top)
	if err != nil {
		return err
	}
	defer root.Close()
	objects, err := t.Commit.open(ctx)
	if err != nil {
		return err
	}
	defer objects.close()
	wr := &writer{Tree: t, ctx: ctx, objects: objects, root: root, written: map[string]bool{}, made: map[string]bool{".": true}}
	choice, err := choose(wr, w, entries)
	if err != nil {
		return err
	}
	var embeds []embed
	for _, e := range entries {
		if !choice.wants(e) || wr.written[e.path] {
			continue
		}
		text, err := wr.copy(e)
		if err != nil {
			return err
		}
		if strings.HasSuffix(e.path, ".go") {
			embeds = append(embeds, embedsOf(path.Dir(e.path), text)...)
		}
	}
	more, err := wr.generated(choice)
	if err != nil {
		return err
	}
	if err := wr.hold(append(embeds, more...), entries); err != nil {
		return err
	}
	for _, dir := range []string{w.Dir, w.Root} {
		if name, ok := t.Path(dir); ok && t.Commit.holds(entries, dir) {
			if err := os.MkdirAll(name, 0o700); err != nil {
				return err
			}
		}
	}
	wr.tell()
	return nil
}

// holds reports whether the commit has something below a directory.
func (c *Commit) holds(entries []entry, dir string) bool {
	rel, ok := c.rel(dir)
	return ok && slices.ContainsFunc(entries, func(e entry) bool { return below(e.path, rel) })
}

// copy writes one entry as it is, and returns its text. Links are not followed,
// and other repositories are not looked for.
func (w *writer) copy(e entry) ([]byte, error) {
	switch e.kind {
	case link:
		w.links = append(w.links, e.path)
		return nil, nil
	case submodule:
		w.others = append(w.others, e.path)
		return nil, nil
	}
	text, err := w.objects.read(w.ctx, e, maxFile)
	if errors.Is(err, errTooLarge) {
		w.large = append(w.large, e.path)
		return nil, w.write(e.path, nil)
	}
	if err != nil {
		return nil, err
	}
	return text, w.write(e.path, text)
}

// write makes one file. The root keeps every path inside, whatever a tree that
// somebody made by hand calls it.
func (w *writer) write(name string, text []byte) error {
	local := filepath.FromSlash(name)
	if !filepath.IsLocal(local) || path.Clean(name) != name || hidesGit(name) {
		return fmt.Errorf("the base %s has a file %q, which leads out of a working tree: it is not written", w.Commit, name)
	}
	if w.bytes += int64(len(text)); w.bytes > maxBytes {
		return fmt.Errorf("the base %s has more than %d bytes to analyse: run apiward in a smaller module", w.Commit, int64(maxBytes))
	}
	if dir := path.Dir(name); !w.made[dir] {
		if err := w.root.MkdirAll(filepath.FromSlash(dir), 0o700); err != nil {
			return fmt.Errorf("write %s of the base: %w", name, err)
		}
		w.made[dir] = true
	}
	f, err := w.root.OpenFile(local, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if errors.Is(err, fs.ErrExist) {
		return fmt.Errorf("the base %s has the file %s twice, as this file system sees it", w.Commit, name)
	}
	if err != nil {
		return fmt.Errorf("write %s of the base: %w", name, err)
	}
	_, err = f.Write(text)
	if err = errors.Join(err, f.Close()); err != nil {
		return fmt.Errorf("write %s of the base: %w", name, err)
	}
	w.written[name] = true
	return nil
}

// hidesGit reports whether a path leads through a directory that git, run
// there, would take for a repository.
func hidesGit(name string) bool {
	return slices.ContainsFunc(strings.Split(name, "/"), func(s string) bool { return strings.EqualFold(s, ".git") })
}

// tell makes notices of what is wanted and not there.
func (w *writer) tell() {
	add := func(list []string, format string) {
		if len(list) > 0 {
			w.Notices = append(w.Notices, finding.Notice{Message: fmt.Sprintf(format, w.Commit, few(list))})
		}
	}
	add(w.links, "links in the base %s are not followed, and what they lead to is missing there: %s")
	add(w.others, "submodules have no objects in this repository, and are missing in the base %s: %s")
	add(w.large, "files of the base %s are too large and taken as empty: %s")
}

// below reports whether a slash path is dir or in it; dir is "." for the root.
func below(name, dir string) bool {
	return dir == "." || name == dir || strings.HasPrefix(name, dir+"/")
}
