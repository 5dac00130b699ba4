package skeleton

import (
	"slices"
	"strings"

	"github.com/getkin/kin-openapi/openapi3"

	"github.com/apiward/apiward/spec/contract"
)

// security writes what the guards of a route ask for. Each credential that they
// read is an alternative.
func (b *builder) security(out *openapi3.Operation, op *contract.Operation) {
	switch op.Auth {
	case "none":
		out.Security = openapi3.NewSecurityRequirements()
		return
	case "required", "optional":
	default:
		return
	}
	list := openapi3.SecurityRequirements{}
	if op.Auth == "optional" {
		list = append(list, openapi3.SecurityRequirement{})
	}
	var names []string
	for _, c := range op.Credentials {
		if name := b.scheme(c); name != "" && !slices.Contains(names, name) {
			names = append(names, name)
		}
	}
	if len(names) == 0 {
		names = []string{b.scheme(contract.Credential{In: "other"})}
	}
	slices.Sort(names)
	for _, name := range names {
		list = append(list, openapi3.SecurityRequirement{name: []string{}})
	}
	out.Security = &list
}

// scheme returns the name of the scheme by which a credential is sent, and
// declares it.
func (b *builder) scheme(c contract.Credential) string {
	var name string
	scheme := &openapi3.SecurityScheme{}
	if c.In == "form" {
		c.In = "query" // a form's field cannot be a scheme, and net/http looks in both
	}
	switch {
	case c.In == "basic":
		name, scheme.Type, scheme.Scheme = "basic", "http", "basic"
	case c.In == "tls":
		name, scheme.Type = "certificate", "mutualTLS"
	case c.In == "header" && strings.EqualFold(c.Name, "Authorization"):
		name, scheme.Type, scheme.Scheme = "bearer", "http", "bearer"
	case c.In == "header" || c.In == "query" || c.In == "cookie":
		if c.Name == "" {
			return ""
		}
		name, scheme.Type, scheme.In, scheme.Name = c.In+"_"+componentName(c.Name), "apiKey", c.In, c.Name
	case c.In == "session":
		name, scheme.Type, scheme.In, scheme.Name = "session", "apiKey", "cookie", "session"
		scheme.Description = "A session; correct the name of its cookie."
	default:
		name, scheme.Type, scheme.Scheme = "credential", "http", "bearer"
		scheme.Description = "The code asks for a credential, and does not show which; correct this."
	}
	b.doc.Components.SecuritySchemes[name] = &openapi3.SecuritySchemeRef{Value: scheme}
	return name
}
