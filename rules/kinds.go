package rules

import "slices"

// ObjectKinds returns the published schemas of all objects, those that rules
// look at first.
func ObjectKinds() []ObjectKind {
	return slices.Concat(documentKinds(), codeKinds(), partKinds(), codeParts())
}

// The closed lists of values.
var (
	surfaces     = []string{"path", "webhook", "callback"}
	purposes     = []string{"business", "entry", "probe", "manual", "preflight"}
	accesses     = []string{"required", "optional", "public", "undefined", "malformed", "undeclared"}
	directions   = []string{"request", "response"}
	carriers     = []string{"body", "parameter", "header"}
	statuses     = []string{"informational", "success", "redirection", "client_error", "server_error", "default"}
	roles        = []string{"whole", "value", "item", "branch", "part"}
	versions     = []string{"2.0", "3.0", "3.1", "3.2"}
	serverLevels = []string{"document", "path", "operation", "link"}
	flowKinds    = []string{"implicit", "password", "clientCredentials", "authorizationCode", "deviceAuthorization"}
)

// specRule is the block that looks at the objects of documents.
const specRule = "spec_rule"

// documentKinds are the objects of a document that a spec_rule looks at.
func documentKinds() []ObjectKind {
	return []ObjectKind{
		{Name: "operation", Block: specRule, Doc: "one method on one path, of a webhook or of a callback", Attributes: []Attribute{
			{"method", TextType, "upper case: \"GET\"", nil},
			{"path", TextType, "as written, with {name} parameters and without base path; of a webhook its name, of a callback its expression", nil},
			{"segments", ListOf(TextType), "the parts of path between slashes", nil},
			{"surface", TextType, "\"path\", \"webhook\" or \"callback\"", surfaces},
			{"safe", BoolType, "the method only reads: GET, HEAD, OPTIONS, TRACE, QUERY", nil},
			{"purpose", TextType, "what its name says it is for: \"business\", or \"entry\" (login), \"probe\" (health), \"manual\" (documentation), \"preflight\"", purposes},
			{"operation_id", TextType, "null where it has none", nil},
			{"summary", TextType, "null where it has none", nil},
			{"description", TextType, "null where it has none", nil},
			{"tags", ListOf(TextType), "in the document's order", nil},
			{"deprecated", BoolType, "declared deprecated", nil},
			{"public", BoolType, "the policy or an extension says that it is open to everyone", nil},
			{"auth", ObjectOf("auth"), "the security that holds for it, after inheritance", nil},
			{"parameters", ListOf(ObjectOf("parameter")), "its own and those of its path", nil},
			{"body", ObjectOf("body"), "what it receives; null where it has none", nil},
			{"responses", ListOf(ObjectOf("response")), "in the document's order", nil},
			{"codes", ListOf(TextType), "the codes of its responses: \"200\", \"4XX\", \"default\"", nil},
			{"servers", ListOf(ObjectOf("server")), "those that hold for it", nil},
			{"ext", MapOf(AnyType), "its extensions, by name: ext[\"x-owner\"]", nil},
			{"origin", OriginType, "where it is written: at its method", nil},
		}},
		{Name: "parameter", Block: specRule, Doc: "one parameter as it is written, however many operations use it", Attributes: slices.Concat([]Attribute{
			{"name", TextType, "as written", nil},
			{"in", TextType, "\"path\", \"query\", \"querystring\", \"header\", \"cookie\" or \"formData\"", nil},
			{"required", BoolType, "declared required", nil},
			{"allow_empty", BoolType, "declared allowEmptyValue", nil},
		}, valueAttributes(), []Attribute{
			{"operations", ListOf(ObjectOf("operation")), "the first five that use it; none for a definition that nothing uses", nil},
			{"ext", MapOf(AnyType), "its extensions, by name", nil},
			{"origin", OriginType, "where it is written: at its name", nil},
		})},
		{Name: "property", Block: specRule, Doc: "one property of a schema, once per direction in which it is used", Attributes: slices.Concat([]Attribute{
			{"name", TextType, "as written; of patternProperties the plain text in the pattern", nil},
			{"path", TextType, "with the schema that it is in: \"User.address.zip\"", nil},
			{"schema", TextType, "the name of the schema that it is in, or the path there; null where that has none", nil},
			{"required", BoolType, "its schema demands it", nil},
			{"pattern_name", BoolType, "its name is a pattern, of patternProperties", nil},
		}, useAttributes(), valueAttributes(), []Attribute{
			{"ext", MapOf(AnyType), "its extensions, by name", nil},
			{"origin", OriginType, "where it is written: at its name", nil},
		})},
		{Name: "schema_use", Block: specRule, Doc: "one schema, once per direction in which it is used", Attributes: slices.Concat([]Attribute{
			{"name", TextType, "of a named schema; null elsewhere", nil},
			{"path", TextType, "\"User\", or \"User.address\" for what is written below its property; null in no named schema", nil},
			{"subject", TextType, "for messages: \"schema \\\"User\\\"\", \"property \\\"User.name\\\"\", \"the body\"", nil},
			{"role", TextType, "as what it stands: \"whole\" of a body or parameter, \"value\" of a property, \"item\" of a list, \"branch\" of oneOf or anyOf, \"part\" of allOf", roles},
			{"properties", ListOf(TextType), "the names of the properties written in it", nil},
			{"required", ListOf(TextType), "the names that it demands", nil},
			{"open", BoolType, "objects of it may have properties that are not named", nil},
		}, useAttributes(), valueAttributes(), []Attribute{
			{"ext", MapOf(AnyType), "its extensions, by name", nil},
			{"origin", OriginType, "where it is written: at the key that it stands under", nil},
		})},
		{Name: "server", Block: specRule, Doc: "one server as it is written; of Swagger 2.0 each of its schemes", Attributes: []Attribute{
			{"url", TextType, "as written, with {name} variables", nil},
			{"expanded", TextType, "the URL with the default of each variable", nil},
			{"scheme", TextType, "lower case: \"https\"; null where the URL has none", nil},
			{"host", TextType, "lower case, without port; null where the URL has none", nil},
			{"base_path", TextType, "without a slash at its end; \"\" where there is none", nil},
			{"local", BoolType, "it is the machine itself or a name that only it knows: localhost, 127.0.0.1", nil},
			{"description", TextType, "null where it has none", nil},
			{"variables", ListOf(TextType), "their names", nil},
			{"level", TextType, "where it is written: \"document\", \"path\", \"operation\" or \"link\"", serverLevels},
			{"operations", NumberType, "how many operations of paths it holds for", nil},
			{"credentials", NumberType, "how many of those have clients send a credential", nil},
			{"ext", MapOf(AnyType), "its extensions, by name", nil},
			{"origin", OriginType, "where it is written: at its URL", nil},
		}},
		{Name: "security_scheme", Block: specRule, Doc: "one declared way to authenticate", Attributes: []Attribute{
			{"name", TextType, "by which requirements call it", nil},
			{"type", TextType, "as written: \"apiKey\", \"http\", \"mutualTLS\", \"oauth2\", \"openIdConnect\", \"basic\"", nil},
			{"http", TextType, "of HTTP authentication, lower case: \"basic\", \"bearer\"; else null", nil},
			{"bearer_format", TextType, "null where it says none", nil},
			{"in", TextType, "of an API key: \"header\", \"query\" or \"cookie\"; else null", nil},
			{"parameter", TextType, "of an API key: the name of what carries it; else null", nil},
			{"description", TextType, "null where it has none", nil},
			{"openid_url", TextType, "null where it has none", nil},
			{"flows", ListOf(ObjectOf("flow")), "of OAuth", nil},
			{"scopes", ListOf(TextType), "that its flows declare", nil},
			{"used", BoolType, "some operation names it", nil},
			{"operations", NumberType, "how many operations name it", nil},
			{"ext", MapOf(AnyType), "its extensions, by name", nil},
			{"origin", OriginType, "where it is written: at its name", nil},
		}},
		{Name: "response", Block: specRule, Doc: "one answer of one operation", Attributes: []Attribute{
			{"code", TextType, "as written: \"200\", \"4XX\", \"default\"", nil},
			{"class", TextType, "\"informational\", \"success\", \"redirection\", \"client_error\", \"server_error\", \"default\"; null for what is none", statuses},
			{"description", TextType, "null where it has none", nil},
			{"headers", ListOf(TextType), "their names, as written", nil},
			{"media_types", ListOf(TextType), "the forms that its body can have: \"application/json\"", nil},
			{"schemas", ListOf(TextType), "the names of the named schemas that those forms have", nil},
			{"properties", ListOf(TextType), "the names that its forms have at their top, of allOf too", nil},
			{"operation", ObjectOf("operation"), "that gives it", nil},
			{"ext", MapOf(AnyType), "its extensions, by name", nil},
			{"origin", OriginType, "where the operation names it: at its code", nil},
		}},
		{Name: "document", Block: specRule, Doc: "the document itself, which every condition also sees as doc", Attributes: []Attribute{
			{"file", TextType, "its slash path relative to the project's root", nil},
			{"version", TextType, "of the specification: \"2.0\", \"3.0\", \"3.1\" or \"3.2\"", versions},
			{"title", TextType, "null where it has none", nil},
			{"description", TextType, "null where it has none", nil},
			{"api_version", TextType, "of the API, as the document says; null where it does not", nil},
			{"contact", TextType, "name, email or URL of whom to ask; null where it has none", nil},
			{"license", TextType, "its name; null where it has none", nil},
			{"tags", ListOf(TextType), "the names that it declares", nil},
			{"paths", ListOf(TextType), "that have operations, each once", nil},
			{"security", ObjectOf("auth"), "that holds where an operation says nothing", nil},
			{"servers", ListOf(ObjectOf("server")), "all that are written in it", nil},
			{"schemes", ListOf(ObjectOf("security_scheme")), "all that are declared", nil},
			{"operations", ListOf(ObjectOf("operation")), "all of them", nil},
			{"ext", MapOf(AnyType), "its extensions, by name", nil},
			{"origin", OriginType, "where it is written: at its top level's version", nil},
		}},
	}
}

// partKinds are the objects that are only reached through others.
func partKinds() []ObjectKind {
	return []ObjectKind{
		{Name: "auth", Doc: "the security that holds for an operation", Attributes: []Attribute{
			{"access", TextType, "what the weakest alternative asks for: \"required\", \"optional\", \"public\", \"undefined\", \"malformed\", \"undeclared\"", accesses},
			{"anonymous", BoolType, "a request without a credential is let in: access is not \"required\"", nil},
			{"optional", BoolType, "a credential may be sent, and need not be", nil},
			{"inherited", BoolType, "it is the document's, and not the operation's own", nil},
			{"schemes", ListOf(TextType), "the names of the schemes, of all alternatives", nil},
			{"types", ListOf(TextType), "their types, as \"oauth2\"", nil},
			{"scopes", ListOf(TextType), "of all alternatives", nil},
			{"alternatives", NumberType, "how many there are", nil},
			{"origin", OriginType, "where it is written; where nothing is, that of the operation", nil},
		}},
		{Name: "body", Doc: "the body of a request", Attributes: []Attribute{
			{"required", BoolType, "declared required", nil},
			{"description", TextType, "null where it has none", nil},
			{"media_types", ListOf(TextType), "the forms that it can have: \"application/json\"", nil},
			{"schemas", ListOf(TextType), "the names of the named schemas that those forms have", nil},
			{"properties", ListOf(TextType), "the names that its forms have at their top, of allOf too", nil},
			{"ext", MapOf(AnyType), "its extensions, by name", nil},
			{"origin", OriginType, "where it is written", nil},
		}},
		{Name: "flow", Doc: "one way in which an OAuth scheme hands out tokens", Attributes: []Attribute{
			{"kind", TextType, "as OpenAPI 3 names it: \"implicit\", \"password\", \"clientCredentials\", \"authorizationCode\", \"deviceAuthorization\"; null for others", flowKinds},
			{"authorization_url", TextType, "null where it has none", nil},
			{"token_url", TextType, "null where it has none", nil},
			{"refresh_url", TextType, "null where it has none", nil},
			{"scopes", ListOf(TextType), "that it declares", nil},
			{"origin", OriginType, "where it is named", nil},
		}},
	}
}

// useAttributes are those of what operations send or receive.
func useAttributes() []Attribute {
	return []Attribute{
		{"direction", TextType, "\"request\" or \"response\": what the service receives, or sends", directions},
		{"carriers", ListOf(TextType), "what brings it: \"body\", \"parameter\", \"header\"", carriers},
		{"statuses", ListOf(TextType), "the classes of the responses that lead there, as those of response", statuses},
		{"in_array", BoolType, "some way there leads through a list", nil},
		{"hidden", BoolType, "it is writeOnly in responses, or readOnly in requests", nil},
		{"used", BoolType, "some operation leads there", nil},
		{"operations", ListOf(ObjectOf("operation")), "the first five that lead there", nil},
	}
}

// valueAttributes are those of what has a schema: a bound is looked for in its
// allOf too.
func valueAttributes() []Attribute {
	return []Attribute{
		{"words", ListOf(TextType), "those of its name, lower case: customerSSN is [\"customer\", \"ssn\"]", nil},
		{"sensitive", TextType, "the class that its name stands for: \"credential\", \"personal\", one of the policy's classifications; null for none", nil},
		{"type", TextType, "the first but for null: \"string\"; null where nothing is said", nil},
		{"types", ListOf(TextType), "all, with \"null\" where it is nullable", nil},
		{"format", TextType, "null where it has none", nil},
		{"title", TextType, "null where it has none", nil},
		{"description", TextType, "null where it has none", nil},
		{"nullable", BoolType, "it may be null", nil},
		{"read_only", BoolType, "declared readOnly", nil},
		{"write_only", BoolType, "declared writeOnly", nil},
		{"deprecated", BoolType, "declared deprecated", nil},
		{"pattern", TextType, "null where it has none", nil},
		{"enum", ListOf(AnyType), "the values that it can have; null where there is no list", nil},
		{"const", AnyType, "the only value that it can have; null where there is none", nil},
		{"default", AnyType, "null where it has none", nil},
		{"example", AnyType, "the first one; null where it has none", nil},
		{"minimum", NumberType, "null where it has none, exclusive or not", nil},
		{"maximum", NumberType, "null where it has none, exclusive or not", nil},
		{"min_length", NumberType, "null where it has none", nil},
		{"max_length", NumberType, "null where it has none", nil},
		{"min_items", NumberType, "null where it has none", nil},
		{"max_items", NumberType, "null where it has none", nil},
		{"min_properties", NumberType, "null where it has none", nil},
		{"max_properties", NumberType, "null where it has none", nil},
		{"unique_items", BoolType, "declared uniqueItems", nil},
		{"items_type", TextType, "of a list: the type of its items, where all have one; else null", nil},
	}
}
