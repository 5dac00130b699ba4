package cli

import (
	"bytes"
	"fmt"
	"path"
	"strings"

	"github.com/spf13/cobra"

	"github.com/apiward/apiward/cmd/internal/report"
	"github.com/apiward/apiward/rules"
)

func (a *app) docsCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "docs [files]",
		Short: "Write a page of Markdown on the rules that a policy brings",
		Long: "Docs writes what people should know of the rules that policy files bring: what\n" +
			"each reports and why, its level, and examples, which are the fixtures of its\n" +
			"tests. Without files it is the policy of the project.",
		Example: "  apiward rules docs > docs/rules.md",
		RunE:    func(_ *cobra.Command, args []string) error { return a.docs(args) },
	}
}

func (a *app) docs(args []string) error {
	files, err := a.policyFiles(args)
	if err != nil {
		return err
	}
	var list []documented
	seen := map[rules.Place]bool{}
	for _, file := range files {
		decided, _, err := a.loadPolicy(file)
		if err != nil {
			a.tellPolicy(err)
			return errTold
		}
		for _, e := range decided.Catalog.All() {
			if e.At.File != "" && !seen[e.At] {
				seen[e.At] = true
				list = append(list, documented{e, decided.Policy.Level(e.Rule)})
			}
		}
	}
	var b bytes.Buffer
	if err := writeDocs(&b, list); err != nil {
		return err
	}
	return a.print(b.Bytes())
}

// documented is a rule of a policy with its level there.
type documented struct {
	rules.Entry
	level rules.Level
}

func writeDocs(b *bytes.Buffer, list []documented) error {
	b.WriteString("# House rules\n")
	if len(list) == 0 {
		b.WriteString("\nThe policy brings no rules of its own.\n")
		return nil
	}
	b.WriteString("\n| Rule | Level | Judges | What is wrong |\n| --- | --- | --- | --- |\n")
	for _, e := range list {
		fmt.Fprintf(b, "| [`%s`](#%s) | %s | %s | %s |\n", e.ID, e.ID, e.level, judged(e.Kind), cell(e.Title))
	}
	for _, e := range list {
		help, err := e.Help()
		if err != nil {
			return err
		}
		writeDoc(b, e, help)
	}
	return nil
}

// judged says what rules of a kind look at.
func judged(k rules.Kind) string {
	switch k {
	case rules.Document:
		return "documents"
	case rules.Contract:
		return "code beside documents"
	}
	return "code"
}

// cell returns a text that stays in its cell of a table.
func cell(s string) string { return strings.ReplaceAll(report.Clean(s), "|", `\|`) }

func writeDoc(b *bytes.Buffer, e documented, help rules.Help) {
	fmt.Fprintf(b, "\n## %s\n\n%s.\n\n", e.ID, report.Clean(e.Title))
	facts := []string{"level " + e.level.String(), "severity " + e.Severity.String()}
	if e.OWASP != "" {
		facts = append(facts, "OWASP "+e.OWASP)
	}
	if e.CWE != 0 {
		facts = append(facts, cwe(e.Rule))
	}
	fmt.Fprintf(b, "%s. It stands in `%s`.\n", capital(strings.Join(facts, ", ")), originOf(e.Entry))
	if what := strings.TrimSpace(help.What); what != e.Title+"." {
		b.WriteString("\n" + report.CleanLines(what) + "\n")
	}
	for _, s := range []struct{ heading, text string }{{"Why", help.Why}, {"Avoid", help.Avoid}, {"Prefer", help.Prefer}, {"Limits", help.Limits}} {
		if s.text != "" {
			fmt.Fprintf(b, "\n### %s\n\n%s\n", s.heading, report.CleanLines(s.text))
		}
	}
	writeExamples(b, "Reported", help.Bad)
	writeExamples(b, "Not reported", help.Good)
	if len(help.Bad)+len(help.Good) == 0 {
		b.WriteString("\nNo test shows what it reports.\n")
	}
}

// capital returns a text with a capital letter in front.
func capital(s string) string { return strings.ToUpper(s[:1]) + s[1:] }

func writeExamples(b *bytes.Buffer, heading string, examples []rules.Example) {
	if len(examples) > 0 {
		fmt.Fprintf(b, "\n### %s\n", heading)
	}
	for _, x := range examples {
		fence := "```"
		for strings.Contains(x.Text, fence) {
			fence += "`"
		}
		fmt.Fprintf(b, "\n%s:\n\n%s%s\n%s\n%s\n", report.Clean(x.Title), fence, strings.TrimPrefix(path.Ext(x.Name), "."),
			strings.TrimRight(report.CleanLines(x.Text), "\n"), fence)
	}
}
