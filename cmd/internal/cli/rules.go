package cli

import (
	"bytes"
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"
	"text/tabwriter"

	"github.com/spf13/cobra"

	"github.com/apiward/apiward/cmd/internal/pipeline/bad_exemption"
	"github.com/apiward/apiward/rules"
	"github.com/apiward/apiward/rules/ruleset"
)

func (a *app) rulesCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "rules",
		Short: "List, test, validate and format rules",
		RunE: func(cmd *cobra.Command, args []string) error {
			var names []string
			for _, c := range cmd.Commands() {
				names = append(names, c.Name())
			}
			if len(args) == 0 {
				return usageError{cmd, fmt.Errorf("rules needs a command, as apiward rules list: expected one of %s", strings.Join(names, ", "))}
			}
			if near := ruleset.Suggest(args[0], names); near != "" {
				return usageError{cmd, fmt.Errorf("unknown command %q of apiward rules: did you mean %s?", args[0], near)}
			}
			return usageError{cmd, fmt.Errorf("unknown command %q of apiward rules: expected one of %s", args[0], strings.Join(names, ", "))}
		},
	}
	var config string
	var asJSON bool
	list := &cobra.Command{
		Use:   "list",
		Short: "List all rules with their levels in this project",
		Args:  noArgs,
		RunE:  func(*cobra.Command, []string) error { return a.listRules(config, asJSON) },
	}
	list.Flags().StringVar(&config, "config", "", "read the policy from `file` (default: the nearest .apiward.hcl upward)")
	list.Flags().BoolVar(&asJSON, "json", false, "write JSON")
	cmd.AddCommand(list, a.schemaCommand(), a.docsCommand(), a.testCommand(), a.validateCommand(), a.fmtCommand())
	return cmd
}

// ruleJSON is a rule in the JSON of rules list. Fields are added, never
// changed or removed.
type ruleJSON struct {
	ID         string       `json:"id"`
	Title      string       `json:"title"`
	Kind       string       `json:"kind"`
	Level      rules.Level  `json:"level"`   // in this project
	Default    rules.Level  `json:"default"` // where no policy names it
	Severity   string       `json:"severity"`
	Confidence string       `json:"confidence"`
	Origin     string       `json:"origin,omitempty"` // of a rule that is not of this binary: its engine, or where it stands in the policy
	OWASP      string       `json:"owasp,omitempty"`
	CWE        int          `json:"cwe,omitempty"`
	Since      string       `json:"since"`
	Options    []optionJSON `json:"options"`
}

type optionJSON struct {
	Name    string   `json:"name"`
	Type    string   `json:"type"`
	Default any      `json:"default"`
	Doc     string   `json:"doc"`
	Values  []string `json:"values,omitempty"` // all that it can be, beside the default
}

func (a *app) listRules(config string, asJSON bool) error {
	p, err := a.project(config)
	if err != nil {
		return err
	}
	if p.failure != nil {
		return errTold // levels of a policy that cannot be read would be made up
	}
	var b bytes.Buffer
	if asJSON {
		err = writeRulesJSON(&b, p)
	} else {
		err = writeRulesTable(&b, p)
	}
	if err != nil {
		return fmt.Errorf("write the rules: %w", err)
	}
	return a.print(b.Bytes())
}

func writeRulesJSON(b *bytes.Buffer, p *project) error {
	all := []ruleJSON{}
	for _, e := range p.catalog.All() {
		r := ruleJSON{
			ID: e.ID, Title: e.Title, Kind: e.Kind.String(), Level: p.policy.Level(e.Rule), Default: e.Default,
			Severity: e.Severity.String(), Confidence: e.Confidence.String(),
			Origin: originOf(e), OWASP: e.OWASP, CWE: e.CWE, Since: e.Since, Options: []optionJSON{},
		}
		for _, o := range e.Options {
			r.Options = append(r.Options, optionJSON{o.Name, o.Type.String(), o.Default, o.Doc, o.Values})
		}
		all = append(all, r)
	}
	return writeIndented(b, all)
}

func writeRulesTable(b *bytes.Buffer, p *project) error {
	w := tabwriter.NewWriter(b, 0, 0, 2, ' ', 0)
	head := []string{"RULE", "LEVEL", "KIND", "SEVERITY", "OWASP", "CWE", "TITLE"}
	own := slices.ContainsFunc(p.catalog.All(), func(e rules.Entry) bool { return e.At.File != "" })
	if own {
		head = slices.Insert(head, len(head)-1, "ORIGIN")
	}
	row(w, head...)
	for _, e := range p.catalog.All() {
		cells := []string{e.ID, p.policy.Level(e.Rule).String(), e.Kind.String(), e.Severity.String(), e.OWASP, cwe(e.Rule), e.Title}
		if own {
			cells = slices.Insert(cells, len(cells)-1, originOf(e))
		}
		row(w, cells...)
	}
	return w.Flush()
}

// originOf returns where a rule that is not of this binary comes from: its engine,
// or its place in the policy.
func originOf(e rules.Entry) string {
	if e.At.File == "" {
		return rules.Origin(e.ID)
	}
	return fmt.Sprintf("%s:%d", e.At.File, e.At.Line)
}

func cwe(r *rules.Rule) string {
	if r.CWE == 0 {
		return ""
	}
	return fmt.Sprintf("CWE-%d", r.CWE)
}

func (a *app) explainCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "explain RULE",
		Short: "Say what a rule reports, why, and what to do instead",
		Args: func(cmd *cobra.Command, args []string) error {
			if len(args) != 1 {
				return usageError{cmd, fmt.Errorf("explain takes one rule: apiward rules list shows all")}
			}
			return nil
		},
		RunE:              func(cmd *cobra.Command, args []string) error { return a.explain(cmd.Context(), args[0]) },
		ValidArgsFunction: a.completeRule,
	}
}

func (a *app) explain(ctx context.Context, id string) error {
	catalog, err := a.catalogFor(ctx, id)
	if err != nil {
		return err
	}
	e, ok := catalog.Lookup(id)
	if !ok {
		if near := ruleset.Suggest(id, catalog.IDs()); near != "" {
			return fmt.Errorf("unknown rule %q: did you mean %s?", id, near)
		}
		return fmt.Errorf("unknown rule %q: apiward rules list shows all", id)
	}
	help, err := e.Help()
	if err != nil {
		return err
	}
	var b bytes.Buffer
	if err := writeExplanation(&b, e, help); err != nil {
		return fmt.Errorf("write the explanation: %w", err)
	}
	return a.print(b.Bytes())
}

// catalogFor returns the rules of this build; for a rule that is none of them with
// those that the policy wrote, and those of the engine that the rule comes from
// where the policy turns it on.
func (a *app) catalogFor(ctx context.Context, id string) (*rules.Catalog, error) {
	catalog, err := a.engine.Catalog()
	if err != nil {
		return nil, err
	}
	if _, shipped := catalog.Lookup(id); shipped {
		return catalog, nil
	}
	p, err := a.project("")
	if err != nil {
		return nil, err
	}
	name := rules.Origin(id)
	if !ruleset.IsEngine(name) {
		return p.catalog, nil
	}
	for _, e := range p.policy.Engines {
		if e.Name != name {
			continue
		}
		more, err := a.engine.Foreign(ctx, p.root, e)
		if err != nil {
			return nil, err
		}
		return catalog.With(more...)
	}
	return nil, fmt.Errorf("%s is a rule of an engine that the policy does not turn on: write engine %q {} in %s", id, name, ruleset.FileName)
}

func writeExplanation(b *bytes.Buffer, e rules.Entry, help rules.Help) error {
	fmt.Fprintf(b, "%s: %s\n\n", e.ID, e.Title)
	w := tabwriter.NewWriter(b, 0, 0, 2, ' ', 0)
	fact := func(name, value string) {
		if value != "" {
			fmt.Fprintf(w, "  %s\t%s\n", name, value)
		}
	}
	fact("kind", e.Kind.String())
	fact("level", e.Default.String()+", where no policy says otherwise")
	fact("severity", e.Severity.String()+", "+e.Severity.Score()+" of 10")
	fact("precision", e.Confidence.String())
	fact("OWASP", e.OWASP)
	fact("CWE", cwe(e.Rule))
	if e.At.File == "" {
		fact("since", e.Since)
	} else {
		fact("policy", originOf(e))
	}
	if err := w.Flush(); err != nil {
		return err
	}
	fmt.Fprintf(b, "\n%s\n", help.What)
	headed(b, "Why", help.Why)
	headed(b, "Avoid", help.Avoid)
	headed(b, "Prefer", help.Prefer)
	headed(b, "Limits", help.Limits)
	headed(b, "Options", optionsText(e.Options))
	headed(b, "Reported", examplesText(help.Bad))
	headed(b, "Not reported", examplesText(help.Good))
	headed(b, "Excuse one finding", excuseText(e.Rule))
	headed(b, "Set the level in "+ruleset.FileName, fmt.Sprintf("rule %q {\n  level = \"warning\" # off, note, warning or error\n}", e.ID))
	return nil
}

// headed writes a text under a heading, indented, or nothing where there is
// no text.
func headed(b *bytes.Buffer, heading, text string) {
	if text == "" {
		return
	}
	fmt.Fprintf(b, "\n%s\n", heading)
	for line := range strings.SplitSeq(strings.TrimRight(text, "\n"), "\n") {
		b.WriteString(strings.TrimRight("  "+line, " ") + "\n")
	}
}

func optionsText(options []rules.Option) string {
	var lines []string
	for _, o := range options {
		kind := o.Type.String()
		if len(o.Values) > 0 {
			kind = strings.Join(o.Values, " | ")
		}
		initial := fmt.Sprint(o.Default)
		if initial == "" {
			initial = "none"
		}
		lines = append(lines, fmt.Sprintf("%s (%s, default %s): %s", o.Name, kind, initial, o.Doc))
	}
	return strings.Join(lines, "\n")
}

func examplesText(examples []rules.Example) string {
	var texts []string
	for _, x := range examples {
		texts = append(texts, cmp.Or(x.Title, x.Name)+":\n\n"+indent(strings.TrimRight(x.Text, "\n")))
	}
	return strings.Join(texts, "\n\n")
}

func indent(text string) string {
	lines := strings.Split(text, "\n")
	for i, line := range lines {
		lines[i] = strings.TrimRight("    "+line, " ")
	}
	return strings.Join(lines, "\n")
}

// excuseText shows the comment in the languages that the rule judges, or
// nothing for the rule whose findings cannot be excused.
func excuseText(r *rules.Rule) string {
	if r.ID == bad_exemption.Rule.ID {
		return ""
	}
	directive := "apiward:ignore " + r.ID + " -- the reason"
	goText, yamlText := "in Go:    //"+directive, "in YAML:  # "+directive
	switch r.Kind {
	case rules.Code:
		return goText
	case rules.Document:
		return yamlText
	default:
		return goText + "\n" + yamlText
	}
}
