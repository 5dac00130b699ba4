package main

import "github.com/securego/gosec/v2/testutils"

// group is the published samples of one of gosec's rules.
type group struct {
	id      string
	samples []testutils.CodeSample
	// rule is ours that judges the same thing.
	rule string
	// target names the figure that the group counts for, "" where it has none.
	target string
	// digest is of the samples that the labels were made for.
	digest string
}

// groups are the rules of gosec's that one of ours answers to. Of the others in
// its taint family there is nothing to compare: XSS (G705), SMTP headers
// (G707), templates (G708) and deserialisation (G709) are no rules of ours.
var groups = []group{
	{id: "G201", samples: testutils.SampleCodeG201, rule: "sql_injection", target: "SQL", digest: "e57ec1903d78"},
	{id: "G202", samples: testutils.SampleCodeG202, rule: "sql_injection", target: "SQL", digest: "59475e2cc7a7"},
	{id: "G701", samples: testutils.SampleCodeG701, rule: "sql_injection", target: "SQL", digest: "4234c0767dd6"},
	{id: "G107", samples: testutils.SampleCodeG107, rule: "ssrf", target: "SSRF", digest: "8c3d002a819e"},
	{id: "G704", samples: testutils.SampleCodeG704, rule: "ssrf", target: "SSRF", digest: "8f73f0004470"},
	{id: "G101", samples: testutils.SampleCodeG101, rule: "hardcoded_secret", target: "secrets", digest: "128ead9bb07c"},
	{id: "G101Values", samples: testutils.SampleCodeG101Values, rule: "hardcoded_secret", target: "secrets", digest: "166c93c7733e"},
	{id: "G110", samples: testutils.SampleCodeG110, rule: "unbounded_body", digest: "12ffc5140c6a"},
	{id: "G120", samples: testutils.SampleCodeG120, rule: "unbounded_body", digest: "7ae149c19106"},
	{id: "G204", samples: testutils.SampleCodeG204, rule: "command_injection", digest: "2bd1866ed339"},
	{id: "G702", samples: testutils.SampleCodeG702, rule: "command_injection", digest: "36f17fa79ec8"},
	{id: "G304", samples: testutils.SampleCodeG304, rule: "path_traversal", digest: "073a7e0fad43"},
	{id: "G305", samples: testutils.SampleCodeG305, rule: "path_traversal", digest: "f8df51d3f082"},
	{id: "G703", samples: testutils.SampleCodeG703, rule: "path_traversal", digest: "4be2bd638292"},
	{id: "G706", samples: testutils.SampleCodeG706, rule: "secret_in_log", digest: "63121927cec3"},
	{id: "G710", samples: testutils.SampleCodeG710, rule: "open_redirect", digest: "e1098575fc3d"},
}
