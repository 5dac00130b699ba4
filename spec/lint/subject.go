package lint

import (
	"fmt"
	"strings"

	"github.com/apiward/apiward/spec"
)

// Subject names a schema for a message by what it is the schema of: `property
// "User.name"`, `parameter "limit"`, `an item of parameter "ids"`, `the body`.
func (a *API) Subject(s *Schema) string {
	prefix := ""
	at := s
	for range maxPath {
		if at.In == nil || at.under != "" || at.Name != "" {
			break
		}
		prefix += relationIn(at)
		at = at.In
	}
	path := at.Path()
	root := at
	for range maxPath {
		if root.In == nil {
			break
		}
		root = root.In
	}
	p := a.parameterOf(root)
	switch {
	case p != nil && root == at:
		return prefix + a.noun(p)
	case path == "":
		return prefix + at.byPlace()
	case at.under == "":
		return fmt.Sprintf("%sschema %q", prefix, path)
	}
	subject := fmt.Sprintf("%sproperty %q", prefix, path)
	if at.under == "*" {
		subject = fmt.Sprintf("%sa value of %q", prefix, strings.TrimSuffix(path, ".*"))
		if path == "*" {
			subject = prefix + "a value of the body"
		}
	}
	if p != nil {
		subject += " of " + a.noun(p)
	}
	return subject
}

// byPlace names a schema without a name by where it stands: that of a header, that of
// a body, or one to which a reference leads into another file, by the last part of its
// place there.
func (s *Schema) byPlace() string {
	place := s.Node.Pointer()
	up, last, _ := cutLast(place)
	if last == "schema" {
		place = up
	}
	list, name, _ := cutLast(place)
	_, list, _ = cutLast(list)
	switch {
	case list == "headers":
		return fmt.Sprintf("header %q", name)
	case last == "schema", last == "itemSchema":
		return "the body"
	case last == "":
		return fmt.Sprintf("schema %q", s.Node.Range().File)
	}
	return fmt.Sprintf("schema %q", last)
}

// noun names a parameter.
func (a *API) noun(p *Parameter) string {
	if p.In == "formData" {
		return fmt.Sprintf("form field %q", p.Name)
	}
	return fmt.Sprintf("parameter %q", p.Name)
}

// parameterOf returns the parameter that has the schema, nil if none has.
func (a *API) parameterOf(s *Schema) *Parameter {
	if a.values == nil {
		a.values = make(map[*Schema]*Parameter, len(a.Parameters))
		for _, p := range a.Parameters {
			if p.Schema != nil && p.Schema.Name == "" {
				a.values[p.Schema] = p
			}
		}
	}
	return a.values[s]
}

// relationIn says how a schema without a name belongs to the one it is written
// in, by the keyword it stands under: "an item of ". A part of it is the same
// thing.
func relationIn(s *Schema) string {
	up, last, _ := cutLast(s.Node.Pointer())
	if last != "" && strings.Trim(last, "0123456789") == "" {
		_, last, _ = cutLast(up)
	}
	switch last {
	case "items", "prefixItems", "contains", "additionalItems", "unevaluatedItems":
		return "an item of "
	case "oneOf", "anyOf", "then", "else", "if":
		return "an alternative of "
	}
	return ""
}

// Place returns where a finding on a schema belongs: at the name of the
// parameter whose schema it is, at the key that it stands under, or at itself.
func (a *API) Place(s *Schema) spec.Range {
	if p := a.parameterOf(s); p != nil {
		if name := p.Node.Field("name"); name.Exists() {
			return name.Range()
		}
	}
	return s.Node.KeyRange()
}

// Takes ends a message on what operations receive: " in POST /users and others",
// or nothing where no operation does.
func (u *Use) Takes() string {
	if u.Unused() {
		return ""
	}
	return " in " + u.String()
}

// Name fills in the operation of a problem where the use has a single one, so
// that an exemption can name it.
func (u *Use) Name(p *spec.Problem) {
	if len(u.Operations) == 1 && !u.More && u.Operations[0].Surface == Path {
		p.Method, p.Path = u.Operations[0].Method, u.Operations[0].Path
	}
}
