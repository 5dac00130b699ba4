package bad_exemption

import (
	"embed"

	"github.com/apiward/apiward/rules"
)

//go:embed doc.go testdata
var files embed.FS

// Rule is judged in the pipeline: only there it is known what every excuse of
// a run was good for.
var Rule = rules.Entry{
	Rule: &rules.Rule{
		ID:         "bad_exemption",
		Title:      "Excuse that lacks a reason or has no effect",
		Kind:       rules.Code,
		Severity:   rules.Low,
		Confidence: rules.Certain,
		Since:      "0.1",
		Default:    rules.Warning,
	},
	Files: files,
}
