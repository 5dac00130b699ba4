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

	"github.com/apiward/apiward/cmd/internal/base"
	"github.com/apiward/apiward/cmd/internal/change"
	"github.com/apiward/apiward/cmd/internal/finding"
	"github.com/apiward/apiward/rules"
	"github.com/apiward/apiward/rules/ruleset"
)

// baseSide is the project at the base, analysed.
type baseSide struct {
	change.Side
	commit *base.Commit
	// before is the policy of the base, nil where it cannot be compared; known are
	// the rules that it could name.
	before   *rules.Policy
	known    *rules.Catalog
	notices  []finding.Notice
	failures []finding.Failure
}

// atBase analyses the project as it was at a commit, by the policy of today: a
// rule that changed between the two would make every finding look new, or fixed.
// What changed in the policy is compared by itself.
//
// The files of the base are gone when it returns. It is the one place that
// analyses a base: who keeps what came of it keeps it here.
func (a *app) atBase(ctx context.Context, f *inputFlags, p *project, patterns []string, commit *base.Commit) (side *baseSide, err error) {
	tree, err := commit.Write(ctx, base.Wanted{Dir: a.env.Dir, Root: p.root, Named: a.named(f, p), Alone: slices.Contains(f.env, noWorkspace)})
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, tree.Close()) }()
	side = &baseSide{commit: commit, notices: tree.Notices}
	at, then, err := a.inside(tree, p)
	if err != nil {
		return nil, err
	}
	side.readPolicy(at, tree, p, f.config)
	flags := *f
	flags.env, flags.known = tree.Env, side.list(tree, f.list, a.today())
	documents, notices, err := at.documentsThen(f, tree, then)
	if err != nil {
		return nil, err
	}
	side.notices = append(side.notices, notices...)
	patterns = at.patternsThen(then, patterns, f.documents)
	if len(patterns) == 0 && len(documents) == 0 {
		side.notices = append(side.notices, finding.Notice{Message: fmt.Sprintf("the base %s has nothing of what is checked", commit)})
		return side, nil
	}
	outcome, err := at.over(ctx, &flags, then, patterns, documents, nil)
	if err != nil {
		return nil, err
	}
	if outcome.broken {
		return nil, fmt.Errorf("the base %s could not be analysed: see above", commit)
	}
	r, err := outcome.report()
	if err != nil {
		return nil, err
	}
	if err := outcome.source.Close(); err != nil {
		return nil, err
	}
	side.Side = change.Side{Findings: r.Findings, Inventory: outcome.Inventory, Documents: outcome.Kept, Files: func(name string) bool { return tree.Has(filepath.Join(p.root, filepath.FromSlash(name))) }}
	side.notices = append(side.notices, outcome.Notices...)
	side.failures = outcome.Failures
	return side, nil
}

// named returns the files that the base must have beside its sources, relative
// to the root: documents that somebody names, and the policy.
func (a *app) named(f *inputFlags, p *project) (names []string) {
	for _, d := range f.documents {
		names = append(names, relativeTo(p.root, a.path(d)))
	}
	for _, d := range p.policy.Documents {
		names = append(names, path.Clean(d.File))
	}
	if f.list != "" {
		names = append(names, relativeTo(p.root, f.list))
	}
	if p.file != "" {
		names = append(names, relativeTo(p.root, p.file))
	}
	return names
}

// inside returns the app and the project as they are in the files of the base.
func (a *app) inside(tree *base.Tree, p *project) (*app, *project, error) {
	at, then := *a, *p
	var ok [2]bool
	at.env.Dir, ok[0] = tree.Path(a.env.Dir)
	then.root, ok[1] = tree.Path(p.root)
	if !ok[0] || !ok[1] {
		return nil, nil, fmt.Errorf("%s is outside of the repository that the base is in", a.env.Dir)
	}
	then.failure = nil
	if then.module = moduleDir(at.env.Dir); then.module != "" && !inside(tree.Top(), then.module) {
		then.module = ""
	}
	return &at, &then, nil
}

// documentsThen returns those of the documents of a run that the base has. Where
// none was named, they are searched for as they are today.
func (a *app) documentsThen(f *inputFlags, tree *base.Tree, then *project) ([]string, []finding.Notice, error) {
	if !isDir(a.env.Dir) {
		return nil, nil, nil
	}
	var named []string
	for _, d := range f.documents {
		if at, ok := tree.Path(a.path(d)); ok && filepath.IsAbs(d) {
			d = at
		}
		if exists(a.path(d)) {
			named = append(named, d)
		}
	}
	if len(f.documents) > 0 {
		if len(named) == 0 {
			return nil, nil, nil
		}
		return then.documents(a, named)
	}
	documents, notices, err := then.documents(a, nil)
	documents = slices.DeleteFunc(documents, func(name string) bool { return !exists(filepath.Join(then.root, filepath.FromSlash(name))) })
	return documents, notices, err
}

// patternsThen returns those of the packages of a run that the base may have.
func (a *app) patternsThen(then *project, patterns, named []string) (list []string) {
	if !isDir(a.env.Dir) || then.module == "" {
		return nil
	}
	if len(patterns) == 0 && len(named) == 0 {
		patterns = []string{"./..."}
	}
	for _, p := range patterns {
		dir, _, _ := strings.Cut(p, "...")
		if local := strings.HasPrefix(p, "./") || strings.HasPrefix(p, "../") || p == "."; !local || hasGo(a.path(strings.TrimSuffix(dir, "/"))) {
			list = append(list, p)
		}
	}
	return list
}

// hasGo reports whether there is a Go file below a directory.
func hasGo(dir string) bool {
	found := false
	// What cannot be read holds none.
	_ = filepath.WalkDir(dir, func(name string, d os.DirEntry, err error) error {
		if err == nil && !d.IsDir() && strings.HasSuffix(name, ".go") {
			found = true
			return filepath.SkipAll
		}
		return nil
	})
	return found
}

// list returns what does not count in the base by its own list.
func (s *baseSide) list(tree *base.Tree, name, today string) map[string]finding.Suppression {
	at, ok := tree.Path(name)
	if name == "" || !ok {
		return nil
	}
	entries, err := readBaseline(tree.Top(), at, false)
	if err != nil {
		s.notices = append(s.notices, finding.Notice{Message: "the baseline of the base cannot be used: " + firstLine(err)})
		return nil
	}
	known := map[string]finding.Suppression{}
	mark(known, entries, relativeTo(tree.Top(), at), today)
	return known
}

// readPolicy reads the policy of the base, so that it can be compared: it decides
// nothing.
func (s *baseSide) readPolicy(at *app, tree *base.Tree, p *project, config string) {
	file := ""
	switch {
	case config != "":
		name, ok := tree.Path(p.file)
		if !ok {
			return // it is the same for both sides
		}
		file = name
	default:
		for dir := at.env.Dir; inside(tree.Top(), dir); dir = filepath.Dir(dir) {
			if name := filepath.Join(dir, ruleset.FileName); exists(name) {
				file = name
				break
			}
		}
	}
	catalog, err := at.engine.Catalog()
	if err != nil {
		return // the head's was read before
	}
	if file != "" && !exists(file) {
		file = ""
	}
	root := tree.Top()
	if file != "" && config == "" {
		root = filepath.Dir(file)
	}
	decided, err := ruleset.Load(file, ruleset.Options{Root: root, Catalog: catalog, Today: at.env.Now()})
	if err != nil {
		s.notices = append(s.notices, finding.Notice{Message: "the policy of the base cannot be used, so that what changed in it is not told: " + firstLine(err)})
		return
	}
	s.before, s.known = decided.Policy, decided.Catalog
}

func firstLine(err error) string {
	text, _, _ := strings.Cut(err.Error(), "\n")
	return text
}
