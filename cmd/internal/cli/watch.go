package cli

import (
	"context"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/apiward/apiward/cmd/internal/driver"
	"github.com/apiward/apiward/cmd/internal/finding"
)

// watchEvery is how often the files are looked at. To look at some thousand takes
// a few milliseconds, on every system and every kind of disk.
const watchEvery = 400 * time.Millisecond

// watch runs a check, and again whenever a file changes that it could depend on,
// until it is interrupted: one below root, or below a directory that packages were
// read from. Behind each run but the first it says what became more and what less.
func (a *app) watch(ctx context.Context, root string, run func() (*finding.Report, []driver.Node, error)) error {
	var before map[string]bool
	places := []string{root}
	for {
		seen := snapshot(places)
		r, packages, err := run()
		if more := placesOf(root, packages); err == nil && !slices.Equal(places, more) {
			places = more
			now := snapshot(places)
			for name := range now {
				if was, ok := seen[name]; ok { // before the run, which may have come too early
					now[name] = was
				}
			}
			seen = now
		}
		switch {
		case ctx.Err() != nil:
			return nil
		case err != nil:
			a.fail(err) // a mistake that the next change may correct
		default:
			now := map[string]bool{}
			for _, f := range r.Findings {
				if f.Suppressed == nil {
					now[f.Fingerprint] = true
				}
			}
			if before != nil {
				a.log(fmt.Sprintf("+%d −%d: %s", missing(before, now), missing(now, before), counted(len(now), "finding")))
			}
			before = now
		}
		a.log("watching " + root + ": interrupt to end")
		for same(seen, snapshot(places)) {
			select {
			case <-ctx.Done():
				return nil
			case <-time.After(watchEvery):
			}
		}
	}
}

// missing counts what is in b and not in a.
func missing(a, b map[string]bool) (n int) {
	for key := range b {
		if !a[key] {
			n++
		}
	}
	return n
}

// version is what tells a file from what it was.
type version struct {
	size int64
	at   time.Time
}

// placesOf returns the root and, behind it, the directories of packages that lie
// elsewhere: of a workspace, or in the place of other modules.
func placesOf(root string, packages []driver.Node) []string {
	places := []string{root}
	for _, p := range packages {
		if dir := filepath.FromSlash(p.Dir); !filepath.IsLocal(dir) {
			places = append(places, filepath.Join(root, dir))
		}
	}
	slices.Sort(places[1:])
	return places
}

// snapshot returns the files below some places that a check can depend on, and those
// above that say which modules they are in.
func snapshot(places []string) map[string]version {
	files := map[string]version{}
	note := func(name string) {
		if info, err := os.Stat(name); err == nil {
			files[name] = version{info.Size(), info.ModTime()}
		}
	}
	for _, place := range places {
		// What cannot be read is not there: the check itself says so.
		_ = filepath.WalkDir(place, func(name string, e fs.DirEntry, err error) error {
			switch {
			case err != nil:
			case e.IsDir() && name != place && (strings.HasPrefix(e.Name(), ".") || e.Name() == "node_modules"):
				return filepath.SkipDir
			case !e.IsDir() && watched(e.Name()):
				note(name)
			}
			return nil
		})
		for dir := place; filepath.Dir(dir) != dir; {
			dir = filepath.Dir(dir)
			for _, name := range []string{"go.mod", "go.sum", "go.work"} {
				note(filepath.Join(dir, name))
			}
		}
	}
	return files
}

// watched reports whether a file of that name can matter.
func watched(name string) bool {
	switch filepath.Ext(name) {
	case ".go", ".mod", ".sum", ".work", ".yaml", ".yml", ".json", ".hcl":
		return true
	}
	return name == "modules.txt"
}

func same(a, b map[string]version) bool {
	if len(a) != len(b) {
		return false
	}
	for name, v := range a {
		if w, ok := b[name]; !ok || w.size != v.size || !w.at.Equal(v.at) {
			return false
		}
	}
	return true
}
