package missing_security

import (
	"encoding/json"
	"fmt"
	"slices"

	"github.com/apiward/apiward/spec"
	"github.com/apiward/apiward/spec/lint"
)

// fix returns the rewrite that has an operation ask for what all others ask for;
// where none asks for anything, one that has all ask for the only scheme there is.
// It is nil where that is not plain.
func (c *checker) fix(op *lint.Operation) *spec.Fix {
	if op.Surface != lint.Path || op.Gateway {
		return nil
	}
	if name, ok := c.common(); ok {
		return add(op.Node, name, fmt.Sprintf("ask for %q, as the other operations do", name), "responses")
	}
	if name, ok := c.only(); ok {
		return add(c.API.Doc.Root(), name, fmt.Sprintf("ask for %q in the whole document", name), "paths")
	}
	return nil
}

// add returns the rewrite that adds security to a value.
func add(n spec.Node, scheme, message, before string) *spec.Fix {
	quoted, err := json.Marshal(scheme)
	if err != nil {
		return nil
	}
	edit, ok := n.With("security", "[{"+string(quoted)+": []}]", before)
	if !ok {
		return nil
	}
	return &spec.Fix{Message: message, Edits: []spec.Edit{edit}}
}

// only returns the one scheme of a document in which no operation says anything
// of security, and none is of a kind that is commonly open.
func (c *checker) only() (string, bool) {
	if len(c.API.Schemes) != 1 || c.API.Schemes[0].Type == "oauth2" || c.API.Schemes[0].Type == "openIdConnect" || c.mixed() {
		return "", false
	}
	return c.API.Schemes[0].Name, true
}

// mixed reports whether not all operations are to be treated alike.
func (c *checker) mixed() bool {
	if c.alike == nil {
		alike := !slices.ContainsFunc(c.API.Operations, func(op *lint.Operation) bool {
			return op.Security.Node.Exists() || op.Gateway || op.Surface == lint.Path && op.Purpose() != lint.Business
		})
		c.alike = &alike
	}
	return !*c.alike
}

// common returns the one scheme that every operation with a credential asks for,
// alone and without scopes.
func (c *checker) common() (string, bool) {
	if c.agreed != nil {
		return *c.agreed, *c.agreed != ""
	}
	name := ""
	c.agreed = &name
	for _, op := range c.API.Operations {
		if op.Surface != lint.Path || op.Security.Access != lint.Required {
			continue
		}
		own := ""
		if all := op.Security.Alternatives; len(all) == 1 && len(all[0].Needs) == 1 && all[0].Needs[0].Node.Len() == 0 {
			own = all[0].Needs[0].Name
		}
		if own == "" || name != "" && name != own {
			name = ""
			return "", false
		}
		name = own
	}
	return name, name != ""
}
