// Package safe decides where clients may be sent.
package safe

import "strings"

// Next is vouched for as a target.
func Next(raw string) string { return strings.TrimSpace(raw) }

// Trim is not vouched for.
func Trim(raw string) string { return strings.TrimSpace(raw) }

// Known is vouched for and says yes or no.
func Known(raw string) bool { return len(raw) > 0 }
