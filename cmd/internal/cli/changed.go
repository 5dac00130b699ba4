package cli

import (
	"bytes"
	"context"
	"fmt"
	"os/exec"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/apiward/apiward/cmd/internal/driver"
	"github.com/apiward/apiward/cmd/internal/finding"
)

// changes are what changed in a project since a revision.
type changes struct {
	files map[string]bool // slash paths relative to the root
	all   bool            // something that every package depends on is among them
	dirs  map[string]bool // of packages that changed
	above map[string]bool // of these and of packages that import them, through others too
}

// changedSince asks git what differs from a revision in the working tree, files
// that it does not know yet included.
func (a *app) changedSince(ctx context.Context, root, rev string) (*changes, error) {
	c := &changes{files: map[string]bool{}}
	for _, args := range [][]string{
		{"diff", "--name-only", "--no-renames", "--relative", "-z", rev, "--"},
		{"ls-files", "--others", "--exclude-standard", "-z"},
	} {
		cmd := exec.CommandContext(ctx, "git", append([]string{"-C", root}, args...)...)
		var stderr bytes.Buffer
		cmd.Stderr = &stderr
		out, err := cmd.Output()
		if err != nil {
			said, _, _ := strings.Cut(strings.TrimSpace(stderr.String()), "\n")
			return nil, fmt.Errorf("--changed asks git what changed since %s, and it failed: %w: %s: name a revision, and run it in a git repository", rev, err, said)
		}
		for name := range strings.SplitSeq(string(out), "\x00") {
			if name != "" {
				c.files[name] = true
			}
		}
	}
	return c, nil
}

// revisionArgs refuses revisions among the packages, where --changed names none: a
// flag whose value can be left out takes it behind = only.
func (a *app) revisionArgs(cmd *cobra.Command, f *checkFlags, patterns []string) error {
	flag := cmd.Flags().Lookup("changed")
	if flag == nil || f.changed != flag.NoOptDefVal {
		return nil // a hook has no such flag
	}
	for _, arg := range patterns {
		if strings.HasPrefix(arg, ".") || strings.HasPrefix(arg, "-") || filepath.IsAbs(arg) || strings.HasSuffix(arg, "...") {
			continue
		}
		if exec.CommandContext(cmd.Context(), "git", "-C", a.env.Dir, "rev-parse", "--verify", "--quiet", arg+"^{commit}").Run() == nil {
			return usageError{cmd, fmt.Errorf("%q is a revision, and stands where packages do: write --changed=%s", arg, arg)}
		}
	}
	return nil
}

// reach finds the packages that changed, and those that see them.
func (c *changes) reach(graph []driver.Node) {
	c.dirs, c.above = map[string]bool{}, map[string]bool{}
	known := map[string]bool{}
	for _, n := range graph {
		known[n.Dir] = true
	}
	for name := range c.files {
		switch path.Base(name) {
		case "go.mod", "go.sum", "go.work", "go.work.sum", "modules.txt":
			c.all = true
		}
		if path.Ext(name) == ".hcl" {
			c.all = true // of the policy
		}
		dir := path.Dir(name)
		for ; !known[dir] && dir != "."; dir = path.Dir(dir) { // what is embedded stands below the package
		}
		if known[dir] {
			c.dirs[dir], c.above[dir] = true, true
		}
	}
	importers := map[string][]driver.Node{}
	var visit func(n driver.Node)
	for _, n := range graph {
		for _, imp := range n.Imports {
			importers[imp] = append(importers[imp], n)
		}
	}
	seen := map[string]bool{}
	visit = func(n driver.Node) {
		if seen[n.Path] {
			return
		}
		seen[n.Path], c.above[n.Dir] = true, true
		for _, up := range importers[n.Path] {
			visit(up)
		}
	}
	for _, n := range graph {
		if c.dirs[n.Dir] {
			visit(n)
		}
	}
}

// concerns reports whether a change can have to do with a finding: it stands in
// what changed, or in what sees it, or its way leads through it.
func (c *changes) concerns(f finding.Finding) bool {
	touched := func(file string) bool { return c.files[file] || path.Ext(file) == ".go" && c.dirs[path.Dir(file)] }
	note := func(n finding.Note) bool { return touched(n.File) }
	return c.all || touched(f.At.File) || touched(f.Document) || path.Ext(f.At.File) == ".go" && c.above[path.Dir(f.At.File)] ||
		slices.ContainsFunc(f.Related, note) || slices.ContainsFunc(f.Trace, note)
}

// onlyChanged leaves those findings in a report that changes since a revision can
// have to do with, and says how many others there are. The whole program was
// judged: what changed may have made a flow of what did not.
func (a *app) onlyChanged(ctx context.Context, rev string, o *outcome, r *finding.Report) error {
	c, err := a.changedSince(ctx, o.project.root, rev)
	if err != nil {
		return err
	}
	c.reach(o.Graph)
	before := len(r.Findings)
	r.Findings = slices.DeleteFunc(r.Findings, func(f finding.Finding) bool { return !c.concerns(f) })
	a.log(fmt.Sprintf("changed since %s: %s; not shown are %s that no change reaches", rev, counted(len(c.files), "file"), counted(before-len(r.Findings), "finding")))
	return nil
}

// counted returns a number with its noun.
func counted(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return fmt.Sprintf("%d %ss", n, noun)
}
