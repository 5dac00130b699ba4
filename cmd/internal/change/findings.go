package change

import (
	"fmt"
	"slices"
	"strings"

	"github.com/apiward/apiward/cmd/internal/finding"
	"github.com/apiward/apiward/rules"
)

// findings compares the findings of both sides by their fingerprints. A new one
// about a route that a row tells of already is told there.
func (c *comparer) findings() {
	base := byFingerprint(c.Base.Findings)
	head := byFingerprint(c.Head.Findings)
	var fresh []finding.Finding
	for _, f := range c.Head.Findings {
		was, known := base[f.Fingerprint]
		switch {
		case f.Suppressed != nil:
			if !known || was.Suppressed == nil {
				c.excused(f, known)
			}
		case known && was.Suppressed == nil:
			if f.Level > was.Level {
				c.add(c.row(f, FindingWorse, Worse, was.Level.String(), f.Level.String()))
			}
		case known:
			c.add(c.row(f, ExcuseGone, Other, "excused by the "+was.Suppressed.Kind, f.Level.String()))
		default:
			fresh = append(fresh, f)
		}
	}
	var gone []finding.Finding
	for _, f := range c.Base.Findings {
		// An excuse in the head's policy was judged in the base too, where what it
		// excuses may not have been yet.
		judged := f.Rule == "bad_exemption" && strings.HasSuffix(f.At.File, ".hcl")
		if _, still := head[f.Fingerprint]; !still && f.Suppressed == nil && !judged {
			gone = append(gone, f)
		}
	}
	fresh, gone = c.moved(fresh, gone)
	for _, f := range fresh {
		if !c.attach(f) {
			c.add(c.row(f, c.kindOf(f), Worse, "", ""))
		}
	}
	for _, f := range gone {
		if !c.detach(f) {
			row := c.row(f, FindingFixed, Better, f.Level.String(), "")
			row.Gone = true
			c.add(row)
		}
	}
}

func byFingerprint(list []finding.Finding) map[string]finding.Finding {
	out := make(map[string]finding.Finding, len(list))
	for _, f := range list {
		out[f.Fingerprint] = f
	}
	return out
}

// kindOf returns the kind of a new finding: that code and document do not agree
// is a kind of its own.
func (c *comparer) kindOf(f finding.Finding) Kind {
	if e, ok := c.Catalog.Lookup(f.Rule); ok && e.Kind == rules.Contract {
		return Drift
	}
	return FindingNew
}

// row returns the row of one finding.
func (c *comparer) row(f finding.Finding, kind Kind, effect Effect, before, after string) Change {
	change := Change{
		Kind: kind, Effect: effect, Subject: f.Rule, Before: before, After: after, Reason: f.Message, At: f.At,
		Rules: []string{f.Rule}, Findings: []string{f.Fingerprint},
	}
	if about := f.About(); about != "" {
		change.Subject = about
	}
	if f.Route != nil {
		change.Service, change.route = f.Route.Service, keyOf(f.Route).String()
	}
	if effect == Worse {
		change.Level = f.Level
	}
	return change
}

// excused adds a row for a finding that an excuse has newly taken away. A fact
// that the policy gives of the gateway excuses many, and is a row of the policy.
func (c *comparer) excused(f finding.Finding, known bool) {
	if f.Suppressed.Kind == "gateway" || f.Suppressed.Kind == "nosec" {
		return
	}
	before := "new"
	if known {
		before = f.Level.String()
	}
	row := c.row(f, Excused, Worse, before, "excused by the "+f.Suppressed.Kind)
	row.Level = min(rules.Warning, f.Level)
	row.Reason = f.Message + ": " + f.Suppressed.Reason
	c.add(row)
}

// moved takes out the findings that only stand in another file now: their own is
// gone, and one of the same rule about the same is in one that was not there.
func (c *comparer) moved(fresh, gone []finding.Finding) (_, _ []finding.Finding) {
	if c.Base.Files == nil || c.Head.Files == nil {
		return fresh, gone
	}
	sameThing := func(f finding.Finding) string {
		about := finding.Unnamed(f.About())
		if i := strings.LastIndexByte(f.Symbol, '/'); f.Symbol != "" {
			about = f.Symbol[i+1:]
			about = about[strings.IndexByte(about, '.')+1:]
		}
		return strings.Join([]string{f.Rule, about, finding.Unnamed(f.Pointer), f.Message}, "\x00")
	}
	left := map[string][]int{}
	for i, f := range gone {
		if f.At.File != "" && !c.Head.Files(f.At.File) {
			left[sameThing(f)] = append(left[sameThing(f)], i)
		}
	}
	paired := make([]bool, len(gone))
	fresh = slices.DeleteFunc(slices.Clone(fresh), func(f finding.Finding) bool {
		same := left[sameThing(f)]
		if f.At.File == "" || c.Base.Files(f.At.File) || len(same) == 0 {
			return false
		}
		paired[same[0]] = true
		left[sameThing(f)] = same[1:]
		return true
	})
	var still []finding.Finding
	for i, f := range gone {
		if !paired[i] {
			still = append(still, f)
		}
	}
	return fresh, still
}

// attach tells a new finding in the row of the route that it follows from.
func (c *comparer) attach(f finding.Finding) bool {
	return c.join(f, func(change *Change) bool {
		switch change.Kind {
		case GuardLost, GuardWeakened, GuardUnclear:
			return f.Rule == "missing_auth"
		case LimitLost:
			return f.Rule == "unbounded_body" && strings.HasPrefix(change.Before, "body limit")
		case RouteAdded:
			return c.kindOf(f) == FindingNew
		}
		return false
	}, func(change *Change) {
		if change.Effect == Other { // the finding judges what the row leaves open
			change.Effect = Worse
		}
		change.Level = max(change.Level, f.Level)
	})
}

// detach tells a fixed finding in the row of the route that it follows from.
func (c *comparer) detach(f finding.Finding) bool {
	return c.join(f, func(change *Change) bool {
		switch change.Kind {
		case GuardGained:
			return f.Rule == "missing_auth"
		case LimitGained:
			return f.Rule == "unbounded_body" && strings.HasPrefix(change.Before, "body limit")
		case RouteRemoved:
			return true
		}
		return false
	}, func(*Change) {})
}

// join adds a finding to the first row about its route that takes it.
func (c *comparer) join(f finding.Finding, takes func(*Change) bool, then func(*Change)) bool {
	if f.Route == nil {
		return false
	}
	k := keyOf(f.Route)
	if to, ok := c.renamed[k.service]; ok {
		k.service = to
	}
	for i := range c.changes {
		change := &c.changes[i]
		if change.route != k.String() || !takes(change) {
			continue
		}
		if !slices.Contains(change.Rules, f.Rule) {
			change.Rules = append(change.Rules, f.Rule)
		}
		change.Findings = append(change.Findings, f.Fingerprint)
		then(change)
		return true
	}
	return false
}

// plural writes a count of things.
func plural(n int, thing string) string {
	if n != 1 {
		thing += "s"
	}
	return fmt.Sprintf("%d %s", n, thing)
}
