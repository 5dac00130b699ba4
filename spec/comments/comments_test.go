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

func TestGoSwaggerRoutes(t *testing.T) {
	shape := func(kind contract.Kind) *contract.Shape { return &contract.Shape{Kind: kind} }
	parameters := note("parameters.go", "swagger:parameters show list", map[string]*contract.Shape{"": {Kind: contract.Object, Type: "acme.dev/m/api.params"}})
	parameters.Fields = []comments.Field{
		{Name: "id", Text: "The ID.\n\nin: path\n", Shape: shape(contract.Integer)},
		{Name: "page", Text: "required: true", Shape: shape(contract.String)},
		{Name: "X-Tenant", Text: "in: header", Shape: shape(contract.String)},
		{Name: "Body", Text: "in:body", Shape: user()},
	}
	failure := note("failure.go", "swagger:response failure", map[string]*contract.Shape{"": {Kind: contract.Object, Type: "acme.dev/m/api.failure"}})
	failure.Fields = []comments.Field{{Name: "Body", Text: "in: body", Shape: user()}, {Name: "Retry-After", Shape: shape(contract.Integer)}}
	doc, api := document(t, parameters, failure,
		note("doc.go", "Package docs\n\n\tSchemes: https\n\tSecurityDefinitions:\n\t  key:\n\t    type: apiKey\n\t    in: query\n\t    name: token\n\n\tSecurity:\n\t- key:\n\n\tswagger:meta", nil),
		note("model.go", "swagger:model", map[string]*contract.Shape{"": user()}),
		note("api.go", "swagger:route GET /users/{id} users show\n\nShow.\n\n\tProduces:\n\t- application/json\n\n\tResponses:\n\t  200: body:[]User the users\n\t  404: failure\n\t  default: description: else\n", nil),
		note("put.go", "swagger:route PUT /open users open\n\tSecurity:\n\t  key: read, write\n\t  other:\n\tParameters:\n\t  + name: user\n\t    in: body\n\t    type: User\n\t  + name: x\n\t    required: true\n\t    type: integer\n\tResponses:\n\t  201: User", nil))
	if len(api.Operations) != 2 {
		t.Fatalf("operations %v", api.Operations)
	}
	put, get := api.Operations[0], api.Operations[1]
	schemas := contract.NewSchemas()
	for op, want := range map[*lint.Operation][2]string{
		get: {"path id true; query page true; header X-Tenant false | friends id", "200: array; 404: object friends id; default: "},
		put: {"query x true | friends id", "201: object friends id"},
	} {
		pair := &contract.Pair{API: api, Documented: op}
		var takes, answers []string
		for _, p := range pair.Parameters(schemas) {
			takes = append(takes, fmt.Sprintf("%s %s %v", p.In, p.Name, p.Required))
		}
		got := strings.Join(takes, "; ")
		for _, body := range pair.RequestBodies() {
			got += " | " + strings.Join(schemas.Read(body.Schema).Names(), " ")
		}
		if got != want[0] {
			t.Errorf("%s takes %q, want %q", op, got, want[0])
		}
		for _, r := range pair.Responses() {
			names := ""
			for _, m := range r.Bodies {
				s := schemas.Read(m.Schema)
				names = strings.Join(append(s.Types, s.Names()...), " ")
			}
			answers = append(answers, r.Status+": "+names)
		}
		if got := strings.Join(answers, "; "); got != want[1] {
			t.Errorf("%s answers %q, want %q", op, got, want[1])
		}
	}
	if n := len(put.Security.Alternatives); n != 2 || get.Security.Origin != lint.AtRoot || at(put.Node.Field("security")) != "put.go:3" || at(get.Node) != "api.go:1" {
		t.Errorf("security %+v and %+v at %s", put.Security, get.Security, at(put.Node.Field("security")))
	}
	if s := doc.Root().Field("schemes"); s.Len() != 1 || at(s) != "doc.go:3" {
		t.Errorf("schemes at %s", at(s))
	}
}

// TestNothing shows comments that describe no operation.
func TestNothing(t *testing.T) {
	for _, text := range []string{
		"", general, "@Summary alone", "@Router", "@Router /a", "@Router [get]", "@Router a [get]", "swagger:operation", "swagger:operation GET", "swagger:model User", "swagger:route", "swagger:route GET", "swagger:route GET users list", "swagger:parameters list", "swagger:response failure", "Router is not @Router /a [get]",
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
	f.Add("swagger:route PUT /a b c\nSecurity:\n- key: [a]\nParameters:\n+ name: x\n  in: body\n  type: []X\nResponses:\n  200: body:[]X\n  default: r")
	f.Add("swagger:response r\nswagger:parameters c d")
	f.Add("SecurityDefinitions:\n  a: {b: *c}\nswagger:meta")
	f.Fuzz(func(t *testing.T, text string) {
		above := note("a.go", text, map[string]*contract.Shape{"X": user(), "": user()})
		above.Fields = []comments.Field{{Name: "id", Text: text, Shape: user()}}
		doc, err := comments.Document([]comments.Note{above, note("b.go", general, nil), note("c.go", "swagger:route GET /x y c\nResponses:\n200: r", nil)})
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
