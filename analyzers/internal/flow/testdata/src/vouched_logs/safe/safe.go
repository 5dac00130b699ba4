// Package safe makes what may be kept of a secret.
package safe

import "strings"

// Mask is vouched for as what a log may hold.
func Mask(s string) string { return strings.ToUpper(s) }

// Upper is not vouched for.
func Upper(s string) string { return strings.ToUpper(s) }
