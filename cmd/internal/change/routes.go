package change

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/apiward/apiward/analyzers/link"
	"github.com/apiward/apiward/cmd/internal/finding"
	"github.com/apiward/apiward/rules"
)

// key is what a route is for a client.
type key struct{ service, method, path string }

func (k key) String() string { return k.service + " " + k.method + " " + k.path }

// table is the routes of a side. One key may have several: on a condition, or on
// several listeners.
type table map[key][]*link.Route

func tableOf(inv *link.Inventory, renamed map[string]string) table {
	t := table{}
	if inv == nil {
		return t
	}
	for i := range inv.Routes {
		r := &inv.Routes[i]
		k := key{cmp.Or(renamed[r.Service], r.Service), r.Method, finding.Unnamed(r.Path)}
		t[k] = append(t[k], r)
	}
	return t
}

func (t table) keys() []key {
	return slices.SortedFunc(maps.Keys(t), func(a, b key) int {
		return cmp.Or(cmp.Compare(a.service, b.service), cmp.Compare(a.path, b.path), cmp.Compare(a.method, b.method))
	})
}

// pair is a route of both sides. The methods, or the paths, may differ.
type pair struct {
	base, head key
	old, now   []*link.Route
}

// routes compares the routes of both sides.
func (c *comparer) routes() {
	c.renamed = renames(servicesOf(c.Base.Inventory), servicesOf(c.Head.Inventory))
	base, head := tableOf(c.Base.Inventory, c.renamed), tableOf(c.Head.Inventory, nil)
	c.described = map[link.Operation]bool{}
	var pairs []pair
	gone, come := map[key]bool{}, map[key]bool{}
	for _, k := range base.keys() {
		if head[k] != nil {
			pairs = append(pairs, pair{k, k, base[k], head[k]})
		} else {
			gone[k] = true
		}
	}
	for _, k := range head.keys() {
		if base[k] == nil {
			come[k] = true
		}
	}
	pairs = append(pairs, anyMethod(base, head, gone, come)...)
	moved := moves(base, head, gone, come)
	pairs = append(pairs, moved...)
	for _, p := range moved {
		c.add(Change{
			Kind: RouteMoved, Effect: Other, Subject: p.now[0].Method + " " + p.now[0].Path, Service: p.head.service, route: p.head.String(),
			Before: p.old[0].Path, After: p.now[0].Path, At: registered(p.now[0]),
		})
	}
	for _, p := range pairs {
		c.guards(p)
		c.controls(p)
		c.fields(p)
	}
	for _, k := range head.keys() {
		if come[k] {
			c.came(k, head[k])
		}
	}
	for _, k := range base.keys() {
		if gone[k] {
			c.went(k, base[k])
		}
	}
}

func (c *comparer) came(k key, routes []*link.Route) {
	r := routes[0]
	after := "auth " + authOf(routes)
	if c.Policy.IsPublic(r.Method, r.Path) {
		after += ", public by the policy"
	}
	c.add(Change{Kind: RouteAdded, Effect: Other, Subject: r.Method + " " + r.Path, Service: k.service, route: k.String(), After: after, At: registered(r)})
	c.answers(routes)
}

func (c *comparer) went(k key, routes []*link.Route) {
	r := routes[0]
	c.add(Change{
		Kind: RouteRemoved, Effect: Other, Subject: r.Method + " " + r.Path, Service: k.service, route: k.String(),
		Before: "auth " + authOf(routes), At: registered(r), Gone: true,
	})
	c.answers(routes)
}

func (c *comparer) answers(routes []*link.Route) {
	for _, r := range routes {
		if r.Operation != nil {
			c.described[link.Operation{Document: r.Operation.Document, Pointer: r.Operation.Pointer}] = true
		}
	}
}

// anyMethod pairs routes for any method with those for single ones on the same
// path: that one became the other must not hide what became of the guard. A
// route for any method where there was one for GET is new all the same, for the
// other methods.
func anyMethod(base, head table, gone, come map[key]bool) (pairs []pair) {
	for _, k := range head.keys() {
		if !come[k] || k.method == "ANY" {
			continue
		}
		whole := k
		whole.method = "ANY"
		if base[whole] != nil {
			pairs = append(pairs, pair{whole, k, base[whole], head[k]})
			delete(gone, whole)
			delete(come, k)
		}
	}
	for _, k := range base.keys() {
		if !gone[k] || k.method == "ANY" {
			continue
		}
		whole := k
		whole.method = "ANY"
		if head[whole] != nil {
			pairs = append(pairs, pair{k, whole, base[k], head[whole]})
			delete(gone, k)
		}
	}
	return pairs
}

// moves pairs routes that left one path and came to another, told by the function
// that answers them: it must have one route of the method on either side.
func moves(base, head table, gone, come map[key]bool) (pairs []pair) {
	type answer struct{ service, method, handler string }
	byHandler := func(t table, left map[key]bool) map[answer][]key {
		found := map[answer][]key{}
		for _, k := range t.keys() {
			if name := t[k][0].Handler.Name; left[k] && name != "" && !strings.Contains(name, "$") {
				a := answer{k.service, k.method, name}
				found[a] = append(found[a], k)
			}
		}
		return found
	}
	to := byHandler(head, come)
	from := byHandler(base, gone)
	for _, k := range base.keys() {
		a := answer{k.service, k.method, base[k][0].Handler.Name}
		if !gone[k] || len(from[a]) != 1 || len(to[a]) != 1 {
			continue
		}
		now := to[a][0]
		pairs = append(pairs, pair{k, now, base[k], head[now]})
		delete(gone, k)
		delete(come, now)
	}
	return pairs
}

// servicesOf returns, by service, the methods and paths of its routes.
func servicesOf(inv *link.Inventory) map[string]map[string]bool {
	out := map[string]map[string]bool{}
	if inv == nil {
		return out
	}
	for _, r := range inv.Routes {
		if out[r.Service] == nil {
			out[r.Service] = map[string]bool{}
		}
		out[r.Service][r.Method+" "+finding.Unnamed(r.Path)] = true
	}
	return out
}

// renames pairs names that only the base has with those that only the head has
// by what is behind them: the most in common first, and at least half of it.
func renames(base, head map[string]map[string]bool) map[string]string {
	type candidate struct {
		from, to string
		common   int
	}
	var list []candidate
	for from, old := range base {
		for to, now := range head {
			if head[from] != nil || base[to] != nil {
				continue
			}
			common := 0
			for k := range old {
				if now[k] {
					common++
				}
			}
			if common > 0 && 2*common >= max(len(old), len(now)) {
				list = append(list, candidate{from, to, common})
			}
		}
	}
	slices.SortFunc(list, func(a, b candidate) int {
		return cmp.Or(cmp.Compare(b.common, a.common), cmp.Compare(a.from, b.from), cmp.Compare(a.to, b.to))
	})
	out, taken := map[string]string{}, map[string]bool{}
	for _, x := range list {
		if out[x.from] == "" && !taken[x.to] {
			out[x.from], taken[x.to] = x.to, true
		}
	}
	return out
}

// authOf returns the weakest answer of several routes: an attacker takes that
// one. One that is not known may be the weakest.
func authOf(routes []*link.Route) string {
	return weakest(routes, []string{"none", "unknown", "optional", "required"}, func(r *link.Route) string { return r.Auth.State })
}

func weakest(routes []*link.Route, order []string, of func(*link.Route) string) string {
	for _, state := range order {
		if slices.ContainsFunc(routes, func(r *link.Route) bool { return of(r) == state }) {
			return state
		}
	}
	return "unknown"
}

// guards compares what a pair asks of a client.
func (c *comparer) guards(p pair) {
	was, is := authOf(p.old), authOf(p.now)
	change := c.about(p, was, is)
	strength := []string{"none", "optional", "required"}
	from, to := slices.Index(strength, was), slices.Index(strength, is)
	switch {
	case was == is, from < 0 && to > 0, from <= 0 && to < 0:
		return // or both sides leave it open
	case from < 0:
		change.Kind, change.Effect = GuardUnclear, Other
		change.Reason = "what guarded it before is not known"
	case to < 0:
		change.Kind, change.Effect = GuardUnclear, Other
		change.Reason = "whether it is still guarded cannot be told; apiward why says what would decide it"
	case to > from:
		change.Kind, change.Effect = GuardGained, Better
	case is == "optional":
		change.Kind, change.Effect, change.Level = GuardWeakened, Worse, rules.Error
	default:
		change.Kind, change.Effect, change.Level = GuardLost, Worse, rules.Error
		if was == "optional" {
			change.Level = rules.Warning
		}
	}
	if change.Effect == Worse {
		change.Reason = left(p, "auth")
		c.decided(&change, p, "missing_auth")
		if c.Policy.IsPublic(p.now[0].Method, p.now[0].Path) {
			change.Level, change.Reason = rules.Note, "public by the policy"
		}
	}
	c.add(change)
}

// decided lowers a loss that somebody decided on to a note: by turning the rule
// off, or by an excuse for the finding that it leads to.
func (c *comparer) decided(change *Change, p pair, rule string) {
	if c.off(rule) {
		change.Level = rules.Note
		change.Reason = and(change.Reason, "the policy turns "+rule+" off")
		return
	}
	for _, f := range c.Head.Findings {
		if f.Rule == rule && f.Suppressed != nil && f.Route != nil && keyOf(f.Route) == p.head {
			change.Level = rules.Note
			change.Reason = and(change.Reason, fmt.Sprintf("excused by the %s: %s", f.Suppressed.Kind, f.Suppressed.Reason))
			return
		}
	}
}

func and(a, b string) string {
	if a == "" {
		return b
	}
	return a + "; " + b
}

func keyOf(r *finding.Route) key { return key{r.Service, r.Method, finding.Unnamed(r.Path)} }

// about returns a change of a pair. It is told of the route as it was, where only
// the methods it answers changed.
func (c *comparer) about(p pair, before, after string) Change {
	r := p.now[0]
	subject := r.Method + " " + r.Path
	if r.Method == "ANY" {
		subject = p.old[0].Method + " " + r.Path
	}
	return Change{Subject: subject, Service: p.head.service, route: p.head.String(), Before: before, After: after, At: registered(r)}
}

// left names the middleware of a role that the chain had and no longer has.
func left(p pair, role string) string {
	still := map[string]bool{}
	for _, r := range p.now {
		for _, m := range r.Middleware {
			still[m.Name] = true
		}
	}
	var names []string
	for _, r := range p.old {
		for _, m := range r.Middleware {
			if name := function(m.Name); m.Role == role && !still[m.Name] && !slices.Contains(names, name) {
				names = append(names, name)
			}
		}
	}
	switch len(names) {
	case 0:
		return ""
	case 1:
		return names[0] + " left its chain"
	}
	return strings.Join(names, ", ") + " left its chain"
}

// function returns a function's name with the last part of its package's path,
// and without the number of a literal in it.
func function(name string) string {
	name, _, _ = strings.Cut(name, "$")
	return name[strings.LastIndexByte(name, '/')+1:]
}

// control is something that a chain has or has not.
type control struct {
	name, role, rule string // of the rule that reports its absence
	of               func(*link.Route) string
	applies          func(*link.Route) bool
	level            rules.Level
	kinds            [3]Kind // lost, unclear, gained
}

var controls = []control{
	{name: "", role: "authz", rule: "missing_authz", level: rules.Error, kinds: [3]Kind{AuthzLost, AuthzUnclear, AuthzGained},
		of: func(r *link.Route) string { return r.Authz.State }},
	{name: "body limit", role: "body_limit", rule: "unbounded_body", level: rules.Warning, kinds: [3]Kind{LimitLost, LimitUnclear, LimitGained},
		of: func(r *link.Route) string { return r.BodyLimit.State }, applies: hasBody},
	{name: "rate limit", role: "rate_limit", rule: "missing_rate_limit", level: rules.Warning, kinds: [3]Kind{LimitLost, LimitUnclear, LimitGained},
		of: func(r *link.Route) string { return r.RateLimit.State }},
	{name: "timeout", role: "timeout", rule: "missing_timeout", level: rules.Warning, kinds: [3]Kind{LimitLost, LimitUnclear, LimitGained},
		of: func(r *link.Route) string { return r.Timeout.State }},
}

// hasBody reports whether requests to a route have a body to speak of.
func hasBody(r *link.Route) bool {
	return r.Method != "GET" && r.Method != "HEAD" && r.Method != "OPTIONS"
}

// controls compares the limits and the authorization of a pair.
func (c *comparer) controls(p pair) {
	for _, x := range controls {
		if x.applies != nil && !x.applies(p.now[0]) {
			continue
		}
		order := []string{"none", "unknown", "present"}
		was, is := weakest(p.old, order, x.of), weakest(p.now, order, x.of)
		change := c.about(p, strings.TrimSpace(x.name+" "+was), strings.TrimSpace(x.name+" "+is))
		switch {
		case was == "present" && is == "none":
			change.Kind, change.Effect, change.Level = x.kinds[0], Worse, x.level
			change.Reason = left(p, x.role)
			c.decided(&change, p, x.rule)
		case was == "present" && is == "unknown":
			change.Kind, change.Effect = x.kinds[1], Other
			change.Reason = "whether it is still there cannot be told"
		case was == "none" && is == "present":
			change.Kind, change.Effect = x.kinds[2], Better
		default:
			continue
		}
		c.add(change)
	}
}

func registered(r *link.Route) finding.Range {
	return finding.Range{File: r.Registered.File, Line: r.Registered.Line, Column: r.Registered.Column}
}
