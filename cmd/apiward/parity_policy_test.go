package main

import (
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// The lines of policy that PARITY.md has to copy ask for what is silent without them:
// bounds in answers, a pattern of every string, a format of every number.
func TestPolicyOfParity(t *testing.T) {
	_, policy, _ := strings.Cut(read(t, filepath.Join("..", "..", "spec", "checks", "PARITY.md")), "```hcl\n")
	policy, _, _ = strings.Cut(policy, "```")
	dir := t.TempDir()
	write(t, filepath.Join(dir, "openapi.yaml"), `openapi: 3.1.0
info: {title: a, version: "1"}
servers: [{url: https://acme.dev}]
components: {securitySchemes: {key: {type: apiKey, in: header, name: X-Key}}}
security: [{key: []}]
paths:
  /pets:
    get:
      parameters:
        - {name: named, in: query, schema: {type: string, maxLength: 20}}
        - {name: limit, in: query, schema: {type: number, minimum: 1, maximum: 50}}
      responses:
        "200": {description: some, content: {application/json: {schema: {type: string}}}}
`)
	lines := func() (list []int) {
		for _, f := range parseJSON(t, apiward(t, dir, nil, "check", "-d", "openapi.yaml", "-o", "json").stdout).Findings {
			if f.Rule == "unbounded_schema" {
				list = append(list, f.At.Line)
			}
		}
		return list
	}
	if got := lines(); len(got) > 0 {
		t.Errorf("without the policy, lines %d are told", got)
	}
	write(t, filepath.Join(dir, ".apiward.hcl"), policy)
	if got, want := lines(), []int{10, 11, 13}; !slices.Equal(got, want) {
		t.Errorf("with the policy, lines %d are told, want %d", got, want)
	}
}
