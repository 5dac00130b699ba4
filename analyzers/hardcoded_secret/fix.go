package hardcoded_secret

import (
	"go/ast"
	"go/constant"
	"go/token"
	"go/types"
	"net/url"
	"strconv"
	"strings"
	"unicode"

	"github.com/apiward/apiward/analyzers/internal/check"
	"github.com/apiward/apiward/rules/secret"
)

// fix reads the credential from the environment, by the name of what it is, or
// of what holds it where there are several of the kind. It is certain for a text that is the credential and
// nothing else, in a place that takes any value: a constant is for others to
// make constants of, and a part of a longer text is not to be cut out blindly.
func fix(r *check.Rewrite) (string, bool) {
	e, parent := literal(r)
	if e == nil {
		return "", false
	}
	value := constant.StringVal(r.Info.Types[e].Value)
	m, ok := secret.Find(value)
	if !ok || !isWhole(value, m.Start) {
		return "", false
	}
	name := kind(m.What)
	if isTaken(r, name, value) {
		name = holder(r, e, parent)
	}
	if name == "" {
		return "", false
	}
	pkg, ok := r.Import("os", e.Pos())
	if !ok {
		return "", false
	}
	r.Replace(e.Pos(), e.End(), pkg+".Getenv("+strconv.Quote(name)+")")
	return "read the credential from the environment variable " + name, true
}

// literal returns the constant expression at the finding with the node that it
// is given to: the initializer or the call.
func literal(r *check.Rewrite) (ast.Expr, ast.Node) {
	for i, n := range r.Path {
		e, ok := n.(ast.Expr)
		if !ok || i+1 == len(r.Path) {
			return nil, nil
		}
		if v := r.Info.Types[e].Value; v == nil || v.Kind() != constant.String {
			return nil, nil
		}
		if outer, ok := r.Path[i+1].(ast.Expr); ok && r.Info.Types[outer].Value != nil {
			continue // a part of a constant that is put together
		}
		if !takesValues(r, e, i+1) {
			return nil, nil
		}
		return e, r.Path[i+1]
	}
	return nil, nil
}

// takesValues reports whether the node with the index in the path gives the
// expression to a variable, a field or a function.
func takesValues(r *check.Rewrite, e ast.Expr, i int) bool {
	switch n := r.Path[i].(type) {
	case *ast.ValueSpec:
		decl, ok := r.Path[i+1].(*ast.GenDecl)
		return ok && decl.Tok == token.VAR
	case *ast.AssignStmt:
		return n.Tok == token.ASSIGN || n.Tok == token.DEFINE
	case *ast.KeyValueExpr:
		_, ok := r.Path[i+1].(*ast.CompositeLit)
		return ok && n.Value == e
	case *ast.CompositeLit:
		return true
	case *ast.CallExpr:
		for _, arg := range n.Args {
			if call, ok := ast.Unparen(arg).(*ast.CallExpr); ok && isGetenv(r, call) {
				return false // what stands where the environment says nothing
			}
		}
		return n.Fun != e
	}
	return false
}

func isGetenv(r *check.Rewrite, call *ast.CallExpr) bool {
	fn := r.Callee(call)
	return fn != nil && (fn.FullName() == "os.Getenv" || fn.FullName() == "os.LookupEnv")
}

// isWhole reports whether a value is the credential that begins at the byte,
// with nothing before or behind it that is none.
func isWhole(value string, start int) bool {
	switch {
	case strings.HasPrefix(strings.TrimSpace(value), "-----BEGIN "):
		return true
	case isConnection(value):
		return true
	}
	return start == 0 && !strings.ContainsFunc(value, func(c rune) bool { return unicode.IsSpace(c) || strings.ContainsRune(`"'=&?,;`, c) })
}

func isConnection(value string) bool {
	u, err := url.Parse(value)
	if err != nil || u.User == nil || u.Host == "" {
		return false
	}
	_, secret := u.User.Password()
	return secret
}

// isTaken reports whether the package holds another credential that would be
// read by the name: two must not become one.
func isTaken(r *check.Rewrite, name, value string) bool {
	for _, tv := range r.Info.Types {
		if tv.Value == nil || tv.Value.Kind() != constant.String {
			continue
		}
		other := constant.StringVal(tv.Value)
		if m, ok := secret.Find(other); ok && other != value && kind(m.What) == name {
			return true
		}
	}
	return false
}

// holder returns the name of an environment variable after what the credential
// is given to by name, or "".
func holder(r *check.Rewrite, e ast.Expr, parent ast.Node) string {
	switch n := parent.(type) {
	case *ast.ValueSpec:
		for i, value := range n.Values {
			if value == e && len(n.Names) == len(n.Values) {
				return upper(n.Names[i].Name)
			}
		}
	case *ast.AssignStmt:
		for i, value := range n.Rhs {
			if value != e || len(n.Lhs) != len(n.Rhs) {
				continue
			}
			switch name := n.Lhs[i].(type) {
			case *ast.Ident:
				return upper(name.Name)
			case *ast.SelectorExpr:
				return upper(name.Sel.Name)
			}
		}
	case *ast.KeyValueExpr:
		if key, ok := n.Key.(*ast.Ident); ok {
			if v, ok := r.Info.Uses[key].(*types.Var); ok && v.IsField() {
				return upper(key.Name)
			}
		}
	}
	return ""
}

// kind returns the name of an environment variable after what a credential is:
// STRIPE_LIVE_SECRET_KEY for "a Stripe live secret key", and POSTGRESQL_URL for
// the whole of "a password in a PostgreSQL URL".
func kind(what string) string {
	if _, whole, ok := strings.Cut(what, " in "); ok {
		what = whole
	}
	what = strings.TrimPrefix(strings.TrimPrefix(what, "a "), "an ")
	return strings.Map(func(c rune) rune {
		switch {
		case c >= 'a' && c <= 'z':
			return c - 'a' + 'A'
		case c >= 'A' && c <= 'Z', c >= '0' && c <= '9':
			return c
		case c == ' ', c == '-':
			return '_'
		}
		return -1
	}, what)
}

// upper returns apiKey and APIKey as API_KEY.
func upper(name string) string {
	var b strings.Builder
	chars := []rune(name)
	for i, c := range chars {
		lowerBefore := i > 0 && !unicode.IsUpper(chars[i-1]) && chars[i-1] != '_'
		lowerBehind := i > 0 && i+1 < len(chars) && unicode.IsLower(chars[i+1]) && chars[i-1] != '_'
		if unicode.IsUpper(c) && (lowerBefore || lowerBehind) {
			b.WriteByte('_')
		}
		if c > unicode.MaxASCII {
			return ""
		}
		b.WriteRune(unicode.ToUpper(c))
	}
	return b.String()
}
