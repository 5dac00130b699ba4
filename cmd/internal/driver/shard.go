package driver

import (
	"bytes"
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"path/filepath"
	"slices"
	"strings"

	"golang.org/x/tools/go/analysis"

	"github.com/apiward/apiward/analyzers"
	"github.com/apiward/apiward/analyzers/gosec"
	"github.com/apiward/apiward/cmd/internal/finding"
	"github.com/apiward/apiward/rules"
)

// shard is what one of several runs found out about its packages: all that the
// program is linked from. It is written as JSON.
type shard struct {
	Version  int               `json:"version"`
	Program  string            `json:"program"` // which build of apiward wrote it
	Policy   string            `json:"policy"`  // digest of the policy
	Packages []shardPackage    `json:"packages"`
	Failures []finding.Failure `json:"failures,omitempty"`
}

// shardPackage is one analysed package.
type shardPackage struct {
	Path    string            `json:"path"`
	Name    string            `json:"name"`
	Dir     string            `json:"dir"` // slash path relative to the root
	Matched bool              `json:"matched"`
	Tested  bool              `json:"tested,omitempty"`
	Results map[string][]byte `json:"results"` // by analyzer, in apiward's own form
	Sums    map[string]string `json:"sums"`    // SHA-256 of files, by base name
}

// shardVersion is the version of the form.
const shardVersion = 1

func shardHeader(policy *rules.Policy) (shard, error) {
	id, err := programID()
	if err != nil {
		return shard{}, fmt.Errorf("this program cannot be read: %w", err)
	}
	text, err := json.Marshal(cmp.Or(policy, &rules.Policy{}))
	if err != nil {
		return shard{}, err
	}
	sum := sha256.Sum256(id)
	return shard{Version: shardVersion, Program: hex.EncodeToString(sum[:8]), Policy: digestOf(text)}, nil
}

// writeShard writes the packages of a run for Config.Shards of another.
func writeShard(cfg Config, packages []*Package, failures []finding.Failure) ([]byte, error) {
	out, err := shardHeader(cfg.Policy)
	if err != nil {
		return nil, err
	}
	root, err := filepath.Abs(cmp.Or(cfg.Root, cfg.Dir, "."))
	if err != nil {
		return nil, err
	}
	out.Failures = failures
	for _, p := range packages {
		dir, err := filepath.Rel(root, p.Dir)
		if err != nil {
			return nil, err
		}
		s := shardPackage{Path: p.Path, Name: p.Name, Dir: filepath.ToSlash(dir), Matched: p.Matched, Tested: p.Tested, Results: map[string][]byte{}, Sums: map[string]string{}}
		for a, result := range p.Results {
			if s.Results[a.Name], err = analyzers.MarshalResult(a, result, nil); err != nil {
				return nil, fmt.Errorf("%s: %w", p.Path, err)
			}
		}
		for name, sum := range p.sumsByName() {
			s.Sums[name] = hex.EncodeToString(sum[:])
		}
		out.Packages = append(out.Packages, s)
	}
	return json.Marshal(out)
}

// Shard is what another run wrote.
type Shard struct {
	Name string // of its file, for messages
	Text []byte
}

// readShards joins the packages of shards. One that several of them have is
// taken once: dependencies are analysed wherever they are needed.
func readShards(cfg Config) (packages []*Package, failures []finding.Failure, err error) {
	want, err := shardHeader(cfg.Policy)
	if err != nil {
		return nil, nil, err
	}
	root, err := filepath.Abs(cmp.Or(cfg.Root, cfg.Dir, "."))
	if err != nil {
		return nil, nil, err
	}
	type source struct {
		shardPackage
		shard string
	}
	known := map[string]source{}
	var wrong []error
	for _, text := range cfg.Shards {
		var s shard
		if err := json.Unmarshal(text.Text, &s); err != nil || s.Version == 0 {
			wrong = append(wrong, fmt.Errorf("%s is no shard: name files that apiward check --shard has written", text.Name))
			continue
		}
		switch {
		case s.Version != want.Version || s.Program != want.Program:
			wrong = append(wrong, fmt.Errorf("%s was written by another build of apiward: run the same one everywhere", text.Name))
			continue
		case s.Policy != want.Policy:
			wrong = append(wrong, fmt.Errorf("%s was written under another policy: merge where the policy is the one of the shards", text.Name))
			continue
		}
		for _, f := range s.Failures {
			if !slices.Contains(failures, f) {
				failures = append(failures, f)
			}
		}
		for _, p := range s.Packages {
			before, seen := known[p.Path]
			switch {
			case !seen:
				known[p.Path] = source{p, text.Name}
				pkg, err := p.read(root)
				if err != nil {
					wrong = append(wrong, fmt.Errorf("%s: %w", text.Name, err))
					continue
				}
				packages = append(packages, pkg)
			case !before.same(p):
				wrong = append(wrong, fmt.Errorf("%s and %s are of different code: %s is not the same in both", before.shard, text.Name, p.Path))
			}
		}
	}
	slices.SortFunc(packages, func(a, b *Package) int { return cmp.Compare(a.Path, b.Path) })
	sortFailures(failures)
	return packages, failures, errors.Join(wrong...)
}

// same reports whether two shards say the same of a package.
func (p shardPackage) same(q shardPackage) bool {
	if len(p.Results) != len(q.Results) || p.Dir != q.Dir {
		return false
	}
	for name, data := range p.Results {
		if !bytes.Equal(q.Results[name], data) {
			return false
		}
	}
	return true
}

// read returns the package with its results.
func (p shardPackage) read(root string) (*Package, error) {
	dir := filepath.FromSlash(p.Dir)
	if !filepath.IsLocal(dir) {
		return nil, fmt.Errorf("%s stands in %s, outside of the project", p.Path, p.Dir)
	}
	out := &Package{
		Path: p.Path, Name: p.Name, Dir: filepath.Join(root, dir), Matched: p.Matched, Tested: p.Tested,
		Results: map[*analysis.Analyzer]any{}, sums: map[string][sha256.Size]byte{},
	}
	for _, a := range append(analysisRoots(), gosec.Analyzer) {
		data, ok := p.Results[a.Name]
		if !ok {
			continue
		}
		result, err := analyzers.UnmarshalResult(a, data, nil)
		if err != nil {
			return nil, fmt.Errorf("%s: what %s found is damaged: %w", p.Path, a.Name, err)
		}
		out.Results[a] = result
	}
	for name, text := range p.Sums {
		sum, err := hex.DecodeString(text)
		if err != nil || len(sum) != sha256.Size || strings.ContainsAny(name, `/\`) {
			return nil, fmt.Errorf("%s: the sum of %q is damaged", p.Path, name)
		}
		out.sums[filepath.Join(out.Dir, name)] = [sha256.Size]byte(sum)
	}
	return out, nil
}

// Merge links the packages of Config.Shards, and holds documents against the
// program that they make, as Analyze does with packages that it has analysed.
// Fixes are not written: they need the code.
func Merge(ctx context.Context, cfg Config) (*Analysis, error) {
	analyzers.SetPolicy(cfg.Policy)
	packages, failures, err := readShards(cfg)
	if err != nil {
		return nil, err
	}
	a := &Analysis{Tally: rules.Tally{}}
	documents, texts := a.loadDocuments(ctx, cfg, true)
	join := a.startEngines(ctx, cfg, texts)
	defer join()
	a.Failures = append(a.Failures, failures...)
	c := newConverter(cfg, packages)
	cfg.progress("link", 0, 0, "")
	program, all := a.link(c, packages, nil)
	if cfg.Why != nil {
		for _, m := range a.admitted(documents, cfg.Policy) {
			program.Routes[m.Operation].Admit()
		}
		a.why(*cfg.Why, program, c)
	}
	a.Findings = append(a.Findings, c.findings(all)...)
	a.conclude(cfg, program, documents)
	return a, ctx.Err()
}
