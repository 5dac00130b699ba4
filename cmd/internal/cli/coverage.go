package cli

import (
	"bytes"
	"context"
	"fmt"
	"slices"
	"strings"
	"text/tabwriter"

	"github.com/spf13/cobra"

	"github.com/apiward/apiward/cmd/internal/finding"
	"github.com/apiward/apiward/cmd/internal/report"
	"github.com/apiward/apiward/rules"
)

type coverageFlags struct {
	inputFlags
	format *choice
}

func (a *app) coverageCommand() *cobra.Command {
	f := coverageFlags{format: newChoice("text", "text", "json", "markdown")}
	f.engines, f.conform = true, true
	cmd := &cobra.Command{
		Use:   "coverage [packages] [documents]",
		Short: "Show what is checked of the OWASP API Security Top 10, and what is not",
		Long: "Coverage analyses as check does and lists, for each category of the OWASP API\n" +
			"Security Top 10 (2023): its rules with their levels in this project and what they\n" +
			"found, what the policy says that the gateway does, what no rule looks for yet, and\n" +
			"what code and documents do not show at all.\n\n" +
			"Findings do not change the exit code.",
		RunE: func(cmd *cobra.Command, args []string) error { return a.coverage(cmd, &f, args) },
	}
	f.add(cmd)
	cmd.Flags().Var(f.format, "format", "write it as `format`: "+f.format.list())
	complete(cmd, "format", f.format.allowed)
	return cmd
}

func (a *app) coverage(cmd *cobra.Command, f *coverageFlags, args []string) error {
	patterns := f.documentArgs(args)
	if err := packageArgs(cmd, patterns); err != nil {
		return err
	}
	o, r, err := a.covered(cmd.Context(), f, patterns)
	if err != nil {
		return err
	}
	var b bytes.Buffer
	c := coverageOf(o.project, r)
	switch f.format.String() {
	case "json":
		err = writeIndented(&b, c)
	case "markdown":
		c.markdown(&b)
	default:
		err = c.text(&b)
	}
	if err != nil {
		return fmt.Errorf("write the coverage: %w", err)
	}
	a.tell(o)
	if a.incomplete(o, &f.inputFlags) {
		a.code = Incomplete
	}
	return a.print(b.Bytes())
}

// covered runs the analysis and the pipeline.
func (a *app) covered(ctx context.Context, f *coverageFlags, patterns []string) (*outcome, *finding.Report, error) {
	o, err := a.analyze(ctx, &f.inputFlags, patterns)
	if err != nil {
		return nil, nil, err
	}
	r, err := o.report()
	if err != nil {
		return nil, nil, err
	}
	return o, r, o.source.Close()
}

// coverageJSON is the JSON of coverage. Fields are added, never changed or
// removed.
type coverageJSON struct {
	Version    int            `json:"version"`
	Packages   int            `json:"packages"`
	Documents  int            `json:"documents"`
	Complete   bool           `json:"complete"` // every input could be analysed
	Categories []categoryJSON `json:"categories"`
	Other      []coveredJSON  `json:"other"` // rules of no category
}

type categoryJSON struct {
	ID      string        `json:"id"`
	Title   string        `json:"title"`
	Rules   []coveredJSON `json:"rules"`
	Gateway []factJSON    `json:"gateway"`   // the facts that answer for a part of it
	Open    []rules.Gap   `json:"not_built"` // what could be looked for
	Unseen  []string      `json:"not_visible"`
}

type coveredJSON struct {
	ID       string      `json:"id"`
	Kind     string      `json:"kind"`
	Level    rules.Level `json:"level"` // where no override matches
	On       bool        `json:"on"`    // at any place
	Preview  bool        `json:"preview,omitempty"`
	Errors   int         `json:"errors"`
	Warnings int         `json:"warnings"`
	Notes    int         `json:"notes"`
	Excused  int         `json:"excused"`  // by comments, exemptions and the like
	Answered int         `json:"answered"` // by the gateway
}

type factJSON struct {
	Fact     rules.Fact `json:"fact"`
	Declared bool       `json:"declared"`
	Reason   string     `json:"reason,omitempty"`
}

// coverageOf gathers what was looked for and found.
func coverageOf(p *project, r *finding.Report) coverageJSON {
	found := map[string]*coveredJSON{}
	c := coverageJSON{Version: 1, Packages: r.Packages, Documents: r.Documents, Complete: len(r.Failures) == 0, Other: []coveredJSON{}}
	for _, e := range p.catalog.All() {
		found[e.ID] = &coveredJSON{
			ID: e.ID, Kind: e.Kind.String(), Level: p.policy.Level(e.Rule), On: p.policy.On(e.Rule), Preview: e.Maturity == rules.Preview,
		}
	}
	for i := range r.Findings {
		found[r.Findings[i].Rule].count(&r.Findings[i])
	}
	placed := map[string]bool{}
	for _, category := range rules.Categories() {
		placed[category.ID] = true
		out := categoryJSON{
			ID: category.ID, Title: category.Title, Rules: rulesOf(p, found, category.ID),
			Gateway: []factJSON{}, Open: append([]rules.Gap{}, p.catalog.Missing(category)...), Unseen: category.Unseen,
		}
		for _, fact := range category.Facts {
			given := factJSON{Fact: fact}
			if i := slices.IndexFunc(p.policy.Gateway, func(g rules.Given) bool { return g.Fact == fact }); i >= 0 {
				given.Declared, given.Reason = true, p.policy.Gateway[i].Reason
			}
			out.Gateway = append(out.Gateway, given)
		}
		c.Categories = append(c.Categories, out)
	}
	for _, e := range p.catalog.All() {
		if !placed[e.OWASP] && (found[e.ID].On || rules.Origin(e.ID) == "") {
			c.Other = append(c.Other, *found[e.ID])
		}
	}
	return c
}

// rulesOf returns the rules of a category by ID. Those of other engines that are
// off are left out: nobody asked for them.
func rulesOf(p *project, found map[string]*coveredJSON, category string) []coveredJSON {
	list := []coveredJSON{}
	for _, e := range p.catalog.All() {
		if e.OWASP == category && (found[e.ID].On || rules.Origin(e.ID) == "") {
			list = append(list, *found[e.ID])
		}
	}
	return list
}

// count takes in one finding.
func (c *coveredJSON) count(f *finding.Finding) {
	switch {
	case f.Suppressed != nil && f.Suppressed.Kind == "gateway":
		c.Answered++
	case f.Suppressed != nil:
		c.Excused++
	case f.Level == rules.Error:
		c.Errors++
	case f.Level == rules.Warning:
		c.Warnings++
	default:
		c.Notes++
	}
}

// level returns the level as a reader sees it.
func (c *coveredJSON) level() string {
	level := c.Level.String()
	if c.Level == rules.Off && c.On {
		level = "off, but for overrides"
	}
	if c.Preview {
		level += ", in preview"
	}
	return level
}

// findings says what was found, "-" where nothing was.
func (c *coveredJSON) findings() string {
	var parts []string
	say := func(n int, one, many string) {
		switch n {
		case 0:
		case 1:
			parts = append(parts, "1 "+one)
		default:
			parts = append(parts, fmt.Sprintf("%d %s", n, many))
		}
	}
	say(c.Errors, "error", "errors")
	say(c.Warnings, "warning", "warnings")
	say(c.Notes, "note", "notes")
	say(c.Excused, "excused", "excused")
	say(c.Answered, "answered by the gateway", "answered by the gateway")
	if len(parts) == 0 {
		return "-"
	}
	return strings.Join(parts, ", ")
}

// on says how many of the rules are on.
func on(list []coveredJSON) string {
	if len(list) == 0 {
		return "no rule"
	}
	n := 0
	for _, r := range list {
		if r.On {
			n++
		}
	}
	rule := "rules"
	if len(list) == 1 {
		rule = "rule"
	}
	return fmt.Sprintf("%d of %d %s on", n, len(list), rule)
}

// looked says how much was analysed.
func (c *coverageJSON) looked() string {
	text := fmt.Sprintf("looked at: packages %d, documents %d", c.Packages, c.Documents)
	if !c.Complete {
		text += "; not all of it could be analysed"
	}
	return text
}

// remarks are what stands beside the rules of a category.
func (c *categoryJSON) remarks() (list [][2]string) {
	for _, f := range c.Gateway {
		switch {
		case f.Declared && f.Reason != "":
			list = append(list, [2]string{"gateway", fmt.Sprintf("%s is done there: %s", f.Fact, f.Reason)})
		case f.Declared:
			list = append(list, [2]string{"gateway", fmt.Sprintf("%s is done there, the policy says", f.Fact)})
		default:
			list = append(list, [2]string{"gateway", fmt.Sprintf("the policy does not say that %s is done there", f.Fact)})
		}
	}
	for _, g := range c.Open {
		list = append(list, [2]string{"not built", g.ID + ": " + g.What})
	}
	for _, u := range c.Unseen {
		list = append(list, [2]string{"not visible", u})
	}
	return list
}

func (c *coverageJSON) text(b *bytes.Buffer) error {
	fmt.Fprintf(b, "OWASP API Security Top 10 (2023); %s\n", c.looked())
	table := func(list []coveredJSON) error {
		w := tabwriter.NewWriter(b, 0, 0, 2, ' ', 0)
		for _, r := range list {
			fmt.Fprintf(w, "  %s\t%s\t%s\n", r.ID, r.level(), r.findings())
		}
		return w.Flush()
	}
	for _, category := range c.Categories {
		fmt.Fprintf(b, "\n%s %s: %s\n", category.ID, category.Title, on(category.Rules))
		if err := table(category.Rules); err != nil {
			return err
		}
		for _, remark := range category.remarks() {
			fmt.Fprintf(b, "  - %s: %s\n", remark[0], report.Clean(remark[1]))
		}
	}
	fmt.Fprintf(b, "\nOf no category: %s\n", on(c.Other))
	return table(c.Other)
}

func (c *coverageJSON) markdown(b *bytes.Buffer) {
	cell := strings.NewReplacer("|", `\|`, "\n", " ")
	fmt.Fprintf(b, "# OWASP API Security Top 10 (2023)\n\n%s.\n\n", strings.ToUpper(c.looked()[:1])+c.looked()[1:])
	b.WriteString("| category | rules | errors | warnings | notes | excused | answered by the gateway | not built |\n|---|---|---|---|---|---|---|---|\n")
	for _, category := range c.Categories {
		var sum coveredJSON
		for _, r := range category.Rules {
			sum.Errors, sum.Warnings, sum.Notes = sum.Errors+r.Errors, sum.Warnings+r.Warnings, sum.Notes+r.Notes
			sum.Excused, sum.Answered = sum.Excused+r.Excused, sum.Answered+r.Answered
		}
		fmt.Fprintf(b, "| %s %s | %s | %d | %d | %d | %d | %d | %d |\n", category.ID, category.Title, on(category.Rules),
			sum.Errors, sum.Warnings, sum.Notes, sum.Excused, sum.Answered, len(category.Open))
	}
	table := func(list []coveredJSON) {
		if len(list) == 0 {
			b.WriteString("No rule.\n")
			return
		}
		b.WriteString("| rule | level | findings |\n|---|---|---|\n")
		for _, r := range list {
			fmt.Fprintf(b, "| `%s` | %s | %s |\n", r.ID, r.level(), r.findings())
		}
	}
	for _, category := range c.Categories {
		fmt.Fprintf(b, "\n## %s %s\n\n", category.ID, category.Title)
		table(category.Rules)
		b.WriteString("\n")
		for _, remark := range category.remarks() {
			fmt.Fprintf(b, "- *%s*: %s\n", remark[0], cell.Replace(report.Clean(remark[1])))
		}
	}
	b.WriteString("\n## Of no category\n\n")
	table(c.Other)
}
