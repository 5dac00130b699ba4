package gosec

import (
	"crypto/tls"
	"fmt"
	"go/ast"
	"go/constant"
	"go/token"
	"go/types"
	"slices"
	"strconv"
	"strings"

	"github.com/securego/gosec/v2"
	"github.com/securego/gosec/v2/issue"
	"golang.org/x/tools/go/types/typeutil"
)

// syntaxRules judge a call, a literal or an import where it stands. They take
// the place of gosec's rules of the same names, which stand in a package that
// takes a tenth of a second and 18 MB to start, in every process that links it:
// go vet starts one for each package. gosec runs them as its own.
func syntaxRules() map[string]syntaxRule {
	call, literal := []ast.Node{(*ast.CallExpr)(nil)}, (*ast.CompositeLit)(nil)
	return map[string]syntaxRule{
		"G106": {call, calls(issue.Medium, issue.High, "use of ssh.InsecureIgnoreHostKey, which takes any key", "golang.org/x/crypto/ssh.InsecureIgnoreHostKey")},
		"G108": {[]ast.Node{(*ast.ImportSpec)(nil)}, profiles},
		"G111": {call, wholeDir},
		"G112": {[]ast.Node{literal}, withoutTimeout},
		"G114": {call, calls(issue.Medium, issue.High, "use of %s, which has no way to set timeouts",
			"net/http.ListenAndServe", "net/http.ListenAndServeTLS", "net/http.Serve", "net/http.ServeTLS")},
		"G116": {[]ast.Node{(*ast.File)(nil)}, bidirectional},
		"G203": {call, unescaped},
		"G301": {call, modes(0o750, "a directory is made with the mode %#o, expected %#o or less", "os.Mkdir", "os.MkdirAll")},
		"G302": {call, modes(0o600, "a file gets the mode %#o, expected %#o or less", "os.OpenFile", "os.Chmod")},
		"G303": {call, knownTemporary},
		"G305": {call, archived},
		"G306": {call, modes(0o600, "a file is written with the mode %#o, expected %#o or less", "os.WriteFile", "io/ioutil.WriteFile")},
		"G401": {call, calls(issue.Medium, issue.High, "use of %s, a broken hash",
			"crypto/md5.New", "crypto/md5.Sum", "crypto/sha1.New", "crypto/sha1.Sum")},
		"G402": {[]ast.Node{literal, (*ast.AssignStmt)(nil)}, weakTLS},
		"G403": {call, shortKey},
		"G404": {call, foretold},
		"G405": {call, calls(issue.Medium, issue.High, "use of %s, a broken cipher",
			"crypto/des.NewCipher", "crypto/des.NewTripleDESCipher", "crypto/rc4.NewCipher")},
		"G406": {call, calls(issue.Medium, issue.High, "use of %s, a broken hash",
			"golang.org/x/crypto/md4.New", "golang.org/x/crypto/ripemd160.New")},
	}
}

// syntaxRule is a rule and the nodes that it is shown.
type syntaxRule struct {
	nodes []ast.Node
	judge func(n ast.Node, c *gosec.Context) *flaw
}

// flaw is what is wrong with a node.
type flaw struct {
	at                   ast.Node
	what                 string
	severity, confidence issue.Score
}

// builders returns those of the named rules that are syntax rules, as gosec
// loads them.
func builders(names []string) map[string]gosec.RuleBuilder {
	all := syntaxRules()
	some := map[string]gosec.RuleBuilder{}
	for _, name := range names {
		if r, ok := all[name]; ok {
			some[name] = func(id string, _ gosec.Config) (gosec.Rule, []ast.Node) { return named{id, r}, r.nodes }
		}
	}
	return some
}

// named is a rule as gosec runs it.
type named struct {
	id string
	syntaxRule
}

// ID implements gosec.Rule.
func (r named) ID() string { return r.id }

// Match implements gosec.Rule.
func (r named) Match(n ast.Node, c *gosec.Context) (*issue.Issue, error) {
	f := r.judge(n, c)
	if f == nil {
		return nil, nil
	}
	at := c.FileSet.Position(f.at.Pos())
	return &issue.Issue{
		RuleID: r.id, What: f.what, Severity: f.severity, Confidence: f.confidence,
		File: at.Filename, Line: lines(c.FileSet, f.at), Col: strconv.Itoa(at.Column),
	}, nil
}

// lines returns the lines of a node as gosec writes them, which is how a
// #nosec finds it.
func lines(fset *token.FileSet, n ast.Node) string {
	first, last := fset.Position(n.Pos()).Line, fset.Position(n.End()).Line
	if first == last {
		return strconv.Itoa(first)
	}
	return fmt.Sprintf("%d-%d", first, last)
}

// callee returns the function that a call names, "" for a method, a value or a
// conversion.
func callee(n ast.Node, c *gosec.Context) (*ast.CallExpr, string) {
	call, ok := n.(*ast.CallExpr)
	if !ok {
		return nil, ""
	}
	fn, ok := typeutil.Callee(c.Info, call).(*types.Func)
	if !ok || fn.Signature().Recv() != nil {
		return call, ""
	}
	return call, fn.FullName()
}

// calls judges calls of the named functions. What is said may name the one.
func calls(severity, confidence issue.Score, what string, functions ...string) func(ast.Node, *gosec.Context) *flaw {
	return func(n ast.Node, c *gosec.Context) *flaw {
		_, name := callee(n, c)
		if !slices.Contains(functions, name) {
			return nil
		}
		said := what
		if strings.Contains(what, "%s") {
			said = fmt.Sprintf(what, name[strings.LastIndexByte(name, '/')+1:])
		}
		return &flaw{n, said, severity, confidence}
	}
}

// settled returns the constant that an expression is, or that a variable holds
// which is written once, nil where it is none.
func settled(e ast.Expr, c *gosec.Context) constant.Value {
	if v := c.Info.Types[e].Value; v != nil {
		return v
	}
	id, ok := ast.Unparen(e).(*ast.Ident)
	if !ok {
		return nil
	}
	v, ok := c.Info.Uses[id].(*types.Var)
	if !ok || v.Exported() {
		return nil // which another package can write
	}
	var held []ast.Expr
	for _, file := range c.PkgFiles {
		ast.Inspect(file, func(n ast.Node) bool {
			held = append(held, written(n, v, c.Info)...)
			return true
		})
	}
	if len(held) != 1 || held[0] == nil {
		return nil
	}
	return c.Info.Types[held[0]].Value
}

// written returns what a statement writes to a variable: nil for what cannot be
// told, as where its address is taken.
func written(n ast.Node, v *types.Var, info *types.Info) (held []ast.Expr) {
	is := func(e ast.Expr) bool {
		id, ok := ast.Unparen(e).(*ast.Ident)
		return ok && (info.Defs[id] == v || info.Uses[id] == v)
	}
	write := func(i int, values []ast.Expr, of int) {
		if len(values) == of {
			held = append(held, values[i])
		} else {
			held = append(held, nil)
		}
	}
	switch n := n.(type) {
	case *ast.AssignStmt:
		for i, lhs := range n.Lhs {
			if is(lhs) {
				write(i, n.Rhs, len(n.Lhs))
			}
		}
	case *ast.ValueSpec:
		for i, name := range n.Names {
			if is(name) {
				write(i, n.Values, len(n.Names))
			}
		}
	case *ast.UnaryExpr:
		if n.Op == token.AND && is(n.X) {
			held = append(held, nil)
		}
	case *ast.IncDecStmt:
		if is(n.X) {
			held = append(held, nil)
		}
	}
	return held
}

// number returns the number that an expression is.
func number(e ast.Expr, c *gosec.Context) (int64, bool) {
	v := settled(e, c)
	if v == nil || v.Kind() != constant.Int {
		return 0, false
	}
	return constant.Int64Val(v)
}

// text returns the constant text that an expression is.
func text(e ast.Expr, c *gosec.Context) (string, bool) {
	v := c.Info.Types[e].Value
	if v == nil || v.Kind() != constant.String {
		return "", false
	}
	return constant.StringVal(v), true
}

// modes judges the last argument of the named functions, where it is constant.
func modes(limit int64, what string, functions ...string) func(ast.Node, *gosec.Context) *flaw {
	return func(n ast.Node, c *gosec.Context) *flaw {
		call, name := callee(n, c)
		if !slices.Contains(functions, name) || len(call.Args) == 0 {
			return nil
		}
		mode, known := number(call.Args[len(call.Args)-1], c)
		if !known || mode&0o777&^limit == 0 {
			return nil
		}
		return &flaw{n, fmt.Sprintf(what, mode, limit), issue.Medium, issue.High}
	}
}

func profiles(n ast.Node, _ *gosec.Context) *flaw {
	spec := n.(*ast.ImportSpec)
	if path, _ := strconv.Unquote(spec.Path.Value); path != "net/http/pprof" || spec.Name == nil || spec.Name.Name != "_" {
		return nil
	}
	return &flaw{n, "the import registers profiles on http.DefaultServeMux", issue.High, issue.High}
}

// convertedTo returns the type of a conversion and what is converted.
func convertedTo(n ast.Node, c *gosec.Context) (name string, arg ast.Expr) {
	call, ok := n.(*ast.CallExpr)
	if !ok || len(call.Args) != 1 || !c.Info.Types[call.Fun].IsType() {
		return "", nil
	}
	if t, ok := types.Unalias(c.Info.Types[call.Fun].Type).(*types.Named); ok && t.Obj().Pkg() != nil {
		return t.Obj().Pkg().Path() + "." + t.Obj().Name(), call.Args[0]
	}
	return "", nil
}

func wholeDir(n ast.Node, c *gosec.Context) *flaw {
	name, arg := convertedTo(n, c)
	if name != "net/http.Dir" {
		return nil
	}
	if dir, known := text(arg, c); !known || strings.Trim(dir, "/") != "" || dir == "" {
		return nil
	}
	return &flaw{n, `http.Dir("/") serves the whole file system`, issue.High, issue.High}
}

func unescaped(n ast.Node, c *gosec.Context) *flaw {
	name, arg := convertedTo(n, c)
	kind, ok := strings.CutPrefix(name, "html/template.")
	if !ok || !slices.Contains([]string{"CSS", "HTML", "HTMLAttr", "JS", "JSStr", "Srcset", "URL"}, kind) || c.Info.Types[arg].Value != nil {
		return nil
	}
	return &flaw{n, "template." + kind + " lets the text into the page as it is", issue.Medium, issue.Low}
}

// fields returns the fields that a literal of the named struct sets, nil where
// it is none of it.
func fields(n ast.Node, c *gosec.Context, of string) map[string]ast.Expr {
	lit, ok := n.(*ast.CompositeLit)
	if !ok || !isNamed(c.Info.TypeOf(lit), of) {
		return nil
	}
	set := map[string]ast.Expr{}
	for _, e := range lit.Elts {
		if pair, ok := e.(*ast.KeyValueExpr); ok {
			if key, ok := pair.Key.(*ast.Ident); ok {
				set[key.Name] = pair.Value
			}
		}
	}
	return set
}

// isNamed reports whether t is the named type or a pointer to it.
func isNamed(t types.Type, name string) bool {
	if t == nil {
		return false
	}
	if p, ok := types.Unalias(t).(*types.Pointer); ok {
		t = p.Elem()
	}
	n, ok := types.Unalias(t).(*types.Named)
	return ok && n.Obj().Pkg() != nil && n.Obj().Pkg().Path()+"."+n.Obj().Name() == name
}

func withoutTimeout(n ast.Node, c *gosec.Context) *flaw {
	set := fields(n, c, "net/http.Server")
	if set == nil || set["ReadHeaderTimeout"] != nil || set["ReadTimeout"] != nil {
		return nil
	}
	return &flaw{n, "the server sets neither ReadHeaderTimeout nor ReadTimeout", issue.Medium, issue.Low}
}

// directions are the characters that change the direction of text.
const directions = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f"

func bidirectional(n ast.Node, _ *gosec.Context) (found *flaw) {
	file := n.(*ast.File)
	look := func(n ast.Node, text string) {
		if found == nil && strings.ContainsAny(text, directions) {
			found = &flaw{n, "characters in the source change the direction of text", issue.High, issue.High}
		}
	}
	for _, group := range file.Comments {
		for _, comment := range group.List {
			look(comment, comment.Text)
		}
	}
	ast.Inspect(file, func(n ast.Node) bool {
		if lit, ok := n.(*ast.BasicLit); ok {
			look(lit, lit.Value)
		}
		return found == nil
	})
	return found
}

func knownTemporary(n ast.Node, c *gosec.Context) *flaw {
	call, name := callee(n, c)
	if !slices.Contains([]string{"os.Create", "os.WriteFile", "os.OpenFile", "io/ioutil.WriteFile"}, name) || len(call.Args) == 0 || !temporary(call.Args[0], c) {
		return nil
	}
	return &flaw{n, "a file is made in the directory for temporary files under a name that can be known", issue.Medium, issue.High}
}

// temporary reports whether an expression names a file in the directory for
// temporary files by constants alone: another part may be a random one.
func temporary(e ast.Expr, c *gosec.Context) bool {
	if name, known := text(e, c); known {
		return slices.ContainsFunc([]string{"/tmp/", "/var/tmp/", "/usr/tmp/"}, func(dir string) bool { return strings.HasPrefix(name, dir) })
	}
	parts := []ast.Expr{e}
	switch e := ast.Unparen(e).(type) {
	case *ast.BinaryExpr:
		parts = []ast.Expr{e.X, e.Y}
	case *ast.CallExpr:
		if _, name := callee(e, c); name != "path/filepath.Join" && name != "path.Join" {
			return false
		}
		parts = e.Args
	}
	for i, part := range parts {
		if i == 0 && inTemp(part, c) {
			continue
		}
		if _, known := text(part, c); !known || i == 0 {
			return false
		}
	}
	return len(parts) > 1
}

// inTemp reports whether an expression is the directory for temporary files.
func inTemp(e ast.Expr, c *gosec.Context) bool {
	if dir, known := text(e, c); known {
		return slices.Contains([]string{"/tmp", "/var/tmp", "/usr/tmp"}, strings.TrimSuffix(dir, "/"))
	}
	_, name := callee(ast.Unparen(e), c)
	return name == "os.TempDir"
}

func archived(n ast.Node, c *gosec.Context) *flaw {
	call, name := callee(n, c)
	if name != "path/filepath.Join" && name != "path.Join" || !slices.ContainsFunc(call.Args, func(arg ast.Expr) bool { return entryName(arg, c) }) {
		return nil
	}
	confidence := issue.High
	switch around := functionOf(n, c); {
	case callsAny(around, c, "path/filepath.IsLocal"):
		return nil
	case callsAny(around, c, "strings.HasPrefix", "strings.Contains"):
		confidence = issue.Low // which may be the check, and may be wrong
	}
	return &flaw{n, "the name of an archived file is joined to a directory", issue.Medium, confidence}
}

// entryName reports whether an expression is the name of a file in an archive,
// or a variable that is made from it.
func entryName(e ast.Expr, c *gosec.Context) (found bool) {
	switch e := ast.Unparen(e).(type) {
	case *ast.SelectorExpr:
		t := c.Info.TypeOf(e.X)
		return e.Sel.Name == "Name" && (isNamed(t, "archive/zip.File") || isNamed(t, "archive/zip.FileHeader") || isNamed(t, "archive/tar.Header"))
	case *ast.Ident:
		obj := c.Info.Uses[e]
		ast.Inspect(functionOf(e, c), func(n ast.Node) bool {
			if a, ok := n.(*ast.AssignStmt); ok && len(a.Lhs) == len(a.Rhs) {
				for i, lhs := range a.Lhs {
					id, ok := lhs.(*ast.Ident)
					_, isName := ast.Unparen(a.Rhs[i]).(*ast.SelectorExpr)
					found = found || ok && isName && obj != nil && c.Info.Defs[id] == obj && entryName(a.Rhs[i], c)
				}
			}
			return !found
		})
	}
	return found
}

// functionOf returns the declaration that a node stands in, the file where it is
// in none.
func functionOf(n ast.Node, c *gosec.Context) ast.Node {
	for _, decl := range c.Root.Decls {
		if decl.Pos() <= n.Pos() && n.End() <= decl.End() {
			return decl
		}
	}
	return c.Root
}

// callsAny reports whether one of the functions is called within a node.
func callsAny(within ast.Node, c *gosec.Context, functions ...string) (found bool) {
	ast.Inspect(within, func(n ast.Node) bool {
		if call, ok := n.(*ast.CallExpr); ok {
			_, name := callee(call, c)
			found = found || slices.Contains(functions, name)
		}
		return !found
	})
	return found
}

func shortKey(n ast.Node, c *gosec.Context) *flaw {
	call, name := callee(n, c)
	at := slices.Index([]string{"", "crypto/rsa.GenerateKey", "crypto/rsa.GenerateMultiPrimeKey"}, name)
	if at < 1 || len(call.Args) <= at {
		return nil
	}
	bits, known := number(call.Args[at], c)
	if !known || bits >= 2048 {
		return nil
	}
	return &flaw{n, fmt.Sprintf("an RSA key of %d bits is too short", bits), issue.Medium, issue.High}
}

// numbers are the functions of math/rand and math/rand/v2 that give some.
// Shuffling and permuting are left out: nothing secret comes of them alone.
const numbers = " New Read Float32 Float64 ExpFloat64 NormFloat64 Int Int31 Int31n Int63 Int63n Intn " +
	"Int32 Int32N Int64 Int64N IntN N Uint Uint32 Uint32N Uint64 Uint64N UintN "

func foretold(n ast.Node, c *gosec.Context) *flaw {
	_, name := callee(n, c)
	function, ok := strings.CutPrefix(name, "math/rand/v2.")
	if !ok {
		function, ok = strings.CutPrefix(name, "math/rand.")
	}
	if !ok || !strings.Contains(numbers, " "+function+" ") {
		return nil
	}
	return &flaw{n, "use of math/rand, whose numbers can be foretold", issue.High, issue.Medium}
}

func weakTLS(n ast.Node, c *gosec.Context) *flaw {
	set := fields(n, c, "crypto/tls.Config")
	if a, ok := n.(*ast.AssignStmt); ok && len(a.Lhs) == len(a.Rhs) {
		for i, lhs := range a.Lhs {
			if sel, ok := lhs.(*ast.SelectorExpr); ok && isNamed(c.Info.TypeOf(sel.X), "crypto/tls.Config") {
				set = map[string]ast.Expr{sel.Sel.Name: a.Rhs[i]}
			}
		}
	}
	for _, judge := range []func(map[string]ast.Expr, *gosec.Context) *flaw{unverified, oldVersion, weakSuite} {
		if f := judge(set, c); f != nil {
			return f
		}
	}
	return nil
}

func unverified(set map[string]ast.Expr, c *gosec.Context) *flaw {
	skip := set["InsecureSkipVerify"]
	if skip == nil {
		return nil
	}
	v := settled(skip, c)
	switch {
	case v != nil && v.Kind() == constant.Bool && !constant.BoolVal(v):
		return nil
	case set["VerifyConnection"] != nil, set["VerifyPeerCertificate"] != nil:
		return &flaw{skip, "InsecureSkipVerify leaves the check of certificates to a function of the program's", issue.High, issue.Low}
	case v == nil:
		return &flaw{skip, "InsecureSkipVerify may be true", issue.High, issue.Low}
	}
	return &flaw{skip, "InsecureSkipVerify is true: certificates are not checked", issue.High, issue.High}
}

func oldVersion(set map[string]ast.Expr, c *gosec.Context) *flaw {
	for _, name := range []string{"MinVersion", "MaxVersion"} {
		if set[name] == nil {
			continue
		}
		if v, known := number(set[name], c); known && v != 0 && v < tls.VersionTLS12 {
			return &flaw{set[name], name + " is a version before TLS 1.2", issue.High, issue.High}
		}
	}
	return nil
}

func weakSuite(set map[string]ast.Expr, c *gosec.Context) *flaw {
	suites, ok := set["CipherSuites"].(*ast.CompositeLit)
	if !ok {
		return nil
	}
	for _, e := range suites.Elts {
		id, known := number(e, c)
		for _, weak := range tls.InsecureCipherSuites() {
			if known && int64(weak.ID) == id {
				return &flaw{e, weak.Name + " is a weak cipher suite", issue.High, issue.High}
			}
		}
	}
	return nil
}
