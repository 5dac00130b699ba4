// Package cli is the command line: commands, flags, exit codes, and what goes
// to which stream. It reads no code and no document itself; an [Engine] does.
//
// The standard output carries the report and nothing else. Failures, notices
// and progress go to the standard error.
package cli

import (
	"context"
	"errors"
	"fmt"
	"io"
	"path/filepath"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"github.com/apiward/apiward/cmd/internal/driver"
	"github.com/apiward/apiward/cmd/internal/report"
	"github.com/apiward/apiward/rules"
	"github.com/apiward/apiward/rules/ruleset"
)

// The exit codes. Incomplete outranks Found: a run that did not see everything
// must not look like one that did.
const (
	Clean      = 0 // no finding at or above the fail level
	Found      = 1 // findings at or above the fail level
	Incomplete = 2 // a wrong flag or policy, or an input that could not be analysed
)

// Env is the world as the commands see it, so that tests can make one.
type Env struct {
	Stdin          io.Reader
	Stdout, Stderr io.Writer

	Dir    string              // absolute; where the command was started
	Getenv func(string) string // of the process
	Now    func() time.Time    // decides which exemptions have expired

	CacheDir string // absolute, of the user; "" where there is none, and nothing is kept

	StdoutIsTerminal, StderrIsTerminal bool
}

// Engine is what the commands command.
type Engine struct {
	Version string // "v0.1.0", "" for a build that has none

	// Catalog returns every rule of this build.
	Catalog func() (*rules.Catalog, error)

	// Analyze loads and analyses code and documents. Its error is one of usage
	// or environment, and says what to do; inputs that fail are in the Analysis.
	Analyze func(context.Context, Config) (*Analysis, error)

	// Try judges fixtures, each by itself. Its error is one of the environment.
	Try func(context.Context, Config, []driver.Fixture) ([]*Analysis, error)

	// Foreign asks an engine of the policy, which runs as a process of its own,
	// for the rules it has.
	Foreign func(ctx context.Context, root string, e rules.Engine) ([]rules.Entry, error)

	// Modules returns where the main modules of a directory stand below root,
	// by path, those that do not stand at it. Nil: they are not looked for.
	Modules func(ctx context.Context, dir, root string) map[string]string

	// Vet runs go vet with this binary as its tool over the packages of the
	// config. Findings go to stdout, one a line. It returns an exit code of ours.
	Vet func(ctx context.Context, cfg Config, stdout, stderr io.Writer) (int, error)
}

// Config and Analysis are the driver's: what to analyse, and what was found.
type (
	Config   = driver.Config
	Analysis = driver.Analysis
)

// Run runs one command line, args without the program's name, and returns the
// exit code.
func Run(ctx context.Context, args []string, engine Engine, env Env) int {
	a := &app{engine: engine, env: env}
	root := a.root()
	root.SetArgs(args)
	err := root.ExecuteContext(ctx)
	if err == nil {
		return a.code
	}
	if !errors.Is(err, errTold) {
		a.fail(err)
	}
	return Incomplete
}

// errTold ends a command whose reader knows why already.
var errTold = errors.New("told already")

// app is one run of the command line.
type app struct {
	engine Engine
	env    Env

	chdir   string
	profile string
	color   *choice
	code    int // the exit code of a command that ended without an error
}

// root returns the command tree. The root itself is check, so that
// apiward ./... works.
func (a *app) root() *cobra.Command {
	a.color = newChoice("auto", "auto", "always", "never")
	cmd := a.checkCommand()
	cmd.Use = "apiward [packages]"
	cmd.Short = "Check Go API services and their OpenAPI documents, together"
	cmd.Long = "apiward checks Go API services and the OpenAPI documents that describe them: the\n" +
		"code, the documents, and whether the two agree.\n\n" +
		"Without a command it does what apiward check does."
	cmd.Args = a.noBareWords
	cmd.SilenceErrors = true
	cmd.SilenceUsage = true
	cmd.SetIn(a.env.Stdin)
	cmd.SetOut(a.env.Stdout)
	cmd.SetErr(a.env.Stderr)
	cmd.SetFlagErrorFunc(flagError)
	cmd.PersistentPreRunE = func(*cobra.Command, []string) error { return a.enter() }

	cmd.AddCommand(a.coverageCommand())
	flags := cmd.PersistentFlags()
	flags.StringVarP(&a.chdir, "chdir", "C", "", "run as if started in `dir`")
	flags.StringVar(&a.profile, "profile", "", "take this profile `name` of the policy, whatever the policy chooses")
	flags.Var(a.color, "color", "colour the text report: "+a.color.list()+"; auto heeds NO_COLOR and FORCE_COLOR")
	complete(cmd, "color", a.color.allowed)

	cmd.AddCommand(a.checkCommand(), a.routesCommand(), a.whyCommand(), a.rulesCommand(), a.explainCommand(), a.vetCommand(), a.configCommand(), a.mergeCommand(), a.cacheCommand(), a.versionCommand())
	cmd.AddCommand(a.diffCommand(), a.baselineCommand(), a.hookCommand())
	cmd.AddCommand(a.initCommand(), a.doctorCommand())
	return cmd
}

// enter makes the directory of -C the one everything is relative to.
func (a *app) enter() error {
	if a.chdir == "" {
		return nil
	}
	dir := a.path(a.chdir)
	if !isDir(dir) {
		return fmt.Errorf("-C %s: there is no such directory", a.chdir)
	}
	a.env.Dir = dir
	return nil
}

// path returns a path that the user wrote as an absolute one.
func (a *app) path(p string) string {
	if filepath.IsAbs(p) {
		return filepath.Clean(p)
	}
	return filepath.Join(a.env.Dir, p)
}

// noBareWords refuses what is a misspelt command rather than a package: a
// package of the project starts with ./, one of another module has a dot or a
// slash in it.
func (a *app) noBareWords(cmd *cobra.Command, args []string) error {
	if len(args) == 0 || strings.ContainsAny(args[0], "./\\") {
		return nil
	}
	var names []string
	for _, c := range cmd.Commands() {
		if c.IsAvailableCommand() || c.Name() == "help" {
			names = append(names, c.Name())
		}
	}
	if near := ruleset.Suggest(args[0], names); near != "" {
		return usageError{cmd, fmt.Errorf("unknown command %q: did you mean %s?", args[0], near)}
	}
	return usageError{cmd, fmt.Errorf("unknown command %q: expected packages such as ./... or one of %s", args[0], strings.Join(names, ", "))}
}

// noArgs refuses all arguments: cobra's own answer calls them commands.
func noArgs(cmd *cobra.Command, args []string) error {
	if len(args) > 0 {
		return usageError{cmd, fmt.Errorf("%s takes no arguments, and %q is one", cmd.CommandPath(), args[0])}
	}
	return nil
}

// usageError is a command line that cannot be run. It points to the help.
type usageError struct {
	cmd *cobra.Command
	err error
}

func (e usageError) Error() string {
	return fmt.Sprintf("%v\nrun %s --help for what it takes", e.err, e.cmd.CommandPath())
}

func (e usageError) Unwrap() error { return e.err }

// flagError adds what a misspelt flag was most likely meant to be.
func flagError(cmd *cobra.Command, err error) error {
	if message, _, ok := strings.Cut(err.Error(), ": strconv.ParseBool"); ok {
		return usageError{cmd, fmt.Errorf("%s: expected true or false", message)}
	}
	name, unknown := strings.CutPrefix(err.Error(), "unknown flag: --")
	if !unknown {
		return usageError{cmd, err}
	}
	var names []string
	for word := range strings.FieldsSeq(cmd.Flags().FlagUsages()) {
		if flag, ok := strings.CutPrefix(word, "--"); ok {
			names = append(names, flag)
		}
	}
	if near := ruleset.Suggest(name, names); near != "" {
		err = fmt.Errorf("%w: did you mean --%s?", err, near)
	}
	return usageError{cmd, err}
}

// fail tells the user of an error.
func (a *app) fail(err error) { a.log(err.Error()) }

// log writes one message to the standard error. Messages hold names and text
// of files, so that they are cleaned as reports are.
func (a *app) log(message string) {
	fmt.Fprintf(a.env.Stderr, "apiward: %s\n", report.CleanLines(message))
}

// print writes a command's result to the standard output.
func (a *app) print(data []byte) error {
	_, err := printer{a}.Write(data)
	return err
}

// printer is the standard output to whoever writes bit by bit.
type printer struct{ *app }

func (p printer) Write(data []byte) (int, error) {
	n, err := p.env.Stdout.Write(data)
	if err != nil {
		return n, fmt.Errorf("write to the standard output: %w", err)
	}
	return n, nil
}

// colors reports whether text on a stream has colours. The flag says so first;
// of the environment, who wants none outranks who wants some.
func (a *app) colors(isTerminal bool) bool {
	switch a.color.String() {
	case "always":
		return true
	case "never":
		return false
	}
	switch {
	case a.env.Getenv("NO_COLOR") != "":
		return false
	case a.env.Getenv("FORCE_COLOR") != "":
		return true
	}
	return isTerminal && a.env.Getenv("TERM") != "dumb"
}

// complete offers words for a flag in shells.
func complete(cmd *cobra.Command, flag string, words []string) {
	// The only error is a flag that does not exist or has completions.
	_ = cmd.RegisterFlagCompletionFunc(flag, cobra.FixedCompletions(words, cobra.ShellCompDirectiveNoFileComp))
}

// choice is a flag with a few values.
type choice struct {
	value   string
	allowed []string
}

func newChoice(value string, allowed ...string) *choice { return &choice{value, allowed} }

// String returns the value in force.
func (c *choice) String() string { return c.value }

// Type returns the name of the value in the flag's help.
func (c *choice) Type() string { return "word" }

// Set takes one of the allowed values.
func (c *choice) Set(s string) error {
	for _, v := range c.allowed {
		if v == s {
			c.value = s
			return nil
		}
	}
	return fmt.Errorf("expected %s", c.list())
}

func (c *choice) list() string {
	last := len(c.allowed) - 1
	return strings.Join(c.allowed[:last], ", ") + " or " + c.allowed[last]
}
