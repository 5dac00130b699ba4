package secret_in_example

import (
	"slices"
	"strings"

	"github.com/apiward/apiward/spec"
	"github.com/apiward/apiward/spec/lint"
)

// card returns the number of a payment card that a value is: where its name says
// so, with the check digit and the beginning that an issuer gives it. Numbers
// that are published for tests, and those that are made up to be seen through,
// are none.
func card(at *spec.Place, text string) (string, bool) {
	if len(text) > 23 || at.Role == spec.Keyword || text[0] < '2' || text[0] > '6' {
		return "", false
	}
	number := strings.NewReplacer(" ", "", "-", "").Replace(text)
	if len(number) < 13 || len(number) > 19 || strings.Trim(number, "0123456789") != "" || !luhn(number) || !issued(number) || isTest(number) {
		return "", false
	}
	words := lint.Words(ownerOf(at).name)
	holds := func(w ...string) bool {
		return slices.ContainsFunc(words, func(word string) bool { return slices.Contains(w, word) })
	}
	if holds("pan", "cardnumber", "creditcard", "cc", "ccnum", "ccnumber") || holds("card") && (holds("number", "num", "no") || len(words) <= 2) && !holds("id") {
		return text, true
	}
	return "", false
}

func luhn(number string) bool {
	sum := 0
	for i := range len(number) {
		d := int(number[len(number)-1-i] - '0')
		if i%2 == 1 {
			if d *= 2; d > 9 {
				d -= 9
			}
		}
		sum += d
	}
	return sum%10 == 0
}

// issued reports whether a number begins as an issuer's do and is as long.
func issued(number string) bool {
	between := func(low, high string) bool {
		head := number[:len(low)]
		return head >= low && head <= high
	}
	switch n := len(number); {
	case number[0] == '4':
		return n == 13 || n == 16 || n == 19
	case between("51", "55"), between("2221", "2720"):
		return n == 16
	case between("34", "34"), between("37", "37"):
		return n == 15
	case between("6011", "6011"), between("644", "659"), between("3528", "3589"):
		return n >= 16
	case between("300", "305"), between("36", "36"), between("38", "39"):
		return n == 14
	}
	return false
}

// isTest reports whether a number is one of those that providers of payments
// accept in tests alone, or has digits in the rows that people type.
func isTest(number string) bool {
	return slices.Contains(testCards, number) || rows(number) >= 4
}

// rows returns the length of the longest row of equal or of counting digits.
func rows(number string) int {
	longest := 0
	for _, step := range []int{0, 1, -1} {
		n := 1
		for i := 1; i < len(number); i++ {
			if int(number[i])-int(number[i-1]) == step {
				n++
			} else {
				n = 1
			}
			longest = max(longest, n)
		}
	}
	return longest
}

// testCards are published numbers without such rows.
var testCards = []string{
	"378282246310005", "371449635398431", "378734493671000", "30569309025904", "38520000023237", "4012888888881881", "5105105105105100", "4242424242424242",
	"2223003122003222", "5200828282828210", "6011000990139424", "3056930009020004", "36227206271667", "3566002020360505", "4166676667666746", "4988438843884305",
	"5454545454545454", "4646464646464644", "5100290029002909", "2222400070000005", "4917484589897107", "4035501000000008", "5136333333333335", "4293189100000008",
	"4000056655665556", "4000160000000004", "2720992593319364", "5425233430109903", "4263982640269299", "4539578763621486", "4532015112830366", "4716258050958645",
	"5425233430109903", "2222420000001113", "4007702835532454", "374245455400126", "60115564485789458", "4024007136512380", "4485275742308327", "4556737586899855",
}
