package secret

import (
	"math"
	"strings"
)

// random reports whether the body of a token can have been drawn at random, as
// providers do. What people write in its place is not: it repeats, counts,
// says what it is, or uses few characters.
func random(body string) bool {
	plain := strings.Map(func(r rune) rune {
		if r < 128 && sets['A'][r] {
			return r
		}
		return -1
	}, body)
	switch {
	case standIn(body), periodic(plain), longestRun(plain, 0) >= 5, longestRun(plain, 1) >= 6, longestRun(plain, -1) >= 6:
		return false
	case len(plain) >= 32 && !strings.ContainsAny(plain, digits):
		return false // words
	}
	return entropy(plain) >= leastEntropy(len(plain))
}

// leastEntropy is what nearly every random hexadecimal text of n digits has in
// bits for each: the poorest alphabet of all formats.
func leastEntropy(n int) float64 {
	switch {
	case n < 20:
		return 2.5
	case n < 30:
		return 2.7
	}
	return 2.9
}

// entropy returns the bits that each character of s holds on average, judged by
// how often each occurs.
func entropy(s string) (bits float64) {
	var count [256]int
	for i := range len(s) {
		count[s[i]]++
	}
	for _, n := range count {
		if n > 0 {
			p := float64(n) / float64(len(s))
			bits -= p * math.Log2(p)
		}
	}
	return bits
}

// longestRun returns the length of the longest part of s in which each
// character follows the one before by step: 0 for repeated ones, 1 for those
// that count up.
func longestRun(s string, step int) int {
	longest, n := 0, 0
	for i := range len(s) {
		if i > 0 && (int(s[i]) == int(s[i-1])+step || step != 0 && wraps(s[i-1], s[i], step)) {
			n++
		} else {
			n = 1
		}
		longest = max(longest, n)
	}
	return longest
}

// wraps reports whether counting goes on at the other end, as from 9 to 0.
func wraps(a, b byte, step int) bool {
	if step < 0 {
		a, b = b, a
	}
	return a == '9' && b == '0'
}

// periodic reports whether s is a shorter text over and over, at least twice.
// It takes the time of the text: what is asked about may be a megabyte that
// someone wrote to keep it busy.
func periodic(s string) bool {
	if len(s) < 2 {
		return false
	}
	// border[i] is the length of the longest text that s[:i+1] both begins and
	// ends with.
	border := make([]int, len(s))
	for i := 1; i < len(s); i++ {
		n := border[i-1]
		for n > 0 && s[i] != s[n] {
			n = border[n-1]
		}
		if s[i] == s[n] {
			n++
		}
		border[i] = n
	}
	return len(s)-border[len(s)-1] <= len(s)/2
}

// standIn reports whether the text says that something else belongs in its
// place. Case and separators do not matter.
func standIn(s string) bool {
	s = strings.ToLower(s)
	for _, word := range standIns {
		if strings.Contains(s, word) {
			return true
		}
	}
	return false
}

// standIns are words that no random text of some length has but by an accident
// of one in ten thousand.
var standIns = []string{
	"example", "sample", "placeholder", "dummy", "fake", "mock", "changeme", "change-me", "change_me", "changeit",
	"redacted", "replace", "insert", "your-", "your_", "yourtoken", "yourkey", "yoursecret", "yourpassword", "your256",
	"xxxx", "****", "....", "todo", "fixme", "notreal", "not-real", "not_real", "invalid", "deadbeef", "foobar", "secrethere", "goeshere", "-here", "_here",
}
