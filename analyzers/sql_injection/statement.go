package sql_injection

import (
	"go/ast"
	"go/token"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/apiward/apiward/analyzers/internal/check"
)

// statement is the text of a statement as the code puts it together: parts that
// are fixed, and holes that values go into.
type statement struct {
	parts []part
	// format is the call of fmt.Sprintf that puts it together, nil where that
	// is done with +.
	format *ast.CallExpr
}

// part is either fixed text or a hole.
type part struct {
	text string
	lit  *ast.BasicLit // that the text is written in, nil for a constant of another place
	offs []int         // where each byte of the text begins in the literal, and where the last one ends
	hole ast.Expr
	verb byte // of a hole in a format
	arg  int  // of the format's arguments, the format being 0
}

// at returns the place of the i-th byte of a literal's text.
func (p *part) at(i int) token.Pos { return p.lit.Pos() + token.Pos(p.offs[i]) }

// read returns how an expression puts text together, or false where it does it
// in another way than by + or by fmt.Sprintf with the simplest of verbs.
func read(r *check.Rewrite, e ast.Expr) (*statement, bool) {
	call, ok := ast.Unparen(e).(*ast.CallExpr)
	if !ok {
		s := &statement{}
		return s, s.joined(r, ast.Unparen(e))
	}
	if fn := r.Callee(call); fn == nil || fn.FullName() != "fmt.Sprintf" || call.Ellipsis.IsValid() || len(call.Args) == 0 {
		return nil, false
	}
	lit, ok := ast.Unparen(call.Args[0]).(*ast.BasicLit)
	if !ok {
		return nil, false
	}
	s := &statement{format: call}
	return s, s.formatted(lit)
}

// joined reads operands of +.
func (s *statement) joined(r *check.Rewrite, e ast.Expr) bool {
	if sum, ok := e.(*ast.BinaryExpr); ok && sum.Op == token.ADD {
		return s.joined(r, sum.X) && s.joined(r, sum.Y)
	}
	if lit, ok := e.(*ast.BasicLit); ok {
		p, ok := literal(lit)
		s.parts = append(s.parts, p)
		return ok
	}
	if text, ok := constantText(r.Info, e); ok {
		s.parts = append(s.parts, part{text: text})
		return true
	}
	s.parts = append(s.parts, part{hole: e})
	return true
}

// formatted reads a format.
func (s *statement) formatted(lit *ast.BasicLit) bool {
	all, ok := literal(lit)
	if !ok {
		return false
	}
	text := part{lit: lit}
	flush := func(end int) {
		if text.text != "" {
			text.offs = append(text.offs, end)
			s.parts = append(s.parts, text)
		}
		text = part{lit: lit}
	}
	arg := 0
	for i := 0; i < len(all.text); i++ {
		c := all.text[i]
		switch {
		case c != '%':
		case i+1 == len(all.text):
			return false
		case all.text[i+1] == '%':
			text.text, text.offs = text.text+"%", append(text.offs, all.offs[i])
			i++
			continue
		case strings.IndexByte("svd", all.text[i+1]) < 0:
			return false
		default:
			if arg++; arg >= len(s.format.Args) {
				return false
			}
			flush(all.offs[i])
			s.parts = append(s.parts, part{hole: s.format.Args[arg], verb: all.text[i+1], arg: arg, lit: lit, offs: []int{all.offs[i], all.offs[i+2]}})
			i++
			continue
		}
		text.text, text.offs = text.text+string(c), append(text.offs, all.offs[i])
	}
	flush(all.offs[len(all.text)])
	return arg == len(s.format.Args)-1
}

// literal returns the text of a string literal, with the place of each byte.
func literal(lit *ast.BasicLit) (part, bool) {
	if lit.Kind != token.STRING {
		return part{}, false
	}
	p := part{lit: lit}
	raw := lit.Value[0] == '`'
	src := lit.Value[1 : len(lit.Value)-1]
	var text strings.Builder
	for rest := src; rest != ""; {
		at := 1 + len(src) - len(rest)
		if raw {
			if rest[0] != '\r' { // which Go leaves out
				text.WriteByte(rest[0])
				p.offs = append(p.offs, at)
			}
			rest = rest[1:]
			continue
		}
		char, multibyte, tail, err := strconv.UnquoteChar(rest, '"')
		if err != nil {
			return part{}, false
		}
		n := 1
		if char < utf8.RuneSelf || !multibyte {
			text.WriteByte(byte(char))
		} else {
			n, _ = text.WriteRune(char)
		}
		for range n {
			p.offs = append(p.offs, at)
		}
		rest = tail
	}
	p.text = text.String()
	p.offs = append(p.offs, len(lit.Value)-1)
	return p, true
}
