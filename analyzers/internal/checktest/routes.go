package checktest

import (
	"bytes"
	"cmp"
	"encoding/json"
	"go/ast"
	"slices"
	"strings"
	"testing"

	"golang.org/x/tools/go/analysis/checker"

	"github.com/apiward/apiward/analyzers/link"
)

// Routes holds the route table of every named folder of testdata/src, all if
// none is named, against the comments at the registrations, as
//
//	mux.Handle("POST /orders", h) // route POST /orders required authz=present
//
// Every route has one: a method, a path, what the chain proves of
// authentication, and those controls that are present. "local=…" is the state
// that drivers see that run one package at a time, or the path, where it is another;
// "-" where they see no such route.
func Routes(t *testing.T, folders ...string) {
	t.Helper()
	corpus := Load(t, folders...)
	if len(folders) == 0 {
		folders = corpus.folders()
	}
	graph := corpus.Analyze(t, link.Collect, link.Analyzer)
	for _, folder := range folders {
		t.Run(folder, func(t *testing.T) {
			labels := corpus.labels(t, folder)
			packages := corpus.Packages(graph, folder)
			program := link.Link(link.Whole, packages)
			sameRoutes(t, "of the program", labels, tableOf(program.Routes))
			sameInventory(t, program, packages)
			for i := range labels {
				labels[i].controls, labels[i].auth, labels[i].path = "", cmp.Or(labels[i].local, labels[i].auth), cmp.Or(labels[i].seen, labels[i].path)
			}
			sameRoutes(t, "of the packages one by one", slices.DeleteFunc(labels, func(l label) bool { return l.auth == "-" }), corpus.owned(graph, folder))
		})
	}
}

// sameInventory holds that the order in which packages are linked is of no
// account.
func sameInventory(t *testing.T, program *link.Program, packages []link.Package) {
	t.Helper()
	file := func(at link.Pos) string { return at.Package + "/" + at.File }
	want, err := json.Marshal(program.Inventory(file))
	if err != nil {
		t.Fatal(err)
	}
	for i := range packages {
		turned := slices.Concat(packages[i:], packages[:i])
		slices.Reverse(turned)
		got, err := json.Marshal(link.Link(link.Whole, turned).Inventory(file))
		if err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(got, want) {
			t.Errorf("the inventory depends on the order of the packages:\n%s\n%s", want, got)
			return
		}
	}
}

// label is one route as a comment describes it.
type label struct {
	at           place
	method, path string
	auth, local  string
	seen         string // the path where a package is seen by itself, "" for the same
	controls     string // sorted, joined by blanks
}

func (l label) String() string {
	return strings.TrimSpace(strings.Join([]string{l.at.String(), l.method, l.path, l.auth, l.controls}, " "))
}

// labels returns the comments of a folder that describe routes.
func (c *Corpus) labels(t *testing.T, folder string) (list []label) {
	t.Helper()
	for _, pkg := range c.packages {
		if !inFolder(pkg, folder) {
			continue
		}
		for _, file := range pkg.Syntax {
			for _, group := range file.Comments {
				for _, comment := range group.List {
					for _, text := range routesIn(comment) {
						words := strings.Fields(text)
						if len(words) < 3 {
							t.Fatalf("%v: route is followed by %q: write a method, a path and a state", positionOf(pkg, comment.Pos()), text)
						}
						l := label{at: positionOf(pkg, comment.Pos()), method: words[0], path: words[1], auth: words[2]}
						controls := words[3:]
						if i := slices.IndexFunc(controls, func(s string) bool { return strings.HasPrefix(s, "local=") }); i >= 0 {
							l.local = controls[i][len("local="):]
							if strings.Contains(l.local, "/") {
								l.local, l.seen = "", l.local
							}
							controls = slices.Delete(controls, i, i+1)
						}
						slices.Sort(controls)
						l.controls = strings.Join(controls, " ")
						list = append(list, l)
					}
				}
			}
		}
	}
	return list
}

// routesIn returns the routes that a comment describes, one behind each "route".
func routesIn(comment *ast.Comment) []string {
	text, ok := strings.CutPrefix(comment.Text, "// route ")
	if !ok {
		return nil
	}
	return strings.Split(text, " route ")
}

// tableOf returns routes as comments describe them.
func tableOf(routes []link.Endpoint) (list []label) {
	for i := range routes {
		e := &routes[i]
		l := label{at: place{e.Registered.Package, e.Registered.File, e.Registered.Line}, method: e.Method, path: e.Path, auth: e.Auth}
		var controls []string
		for _, c := range e.Controls {
			if c.State == "present" {
				controls = append(controls, string(c.Role)+"=present")
			}
		}
		if len(e.Configured) > 0 {
			controls = append(controls, "configured")
		}
		slices.Sort(controls)
		l.controls = strings.Join(controls, " ")
		list = append(list, l)
	}
	return list
}

// owned returns the routes that became complete in one of the folder's packages,
// each seen from there.
func (c *Corpus) owned(graph *checker.Graph, folder string) (list []label) {
	for _, act := range graph.Roots {
		if act.Analyzer != link.Analyzer || !inFolder(act.Package, folder) {
			continue
		}
		program := act.Result.(*link.Program)
		for _, l := range tableOf(slices.DeleteFunc(slices.Clone(program.Routes), func(e link.Endpoint) bool { return !e.OwnedByLocal })) {
			l.controls = ""
			list = append(list, l)
		}
	}
	return list
}

// sameRoutes reports the labels without a route, and the routes without a label.
func sameRoutes(t *testing.T, what string, labels, routes []label) {
	t.Helper()
	var want, got []string
	for _, l := range labels {
		want = append(want, l.String())
	}
	for _, r := range routes {
		got = append(got, r.String())
	}
	slices.Sort(want)
	slices.Sort(got)
	want, got = slices.Compact(want), slices.Compact(got)
	for _, w := range want {
		if !slices.Contains(got, w) {
			t.Errorf("%s: no route %s", what, w)
		}
	}
	for _, g := range got {
		if !slices.Contains(want, g) {
			t.Errorf("%s: a route that no comment describes: %s", what, g)
		}
	}
}
