package exposed_field

import (
	"github.com/apiward/apiward/rules"
	"github.com/apiward/apiward/rules/sensitive"
	"github.com/apiward/apiward/spec"
	"github.com/apiward/apiward/spec/lint"
)

// hide returns the rewrite that keeps a credential out of responses which clients
// send in the same schema, nil where it is not plain that this is what is meant.
// Swagger 2.0 has no word for it.
func (c *checker) hide(p *lint.Property, v verdict) *spec.Fix {
	received := p.Use(lint.Received)
	if v.class != sensitive.Credential || v.strength != rules.Proven || p.Pattern || c.API.Doc.Version == spec.V2_0 ||
		received == nil || received.Unused() || received.Hidden || p.ReadOnly() || p.Node.Field("$ref").Exists() {
		return nil
	}
	edit, ok := p.Node.With("writeOnly", "true")
	if !ok {
		return nil
	}
	return &spec.Fix{Message: "mark it writeOnly: true, so that only requests have it", Edits: []spec.Edit{edit}}
}
