package cli

import (
	"github.com/spf13/cobra"
)

type vetFlags struct {
	config string
	tests  bool
	tags   []string
}

func (a *app) vetCommand() *cobra.Command {
	var f vetFlags
	cmd := &cobra.Command{
		Use:   "vet [packages]",
		Short: "Report what is wrong in the code, through go vet and its cache",
		Long: "Vet runs the code rules under go vet, which keeps results in Go's build cache.\n" +
			"Documents are not looked at. A flaw that only a whole program shows is reported\n" +
			"as far as each package sees it, so that check finds more.",
		Args: packageArgs,
		RunE: func(cmd *cobra.Command, args []string) error { return a.vet(cmd, &f, args) },
	}
	flags := cmd.Flags()
	flags.StringVar(&f.config, "config", "", "read the policy from `file` (default: the nearest .apiward.hcl upward)")
	flags.BoolVar(&f.tests, "tests", false, "check _test.go files too")
	flags.StringSliceVar(&f.tags, "tags", nil, "build `tag,...` that hold")
	return cmd
}

func (a *app) vet(cmd *cobra.Command, f *vetFlags, patterns []string) error {
	p, err := a.project(f.config)
	if err != nil {
		return err
	}
	if p.failure != nil {
		return errTold // go vet would cache results of rules that nobody chose
	}
	if len(patterns) == 0 {
		patterns = []string{"./..."}
	}
	cfg := Config{Dir: a.env.Dir, Root: p.root, Patterns: patterns, Tests: f.tests, Tags: f.tags, Policy: p.policy}
	a.code, err = a.engine.Vet(cmd.Context(), cfg, a.env.Stdout, a.env.Stderr)
	return err
}
