// Package query helps with statements.
package query

import (
	"errors"
	"strings"
	"unicode"
)

// Ordered appends an order if it is one of the columns.
func Ordered(text, order string, columns []string) string {
	if !has(columns, order) {
		order = "id"
	}
	return text + " ORDER BY " + order
}

// Check refuses what is not one of the columns.
func Check(order string, columns []string) error {
	for i := range columns {
		if columns[i] == order {
			return nil
		}
	}
	return errors.New("no such column")
}

func has(list []string, v string) bool {
	for _, s := range list {
		if v == s {
			return true
		}
	}
	return false
}

// Plausible looks at every letter.
func Plausible(s string) bool {
	for _, r := range s {
		if unicode.IsSpace(r) || r == ';' {
			return false
		}
	}
	return true
}

// Word says yes of letters alone.
func Word(s string) bool {
	for _, r := range s {
		if !unicode.IsLetter(r) {
			return false
		}
	}
	return true
}

// Given asks for anything.
func Given(s string) bool { return strings.TrimSpace(s) != "" }
