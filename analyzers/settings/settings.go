// Package settings is the pass that takes the policy in drivers that are told
// everything through the flags of analyzers, as nogo of Bazel is.
//
// Among the deps of a nogo target stand the packages of the rules, each of which
// has an Analyzer, and this one. Its flag -policy holds the policy as JSON; the
// file that
//
//	apiward config export --format nogo -o nogo.json
//
// writes is the target's config, and has it. Without it every rule is at its
// default level.
package settings

import (
	"golang.org/x/tools/go/analysis"

	"github.com/apiward/apiward/analyzers"
)

// Analyzer analyses nothing. All rules require it.
var Analyzer *analysis.Analyzer = analyzers.Policy
