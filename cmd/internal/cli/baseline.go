package cli

import (
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"maps"
	"slices"
	"text/tabwriter"

	"github.com/spf13/cobra"

	"github.com/apiward/apiward/cmd/internal/baseline"
	"github.com/apiward/apiward/cmd/internal/finding"
	"github.com/apiward/apiward/cmd/internal/report"
)

func (a *app) baselineCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "baseline",
		Short: "Keep the list of findings that were there before",
		Long: "Baseline keeps " + baseline.FileName + " in the project's root: the findings that a project\n" +
			"had when it began to use apiward. Check marks them and does not count them; new\n" +
			"ones count. The file has one sorted line for each, without line numbers, so that\n" +
			"branches merge.",
		RunE: func(cmd *cobra.Command, args []string) error {
			if len(args) > 0 {
				return usageError{cmd, fmt.Errorf("unknown command %q of apiward baseline: it has create, prune and show", args[0])}
			}
			return usageError{cmd, errors.New("baseline needs a command: create, prune or show")}
		},
	}
	cmd.AddCommand(a.baselineCreateCommand(), a.baselinePruneCommand(), a.baselineShowCommand())
	return cmd
}

// listFlags say what is analysed for a list, and where it is.
type listFlags struct {
	inputFlags
	file string
}

func (f *listFlags) add(cmd *cobra.Command) {
	f.conform, f.engines = true, true
	f.inputFlags.add(cmd)
	cmd.Flags().StringVar(&f.file, "baseline", "", "the list, a `file` (default "+baseline.FileName+" in the project's root)")
}

// list is a project's list beside its findings, marked by it.
type list struct {
	name    string // absolute
	entries []baseline.Entry
	report  *finding.Report
	outcome *outcome
}

// look reads the list and analyses the project.
func (a *app) look(cmd *cobra.Command, f *listFlags, args []string, needed bool) (*list, error) {
	patterns := f.documentArgs(args)
	if err := packageArgs(cmd, patterns); err != nil {
		return nil, err
	}
	root := rootDir(a.env.Dir, f.config)
	l := &list{name: a.baselineFile(root, f.file)}
	var err error
	if l.entries, err = readBaseline(root, l.name, needed); err != nil {
		return nil, err
	}
	f.known = map[string]finding.Suppression{}
	mark(f.known, l.entries, relativeTo(root, l.name), a.today())
	if l.outcome, err = a.analyze(cmd.Context(), &f.inputFlags, patterns); err != nil {
		return nil, err
	}
	if l.report, err = l.outcome.report(); err != nil {
		return nil, err
	}
	if err := l.outcome.source.Close(); err != nil {
		return nil, err
	}
	a.tell(l.outcome)
	return l, nil
}

// partial says why the list must not be changed by what a run saw, or nothing.
func (l *list) partial(f *listFlags) error {
	if len(l.outcome.Failures) > 0 && !f.allowPartial || l.outcome.broken {
		return errors.New("the list is left as it is: what could not be analysed may have findings too")
	}
	return nil
}

func (a *app) baselineCreateCommand() *cobra.Command {
	var f listFlags
	var reason, expires string
	var add bool
	cmd := &cobra.Command{
		Use:   "create [packages] [documents]",
		Short: "Write the list of all findings that count now",
		Long: "Create writes every finding that counts now to the list, with a reason that can be\n" +
			"edited in the file, and a last day if there is to be one. It never overwrites a\n" +
			"list; --add adds what is new to one, and what has expired anew.\n" +
			"A finding of bad_exemption is never on the list: it judges excuses.",
		Example: "  apiward baseline create --reason 'before apiward'\n" +
			"  apiward baseline create --add --reason 'the legacy API goes in May' --expires 2027-05-31",
		RunE: func(cmd *cobra.Command, args []string) error {
			if expires != "" {
				if _, err := baseline.Day(expires); err != nil {
					return usageError{cmd, fmt.Errorf("--expires: %w", err)}
				}
			}
			l, err := a.look(cmd, &f, args, add)
			if err == nil && !add && exists(l.name) {
				err = fmt.Errorf("there is a baseline %s already: --add adds what is new, apiward baseline prune removes what is gone", relativeTo(a.env.Dir, l.name))
			}
			if err == nil {
				err = l.partial(&f)
			}
			if err != nil {
				return err
			}
			added := map[string]baseline.Entry{}
			for _, x := range l.report.Findings {
				if e, ok := baseline.Of(x, reason); ok {
					e.Expires = expires
					added[e.Fingerprint] = e
				}
			}
			l.entries = slices.DeleteFunc(l.entries, func(old baseline.Entry) bool { _, anew := added[old.Fingerprint]; return anew })
			l.entries = slices.AppendSeq(l.entries, maps.Values(added)) // the file is sorted
			if err := report.WriteFile(l.name, baseline.Format(l.entries)); err != nil {
				return err
			}
			return a.print(fmt.Appendf(nil, "%s: %d added, %d in all\n", report.Clean(relativeTo(a.env.Dir, l.name)), len(added), len(l.entries)))
		},
	}
	f.add(cmd)
	cmd.Flags().StringVar(&expires, "expires", "", "the last `day` on which they may stay, as 2027-01-31 (default: no end)")
	cmd.Flags().StringVar(&reason, "reason", "there before apiward", "why the findings may stay, for now")
	cmd.Flags().BoolVar(&add, "add", false, "add what is new to the list")
	return cmd
}

func (a *app) baselinePruneCommand() *cobra.Command {
	var f listFlags
	cmd := &cobra.Command{
		Use:   "prune",
		Short: "Remove from the list what is gone",
		Long: "Prune removes the entries that no finding of the project has any more. It looks at\n" +
			"the whole project, from its root, and changes nothing where a part of it could\n" +
			"not be analysed.",
		Args: noArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			l, err := a.look(cmd, &f, nil, true)
			if err == nil {
				err = l.partial(&f)
			}
			if err == nil && !l.outcome.scope.Project {
				err = fmt.Errorf("the list is about all of %s: run it there, without -d", l.outcome.project.root)
			}
			if err != nil {
				return err
			}
			stale := baseline.Stale(l.entries, l.report.Findings)
			gone := map[string]bool{}
			for _, e := range stale {
				gone[e.Fingerprint] = true
			}
			left := slices.DeleteFunc(slices.Clone(l.entries), func(e baseline.Entry) bool { return gone[e.Fingerprint] })
			if len(stale) > 0 {
				if err := report.WriteFile(l.name, baseline.Format(left)); err != nil {
					return err
				}
			}
			return a.print(fmt.Appendf(nil, "%s: %d removed, %d left\n", report.Clean(relativeTo(a.env.Dir, l.name)), len(stale), len(left)))
		},
	}
	f.add(cmd)
	return cmd
}

// shownEntry is an entry in the JSON of show.
type shownEntry struct {
	baseline.Entry
	State string `json:"state"` // open, gone, expired, or excused otherwise
	File  string `json:"file,omitempty"`
	Line  int    `json:"line,omitempty"` // of the finding, as it is now
}

func (a *app) baselineShowCommand() *cobra.Command {
	var f listFlags
	format := newChoice("text", "text", "json")
	cmd := &cobra.Command{
		Use:   "show",
		Short: "Show the list, with where each finding is now",
		Long: "Show lists the entries: those that are open with their place of today, those that\n" +
			"are gone, those whose last day is over, which count, and those that an excuse of\n" +
			"their own takes away.",
		Args: noArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			l, err := a.look(cmd, &f, nil, true)
			if err != nil {
				return err
			}
			entries := l.shown(a.today())
			var b bytes.Buffer
			if format.String() == "json" {
				err = writeIndented(&b, entries)
			} else {
				err = writeEntries(&b, entries)
			}
			if err == nil {
				err = a.print(b.Bytes())
			}
			if a.incomplete(l.outcome, &f.inputFlags) {
				a.code = Incomplete
			}
			return err
		},
	}
	f.add(cmd)
	cmd.Flags().Var(format, "format", "write "+format.list())
	complete(cmd, "format", format.allowed)
	return cmd
}

func (l *list) shown(today string) []shownEntry {
	now := map[string]finding.Finding{}
	for _, f := range l.report.Findings {
		now[f.Fingerprint] = f
	}
	out := []shownEntry{}
	for _, e := range l.entries {
		s := shownEntry{Entry: e, State: "gone"}
		if f, there := now[e.Fingerprint]; there {
			s.State, s.File, s.Line = "open", f.At.File, f.At.Line
			switch {
			case f.Suppressed != nil && f.Suppressed.Kind != "baseline":
				s.State = "excused by the " + f.Suppressed.Kind
			case e.Expired(today):
				s.State = "expired"
			}
		}
		out = append(out, s)
	}
	slices.SortStableFunc(out, func(x, y shownEntry) int {
		return cmp.Or(cmp.Compare(x.Rule, y.Rule), cmp.Compare(x.Place, y.Place), cmp.Compare(x.Fingerprint, y.Fingerprint))
	})
	return out
}

func writeEntries(b *bytes.Buffer, entries []shownEntry) error {
	w := tabwriter.NewWriter(b, 0, 0, 2, ' ', 0)
	states := map[string]int{}
	if len(entries) > 0 {
		row(w, "STATE", "RULE", "PLACE", "NOW", "UNTIL", "REASON")
	}
	for _, e := range entries {
		at := ""
		if e.File != "" {
			at = fmt.Sprintf("%s:%d", e.File, e.Line)
		}
		row(w, e.State, e.Rule, e.Place, at, e.Expires, e.Reason)
		states[e.State]++
	}
	if err := w.Flush(); err != nil {
		return err
	}
	if len(entries) > 0 {
		b.WriteByte('\n')
	}
	fmt.Fprintf(b, "%d in the list: %d open, %d gone, %d expired, %d excused otherwise\n", len(entries), states["open"], states["gone"], states["expired"],
		len(entries)-states["open"]-states["gone"]-states["expired"])
	return nil
}
