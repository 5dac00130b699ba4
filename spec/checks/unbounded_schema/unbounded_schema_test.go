package unbounded_schema_test

import (
	"slices"
	"testing"

	"github.com/apiward/apiward/rules"
	"github.com/apiward/apiward/spec"
	"github.com/apiward/apiward/spec/checks/unbounded_schema"
	"github.com/apiward/apiward/spec/internal/linttest"
	"github.com/apiward/apiward/spec/lint"
)

// TestCheck asks all there is to ask.
func TestCheck(t *testing.T) {
	linttest.Run(t, unbounded_schema.Check, asking("length", "characters", "items", "range", "upload"))
}

func asking(what ...string) *rules.Policy {
	return &rules.Policy{Rules: []rules.Setting{{ID: "unbounded_schema", Level: rules.Note, Options: map[string]any{"ask": what}}}}
}

// TestDefault shows that a string which has a length may be of any characters
// where no policy asks for more.
func TestDefault(t *testing.T) {
	const text = `openapi: 3.0.3
paths:
  /a:
    get:
      parameters: [{name: a, in: query, schema: {type: string, maxLength: 9}}, {name: b, in: query, schema: {type: string}}]
      responses: {}
`
	doc, err := spec.Load("openapi.yaml", []byte(text), spec.Options{})
	if err != nil {
		t.Fatal(err)
	}
	problems := lint.Run(doc, []*lint.Check{unbounded_schema.Check}, nil)
	if len(problems) != 1 || problems[0].Message != `parameter "b" takes strings of any length and any characters in GET /a` {
		t.Errorf("found %+v, want b alone", problems)
	}
}

// TestPatternForAll shows that a pattern which every text matches is told beside a
// length, and no other pattern.
func TestPatternForAll(t *testing.T) {
	const text = `openapi: 3.0.3
paths:
  /a:
    get:
      parameters:
        - {name: all, in: query, schema: {type: string, maxLength: 9, pattern: ".*"}}
        - {name: parts, in: query, schema: {type: string, maxLength: 9, allOf: [{pattern: "^.*$"}]}}
        - {name: both, in: query, schema: {type: string, maxLength: 9, allOf: [{pattern: "^.*$"}, {pattern: "^[a-z]"}]}}
        - {name: counted, in: query, schema: {type: string, pattern: "^.{1,9}$"}}
        - {name: listed, in: query, schema: {type: string, pattern: ".*", enum: [a]}}
        - {name: some, in: query, schema: {type: string, maxLength: 9, pattern: "a.*"}}
      responses: {"200": {description: a, content: {application/json: {schema: {type: string, maxLength: 9, pattern: ".*"}}}}}
`
	doc, err := spec.Load("openapi.yaml", []byte(text), spec.Options{})
	if err != nil {
		t.Fatal(err)
	}
	var told []string
	for _, p := range lint.Run(doc, []*lint.Check{unbounded_schema.Check}, nil) {
		told = append(told, p.Message)
	}
	want := []string{`parameter "all" has the pattern ".*", which every text matches in GET /a`, `parameter "parts" has the pattern "^.*$", which every text matches in GET /a`}
	if !slices.Equal(told, want) {
		t.Errorf("found %q, want %q", told, want)
	}
}

// TestAsk shows that only what the option names is asked.
func TestAsk(t *testing.T) {
	const text = `openapi: 3.0.3
paths:
  /a:
    post:
      parameters: [{name: a, in: query, schema: {type: string}}, {name: b, in: query, schema: {type: integer}}]
      requestBody: {content: {image/png: {}, application/json: {schema: {type: array}}}}
      responses: {}
`
	doc, err := spec.Load("openapi.yaml", []byte(text), spec.Options{})
	if err != nil {
		t.Fatal(err)
	}
	for ask, want := range map[string]string{
		"length": `parameter "a" takes strings of any length and any characters in POST /a`, "characters": `parameter "a" takes strings of any characters in POST /a`,
		"items": `the body takes any number of items in POST /a`, "range": `parameter "b" takes integers of any size in POST /a`,
		"format": `parameter "b" takes integers whose width no format says in POST /a`,
		"upload": `the body as image/png takes uploads of any size in POST /a`,
	} {
		problems := lint.Run(doc, []*lint.Check{unbounded_schema.Check}, asking(ask))
		if len(problems) != 1 || problems[0].Message != want {
			t.Errorf("ask = [%q] finds %+v, want %q", ask, problems, want)
		}
	}
}

// TestAskOfFormats shows that any format will do, and that what is no number needs none.
func TestAskOfFormats(t *testing.T) {
	const text = `openapi: 3.1.0
paths:
  /a:
    get:
      parameters:
        - {name: a, in: query, schema: {type: integer, format: int128}}
        - {name: b, in: query, schema: {type: integer, enum: [1, 2]}}
        - {name: c, in: query, schema: {type: string, maximum: 2}}
        - {name: d, in: query, schema: {type: number, minimum: 0, maximum: 2}}
        - {name: e, in: query, schema: {type: [integer, "null"], allOf: [{format: int32}]}}
      responses: {}
`
	doc, err := spec.Load("openapi.yaml", []byte(text), spec.Options{})
	if err != nil {
		t.Fatal(err)
	}
	problems := lint.Run(doc, []*lint.Check{unbounded_schema.Check}, asking("format"))
	if len(problems) != 1 || problems[0].Message != `parameter "d" takes numbers whose width no format says in GET /a` {
		t.Errorf("found %+v", problems)
	}
}

// TestAskOfResponses shows that what is only sent is asked where the option says so,
// and that what is received as well is told once.
func TestAskOfResponses(t *testing.T) {
	const text = `openapi: 3.0.3
paths:
  /a:
    post:
      requestBody: {content: {application/json: {schema: {$ref: "#/components/schemas/Both"}}}}
      responses:
        "200": {description: a, content: {application/json: {schema: {type: object, properties: {
          both: {$ref: "#/components/schemas/Both"}, sent: {type: string}, short: {type: string, maxLength: 3, pattern: "^a+$"}}}}}}
components: {schemas: {Both: {type: string}}}
`
	doc, err := spec.Load("openapi.yaml", []byte(text), spec.Options{})
	if err != nil {
		t.Fatal(err)
	}
	const received = `schema "Both" takes strings of any length and any characters in POST /a`
	for _, c := range []struct{ ask, want []string }{
		{[]string{"length"}, []string{received}},
		{[]string{"length", "responses"}, []string{`property "sent" sends strings of any length and any characters in POST /a`, received}},
		{[]string{"responses"}, nil},
	} {
		var got []string
		for _, p := range lint.Run(doc, []*lint.Check{unbounded_schema.Check}, asking(c.ask...)) {
			got = append(got, p.Message)
		}
		if !slices.Equal(got, c.want) {
			t.Errorf("ask = %q finds %q, want %q", c.ask, got, c.want)
		}
	}
}

// TestFix shows that the bound which the policy names is added, and none else.
func TestFix(t *testing.T) {
	const list = `
              type: array
              items: {type: boolean}
          text/csv: {schema: {type: [array, string]}}`
	const texts = `
              type: object
              properties:
                name:
                  type: string # what others call it
                code: {type: string, maxLength: 9, pattern: "^[a-z]+$"}`
	for _, c := range []struct {
		schema, option string
		most           float64
		want           string
	}{
		{list, "max_items", 0, ""},
		{list, "max_items", 50, "              maxItems: 50\n"},
		{texts, "max_length", 0, ""},
		{texts, "max_length", 50, "\n                  maxLength: 50"},
	} {
		text := `openapi: 3.1.0
paths:
  /a:
    post:
      requestBody:
        content:
          application/json:
            schema:` + c.schema + `
      responses: {}
`
		doc, err := spec.Load("openapi.yaml", []byte(text), spec.Options{})
		if err != nil {
			t.Fatal(err)
		}
		policy := &rules.Policy{Rules: []rules.Setting{{ID: "unbounded_schema", Level: rules.Note, Options: map[string]any{c.option: c.most}}}}
		got := ""
		for _, p := range lint.Run(doc, []*lint.Check{unbounded_schema.Check}, policy) {
			if p.Fix != nil {
				got += p.Fix.Edits[0].Text
			}
		}
		if got != c.want {
			t.Errorf("%s = %v adds %q, want %q", c.option, c.most, got, c.want)
		}
	}
}
