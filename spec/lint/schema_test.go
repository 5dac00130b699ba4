package lint_test

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/apiward/apiward/rules"
	"github.com/apiward/apiward/spec"
	"github.com/apiward/apiward/spec/lint"
)

// walk returns what a document's visitors see, one line each, sorted.
func walk(t *testing.T, text string, visit func(add func(format string, args ...any)) lint.Visitor) []string {
	t.Helper()
	doc, err := spec.Load("openapi.yaml", []byte(text), spec.Options{})
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	add := func(format string, args ...any) { out = append(out, fmt.Sprintf(format, args...)) }
	check := lint.New(rules.Entry{Rule: &rules.Rule{ID: "test", Default: rules.Error}}, func(*lint.Pass) lint.Visitor { return visit(add) })
	lint.Run(doc, []*lint.Check{check}, nil)
	slices.Sort(out)
	return out
}

// properties returns "sent User.name", "received User.name hidden".
func properties(t *testing.T, text string) []string {
	t.Helper()
	return walk(t, text, func(add func(string, ...any)) lint.Visitor {
		return lint.Visitor{Property: func(p *lint.Property, u *lint.Use) {
			way := "sent"
			if u.Direction == lint.Received {
				way = "received"
			}
			hidden := ""
			if u.Hidden {
				hidden = " hidden"
			}
			add("%s %s%s", way, p, hidden)
		}}
	})
}

// document puts paths and schemas into a document of a version.
func document(version, paths, schemas string) string {
	return fmt.Sprintf("openapi: %s\npaths:\n%s\ncomponents:\n  schemas:\n%s\n", version, indent(paths, 2), indent(schemas, 4))
}

func indent(text string, by int) string {
	return strings.Repeat(" ", by) + strings.ReplaceAll(strings.TrimSpace(text), "\n", "\n"+strings.Repeat(" ", by))
}

// answer is an operation that sends what a schema says.
const answer = `/a: {get: {responses: {200: {content: {application/json: {schema: %s}}}}}}`

func TestProperties(t *testing.T) {
	tests := map[string]struct {
		paths, schemas string // the paths alone: the schema that is sent
		want           []string
	}{
		"reference": {`{$ref: '#/components/schemas/A'}`, `
A: {properties: {x: {}, b: {$ref: '#/components/schemas/B'}}}
B: {properties: {a: {$ref: '#/components/schemas/A'}}}`,
			[]string{"sent A.b", "sent A.x", "sent B.a"}},
		"nested without a name": {`{properties: {x: {properties: {y: {}}}}}`, `{}`, []string{"sent x", "sent x.y"}},
		"nested below a name": {`{$ref: '#/components/schemas/A'}`, `
A: {properties: {x: {type: array, items: {properties: {y: {}}}}}}`, []string{"sent A.x", "sent A.x.y"}},
		"applicators": {`{allOf: [{properties: {a: {}}}], oneOf: [{properties: {b: {}}}], anyOf: [{properties: {c: {}}}], if: {properties: {d: {}}}, then: {properties: {e: {}}}, else: {properties: {f: {}}}, not: {properties: {never: {}}}, items: {properties: {g: {}}}, prefixItems: [{properties: {h: {}}}], contains: {properties: {i: {}}}, patternProperties: {^j_: {}}, additionalProperties: {properties: {k: {}}}, unevaluatedProperties: {properties: {l: {}}}, dependentSchemas: {z: {properties: {m: {}}}}, $defs: {x: {properties: {never: {}}}, y: {properties: {n: {}}}}, properties: {o: {$ref: '#/paths/~1a/get/responses/200/content/application~1json/schema/$defs/y'}}, example: {properties: {never: {}}}}`, `{}`, []string{
			"sent *.k", "sent *.l", "sent a", "sent b", "sent c", "sent d", "sent e", "sent f", "sent g", "sent h", "sent i", "sent j_", "sent m", "sent o", "sent y.n",
		}},
		"reference with more beside it": {`{$ref: '#/components/schemas/A', properties: {y: {}}}`, `
A: {properties: {x: {}}}`, []string{"sent A.x", "sent y"}},
		"dynamic reference": {`{$ref: '#/components/schemas/A'}`, `
A: {$dynamicAnchor: node, properties: {x: {$dynamicRef: '#node'}}}`, []string{"sent A.x"}},
		"hidden": {`{$ref: '#/components/schemas/A'}`, `
A: {properties: {x: {writeOnly: true, properties: {never: {}}}, y: {readOnly: true}, z: {$ref: '#/components/schemas/Z'}, w: {$ref: '#/components/schemas/B', writeOnly: true}}}
B: {properties: {never: {}}}
Z: {allOf: [{type: string}, {writeOnly: true}]}`,
			[]string{"sent A.w hidden", "sent A.x hidden", "sent A.y", "sent A.z hidden"}},
		"hidden by all branches": {`{$ref: '#/components/schemas/A'}`, `
A: {properties: {x: {oneOf: [{writeOnly: true}, {writeOnly: true, type: string}]}, y: {oneOf: [{writeOnly: true}, {}]}}}`,
			[]string{"sent A.x hidden", "sent A.y"}},
		"hidden by another part": {`{oneOf: [{$ref: '#/components/schemas/C'}, {$ref: '#/components/schemas/D'}]}`, `
C: {allOf: [{$ref: '#/components/schemas/A'}, {properties: {x: {writeOnly: true}}}]}
D: {allOf: [{$ref: '#/components/schemas/B'}, {properties: {x: {writeOnly: true}}}]}
E: {$ref: '#/components/schemas/B'}
A: {properties: {x: {}}}
B: {properties: {x: {}}}`,
			[]string{"sent A.x hidden", "sent B.x hidden", "sent C.x hidden", "sent D.x hidden"}},
		"hidden in one place only": {`{oneOf: [{$ref: '#/components/schemas/C'}, {$ref: '#/components/schemas/A'}]}`, `
C: {allOf: [{$ref: '#/components/schemas/A'}, {properties: {x: {writeOnly: true}}}]}
A: {properties: {x: {}}}`,
			[]string{"sent A.x", "sent C.x hidden"}},
		"subtypes": {`{$ref: '#/components/schemas/Pet'}`, `
Pet: {discriminator: {propertyName: kind, mapping: {fish: Fish, bird: '#/components/schemas/Bird'}}, properties: {kind: {}}}
Cat: {allOf: [{$ref: '#/components/schemas/Pet'}, {properties: {meow: {}}}]}
Lion: {allOf: [{$ref: '#/components/schemas/Cat'}], properties: {roar: {}}}
Fish: {properties: {fin: {}}}
Bird: {properties: {wing: {}}}`,
			[]string{"sent Bird.wing", "sent Cat.meow", "sent Fish.fin", "sent Lion.roar", "sent Pet.kind"}},
		"one subtype is not the others": {`{$ref: '#/components/schemas/Cat'}`, `
Pet: {discriminator: {propertyName: kind}, properties: {kind: {}}}
Cat: {allOf: [{$ref: '#/components/schemas/Pet'}, {properties: {meow: {}}}]}
Dog: {allOf: [{$ref: '#/components/schemas/Pet'}, {properties: {woof: {}}}]}`,
			[]string{"received Dog.woof", "sent Cat.meow", "sent Dog.woof", "sent Pet.kind"}}, // Dog: nothing uses it
		"aliases": {`&s {properties: &p {x: {items: *s}, y: {properties: *p}}}`, `{}`, []string{"sent x", "sent y"}},
		"unused": {`{type: string}`, `
A: {properties: {x: {writeOnly: true}, b: {$ref: '#/components/schemas/B'}}}
B: {properties: {y: {}}}`,
			[]string{"received A.b", "received A.x", "received B.y", "sent A.b", "sent A.x hidden", "sent B.y"}},
		"dangling":    {`{properties: {x: {$ref: '#/components/schemas/None'}}}`, `{}`, []string{"sent x"}},
		"wrong types": {`{properties: [1, {a: 2}], allOf: {properties: 7}, items: 5, oneOf: [[[]], null, 3], required: {}, discriminator: []}`, `{}`, nil},
		"booleans":    {`{properties: {x: true, y: false}, additionalProperties: true, items: false}`, `{}`, []string{"sent x", "sent y"}},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			got := properties(t, document("3.1.0", fmt.Sprintf(answer, strings.TrimSpace(test.paths)), test.schemas))
			if !slices.Equal(got, test.want) {
				t.Errorf("got  %q\nwant %q", got, test.want)
			}
		})
	}
}

// TestDirections shows what is sent and what is received, on each surface.
func TestDirections(t *testing.T) {
	schemas := `
Sent: {properties: {x: {}}}
Received: {properties: {x: {}}}
Shared: {properties: {r: {readOnly: true}, w: {writeOnly: true}, x: {}}}`
	body := func(name string) string {
		return `{content: {application/json: {schema: {$ref: '#/components/schemas/` + name + `'}}}}`
	}
	want := []string{"received Received.x", "sent Sent.x"}
	shared := []string{"received Shared.r hidden", "received Shared.w", "received Shared.x", "sent Shared.r", "sent Shared.w hidden", "sent Shared.x"}
	unused := func(name string) []string { return []string{"received " + name + ".x", "sent " + name + ".x"} }
	tests := map[string]struct {
		version, paths string
		want           []string
	}{
		"operation":              {"3.0.3", `/a: {post: {requestBody: ` + body("Received") + `, responses: {4XX: ` + body("Sent") + `}}}`, want},
		"both":                   {"3.0.3", `/a: {post: {requestBody: ` + body("Shared") + `, responses: {default: ` + body("Shared") + `}}}`, append(unused("Received"), unused("Sent")...)},
		"callback":               {"3.0.3", `/a: {post: {responses: {}, callbacks: {c: {'{$url}': {post: {requestBody: ` + body("Sent") + `, responses: {200: ` + body("Received") + `}}}}}}}`, want},
		"parameter":              {"3.0.3", `/a: {parameters: [{name: p, in: query, schema: {$ref: '#/components/schemas/Received'}}], get: {responses: {200: {headers: {X: {schema: {$ref: '#/components/schemas/Sent'}}}}}}}`, want},
		"parameter with content": {"3.0.3", `/a: {get: {parameters: [{name: p, in: query, content: {application/json: {schema: {$ref: '#/components/schemas/Received'}}}}], responses: {200: ` + body("Sent") + `}}}`, want},
		"stream":                 {"3.2.0", `/a: {query: {requestBody: ` + body("Received") + `, responses: {200: {content: {text/event-stream: {itemSchema: {$ref: '#/components/schemas/Sent'}}}}}}}`, want},
		"additional operation":   {"3.2.0", `/a: {additionalOperations: {COPY: {requestBody: ` + body("Received") + `, responses: {200: ` + body("Sent") + `}}}}`, want},
		"webhook":                {"3.1.0", "{}\nwebhooks: {w: {post: {requestBody: " + body("Sent") + ", responses: {200: " + body("Received") + "}}}}", want},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			text := document(test.version, test.paths, schemas)
			text = strings.Replace(text, "\n  webhooks", "\nwebhooks", 1)
			if name != "both" {
				test.want = slices.Concat(test.want, []string{"received Shared.r hidden", "received Shared.w", "received Shared.x", "sent Shared.r", "sent Shared.w hidden", "sent Shared.x"})
			} else {
				test.want = slices.Concat(test.want, shared)
			}
			slices.Sort(test.want)
			if got := properties(t, text); !slices.Equal(got, test.want) {
				t.Errorf("got  %q\nwant %q", got, test.want)
			}
		})
	}
}

// TestSwagger2 shows the places where 2.0 has schemas.
func TestSwagger2(t *testing.T) {
	const text = `
swagger: "2.0"
parameters:
  Page: {name: page, in: query, type: array, items: {type: string}}
responses:
  Failed: {description: x, schema: {$ref: '#/definitions/Error'}}
paths:
  /a:
    parameters: [{$ref: '#/parameters/Page'}]
    post:
      parameters:
        - {name: b, in: body, schema: {$ref: '#/definitions/New'}}
        - {name: role, in: formData, type: string}
      responses:
        200: {schema: {type: array, items: {$ref: '#/definitions/Pet'}}, headers: {X-Rate: {type: integer}}}
        default: {$ref: '#/responses/Failed'}
definitions:
  New: {properties: {x: {}}}
  Error: {properties: {x: {}}}
  Pet: {discriminator: kind, properties: {kind: {}, secret: {x-writeOnly: true}}}
  Cat: {allOf: [{$ref: '#/definitions/Pet'}, {properties: {meow: {}}}]}
`
	want := []string{"received New.x", "sent Cat.meow", "sent Error.x", "sent Pet.kind", "sent Pet.secret hidden"}
	if got := properties(t, text); !slices.Equal(got, want) {
		t.Errorf("properties %q, want %q", got, want)
	}
	got := walk(t, text, func(add func(string, ...any)) lint.Visitor {
		return lint.Visitor{
			Parameter: func(p *lint.Parameter) { add("parameter %s %s %s %v", p.In, p.Name, p.Schema.Types(), &p.Use) },
			Body:      func(b *lint.Body) { add("body %s %v", b.Media[0].Schema.Name, &b.Use) },
			Response:  func(r *lint.Response) { add("response %d %v %v", len(r.Media), r.Statuses, &r.Use) },
			Header:    func(h *lint.Header) { add("header %s %s %v", h.Name, h.Schema.Types(), &h.Use) },
		}
	})
	want = []string{
		"body New POST /a", "header X-Rate [integer] POST /a", "parameter formData role [string] POST /a", "parameter query page [array] POST /a",
		fmt.Sprintf("response 1 %d POST /a", lint.Successful), fmt.Sprintf("response 1 %d POST /a", lint.Default),
	}
	slices.Sort(want)
	if !slices.Equal(got, want) {
		t.Errorf("definitions %q, want %q", got, want)
	}
}

// TestUse shows what a use tells.
func TestUse(t *testing.T) {
	paths := `
/list: {get: {responses: {200: {content: {application/json: {schema: {type: array, items: {$ref: '#/components/schemas/A'}}}}}}}}
/one: {get: {responses: {500: {content: {application/json: {schema: {$ref: '#/components/schemas/A'}}}}}}}
/a1: {get: {responses: {200: {content: {application/json: {schema: {$ref: '#/components/schemas/B'}}}}}}}
/a2: {get: {responses: {200: {content: {application/json: {schema: {$ref: '#/components/schemas/B'}}}}}}}
/a3: {get: {responses: {200: {content: {application/json: {schema: {$ref: '#/components/schemas/B'}}}}}}}
/a4: {get: {responses: {200: {content: {application/json: {schema: {$ref: '#/components/schemas/B'}}}}}}}
/a5: {get: {responses: {200: {content: {application/json: {schema: {$ref: '#/components/schemas/B'}}}}}}}
/a6: {get: {responses: {200: {content: {application/json: {schema: {$ref: '#/components/schemas/B'}}}}}}}`
	schemas := `
A: {required: [x], properties: {x: {$ref: '#/components/schemas/C'}}}
B: {properties: {y: {type: string}}}
C: {allOf: [{type: [string, 'null'], maxLength: 5}, {pattern: a}]}`
	text := document("3.1.0", paths, schemas)
	got := walk(t, text, func(add func(string, ...any)) lint.Visitor {
		return lint.Visitor{
			Property: func(p *lint.Property, u *lint.Use) {
				add("%s required=%v %v list=%v alone=%v errors=%v ok=%v n=%d more=%v", p, p.Required, u, u.InArray, u.Alone, u.Statuses.Has(lint.Errors), u.Statuses.Has(lint.Successful), len(u.Operations), u.More)
			},
			Schema: func(s *lint.Schema, u *lint.Use) {
				if s.Name == "C" || s.Path() == "C" {
					add("schema %s part=%v value=%v %s maxLength=%s", s.Path(), u.Roles == lint.Part, u.Roles.Has(lint.Value), s.Types(), s.Keyword("maxLength").Scalar())
				}
			},
		}
	})
	want := []string{
		"A.x required=true GET /list and GET /one list=true alone=true errors=true ok=true n=2 more=false",
		"B.y required=false GET /a1 and others list=false alone=true errors=false ok=true n=5 more=true",
		"schema C part=false value=true [string null] maxLength=5",
		"schema C part=true value=false [] maxLength=",
		"schema C part=true value=false [string null] maxLength=5",
	}
	if !slices.Equal(got, want) {
		t.Errorf("got  %q\nwant %q", got, want)
	}
}

// TestHostile shows that work is bounded where a document ties all to all.
func TestHostile(t *testing.T) {
	var schemas, paths strings.Builder
	const n = 300
	for i := range n {
		fmt.Fprintf(&schemas, "S%d: {discriminator: {propertyName: k}, allOf: [", i)
		for j := range 20 {
			fmt.Fprintf(&schemas, "{$ref: '#/components/schemas/S%d'},", (i+j*j+1)%n)
		}
		fmt.Fprintf(&schemas, "], properties: {p: {writeOnly: true}, a: {$ref: '#/components/schemas/S%d'}, b: {oneOf: [{$ref: '#/components/schemas/S%d'}]}}}\n", (i*7)%n, (i*13)%n)
		fmt.Fprintf(&paths, "/p%d: {post: {requestBody: {content: {a/b: {schema: {$ref: '#/components/schemas/S%d'}}}}, responses: {200: {content: {a/b: {schema: {$ref: '#/components/schemas/S%d'}}}}}}}\n", i, i, i)
	}
	if len(properties(t, document("3.1.0", paths.String(), schemas.String()))) == 0 {
		t.Error("nothing is found")
	}
}

// TestShared shows that what many schemas have by alias costs no more than the
// text: a thousand properties in a thousand schemas are a thousand.
func TestShared(t *testing.T) {
	var schemas strings.Builder
	schemas.WriteString("S0: {properties: &p {\n")
	for i := range 1000 {
		fmt.Fprintf(&schemas, "  p%d: {type: string},\n", i)
	}
	schemas.WriteString("  }}\n")
	for i := range 1000 {
		fmt.Fprintf(&schemas, "S%d: {allOf: [{$ref: '#/components/schemas/S%d'}], properties: *p}\n", i+1, i)
	}
	got := properties(t, document("3.1.0", fmt.Sprintf(answer, "{$ref: '#/components/schemas/S1000'}"), schemas.String()))
	if len(got) != 1000 {
		t.Errorf("%d properties, want 1000", len(got))
	}
}

// TestPublishedSchemas walks what others wrote.
func TestPublishedSchemas(t *testing.T) {
	for name, least := range map[string]int{"stripe.yaml": 8000, "api.github.com.yaml": 5000, "asana.yaml": 700, "gotify-swagger2.json": 90} {
		data, err := os.ReadFile(filepath.Join("../../../shared/data/specs", name))
		if err != nil {
			t.Logf("not checked, the published documents are not on this machine: %v", err)
			return
		}
		if got := len(properties(t, string(data))); got < least {
			t.Errorf("%s: %d properties, want at least %d", name, got, least)
		}
	}
}
