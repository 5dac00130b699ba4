package conform

import (
	"context"
	"encoding/json"

	"github.com/getkin/kin-openapi/openapi3"
)

// holding says what stands under a key, as far as its judge needs it.
type holding int

const (
	keep  holding = iota // judged as it is written
	text                 // a string whose words do not matter
	blank                // a string that must not be held against anything
	data                 // anything: that it is there is all that counts
	one                  // an object
	list                 // a list of objects
	named                // objects by names that matter to the judge of the whole
	some                 // objects by names that do not
	names                // objects by strings that are no objects: scopes, mappings
)

// field is what an object of the specification has under one key.
type field struct {
	holds  holding
	object string // the kind of the objects
	// Of what is judged by a table: the kind of value, "" for any, and the
	// strings that it can be.
	is     string
	values []string
}

// object is one kind of object of the specification.
type object struct {
	name   string // as the specification calls it
	fields map[string]field
	each   string // the kind of object under all other keys, "" where there are none
	stub   string // JSON of a valid one, for the judge of what holds it
	// judge returns what is wrong with the object in the JSON, nil where
	// nothing is. decode tells only whether it can be read.
	judge  func(ctx context.Context, data []byte) error
	decode func(data []byte) error

	// The keys that there must be, where there is no judge or it does not look;
	// and what a table cannot say. The values are JSON.
	must []string
	also func(o *object, values map[string]string) []fault
}

// validator is a part of kin's model.
type validator[T any] interface {
	*T
	Validate(context.Context, ...openapi3.ValidationOption) error
}

// kin makes the object one that kin judges as a T.
func kin[T any, P validator[T]](o *object) *object {
	o.decode = func(data []byte) error { return json.Unmarshal(data, P(new(T))) }
	o.judge = func(ctx context.Context, data []byte) error {
		value := P(new(T))
		if err := json.Unmarshal(data, value); err != nil {
			return err
		}
		return value.Validate(ctx)
	}
	return o
}

// flow is an OAuth flow, which kin judges by where it stands.
func flow(name, stub string, wrap func(*openapi3.OAuthFlow) openapi3.OAuthFlows) *object {
	o := kin[openapi3.OAuthFlow](&object{name: "OAuth Flow Object", stub: stub, fields: map[string]field{
		"authorizationUrl": {}, "deviceAuthorizationUrl": {}, "tokenUrl": {}, "refreshUrl": {}, "scopes": {holds: names},
	}})
	o.judge = func(ctx context.Context, data []byte) error {
		var f openapi3.OAuthFlow
		if err := json.Unmarshal(data, &f); err != nil {
			return err
		}
		flows := wrap(&f)
		return flows.Validate(ctx)
	}
	return o
}

var (
	words      = field{holds: text}
	anything   = field{holds: data}
	schemas    = field{holds: some, object: "schema"}
	schemaList = field{holds: list, object: "schema"}
	oneSchema  = field{holds: one, object: "schema"}
	operation  = field{holds: one, object: "operation"}
	parameters = field{holds: list, object: "parameter"}
	servers    = field{holds: list, object: "server"}
	examples   = field{holds: some, object: "example"}
	headers    = field{holds: some, object: "header"}
	content    = field{holds: named, object: "mediaType"}
	docs       = field{holds: one, object: "externalDocs"}
	items      = field{holds: some, object: "pathItem"}
)

// objects are the kinds of OpenAPI 3, whatever the version: kin knows what came
// when.
var objects = map[string]*object{
	"document": kin[openapi3.T](&object{name: "OpenAPI Object", stub: `{"openapi":"3.0.0","info":{"title":"a","version":"1"},"paths":{}}`, fields: map[string]field{
		"openapi": {}, "info": {holds: one, object: "info"}, "servers": servers, "paths": {holds: one, object: "paths"},
		"webhooks": items, "components": {holds: one, object: "components"}, "security": anything,
		"tags": {holds: list, object: "tag"}, "externalDocs": docs, "jsonSchemaDialect": {}, "$self": words,
	}}),
	"info": kin[openapi3.Info](&object{name: "Info Object", stub: `{"title":"a","version":"1"}`, fields: map[string]field{
		"title": words, "summary": words, "description": words, "termsOfService": words, "version": words,
		"contact": {holds: one, object: "contact"}, "license": {holds: one, object: "license"},
	}}),
	"contact": kin[openapi3.Contact](&object{name: "Contact Object", stub: `{}`, fields: map[string]field{
		"name": words, "url": {}, "email": {},
	}}),
	"license": kin[openapi3.License](&object{name: "License Object", stub: `{"name":"a"}`, fields: map[string]field{
		"name": words, "url": {}, "identifier": words,
	}}),
	"externalDocs": kin[openapi3.ExternalDocs](&object{name: "External Documentation Object", stub: `{"url":"a"}`, fields: map[string]field{
		"description": words, "url": {},
	}}),
	"tag": kin[openapi3.Tag](&object{name: "Tag Object", must: []string{"name"}, stub: `{"name":"a"}`, fields: map[string]field{
		"name": words, "summary": words, "description": words, "externalDocs": docs, "parent": words, "kind": words,
	}}),
	"server": kin[openapi3.Server](&object{name: "Server Object", stub: `{"url":"/"}`, fields: map[string]field{
		"url": {}, "name": words, "description": words, "variables": {holds: named, object: "serverVariable"},
	}}),
	"serverVariable": kin[openapi3.ServerVariable](&object{name: "Server Variable Object", stub: `{"default":"a"}`, fields: map[string]field{
		"enum": {}, "default": {}, "description": words,
	}}),
	"components": kin[openapi3.Components](&object{name: "Components Object", stub: `{}`, fields: map[string]field{
		"schemas": schemas, "responses": {holds: some, object: "response"}, "parameters": {holds: some, object: "parameter"},
		"examples": examples, "requestBodies": {holds: some, object: "requestBody"}, "headers": headers,
		"securitySchemes": {holds: some, object: "securityScheme"}, "links": {holds: some, object: "link"},
		"callbacks": {holds: some, object: "callback"}, "pathItems": items, "mediaTypes": {holds: some, object: "mediaType"},
	}}),
	"paths": kin[openapi3.Paths](&object{name: "Paths Object", stub: `{}`, each: "pathItem"}),
	"pathItem": kin[openapi3.PathItem](&object{name: "Path Item Object", stub: `{}`, fields: map[string]field{
		"summary": words, "description": words, "servers": servers, "parameters": parameters,
		"get": operation, "put": operation, "post": operation, "delete": operation, "options": operation,
		"head": operation, "patch": operation, "trace": operation, "query": operation,
		"additionalOperations": {holds: named, object: "operation"},
	}}),
	"operation": kin[openapi3.Operation](&object{name: "Operation Object", stub: `{"responses":{"200":{"description":""}}}`, fields: map[string]field{
		"tags": {}, "summary": words, "description": words, "externalDocs": docs, "operationId": words, "parameters": parameters,
		"requestBody": {holds: one, object: "requestBody"}, "responses": {holds: one, object: "responses"},
		"callbacks": {holds: some, object: "callback"}, "deprecated": {}, "security": anything, "servers": servers,
	}}),
	"parameter": kin[openapi3.Parameter](&object{name: "Parameter Object", stub: `{"name":"a","in":"query","content":{"a/b":{}}}`, fields: map[string]field{
		"name": words, "in": {}, "description": words, "required": {}, "deprecated": {}, "allowEmptyValue": {}, "style": {}, "explode": {},
		"allowReserved": {}, "schema": oneSchema, "example": anything, "examples": examples, "content": content,
	}}),
	"header": kin[openapi3.Header](&object{name: "Header Object", stub: `{"content":{"a/b":{}}}`, fields: map[string]field{
		"description": words, "required": {}, "deprecated": {}, "allowEmptyValue": {}, "style": {}, "explode": {}, "allowReserved": {},
		"schema": oneSchema, "example": anything, "examples": examples, "content": content, "name": words, "in": {},
	}}),
	"requestBody": kin[openapi3.RequestBody](&object{name: "Request Body Object", stub: `{"content":{}}`, fields: map[string]field{
		"description": words, "content": content, "required": {},
	}}),
	"mediaType": kin[openapi3.MediaType](&object{name: "Media Type Object", stub: `{}`, fields: map[string]field{
		"schema": oneSchema, "itemSchema": oneSchema, "example": anything, "examples": examples,
		"encoding":       {holds: some, object: "encoding"},
		"prefixEncoding": {holds: list, object: "encoding"}, "itemEncoding": {holds: one, object: "encoding"},
	}}),
	"encoding": kin[openapi3.Encoding](&object{name: "Encoding Object", stub: `{}`, fields: map[string]field{
		"contentType": {}, "headers": headers, "style": {}, "explode": {}, "allowReserved": {},
		"encoding": {holds: some, object: "encoding"}, "prefixEncoding": {holds: list, object: "encoding"}, "itemEncoding": {holds: one, object: "encoding"},
	}}),
	"responses": kin[openapi3.Responses](&object{name: "Responses Object", stub: `{"200":{"description":""}}`, each: "response"}),
	"response": kin[openapi3.Response](&object{name: "Response Object", stub: `{"description":""}`, fields: map[string]field{
		"summary": words, "description": words, "headers": headers, "content": content, "links": {holds: some, object: "link"},
	}}),
	"callback": kin[openapi3.Callback](&object{name: "Callback Object", stub: `{}`, each: "pathItem"}),
	"example": kin[openapi3.Example](&object{name: "Example Object", stub: `{"value":0}`, fields: map[string]field{
		"summary": words, "description": words, "value": anything, "externalValue": words, "dataValue": anything, "serializedValue": words,
	}}),
	"link": kin[openapi3.Link](&object{name: "Link Object", stub: `{"operationId":"a"}`, fields: map[string]field{
		"operationRef": words, "operationId": words, "parameters": {holds: names}, "requestBody": anything, "description": words,
		"server": {holds: one, object: "server"},
	}}),
	"securityScheme": kin[openapi3.SecurityScheme](&object{name: "Security Scheme Object", stub: `{"type":"http","scheme":"basic"}`, fields: map[string]field{
		"type": {}, "description": words, "name": words, "in": {}, "scheme": {}, "bearerFormat": words,
		"flows": {holds: one, object: "flows"}, "openIdConnectUrl": {}, "oauth2MetadataUrl": {}, "deprecated": {},
	}}),
	"flows": kin[openapi3.OAuthFlows](&object{name: "OAuth Flows Object", stub: `{}`, fields: map[string]field{
		"implicit": {holds: one, object: "implicit"}, "password": {holds: one, object: "password"},
		"clientCredentials": {holds: one, object: "clientCredentials"}, "authorizationCode": {holds: one, object: "authorizationCode"},
		"deviceAuthorization": {holds: one, object: "deviceAuthorization"},
	}}),
	"implicit": flow("implicit", `{"authorizationUrl":"a","scopes":{}}`, func(f *openapi3.OAuthFlow) openapi3.OAuthFlows {
		return openapi3.OAuthFlows{Implicit: f}
	}),
	"password": flow("password", `{"tokenUrl":"a","scopes":{}}`, func(f *openapi3.OAuthFlow) openapi3.OAuthFlows {
		return openapi3.OAuthFlows{Password: f}
	}),
	"clientCredentials": flow("clientCredentials", `{"tokenUrl":"a","scopes":{}}`, func(f *openapi3.OAuthFlow) openapi3.OAuthFlows {
		return openapi3.OAuthFlows{ClientCredentials: f}
	}),
	"authorizationCode": flow("authorizationCode", `{"authorizationUrl":"a","tokenUrl":"a","scopes":{}}`, func(f *openapi3.OAuthFlow) openapi3.OAuthFlows {
		return openapi3.OAuthFlows{AuthorizationCode: f}
	}),
	// kin knows no such flow: what it shares with the password's is judged so.
	"deviceAuthorization": flow("deviceAuthorization", `{"tokenUrl":"a","scopes":{}}`, func(f *openapi3.OAuthFlow) openapi3.OAuthFlows {
		return openapi3.OAuthFlows{Password: f}
	}),
	"discriminator": kin[openapi3.Discriminator](&object{name: "Discriminator Object", must: []string{"propertyName"}, stub: `{"propertyName":"a"}`, fields: map[string]field{
		"propertyName": words, "mapping": {holds: names}, "defaultMapping": words,
	}}),
	"xml": kin[openapi3.XML](&object{name: "XML Object", stub: `{}`, fields: map[string]field{
		"name": words, "namespace": words, "prefix": words, "attribute": {}, "wrapped": {}, "nodeType": words,
	}}),
	"schema": kin[openapi3.Schema](&object{name: "Schema Object", stub: `{}`, fields: map[string]field{
		"title": words, "description": words, "type": {}, "format": {}, "multipleOf": {}, "maximum": {}, "exclusiveMaximum": {},
		"minimum": {}, "exclusiveMinimum": {}, "maxLength": {}, "minLength": {}, "pattern": {holds: blank}, "maxItems": {}, "minItems": {},
		"uniqueItems": {}, "maxProperties": {}, "minProperties": {}, "required": {}, "enum": {}, "default": {}, "const": anything,
		"nullable": {}, "readOnly": {}, "writeOnly": {}, "deprecated": {}, "allowEmptyValue": {}, "example": anything,
		"examples": {}, "items": oneSchema, "not": oneSchema, "if": oneSchema, "then": oneSchema, "else": oneSchema,
		"additionalProperties": oneSchema, "unevaluatedProperties": oneSchema, "unevaluatedItems": oneSchema, "propertyNames": oneSchema,
		"contains": oneSchema, "contentSchema": oneSchema, "allOf": schemaList, "anyOf": schemaList, "oneOf": schemaList,
		"prefixItems": schemaList, "properties": schemas, "patternProperties": schemas, "dependentSchemas": schemas, "$defs": schemas,
		"dependentRequired": {}, "minContains": {}, "maxContains": {}, "contentMediaType": {}, "contentEncoding": {},
		"discriminator": {holds: one, object: "discriminator"}, "xml": {holds: one, object: "xml"}, "externalDocs": docs,
		"$id": words, "$schema": words, "$comment": words, "$anchor": words, "$dynamicAnchor": words, "$dynamicRef": words,
	}}),
}
