package flow

import (
	"go/constant"
	"go/token"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/tools/go/ssa"

	"github.com/apiward/apiward/rules/model"
)

// How a text is put together decides what its parts can do: what stands behind
// "https://example.com/" cannot choose the host, and what stands behind a
// directory's name can only leave it by "..".

// piece is a part of a text: constant text, or a value.
type piece struct {
	text  string
	value ssa.Value // nil for constant text
}

// maxPieces bounds the parts that are told apart.
const maxPieces = 64

// pieces returns the parts of the text v from left to right, as far as it is
// put together where it stands.
func pieces(v ssa.Value) []piece { return appendPieces(nil, v, 0) }

func appendPieces(list []piece, v ssa.Value, depth int) []piece {
	if depth > maxResolve || len(list) > maxPieces {
		return append(list, piece{value: v})
	}
	switch x := v.(type) {
	case *ssa.Const:
		switch {
		case x.Value == nil:
		case x.Value.Kind() == constant.String:
			return append(list, piece{text: constant.StringVal(x.Value)})
		case x.Value.Kind() == constant.Int:
			return append(list, piece{text: x.Value.ExactString()})
		}
	case *ssa.BinOp:
		if x.Op == token.ADD {
			return appendPieces(appendPieces(list, x.X, depth+1), x.Y, depth+1)
		}
	case *ssa.ChangeType:
		return appendPieces(list, x.X, depth+1)
	case *ssa.Convert:
		return appendPieces(list, x.X, depth+1)
	case *ssa.MakeInterface:
		return appendPieces(list, x.X, depth+1)
	case *ssa.Phi:
		if text, ok := chosen(x); ok {
			return append(list, piece{text: text})
		}
	case *ssa.Call:
		if _, _, symbol, _ := Callee(&x.Call); symbol == "fmt.Sprintf" {
			if parts, ok := formatted(x.Call.Args[0], x.Call.Args[1]); ok {
				for _, p := range parts {
					if p.value == nil {
						list = append(list, p)
					} else {
						list = appendPieces(list, p.value, depth+1)
					}
				}
				return list
			}
		}
	}
	return append(list, piece{value: v})
}

// constantText returns the text that v is put together to, false if a part of it
// is not constant.
func constantText(v ssa.Value) (string, bool) {
	var text strings.Builder
	for _, p := range pieces(v) {
		if p.value != nil {
			return "", false
		}
		text.WriteString(p.text)
	}
	return text.String(), true
}

// chosen returns one of the constants that a phi chooses from, one that does
// not decide a host if there is such a one; false if it is no such choice. Where the
// choice is between what begins a query and what goes on with one, it is in a query.
func chosen(phi *ssa.Phi) (text string, ok bool) {
	begins, query := "", true
	for i, edge := range phi.Edges {
		c, ok := edge.(*ssa.Const)
		if !ok || c.Value == nil || c.Value.Kind() != constant.String {
			return "", false
		}
		s := constant.StringVal(c.Value)
		if i == 0 || !fixesHost([]piece{{text: s}}) {
			text = s
		}
		switch {
		case strings.HasPrefix(s, "?"):
			begins = s
		case !strings.HasPrefix(s, "&"):
			query = false
		}
	}
	if query && begins != "" {
		return begins, true
	}
	return text, true
}

// formatted returns the parts of a text that is made by a constant format from
// a list of arguments. It does not read formats that number their arguments.
func formatted(format, list ssa.Value) ([]piece, bool) {
	c, ok := format.(*ssa.Const)
	if !ok || c.Value == nil || c.Value.Kind() != constant.String {
		return nil, false
	}
	args, i := elements(list), 0
	var parts []piece
	for rest := constant.StringVal(c.Value); rest != ""; {
		before, after, found := strings.Cut(rest, "%")
		if before != "" {
			parts = append(parts, piece{text: before})
		}
		if !found {
			break
		}
		verb := strings.TrimLeft(after, "+-# 0123456789.")
		switch {
		case verb == "" || verb[0] == '[' || verb[0] == '*':
			return nil, false
		case verb[0] == '%':
			parts = append(parts, piece{text: "%"})
		case i >= len(args):
			return nil, false
		default:
			parts = append(parts, piece{value: args[i]})
			i++
		}
		rest = verb[1:]
	}
	return parts, true
}

// fixesHost reports whether what follows the parts can no longer choose the
// scheme and the host of an address: there is a slash, a question mark or a
// number sign behind a host, or a path has begun.
func fixesHost(before []piece) bool {
	begun := false // something stands before that can be a host
	named := false // a host must come: two slashes stand before it
	for i := 0; i < len(before); i++ {
		if before[i].value != nil {
			begun = true
			continue
		}
		text := before[i].text
		for i+1 < len(before) && before[i+1].value == nil {
			i++
			text += before[i].text
		}
		if strings.ContainsAny(text, "?#") {
			return true
		}
		if _, behind, ok := strings.Cut(text, "://"); ok {
			text, begun, named = behind, false, true
		} else if behind, ok := strings.CutPrefix(text, "//"); ok && !begun {
			text, named = behind, true
		}
		if i := strings.IndexByte(text, '/'); i >= 0 && (begun || i > 0 || !named && len(text) > 1 && text[1] != '/' && text[1] != '\\') {
			return true
		}
		begun = begun || text != ""
	}
	return false
}

// after returns what a value v can come from, which is s, where it stands behind the
// parts of a text.
func after(before []piece, v ssa.Value, s set) set {
	text, some := false, false
	for _, p := range before {
		text = text || strings.Trim(p.text, "-") != ""
		some = some || p.text != "" || p.value != nil
	}
	if !some || len(s) == 0 {
		return s
	}
	var known Flags
	if text {
		known |= Undashed
	}
	if fixesHost(before) {
		known |= sited
	}
	if isRoot(before) {
		known |= withoutSlashes(v)
	} else if !endsScheme(before) {
		known |= Based
	}
	if strings.HasPrefix(before[0].text, "/") {
		known |= Rooted
	}
	s = s.with(known)
	s = s.where(func(o *Origin) bool { return o.Flags&Undotted != 0 }, Confined)
	if quotes(before, "'")%2 == 1 {
		s = s.where(func(o *Origin) bool { return o.Flags&Unquoted != 0 }, Enclosed)
	}
	return s.with(delimited(before, v)).where(isRequestPath, sited)
}

// delimited returns what is known of v behind the parts of a statement where it
// stands between the quotes of a name and those in it are doubled: it is a name
// whatever it holds. What stands between double quotes where a value is expected may
// be a text to the database, which a backslash ends.
func delimited(before []piece, v ssa.Value) Flags {
	if mi, ok := v.(*ssa.MakeInterface); ok {
		v = mi.X
	}
	quote := doubles(v)
	if quote == "" {
		return 0
	}
	for _, q := range [...]string{"'", `"`, "`"} {
		if odd := quotes(before, q)%2 == 1; odd != (q == quote) {
			return 0
		}
	}
	if quote == "`" {
		return Quoted
	}
	text := "" // in front of the quote that is open
	for i := len(before) - 1; i >= 0; i-- {
		if head := before[i].text; strings.Contains(head, quote) {
			text = strings.TrimSpace(head[:strings.LastIndex(head, quote)])
			break
		}
	}
	last, _ := utf8.DecodeLastRuneInString(text)
	if word := text[strings.LastIndexAny(text, " \t\n(")+1:]; text == "" || last == '.' || unicode.IsLetter(last) && !strings.EqualFold(word, "LIKE") {
		return Quoted
	}
	return Enclosed
}

// doubles returns the quote that names stand between of which v has each one twice.
func doubles(v ssa.Value) string {
	call, ok := v.(*ssa.Call)
	if !ok {
		return ""
	}
	_, _, symbol, _ := Callee(&call.Call)
	if !replacesAll(symbol, call.Call.Args) {
		return ""
	}
	quote := constantKey(call.Call.Args[1])
	if with, ok := constantText(call.Call.Args[2]); !ok || with != quote+quote || quote != `"` && quote != "`" {
		return ""
	}
	return quote
}

// endsScheme reports whether the parts of a text end as a scheme does, behind
// which two slashes begin a host.
func endsScheme(parts []piece) bool {
	return strings.HasSuffix(parts[len(parts)-1].text, ":")
}

// isRoot reports whether a slash is all that stands in the parts of a text.
func isRoot(parts []piece) bool {
	text := ""
	for _, p := range parts {
		if text += p.text; p.value != nil {
			return false
		}
	}
	return text == "/"
}

// withoutSlashes returns what is known of a path on this host behind whose first
// slash v stands: where all slashes that v began with are cut off, no host begins
// there, and to browsers none does if no backslash can be the next letter.
func withoutSlashes(v ssa.Value) Flags {
	cut, ok := v.(*ssa.Call)
	if !ok || !calls(v, "strings.TrimLeft") && !calls(v, "strings.Trim") {
		return 0
	}
	switch letters := constantKey(cut.Call.Args[1]); {
	case !strings.Contains(letters, "/"):
		return 0
	case strings.Contains(letters, `\`), calls(cut.Call.Args[0], urlType+".EscapedPath"):
		return sited
	}
	return Hosted
}

// quotes counts a quote in the constant parts of a text.
func quotes(parts []piece, quote string) int {
	n := 0
	for _, p := range parts {
		n += strings.Count(p.text, quote)
	}
	return n
}

// takesQuotes reports whether a call of the standard library replaces all single
// quotes in its first argument.
func takesQuotes(symbol string, args []ssa.Value) bool {
	if !replacesAll(symbol, args) {
		return false
	}
	with, ok := constantText(args[2])
	return ok && constantKey(args[1]) == "'" && strings.Count(with, "'")%2 == 0
}

// replacesAll reports whether a call of the standard library replaces its second
// argument by its third wherever it is in the first.
func replacesAll(symbol string, args []ssa.Value) bool {
	switch symbol {
	case "strings.ReplaceAll":
		return true
	case "strings.Replace":
		c, ok := args[3].(*ssa.Const)
		return ok && c.Value != nil && c.Int64() < 0
	}
	return false
}

// isRequestPath reports whether the origin is the address that a request asks
// for, which begins with a slash.
func isRequestPath(o *Origin) bool { return o.Kind == Source && o.Source == model.URL }

// composed evaluates the calls of the standard library that put texts together
// in an order that matters.
func (f *family) composed(symbol string, args []ssa.Value, at ssa.Instruction) (set, bool) {
	var parts []piece
	switch symbol {
	case "fmt.Sprintf":
		p, ok := formatted(args[0], args[1])
		if !ok {
			return nil, false
		}
		parts = p
	case "strings.Join":
		sep := constantKey(args[1])
		for i, v := range elements(args[0]) {
			if i > 0 {
				parts = append(parts, piece{text: sep})
			}
			parts = append(parts, piece{value: v})
		}
	case "path.Join", "path/filepath.Join", "net/url.JoinPath":
		for i, a := range args {
			for j, v := range elements(a) {
				if i+j > 0 {
					parts = append(parts, piece{text: "/"})
				}
				parts = append(parts, piece{value: v})
			}
		}
	case urlType + ".JoinPath":
		parts = []piece{{value: args[0]}, {text: "/"}}
		for _, v := range elements(args[1]) {
			parts = append(parts, piece{value: v})
		}
	case "path.Clean", "path/filepath.Clean":
		parts = []piece{{value: args[0]}}
	case urlType + ".String", urlType + ".Redacted":
		return f.addressText(args[0], at), true
	case "maps.Keys", "golang.org/x/exp/maps.Keys":
		return f.partOf(args[0], keysOf, at), true
	case "maps.Values", "golang.org/x/exp/maps.Values":
		return f.partOf(args[0], "[]", at), true
	default:
		return nil, false
	}
	var s set
	mixed := Flags(0)
	if len(parts) > 1 {
		mixed = Mixed
	}
	for i, p := range parts {
		if p.value != nil {
			s.union(after(flat(parts[:i]), p.value, f.use(p.value, at)).with(mixed), &f.spent)
		}
	}
	if strings.HasSuffix(symbol, ".Clean") || strings.HasSuffix(symbol, "h.Join") {
		// What is cleaned from the root does not lead above it.
		if first := flat(parts); len(first) > 0 && strings.HasPrefix(first[0].text, "/") {
			s = s.with(Undotted)
		}
	}
	if strings.HasSuffix(symbol, ".Clean") {
		// So is the path of a request, which begins with a slash.
		s = s.where(isRequestPath, Undotted)
	}
	return s, true
}

// where returns the set with flags added to the origins of which is holds.
func (s set) where(is func(*Origin) bool, f Flags) set {
	if indexFunc(s, func(o *Origin) bool { return is(o) && o.Flags&f != f }) < 0 {
		return s
	}
	t := append(set(nil), s...)
	for i := range t {
		if is(&t[i]) {
			t[i].Flags |= f
		}
	}
	return t
}

// flat returns the parts with those that are put together themselves in pieces.
func flat(parts []piece) []piece {
	var list []piece
	for _, p := range parts {
		if p.value == nil {
			list = append(list, p)
		} else {
			list = appendPieces(list, p.value, 0)
		}
	}
	return list
}

// addressText returns what the text of the address u can come from. Where its
// host is set before, that alone decides where it leads.
func (f *family) addressText(u ssa.Value, at ssa.Instruction) set {
	a := f.addressOf(u)
	s := f.use(u, at)
	if known := f.known(u, at.Block()); !isPlace(u) && known&Fixed == 0 {
		s = slices.Clone(f.of(u).values)
		for _, c := range f.of(a.root).cells {
			switch field, ok := strings.CutPrefix(c.path, a.path+"."); {
			case !ok && !within(c.path, a.path) && !within(a.path, c.path):
			case ok && slices.Contains([]string{"Path", "RawPath", "RawQuery", "Fragment", "RawFragment"}, field):
				s.union(c.values.with(sited), &f.spent)
			case len(c.path) < len(a.path):
				s.union(part(c.values, a.path[len(c.path):], false), &f.spent)
			default:
				s.union(c.values, &f.spent)
			}
		}
		s = s.with(known & shown)
	}
	a.path += ".Host"
	for _, c := range f.of(a.root).cells {
		if c.path == a.path && precede(c.stores, at) {
			s = s.with(sited)
			s.union(c.values, &f.spent)
		}
	}
	return s
}

// safeForAll returns the flags with which a value is safe for the kinds.
func safeForAll(kinds []model.SinkKind) Flags {
	var safe Flags
	for _, k := range kinds {
		if k == model.Argument {
			safe |= Undashed // no option, and maybe no word of a shell's either
			continue
		}
		safe |= safeFor(k)
	}
	return safe
}
