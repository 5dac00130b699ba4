package routes

import (
	"go/ast"
	"go/constant"
	"go/token"
	"go/types"
	"path"
	"slices"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/apiward/apiward/analyzers/internal/flow"
	"github.com/apiward/apiward/analyzers/internal/models"
	"github.com/apiward/apiward/analyzers/internal/sources"
	"github.com/apiward/apiward/rules/model"
)

// A handler that answers with parts of the program alone, as a page or an
// embedded file, gives nothing away that a credential would protect.

// Content says what a handler answers with.
type Content uint8

// The contents, the most telling first.
const (
	Data    Content = iota // what is kept somewhere, or nobody knows
	Plain                  // text that is fixed, or one of the program's settings
	Page                   // a page, a script, an image or a file that the program is built with
	Nothing                // that there is nothing here, or not yet
)

// content returns what a handler answers with.
func (b *builder) content(fn *ssa.Function) Content {
	if to := b.onlyCall(fn); to != nil {
		return to.Content
	}
	p := pages{b: b, seen: map[*ssa.Function]bool{}}
	switch {
	case b.refuses(fn):
		return Nothing
	case !p.plain(fn):
		return Data
	case !p.settings && p.page:
		return Page
	}
	return Plain
}

// onlyCall returns the handler that fn calls, where that is all it does, as a
// method does that is promoted.
func (b *builder) onlyCall(fn *ssa.Function) *Handler {
	var only *Handler
	for _, instr := range instructions(fn) {
		switch instr := instr.(type) {
		case *ssa.Store:
			if _, local := root(instr.Addr).(*ssa.Alloc); !local {
				return nil
			}
		case *ssa.MapUpdate, *ssa.Send, *ssa.If:
			return nil
		case ssa.CallInstruction:
			callee, _, _, _ := b.callee(instr.Common())
			if callee == nil || instr.Common().IsInvoke() || only != nil {
				return nil
			}
			sum := b.summaryOf(callee)
			if sum == nil || sum.Info == nil || len(sum.Info.Next) > 0 {
				return nil
			}
			only = sum.Info
		}
	}
	return only
}

// pages reads what the functions behind one answer use.
type pages struct {
	b        *builder
	seen     map[*ssa.Function]bool
	page     bool // something says that it is a page or a file
	settings bool // it asks for one of the program's settings
}

// plain reports whether the function asks for nothing that is kept, and changes
// nothing.
func (p *pages) plain(fn *ssa.Function) bool {
	if p.seen[fn] {
		return true
	}
	p.seen[fn] = true
	for _, instr := range instructions(fn) {
		switch instr := instr.(type) {
		case *ssa.UnOp:
			if instr.Op == token.ARROW || instr.Op == token.MUL && !p.fixed(instr.X) && !p.setting(instr) {
				return false
			}
		case *ssa.Store:
			if _, local := root(instr.Addr).(*ssa.Alloc); !local {
				return false
			}
		case *ssa.MapUpdate:
			if _, local := instr.Map.(*ssa.MakeMap); !local {
				return false
			}
		case *ssa.Send, *ssa.Select, *ssa.Go:
			return false
		case ssa.CallInstruction:
			if !p.harmless(instr.Common()) {
				return false
			}
		}
	}
	return true
}

// root returns what an address is a part of.
func root(v ssa.Value) ssa.Value {
	for {
		switch x := v.(type) {
		case *ssa.FieldAddr:
			v = x.X
		case *ssa.IndexAddr:
			v = x.X
		case *ssa.Slice:
			v = x.X
		default:
			return v
		}
	}
}

// fixed reports whether what is loaded from the address is made here, a part of
// the request, or built in. A setting is noted.
func (p *pages) fixed(addr ssa.Value) bool {
	switch x := root(addr).(type) {
	case *ssa.Alloc:
		return true
	case *ssa.Global:
		t := x.Type().(*types.Pointer).Elem()
		switch symbol := models.TypeSymbol(t); {
		case symbol == "embed.FS" || symbol == "html/template.Template" || symbol == "text/template.Template":
			p.page = true
		case p.b.embedded(x):
			p.page = true
		default:
			p.settings = true
			_, pointer := t.Underlying().(*types.Pointer)
			return pointer && root(addr) == addr // whose methods are asked then
		}
		return true
	case *ssa.Parameter, *ssa.UnOp, *ssa.FreeVar:
		symbol := models.TypeSymbol(x.Type())
		return symbol == "net/http.Request" || symbol == "net/url.URL"
	}
	return false
}

// setting reports whether a single value is loaded that the handler was made
// with, or that the program keeps in a variable.
func (p *pages) setting(load *ssa.UnOp) bool {
	if p.builtIn(root(load.X)) {
		p.page = true
		return true
	}
	if p.describes(load) {
		return true
	}
	switch root(load.X).(type) {
	case *ssa.FreeVar, *ssa.Global, *ssa.Parameter, *ssa.UnOp:
		p.settings = true
		_, pointer := load.Type().Underlying().(*types.Pointer)
		return isBasic(load.Type()) || pointer
	}
	return false
}

// describes reports whether a value does no more than say what an answer is.
func (p *pages) describes(v ssa.Value) bool {
	for _, ref := range *v.Referrers() {
		call, ok := ref.(*ssa.Call)
		if !ok {
			return false
		}
		if _, _, symbol, _ := flow.Callee(call.Common()); p.b.models.Answers(symbol).Kind != model.AnswersHeader {
			return false
		}
	}
	return true
}

// builtIn reports whether all that a captured variable holds was made of files
// that the program is built with.
func (p *pages) builtIn(v ssa.Value) bool {
	alloc, ok := p.b.captured(v).(*ssa.Alloc)
	if !ok || len(p.b.stores[alloc]) == 0 {
		return false
	}
	return !slices.ContainsFunc(p.b.stores[alloc], func(st *ssa.Store) bool { return !p.ofFiles(st.Val, 0) })
}

func (p *pages) ofFiles(v ssa.Value, depth int) bool {
	if g, ok := v.(*ssa.Global); ok {
		if models.TypeSymbol(g.Type().(*types.Pointer).Elem()) == "embed.FS" || p.b.embedded(g) {
			return true
		}
		made := p.b.onlyMade(g) // of a part of them
		return made != nil && depth <= maxDepth && p.ofFiles(made, depth+1)
	}
	instr, ok := v.(ssa.Instruction)
	if !ok || depth > maxDepth {
		return false
	}
	var buf [8]*ssa.Value
	return slices.ContainsFunc(instr.Operands(buf[:0]), func(op *ssa.Value) bool { return *op != nil && p.ofFiles(*op, depth+1) })
}

// onlyMade returns what a variable of the package is made as, nil where it can hold
// something else.
func (b *builder) onlyMade(g *ssa.Global) ssa.Value {
	if g.Pkg != b.flow.SSA || token.IsExported(g.Name()) {
		return nil
	}
	made := b.initial(g)
	for _, fn := range b.flow.Funcs {
		for _, instr := range instructions(fn) {
			if st, ok := instr.(*ssa.Store); ok && st.Addr == ssa.Value(g) && st != made {
				return nil
			}
		}
	}
	if made == nil {
		return nil
	}
	return made.Val
}

// known reports whether a call is known to do nothing but answer with what it is
// given, and notes a page.
func (p *pages) known(c *ssa.CallCommon, symbol string, isMethod bool) bool {
	said := p.b.models.Answers(symbol)
	switch said.Kind {
	case 0:
		return false
	case model.AnswersPage:
		p.page = true
	case model.AnswersHeader:
		p.page = p.page || isContentType(argument(c, said.Arg, isMethod)) && isPage(argument(c, said.Arg+1, isMethod))
	case model.AnswersFile:
		name := argument(c, said.Arg, isMethod)
		if name == nil || !isPageFile(name) {
			return false
		}
		p.page = true
	}
	return true
}

// isPageFile reports whether a name is fixed, and that of a part of a page.
func isPageFile(v ssa.Value) bool {
	c, ok := v.(*ssa.Const)
	return ok && c.Value != nil && c.Value.Kind() == constant.String &&
		slices.Contains([]string{".html", ".htm", ".css", ".js", ".ico", ".svg", ".png", ".txt", ".webmanifest"}, path.Ext(constant.StringVal(c.Value)))
}

// harmless reports whether a call writes the answer, makes text or asks for a
// setting.
func (p *pages) harmless(c *ssa.CallCommon) bool {
	if _, ok := c.Value.(*ssa.Builtin); ok {
		return true
	}
	fn, pkg, symbol, isMethod := flow.Callee(c)
	if fn == nil {
		return false
	}
	if p.known(c, symbol, isMethod) {
		return true
	}
	switch symbol {
	case "net/http.ResponseWriter.Header", "net/http.ResponseWriter.Write", "net/http.ResponseWriter.WriteHeader",
		"net/http.Error", "net/http.NotFound", "net/http.StatusText", "net/http.Header.Get", "io.WriteString":
		return true
	case "net/http.Header.Set", "net/http.Header.Add":
		p.page = p.page || isContentType(c.Args[1]) && isPage(c.Args[2])
		return true
	case "net/http.ServeContent", "net/http.ServeFileFS", "embed.FS.ReadFile", "embed.FS.Open", "io/fs.ReadFile", "io/fs.Sub":
		return true
	}
	switch pkg {
	case "strings", "strconv", "bytes", "fmt", "errors", "time", "path", "mime", "log", "log/slog", "encoding/json", "html/template", "text/template":
		return true
	}
	results := fn.Signature().Results()
	if recv := fn.Signature().Recv(); recv != nil && p.b.isContext(recv.Type()) {
		return p.answers(c, symbol, results)
	}
	if callee := c.StaticCallee(); callee != nil && callee.Pkg == p.b.flow.SSA && callee.Blocks != nil && p.plain(callee) {
		return true
	}
	p.settings = true
	return fn.Signature().Params().Len() == 0 && fn.Signature().Recv() != nil && results.Len() == 1 && isBasic(results.At(0).Type())
}

// answers reports whether a call of a framework's context writes the answer, or
// what goes before it.
func (p *pages) answers(c *ssa.CallCommon, symbol string, results *types.Tuple) bool {
	writes := results.Len() == 0
	for _, sink := range p.b.models.Sinks(symbol) {
		if sink.Kind == model.FileName || sink.Kind == model.Redirect {
			return false
		}
		writes = writes || sink.Kind == model.Response
	}
	p.page = p.page || slices.ContainsFunc(c.Args, isPage)
	return writes
}

func isBasic(t types.Type) bool {
	_, ok := t.Underlying().(*types.Basic)
	return ok
}

// isContentType and isPage read a header that is set to a constant.
func isContentType(v ssa.Value) bool {
	c, ok := v.(*ssa.Const)
	return ok && c.Value != nil && c.Value.Kind() == constant.String && strings.EqualFold(constant.StringVal(c.Value), "Content-Type")
}

func isPage(v ssa.Value) bool {
	c, ok := v.(*ssa.Const)
	if !ok || c.Value == nil || c.Value.Kind() != constant.String {
		return false
	}
	kind := constant.StringVal(c.Value)
	return slices.ContainsFunc([]string{"text/html", "text/css", "text/javascript", "application/javascript", "image/", "font/", "application/manifest+json"},
		func(prefix string) bool { return strings.HasPrefix(kind, prefix) })
}

// refuses reports whether all that a handler says is that there is nothing, and
// it neither asks a store nor changes what is kept.
func (b *builder) refuses(fn *ssa.Function) bool {
	refused := false
	for _, block := range fn.Blocks {
		if b.callsStore(block) {
			return false
		}
		for _, instr := range block.Instrs {
			switch instr := instr.(type) {
			case *ssa.Store:
				if _, local := root(instr.Addr).(*ssa.Alloc); !local {
					return false
				}
			case *ssa.MapUpdate:
				if _, local := instr.Map.(*ssa.MakeMap); !local {
					return false
				}
			case *ssa.Send, *ssa.Go:
				return false
			case ssa.CallInstruction:
				c := instr.Common()
				if _, _, symbol, _ := b.callee(c); symbol == "net/http.NotFound" {
					refused = true
				} else if symbol == "net/http.ResponseWriter.Write" {
					return false
				}
				for _, status := range statusesOf(c) {
					if !slices.Contains([]int64{404, 405, 410, 501}, status) {
						return false
					}
					refused = true
				}
			}
		}
	}
	return refused
}

// embedded reports whether the variable is a file that the program is built
// with.
func (b *builder) embedded(v *ssa.Global) bool {
	return v.Object() != nil && b.embeds[v.Object()]
}

// readEmbeds finds the variables of the package that files are embedded in.
func (b *builder) readEmbeds() {
	b.embeds = map[types.Object]bool{}
	for _, file := range sources.Files(b.pass) {
		for _, decl := range file.Decls {
			gen, ok := decl.(*ast.GenDecl)
			if !ok || gen.Tok != token.VAR {
				continue
			}
			for _, spec := range gen.Specs {
				spec := spec.(*ast.ValueSpec)
				if embeds(spec.Doc) || len(gen.Specs) == 1 && embeds(gen.Doc) {
					for _, name := range spec.Names {
						b.embeds[b.pass.TypesInfo.Defs[name]] = true
					}
				}
			}
		}
	}
}

func embeds(doc *ast.CommentGroup) bool {
	return doc != nil && slices.ContainsFunc(doc.List, func(c *ast.Comment) bool { return strings.HasPrefix(c.Text, "//go:embed ") })
}
