package conform

import (
	"fmt"
	"slices"
	"strings"

	"github.com/apiward/apiward/spec"
)

// Of Swagger 2.0 kin has a model that reads anything and a conversion to 3.0
// that mends and loses on the way, so that what it then says is true of another
// document. The tables here say what an object must have and may have.

// Shorthands of the tables: what a value written as it is may be.
var (
	aString = field{is: "a string"}
	aBool   = field{is: "a boolean"}
	aNumber = field{is: "a number"}
	aList   = field{is: "a list"}
	oneItem = field{holds: one, object: "items"}
)

// oneOf is a string among a few.
func oneOf(values ...string) field { return field{is: "a string", values: values} }

// bounds are what schemas, parameters, items and headers have in common.
func bounds(more map[string]field) map[string]field {
	all := map[string]field{
		"format": aString, "default": {holds: data}, "maximum": aNumber, "exclusiveMaximum": aBool, "minimum": aNumber, "exclusiveMinimum": aBool,
		"maxLength": aNumber, "minLength": aNumber, "pattern": words, "maxItems": aNumber, "minItems": aNumber, "uniqueItems": aBool,
		"enum": aList, "multipleOf": aNumber,
	}
	for name, f := range more {
		all[name] = f
	}
	return all
}

var (
	simpleTypes = oneOf("string", "number", "integer", "boolean", "array")
	collections = oneOf("csv", "ssv", "tsv", "pipes")
	schemes     = field{is: "a list"}
)

// swaggerObjects are the kinds of Swagger 2.0.
var swaggerObjects = map[string]*object{
	"document": {name: "Swagger Object", must: []string{"info", "paths"}, fields: map[string]field{
		"swagger": {}, "info": {holds: one, object: "info"}, "host": aString, "basePath": aString, "schemes": schemes, "consumes": aList, "produces": aList,
		"paths": {holds: one, object: "paths"}, "definitions": schemas, "parameters": {holds: some, object: "parameter"},
		"responses": {holds: some, object: "response"}, "securityDefinitions": {holds: some, object: "securityScheme"}, "security": aList,
		"tags": {holds: list, object: "tag"}, "externalDocs": docs,
	}},
	"info": {name: "Info Object", must: []string{"title", "version"}, fields: map[string]field{
		"title": words, "description": words, "termsOfService": words, "version": words,
		"contact": {holds: one, object: "contact"}, "license": {holds: one, object: "license"},
	}},
	"contact":      {name: "Contact Object", fields: map[string]field{"name": words, "url": words, "email": words}},
	"license":      {name: "License Object", must: []string{"name"}, fields: map[string]field{"name": words, "url": words}},
	"externalDocs": {name: "External Documentation Object", must: []string{"url"}, fields: map[string]field{"description": words, "url": words}},
	"tag":          {name: "Tag Object", must: []string{"name"}, fields: map[string]field{"name": words, "description": words, "externalDocs": docs}},
	"paths":        {name: "Paths Object", each: "pathItem"},
	"pathItem": {name: "Path Item Object", fields: map[string]field{
		"parameters": parameters, "get": operation, "put": operation, "post": operation, "delete": operation, "options": operation,
		"head": operation, "patch": operation,
	}},
	"operation": {name: "Operation Object", must: []string{"responses"}, fields: map[string]field{
		"tags": aList, "summary": words, "description": words, "externalDocs": docs, "operationId": words, "consumes": aList, "produces": aList,
		"parameters": parameters, "responses": {holds: one, object: "responses"}, "schemes": schemes, "deprecated": aBool, "security": aList,
	}},
	"parameter": {name: "Parameter Object", must: []string{"name", "in"}, also: swaggerParameter, fields: bounds(map[string]field{
		"name": words, "in": oneOf("query", "header", "path", "formData", "body"), "description": words, "required": aBool, "schema": oneSchema,
		"type": oneOf("string", "number", "integer", "boolean", "array", "file"), "items": oneItem, "allowEmptyValue": aBool,
		"collectionFormat": oneOf("csv", "ssv", "tsv", "pipes", "multi"),
	})},
	"items": {name: "Items Object", must: []string{"type"}, also: arrayItems, fields: bounds(map[string]field{
		"type": simpleTypes, "items": oneItem, "collectionFormat": collections,
	})},
	"header": {name: "Header Object", must: []string{"type"}, also: arrayItems, fields: bounds(map[string]field{
		"type": simpleTypes, "items": oneItem, "collectionFormat": collections, "description": words,
	})},
	"responses": {name: "Responses Object", each: "response"},
	"response": {name: "Response Object", must: []string{"description"}, fields: map[string]field{
		"description": words, "schema": oneSchema, "headers": headers, "examples": {holds: names},
	}},
	"securityScheme": {name: "Security Scheme Object", must: []string{"type"}, also: swaggerScheme, fields: map[string]field{
		"type": oneOf("basic", "apiKey", "oauth2"), "description": words, "name": words, "in": oneOf("query", "header"),
		"flow": oneOf("implicit", "password", "application", "accessCode"), "authorizationUrl": words, "tokenUrl": words, "scopes": {holds: names},
	}},
	"xml": {name: "XML Object", fields: map[string]field{"name": words, "namespace": words, "prefix": words, "attribute": aBool, "wrapped": aBool}},
	"schema": {name: "Schema Object", fields: bounds(map[string]field{
		"title": words, "description": words, "type": {}, "maxProperties": aNumber, "minProperties": aNumber, "required": aList,
		"items": oneSchema, "allOf": schemaList, "properties": schemas, "additionalProperties": oneSchema, "discriminator": words,
		"readOnly": aBool, "xml": {holds: one, object: "xml"}, "externalDocs": docs, "example": anything,
	})},
}

// byTable judges an object of which the table says all. The parts are sorted.
func byTable(o *object, version spec.Version, parts []part) []fault {
	var extra []string
	var out []fault
	values := map[string]string{}
	for _, p := range parts {
		f, known := o.fields[p.name]
		values[p.name] = p.json
		switch {
		case !known && o.each == "":
			extra = append(extra, p.name)
		case f.is != "" && !isA(p.json, f.is):
			out = append(out, fault{
				fields: []string{p.name}, message: fmt.Sprintf("%s is not %s, which is expected here", quote(p.name), f.is),
				help: "write " + f.is + " here, or remove it",
			})
		case f.values != nil && !slices.Contains(f.values, strings.Trim(p.json, `"`)):
			out = append(out, fault{
				fields:  []string{p.name},
				message: fmt.Sprintf("%s is none of the values that %s can have in OpenAPI %s", clip(p.json), quote(p.name), version),
				help:    "write one of " + strings.Join(f.values, ", "),
			})
		}
	}
	for _, name := range o.must {
		if _, ok := values[name]; !ok {
			out = append(out, missing(o, name))
		}
	}
	if o.also != nil {
		out = append(out, o.also(o, values)...)
	}
	return append(extraFields(o, version, extra), out...)
}

func missing(o *object, name string) fault {
	return fault{fields: []string{name}, help: "add it", message: fmt.Sprintf("%s has no %s, which it must have", article(o.name), quote(name))}
}

// isA reports whether a value in JSON is of the kind.
func isA(json, kind string) bool {
	switch kind {
	case "a string":
		return json[0] == '"'
	case "a boolean":
		return json == "true" || json == "false"
	case "a list":
		return json[0] == '['
	}
	return json[0] == '-' || json[0] >= '0' && json[0] <= '9'
}

// swaggerParameter says what a parameter must have by where it is.
func swaggerParameter(o *object, values map[string]string) (out []fault) {
	switch _, hasType := values["type"]; {
	case values["in"] == "":
		return nil
	case values["in"] == `"body"`:
		if _, ok := values["schema"]; !ok {
			out = append(out, missing(o, "schema"))
		}
		return out
	case !hasType:
		out = append(out, missing(o, "type"))
	}
	if values["in"] == `"path"` && values["required"] != "true" {
		out = append(out, fault{
			fields: []string{"required"}, help: "add required: true", message: "a path parameter is always required, and this one does not say so",
		})
	}
	return append(out, arrayItems(o, values)...)
}

// arrayItems says that a list needs items.
func arrayItems(o *object, values map[string]string) []fault {
	if _, ok := values["items"]; !ok && values["type"] == `"array"` {
		return []fault{missing(o, "items")}
	}
	return nil
}

// swaggerScheme says what a security scheme must have by its type and flow.
func swaggerScheme(o *object, values map[string]string) (out []fault) {
	need := map[string][]string{`"apiKey"`: {"name", "in"}, `"oauth2"`: {"flow", "scopes"}}[values["type"]]
	if values["type"] == `"oauth2"` {
		switch values["flow"] {
		case `"implicit"`:
			need = append(need, "authorizationUrl")
		case `"password"`, `"application"`:
			need = append(need, "tokenUrl")
		case `"accessCode"`:
			need = append(need, "authorizationUrl", "tokenUrl")
		}
	}
	for _, name := range need {
		if _, ok := values[name]; !ok {
			out = append(out, missing(o, name))
		}
	}
	return out
}
