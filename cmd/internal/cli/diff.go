package cli

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"slices"

	"github.com/spf13/cobra"

	"github.com/apiward/apiward/cmd/internal/base"
	"github.com/apiward/apiward/cmd/internal/change"
	"github.com/apiward/apiward/cmd/internal/finding"
	"github.com/apiward/apiward/rules"
)

type diffFlags struct {
	inputFlags
	format   *choice
	failOn   *choice
	exitZero bool
	all      bool
}

func (a *app) diffCommand() *cobra.Command {
	f := diffFlags{format: newChoice("text", "text", "json", "markdown"), failOn: newChoice("error", "error", "warning", "note")}
	f.keep, f.engines, f.conform = true, true, true
	cmd := &cobra.Command{
		Use:   "diff BASE [packages] [documents]",
		Short: "Show what a change does to the security of the service",
		Long: "Diff analyses the working tree and a commit, and shows what became of the routes,\n" +
			"their guards and limits, of what they answer, and of the findings. BASE is a\n" +
			"branch, a tag or a commit; BASE... is where the working tree's branch left it. The\n" +
			"base is read from git's objects: nothing is checked out.\n\n" +
			"Both sides are judged by the policy of the working tree; what it weakens beside\n" +
			"that of the base is part of the table.\n\n" +
			"It ends with 1 where something became worse at or above the fail level. These\n" +
			"count as\n" +
			"  error     a guard or an authorization that was lost, or is now optional, in the\n" +
			"            code or in a document, a scope among them; a field that stands for a\n" +
			"            credential\n" +
			"  warning   a limit that was lost; a finding that is newly excused; a policy that\n" +
			"            was weakened\n" +
			"  note      any other field that is newly shown\n" +
			"and a new finding as its own level says. What the policy turns off, excuses or\n" +
			"declares public is a note. What cannot be told any more is told, and does not\n" +
			"count. It ends with 2 where one of the sides could not be analysed.",
		Example: "  apiward diff main\n" +
			"  apiward diff origin/main... --format markdown\n" +
			"  apiward diff v1.4.0 ./cmd/orders/... -d api/openapi.yaml --fail-on warning",
		Args: func(cmd *cobra.Command, args []string) error {
			if len(args) == 0 {
				return usageError{cmd, errors.New("diff takes the commit to compare with, as apiward diff main")}
			}
			return nil
		},
		ValidArgsFunction: a.completeBase,
		RunE:              func(cmd *cobra.Command, args []string) error { return a.compare(cmd, &f, args[0], args[1:]) },
	}
	f.add(cmd)
	flags := cmd.Flags()
	flags.Var(f.format, "format", "write "+f.format.list())
	flags.Var(f.failOn, "fail-on", "end with 1 where something became worse at this `level` or above: "+f.failOn.list())
	flags.BoolVar(&f.exitZero, "exit-zero", false, "do not fail over what became worse")
	flags.BoolVar(&f.all, "all", false, "give every change a line of its own, where many say the same")
	complete(cmd, "format", f.format.allowed)
	complete(cmd, "fail-on", f.failOn.allowed)
	return cmd
}

// compare analyses both sides and writes what became of the one in the other.
func (a *app) compare(cmd *cobra.Command, f *diffFlags, rev string, args []string) error {
	ctx := cmd.Context()
	patterns := f.documentArgs(args)
	if err := packageArgs(cmd, patterns); err != nil {
		return err
	}
	level, err := rules.ParseLevel(f.failOn.String())
	if err != nil {
		return err
	}
	// 1. The base, before anything takes time.
	commit, err := base.Resolve(ctx, a.env.Dir, rev)
	if err != nil {
		return err
	}
	if f.known, err = (&knownFlags{}).read(ctx, a, &f.inputFlags, nil); err != nil {
		return err
	}
	head, side, err := a.bothSides(ctx, &f.inputFlags, patterns, commit)
	if err != nil {
		return err
	}
	r, err := head.report()
	if err != nil {
		return err
	}
	// 2. The difference.
	out := change.Report{Base: change.Base{Asked: commit.Asked, Commit: commit.ID, Fork: commit.Fork}}
	out.Changes = change.Compare(change.Input{
		Base: side.Side,
		Head: change.Side{
			Findings: r.Findings, Inventory: head.Inventory, Documents: head.Kept,
			Files: func(name string) bool { return exists(filepath.Join(head.project.root, filepath.FromSlash(name))) },
		},
		Catalog: head.project.catalog, Policy: head.project.policy, Before: side.before, Known: side.known,
	})
	out.Summary = change.Counted(out.Changes)
	for _, n := range side.notices {
		out.Notices = append(out.Notices, change.Notice{Side: "base", Notice: n})
	}
	for _, n := range head.Notices {
		out.Notices = append(out.Notices, change.Notice{Side: "head", Notice: n})
	}
	for _, x := range side.failures {
		out.Failures = append(out.Failures, change.Failure{Side: "base", Failure: x})
	}
	for _, x := range head.Failures {
		out.Failures = append(out.Failures, change.Failure{Side: "head", Failure: x})
	}
	// 3. The report, and how it ends.
	data, err := f.render(&out, a.colors(a.env.StdoutIsTerminal))
	if err == nil {
		err = a.print(data)
	}
	if err = errors.Join(err, head.source.Close()); err != nil {
		return err
	}
	if f.format.String() != "text" {
		a.log("against " + out.Against() + ": " + out.Headline())
	}
	a.tellBase(side, head)
	a.tell(head)
	switch {
	case a.incomplete(head, &f.inputFlags), len(side.failures) > 0 && !f.allowPartial:
		a.code = Incomplete
	case !f.exitZero && out.Fails(level):
		a.code = Found
	}
	return nil
}

func (f *diffFlags) render(r *change.Report, color bool) ([]byte, error) {
	switch f.format.String() {
	case "json":
		return r.JSON()
	case "markdown":
		return r.Markdown(f.all)
	}
	return r.Text(f.all, color)
}

// bothSides analyses the base and then the working tree. Without a policy that can
// be read, what is excused is not known on either side.
func (a *app) bothSides(ctx context.Context, f *inputFlags, patterns []string, commit *base.Commit) (*outcome, *baseSide, error) {
	p, err := a.project(f.config)
	if err != nil {
		return nil, nil, err
	}
	if p.failure != nil {
		return nil, nil, errTold
	}
	side, err := a.atBase(ctx, f, p, patterns, commit)
	if err != nil {
		return nil, nil, err
	}
	head, err := a.analyze(ctx, f, patterns)
	return head, side, err
}

// tellBase says on the standard error what of the base is not known.
// What the head says as well is told of that.
func (a *app) tellBase(side *baseSide, head *outcome) {
	said := map[string]bool{}
	for _, n := range head.Notices {
		said[n.Message] = true
	}
	notices := slices.DeleteFunc(slices.Clone(side.notices), func(n finding.Notice) bool { return said[n.Message] })
	for _, x := range side.failures {
		message := x.Message
		if x.Input != x.At.File {
			message = x.Input + ": " + message
		}
		a.log(fmt.Sprintf("failed at the base %s: %s", side.commit, located(x.At, message)))
	}
	for _, n := range notices[:min(len(notices), maxNotices)] {
		a.log("note: " + located(n.At, n.Message))
	}
	if len(side.failures) > 0 {
		a.log("note: what could not be analysed at the base looks as if it were new: repair the base, or name another")
	}
}
