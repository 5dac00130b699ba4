package report

import (
	"fmt"
	"slices"
	"strings"

	"github.com/apiward/apiward/cmd/internal/finding"
	"github.com/apiward/apiward/rules"
)

// ProofVersion is the version of the JSON of a proof. Fields are added, never
// changed or removed.
const ProofVersion = 1

// Proof returns a proof in the named format, "text" or "json".
func Proof(format string, p *finding.Proof, info Info) ([]byte, error) {
	var b page
	if format == "json" {
		err := encode(&b.Buffer, struct {
			Version int `json:"version"`
			*finding.Proof
		}{ProofVersion, p})
		return b.Bytes(), err
	}
	t := &textWriter{page: &b, info: info}
	for i, s := range p.Subjects {
		if i > 0 {
			t.line()
		}
		t.subject(s)
	}
	if len(p.Subjects) == 0 {
		t.noRoute(p)
	}
	return b.Bytes(), nil
}

// subject writes a subject with its line, and the tree under it:
//
//	GET /users/{id}: no authentication
//	  --> api/server.go:84:5
//	   |
//	84 |     r.Get("/users/{id}", s.user)
//	   |       ^
//	   |- chain: 1 middleware before the handler, outermost first
//	   |  '- middleware: api.logged proves nothing (api/log.go:12:9)
//	   '- decides: ...
func (t *textWriter) subject(s finding.Subject) {
	text := s.Text
	if s.Route != nil {
		text += " (" + s.Route.Service + ")"
	}
	t.line(t.bold(Clean(text)))
	margin := t.margin(finding.Finding{At: s.At})
	t.place(margin, "-->", s.At, "")
	t.frame(margin, t.whole(s.At), rules.Note)
	t.tree(margin+" ", s.Children)
}

// whole returns the range of the text of a line, for a place without a column.
func (t *textWriter) whole(at finding.Range) finding.Range {
	source, ok := t.info.Source.Line(at.File, at.Line)
	if at.Column > 0 || !ok {
		return at
	}
	text := strings.TrimSpace(source)
	at.Column = strings.Index(source, text) + 1
	at.EndLine, at.EndColumn = at.Line, at.Column+len(text)
	return at
}

// tree writes nodes one below the other, each with its own below it.
func (t *textWriter) tree(margin string, nodes []finding.Node) {
	for i, n := range nodes {
		branch, below := "|- ", "|  "
		if i == len(nodes)-1 {
			branch, below = "'- ", "   "
		}
		at := ""
		if n.At.File != "" {
			at = t.dim(" (" + where(n.At) + ")")
		}
		t.line(margin, t.dim(branch), t.label(n.Kind), " ", Clean(n.Text), at)
		t.tree(margin+t.dim(below), n.Children)
	}
}

// label writes what a node is about, loud where it decides something.
func (t *textWriter) label(kind string) string {
	text := Clean(kind) + ":"
	for _, l := range []rules.Level{rules.Error, rules.Warning, rules.Note} {
		if kind == l.String() {
			return t.level(l, text)
		}
	}
	if slices.Contains([]string{"decides", "route"}, kind) {
		return t.bold(text)
	}
	return t.dim(text)
}

// noRoute names the routes that may have been meant.
func (t *textWriter) noRoute(p *finding.Proof) {
	asked := strings.TrimSpace(p.Question.Method + " " + p.Question.Path)
	if len(p.Nearest) == 0 {
		t.line(t.bold("no route matches "+Clean(asked)), ", and none is known in these packages")
		return
	}
	t.line(t.bold("no route matches "+Clean(asked)), "; the nearest are:")
	for _, r := range p.Nearest {
		t.line("  ", Clean(fmt.Sprintf("%s %s", r.Method, r.Path)), t.dim(" ("+Clean(r.Service)+")"))
	}
}
