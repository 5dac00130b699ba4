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

func writeJSON(b *page, r *finding.Report, info Info) error {
	return encodeWith(b, document{
		Version: JSONVersion,
		Tool:    jsonTool{Name: "apiward", Version: info.Version},
		Summary: jsonSummary{
			Counts: finding.Count(r.Findings), Packages: r.Packages, Documents: r.Documents, Failures: len(r.Failures),
		},
		Findings: []finding.Finding{},
		Notices:  orEmpty(r.Notices),
		Failures: orEmpty(r.Failures),
		Fixed:    r.Fixed,
	}, `"findings": []`, r.Findings)
}

// encodeWith writes v as encode does, with the items in the place of its first empty
// list of that name. They are encoded one at a time: all of them as text three times
// over, as encode holds them, would be most of the memory of a run.
func encodeWith[T any](b *page, v any, list string, items []T) error {
	var around bytes.Buffer
	if err := encode(&around, v); err != nil || len(items) == 0 {
		b.Write(around.Bytes())
		return err
	}
	before, after, _ := bytes.Cut(around.Bytes(), []byte(list))
	line := before[bytes.LastIndexByte(before, '\n')+1:]
	margin := string(line[:len(line)-len(bytes.TrimLeft(line, " "))])
	b.Write(before)
	b.WriteString(list[:len(list)-1])
	e := json.NewEncoder(&b.Buffer)
	e.SetIndent(margin+"  ", "  ")
	e.SetEscapeHTML(false)
	for i, item := range items {
		if i > 0 {
			b.WriteByte(',')
		}
		b.WriteString("\n" + margin + "  ")
		if err := e.Encode(item); err != nil {
			return err
		}
		b.Truncate(b.Len() - 1) // the line break behind what is encoded
		b.turn()
	}
	b.WriteString("\n" + margin + "]")
	b.Write(after)
	return nil
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
