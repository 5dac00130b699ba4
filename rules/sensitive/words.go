package sensitive

import (
	"strings"
	"unicode"
)

// Words splits a name into its words in lower case and the singular: at case,
// between letters and digits, and at everything else. Letters lose their
// accents. "SSNLast4" is ssn, last, 4; "getAPIKeys" is get, api, key.
func Words(name string) []string {
	var words []string
	runes := []rune(name)
	start := 0
	cut := func(end int) {
		if end > start {
			words = append(words, singular(fold(runes[start:end])))
		}
		start = end
	}
	for i, r := range runes {
		switch {
		case !unicode.IsLetter(r) && !unicode.IsDigit(r):
			cut(i)
			start = i + 1
		case i == start:
		case unicode.IsDigit(r) != unicode.IsDigit(runes[i-1]):
			if keeps(runes, start, i) {
				continue
			}
			cut(i)
		case unicode.IsUpper(r) && (!unicode.IsUpper(runes[i-1]) || i+1 < len(runes) && unicode.IsLower(runes[i+1]) && !pluralAt(runes, i+1)):
			cut(i)
		}
	}
	cut(len(runes))
	return words
}

// keeps reports whether the digits from i on belong to the letters before them,
// as in oauth2, cvv2 and ipv4.
func keeps(runes []rune, start, i int) bool {
	if !unicode.IsDigit(runes[i]) {
		return false
	}
	switch strings.ToLower(string(runes[start:i])) {
	case "oauth", "cvv", "cvc", "ipv", "icd", "track", "sha", "md", "base", "w":
		return true
	}
	return false
}

// pluralAt reports whether an acronym ends before i with a plural's s alone, as
// in "APIKeyIDs": the s is no word.
func pluralAt(runes []rune, i int) bool {
	return runes[i] == 's' && (i+1 == len(runes) || !unicode.IsLower(runes[i+1]))
}

// folds are the letters of European names and what they are without accents.
var folds = strings.NewReplacer(
	"á", "a", "à", "a", "â", "a", "ä", "a", "ã", "a", "å", "a", "ą", "a", "ç", "c", "ć", "c", "č", "c",
	"é", "e", "è", "e", "ê", "e", "ë", "e", "ę", "e", "í", "i", "ì", "i", "î", "i", "ï", "i", "ł", "l",
	"ñ", "n", "ń", "n", "ó", "o", "ò", "o", "ô", "o", "ö", "o", "õ", "o", "ø", "o", "ś", "s", "š", "s", "ß", "ss",
	"ú", "u", "ù", "u", "û", "u", "ü", "u", "ý", "y", "ź", "z", "ż", "z", "ž", "z",
)

func fold(runes []rune) string {
	word := strings.ToLower(string(runes))
	if len(word) == len(runes) {
		return word
	}
	return folds.Replace(word)
}

// singular returns a word without the ending of a plural, as far as that can be
// told from the word.
func singular(w string) string {
	switch {
	case w == "ids", w == "ips":
		return w[:2]
	case len(w) < 4, w == "tokens": // tokens are mostly counted, or of a text
		return w
	case strings.HasSuffix(w, "ss"), strings.HasSuffix(w, "us"), strings.HasSuffix(w, "is"), w == "address", w == "always", w == "https":
		return w
	case strings.HasSuffix(w, "sses"), strings.HasSuffix(w, "shes"), strings.HasSuffix(w, "tches"), strings.HasSuffix(w, "xes"):
		return w[:len(w)-2]
	case strings.HasSuffix(w, "ies"):
		return w[:len(w)-3] + "y"
	case strings.HasSuffix(w, "s"):
		return w[:len(w)-1]
	}
	return w
}
