package cli

import (
	"bytes"
	"encoding/json"
	"errors"
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
	format := newChoice("table", "table", "json", "csv", "markdown", "openapi")
	filter := newRouteFilter()
	cmd := &cobra.Command{
		Use:   "routes [packages]",
		Short: "List every route with what guards it",
		Long: "Routes lists the routes of the services in the packages: what guards and limits\n" +
			"them, which function answers, and where they are registered. Registrations that\n" +
			"could not be resolved follow, each with the reason.\n\n" +
			"Filters narrow the list in every format; a route is listed where each of them\n" +
			"holds, and a filter holds where one of its values does.\n\n" +
			"As openapi, the list is an OpenAPI 3.1 document of one service to start from:\n" +
			"its paths and parameters, guards as security schemes, and the schemas of what\n" +
			"handlers bind and encode. What the code does not show is left open.",
		Example: "  apiward routes --state none,unknown\n" +
			"  apiward routes --package ./internal/admin/... --missing rate_limit\n" +
			"  apiward routes --path 'POST /v1/**' --format csv > routes.csv\n" +
			"  apiward routes --service cmd/orders --format openapi > openapi.yaml",
		Args: packageArgs,
		RunE: func(cmd *cobra.Command, args []string) error {
			return a.routes(cmd, &f, filter, format.String(), args)
		},
	}
	f.add(cmd)
	filter.add(cmd)
	cmd.Flags().Var(format, "format", "write "+format.list())
	complete(cmd, "format", format.allowed)
	return cmd
}

func (a *app) routes(cmd *cobra.Command, f *inputFlags, filter *routeFilter, format string, patterns []string) error {
	if err := filter.compile(); err != nil {
		return usageError{cmd, err}
	}
	outcome, err := a.analyze(cmd.Context(), f, patterns)
	if err != nil {
		return err
	}
	inventory := complement(outcome.Inventory)
	if err := filter.known(inventory.Routes); err != nil {
		return err
	}
	all := len(inventory.Routes)
	inventory.Routes = slices.DeleteFunc(inventory.Routes, func(r link.Route) bool { return !filter.lists(&r) })
	var b bytes.Buffer
	switch format {
	case "json":
		err = writeIndented(&b, inventory)
	case "csv":
		err = writeCSV(&b, inventory.Routes)
	case "markdown":
		writeMarkdown(&b, inventory, all)
	case "openapi":
		err = writeOpenAPI(&b, inventory, outcome.project.policy)
	default:
		err = writeTable(&b, inventory, all)
	}
	if several, ok := errors.AsType[severalServices](err); ok {
		return usageError{cmd, several}
	}
	if err != nil {
		return fmt.Errorf("write the routes: %w", err)
	}
	if err := a.print(b.Bytes()); err != nil {
		return err
	}
	a.tell(outcome)
	if n := len(inventory.Unresolved); n > 0 && (format == "csv" || format == "openapi") {
		a.log(fmt.Sprintf("note: registrations that could not be resolved to a route: %d; the other formats list them", n))
	}
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
	out.Types = in.Types
	out.Routes = append(out.Routes, in.Routes...)
	out.Unresolved = append(out.Unresolved, in.Unresolved...)
	for i := range out.Routes {
		r := &out.Routes[i]
		r.Middleware = append([]link.Middleware{}, r.Middleware...)
		r.Auth.Evidence = append([]link.Evidence{}, r.Auth.Evidence...)
	}
	return out
}

// writeIndented writes v as JSON that people can read too.
func writeIndented(b *bytes.Buffer, v any) error {
	e := json.NewEncoder(b)
	e.SetIndent("", "  ")
	e.SetEscapeHTML(false)
	return e.Encode(v)
}

// writeTable writes a line per route, then the unresolved registrations. all is
// how many routes there are without a filter.
func writeTable(b *bytes.Buffer, inventory link.Inventory, all int) error {
	w := tabwriter.NewWriter(b, 0, 0, 2, ' ', 0)
	if len(inventory.Routes) > 0 {
		row(w, columns()...)
	}
	for _, r := range inventory.Routes {
		row(w, cells(r)...)
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
	if b.Len() > 0 {
		b.WriteByte('\n')
	}
	b.WriteString(routesSummary(inventory, all) + "\n")
	return nil
}

// columns are those that people see.
func columns() []string {
	return []string{"METHOD", "PATH", "AUTH", "BODY LIMIT", "RATE LIMIT", "HANDLER", "REGISTERED", "SERVICE"}
}

func cells(r link.Route) []string {
	return []string{
		r.Method, r.Path + marks(r), guarded(r), r.BodyLimit.State, r.RateLimit.State,
		short(r.Handler.Name), fmt.Sprintf("%s:%d", r.Registered.File, r.Registered.Line), r.Service,
	}
}

// routesSummary counts what is listed.
func routesSummary(inventory link.Inventory, all int) string {
	n := len(inventory.Routes)
	summary := fmt.Sprintf("%d routes", all)
	if all == 1 {
		summary = "1 route"
	}
	if n != all {
		summary = fmt.Sprintf("%d of %s", n, summary)
	}
	if n := len(inventory.Unresolved); n > 0 {
		summary += fmt.Sprintf(", %d unresolved", n)
	}
	if slices.ContainsFunc(inventory.Routes, func(r link.Route) bool { return marks(r) != "" }) {
		summary += " (? registered on a condition, * with a part of its chain unknown)"
	}
	if slices.ContainsFunc(inventory.Routes, func(r link.Route) bool { return len(r.Auth.Configured) > 0 }) {
		summary += " (required! unless a setting of the program switches it off: apiward why names it)"
	}
	return summary
}

// guarded is the state of a route's authentication, marked where a setting switches off
// what requires it.
func guarded(r link.Route) string {
	if len(r.Auth.Configured) > 0 {
		return r.Auth.State + "!"
	}
	return r.Auth.State
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
