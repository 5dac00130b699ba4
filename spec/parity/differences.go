package parity

import (
	"bytes"
	"fmt"
)

// Difference is a case that linters judge in different ways, and not all as the rules
// of a row do. A document of its name in testdata/differences.txtar shows what they do.
type Difference struct {
	Name string // of the document
	Row  int    // whose rules could find it
	Told bool   // that they report it, where others do not; otherwise the other way round
	What string
	Why  string
}

// Differences are the cases, in the order of their rows.
var Differences = []Difference{
	{"unasked", 1, true, "schemes are declared, and nothing asks for them", "a scheme that no requirement names protects nothing"},
	{"nothing", 1, false, "a document without operations declares no scheme", "there is nothing that anybody could call"},
	{"anonymous", 3, true, "an empty alternative beside one with a credential", "it lets everybody in; where it only reads that is a note, since it may be meant"},
	{"stray", 5, false, "scopes of a scheme that is not declared", "undefined_scheme reports it; what scopes the scheme would have nobody knows"},
	{"bearer", 5, true, "scopes asked of a scheme that is not OAuth, before OpenAPI 3.1", "nothing checks them, and readers take them for a restriction"},
	{"spelled", 5, false, "scopes that are not written as one house writes them", "how scopes are named is for style guides; a rule of the house can ask for it"},
	{"bare", 5, false, "scopes of an OAuth scheme that has neither flows nor scopes", "invalid_document reports what the scheme lacks; what it would declare nobody knows"},
	{"role", 5, false, "names asked of a scheme that is not OAuth, from OpenAPI 3.1 on", "the specification has them for roles, which nothing declares"},
	{"spare", 7, false, "a scope that is declared and never asked for", "a provider has scopes for other services too"},
	{"tls", 8, true, "an API key in the address, by https", "logs, histories and referrers keep the address behind TLS"},
	{"basic", 9, true, "HTTP Basic, which is registered", "being registered makes it no stronger: the password is sent with every request"},
	{"key", 9, false, "an API key in a header", "it is as strong as a token of any other kind; a rule of the house can ask for OAuth alone"},
	{"url", 11, true, "an address of OAuth by http, well formed", "whoever is between reads and changes what is sent there"},
	{"bearing", 14, true, "an OAuth token over http, not a password", "the token is as good as the password to whoever reads it"},
	{"serverless", 15, false, "a document that names no server", "it is served from where it was found, and nothing says that this is without TLS"},
	{"nowhere", 15, false, "a server without a URL, or with one that nothing can read", "invalid_document reports it"},
	{"tail", 15, false, "a server whose URL has a path or ends in a slash", "it leads to the same place; how addresses are written is for style guides"},
	{"valueless", 17, false, "a variable of a server with an empty list of values", "invalid_document reports it; which address is meant nobody knows"},
	{"answers", 21, false, "bounds of what only responses carry", "their size is the service's own doing; the option ask takes responses"},
	{"words", 21, false, "a string with a length and without a pattern", "free text has no pattern; the option ask takes characters"},
	{"bits", 21, false, "a number of fixed width with neither minimum nor maximum", "the width bounds it, and generated servers hold it"},
	{"sum", 21, false, "64 bits with a minimum and no maximum", "identifiers, times and sums have no most"},
	{"plain", 21, false, "a number with both ends and without a format", "the ends are the bounds; the option ask takes format"},
	{"empty", 21, false, "a string without minLength", "the shortest text costs nothing"},
	{"beyond", 21, false, "bounds wider than the format", "the format bounds what is left"},
	{"wide", 21, false, "a number with both ends and a format that nobody registered, as int128", "formats are open to everybody; the ends bound it"},
	{"stranger", 21, false, "bounds of another type: minimum of a string, minItems of a number", "they hold for values of their type alone, and the specification lets them stand"},
	{"crossed", 21, true, "a least above the most in what only responses carry", "nothing is missing, but no value is valid"},
	{"endless", 21, true, "a string with a pattern, or a format that says how it is written, without a length", "what repeats without end matches texts of any length"},
	{"within", 21, true, "a bounded list of strings without a length", "few items of any size are as large"},
	{"sent", 23, false, "open objects that only responses carry", "what they carry is the service's own doing, and exposed_field looks at it"},
	{"chosen", 23, true, "a dictionary of bounded texts without a bound of how many", "clients choose the names, and as many as they like"},
	{"nested", 23, false, "a dictionary of dictionaries, both bounded", "how deep data is nested is the author's design; the bounds hold"},
	{"closed", 23, false, "additionalProperties that are false", "that closes the object; that some generators of Swagger 2.0 pass over it is theirs"},
	{"silent", 24, true, "an object that does not say whether it is open", "it is, by default; a note, where others only look at what is written"},
	{"text", 25, false, `additionalProperties that are the text "false"`, "a text closes nothing; invalid_document reports the type"},
	{"misplaced", 26, false, "a body where none can stand", "invalid_document reports the place; readers pass over what stands there"},
	{"exemplary", 26, true, "an answer with examples and without a schema", "an example does not say what else may come; a note"},
	{"default", 35, false, "an answer by default and none of 4XX", "default stands for every code that is not written"},
	{"webhook", 35, false, "answers to webhooks", "they are the receiver's, and not the service's"},
	{"headless", 35, false, "429 without headers in a document that describes none", "where headers are not described, none is missing"},
	{"gzip", 35, false, "errors that are not problem+json", "their form is for style guides"},
	{"originless", 36, false, "answers that say nothing of origins", "most services send no such header, and browsers then refuse"},
	{"audience", 37, false, "a document without the extension of one house that says who its readers are", "nobody else reads it; a rule of the house can ask for it"},
	{"example", 37, true, "a server at example.com, described as production", "the name is reserved: nobody's service is there"},
	{"eval", 38, false, "a text that says eval(", "no browser runs a text; an element, a handler or an address that would is reported"},
}

// differences writes the table of the cases.
func differences(b *bytes.Buffer) {
	b.WriteString("\n# Where linters disagree\n\n" +
		"What follows others judge otherwise, some in their published samples. Each case is a document in\n" +
		"[spec/parity/testdata/differences.txtar](../parity/testdata/differences.txtar), which a test runs all rules over.\n\n" +
		"| # | case | here | why |\n|---|---|---|---|\n")
	for _, d := range Differences {
		here := "silent"
		if d.Told {
			here = "reported"
		}
		fmt.Fprintf(b, "| %d | %s | %s | %s |\n", d.Row, d.What, here, d.Why)
	}
}
