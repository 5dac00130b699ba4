package ruleset

import (
	"errors"
	"fmt"
	"regexp"
	"strings"
	"unicode/utf8"

	"github.com/apiward/apiward/rules"
)

// maxPattern bounds a pattern in bytes. The expression it becomes has a size
// linear in it, and RE2 matches in time linear in both.
const maxPattern = 1000

// pathGlob compiles a pattern of files, relative to the project's root.
func pathGlob(pattern string) (rules.Glob, error) {
	switch {
	case strings.HasPrefix(pattern, "/"):
		return rules.Glob{}, errors.New("it is absolute, and paths are relative to the project's root; leave the first slash out")
	case strings.HasPrefix(pattern, "./"):
		return rules.Glob{}, errors.New("it starts with ./, and no file's path does; leave that out")
	case strings.HasSuffix(pattern, "/"):
		return rules.Glob{}, fmt.Errorf("it ends in a slash, and no file's path does; write %s for all files below", quote(pattern+"**"))
	}
	for segment := range strings.SplitSeq(pattern, "/") {
		if segment == ".." {
			return rules.Glob{}, errors.New("it leaves the project with ..; paths are relative to the project's root")
		}
	}
	return compile(pattern, "", pattern)
}

// methods are the verbs that a route's method is suggested from. Others are
// taken as they are: a router may register any token.
var methods = []string{"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "CONNECT", "QUERY", "ANY"}

// splitRoute parts a route pattern into its method, "" for any, and its path.
func splitRoute(route string) (method, path string, err error) {
	method, path, found := strings.Cut(route, " ")
	if !found {
		method, path = "", route
	}
	switch {
	case !strings.HasPrefix(path, "/"):
		return "", "", errors.New(`expected a method, one blank and a path that starts with a slash, as "GET /users/{id}", or the path alone for every method`)
	case strings.ContainsAny(path, " \t\r\n"):
		return "", "", errors.New("a path holds no blanks")
	case !found:
		return "", path, nil
	case method == "*":
		return "", "", fmt.Errorf("write %s for every method", quote(path))
	case strings.Trim(method, "ABCDEFGHIJKLMNOPQRSTUVWXYZ-") != "" || method == "":
		return "", "", fmt.Errorf("the method is written in upper case; %s", oneOf(method, methods))
	}
	if near := Suggest(method, methods); near != "" && near != method {
		return "", "", fmt.Errorf("unknown method %s; did you mean %s?", method, near)
	}
	return method, path, nil
}

// RouteGlob compiles a pattern of routes, as policies write them: a path, or a
// method, a blank and a path. It matches "METHOD /path".
func RouteGlob(route string) (rules.Glob, error) {
	method, path, err := splitRoute(route)
	if err != nil {
		return rules.Glob{}, err
	}
	prefix := "[^ ]+ "
	if method != "" {
		prefix = regexp.QuoteMeta(method) + " "
	}
	return compile(route, prefix, path)
}

// publicRoute compiles a route pattern to a method and a pattern of paths.
func publicRoute(route string) (rules.PublicRoute, error) {
	method, path, err := splitRoute(route)
	if err != nil {
		return rules.PublicRoute{}, err
	}
	glob, err := compile(path, "", path)
	return rules.PublicRoute{Method: method, Path: glob}, err
}

// compile translates a pattern to RE2, anchored, behind a prefix that is RE2
// already.
func compile(pattern, prefix, glob string) (rules.Glob, error) {
	switch {
	case glob == "":
		return rules.Glob{}, errors.New("it is empty and would match nothing")
	case len(glob) > maxPattern:
		return rules.Glob{}, fmt.Errorf("it is longer than %d bytes", maxPattern)
	}
	t := translator{src: glob}
	if err := t.sequence(false); err != nil {
		return rules.Glob{}, err
	}
	// (?s): a file's name may hold a newline.
	re := "(?s)^" + prefix + t.out.String() + "$"
	if _, err := regexp.Compile(re); err != nil {
		return rules.Glob{}, errors.New("it is nested too deeply or not valid text")
	}
	return rules.Glob{Pattern: pattern, RE: re}, nil
}

// translator turns a glob into RE2. The package comment says what a glob means.
type translator struct {
	src string
	pos int
	out strings.Builder
}

// sequence translates up to the end, or, as an alternative within braces, up to
// the comma or brace that ends it.
func (t *translator) sequence(inBraces bool) error {
	for t.pos < len(t.src) {
		var err error
		switch c := t.src[t.pos]; {
		case inBraces && (c == ',' || c == '}'):
			return nil
		case c == '*':
			err = t.star(inBraces)
		case c == '?':
			t.out.WriteString("[^/]")
			t.pos++
		case c == '[':
			err = t.class()
		case c == '{':
			err = t.braces()
		case c == '}':
			err = errors.New(`} closes nothing; write \} for the character`)
		case c == '\\':
			err = t.escaped()
		default:
			_, size := utf8.DecodeRuneInString(t.src[t.pos:])
			t.text(size)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// text takes the next size bytes as they are.
func (t *translator) text(size int) {
	t.out.WriteString(regexp.QuoteMeta(t.src[t.pos : t.pos+size]))
	t.pos += size
}

// star translates * and **. A ** with a slash behind it takes the slash along,
// so that a/**/b also matches a/b.
func (t *translator) star(inBraces bool) error {
	if !strings.HasPrefix(t.src[t.pos:], "**") {
		t.out.WriteString("[^/]*")
		t.pos++
		return nil
	}
	starts := t.pos == 0 || t.src[t.pos-1] == '/' || inBraces && strings.ContainsRune("{,", rune(t.src[t.pos-1]))
	t.pos += len("**")
	ends := t.pos == len(t.src) || inBraces && strings.ContainsRune(",}", rune(t.src[t.pos]))
	switch {
	case starts && ends:
		t.out.WriteString(".*")
	case starts && t.src[t.pos] == '/':
		t.out.WriteString("(?:.*/)?")
		t.pos++
	default:
		return errors.New("** stands for whole segments and needs a slash on both sides; write * within a segment")
	}
	return nil
}

// escaped takes the character behind a backslash as it is.
func (t *translator) escaped() error {
	if t.pos+1 == len(t.src) || !strings.ContainsRune(`*?[]{},\`, rune(t.src[t.pos+1])) {
		return errors.New(`\ stands only before one of * ? [ ] { } , \; paths are written with /`)
	}
	t.pos++
	t.text(1)
	return nil
}

// braces translates a group: alternatives where it holds a comma of its own,
// else plain text, braces included.
func (t *translator) braces() error {
	end, alternatives := t.group()
	if end < 0 {
		return errors.New(`{ is never closed; write \{ for the character`)
	}
	if !alternatives {
		t.text(end - t.pos)
		return nil
	}
	t.out.WriteString("(?:")
	for {
		t.pos++ // the opening brace, or a comma
		if err := t.sequence(true); err != nil {
			return err
		}
		if t.pos == len(t.src) {
			return errors.New(`{ is never closed; write \{ for the character`)
		}
		if t.src[t.pos] == '}' {
			break
		}
		t.out.WriteByte('|')
	}
	t.pos++
	t.out.WriteByte(')')
	return nil
}

// group returns where the group that starts here ends, or -1, and whether a
// comma stands directly in it.
func (t *translator) group() (end int, comma bool) {
	depth := 0
	for i := t.pos; i < len(t.src); i++ {
		switch t.src[i] {
		case '\\':
			i++
		case '{':
			depth++
		case '}':
			if depth--; depth == 0 {
				return i + 1, comma
			}
		case ',':
			comma = comma || depth == 1
		}
	}
	return -1, false
}

// class translates a class of characters. None matches a slash.
func (t *translator) class() error {
	t.pos++
	var members strings.Builder
	if t.pos < len(t.src) && (t.src[t.pos] == '!' || t.src[t.pos] == '^') {
		members.WriteString("^/")
		t.pos++
	}
	for first := true; ; first = false {
		low, closed, err := t.member()
		switch {
		case err != nil:
			return err
		case closed && first:
			return errors.New(`[] matches nothing; write \[ for the character`)
		case closed:
			fmt.Fprintf(&t.out, "[%s]", members.String())
			return nil
		}
		high := low
		if strings.HasPrefix(t.src[t.pos:], "-") && !strings.HasPrefix(t.src[t.pos:], "-]") {
			t.pos++
			if high, closed, err = t.member(); err != nil || closed {
				return errors.New("[ is never closed")
			}
		}
		switch {
		case high < low:
			return fmt.Errorf("the range %c-%c runs backwards", low, high)
		case low <= '/' && '/' <= high:
			return errors.New("a class cannot match a slash")
		}
		fmt.Fprintf(&members, `\x{%X}-\x{%X}`, low, high)
	}
}

// member reads one character of a class, or its end.
func (t *translator) member() (r rune, closed bool, err error) {
	if strings.HasPrefix(t.src[t.pos:], `\`) {
		t.pos++
	} else if strings.HasPrefix(t.src[t.pos:], "]") {
		t.pos++
		return 0, true, nil
	}
	if t.pos == len(t.src) {
		return 0, false, errors.New(`[ is never closed; write \[ for the character`)
	}
	r, size := utf8.DecodeRuneInString(t.src[t.pos:])
	t.pos += size
	return r, false, nil
}
