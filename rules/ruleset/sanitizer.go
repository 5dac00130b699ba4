package ruleset

import (
	"fmt"
	"go/token"
	"slices"
	"strings"

	"github.com/apiward/apiward/rules"
	"github.com/apiward/apiward/rules/model"
)

// sanitizer reads a function that the project vouches for.
func (b *block) sanitizer() {
	b.only("sanitizer block", "for", "reason")
	s := rules.Sanitizer{
		Symbol: b.label,
		For:    b.kinds(),
		Reason: b.reason("why what it returns is safe"),
		At:     b.at(b.head),
	}
	if help := symbolHelp(s.Symbol, "example.com/shop/safe.Path"); help != "" {
		b.tell(b.labelAt, quote(s.Symbol)+" names no function", help)
	}
	if b.once("sanitizer") {
		b.vouched[s.Symbol] = s
	}
}

// kinds returns the kinds of sink that the block names, sorted.
func (b *block) kinds() []string {
	var known []string
	for _, k := range model.Sanitized() {
		known = append(known, string(k))
	}
	var kinds []string
	for _, item := range b.patterns("for") {
		kind := item.is.(string)
		switch {
		case !slices.Contains(known, kind):
			b.tell(item.at, "unknown kind of sink "+quote(kind), oneOf(kind, known))
		case slices.Contains(kinds, kind):
			b.tell(item.at, fmt.Sprintf("the kind %s is named twice", quote(kind)), "leave it out here")
		}
		kinds = append(kinds, kind)
	}
	slices.Sort(kinds)
	return kinds
}

// symbolHelp returns how the symbol of a function or method must be written, as
// the example is, "" where it is.
func symbolHelp(symbol, example string) string {
	form := "write the import path, a dot, and Func or Type.Method, as " + quote(example)
	bare := strings.NewReplacer("(", "", ")", "", "*", "").Replace(symbol)
	slash := strings.LastIndexByte(bare, '/')
	parts := strings.Split(bare[slash+1:], ".")
	switch {
	case strings.HasPrefix(symbol, "./") || strings.HasPrefix(symbol, "../") || strings.HasPrefix(symbol, "/"):
		return "a directory is no import path: " + form
	case len(parts) < 2 || parts[0] == "" || strings.ContainsAny(bare, " \t\r\n\\"):
		return form
	case !token.IsIdentifier(parts[len(parts)-1]):
		return form
	case bare != symbol:
		return "write it without stars and parentheses, as " + quote(bare)
	}
	return ""
}
