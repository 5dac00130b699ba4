package report

import (
	"fmt"
	"net/url"
	"slices"
	"strings"
	"unicode/utf16"

	"github.com/apiward/apiward/cmd/internal/finding"
	"github.com/apiward/apiward/rules"
)

// SARIF 2.1.0, as far as we write it. Field order is the order in the file.
// A field without omitempty is always meant: SARIF's index and id fields have
// defaults that an omitted zero would fall back to.
type (
	sarifLog struct {
		Schema  string     `json:"$schema"`
		Version string     `json:"version"`
		Runs    []sarifRun `json:"runs"`
	}
	sarifRun struct {
		Tool        sarifTool               `json:"tool"`
		Invocations []sarifInvocation       `json:"invocations"`
		URIBases    map[string]sarifURIBase `json:"originalUriBaseIds"`
		ColumnKind  string                  `json:"columnKind"`
		Results     []sarifResult           `json:"results"`
	}
	sarifURIBase struct {
		Description sarifText `json:"description"`
	}
	sarifTool struct {
		Driver sarifDriver `json:"driver"`
	}
	sarifDriver struct {
		Name            string      `json:"name"`
		Version         string      `json:"version,omitempty"`
		SemanticVersion string      `json:"semanticVersion,omitempty"`
		Rules           []sarifRule `json:"rules"`
	}
	sarifRule struct {
		ID                   string        `json:"id"`
		Name                 string        `json:"name"`
		ShortDescription     sarifText     `json:"shortDescription"`
		FullDescription      sarifText     `json:"fullDescription"`
		Help                 sarifText     `json:"help"`
		DefaultConfiguration sarifDefaults `json:"defaultConfiguration"`
		Properties           sarifTags     `json:"properties"`
	}
	sarifDefaults struct {
		Enabled bool   `json:"enabled"`
		Level   string `json:"level"`
	}
	sarifTags struct {
		Precision        string   `json:"precision"`
		SecuritySeverity string   `json:"security-severity"`
		Tags             []string `json:"tags"`
	}
	sarifText struct {
		Text     string `json:"text"`
		Markdown string `json:"markdown,omitempty"`
	}
	sarifInvocation struct {
		ExecutionSuccessful bool                `json:"executionSuccessful"`
		Notifications       []sarifNotification `json:"toolExecutionNotifications"`
	}
	sarifNotification struct {
		Level     string          `json:"level"`
		Message   sarifText       `json:"message"`
		Locations []sarifLocation `json:"locations,omitempty"`
	}
	sarifResult struct {
		RuleID           string            `json:"ruleId"`
		RuleIndex        int               `json:"ruleIndex"`
		Level            string            `json:"level"`
		Message          sarifText         `json:"message"`
		Locations        []sarifLocation   `json:"locations"`
		Fingerprints     map[string]string `json:"partialFingerprints"`
		CodeFlows        []sarifCodeFlow   `json:"codeFlows,omitempty"`
		RelatedLocations []sarifLocation   `json:"relatedLocations,omitempty"`
		Suppressions     []sarifExcuse     `json:"suppressions,omitempty"`
		Fixes            []sarifFix        `json:"fixes,omitempty"`
	}
	sarifExcuse struct {
		Kind          string         `json:"kind"`
		Status        string         `json:"status"`
		Justification string         `json:"justification,omitempty"`
		Location      *sarifLocation `json:"location,omitempty"`
	}
	sarifFix struct {
		Description sarifText     `json:"description"`
		Changes     []sarifChange `json:"artifactChanges"`
	}
	sarifChange struct {
		Artifact     sarifArtifact      `json:"artifactLocation"`
		Replacements []sarifReplacement `json:"replacements"`
	}
	sarifReplacement struct {
		Deleted  sarifRegion  `json:"deletedRegion"`
		Inserted sarifContent `json:"insertedContent"` // of a deletion too: reviewdog takes no replacement without it
	}
	sarifContent struct {
		Text string `json:"text"`
	}
	sarifCodeFlow struct {
		ThreadFlows []sarifThreadFlow `json:"threadFlows"`
	}
	sarifThreadFlow struct {
		Locations []sarifThreadFlowLocation `json:"locations"`
	}
	sarifThreadFlowLocation struct {
		Location sarifLocation `json:"location"`
	}
	sarifLocation struct {
		ID       *int          `json:"id,omitempty"`
		Physical sarifPhysical `json:"physicalLocation"`
		Message  *sarifText    `json:"message,omitempty"`
	}
	sarifPhysical struct {
		Artifact sarifArtifact `json:"artifactLocation"`
		Region   *sarifRegion  `json:"region,omitempty"`
	}
	sarifArtifact struct {
		URI       string `json:"uri"`
		URIBaseID string `json:"uriBaseId,omitempty"`
	}
	sarifRegion struct {
		StartLine   int `json:"startLine"`
		StartColumn int `json:"startColumn,omitempty"`
		EndLine     int `json:"endLine"`
		EndColumn   int `json:"endColumn,omitempty"`
	}
)

const (
	sarifSchema = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
	sarifRoot   = "SRCROOT"

	// What GitHub takes: beyond these it refuses a whole file, or drops what it
	// comes to last.
	maxDescription = 1024   // bytes of a rule's full description
	maxTags        = 20     // of a rule
	maxResults     = 25_000 // of a run
	maxRelated     = 1000   // locations of a result
	maxFlow        = 10_000 // steps of a result
)

// writeSARIF writes one run with the whole catalog in its rules, so that every
// run of one release declares the same ones. Suppressed findings are left out
// unless they are asked for: GitHub shows them as open alerts. Of more findings
// than GitHub takes the loudest are written, and a notification says how many
// are not.
func writeSARIF(b *page, r *finding.Report, info Info) error {
	s := sarifWriter{info: info, index: make(map[string]int), rulers: make(map[lineOf]*ruler)}
	run := sarifRun{
		Tool: sarifTool{Driver: sarifDriver{
			Name: "apiward", Version: info.Version, SemanticVersion: semantic(info.Version), Rules: s.rules(),
		}},
		URIBases:   map[string]sarifURIBase{sarifRoot: {Description: sarifText{Text: "The root of the project."}}},
		ColumnKind: "utf16CodeUnits",
		Results:    []sarifResult{},
	}
	var results []sarifResult
	for _, f := range s.findings(r) {
		result, err := s.result(f)
		if err != nil {
			return err
		}
		results = append(results, result)
	}
	run.Invocations = []sarifInvocation{s.invocation(r)}
	return encodeWith(b, sarifLog{Schema: sarifSchema, Version: "2.1.0", Runs: []sarifRun{run}}, `"results": []`, results)
}

type sarifWriter struct {
	info  Info
	index map[string]int // of a rule in the driver's rules

	rulers map[lineOf]*ruler // of long lines

	left []finding.Finding // that there is no room for
	cut  int               // results with fewer places than their findings
}

// findings returns what becomes results.
func (s *sarifWriter) findings(r *finding.Report) []finding.Finding {
	findings := counting(r.Findings)
	room := max(0, maxResults-len(findings))
	if len(findings) > maxResults {
		findings = loudest(findings, s.info)
		findings, s.left = findings[:maxResults], findings[maxResults:]
	}
	if !s.info.Suppressed {
		return findings
	}
	for _, f := range r.Findings {
		if f.Suppressed == nil {
			continue
		}
		if room == 0 {
			s.left = append(s.left, f)
			continue
		}
		findings = append(findings, f)
		room--
	}
	return findings
}

// told says what there was no room for.
func (s *sarifWriter) told() (told []sarifNotification) {
	tell := func(message string) {
		told = append(told, sarifNotification{Level: "warning", Message: sarifText{Text: message}})
	}
	if len(s.left) > 0 {
		tell(fmt.Sprintf("%s are not here, since a run may have %d results; these are the loudest, and the JSON report has all", count(len(s.left), "finding"), maxResults))
	}
	if s.cut > 0 {
		tell(fmt.Sprintf("%s here without all of their places, of which GitHub takes %d related ones and a trace of %d", count(s.cut, "finding"), maxRelated, maxFlow))
	}
	return told
}

func (s *sarifWriter) rules() []sarifRule {
	all := []sarifRule{}
	for i, e := range s.info.Catalog.All() {
		s.index[e.ID] = i
		all = append(all, ruleOf(e))
	}
	return all
}

func ruleOf(e rules.Entry) sarifRule {
	help, err := e.Help()
	if err != nil || help.What == "" {
		help.What = e.Title + "." // a rule without prose fails its own tests; a report is written all the same
	}
	return sarifRule{
		ID:                   e.ID,
		Name:                 pascal(e.ID),
		ShortDescription:     sarifText{Text: e.Title},
		FullDescription:      sarifText{Text: shorten(strings.Join(strings.Fields(help.What), " "), maxDescription)},
		Help:                 sarifText{Text: helpText(e, help), Markdown: helpMarkdown(e, help)},
		DefaultConfiguration: sarifDefaults{Enabled: e.Default != rules.Off, Level: sarifLevel(e.Default)},
		Properties: sarifTags{
			Precision:        e.Confidence.String(),
			SecuritySeverity: e.Severity.Score(),
			Tags:             tags(e.Rule),
		},
	}
}

// tags returns the rule's categories as code scanning services filter by them.
func tags(r *rules.Rule) []string {
	tags := []string{"security"}
	if r.CWE != 0 {
		tags = append(tags, fmt.Sprintf("external/cwe/cwe-%d", r.CWE))
	}
	if category, year, ok := strings.Cut(r.OWASP, ":"); ok {
		tags = append(tags, "owasp-api-"+year+"/"+category)
	}
	return tags[:min(len(tags), maxTags)]
}

func (s *sarifWriter) invocation(r *finding.Report) sarifInvocation {
	inv := sarifInvocation{ExecutionSuccessful: len(r.Failures) == 0, Notifications: []sarifNotification{}}
	for _, f := range r.Failures {
		inv.Notifications = append(inv.Notifications, sarifNotification{
			Level: "error", Message: sarifText{Text: plain(f.Input + ": " + f.Message)}, Locations: s.locations(f.At),
		})
	}
	for _, n := range r.Notices {
		inv.Notifications = append(inv.Notifications, sarifNotification{
			Level: "note", Message: sarifText{Text: plain(n.Message)}, Locations: s.locations(n.At),
		})
	}
	inv.Notifications = append(inv.Notifications, s.told()...)
	return inv
}

func (s *sarifWriter) result(f finding.Finding) (sarifResult, error) {
	index, ok := s.index[f.Rule]
	if !ok {
		return sarifResult{}, fmt.Errorf("the rule %q is not in the catalog", f.Rule)
	}
	f = s.within(f)
	result := sarifResult{
		RuleID:       f.Rule,
		RuleIndex:    index,
		Level:        sarifLevel(f.Level),
		Message:      sarifText{Text: message(f)},
		Locations:    []sarifLocation{s.location(f.At, "")},
		Fingerprints: map[string]string{"apiward/v1": f.Fingerprint},
		Suppressions: s.excuses(f.Suppressed),
	}
	if hash, ok := s.info.Source.LineHash(f.At.File, f.At.Line); ok {
		result.Fingerprints["primaryLocationLineHash"] = hash
	}
	for i, n := range f.Related {
		l := s.location(n.Range, n.Message)
		l.ID = &i
		result.RelatedLocations = append(result.RelatedLocations, l)
	}
	if len(f.Trace) > 0 {
		var flow sarifThreadFlow
		for _, n := range f.Trace {
			flow.Locations = append(flow.Locations, sarifThreadFlowLocation{s.location(n.Range, n.Message)})
		}
		result.CodeFlows = []sarifCodeFlow{{ThreadFlows: []sarifThreadFlow{flow}}}
	}
	if fix, ok := s.fix(f.Fix); ok {
		result.Fixes = []sarifFix{fix}
	}
	return result, nil
}

// within returns the finding with no more places than there is room for. Of a
// trace the end stays, which is where the harm is done.
func (s *sarifWriter) within(f finding.Finding) finding.Finding {
	if len(f.Related) <= maxRelated && len(f.Trace) <= maxFlow {
		return f
	}
	s.cut++
	f.Related = f.Related[:min(len(f.Related), maxRelated)]
	if n := len(f.Trace); n > maxFlow {
		f.Trace = append(slices.Clone(f.Trace[:maxFlow-1]), f.Trace[n-1])
	}
	return f
}

// excuses says who excused a finding, if anyone did.
func (s *sarifWriter) excuses(by *finding.Suppression) []sarifExcuse {
	if by == nil {
		return nil
	}
	e := sarifExcuse{Kind: "external", Status: "accepted", Justification: by.Reason}
	if by.Kind == "directive" || by.Kind == "nosec" {
		e.Kind = "inSource"
	}
	if by.At.File != "" {
		l := s.location(by.At, "")
		e.Location = &l
	}
	return []sarifExcuse{e}
}

// fix returns a fix, and false where there is none or its columns cannot be
// counted: an edit in the wrong place is worse than none.
func (s *sarifWriter) fix(f *finding.Fix) (sarifFix, bool) {
	if f == nil || len(f.Edits) == 0 {
		return sarifFix{}, false
	}
	change := sarifChange{Artifact: s.artifact(f.Edits[0].File)}
	for _, e := range f.Edits {
		first, known := s.info.Source.Line(e.File, e.Line)
		last, knownToo := s.info.Source.Line(e.File, e.EndLine)
		if !known || !knownToo {
			return sarifFix{}, false
		}
		change.Replacements = append(change.Replacements, sarifReplacement{
			Deleted: sarifRegion{
				StartLine: e.Line, StartColumn: s.column(e.File, e.Line, first, e.Column),
				EndLine: e.EndLine, EndColumn: s.column(e.File, e.EndLine, last, e.EndColumn),
			},
			Inserted: sarifContent{e.Text},
		})
	}
	return sarifFix{Description: sarifText{Text: plain(f.Message)}, Changes: []sarifChange{change}}, true
}

// message returns the finding's message with a link to each related place: one
// that no link leads to is not shown by code scanning services.
func message(f finding.Finding) string {
	text := plain(f.Message)
	if len(f.Related) == 0 {
		return text
	}
	var links []string
	for i, n := range f.Related {
		label := n.Message
		if label == "" {
			label = where(n.Range)
		}
		links = append(links, fmt.Sprintf("[%s](%d)", strings.NewReplacer(`\`, `\\`, "[", `\[`, "]", `\]`).Replace(label), i))
	}
	return text + " (see " + strings.Join(links, ", ") + ")"
}

// plain returns text that holds no embedded link of its own.
func plain(s string) string { return strings.ReplaceAll(s, "](", `\](`) }

func (s *sarifWriter) locations(at finding.Range) []sarifLocation {
	if at.File == "" {
		return nil
	}
	return []sarifLocation{s.location(at, "")}
}

func (s *sarifWriter) location(at finding.Range, message string) sarifLocation {
	l := sarifLocation{Physical: sarifPhysical{
		Artifact: s.artifact(at.File),
		Region:   s.region(at),
	}}
	if message != "" {
		l.Message = &sarifText{Text: plain(message)}
	}
	return l
}

func (s *sarifWriter) artifact(file string) sarifArtifact {
	if finding.IsRemote(file) {
		return sarifArtifact{URI: file}
	}
	return sarifArtifact{URI: (&url.URL{Path: s.info.file(file)}).String(), URIBaseID: sarifRoot}
}

// region returns the part of the range on its first line: pull requests show
// an alert only where all its lines were changed. Without the line's text its
// columns cannot be counted in UTF-16, and the whole line is meant.
func (s *sarifWriter) region(at finding.Range) *sarifRegion {
	if at.Line < 1 || at.File == "" {
		return nil
	}
	region := &sarifRegion{StartLine: at.Line, EndLine: at.Line}
	line, ok := s.info.Source.Line(at.File, at.Line)
	if !ok || at.Column < 1 {
		return region
	}
	start, end := columns(at, line)
	if end <= start {
		end = len(line) + 1 // no end is known
	}
	region.StartColumn = s.column(at.File, at.Line, line, start)
	region.EndColumn = max(region.StartColumn+1, s.column(at.File, at.Line, line, end))
	return region
}

// ruler has marks on a long line, so that what stands before each of its thousands of
// findings is not counted anew: a document can be one line of megabytes.
type ruler struct{ bytes, units []int }

// lineOf is a line of a file.
type lineOf struct {
	file string
	n    int
}

// rulerStep is how many bytes are between two marks.
const rulerStep = 4 << 10

func newRuler(line string) *ruler {
	r, units := &ruler{}, 0
	for i, c := range line {
		if i >= len(r.bytes)*rulerStep {
			r.bytes, r.units = append(r.bytes, i), append(r.units, units)
		}
		units += utf16.RuneLen(c)
	}
	return r
}

// column returns a column of a line in UTF-16 code units.
func (s *sarifWriter) column(file string, n int, line string, column int) int {
	if len(line) <= rulerStep {
		return utf16Column(line, column)
	}
	at := lineOf{file, n}
	r := s.rulers[at]
	if r == nil {
		r = newRuler(line)
		s.rulers[at] = r
	}
	edge := runeEdge(line, column-1)
	i, found := slices.BinarySearch(r.bytes, edge)
	if !found {
		i--
	}
	return r.units[i] + utf16Column(line[r.bytes[i]:], column-r.bytes[i])
}

// utf16Column returns the 1-based column in UTF-16 code units of the 1-based
// column in bytes. A column beyond the line stands at its end.
func utf16Column(line string, column int) int {
	units := 0
	for _, r := range line[:runeEdge(line, column-1)] {
		units += utf16.RuneLen(r)
	}
	return units + 1
}

func sarifLevel(l rules.Level) string {
	if l == rules.Off {
		return "none"
	}
	return l.String()
}

// semantic returns the version without its v, or "" where it is none that
// SARIF calls semantic, as of a build from a working tree.
func semantic(version string) string {
	v := strings.TrimPrefix(version, "v")
	core, _, _ := strings.Cut(v, "-")
	core, _, _ = strings.Cut(core, "+")
	if strings.Count(core, ".") != 2 || strings.Trim(core, "0123456789.") != "" {
		return ""
	}
	return v
}

// pascal returns sql_injection as SqlInjection, SARIF's habit for names.
func pascal(id string) string {
	var b strings.Builder
	for word := range strings.FieldsFuncSeq(id, func(r rune) bool { return strings.ContainsRune("_-./", r) }) {
		b.WriteString(strings.ToUpper(word[:1]) + word[1:])
	}
	return b.String()
}

// shorten cuts s at a blank so that it has at most limit bytes.
func shorten(s string, limit int) string {
	if len(s) <= limit {
		return s
	}
	s = s[:runeEdge(s, limit-len(ellipsis))]
	if i := strings.LastIndexByte(s, ' '); i > 0 {
		s = s[:i]
	}
	return s + ellipsis
}
