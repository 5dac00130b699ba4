package flow_test

import (
	"strings"
	"testing"

	"github.com/apiward/apiward/analyzers/command_injection"
	"github.com/apiward/apiward/analyzers/error_leak"
	"github.com/apiward/apiward/analyzers/internal/checktest"
	"github.com/apiward/apiward/analyzers/internal/options"
	"github.com/apiward/apiward/analyzers/nosql_injection"
	"github.com/apiward/apiward/analyzers/open_redirect"
	"github.com/apiward/apiward/analyzers/path_traversal"
	"github.com/apiward/apiward/analyzers/secret_in_log"
	"github.com/apiward/apiward/analyzers/sql_injection"
	"github.com/apiward/apiward/analyzers/ssrf"
	"github.com/apiward/apiward/rules"
	"github.com/apiward/apiward/rules/model"
)

// vouch puts a policy in force that vouches for functions of package safe of
// the folder, or for those that are named whole, each for a kind of sink.
func vouch(t *testing.T, folder string, functions map[string]model.SinkKind) {
	t.Helper()
	p := &rules.Policy{}
	for name, kind := range functions {
		s := rules.Sanitizer{Symbol: name, Reason: "it is tested"}
		if !strings.Contains(name, "/") {
			s.Symbol = "corpus/" + folder + "/safe." + name
		}
		if kind != "" {
			s.For = []string{string(kind)}
		}
		p.Sanitizers = append(p.Sanitizers, s)
	}
	options.Set(p)
	t.Cleanup(func() { options.Set(nil) })
}

func TestVouchedPaths(t *testing.T) {
	vouch(t, "vouched_paths", map[string]model.SinkKind{
		"Path": model.FileName, "Trim": model.SQL, "Valid": model.FileName, "Check": "", "Read": model.FileName, "Trimmed": "",
		"Names": model.FileName, "Parse": model.FileName, "First": "", "Clean": model.FileName,
		"Cleaner.Clean": model.FileName, "Rooted.Keep": "",
		"Upload.Validate": model.FileName, "ValidUpload": "", "CheckUpload": "",
	})
	checktest.Run(t, path_traversal.Analyzer, "vouched_paths")
}

func TestVouchedTexts(t *testing.T) {
	vouch(t, "vouched_texts", map[string]model.SinkKind{
		"Column": model.SQL, "Page": model.FileName, "Filter.Text": "", "net/url.PathEscape": model.SQL,
	})
	checktest.Run(t, sql_injection.Analyzer, "vouched_texts")
}

func TestVouchedAddresses(t *testing.T) {
	vouch(t, "vouched_addresses", map[string]model.SinkKind{
		"URL": model.Outbound, "Address": model.Outbound, "Guard.Allowed": model.Outbound,
	})
	checktest.Run(t, ssrf.Analyzer, "vouched_addresses")
}

func TestVouchedCommands(t *testing.T) {
	vouch(t, "vouched_commands", map[string]model.SinkKind{"Ref": model.Argument, "Word": model.Command})
	checktest.Run(t, command_injection.Analyzer, "vouched_commands")
}

func TestVouchedAnswers(t *testing.T) {
	vouch(t, "vouched_answers", map[string]model.SinkKind{"Message": model.Response, "Error": ""})
	checktest.Run(t, error_leak.Analyzer, "vouched_answers")
}

func TestVouchedDocuments(t *testing.T) {
	vouch(t, "vouched_documents", map[string]model.SinkKind{"Filter": model.NoSQL})
	checktest.Run(t, nosql_injection.Analyzer, "vouched_documents")
}

func TestVouchedRedirects(t *testing.T) {
	vouch(t, "vouched_redirects", map[string]model.SinkKind{"Next": model.Redirect, "Known": model.Redirect})
	checktest.Run(t, open_redirect.Analyzer, "vouched_redirects")
}

func TestVouchedLogs(t *testing.T) {
	vouch(t, "vouched_logs", map[string]model.SinkKind{"Mask": model.Logged})
	checktest.Run(t, secret_in_log.Analyzer, "vouched_logs")
}
