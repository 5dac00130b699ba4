package driver

import (
	"context"

	"github.com/apiward/apiward/cmd/internal/cache"
	"github.com/apiward/apiward/cmd/internal/finding"
	"github.com/apiward/apiward/rules"
)

// Config says what one run is about.
type Config struct {
	// Dir is the directory in which Patterns are read, "" for the current one.
	Dir string
	// Root is the project's root, to which every reported path is relative;
	// "" stands for Dir.
	Root string
	// Patterns name Go packages as the go command reads them. None stand for
	// ./... to Load and Vet, and to Analyze for no code at all.
	Patterns []string
	// Tests adds the packages' test files and test packages.
	Tests bool
	// Tags are the build tags that hold.
	Tags []string
	// Env is what the go command is told beside the environment of this process,
	// as "GOWORK=off".
	Env []string
	// Keep has the documents kept in the Analysis, for those who compare them.
	Keep bool
	// Documents are the OpenAPI documents to check, as slash paths relative to
	// Root.
	Documents []string
	// Fetch reads what stands behind an https URL that a document refers to, at
	// most limit bytes of it; its errors name no URL. Nil: nothing is fetched.
	Fetch func(ctx context.Context, url string, limit int) ([]byte, error)
	// Conform has documents held against the whole specification too, beside
	// the rules.
	Conform bool
	// Policy is what the project decided; nil leaves every rule at its default.
	Policy *rules.Policy
	// Checks are the house rules of the policy.
	Checks []*rules.Check
	// Engines lets the engines of the policy run beside the rules of this binary.
	Engines bool
	// Why, where it is set, asks for a proof beside the rest.
	Why *finding.Question
	// Progress, where it is set, is told how far a stage has come. Its calls
	// never overlap, and total is 0 as long as it is not known.
	Progress func(stage string, done, total int, current string)

	// Cache keeps what is found out for later runs, and is asked first; nil: all is
	// found out anew. What a run says does not depend on it.
	Cache *cache.Store

	// WantShard asks for what was found out about the packages, for another run that
	// has it among its Shards. Those take the place of packages: nothing else is
	// analysed then.
	WantShard bool
	Shards    []Shard

	// Stats, where it is set, is filled in with what the run cost. Packages are then
	// analysed one after the other, so that nothing is counted twice.
	Stats *Stats

	// overlay holds texts that stand in the place of documents, by absolute path.
	overlay map[string][]byte
	// texts and overlayFile lay Go files over the module: their texts by absolute
	// path, and the file that tells the go command of them, "" where they are there.
	texts       map[string][]byte
	overlayFile string
}

// progress tells cfg.Progress, where there is one.
func (cfg Config) progress(stage string, done, total int, current string) {
	if cfg.Progress != nil {
		cfg.Progress(stage, done, total, current)
	}
}
