package ruleset

import (
	"github.com/apiward/apiward/rules"
	"github.com/apiward/apiward/rules/model"
)

// Block is what is published of a block of the language.
type Block struct {
	Name       string
	Form       string // how it is written: `exempt { ... }`
	Doc        string // one line: what it says
	Attributes []Setting
	Blocks     []Block // that it holds
}

// Setting is one attribute of a block.
type Setting struct {
	Name     string
	Type     string // as a policy's author writes it: "list(string)"; "condition" and "expression" are evaluated for each object
	Doc      string
	Values   []string // all that it can be; nil: anything of its type
	Required bool
}

// Policy is the attributes that stand in no block.
func Policy() []Setting {
	return []Setting{
		{"required_version", textType, `releases of apiward that can read the policy: ">= 0.1, < 1.0"`, nil, false},
		{"extends", textsType, "shipped sets and files, relative to this one, that it stands on; the later wins", nil, false},
		{"profile", textType, "where what is checked is on its way to, and which profile block holds", nil, false},
		{"preview", boolType, "rules that are in preview have their own levels", nil, false},
	}
}

// The types of settings.
const (
	textType       = "string"
	textsType      = "list(string)"
	numberType     = "number"
	boolType       = "bool"
	conditionType  = "condition"
	expressionType = "expression"
	anyType        = "any"
)

var levels = []string{"off", "note", "warning", "error"}

// Blocks returns what is published of the blocks of the language, in the order in
// which messages list them.
func Blocks() []Block {
	why := func(doc string) Setting { return Setting{"reason", textType, doc, nil, true} }
	rule := Block{
		Name: "rule", Form: `rule "name" { ... }`, Doc: "the level and the options of one rule",
		Attributes: []Setting{{"level", textType, "how loud its findings are; the options of the rule stand beside it", levels, false}},
	}
	override := Block{
		Name: "override", Form: `override { ... }`, Doc: "levels and options where a path, a route or a document matches; the later wins",
		Attributes: []Setting{
			{"paths", textsType, `globs of files: "internal/legacy/**"`, nil, false},
			{"routes", textsType, `globs of routes: "GET /metrics", "/admin/**"`, nil, false},
			{"documents", textsType, "globs of OpenAPI documents", nil, false},
			{"reason", textType, "why", nil, false},
		},
		Blocks: []Block{rule},
	}
	profile := Block{Name: "profile", Form: `profile "prod" { ... }`, Doc: "what holds where the profile is the one in force", Blocks: []Block{rule, override}}
	return []Block{
		rule,
		override,
		{Name: "exempt", Form: `exempt { ... }`, Doc: "findings that are accepted", Attributes: []Setting{
			{"rules", textsType, "IDs of the rules that it is about", nil, true},
			{"routes", textsType, `globs of routes: "GET /metrics"; without them all`, nil, false},
			{"paths", textsType, `globs of files: "internal/legacy/**"; without them all`, nil, false},
			why("why these findings are acceptable"),
			{"owner", textType, "who decided it", nil, false},
			{"expires", textType, `the last day on which it holds: "2027-01-31"`, nil, false},
		}},
		{Name: "public_routes", Form: `public_routes { ... }`, Doc: "routes that need no authentication", Attributes: []Setting{
			{"routes", textsType, `globs of routes: "POST /login", "GET /docs/**"`, nil, true},
			why("why anyone may call them"),
		}},
		{Name: "document", Form: `document "api/openapi.yaml" { ... }`, Doc: "an OpenAPI document of the project", Attributes: []Setting{
			{"serves", textsType, `main packages that it describes: "./cmd/orders"; without them all`, nil, false},
			{"base_path", textType, `what the paths of routes have in front and its own lack: "/v1"`, nil, false},
		}},
		{Name: "sanitizer", Form: `sanitizer "example.com/shop/safe.Path" { ... }`, Doc: "a function whose result is safe", Attributes: []Setting{
			{"for", textsType, "kinds of sink that it is safe for; without them all", names(model.Sanitized()), false},
			why("why what it returns is safe"),
		}},
		{Name: "guard", Form: `guard "example.com/shop/auth.Require" { ... }`, Doc: "a middleware that does what its body does not show", Attributes: []Setting{
			{"role", textType, "what it does; without it, authentication", names(model.Guarding()), false},
			why("how it keeps callers out"),
		}},
		{Name: "gateway", Form: `gateway { ... }`, Doc: "what stands between the clients and the service", Attributes: []Setting{
			{"tls", boolType, "whoever calls from outside does so over TLS", nil, false},
			{"rate_limit", boolType, "how often one may call is limited", nil, false},
			{"auth", "bool or list(string)", "requests without a credential are not let through: to all routes, or to these globs", nil, false},
			{"reason", textType, "what it is, and why nothing gets past it", nil, false},
		}},
		profile,
		{Name: "engine", Form: `engine "vacuum" { ... }`, Doc: "an engine that runs beside the rules", Attributes: []Setting{
			{"rules", textsType, "files of rule sets, relative to the project's root", nil, false},
			{"deadline", textType, `the time that it has: "90s"`, nil, false},
		}},
		{Name: "gosec", Form: `gosec { ... }`, Doc: "rules of gosec that are on", Attributes: []Setting{
			{"rules", textsType, `their IDs: "G402"; without them all that apiward runs`, nil, false},
		}},
		{Name: "classification", Form: `classification "personal" { ... }`, Doc: "names that stand for something sensitive, or for nothing", Attributes: []Setting{
			{"words", textsType, `names of the class: "loyalty number"`, nil, false},
			{"except", textsType, "names that are harmless", nil, false},
			{"extensions", textsType, `extensions that put a property into the class: "x-acme-pii"`, nil, false},
			{"level", textType, "of findings of the class", levels, false},
		}},
		frameworkBlock(),
		routerBlock(),
		{Name: "source", Form: `source "example.com/shop/web.Param" { ... }`, Doc: "a function that yields a part of the request", Attributes: []Setting{
			{"kind", textType, "the part of the request", names(model.Parts()), true},
			{"key", numberType, "the argument that names it, counted from 0", nil, false},
			{"name", textType, "its name, where it is always the same", nil, false},
			{"fills", numberType, "the argument behind which it is left, counted from 0", nil, false},
		}},
		{Name: "sink", Form: `sink "example.com/shop/db.Run" { ... }`, Doc: "a function whose argument no request may decide", Attributes: []Setting{
			{"kind", textType, "what it does with the value", names(model.Sanitized()), true},
			{"argument", numberType, "which one, counted from 0", nil, false},
			{"rest", boolType, "those behind it count too", nil, false},
		}},
		{Name: "public_error", Form: `public_error "example.com/shop/web.Problem" { ... }`, Doc: "errors whose text is for clients", Attributes: []Setting{
			why("why their text may be shown to anyone"),
		}},
		{Name: "limiter", Form: `limiter "example.com/shop/limit.PerCaller" { ... }`, Doc: "what limits bodies or the rate of calls", Attributes: []Setting{
			{"of", textType, "what it limits", []string{"body", "rate"}, true},
			{"argument", numberType, "the body that it bounds, counted from 0, where it is no middleware", nil, false},
			why("how it limits"),
		}},
		{Name: "principal", Form: `principal "example.com/shop/auth.Caller" { ... }`, Doc: "what stands for who is calling", Attributes: []Setting{
			why("who puts it there, and after which check"),
		}},
		testBlock(),
		{Name: "param", Form: `param "name" { ... }`, Doc: "a value that conditions read as param.name, and that who extends the policy may change", Attributes: []Setting{
			{"type", "type", "list(string) and the like; without it that of the default", nil, false},
			{"default", anyType, "its value", nil, true},
			{"doc", textType, "what it is for", nil, false},
		}},
		{Name: "function", Form: `function "name" { ... }`, Doc: "a function that conditions can call", Attributes: []Setting{
			{"params", "list of names", "its parameters: [path, method]", nil, false},
			{"result", expressionType, "what it returns", nil, true},
			{"doc", textType, "what it is for", nil, false},
		}},
		objectRule("spec_rule", "a rule on the objects of documents"),
		codeRuleBlock(),
		objectRule("route_rule", "a rule on the routes of the code"),
		objectRule("contract_rule", "a rule on routes beside the documents that describe them"),
	}
}

// houseSettings are those that all rules of a policy have.
func houseSettings() []Setting {
	return []Setting{
		{"title", textType, "what is wrong, in one line without a full stop", nil, true},
		{"severity", textType, "how bad it is; without it medium", []string{"low", "medium", "high", "critical"}, false},
		{"level", textType, "how loud its findings are; without it as its severity says", levels, false},
		{"maturity", textType, "preview: at most a note until a policy sets its level; without it stable", []string{"stable", "preview"}, false},
		{"owasp", textType, `the category of the OWASP API Security Top 10: "API2:2023"`, nil, false},
		{"cwe", numberType, "the number of the weakness", nil, false},
		{"help", textType, "what apiward explain shows: what it reports, and under # Why, # Avoid, # Prefer and # Limits the rest", nil, false},
	}
}

// objectRule returns the block of rules whose conditions look at objects.
func objectRule(name, doc string) Block {
	var kinds []string
	for _, k := range rules.ObjectKinds() {
		if k.Block == name {
			kinds = append(kinds, k.Name)
		}
	}
	own := testBlock()
	own.Doc = "a test of the rule alone"
	return Block{
		Name: name, Form: name + ` "name" { ... }`, Doc: doc,
		Attributes: append(houseSettings(),
			Setting{"for_each", "keyword", "what it looks at, one after the other", kinds, len(kinds) > 1},
			Setting{"where", conditionType, "which of them it applies to; without it all", nil, false},
		),
		Blocks: []Block{
			{Name: "assert", Form: "assert { ... }", Doc: "what must be true of them", Attributes: []Setting{
				{"condition", conditionType, "true where all is well", nil, true},
				{"error_message", "string template", "what is wrong, problem first", nil, true},
				{"at", "origin", "where it is shown; without it at the object", nil, false},
				{"related", "list of origins", "what else is shown", nil, false},
				{"help", "string template", "what to do", nil, false},
			}},
			own,
		},
	}
}

func testBlock() Block {
	return Block{Name: "test", Form: `test "what it shows" { ... }`, Doc: "a fixture, and what the rules find in it: nothing without expect", Attributes: []Setting{
		{"rules", textsType, "IDs of the rules that judge it; without them all of the policy, and those that are expected", nil, false},
		{"document", textType, "an OpenAPI document, or a txtar archive of one and the files that it refers to", nil, false},
		{"code", textType, "a Go file, or a txtar archive of several, laid over the module", nil, false},
		{"routes", textType, "the same, or a route table as apiward routes --format json writes it", nil, false},
		{"expect", "object or list of objects", `what the expect blocks say, as a value: [{ rule = "missing_auth", line = 3 }]`, nil, false},
	}, Blocks: []Block{
		{Name: "expect", Form: "expect { ... }", Doc: "a finding; each part that is given must fit", Attributes: []Setting{
			{"rule", textType, "the ID of the rule; in the block of a rule this one", nil, false},
			{"line", numberType, "in its file", nil, false},
			{"file", textType, "of an archive", nil, false},
			{"on", textType, "a piece of the line", nil, false},
			{"message", textType, "a piece of the message", nil, false},
			{"route", textType, `the route or operation: "GET /users/{id}"`, nil, false},
			{"level", textType, "its level", levels[1:], false},
		}},
	}}
}

func frameworkBlock() Block {
	return Block{Name: "framework", Form: `framework "example.com/shop/web" { ... }`, Doc: "a package of the house that handlers are written for", Attributes: []Setting{
		{"context", textsType, "types that carry the request", nil, false},
		{"responses", textsType, "types that carry the response", nil, false},
		{"proceeds", textsType, "methods that call what is next in a chain", nil, false},
		{"aborts", textsType, "methods that end a chain", nil, false},
		{"returns_errors", textsType, "types of handlers whose error is answered by the framework", nil, false},
		{"sets", textsType, "methods that put a value under a key", nil, false},
		{"gets", textsType, "methods that return it", nil, false},
	}}
}

func routerBlock() Block {
	at := func(name, doc string) Setting {
		return Setting{name, numberType, doc + ", an argument counted from 0", nil, false}
	}
	must := func(name, doc string) Setting {
		s := at(name, doc)
		s.Required = true
		return s
	}
	return Block{Name: "router", Form: `router "example.com/shop/web.Router" { ... }`, Doc: "a type of the house on which routes are registered", Attributes: []Setting{
		{"types", textsType, "other types with the same methods", nil, false},
		{"new", textsType, "functions that make one", nil, false},
		{"syntax", textType, "how paths are written", syntaxes, false},
		{"order", textType, "whether middleware holds for routes before it, too", []string{"always", "before"}, false},
		{"flat", boolType, "groups share the chain of their router", nil, false},
	}, Blocks: []Block{
		{Name: "register", Form: `register "Get" "Post" { ... }`, Doc: "methods that bind a handler", Attributes: []Setting{
			{"method", "string or number", "the verb, or the argument that names it; without it as the name of the method says", nil, false},
			at("path", "the path"), must("handler", "the handler"),
			{"chain", boolType, "the handler and all arguments behind it are a chain", nil, false},
			{"around", numberType, "how many arguments before the handler are middleware", nil, false},
		}},
		{Name: "mount", Form: `mount "Mount" { ... }`, Doc: "methods that put a router under a prefix", Attributes: []Setting{at("prefix", "the prefix"), must("handler", "the router")}},
		{Name: "group", Form: `group "Route" { ... }`, Doc: "methods that make a router below", Attributes: []Setting{
			at("prefix", "the prefix"), at("body", "the function that fills it"), at("middleware", "the first middleware"),
		}},
		{Name: "use", Form: `use "Use" { ... }`, Doc: "methods that put middleware around routes", Attributes: []Setting{at("middleware", "the first one")}},
		{Name: "serve", Form: `serve "Run" { ... }`, Doc: "methods that put the router on a listener", Attributes: []Setting{at("address", "the address")}},
	}}
}

func codeRuleBlock() Block {
	operand := []Setting{
		{"constant", boolType, "whether the value is a constant", nil, false},
		{"equals", anyType, "the constant that it is", nil, false},
		{"matches", textType, "an expression that the constant matches", nil, false},
		{"of_type", textType, "its type", nil, false},
	}
	own := testBlock()
	own.Doc = "a test of the rule alone"
	return Block{Name: "code_rule", Form: `code_rule "name" { ... }`, Doc: "a rule about code: what it must not or must do, and where values must not come", Attributes: append(houseSettings(),
		Setting{"message", textType, "what is wrong where a finding is; {it} stands for what was found", nil, false},
		Setting{"instead", textType, "what to do", nil, false},
		Setting{"in", textsType, "globs of files or import paths that it is about; without them all", nil, false},
		Setting{"not_in", textsType, "globs of those that it is not about", nil, false},
	), Blocks: []Block{
		{Name: "forbid", Form: "forbid { ... }", Doc: "what no code may do: one of call, field, type, import and struct_tag", Attributes: append([]Setting{
			{"call", textsType, `functions that are not called: "crypto/md5.New"`, nil, false},
			{"field", textsType, "fields that are not set, to such a value", nil, false},
			{"type", textsType, "types that are not used", nil, false},
			{"import", textsType, "globs of packages that are not imported", nil, false},
		}, operand...), Blocks: []Block{
			{Name: "argument", Form: "argument { ... }", Doc: "which calls are meant", Attributes: append([]Setting{{"index", numberType, "which one, counted from 0; without it any", nil, false}}, operand...)},
			{Name: "struct_tag", Form: "struct_tag { ... }", Doc: "fields with such a tag, or without", Attributes: []Setting{
				{"key", textType, `of the tag: "json"`, nil, true},
				{"missing", boolType, "the fields have none", nil, false},
				{"matches", textType, "an expression that its value matches", nil, false},
				{"unless", textType, "an expression that its value does not match", nil, false},
				{"types", textsType, "the types of the fields; without them all", nil, false},
				{"structs", textType, "an expression that the names of the structs match", nil, false},
				{"fields", textType, "an expression that the names of the fields match", nil, false},
			}},
		}},
		{Name: "require", Form: "require { ... }", Doc: "what code must do: call, with one of before, handlers and functions, or field", Attributes: []Setting{
			{"call", textsType, "functions one of which is called", nil, false},
			{"before", textsType, "before any of these is", nil, false},
			{"handlers", boolType, "in every handler", nil, false},
			{"functions", textType, "in every function whose name matches the expression", nil, false},
			{"field", textsType, "fields that are set wherever their struct is made", nil, false},
		}},
		{Name: "flow", Form: "flow { ... }", Doc: "values that must not come somewhere", Attributes: []Setting{
			{"from", textsType, `where they come from: "request", a part of it, or functions and fields`, nil, true},
			{"to", textsType, "where they must not come: kinds of sink, or functions", nil, true},
			{"argument", numberType, "which argument of these functions, counted from 0; without it any", nil, false},
			{"unless", textsType, "functions that make them safe, or kinds of sink for which they are safe", nil, false},
		}},
		own,
	}}
}
