package ruleset

import (
	"errors"
	"fmt"
	"io/fs"
	"syscall"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"
)

const (
	// maxSize bounds a policy file. A thousand exemptions fit.
	maxSize = 1 << 18
	// maxNesting bounds brackets and operators within each other. The HCL
	// parser descends once per level, and a stack that runs out ends the
	// process, which no recover can catch.
	maxNesting = 200
	// maxPieces bounds the lines of a heredoc, and the pieces of a string that
	// escapes divide. The parser's time grows with the square of their number.
	maxPieces = 1000
)

// errNotDirectory is what looking for a file below a file gives.
const errNotDirectory = syscall.ENOTDIR

// source is a file to read.
type source struct {
	files fs.FS
	path  string // in files
	name  string // in diagnostics and places: relative to the project's root
	set   bool   // it is a shipped set
}

// read returns the text of the file. The error says what to do.
func (s source) read() ([]byte, error) {
	if err := regular(s.files, s.path); err != nil {
		return nil, err
	}
	text, err := fs.ReadFile(s.files, s.path)
	if err != nil {
		return nil, fmt.Errorf("the policy cannot be read: %w; make it readable, or remove it", cause(err))
	}
	return text, nil
}

// regular returns an error where the file is none that can be read to its end
// in bounded time and space.
func regular(files fs.FS, path string) error {
	info, err := fs.Stat(files, path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return errors.New("there is no such file: create it, or correct its name")
	case err != nil:
		return fmt.Errorf("the policy cannot be read: %w; make it readable, or remove it", cause(err))
	case info.IsDir():
		return errors.New("the policy is a directory: a policy is a file; move the directory out of the way")
	case !info.Mode().IsRegular():
		return errors.New("the policy is no regular file: put the policy's text there")
	case info.Size() > maxSize:
		return tooLarge(info.Size())
	}
	return nil
}

func tooLarge(size int64) error {
	return fmt.Errorf("the policy has %d bytes, more than the %d that are read: split it, or name globs instead of single files", size, maxSize)
}

// cause returns what went wrong without the path, which the message names
// already in the user's terms.
func cause(err error) error {
	var at *fs.PathError
	if errors.As(err, &at) {
		return at.Err
	}
	return err
}

// parse returns the body of a policy's text, as much of it as could be parsed,
// and the mistakes in its syntax.
func parse(text []byte, name string) (*hclsyntax.Body, hcl.Diagnostics) {
	tokens, _ := hclsyntax.LexConfig(text, name, hcl.InitialPos) // the parser tells its mistakes again
	if refused := excess(tokens); refused != nil {
		return nil, hcl.Diagnostics{refused}
	}
	file, mistakes := hclsyntax.ParseConfig(text, name, hcl.InitialPos)
	if file == nil {
		return nil, mistakes
	}
	body, _ := file.Body.(*hclsyntax.Body)
	return body, mistakes
}

// excess returns what would take the parser deeper or longer than it may, or nil.
// Operators and template keywords have no closing token, so they count up to the
// end of their block.
func excess(tokens hclsyntax.Tokens) *hcl.Diagnostic {
	depth, operators, pieces := 0, 0, 0
	for i, token := range tokens {
		switch token.Type {
		case hclsyntax.TokenOBrace, hclsyntax.TokenOBrack, hclsyntax.TokenOParen, hclsyntax.TokenTemplateInterp:
			depth++
		case hclsyntax.TokenCBrace, hclsyntax.TokenCBrack, hclsyntax.TokenCParen, hclsyntax.TokenTemplateSeqEnd:
			depth = max(0, depth-1)
		case hclsyntax.TokenNewline:
			if depth == 0 {
				operators = 0 // no expression goes on behind the end of a line that no bracket holds
			}
		case hclsyntax.TokenBang, hclsyntax.TokenMinus, hclsyntax.TokenQuestion, hclsyntax.TokenTemplateControl:
			operators++
		case hclsyntax.TokenOQuote, hclsyntax.TokenOHeredoc:
			pieces = 0
		case hclsyntax.TokenQuotedLit, hclsyntax.TokenStringLit:
			pieces++
		}
		switch {
		case depth > maxNesting || operators > 10*maxNesting:
			return &hcl.Diagnostic{
				Subject: &tokens[i].Range,
				Summary: fmt.Sprintf("values are nested more than %d deep here", maxNesting),
				Detail:  "a policy holds blocks, plain values and lists of them",
			}
		case pieces > maxPieces:
			return &hcl.Diagnostic{
				Subject: &tokens[i].Range,
				Summary: fmt.Sprintf("the text has more than %d lines or escapes", maxPieces),
				Detail:  "shorten it, and close its quotes or its heredoc where they end",
			}
		}
	}
	return nil
}
