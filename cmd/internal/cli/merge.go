package cli

import (
	"errors"
	"fmt"
	"os"

	"github.com/spf13/cobra"

	"github.com/apiward/apiward/cmd/internal/driver"
	"github.com/apiward/apiward/cmd/internal/report"
)

func (a *app) mergeCommand() *cobra.Command {
	cmd, f := a.checkFlagged()
	cmd.Use = "merge shard.json..."
	cmd.Short = "Link what several runs found out, and report on the whole program"
	cmd.Long = "Merge takes what runs over parts of a program have written with apiward check\n" +
		"--shard, links it as one run over all of it would, and reports the same, without\n" +
		"fixes. It runs in the checkout, with the policy and the documents of the runs,\n" +
		"and analyses no code. The table of routes is that of\n" +
		"apiward routes --from a.json --from b.json."
	cmd.Example = "  apiward check ./cmd/orders/... --shard a.json --exit-zero\n" +
		"  apiward check ./cmd/billing/... --shard b.json --exit-zero\n" +
		"  apiward merge a.json b.json -o sarif=apiward.sarif"
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		if len(args) == 0 {
			return usageError{cmd, errors.New("merge takes the files that apiward check --shard has written")}
		}
		f.from = append(f.from, args...)
		return a.check(cmd, f, nil)
	}
	return cmd
}

// shards reads the files that other runs have written.
func (a *app) shards(names []string) (list []driver.Shard, err error) {
	var failed []error
	for _, name := range names {
		text, err := os.ReadFile(a.path(name))
		failed = append(failed, err)
		list = append(list, driver.Shard{Name: name, Text: text})
	}
	return list, errors.Join(failed...)
}

// writeShard writes what the run found out for a run that merges it.
func (a *app) writeShard(name string, o *outcome) error {
	if o.Shard == nil {
		return fmt.Errorf("--shard %s: no code was analysed, so that there is nothing to merge", name)
	}
	return report.WriteFile(a.path(name), o.Shard)
}
