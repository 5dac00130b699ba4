package comments_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/apiward/apiward/spec"
	"github.com/apiward/apiward/spec/comments"
	"github.com/apiward/apiward/spec/contract"
	"github.com/apiward/apiward/spec/lint"
)

// note returns a comment of a file, from its first line on.
func note(file, text string, types map[string]*contract.Shape) comments.Note {
	n := comments.Note{Types: types}
	for i, line := range strings.Split(text, "\n") {
		n.Lines = append(n.Lines, comments.Line{Text: line, At: spec.Range{File: file, Line: i + 1, Column: 4}})
	}
	return n
}

func user() *contract.Shape {
	s := &contract.Shape{Kind: contract.Object, Type: "acme.dev/m/model.User", At: contract.Source{File: "model/user.go", Line: 5, Column: 6}}
	s.Fields = []contract.Field{
		{Name: "id", Shape: &contract.Shape{Kind: contract.Integer, Format: "int64"}, At: contract.Source{File: "model/user.go", Line: 6, Column: 2}},
		{Name: "friends", Shape: &contract.Shape{Kind: contract.Array, Elem: s}, At: contract.Source{File: "model/user.go", Line: 7, Column: 2}},
	}
	return s
}

func document(t *testing.T, notes ...comments.Note) (*spec.Document, *lint.API) {
	t.Helper()
	doc, err := comments.Document(notes)
	if err != nil || doc == nil {
		t.Fatalf("no document: %v", err)
	}
	for _, p := range doc.Problems {
		t.Errorf("the document is broken: %s:%d: %s", p.File, p.Line, p.Message)
	}
	return doc, lint.View(doc)
}

func at(n spec.Node) string {
	r := n.KeyRange()
	return fmt.Sprintf("%s:%d", r.File, r.Line)
}

const general = `@title Users
@BasePath /api
@securityDefinitions.apikey Key
@in header
@name X-Api-Key
@securityDefinitions.basic Basic
@securitydefinitions.oauth2.application OAuth
@tokenUrl https://acme.dev/token`

func TestSwag(t *testing.T) {
	doc, api := document(t, note("main.go", general, nil), note("users.go", `Show godoc
@Summary	one user
@Param		id		path	int		true	"the id"
@Param		fields	query	[]string	false	"some"
@Param		filter	query	model.Filter	false	"more"
@Param		user	body	model.User	true	"the user"
@Success	200,201	{object}	model.User	"it"
@Success	202	{array}	model.User
@Failure	404	{object}	Result{data=model.User,more=[]string}
@Failure	default	{string}	string
@Failure	500
@Security	Key && Basic || OAuth[read, write]
@Security	Key
@Router		/users/{id} [put]
@Router		/people/{id} [patch]`, map[string]*contract.Shape{
		"model.User":   user(),
		"model.Filter": {Kind: contract.Object, Type: "acme.dev/m/model.Filter", Fields: []contract.Field{{Name: "name", Shape: &contract.Shape{Kind: contract.String}}}},
	}))
	if len(api.Operations) != 2 || api.Operations[0].Method != "PATCH" || api.Operations[1].Path != "/users/{id}" {
		t.Fatalf("operations %v", api.Operations)
	}
	op := api.Operations[1]
	if got := op.Servers[0].BasePath(); got != "/api" {
		t.Errorf("base path %q", got)
	}
	if n := len(op.Security.Alternatives); n != 3 || len(op.Security.Alternatives[0].Needs) != 2 || op.Security.Access != lint.Required {
		t.Errorf("security %+v", op.Security)
	}
	if len(api.Schemes) != 3 {
		t.Errorf("schemes %v", api.Schemes)
	}
	pair := &contract.Pair{API: api, Documented: op}
	schemas := contract.NewSchemas()
	var parameters []string
	for _, p := range pair.Parameters(schemas) {
		parameters = append(parameters, fmt.Sprintf("%s %s %v %v", p.In, p.Name, p.Required, schemas.Read(p.Schema).Types))
	}
	if got, want := strings.Join(parameters, "; "), "path id true [integer]; query fields false [array]; query name false [string]"; got != want {
		t.Errorf("parameters %q, want %q", got, want)
	}
	var statuses []string
	for _, r := range pair.Responses() {
		names := "-"
		for _, m := range r.Bodies {
			s := schemas.Read(m.Schema)
			names = strings.Join(append(s.Types, s.Names()...), " ")
		}
		statuses = append(statuses, r.Status+": "+names+" "+at(r.Node))
	}
	want := "200: object friends id users.go:7; 201: object friends id users.go:7; 202: array users.go:8; 404: object data more users.go:9; 500:  users.go:11; default: string users.go:10"
	if got := strings.Join(statuses, "; "); got != want {
		t.Errorf("responses\n%q, want\n%q", got, want)
	}
	definition := doc.Root().Field("definitions").Field("acme.dev.m.model.User")
	for node, want := range map[spec.Node]string{
		op.Node: "users.go:14", op.Node.Field("security"): "users.go:12", op.Node.Field("parameters"): "users.go:3",
		definition: "model/user.go:5", definition.Field("properties").Field("friends"): "model/user.go:7",
		definition.Field("properties").Field("id").Field("type"): "model/user.go:6",
	} {
		if got := at(node); got != want {
			t.Errorf("%s is at %s, want %s", node.Pointer(), got, want)
		}
	}
}

func TestGoSwagger(t *testing.T) {
	_, api := document(t,
		note("doc.go", "Package docs\n\n\tBasePath: /v2\n\tSecurityDefinitions:\n\t  key:\n\t    type: apiKey\n\t    in: query\n\t    name: token\n\n\tswagger:meta", nil),
		note("model.go", "User is one.\n\nswagger:model Person", map[string]*contract.Shape{"": user()}),
		note("api.go", "swagger:operation GET /users/{id} users show\n\nOne user.\n\n---\nsecurity: [key: []]\nparameters:\n- name: id\n  in: path\n  required: true\n  type: integer\nresponses:\n  200:\n    description: Ok\n    schema:\n      $ref: \"#/definitions/Person\"", nil))
	if len(api.Operations) != 1 || len(api.Schemes) != 1 {
		t.Fatalf("operations %v, schemes %v", api.Operations, api.Schemes)
	}
	op := api.Operations[0]
	pair := &contract.Pair{API: api, Documented: op}
	schemas := contract.NewSchemas()
	if op.Security.Access != lint.Required || op.Servers[0].BasePath() != "/v2" || at(op.Node) != "api.go:1" || len(pair.Parameters(schemas)) != 1 {
		t.Errorf("%s at %s: %+v", op, at(op.Node), op.Security)
	}
	if r := pair.ResponsesOf(200); len(r) != 1 || len(schemas.Read(r[0].Bodies[0].Schema).Fields) != 2 {
		t.Errorf("responses %+v", r)
	}
}

// TestNothing shows comments that describe no operation.
func TestNothing(t *testing.T) {
	for _, text := range []string{
		"", general, "@Summary alone", "@Router", "@Router /a", "@Router [get]", "@Router a [get]", "swagger:operation", "swagger:operation GET", "swagger:model User", "Router is not @Router /a [get]",
	} {
		if doc, err := comments.Document([]comments.Note{note("a.go", text, nil)}); doc != nil || err != nil {
			t.Errorf("%q describes %v, %v", text, doc, err)
		}
	}
}

// TestUnknown shows that a type which is not known says nothing of its fields.
func TestUnknown(t *testing.T) {
	_, api := document(t, note("a.go", "@Success 200 {object} other.User\n@Param u body map[string]other.User true\n@Router /a [post]", nil))
	pair := &contract.Pair{API: api, Documented: api.Operations[0]}
	if s := contract.NewSchemas().Read(pair.Responses()[0].Bodies[0].Schema); !s.Loose || s.Describes() {
		t.Errorf("an unknown type is read as %+v", s)
	}
}

func FuzzDocument(f *testing.F) {
	f.Add(general)
	f.Add("@Param a query []map[string]X{a=b} true\n@Success 200,default {array} [][]string\n@Security a||b&&c[\n@Router /a [get]")
	f.Add("swagger:operation GET /a b c\n---\nresponses: {200: [1, {2: 3}]}")
	f.Add("SecurityDefinitions:\n  a: {b: *c}\nswagger:meta")
	f.Fuzz(func(t *testing.T, text string) {
		doc, err := comments.Document([]comments.Note{note("a.go", text, map[string]*contract.Shape{"X": user(), "": user()}), note("b.go", general, nil)})
		if err != nil || doc == nil {
			return
		}
		api := lint.View(doc)
		for _, op := range api.Operations {
			pair := &contract.Pair{API: api, Documented: op}
			schemas := contract.NewSchemas()
			pair.Parameters(schemas)
			for _, r := range pair.Responses() {
				for _, m := range r.Bodies {
					schemas.Gaps(user(), []spec.Node{m.Schema}, contract.Sent)
				}
			}
		}
	})
}
