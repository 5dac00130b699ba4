package secret_in_example

import (
	"fmt"
	"strings"

	"github.com/apiward/apiward/spec"
)

// owner is what a value is a value of.
type owner struct {
	kind string // property, parameter, header, variable, schema, key
	name string
	// format is that of the schema which the value is an example or a default
	// of.
	format string
}

// ownerOf returns what the value at a place is a value of: the nearest key in
// the data it stands in, else the property, parameter, header or variable that
// the data describes.
func ownerOf(at *spec.Place) owner {
	for at.Up != nil && at.Up.Role == at.Role && at.Role > spec.Prose {
		if at.Key != "" {
			return owner{kind: "key", name: at.Key}
		}
		at = at.Up
	}
	if at.Role == spec.Extension {
		return owner{kind: "extension", name: at.Key}
	}
	if at.Up == nil {
		return owner{}
	}
	o := owner{format: at.Up.Field("format")}
	for at = at.Up; at != nil; at = at.Up {
		if at.Field("in") != "" && at.Field("name") != "" {
			o.kind, o.name = "parameter", at.Field("name")
			return o
		}
		if !at.Named {
			switch at.Key {
			case "responses", "requestBody", "paths", "components":
				return o
			}
			continue
		}
		if kind, ok := named[at.Up.Key]; ok {
			o.kind, o.name = kind, at.Key
			return o
		}
		switch at.Up.Key {
		case "responses", "requestBodies", "paths", "callbacks", "webhooks", "links", "pathItems":
			return o
		}
	}
	return o
}

// named are the keys below which a name is that of a value.
var named = map[string]string{
	"properties": "property", "patternProperties": "property", "headers": "header", "variables": "server variable",
	"schemas": "schema", "definitions": "schema", "$defs": "schema",
}

// describe names a place for a message: the example of property "token" in
// schema "Login".
func describe(at *spec.Place) string {
	o := ownerOf(at)
	text := "the " + noun(at)
	switch {
	case o.kind == "extension" || o.kind == "key" && at.Role == spec.Extension:
		text = fmt.Sprintf("the extension %q", clip(extension(at)))
	case o.kind == "key":
		text += fmt.Sprintf(" with the key %q", clip(o.name))
	case o.name != "":
		text += fmt.Sprintf(" of %s %q", o.kind, clip(o.name))
	}
	scope := scopeOf(at)
	if scope == "" || scope == fmt.Sprintf("%s %q", o.kind, clip(o.name)) || o.kind == "parameter" && strings.HasPrefix(scope, "parameter ") {
		return text
	}
	return text + " in " + scope
}

// noun names a value by its role.
func noun(at *spec.Place) string {
	switch at.Role {
	case spec.Prose, spec.Keyword:
		for ; at.Up != nil; at = at.Up {
			if at.Key != "" {
				return clip(at.Key)
			}
		}
		return "document"
	case spec.Default:
		return "default"
	case spec.Constant:
		return "const"
	case spec.Choice:
		return "enum"
	}
	return "example"
}

// extension returns the name of the extension that a place is in.
func extension(at *spec.Place) string {
	for at.Up != nil && at.Up.Role == spec.Extension {
		at = at.Up
	}
	return at.Key
}

// isCodeSample reports whether a place is in an extension that shows code.
func isCodeSample(at *spec.Place) bool {
	if at.Role != spec.Extension {
		return false
	}
	switch strings.ToLower(strings.ReplaceAll(extension(at), "-", "")) {
	case "xcodesamples", "xcodesample", "xsamples", "xreadme", "xsnippets", "xcode":
		return true
	}
	return false
}

// route is a method on a path.
type route struct{ method, path string }

// operation returns the operation that a place is in.
func operation(at *spec.Place) (route, bool) {
	steps := topSteps(at)
	if steps[0] == nil || steps[0].Key != "paths" || steps[1] == nil || steps[2] == nil {
		return route{}, false
	}
	switch method := strings.ToUpper(steps[2].Key); method {
	case "GET", "PUT", "POST", "DELETE", "OPTIONS", "HEAD", "PATCH", "TRACE", "QUERY":
		if len(steps[1].Key) <= spec.MaxName {
			return route{method, steps[1].Key}, true
		}
	}
	return route{}, false
}

// topSteps returns the first three steps from the top of the file to a place.
func topSteps(at *spec.Place) (steps [3]*spec.Place) {
	for ; at.Up != nil; at = at.Up {
		steps[2], steps[1], steps[0] = steps[1], steps[0], at
	}
	return steps
}

// scopeOf names the operation or the component that a place is in.
func scopeOf(at *spec.Place) string {
	if op, ok := operation(at); ok {
		return clip(op.method + " " + op.path)
	}
	steps := topSteps(at)
	kind, name := steps[0], steps[1]
	if kind != nil && kind.Key == "components" {
		kind, name = steps[1], steps[2]
	}
	if kind == nil || name == nil || name.Key == "" {
		return ""
	}
	if noun := components[kind.Key]; noun != "" {
		return fmt.Sprintf("%s %q", noun, clip(name.Key))
	}
	return ""
}

var components = map[string]string{
	"schemas": "schema", "definitions": "schema", "parameters": "parameter", "responses": "response", "requestBodies": "request body",
	"headers": "header", "examples": "component", "links": "link", "callbacks": "callback", "securitySchemes": "security scheme",
	"securityDefinitions": "security scheme", "pathItems": "path item", "paths": "path", "webhooks": "webhook",
}

// clip shortens a name for a message.
func clip(s string) string {
	const most = 100
	if len(s) <= most {
		return s
	}
	return strings.ToValidUTF8(s[:most], "") + "…"
}
