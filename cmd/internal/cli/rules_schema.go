package cli

import (
	"bytes"
	"fmt"
	"slices"
	"strings"
	"text/tabwriter"

	"github.com/spf13/cobra"

	"github.com/apiward/apiward/rules"
	"github.com/apiward/apiward/rules/ruleset"
)

func (a *app) schemaCommand() *cobra.Command {
	format := newChoice("text", "text", "json")
	cmd := &cobra.Command{
		Use:   "schema [name]",
		Short: "Show what the language of policies has: objects, blocks and functions",
		Long: "Schema shows what policies are written with: the blocks with their attributes,\n" +
			"the objects that conditions look at with what they have, and the functions that\n" +
			"conditions can call. With a name it shows what has this name, which may be an\n" +
			"object, a block and a function at once.",
		Example: "  apiward rules schema\n  apiward rules schema operation\n  apiward rules schema route_rule\n  apiward rules schema --format json",
		Args: func(cmd *cobra.Command, args []string) error {
			if len(args) > 1 {
				return usageError{cmd, fmt.Errorf("schema takes one name, and %q is another", args[1])}
			}
			return nil
		},
		RunE: func(_ *cobra.Command, args []string) error { return a.schema(args, format.String()) },
		ValidArgsFunction: func(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective) {
			return languageOf("").names(), cobra.ShellCompDirectiveNoFileComp
		},
	}
	cmd.Flags().Var(format, "format", "write "+format.list())
	complete(cmd, "format", format.allowed)
	return cmd
}

// languageJSON is the language in the JSON of rules schema. Fields are added,
// never changed or removed.
type languageJSON struct {
	Version   int            `json:"version"`
	Policy    []settingJSON  `json:"policy"` // attributes that stand in no block
	Blocks    []blockJSON    `json:"blocks"`
	Objects   []objectJSON   `json:"objects"`
	Functions []functionJSON `json:"functions"`
}

type blockJSON struct {
	Name       string        `json:"name"`
	Form       string        `json:"form"`
	Doc        string        `json:"doc"`
	Attributes []settingJSON `json:"attributes"`
	Blocks     []blockJSON   `json:"blocks"`
}

type settingJSON struct {
	Name     string   `json:"name"`
	Type     string   `json:"type"`
	Doc      string   `json:"doc"`
	Values   []string `json:"values,omitempty"` // all that it can be
	Required bool     `json:"required,omitempty"`
}

type objectJSON struct {
	Name       string          `json:"name"`
	Doc        string          `json:"doc"`
	Block      string          `json:"block,omitempty"` // that looks at each of them
	Attributes []attributeJSON `json:"attributes"`
}

type attributeJSON struct {
	Name   string   `json:"name"`
	Type   string   `json:"type"`
	Doc    string   `json:"doc"`
	Values []string `json:"values,omitempty"`
}

type functionJSON struct {
	Name string `json:"name"`
	Form string `json:"form"`
	Doc  string `json:"doc"`
}

// languageOf returns what the language has of a name, and all that it has where
// the name is empty.
func languageOf(name string) *languageJSON {
	is := func(s string) bool { return name == "" || s == name }
	l := &languageJSON{Version: 1, Policy: []settingJSON{}, Blocks: []blockJSON{}, Objects: []objectJSON{}, Functions: []functionJSON{}}
	for _, s := range settingsOf(ruleset.Policy()) {
		if is(s.Name) {
			l.Policy = append(l.Policy, s)
		}
	}
	for _, b := range ruleset.Blocks() {
		if is(b.Name) {
			l.Blocks = append(l.Blocks, blockOf(b))
		}
	}
	for _, k := range rules.ObjectKinds() {
		if !is(k.Name) {
			continue
		}
		o := objectJSON{Name: k.Name, Doc: k.Doc, Block: k.Block, Attributes: []attributeJSON{}}
		for _, at := range k.Attributes {
			o.Attributes = append(o.Attributes, attributeJSON{at.Name, at.Type.String(), at.Doc, at.Values})
		}
		l.Objects = append(l.Objects, o)
	}
	for _, f := range ruleset.Functions() {
		if is(f.Name) {
			l.Functions = append(l.Functions, functionJSON{f.Name, f.Form, f.Doc})
		}
	}
	return l
}

func settingsOf(list []ruleset.Setting) []settingJSON {
	out := make([]settingJSON, len(list))
	for i, s := range list {
		out[i] = settingJSON(s)
	}
	return out
}

func blockOf(b ruleset.Block) blockJSON {
	out := blockJSON{Name: b.Name, Form: b.Form, Doc: b.Doc, Attributes: settingsOf(b.Attributes), Blocks: []blockJSON{}}
	for _, in := range b.Blocks {
		out.Blocks = append(out.Blocks, blockOf(in))
	}
	return out
}

// names returns the names of all that the language has, sorted.
func (l *languageJSON) names() (names []string) {
	for _, s := range l.Policy {
		names = append(names, s.Name)
	}
	for _, b := range l.Blocks {
		names = append(names, b.Name)
	}
	for _, o := range l.Objects {
		names = append(names, o.Name)
	}
	for _, f := range l.Functions {
		names = append(names, f.Name)
	}
	slices.Sort(names)
	return slices.Compact(names)
}

func (a *app) schema(args []string, format string) error {
	name := ""
	if len(args) == 1 {
		name = args[0]
	}
	l := languageOf(name)
	if name != "" && len(l.names()) == 0 {
		if near := ruleset.Suggest(name, languageOf("").names()); near != "" {
			return fmt.Errorf("the language has nothing named %q: did you mean %s?", name, near)
		}
		return fmt.Errorf("the language has nothing named %q: apiward rules schema shows all", name)
	}
	var b bytes.Buffer
	var err error
	switch {
	case format == "json":
		err = writeIndented(&b, l)
	case name == "":
		err = l.overview(&b)
	default:
		err = l.details(&b)
	}
	if err != nil {
		return fmt.Errorf("write the schema: %w", err)
	}
	return a.print(b.Bytes())
}

// overview writes a line for each thing that the language has.
func (l *languageJSON) overview(b *bytes.Buffer) error {
	w := tabwriter.NewWriter(b, 0, 0, 2, ' ', 0)
	fmt.Fprintln(w, "Attributes of a policy")
	for _, s := range l.Policy {
		fmt.Fprintf(w, "  %s\t%s\n", s.Name, s.Doc)
	}
	fmt.Fprintln(w, "\nBlocks")
	for _, k := range l.Blocks {
		fmt.Fprintf(w, "  %s\t%s\n", k.Name, k.Doc)
	}
	for _, block := range []string{"spec_rule", "route_rule", "contract_rule", ""} {
		heading := "\nObjects of " + block
		if block == "" {
			heading = "\nObjects that are parts of others"
		}
		fmt.Fprintln(w, heading)
		for _, o := range l.Objects {
			if o.Block == block {
				fmt.Fprintf(w, "  %s\t%s\n", o.Name, o.Doc)
			}
		}
	}
	fmt.Fprintln(w, "\nFunctions")
	for _, f := range l.Functions {
		fmt.Fprintf(w, "  %s\t%s\n", f.Form, f.Doc)
	}
	fmt.Fprintln(w, "\napiward rules schema NAME shows what a block or an object has.")
	return w.Flush()
}

// details writes all of what has one name.
func (l *languageJSON) details(b *bytes.Buffer) error {
	first := true
	head := func(format string, args ...any) {
		if !first {
			b.WriteByte('\n')
		}
		first = false
		fmt.Fprintf(b, format, args...)
	}
	for _, s := range l.Policy {
		head("attribute of a policy: %s (%s)\n  %s\n", s.Name, s.Type, s.Doc)
	}
	for _, k := range l.Blocks {
		head("block %s\n  %s\n", k.Form, k.Doc)
		if err := k.write(b, "  "); err != nil {
			return err
		}
	}
	for _, o := range l.Objects {
		head("object %s\n  %s\n", o.Name, o.Doc)
		if o.Block != "" {
			fmt.Fprintf(b, "  A %s looks at each: for_each = %s; conditions call it self.\n", o.Block, o.Name)
		}
		b.WriteByte('\n')
		w := tabwriter.NewWriter(b, 0, 0, 2, ' ', 0)
		for _, at := range o.Attributes {
			fmt.Fprintf(w, "    %s\t%s\t%s\n", at.Name, at.Type, at.Doc)
		}
		if err := w.Flush(); err != nil {
			return err
		}
	}
	for _, f := range l.Functions {
		head("function %s\n  %s\n", f.Form, f.Doc)
	}
	return nil
}

// write writes the attributes of a block, then the blocks in it.
func (k *blockJSON) write(b *bytes.Buffer, indent string) error {
	if len(k.Attributes) > 0 {
		b.WriteByte('\n')
		w := tabwriter.NewWriter(b, 0, 0, 2, ' ', 0)
		for _, s := range k.Attributes {
			typ, doc := s.Type, s.Doc
			if s.Required {
				typ += ", required"
			}
			if len(s.Values) > 0 {
				doc += ": " + strings.Join(s.Values, ", ")
			}
			fmt.Fprintf(w, "%s  %s\t%s\t%s\n", indent, s.Name, typ, doc)
		}
		if err := w.Flush(); err != nil {
			return err
		}
	}
	for _, in := range k.Blocks {
		fmt.Fprintf(b, "\n%s%s\n%s  %s\n", indent, in.Form, indent, in.Doc)
		if err := in.write(b, indent+"  "); err != nil {
			return err
		}
	}
	return nil
}
