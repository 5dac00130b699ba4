// Package baseline reads and writes the list of findings that a project had when
// it began to use apiward, or decided to live with for now.
//
// The file has one line for each finding, sorted, so that two branches that each
// change it merge without anybody's help:
//
//	# what the file is
//	fingerprint <tab> rule <tab> place <tab> reason [<tab> last day]
//
// The fingerprint alone counts; the rest says what it is to those who read the
// file. No line number stands in it: the file changes when findings do. Behind its
// last day an entry excuses nothing.
package baseline

import (
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"time"

	"github.com/apiward/apiward/cmd/internal/finding"
	"github.com/apiward/apiward/cmd/internal/pipeline/bad_exemption"
)

// FileName is the name of the file in the root of a project.
const FileName = ".apiward-baseline"

// header is the first lines of every file.
const header = `# apiward baseline 1: findings that do not count. See apiward baseline --help.
# One a line: fingerprint, rule, place, reason, and the last day if there is one. Lines may be removed, never added by hand.
`

// Entry is one finding of the list.
type Entry struct {
	Fingerprint string `json:"fingerprint"`
	Rule        string `json:"rule"`
	Place       string `json:"place"` // the route, the function, or the file
	Reason      string `json:"reason"`
	Expires     string `json:"expires,omitempty"` // the last day on which it holds, "" for no end
	Line        int    `json:"-"`                 // in the file, 0 for one that is not written yet
}

// Suppression is how a finding of the list is marked. file names the list.
func (e Entry) Suppression(file string) finding.Suppression {
	return finding.Suppression{Kind: "baseline", Reason: e.Reason, At: finding.Range{File: file, Line: e.Line, Column: 1}}
}

// Expired reports whether the entry's last day is over. today is written as the
// entry's day is.
func (e Entry) Expired(today string) bool { return e.Expires != "" && e.Expires < today }

// Day reads a last day; the error says how to write one.
func Day(text string) (string, error) {
	if _, err := time.Parse(time.DateOnly, text); err != nil {
		return "", fmt.Errorf(`%q is no date: write the last day on which it holds, as 2027-01-31`, cut(text))
	}
	return text, nil
}

// maxEntries bounds a file: a project with more has to be looked at in parts.
const maxEntries = 1_000_000

var (
	fingerprint = regexp.MustCompile(`^[0-9a-f]{32}$`)
	ruleID      = regexp.MustCompile(`^[a-zA-Z0-9_./-]+$`)
)

// Parse reads a file. The error tells all mistakes, a line each. Of a finding
// that two branches added, the first line counts.
func Parse(name string, text []byte) ([]Entry, error) {
	var list []Entry
	var mistakes []error
	seen := map[string]bool{}
	n := 0
	for raw := range bytes.Lines(text) {
		n++
		line := strings.TrimRight(string(raw), "\r\n")
		if strings.TrimSpace(line) == "" || strings.HasPrefix(line, "#") {
			continue
		}
		if len(list) == maxEntries {
			return nil, fmt.Errorf("%s:%d: more than %d findings: check the project in parts", name, n, maxEntries)
		}
		e, err := parse(line)
		if err != nil {
			if len(mistakes) < maxMistakes {
				mistakes = append(mistakes, fmt.Errorf("%s:%d: %w", name, n, err))
			}
			continue
		}
		e.Line = n
		if !seen[e.Fingerprint] {
			seen[e.Fingerprint] = true
			list = append(list, e)
		}
	}
	return list, errors.Join(mistakes...)
}

const maxMistakes = 10

func parse(line string) (Entry, error) {
	for _, mark := range []string{"<<<<<<<", "=======", ">>>>>>>", "|||||||"} {
		if strings.HasPrefix(line, mark) {
			return Entry{}, errors.New("a merge left this conflict: keep the lines of both sides and remove this one")
		}
	}
	fields := strings.Split(line, "\t")
	switch {
	case len(fields) != 4 && len(fields) != 5:
		return Entry{}, fmt.Errorf("%d fields between tabs, expected 4: fingerprint, rule, place, reason; apiward baseline create writes the file", len(fields))
	case !fingerprint.MatchString(fields[0]):
		return Entry{}, fmt.Errorf("%q is no fingerprint: expected 32 digits of a to f and 0 to 9", cut(fields[0]))
	case !ruleID.MatchString(fields[1]):
		return Entry{}, fmt.Errorf("%q is no rule", cut(fields[1]))
	case strings.TrimSpace(fields[3]) == "":
		return Entry{}, errors.New("the entry gives no reason: write behind the last tab why the finding may stay")
	}
	e := Entry{Fingerprint: fields[0], Rule: fields[1], Place: fields[2], Reason: fields[3]}
	if len(fields) == 5 {
		var err error
		if e.Expires, err = Day(fields[4]); err != nil {
			return Entry{}, err
		}
	}
	return e, nil
}

// cut shortens what a message quotes.
func cut(s string) string {
	const most = 40
	if len(s) > most {
		return strings.ToValidUTF8(s[:most], "") + "…"
	}
	return s
}

// Format returns the file of a list.
func Format(list []Entry) []byte {
	list = slices.Clone(list)
	slices.SortFunc(list, func(a, b Entry) int {
		return cmp.Or(cmp.Compare(a.Rule, b.Rule), cmp.Compare(a.Place, b.Place), cmp.Compare(a.Fingerprint, b.Fingerprint))
	})
	var b bytes.Buffer
	b.WriteString(header)
	for _, e := range list {
		fmt.Fprintf(&b, "%s\t%s\t%s\t%s", e.Fingerprint, e.Rule, plain(e.Place), plain(e.Reason))
		if e.Expires != "" {
			b.WriteString("\t" + e.Expires)
		}
		b.WriteByte('\n')
	}
	return b.Bytes()
}

// plain takes out what would end a field or a line.
func plain(s string) string { return strings.Join(strings.Fields(s), " ") }

// Of returns the entry of a finding, and false for one that cannot be of a list:
// one that does not count anyway, and one that judges an excuse, which an excuse
// must not hide.
func Of(f finding.Finding, reason string) (Entry, bool) {
	if f.Suppressed != nil || f.Rule == bad_exemption.Rule.ID {
		return Entry{}, false
	}
	place := f.At.File
	switch {
	case f.About() != "":
		place = f.About()
	case f.Symbol != "":
		place = f.Symbol
	}
	return Entry{Fingerprint: f.Fingerprint, Rule: f.Rule, Place: cmp.Or(place, "-"), Reason: plain(reason)}, true
}

// Stale returns the entries that no finding has.
func Stale(list []Entry, findings []finding.Finding) (stale []Entry) {
	there := make(map[string]bool, len(findings))
	for _, f := range findings {
		there[f.Fingerprint] = true
	}
	for _, e := range list {
		if !there[e.Fingerprint] {
			stale = append(stale, e)
		}
	}
	return stale
}
