package driver

import (
	"io"
	"os"
	"regexp"
	"strings"
	"unicode/utf8"
)

// owners are those of a project's files, as a CODEOWNERS file has them: the last
// line that matches a file says whose it is.
type owners struct{ lines []ownerLine }

type ownerLine struct {
	re     *regexp.Regexp
	owners []string
}

const (
	maxOwners     = 1 << 20 // bytes of a CODEOWNERS file that are read
	maxOwnerLines = 10_000
)

// readOwners reads the owners of a project. There are none without such a file.
func readOwners(dir string) *owners { return parseOwners(ownersText(dir)) }

// ownersText returns the text of the first of the places where GitHub and GitLab
// look for owners, "" where there is no such file, or where it leads out of the
// project.
func ownersText(dir string) string {
	if dir == "" {
		return ""
	}
	root, err := os.OpenRoot(dir)
	if err != nil {
		return ""
	}
	defer root.Close()
	for _, name := range []string{".github/CODEOWNERS", "CODEOWNERS", "docs/CODEOWNERS", ".gitlab/CODEOWNERS"} {
		if info, err := root.Stat(name); err != nil || !info.Mode().IsRegular() {
			continue
		}
		f, err := root.Open(name)
		if err != nil {
			continue
		}
		text, err := io.ReadAll(io.LimitReader(f, maxOwners))
		f.Close()
		if err == nil {
			return string(text)
		}
	}
	return ""
}

// parseOwners reads the lines of a CODEOWNERS file. A line that cannot be read is
// none, as it is for those who serve the file.
func parseOwners(text string) *owners {
	o := &owners{}
	section := []string(nil)
	for line := range strings.Lines(text) {
		if i := strings.IndexByte(line, '#'); i == 0 || i > 0 && line[i-1] != '\\' {
			line = line[:i]
		}
		if fields := strings.Fields(line); len(fields) > 0 && len(o.lines) < maxOwnerLines {
			if strings.HasPrefix(fields[0], "[") || strings.HasPrefix(fields[0], "^[") { // a section of GitLab's, with its default owners
				section = ownerNames(strings.Fields(line[strings.LastIndexByte(line, ']')+1:]))
				continue
			}
			own := ownerNames(fields[1:])
			if len(fields) == 1 {
				own = section
			}
			if re, err := regexp.Compile(ownerPattern(fields[0])); err == nil {
				o.lines = append(o.lines, ownerLine{re, own})
			}
		}
	}
	return o
}

// ownerNames returns the fields that name an owner: a user, a team or an address.
func ownerNames(fields []string) (list []string) {
	for _, f := range fields {
		if strings.Contains(f, "@") {
			list = append(list, f)
		}
	}
	return list
}

// ownerPattern returns the expression that a pattern of CODEOWNERS stands for. It
// is one of .gitignore: without a slash before its end it holds in every
// directory, and what it says of a directory holds for all below it.
func ownerPattern(pattern string) string {
	pattern = strings.ReplaceAll(pattern, `\#`, "#")
	var b strings.Builder
	b.WriteString(`^`)
	body := strings.TrimPrefix(pattern, "/")
	if !strings.Contains(strings.TrimSuffix(pattern, "/"), "/") {
		b.WriteString(`(?:.*/)?`)
	}
	dir := strings.HasSuffix(body, "/")
	body = strings.TrimSuffix(body, "/")
	for i := 0; i < len(body); i++ {
		switch {
		case strings.HasPrefix(body[i:], "**/"):
			b.WriteString(`(?:.*/)?`)
			i += 2
		case strings.HasPrefix(body[i:], "**"):
			b.WriteString(`.*`)
			i++
		case body[i] == '*':
			b.WriteString(`[^/]*`)
		case body[i] == '?':
			b.WriteString(`[^/]`)
		default:
			_, size := utf8.DecodeRuneInString(body[i:])
			b.WriteString(regexp.QuoteMeta(body[i : i+size]))
			i += size - 1
		}
	}
	switch {
	case dir:
		b.WriteString(`/.*$`)
	case strings.HasSuffix(body, "/*"):
		b.WriteString(`$`) // GitHub: the files of the directory, and not what is below
	default:
		b.WriteString(`(?:/.*)?$`)
	}
	return b.String()
}

// of returns the owners of a file, none where nobody owns it.
func (o *owners) of(file string) []string {
	for i := len(o.lines) - 1; i >= 0 && file != ""; i-- {
		if o.lines[i].re.MatchString(file) {
			return o.lines[i].owners
		}
	}
	return nil
}
