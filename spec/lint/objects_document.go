package lint

import (
	"cmp"
	"strings"

	"github.com/apiward/apiward/rules"
)

// documentObject answers for the document.
type documentObject struct {
	noValue
	all  *objects
	self *object
}

// object returns the document as an object, always the same.
func (o *documentObject) object() *object {
	if o.self == nil {
		o.self = &object{kind: "document", view: o}
	}
	return o.self
}

func (o *documentObject) spot() rules.Spot {
	root := o.all.api.Doc.Root()
	at := root.Field("openapi")
	if !at.Exists() {
		at = root.Field("swagger")
	}
	return spotAt(at.KeyRange(), "", "the document")
}

func (o *documentObject) attr(name string) any {
	api := o.all.api
	info := api.Doc.Root().Field("info")
	switch name {
	case "file":
		return api.Doc.Name
	case "version":
		return api.Doc.Version.String()
	case "title", "description":
		return textOf(info.Field(name))
	case "api_version":
		return optional(info.Field("version").Scalar())
	case "contact":
		contact := info.Field("contact")
		return optional(cmp.Or(contact.Field("email").Text(), contact.Field("url").Text(), contact.Field("name").Text()))
	case "license":
		return textOf(info.Field("license").Field("name"))
	case "tags":
		out := []any{}
		for _, tag := range api.Doc.Root().Field("tags").Items() {
			if text := tag.Field("name").Text(); text != "" {
				out = append(out, text)
			}
		}
		return out
	case "paths":
		out, seen := []any{}, map[string]bool{}
		for _, op := range api.Operations {
			if op.Surface == Path && !seen[op.Path] {
				seen[op.Path] = true
				out = append(out, op.Path)
			}
		}
		return out
	case "security":
		return &object{kind: "auth", view: &authObject{noValue{}, o.all, &api.Security, nil}}
	case "servers":
		return objectList(o.all.each("server"))
	case "schemes":
		return objectList(o.all.each("security_scheme"))
	case "operations":
		return objectList(o.all.each("operation"))
	case "ext":
		return extensions(api.Doc.Root(), info)
	}
	return nil
}

// serverObject answers for a server.
type serverObject struct {
	noValue
	all *objects
	*Server
}

// server returns a server as an object, always the same.
func (o *objects) server(s *Server) *object {
	known := o.servers[s]
	if known == nil {
		known = &object{kind: "server", view: &serverObject{noValue{}, o, s}}
		o.servers[s] = known
	}
	return known
}

func (o *serverObject) spot() rules.Spot {
	return spotAt(o.Node.Range(), o.Node.Pointer(), "the server "+o.URL)
}

func (o *serverObject) attr(name string) any {
	expanded := o.Expand(nil)
	switch name {
	case "url":
		return o.URL
	case "expanded":
		return expanded
	case "scheme":
		scheme, _, ok := strings.Cut(strings.TrimSpace(expanded), "://")
		if !ok || strings.ContainsAny(scheme, "/?#{") {
			return nil
		}
		return optional(strings.ToLower(scheme))
	case "host":
		return optional(Host(expanded))
	case "base_path":
		return o.BasePath()
	case "local":
		return NetworkOf(Host(expanded)) == Loopback
	case "description":
		return textOf(o.Object.Field("description"))
	case "variables":
		out := []any{}
		for _, v := range o.Variables {
			out = append(out, v.Name)
		}
		return out
	case "level":
		switch o.Server.Origin {
		case AtPath:
			return "path"
		case AtOperation:
			return "operation"
		case AtLink:
			return "link"
		}
		return "document"
	case "operations":
		return float64(o.Operations)
	case "credentials":
		return float64(o.Carrying)
	case "ext":
		return extensions(o.Object)
	}
	return nil
}

// schemeObject answers for a security scheme.
type schemeObject struct {
	noValue
	all *objects
	*Scheme
}

// scheme returns a security scheme as an object, always the same.
func (o *objects) scheme(s *Scheme) *object {
	known := o.schemes[s]
	if known == nil {
		known = &object{kind: "security_scheme", view: &schemeObject{noValue{}, o, s}}
		o.schemes[s] = known
	}
	return known
}

func (o *schemeObject) spot() rules.Spot {
	return spotAt(o.Node.KeyRange(), o.Node.Pointer(), "the security scheme "+o.Name)
}

func (o *schemeObject) attr(name string) any {
	isKey := strings.EqualFold(o.Type, "apiKey")
	switch name {
	case "name":
		return o.Name
	case "type":
		return optional(o.Type)
	case "http":
		return optional(o.HTTP())
	case "bearer_format":
		return textOf(o.Node.Field("bearerFormat"))
	case "in":
		if !isKey {
			return nil
		}
		return textOf(o.Node.Field("in"))
	case "parameter":
		if !isKey {
			return nil
		}
		return textOf(o.Node.Field("name"))
	case "description":
		return textOf(o.Node.Field("description"))
	case "openid_url":
		return textOf(o.Node.Field("openIdConnectUrl"))
	case "flows":
		out := []any{}
		for _, f := range o.Flows {
			out = append(out, &object{kind: "flow", view: &flowObject{noValue{}, f}})
		}
		return out
	case "scopes":
		out := []any{}
		for _, s := range o.Scopes {
			out = append(out, s.Name)
		}
		return out
	case "used":
		return o.Used
	case "operations":
		return float64(o.Operations)
	case "ext":
		return extensions(o.Node)
	}
	return nil
}

// flowObject answers for a flow.
type flowObject struct {
	noValue
	*Flow
}

func (o *flowObject) spot() rules.Spot {
	return spotAt(o.Place(), o.Node.Pointer(), "the flow "+o.Name)
}

func (o *flowObject) attr(name string) any {
	switch name {
	case "kind":
		return optional(string(o.Flow.Kind))
	case "authorization_url":
		return textOf(o.Node.Field("authorizationUrl"))
	case "token_url":
		return textOf(o.Node.Field("tokenUrl"))
	case "refresh_url":
		return textOf(o.Node.Field("refreshUrl"))
	case "scopes":
		out := []any{}
		scopes, _ := o.Node.Field("scopes").Resolve()
		for scope := range scopes.Names() {
			if !strings.HasPrefix(scope, "x-") {
				out = append(out, scope)
			}
		}
		return out
	}
	return nil
}
