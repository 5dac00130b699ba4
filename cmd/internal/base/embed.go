package base

import (
	"bytes"
	"path"
	"slices"
	"strconv"
	"strings"
)

// embed is a pattern of a go:embed directive in a directory of the commit.
// Nothing of an analysis reads what is embedded; but a package that embeds what
// is not there does not load. Empty files hold the places.
type embed struct{ dir, pattern string }

// embedsOf returns the patterns of a file's directives.
func embedsOf(dir string, text []byte) (list []embed) {
	for {
		i := bytes.Index(text, []byte("//go:embed"))
		if i < 0 {
			return list
		}
		start := i == 0 || text[i-1] == '\n'
		text = text[i+len("//go:embed"):]
		line, _, _ := bytes.Cut(text, []byte("\n"))
		if !start || len(line) == 0 || line[0] != ' ' && line[0] != '\t' {
			continue
		}
		for _, pattern := range words(string(line)) {
			pattern = path.Clean(strings.TrimPrefix(pattern, "all:"))
			if pattern != "" && !path.IsAbs(pattern) && pattern != ".." && !strings.HasPrefix(pattern, "../") {
				list = append(list, embed{dir, pattern})
			}
		}
	}
}

// words splits the arguments of a directive, which may be quoted as in Go.
func words(line string) (list []string) {
	for line = strings.TrimSpace(line); line != ""; line = strings.TrimSpace(line) {
		word, rest := line, ""
		if quoted, err := strconv.QuotedPrefix(line); err == nil {
			if word, err = strconv.Unquote(quoted); err != nil {
				return list
			}
			rest = line[len(quoted):]
		} else if i := strings.IndexAny(line, " \t"); i >= 0 {
			word, rest = line[:i], line[i:]
		}
		list, line = append(list, word), rest
	}
	return list
}

// hold makes an empty file for each file that is embedded. Where the commit has
// none, a build makes them: one that the pattern matches stands for those.
func (w *writer) hold(embeds []embed, entries []entry) error {
	seen := map[embed]bool{}
	for _, e := range embeds {
		if seen[e] {
			continue
		}
		seen[e] = true
		prefix := path.Join(e.dir, literal(e.pattern))
		found := false
		from, _ := slices.BinarySearchFunc(entries, prefix, func(x entry, s string) int { return strings.Compare(x.path, s) })
		for _, x := range entries[from:] {
			if !strings.HasPrefix(x.path, prefix) {
				break
			}
			if x.kind != file || !e.matches(x.path) {
				continue
			}
			found = true
			if !w.written[x.path] {
				if err := w.write(x.path, nil); err != nil {
					return err
				}
			}
		}
		if name := path.Join(e.dir, example(e.pattern)); !found && !w.written[name] {
			if err := w.write(name, nil); err != nil {
				return err
			}
		}
	}
	return nil
}

// matches reports whether a file of the commit is embedded: the pattern matches
// it, or a directory above it.
func (e embed) matches(name string) bool {
	for at := name; at != "." && at != e.dir; at = path.Dir(at) {
		rel := strings.TrimPrefix(at, e.dir+"/")
		if e.dir == "." {
			rel = at
		}
		if ok, err := path.Match(e.pattern, rel); ok && err == nil {
			return true
		}
	}
	return e.pattern == "."
}

// literal returns what every path that the pattern matches begins with.
func literal(pattern string) string {
	if i := strings.IndexAny(pattern, `*?[\`); i >= 0 {
		return pattern[:i]
	}
	return pattern
}

// example returns a path that the pattern matches.
func example(pattern string) string {
	return strings.NewReplacer("*", "x", "?", "x", "[", "", "]", "", `\`, "").Replace(pattern)
}
