package cli

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"time"

	"github.com/spf13/cobra"

	"github.com/apiward/apiward/cmd/internal/base"
	"github.com/apiward/apiward/cmd/internal/baseline"
	"github.com/apiward/apiward/cmd/internal/finding"
)

// knownFlags say which findings do not count because they were there before.
type knownFlags struct {
	newFrom        string
	baseline       string
	noBaseline     bool
	strictBaseline bool

	side    *baseSide        // the base of newFrom
	entries []baseline.Entry // of the list
}

func (f *knownFlags) add(cmd *cobra.Command) {
	flags := cmd.Flags()
	flags.StringVar(&f.newFrom, "new-from", "", "count findings only that this `commit` does not have; BASE... is where the branch left BASE")
	flags.StringVar(&f.baseline, "baseline", "", "the list of findings that do not count, a `file` (default "+baseline.FileName+" in the project's root, where there is one)")
	flags.BoolVar(&f.noBaseline, "no-baseline", false, "count the findings of the list too")
	flags.BoolVar(&f.strictBaseline, "strict-baseline", false, "end with 1 where the list has findings that are gone")
	cmd.MarkFlagsMutuallyExclusive("baseline", "no-baseline")
	cmd.MarkFlagsMutuallyExclusive("strict-baseline", "no-baseline")
}

// read returns the findings that do not count, by fingerprint. The base is
// analysed here: a run that cannot have it must end before it takes time, and
// never calls everything new, or nothing.
func (f *knownFlags) read(ctx context.Context, a *app, in *inputFlags, patterns []string) (map[string]finding.Suppression, error) {
	if f.newFrom == "" && f.noBaseline {
		return nil, nil
	}
	root := rootDir(a.env.Dir, in.config)
	if !f.noBaseline {
		in.list = a.baselineFile(root, f.baseline)
	}
	known := map[string]finding.Suppression{}
	if f.newFrom != "" {
		p, err := a.project(in.config)
		if err != nil {
			return nil, err
		}
		if p.failure != nil {
			return nil, errTold
		}
		commit, err := base.Resolve(ctx, a.env.Dir, f.newFrom)
		if err != nil {
			return nil, err
		}
		if f.side, err = a.atBase(ctx, in, p, patterns, commit); err != nil {
			return nil, err
		}
		mark := finding.Suppression{Kind: "base", Reason: "it is there at " + commit.String() + " too"}
		for _, was := range f.side.Findings {
			if was.Suppressed == nil {
				known[was.Fingerprint] = mark
			}
		}
	}
	if f.noBaseline {
		return known, nil
	}
	var err error
	if f.entries, err = readBaseline(root, in.list, f.baseline != ""); err != nil {
		return nil, err
	}
	mark(known, f.entries, relativeTo(root, in.list), a.today())
	return known, nil
}

// today is the day on which excuses are judged.
func (a *app) today() string { return a.env.Now().Format(time.DateOnly) }

// mark adds the findings of a list, a slash path, to those that do not count. Of an
// entry whose last day is over they do.
func mark(known map[string]finding.Suppression, entries []baseline.Entry, list, today string) {
	for _, e := range entries {
		if !e.Expired(today) {
			known[e.Fingerprint] = e.Suppression(list)
		}
	}
}

// baselineFile returns the absolute path of the list.
func (a *app) baselineFile(root, named string) string {
	if named != "" {
		return a.path(named)
	}
	return filepath.Join(root, baseline.FileName)
}

// maxBaseline is how many bytes of a list are read.
const maxBaseline = 256 << 20

// readBaseline reads the list at an absolute path. One that nobody named need not
// be there.
func readBaseline(root, name string, named bool) ([]baseline.Entry, error) {
	info, err := os.Stat(name)
	switch {
	case errors.Is(err, fs.ErrNotExist) && !named:
		return nil, nil
	case errors.Is(err, fs.ErrNotExist):
		return nil, fmt.Errorf("there is no baseline %s: apiward baseline create makes one", relativeTo(root, name))
	case err != nil:
		return nil, fmt.Errorf("the baseline cannot be read: %w", err)
	case !info.Mode().IsRegular():
		return nil, fmt.Errorf("the baseline %s is no regular file", relativeTo(root, name))
	case info.Size() > maxBaseline:
		return nil, fmt.Errorf("the baseline %s has %d bytes, more than the %d that are read", relativeTo(root, name), info.Size(), maxBaseline)
	}
	text, err := os.ReadFile(name)
	if err != nil {
		return nil, fmt.Errorf("the baseline cannot be read: %w", err)
	}
	return baseline.Parse(relativeTo(root, name), text)
}

// tell says what of the list is stale, and what of the base is not known. It
// returns the code that the run ends with for that.
func (f *knownFlags) tell(a *app, o *outcome, findings []finding.Finding, in *inputFlags) int {
	code := Clean
	if f.side != nil {
		a.tellBase(f.side, o)
		if len(f.side.failures) > 0 && !in.allowPartial {
			code = Incomplete
		}
	}
	if !o.scope.Project || o.scope.Partial {
		return code // what the rest of the project has is not known
	}
	var over []baseline.Entry
	stale := baseline.Stale(f.entries, findings)
	for _, e := range f.entries {
		if e.Expired(a.today()) && !slices.Contains(stale, e) {
			over = append(over, e)
		}
	}
	for _, e := range over[:min(len(over), maxNotices)] {
		a.log(fmt.Sprintf("note: %s of %s counts again: the baseline had it until %s", e.Rule, e.Place, e.Expires))
	}
	for _, e := range stale[:min(len(stale), maxNotices)] {
		a.log(fmt.Sprintf("note: the baseline has %s of %s, which is gone", e.Rule, e.Place))
	}
	if len(stale) > 0 {
		a.log(fmt.Sprintf("note: findings of the baseline that are gone: %d; apiward baseline prune removes them", len(stale)))
		if f.strictBaseline {
			code = max(code, Found)
		}
	}
	return code
}
