package ruleset

import (
	"strings"
	"testing"
)

func TestSuggest(t *testing.T) {
	known := []string{"missing_auth", "missing_security", "sql_injection", "unbounded_body", "off"}
	for given, want := range map[string]string{
		"missing_auht":                "missing_auth",
		"missing_auth":                "missing_auth",
		"MISSING-AUTH":                "missing_auth",
		"sqlinjection":                "sql_injection",
		"sql_injecton":                "sql_injection",
		"sql":                         "sql_injection",
		"unbounded":                   "unbounded_body",
		"missing_":                    "", // two start with it
		"of":                          "off",
		"fof":                         "off",
		"":                            "",
		"x":                           "",
		"on":                          "",
		"cleartext":                   "",
		strings.Repeat("a", 1<<20):    "",
		"sql_injection_and_much_more": "",
	} {
		if got := Suggest(given, known); got != want {
			t.Errorf("Suggest(%.30q) = %q, want %q", given, got, want)
		}
	}
	if got := Suggest("anything", nil); got != "" {
		t.Errorf("of nothing it suggests %q", got)
	}
	if got := Suggest("ab", []string{"ac", "ad"}); got != "ac" {
		t.Errorf("of equally near ones it suggests %q, want the first", got)
	}
}

func TestDistance(t *testing.T) {
	for _, c := range []struct {
		a, b string
		want int
	}{
		{"", "", 0}, {"", "abc", 3}, {"abc", "", 3}, {"abc", "abc", 0},
		{"abc", "abd", 1}, {"abc", "ab", 1}, {"abc", "xabc", 1}, {"abc", "acb", 1}, {"abc", "bca", 2}, {"kitten", "sitting", 3},
	} {
		if got := distance(c.a, c.b); got != c.want {
			t.Errorf("distance(%q, %q) = %d, want %d", c.a, c.b, got, c.want)
		}
	}
}
