package cli

import (
	"io"
	"strings"

	"github.com/spf13/cobra"

	"github.com/apiward/apiward/cmd/internal/base"
	"github.com/apiward/apiward/rules"
)

// completeRule offers the rules of this build and, where the policy can be read,
// the project's own, each with its title.
func (a *app) completeRule(_ *cobra.Command, args []string, begun string) ([]cobra.Completion, cobra.ShellCompDirective) {
	if len(args) > 0 {
		return nil, cobra.ShellCompDirectiveNoFileComp
	}
	return a.ruleWords(begun)
}

func (a *app) ruleWords(begun string) (words []cobra.Completion, _ cobra.ShellCompDirective) {
	catalog, err := a.engine.Catalog()
	if err != nil {
		return nil, cobra.ShellCompDirectiveError
	}
	for _, e := range a.withHouse(catalog).All() {
		if strings.HasPrefix(e.ID, begun) {
			words = append(words, cobra.CompletionWithDesc(e.ID, e.Title))
		}
	}
	return words, cobra.ShellCompDirectiveNoFileComp
}

// withHouse adds the rules of the project's policy. What is wrong with it is not
// told in the middle of a line that somebody types.
func (a *app) withHouse(catalog *rules.Catalog) *rules.Catalog {
	quiet := *a
	quiet.env.Stderr = io.Discard
	if p, err := quiet.project(""); err == nil && p.failure == nil {
		return p.catalog
	}
	return catalog
}

// completeBase offers branches and tags as the first argument.
func (a *app) completeBase(cmd *cobra.Command, args []string, begun string) ([]cobra.Completion, cobra.ShellCompDirective) {
	if len(args) > 0 {
		return nil, cobra.ShellCompDirectiveDefault
	}
	return a.baseWords(cmd, args, begun)
}

func (a *app) baseWords(cmd *cobra.Command, _ []string, begun string) (words []cobra.Completion, _ cobra.ShellCompDirective) {
	for _, name := range base.Names(cmd.Context(), a.env.Dir) {
		if strings.HasPrefix(name, begun) {
			words = append(words, name)
		}
	}
	return words, cobra.ShellCompDirectiveNoFileComp
}
