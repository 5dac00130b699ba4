package driver

import (
	"crypto/sha256"
	"errors"
	"go/scanner"
	"go/token"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"sync"

	"golang.org/x/mod/modfile"

	"github.com/apiward/apiward/analyzers"
	"github.com/apiward/apiward/cmd/internal/cache"
)

// layout is what the go command reads to list packages: the go.mod files and sums of
// the modules that are here, whether as main modules, in a workspace or in the place
// of others, what files lie in their directories, and of each file what is in front of
// its declarations. Everything else that it reads lies in GOROOT and in the cache of
// modules, where versions that never change are chosen by those files.
//
// It reads more than the go command does, never less: a change that it need not have
// seen costs one call of go list, and one that it misses would be a stale result.
type layout struct {
	key cache.Key
	// moment is the key of when the files were written: where neither has changed, a
	// listing that was made between two readings is that of the layout.
	moment cache.Key

	modules []localModule
	walked  map[string]bool              // absolute directories
	sums    map[string][sha256.Size]byte // of whole Go files by absolute name

	hash, when cache.Hash   // that key and moment are made of
	files      []layoutFile // still to be read, in order
	left       int          // how many more entries of directories are read
	tests      bool         // whether sums of test files are asked for
	env        environment
}

// localModule is a module whose files are here.
type localModule struct{ path, dir string }

// layoutFile is a file of a layout with what was read of it.
type layoutFile struct {
	name   string
	info   fs.FileInfo
	header [sha256.Size]byte // of what it is listed by
	whole  bool              // that is all of it
	sum    [sha256.Size]byte // of all of it, zero where nobody asks
	ok     bool
}

// maxEntries bounds how many files and directories are looked at. Where there are
// more, the go command looks at them alone.
const maxEntries = 200_000

// readLayout reads the layout of what cfg lists, nil where it cannot be told which
// files the go command reads, or nobody would ask again.
func readLayout(dir string, env environment, cfg Config) *layout {
	if cfg.Cache == nil || cfg.overlayFile != "" || !plainFlags(env["GOFLAGS"]) {
		return nil
	}
	l := &layout{
		walked: map[string]bool{}, sums: map[string][sha256.Size]byte{},
		hash: cache.NewHash("listing"), when: cache.NewHash("moment"), left: maxEntries, tests: cfg.Tests, env: env,
	}
	id, err := programID()
	if err != nil || !toolKey(l.hash, env, cfg) {
		return nil
	}
	l.hash.Bytes(id)
	l.hash.Text(dir, strconv.FormatBool(cfg.Tests))
	l.hash.List(cfg.Tags)
	l.hash.List(patterns(cfg))
	if !l.find() || !l.read() {
		return nil
	}
	l.key, l.moment = l.hash.Key(), l.when.Key()
	return l
}

// plainFlags reports whether GOFLAGS, as go env has it, names no files that the go
// command reads, and nothing that this program does not know.
func plainFlags(flags string) bool {
	known := map[string]bool{
		"mod": true, "tags": true, "trimpath": true, "buildvcs": true, "modcacherw": true, "race": true, "p": true, "v": true,
		"gcflags": true, "ldflags": true, "asmflags": true, "count": true, "timeout": true, "short": true,
	}
	for _, flag := range strings.Fields(flags) {
		name, _, _ := strings.Cut(strings.TrimPrefix(strings.TrimPrefix(flag, "-"), "-"), "=")
		if !known[name] || strings.ContainsAny(flag, `"'`) {
			return false
		}
	}
	return true
}

// find finds the modules that are here, and the files in them.
func (l *layout) find() bool {
	work := l.env["GOWORK"]
	if work == "" || work == "off" {
		return l.mainModules([]string{filepath.Dir(l.env["GOMOD"])}, nil, "")
	}
	text, ok := l.text(work)
	if !ok {
		return false
	}
	l.text(work + ".sum")
	file, err := modfile.ParseWork(work, text, nil)
	if err != nil {
		return false
	}
	var dirs []string
	for _, use := range file.Use {
		dirs = append(dirs, in(filepath.Dir(work), use.Path))
	}
	vendor := filepath.Join(filepath.Dir(work), "vendor")
	if _, err := os.Lstat(vendor); err == nil && !l.walk(vendor, true) {
		return false
	}
	return l.mainModules(dirs, file.Replace, filepath.Dir(work))
}

// in returns a path that a go.mod or go.work file in dir has.
func in(dir, path string) string {
	if path = filepath.FromSlash(path); filepath.IsAbs(path) {
		return filepath.Clean(path)
	}
	return filepath.Join(dir, path)
}

// mainModules reads the main modules in dirs, and the directories that stand in for
// other modules: for all of them as a workspace has it, and for each as it says itself.
func (l *layout) mainModules(dirs []string, replaced []*modfile.Replace, of string) bool {
	replacements := func(list []*modfile.Replace, dir string) (ok bool) {
		for _, r := range list {
			if r.New.Version == "" && !l.module(r.Old.Path, in(dir, r.New.Path)) {
				return false
			}
		}
		return true
	}
	for _, dir := range dirs {
		name := filepath.Join(dir, "go.mod")
		text, ok := l.text(name)
		if !ok {
			return false
		}
		file, err := modfile.Parse(name, text, nil)
		if err != nil || file.Module == nil || !l.module(file.Module.Mod.Path, dir) || !replacements(file.Replace, dir) {
			return false
		}
	}
	return replacements(replaced, of)
}

// module adds a module that is in a directory.
func (l *layout) module(path, dir string) bool {
	l.hash.Text("module", path, dir)
	l.modules = append(l.modules, localModule{path, dir})
	l.text(filepath.Join(dir, "go.mod"))
	l.text(filepath.Join(dir, "go.sum"))
	l.text(filepath.Join(dir, "vendor", "modules.txt"))
	return l.walk(dir, true)
}

// text adds a file that is read whole to the key, or that there is none.
func (l *layout) text(name string) ([]byte, bool) {
	text, err := os.ReadFile(name)
	if err != nil {
		l.hash.Text("none", name)
		return nil, false
	}
	l.hash.Text("text", name)
	l.hash.Bytes(text)
	info, err := os.Stat(name)
	if err == nil {
		stamp(l.when, name, info)
	}
	return text, err == nil
}

// passedOver reports whether the go command finds no packages in a directory of that
// name by itself.
func passedOver(name string) bool {
	return strings.HasPrefix(name, ".") || strings.HasPrefix(name, "_") || name == "testdata"
}

// sourceExtensions are those of files beside Go's that the go command lists.
var sourceExtensions = map[string]bool{
	".c": true, ".cc": true, ".cpp": true, ".cxx": true, ".m": true, ".h": true, ".hh": true, ".hpp": true, ".hxx": true,
	".f": true, ".F": true, ".for": true, ".f90": true, ".s": true, ".S": true, ".sx": true, ".swig": true, ".swigcxx": true, ".syso": true,
}

// walk adds what lies in the root of a module, or in a directory of one, and below it,
// up to other modules. It reports false where something cannot be read.
func (l *layout) walk(dir string, root bool) bool {
	if l.walked[dir] {
		return true
	}
	info, err := os.Stat(dir)
	if err != nil {
		return false
	}
	stamp(l.when, dir, info)
	entries, err := os.ReadDir(dir)
	if l.left -= len(entries); err != nil || l.left < 0 {
		return false
	}
	if !root && slices.ContainsFunc(entries, func(e fs.DirEntry) bool { return e.Name() == "go.mod" && !e.IsDir() }) {
		l.hash.Text("another module", dir)
		return true
	}
	l.walked[dir] = true
	for _, e := range entries {
		name := filepath.Join(dir, e.Name())
		ext := filepath.Ext(e.Name())
		mode := e.Type()
		if mode&fs.ModeSymlink != 0 {
			info, err := os.Stat(name)
			if err != nil || info.IsDir() { // where packages in it are imported, the listing is not kept
				l.hash.Text("link", name, strconv.FormatBool(err == nil))
				continue
			}
			mode = info.Mode().Type()
		}
		switch {
		case mode.IsDir():
			if !passedOver(e.Name()) && !l.walk(name, false) {
				return false
			}
		case ext != ".go" && !sourceExtensions[ext]:
		case !mode.IsRegular() || passedOver(e.Name()):
			l.hash.Text("passed over", name, mode.String())
		default:
			l.files = append(l.files, layoutFile{name: name})
		}
	}
	return true
}

// read reads the files that were found.
func (l *layout) read() bool {
	var wait sync.WaitGroup
	next := make(chan *layoutFile)
	for range runtime.GOMAXPROCS(0) {
		wait.Go(func() {
			var buffer []byte
			for f := range next {
				buffer = f.read(buffer, l.tests)
			}
		})
	}
	for i := range l.files {
		next <- &l.files[i]
	}
	close(next)
	wait.Wait()
	for _, f := range l.files {
		if !f.ok {
			return false
		}
		l.hash.Text("file", f.name, strconv.FormatBool(f.whole))
		l.hash.Bytes(f.header[:])
		stamp(l.when, f.name, f.info)
		if f.sum != [sha256.Size]byte{} {
			l.sums[f.name] = f.sum
		}
	}
	l.files = nil
	return true
}

// read reads a file into a buffer, which it returns for the next.
func (f *layoutFile) read(buffer []byte, tests bool) []byte {
	file, err := os.Open(f.name)
	if err != nil {
		return buffer
	}
	defer file.Close()
	if f.info, err = file.Stat(); err != nil || !f.info.Mode().IsRegular() {
		return buffer
	}
	buffer = slices.Grow(buffer[:0], int(f.info.Size())+1)
	n, err := io.ReadFull(file, buffer[:cap(buffer)])
	if !errors.Is(err, io.EOF) && !errors.Is(err, io.ErrUnexpectedEOF) { // it grew meanwhile, or cannot be read
		return buffer
	}
	text := buffer[:n]
	f.ok = true
	listed := text
	if filepath.Ext(f.name) == ".go" {
		listed, f.whole = header(text)
	}
	f.header = sha256.Sum256(listed)
	if tests || !strings.HasSuffix(f.name, "_test.go") {
		f.sum = sha256.Sum256(text)
	}
	return buffer
}

// header returns the part of a Go file that the go command lists it by: all up to
// the line in which its imports end. Where that is not plain, or more counts, it is
// the whole file: what cgo compiles, which lines name files to embed, and errors.
func header(text []byte) (part []byte, whole bool) {
	plain := true
	var s scanner.Scanner
	file := token.NewFileSet().AddFile("", -1, len(text))
	s.Init(file, text, func(token.Position, string) { plain = false }, 0)
	expect := func(want token.Token) {
		_, tok, _ := s.Scan()
		plain = plain && tok == want
	}
	end := 0
	semicolon := func() {
		pos, tok, _ := s.Scan()
		plain = plain && tok == token.SEMICOLON
		end = file.Offset(pos)
	}
	path := func(tok token.Token, lit string) {
		if tok == token.IDENT || tok == token.PERIOD {
			_, tok, lit = s.Scan()
		}
		plain = plain && tok == token.STRING && !strings.Contains(lit, "\\") && lit != `"C"` && lit != `"embed"` && lit != "`C`" && lit != "`embed`"
	}
	expect(token.PACKAGE)
	expect(token.IDENT)
	semicolon()
	_, tok, _ := s.Scan()
	for plain && tok == token.IMPORT {
		_, first, lit := s.Scan()
		if first != token.LPAREN {
			path(first, lit)
		} else {
			for _, first, lit = s.Scan(); plain && first != token.RPAREN; _, first, lit = s.Scan() {
				path(first, lit)
				if _, first, _ = s.Scan(); first == token.RPAREN {
					break
				}
				plain = plain && first == token.SEMICOLON
			}
		}
		semicolon()
		_, tok, _ = s.Scan()
	}
	switch tok {
	case token.FUNC, token.VAR, token.CONST, token.TYPE, token.EOF:
	default:
		plain = false
	}
	if !plain {
		return text, true
	}
	for end < len(text) && text[end] != '\n' {
		end++
	}
	return text[:end], false
}

// keptListing is what is kept of what the go command lists.
type keptListing struct{ Packages []*listed }

// recall returns what the go command listed in this layout before, nil for nothing.
func (l *layout) recall(store *cache.Store) []*listed {
	data, ok := store.Get(l.key)
	k := new(keptListing)
	if !ok || analyzers.Unmarshal(data, k) != nil || slices.ContainsFunc(k.Packages, func(p *listed) bool {
		if !below(p.Dir, l.env["GOMODCACHE"]) {
			return false
		}
		info, err := os.Stat(p.Dir)
		return err != nil || !info.IsDir()
	}) {
		return nil
	}
	return k.Packages
}

// retain keeps what the go command listed while the layout was what it is. What may
// come from elsewhere is not kept, nor is what did not work: the go command may find
// what is missing in places that no layout has.
func (l *layout) retain(store *cache.Store, packages []*listed) {
	for _, p := range packages {
		standard, cached := p.Standard && below(p.Dir, l.env["GOROOT"]), below(p.Dir, l.env["GOMODCACHE"])
		if p.Error != nil || firstParty(p) && len(p.CgoFiles) > 0 || !standard && !cached && !l.walked[p.Dir] || cached && l.couldHave(p) {
			return
		}
	}
	if data, err := analyzers.Marshal(&keptListing{packages}); err == nil {
		store.Put(l.key, data)
	}
}

// couldHave reports whether a package of another module could come to lie in one that
// is here too, without a change of what was walked: its path leads through directories
// that are passed over, or through links.
func (l *layout) couldHave(p *listed) bool {
	return slices.ContainsFunc(l.modules, func(m localModule) bool {
		rest, ok := strings.CutPrefix(p.ImportPath, m.path+"/")
		dir := m.dir
		for ok && rest != "" {
			var name string
			name, rest, _ = strings.Cut(rest, "/")
			dir = filepath.Join(dir, name)
			info, err := os.Lstat(dir)
			if passedOver(name) || err == nil && info.Mode()&fs.ModeSymlink != 0 {
				return true
			}
		}
		return false
	})
}
