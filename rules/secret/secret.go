// Package secret tells credentials by their shape: the tokens of some ninety
// kinds that providers hand out, private keys, signed tokens, and passwords in
// connection strings. It looks at one value at a time and knows nothing of the
// code or the document around it.
package secret

import (
	"math"
	"strings"
	"sync"

	"github.com/apiward/apiward/rules"
)

// Form is the way in which a credential is written.
type Form int

// The forms. A match by use alone has the first one too.
const (
	Token      Form = iota // of a provider, in its format
	PrivateKey             // in its armour
	WebToken               // a JSON Web Token
	Connection             // a password in a URL or in a connection string
)

// Match says what kind of credential a value holds. Nothing in it can be used
// to get the value back.
type Match struct {
	What     string // "a GitHub personal access token"
	Shown    string // what may be shown of it: four bytes of a fixed prefix at most, or ""
	Doubt    string // why it may be none, "" where nothing speaks against it
	Strength rules.Strength
	Form     Form
	Start    int // the byte of the value that it begins at, or one in it
	End      int // the byte of the value behind it
}

// Describe names the credential for a person.
func (m *Match) Describe() string {
	s := m.What
	if m.Shown != "" {
		s += " (" + m.Shown + "…)"
	}
	if m.Doubt != "" {
		s += ", though " + m.Doubt + ","
	}
	return s
}

// minLength is the length of the shortest value that is looked at: less holds
// no credential whose shape would tell it.
const minLength = 10

// Find returns the credential that the value is or holds, the surest and among
// these the first one.
func Find(value string) (best Match, found bool) {
	if len(value) < minLength {
		return Match{}, false
	}
	for _, look := range [...]struct {
		find func(string) (Match, bool)
		form Form
	}{{privateKey, PrivateKey}, {provided, Token}, {signed, WebToken}, {connection, Connection}} {
		m, ok := look.find(value)
		m.Form = look.form
		if ok && (!found || m.Strength < best.Strength) {
			best, found = m, true
		}
	}
	return best, found
}

// provided returns the token of a provider that the value holds.
func provided(value string) (best Match, found bool) {
	table, least := byFirst(), shortest()
	end := 0 // of the run without spaces that i is in
	for i := 0; i < len(value); i++ {
		if i >= end {
			end = i + runLength(value[i:])
			if end-i < least {
				i = end // a word of a sentence, as most are
				continue
			}
		}
		if i > 0 && isWord(value[i-1]) {
			continue // the middle of a word
		}
		for _, f := range table[value[i]] {
			if end-i < f.least {
				continue
			}
			m, ok := f.at(value[i:])
			m.Start += i
			m.End += i
			if ok && (!found || m.Strength < best.Strength) {
				best, found = m, true
			}
		}
	}
	return best, found
}

// runLength returns how many bytes s begins with that are above a space.
func runLength(s string) int {
	for i := range len(s) {
		if s[i] <= ' ' {
			return i
		}
	}
	return len(s)
}

// shortest is the length of the shortest token that a format describes. None
// has a space in it.
var shortest = sync.OnceValue(func() int {
	least := math.MaxInt
	for i := range formats {
		least = min(least, newShape(&formats[i]).least)
	}
	return least
})

// verdict is what a check of structure says of a token's body.
type verdict int

const (
	holds verdict = iota // as the provider makes them
	fails                // of the right shape, but no provider made it
	alien                // something else
)

// shape is a format that is ready to be matched.
type shape struct {
	*format
	parts []part
	least int // bytes
}

func newShape(f *format) *shape {
	s := &shape{format: f, parts: parse(f.pattern)}
	for _, p := range s.parts {
		s.least += len(p.text) + p.min
	}
	return s
}

// part is a piece of a format: fixed text, or a run of characters of a set.
type part struct {
	text     string
	set      *set
	min, max int
}

// set is a set of bytes.
type set [256]bool

// at returns the match of the format at the start of s. What follows a token
// must not go on like one.
func (f *shape) at(s string) (Match, bool) {
	end, prefix := 0, ""
	for i, p := range f.parts {
		rest := s[end:]
		if p.set == nil {
			if !strings.HasPrefix(rest, p.text) {
				return Match{}, false
			}
			if i == 0 {
				prefix = p.text
			}
			end += len(p.text)
			continue
		}
		n := 0
		for n < len(rest) && n < p.max && p.set[rest[n]] {
			n++
		}
		if n < p.min {
			return Match{}, false
		}
		end += n
	}
	if end < len(s) && isWord(s[end]) {
		return Match{}, false
	}
	body := s[len(prefix):end]
	if !random(body) {
		return Match{}, false
	}
	m := Match{What: f.what, Shown: prefix[:min(len(prefix), 4)], Strength: f.strength, End: end}
	if f.check != nil {
		switch f.check(body) {
		case alien:
			return Match{}, false
		case fails:
			m.Strength, m.Doubt = max(m.Strength, rules.Unproven), "its check digits do not hold"
		case holds:
		}
	}
	return m, true
}

// byFirst returns the formats by the first byte of what they match.
var byFirst = sync.OnceValue(func() *[256][]*shape {
	table := new([256][]*shape)
	for i := range formats {
		f := newShape(&formats[i])
		if first := f.parts[0]; first.set == nil {
			table[first.text[0]] = append(table[first.text[0]], f)
			continue
		}
		for b, in := range f.parts[0].set {
			if in {
				table[b] = append(table[b], f)
			}
		}
	}
	return table
})

// parse reads a pattern: text as it stands, and runs in angle brackets, each a
// letter for the set and how many there are, as <A36> or <w20-64>.
func parse(pattern string) []part {
	var parts []part
	for pattern != "" {
		if text, rest, _ := strings.Cut(pattern, "<"); text != "" {
			parts = append(parts, part{text: text})
			pattern = pattern[len(text):]
			if rest == "" {
				break
			}
			continue
		}
		run, rest, _ := strings.Cut(pattern[1:], ">")
		least, most, ranged := strings.Cut(run[1:], "-")
		p := part{set: sets[run[0]], min: number(least)}
		p.max = p.min
		if ranged {
			p.max = number(most)
		}
		parts = append(parts, p)
		pattern = rest
	}
	return parts
}

func number(s string) (n int) {
	for _, c := range s {
		n = 10*n + int(c-'0')
	}
	return n
}

const (
	digits = "0123456789"
	lowers = "abcdefghijklmnopqrstuvwxyz"
	uppers = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
)

// sets are the letters that patterns name sets by.
var sets = map[byte]*set{
	'd': of(digits),
	'x': of(digits + "abcdef"),
	'X': of(digits + "abcdefABCDEF"),
	'a': of(digits + lowers),
	'U': of(digits + uppers),
	'A': of(digits + lowers + uppers),
	'w': of(digits + lowers + uppers + "_-"),
	't': of(digits + lowers + uppers + "_-.~"),
	'b': of(digits + lowers + uppers + "+/"),
	'B': of(digits + lowers + uppers + "+/="),
}

func of(chars string) *set {
	s := new(set)
	for i := range len(chars) {
		s[chars[i]] = true
	}
	return s
}

// wordSet are the bytes that a token could go on with.
var wordSet = *sets['w']

func isWord(b byte) bool { return wordSet[b] }
