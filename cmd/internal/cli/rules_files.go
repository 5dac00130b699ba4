package cli

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"

	"github.com/rogpeppe/go-internal/diff"
	"github.com/spf13/cobra"

	"github.com/apiward/apiward/cmd/internal/ruletest"
	"github.com/apiward/apiward/rules"
	"github.com/apiward/apiward/rules/ruleset"
)

// policyFiles returns the policy files that arguments name: files, and those below
// directories whose names end in .hcl. Without arguments it is the policy of the
// project, "" where it has none.
func (a *app) policyFiles(args []string) ([]string, error) {
	if len(args) == 0 {
		found, _, err := ruleset.Find(a.env.Dir)
		if err != nil {
			return nil, err
		}
		if found == "" {
			return nil, fmt.Errorf("there is no %s here or above: name the policy files", ruleset.FileName)
		}
		return []string{found}, nil
	}
	var files []string
	for _, arg := range args {
		name := a.path(arg)
		if !isDir(name) {
			files = append(files, name)
			continue
		}
		below, err := policiesBelow(name)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", arg, err)
		}
		if len(below) == 0 {
			return nil, fmt.Errorf("%s: no policy file is below this directory: their names end in .hcl", arg)
		}
		files = append(files, below...)
	}
	slices.Sort(files)
	return slices.Compact(files), nil
}

// policiesBelow returns the policy files below a directory, sorted. Of files and
// directories with a dot in front, which are other programs', only a project's
// policy is one.
func policiesBelow(dir string) (files []string, err error) {
	err = filepath.WalkDir(dir, func(name string, d fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return skip(d)
		case d.IsDir() && name != dir && passedOver(d.Name()):
			return fs.SkipDir
		case !d.Type().IsRegular():
		case d.Name() == ruleset.FileName, filepath.Ext(name) == ".hcl" && !strings.HasPrefix(d.Name(), "."):
			files = append(files, name)
		}
		return nil
	})
	return files, err
}

// loadPolicy loads a policy file as a project's. config is absolute.
func (a *app) loadPolicy(file string) (*ruleset.Ruleset, string, error) {
	catalog, err := a.engine.Catalog()
	if err != nil {
		return nil, "", err
	}
	_, root, err := ruleset.Find(filepath.Dir(file))
	if err != nil {
		root = filepath.Dir(file) // a broken policy beside it is not this one's fault
	}
	if filepath.Base(file) == ruleset.FileName {
		root = filepath.Dir(file) // what it names, it names from where it stands
	}
	decided, err := ruleset.Load(file, ruleset.Options{Root: root, Catalog: catalog, Today: a.env.Now(), Version: a.engine.Version})
	return decided, root, err
}

func (a *app) validateCommand() *cobra.Command {
	format := newChoice("text", "text", "json")
	cmd := &cobra.Command{
		Use:   "validate [files]",
		Short: "Tell every mistake in policy files, and nothing else",
		Long: "Validate reads policy files as check does, with all that they extend, and tells\n" +
			"every mistake with its line. Neither code nor documents are looked at. Without\n" +
			"files it reads the policy of the project; of a directory it reads all files\n" +
			"whose names end in .hcl. It ends with 2 where there is a mistake.",
		Example: "  apiward rules validate\n  apiward rules validate policy/ --format json",
		RunE:    func(_ *cobra.Command, args []string) error { return a.validate(args, format.String()) },
	}
	cmd.Flags().Var(format, "format", "write "+format.list())
	complete(cmd, "format", format.allowed)
	return cmd
}

// isPart reports whether a file is one that the project's policy extends, and is
// without a mistake as a part of it: it may rely on what others bring.
func (a *app) isPart(file string) bool {
	found, _, err := ruleset.Find(filepath.Dir(file))
	if err != nil || found == "" || found == file {
		return false
	}
	decided, root, err := a.loadPolicy(found)
	return err == nil && slices.Contains(decided.Files, relativeTo(root, file))
}

// mistakeJSON is a mistake in the JSON of rules validate. Fields are added, never
// changed or removed.
type mistakeJSON struct {
	Level   string `json:"level"` // error, or note: it is none, and yet worth a look
	File    string `json:"file"`
	Line    int    `json:"line,omitempty"`
	Column  int    `json:"column,omitempty"`
	Width   int    `json:"width,omitempty"` // bytes of the line that are meant
	Problem string `json:"problem"`
	Help    string `json:"help,omitempty"`
}

func (a *app) validate(args []string, format string) error {
	files, err := a.policyFiles(args)
	if err != nil {
		return err
	}
	var mistakes, notices ruleset.Diagnostics
	for _, file := range files {
		decided, _, err := a.loadPolicy(file)
		if err == nil {
			notices = append(notices, decided.Notices...)
		}
		if err != nil && a.isPart(file) {
			continue
		}
		if found, ok := errors.AsType[ruleset.Diagnostics](err); ok {
			mistakes = append(mistakes, found...)
		} else if err != nil {
			return err
		}
	}
	mistakes, notices = once(mistakes), once(notices)
	if len(mistakes) > 0 {
		a.code = Incomplete
	}
	if format == "json" {
		list := []mistakeJSON{}
		add := func(level string, found ruleset.Diagnostics) {
			for _, d := range found {
				list = append(list, mistakeJSON{level, d.At.File, d.At.Line, d.At.Column, d.Width, d.Problem, d.Help})
			}
		}
		add("error", mistakes)
		add("note", notices)
		var b bytes.Buffer
		if err := writeIndented(&b, list); err != nil {
			return err
		}
		return a.print(b.Bytes())
	}
	for _, d := range notices {
		a.log("note: " + d.String())
	}
	if len(mistakes) > 0 {
		// An error here is one of the standard error itself: nobody is left to tell.
		_ = mistakes.WriteText(a.env.Stderr, a.colors(a.env.StderrIsTerminal))
		a.log(fmt.Sprintf("mistakes in policies: %d", len(mistakes)))
		return nil
	}
	return a.print([]byte(count(len(files), "policy file") + " without a mistake\n"))
}

// once returns mistakes without those that two files tell, because both extend
// the one that has them.
func once(mistakes ruleset.Diagnostics) (list ruleset.Diagnostics) {
	told := map[string]bool{}
	for _, d := range mistakes {
		if key := d.String(); !told[key] {
			told[key] = true
			list = append(list, d)
		}
	}
	return list
}

// count returns "1 policy file" or "2 policy files".
func count(n int, what string) string {
	if n != 1 {
		what += "s"
	}
	return fmt.Sprintf("%d %s", n, what)
}

func (a *app) fmtCommand() *cobra.Command {
	var check, asDiff bool
	cmd := &cobra.Command{
		Use:   "fmt [files | -]",
		Short: "Write policy files in their one form",
		Long: "Fmt writes policy files in the one form that all policies have, and lists those\n" +
			"that it changed. Without files it is the policy of the project and what it\n" +
			"extends; of a directory it is all files whose names end in .hcl; with - it reads\n" +
			"the standard input and writes the standard output.\n\n" +
			"With --check nothing is written, and it ends with 1 where a file has another\n" +
			"form; with --diff what would change is printed. A file with a mistake in its\n" +
			"syntax is told and left as it is: it ends with 2 then.",
		Example: "  apiward rules fmt\n  apiward rules fmt --check policy/\n  apiward rules fmt - < policy.hcl",
		RunE:    func(_ *cobra.Command, args []string) error { return a.format(args, check, asDiff) },
	}
	cmd.Flags().BoolVar(&check, "check", false, "change nothing, and end with 1 where a file has another form")
	cmd.Flags().BoolVar(&asDiff, "diff", false, "change nothing, and print what would change as a unified diff")
	return cmd
}

func (a *app) format(args []string, check, asDiff bool) error {
	if slices.Contains(args, "-") {
		if len(args) > 1 {
			return errors.New("- is the standard input: name it alone")
		}
		return a.formatInput(check, asDiff)
	}
	files, err := a.policyFiles(args)
	if err != nil {
		return err
	}
	if len(args) == 0 {
		files = a.extended(files[0])
	}
	for _, file := range files {
		name := relativeTo(a.env.Dir, file)
		old, err := readPolicy(file)
		if err != nil {
			a.log(name + ": " + err.Error())
			a.code = Incomplete
			continue
		}
		formed, err := a.formed(name, old)
		if err != nil {
			return err
		}
		if formed == nil || bytes.Equal(old, formed) {
			continue
		}
		if err := a.reform(file, name, old, formed, check, asDiff); err != nil {
			return err
		}
	}
	return nil
}

// extended returns the files of a project's policy: itself, and those that it
// extends as far as it can be read.
func (a *app) extended(file string) []string {
	decided, root, err := a.loadPolicy(file)
	if err != nil {
		return []string{file}
	}
	files := make([]string, len(decided.Files))
	for i, name := range decided.Files {
		files[i] = filepath.Join(root, filepath.FromSlash(name))
	}
	return files
}

// maxPolicy bounds what is read of an input; what is larger is no policy, and is
// told when its form is asked for.
const maxPolicy = 1 << 20

func readPolicy(file string) ([]byte, error) {
	info, err := os.Stat(file)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil, errors.New("there is no such file")
	case err != nil:
		return nil, err
	case !info.Mode().IsRegular():
		return nil, errors.New("it is no regular file")
	}
	f, err := os.Open(file)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	return io.ReadAll(io.LimitReader(f, maxPolicy))
}

// formed returns the form of a text, nil where its syntax is wrong, which it
// tells.
func (a *app) formed(name string, old []byte) ([]byte, error) {
	formed, err := ruleset.Format(name, old)
	if mistakes, ok := errors.AsType[ruleset.Diagnostics](err); ok {
		a.code = Incomplete
		_ = mistakes.WriteText(a.env.Stderr, a.colors(a.env.StderrIsTerminal)) // as in tellPolicy
		return nil, nil
	}
	if formed == nil {
		formed = []byte{}
	}
	return formed, err
}

// reform does with a file that has another form what the flags say.
func (a *app) reform(file, name string, old, formed []byte, check, asDiff bool) error {
	if check {
		a.code = max(a.code, Found)
	}
	if asDiff {
		return a.print(diff.Diff("a/"+name, old, "b/"+name, formed))
	}
	if !check {
		if err := replaceFile(file, formed); err != nil {
			return fmt.Errorf("%s: %w", name, err)
		}
	}
	return a.print([]byte(name + "\n"))
}

// replaceFile gives a file another text. A reader sees the old one or the new.
func replaceFile(file string, text []byte) error {
	info, err := os.Lstat(file)
	if err != nil {
		return err
	}
	if !info.Mode().IsRegular() {
		return errors.New("it is a link: format the file that it leads to")
	}
	temp, err := os.CreateTemp(filepath.Dir(file), "."+filepath.Base(file)+".*.tmp")
	if err != nil {
		return err
	}
	_, err = temp.Write(text)
	if err == nil {
		err = temp.Chmod(info.Mode().Perm())
	}
	if err = errors.Join(err, temp.Close()); err == nil {
		err = os.Rename(temp.Name(), file)
	}
	if err != nil {
		return errors.Join(err, os.Remove(temp.Name()))
	}
	return nil
}

func (a *app) formatInput(check, asDiff bool) error {
	old, err := io.ReadAll(io.LimitReader(a.env.Stdin, maxPolicy))
	if err != nil {
		return fmt.Errorf("read the standard input: %w", err)
	}
	const name = "<stdin>"
	formed, err := a.formed(name, old)
	if err != nil || formed == nil {
		return err
	}
	if check && !bytes.Equal(old, formed) {
		a.code = Found
	}
	switch {
	case asDiff:
		return a.print(diff.Diff("a/"+name, old, "b/"+name, formed))
	case check:
		return nil
	}
	return a.print(formed)
}

func (a *app) testCommand() *cobra.Command {
	var pattern string
	format := newChoice("text", "text", "json")
	cmd := &cobra.Command{
		Use:   "test [files]",
		Short: "Run the tests that stand beside the rules of a policy",
		Long: "Test judges the fixtures of the policy's test blocks, each by itself, and holds\n" +
			"what is found against what the test expects. A fixture is judged by the rules\n" +
			"that the policy brings and those that the test names. Go code is laid over the\n" +
			"module of the current directory, whose packages it can import.\n\n" +
			"Without files it runs the tests of the project's policy and of all that it\n" +
			"extends. It ends with 1 where a test fails, and with 2 where the policy is wrong\n" +
			"or a fixture cannot be judged.",
		Example: "  apiward rules test\n  apiward rules test policy/team.hcl --run 'scope'\n  apiward rules test --format json",
		RunE: func(cmd *cobra.Command, args []string) error {
			return a.test(cmd, args, pattern, format.String())
		},
	}
	cmd.Flags().StringVar(&pattern, "run", "", "run only the tests whose names match this `regexp`")
	cmd.Flags().Var(format, "format", "write "+format.list())
	complete(cmd, "format", format.allowed)
	return cmd
}

func (a *app) test(cmd *cobra.Command, args []string, pattern, format string) error {
	run, err := regexp.Compile(pattern)
	if err != nil {
		return usageError{cmd, fmt.Errorf("--run %q is no regular expression: %w", pattern, err)}
	}
	files, err := a.policyFiles(args)
	if err != nil {
		return err
	}
	var results []ruletest.Result
	var untested []string
	seen := map[rules.Place]bool{}
	for _, file := range files {
		decided, root, err := a.loadPolicy(file)
		if err != nil {
			a.tellPolicy(err)
			a.code = Incomplete
			continue
		}
		more, without, err := a.testOne(cmd.Context(), decided, root, run, seen)
		if err != nil {
			return err
		}
		results, untested = append(results, more...), append(untested, without...)
	}
	if a.code == Incomplete {
		return errTold
	}
	if pattern != "" {
		untested = nil // of rules whose tests were not asked for nothing is said
		if len(results) == 0 {
			return usageError{cmd, fmt.Errorf("--run %q matches the name of no test", pattern)}
		}
	}
	slices.Sort(untested)
	var b bytes.Buffer
	if format == "json" {
		err = ruletest.JSON(&b, results, slices.Compact(untested))
	} else {
		ruletest.Text(&b, results, slices.Compact(untested))
	}
	if err != nil {
		return err
	}
	for i := range results {
		switch r := &results[i]; {
		case len(r.Broken) > 0:
			a.code = Incomplete
		case !r.OK():
			a.code = max(a.code, Found)
		}
	}
	return a.print(b.Bytes())
}

// testOne runs the tests of one policy that are not seen yet, and returns the
// rules that have none.
func (a *app) testOne(ctx context.Context, decided *ruleset.Ruleset, root string, run *regexp.Regexp, seen map[rules.Place]bool) ([]ruletest.Result, []string, error) {
	suite := ruletest.Suite{
		Try: a.engine.Try, Catalog: decided.Catalog,
		Config: Config{Dir: moduleDir(a.env.Dir), Root: root, Policy: decided.Policy, Checks: decided.Checks},
	}
	for _, e := range decided.Catalog.All() {
		if e.At.File != "" {
			suite.House = append(suite.House, e.ID)
		}
	}
	var tests []rules.Test
	for _, t := range decided.Tests {
		if run.MatchString(t.Name) && !seen[t.At] {
			tests = append(tests, t)
		}
		seen[t.At] = true
	}
	results, err := suite.Run(ctx, tests)
	return results, suite.Untested(decided.Tests), err
}
