package cli

import (
	"context"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/apiward/apiward/cmd/internal/finding"
)

// watchEvery is how often the files are looked at. To look at some thousand takes
// a few milliseconds, on every system and every kind of disk.
const watchEvery = 400 * time.Millisecond

// watch runs a check, and again whenever a file changes that it could depend on,
// until it is interrupted. Behind each run but the first it says what became more
// and what less.
func (a *app) watch(ctx context.Context, root string, run func() (*finding.Report, error)) error {
	var before map[string]bool
	for {
		seen := snapshot(root)
		r, err := run()
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
		for same(seen, snapshot(root)) {
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

// snapshot returns the files below root that a check can depend on.
func snapshot(root string) map[string]version {
	files := map[string]version{}
	// What cannot be read is not there: the check itself says so.
	_ = filepath.WalkDir(root, func(name string, e fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return nil
		case e.IsDir() && name != root && (strings.HasPrefix(e.Name(), ".") || e.Name() == "node_modules"):
			return filepath.SkipDir
		case e.IsDir() || !watched(e.Name()):
			return nil
		}
		if info, err := os.Stat(name); err == nil {
			files[name] = version{info.Size(), info.ModTime()}
		}
		return nil
	})
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
