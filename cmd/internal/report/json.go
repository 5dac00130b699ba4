package report

import (
	"bytes"
	"encoding/json"

	"github.com/apiward/apiward/cmd/internal/finding"
)

// JSONVersion is the version of the JSON report. Fields are added, never
// changed or removed.
const JSONVersion = 1

// document is the JSON report:
//
//	{
//	  "version": 1,
//	  "tool":     {"name": "apiward", "version": "v0.1.0"},
//	  "summary":  {"errors", "warnings", "notes", "suppressed", "packages", "documents", "failures"},
//	  "findings": [{"rule", "level", "message", "at", "origin", "help", "related", "trace", "fix",
//	                "route", "symbol", "pointer", "fingerprint", "suppressed"}],
//	  "notices":  [{"message", "at"}],
//	  "failures": [{"input", "message", "at"}],
//	  "fixed":    [as findings]
//	}
//
// The first three lists are always there, "findings" with the suppressed ones in
// their places; all but rule, level, message, at and fingerprint are left out
// of a finding where they are empty. Lines and columns are 1-based, columns
// count UTF-8 bytes, ends are exclusive.
type document struct {
	Version  int               `json:"version"`
	Tool     jsonTool          `json:"tool"`
	Summary  jsonSummary       `json:"summary"`
	Findings []finding.Finding `json:"findings"`
	Notices  []finding.Notice  `json:"notices"`
	Failures []finding.Failure `json:"failures"`
	Fixed    []finding.Finding `json:"fixed,omitempty"` // in places of the files before
}

type jsonTool struct {
	Name    string `json:"name"`
	Version string `json:"version,omitempty"`
}

type jsonSummary struct {
	finding.Counts
	Packages  int `json:"packages"`
	Documents int `json:"documents"`
	Failures  int `json:"failures"`
}

func writeJSON(b *bytes.Buffer, r *finding.Report, info Info) error {
	return encode(b, document{
		Version: JSONVersion,
		Tool:    jsonTool{Name: "apiward", Version: info.Version},
		Summary: jsonSummary{
			Counts: finding.Count(r.Findings), Packages: r.Packages, Documents: r.Documents, Failures: len(r.Failures),
		},
		Findings: orEmpty(r.Findings),
		Notices:  orEmpty(r.Notices),
		Failures: orEmpty(r.Failures),
		Fixed:    r.Fixed,
	})
}

// encode writes v as people read it: indented, < and > as they are.
func encode(b *bytes.Buffer, v any) error {
	e := json.NewEncoder(b)
	e.SetIndent("", "  ")
	e.SetEscapeHTML(false)
	return e.Encode(v)
}

// orEmpty returns a list that is written as [], never as null.
func orEmpty[T any](list []T) []T {
	if list == nil {
		return []T{}
	}
	return list
}
