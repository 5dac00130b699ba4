package ruleset

import (
	"fmt"
	"go/token"
	"math"
	"slices"
	"strings"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"

	"github.com/apiward/apiward/rules"
	"github.com/apiward/apiward/rules/model"
)

// What a policy knows of the project's own libraries is written down as what is
// known of others: the values of package model, one Library for each package.

// library returns what is known of a package, to be added to.
func (l *loader) library(path string) *model.Library {
	if l.house[path] == nil {
		l.house[path] = &model.Library{Path: path}
	}
	return l.house[path]
}

// closeHouse puts what the files know of libraries into the policy.
func (l *loader) closeHouse() {
	for _, library := range byKey(l.house) {
		l.policy.House.Libraries = append(l.policy.House.Libraries, *library)
	}
	slices.Sort(l.policy.House.Principals)
	l.policy.House.Principals = slices.Compact(l.policy.House.Principals)
}

// symbol tells a symbol that is none, and has one that is looked up in the
// packages: says is what is lost where it stands for nothing.
func (b *block) symbol(symbol string, at hcl.Range, kind rules.NameKind, says string) bool {
	example := map[rules.NameKind]string{
		rules.TypeName: "example.com/shop/web.Router", rules.FieldName: "example.com/shop/user.User.Email",
		rules.KeyName: "example.com/shop/auth.UserKey",
	}[kind]
	if example == "" {
		example = "example.com/shop/web.Func"
	}
	help := symbolHelp(symbol, example)
	parts := strings.Count(symbol[strings.LastIndexByte(symbol, '/')+1:], ".")
	if help == "" && kind == rules.FieldName && parts < 2 {
		help = "write the import path, the type and the field, as " + quote(example)
	}
	if help != "" {
		b.tell(at, quote(symbol)+" names no "+string(kind), help)
		return false
	}
	b.policy.House.Names = append(b.policy.House.Names, rules.Name{Symbol: symbol, Kind: kind, Says: says, At: b.at(at)})
	return true
}

// index returns the number of an argument, counted from 0, or absent where the
// block names none.
func (b *block) index(name string, absent int) int {
	a, ok := b.attribute(name)
	if !ok {
		return absent
	}
	v, ok := b.value(a.Expr)
	if !ok {
		return absent
	}
	number, ok := v.is.(float64)
	if !ok || number < 0 || number != math.Trunc(number) || number > maxArgument {
		b.tell(v.at, name+" is the number of an argument, not "+v.shown(), "arguments are counted from 0, without the receiver: write "+name+" = 0")
		return absent
	}
	return int(number)
}

// maxArgument bounds the numbers of arguments.
const maxArgument = 99

// inner is one kind of block that stands within another.
type inner struct {
	name, form string
	labels     bool                           // it names methods
	read       func(b *block, names []string) // nil: it was read
	deep       bool                           // it holds blocks of its own
}

// blocksOf reads the blocks that stand in a block.
func (b *block) blocksOf(owner string, kinds ...inner) {
	for _, src := range b.blocks {
		i := slices.IndexFunc(kinds, func(k inner) bool { return k.name == src.Type })
		if i < 0 {
			names := make([]string, len(kinds))
			for i, k := range kinds {
				names[i] = k.name
			}
			b.tell(src.TypeRange, "unknown block "+quote(src.Type)+" in the "+owner, oneOf(src.Type, names))
			continue
		}
		if kinds[i].read == nil {
			continue
		}
		if in, ok := b.innerBlock(src, kinds[i]); ok {
			kinds[i].read(in, src.Labels)
		}
	}
}

// innerBlock checks the shape of a block that stands within another.
func (b *block) innerBlock(src *hclsyntax.Block, k inner) (*block, bool) {
	in := &block{body: b.file.body(src.Body, maxSize), head: src.DefRange()}
	switch {
	case k.labels && len(src.Labels) == 0:
		b.tell(in.head, "the block "+k.name+" names nothing", "write "+k.form)
		return nil, false
	case !k.labels && len(src.Labels) > 0:
		b.tell(src.LabelRanges[0], fmt.Sprintf("the block %s has a label too many: %s", k.name, quote(src.Labels[0])), "write "+k.form)
		return nil, false
	}
	for i, label := range src.Labels {
		if !token.IsIdentifier(label) {
			b.tell(src.LabelRanges[i], quote(label)+" is no name of a method", "write "+k.form)
			return nil, false
		}
	}
	if len(src.Labels) > 0 {
		in.label, in.labelAt = src.Labels[0], src.LabelRanges[0]
	}
	if k.deep {
		return in, true
	}
	for _, nested := range in.blocks {
		b.tell(nested.TypeRange, fmt.Sprintf("the block %s holds no blocks, and this is one: %s", k.name, quote(nested.Type)), "its settings are attributes: write name = value")
	}
	return in, true
}

// framework reads what is known of the package that a framework of the house is.
func (b *block) framework() {
	b.only("framework block", "context", "responses", "proceeds", "aborts", "returns_errors", "sets", "gets")
	path := b.label
	if strings.ContainsAny(path, " \t\r\n\\()*") || path == "" || strings.HasPrefix(path, ".") || strings.HasPrefix(path, "/") {
		b.tell(b.labelAt, quote(path)+" is no import path", `write it as in an import, "example.com/shop/web"`)
		return
	}
	if !b.once("framework") {
		return
	}
	if len(b.attributes) == 0 {
		b.tell(b.head, "the block says nothing of the framework", `write what handlers are given, as context = ["Context"]`)
	}
	l := b.library(path)
	l.Requests = append(l.Requests, b.members(path, "context", rules.TypeName)...)
	l.Responses = append(l.Responses, b.members(path, "responses", rules.TypeName)...)
	l.Proceeds = append(l.Proceeds, b.members(path, "proceeds", rules.FuncName)...)
	l.Aborts = append(l.Aborts, b.members(path, "aborts", rules.FuncName)...)
	for _, name := range b.members(path, "returns_errors", rules.TypeName) {
		l.Returned = append(l.Returned, model.Returned{Type: name})
	}
	for _, name := range b.members(path, "sets", rules.FuncName) {
		l.Puts = append(l.Puts, model.Put{Symbol: name, Key: 0, Value: 1})
	}
	for _, name := range b.members(path, "gets", rules.FuncName) {
		l.Sources = append(l.Sources, model.Source{Symbol: name, Kind: model.Context, Key: 0})
	}
}

// members returns the names of a package that an attribute lists, without the
// import path, with which they may be written as well.
func (b *block) members(path, name string, kind rules.NameKind) (list []string) {
	for _, item := range b.patterns(name) {
		member := strings.TrimPrefix(item.is.(string), path+".")
		symbol := path + "." + member
		if b.symbol(symbol, item.at, kind, fmt.Sprintf("%s of the framework %s is nothing", quote(member), path)) {
			list = append(list, member)
		}
	}
	return list
}

// syntaxes are how paths are written, by the name in a policy.
var syntaxes = []string{"braces", "mux", "colons", "patterns"}

// router reads a type of the house on which routes are registered.
func (b *block) router() {
	b.only("router block", "types", "new", "syntax", "order", "flat")
	says := "the router %s routes nothing"
	if !b.symbol(b.label, b.labelAt, rules.TypeName, fmt.Sprintf(says, b.label)) || !b.once("router") {
		return
	}
	dot := strings.LastIndexByte(b.label, '.')
	path, typ := b.label[:dot], b.label[dot+1:]
	r := model.Router{Types: append([]string{typ}, b.members(path, "types", rules.TypeName)...), House: true, Cuts: true}
	r.New = b.members(path, "new", rules.FuncName)
	r.Syntax = model.MuxSyntax
	if syntax, at, ok := b.string("syntax"); ok {
		i := slices.Index(syntaxes, syntax)
		if i < 0 {
			b.tell(at, "unknown syntax "+quote(syntax), oneOf(syntax, syntaxes))
		}
		r.Syntax = []model.PathSyntax{model.Braces, model.MuxSyntax, model.Colons, model.Patterns}[max(i, 0)]
	}
	if order, at, ok := b.string("order"); ok {
		switch order {
		case "always":
		case "before":
			r.Order = model.Before
		default:
			b.tell(at, "unknown order "+quote(order), oneOf(order, []string{"always", "before"}))
		}
	}
	r.Flat, _ = b.bool("flat")
	l := b.library(path)
	method := func(names []string, at hcl.Range) {
		for _, name := range names {
			b.symbol(b.label+"."+name, at, rules.FuncName, fmt.Sprintf("the method %s of the router %s is none", name, b.label))
		}
	}
	b.blocksOf("router block",
		inner{"register", `register "Get" "Post" { path = 0, handler = 1 }`, true, func(in *block, names []string) {
			method(names, in.labelAt)
			r.Register = append(r.Register, in.register(names)...)
		}, false},
		inner{"mount", `mount "Mount" { prefix = 0, handler = 1 }`, true, func(in *block, names []string) {
			method(names, in.labelAt)
			in.only("mount block", "prefix", "handler")
			for _, name := range names {
				r.Mount = append(r.Mount, model.Mount{Name: name, Kind: model.MountHandler, Prefix: in.index("prefix", -1), Arg: in.demanded("handler")})
			}
		}, false},
		inner{"group", `group "Route" { prefix = 0, body = 1 }`, true, func(in *block, names []string) {
			method(names, in.labelAt)
			for _, name := range names {
				r.Mount = append(r.Mount, in.group(name))
			}
		}, false},
		inner{"use", `use "Use" { middleware = 0 }`, true, func(in *block, names []string) {
			method(names, in.labelAt)
			in.only("use block", "middleware")
			for _, name := range names {
				r.Use = append(r.Use, model.Use{Name: name, Arg: in.index("middleware", 0)})
			}
		}, false},
		inner{"serve", `serve "Run" { address = 0 }`, true, func(in *block, names []string) {
			method(names, in.labelAt)
			in.only("serve block", "address")
			for _, name := range names {
				for _, t := range r.Types {
					l.Serves = append(l.Serves, model.Serve{Symbol: t + "." + name, Handler: -1, Addr: in.index("address", -1)})
				}
			}
		}, false},
	)
	if len(r.Register)+len(r.Mount) == 0 && !b.full() {
		b.tell(b.head, "the router registers nothing", `write its methods that do, as register "Get" "Post" { path = 0, handler = 1 }`)
	}
	l.Routers = append(l.Routers, r)
}

// demanded returns the number of an argument that must be given.
func (b *block) demanded(name string) int {
	if _, ok := b.attribute(name); !ok {
		b.missing(name, "write which argument it is, counted from 0, as "+name+" = 1")
	}
	return b.index(name, 0)
}

// register reads methods that bind a handler. A method whose name is a verb is
// for that one, unless it is said which.
func (b *block) register(names []string) (list []model.Register) {
	b.only("register block", "method", "path", "handler", "chain", "around")
	reg := model.Register{MethodArg: -1, Path: b.index("path", -1), Handler: b.demanded("handler")}
	reg.List, _ = b.bool("chain")
	reg.Around = max(0, b.index("around", 0))
	verb := ""
	if a, ok := b.attribute("method"); ok {
		if v, ok := b.value(a.Expr); ok {
			switch is := v.is.(type) {
			case string:
				if verb = is; !slices.Contains(methods, is) {
					b.tell(v.at, "unknown method "+quote(is), oneOf(is, methods))
				}
			default:
				reg.MethodArg = b.index("method", -1)
			}
		}
	}
	for _, name := range names {
		reg.Name, reg.Method = name, verb
		if upper := strings.ToUpper(name); verb == "" && reg.MethodArg < 0 {
			reg.Method = "ANY"
			if slices.Contains(methods, upper) {
				reg.Method = upper
			}
		}
		list = append(list, reg)
	}
	return list
}

// group reads a method that makes a router below another.
func (b *block) group(name string) model.Mount {
	b.only("group block", "prefix", "body", "middleware")
	m := model.Mount{Name: name, Kind: model.Chain, Prefix: b.index("prefix", -1), Arg: b.index("middleware", -1)}
	if _, ok := b.attribute("body"); ok {
		m.Arg, m.Kind = b.index("body", 0), model.GroupFunc
		if m.Prefix >= 0 {
			m.Kind = model.MountFunc
		}
		if a, both := b.attribute("middleware"); both {
			b.tell(a.NameRange, "a group with a body takes no middleware", "leave it out: what the body registers is read")
		}
	}
	return m
}

// parted returns a symbol as the library that it belongs to and the name in it.
func (l *loader) parted(symbol string) (*model.Library, string) {
	path := rules.PackageOf(symbol)
	return l.library(path), strings.TrimPrefix(symbol, path+".")
}

// source reads a function of the house that yields a part of a request.
func (b *block) source() {
	b.only("source block", "kind", "key", "name", "fills")
	if !b.symbol(b.label, b.labelAt, rules.MemberName, fmt.Sprintf("the source %s yields nothing", b.label)) || !b.once("source") {
		return
	}
	kind := oneKind(b, "kind", model.Parts(), "the part of the request that it yields")
	l, name := b.parted(b.label)
	s := model.Source{Symbol: name, Kind: kind, Key: b.index("key", -1)}
	s.Name, _, _ = b.string("name")
	if _, ok := b.attribute("fills"); ok {
		s.Fills = []int{b.index("fills", 0)}
	}
	l.Sources = append(l.Sources, s)
}

// oneKind returns which of the known kinds an attribute names, which must be given.
func oneKind[K ~string](b *block, name string, known []K, what string) K {
	names := make([]string, len(known))
	for i, k := range known {
		names[i] = string(k)
	}
	kind, at, ok := b.string(name)
	if _, given := b.attribute(name); !given {
		b.missing(name, "write "+what+", "+name+` = "`+names[0]+`": `+oneOf("", names))
	} else if ok && !slices.Contains(names, kind) {
		b.tell(at, "unknown "+name+" "+quote(kind), oneOf(kind, names))
	}
	return K(kind)
}

// sink reads a function of the house whose argument must not be decided by a
// request.
func (b *block) sink() {
	b.only("sink block", "kind", "argument", "rest")
	if !b.symbol(b.label, b.labelAt, rules.MemberName, fmt.Sprintf("nothing goes into the sink %s", b.label)) || !b.once("sink") {
		return
	}
	l, name := b.parted(b.label)
	s := model.Sink{Symbol: name, Kind: oneKind(b, "kind", model.Sanitized(), "what it does with the value"), Arg: b.index("argument", 0)}
	s.Rest, _ = b.bool("rest")
	l.Sinks = append(l.Sinks, s)
}

// publicError reads a type of error, or a function, whose text is for clients.
func (b *block) publicError() {
	b.only("public_error block", "reason")
	b.reason("why its text may be shown to anyone")
	if !b.symbol(b.label, b.labelAt, rules.AnyName, fmt.Sprintf("the public error %s is none", b.label)) || !b.once("public_error") {
		return
	}
	l, name := b.parted(b.label)
	l.PublicErrors = append(l.PublicErrors, name)
}

// limiter reads a function that limits how much is read of a body, or a
// middleware that does, or one that limits how often one may call.
func (b *block) limiter() {
	b.only("limiter block", "of", "argument", "reason")
	reason := b.reason("how it limits")
	of := oneKind(b, "of", []string{"body", "rate"}, "what it limits")
	if help := symbolHelp(b.label, "example.com/shop/limit.PerCaller"); help != "" {
		b.tell(b.labelAt, quote(b.label)+" names no function", help)
		return
	}
	a, wraps := b.attribute("argument")
	if wraps && of == "rate" {
		b.tell(a.NameRange, "a limit of the rate has no argument", "leave it out: it is a middleware")
	}
	if wraps && of == "body" {
		// Not a middleware: what it returns is its argument within a bound.
		if b.once("limiter") && b.symbol(b.label, b.labelAt, rules.FuncName, fmt.Sprintf("the limiter %s limits nothing", b.label)) {
			l, name := b.parted(b.label)
			l.Limiters = append(l.Limiters, model.Limiter{Symbol: name, Arg: b.index("argument", 0)})
		}
		return
	}
	role := model.BodyLimit
	if of == "rate" {
		role = model.RateLimit
	}
	if b.once("limiter") {
		b.guards[b.label] = rules.Guard{Symbol: b.label, Role: string(role), Reason: reason, At: b.at(b.head)}
	}
}

// principal reads what stands for who is calling: a function that returns that,
// or the key of a context under which it stands.
func (b *block) principal() {
	b.only("principal block", "reason")
	b.reason("who puts it there, and after which check")
	if !b.symbol(b.label, b.labelAt, rules.KeyName, fmt.Sprintf("the principal %s is nobody", b.label)) || !b.once("principal") {
		return
	}
	b.policy.House.Principals = append(b.policy.House.Principals, b.label)
}
