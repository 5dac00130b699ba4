package ruleset

import (
	"cmp"
	"crypto/sha256"
	"fmt"
	"hash"
	"io/fs"
	"maps"
	"path"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"

	"github.com/apiward/apiward/rules"
	"github.com/apiward/apiward/rules/model"
)

const (
	// maxMistakes bounds what is told of one policy. More than that is a file
	// of another kind, and telling costs a comparison with every known name.
	maxMistakes = 50
	// maxExtends bounds how deep policies extend each other.
	maxExtends = 16
)

// loader reads a policy and what it extends into one rules.Policy. Files are
// applied in order, so that a later one wins by writing over an earlier one.
type loader struct {
	Options
	project   fs.FS // what extends may read; nil for a shipped set
	settings  map[string]rules.Setting
	documents map[string]rules.DocumentUse
	vouched   map[string]rules.Sanitizer
	guards    map[string]rules.Guard
	gateway   map[rules.Fact]rules.Given
	engines   map[string]rules.Engine
	classes   map[string]rules.Classification
	house     map[string]*model.Library // by import path
	language  *language
	read      hash.Hash // of all texts
	coded     []rules.CodeRule
	flows     int // of all of coded
	policy    rules.Policy
	leveled   map[string]bool        // rules whose level a policy sets, by ID
	origins   map[string]rules.Place // where what is in force was decided, by name
	chosen    []choice               // of a profile, in the order of the files
	profiles  []*block               // profile blocks, likewise
	applied   map[string]bool        // names of files that were read or are being read
	open      []string               // those that are being read, outermost first
	files     []string               // those of the project that were read
	tests     []rules.Test
	later     []func() // what can be held against the rules when all are known
	mistakes  Diagnostics
}

// load reads a policy from its source. Files that it extends are read from
// project.
func (o Options) load(project fs.FS, s source) (*Ruleset, error) {
	l := &loader{
		Options:   o,
		project:   project,
		settings:  map[string]rules.Setting{},
		documents: map[string]rules.DocumentUse{},
		vouched:   map[string]rules.Sanitizer{},
		guards:    map[string]rules.Guard{},
		gateway:   map[rules.Fact]rules.Given{},
		engines:   map[string]rules.Engine{},
		classes:   map[string]rules.Classification{},
		leveled:   map[string]bool{},
		origins:   map[string]rules.Place{},
		house:     map[string]*model.Library{},
		applied:   map[string]bool{},
		language:  newLanguage(),
		read:      sha256.New(),
	}
	if text, err := s.read(); err != nil {
		l.mistakes = Diagnostics{{At: rules.Place{File: s.name}, Problem: "the policy was not read", Help: err.Error()}}
	} else {
		l.apply(s, text)
	}
	l.choose()
	for _, check := range l.later {
		check()
	}
	entries, checks := l.finishLanguage()
	if l.full() {
		last := Diagnostic{Problem: "more mistakes were not looked for", Help: "correct those above first"}
		return nil, append(l.mistakes.sorted(), last)
	}
	if len(l.mistakes) > 0 {
		return nil, l.mistakes.sorted()
	}
	l.policy.Rules = byKey(l.settle())
	l.policy.Overrides = l.overrides()
	l.policy.Documents = byKey(l.documents)
	l.policy.Sanitizers = byKey(l.vouched)
	l.policy.Guards = byKey(l.guards)
	l.policy.Gateway = byKey(l.gateway)
	l.policy.Engines = byKey(l.engines)
	l.policy.Classes = byKey(l.classes)
	l.closeHouse()
	entries = append(entries, l.closeCode()...)
	slices.SortFunc(entries, func(a, b rules.Entry) int { return cmp.Compare(a.ID, b.ID) })
	illustrate(l.Catalog, l.tests)
	return &Ruleset{
		Policy: &l.policy, Catalog: l.Catalog, Entries: entries, Checks: checks,
		Notices: l.language.notices.sorted(), Tests: l.tests, Files: l.files, Origins: l.origins,
	}, nil
}

// byKey returns the values of m, sorted by key; nil where there are none.
func byKey[K cmp.Ordered, V any](m map[K]V) (values []V) {
	for _, key := range slices.Sorted(maps.Keys(m)) {
		values = append(values, m[key])
	}
	return values
}

// full reports whether so many mistakes were told that reading on is in vain.
func (l *loader) full() bool { return len(l.mistakes) >= maxMistakes }

// file is one policy file while it is read.
type file struct {
	*loader
	source
	text  string
	named map[string]hcl.Range // where a block with a label stands, by type and label
	// inherited is how many of the policy's overrides are of files that this one
	// extends.
	inherited int
}

// decide notes where what is in force was decided. A later place wins.
func (f *file) decide(name string, at hcl.Range) {
	f.origins[name], _ = placeOf(at, f.text)
}

// count returns how many mistakes were told so far.
func (l *loader) count() int { return len(l.mistakes) }

// tell records a mistake at a range of the file.
func (f *file) tell(at hcl.Range, problem, help string) {
	if !f.full() {
		f.mistakes = append(f.mistakes, f.diagnostic(at, problem, help))
	}
}

// diagnostic returns what is said of a range of the file.
func (f *file) diagnostic(at hcl.Range, problem, help string) Diagnostic {
	width := 1
	if at.Start.Line == at.End.Line {
		width = max(1, at.End.Byte-at.Start.Byte)
	}
	where, line := placeOf(at, f.text)
	if at.Start.Line != at.End.Line {
		width = max(1, len(line)-where.Column+1)
	}
	return Diagnostic{At: where, Width: width, Problem: problem, Help: help, line: line}
}

// apply reads one file: its syntax, the version it needs, what it extends, and
// its blocks.
func (l *loader) apply(s source, text []byte) {
	l.applied[s.name] = true
	fmt.Fprintf(l.read, "%s\x00%d\x00%s", s.name, len(text), text)
	l.open = append(l.open, s.name)
	if !s.set {
		l.files = append(l.files, s.name)
	}
	defer func() { l.open = l.open[:len(l.open)-1] }()

	f := &file{loader: l, source: s, text: string(text), named: map[string]hcl.Range{}}
	if !f.isText() {
		return
	}
	body, mistakes := parse(text, s.name)
	f.tellSyntax(mistakes)
	if body == nil {
		return
	}
	b := f.body(body, before(mistakes))
	if !f.versionMet(b) {
		return // what else seems wrong may be what the newer release brought
	}
	b.only("policy", "required_version", "extends", "profile", "preview")
	f.extends(b)
	f.inherited = len(f.policy.Overrides)
	b.profile()
	if preview, ok := b.bool("preview"); ok {
		b.policy.Preview = preview
		a, _ := b.attribute("preview")
		b.decide("preview", a.SrcRange)
	}
	f.blocks(b)
}

// isText tells where the file is not UTF-8, which JSON could not carry on.
func (f *file) isText() bool {
	rest := f.text
	for len(rest) > 0 {
		r, size := utf8.DecodeRuneInString(rest)
		if r == utf8.RuneError && size == 1 {
			offset := len(f.text) - len(rest)
			start := hcl.Pos{Line: 1 + strings.Count(f.text[:offset], "\n"), Byte: offset}
			end := hcl.Pos{Line: start.Line, Byte: offset + 1}
			f.tell(hcl.Range{Filename: f.name, Start: start, End: end}, "the file is not UTF-8 text", "save it as UTF-8, without a byte order mark")
			return false
		}
		rest = rest[size:]
	}
	return true
}

// tellSyntax records what the parser found.
func (f *file) tellSyntax(mistakes hcl.Diagnostics) {
	for _, m := range mistakes {
		at := hcl.Range{Filename: f.name, Start: hcl.InitialPos, End: hcl.InitialPos}
		if m.Subject != nil {
			at = *m.Subject
		}
		f.tell(at, lowerFirst(strings.TrimSuffix(m.Summary, ".")), m.Detail)
	}
}

// before returns the offset of the first mistake in syntax. What ends ahead of
// it was parsed as it was meant; behind it, the parser guesses. An attribute
// that is set twice is well-formed and stops nothing.
func before(mistakes hcl.Diagnostics) int {
	first := maxSize + 1
	for _, m := range mistakes {
		if m.Subject != nil && m.Summary != "Attribute redefined" {
			first = min(first, m.Subject.Start.Byte)
		}
	}
	return first
}

// lowerFirst returns s with a small first letter.
func lowerFirst(s string) string {
	_, size := utf8.DecodeRuneInString(s)
	return strings.ToLower(s[:size]) + s[size:]
}

// versionMet tells where this release is none that the policy asks for.
func (f *file) versionMet(b *body) bool {
	required, at, ok := b.string("required_version")
	if !ok {
		return true
	}
	own, err := parseVersion(f.Version)
	development := err != nil
	met, err := own.meets(required)
	switch {
	case err != nil:
		f.tell(at, err.Error(), `expected conditions as ">= 0.1" or ">= 0.1, < 1.0"`)
	case !met && !development:
		f.tell(at, fmt.Sprintf("this is apiward %s, and the policy needs %s", f.Version, quote(required)), "install a release that fits, or change required_version")
		return false
	}
	return true
}

// extends applies what the file extends, in order.
func (f *file) extends(b *body) {
	a, given := b.attribute("extends")
	if !given {
		// Only the project's own file: a file that others extend says no more
		// than what stands in it.
		if len(f.open) == 1 && !f.set {
			f.applySet(standard)
		}
		return
	}
	v, ok := f.value(a.Expr)
	if !ok {
		return
	}
	items, isList := v.is.([]value)
	if !isList {
		items = []value{v}
	}
	for _, item := range items {
		name, ok := item.is.(string)
		switch {
		case f.full():
			return
		case !ok:
			f.tell(item.at, "extends names a policy by a string, not by "+item.kind(), `write "recommended", or a file as "policy/team.hcl"`)
		case isFile(name):
			f.extendFile(name, item.at)
		case !slices.Contains(Sets(), name):
			f.tell(item.at, "unknown rule set "+quote(name), oneOf(name, append(Sets(), "a file whose name ends in .hcl")))
		default:
			f.applySet(name)
		}
	}
}

// isFile reports whether what extends names is a file and not a set.
func isFile(name string) bool {
	return strings.ContainsAny(name, `/\`) || path.Ext(name) == ".hcl"
}

// applySet applies a shipped set, which exists.
func (l *loader) applySet(name string) {
	s := shipped(name)
	if l.applied[s.name] {
		return
	}
	text, err := s.read()
	if err != nil {
		l.mistakes = append(l.mistakes, Diagnostic{At: rules.Place{File: s.name}, Problem: "the set was not read", Help: err.Error()})
		return
	}
	l.apply(s, text)
}

// extendFile applies another file of the project, named relative to this one.
func (f *file) extendFile(name string, at hcl.Range) {
	if strings.Contains(name, `\`) {
		f.tell(at, quote(name)+" holds a backslash", "write the file's name with /")
		return
	}
	full := path.Join(path.Dir(f.name), name)
	if path.IsAbs(name) || !fs.ValidPath(full) || f.project == nil {
		f.tell(at, quote(name)+" is outside the project", "name a file inside the project, relative to this one; copy what is shared into it")
		return
	}
	switch {
	case slices.Contains(f.open, full):
		chain := slices.Concat(f.open[slices.Index(f.open, full):], []string{full})
		f.tell(at, "the policy extends itself: "+strings.Join(chain, " extends "), "take one of these extends out")
		return
	case f.applied[full]:
		return
	case len(f.open) == maxExtends:
		f.tell(at, fmt.Sprintf("policies extend each other more than %d deep", maxExtends), "name the files in one list instead")
		return
	}
	s := source{files: f.project, path: full, name: full}
	text, err := s.read()
	if err != nil {
		f.tell(at, quote(name)+" was not read", err.Error())
		return
	}
	f.apply(s, text)
}

// today returns the date that expiry is held against.
func (l *loader) today() string { return l.Today.Format(time.DateOnly) }

// body is what stands in a file or a block.
type body struct {
	*file
	attributes []*hclsyntax.Attribute // in the order of the text
	blocks     []*hclsyntax.Block
}

// body returns the part of a body that ends before an offset.
func (f *file) body(b *hclsyntax.Body, limit int) *body {
	of := &body{file: f}
	for _, a := range b.Attributes {
		if a.SrcRange.End.Byte <= limit {
			of.attributes = append(of.attributes, a)
		}
	}
	slices.SortFunc(of.attributes, func(a, b *hclsyntax.Attribute) int {
		return cmp.Compare(a.SrcRange.Start.Byte, b.SrcRange.Start.Byte)
	})
	for _, block := range b.Blocks {
		if block.Range().End.Byte <= limit && block.CloseBraceRange.End.Byte <= limit {
			of.blocks = append(of.blocks, block)
		}
	}
	return of
}

// attribute returns the attribute with the given name.
func (b *body) attribute(name string) (*hclsyntax.Attribute, bool) {
	i := slices.IndexFunc(b.attributes, func(a *hclsyntax.Attribute) bool { return a.Name == name })
	if i < 0 {
		return nil, false
	}
	return b.attributes[i], true
}

// only tells attributes that are none of the named ones. Owner is what they
// stand in, as a message calls it.
func (b *body) only(owner string, names ...string) {
	for _, a := range b.attributes {
		if b.full() {
			return
		}
		if slices.Contains(names, a.Name) {
			continue
		}
		help := "it holds blocks, and no attributes of its own"
		if len(names) > 0 {
			help = oneOf(a.Name, names)
		}
		if form := form(a.Name); form != "" {
			help = "it is a block: write " + form
		}
		b.tell(a.NameRange, "unknown attribute "+quote(a.Name)+" in the "+owner, help)
	}
}

// string returns the value of a string attribute and where it stands. It
// reports false where the attribute is absent, or its mistake was told.
func (b *body) string(name string) (string, hcl.Range, bool) {
	a, ok := b.attribute(name)
	if !ok {
		return "", hcl.Range{}, false
	}
	v, ok := b.value(a.Expr)
	if !ok {
		return "", v.at, false
	}
	s, ok := v.is.(string)
	if !ok {
		b.tell(v.at, name+" is a string, not "+v.kind(), "write "+name+` = "..."`)
	}
	return s, v.at, ok
}

// strings returns the items of an attribute that is a list of strings. It
// reports false where the attribute is absent, or a mistake in it was told.
func (b *body) strings(name string) ([]value, bool) {
	a, ok := b.attribute(name)
	if !ok {
		return nil, false
	}
	v, ok := b.value(a.Expr)
	if !ok {
		return nil, false
	}
	items, isList := v.is.([]value)
	if !isList {
		b.tell(v.at, name+" is a list of strings, not "+v.kind(), "write "+name+` = ["...", "..."]`)
		return nil, false
	}
	for _, item := range items {
		if _, isString := item.is.(string); !isString {
			b.tell(item.at, name+" is a list of strings, and this is "+item.kind(), "write a string in quotes")
			ok = false
		}
	}
	return items, ok
}
