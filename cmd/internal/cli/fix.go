package cli

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"

	"github.com/apiward/apiward/cmd/internal/finding"
	"github.com/apiward/apiward/cmd/internal/fix"
)

// diff prints what the fixes of the report would change.
func (a *app) diff(o *outcome, r *finding.Report) error {
	root, err := os.OpenRoot(o.project.root)
	if err != nil {
		return fmt.Errorf("open the project's root: %w", err)
	}
	defer root.Close()
	changes, left := fix.Plan(root, r.Findings)
	var out bytes.Buffer
	for _, c := range changes {
		out.Write(c.Diff())
	}
	a.tellLeft(left)
	return a.print(out.Bytes())
}

// fix makes the fixes of the report in the files, and returns what an analysis
// of the outcome reports: places have moved, and one fix may end two findings.
// Where a package does not compile behind them, all files get their text back.
func (a *app) fix(ctx context.Context, f *checkFlags, patterns []string, o *outcome, r *finding.Report) (*outcome, *finding.Report, error) {
	if o.broken || o.project.failure != nil {
		a.log("nothing is fixed: what could not be read may excuse it")
		return o, r, nil
	}
	root, err := os.OpenRoot(o.project.root)
	if err != nil {
		return nil, nil, fmt.Errorf("open the project's root: %w", err)
	}
	defer root.Close()
	changes, left := fix.Plan(root, r.Findings)
	a.tellLeft(left)
	if len(changes) == 0 {
		return o, r, nil
	}
	for i, c := range changes {
		if err := c.Write(root); err != nil {
			return nil, nil, errors.Join(fmt.Errorf("nothing is fixed: %w", err), undo(root, changes[:i]), o.source.Close())
		}
	}
	after, err := a.analyze(ctx, &f.inputFlags, patterns)
	if err == nil && !after.broken && len(after.Failures) <= len(o.Failures) {
		fixed, err := after.report()
		if err != nil {
			return nil, nil, err
		}
		for _, c := range changes {
			fixed.Fixed = append(fixed.Fixed, c.Fixed...)
		}
		return after, fixed, o.source.Close()
	}
	if undone := undo(root, changes); undone != nil || err != nil {
		return nil, nil, errors.Join(err, undone, o.source.Close())
	}
	a.log("nothing is fixed: the code could not be analysed behind the fixes, and has its old text again; this is a fault of apiward, please report it")
	return o, r, nil
}

// undo puts back the old text of all changes.
func undo(root *os.Root, changes []fix.Change) error {
	var failed []error
	for _, c := range changes {
		failed = append(failed, c.Undo(root))
	}
	return errors.Join(failed...)
}

// tellLeft says which fixes are not made.
func (a *app) tellLeft(left []fix.Left) {
	for _, l := range left {
		a.log("not fixed: " + located(l.Finding.At, l.Finding.Rule+": "+l.Reason))
	}
}
