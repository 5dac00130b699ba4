// Package sets holds the rule sets that come with the binary. A set is a
// policy like any project's own: rule IDs, levels and options, never a title or
// a CWE, which belong to the rule.
package sets

import "embed"

// Files holds one file per set, NAME.hcl at its root.
//
//go:embed *.hcl
var Files embed.FS
