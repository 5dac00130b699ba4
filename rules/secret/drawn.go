package secret

import "strings"

// Drawn reports whether the text looks as if a machine had drawn it: long, in
// the letters that tokens are made of, with digits and letters mixed as nobody
// types them. It is for texts without a format, where the place alone says that
// a credential belongs there, and it is stricter than a format has to be:
// words with numbers between them, samples that count, and templates are not
// drawn.
func Drawn(text string) bool {
	const shortest, longest = 16, 1024
	if len(text) < shortest || len(text) > longest || classOf(text[0]) == other || strings.Contains(text, "..") {
		return false
	}
	var plain, letters, numbers []byte
	changes, last := 0, 0
	for i := range len(text) {
		b := text[i]
		class := classOf(b)
		if class == other {
			if strings.IndexByte("+/=_-.~", b) < 0 {
				return false
			}
			continue
		}
		plain = append(plain, b)
		if class == digit {
			numbers = append(numbers, b)
		} else {
			letters = append(letters, b|0x20)
		}
		if last != other && class != last {
			changes++
		}
		last = class
	}
	const oneIn = 4.6 // of the places between two letters; of random hexadecimal digits it is one in two
	switch {
	case len(plain) < shortest, len(letters) < 3, len(numbers) < 2 && len(plain) < 24, len(numbers) == 0, float64(changes)*oneIn < float64(len(plain)-1):
		return false
	case longestRun(string(numbers), 1) >= 6, longestRun(string(letters), 1) >= 6, longestRun(string(letters), 0) >= 6:
		return false
	case len(letters) > 5 && periodic(string(letters)), len(numbers) > 5 && periodic(string(numbers)):
		return false
	}
	return Judge(text) == Strong && random(text) && !isMadeUp(text, 4)
}

// Chosen reports whether the text looks like a password that is in use rather
// than one that was made up to be shown: without what people write for
// "password", and as mixed as a good one is.
func Chosen(text string) bool {
	const shortest, longest = 8, 128
	if len(text) < shortest || len(text) > longest {
		return false
	}
	kinds, changes, last := 0, 0, -1
	seen := [4]bool{}
	for i := range len(text) {
		class := classOf(text[i])
		if text[i] <= ' ' || text[i] >= 127 {
			return false
		}
		if !seen[class] {
			seen[class] = true
			kinds++
		}
		if last >= 0 && class != last {
			changes++
		}
		last = class
	}
	if kinds < 3 || 5*changes < 2*(len(text)-1) || Judge(text) != Strong {
		return false
	}
	const counted = 4 // A1b2C3d4
	if longestRun(only(text, lowers), 1) >= counted || longestRun(only(text, digits), 1) >= counted {
		return false
	}
	return !isMadeUp(text, 3)
}

// isMadeUp reports whether one of the words in the samples of manuals is in the
// text, of those that are as long. The longer the text, the longer a word must
// be to be there on purpose.
func isMadeUp(text string, length int) bool {
	plain := unleet.Replace(strings.ToLower(text))
	for _, word := range madeUp {
		if len(word) >= length && strings.Contains(plain, word) {
			return true
		}
	}
	return false
}

// only returns the characters of the text that are in the set, in lower case.
func only(text, set string) string {
	return strings.Map(func(r rune) rune {
		if strings.ContainsRune(set, r) {
			return r
		}
		return -1
	}, strings.ToLower(text))
}

// unleet undoes the signs that people write for letters.
var unleet = strings.NewReplacer("0", "o", "1", "i", "!", "i", "3", "e", "4", "a", "@", "a", "5", "s", "$", "s", "7", "t", "8", "b", "9", "g", "|", "l")

// madeUp are words in the passwords of manuals, with the signs of leet undone:
// whoever shows a password writes one of these.
var madeUp = []string{
	"pass", "paas", "pwd", "pswd", "secret", "secure", "qwert", "qwerty", "asdf", "zxcv", "ietmein", "letmein", "welcome", "weicome", "admin", "login", "iogin", "user",
	"test", "demo", "hello", "heiio", "string", "changeme", "master", "dragon", "monkey", "summer", "winter", "spring", "autumn", "troub",
	"hunter", "correct", "battery", "stapie", "staple", "account", "company", "strong", "super", "token", "key", "abc", "foo", "bar",
}

const (
	other = iota
	digit
	lower
	upper
)

func classOf(b byte) int {
	switch {
	case b >= '0' && b <= '9':
		return digit
	case b >= 'a' && b <= 'z':
		return lower
	case b >= 'A' && b <= 'Z':
		return upper
	}
	return other
}
