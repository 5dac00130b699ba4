// Package fix makes the fixes of findings in the files of a project, or shows
// what they would change.
package fix

import (
	"bytes"
	"cmp"
	"crypto/sha256"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"slices"
	"strings"

	"github.com/rogpeppe/go-internal/diff"

	"github.com/apiward/apiward/analyzers/edit"
	"github.com/apiward/apiward/cmd/internal/finding"
)

// Change is one file with all of its fixes made.
type Change struct {
	File     string // slash path relative to the project's root
	Old, New []byte
	Fixed    []finding.Finding // those whose fixes are in it

	secrets []string // texts in it that nobody is to see
}

// Left is a fix that is not made, and why.
type Left struct {
	Finding finding.Finding
	Reason  string
}

// Plan returns what the fixes of the findings that count change, by file in the
// order of the findings, which are sorted. It changes nothing.
//
// A file that is not what was analysed stays as it is, and so does one outside
// the root or behind a link. Of two fixes that touch the same text the first
// is made.
func Plan(root *os.Root, findings []finding.Finding) ([]Change, []Left) {
	var changes []Change
	var left []Left
	for i := 0; i < len(findings); {
		var own []finding.Finding
		first, file := i, findings[i].At.File
		for ; i < len(findings) && findings[i].At.File == file; i++ {
			if findings[i].Fix != nil && findings[i].Suppressed == nil {
				own = append(own, findings[i])
			}
		}
		if len(own) == 0 {
			continue
		}
		change, rest := plan(root, file, own)
		left = append(left, rest...)
		if len(change.Fixed) > 0 {
			change.secrets = secrets(change.Old, findings[first:i])
			changes = append(changes, change)
		}
	}
	return changes, left
}

// plan makes the fixes of one file.
func plan(root *os.Root, file string, findings []finding.Finding) (Change, []Left) {
	all := func(err error) (Change, []Left) {
		var left []Left
		for _, f := range findings {
			left = append(left, Left{f, err.Error()})
		}
		return Change{}, left
	}
	text, _, err := read(root, file)
	if err != nil {
		return all(err)
	}
	c := Change{File: file, Old: text}
	var left []Left
	var edits []edit.Edit
	sum := sha256.Sum256(text)
	for _, f := range findings {
		if f.Fix.Sum != sum {
			left = append(left, Left{f, "the file changed since it was analysed"})
			continue
		}
		merged, ok := edit.Merge(edits, Offsets(text, f.Fix.Edits))
		if !ok {
			left = append(left, Left{f, "another fix changes the same text: run it again"})
			continue
		}
		edits, c.Fixed = merged, append(c.Fixed, f)
	}
	if c.New, err = made(file, text, edits); err != nil {
		return all(err)
	}
	return c, left
}

// made returns the text with the edits made; of Go it is tidy.
func made(file string, text []byte, edits []edit.Edit) ([]byte, error) {
	if path.Ext(file) != ".go" {
		return edit.Apply(text, edits)
	}
	fixed, _, err := edit.Tidy(text, edits)
	if err != nil {
		return nil, err
	}
	return edit.Format(text, fixed), nil
}

// read returns the text of a regular file of the project.
func read(root *os.Root, file string) ([]byte, fs.FileInfo, error) {
	info, err := root.Lstat(file)
	switch {
	case err != nil:
		return nil, nil, reason(err)
	case !info.Mode().IsRegular():
		return nil, nil, errors.New("it is no regular file")
	}
	text, err := root.ReadFile(file)
	if err != nil {
		return nil, nil, reason(err)
	}
	return text, info, nil
}

// reason returns an error without the path, which is said beside it.
func reason(err error) error {
	if e, ok := errors.AsType[*fs.PathError](err); ok {
		return e.Err
	}
	return err
}

// Offsets returns edits as those of a text.
func Offsets(text []byte, edits []finding.Edit) []edit.Edit {
	starts := []int{0}
	for i, b := range text {
		if b == '\n' {
			starts = append(starts, i+1)
		}
	}
	at := func(line, column int) int {
		if line < 1 || line > len(starts) {
			return -1 // which fits no text, as Tidy says
		}
		return starts[line-1] + column - 1
	}
	var list []edit.Edit
	for _, e := range edits {
		list = append(list, edit.Edit{Start: at(e.Line, e.Column), End: at(e.EndLine, e.EndColumn), New: e.Text})
	}
	return list
}

// Write puts the new text into the file. A reader sees the old text or the new
// one, and a file that changed since the plan was made is left alone.
func (c *Change) Write(root *os.Root) error { return c.replace(root, c.Old, c.New) }

// Undo puts the old text back.
func (c *Change) Undo(root *os.Root) error { return c.replace(root, c.New, c.Old) }

func (c *Change) replace(root *os.Root, from, to []byte) error {
	text, info, err := read(root, c.File)
	if err == nil && !bytes.Equal(text, from) {
		err = errors.New("it changed since it was analysed")
	}
	if err != nil {
		return fmt.Errorf("%s: %w", c.File, err)
	}
	temp := path.Join(path.Dir(c.File), fmt.Sprintf(".%s.%d.tmp", path.Base(c.File), os.Getpid()))
	if err := write(root, temp, to, info.Mode().Perm()); err != nil {
		return fmt.Errorf("%s: %w", c.File, err)
	}
	if err := root.Rename(temp, c.File); err != nil {
		return fmt.Errorf("%s: %w", c.File, errors.Join(err, root.Remove(temp)))
	}
	return nil
}

// write writes a new file, and leaves none where it fails.
func write(root *os.Root, name string, text []byte, mode fs.FileMode) error {
	f, err := root.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, mode)
	if err != nil {
		return err
	}
	_, err = f.Write(text)
	if err == nil {
		err = f.Chmod(mode) // which the umask has cut
	}
	if err == nil {
		err = f.Sync() // or a crash could leave the name with no text
	}
	if err = errors.Join(err, f.Close()); err != nil {
		err = errors.Join(err, root.Remove(name))
	}
	return err
}

// Diff returns the change as a unified diff, as git apply and patch -p1 take it,
// unless there is a secret among its lines: those are covered, as in reports.
func (c *Change) Diff() []byte {
	text := diff.Diff("a/"+c.File, c.Old, "b/"+c.File, c.New)
	for _, s := range c.secrets {
		text = bytes.ReplaceAll(text, []byte(s), bytes.Repeat([]byte("*"), len(s)))
	}
	return text
}

// secrets returns what stands where the findings of a file hide something,
// line by line. What is left of a line that only ends a text is no secret.
func secrets(text []byte, findings []finding.Finding) []string {
	lines := bytes.Split(text, []byte("\n"))
	var list []string
	for _, f := range findings {
		for _, at := range f.Hidden {
			for n := max(1, at.Line); n <= max(at.Line, at.EndLine) && n <= len(lines); n++ {
				line := bytes.TrimSuffix(lines[n-1], []byte("\r"))
				from, to := 0, len(line)
				if n == at.Line {
					from = min(max(0, at.Column-1), len(line))
				}
				if n == at.EndLine {
					to = max(from, min(at.EndColumn-1, len(line)))
				}
				if s := strings.Trim(string(line[from:to]), "\"` \t"); len(s) >= minSecret {
					list = append(list, s)
				}
			}
		}
	}
	// The longer first: one may hold another.
	slices.SortFunc(list, func(a, b string) int { return cmp.Compare(len(b), len(a)) })
	return list
}

// minSecret is the length of the shortest piece of a line that is covered: a
// shorter one, as the end of a wrapped key, is nothing to guess by.
const minSecret = 4
