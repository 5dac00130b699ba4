package ruleset_test

import (
	"strings"
	"testing"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"

	"github.com/apiward/apiward/rules/ruleset"
)

func TestFormat(t *testing.T) {
	for name, c := range map[string]struct{ text, want string }{
		"nothing":       {"", ""},
		"blank lines":   {"\n\n\n", ""},
		"one form":      {"profile = \"prod\"\n", "profile = \"prod\"\n"},
		"no line feed":  {"profile = \"prod\"", "profile = \"prod\"\n"},
		"carriage":      {"profile=\"prod\"\r\n\r\n", "profile = \"prod\"\n"},
		"in line":       {"exempt {\nrules=[\"a\"]\n    reason =  \"b\"\n}\n", "exempt {\n  rules  = [\"a\"]\n  reason = \"b\"\n}\n"},
		"comment":       {"#  as it is\nrule \"a\" {\n# here\nlevel=\"off\" # there\n}\n", "#  as it is\nrule \"a\" {\n  # here\n  level = \"off\" # there\n}\n"},
		"heredoc":       {"test \"a\" {\n document=<<-EOT\n     a:   b\n       c:  d\n EOT\n}\n", "test \"a\" {\n  document = <<-EOT\n     a:   b\n       c:  d\n EOT\n}\n"},
		"unknown block": {"what   \"is\"    {\n}\n", "what \"is\" {\n}\n"},
	} {
		t.Run(name, func(t *testing.T) {
			got, err := ruleset.Format("a.hcl", []byte(c.text))
			if err != nil {
				t.Fatal(err)
			}
			if string(got) != c.want {
				t.Errorf("got\n%s\nwant\n%s", got, c.want)
			}
		})
	}
}

func TestFormatRefuses(t *testing.T) {
	for name, c := range map[string]struct{ text, want string }{
		"syntax":    {"rule \"a\" {\n  level = \n}\n", "a.hcl:2:"},
		"not text":  {"# \xff\n", "a.hcl:1:3: the file is not UTF-8 text"},
		"two words": {"a = 0 .0\n", "a.hcl:1:7: without the blank before it"},
		"too deep":  {"a = " + strings.Repeat("[", 1000), "nested more than"},
		"too long":  {strings.Repeat("# a comment\n", 1<<20), "more than the"},
	} {
		t.Run(name, func(t *testing.T) {
			got, err := ruleset.Format("a.hcl", []byte(c.text))
			if err == nil || !strings.Contains(err.Error(), c.want) || got != nil {
				t.Errorf("got %q, %v; want an error with %q", got, err, c.want)
			}
		})
	}
}

// The form of a text is a form of itself, and says the same.
func FuzzFormat(f *testing.F) {
	f.Add("rule \"a\" {\n level=\"off\"\n}\n")
	f.Add("a = <<-EOT\n  x\n EOT\nb=[1,\n2]\n# c\r\n")
	f.Add("spec_rule \"x\" {\n where=self.a&&!self.b\n assert {\n condition=length([for p in self.q:p if p>1])==0\n message=\"${self.a} is %{if self.b}b%{else}c%{endif}\"\n}\n}\n")
	f.Fuzz(func(t *testing.T, text string) {
		once, err := ruleset.Format("a.hcl", []byte(text))
		if err != nil {
			return
		}
		again, err := ruleset.Format("a.hcl", once)
		if err != nil {
			t.Fatalf("the form is refused: %v\n%s", err, once)
		}
		if string(again) != string(once) {
			t.Errorf("the form has another form:\n%q\n%q", once, again)
		}
		if before, after := words(text), words(string(once)); before != after {
			t.Errorf("the form says something else:\n%q\n%q", before, after)
		}
	})
}

// words returns what a text says, without the blanks between.
func words(text string) string {
	tokens, _ := hclsyntax.LexConfig([]byte(strings.ReplaceAll(text, "\r\n", "\n")), "", hcl.InitialPos)
	var b strings.Builder
	for _, token := range tokens {
		if token.Type == hclsyntax.TokenNewline || token.Type == hclsyntax.TokenEOF {
			continue
		}
		b.WriteString(strings.TrimSpace(string(token.Bytes)))
		b.WriteByte(' ')
	}
	return b.String()
}
