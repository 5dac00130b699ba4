package cli

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/apiward/apiward/cmd/internal/driver"
	"github.com/apiward/apiward/cmd/internal/finding"
	"github.com/apiward/apiward/cmd/internal/pipeline"
	"github.com/apiward/apiward/cmd/internal/remote"
	"github.com/apiward/apiward/cmd/internal/report"
	"github.com/apiward/apiward/rules"
)

// inputFlags say what is analysed, and what counts as all of it.
type inputFlags struct {
	config          string
	documents       []string
	remoteRefs      []string
	tests           bool
	tags            []string
	allowPartial    bool
	requireComplete bool
	noCache         bool
	profiles        profileFlags
	stats           bool
	from            []string

	// No flags: what a command asks beside the rest, whether documents are held
	// against the whole specification, and whether engines run.
	why     *finding.Question
	conform bool
	engines bool
	// What the go command is told, and whether documents are kept: of use to who
	// compares.
	env  []string
	keep bool
	// What does not count, by fingerprint; and the list that it is from, absolute,
	// "" for none.
	known map[string]finding.Suppression
	list  string

	shard  bool // what is found out is written for another run
	shards []driver.Shard
}

func (f *inputFlags) add(cmd *cobra.Command) {
	flags := cmd.Flags()
	flags.StringVar(&f.config, "config", "", "read the policy from `file` (default: the nearest .apiward.hcl upward)")
	flags.StringSliceVarP(&f.documents, "documents", "d", nil, "check these OpenAPI documents only, or those below a directory, `file,...` (default: those of the policy, or all that are found)")
	flags.StringArrayVar(&f.remoteRefs, "allow-remote-refs", nil, "fetch what documents refer to on this `host`, over https; once or more")
	flags.BoolVar(&f.tests, "tests", false, "check _test.go files too")
	flags.StringSliceVar(&f.tags, "tags", nil, "build `tag,...` that hold")
	flags.BoolVar(&f.allowPartial, "allow-partial", false, "do not fail over inputs that could not be analysed")
	flags.BoolVar(&f.requireComplete, "require-complete", false, "fail if anything could not be resolved")
	flags.BoolVar(&f.noCache, "no-cache", false, "find out everything anew, and keep nothing for later runs")
	flags.StringArrayVar(&f.from, "from", nil, "take what apiward check --shard wrote to `file` in the place of packages; once or more")
	flags.BoolVar(&f.stats, "stats", false, "say on the standard error what the run cost, by phase, pass and package, and what was cached")
	flags.StringVar(&f.profiles.cpu, "cpuprofile", "", "write a profile of where the time goes to `file`, for go tool pprof")
	flags.StringVar(&f.profiles.memory, "memprofile", "", "write a profile of where memory goes to `file`, for go tool pprof")
	flags.StringVar(&f.profiles.trace, "trace", "", "write what ran when to `file`, for go tool trace")
}

type checkFlags struct {
	inputFlags
	knownFlags
	failOn    *choice
	exitZero  bool
	outputs   []string
	fix, diff bool
	noConform bool
	notes     *choice
	changed   string
	watch     bool
	shardTo   string

	sarifSuppressed *choice
	paths           *choice
}

// info returns what the flags say of how the report is written.
func (f *checkFlags) info(p *project) report.Info {
	info := report.Info{AllNotes: f.notes.String() == "all", Suppressed: f.sarifSuppressed.String() == "include"}
	if f.paths.String() == "repository" {
		info.Root = p.folder()
	}
	return info
}

// newCheckFlags returns the flags as they are where none is given.
func newCheckFlags() *checkFlags {
	f := &checkFlags{failOn: newChoice("error", "error", "warning", "note"), notes: newChoice("folded", "folded", "all"),
		sarifSuppressed: newChoice("omit", "omit", "include"), paths: newChoice("project", "project", "repository")}
	f.engines = true
	return f
}

func (a *app) checkCommand() *cobra.Command {
	cmd, _ := a.checkFlagged()
	return cmd
}

// checkFlagged returns the command with its flags, which others of the kind share.
func (a *app) checkFlagged() (*cobra.Command, *checkFlags) {
	f := newCheckFlags()
	cmd := &cobra.Command{
		Use:   "check [packages] [documents]",
		Short: "Report what is wrong in the code, in its OpenAPI documents, and between them",
		Long: "Check analyses Go packages and OpenAPI documents and reports what it finds.\n\n" +
			"Packages are written as for the go command; none stand for ./..., or for no code\n" +
			"at all where documents are named, as arguments or with -d, or there is no Go\n" +
			"module.\n\n" +
			"It ends with 0 where nothing is found at or above the fail level, with 1 where\n" +
			"something is, and with 2 where a flag or the policy is wrong or an input could\n" +
			"not be analysed. The report is written in each case but that of a wrong flag.\n\n" +
			"Some findings come with a fix. With --fix they are made in the files, and what is\n" +
			"left is reported; with --diff they are shown in the place of the report.",
		Example: "  apiward check\n" +
			"  apiward check api/openapi.yaml\n" +
			"  apiward check ./cmd/orders/... -d api/openapi.yaml\n" +
			"  apiward check --output text --output sarif=apiward.sarif --fail-on warning\n" +
			"  apiward check -o github -o markdown=summary.md --paths repository\n" +
			"  apiward check --diff",
		RunE: func(cmd *cobra.Command, args []string) error { return a.check(cmd, f, args) },
	}
	f.inputFlags.add(cmd)
	f.knownFlags.add(cmd)
	flags := cmd.Flags()
	flags.Var(f.failOn, "fail-on", "end with 1 at findings of this `level` or above: "+f.failOn.list())
	flags.BoolVar(&f.exitZero, "exit-zero", false, "do not fail over findings")
	flags.StringArrayVarP(&f.outputs, "output", "o", nil, "write the report as `format[=file]`, once or more: "+strings.Join(report.Formats(), ", ")+" (default text)")
	flags.BoolVar(&f.fix, "fix", false, "make the fixes that findings come with, and report what is left")
	flags.BoolVar(&f.diff, "diff", false, "print what --fix would change as a unified diff, and change nothing")
	flags.StringVar(&f.changed, "changed", "", "report only what changes since a `revision` of git can have to do with (HEAD where none is named)")
	flags.Lookup("changed").NoOptDefVal = "HEAD"
	flags.BoolVar(&f.watch, "watch", false, "check again whenever a file changes, until interrupted")
	flags.StringVar(&f.shardTo, "shard", "", "write what is found out about the packages to `file` too, for apiward merge")
	flags.BoolVar(&f.noConform, "no-conform", false, "do not hold documents against the whole specification, for speed")
	flags.Var(f.notes, "notes", "tell `all` notes in the text report; folded: of more than ten of a rule in a file only the first")
	flags.Var(f.sarifSuppressed, "sarif-suppressed", "findings that are excused, in SARIF: "+f.sarifSuppressed.list()+"; GitHub shows them as open")
	flags.Var(f.paths, "paths", "name files from the root of the `project` or of its repository, in all formats but text and json")
	cmd.MarkFlagsMutuallyExclusive("fix", "diff")
	cmd.MarkFlagsMutuallyExclusive("fix", "from")
	cmd.MarkFlagsMutuallyExclusive("shard", "from")
	cmd.MarkFlagsMutuallyExclusive("changed", "from")
	cmd.MarkFlagsMutuallyExclusive("watch", "fix")
	_ = cmd.RegisterFlagCompletionFunc("new-from", a.baseWords) // fails for an unknown flag alone
	complete(cmd, "fail-on", f.failOn.allowed)
	complete(cmd, "output", report.Formats())
	complete(cmd, "notes", f.notes.allowed)
	complete(cmd, "sarif-suppressed", f.sarifSuppressed.allowed)
	complete(cmd, "paths", f.paths.allowed)
	return cmd, f
}

// packageArgs refuses files among the packages, which the go command would
// answer with a riddle.
func packageArgs(cmd *cobra.Command, args []string) error {
	for _, arg := range args {
		switch strings.ToLower(filepath.Ext(arg)) {
		case ".yaml", ".yml", ".json":
			return usageError{cmd, fmt.Errorf("%q is no package: name a document with -d %s", arg, arg)}
		case ".go":
			return usageError{cmd, fmt.Errorf("%q is a file: name its package, ./%s", arg, filepath.ToSlash(filepath.Dir(arg)))}
		}
	}
	return nil
}

// documentArgs takes the documents out of the arguments.
func (f *inputFlags) documentArgs(args []string) (patterns []string) {
	for _, arg := range args {
		switch strings.ToLower(filepath.Ext(arg)) {
		case ".yaml", ".yml", ".json":
			f.documents = append(f.documents, arg)
		default:
			patterns = append(patterns, arg)
		}
	}
	return patterns
}

func (a *app) check(cmd *cobra.Command, f *checkFlags, args []string) error {
	patterns := f.documentArgs(args)
	if err := cmp.Or(packageArgs(cmd, patterns), a.revisionArgs(cmd, f, patterns)); err != nil {
		return err
	}
	if len(f.outputs) == 0 && !f.diff {
		f.outputs = []string{"text"}
	}
	outputs, err := report.ParseOutputs(f.outputs)
	if err == nil && f.diff && slices.ContainsFunc(outputs, func(o report.Output) bool { return o.Path == "-" }) {
		err = errors.New("--diff takes the standard output: give the report a file, as in json=FILE")
	}
	if err != nil {
		return usageError{cmd, err}
	}
	level, err := rules.ParseLevel(f.failOn.String())
	if err != nil {
		return err
	}
	f.conform, f.shard = !f.noConform, f.shardTo != ""
	run := func() (*finding.Report, []driver.Node, error) {
		return a.checkOnce(cmd.Context(), f, patterns, outputs, level)
	}
	if f.watch {
		return a.watch(cmd.Context(), rootDir(a.env.Dir, f.config), run)
	}
	_, _, err = run()
	return err
}

// checkOnce analyses, reports, and sets the exit code. It returns the packages that
// were looked at beside the report.
func (a *app) checkOnce(ctx context.Context, f *checkFlags, patterns []string, outputs []report.Output, level rules.Level) (_ *finding.Report, _ []driver.Node, err error) {
	a.code = Clean
	if f.inputFlags.known, err = f.read(ctx, a, &f.inputFlags, patterns); err != nil {
		return nil, nil, err
	}
	outcome, err := a.analyze(ctx, &f.inputFlags, patterns)
	if err != nil {
		return nil, nil, err
	}
	r, err := outcome.report()
	switch {
	case err != nil:
		return nil, nil, err
	case f.fix:
		if outcome, r, err = a.fix(ctx, f, patterns, outcome, r); err != nil {
			return nil, nil, err
		}
	case f.diff:
		if err := a.diff(outcome, r); err != nil {
			return nil, nil, err
		}
	}
	if f.changed != "" {
		if err := a.onlyChanged(ctx, f.changed, outcome, r); err != nil {
			return nil, nil, err
		}
	}
	if f.shard {
		if err := a.writeShard(f.shardTo, outcome); err != nil {
			return nil, nil, err
		}
	}
	unwritten := a.write(r, outputs, outcome, f.info(outcome.project))
	a.tell(outcome)
	a.tellUnresolved(outcome)
	a.tellStale(ctx, outcome.project, f.config)
	if unwritten != nil {
		return nil, nil, unwritten
	}
	if !slices.Contains(outputs, report.Output{Format: "text", Path: "-"}) {
		a.log(report.Summary(r))
	}
	a.code = f.tell(a, outcome, r.Findings, &f.inputFlags)
	switch {
	case a.incomplete(outcome, &f.inputFlags), a.code == Incomplete:
		a.code = Incomplete
	case f.exitZero:
		a.code = Clean
	case finding.Count(r.Findings).AtLeast(level) > 0:
		a.code = Found
	}
	return r, outcome.Graph, nil
}

// outcome is one analysis with all that is needed to report it.
type outcome struct {
	*Analysis
	project *project
	scope   pipeline.Scope
	source  *finding.Source
	known   map[string]finding.Suppression

	broken bool // the run as a whole failed, which no flag lifts
	told   int  // so many of the failures, from the first on, were told already
}

// analyze runs the engine over what the flags and the project say. It returns
// an error only where there is nothing that a report could say.
func (a *app) analyze(ctx context.Context, f *inputFlags, patterns []string) (*outcome, error) {
	p, err := a.project(f.config)
	if err != nil {
		return nil, err
	}
	documents, notices, err := p.documents(a, f.documents)
	if err != nil {
		return nil, err
	}
	if len(f.from) > 0 {
		if f.shards, err = a.shards(f.from); err == nil && len(patterns) > 0 {
			err = errors.New("packages and --from exclude each other: what others have found out is all the code there is")
		}
		if err != nil {
			return nil, err
		}
	} else {
		patterns, err = a.patterns(p, patterns, f.documents, documents)
	}
	o, err := a.over(ctx, f, p, patterns, documents, err)
	if err == nil {
		o.Notices = slices.Concat(notices, o.Notices)
	}
	return o, err
}

// over runs the engine over packages and documents of a project. What kept the
// caller from finding them, failed, is told as what keeps the engine from
// running is.
func (a *app) over(ctx context.Context, f *inputFlags, p *project, patterns, documents []string, failed error) (*outcome, error) {
	o, err := &outcome{project: p, known: f.known}, failed
	if err == nil {
		cfg := Config{
			Shards: f.shards, WantShard: f.shard,
			Dir: a.env.Dir, Root: p.root, Env: f.env, Keep: f.keep, Patterns: patterns, Tests: f.tests, Tags: f.tags,
			Documents: documents, Policy: p.policy, Checks: p.checks, Why: f.why, Conform: f.conform, Engines: f.engines,
		}
		if !f.noCache {
			cfg.Cache = a.cache()
		}
		if len(f.remoteRefs) > 0 {
			client, err := remote.New(f.remoteRefs)
			if err != nil {
				return nil, fmt.Errorf("--allow-remote-refs: %w", err)
			}
			cfg.Fetch = client.Fetch
		}
		if f.stats {
			cfg.Stats = new(driver.Stats)
		}
		stop, failed := a.measure(f.profiles)
		if failed != nil {
			return nil, failed
		}
		o.Analysis, err = a.engineRun(ctx, cfg)
		if failed := stop(); failed != nil {
			return nil, failed
		}
		if f.stats {
			if failed := cfg.Stats.Write(a.env.Stderr); failed != nil {
				return nil, failed
			}
		}
	}
	if ctx.Err() != nil {
		return nil, errors.New("interrupted: nothing is reported")
	}
	if err != nil {
		a.fail(err)
		o.broken, o.told = true, 1
		if o.Analysis == nil {
			o.Analysis = &Analysis{}
		}
		o.Failures = append([]finding.Failure{{Input: "the run", Message: err.Error()}}, o.Failures...)
	}
	if err := p.learn(o.Rules); err != nil {
		return nil, err
	}
	o.Notices = slices.Concat(o.Notices, p.strangers(), p.worthALook())
	if p.failure != nil {
		o.Failures = append([]finding.Failure{*p.failure}, o.Failures...)
		o.told++ // with excerpts, when the policy was read
	}
	whole := slices.Contains(patterns, "./...") && isModule(a.env.Dir) || len(f.from) > 0
	o.scope = pipeline.Scope{
		Packages: o.Packages, Documents: o.Documents,
		Module:  whole,
		Project: whole && a.env.Dir == p.root && len(f.documents) == 0,
		Paper:   len(patterns) == 0 && a.env.Dir == p.root && len(f.documents) == 0,
		Partial: len(o.Failures) > 0,
	}
	return o, nil
}

// engineRun runs the engine, with progress. Where it cannot run over the code,
// as without a go command, it still does over the documents, so that there can
// be an analysis beside the error.
func (a *app) engineRun(ctx context.Context, cfg Config) (*Analysis, error) {
	progress := a.progress()
	defer progress.end()
	cfg.Progress = progress.show
	defer a.tellCache(cfg.Cache)
	analysis, err := a.engine.Analyze(ctx, cfg)
	if err == nil || len(cfg.Patterns) == 0 || len(cfg.Documents) == 0 || ctx.Err() != nil {
		return analysis, err
	}
	cfg.Patterns = nil
	analysis, again := a.engine.Analyze(ctx, cfg)
	if again != nil {
		return nil, err
	}
	return analysis, err
}

// patterns returns the packages to analyse: those given, else all of the
// module, or none where documents are all there is to check.
func (a *app) patterns(p *project, given, named, documents []string) ([]string, error) {
	switch {
	case len(given) > 0:
		return given, nil
	case len(named) > 0:
		return nil, nil
	case p.module != "":
		return []string{"./..."}, nil
	case len(documents) > 0:
		a.log("there is no go.mod here or above, so only documents are checked")
		return nil, nil
	}
	return nil, fmt.Errorf("nothing to check in %s: no go.mod here or above, and no OpenAPI document: run it in a Go module, or name a document with -d", a.env.Dir)
}

// report runs the pipeline over the analysis.
func (o *outcome) report() (*finding.Report, error) {
	source, err := finding.OpenSource(o.project.root)
	if err != nil {
		return nil, err
	}
	source.Hide(o.Findings)
	o.source = source
	findings, err := pipeline.Process(o.input())
	if err != nil {
		return nil, errors.Join(err, source.Close())
	}
	return &finding.Report{
		Findings: findings, Notices: o.Notices, Failures: o.Failures,
		Packages: o.Packages, Documents: o.Documents,
	}, nil
}

// input returns the analysis as the pipeline takes it. The source is open.
func (o *outcome) input() pipeline.Input {
	seen, unresolved := o.Seen, 0
	if o.Inventory != nil {
		unresolved = len(o.Inventory.Unresolved)
		for _, r := range o.Inventory.Routes {
			seen.Routes = append(seen.Routes, r.Method+" "+r.Path)
		}
	}
	return pipeline.Input{
		Seen: &seen, Unresolved: unresolved, Own: o.project.own,
		Root: o.project.root, Catalog: o.project.catalog, Policy: o.project.policy,
		Findings: o.Findings, Ignores: o.Ignores, Scope: o.scope, Known: o.known,
		Line: o.source.Line, Suggest: o.project.suggest,
	}
}

// incomplete reports whether the run must end with Incomplete, and says why
// where no failure did.
func (a *app) incomplete(o *outcome, f *inputFlags) bool {
	unresolved := len(o.Notices)
	if o.Inventory != nil {
		unresolved += len(o.Inventory.Unresolved)
	}
	switch {
	case o.broken, len(o.Failures) > 0 && !f.allowPartial:
		return true
	case unresolved > 0 && f.requireComplete:
		a.log(fmt.Sprintf("incomplete: --require-complete allows nothing unresolved, and that many places are: %d", unresolved))
		return true
	}
	return false
}

// write renders the report for each output and writes it. An output that
// cannot be written does not keep the others from being so.
func (a *app) write(r *finding.Report, outputs []report.Output, o *outcome, info report.Info) error {
	var failed []error
	for _, out := range outputs {
		failed = append(failed, a.writeOne(r, out, o, info))
	}
	return errors.Join(append(failed, o.source.Close())...)
}

func (a *app) writeOne(r *finding.Report, out report.Output, o *outcome, info report.Info) error {
	toFile := out.Path != "-"
	info.Catalog, info.Source, info.Version = o.project.catalog, o.source, a.engine.Version
	info.Color = a.colors(a.env.StdoutIsTerminal)
	if toFile {
		info.Color = a.color.String() == "always" // what the environment says is about streams
	}
	write := func(w io.Writer) error { return report.Render(w, out.Format, r, info) }
	if toFile {
		return report.Create(a.path(out.Path), write)
	}
	return write(printer{a})
}

// maxNotices is how many notices are told on the standard error. All of them
// are in the JSON and SARIF reports.
const maxNotices = 10

// tell says on the standard error what a text report leaves out: what could
// not be analysed, and what could not be resolved.
func (a *app) tell(o *outcome) {
	for _, f := range o.Failures[o.told:] {
		message := f.Message
		if f.Input != f.At.File { // or it would stand there twice
			message = f.Input + ": " + message
		}
		a.log("failed: " + located(f.At, message))
	}
	for _, n := range o.Notices[:min(len(o.Notices), maxNotices)] {
		a.log("note: " + located(n.At, n.Message))
	}
	if more := len(o.Notices) - maxNotices; more > 0 {
		a.log(fmt.Sprintf("note: %d more notes are in the json and sarif reports", more))
	}
}

// tellUnresolved counts the registrations that apiward routes lists.
func (a *app) tellUnresolved(o *outcome) {
	if o.Inventory != nil && len(o.Inventory.Unresolved) > 0 {
		a.log(fmt.Sprintf("note: route registrations that could not be resolved: %d; apiward routes lists them", len(o.Inventory.Unresolved)))
	}
}

// located returns message with its place in front, where it has one.
func located(at finding.Range, message string) string {
	switch {
	case at.File == "":
		return message
	case at.Line == 0:
		return at.File + ": " + message
	default:
		return fmt.Sprintf("%s:%d:%d: %s", at.File, at.Line, max(1, at.Column), message)
	}
}
