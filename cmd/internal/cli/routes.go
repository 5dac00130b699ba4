package cli

import (
	"bytes"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"text/tabwriter"

	"github.com/spf13/cobra"

	"github.com/apiward/apiward/analyzers/link"
	"github.com/apiward/apiward/cmd/internal/report"
)

func (a *app) routesCommand() *cobra.Command {
	var f inputFlags
	format := newChoice("table", "table", "json")
	cmd := &cobra.Command{
		Use:   "routes [packages]",
		Short: "List every route with what guards it",
		Long: "Routes lists the routes of the services in the packages: what guards and limits\n" +
			"them, which function answers, and where they are registered. Registrations that\n" +
			"could not be resolved follow, each with the reason.",
		Args: packageArgs,
		RunE: func(cmd *cobra.Command, args []string) error { return a.routes(cmd, &f, format.String(), args) },
	}
	f.add(cmd)
	cmd.Flags().Var(format, "format", "write a "+format.list())
	complete(cmd, "format", format.allowed)
	return cmd
}

func (a *app) routes(cmd *cobra.Command, f *inputFlags, format string, patterns []string) error {
	outcome, err := a.analyze(cmd.Context(), f, patterns)
	if err != nil {
		return err
	}
	inventory := complement(outcome.Inventory)
	write := writeTable
	if format == "json" {
		write = writeInventory
	}
	var b bytes.Buffer
	if err := write(&b, inventory); err != nil {
		return fmt.Errorf("write the routes: %w", err)
	}
	if err := a.print(b.Bytes()); err != nil {
		return err
	}
	a.tell(outcome)
	if a.incomplete(outcome, f) {
		a.code = Incomplete
	}
	return nil
}

// complement returns a copy whose lists are empty where they were nil, so that
// they are never written as null.
func complement(in *link.Inventory) link.Inventory {
	out := link.Inventory{Version: link.InventoryVersion, Routes: []link.Route{}, Unresolved: []link.Unresolved{}}
	if in == nil {
		return out
	}
	out.Routes = append(out.Routes, in.Routes...)
	out.Unresolved = append(out.Unresolved, in.Unresolved...)
	for i := range out.Routes {
		r := &out.Routes[i]
		r.Middleware = append([]link.Middleware{}, r.Middleware...)
		r.Auth.Evidence = append([]link.Evidence{}, r.Auth.Evidence...)
	}
	return out
}

func writeInventory(b *bytes.Buffer, inventory link.Inventory) error {
	return writeIndented(b, inventory)
}

// writeIndented writes v as JSON that people can read too.
func writeIndented(b *bytes.Buffer, v any) error {
	e := json.NewEncoder(b)
	e.SetIndent("", "  ")
	e.SetEscapeHTML(false)
	return e.Encode(v)
}

// writeTable writes a line per route, then the unresolved registrations.
func writeTable(b *bytes.Buffer, inventory link.Inventory) error {
	w := tabwriter.NewWriter(b, 0, 0, 2, ' ', 0)
	if len(inventory.Routes) > 0 {
		row(w, "METHOD", "PATH", "AUTH", "BODY LIMIT", "RATE LIMIT", "HANDLER", "REGISTERED", "SERVICE")
	}
	for _, r := range inventory.Routes {
		row(w, r.Method, r.Path+marks(r), r.Auth.State, r.BodyLimit.State, r.RateLimit.State,
			short(r.Handler.Name), fmt.Sprintf("%s:%d", r.Registered.File, r.Registered.Line), r.Service)
	}
	if err := w.Flush(); err != nil {
		return err
	}
	if len(inventory.Unresolved) > 0 {
		fmt.Fprintf(b, "\nunresolved:\n")
	}
	for _, u := range inventory.Unresolved {
		fmt.Fprintf(b, "  %s:%d: %s\n", report.Clean(u.File), u.Line, report.Clean(u.Reason))
	}
	summary := "1 route"
	if n := len(inventory.Routes); n != 1 {
		summary = fmt.Sprintf("%d routes", n)
	}
	if n := len(inventory.Unresolved); n > 0 {
		summary += fmt.Sprintf(", %d unresolved", n)
	}
	if slices.ContainsFunc(inventory.Routes, func(r link.Route) bool { return marks(r) != "" }) {
		summary += " (? registered on a condition, * with a part of its chain unknown)"
	}
	if b.Len() > 0 {
		b.WriteByte('\n')
	}
	b.WriteString(summary + "\n")
	return nil
}

// marks follow a path that is not the whole truth.
func marks(r link.Route) string {
	s := ""
	if r.Conditional {
		s += "?"
	}
	if r.Partial {
		s += "*"
	}
	if s != "" {
		s = " " + s
	}
	return s
}

// row writes the cells of a line. An empty one would move the others in the
// eyes of a program that splits at blanks.
func row(w *tabwriter.Writer, cells ...string) {
	for i, c := range cells {
		if c == "" {
			c = "-"
		}
		cells[i] = report.Clean(c)
	}
	fmt.Fprintln(w, strings.Join(cells, "\t"))
}

// short returns a function's name with the last part of its package path:
// api.(*Server).create for example.com/m/api.(*Server).create.
func short(name string) string {
	end := strings.IndexByte(name, '(') // a type argument can hold a path of its own
	if end < 0 {
		end = len(name)
	}
	if bracket := strings.IndexByte(name[:end], '['); bracket >= 0 {
		end = bracket
	}
	return name[strings.LastIndexByte(name[:end], '/')+1:]
}
