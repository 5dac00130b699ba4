package parity

import (
	"bytes"
	"fmt"
	"slices"
	"strings"
)

// Row is one thing that linters look for.
type Row struct {
	Number   int
	Feature  string
	Rules    []string // that find it; none: it is not taken
	Versions []string // in which they do
	Why      string   // why it is not taken, or not in the other versions
}

var (
	all   = []string{"2.0", "3.0", "3.1", "3.2"}
	three = []string{"3.0", "3.1", "3.2"}
)

// Rows are the things that linters look for, in the order of their numbers.
var Rows = []Row{
	{1, "an operation that asks for no credential once inheritance is taken into account", []string{"missing_security"}, all, ""},
	{2, "an empty list of security that opens an operation", []string{"missing_security"}, all, ""},
	{3, "an empty alternative that makes a credential optional", []string{"missing_security"}, all, ""},
	{4, "a requirement that names a scheme which is not declared", []string{"missing_security", "undefined_scheme"}, all, ""},
	{5, "a scope that the scheme does not declare", []string{"undefined_scope"}, all, ""},
	{6, "a requirement of OAuth that asks for no scope", []string{"undefined_scope"}, all, ""},
	{7, "a scheme that is declared and never asked for", []string{"unused_scheme"}, all, "scopes that no requirement asks for are not reported: a provider has them for other services too"},
	{8, "an API key in the address", []string{"credential_in_url"}, all, ""},
	{9, "HTTP Basic and other schemes of authentication that are weak or unknown", []string{"weak_scheme"}, all, ""},
	{10, "the implicit and the password flow of OAuth", []string{"insecure_oauth"}, all, ""},
	{11, "addresses of OAuth and OpenID Connect without TLS", []string{"cleartext_server", "insecure_oauth"}, all, ""},
	{12, "a description of a scheme for tokens that does not name RFC 8725", nil, nil, "a word in a description makes no token safer, and its absence no token weaker"},
	{13, "tokens of access that are not said to be short-lived", nil, nil, "a document does not say how long a token lives; a refresh URL, which others ask for, says nothing of it, and the implicit flow cannot have one"},
	{14, "a credential that is sent without TLS", []string{"cleartext_server"}, all, ""},
	{15, "a server or scheme of the document without TLS", []string{"cleartext_server"}, all, "a document that names no server is not reported: it is served from where it was found"},
	{16, "a server or scheme of a path or an operation without TLS", []string{"cleartext_server"}, all, ""},
	{17, "variables of a server that lead to an address without TLS", []string{"cleartext_server"}, three, "Swagger 2.0 has no variables"},
	{18, "the same findings in Swagger 2.0 as in OpenAPI 3", []string{"cleartext_server", "missing_security", "weak_scheme"}, []string{"2.0"}, "it is about 2.0"},
	{19, "what came with OpenAPI 3.2: further methods, QUERY, device flows, streams", []string{"missing_security"}, []string{"3.2"}, "it is about 3.2"},
	{20, "operations of callbacks and webhooks, whose directions are the other way round", []string{"exposed_field"}, three, "Swagger 2.0 has neither"},
	{21, "texts, lists and numbers in requests without bounds", []string{"unbounded_schema"}, all, "of what only responses carry where the option ask names responses: its size is the service's own doing; of the characters of a string that has a length where it names characters: free text has no pattern; of the format of a number that has both ends where it names format; a format of fixed width, as int32, bounds a number that has neither end"},
	{22, "bounds are asked of what is received and not of what is sent", []string{"unbounded_schema"}, all, ""},
	{23, "objects in requests that are open because the document says so", []string{"open_object"}, all, "of responses it is not reported: what they carry is the service's own doing, and exposed_field looks at it"},
	{24, "objects in requests that are open because the document says nothing", []string{"open_object"}, all, ""},
	{25, "closed objects in a composition that no value can satisfy", []string{"open_object"}, all, ""},
	{26, "bodies, parameters and headers without a schema, or with one that says nothing", []string{"missing_schema"}, all, ""},
	{27, "fields in responses that should not be shown", []string{"exposed_field"}, all, ""},
	{28, "fields in requests that only the service should decide", []string{"privileged_property"}, all, ""},
	{29, "properties that are readOnly and writeOnly at once", []string{"invalid_document", "property_access"}, three, "Swagger 2.0 has no writeOnly"},
	{30, "identifiers that can be guessed", []string{"guessable_id"}, all, ""},
	{31, "operations for administrators that ask for the same credential as others", []string{"shared_admin_security"}, all, ""},
	{32, "addresses that clients give and the service calls", []string{"ssrf_parameter"}, all, ""},
	{33, "credentials in parameters of the address", []string{"credential_in_url"}, all, ""},
	{34, "credentials that are declared by hand as headers", []string{"undeclared_credential"}, all, ""},
	{35, "answers to errors and to too many calls that are not documented", []string{"undocumented_errors", "undocumented_rate_limit"}, all, "default stands for every code that is not written; the form of errors, as problem+json, is for style guides"},
	{36, "answers that pages of any origin may read with a user's credentials", []string{"open_cors"}, all, "a document that says nothing of origins is not reported: most services send no such header"},
	{37, "servers and owners that are not said, and servers that are examples or stages", []string{"inventory"}, all, "titles, descriptions and numbers of versions are for style guides"},
	{38, "texts that run code in the browser of the documentation's readers", []string{"unsafe_markdown"}, all, ""},
	{39, "credentials in examples, defaults and constants", []string{"secret_in_example"}, all, ""},
	{40, "what the document and the code do not agree on", nil, nil, "it needs the code beside the document: auth_drift, exposure_drift, ghost_operation, method_drift, parameter_drift, request_drift, status_drift and undocumented_route hold one against the other"},
	{41, "findings as SARIF", nil, nil, "it is no rule: apiward check -o sarif writes those of all rules"},
}

// Markdown returns the table as it is read.
func Markdown() []byte {
	var b bytes.Buffer
	b.WriteString("<!-- Generated by cmd/internal/gen from spec/parity; DO NOT EDIT. -->\n\n# What is looked for in which version\n\n" +
		"Every row is something that linters of OpenAPI documents look for. Where a rule finds it in a version, a document of that version\n" +
		"and a twin without the flaw are in [spec/parity/testdata](../parity/testdata), and a test runs all rules over both.\n\n" +
		"| # | what | rules | 2.0 | 3.0 | 3.1 | 3.2 | why not |\n|---|---|---|---|---|---|---|---|\n")
	for _, r := range Rows {
		links := make([]string, len(r.Rules))
		for i, id := range r.Rules {
			links[i] = fmt.Sprintf("[`%s`](%s/doc.go)", id, id)
		}
		fmt.Fprintf(&b, "| %d | %s | %s |", r.Number, r.Feature, strings.Join(links, ", "))
		for _, v := range all {
			mark := "–"
			if slices.Contains(r.Versions, v) {
				mark = "✓"
			}
			fmt.Fprintf(&b, " %s |", mark)
		}
		fmt.Fprintf(&b, " %s |\n", r.Why)
	}
	differences(&b)
	b.WriteString("\n## To ask for what others ask for\n\n" +
		"Others ask bounds of answers as of requests, a pattern of every string and a format of every number (row 21). That is told\n" +
		"where a policy, as .apiward.hcl, has these lines:\n\n```hcl\n" + Strict + "```\n")
	return b.Bytes()
}

// Strict is the policy by which the rules ask for what other linters ask for without
// looking at who sends a value, and which most documents cannot meet.
const Strict = `rule "unbounded_schema" {
  ask = ["length", "characters", "items", "range", "format", "upload", "responses"]
}
`
