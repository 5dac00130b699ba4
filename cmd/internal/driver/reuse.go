package driver

import (
	"bytes"
	"cmp"
	"crypto/sha256"
	"encoding/gob"
	"encoding/json"
	"fmt"
	"io"
	"maps"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strconv"
	"sync"

	"golang.org/x/tools/go/analysis"

	"github.com/apiward/apiward/analyzers"
	"github.com/apiward/apiward/analyzers/link"
	"github.com/apiward/apiward/cmd/internal/cache"
	"github.com/apiward/apiward/cmd/internal/finding"
	"github.com/apiward/apiward/rules"
)

// reuse is what a state knows of results that were found out before.
//
// The key of a unit's results is made of everything that they are: the program
// that finds them out, the policy, the unit's files, and of each import either
// what the compiler says it was made of, or, of a unit, its view: what it
// declares, its facts, and the views of what it imports. Where a change leaves a
// view as it was, as those in the bodies of most functions do, importers are not
// looked at again.
type reuse struct {
	own  cache.Key // of what the unit is by itself
	read bool      // own is set
	// all is the key of all that the unit is read from, and complete says that it is
	// set. What is said of a unit that is broken can speak of names that no importer
	// sees, and is kept under that.
	all      cache.Key
	complete bool
	// maybe says that such a unit was analysed before, with what is not known yet
	// below it: whether that is what is below it now.
	maybe bool
	// kept is what is kept of it: of an earlier run where reused is set. Results are
	// written down as soon as they are there, and read again when all are, because
	// read they share what is alike and take a third of the memory.
	kept   *kept
	reused bool

	view   cache.Key
	viewed bool // view is set: whatever is behind the unit's imports can be told apart

	bytes []byte // its own facts, encoded
	// seen is the key of what it declares and of its facts, shows are the lines that
	// these speak of, and speaks those that the results speak of too.
	seen          cache.Key
	shows, speaks lineTable
	lines         *unitLines

	said  cache.Key // of its results
	known bool      // said is set
}

// kept is what is kept of a unit.
type kept struct {
	Failure *finding.Failure // of a unit that is broken, with the package that is the cause
	Cause   string
	Seen    cache.Key
	Shows   lineTable
	Speaks  lineTable
	Exact   []keptFiles // other packages that must be what they were
	Facts   []byte
	Sizes   []keptSize
	Results []keptResult // by the order of analyzers
	// Said is the key of what the results mean, and Functions how many functions
	// they are of.
	Said      cache.Key
	Functions int
}

type keptSize struct {
	Type  string
	Bytes int
}

type keptResult struct {
	Analyzer string
	Data     []byte
}

// newSalt returns the key of what all results depend on: the program, what the
// compiler is told, the policy, and what is run and kept.
func (r *run) newSalt(keep []*analysis.Analyzer) (none cache.Key) {
	if r.cfg.Cache == nil {
		return none
	}
	h := cache.NewHash("salt")
	id, err := programID()
	policy, broken := json.Marshal(cmp.Or(located(r.cfg, r.Program), &rules.Policy{}))
	if err != nil || broken != nil {
		r.cfg.Cache = nil // nothing tells results of other programs apart
		return none
	}
	h.Bytes(id)
	h.Bytes(policy)
	h.Text(r.env["GOOS"], r.env["GOARCH"])
	for _, list := range [][]*analysis.Analyzer{r.order, keep} {
		var names []string
		for _, a := range list {
			names = append(names, a.Name)
		}
		h.List(names)
	}
	return h.Key()
}

// settle finds the units whose results are at hand and returns the others, in
// order. Of those it says which may still turn out to be.
func (r *run) settle() (left []*unit) {
	if r.cfg.Cache == nil {
		return r.units
	}
	r.readOwn()
	for _, u := range r.units {
		if r.recall(u) {
			continue
		}
		s := r.states[u]
		settled := !slices.ContainsFunc(u.deps, func(dep *unit) bool { return r.states[dep].kept == nil })
		s.maybe = s.read && !settled && r.cfg.Cache.Has(s.own)
		left = append(left, u)
	}
	return left
}

// readOwn reads the files of all units.
func (r *run) readOwn() {
	var wait sync.WaitGroup
	slots := make(chan struct{}, runtime.GOMAXPROCS(0))
	for _, u := range r.units {
		wait.Go(func() {
			slots <- struct{}{}
			defer func() { <-slots }()
			s := r.states[u]
			if s.sums, s.read = r.sumsOf(u); s.read {
				s.own = r.ownKey(u, s.sums)
			}
		})
	}
	wait.Wait()
	for _, u := range r.units { // imports first
		s := r.states[u]
		s.all, s.complete = r.allKey(u)
	}
}

// sumsOf returns the sums of the unit's files, false where one cannot be read.
func (r *run) sumsOf(u *unit) (map[string][sha256.Size]byte, bool) {
	sums := map[string][sha256.Size]byte{}
	for _, name := range u.sources() {
		if sum, ok := r.sums[name]; ok {
			sums[name] = sum
			continue
		}
		text, err := r.text(name)
		if err != nil {
			return nil, false
		}
		sums[name] = sha256.Sum256(text)
	}
	return sums, true
}

// ownKey returns the key of what a unit is without its imports. It does not say
// where the unit lies: results name files by their base names.
func (r *run) ownKey(u *unit, sums map[string][sha256.Size]byte) cache.Key {
	h := cache.NewHash("own")
	h.Bytes(r.salt[:])
	h.Text(u.ImportPath, u.path, u.Name, u.ForTest, strconv.FormatBool(u.firstParty), strconv.FormatBool(u.hidden))
	if u.module != nil {
		h.Text("module", u.module.Path, u.module.Version, u.module.GoVersion)
	}
	for _, name := range u.sources() {
		sum := sums[name]
		h.Text(filepath.Base(name))
		h.Bytes(sum[:])
	}
	h.List(u.Imports)
	for _, from := range slices.Sorted(maps.Keys(u.ImportMap)) {
		h.Text(from, u.ImportMap[from])
	}
	return h.Key()
}

// allKey returns the key of all that a unit is read from: its files and those of
// the units behind its imports, where all of them lie, what the rest is compiled
// to, and why some of it is not there.
func (r *run) allKey(u *unit) (none cache.Key, ok bool) {
	s := r.states[u]
	if !s.read {
		return none, false
	}
	h := cache.NewHash("all")
	h.Bytes(s.own[:])
	h.Text(r.root, r.dir, u.Dir)
	for _, id := range u.Imports {
		dep := u.imported(id)
		switch {
		case id == "C" || id == "unsafe":
		case dep != nil:
			below := r.states[dep]
			if !below.complete {
				return none, false
			}
			h.Text("unit", id)
			h.Bytes(below.all[:])
		default:
			r.outer(id, h)
		}
	}
	return h.Key(), true
}

// outer adds an import that is no unit to a key: what it was compiled from, or why it
// was not.
func (r *run) outer(id string, h cache.Hash) {
	l := r.listed[id]
	switch {
	case r.isCompiled(id):
		h.Text("compiled", id, l.BuildID)
	case l == nil:
		h.Text("unknown", id)
	default:
		h.Text("missing", id)
		if err := r.missing[id]; err != nil {
			h.Text(err.Error())
		}
		if l.Error != nil {
			h.Text(l.Error.Pos, l.Error.Err)
		}
	}
}

// imported returns the unit that u imports by that listed name, nil for none.
func (u *unit) imported(id string) *unit {
	for _, dep := range u.deps {
		if dep.ImportPath == id {
			return dep
		}
	}
	return nil
}

// isCompiled reports whether a listed package that is no unit was compiled.
func (r *run) isCompiled(id string) bool {
	l := r.listed[id]
	return l != nil && l.BuildID != "" && l.Export != "" && !r.rejected[id]
}

// imported adds what u imports to a key. It reports false where something of it
// cannot be told apart from something else.
func (r *run) imported(u *unit, h cache.Hash) bool {
	for _, id := range u.Imports {
		dep := u.imported(id)
		switch {
		case id == "C" || id == "unsafe":
		case dep != nil && r.states[dep].viewed:
			view := r.states[dep].view
			h.Text("unit", id)
			h.Bytes(view[:])
		case dep == nil:
			r.outer(id, h)
		default:
			return false
		}
	}
	return true
}

// key returns the key of the unit's results, false where nothing can be reused.
func (r *run) key(u *unit) (cache.Key, bool) {
	s := r.states[u]
	h := cache.NewHash("results")
	h.Bytes(s.own[:])
	if r.cfg.Cache == nil || !s.read || !r.imported(u, h) {
		return cache.Key{}, false
	}
	return h.Key(), true
}

// look says what importers see of a unit. Of one that is broken it is what the checker
// makes of its text, with what it imports.
func (r *run) look(u *unit) {
	s := r.states[u]
	h := cache.NewHash("view")
	h.Text(u.ImportPath)
	if s.failure == nil {
		h.Bytes(s.seen[:])
	} else {
		h.Text("broken")
		h.Bytes(s.own[:])
	}
	s.viewed = r.imported(u, h)
	s.view = h.Key()
}

// recall reports whether the unit's results are at hand, and takes them.
func (r *run) recall(u *unit) bool {
	key, ok := r.key(u)
	s := r.states[u]
	return ok && r.take(u, key) || r.cfg.Cache != nil && s.complete && r.take(u, s.all)
}

// take takes what is kept of a unit under a key, and reports whether it is there.
func (r *run) take(u *unit, key cache.Key) bool {
	data, ok := r.cfg.Cache.Get(key)
	k := new(kept)
	if !ok || gob.NewDecoder(bytes.NewReader(data)).Decode(k) != nil || !r.same(k.Exact) {
		return false
	}
	s := r.states[u]
	s.kept, s.reused = k, true
	s.failure, s.cause = k.Failure, k.Cause
	s.encoded = map[string]int{}
	for _, size := range k.Sizes {
		s.encoded[size.Type] = size.Bytes
	}
	s.seen, s.shows, s.speaks = k.Seen, k.Shows, k.Speaks
	r.look(u)
	s.said, s.known = k.Said, true
	return true
}

// retain writes down what was found out of a unit, and keeps it for later runs
// unless a pass failed or a file changed while it was read.
func (r *run) retain(u *unit) {
	s := r.states[u]
	if len(s.failures) > 0 || r.cfg.Cache == nil && (!r.written || s.failure != nil) {
		s.complete = false
		return
	}
	k := &kept{Failure: s.failure, Cause: s.cause, Facts: s.bytes}
	for _, name := range slices.Sorted(maps.Keys(s.encoded)) {
		k.Sizes = append(k.Sizes, keptSize{name, s.encoded[name]})
	}
	var results []any
	for _, a := range r.order {
		if !r.keep[a] || !u.firstParty || s.failure != nil {
			continue
		}
		data, err := analyzers.MarshalResult(a, s.results[a], r.linesFor(u))
		if err != nil {
			s.complete = false
			return // of tests' analyzers: those of the suite are plain data
		}
		k.Results = append(k.Results, keptResult{a.Name, data})
		results = append(results, s.results[a])
		if pkg, ok := s.results[a].(*link.Package); ok {
			k.Functions += len(pkg.Flow.Summaries)
		}
	}
	if r.cfg.Cache != nil && r.tell(u, k, results) != nil {
		s.complete = false
		return
	}
	s.kept, s.results = k, nil
	if r.cfg.Cache == nil {
		return
	}
	key, ok := r.retainedAs(u)
	if !ok {
		s.viewed, s.complete = false, false
		return
	}
	var out bytes.Buffer
	if gob.NewEncoder(&out).Encode(k) != nil {
		return
	}
	s.said, s.known = k.Said, true
	r.cfg.Cache.Put(key, out.Bytes())
	if !r.cfg.Cache.Has(s.own) {
		r.cfg.Cache.Put(s.own, nil)
	}
}

// tell says what is kept of a unit beside its results: what importers see of it, what
// the results mean, and the lines that both speak of. A unit that is broken shows no
// lines: whoever names one is kept under all that was read.
func (r *run) tell(u *unit, k *kept, results []any) (err error) {
	s := r.states[u]
	if f := k.Failure; f != nil {
		h := cache.NewHash("broken")
		h.Text(f.Input, f.At.File, strconv.Itoa(f.At.Line), strconv.Itoa(f.At.Column), f.Message)
		k.Said = h.Key()
		return nil
	}
	if err := r.describe(u, s.facts); err != nil {
		return err
	}
	if k.Said, s.speaks, err = r.say(u, results); err != nil {
		return err
	}
	k.Seen, k.Shows, k.Speaks, k.Exact = s.seen, s.shows, s.speaks, r.linesOf(u).keptExact()
	return nil
}

// retainedAs returns the key that a unit's results are kept under, false where
// nothing says what they were found out from.
func (r *run) retainedAs(u *unit) (cache.Key, bool) {
	s := r.states[u]
	if !s.read || r.torn.Load() {
		return cache.Key{}, false
	}
	if r.look(u); s.viewed && s.failure == nil {
		return r.key(u)
	}
	for _, id := range u.Imports {
		if dep := u.imported(id); dep != nil && !r.states[dep].complete || dep == nil && r.isCompiled(id) && r.missing[id] != nil {
			return cache.Key{}, false
		}
	}
	return s.all, s.complete
}

// recallResults reads the results of all units that were written down.
func (r *run) recallResults() {
	var wait sync.WaitGroup
	slots := make(chan struct{}, runtime.GOMAXPROCS(0))
	for _, u := range r.units {
		s := r.states[u]
		if s.kept == nil || s.results != nil {
			continue
		}
		wait.Go(func() {
			slots <- struct{}{}
			defer func() { <-slots }()
			var err error
			if s.results, err = r.readResults(u, s.kept); err != nil {
				s.failures = append(s.failures, finding.Failure{Input: u.ImportPath,
					Message: "what was kept of it cannot be read: " + err.Error() + ": run apiward cache clean"})
			}
			s.kept.Results = nil
		})
	}
	wait.Wait()
}

// readResults reads the results of a unit. They fit their checksum, and were
// written by this very program.
func (r *run) readResults(u *unit, k *kept) (map[*analysis.Analyzer]any, error) {
	results := map[*analysis.Analyzer]any{}
	for _, result := range k.Results {
		i := slices.IndexFunc(r.order, func(a *analysis.Analyzer) bool { return a.Name == result.Analyzer })
		if i < 0 {
			return nil, fmt.Errorf("there is no analyzer %s", result.Analyzer)
		}
		value, err := analyzers.UnmarshalResult(r.order[i], result.Data, r.linesFor(u))
		if err != nil {
			return nil, fmt.Errorf("the result of %s: %w", result.Analyzer, err)
		}
		results[r.order[i]] = value
	}
	return results, nil
}

// keptOutsider reports whether the facts of an outsider are at hand, and takes
// them.
func (r *run) keptOutsider(u *unit, s *state) bool {
	key, ok := r.outsiderKey(u)
	if !ok {
		return false
	}
	data, ok := r.cfg.Cache.Get(key)
	if !ok {
		return false
	}
	facts, err := r.codec.decode(r.exported[u.ImportPath], data, nil)
	s.facts = facts
	return err == nil
}

// keepOutsider keeps the facts of an outsider.
func (r *run) keepOutsider(u *unit, s *state) {
	if key, ok := r.outsiderKey(u); ok && len(s.failures) == 0 {
		r.cfg.Cache.Put(key, s.bytes)
	}
}

// outsiderKey returns the key of the facts of an outsider: what it was compiled
// from stands for its files and for what it imports.
func (r *run) outsiderKey(u *unit) (cache.Key, bool) {
	h := cache.NewHash("outsider")
	h.Bytes(r.salt[:])
	h.Text(u.ImportPath, u.BuildID, u.module.Path, u.module.Version, u.module.GoVersion)
	return h.Key(), r.cfg.Cache != nil && u.BuildID != ""
}

// programID returns what tells this program from every other: the build ID that
// the linker wrote into it, or, where there is none, the sum of its file.
var programID = sync.OnceValues(func() ([]byte, error) {
	name, err := os.Executable()
	if err != nil {
		return nil, err
	}
	f, err := os.Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	head := make([]byte, 64<<10)
	n, _ := io.ReadFull(f, head) // a shorter file is no program
	if id := buildID(head[:n]); id != nil {
		return id, nil
	}
	if _, err := f.Seek(0, io.SeekStart); err != nil {
		return nil, err
	}
	h := sha256.New()
	_, err = io.Copy(h, f)
	return h.Sum(nil), err
})

// buildID finds the build ID near the beginning of a program, nil where there is
// none. In ELF files it is a note, elsewhere the linker sets it in front of the
// code. Its last part is a hash of the program, unless whoever linked it has
// given another ID, which is none then.
func buildID(head []byte) []byte {
	for _, marker := range []string{"\x04\x00\x00\x00Go\x00\x00", "\xff Go build ID: \""} {
		_, id, ok := bytes.Cut(head, []byte(marker))
		if !ok {
			continue
		}
		end := bytes.IndexFunc(id, func(c rune) bool {
			return c != '/' && c != '-' && c != '_' && (c < '0' || c > '9') && (c < 'a' || c > 'z') && (c < 'A' || c > 'Z')
		})
		if end >= 0 && bytes.Count(id[:end], []byte("/")) == 3 && end-bytes.LastIndexByte(id[:end], '/') > 20 {
			return id[:end]
		}
	}
	return nil
}
