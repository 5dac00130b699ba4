package report

import (
	"path"
	"strings"

	"github.com/apiward/apiward/rules"
)

// section is one headed part of a rule's help.
type section struct{ heading, text string }

func sections(h rules.Help) []section {
	all := []section{{"Why", h.Why}, {"Avoid", h.Avoid}, {"Prefer", h.Prefer}, {"Limits", h.Limits}}
	var kept []section
	for _, s := range all {
		if s.text != "" {
			kept = append(kept, s)
		}
	}
	return kept
}

// helpText returns a rule's help as plain text.
func helpText(e rules.Entry, h rules.Help) string {
	var b strings.Builder
	b.WriteString(h.What)
	for _, s := range sections(h) {
		b.WriteString("\n\n" + s.heading + "\n" + s.text)
	}
	b.WriteString("\n\napiward explain " + e.ID + " shows this and more.")
	return b.String()
}

// helpMarkdown returns a rule's help as Markdown, with one bad and one good
// example.
func helpMarkdown(e rules.Entry, h rules.Help) string {
	var b strings.Builder
	b.WriteString("# " + e.Title + "\n\n" + h.What)
	for _, s := range sections(h) {
		b.WriteString("\n\n## " + s.heading + "\n\n" + s.text)
	}
	example := func(heading string, examples []rules.Example) {
		if len(examples) == 0 {
			return
		}
		x := examples[0]
		fence := fenceFor(x.Text)
		b.WriteString("\n\n## " + heading + "\n\n")
		if x.Title != "" {
			b.WriteString(x.Title + ":\n\n")
		}
		b.WriteString(fence + strings.TrimPrefix(path.Ext(x.Name), ".") + "\n" +
			strings.TrimRight(x.Text, "\n") + "\n" + fence)
	}
	example("Reported", h.Bad)
	example("Not reported", h.Good)
	b.WriteString("\n\n`apiward explain " + e.ID + "` shows this and more.")
	return b.String()
}

// fenceFor returns a fence that text does not close.
func fenceFor(text string) string {
	fence := "```"
	for strings.Contains(text, fence) {
		fence += "`"
	}
	return fence
}
