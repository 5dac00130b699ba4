package rules

// The blocks that look at routes, and at routes beside documents.
const (
	routeRule    = "route_rule"
	contractRule = "contract_rule"
)

// The closed lists of values that routes have.
var (
	authStates      = []string{"required", "optional", "none", "unknown"}
	controlStates   = []string{"present", "none", "unknown"}
	middlewareRoles = []string{"auth", "authz", "body_limit", "rate_limit", "cors", "timeout", "recover", "log", "other", "unknown"}
	credentialPlace = []string{"header", "query", "form", "cookie", "session", "tls"}
)

// codeKinds are the objects of the code that rules look at: its routes, alone and
// beside documents.
func codeKinds() []ObjectKind {
	return []ObjectKind{
		{Name: "route", Block: routeRule, Doc: "one method and path of one service, with all that stands before its handler", Attributes: []Attribute{
			{"method", TextType, "one verb in upper case, or \"ANY\"", nil},
			{"path", TextType, "the full path: {name} for a parameter, {name...} for a catch-all, {?} for a piece that could not be resolved", nil},
			{"segments", ListOf(TextType), "the parts of path between slashes", nil},
			{"parameters", ListOf(TextType), "the names of the parameters in path", nil},
			{"safe", BoolType, "the method only reads: GET, HEAD, OPTIONS, TRACE, QUERY", nil},
			{"purpose", TextType, "what its name says it is for: \"business\", or \"entry\" (login), \"probe\" (health), \"manual\" (documentation), \"preflight\"", purposes},
			{"service", TextType, "import path of the main package, or of the package that keeps the router", nil},
			{"package", TextType, "import path of the package that registers it", nil},
			{"listener", TextType, "the address that it is served on; null where that is not constant", nil},
			{"framework", TextType, "import path of the router's package", nil},
			{"handler", ObjectOf("handler"), "the function that answers it", nil},
			{"middleware", ListOf(ObjectOf("middleware")), "what is wrapped around the handler, outermost first", nil},
			{"chain", ListOf(TextType), "the names of the middleware, outermost first", nil},
			{"auth", ObjectOf("route_auth"), "whether a caller must say who they are", nil},
			{"authz", ObjectOf("control"), "whether it is checked what a caller may do", nil},
			{"body_limit", ObjectOf("control"), "whether the size of bodies is limited", nil},
			{"rate_limit", ObjectOf("control"), "whether it is limited how often one may call", nil},
			{"cors", ObjectOf("control"), "whether it answers to pages of other origins", nil},
			{"timeout", ObjectOf("control"), "whether the time of a request is limited", nil},
			{"recovery", ObjectOf("control"), "whether a panic is caught", nil},
			{"public", BoolType, "the policy declares that it needs no authentication", nil},
			{"conditional", BoolType, "it is registered on some ways through the code only", nil},
			{"partial", BoolType, "a prefix or a middleware of its chain is not known", nil},
			{"operation", ObjectOf("operation"), "that it answers; null where no document has it", nil},
			{"owner", TextType, "the first owner of the file that registers it, as CODEOWNERS has it; null where nobody owns it", nil},
			{"owners", ListOf(TextType), "all owners of that file", nil},
			{"file", TextType, "the file that registers it, relative to the project's root", nil},
			{"origin", OriginType, "where it is registered", nil},
		}},
		{Name: "pair", Block: contractRule, Doc: "a route with an operation that describes it", Attributes: []Attribute{
			{"route", ObjectOf("route"), "what the code has", nil},
			{"operation", ObjectOf("operation"), "what the document has", nil},
			{"document", ObjectOf("document"), "that the operation is in", nil},
			{"wider", BoolType, "the route answers more than the operation: it has a parameter or a catch-all where the document has a word", nil},
			{"origin", OriginType, "where the route is registered", nil},
		}},
		{Name: "undocumented", Block: contractRule, Doc: "a route of a documented service that no document has", Attributes: []Attribute{
			{"route", ObjectOf("route"), "what the code has", nil},
			{"same_path", ListOf(ObjectOf("operation")), "the operations on its path, with other methods", nil},
			{"outside", BoolType, "the documents have a base path, and the route is not below it", nil},
			{"origin", OriginType, "where the route is registered", nil},
		}},
		{Name: "ghost", Block: contractRule, Doc: "an operation that no route of any service answers", Attributes: []Attribute{
			{"operation", ObjectOf("operation"), "what the document has", nil},
			{"document", ObjectOf("document"), "that the operation is in", nil},
			{"service", TextType, "that the document describes best", nil},
			{"same_path", ListOf(ObjectOf("route")), "the routes on its path, with other methods", nil},
			{"doubt", TextType, "why something may answer it all the same; null where nothing does", nil},
			{"origin", OriginType, "where the operation is written", nil},
		}},
	}
}

// codeParts are the objects of the code that are only reached through others.
func codeParts() []ObjectKind {
	return []ObjectKind{
		{Name: "handler", Doc: "the function that answers a route", Attributes: []Attribute{
			{"name", TextType, "with its package: \"example.com/shop/api.(*Server).create\"", nil},
			{"package", TextType, "import path of its package; null where the function is not known", nil},
			{"function", TextType, "its name alone: \"(*Server).create\"", nil},
			{"file", TextType, "relative to the project's root; null where it is of another module", nil},
			{"origin", OriginType, "where it is written", nil},
		}},
		{Name: "middleware", Doc: "one wrapper around a handler", Attributes: []Attribute{
			{"name", TextType, "with its package: \"example.com/shop/auth.Require\"; of a literal that of the function which returns it", nil},
			{"package", TextType, "import path of its package; null where the function is not known", nil},
			{"function", TextType, "its name alone: \"Require\"", nil},
			{"role", TextType, "what it does: \"auth\", \"authz\", \"body_limit\", \"rate_limit\", \"cors\", \"timeout\", \"recover\", \"log\", \"other\", \"unknown\"", middlewareRoles},
			{"origin", OriginType, "where it is written; where its use is, for one of another module", nil},
		}},
		{Name: "route_auth", Doc: "the authentication that the chain of a route proves", Attributes: []Attribute{
			{"state", TextType, "\"required\", \"optional\", \"none\", or \"unknown\": a finding that another state could answer is a note", authStates},
			{"credentials", ListOf(ObjectOf("credential")), "what its guards read, each enough or not; none where that is not known", nil},
			{"evidence", ListOf(TextType), "the steps of the proof", nil},
			{"origin", OriginType, "where the first step of the proof stands; where the route is registered, if there is none", nil},
		}},
		{Name: "credential", Doc: "a part of the request that a guard reads", Attributes: []Attribute{
			{"in", TextType, "\"header\", \"query\", \"form\", \"cookie\", \"session\" or \"tls\"", credentialPlace},
			{"name", TextType, "of the header, parameter or cookie; null where it is not constant", nil},
			{"origin", OriginType, "where the proof of the guard stands", nil},
		}},
		{Name: "control", Doc: "a limit or a check that the chain of a route proves", Attributes: []Attribute{
			{"state", TextType, "\"present\", \"none\", or \"unknown\": a finding that another state could answer is a note", controlStates},
			{"evidence", ListOf(TextType), "the steps of the proof", nil},
			{"origin", OriginType, "where the first step of the proof stands; where the route is registered, if there is none", nil},
		}},
	}
}
