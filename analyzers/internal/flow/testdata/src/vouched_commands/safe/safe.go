// Package safe makes arguments of programs.
package safe

import "strings"

// Ref is vouched for as an argument.
func Ref(name string) string { return strings.TrimSpace(name) }

// Word is vouched for as a word of a shell's.
func Word(s string) string { return strings.TrimSpace(s) }

// Plain is not vouched for.
func Plain(s string) string { return strings.TrimSpace(s) }
