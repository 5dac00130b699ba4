package pipeline

import (
	"fmt"
	"slices"
	"strings"

	"github.com/apiward/apiward/cmd/internal/finding"
	"github.com/apiward/apiward/rules"
)

// Explain completes a proof with what a run reports, or why it reports nothing:
// findings are those that Process returned for in. Each subject then ends in
// the fact that decides it.
func Explain(proof *finding.Proof, in Input, findings []finding.Finding) {
	x := explainer{in, findings}
	for i := range proof.Subjects {
		s := &proof.Subjects[i]
		if s.Route != nil {
			x.route(s)
		} else {
			x.line(s, proof.Question)
		}
	}
}

type explainer struct {
	Input
	findings []finding.Finding
}

// missingAuth is the rule that the state of a route's authentication is for.
const missingAuth = "missing_auth"

// route adds what is reported of a route, or why nothing is.
func (x explainer) route(s *finding.Subject) {
	about, together := x.about(s)
	for _, f := range about {
		s.Children = append(s.Children, x.told(f, false))
	}
	told := slices.ContainsFunc(about, func(f finding.Finding) bool { return f.Rule == missingAuth && f.Suppressed == nil })
	excused := slices.ContainsFunc(about, func(f finding.Finding) bool { return f.Rule == missingAuth && f.Suppressed != nil })
	silence := finding.Node{Kind: "silent"}
	reason := "the excuse"
	switch public, at := x.public(s.Route); {
	case told, excused:
	case s.Auth == "required":
		silence.Text = "missing_auth has nothing to report: authentication is required"
	case public != "":
		silence.Text, silence.At = "the policy's public_routes name it: "+public, at
		reason = "that entry of the policy"
	case s.Public != "":
		silence.Text = "missing_auth takes it for a public one: " + s.Public
		reason = "what makes it public"
	case x.off(missingAuth, rules.Where{File: s.At.File, Route: s.Route.String()}):
		silence.Text = "the policy has turned missing_auth off"
		reason = "the level of missing_auth"
	case together != nil:
		s.Children = append(s.Children, x.told(*together, false))
		told = together.Suppressed == nil
	default:
		silence.Text = "missing_auth tells a line once, and this one for another program"
		reason = "the other finding"
	}
	if silence.Text != "" {
		s.Children = append(s.Children, silence)
	}
	if s.Decides == nil {
		return
	}
	if !told && s.Auth != "required" {
		// What excuses it decides; what would guard it is an aside.
		s.Decides.Text = reason + ": without it missing_auth would report the route, and what would end that is " + s.Decides.Text
		s.Decides.Children = slices.DeleteFunc(s.Decides.Children, func(n finding.Node) bool { return n.Kind == "policy" })
	}
	s.Children = append(s.Children, *s.Decides)
}

// about returns the findings about the route, and the one that stands for many
// routes of its listener where it is none of its own.
func (x explainer) about(s *finding.Subject) (about []finding.Finding, together *finding.Finding) {
	for i, f := range x.findings {
		switch {
		case f.Route != nil && f.Route.Method == s.Route.Method && f.Route.Path == s.Route.Path && (f.Route.Service == s.Route.Service || sameLine(f.At, s.At)):
			about = append(about, f)
		case f.Route == nil && f.Rule == missingAuth && sameLine(f.At, s.Served) && together == nil:
			together = &x.findings[i]
		}
	}
	return about, together
}

func sameLine(a, b finding.Range) bool { return a.File == b.File && a.Line == b.Line }

// told returns a finding as a node, with its trace where it is asked for.
func (x explainer) told(f finding.Finding, trace bool) finding.Node {
	n := finding.Node{Kind: f.Level.String(), Text: f.Rule + ": " + f.Message, At: f.At}
	if f.Suppressed != nil {
		n.Kind = "suppressed"
		by := f.Suppressed
		n.Children = append(n.Children, finding.Node{Kind: by.Kind, Text: by.Reason, At: by.At})
	}
	if !trace {
		return n
	}
	for i, step := range f.Trace {
		n.Children = append(n.Children, finding.Node{Kind: fmt.Sprintf("step %d", i+1), Text: step.Message, At: step.Range})
	}
	for _, r := range f.Related {
		n.Children = append(n.Children, finding.Node{Kind: "related", Text: r.Message, At: r.Range})
	}
	if f.Help != "" {
		n.Children = append(n.Children, finding.Node{Kind: "decides", Text: f.Help})
	}
	return n
}

// public returns the reason with which the policy declares a route public, and
// where.
func (x explainer) public(r *finding.Route) (reason string, at finding.Range) {
	if x.Policy == nil {
		return "", at
	}
	for _, p := range x.Policy.Public {
		if (p.Method == "" || p.Method == r.Method) && p.Path.Match(r.Path) {
			if reason = p.Reason; reason == "" {
				reason = "no reason is given"
			}
			return reason, place(p.At)
		}
	}
	return "", at
}

func (x explainer) off(id string, at rules.Where) bool {
	entry, ok := x.Catalog.Lookup(id)
	return ok && x.Policy.LevelAt(entry.Rule, at) == rules.Off
}

// line adds what is reported on a line, or passes it on the way to where it is,
// and what excuses stand there.
func (x explainer) line(s *finding.Subject, q finding.Question) {
	here := finding.Range{File: q.File, Line: q.Line}
	var nodes []finding.Node
	told := map[finding.Range]bool{}
	for _, f := range x.findings {
		switch {
		case sameLine(f.At, here):
			told[start(f.At)] = true
			nodes = append(nodes, x.told(f, true))
		case slices.ContainsFunc(f.Trace, func(n finding.Note) bool { return sameLine(n.Range, here) }):
			told[start(f.At)] = true
			n := x.told(f, true)
			n.Text = "passes here: " + n.Text
			nodes = append(nodes, n)
		case slices.ContainsFunc(f.Related, func(n finding.Note) bool { return sameLine(n.Range, here) }):
			n := x.told(f, false)
			n.Text = "points here: " + n.Text
			nodes = append(nodes, n)
		}
	}
	s.Children = unrepeated(s.Children, told)
	for _, ig := range x.Ignores {
		if ig.At.File == q.File && (ig.Line == q.Line || ig.At.Line == q.Line) {
			nodes = append(nodes, finding.Node{Kind: "directive", Text: "excuses " + strings.Join(ig.Rules, ", ") + ": " + ig.Reason, At: place(ig.At)})
		}
	}
	s.Children = append(nodes, s.Children...)
	if len(s.Children) == 0 {
		s.Children = x.nothing(q)
	}
}

// unrepeated returns what is known of a line without what findings have told of
// it: the way of the values, and what would make a finding of what is one.
func unrepeated(nodes []finding.Node, told map[finding.Range]bool) []finding.Node {
	var kept []finding.Node
	for _, n := range nodes {
		switch {
		case !told[start(n.At)]:
		case n.Kind == "value":
			continue
		case n.Kind == "sink":
			n.Children = slices.DeleteFunc(slices.Clone(n.Children), func(c finding.Node) bool { return c.Kind == "decides" })
			for i := range n.Children {
				n.Children[i].Children = slices.DeleteFunc(slices.Clone(n.Children[i].Children), func(c finding.Node) bool { return c.Kind == "step" })
			}
		}
		kept = append(kept, n)
	}
	return kept
}

// start returns where a range begins.
func start(at finding.Range) finding.Range {
	return finding.Range{File: at.File, Line: at.Line, Column: at.Column}
}

// nothing says of a line of which nothing is known what is looked for.
func (x explainer) nothing(q finding.Question) []finding.Node {
	if !strings.HasSuffix(q.File, ".go") {
		return []finding.Node{
			{Kind: "silent", Text: "no rule reports anything on this line"},
			{Kind: "decides", Text: "which line it is: findings in documents stand where the operation, the server or the schema begins"},
		}
	}
	silent := finding.Node{Kind: "silent", Text: "nothing that a rule looks for stands on this line"}
	for _, what := range []string{
		"a route that is registered, answered or served",
		"a middleware that is defined, or put around routes",
		"a part of a request that is read on its way to something dangerous",
		"a call that runs SQL, a document query or a command, opens a file, calls out, redirects, answers, logs or reads a body",
		"a constant that is a credential",
	} {
		silent.Children = append(silent.Children, finding.Node{Kind: "looked for", Text: what})
	}
	return []finding.Node{silent, {Kind: "decides", Text: "whether a library that is called here is modelled: of others it is not known what they do with a value"}}
}
