package cli

import (
	"bytes"
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"text/tabwriter"

	"github.com/spf13/cobra"

	"github.com/apiward/apiward/cmd/internal/report"
	"github.com/apiward/apiward/rules"
)

func (a *app) configCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "config",
		Short: "Show the policy in force, or hand it to other drivers",
		RunE: func(cmd *cobra.Command, args []string) error {
			if len(args) > 0 {
				return usageError{cmd, fmt.Errorf("unknown command %q of apiward config: expected show or export", args[0])}
			}
			return usageError{cmd, errors.New("config needs a command: apiward config show or apiward config export")}
		},
	}
	cmd.AddCommand(a.configShowCommand(), a.configExportCommand())
	return cmd
}

// The formats of an export.
const (
	exportJSON   = "json"
	exportVet    = "vet"
	exportGolang = "golangci"
	exportNogo   = "nogo"
)

func (a *app) configExportCommand() *cobra.Command {
	var config, output string
	format := newChoice(exportJSON, exportJSON, exportVet, exportGolang, exportNogo)
	cmd := &cobra.Command{
		Use:   "export",
		Short: "Write the policy as other drivers of the code rules take it",
		Long: "Export writes what the policy and all that it extends decide, on one line of JSON\n" +
			"that no other file is needed for: go vet, golangci-lint and nogo read no HCL.\n\n" +
			"  json      the policy, and nothing else\n" +
			"  vet       the same; the command that go vet needs is written beside it\n" +
			"  golangci  the settings of the linters apiward and apiwardfast in a .golangci.yml\n" +
			"  nogo      the config of a nogo target of Bazel\n\n" +
			"The same policy gives the same bytes. Exemptions that have expired are marked on\n" +
			"the day of the export, so that it is to be written anew now and then.",
		Example: "  apiward config export --format golangci\n" +
			"  apiward config export --format nogo -o nogo.json",
		Args: noArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			return a.exportConfig(cmd.Context(), config, format.String(), output)
		},
	}
	flags := cmd.Flags()
	flags.StringVar(&config, "config", "", "read the policy from `file` (default: the nearest .apiward.hcl upward)")
	flags.Var(format, "format", "write it for `driver`: "+format.list())
	flags.StringVarP(&output, "output", "o", "", "write to `file` (default: the standard output)")
	complete(cmd, "format", format.allowed)
	return cmd
}

func (a *app) exportConfig(ctx context.Context, config, format, output string) error {
	policy, err := a.portable(ctx, config)
	if err != nil {
		return err
	}
	text, err := exported(policy, format)
	if err != nil {
		return err
	}
	if output != "" {
		output = a.path(output)
		err = report.WriteFile(output, text)
	} else {
		err = a.print(text)
	}
	if err == nil && format == exportVet {
		a.log(vetCommandLine(output, text))
	}
	return err
}

// portable returns the policy that config names, with what a driver cannot know
// that sees one package at a time: where the modules stand.
func (a *app) portable(ctx context.Context, config string) (*rules.Policy, error) {
	p, err := a.project(config)
	switch {
	case err != nil:
		return nil, err
	case p.failure != nil:
		return nil, errTold // another policy than the project's would be taken for it
	}
	return a.located(ctx, p), nil
}

// located returns the policy with the directories of the modules.
func (a *app) located(ctx context.Context, p *project) *rules.Policy {
	policy := *p.policy
	if a.engine.Modules != nil && p.module != "" {
		policy.Modules = a.engine.Modules(ctx, a.env.Dir, p.root)
	}
	return &policy
}

// exported renders the policy for a driver.
func exported(policy *rules.Policy, format string) ([]byte, error) {
	line, err := json.Marshal(policy)
	if err != nil {
		return nil, fmt.Errorf("write the policy: %w", err)
	}
	switch format {
	case exportGolang:
		return golangciSettings(line), nil
	case exportNogo:
		type flags struct {
			Flags map[string]string `json:"analyzer_flags"`
		}
		text, err := json.MarshalIndent(map[string]flags{"apiward_options": {map[string]string{"policy": string(line)}}}, "", "  ")
		if err != nil {
			return nil, fmt.Errorf("write the policy: %w", err)
		}
		return append(text, '\n'), nil
	}
	return append(line, '\n'), nil
}

// golangciSettings returns the part of a .golangci.yml that holds the policy: a
// string, since golangci-lint writes keys in lower case, and no file's name,
// since its cache knows of settings alone.
func golangciSettings(line []byte) []byte {
	var b bytes.Buffer
	b.WriteString("# Written by apiward config export --format golangci: write it anew when the policy changes.\n" +
		"# SHA-256 " + digestOf(line) + "\n" +
		"linters:\n  settings:\n    custom:\n      apiward:\n        type: module\n        settings: &apiward\n          policy: ")
	b.WriteString("'" + strings.ReplaceAll(string(line), "'", "''") + "'\n" +
		"      apiwardfast:\n        type: module\n        settings: *apiward\n")
	return b.Bytes()
}

// vetCommandLine says how go vet is told of the policy in the file.
func vetCommandLine(file string, text []byte) string {
	if file == "" {
		file = "/absolute/path/of/the/policy.json"
	}
	if strings.ContainsAny(file, " '\"$\\`") {
		file = "'" + strings.ReplaceAll(file, "'", `'\''`) + "'"
	}
	return fmt.Sprintf("go vet -vettool=\"$(command -v apiward)\" -policy-file=%s -policy-digest=%s ./...", filepath.ToSlash(file), digestOf(text))
}

func digestOf(text []byte) string {
	sum := sha256.Sum256(text)
	return hex.EncodeToString(sum[:])
}

func (a *app) configShowCommand() *cobra.Command {
	var config string
	format := newChoice("text", "text", "json")
	cmd := &cobra.Command{
		Use:   "show",
		Short: "Show each value in force, and where it was decided",
		Long: "Show lists what holds in this project: the level and the options of every rule,\n" +
			"and all that the policy declares, each with the file and line that decided it.\n" +
			"What nobody decided is a rule's own default.",
		Args: noArgs,
		RunE: func(*cobra.Command, []string) error { return a.showConfig(config, format.String()) },
	}
	cmd.Flags().StringVar(&config, "config", "", "read the policy from `file` (default: the nearest .apiward.hcl upward)")
	cmd.Flags().Var(format, "format", "write it as `format`: "+format.list())
	complete(cmd, "format", format.allowed)
	return cmd
}

// valueJSON is one value in force, in the JSON of config show. Fields are added,
// never changed or removed.
type valueJSON struct {
	Name   string       `json:"name"`
	Value  any          `json:"value"`
	Origin *rules.Place `json:"origin"` // null: a default
}

func (a *app) showConfig(config, format string) error {
	p, err := a.project(config)
	switch {
	case err != nil:
		return err
	case p.failure != nil:
		return errTold
	}
	values, err := p.values()
	if err != nil {
		return err
	}
	var b bytes.Buffer
	if format == "json" {
		err = writeIndented(&b, values)
	} else {
		err = writeValues(&b, values)
	}
	if err != nil {
		return fmt.Errorf("write the values: %w", err)
	}
	return a.print(b.Bytes())
}

// values returns all that is in force: the settings of rules by ID, then what
// else the policy says, in the order of its names.
func (p *project) values() ([]valueJSON, error) {
	values := p.ruleValues()
	text, err := json.Marshal(p.policy)
	if err != nil {
		return nil, fmt.Errorf("read the policy: %w", err)
	}
	var parts map[string]json.RawMessage
	if err := json.Unmarshal(text, &parts); err != nil {
		return nil, fmt.Errorf("read the policy: %w", err)
	}
	delete(parts, "rules")
	for _, name := range slices.Sorted(maps.Keys(parts)) {
		more, err := p.partValues(name, parts[name])
		if err != nil {
			return nil, err
		}
		values = append(values, more...)
	}
	return values, nil
}

func (p *project) ruleValues() (values []valueJSON) {
	for _, e := range p.catalog.All() {
		name := "rule." + e.ID
		values = append(values, valueJSON{name + ".level", p.policy.Level(e.Rule), p.origin(name + ".level")})
		for _, o := range e.Options {
			value := o.Default
			if i := slices.IndexFunc(p.policy.Rules, func(s rules.Setting) bool { return s.ID == e.ID }); i >= 0 {
				if set, ok := p.policy.Rules[i].Options[o.Name]; ok {
					value = set
				}
			}
			values = append(values, valueJSON{name + "." + o.Name, value, p.origin(name + "." + o.Name)})
		}
	}
	return values
}

// origin returns where a value was decided, nil for a default.
func (p *project) origin(name string) *rules.Place {
	if at, ok := p.origins[name]; ok {
		return &at
	}
	return nil
}

// partValues returns one part of the policy's JSON: each item of a list as a
// value with its place.
func (p *project) partValues(name string, text json.RawMessage) (values []valueJSON, err error) {
	var items []map[string]any
	if json.Unmarshal(text, &items) != nil {
		var value any
		err = json.Unmarshal(text, &value)
		return []valueJSON{{name, value, p.origin(name)}}, err
	}
	var placed []struct{ At *rules.Place }
	if err := json.Unmarshal(text, &placed); err != nil {
		return nil, fmt.Errorf("read the policy: %w", err)
	}
	for i, item := range items {
		delete(item, "at")
		values = append(values, valueJSON{name + "[" + strconv.Itoa(i) + "]", item, placed[i].At})
	}
	return values, nil
}

func writeValues(b *bytes.Buffer, values []valueJSON) error {
	w := tabwriter.NewWriter(b, 0, 0, 2, ' ', 0)
	row(w, "NAME", "ORIGIN", "VALUE")
	for _, v := range values {
		origin := "default"
		if v.Origin != nil {
			if origin = v.Origin.File; v.Origin.Line > 0 {
				origin += ":" + strconv.Itoa(v.Origin.Line)
			}
		}
		value, err := plain(v.Value)
		if err != nil {
			return err
		}
		row(w, v.Name, origin, cmp.Or(value, `""`))
	}
	return w.Flush()
}

// plain returns a value on one line: a text as it is, all else as JSON.
func plain(value any) (string, error) {
	switch v := value.(type) {
	case string:
		return v, nil
	case rules.Level:
		return v.String(), nil
	}
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	err := e.Encode(value)
	return strings.TrimSpace(b.String()), err
}
