package cli

import (
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/apiward/apiward/analyzers/link"
	"github.com/apiward/apiward/rules"
	"github.com/apiward/apiward/rules/ruleset"
)

// routeFilter says which routes are listed: those for which each of its parts
// that is set holds.
type routeFilter struct {
	services, packages, paths []string
	states, missing           *words

	globs []rules.Glob // of paths
}

func newRouteFilter() *routeFilter {
	return &routeFilter{
		states:  &words{allowed: []string{"required", "optional", "none", "unknown"}},
		missing: &words{allowed: []string{"authz", "body_limit", "rate_limit", "cors", "timeout", "recovery"}},
	}
}

func (f *routeFilter) add(cmd *cobra.Command) {
	flags := cmd.Flags()
	flags.StringSliceVar(&f.services, "service", nil, "list routes of this `service,...`: an import path, or the end of one; /... for all below")
	flags.StringSliceVar(&f.packages, "package", nil, "list routes that this `package,...` registers, written as a service is")
	flags.StringArrayVar(&f.paths, "path", nil, "list routes that match this `pattern`, as policies write them: '/v1/**' or 'POST /v1/**'")
	flags.Var(f.states, "state", "list routes with this state of authentication: "+f.states.list())
	flags.Var(f.missing, "missing", "list routes that are known to lack this: "+f.missing.list())
	complete(cmd, "state", f.states.allowed)
	complete(cmd, "missing", f.missing.allowed)
}

// compile reads the patterns of paths.
func (f *routeFilter) compile() error {
	for _, path := range f.paths {
		glob, err := ruleset.RouteGlob(path)
		if err != nil {
			return fmt.Errorf("--path %q: %w", path, err)
		}
		f.globs = append(f.globs, glob)
	}
	return nil
}

// known returns an error for a service that has no route at all: an empty list
// would say of a slip what is true of nothing.
func (f *routeFilter) known(routes []link.Route) error {
	var services []string
	for _, r := range routes {
		if !slices.Contains(services, r.Service) {
			services = append(services, r.Service)
		}
	}
	for _, want := range f.services {
		if len(routes) == 0 || slices.ContainsFunc(services, func(s string) bool { return names(want, s) }) {
			continue
		}
		if near := ruleset.Suggest(want, ends(services)); near != "" {
			return fmt.Errorf("no route is of the service %q: did you mean %s?", want, near)
		}
		return fmt.Errorf("no route is of the service %q: expected one of %s", want, strings.Join(services, ", "))
	}
	return nil
}

// ends returns the paths and the last segment of each.
func ends(paths []string) []string {
	all := slices.Clone(paths)
	for _, p := range paths {
		all = append(all, p[strings.LastIndexByte(p, '/')+1:])
	}
	return all
}

// lists reports whether the filter lets the route by.
func (f *routeFilter) lists(r *link.Route) bool {
	named := func(wants []string, path string) bool {
		return len(wants) == 0 || slices.ContainsFunc(wants, func(want string) bool { return names(want, path) })
	}
	lacks := map[string]string{"authz": r.Authz.State, "body_limit": r.BodyLimit.State, "rate_limit": r.RateLimit.State, "cors": r.CORS.State, "timeout": r.Timeout.State, "recovery": r.Recovery.State}
	return named(f.services, r.Service) && named(f.packages, r.Package) &&
		(len(f.states.chosen) == 0 || slices.Contains(f.states.chosen, r.Auth.State)) &&
		(len(f.missing.chosen) == 0 || slices.ContainsFunc(f.missing.chosen, func(what string) bool { return lacks[what] == "none" })) &&
		(len(f.globs) == 0 || slices.ContainsFunc(f.globs, func(g rules.Glob) bool { return g.Match(r.Method + " " + r.Path) }))
}

// names reports whether want, an import path or the last segments of one, a
// directory's ./ in front or a /... behind, stands for the path.
func names(want, path string) bool {
	want = strings.TrimPrefix(want, "./")
	above, below := strings.CutSuffix(want, "/...")
	if want == "..." || want == "" || want == "." {
		return true
	}
	path = "/" + path
	if !below {
		return strings.HasSuffix(path, "/"+want)
	}
	return strings.Contains(path+"/", "/"+above+"/")
}

// words is a flag that takes some of a few words, comma separated or one by one.
type words struct {
	allowed, chosen []string
}

// String returns what was chosen.
func (w *words) String() string { return strings.Join(w.chosen, ",") }

// Type returns the name of the value in the flag's help.
func (w *words) Type() string { return "what" }

// Set adds some of the allowed words.
func (w *words) Set(s string) error {
	for word := range strings.SplitSeq(s, ",") {
		if word = strings.TrimSpace(word); !slices.Contains(w.allowed, word) {
			if near := ruleset.Suggest(word, w.allowed); near != "" {
				return fmt.Errorf("expected %s: did you mean %s?", w.list(), near)
			}
			return fmt.Errorf("expected %s", w.list())
		}
		w.chosen = append(w.chosen, word)
	}
	return nil
}

func (w *words) list() string { return newChoice("", w.allowed...).list() }
