package auth_drift

import (
	"fmt"
	"slices"
	"strings"

	"github.com/apiward/apiward/rules"
	"github.com/apiward/apiward/spec"
	"github.com/apiward/apiward/spec/contract"
	"github.com/apiward/apiward/spec/lint"
)

// schemes holds the schemes of an operation against what the guard of its route
// reads, where both are known. What many operations share is one cause.
func schemes(causes *contract.Causes, pair contract.Pair) {
	route, security := pair.Route, pair.Documented.Security
	if route.Auth != "required" || len(route.Credentials) == 0 || security.Access != lint.Required || elsewhere(pair) {
		return
	}
	var unread []string
	met := 0
	for _, r := range security.Alternatives {
		switch missing := unmet(r, route.Credentials); {
		case len(missing) < len(r.Needs):
			met++
		default:
			unread = append(unread, missing...)
		}
	}
	key := fmt.Sprint(security.Node.Pointer(), pair.API.Doc.Name, route.Credentials, unread)
	out := spec.Problem{
		Range:   security.Node.KeyRange(),
		Pointer: security.Node.Pointer(),
		Method:  route.Method,
		Path:    route.Path,
		Help:    "declare the scheme that the guard checks, or check the one that is declared",
	}
	switch {
	case met == 0:
		out.Strength = rules.Unproven
		out.Message = fmt.Sprintf("the document asks for %s on %s, and the guard reads %s", names(security), pair.Documented, list(route.Credentials))
		causes.Add(key, out, route.Registration())
	case len(unread) > 0:
		out.Strength = rules.Hint
		out.Message = fmt.Sprintf("the document offers %s on %s, and the guard reads %s only", strings.Join(unread, " and "), pair.Documented, list(route.Credentials))
		causes.Add(key, out, route.Registration())
	}
	if met > 0 {
		undeclared(causes, pair)
	}
}

// undeclared reports a credential that a guard takes and no scheme of the
// document has, once for the document: a way in that nobody who reads it knows.
func undeclared(causes *contract.Causes, pair contract.Pair) {
	for _, c := range pair.Route.Credentials {
		if c.In == "session" || c.In == "tls" || slices.ContainsFunc(pair.API.Schemes, func(s *lint.Scheme) bool { return carries(s, c) }) {
			continue
		}
		at := pair.API.Schemes[0].Node
		causes.Add([3]string{pair.API.Doc.Name, c.In, c.Name}, spec.Problem{
			Strength: rules.Hint,
			Range:    at.KeyRange(),
			Pointer:  at.Pointer(),
			Method:   pair.Route.Method,
			Path:     pair.Route.Path,
			Message:  fmt.Sprintf("the guard of %s also takes a credential from %s, which no scheme of the document has", pair.Route, describe(c)),
			Help:     "declare it as a scheme, or stop reading it",
		}, pair.Route.Registration())
	}
}

// unmet returns the schemes of an alternative that nothing the guard reads can
// carry.
func unmet(r lint.Requirement, credentials []contract.Credential) (missing []string) {
	for _, n := range r.Needs {
		if n.Scheme != nil && !slices.ContainsFunc(credentials, func(c contract.Credential) bool { return carries(n.Scheme, c) }) {
			missing = append(missing, fmt.Sprintf("%q", n.Name))
		}
	}
	return missing
}

// carries reports whether a credential of the scheme can be where the guard
// looks. What a scheme says nothing of can be anywhere.
func carries(s *lint.Scheme, c contract.Credential) bool {
	if c.In == "basic" {
		return takesBasic(s)
	}
	authorization := c.In == "header" && strings.EqualFold(c.Name, "Authorization")
	switch s.Type {
	case "apiKey":
		in, name := s.Node.Field("in").Text(), s.Node.Field("name").Text()
		if contract.IsCookie(s) {
			return c.In == "session" || c.In == "cookie"
		}
		switch {
		case c.In == "session":
			return in == "cookie"
		case c.In == "form" && in == "query": // net/http looks in both
		case c.In != in:
			return false
		}
		return name == "" || c.Name == "" || strings.EqualFold(name, c.Name)
	case "http", "basic":
		return authorization
	case "oauth2", "openIdConnect":
		// A token may be sent in the query as well, and a login ends in a session.
		return authorization || c.In == "session" || c.In == "cookie" || c.Name == "access_token"
	case "mutualTLS":
		return c.In == "tls"
	}
	return true
}

// takesBasic reports whether a scheme can mean the credentials of HTTP Basic: some
// documents call the header an API key.
func takesBasic(s *lint.Scheme) bool {
	switch s.Type {
	case "http", "basic":
		return s.HTTP() == "basic" || s.HTTP() == ""
	case "apiKey":
		return s.Node.Field("in").Text() == "header" && strings.EqualFold(s.Node.Field("name").Text(), "Authorization")
	}
	return s.Type != "oauth2" && s.Type != "openIdConnect" && s.Type != "mutualTLS"
}

// list names credentials.
func list(credentials []contract.Credential) string {
	var out []string
	for _, c := range credentials {
		out = append(out, describe(c))
	}
	return strings.Join(out, " or ")
}

func describe(c contract.Credential) string {
	switch c.In {
	case "session":
		return "a session"
	case "tls":
		return "the client's certificate"
	case "basic":
		return "the credentials of HTTP Basic"
	case "query":
		return fmt.Sprintf("the query parameter %q", c.Name)
	case "form":
		return fmt.Sprintf("the form value %q", c.Name)
	}
	return fmt.Sprintf("the %s %q", c.In, c.Name)
}
