package driver

import (
	"context"
	"encoding/json"
	"io/fs"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"github.com/apiward/apiward/cmd/internal/cache"
)

// compile finds what the go command made of packages that are no units. It costs
// as much as all else of a run in which nothing changed, so that what it said is
// kept while nothing can have it say anything else: the packages lie where files
// never change, in GOROOT and in the cache of modules, whose directories have the
// version in their names, and what they were compiled to is still there.
func (p *Program) compile(ctx context.Context, wanted []*listed) error {
	key, ok := p.compiledKey(wanted)
	if ok && p.recallCompiled(key, wanted) {
		return nil
	}
	if err := compile(ctx, p.dir, p.cfg, wanted); err != nil {
		return err
	}
	if ok {
		p.retainCompiled(key, wanted)
	}
	return nil
}

// compiledKey returns the key of what packages are compiled to, false where they
// can change in place.
func (p *Program) compiledKey(wanted []*listed) (none cache.Key, ok bool) {
	if p.cfg.Cache == nil {
		return none, false
	}
	h := cache.NewHash("compiled")
	if !toolKey(h, p.env, p.cfg) {
		return none, false
	}
	h.List(p.cfg.Tags)
	units := map[string]bool{}
	for _, u := range p.units {
		units[u.ImportPath] = true
	}
	for _, id := range slices.Sorted(maps.Keys(p.listed)) {
		l := p.listed[id]
		if units[id] || firstParty(l) || id == "unsafe" {
			continue
		}
		if l.Error != nil || !below(l.Dir, p.env["GOMODCACHE"]) && !(l.Standard && below(l.Dir, p.env["GOROOT"])) {
			return none, false
		}
		h.Text(id, l.Dir)
		h.List(l.GoFiles)
		h.List(l.CgoFiles)
	}
	for _, l := range wanted {
		h.Text("wanted", l.ImportPath)
	}
	return h.Key(), true
}

// toolKey adds to a key which go command there is, and what it is told.
func toolKey(h cache.Hash, env environment, cfg Config) bool {
	tool, err := exec.LookPath("go")
	if err != nil || !stat(h, tool) || !stat(h, filepath.Join(env["GOROOT"], "VERSION")) {
		return false
	}
	for _, name := range slices.Sorted(maps.Keys(env)) {
		h.Text(name, env[name])
	}
	for _, setting := range slices.Sorted(slices.Values(append(os.Environ(), cfg.Env...))) {
		if name, _, _ := strings.Cut(setting, "="); strings.HasPrefix(name, "GO") || strings.HasPrefix(name, "CGO_") || strings.HasPrefix(name, "PKG_CONFIG") || name == "PATH" {
			h.Text(setting)
		}
	}
	return true
}

// stat adds which version of a file there is to a key.
func stat(h cache.Hash, name string) bool {
	name, err := filepath.EvalSymlinks(name)
	if err != nil {
		return false
	}
	info, err := os.Stat(name)
	if err == nil {
		stamp(h, name, info)
	}
	return err == nil
}

// stamp adds the size of a file to a key, and when it was written.
func stamp(h cache.Hash, name string, info fs.FileInfo) {
	h.Text(name, strconv.FormatInt(info.Size(), 10), strconv.FormatInt(info.ModTime().UnixNano(), 10))
}

// below reports whether an absolute file is in a directory.
func below(file, dir string) bool {
	rel, err := filepath.Rel(dir, file)
	return dir != "" && err == nil && filepath.IsLocal(rel)
}

// contentNamed reports whether a file is one of the build cache, which names them
// by what is in them: one that is there is the one that was.
func contentNamed(name string) bool {
	sum, ok := strings.CutSuffix(filepath.Base(name), "-d")
	return ok && len(sum) == 64 && strings.Trim(sum, "0123456789abcdef") == ""
}

func (p *Program) recallCompiled(key cache.Key, wanted []*listed) bool {
	data, ok := p.cfg.Cache.Get(key)
	var list []*listed
	if !ok || json.Unmarshal(data, &list) != nil || len(list) != len(wanted) {
		return false
	}
	for i, c := range list {
		if c.ImportPath != wanted[i].ImportPath || !there(c.Export) {
			return false
		}
		for _, name := range c.CompiledGoFiles {
			if filepath.IsAbs(name) && !there(name) {
				return false
			}
		}
	}
	for i, c := range list {
		wanted[i].take(c)
	}
	return true
}

// there reports whether a file of the build cache is still there.
func there(name string) bool {
	info, err := os.Stat(name)
	return err == nil && info.Mode().IsRegular() && info.Size() > 0
}

func (p *Program) retainCompiled(key cache.Key, wanted []*listed) {
	type entry struct {
		ImportPath, Export, BuildID string
		CompiledGoFiles             []string
	}
	var list []entry
	for _, l := range wanted {
		named := contentNamed(l.Export)
		for _, name := range l.CompiledGoFiles {
			named = named && (!filepath.IsAbs(name) || contentNamed(name))
		}
		if l.Error != nil || l.BuildID == "" || !named {
			return
		}
		list = append(list, entry{l.ImportPath, l.Export, l.BuildID, l.CompiledGoFiles})
	}
	if data, err := json.Marshal(list); err == nil {
		p.cfg.Cache.Put(key, data)
	}
}
