package unsafe_markdown_test

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/apiward/apiward/spec"
	"github.com/apiward/apiward/spec/checks/unsafe_markdown"
	"github.com/apiward/apiward/spec/internal/linttest"
	"github.com/apiward/apiward/spec/lint"
)

func TestCheck(t *testing.T) { linttest.Run(t, unsafe_markdown.Check, nil) }

// FuzzMarkdown shows that no text breaks the reading of it, and that what is
// found is in it.
func FuzzMarkdown(f *testing.F) {
	for _, text := range []string{
		"a `<script>` b\n\n```\n<b onclick=x>\n```\n<b onclick=x>", "[a](javascript:x) <javascript:x>", "`` ` `` ` <a href='jav", "- a\n\n      <script", "\\",
	} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		text = strings.ToValidUTF8(strings.Map(func(r rune) rune {
			if r < ' ' && r != '\n' && r != '\t' || r == 0x7F || r == 0xFEFF {
				return -1
			}
			return r
		}, text), "")
		quoted, err := json.Marshal(text)
		if err != nil {
			t.Fatal(err)
		}
		doc, err := spec.Load("openapi.json", []byte(`{"openapi": "3.0.3", "info": {"description": `+string(quoted)+`}}`), spec.Options{})
		if err != nil {
			return // a text that no document can hold
		}
		for _, p := range lint.Run(doc, []*lint.Check{unsafe_markdown.Check}, nil) {
			if p.Line != 1 || p.Column < 40 || p.EndColumn <= p.Column {
				t.Errorf("a finding at %+v", p.Range)
			}
		}
	})
}

// TestLongTexts reads what would take the square of its length to read twice.
func TestLongTexts(t *testing.T) {
	const n = 200_000
	for _, piece := range []string{"`", "` `` ", "<a ", "<a b='", "<a b=\"", "[a](", "<javascript", "\\", "<a onx ", "~~~\n", "- ", "    x\n\n", "<"} {
		doc, err := spec.Load("openapi.yaml", []byte("openapi: 3.0.3\ninfo:\n  description: |\n    a\n    "+strings.ReplaceAll(strings.Repeat(piece, n), "\n", "\n    ")), spec.Options{})
		if err != nil {
			t.Fatal(err)
		}
		lint.Run(doc, []*lint.Check{unsafe_markdown.Check}, nil)
	}
}
