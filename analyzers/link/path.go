package link

import (
	"cmp"
	"slices"
	"strings"

	"github.com/apiward/apiward/analyzers/routes"
	"github.com/apiward/apiward/rules/model"
)

// routeOf returns the methods and the path of a registration, and whether all of
// them are known.
func (t *table) routeOf(op *routes.Op) (methods []string, path string, whole bool) {
	path, whole = t.pathOf(op)
	if op.Syntax == model.MuxSyntax {
		method, path, _ := t.patternOf(op)
		if method == "ANY" && op.Method != "" {
			method = op.Method // the pattern says nothing of it, and the call does
		}
		if method != "ANY" || len(op.Args) == 0 {
			return []string{method}, path, whole
		}
	}
	if (op.Files || op.Rest) && !strings.HasSuffix(path, "...}") {
		path = join(path, "/{path...}")
	}
	if len(op.Args) == 0 {
		return []string{op.Method}, path, whole
	}
	list := op.Args
	if list[0].Kind == routes.List {
		list = list[0].Args
	}
	for _, e := range list {
		m, ok := t.text(e)
		switch {
		case !ok:
			methods, whole = append(methods, "ANY"), false
		case m != "":
			methods = append(methods, strings.ToUpper(m))
		}
	}
	if len(methods) == 0 {
		methods = []string{"ANY"}
	}
	return methods, path, whole
}

// pathOf returns the path of an operation in the inventory's terms.
func (t *table) pathOf(op *routes.Op) (path string, whole bool) {
	switch op.Syntax {
	case model.MuxSyntax:
		_, path, whole = t.patternOf(op)
		return path, whole
	case model.Colons, model.Dashed, model.Written:
		path, whole = t.text(op.Path)
		return colons(path, op.Syntax != model.Colons), whole
	}
	path, whole = t.text(op.Path)
	if op.Syntax == model.Patterns {
		path = spanning(path)
	}
	return braces(path), whole
}

// spanning brings the expressions of gorilla's paths that match slashes, as in
// {path:.*}, to the form that chi's have.
func spanning(path string) string {
	for _, any := range []string{":.*}", ":.+}", ":(.*)}", ":(.+)}", ":.*?}", ":.+?}"} {
		path = strings.ReplaceAll(path, any, ":*}")
	}
	return path
}

// patternOf splits a pattern of net/http.
func (t *table) patternOf(op *routes.Op) (method, path string, whole bool) {
	method = "ANY"
	path, whole = t.text(op.Path)
	if m, rest, ok := strings.Cut(path, " "); ok {
		method, path = m, strings.TrimLeft(rest, " \t")
	}
	if i := strings.IndexByte(path, '/'); i > 0 && !strings.HasPrefix(path, "{?}") {
		path = path[i:] // the host
	}
	if strings.HasSuffix(path, "/") {
		path += "{path...}"
	}
	return method, strings.ReplaceAll(path, "{$}", ""), whole
}

// braces brings chi's path syntax to the inventory's: {id:[0-9]+} becomes
// {id}, a trailing * the rest of the path, and so does {file:*}.
func braces(path string) string {
	var b strings.Builder
	depth, skip := 0, false
	name := ""
	for i, r := range path {
		switch {
		case r == '{':
			depth++
			if depth > 1 {
				continue
			}
			name = path[i:]
		case r == '}':
			depth--
			if depth > 0 {
				continue
			}
			skip = false
			if len(name) > 0 && i > 0 && path[i-1] == '*' && strings.HasSuffix(name[:strings.IndexByte(name, '}')], ":*") {
				b.WriteString("...")
			}
		case depth > 0 && r == ':':
			skip = true
		}
		if !skip && !(depth > 0 && r == '?' && b.String()[b.Len()-1] != '{') {
			b.WriteRune(r)
		}
	}
	if rest, ok := strings.CutSuffix(b.String(), "*"); ok {
		return rest + "{path...}"
	}
	return b.String()
}

// colons brings the syntax of gin, echo and fiber to the inventory's: :id,
// :id<int> and :id? become {id}, a * or + with or without a name the rest of the
// path. Dashed says that a dash does not end a name.
func colons(path string, dashed bool) string {
	segments := strings.Split(path, "/")
	for i, s := range segments {
		switch {
		case s == "":
		case s[0] == '*' || s[0] == '+':
			name := strings.TrimLeft(s, "*+")
			if name == "" || name[0] >= '0' && name[0] <= '9' {
				name = "path"
			}
			segments[i] = "{" + name + "...}"
		case strings.HasSuffix(s, "*"):
			segments[i] = colonParameters(s[:len(s)-1], dashed) + "{path...}"
		default:
			segments[i] = colonParameters(s, dashed)
		}
	}
	return strings.Join(segments, "/")
}

// colonParameters rewrites the parameters in one segment, of which there can be
// several: :from-:to.
func colonParameters(s string, dashed bool) string {
	var b strings.Builder
	for {
		before, rest, ok := strings.Cut(s, ":")
		if strings.HasSuffix(before, "\\") { // a colon of the path itself
			before, ok = before[:len(before)-1]+":"+rest, false
		}
		b.WriteString(before)
		if !ok {
			return b.String()
		}
		end := strings.IndexFunc(rest, func(r rune) bool {
			return r != '_' && (r != '-' || !dashed) && (r < '0' || r > '9') && (r < 'a' || r > 'z') && (r < 'A' || r > 'Z')
		})
		if end < 0 {
			end = len(rest)
		}
		b.WriteString("{" + rest[:end] + "}")
		s = rest[end:]
		if strings.HasPrefix(s, "<") {
			if i := strings.IndexByte(s, '>'); i >= 0 {
				s = s[i+1:]
			}
		}
		s = strings.TrimPrefix(s, "?")
	}
}

// text returns an expression as text, with {?} for what is not known, and
// whether all of it is.
func (t *table) text(e routes.Expr) (string, bool) {
	switch e.Kind {
	case routes.Const:
		return e.Name, true
	case routes.Nil: // the zero value of a field that is left out
		return "", true
	case routes.Concat:
		if e.Name != "" {
			return t.joinedText(e.Args)
		}
		var b strings.Builder
		whole := true
		for _, a := range e.Args {
			s, ok := t.text(a)
			b.WriteString(s)
			whole = whole && ok
		}
		return b.String(), whole
	case routes.Choice:
		return t.fallback(e.Args), false
	case routes.Chosen:
		return t.fallback(e.Args[1:]), false
	case routes.Apply:
		if result, ok := t.returned(e); ok {
			return t.text(result)
		}
	}
	return "{?}", false
}

// returned returns what a call of a function value returns, where that is one function.
func (t *table) returned(e routes.Expr) (routes.Expr, bool) {
	held := t.held(e.Args[0], 0)
	if len(held) != 1 || held[0].Kind != routes.Func {
		return routes.Expr{}, false
	}
	fn, args := held[0], e.Args[1:]
	var results []routes.Expr
	if sum := t.info[fn.Name]; sum != nil {
		results = sum.Results
	} else if info := t.infoOf(fn); info != nil {
		results = info.Returns
	}
	if e.Index >= len(results) {
		return routes.Expr{}, false
	}
	if receiver, ok := fn.Receiver(); ok {
		args = slices.Concat([]routes.Expr{receiver}, args)
	}
	return fn.In(results[e.Index]).Subst(fn.Name, args, ""), true
}

// fallback returns the one text that is known among those that a part of a path
// can be, {?} if there is none or more: what a configuration can change has it
// from the start.
func (t *table) fallback(list []routes.Expr) string {
	var known []string
	for _, e := range list {
		if s, whole := t.text(e); whole && !slices.Contains(known, s) {
			known = append(known, s)
		}
	}
	if len(known) == 1 {
		return known[0]
	}
	return "{?}"
}

// joinedText returns the parts of a path with one slash between them, as path.Join
// puts them together.
func (t *table) joinedText(parts []routes.Expr) (string, bool) {
	joined, whole := "", true
	for _, part := range parts {
		s, ok := t.text(part)
		whole = whole && ok
		switch {
		case s == "":
		case joined == "":
			joined = s
		default:
			joined = strings.TrimRight(joined, "/") + "/" + strings.TrimLeft(s, "/")
		}
	}
	if len(joined) > 1 {
		joined = strings.TrimRight(joined, "/")
	}
	return joined, whole
}

// behind puts the path of an operation behind a prefix.
func behind(prefix, path string, op *routes.Op) string {
	if op.Syntax == model.Written && path != "" && path[0] != '/' && !strings.HasPrefix(path, "{?}") {
		return cmp.Or(prefix, "/") + path
	}
	return join(prefix, path)
}

// join puts a path behind a prefix, with one slash between them.
func join(prefix, path string) string {
	if path != "" && path[0] != '/' && !strings.HasPrefix(path, "{?}") {
		path = "/" + path
	}
	switch {
	case prefix == "" || prefix == "/":
		return path
	case path == "" || path == "/":
		return prefix
	}
	return strings.TrimSuffix(prefix, "/") + "/" + strings.TrimPrefix(path, "/")
}
