package cli

import (
	"errors"
	"fmt"
	"path/filepath"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"github.com/apiward/apiward/cmd/internal/finding"
	"github.com/apiward/apiward/cmd/internal/pipeline"
	"github.com/apiward/apiward/cmd/internal/report"
)

func (a *app) whyCommand() *cobra.Command {
	var f inputFlags
	format := newChoice("text", "text", "json")
	cmd := &cobra.Command{
		Use:   "why ([METHOD] PATH | FILE:LINE) [packages]",
		Short: "Prove what is said of a route or a line, and why nothing is",
		Long: "Why shows what an answer rests on. Of a route: where it is registered, each\n" +
			"middleware with what it proves or why it proves nothing, the handler's own checks,\n" +
			"what is reported or why nothing is. Of a line: the findings with each step, the\n" +
			"routes and middlewares that stand there, and the calls that could be dangerous and\n" +
			"are not, with the reason. Each proof ends in the one fact that decides it.\n\n" +
			"Names of parameters do not count, and a path may be that of a request. Files are\n" +
			"named as from here, or as reports name them.",
		Example: "  apiward why GET '/users/{id}'\n" +
			"  apiward why /users/42\n" +
			"  apiward why internal/store/orders.go:32",
		Args: func(cmd *cobra.Command, args []string) error {
			if len(args) == 0 {
				return usageError{cmd, errors.New("why takes a route or a place: apiward why GET '/users/{id}', or apiward why api/users.go:12")}
			}
			return nil
		},
		RunE: func(cmd *cobra.Command, args []string) error {
			question, patterns, err := a.question(args)
			if err == nil {
				err = packageArgs(cmd, patterns)
			}
			if err != nil {
				return usageError{cmd, err}
			}
			return a.why(cmd, &f, question, format.String(), patterns)
		},
	}
	f.add(cmd)
	cmd.Flags().Var(format, "format", "write "+format.list())
	complete(cmd, "format", format.allowed)
	return cmd
}

// question reads what is asked, and returns the arguments behind it. The file of
// a place is one as it was written.
func (a *app) question(args []string) (finding.Question, []string, error) {
	if method, path, ok := strings.Cut(args[0], " "); ok { // one word to the shell
		args = append([]string{method, strings.TrimSpace(path)}, args[1:]...)
	}
	if file, line, ok := placeArg(args[0]); ok {
		return finding.Question{File: file, Line: line}, args[1:], nil
	}
	if isPath(args[0]) {
		return finding.Question{Path: args[0]}, args[1:], nil
	}
	if len(args) > 1 && isPath(args[1]) && strings.Trim(args[0], "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz-") == "" {
		return finding.Question{Method: strings.ToUpper(args[0]), Path: args[1]}, args[2:], nil
	}
	if strings.Contains(args[0], ".go") {
		return finding.Question{}, nil, fmt.Errorf("%q is no place: write the line behind the file, as in %s:12", args[0], strings.TrimRight(args[0], ":"))
	}
	return finding.Question{}, nil, fmt.Errorf("%q is neither a route nor a place: write apiward why GET '/users/{id}', or apiward why api/users.go:12", args[0])
}

// isPath reports whether an argument is a path, as it is requested or as the table
// of routes prints it: with a piece in front that is not known.
func isPath(arg string) bool { return strings.HasPrefix(arg, "/") || strings.HasPrefix(arg, "{?}") }

// placeArg reads FILE:LINE, or FILE:LINE:COLUMN as reports write it.
func placeArg(arg string) (file string, line int, ok bool) {
	parts := strings.Split(arg, ":")
	var numbers []int
	for len(parts) > 1 && len(numbers) < 2 {
		n, err := strconv.Atoi(parts[len(parts)-1])
		if err != nil || n < 1 {
			break
		}
		numbers, parts = append(numbers, n), parts[:len(parts)-1]
	}
	file = strings.Join(parts, ":")
	switch strings.ToLower(filepath.Ext(file)) {
	case ".go", ".yaml", ".yml", ".json":
		if len(numbers) > 0 {
			return file, numbers[len(numbers)-1], true
		}
	}
	return "", 0, false
}

func (a *app) why(cmd *cobra.Command, f *inputFlags, q finding.Question, format string, patterns []string) error {
	if q.File != "" {
		var err error
		if q.File, err = a.fileOf(rootDir(a.env.Dir, f.config), q); err != nil {
			return err
		}
	}
	if module := moduleDir(a.env.Dir); len(patterns) == 0 && module != "" && f.config == "" && len(f.documents) == 0 {
		a.env.Dir = module // a part of a program proves little
	}
	f.why = &q
	outcome, err := a.analyze(cmd.Context(), f, patterns)
	if err != nil {
		return err
	}
	proof := outcome.Proof
	if proof == nil { // no code was analysed
		proof = &finding.Proof{Question: q, Subjects: []finding.Subject{}}
		if q.File != "" {
			at := finding.Range{File: q.File, Line: q.Line}
			proof.Subjects = append(proof.Subjects, finding.Subject{Node: finding.Node{Kind: "line", Text: fmt.Sprintf("%s:%d", q.File, q.Line), At: at}})
		}
	}
	r, err := outcome.report()
	if err != nil {
		return err
	}
	defer outcome.source.Close()
	outcome.source.Hide([]finding.Finding{{Hidden: proof.Secrets}})
	pipeline.Explain(proof, outcome.input(), r.Findings)
	data, err := report.Proof(format, proof, report.Info{Source: outcome.source, Color: a.colors(a.env.StdoutIsTerminal)})
	if err != nil {
		return fmt.Errorf("write the proof: %w", err)
	}
	if err := a.print(data); err != nil {
		return err
	}
	a.tell(outcome)
	if a.incomplete(outcome, f) || len(proof.Subjects) == 0 {
		a.code = Incomplete
	}
	return nil
}

// fileOf returns the file of a place as a slash path relative to the project's
// root. It is looked for where the command was started, and, as reports name
// files, from the root.
func (a *app) fileOf(root string, q finding.Question) (string, error) {
	source, err := finding.OpenSource(root)
	if err != nil {
		return "", err
	}
	defer source.Close()
	name := a.path(q.File)
	if _, ok := source.Line(relativeTo(root, name), 1); !ok && !filepath.IsAbs(q.File) {
		name = filepath.Join(root, q.File)
	}
	file := relativeTo(root, name)
	if _, ok := source.Line(file, 1); !ok {
		return "", fmt.Errorf("there is no file %s here, or below %s", q.File, root)
	}
	if _, ok := source.Line(file, q.Line); !ok {
		return "", fmt.Errorf("%s has no line %d", file, q.Line)
	}
	return file, nil
}
