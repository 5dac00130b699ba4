// Package sensitive knows names: which of them stand for what should not be
// shown, and which only look like it.
//
// A name is judged by its words, in sequence and never by parts of them:
// "SSNLast4" is ssn, last, 4, so that "shipping" holds no pin and "assessment"
// no ssn. Words around a sensitive one can take its meaning away: a
// passwordPolicy is no password, a next_page_token no token.
package sensitive

import (
	"slices"
	"strings"

	"github.com/apiward/apiward/rules"
)

// Class says what kind of thing a name stands for.
type Class string

// The classes.
const (
	Credential Class = "credential"
	Government Class = "government_id"
	Finance    Class = "finance"
	Health     Class = "health"
	Personal   Class = "personal"
	Internal   Class = "internal"
)

// Classes are all classes, the worst first.
var Classes = []Class{Credential, Government, Finance, Health, Personal, Internal}

// Title names the class for a message: "a credential".
func (c Class) Title() string {
	switch c {
	case Credential:
		return "a credential"
	case Government:
		return "a government ID"
	case Finance:
		return "financial data"
	case Health:
		return "health data"
	case Personal:
		return "personal data"
	case Internal:
		return "internal data"
	}
	return "data of the class " + string(c)
}

// Term is a sequence of words that stands for something.
type Term struct {
	Class    Class
	Words    []string
	Strength rules.Strength // how sure it is, and how bad
	needs    needs
}

// needs are what a term asks of the place where it is met.
type needs uint16

const (
	number  needs = 1 << iota // its values may be numbers
	flag                      // its values may be true and false
	choice                    // its values may be of a list
	object                    // its value may be made of several
	person                    // it is in what speaks of a person
	failure                   // it is in what is only sent when something went wrong
	alone                     // it is the whole name
	owned                     // its first word may be the name of what it is in
	last                      // nothing stands behind it: the bank account of somebody is not its holder's name
)

// Context is what is known of the place where a name is met. The zero Context
// asks nothing of it.
type Context struct {
	Owner   string // the name of what the property is in: "Customer.card"
	Failure bool   // it is only sent when something went wrong
	// Value says what the values can be. It is asked where the name alone would
	// do; nil says nothing.
	Value func() Value
}

// Value says what the values can be.
type Value struct {
	Text, Number, Bool, Object bool // none: nothing is said
	List                       bool // a list of those
	Choice                     bool // one of a list, or a constant
	Format                     string
	MaxLength                  int // 0: not said
}

// said reports whether anything is said of the values.
func (v Value) said() bool { return v.Text || v.Number || v.Bool || v.Object }

// Vocabulary is the shipped terms that a policy lets stand, and its own. It
// remembers names, so that it belongs to one goroutine.
type Vocabulary struct {
	extra  []Term
	except [][]string
	levels map[Class]rules.Level
	words  map[string][]string // of names that were asked for
}

// New returns the vocabulary of a policy, which may be nil.
func New(policy *rules.Policy) *Vocabulary {
	v := &Vocabulary{words: map[string][]string{}}
	if policy == nil {
		return v
	}
	for _, c := range policy.Classes {
		class := Class(c.Name)
		strength := strengthOf(class)
		if c.Level != nil {
			if v.levels == nil {
				v.levels = map[Class]rules.Level{}
			}
			v.levels[class] = *c.Level
		}
		for _, w := range c.Words {
			v.extra = append(v.extra, Term{Class: class, Words: Words(w), Strength: strength, needs: number | flag | choice | object})
		}
		for _, w := range c.Except {
			v.except = append(v.except, Words(w))
		}
	}
	return v
}

// Has reports whether a name has the words of another in it, in their order and
// beside each other.
func Has(name, words string) bool {
	found := Words(words)
	return len(found) > 0 && indexOf(Words(name), found) >= 0
}

// strengthOf returns the strength of a policy's words of a class.
func strengthOf(c Class) rules.Strength {
	switch c {
	case Credential, Government:
		return rules.Proven
	case Personal:
		return rules.Hint
	}
	return rules.Unproven
}

// Level returns the level that the policy gives to a class, and whether it
// gives one.
func (v *Vocabulary) Level(c Class) (rules.Level, bool) {
	level, ok := v.levels[c]
	return level, ok
}

// Find returns the worst term that a name stands for in its context.
func (v *Vocabulary) Find(name string, in Context) (Term, bool) {
	words := v.wordsOf(name)
	if len(words) == 0 || len(words) > maxWords || v.excepted(words) {
		return Term{}, false
	}
	for _, t := range v.extra {
		if i := indexOf(words, t.Words); i >= 0 && !negated(words, i, i+len(t.Words), t.Class) {
			return t, true
		}
	}
	best, found := Term{}, false
	take := func(text []string, at int, owned bool) {
		for _, t := range index[text[at]] {
			if t.meets(text, at, in, owned) && (!found || worse(t.Term, best)) {
				best, found = t.Term, true
			}
		}
	}
	for at := range words {
		take(words, at, false)
	}
	if owner := v.wordsOf(lastOf(in.Owner)); len(owner) > 0 {
		if last := owner[len(owner)-1]; last == "card" || last == "passport" {
			take(append([]string{last}, words...), 0, true)
		}
	}
	return best, found
}

// meets reports whether the term stands at the place in the words and fits in
// the context. The first word may be the owner's, for terms that are owned.
func (t entry) meets(text []string, at int, in Context, isOwner bool) bool {
	end := at + len(t.Words)
	if t.joined {
		end = at + 1
	}
	switch {
	case isOwner && (t.needs&owned == 0 || t.joined),
		end > len(text),
		!t.joined && !slices.Equal(text[at:end], t.Words):
		return false
	}
	if t.needs&last != 0 && end < len(text) {
		return false
	}
	return t.fits(in, len(text) == end-at) && !negated(text, at, end, t.Class)
}

// wordsOf returns the words of a name. Documents say the same names over and
// over.
func (v *Vocabulary) wordsOf(name string) []string {
	words, ok := v.words[name]
	if !ok {
		words = Words(name)
		v.words[name] = words
	}
	return words
}

// maxWords bounds a name: nobody writes such long ones.
const maxWords = 40

func worse(a, b Term) bool {
	if a.Strength != b.Strength {
		return a.Strength < b.Strength
	}
	return slices.Index(Classes, a.Class) < slices.Index(Classes, b.Class)
}

func (v *Vocabulary) excepted(words []string) bool {
	return slices.ContainsFunc(v.except, func(e []string) bool { return len(e) > 0 && indexOf(words, e) >= 0 })
}

// fits reports whether the place can have what the term stands for.
func (t Term) fits(in Context, whole bool) bool {
	switch {
	case t.needs&alone != 0 && !whole,
		t.needs&failure != 0 && !in.Failure,
		t.needs&person != 0 && !speaksOfPerson(in.Owner),
		len(t.Words) == 1 && t.Words[0] == "token" && speaksOf(in.Owner, counted):
		return false
	}
	var v Value
	if in.Value != nil {
		v = in.Value()
	}
	switch {
	case !v.said():
		return !v.Choice || t.needs&choice != 0
	case v.Choice && t.needs&choice == 0:
		return false
	case masks(v, t.Class):
		return false
	}
	return v.Text || v.Number && t.needs&number != 0 || v.Bool && t.needs&flag != 0 || v.Object && t.needs&object != 0
}

// masks reports whether values cannot be what the class is of.
func masks(v Value, c Class) bool {
	short := v.MaxLength > 0 && v.MaxLength <= 4
	switch v.Format {
	case "uri", "url", "uri-reference", "date-time", "time", "duration":
		return c != Personal && c != Internal
	case "uuid", "email", "date":
		return c == Government || c == Finance
	}
	return short && (c == Government || c == Finance)
}

// indexOf returns where the sequence begins in words, or -1.
func indexOf(words, sequence []string) int {
	if len(sequence) == 0 {
		return -1
	}
	for i := 0; i+len(sequence) <= len(words); i++ {
		if slices.Equal(words[i:i+len(sequence)], sequence) {
			return i
		}
	}
	return -1
}

// negated reports whether the words around those from start to end take their
// meaning away.
func negated(words []string, start, end int, c Class) bool {
	for _, w := range words[:start] {
		if slices.Contains(before, w) || c == Credential && slices.Contains(beforeCredential, w) || c != Credential && slices.Contains(beforeOther, w) {
			return true
		}
	}
	for _, w := range words[end:] {
		if slices.Contains(behind, w) || c == Credential && slices.Contains(behindCredential, w) {
			return true
		}
	}
	return false
}

// OfPerson reports whether a context is about somebody.
func (c Context) OfPerson() bool { return speaksOfPerson(c.Owner) }

// speaksOfPerson reports whether what has the name is about somebody.
func speaksOfPerson(owner string) bool { return speaksOf(owner, persons) }

func speaksOf(owner string, list []string) bool {
	return slices.ContainsFunc(Words(owner), func(w string) bool { return slices.Contains(list, w) })
}

// lastOf returns the last name of a path with points.
func lastOf(path string) string { return path[strings.LastIndexByte(path, '.')+1:] }
