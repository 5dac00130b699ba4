package exposed_field_test

import (
	"fmt"
	"testing"

	"github.com/apiward/apiward/rules"
	"github.com/apiward/apiward/spec"
	"github.com/apiward/apiward/spec/checks/exposed_field"
	"github.com/apiward/apiward/spec/internal/linttest"
	"github.com/apiward/apiward/spec/lint"
)

func TestCheck(t *testing.T) { linttest.Run(t, exposed_field.Check, nil) }

// TestPolicy shows what a classification adds, lets stand and turns off.
func TestPolicy(t *testing.T) {
	const text = `openapi: 3.0.3
paths:
  /a: {get: {responses: {200: {content: {application/json: {schema: {$ref: '#/components/schemas/A'}}}}}}}
components:
  schemas:
    A:
      properties:
        loyaltyNumber: {type: string}
        loyalty_number_count: {type: integer}
        recipe: {type: string, x-acme-secret: true}
        email: {type: string}
        billingEmail: {type: string}
        diagnosis: {type: string}
        token: {type: string}
`
	doc, err := spec.Load("openapi.yaml", []byte(text), spec.Options{})
	if err != nil {
		t.Fatal(err)
	}
	off, warning := rules.Off, rules.Warning
	policy := &rules.Policy{Classes: []rules.Classification{
		{Name: "health", Level: &off},
		{Name: "personal", Words: []string{"loyalty number"}, Except: []string{"billing email"}, Level: &warning},
		{Name: "trade_secret", Extensions: []string{"x-acme-secret"}},
	}}
	want := map[string]rules.Strength{
		"A.loyaltyNumber is personal data, and GET /a sends it":           rules.Unproven,
		"A.recipe is data of the class trade_secret, and GET /a sends it": rules.Unproven,
		"A.email is personal data, and GET /a sends it":                   rules.Unproven,
		"A.token is a credential, and GET /a sends it":                    rules.Unproven,
	}
	for _, p := range lint.Run(doc, []*lint.Check{exposed_field.Check}, policy) {
		strength, ok := want[p.Message]
		if !ok || strength != p.Strength {
			t.Errorf("unexpected: %d %s", p.Strength, p.Message)
		}
		delete(want, p.Message)
	}
	for message := range want {
		t.Errorf("not found: %s", message)
	}
}

// TestTexts shows that the labels of a page are no credentials, and that many
// settings are no labels.
func TestTexts(t *testing.T) {
	for name, c := range map[string]struct {
		others int
		last   string
		found  int
	}{
		"labels":             {120, "{type: string}", 0},
		"few texts":          {20, "{type: string}", 1},
		"settings":           {120, "{type: boolean}", 1},
		"texts with a form":  {120, "{type: string, format: date}", 1},
		"what is never sent": {120, "{type: string, writeOnly: true}", 1},
	} {
		text := "openapi: 3.0.3\npaths: {/page: {get: {responses: {\"200\": {content: {application/json: {schema: {$ref: \"#/components/schemas/Page\"}}}}}}}}\n" +
			"components:\n  schemas:\n    Page:\n      type: object\n      properties:\n        settings.password: {type: string}\n        last: " + c.last + "\n"
		for i := range c.others {
			text += fmt.Sprintf("        label%d: {type: string}\n", i)
		}
		doc, err := spec.Load("openapi.yaml", []byte(text), spec.Options{})
		if err != nil {
			t.Fatal(err)
		}
		if problems := lint.Run(doc, []*lint.Check{exposed_field.Check}, nil); len(problems) != c.found {
			t.Errorf("%s: %d findings, want %d: %v", name, len(problems), c.found, problems)
		}
	}
}
