package base

import (
	"errors"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"golang.org/x/mod/modfile"
)

// choice is which files of a commit are wanted: the sources of the modules that
// the analysis is in, and the project's documents and policy.
type choice struct {
	project string          // its root
	named   []string        // in whatever place
	modules map[string]bool // directories of the modules in use
	all     map[string]bool // directories of all modules of the commit
	vendors map[string]bool // directories that have a vendor directory in use
}

// choose reads which modules the analysis is in, and writes their go.mod and
// go.work files.
func choose(w *writer, want Wanted, entries []entry) (*choice, error) {
	c := &choice{modules: map[string]bool{}, all: map[string]bool{}, vendors: map[string]bool{}}
	var ok bool
	if c.project, ok = w.Commit.rel(want.Root); !ok {
		return nil, errors.New("the project's root " + want.Root + " is outside of the repository at " + w.Commit.top + ": run apiward in the repository, or with a policy of its own")
	}
	for _, name := range want.Named {
		c.named = append(c.named, path.Join(c.project, name))
	}
	files := map[string]entry{}
	for _, e := range entries {
		switch base := path.Base(e.path); {
		case base == "go.mod":
			c.all[path.Dir(e.path)] = true
			files[e.path] = e
		case base == "go.work":
			files[e.path] = e
		}
	}
	dir, ok := w.Commit.rel(want.Dir)
	if !ok {
		return nil, errors.New(want.Dir + " is outside of the repository at " + w.Commit.top)
	}
	m := &modules{writer: w, choice: c, files: files}
	if err := m.find(dir, want.Alone); err != nil {
		return nil, err
	}
	if slices.ContainsFunc(entries, func(e entry) bool {
		dir, vendored := strings.CutSuffix(e.path, "vendor/modules.txt")
		return vendored && c.vendors[path.Clean(dir)]
	}) {
		// What is vendored is compiled under the name of its directory, which is a
		// new one each time, unless paths are left out.
		w.Env = append(w.Env, "GOFLAGS="+strings.TrimSpace(os.Getenv("GOFLAGS")+" -trimpath"))
	}
	return c, nil
}

// wants reports whether the analysis needs an entry.
func (c *choice) wants(e entry) bool {
	if e.kind == submodule {
		return below(e.path, c.project) || slices.ContainsFunc(c.inUse(), func(dir string) bool { return below(e.path, dir) })
	}
	base, ext := path.Base(e.path), strings.ToLower(path.Ext(e.path))
	if slices.ContainsFunc(c.named, func(name string) bool { return below(e.path, name) }) {
		return true
	}
	switch ext {
	case ".hcl":
		return below(e.path, c.project)
	case ".yaml", ".yml", ".json":
		return below(e.path, c.project) && !passedOver(path.Dir(e.path))
	}
	switch base {
	case "go.sum", "go.work.sum":
		return true // few, and go.work is told of by its own directory alone
	case "modules.txt":
		dir, vendored := strings.CutSuffix(e.path, "vendor/modules.txt")
		return vendored && c.vendors[path.Clean(dir)]
	}
	return compiled[ext] && c.modules[c.moduleOf(path.Dir(e.path))]
}

func (c *choice) inUse() (dirs []string) {
	for dir := range c.modules {
		dirs = append(dirs, dir)
	}
	slices.Sort(dirs)
	return dirs
}

// moduleOf returns the directory of the module that a directory belongs to, ""
// where it is in none.
func (c *choice) moduleOf(dir string) string {
	for {
		if c.all[dir] && !vendored(dir) {
			return dir
		}
		if dir == "." {
			return ""
		}
		dir = path.Dir(dir)
	}
}

// compiled are the extensions of what the go command looks at.
var compiled = map[string]bool{
	".go": true, ".c": true, ".cc": true, ".cpp": true, ".cxx": true, ".m": true, ".h": true, ".hh": true, ".hpp": true, ".hxx": true,
	".s": true, ".sx": true, ".f": true, ".for": true, ".f90": true, ".swig": true, ".swigcxx": true, ".syso": true,
}

// passedOver reports whether a slash path leads through a directory where no
// search for documents goes.
func passedOver(dir string) bool {
	return slices.ContainsFunc(strings.Split(dir, "/"), func(name string) bool {
		return name == "vendor" || name == "node_modules" || name == "testdata" || strings.HasPrefix(name, ".") && name != "."
	})
}

func vendored(dir string) bool { return slices.Contains(strings.Split(dir, "/"), "vendor") }

// modules follows go.work and go.mod files of a commit to the modules that they
// take from directories.
type modules struct {
	*writer
	*choice
	files map[string]entry
}

// find finds the workspace and the module of a directory, as the go command
// would, with all that they name.
func (m *modules) find(dir string, alone bool) error {
	work, err := "", error(nil)
	if !alone {
		work, err = m.workspace(dir)
	}
	if err != nil || work != "" {
		m.Env = append(m.Env, "GOWORK="+work)
		return err
	}
	m.Env = append(m.Env, "GOWORK=off")
	if at := m.moduleOf(dir); at != "" {
		m.vendors[at] = true
		return m.module(at)
	}
	return nil
}

// workspace returns the go.work file that holds for a directory, as it is
// written beside the tree or in it, "" where there is none.
func (m *modules) workspace(dir string) (string, error) {
	set := os.Getenv("GOWORK")
	if set == "off" {
		return "", nil
	}
	if set != "" {
		if rel, inside := m.Commit.rel(set); inside {
			if _, ok := m.files[rel]; !ok {
				return "", nil // the workspace is younger than the base
			}
			return m.work(rel)
		}
		return m.outerWork(set)
	}
	for at := dir; ; at = path.Dir(at) {
		if name := path.Join(at, "go.work"); m.files[name].path != "" {
			return m.work(name)
		}
		if at == "." {
			break
		}
	}
	for at := filepath.Dir(m.Commit.top); ; at = filepath.Dir(at) {
		if _, err := os.Stat(filepath.Join(at, "go.work")); err == nil {
			return m.outerWork(filepath.Join(at, "go.work"))
		}
		if at == filepath.Dir(at) {
			return "", nil
		}
	}
}

// work writes a go.work of the commit.
func (m *modules) work(name string) (string, error) {
	text, err := m.objects.read(m.ctx, m.files[name], maxFile)
	if err != nil {
		return "", err
	}
	dir := path.Dir(name)
	m.vendors[dir] = true
	text, err = m.rewriteWork(name, text, filepath.Join(m.Commit.top, filepath.FromSlash(dir)))
	if err != nil {
		return "", err
	}
	return filepath.Join(m.top, filepath.FromSlash(name)), m.write(name, text)
}

// outerWork writes a go.work that stands outside of the repository, so that it
// names the modules of the tree instead of those of the working tree.
func (m *modules) outerWork(name string) (string, error) {
	text, err := os.ReadFile(name)
	if err != nil {
		return "", err
	}
	if text, err = m.rewriteWork(name, text, filepath.Dir(name)); err != nil {
		return "", err
	}
	out := filepath.Join(m.dir, "go.work")
	return out, os.WriteFile(out, text, 0o600)
}

// rewriteWork follows what a go.work, which stands in dir of the working tree,
// names, and returns it with names that hold where it is written.
func (m *modules) rewriteWork(name string, text []byte, dir string) ([]byte, error) {
	f, err := modfile.ParseWork(name, text, nil)
	if err != nil {
		return text, nil // the go command says what is wrong with it
	}
	for _, use := range slices.Clone(f.Use) {
		to, err := m.follow(use.Path, dir)
		if err != nil {
			return nil, err
		}
		if err := errors.Join(f.DropUse(use.Path), f.AddUse(to, use.ModulePath)); err != nil {
			return nil, err
		}
	}
	for _, r := range slices.Clone(f.Replace) {
		if r.New.Version != "" {
			continue
		}
		to, err := m.follow(r.New.Path, dir)
		if err != nil {
			return nil, err
		}
		if err := f.AddReplace(r.Old.Path, r.Old.Version, to, ""); err != nil {
			return nil, err
		}
	}
	f.Cleanup()
	return modfile.Format(f.Syntax), nil
}

// module writes the go.mod of a module in a directory of the commit.
func (m *modules) module(dir string) error {
	name := path.Join(dir, "go.mod")
	if m.modules[dir] || m.files[name].kind != file {
		return nil
	}
	m.modules[dir] = true
	text, err := m.objects.read(m.ctx, m.files[name], maxFile)
	if err != nil {
		return err
	}
	f, err := modfile.Parse(name, text, nil)
	if err != nil {
		return m.write(name, text) // the go command says what is wrong with it
	}
	changed := false
	for _, r := range slices.Clone(f.Replace) {
		if r.New.Version != "" {
			continue
		}
		to, err := m.follow(r.New.Path, filepath.Join(m.Commit.top, filepath.FromSlash(dir)))
		if err != nil {
			return err
		}
		if to == r.New.Path {
			continue
		}
		changed = true
		if err := f.AddReplace(r.Old.Path, r.Old.Version, to, ""); err != nil {
			return err
		}
	}
	if changed {
		text = modfile.Format(f.Syntax)
	}
	return m.write(name, text)
}

// follow takes in the module at a path that a file in dir, a directory of the
// working tree, names. It returns the name under which the module is found from
// where the file is written: the same for one of the commit, which keeps its
// place, and an absolute one for one outside of the repository, which has no
// other state than that of today.
func (m *modules) follow(name, dir string) (string, error) {
	at := name
	if !filepath.IsAbs(at) {
		at = filepath.Join(dir, filepath.FromSlash(name))
	}
	rel, inside := m.Commit.rel(at)
	if !inside {
		return at, nil
	}
	if filepath.IsAbs(name) || !below(filepath.ToSlash(dir), filepath.ToSlash(m.Commit.top)) {
		name = filepath.Join(m.top, filepath.FromSlash(rel))
	}
	if m.all[rel] {
		return name, m.module(rel)
	}
	return name, nil
}
