package pipeline

import (
	"fmt"
	"slices"
	"strings"

	"github.com/apiward/apiward/rules"
	"github.com/apiward/apiward/rules/sensitive"
)

// judgeEntries adds a finding for each entry of the policy that is about nothing
// that was looked at: a route that was renamed stays open in the mind of who
// declared it public, and a lower level waits for the next file of that name.
// Nothing is said where a part of the project was not looked at.
func (r *run) judgeEntries() {
	if r.Seen == nil || !r.Scope.Project || r.Scope.Partial || r.Scope.Packages > 0 && len(r.Seen.Packages) == 0 {
		return // or it is of other runs, and nobody noted what those looked at
	}
	r.judgePublic()
	for i := range r.Policy.Overrides {
		r.judgeOverride(&r.Policy.Overrides[i])
	}
	for _, g := range r.Policy.Gateway {
		for _, glob := range g.Routes {
			r.judgeRoutes("the gateway", g.At, glob)
		}
	}
	for _, d := range r.Policy.Documents {
		r.judgeServed(d)
	}
	for _, c := range r.Policy.Classes {
		r.judgeClass(c)
	}
}

func (r *run) judgePublic() {
	if !r.routesKnown() {
		return
	}
	for _, p := range r.Policy.Public {
		named := func(route string) bool {
			method, path, _ := strings.Cut(route, " ")
			return (p.Method == "" || p.Method == method) && p.Path.Match(path)
		}
		if r.anyRoute(named) {
			continue
		}
		route := strings.TrimSpace(p.Method + " " + p.Path.Pattern)
		r.idle(r.doubt(), p.At, fmt.Sprintf("public_routes names %s, and no route or operation is of that name", route),
			"remove it, or write it as apiward routes prints it")
	}
}

// judgeOverride tells each pattern that matches nothing: one list is often of
// several places, and one of them moves.
func (r *run) judgeOverride(o *rules.Override) {
	unmatched := func(globs []rules.Glob, names []string, what string) {
		for _, glob := range globs {
			if !slices.ContainsFunc(names, glob.Match) {
				r.idle(rules.Proven, o.At, fmt.Sprintf("the override is about %s, which matches no %s", glob.Pattern, what), "remove it, or correct it")
			}
		}
	}
	if r.Scope.Module || r.Scope.Documents > 0 {
		unmatched(o.Paths, r.Seen.Files, "file that was checked")
	}
	if r.Scope.Documents > 0 {
		unmatched(o.Documents, r.Seen.Documents, "document that was checked")
	}
	for _, glob := range o.Routes {
		r.judgeRoutes("the override", o.At, glob)
	}
}

// judgeRoutes tells a pattern of routes that matches none.
func (r *run) judgeRoutes(owner string, at rules.Place, glob rules.Glob) {
	if r.routesKnown() && !r.anyRoute(glob.Match) {
		r.idle(r.doubt(), at, fmt.Sprintf("%s is about %s, which matches no route and no operation", owner, glob.Pattern),
			"remove it, or write it as apiward routes prints it")
	}
}

// judgeServed tells what a document is said to describe and is no package.
func (r *run) judgeServed(d rules.DocumentUse) {
	if !r.Scope.Module {
		return
	}
	for _, s := range d.Serves {
		dir, isDir := strings.CutPrefix(strings.TrimSuffix(s, "/"), "./")
		_, isPackage := slices.BinarySearch(r.Seen.Packages, s)
		_, isThere := slices.BinarySearch(r.Seen.Dirs, dir)
		if !isPackage && !(isDir && isThere) && s != "." && s != "./" {
			r.idle(rules.Proven, d.At, fmt.Sprintf("the document %s is said to describe %s, which is no package of this project", d.File, s),
				"name the directory or the import path of a main package")
		}
	}
}

// judgeClass tells a class whose names stand for nothing here. It is a
// vocabulary, which may be shared: that is worth a note, and for all its names
// together.
func (r *run) judgeClass(c rules.Classification) {
	if r.Scope.Documents == 0 || len(c.Words)+len(c.Except)+len(c.Extensions) == 0 {
		return
	}
	met := func(name string) bool {
		return slices.Contains(c.Extensions, name) ||
			slices.ContainsFunc(c.Words, func(w string) bool { return sensitive.Has(name, w) }) ||
			slices.ContainsFunc(c.Except, func(w string) bool { return sensitive.Has(name, w) })
	}
	if !slices.ContainsFunc(r.Seen.Names, met) {
		r.idle(rules.Hint, c.At, fmt.Sprintf("nothing in the documents has a name of the classification %s", c.Name),
			"remove it, or write the names as the documents have them")
	}
}

// routesKnown reports whether routes were looked for.
func (r *run) routesKnown() bool { return r.Scope.Module || len(r.Seen.Operations) > 0 }

// doubt is how sure it is that what was seen are all routes.
func (r *run) doubt() rules.Strength {
	if r.Unresolved > 0 {
		return rules.Hint
	}
	return rules.Proven
}

func (r *run) anyRoute(match func(string) bool) bool {
	return slices.ContainsFunc(r.Seen.Routes, match) || slices.ContainsFunc(r.Seen.Operations, match)
}

// idle tells an entry. One that the project did not write itself is shared with
// others, to which it may matter: that is worth a note.
func (r *run) idle(s rules.Strength, at rules.Place, message, help string) {
	if r.Own != "" && at.File != r.Own {
		s = rules.Hint
	}
	r.weakly(s, at, message, help)
}
