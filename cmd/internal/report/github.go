package report

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/apiward/apiward/cmd/internal/finding"
	"github.com/apiward/apiward/rules"
)

// GitHub shows so many annotations of each kind that one step of a job prints,
// and drops the others without a word.
const (
	githubAnnotations = 10
	// githubFailures is how many of them tell what could not be analysed: one
	// mistake fails all that is built on it, and findings need the room.
	githubFailures = 3
	// githubMessage is as much of a message as an annotation has room for.
	githubMessage = 4 << 10
)

// writeGitHub writes workflow commands, which become annotations of a pull
// request:
//
//	::error file=db/store.go,line=4,endLine=4,col=24,endColumn=64,title=sql_injection::the SQL text ...
//
// The loudest come first, and no more of each kind than GitHub shows; where
// there are more, the last notice counts them. What could not be analysed is an
// error, the first of them one by one.
func writeGitHub(b *page, r *finding.Report, info Info) error {
	g := githubWriter{page: b, info: info, left: map[string]int{"error": githubAnnotations, "warning": githubAnnotations, "notice": githubAnnotations}}
	findings := loudest(counting(r.Findings), info)
	failures := r.Failures[:min(len(r.Failures), githubFailures)]
	c := finding.Count(findings)
	if len(failures) < len(r.Failures) || c.Errors > githubAnnotations-len(failures) || c.Warnings > githubAnnotations || c.Notes > githubAnnotations {
		g.left["notice"]-- // for the one that counts
	}
	for _, f := range failures {
		g.command("error", f.At, "could not be analysed: "+f.Input, f.Message)
	}
	var left []finding.Finding
	for _, f := range findings {
		if !g.finding(f) {
			left = append(left, f)
		}
	}
	if rest := list(tally(left), some(len(r.Failures)-len(failures), "failed input")); rest != "" {
		g.left["notice"]++
		g.command("notice", finding.Range{}, "apiward", fmt.Sprintf("not shown here: %s; GitHub shows %d annotations of a kind for a step, the summary of the job and the log have all",
			rest, githubAnnotations))
	}
	return nil
}

type githubWriter struct {
	*page
	info Info
	left map[string]int // annotations of a kind that there is room for
}

func (g githubWriter) finding(f finding.Finding) bool {
	kind := "notice"
	if f.Level > rules.Note {
		kind = f.Level.String()
	}
	return g.command(kind, f.At, f.Rule+": "+g.info.rule(f.Rule).Title, strings.Join(append([]string{f.Message}, g.info.story(f)...), "\n"))
}

// command writes a command and returns false where there is no room for it.
func (g githubWriter) command(kind string, at finding.Range, title, message string) bool {
	if g.left[kind] == 0 {
		return false
	}
	g.left[kind]--
	var properties []string
	set := func(name, value string) { properties = append(properties, name+"="+githubProperty.Replace(value)) }
	if at.File != "" && !finding.IsRemote(at.File) {
		set("file", Clean(g.info.path(at.File)))
		g.place(at, set)
	}
	set("title", Clean(title))
	fmt.Fprintf(g, "::%s %s::%s\n", kind, strings.Join(properties, ","), githubData.Replace(shorten(CleanLines(message), githubMessage)))
	return true
}

// place says where in its file an annotation stands. Columns are understood in
// one line only.
func (g githubWriter) place(at finding.Range, set func(name, value string)) {
	if at.Line < 1 {
		return
	}
	set("line", strconv.Itoa(at.Line))
	set("endLine", strconv.Itoa(at.Line))
	if at.Column > 0 {
		set("col", strconv.Itoa(at.Column))
		if at.EndLine == at.Line && at.EndColumn > at.Column {
			set("endColumn", strconv.Itoa(at.EndColumn))
		}
	}
}

// What would end a command, or one of its properties.
var (
	githubData     = strings.NewReplacer("%", "%25", "\r", "%0D", "\n", "%0A")
	githubProperty = strings.NewReplacer("%", "%25", "\r", "%0D", "\n", "%0A", ":", "%3A", ",", "%2C")
)
