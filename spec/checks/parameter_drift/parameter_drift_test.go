package parameter_drift_test

import (
	"strings"
	"testing"

	"github.com/apiward/apiward/spec"
	"github.com/apiward/apiward/spec/checks/parameter_drift"
	"github.com/apiward/apiward/spec/contract"
	"github.com/apiward/apiward/spec/internal/linttest"
)

func TestBad(t *testing.T) { linttest.Contract(t, parameter_drift.Check, "bad.go") }

func TestGood(t *testing.T) {
	doc := linttest.Load(t, "testdata", "openapi.yaml")
	problems, matches := contract.Compare([]*spec.Document{doc}, contract.Code{Operations: linttest.Routes(t, "testdata", "good.go")}, []*contract.Check{parameter_drift.Check}, nil)
	if len(problems) != 0 || len(matches) != 3 {
		t.Errorf("%d matches, findings where the parameters agree: %+v", len(matches), problems)
	}
}

// TestParameters holds what one handler reads against the parameters of an
// operation, in every version.
func TestParameters(t *testing.T) {
	read := func(in, name string, kind contract.Kind) []contract.Parameter {
		return []contract.Parameter{{In: in, Name: name, Shape: &contract.Shape{Kind: kind}, At: contract.Source{File: "h.go", Line: 1, Column: 1}}}
	}
	form := read("form", "q", contract.String)
	form[0].OrQuery = true
	for _, test := range []struct {
		name, parameters string
		reads            []contract.Parameter
		more             bool
		want             string // of the only finding, "" for none
	}{
		{"described", "[{name: q, in: query, TYPE: string}]", read("query", "q", contract.String), false, ""},
		{"not described", "[]", read("query", "debug", contract.String), false, `proven: the code reads the query parameter "debug"`},
		{"described in another place", "[{name: q, in: header, TYPE: string}]", read("query", "q", contract.String), false, `proven: the code reads the query parameter "q"`},
		{"names of the query are compared as they are written", "[{name: Q, in: query, TYPE: string}]", read("query", "q", contract.String), false, "proven:"},
		{"names of headers are not", "[{name: x-q, in: header, TYPE: string}]", read("header", "X-Q", contract.String), false, ""},
		{"a header", "[]", read("header", "X-Debug", contract.String), false, `unproven: the code reads the header "X-Debug"`},
		{"a header of the protocol", "[]", read("header", "If-None-Match", contract.String), false, ""},
		{"a header of a proxy", "[]", read("header", "X-Forwarded-For", contract.String), false, ""},
		{"a cookie", "[]", read("cookie", "beta", contract.String), false, `unproven: the code reads the cookie "beta"`},
		{"a form's field, which may be in the query", "[{name: q, in: query, TYPE: string}]", form, false, ""},
		{"a form's field", "[]", form, false, `proven: the code reads the form field "q"`},
		{"a path's name", "[]", read("path", "anything", contract.String), false, ""},
		{"a name that is computed", "[]", read("query", "", contract.String), false, ""},
		{"required and read", "[{name: q, in: query, required: true, TYPE: string}]", read("query", "q", contract.String), false, ""},
		{"required and not read", "[{name: q, in: query, required: true, TYPE: string}]", nil, false, `unproven: the query parameter "q"`},
		{"required, and more may be read", "[{name: q, in: query, required: true, TYPE: string}]", nil, true, ""},
		{"optional and not read", "[{name: q, in: query, TYPE: string}]", nil, false, ""},
		{"required by the path", "[{name: id, in: path, required: true, TYPE: string}]", nil, false, ""},
		{"a header that is required and not read", "[{name: X-Tenant, in: header, required: true, TYPE: string}]", nil, false, `unproven: the header "X-Tenant"`},
		{"a number that is a flag", "[{name: q, in: query, TYPE: boolean}]", read("query", "q", contract.Integer), false, `unproven: "q"`},
		{"a number that is text", "[{name: q, in: query, TYPE: string}]", read("query", "q", contract.Integer), false, `hint: "q"`},
		{"a flag that is a number", "[{name: q, in: query, TYPE: integer}]", read("query", "q", contract.Boolean), false, `unproven: "q"`},
		{"a number is a number", "[{name: q, in: query, TYPE: integer}]", read("query", "q", contract.Number), false, ""},
		{"text is anything", "[{name: q, in: query, TYPE: integer}]", read("query", "q", contract.String), false, ""},
		{"a list of numbers", "[{name: q, in: query, TYPE: array}]", read("query", "q", contract.Integer), false, ""},
		{"a path's number", "[{name: id, in: path, required: true, TYPE: integer}]", read("path", "id", contract.Integer), false, ""},
		{"a path's number that is a flag", "[{name: id, in: path, required: true, TYPE: boolean}]", read("path", "id", contract.Integer), false, `unproven: "id"`},
	} {
		for _, version := range linttest.Versions {
			var b strings.Builder
			for rest := test.parameters; ; {
				before, after, found := strings.Cut(rest, "TYPE: ")
				b.WriteString(before)
				if !found {
					break
				}
				typ, end, _ := strings.Cut(after, "}")
				if version == linttest.Versions[0] {
					b.WriteString("type: " + typ + "}")
				} else {
					b.WriteString("schema: {type: " + typ + "}}")
				}
				rest = end
			}
			found := linttest.Drift(t, parameter_drift.Check, version+"\npaths:\n  /a/{id}:\n    get: {parameters: "+b.String()+"}\n",
				contract.Operation{Method: "GET", Path: "/a/{id}", Traffic: &contract.Traffic{Parameters: test.reads, ReadsMore: test.more}})
			if test.want == "" && len(found) > 0 || test.want != "" && (len(found) != 1 || !strings.HasPrefix(found[0], test.want)) {
				t.Errorf("%s, %s: found %q, want %q", test.name, version, found, test.want)
			}
		}
	}
}
