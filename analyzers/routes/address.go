package routes

import (
	"go/types"
	"slices"
	"strings"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ssa"

	"github.com/apiward/apiward/analyzers/internal/sources"
)

// composed returns text that a call of the standard library puts together, or
// the address that one listens on, as far as its parts are known.
func (b *builder) composed(c *ssa.CallCommon, symbol string, depth int) (Expr, bool) {
	switch symbol {
	case "path.Join":
		return b.joined(c.Args[0], depth), true
	case "net/url.JoinPath":
		e := b.joined(c.Args[1], depth)
		if e.Kind == Concat {
			e.Args = slices.Concat([]Expr{b.read(c.Args[0], depth)}, e.Args)
		}
		return e, true
	case "slices.Clone", "slices.Clip", "slices.Grow":
		return b.read(c.Args[0], depth), true
	case "slices.Concat":
		if lists := b.read(c.Args[0], depth); lists.Kind == List {
			return lists, true
		}
	case "net.JoinHostPort":
		return Expr{Kind: Concat, Args: []Expr{b.read(c.Args[0], depth), {Kind: Const, Name: ":"}, b.read(c.Args[1], depth)}}, true
	case "net.Listen", "crypto/tls.Listen":
		return b.read(c.Args[1], depth), true
	case "crypto/tls.NewListener":
		return b.read(c.Args[0], depth), true
	case "fmt.Sprintf":
		return b.printed(c, depth)
	}
	if _, ok := textFunctions[symbol]; ok {
		e := Expr{Kind: Computed, Name: symbol, At: b.flow.Position(c.Pos())}
		for _, a := range c.Args {
			e.Args = append(e.Args, b.read(a, depth+1))
		}
		return e.Settle(), true
	}
	return Expr{}, false
}

// printed returns the text that a constant format makes. Formats that number
// their arguments, or take widths from them, are not read.
func (b *builder) printed(c *ssa.CallCommon, depth int) (Expr, bool) {
	format, list := b.read(c.Args[0], depth), b.read(c.Args[1], depth)
	if format.Kind != Const || list.Kind != List && list.Kind != Nil {
		return Expr{}, false
	}
	e := Expr{Kind: Concat, At: b.flow.Position(c.Pos())}
	args := list.Args
	for rest := format.Name; rest != ""; {
		before, after, found := strings.Cut(rest, "%")
		if before != "" {
			e.Args = append(e.Args, Expr{Kind: Const, Name: before})
		}
		if !found {
			break
		}
		verb := strings.TrimLeft(after, "+-# 0123456789.")
		switch {
		case verb == "" || verb[0] == '[' || verb[0] == '*':
			return Expr{}, false
		case verb[0] == '%':
			e.Args = append(e.Args, Expr{Kind: Const, Name: "%"})
		case len(args) == 0:
			return Expr{}, false
		default:
			e.Args = append(e.Args, args[0])
			args = args[1:]
		}
		rest = verb[1:]
	}
	return e, true
}

// addressOf returns the address that a server listens on, where it is none of
// its fields: that of the listener it is given.
func (b *builder) addressOf(server ssa.Value) Expr {
	refs := server.Referrers()
	if refs == nil {
		return Expr{}
	}
	for _, ref := range *refs {
		call, ok := ref.(ssa.CallInstruction)
		if !ok {
			continue
		}
		c := call.Common()
		switch _, _, symbol, _ := b.callee(c); symbol {
		case "net/http.Server.Serve", "net/http.Server.ServeTLS":
			return b.expr(c.Args[1])
		}
	}
	return Expr{}
}

// importsTesting reports whether the package is there for tests.
func importsTesting(pass *analysis.Pass) bool {
	return slices.ContainsFunc(sources.Imports(pass), func(p *types.Package) bool { return p.Path() == "testing" })
}
