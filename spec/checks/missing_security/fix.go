package missing_security

import (
	"encoding/json"
	"fmt"

	"github.com/apiward/apiward/spec"
	"github.com/apiward/apiward/spec/lint"
)

// fix returns the rewrite that has an operation ask for what all others ask for,
// nil where they do not agree on one scheme.
func (c *checker) fix(op *lint.Operation) *spec.Fix {
	name, ok := c.common()
	if !ok || op.Surface != lint.Path || op.Gateway {
		return nil
	}
	quoted, err := json.Marshal(name)
	if err != nil {
		return nil
	}
	edit, ok := op.Node.With("security", "[{"+string(quoted)+": []}]", "responses")
	if !ok {
		return nil
	}
	return &spec.Fix{Message: fmt.Sprintf("ask for %q, as the other operations do", name), Edits: []spec.Edit{edit}}
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
