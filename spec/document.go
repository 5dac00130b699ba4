package spec

import (
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"iter"
	"os"
	"path"
	"slices"
	"strings"

	"go.yaml.in/yaml/v3"

	"github.com/apiward/apiward/rules"
)

// Version is a line of the specification. Versions compare in order of age.
type Version int

// The versions that can be read.
const (
	V2_0 Version = iota + 1
	V3_0
	V3_1
	V3_2
)

var versionNames = [...]string{V2_0: "2.0", V3_0: "3.0", V3_1: "3.1", V3_2: "3.2"}

// String returns the version as "3.1".
func (v Version) String() string { return versionNames[v] }

// Document is an OpenAPI document with the files it refers to.
type Document struct {
	Name     string // slash path relative to the project's root
	Version  Version
	Problems []Problem // what is broken in it, sorted
	// Unread are the parts of it that were not looked at: files and URLs that it
	// refers to, once each, and what a bomb of aliases stands for.
	Unread []Unread

	root   Node
	files  []*file // the entry first, then in order of reference
	byName map[string]*file
	infos  map[stamp][]*file
	ids    map[string]Node
	refs   map[*yaml.Node]Node // mapping with $ref → what it names; the absent node where nothing
	// elsewhere are the mappings of names, as of properties, that only refer to
	// another one. The specification has no such thing, and documents of several
	// files do: their fields are those of the other one.
	elsewhere map[*yaml.Node]bool
	outward   []Node              // what references of one file name in another
	lent      map[*yaml.Node]bool // that other documents refer to
	ignores   []rules.Ignore
}

// Unread is a part of a document that was not read.
type Unread struct {
	Range           // of the first reference to it
	Location string // as the reference names it
	Message  string // what was not read, why, and what to do
}

// Root returns the entry's top level.
func (d *Document) Root() Node { return d.root }

// Composed reports whether the document was put together from other text, as the
// comments of code.
func (d *Document) Composed() bool { return d.root.file != nil && d.root.file.places != nil }

// Ignores returns the apiward:ignore comments and the x-apiward-ignore
// extensions of all files, file by file, comments first.
func (d *Document) Ignores() []rules.Ignore { return d.ignores }

// Files yields the files of the document with their texts: the entry first, then
// those it refers to. The texts must not be changed.
func (d *Document) Files() iter.Seq2[string, []byte] {
	return func(yield func(string, []byte) bool) {
		for _, f := range d.files {
			if !yield(f.name, f.data) {
				return
			}
		}
	}
}

// Options says what a document may be and read.
type Options struct {
	// Root is the project's root. References to other files are opened in it,
	// so that neither "..", nor an absolute path, nor a symbolic link can lead
	// out of it. Nil: such references are refused.
	Root *os.Root
	// Places are where the values of the entry come from, by JSON pointer, where it
	// was put together from other text: that is what positions are then. A value
	// that has none stands where the nearest one around it does.
	Places map[string]Range
	// Lent are the pointers of what other documents refer to in this one: see
	// [Document.References]. They, with all they lead to, are judged there.
	Lent []string
	// MaxBytes bounds the entry and, again, all files it refers to. 0 means
	// 40 MB, ten times the largest documents that are published.
	MaxBytes int
	// Fetch reads what stands behind an https URL, at most limit bytes of it.
	// It decides what may be read; its errors name no URL. Nil: references to
	// URLs are refused.
	Fetch func(url string, limit int) ([]byte, error)
}

const (
	defaultMaxBytes = 40 << 20
	// maxFiles bounds how many files one document can pull in. The largest that
	// is published in parts has three thousand.
	maxFiles = 10_000
	// maxUnread bounds the list of those that could not be.
	maxUnread = 1000
	// maxMarks bounds the characters that begin values, in all files of a document. A
	// value costs the parser about 160 bytes where a byte of text costs one: with the
	// collector's share so many take 400 MB. The largest documents that are published
	// have a million. A reference counts markReference times more, since what it names
	// and what is found out about it is kept beside its values.
	maxMarks      = 1_500_000
	markReference = 4
)

// LoadFile reads the document at name, a slash path inside root. Its error is
// an *Error.
func LoadFile(root *os.Root, name string) (*Document, error) {
	return Open(name, Options{Root: root})
}

// Open reads the document at name, a slash path inside the root of the
// options. Its error is an *Error.
func Open(name string, opts Options) (*Document, error) {
	name = path.Clean(name)
	data, info, err := readFile(opts.Root, name, cmp.Or(opts.MaxBytes, defaultMaxBytes))
	if err != nil {
		return nil, &Error{File: name, Message: err.Error()}
	}
	return load(name, data, info, opts)
}

// Load reads the document in data. The name is its slash path relative to the
// project's root: positions carry it, and references start from it. Load reads
// on where the document is broken and fails with an *Error where it is none.
func Load(name string, data []byte, opts Options) (*Document, error) {
	return load(path.Clean(name), data, nil, opts)
}

func load(name string, data []byte, info fs.FileInfo, opts Options) (*Document, error) {
	if opts.MaxBytes == 0 {
		opts.MaxBytes = defaultMaxBytes
	}
	if len(data) > opts.MaxBytes {
		return nil, &Error{File: name, Message: tooLarge(int64(len(data)), opts.MaxBytes)}
	}
	d := &Document{
		Name:   name,
		byName: map[string]*file{},
		infos:  map[stamp][]*file{},
		ids:    map[string]Node{},
		refs:   map[*yaml.Node]Node{},

		elsewhere: map[*yaml.Node]bool{},
	}
	l := loader{doc: d, opts: opts}
	entry, err := l.parse(name, data)
	if err != nil {
		return nil, err
	}
	entry.places = opts.Places
	l.adopt(entry, info)
	d.root = Node{file: entry, value: entry.root}
	if d.Version, err = l.version(d.root); err != nil {
		return nil, err
	}
	l.walkFiles()
	l.lend(opts.Lent)
	checkShape(d.root, d.Version, &l.problems)
	d.Problems = l.problems
	slices.SortStableFunc(d.Problems, Problem.Compare)
	for _, f := range d.files {
		d.ignores = append(d.ignores, f.ignores()...)
		d.ignores = append(d.ignores, f.excuses...)
	}
	return d, nil
}

// readFile reads a regular file of at most limit bytes inside root. Its errors
// name no file.
func readFile(root *os.Root, name string, limit int) ([]byte, fs.FileInfo, error) {
	info, err := root.Stat(name)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil, nil, errors.New("there is no such file: expected an OpenAPI document in YAML or JSON")
	case errors.Is(err, fs.ErrPermission):
		return nil, nil, errors.New("the file may not be read: grant read permission or leave it out")
	case err != nil:
		return nil, nil, fmt.Errorf("the file cannot be opened inside the project's root: %w", cause(err))
	case info.IsDir():
		return nil, nil, errors.New("this is a directory: expected an OpenAPI document in YAML or JSON")
	case !info.Mode().IsRegular():
		// Opening a pipe would wait for ever.
		return nil, nil, errors.New("this is no regular file: expected an OpenAPI document in YAML or JSON")
	case info.Size() > int64(limit):
		return nil, nil, errors.New(tooLarge(info.Size(), limit))
	}
	f, err := root.Open(name)
	if err != nil {
		return nil, nil, fmt.Errorf("the file cannot be opened: %w", cause(err))
	}
	defer f.Close()
	// The file may have grown since it was measured.
	data, err := io.ReadAll(io.LimitReader(f, int64(limit)+1))
	switch {
	case err != nil:
		return nil, nil, fmt.Errorf("the file cannot be read: %w", cause(err))
	case len(data) > limit:
		return nil, nil, errors.New(tooLarge(int64(len(data)), limit))
	}
	return data, info, nil
}

// cause strips the operation and the machine's own path from a file error.
func cause(err error) error {
	if pe := (*fs.PathError)(nil); errors.As(err, &pe) {
		return pe.Err
	}
	return err
}

func tooLarge(size int64, limit int) string {
	return fmt.Sprintf("the file has %d bytes: expected at most %d; split the document or leave it out", size, limit)
}

// version reads the top level's version key.
func (l *loader) version(root Node) (Version, error) {
	fail := func(at Range, format string, args ...any) (Version, error) {
		return 0, &Error{File: at.File, Line: at.Line, Column: at.Column, Message: fmt.Sprintf(format, args...)}
	}
	const expected = "expected openapi: 3.0.x, 3.1.x or 3.2.x, or swagger: \"2.0\""
	if root.Kind() != Mapping {
		return fail(root.Range(), "not an OpenAPI document: the top level is %s; %s", root.Kind(), expected)
	}
	node := root.Field("openapi")
	if !node.Exists() {
		node = root.Field("swagger")
	}
	if !node.Exists() {
		return fail(root.Range(), "not an OpenAPI document: the top level has no version; %s", expected)
	}
	if k := node.Kind(); k != String && k != Number {
		return fail(node.Range(), "not an OpenAPI document: the version is %s; %s", k, expected)
	}
	text := node.value.Value
	major, rest, _ := strings.Cut(text, ".")
	minor, _, _ := strings.Cut(rest, ".")
	switch major + "." + minor {
	case "2.0", "2.":
		return V2_0, nil
	case "3.0", "3.":
		return V3_0, nil
	case "3.1":
		return V3_1, nil
	case "3.2":
		return V3_2, nil
	}
	if major == "3" && strings.Trim(minor, "0123456789") == "" {
		l.problems.add(node.Range(), node.Pointer(), "name a version that exists", "version %q is not known and read as 3.2", text)
		return V3_2, nil
	}
	return fail(node.Range(), "version %q cannot be read; %s", text, expected)
}

var byteOrderMark = []byte("\uFEFF")

// IsDocument reports whether data looks like an OpenAPI document: whether its
// top level has an openapi or swagger key with a version behind it. It reads
// data once and parses nothing, so that a whole tree can be searched.
func IsDocument(data []byte) bool {
	data = bytes.TrimPrefix(data, byteOrderMark)
	if trimmed := bytes.TrimLeft(data, " \t\r\n"); len(trimmed) > 0 && trimmed[0] == '{' {
		return isJSONDocument(trimmed)
	}
	for line := range bytes.Lines(data) {
		if c := line[0]; c != 'o' && c != 's' && c != '"' && c != '\'' {
			continue // a key of the top level stands in column one
		}
		key, value, ok := bytes.Cut(line, []byte(":"))
		if ok && isVersion(bytes.Trim(key, "\"' \t"), value) {
			return true
		}
	}
	return false
}

// isJSONDocument looks for the version among the keys of the outermost braces.
func isJSONDocument(data []byte) bool {
	depth := 0
	for i := 0; i < len(data); i++ {
		switch data[i] {
		case '{', '[':
			depth++
		case '}', ']':
			depth--
		case '"':
			n := quotedLen(data[i:], '\\')
			if n == 0 {
				return false
			}
			key := data[i+1 : i+n-1]
			i += n - 1
			value, ok := bytes.CutPrefix(bytes.TrimLeft(data[i+1:min(len(data), i+100)], " \t\r\n"), []byte(":"))
			if depth == 1 && ok && isVersion(key, value) {
				return true
			}
		}
	}
	return false
}

// isVersion reports whether the entry names a version of the specification.
func isVersion(key, value []byte) bool {
	value = bytes.TrimLeft(value, "\"' \t\r\n")
	switch string(key) {
	case "openapi":
		return bytes.HasPrefix(value, []byte("3"))
	case "swagger":
		return bytes.HasPrefix(value, []byte("2"))
	}
	return false
}
