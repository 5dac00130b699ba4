package report

import (
	"fmt"
	"strings"

	"github.com/apiward/apiward/cmd/internal/finding"
	"github.com/apiward/apiward/rules"
)

// GitLab's report of static analysis, as far as we write it.
type (
	sastReport struct {
		Version         string              `json:"version"`
		Schema          string              `json:"schema"`
		Scan            sastScan            `json:"scan"`
		Vulnerabilities []sastVulnerability `json:"vulnerabilities"`
	}
	sastScan struct {
		Analyzer  sastTool      `json:"analyzer"`
		Scanner   sastTool      `json:"scanner"`
		Type      string        `json:"type"`
		StartTime string        `json:"start_time"`
		EndTime   string        `json:"end_time"`
		Status    string        `json:"status"`
		Messages  []sastMessage `json:"messages"`
	}
	sastTool struct {
		ID      string     `json:"id"`
		Name    string     `json:"name"`
		URL     string     `json:"url"`
		Vendor  sastVendor `json:"vendor"`
		Version string     `json:"version"`
	}
	sastVendor struct {
		Name string `json:"name"`
	}
	sastMessage struct {
		Level string `json:"level"`
		Value string `json:"value"`
	}
	sastVulnerability struct {
		ID          string           `json:"id"`
		Category    string           `json:"category"`
		Name        string           `json:"name"`
		Description string           `json:"description"`
		Severity    string           `json:"severity"`
		Solution    string           `json:"solution,omitempty"`
		Scanner     sastScanner      `json:"scanner"`
		Location    sastLocation     `json:"location"`
		Identifiers []sastIdentifier `json:"identifiers"`
		Details     *sastDetails     `json:"details,omitempty"`
	}
	sastScanner struct {
		ID   string `json:"id"`
		Name string `json:"name"`
	}
	sastLocation struct {
		File      string `json:"file"`
		StartLine int    `json:"start_line,omitempty"`
		EndLine   int    `json:"end_line,omitempty"`
	}
	sastIdentifier struct {
		Type  string `json:"type"`
		Name  string `json:"name"`
		Value string `json:"value"`
		URL   string `json:"url,omitempty"`
	}
	sastDetails struct {
		Trace   *sastTable `json:"trace,omitempty"`
		Related *sastTable `json:"related,omitempty"`
	}
	sastTable struct {
		Name   string       `json:"name"`
		Type   string       `json:"type"`
		Header []sastCell   `json:"header"`
		Rows   [][]sastCell `json:"rows"`
	}
	sastCell struct {
		Type      string `json:"type"`
		Value     string `json:"value,omitempty"`
		FileName  string `json:"file_name,omitempty"`
		LineStart int    `json:"line_start,omitempty"`
	}
)

const (
	sastVersion = "15.0.7" // every GitLab since 16.3 knows it, older ones each 15.0
	sastSchema  = "https://gitlab.com/gitlab-org/security-products/security-report-schemas/-/raw/v15.0.7/dist/sast-report-format.json"

	// sastTime stands where GitLab asks when the scan was: the same input gives
	// the same bytes, and the job that GitLab has the report from knows when it
	// ran.
	sastTime = "1970-01-01T00:00:00"

	// GitLab takes nothing of a report in which one text is longer than this. The
	// titles of a policy's own rules are as long as their authors like.
	maxSASTName        = 255
	maxSASTDescription = 1 << 20
	maxSASTSolution    = 7000
)

// writeGitLabSAST writes what GitLab takes as artifacts:reports:sast, of a
// version that all its releases of these years know: one it does not know is
// not read at all.
func writeGitLabSAST(b *page, r *finding.Report, info Info) error {
	tool := sastTool{ID: toolName, Name: toolName, URL: homepage, Vendor: sastVendor{toolName}, Version: info.version()}
	report := sastReport{
		Version: sastVersion, Schema: sastSchema,
		Scan: sastScan{
			Analyzer: tool, Scanner: tool, Type: "sast", StartTime: sastTime, EndTime: sastTime, Status: "success",
			Messages: []sastMessage{{"info", "start_time and end_time are no times of this scan: reports of the same code are the same"}},
		},
		Vulnerabilities: []sastVulnerability{},
	}
	for _, f := range r.Failures {
		report.Scan.Status = "failure"
		report.Scan.Messages = append(report.Scan.Messages, sastMessage{"warn", CleanLines(f.Input + ": " + f.Message)})
	}
	for _, f := range counting(r.Findings) {
		report.Vulnerabilities = append(report.Vulnerabilities, sastOf(f, info))
	}
	return encode(&b.Buffer, report)
}

func sastOf(f finding.Finding, info Info) sastVulnerability {
	rule := info.rule(f.Rule)
	v := sastVulnerability{
		ID: uuid(f.Fingerprint), Category: "sast", Name: shorten(Clean(rule.Title), maxSASTName), Severity: sastSeverity(f.Level, rule.Severity),
		Description: shorten(Clean(f.Message)+"\n\n"+explain(f.Rule), maxSASTDescription),
		Solution:    shorten(Clean(f.Help), maxSASTSolution),
		Scanner:     sastScanner{toolName, toolName},
		Location:    sastLocation{File: Clean(info.file(f.At.File)), StartLine: max(0, f.At.Line), EndLine: max(0, f.At.Line)},
		Identifiers: identifiers(rule),
	}
	trace, related := sastNotes("Trace", f.Trace, info), sastNotes("Related", f.Related, info)
	if trace != nil || related != nil {
		v.Details = &sastDetails{trace, related}
	}
	return v
}

// sastSeverity is that of the rule, but for a note, which is one whatever its
// rule.
func sastSeverity(l rules.Level, s rules.Severity) string {
	if l <= rules.Note {
		return "Info"
	}
	name := s.String()
	return strings.ToUpper(name[:1]) + name[1:]
}

// identifiers returns what the rule is known as. The first is the one by which
// GitLab follows a finding.
func identifiers(r *rules.Rule) []sastIdentifier {
	ids := []sastIdentifier{{Type: "apiward_rule", Name: "apiward " + r.ID, Value: r.ID}}
	if r.CWE != 0 {
		ids = append(ids, sastIdentifier{
			Type: "cwe", Name: fmt.Sprintf("CWE-%d", r.CWE), Value: fmt.Sprint(r.CWE),
			URL: fmt.Sprintf("https://cwe.mitre.org/data/definitions/%d.html", r.CWE),
		})
	}
	if r.OWASP != "" {
		ids = append(ids, sastIdentifier{Type: "owasp", Name: "OWASP " + r.OWASP, Value: r.OWASP})
	}
	return ids
}

func sastNotes(name string, notes []finding.Note, info Info) *sastTable {
	t := &sastTable{Name: name, Type: "table", Header: []sastCell{{Type: "text", Value: "where"}, {Type: "text", Value: "what"}}}
	for _, n := range notes {
		if n.File == "" {
			continue
		}
		place := sastCell{Type: "file-location", FileName: Clean(info.path(n.File)), LineStart: max(1, n.Line)}
		what := n.Message
		if what == "" {
			what = where(n.Range)
		}
		t.Rows = append(t.Rows, []sastCell{place, {Type: "text", Value: Clean(what)}})
	}
	if len(t.Rows) == 0 {
		return nil
	}
	return t
}

// uuid writes a fingerprint as the UUID that it becomes with the marks of
// version 8, which is for such.
func uuid(fingerprint string) string {
	if len(fingerprint) != 32 {
		return fingerprint
	}
	f := fingerprint
	return f[:8] + "-" + f[8:12] + "-8" + f[13:16] + "-8" + f[17:20] + "-" + f[20:]
}
