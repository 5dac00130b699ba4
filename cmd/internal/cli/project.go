package cli

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"github.com/apiward/apiward/cmd/internal/finding"
	"github.com/apiward/apiward/rules"
	"github.com/apiward/apiward/rules/ruleset"
)

// project is what a run is about: its root, what was decided about it, and
// the module that the command was started in.
type project struct {
	root    string // absolute; files are named relative to it
	own     string // the policy's file, as places name it; "" where there is none
	file    string // absolute; the policy's, "" where there is none
	module  string // absolute; the nearest directory upward with go.mod or go.work, "" where there is none
	catalog *rules.Catalog
	policy  *rules.Policy
	checks  []*rules.Check // of house rules
	origins map[string]rules.Place
	hints   ruleset.Diagnostics // what is no mistake in the policy and yet worth a look

	// failure is a policy that could not be read. The policy then is the one
	// of a project without one, so that the rest can be reported all the same.
	failure *finding.Failure
}

// project finds the project of the current directory and reads its policy.
// config names the policy's file, "" for the one that is found upward.
//
// The root is the directory of the policy that is found: what the policy
// names, it names from where it stands. Without one, or with a policy from
// elsewhere, it is the root of the repository or the module.
func (a *app) project(config string) (*project, error) {
	catalog, err := a.engine.Catalog()
	if err != nil {
		return nil, err
	}
	p := &project{module: moduleDir(a.env.Dir)}
	found, root, err := ruleset.Find(a.env.Dir)
	p.root = root
	switch {
	case config != "":
		config = a.path(config)
	case err != nil:
		p.failure = &finding.Failure{Input: ruleset.FileName, Message: err.Error()}
	case found != "":
		config, p.root = found, filepath.Dir(found)
	}
	p.file = config
	var decided *ruleset.Ruleset
	if p.failure == nil {
		decided, err = ruleset.Load(config, ruleset.Options{Root: p.root, Catalog: catalog, Today: a.env.Now(), Version: a.engine.Version, Profile: a.profile})
		if err != nil {
			a.tellPolicy(err)
			p.failure = &finding.Failure{Input: relativeTo(p.root, config), Message: err.Error()}
		}
	} else {
		a.fail(err)
	}
	if p.failure != nil {
		if decided, err = ruleset.Default(catalog); err != nil {
			return nil, fmt.Errorf("read the recommended rules: %w", err)
		}
	}
	if len(decided.Files) > 0 {
		p.own = decided.Files[0]
	}
	p.policy, p.catalog, p.checks, p.hints, p.origins = decided.Policy, decided.Catalog, decided.Checks, decided.Notices, decided.Origins
	return p, nil
}

// folder returns the project's root as a slash path below the root of its
// repository, or "" where they are the same or there is no repository.
func (p *project) folder() string {
	for dir := p.root; ; dir = filepath.Dir(dir) {
		if exists(filepath.Join(dir, ".git")) {
			if dir == p.root {
				return ""
			}
			return relativeTo(dir, p.root)
		}
		if dir == filepath.Dir(dir) {
			return ""
		}
	}
}

// learn adds the rules that engines said they have.
func (p *project) learn(more []rules.Entry) (err error) {
	catalog, err := p.catalog.With(more...)
	if err != nil {
		return fmt.Errorf("the rules of an engine cannot be used: %w", err)
	}
	p.catalog = catalog
	return nil
}

// strangers says which rules the policy sets that their engine, having run, did
// not have.
func (p *project) strangers() (notices []finding.Notice) {
	for _, s := range p.policy.Rules {
		if _, known := p.catalog.Lookup(s.ID); known || !p.catalog.Knows(rules.Origin(s.ID)) {
			continue
		}
		message := fmt.Sprintf("the policy sets the level of %s, which %s does not have", s.ID, rules.Origin(s.ID))
		if near := p.suggest(s.ID); near != "" {
			message += fmt.Sprintf(": did you mean %s?", near)
		}
		notices = append(notices, finding.Notice{Message: message})
	}
	return notices
}

// worthALook tells what is no mistake in the policy and yet seems meant otherwise.
func (p *project) worthALook() (notices []finding.Notice) {
	for _, h := range p.hints {
		notices = append(notices, finding.Notice{
			Message: h.Problem + ": " + h.Help,
			At:      finding.Range{File: h.At.File, Line: h.At.Line, Column: h.At.Column},
		})
	}
	return notices
}

// rootDir returns the root of the project of a directory, as project finds it,
// without reading its policy.
func rootDir(dir, config string) string {
	found, root, err := ruleset.Find(dir)
	if err == nil && found != "" && config == "" {
		return filepath.Dir(found)
	}
	return root
}

// tellPolicy shows the mistakes of a policy with the lines they stand on.
func (a *app) tellPolicy(err error) {
	var mistakes ruleset.Diagnostics
	if !errors.As(err, &mistakes) {
		a.fail(err)
		return
	}
	a.log("the policy cannot be used:")
	// An error here is one of the standard error itself: nobody is left to tell.
	_ = mistakes.WriteText(a.env.Stderr, a.colors(a.env.StderrIsTerminal))
}

// suggest returns the rule that an unknown one is most likely meant to be.
func (p *project) suggest(id string) string { return ruleset.Suggest(id, p.catalog.IDs()) }

// moduleDir returns the nearest directory from dir upward that holds a go.mod
// or a go.work, or "".
func moduleDir(dir string) string {
	for {
		if isModule(dir) {
			return dir
		}
		above := filepath.Dir(dir)
		if above == dir {
			return ""
		}
		dir = above
	}
}

func isModule(dir string) bool {
	return exists(filepath.Join(dir, "go.mod")) || exists(filepath.Join(dir, "go.work"))
}

func exists(path string) bool {
	_, err := os.Stat(path)
	return err == nil
}

func isDir(path string) bool {
	info, err := os.Stat(path)
	return err == nil && info.IsDir()
}

// relativeTo returns path, absolute, as a slash path relative to root.
func relativeTo(root, path string) string {
	rel, err := filepath.Rel(root, path)
	if err != nil {
		return filepath.ToSlash(path)
	}
	return filepath.ToSlash(rel)
}
