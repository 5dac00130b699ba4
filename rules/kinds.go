package rules

import "slices"

// ObjectKinds returns the published schemas of all objects, those that rules
// look at first.
func ObjectKinds() []ObjectKind {
	return slices.Concat(documentKinds(), partKinds())
}

// specRule is the block that looks at the objects of documents.
const specRule = "spec_rule"

// documentKinds are the objects of a document that a spec_rule looks at.
func documentKinds() []ObjectKind {
	return []ObjectKind{
		{Name: "operation", Block: specRule, Doc: "one method on one path, of a webhook or of a callback", Attributes: []Attribute{
			{"method", TextType, "upper case: \"GET\""},
			{"path", TextType, "as written, with {name} parameters and without base path; of a webhook its name, of a callback its expression"},
			{"segments", ListOf(TextType), "the parts of path between slashes"},
			{"surface", TextType, "\"path\", \"webhook\" or \"callback\""},
			{"safe", BoolType, "the method only reads: GET, HEAD, OPTIONS, TRACE, QUERY"},
			{"purpose", TextType, "what its name says it is for: \"business\", or \"entry\" (login), \"probe\" (health), \"manual\" (documentation), \"preflight\""},
			{"operation_id", TextType, "null where it has none"},
			{"summary", TextType, "null where it has none"},
			{"description", TextType, "null where it has none"},
			{"tags", ListOf(TextType), "in the document's order"},
			{"deprecated", BoolType, "declared deprecated"},
			{"public", BoolType, "the policy or an extension says that it is open to everyone"},
			{"auth", ObjectOf("auth"), "the security that holds for it, after inheritance"},
			{"parameters", ListOf(ObjectOf("parameter")), "its own and those of its path"},
			{"body", ObjectOf("body"), "what it receives; null where it has none"},
			{"responses", ListOf(ObjectOf("response")), "in the document's order"},
			{"codes", ListOf(TextType), "the codes of its responses: \"200\", \"4XX\", \"default\""},
			{"servers", ListOf(ObjectOf("server")), "those that hold for it"},
			{"ext", MapOf(AnyType), "its extensions, by name: ext[\"x-owner\"]"},
			{"origin", OriginType, "where it is written: at its method"},
		}},
		{Name: "parameter", Block: specRule, Doc: "one parameter as it is written, however many operations use it", Attributes: slices.Concat([]Attribute{
			{"name", TextType, "as written"},
			{"in", TextType, "\"path\", \"query\", \"querystring\", \"header\", \"cookie\" or \"formData\""},
			{"required", BoolType, "declared required"},
			{"allow_empty", BoolType, "declared allowEmptyValue"},
		}, valueAttributes(), []Attribute{
			{"operations", ListOf(ObjectOf("operation")), "the first five that use it; none for a definition that nothing uses"},
			{"ext", MapOf(AnyType), "its extensions, by name"},
			{"origin", OriginType, "where it is written: at its name"},
		})},
		{Name: "property", Block: specRule, Doc: "one property of a schema, once per direction in which it is used", Attributes: slices.Concat([]Attribute{
			{"name", TextType, "as written; of patternProperties the plain text in the pattern"},
			{"path", TextType, "with the schema that it is in: \"User.address.zip\""},
			{"schema", TextType, "the name of the schema that it is in, or the path there; null where that has none"},
			{"required", BoolType, "its schema demands it"},
			{"pattern_name", BoolType, "its name is a pattern, of patternProperties"},
		}, useAttributes(), valueAttributes(), []Attribute{
			{"ext", MapOf(AnyType), "its extensions, by name"},
			{"origin", OriginType, "where it is written: at its name"},
		})},
		{Name: "schema_use", Block: specRule, Doc: "one schema, once per direction in which it is used", Attributes: slices.Concat([]Attribute{
			{"name", TextType, "of a named schema; null elsewhere"},
			{"path", TextType, "\"User\", or \"User.address\" for what is written below its property; null in no named schema"},
			{"subject", TextType, "for messages: \"schema \\\"User\\\"\", \"property \\\"User.name\\\"\", \"the body\""},
			{"role", TextType, "as what it stands: \"whole\" of a body or parameter, \"value\" of a property, \"item\" of a list, \"branch\" of oneOf or anyOf, \"part\" of allOf"},
			{"properties", ListOf(TextType), "the names of the properties written in it"},
			{"required", ListOf(TextType), "the names that it demands"},
			{"open", BoolType, "objects of it may have properties that are not named"},
		}, useAttributes(), valueAttributes(), []Attribute{
			{"ext", MapOf(AnyType), "its extensions, by name"},
			{"origin", OriginType, "where it is written: at the key that it stands under"},
		})},
		{Name: "server", Block: specRule, Doc: "one server as it is written; of Swagger 2.0 each of its schemes", Attributes: []Attribute{
			{"url", TextType, "as written, with {name} variables"},
			{"expanded", TextType, "the URL with the default of each variable"},
			{"scheme", TextType, "lower case: \"https\"; null where the URL has none"},
			{"host", TextType, "lower case, without port; null where the URL has none"},
			{"base_path", TextType, "without a slash at its end; \"\" where there is none"},
			{"local", BoolType, "it is the machine itself or a name that only it knows: localhost, 127.0.0.1"},
			{"description", TextType, "null where it has none"},
			{"variables", ListOf(TextType), "their names"},
			{"level", TextType, "where it is written: \"document\", \"path\", \"operation\" or \"link\""},
			{"operations", NumberType, "how many operations of paths it holds for"},
			{"credentials", NumberType, "how many of those have clients send a credential"},
			{"ext", MapOf(AnyType), "its extensions, by name"},
			{"origin", OriginType, "where it is written: at its URL"},
		}},
		{Name: "security_scheme", Block: specRule, Doc: "one declared way to authenticate", Attributes: []Attribute{
			{"name", TextType, "by which requirements call it"},
			{"type", TextType, "as written: \"apiKey\", \"http\", \"mutualTLS\", \"oauth2\", \"openIdConnect\", \"basic\""},
			{"http", TextType, "of HTTP authentication, lower case: \"basic\", \"bearer\"; else null"},
			{"bearer_format", TextType, "null where it says none"},
			{"in", TextType, "of an API key: \"header\", \"query\" or \"cookie\"; else null"},
			{"parameter", TextType, "of an API key: the name of what carries it; else null"},
			{"description", TextType, "null where it has none"},
			{"openid_url", TextType, "null where it has none"},
			{"flows", ListOf(ObjectOf("flow")), "of OAuth"},
			{"scopes", ListOf(TextType), "that its flows declare"},
			{"used", BoolType, "some operation names it"},
			{"operations", NumberType, "how many operations name it"},
			{"ext", MapOf(AnyType), "its extensions, by name"},
			{"origin", OriginType, "where it is written: at its name"},
		}},
		{Name: "response", Block: specRule, Doc: "one answer of one operation", Attributes: []Attribute{
			{"code", TextType, "as written: \"200\", \"4XX\", \"default\""},
			{"class", TextType, "\"informational\", \"success\", \"redirection\", \"client_error\", \"server_error\", \"default\"; null for what is none"},
			{"description", TextType, "null where it has none"},
			{"headers", ListOf(TextType), "their names, as written"},
			{"media_types", ListOf(TextType), "the forms that its body can have: \"application/json\""},
			{"operation", ObjectOf("operation"), "that gives it"},
			{"ext", MapOf(AnyType), "its extensions, by name"},
			{"origin", OriginType, "where the operation names it: at its code"},
		}},
		{Name: "document", Block: specRule, Doc: "the document itself, which every condition also sees as doc", Attributes: []Attribute{
			{"file", TextType, "its slash path relative to the project's root"},
			{"version", TextType, "of the specification: \"2.0\", \"3.0\", \"3.1\" or \"3.2\""},
			{"title", TextType, "null where it has none"},
			{"description", TextType, "null where it has none"},
			{"api_version", TextType, "of the API, as the document says; null where it does not"},
			{"contact", TextType, "name, email or URL of whom to ask; null where it has none"},
			{"license", TextType, "its name; null where it has none"},
			{"tags", ListOf(TextType), "the names that it declares"},
			{"paths", ListOf(TextType), "that have operations, each once"},
			{"security", ObjectOf("auth"), "that holds where an operation says nothing"},
			{"servers", ListOf(ObjectOf("server")), "all that are written in it"},
			{"schemes", ListOf(ObjectOf("security_scheme")), "all that are declared"},
			{"operations", ListOf(ObjectOf("operation")), "all of them"},
			{"ext", MapOf(AnyType), "its extensions, by name"},
			{"origin", OriginType, "where it is written: at its top level's version"},
		}},
	}
}

// partKinds are the objects that are only reached through others.
func partKinds() []ObjectKind {
	return []ObjectKind{
		{Name: "auth", Doc: "the security that holds for an operation", Attributes: []Attribute{
			{"access", TextType, "what the weakest alternative asks for: \"required\", \"optional\", \"public\", \"undefined\", \"malformed\", \"undeclared\""},
			{"anonymous", BoolType, "a request without a credential is let in: access is not \"required\""},
			{"optional", BoolType, "a credential may be sent, and need not be"},
			{"inherited", BoolType, "it is the document's, and not the operation's own"},
			{"schemes", ListOf(TextType), "the names of the schemes, of all alternatives"},
			{"types", ListOf(TextType), "their types, as \"oauth2\""},
			{"scopes", ListOf(TextType), "of all alternatives"},
			{"alternatives", NumberType, "how many there are"},
			{"origin", OriginType, "where it is written; where nothing is, that of the operation"},
		}},
		{Name: "body", Doc: "the body of a request", Attributes: []Attribute{
			{"required", BoolType, "declared required"},
			{"description", TextType, "null where it has none"},
			{"media_types", ListOf(TextType), "the forms that it can have: \"application/json\""},
			{"properties", ListOf(TextType), "the names that its forms have at their top, of allOf too"},
			{"ext", MapOf(AnyType), "its extensions, by name"},
			{"origin", OriginType, "where it is written"},
		}},
		{Name: "flow", Doc: "one way in which an OAuth scheme hands out tokens", Attributes: []Attribute{
			{"kind", TextType, "as OpenAPI 3 names it: \"implicit\", \"password\", \"clientCredentials\", \"authorizationCode\", \"deviceAuthorization\"; null for others"},
			{"authorization_url", TextType, "null where it has none"},
			{"token_url", TextType, "null where it has none"},
			{"refresh_url", TextType, "null where it has none"},
			{"scopes", ListOf(TextType), "that it declares"},
			{"origin", OriginType, "where it is named"},
		}},
	}
}

// useAttributes are those of what operations send or receive.
func useAttributes() []Attribute {
	return []Attribute{
		{"direction", TextType, "\"request\" or \"response\": what the service receives, or sends"},
		{"carriers", ListOf(TextType), "what brings it: \"body\", \"parameter\", \"header\""},
		{"statuses", ListOf(TextType), "the classes of the responses that lead there, as those of response"},
		{"in_array", BoolType, "some way there leads through a list"},
		{"hidden", BoolType, "it is writeOnly in responses, or readOnly in requests"},
		{"used", BoolType, "some operation leads there"},
		{"operations", ListOf(ObjectOf("operation")), "the first five that lead there"},
	}
}

// valueAttributes are those of what has a schema: a bound is looked for in its
// allOf too.
func valueAttributes() []Attribute {
	return []Attribute{
		{"words", ListOf(TextType), "those of its name, lower case: customerSSN is [\"customer\", \"ssn\"]"},
		{"sensitive", TextType, "the class that its name stands for: \"credential\", \"personal\", one of the policy's classifications; null for none"},
		{"type", TextType, "the first but for null: \"string\"; null where nothing is said"},
		{"types", ListOf(TextType), "all, with \"null\" where it is nullable"},
		{"format", TextType, "null where it has none"},
		{"title", TextType, "null where it has none"},
		{"description", TextType, "null where it has none"},
		{"nullable", BoolType, "it may be null"},
		{"read_only", BoolType, "declared readOnly"},
		{"write_only", BoolType, "declared writeOnly"},
		{"deprecated", BoolType, "declared deprecated"},
		{"pattern", TextType, "null where it has none"},
		{"enum", ListOf(AnyType), "the values that it can have; null where there is no list"},
		{"const", AnyType, "the only value that it can have; null where there is none"},
		{"default", AnyType, "null where it has none"},
		{"example", AnyType, "the first one; null where it has none"},
		{"minimum", NumberType, "null where it has none, exclusive or not"},
		{"maximum", NumberType, "null where it has none, exclusive or not"},
		{"min_length", NumberType, "null where it has none"},
		{"max_length", NumberType, "null where it has none"},
		{"min_items", NumberType, "null where it has none"},
		{"max_items", NumberType, "null where it has none"},
		{"min_properties", NumberType, "null where it has none"},
		{"max_properties", NumberType, "null where it has none"},
		{"unique_items", BoolType, "declared uniqueItems"},
		{"items_type", TextType, "of a list: the type of its items, where all have one; else null"},
	}
}
