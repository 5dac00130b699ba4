package cli

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"
	"golang.org/x/mod/modfile"

	"github.com/apiward/apiward/cmd/internal/staged"
	"github.com/apiward/apiward/rules/ruleset"
)

func (a *app) hookCommand() *cobra.Command {
	f := newCheckFlags()
	var all bool
	var timeout time.Duration
	cmd := &cobra.Command{
		Use:   "hook",
		Short: "Check what is about to be committed or pushed",
		Long: "Hook is what a git hook runs before a commit, or a push, is made: it checks the\n" +
			"modules and the documents of the repository that it would change, and fails over\n" +
			"findings that it would bring. Those that are there already do not count.\n\n" +
			"It takes the working tree for what is committed. pre-commit sets aside what is\n" +
			"not staged; a hook of one's own has to do so, or judges that too. Where modules\n" +
			"are in a workspace, a change in one is a change in all of them.\n\n" +
			"It ends as apiward check does: with 0, with 1 over findings at or above the fail\n" +
			"level, and with 2 where something could not be analysed.",
		Example: "  apiward hook\n  apiward hook --fail-on warning\n  apiward hook --all",
		Args:    noArgs,
		RunE:    func(cmd *cobra.Command, _ []string) error { return a.hook(cmd, f, all, timeout) },
	}
	flags := cmd.Flags()
	flags.StringVar(&f.config, "config", "", "read the policy from `file` (default: the nearest .apiward.hcl upward of each module)")
	flags.StringSliceVar(&f.tags, "tags", nil, "build `tag,...` that hold")
	flags.BoolVar(&f.allowPartial, "allow-partial", false, "do not fail over inputs that could not be analysed")
	flags.Var(f.failOn, "fail-on", "end with 1 at findings of this `level` or above: "+f.failOn.list())
	flags.BoolVar(&all, "all", false, "check all of the repository, and count what is there already")
	flags.DurationVar(&timeout, "timeout", 2*time.Minute, "give up after this `time`")
	complete(cmd, "fail-on", f.failOn.allowed)
	return cmd
}

// hook gives up after a time: whoever commits waits for it.
func (a *app) hook(cmd *cobra.Command, f *checkFlags, all bool, timeout time.Duration) error {
	ctx, stop := context.WithTimeout(cmd.Context(), timeout)
	defer stop()
	cmd.SetContext(ctx)
	err := a.hooked(cmd, f, all)
	if errors.Is(ctx.Err(), context.DeadlineExceeded) {
		return fmt.Errorf("there was no result after %v: raise --timeout, or run the hook before a push", timeout)
	}
	return err
}

// hooked checks each part of the repository that changes, one after the other.
func (a *app) hooked(cmd *cobra.Command, f *checkFlags, all bool) error {
	change, err := staged.Of(cmd.Context(), a.env.Dir, a.pushed(all))
	if err != nil {
		return err
	}
	scopes, err := a.scopes(cmd.Context(), change)
	if err != nil {
		return err
	}
	if len(scopes) == 0 {
		a.log("nothing that apiward checks is changed")
		return nil
	}
	code := Clean
	for _, s := range scopes {
		if len(scopes) > 1 {
			a.log("in " + shownDir(change.Top, s.dir))
		}
		part, flags := *a, *f
		part.env.Dir, flags.env, flags.documents, flags.newFrom = s.dir, s.env, s.documents, change.Base
		if err := part.check(cmd, &flags, slices.Clone(s.patterns)); err != nil {
			a.fail(err)
			part.code = Incomplete
		}
		code = max(code, part.code)
	}
	a.code = code
	return nil
}

// pushed returns what pre-commit says of a push in the environment.
func (a *app) pushed(all bool) staged.Between {
	push := staged.Between{From: a.env.Getenv("PRE_COMMIT_FROM_REF"), To: a.env.Getenv("PRE_COMMIT_TO_REF")}
	// The first push of a history has no commit that it begins behind.
	push.All = all || push.From == "" && a.env.Getenv("PRE_COMMIT_REMOTE_URL") != ""
	return push
}

// noWorkspace tells the go command that a module is on its own.
const noWorkspace = "GOWORK=off"

func shownDir(top, dir string) string {
	if rel := relativeTo(top, dir); rel != "." {
		return rel
	}
	return filepath.Base(top)
}

// scope is a part of a repository that one run checks.
type scope struct {
	dir       string   // absolute
	env       []string // of the go command
	patterns  []string // nil: those of the directory's module
	documents []string // absolute; nil: those of the project
}

// scopes returns the parts of the repository that a change is about, sorted by
// directory.
func (a *app) scopes(ctx context.Context, c *staged.Change) ([]scope, error) {
	modules, err := c.Modules(ctx)
	if err != nil {
		return nil, err
	}
	about := topics{top: c.Top, documents: map[string]bool{}}
	touched, loose := map[string]bool{}, map[string][]string{}
	for _, name := range c.Files {
		t := about.of(name)
		if t == topicNone {
			continue
		}
		parts := modulesOf(modules, path.Dir(name), t)
		for _, m := range parts {
			touched[m] = true
		}
		file := filepath.Join(c.Top, filepath.FromSlash(name))
		if len(parts) == 0 && t == topicDocument && exists(file) && isDocument(file, false) {
			root := rootDir(filepath.Dir(file), "")
			loose[root] = append(loose[root], file)
		}
	}
	list, err := a.grouped(c, touched)
	if err != nil {
		return nil, err
	}
	for root, documents := range loose {
		list = append(list, scope{dir: root, documents: documents})
	}
	slices.SortStableFunc(list, func(x, y scope) int { return strings.Compare(x.dir, y.dir) })
	return list, nil
}

// modulesOf returns the modules that a changed file in a directory is about. A
// policy and a workspace hold for all that stands below them; what else is
// written in HCL may be a part of the policy of the module that it is in.
func modulesOf(modules []string, dir string, t topic) (parts []string) {
	if t == topicPolicy || t == topicWorkspace {
		for _, m := range modules {
			if dir == "." || m == dir || strings.HasPrefix(m, dir+"/") {
				parts = append(parts, m)
			}
		}
	}
	if len(parts) > 0 {
		return parts
	}
	for ; ; dir = path.Dir(dir) {
		switch {
		case slices.Contains(modules, dir):
			return []string{dir}
		case dir == ".":
			return nil
		}
	}
}

// grouped returns a scope for each workspace and each other module among those
// that are touched.
func (a *app) grouped(c *staged.Change, touched map[string]bool) (list []scope, err error) {
	seen := map[string]bool{}
	for module := range touched {
		dir := filepath.Join(c.Top, filepath.FromSlash(module))
		work := a.workspace(c.Top, dir)
		if work == "" {
			list = append(list, scope{dir: dir})
			continue
		}
		used, err := usedBy(work)
		if err != nil {
			return nil, err
		}
		if !slices.Contains(used, dir) {
			list = append(list, scope{dir: dir, env: []string{noWorkspace}})
			continue
		}
		s := scope{dir: filepath.Dir(work)}
		if seen[s.dir] {
			continue
		}
		seen[s.dir] = true
		for _, dir := range used {
			if !exists(filepath.Join(dir, "go.mod")) {
				continue
			}
			if rel := relativeTo(s.dir, dir); rel == "." {
				s.patterns = append(s.patterns, "./...")
			} else if filepath.IsLocal(filepath.FromSlash(rel)) {
				s.patterns = append(s.patterns, "./"+rel+"/...")
			}
		}
		list = append(list, s)
	}
	return list, nil
}

// workspace returns the go.work that holds in a directory, "" where none does
// that the repository has.
func (a *app) workspace(top, dir string) string {
	if a.env.Getenv("GOWORK") != "" {
		return ""
	}
	for ; inside(top, dir); dir = filepath.Dir(dir) {
		if work := filepath.Join(dir, "go.work"); exists(work) {
			return work
		}
		if dir == filepath.Dir(dir) {
			break
		}
	}
	return ""
}

// usedBy returns the directories of the modules that a go.work names.
func usedBy(work string) (dirs []string, err error) {
	text, err := os.ReadFile(work)
	if err != nil {
		return nil, err
	}
	file, err := modfile.ParseWork(work, text, nil)
	if err != nil {
		return nil, fmt.Errorf("the workspace cannot be read: %w: see that go build works here", err)
	}
	for _, use := range file.Use {
		dir := filepath.FromSlash(use.Path)
		if !filepath.IsAbs(dir) {
			dir = filepath.Join(filepath.Dir(work), dir)
		}
		dirs = append(dirs, filepath.Clean(dir))
	}
	if len(dirs) == 0 {
		return nil, errors.New("the workspace " + work + " uses no module: see that go build works here")
	}
	return dirs, nil
}

// topic is what a changed file is about.
type topic int

const (
	topicNone topic = iota
	topicCode
	topicWorkspace
	topicPolicy
	topicDocument
)

// topics says what the files of a change are about.
type topics struct {
	top       string          // of the repository
	documents map[string]bool // the directories that were looked into, and whether they hold a document
}

// of says what a changed file is about. Tests are none of what is checked, and a
// file beside a document, or below, may be a part of it.
func (t topics) of(name string) topic {
	dir, base := path.Dir(name), path.Base(name)
	if staged.PassedOver(dir) {
		return topicNone
	}
	switch base {
	case "go.mod", "go.sum":
		return topicCode
	case "go.work", "go.work.sum":
		return topicWorkspace
	case ruleset.FileName:
		return topicPolicy
	}
	switch strings.ToLower(path.Ext(base)) {
	case ".go":
		if strings.HasSuffix(base, "_test.go") {
			return topicNone
		}
		return topicCode
	case ".hcl":
		return topicCode
	case ".yaml", ".yml", ".json":
		if isNamedLikeDocument(base) || t.below(dir) || isDocument(filepath.Join(t.top, filepath.FromSlash(name)), false) {
			return topicDocument
		}
	}
	return topicNone
}

// below reports whether a directory, or one above it in the repository, holds a
// document.
func (t topics) below(dir string) bool {
	for ; ; dir = path.Dir(dir) {
		holds, known := t.documents[dir]
		if !known {
			at := filepath.Join(t.top, filepath.FromSlash(dir))
			entries, err := os.ReadDir(at)
			holds = err == nil && slices.ContainsFunc(entries, func(e os.DirEntry) bool {
				return e.Type().IsRegular() && isDocument(filepath.Join(at, e.Name()), true)
			})
			t.documents[dir] = holds
		}
		if holds || dir == "." {
			return holds
		}
	}
}
