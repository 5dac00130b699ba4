package driver

import (
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/json"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"github.com/apiward/apiward/analyzers"
	"github.com/apiward/apiward/analyzers/handlers"
	"github.com/apiward/apiward/analyzers/link"
	"github.com/apiward/apiward/cmd/internal/cache"
	"github.com/apiward/apiward/cmd/internal/finding"
	"github.com/apiward/apiward/rules"
	"github.com/apiward/apiward/spec"
)

// keptProgram is what is kept of packages that were linked, under the key of
// their results: where an edit leaves all results as they were, as that of a
// comment does, nothing is linked again.
type keptProgram struct {
	Failures  []finding.Failure // of packages that are broken
	Findings  []finding.Finding // without fixes, each of which fits one text only
	Fixable   []fixable         // those that may have some
	Inventory *link.Inventory
	Ignores   []rules.Ignore
	Notices   []finding.Notice
	Packages  int
	Spent     []string

	Notes    []handlers.Note
	Noted    handlers.Types
	Embedded []handlers.Embedded
}

// keptLines is a program with the lines that it speaks of written by their places.
type keptLines struct {
	// Exact are the packages of which there are lines that no result has: they must be
	// what they were.
	Exact []keptFiles
	Data  []byte
}

// keptFiles names a package and what it was.
type keptFiles struct {
	Package string // as it is listed
	Own     cache.Key
}

// wholeKey returns the key of what the results of a finished run make together.
// failures are those of loading. There is none where a pass failed.
func (r *run) wholeKey(cfg Config, failures []finding.Failure) (none cache.Key, ok bool) {
	if r.cfg.Cache == nil || cfg.WantShard || cfg.Why != nil {
		return none, false
	}
	h := cache.NewHash("program")
	h.Bytes(r.salt[:])
	h.Text(strconv.FormatBool(isWhole(cfg)))
	for _, f := range failures {
		h.Text("failure", f.Input, f.At.File, strconv.Itoa(f.At.Line), strconv.Itoa(f.At.Column), f.Message)
	}
	for _, u := range r.units {
		s := r.states[u]
		if !u.firstParty {
			continue
		}
		if !s.known || len(s.failures) > 0 {
			return none, false
		}
		dir, err := filepath.Rel(r.root, u.Dir)
		if err != nil {
			return none, false
		}
		h.Text(u.ImportPath, filepath.ToSlash(dir), strconv.FormatBool(u.DepOnly))
		h.Bytes(s.said[:])
		switch {
		case !vouches(cfg.Policy):
		case s.viewed: // for functions that must be there
			h.Bytes(s.view[:])
			if namesIn(cfg.Policy, u.path) {
				h.Bytes(s.own[:]) // no view has those that only the package itself can call
			}
		default:
			h.Bytes(s.all[:])
		}
	}
	return h.Key(), true
}

// vouches reports whether the policy names functions.
func vouches(p *rules.Policy) bool {
	return p != nil && len(p.Sanitizers)+len(p.Guards)+len(p.House.Names)+len(p.CodeRules) > 0
}

// namesIn reports whether the policy names something in the package.
func namesIn(p *rules.Policy, path string) bool {
	in := func(symbol string) bool { return strings.HasPrefix(symbol, path+".") }
	return slices.ContainsFunc(p.Sanitizers, func(s rules.Sanitizer) bool { return in(s.Symbol) }) ||
		slices.ContainsFunc(p.Guards, func(g rules.Guard) bool { return in(g.Symbol) }) ||
		slices.ContainsFunc(p.House.Names, func(n rules.Name) bool { return in(n.Symbol) })
}

// recallProgram takes over what linked packages said before, and returns as much
// of the program as Analyze asks for; nil where that is not at hand.
func (a *Analysis) recallProgram(ctx context.Context, cfg Config, code *analysed) *link.Program {
	if !code.keyed {
		return nil
	}
	k := code.program(cfg)
	if k == nil {
		return nil
	}
	a.Failures, a.broken = append(a.Failures, k.Failures...), len(k.Failures)
	a.fix(ctx, cfg, code.run, k.Fixable, k.Findings)
	a.Findings = append(a.Findings, k.Findings...)
	a.Ignores = append(a.Ignores, k.Ignores...)
	a.Notices = append(a.Notices, k.Notices...)
	a.Inventory, a.Packages = k.Inventory, k.Packages
	a.notes, a.noted, a.embedded = k.Notes, k.Noted, k.Embedded
	return &link.Program{Functions: code.run.functions(), Spent: k.Spent}
}

// program returns what is kept of linked packages, nil where there is none: for
// packages that mean the same, or for those that are the same.
func (c *analysed) program(cfg Config) *keptProgram {
	for _, key := range []struct {
		cache.Key
		lines analyzers.Lines
	}{{c.key, c.run.programLines()}, {c.exact, nil}} {
		data, ok := cfg.Cache.Get(key.Key)
		file, k := new(keptLines), new(keptProgram)
		if ok && analyzers.Unmarshal(data, file) == nil && c.run.same(file.Exact) && analyzers.UnmarshalLines(file.Data, k, key.lines) == nil {
			return k
		}
	}
	return nil
}

// keep keeps what linked packages said.
func (c *analysed) keep(k *keptProgram) {
	key, lines := c.key, c.run.programLines()
	data, err := analyzers.MarshalLines(k, lines)
	if lines.lost && err == nil {
		key = c.exact
		data, err = analyzers.MarshalLines(k, nil)
	}
	file := keptLines{Data: data}
	for u := range lines.exact {
		file.Exact = append(file.Exact, keptFiles{u.ImportPath, c.run.states[u].own})
	}
	slices.SortFunc(file.Exact, func(a, b keptFiles) int { return cmp.Compare(a.Package, b.Package) })
	if err != nil {
		return
	}
	if data, err = analyzers.Marshal(&file); err == nil {
		c.run.cfg.Cache.Put(key, data)
	}
}

// exactKey returns the key of packages that say the same in the same lines.
func (r *run) exactKey(of cache.Key) cache.Key {
	h := cache.NewHash("lines")
	h.Bytes(of[:])
	for _, u := range r.units {
		if u.firstParty {
			h.Text(u.ImportPath)
			r.states[u].speaks.write(h)
		}
	}
	return h.Key()
}

// same reports whether packages are what they were.
func (r *run) same(files []keptFiles) bool {
	return !slices.ContainsFunc(files, func(f keptFiles) bool {
		i := slices.IndexFunc(r.units, func(u *unit) bool { return u.ImportPath == f.Package })
		return i < 0 || r.states[r.units[i]].own != f.Own
	})
}

// functions returns how many functions the packages of a finished run have: they
// are counted where nothing is linked, too.
func (r *run) functions() (n int) {
	for _, u := range r.units {
		if r.stands(u) {
			n += r.states[u].kept.Functions
		}
	}
	return n
}

// retainProgram keeps what the code said, before a document was held against it:
// k, and what else there is of it, unless something failed but the packages that
// are broken.
func (a *Analysis) retainProgram(code *analysed, program *link.Program, k keptProgram) {
	if !code.keyed || !code.run.sound() {
		return
	}
	k.Inventory, k.Packages, k.Spent = a.Inventory, a.Packages, program.Spent
	k.Notes, k.Noted, k.Embedded = a.notes, a.noted, a.embedded
	code.keep(&k)
}

// sound reports whether all that was found out is of files as they were when the
// run began, and by passes that did not fail.
func (r *run) sound() bool {
	for _, s := range r.states {
		if len(s.failures) > 0 {
			return false
		}
	}
	return !r.torn.Load()
}

// judgesCode reports whether house rules look at the code or its contract.
func judgesCode(checks []*rules.Check) bool {
	return slices.ContainsFunc(checks, func(c *rules.Check) bool { return c.Rule.Kind != rules.Document })
}

// readText is a text that a document was read from.
type readText struct {
	File string // slash path relative to the root
	Sum  [sha256.Size]byte
}

func textsOf(d *spec.Document) (list []readText) {
	for name, text := range d.Files() {
		list = append(list, readText{name, sha256.Sum256(text)})
	}
	slices.SortFunc(list, func(a, b readText) int { return cmp.Compare(a.File, b.File) })
	return list
}

// keptWhole is what is kept of a whole run, documents included.
type keptWhole struct {
	Fixed []keptFiles
	Texts []readText // all that was read but code

	Failures  []finding.Failure // of packages that are broken
	Findings  []finding.Finding
	Inventory *link.Inventory
	Ignores   []rules.Ignore
	Notices   []finding.Notice
	Packages  int
	Documents int
	Counted   int // functions, where a notice counts them
	Tally     rules.Tally
	Seen      finding.Seen // of the documents
}

// runKey returns the key of a whole run but for the texts of its documents, false
// where what it says depends on more than files: on other hosts, on engines, on
// the code as house rules see it, which is not kept.
func runKey(cfg Config, code *analysed) (none cache.Key, ok bool) {
	if cfg.Cache == nil || cfg.Keep || cfg.WantShard || cfg.Why != nil || cfg.Fetch != nil || enginesOn(cfg) || cfg.overlay != nil || code != nil && !code.keyed {
		return none, false
	}
	id, err := programID()
	policy, broken := json.Marshal(cmp.Or(cfg.Policy, &rules.Policy{}))
	if err != nil || broken != nil {
		return none, false
	}
	h := cache.NewHash("run")
	h.Bytes(id)
	h.Bytes(policy)
	h.Text(strconv.FormatBool(cfg.Conform))
	h.List(cfg.Documents)
	for _, c := range cfg.Checks {
		h.Text(c.Rule.ID, c.Digest)
	}
	if judgesCode(cfg.Checks) { // and asks who owns it
		h.Text("owners", ownersText(projectDir(cfg)))
	}
	if code != nil {
		h.Bytes(code.exact[:])
	}
	return h.Key(), true
}

// recallWhole returns what a run with the same inputs said, nil where there was
// none.
func recallWhole(cfg Config, code *analysed) *Analysis {
	key, ok := runKey(cfg, code)
	if !ok {
		return nil
	}
	data, ok := cfg.Cache.Get(key)
	k := new(keptWhole)
	if !ok || analyzers.Unmarshal(data, k) != nil || code != nil && !code.run.same(k.Fixed) || !unchanged(cfg, k.Texts) ||
		k.Counted > 0 && k.Counted != code.run.functions() {
		return nil
	}
	return &Analysis{
		Failures: k.Failures, Findings: k.Findings, Inventory: k.Inventory, Ignores: k.Ignores, Notices: k.Notices, Packages: k.Packages, Documents: k.Documents,
		Tally: k.Tally, Seen: k.Seen,
	}
}

// unchanged reports whether files below the root are what they were.
func unchanged(cfg Config, texts []readText) bool {
	if len(texts) == 0 {
		return true
	}
	root, err := os.OpenRoot(cmp.Or(cfg.Root, cfg.Dir, "."))
	if err != nil {
		return false
	}
	defer root.Close()
	return !slices.ContainsFunc(texts, func(t readText) bool {
		f, err := root.Open(filepath.FromSlash(t.File))
		if err != nil {
			return true
		}
		defer f.Close()
		h := sha256.New()
		if info, err := f.Stat(); err != nil || !info.Mode().IsRegular() {
			return true
		}
		_, err = io.Copy(h, f)
		return err != nil || [sha256.Size]byte(h.Sum(nil)) != t.Sum
	})
}

// retainWhole keeps what a run said, unless something failed but packages that are
// broken.
func (a *Analysis) retainWhole(cfg Config, code *analysed) {
	key, ok := runKey(cfg, code)
	if !ok || len(a.Failures) != a.broken || code != nil && !code.run.sound() {
		return
	}
	k := keptWhole{
		Fixed: a.fixed, Texts: a.texts, Failures: a.Failures, Findings: a.Findings, Inventory: a.Inventory, Ignores: a.Ignores, Notices: a.Notices,
		Packages: a.Packages, Documents: a.Documents, Counted: a.counted, Tally: a.Tally, Seen: a.Seen,
	}
	if data, err := analyzers.Marshal(&k); err == nil {
		cfg.Cache.Put(key, data)
	}
}
