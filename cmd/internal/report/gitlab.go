package report

import (
	"github.com/apiward/apiward/cmd/internal/finding"
	"github.com/apiward/apiward/rules"
)

// codeQuality is one entry of GitLab's Code Quality report, which is a list of
// them.
type codeQuality struct {
	Description string              `json:"description"`
	CheckName   string              `json:"check_name"`
	Fingerprint string              `json:"fingerprint"`
	Severity    string              `json:"severity"`
	Location    codeQualityLocation `json:"location"`
}

type codeQualityLocation struct {
	Path  string `json:"path"`
	Lines struct {
		Begin int `json:"begin"`
	} `json:"lines"`
}

// writeGitLab writes what GitLab takes as artifacts:reports:codequality. GitLab
// matches entries of two reports by fingerprint, which holds no line.
func writeGitLab(b *page, r *finding.Report, info Info) error {
	entries := []codeQuality{}
	for _, f := range counting(r.Findings) {
		e := codeQuality{
			Description: Clean(f.Message), CheckName: f.Rule, Fingerprint: f.Fingerprint,
			Severity: codeQualitySeverity(f.Level, info.rule(f.Rule).Severity),
			Location: codeQualityLocation{Path: Clean(info.file(f.At.File))},
		}
		e.Location.Lines.Begin = max(1, f.At.Line) // there is none without a line
		entries = append(entries, e)
	}
	return encode(&b.Buffer, entries)
}

func codeQualitySeverity(l rules.Level, s rules.Severity) string {
	switch {
	case l == rules.Error && s == rules.Critical:
		return "blocker"
	case l == rules.Error:
		return "critical"
	case l == rules.Warning:
		return "major"
	}
	return "info"
}
