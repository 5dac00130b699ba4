package ruleset

import (
	"slices"
	"strings"
)

// classification reads names that stand for something sensitive, or for nothing.
// A later file adds its names to those of an earlier one; its level wins.
func (b *block) classification() {
	b.only("classification block", "words", "except", "extensions", "level")
	c := b.classes[b.label]
	c.Name, c.At = b.label, b.at(b.head)
	if !isClass(b.label) {
		b.tell(b.labelAt, quote(b.label)+" is no name of a class", `write it in lower case with _, as "personal" or "trade_secret"`)
	}
	if !b.once("classification") {
		return
	}
	c.Words = slices.Concat(c.Words, b.names("words"))
	c.Except = slices.Concat(c.Except, b.names("except"))
	for _, item := range b.patterns("extensions") {
		name := item.is.(string)
		if !strings.HasPrefix(name, "x-") {
			b.tell(item.at, quote(name)+" is no extension", `extensions of a document begin with x-, as "x-acme-pii"`)
		}
		c.Extensions = append(c.Extensions[:len(c.Extensions):len(c.Extensions)], name)
	}
	if level, ok := b.level(); ok {
		c.Level = &level
	}
	if len(b.attributes) == 0 && len(b.blocks) == 0 {
		b.tell(b.head, "the block decides nothing", `write names that are of the class, as words = ["loyalty number"]`)
	}
	b.classes[b.label] = c
}

// names returns the items of an attribute that lists names.
func (b *block) names(attribute string) (names []string) {
	for _, item := range b.patterns(attribute) {
		name := item.is.(string)
		if strings.Trim(name, " _-.*/") == "" || strings.ContainsAny(name, "*?[]{}") {
			b.tell(item.at, quote(name)+" is no name", `names are compared by their words, without patterns: write them as "loyalty number"`)
		}
		names = append(names, name)
	}
	return names
}

// isClass reports whether name is in snake_case.
func isClass(name string) bool {
	return name != "" && name[0] >= 'a' && name[0] <= 'z' && strings.Trim(name, "abcdefghijklmnopqrstuvwxyz0123456789_") == ""
}
