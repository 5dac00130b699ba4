package cli

import (
	"bytes"
	"encoding/csv"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/apiward/apiward/analyzers/link"
	"github.com/apiward/apiward/cmd/internal/driver"
	"github.com/apiward/apiward/cmd/internal/report"
	"github.com/apiward/apiward/rules"
	"github.com/apiward/apiward/spec/skeleton"
)

// writeCSV writes a record per route behind a header. Columns are added at the
// end, never moved: a reader may count them.
func writeCSV(b *bytes.Buffer, routes []link.Route) error {
	w := csv.NewWriter(b)
	records := [][]string{{
		"service", "listener", "method", "path", "auth", "authz", "body_limit", "rate_limit", "handler", "handler_place",
		"package", "registered_place", "framework", "conditional", "partial", "middleware", "document", "pointer", "configured",
	}}
	for _, r := range routes {
		var chain []string
		for _, m := range r.Middleware {
			chain = append(chain, m.Name)
		}
		document, pointer := "", ""
		if o := r.Operation; o != nil {
			document, pointer = fileLine(o.Document, o.Line), o.Pointer
		}
		records = append(records, []string{
			r.Service, r.Listener, r.Method, r.Path, r.Auth.State, r.Authz.State, r.BodyLimit.State, r.RateLimit.State,
			r.Handler.Name, fileLine(r.Handler.File, r.Handler.Line), r.Package, fileLine(r.Registered.File, r.Registered.Line),
			r.Framework, strconv.FormatBool(r.Conditional), strconv.FormatBool(r.Partial), strings.Join(chain, " "), document, pointer, configured(r),
		})
	}
	for _, record := range records {
		for i, cell := range record {
			record[i] = inert(report.Clean(cell))
		}
	}
	return w.WriteAll(records)
}

// configured returns the settings that switch off the guard of a route, each with its
// place.
func configured(r link.Route) string {
	var list []string
	for _, c := range r.Auth.Configured {
		list = append(list, fmt.Sprintf("%s (%s)", c.Condition, fileLine(c.File, c.Line)))
	}
	return strings.Join(list, "; ")
}

// inert returns a cell that no spreadsheet takes for a formula: the text of a
// program must not run on the machine of who reads about it.
func inert(cell string) string {
	if strings.HasPrefix(cell, "=") || strings.HasPrefix(cell, "+") || strings.HasPrefix(cell, "-") || strings.HasPrefix(cell, "@") {
		return "'" + cell
	}
	return cell
}

// writeMarkdown writes a table, the unresolved registrations as a list, and the
// counts.
func writeMarkdown(b *bytes.Buffer, inventory link.Inventory, all int) {
	if len(inventory.Routes) > 0 {
		markdownRow(b, columns())
		b.WriteString(strings.Repeat("| --- ", len(columns())) + "|\n")
	}
	for _, r := range inventory.Routes {
		markdownRow(b, cells(r))
	}
	if len(inventory.Unresolved) > 0 {
		b.WriteString("\nUnresolved:\n\n")
	}
	for _, u := range inventory.Unresolved {
		fmt.Fprintf(b, "- %s\n", markdown(fmt.Sprintf("%s:%d: %s", u.File, u.Line, u.Reason)))
	}
	if b.Len() > 0 {
		b.WriteByte('\n')
	}
	b.WriteString(markdown(routesSummary(inventory, all)) + "\n")
}

func markdownRow(b *bytes.Buffer, cells []string) {
	for _, c := range cells {
		b.WriteString("| " + markdown(c) + " ")
	}
	b.WriteString("|\n")
}

// markdown returns text that shows as it is: nothing in it ends a cell, opens a
// tag or sets type.
func markdown(s string) string {
	var b strings.Builder
	for _, r := range report.Clean(s) {
		if strings.ContainsRune("\\|`*_[]<>&~", r) {
			b.WriteByte('\\')
		}
		b.WriteRune(r)
	}
	return b.String()
}

// fileLine returns a place as "file:line", "" where there is none.
func fileLine(file string, line int) string {
	if file == "" {
		return ""
	}
	return fmt.Sprintf("%s:%d", file, line)
}

// severalServices says that the routes are those of more than one service, which
// no document can describe.
type severalServices struct{ services []string }

func (e severalServices) Error() string {
	return "a document describes one service, and the routes are of " + strings.Join(e.services, ", ") + ": choose one with --service"
}

// writeOpenAPI writes the document that the routes of a service make.
func writeOpenAPI(b *bytes.Buffer, inventory link.Inventory, policy *rules.Policy) error {
	var services []string
	for _, r := range inventory.Routes {
		if !slices.Contains(services, r.Service) {
			services = append(services, r.Service)
		}
	}
	if len(services) > 1 {
		return severalServices{services}
	}
	title := ""
	if len(services) == 1 {
		title = services[0]
	}
	text, err := skeleton.YAML(skeleton.New(title, driver.Operations(&inventory, policy)))
	if err != nil {
		return err
	}
	b.Write(text)
	return nil
}
