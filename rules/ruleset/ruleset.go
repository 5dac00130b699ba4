// Package ruleset reads the policy language: HCL in, a [rules.Policy] and the
// [rules.Check] of each rule of the house out. No other package knows HCL.
//
// # A policy
//
// A policy is the file .apiward.hcl at the root of the project or in one of its
// directories:
//
//	required_version = ">= 0.1"
//	extends          = ["strict", "policy/team.hcl"]
//
//	rule "unbounded_body" {
//	  level = "warning"
//	}
//
//	override {
//	  paths = ["internal/legacy/**"]
//	  rule "unbounded_body" {
//	    level = "note"
//	  }
//	}
//
//	exempt {
//	  rules   = ["missing_auth"]
//	  routes  = ["GET /metrics"]
//	  paths   = ["internal/legacy/**"]
//	  reason  = "scraped from inside the cluster only"
//	  owner   = "platform"
//	  expires = "2027-01-01"
//	}
//
//	public_routes {
//	  routes = ["POST /login", "GET /docs/**"]
//	  reason = "what a visitor needs before there is a session"
//	}
//
//	document "api/openapi.yaml" {
//	  serves    = ["./cmd/orders"]
//	  base_path = "/v1"
//	}
//
//	sanitizer "example.com/shop/internal/safe.Path" {
//	  for    = ["file_name"]
//	  reason = "it returns names of the index of uploads, and no others"
//	}
//
//	guard "example.com/shop/internal/auth.Gate.Require" {
//	  role   = "auth"
//	  reason = "it asks the identity provider and answers 401 itself"
//	}
//
//	profile = "prod"
//
//	profile "prod" {
//	  rule "hardcoded_secret" {
//	    level = "error"
//	  }
//	}
//
//	gateway {
//	  tls        = true
//	  rate_limit = true
//	  auth       = ["/v1/**"]
//	  reason     = "the mesh's ingress, which alone can reach the service"
//	}
//
//	engine "vacuum" {
//	  rules    = ["policy/spectral.yaml"]
//	  deadline = "2m"
//	}
//
//	gosec {
//	  rules = ["G402", "G404"]
//	}
//
//	classification "personal" {
//	  words      = ["loyalty number"]
//	  except     = ["billing email"]
//	  extensions = ["x-acme-pii"]
//	  level      = "warning"
//	}
//
// Values are plain: strings, numbers, true and false, and lists of them. Only
// rules of the house hold expressions, and nothing in a policy reads a file, the
// network or a clock. File names, paths and documents are relative to the
// project's root, wherever the policy stands; only extends is relative to the
// file it stands in.
//
// extends names shipped sets ("recommended", "strict") and files inside the
// project. Each is applied once, where it is first named; a later one wins over
// an earlier one, rule by rule, option by option and function by function, and
// the file itself wins over all of them. Exemptions and public routes add up. A policy without
// extends stands on "recommended", so that writing a first exemption changes no
// level; extends = [] stands on the rules' own defaults.
//
// rule sets the level (off, note, warning or error) and the options of one
// rule. override does so where one of its paths, one of its routes and one of its
// documents match, as far as it names any; a later one wins. What a file decides
// of a rule everywhere outranks the overrides of the files that it extends.
// Options are chosen before any route is known, so that an override of routes
// sets levels alone.
//
// A rule that is new is in preview: it is at most a note until its level is set,
// or preview = true takes all of them at the level that they are made for.
//
// exempt excuses findings that match one of its rules and, where given,
// one of its routes and one of its paths; it holds to the end of the day that
// expires names. public_routes declares routes that need no authentication.
// document says which main packages an OpenAPI document describes, and the
// prefix of their routes that its paths lack.
//
// sanitizer vouches for a function or method where its body cannot show what it
// does: "import/path.Func" or "import/path.Type.Method", without pointer stars,
// where Type may be an interface. What it returns, or leaves behind the pointers
// it is given, is safe then; where all it returns is one bool or one error, what
// it said yes to is. It holds for the kinds of sink that for names, and for all
// of them where for is left out:
//
//	sql        text of a statement                  sql_injection
//	nosql      a query document, a script           nosql_injection
//	command    a program's name, a shell's text     command_injection
//	argument   an argument of a program             command_injection
//	file_name  a file's name                        path_traversal
//	outbound   scheme and host of a call out        ssrf
//	redirect   scheme and host of a redirect        open_redirect
//	response   what a client receives               error_leak
//	logged     what is kept in a log                secret_in_log
//
// guard vouches in the same way for a middleware, a function that makes one or
// one that wraps a handler, where its body cannot show how it keeps callers out:
// its role is auth if it is left out, or authz, body_limit, rate_limit, cors,
// timeout, recover, log or other, which asks for no credential. Of a
// function that handlers call with a request, or its context, it says that what
// comes back depends on who is calling; the check of that is then a check of a
// credential.
//
// gateway says what stands between the clients and the service and is written in
// no file of it: that it ends TLS, that it limits how often one may call, that it
// lets no request without a credential through, to all routes (auth = true) or to
// some; those of documents are matched as they are written there. A finding that such a fact answers is marked with it and does not count;
// the run says how many are. profile = "prod" says that what is checked goes to
// production as it is, so that rules are stricter on what only a developer needs.
// A profile block holds what is decided in that profile alone, as rule, override,
// exempt, public_routes and gateway blocks: over all else, in whichever file it
// stands. Its name may be one of your own. The flag --profile chooses another one
// for a run.
//
// engine turns on an engine that runs as a process of its own over the
// documents: with its own rules, or with those of the rule sets that rules names,
// each in a file inside the project. It is ended where it has no answer at the
// deadline, a minute if none is given. gosec turns on those of gosec's rules
// that rules names, or all that apiward runs. Rules of both are named with the
// engine in front, in rule and exempt blocks as in directives:
// "vacuum/operation-tags", "gosec/G404".
//
// classification says which names of a document stand for what should not be
// shown: words adds to a class (credential, government_id, finance, health,
// personal, internal, or one of your own), except lets names stand, extensions
// are those by which your documents say it, and level is that of findings of the
// class where the rule's own level is error. Names are compared by their words:
// "loyalty number" is loyaltyNumber and customer_loyalty_number. Files add up.
//
// Who may decide a host is one question: outbound and redirect stand for each
// other, and what is safe as a command is so as an argument.
//
// # Libraries of the house
//
// What apiward knows of the libraries that it was taught, a policy says of those
// that only your house has. Symbols are "import/path.Func",
// "import/path.Type.Method" or "import/path.Type.Field"; they are looked up in the
// packages of the run, and one that stands for nothing is told with the nearest
// name. Arguments are counted from 0, without the receiver.
//
//	framework "example.com/shop/web" {
//	  context        = ["Context"]       # what handlers are given: a request and the way to answer it
//	  responses      = ["Writer"]        # what writes to a client
//	  proceeds       = ["Context.Next"]  # runs the rest of a chain of handlers
//	  aborts         = ["Context.Stop"]  # behind it the rest does not run
//	  sets           = ["Context.Set"]   # leaves its second argument under its first
//	  gets           = ["Context.Get"]   # reads what was left there
//	  returns_errors = ["Context"]       # errors of handlers that take it are sent as they are
//	}
//
//	router "example.com/shop/web.Router" {
//	  types  = ["Group"]   # its other types, as of its groups
//	  new    = ["New"]     # makes one; any function of the package that returns one does
//	  syntax = "colons"    # mux (net/http's, if left out), braces (chi's), colons (gin's), patterns (gorilla's)
//	  order  = "before"    # middleware is for routes that are registered behind it; always: for all
//	  flat   = true        # middleware stands beside handlers in one list, each called with the same
//
//	  register "Get" "Post" { # a name that is a verb is for that one, any other for all
//	    path    = 0
//	    handler = 1
//	    chain   = true        # from there on, the last one answers
//	  }
//	  register "Handle" {
//	    method  = 0           # an argument, or a verb: method = "PUT"
//	    path    = 1
//	    handler = 2
//	  }
//	  mount "Mount" {         # attaches a handler or a router
//	    prefix  = 0
//	    handler = 1
//	  }
//	  group "Route" {         # makes a router below it, and hands it to body or returns it
//	    prefix = 0
//	    body   = 1
//	  }
//	  group "With" {
//	    middleware = 0
//	  }
//	  use "Use" {
//	    middleware = 0
//	  }
//	  serve "Run" {
//	    address = 0
//	  }
//	}
//
//	source "example.com/shop/web.Context.Param" { # a part of a request: body, query, form, path, header, cookie, url, host, tls
//	  kind  = "path"
//	  key   = 0                                   # the argument that names the part
//	}
//
//	sink "example.com/shop/db.Run" { # what a request must not decide: a kind as sanitizer has them
//	  kind     = "sql"
//	  argument = 0
//	}
//
//	public_error "example.com/shop/web.Problem" {
//	  reason = "its text is written for clients"
//	}
//
//	limiter "example.com/shop/limit.PerCaller" { # of = "body" bounds bodies, and with an argument what it returns of that
//	  of     = "rate"
//	  reason = "it asks the counter that all replicas share"
//	}
//
//	principal "example.com/shop/auth.UserKey" { # a function, a field, or the key of a context
//	  reason = "the ingress puts it there behind a check of the token"
//	}
//
// A check of what a principal yields is one of a credential. In a source, fills
// names the argument that a call decodes into, and name the part where the symbol
// fixes it; in a sink, rest = true is about all arguments from that one on.
//
// # Rules about code
//
// A code_rule forbids, asks for or follows what it names. It is an ID like any
// other: in rule, override and exempt blocks, in directives and in reports.
//
//	code_rule "acme_weak_hash" {
//	  title    = "A broken hash is used"
//	  severity = "high"              # low, medium, high, critical; medium if left out
//	  level    = "error"             # if left out, what the severity asks for
//	  owasp    = "API8:2023"
//	  cwe      = 328
//	  message  = "{it} is broken"    # {it} is what was found; if left out, apiward says it
//	  instead  = "use crypto/sha256" # what to do
//	  help     = "..."               # what apiward explain says; headings as in # Why
//	  in       = ["internal/**"]     # files or import paths; if left out, all
//	  not_in   = ["internal/legacy/**"]
//
//	  forbid {
//	    call = ["crypto/md5.*", "crypto/sha1.New"] # .* is all of a package or type; builtin.panic
//	  }
//	}
//
// forbid is about one of
//
//	call        calls, and functions that are handed on; with argument blocks those calls
//	            alone of which all hold: argument { index = 0  constant = false }
//	field       what a field is set to; constant, equals, matches and of_type say which values
//	type        types that are mentioned outside of their package
//	import      import paths, as patterns
//	struct_tag  tags of exported fields: key, missing, matches, unless, and the fields that
//	            are meant by types, structs (their names) and fields (their names)
//
// An operand is constant where only constants can come: a variable that is given
// nothing else is one. equals is a value or a list of them, null for nil; matches is
// an RE2 expression that a constant text matches anywhere; of_type is a type
// without stars. An argument without index is any of them.
//
// require is about one of
//
//	call = [...]  one of the functions must be called: before = [...], ahead of any call of
//	              those, on every way there from where a request or the program begins, also
//	              through functions of other packages; handlers = true, on every way through
//	              each function that answers requests; functions = "re", of each function
//	              whose name matches
//	field = [...] literals of the field's type must set it, or the function that makes them
//
// flow is about values: from parts of a request ("request" is any of them), results
// of functions or fields, to kinds of sink or arguments of functions, unless a
// function made them safe, or they are safe for one of the kinds that unless names:
//
//	flow {
//	  from     = ["example.com/shop/user.User.Email"]
//	  to       = ["logged", "example.com/shop/queue.Publish"]
//	  argument = 1                              # of the functions in to; if left out, any
//	  unless   = ["example.com/shop/user.Mask"]
//	}
//
// Every value is followed as those of the shipped rules are: across functions,
// packages and interfaces, with the way as the finding's trace. A struct that is
// logged or encoded as a whole takes its fields along, unless it has a method that
// says how, or the field is tagged json:"-". Numbers and truth values carry no text
// and are not followed.
//
// What require asks for is looked for in the functions themselves and in those that
// they call: a middleware that does it ahead of a handler, and a call through an
// interface, are not counted. There, exempt says so, or not_in.
//
// # Rules of the house
//
// spec_rule is a rule on documents that is written here. It is in the catalog as
// any other: rule blocks set its level, exempt blocks and directives excuse it,
// apiward explain shows it, and reports carry its severity, OWASP category and CWE.
//
//	param "admin_paths" {
//	  type    = list(string)
//	  default = ["/admin", "/internal"]
//	}
//
//	function "is_admin" {
//	  params = [path]
//	  result = anytrue([for a in param.admin_paths : startswith(path, a)])
//	}
//
//	spec_rule "admin_needs_scope" {
//	  title    = "Admin operation without a scope"
//	  severity = "high"                # low, medium (if left out), high, critical
//	  level    = "error"               # if left out, what the severity makes of it
//	  maturity = "preview"             # if left out, stable
//	  owasp    = "API5:2023"
//	  cwe      = 285
//	  for_each = operation
//	  where    = is_admin(self.path) && !self.safe
//	  help     = <<-EOT
//	    Each operation of the admin API names the scope that it needs.
//
//	    # Why
//	    A token for reading could change what it may only see.
//	  EOT
//	  assert {
//	    condition     = length(self.auth.scopes) > 0
//	    error_message = "${self.method} ${self.path} names no scope (schemes: ${join(", ", self.auth.schemes)})"
//	    at            = self.auth.origin
//	    related       = [doc.security]
//	    help          = "list the scope beside the scheme"
//	  }
//	}
//
// for_each says what the rule looks at: operation, parameter, property,
// schema_use, server, security_scheme, response or document. Each of them is self
// in its turn, and the document that it stands in is doc; what they have is
// published, with its types, as [rules.ObjectKinds], and is the same for all
// versions of OpenAPI. where says which of them the rule applies to; it is left
// out where it applies to all. A rule has one assert or several. A condition that
// is true means that all is well; where it is not, error_message is the finding,
// at the place at, which is that of self if it is left out, with the places in
// related beside it. help holds what apiward explain shows, with the headings Why,
// Avoid, Prefer and Limits. test blocks stand in a rule or beside it.
//
// param names a value, and a file that extends the one which declares it may give
// it another of the same type. function names an expression; it sees its
// parameters and params, and calls no function that leads back to it. Both are
// known to all files of a policy. What nothing uses is told and does no harm.
//
// # Expressions
//
// They are those of HCL, with the operators || && ! == != < <= > >= + - * / % and
// ?:, indexes, for expressions, splats and texts with ${...} in them:
//
//	[for p in self.parameters : p.name if p.in == "query"]
//	{for p in self.parameters : p.name => p.required}
//	self.parameters[*].name
//	self.ext["x-owner"]
//
// An expression always has a value. What is absent is null: an attribute that the
// document does not say, an item behind the end of a list, an entry that a map does
// not have, an extension, and whatever is asked of null in turn. Null is equal to
// null alone, is neither smaller nor larger than anything, has no text, no items
// and the length 0; as a condition it is as good as false, and only true is true.
// In a text it is the word null. So
//
//	self.max_length <= 100       is false where there is no bound
//	self.description == null     is true where there is no description
//	startswith(self.summary, "") is false where there is no summary
//
// Everything is checked when the policy is read: attributes and functions that do
// not exist, values of another type than an operator or a function takes, values
// that an attribute never has, patterns that cannot be read, and conditions that
// are always the same.
//
// These are the functions; [Functions] says what each returns.
//
//	texts    startswith endswith strcontains lower upper trim trimspace trimprefix
//	         trimsuffix replace substr split join format tostring tonumber
//	patterns matches regex regexall, in the syntax of RE2, the pattern first
//	names    words has_words: whole words, so that shipping holds no pin
//	lists    length contains anytrue alltrue distinct concat flatten compact sort
//	         slice setunion setintersection setsubtract
//	maps     keys values lookup
//	numbers  abs floor ceil min max sum
//	absence  coalesce try can
//
// Evaluation is bounded: a rule whose conditions take more steps than some twenty
// million on one document is ended there, and that is told. A rule that looked at
// objects and whose where was true of none is told too.
//
// # Patterns
//
// Paths and routes are matched whole:
//
//   - any text within one segment, also none
//     **      any number of whole segments; it stands between slashes
//     ?       one character, never a slash
//     [a-z]   one character of a class; [!a-z] one outside it, never a slash
//     {a,b}   one of several alternatives, which may hold patterns themselves
//     {id}    braces without a comma are plain text, as in /users/{id}
//     \x      the character x, where x has a meaning of its own
//
// A pattern that ends in /** matches what is below, not the directory or route
// itself. A route is a method and a path, "GET /users/{id}"; without a method it
// is every method. A route's path is matched as apiward routes prints it, names
// of parameters included: "/users/{id}" does not match /users/{userID}, and
// "/users/*" matches both.
package ruleset

import (
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/apiward/apiward/rules"
	"github.com/apiward/apiward/rules/sets"
)

// standard is the set that holds where a project says nothing else.
const standard = "recommended"

// Options are what a policy is read against.
type Options struct {
	// Root is the directory that file names are relative to, as Find returned
	// it. Empty: the root of the project that the policy's file is in.
	Root string
	// Catalog holds the rules that a policy may name.
	Catalog *rules.Catalog
	// Today decides which exemptions have expired, by its date alone. Nothing
	// behind the policy may look at a clock.
	Today time.Time
	// Version is the release of this binary, "0.1.2" or "v0.1.2", that
	// required_version is held against. Empty, or no version at all, is a
	// build that meets every requirement.
	Version string
	// Profile is the one that is chosen, whatever the policy chooses; "" leaves
	// that to the policy.
	Profile string
}

// Ruleset is what a policy and all that it extends say.
type Ruleset struct {
	Policy *rules.Policy
	// Catalog holds the rules that were given, and the house rules.
	Catalog *rules.Catalog
	// Entries are the house rules alone, sorted by ID.
	Entries []rules.Entry
	// Checks are those of them that look at objects, sorted likewise.
	Checks []*rules.Check
	// Origins are the places where what is in force was decided, by name:
	// "rule.missing_auth.level", "gateway.tls", "preview", "profile". What has none
	// is a default.
	Origins map[string]rules.Place
	// Notices are what is no mistake and yet worth a look: a function that nothing
	// calls. Sorted by place.
	Notices Diagnostics
	// Tests are those that stand beside the rules, in the order in which they are
	// read.
	Tests []rules.Test
	// Files are the files of the project that were read, as places name them: the
	// policy first, then what it extends.
	Files []string
}

// Load reads the policy in the file at path, with all that it extends. An empty
// path, which is what Find returns for a project without a policy, gives the
// recommended set.
//
// The error is of type [Diagnostics] and tells all mistakes at once. There is
// no half a policy: where there is a mistake, the ruleset is nil.
func Load(path string, o Options) (*Ruleset, error) {
	if path == "" {
		return o.set(standard)
	}
	file, err := filepath.Abs(path)
	if err != nil {
		return nil, Diagnostics{unreadable(path, err)}
	}
	root := o.Root
	if root == "" {
		root = projectRoot(filepath.Dir(file))
	}
	if root, err = filepath.Abs(root); err != nil {
		return nil, Diagnostics{unreadable(o.Root, err)}
	}
	// Opened as a root, so that no symbolic link leads an extends out of it.
	project, err := os.OpenRoot(root)
	if err != nil {
		return nil, Diagnostics{unreadable(root, err)}
	}
	defer project.Close()

	return o.load(project.FS(), source{
		files: os.DirFS(filepath.Dir(file)),
		path:  filepath.Base(file),
		name:  relative(root, file),
	})
}

// Default returns the policy of a project that has none: the recommended set.
func Default(catalog *rules.Catalog) (*Ruleset, error) {
	return LoadSet(standard, catalog)
}

// LoadSet returns a shipped set as a policy.
func LoadSet(name string, catalog *rules.Catalog) (*Ruleset, error) {
	return Options{Catalog: catalog}.set(name)
}

// Sets returns the names of the shipped sets, sorted.
func Sets() []string {
	files, _ := fs.Glob(sets.Files, "*.hcl") // fails on a bad pattern alone
	for i, file := range files {
		files[i] = strings.TrimSuffix(file, path.Ext(file))
	}
	slices.Sort(files)
	return files
}

// set reads a shipped set.
func (o Options) set(name string) (*Ruleset, error) {
	if !slices.Contains(Sets(), name) {
		return nil, Diagnostics{{Problem: "unknown rule set " + quote(name), Help: oneOf(name, Sets())}}
	}
	return o.load(nil, shipped(name))
}

// shipped is the source of a shipped set.
func shipped(name string) source {
	return source{files: sets.Files, path: name + ".hcl", name: "apiward:" + name, set: true}
}

// relative returns file as a slash path relative to root, or file itself where
// it lies outside.
func relative(root, file string) string {
	if rel, err := filepath.Rel(root, file); err == nil && filepath.IsLocal(rel) {
		return filepath.ToSlash(rel)
	}
	return filepath.ToSlash(file)
}
