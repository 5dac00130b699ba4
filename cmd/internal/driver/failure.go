package driver

import (
	"cmp"
	"fmt"
	"go/token"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"github.com/apiward/apiward/cmd/internal/finding"
)

// place converts a position to one relative to the project's root.
func (p *Program) place(at token.Position) finding.Range {
	if at.Filename == "" {
		return finding.Range{}
	}
	return finding.Range{File: p.relative(at.Filename), Line: at.Line, Column: at.Column}
}

// relative returns the slash path of a file relative to the project's root.
func (p *Program) relative(file string) string {
	if !filepath.IsAbs(file) {
		file = filepath.Join(p.dir, file)
	}
	if rel, err := filepath.Rel(p.root, file); err == nil {
		file = rel
	}
	return filepath.ToSlash(file)
}

// listError returns the place and the first line of what go list says of a
// package, with files relative to the root as in every report.
func (p *Program) listError(e *listError) (finding.Range, string) {
	pos, message := e.Pos, strings.TrimSpace(e.Err)
	// Under -export the error is the compiler's output: a heading, then lines
	// with their own positions.
	if lines := strings.Split(message, "\n"); strings.HasPrefix(lines[0], "# ") && len(lines) > 1 {
		message = lines[1]
		if file, rest, ok := strings.Cut(message, ": "); ok && splitPos(file).Line > 0 {
			pos, message = file, rest
		}
	}
	message = strings.ReplaceAll(message, p.root+string(filepath.Separator), "")
	return p.place(splitPos(pos)), oneLine(message)
}

// splitPos reads "file:line:column" or "file:line".
func splitPos(s string) token.Position {
	var numbers []int
	for len(numbers) < 2 {
		i := strings.LastIndexByte(s, ':')
		n, err := strconv.Atoi(s[i+1:])
		if i < 0 || err != nil {
			break
		}
		numbers = append(numbers, n)
		s = s[:i]
	}
	switch len(numbers) {
	case 1:
		return token.Position{Filename: s, Line: numbers[0]}
	case 2:
		return token.Position{Filename: s, Line: numbers[1], Column: numbers[0]}
	}
	return token.Position{}
}

// oneLine folds the go command's messages, which put commands on lines of
// their own, into one line.
func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }

// more says how many errors stand behind the first one.
func more(n int) string {
	switch n {
	case 1:
		return ""
	case 2:
		return " (and 1 more error)"
	}
	return fmt.Sprintf(" (and %d more errors)", n-1)
}

// sortFailures puts failures into the order of reports.
func sortFailures(failures []finding.Failure) {
	slices.SortFunc(failures, func(a, b finding.Failure) int {
		return cmp.Or(cmp.Compare(a.Input, b.Input), cmp.Compare(a.Message, b.Message))
	})
}
