package ruleset

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"github.com/hashicorp/hcl/v2/hclsyntax"

	"github.com/apiward/apiward/rules"
	"github.com/apiward/apiward/rules/model"
)

// codeRuleAttributes are those that a code_rule has beside those of all rules.
var codeRuleAttributes = []string{"message", "instead", "in", "not_in"}

// codeRule reads a rule about code. It stays plain data: what it names is looked
// up where the packages are.
func (b *block) codeRule() {
	b.only("code_rule", append(slices.Clone(ruleAttributes), codeRuleAttributes...)...)
	entry, ok := b.entry("code_rule", rules.Code)
	if !ok {
		return
	}
	r := rules.CodeRule{
		ID: entry.ID, Title: entry.Title, Severity: entry.Severity, Level: entry.Default, Maturity: entry.Maturity,
		OWASP: entry.OWASP, CWE: entry.CWE, In: b.globs("in", codeGlob), NotIn: b.globs("not_in", codeGlob), At: b.at(b.head),
	}
	r.Help, _, _ = b.string("instead")
	if message, at, ok := b.string("message"); ok {
		if r.Message = strings.TrimSpace(message); r.Message == "" {
			b.tell(at, "the message is empty", "write what is wrong where a finding is; {it} stands for what was found")
		}
	}
	b.contradiction(&r)
	for _, src := range b.blocks {
		if src.Type == "test" {
			b.ownTest(src)
		}
	}
	b.blocksOf("code_rule",
		inner{"forbid", `forbid { call = ["crypto/md5.New"] }`, false, func(in *block, _ []string) {
			if f, ok := in.forbid(r.ID); ok {
				r.Forbid = append(r.Forbid, f)
			}
		}, true},
		inner{"require", `require { call = ["example.com/shop/auth.May"]  before = ["example.com/shop/db.Delete"] }`, false, func(in *block, _ []string) {
			if q, ok := in.require(r.ID); ok {
				r.Require = append(r.Require, q)
			}
		}, false},
		inner{"flow", `flow { from = ["example.com/shop/user.User.Email"]  to = ["logged"] }`, false, func(in *block, _ []string) {
			if f, ok := in.flow(r.ID); ok {
				r.Flows = append(r.Flows, f)
			}
		}, false},
		inner{name: "test"},
	)
	if len(r.Forbid)+len(r.Require)+len(r.Flows) == 0 && !slices.ContainsFunc(b.blocks, func(src *hclsyntax.Block) bool { return src.Type != "test" }) {
		b.missing("forbid, require or flow", `write what no code may do, as forbid { call = ["crypto/md5.New"] }`)
	}
	b.coded = append(b.coded, r)
}

// codeGlob compiles a pattern of files or of import paths.
func codeGlob(pattern string) (rules.Glob, error) {
	return pathGlob(pattern)
}

// contradiction tells a rule that is about nothing.
func (b *block) contradiction(r *rules.CodeRule) {
	for _, in := range r.In {
		if slices.ContainsFunc(r.NotIn, func(not rules.Glob) bool { return not.Pattern == in.Pattern }) {
			a, _ := b.attribute("not_in")
			b.tell(a.SrcRange, quote(in.Pattern)+" is in and not_in", "leave it out of one of them: the rule would be about nothing there")
		}
	}
}

// exactlyOne tells a block that has none of some attributes or blocks, or several.
func (b *block) exactlyOne(owner, help string, names ...string) (string, bool) {
	var given []string
	for _, a := range b.attributes {
		if slices.Contains(names, a.Name) {
			given = append(given, a.Name)
		}
	}
	for _, in := range b.blocks {
		if slices.Contains(names, in.Type) && !slices.Contains(given, in.Type) {
			given = append(given, in.Type)
		}
	}
	switch len(given) {
	case 0:
		b.tell(b.head, "the "+owner+" says nothing", help)
		return "", false
	case 1:
		return given[0], true
	}
	b.tell(b.head, fmt.Sprintf("the %s has %s: what it is about is one of them", owner, strings.Join(given, " and ")), "write a block for each")
	return "", false
}

// forbid reads what no code may do.
func (b *block) forbid(id string) (f rules.Forbidden, ok bool) {
	what, ok := b.exactlyOne("forbid block", `write one of call, field, type, import and struct_tag { ... }`, "call", "field", "type", "import", "struct_tag")
	if !ok {
		return f, false
	}
	names := []string{what}
	if what == "field" {
		names = append(names, operandAttributes...)
	}
	b.only("forbid block", names...)
	f.Calls = b.lookedUp("call", rules.FuncName, id)
	f.Fields = b.lookedUp("field", rules.FieldName, id)
	f.Types = b.lookedUp("type", rules.TypeName, id)
	f.Imports = b.globs("import", codeGlob)
	if what == "field" {
		if o, given := b.operand("forbid block"); given {
			f.Value = &o
		}
	}
	b.blocksOf("forbid block",
		inner{"argument", "argument { index = 0  constant = false }", false, func(in *block, _ []string) {
			if what != "call" {
				in.tell(in.head, "only a call has arguments", "write it beside call")
				return
			}
			in.only("argument block", append([]string{"index"}, operandAttributes...)...)
			o, given := in.operand("argument block")
			if _, numbered := in.attribute("index"); !given && (len(in.attributes) == 0 || numbered && len(in.attributes) == 1) {
				in.tell(in.head, "the argument can be anything", "write what it must be for the call to be forbidden, as constant = false")
			}
			f.Arguments = append(f.Arguments, rules.Argument{Index: in.index("index", -1), Operand: o})
		}, false},
		inner{"struct_tag", `struct_tag { key = "json"  missing = true }`, false, func(in *block, _ []string) {
			if f.Tag != nil {
				in.tell(in.head, "the forbid block has two of struct_tag", "write a forbid block for each")
			}
			f.Tag = in.structTag()
		}, false},
	)
	return f, true
}

// lookedUp returns the symbols that an attribute lists. What a rule forbids is as
// it should be where no code imports it.
func (b *block) lookedUp(name string, kind rules.NameKind, id string) (list []string) {
	for _, item := range b.patterns(name) {
		symbol := item.is.(string)
		if strings.HasPrefix(symbol, "builtin.") && kind == rules.FuncName {
			if !slices.Contains(goBuiltins, symbol[len("builtin."):]) {
				b.tell(item.at, quote(symbol)+" is no function of the language", oneOf(symbol[len("builtin."):], goBuiltins))
			}
			list = append(list, symbol)
			continue
		}
		says := fmt.Sprintf("the rule %s is about %s in vain", id, symbol)
		if all, ok := strings.CutSuffix(symbol, ".*"); ok && kind == rules.FuncName && all != "" && !strings.ContainsAny(all, " *()\\") {
			list = append(list, symbol)
			continue
		}
		if b.symbol(symbol, item.at, kind, says) {
			if name != "before" {
				b.policy.House.Names[len(b.policy.House.Names)-1].Absent = true
			}
			list = append(list, symbol)
		}
	}
	return list
}

// goBuiltins are the functions of the language that can be forbidden.
var goBuiltins = []string{"append", "cap", "clear", "close", "complex", "copy", "delete", "imag", "len", "make", "max", "min", "new", "panic", "print", "println", "real", "recover"}

// operandAttributes say what is asked of an expression.
var operandAttributes = []string{"constant", "equals", "matches", "of_type"}

// operand reads what is asked of an expression.
func (b *block) operand(owner string) (o rules.Operand, given bool) {
	if constant, ok := b.bool("constant"); ok {
		o.Constant, given = &constant, true
	}
	if a, ok := b.attribute("equals"); ok {
		given = true
		if v, ok := b.value(a.Expr); ok {
			items, isList := v.is.([]value)
			if !isList {
				items = []value{v}
			}
			if len(items) == 0 {
				b.tell(v.at, "equals is empty", "write the values that are meant, or leave it out")
			}
			for _, item := range items {
				if _, nested := item.is.([]value); nested {
					b.tell(item.at, "equals holds plain values, and this is "+item.kind(), "write a string, a number, true, false or null")
					continue
				}
				o.Equals = append(o.Equals, item.is)
			}
		}
	}
	if o.Matches = b.expression("matches"); o.Matches != "" {
		given = true
	}
	if typ, typeAt, ok := b.string("of_type"); ok {
		given = true
		if o.Type = typ; strings.TrimSpace(typ) == "" || strings.HasPrefix(typ, "*") {
			b.tell(typeAt, quote(typ)+" is no type", `write it without stars, as "example.com/shop/user.User" or "string"`)
		}
	}
	if o.Constant != nil && !*o.Constant && (len(o.Equals) > 0 || o.Matches != "") {
		b.tell(b.head, "nothing is meant: what is no constant has no value to compare", "leave constant = false out of the "+owner)
	}
	return o, given
}

// expression returns the RE2 expression of an attribute, "" where it is absent or
// its mistake was told.
func (b *block) expression(name string) string {
	expr, at, ok := b.string(name)
	if !ok {
		return ""
	}
	if len(expr) > maxRegexp {
		b.tell(at, fmt.Sprintf("the expression has %d bytes", len(expr)), fmt.Sprintf("at most %d: write several rules", maxRegexp))
		return ""
	}
	re, err := regexp.Compile(expr)
	switch {
	case err != nil:
		b.tell(at, quote(expr)+" is no regular expression", strings.TrimPrefix(err.Error(), "error parsing regexp: "))
		return ""
	case re.MatchString("") && re.MatchString("\x00any text 1 at all\n"):
		b.tell(at, quote(expr)+" matches everything", "it tells nothing apart: write more of what is meant, or leave it out")
		return ""
	}
	return expr
}

// maxRegexp bounds regular expressions: what they compile to is many times as
// large.
const maxRegexp = 2000

// structTag reads what tags of fields are meant.
func (b *block) structTag() *rules.TagOf {
	b.only("struct_tag block", "key", "missing", "matches", "unless", "types", "structs", "fields")
	t := &rules.TagOf{}
	key, at, ok := b.string("key")
	if _, given := b.attribute("key"); !given {
		b.missing("key", `write which key of the tag it is, as key = "json"`)
	} else if ok && (key == "" || strings.ContainsAny(key, " :\"`\t\n")) {
		b.tell(at, quote(key)+" is no key of a tag", `write it as in the tag, "json"`)
	}
	t.Key = key
	t.Missing, _ = b.bool("missing")
	t.Matches = b.expression("matches")
	t.Unless = b.expression("unless")
	t.Structs = b.expression("structs")
	t.Names = b.expression("fields")
	for _, item := range b.patterns("types") {
		t.Types = append(t.Types, item.is.(string))
	}
	if t.Missing && (t.Matches != "" || t.Unless != "") {
		b.tell(b.head, "nothing is meant: a tag that is missing has no value to match", "leave matches and unless out, or missing")
	}
	return t
}

// require reads what code must do.
func (b *block) require(id string) (r rules.Required, ok bool) {
	what, ok := b.exactlyOne("require block", `write call = [...] with before, handlers or functions, or field = [...]`, "call", "field")
	if !ok {
		return r, false
	}
	if what == "field" {
		b.only("require block", "field")
		r.Fields = b.lookedUp("field", rules.FieldName, id)
		return r, len(r.Fields) > 0
	}
	b.only("require block", "call", "before", "handlers", "functions")
	if _, ok := b.exactlyOne("require block", "write where it is asked for: before = [...], handlers = true, or functions = \"...\"", "before", "handlers", "functions"); !ok {
		return r, false
	}
	r.Calls = b.lookedUp("call", rules.FuncName, id)
	r.Before = b.lookedUp("before", rules.FuncName, id)
	r.Functions = b.expression("functions")
	handlers, given := b.bool("handlers")
	if r.Handlers = handlers; given && !handlers {
		b.tell(b.head, "the require block is about nothing", "write handlers = true, or leave the block out")
	}
	for _, symbol := range r.Calls {
		if slices.Contains(r.Before, symbol) {
			b.tell(b.head, quote(symbol)+" is asked for before itself", "leave it out of call or of before")
		}
	}
	return r, len(r.Calls) > 0
}

// flow reads which values must not come where.
func (b *block) flow(id string) (f rules.HouseFlow, ok bool) {
	b.only("flow block", "from", "to", "argument", "unless")
	if b.flows++; b.flows > rules.MaxFlows {
		b.tell(b.head, fmt.Sprintf("the policy has more than %d flows", rules.MaxFlows), "name several ends in one flow, or leave some out")
		return f, false
	}
	f.From = b.ends("from", rules.IsSourceKind, append([]string{rules.AnyRequest}, names(model.Parts())...), rules.MemberName, id, `write where the values come from, as from = ["request"]`)
	f.To = b.ends("to", rules.IsSinkKind, names(model.Sanitized()), rules.MemberName, id, `write where they must not come, as to = ["logged"]`)
	f.Unless = b.ends("unless", rules.IsSinkKind, names(model.Sanitized()), rules.FuncName, id, "")
	if a, ok := b.attribute("argument"); ok {
		i := b.index("argument", 0)
		f.Argument = &i
		if !slices.ContainsFunc(f.To, func(to string) bool { return !rules.IsSinkKind(to) }) {
			b.tell(a.NameRange, "argument is about the functions of to, and there is none", "leave it out: what counts of a kind of sink is known")
		}
	}
	for _, to := range f.To {
		if slices.Contains(f.Unless, to) {
			b.tell(b.head, quote(to)+" is in to and in unless", "what is safe there would be all: leave it out of one of them")
		}
	}
	return f, len(f.From) > 0 && len(f.To) > 0
}

// ends returns what an end of a flow lists: kinds, and symbols, which have a dot.
func (b *block) ends(name string, isKind func(string) bool, kinds []string, kind rules.NameKind, id, missing string) (list []string) {
	if _, given := b.attribute(name); !given && missing != "" {
		b.missing(name, missing)
	}
	for _, item := range b.patterns(name) {
		end := item.is.(string)
		switch {
		case slices.Contains(list, end):
			b.tell(item.at, quote(end)+" is named twice", "leave it out here")
		case isKind(end):
			list = append(list, end)
		case !strings.Contains(end, "."):
			b.tell(item.at, "unknown kind "+quote(end), oneOf(end, kinds)+`; a symbol is written as "example.com/shop/user.User.Email"`)
		case b.symbol(end, item.at, kind, fmt.Sprintf("the rule %s is about %s in vain", id, end)):
			list = append(list, end)
		}
	}
	return list
}

// names returns kinds as texts.
func names[K ~string](kinds []K) []string {
	list := make([]string, len(kinds))
	for i, k := range kinds {
		list[i] = string(k)
	}
	return list
}

// closeCode puts the rules about code into the policy, sorted by ID, and returns
// what the catalog holds of them.
func (l *loader) closeCode() (entries []rules.Entry) {
	slices.SortFunc(l.coded, func(a, b rules.CodeRule) int { return strings.Compare(a.ID, b.ID) })
	number := 0
	for i := range l.coded {
		for j := range l.coded[i].Flows {
			l.coded[i].Flows[j].Number = number
			number++
		}
		entry, _ := l.Catalog.Lookup(l.coded[i].ID)
		entries = append(entries, entry)
	}
	l.policy.CodeRules = l.coded
	return entries
}
