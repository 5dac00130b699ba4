package spec

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"net/url"
	"os"
	"path"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"go.yaml.in/yaml/v3"
)

// loader builds one document.
type loader struct {
	doc      *Document
	opts     Options
	problems problems
	bytes    int // of the files referred to
	marks    int // of all files, more or less
	exact    int // marks of the files that were looked at again, which are so many
	weighed  int

	references []reference
	subtypes   []subtype
	owners     map[*yaml.Node]int // of references, by the mapping
	nested     int                // references that are being resolved, inside one another
	targets    map[string]lookup  // by place and text, since documents name the same few components again and again
	suggested  int
	failed     map[string]string // files that could not be read, with the reason
}

// reference is a mapping with a $ref, where it stands.
type reference struct {
	from       *yaml.Node // the mapping
	key, value *yaml.Node // its $ref
	file       *file
	trail      *step  // to the mapping
	base       string // the URI that it starts from, "" for that of its file
}

// subtype is what a discriminator names in another file.
type subtype struct {
	from     *file
	location string
}

func (r reference) text() string { return r.value.Value }

// node returns the value of the $ref, or of the $dynamicRef.
func (r reference) node() Node {
	return Node{r.file, r.value, r.key, &step{segment: r.key.Value, index: -1, up: r.trail}}
}

// lookup is the outcome of a reference: what it names, or why nothing.
type lookup struct {
	node   Node
	reason string
}

// parse turns data into nodes. The parser was not written for hostile input:
// a panic of it is an error of this file, never the end of the run.
func (l *loader) parse(name string, data []byte) (f *file, err error) {
	f = newFile(name, data)
	f.doc = l.doc
	defer func() {
		if r := recover(); r != nil {
			f, err = nil, &Error{File: name, Message: fmt.Sprintf("not YAML or JSON: the parser failed: %v", r)}
		}
	}()
	if err := l.checkText(f); err != nil {
		return nil, err
	}
	text, slashes := withoutEscapes(data)
	decoder := yaml.NewDecoder(bytes.NewReader(text))
	var top yaml.Node
	switch err := decoder.Decode(&top); {
	case errors.Is(err, io.EOF), err == nil && len(top.Content) == 0:
		return nil, &Error{File: name, Line: 1, Message: "the file is empty: expected an OpenAPI document in YAML or JSON"}
	case err != nil:
		return nil, syntaxError(f, err)
	}
	if slashes {
		restoreSlashes(&top)
	}
	l.weigh(f, &top)
	f.root = deref(top.Content[0])
	if kindOf(f.root) == Null {
		return nil, &Error{File: name, Line: 1, Message: "the file is empty: expected an OpenAPI document in YAML or JSON"}
	}
	var next yaml.Node
	if err := decoder.Decode(&next); err == nil {
		l.problems.add(f.rangeOf(&next), "", "put each document into a file of its own", "the file has a second document, which is not read")
	} else if !errors.Is(err, io.EOF) {
		return nil, syntaxError(f, err)
	}
	return f, nil
}

// maxExpanded is how many values the aliases of a file may stand for. Nothing
// here expands them; a file in which they stand for more is an attack on
// whoever does, and a mistake in everyone else's hands.
const maxExpanded = 1_000_000

// weigh records the first anchor whose aliases make the file stand for more
// values than anybody wrote.
func (l *loader) weigh(f *file, top *yaml.Node) {
	weights := map[*yaml.Node]int{}
	told := false
	var weight func(y *yaml.Node) int
	weight = func(y *yaml.Node) int {
		if y.Kind == yaml.AliasNode {
			n, known := weights[y.Alias]
			if !known { // an alias stands behind its anchor; one in it has no end
				n = maxExpanded
			}
			if n >= maxExpanded && !told {
				told = true
				l.doc.Unread = append(l.doc.Unread, Unread{
					Range: f.rangeOf(y), Location: "*" + clip(y.Value),
					Message: fmt.Sprintf("the aliases of %q stand for more than %d values, which are not all looked at: write out what is meant", clip(y.Value), maxExpanded),
				})
			}
			return n
		}
		n := 1
		for _, child := range y.Content {
			n = min(n+weight(child), maxExpanded)
		}
		if y.Anchor != "" {
			weights[y] = n
		}
		return n
	}
	weight(top)
}

// isJSON reports whether a text is read by the rules of JSON.
func isJSON(data []byte) bool {
	return bytes.HasPrefix(bytes.TrimLeft(bytes.TrimPrefix(data, byteOrderMark), " \t\r\n"), []byte("{"))
}

// withoutEscapes replaces what JSON allows and the YAML parser refuses by text of the
// same length, so that every position stays true: escapes of UTF-16 surrogates, as in
// an emoji, and control characters by others on which no rule depends; and escapes of
// slashes, which it reports, by the bell's.
func withoutEscapes(data []byte) (out []byte, slashes bool) {
	if !isJSON(data) {
		return data, false
	}
	change := func(at int, text string) {
		if out == nil {
			out = bytes.Clone(data)
		}
		copy(out[at:], text)
	}
	for i := 0; i+1 < len(data); i++ {
		switch {
		case data[i] == 0x7F:
			change(i, ".")
			continue
		case data[i] >= utf8.RuneSelf:
			switch r, size := utf8.DecodeRune(data[i:]); {
			case !isControl(r):
			case size == 2:
				change(i, "\u00B7")
			default:
				change(i, "\uFFFD")
			}
			continue
		case data[i] != '\\':
			continue
		}
		switch rest := data[i+1:]; {
		case rest[0] == '/':
			change(i+1, "a")
			slashes = true
		case len(rest) > 4 && rest[0] == 'u' && (rest[1]|0x20) == 'd' && strings.IndexByte("89abAB"+"cdefCDEF", rest[2]) >= 0:
			change(i+2, "fffd")
		}
		i++ // whatever is escaped, a second backslash above all
	}
	if out == nil {
		out = data
	}
	return out, slashes
}

// restoreSlashes writes slashes where withoutEscapes wrote bells, which are no
// character of JSON.
func restoreSlashes(y *yaml.Node) {
	if y.Style == yaml.DoubleQuotedStyle {
		y.Value = strings.ReplaceAll(y.Value, "\a", "/")
	}
	for _, child := range y.Content {
		restoreSlashes(child)
	}
}

// adopt makes f a file of the document.
func (l *loader) adopt(f *file, info fs.FileInfo) {
	l.doc.files = append(l.doc.files, f)
	l.doc.byName[f.name] = f
	if info != nil {
		f.info = info
		l.doc.infos[stampOf(info)] = append(l.doc.infos[stampOf(info)], f)
	}
}

// stamp is what the same file has in common with itself, by whatever name.
type stamp struct {
	size, time int64
}

func stampOf(info fs.FileInfo) stamp { return stamp{info.Size(), info.ModTime().UnixNano()} }

// walkFiles walks every file once, reads the files that references name, and
// then resolves the references. Anchors and identifiers may stand in a file
// that only a later reference brings in, so that nothing is resolved earlier.
func (l *loader) walkFiles() {
	l.targets, l.failed = map[string]lookup{}, map[string]string{}
	walked, mapped := 0, 0
	for i := 0; i < len(l.doc.files); i++ {
		f := l.doc.files[i]
		w := walker{loader: l, file: f}
		w.walkFile()
		for ; walked < len(l.references); walked++ {
			ref := l.references[walked]
			location, _, _ := strings.Cut(ref.text(), "#")
			if !l.isIdentified(ref, location) {
				l.locate(f, location)
			}
		}
		for ; mapped < len(l.subtypes); mapped++ {
			l.locate(l.subtypes[mapped].from, l.subtypes[mapped].location)
		}
	}
	l.owners = make(map[*yaml.Node]int, len(l.references))
	for i, ref := range l.references {
		l.owners[ref.from] = i
	}
	for _, ref := range l.references {
		found := l.resolve(ref)
		l.doc.refs[ref.from] = found.node
		if found.node.file != nil && found.node.file != ref.file {
			l.doc.outward = append(l.doc.outward, found.node)
		}
		if found.reason != "" {
			location, _, _ := strings.Cut(ref.text(), "#")
			if _, reason := l.locate(ref.file, location); reason != "" {
				l.unread(ref, location, reason)
			}
		}
		if found.reason != "" && !l.problems.full() {
			l.problems.add(ref.node().Range(), ref.node().Pointer(), "correct the reference, or add what it names",
				"reference %q leads nowhere: %s", clip(ref.text()), found.reason)
		}
	}
	l.endless()
}

// isIdentified reports whether a location is an identifier, and no file.
func (l *loader) isIdentified(ref reference, location string) bool {
	_, ok := l.doc.ids[location]
	if !ok && ref.base != "" {
		_, ok = l.doc.ids[absolute(ref.base, location)]
	}
	return ok
}

// unread records that what a reference names was not read. The reference itself
// is told as leading nowhere when it is resolved.
func (l *loader) unread(ref reference, location, reason string) {
	if len(l.doc.Unread) < maxUnread && !slices.ContainsFunc(l.doc.Unread, func(u Unread) bool { return u.Location == location }) {
		l.doc.Unread = append(l.doc.Unread, Unread{
			Range: ref.node().Range(), Location: location, Message: fmt.Sprintf("%q was not read: %s", clip(location), reason),
		})
	}
}

// endless tells the references that only ever lead to references, and lets them lead
// nowhere: nobody has to follow one again to find that out. A schema that contains
// itself is none of them: it is a value that holds a reference.
func (l *loader) endless() {
	circular := map[*yaml.Node]bool{}
	for _, ref := range l.references {
		if !l.isEndless(ref.from, circular) {
			continue
		}
		at := ref.from
		for range maxChain {
			if circular[at] {
				break
			}
			circular[at] = true
			at = l.doc.refs[at].value
		}
		if !l.problems.full() {
			l.problems.add(ref.node().Range(), ref.node().Pointer(), "let one of the references name a value",
				"reference %q never arrives at a value: it only leads to further references", clip(ref.text()))
		}
	}
	for at := range circular {
		l.doc.refs[at] = Node{}
	}
}

// isEndless reports whether the reference leads through more others than anybody
// writes, or to one that is known to.
func (l *loader) isEndless(at *yaml.Node, circular map[*yaml.Node]bool) bool {
	for range maxChain {
		target, isRef := l.doc.refs[at]
		switch {
		case circular[at]:
			return true
		case !isRef, !target.Exists():
			return false
		}
		at = target.value
	}
	return true
}

// clip shortens a text of the document for a message.
func clip(s string) string {
	const most = 120
	if len(s) <= most {
		return s
	}
	cut := most
	for cut > 0 && !utf8.RuneStart(s[cut]) {
		cut--
	}
	return s[:cut] + "…"
}

// resolve finds what a reference names.
func (l *loader) resolve(ref reference) lookup {
	text := ref.text()
	if node, ok := l.doc.ids[text]; ok {
		return lookup{node: node}
	}
	key := path.Dir(ref.file.name) + "\x00" + text
	if strings.HasPrefix(text, "#") {
		key = ref.file.name + "\x00" + text
	}
	if ref.base != "" {
		key += "\x00" + ref.base
	}
	found, ok := l.targets[key]
	if !ok {
		l.targets[key] = lookup{reason: "it leads through itself"} // as long as it is looked for
		found = l.find(ref.file, text)
		if found.reason != "" && ref.base != "" {
			if again := l.identified(ref, text); again.reason == "" {
				found = again
			}
		}
		l.targets[key] = found
	}
	return found
}

func (l *loader) find(from *file, text string) lookup {
	location, fragment, _ := strings.Cut(text, "#")
	f, reason := l.locate(from, location)
	if reason != "" {
		return lookup{reason: reason}
	}
	fragment, err := url.PathUnescape(fragment)
	if err != nil {
		return lookup{reason: "its %-escapes are broken"}
	}
	if fragment != "" && fragment[0] != '/' {
		if node, ok := f.anchors[fragment]; ok {
			return lookup{node: node}
		}
		return lookup{reason: fmt.Sprintf("%s has no $anchor %q; a pointer begins with #/", f.name, clip(fragment))}
	}
	return l.descend(Node{file: f, value: f.root}, fragment)
}

// identified finds what a reference names below an identifier that the author
// gave, $id or $self. It comes second: most who write #/components/schemas in a
// schema with an $id mean the document.
func (l *loader) identified(ref reference, text string) lookup {
	uri := absolute(ref.base, text)
	if node, ok := l.doc.ids[uri]; ok {
		return lookup{node: node}
	}
	location, fragment, _ := strings.Cut(uri, "#")
	node, ok := l.doc.ids[location]
	fragment, err := url.PathUnescape(fragment)
	if !ok || err != nil || fragment != "" && fragment[0] != '/' {
		return lookup{reason: "no identifier is like this"}
	}
	return l.descend(node, fragment)
}

// absolute returns the URI that the text stands for below the base, or the text
// where either is none.
func absolute(base, text string) string {
	b, err := url.Parse(base)
	if err != nil {
		return text
	}
	t, err := b.Parse(text)
	if err != nil {
		return text
	}
	return strings.TrimSuffix(t.String(), "#")
}

// locate returns the file that a reference of from names, reading it on first
// use.
func (l *loader) locate(from *file, location string) (f *file, reason string) {
	if location == "" {
		return from, ""
	}
	if scheme, _, ok := strings.Cut(location, ":"); ok && isScheme(scheme) || strings.HasPrefix(location, "//") || from.remote() {
		return l.locateURL(from, location)
	}
	location, err := url.PathUnescape(location)
	if err != nil {
		return nil, "its %-escapes are broken"
	}
	name := path.Join(path.Dir(from.name), location)
	if path.IsAbs(location) || name == ".." || strings.HasPrefix(name, "../") {
		return nil, "it is outside the project, where nothing is read; copy the file into the project"
	}
	if f, ok := l.doc.byName[name]; ok {
		return f, ""
	}
	if reason, ok := l.failed[name]; ok {
		return nil, reason
	}
	f, reason = l.read(name)
	if reason != "" {
		l.failed[name] = reason
		return nil, reason
	}
	l.doc.byName[name] = f
	return f, ""
}

// locateURL returns the file behind a URL, fetching it on first use.
func (l *loader) locateURL(from *file, location string) (f *file, reason string) {
	if from.remote() {
		location = absolute(from.name, location)
	}
	switch {
	case l.opts.Fetch == nil && strings.HasPrefix(location, remotePrefix):
		return nil, "it is a URL, which only --allow-remote-refs fetches; copy the file into the project and refer to it by a relative path"
	case l.opts.Fetch == nil:
		return nil, "it is a URL, and URLs are never fetched; copy the file into the project and refer to it by a relative path"
	case !strings.HasPrefix(location, remotePrefix):
		return nil, "only https URLs are fetched; copy the file into the project and refer to it by a relative path"
	}
	if f, ok := l.doc.byName[location]; ok {
		return f, ""
	}
	if reason, ok := l.failed[location]; ok {
		return nil, reason
	}
	f, reason = l.fetch(location)
	if reason != "" {
		l.failed[location] = reason
	}
	return f, reason
}

// fetch brings what stands behind a URL into the document.
func (l *loader) fetch(location string) (f *file, reason string) {
	if len(l.doc.files) >= maxFiles {
		return nil, fmt.Sprintf("the document already spans %d files, and no more are read", maxFiles)
	}
	data, err := l.opts.Fetch(location, l.opts.MaxBytes-l.bytes)
	if err != nil {
		return nil, err.Error()
	}
	l.bytes += len(data)
	if f, err = l.parse(location, data); err != nil {
		return nil, err.Error()
	}
	l.adopt(f, nil)
	return f, ""
}

// read brings a further file into the document. A file that is already there
// under another name, through a symbolic link, is the same file: a link to its
// own directory would otherwise never end.
func (l *loader) read(name string) (f *file, reason string) {
	switch {
	case l.opts.Root == nil:
		return nil, "it is in another file, and no project was given to read it from"
	case len(l.doc.files) >= maxFiles:
		return nil, fmt.Sprintf("the document already spans %d files, and no more are read", maxFiles)
	}
	data, info, err := readFile(l.opts.Root, name, l.opts.MaxBytes-l.bytes)
	if err != nil {
		return nil, name + ": " + err.Error()
	}
	for _, known := range l.doc.infos[stampOf(info)] {
		if os.SameFile(known.info, info) {
			return known, ""
		}
	}
	l.bytes += len(data)
	f, err = l.parse(name, data)
	if err != nil {
		return nil, err.Error()
	}
	l.adopt(f, info)
	return f, ""
}

// isScheme reports whether s can be the scheme of a URL. One letter is a
// drive, not a scheme.
func isScheme(s string) bool {
	return len(s) > 1 && strings.Trim(strings.ToLower(s), "abcdefghijklmnopqrstuvwxyz0123456789+-.") == ""
}

// descend follows a JSON pointer from n. Where it leads through a reference it
// goes on behind it.
func (l *loader) descend(n Node, pointer string) lookup {
	if pointer == "" {
		return lookup{node: n}
	}
	for segment := range strings.SplitSeq(pointer[1:], "/") {
		name := unescapePointer(segment)
		key, next := l.step(n, name)
		if next == nil {
			target, ok := l.through(n)
			if ok {
				key, next = l.step(target, name)
			}
			if next == nil {
				return lookup{reason: fmt.Sprintf("%s has no %q", within(n), clip(name)) + l.suggest(name, n)}
			}
			n = target
		}
		n = Node{n.file, deref(next), key, &step{segment: name, index: -1, up: n.trail}}
	}
	return lookup{node: n}
}

// step returns the entry of n under a segment of a pointer.
func (l *loader) step(n Node, name string) (key, next *yaml.Node) {
	switch i, err := strconv.Atoi(name); {
	case n.value.Kind == yaml.MappingNode:
		n.file.makeIndex(n.value)
		return n.file.field(n.value, name)
	case n.value.Kind == yaml.SequenceNode && err == nil && i >= 0 && i < len(n.value.Content):
		return nil, n.value.Content[i]
	}
	return nil, nil
}

// maxThrough bounds the references inside which references are resolved.
const maxThrough = 1000

// through returns what stands behind n where n is a reference.
func (l *loader) through(n Node) (Node, bool) {
	moved := false
	for range maxChain {
		i, ok := l.owners[n.value]
		if !ok {
			return n, moved
		}
		if l.nested++; l.nested > maxThrough {
			l.nested--
			return Node{}, false
		}
		found := l.resolve(l.references[i])
		l.nested--
		if found.reason != "" {
			return Node{}, false
		}
		n, moved = found.node, true
	}
	return Node{}, false
}

// maxSuggestions bounds how often a document is searched for what may have
// been meant.
const maxSuggestions = 100

// suggest returns the end of a sentence with the name that may have been meant.
func (l *loader) suggest(name string, in Node) string {
	if l.suggested++; l.suggested > maxSuggestions {
		return ""
	}
	if near := Closest(name, names(in)); near != "" {
		return fmt.Sprintf("; did you mean %q?", near)
	}
	return ""
}

// within names a node for a message.
func within(n Node) string {
	if n.trail == nil {
		return n.file.name
	}
	return clip(n.file.name + "#" + n.Pointer())
}

func names(n Node) []string {
	var out []string
	for name := range n.Fields() {
		out = append(out, name)
	}
	return out
}
