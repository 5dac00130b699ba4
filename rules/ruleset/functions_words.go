package ruleset

import (
	"slices"

	"github.com/hashicorp/hcl/v2"

	"github.com/apiward/apiward/rules"
	"github.com/apiward/apiward/rules/sensitive"
)

// maxNames bounds the names whose words are kept of one trial.
const maxNames = 20_000

// wordsOf returns the words of a name. Documents have few names and say them
// often.
func (w *work) wordsOf(name string) []string {
	if known, ok := w.words[name]; ok {
		return known
	}
	if !w.take(len(name)) {
		return nil
	}
	words := sensitive.Words(name)
	if w.words == nil {
		w.words = map[string][]string{}
	}
	if len(w.words) < maxNames && len(name) <= maxExpression {
		w.words[name] = words
	}
	return words
}

// hasWords returns the function that looks for whole words in a name.
func hasWords() builtin {
	return builtin{
		Function: Function{"has_words", "has_words(name, words...)", "whether one of the words, or one of several in a row as \"loyalty number\", stands whole in the name"},
		wants:    []want{aText, anything}, more: true, fewest: 2, result: gives(rules.BoolType),
		check: func(args []code) (hcl.Range, string, string) {
			for _, a := range args[1:] {
				if !aText.takes(a) && !aListOfTexts.takes(a) {
					return a.at, "has_words looks for strings, and this is " + typeName(a.typ), "write words in quotes, or a list of them"
				}
				for _, w := range sought(a.value) {
					if a.known && len(sensitive.Words(w)) == 0 {
						return a.at, quote(w) + " has no word to look for", "write letters or digits"
					}
				}
			}
			return hcl.Range{}, "", ""
		},
		run: func(f *frame, args []any) any {
			name, ok := args[0].(string)
			if !ok {
				return false
			}
			var all [][]string
			for _, a := range args[1:] {
				for _, w := range sought(a) {
					if !f.take(len(w)) {
						return false
					}
					all = append(all, f.wordsOf(w))
				}
			}
			return anySequence(f.wordsOf(name), all)
		},
		special: func(args []code) func(*frame) any {
			var all [][]string
			for _, a := range args[1:] {
				if !a.known {
					return nil
				}
				for _, w := range sought(a.value) {
					all = append(all, sensitive.Words(w))
				}
			}
			read := args[0].run
			return func(f *frame) any {
				name, ok := read(f).(string)
				return ok && f.take(len(all)) && anySequence(f.wordsOf(name), all)
			}
		},
	}
}

// sought returns the texts that has_words is to look for.
func sought(v any) (out []string) {
	switch v := v.(type) {
	case string:
		out = append(out, v)
	case []any:
		for _, item := range v {
			if s, ok := item.(string); ok {
				out = append(out, s)
			}
		}
	}
	return out
}

// anySequence reports whether one of the sequences stands in the words.
func anySequence(words []string, sequences [][]string) bool {
	for _, seq := range sequences {
		for at := 0; len(seq) > 0 && at+len(seq) <= len(words); at++ {
			if slices.Equal(words[at:at+len(seq)], seq) {
				return true
			}
		}
	}
	return false
}
