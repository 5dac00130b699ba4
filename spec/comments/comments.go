package comments

import (
	"encoding/json"
	"fmt"
	"strings"

	"github.com/apiward/apiward/spec"
	"github.com/apiward/apiward/spec/contract"
)

// Name is the name of a document that was made of comments.
const Name = "the comments of the code"

// Note is one comment.
type Note struct {
	Lines []Line
	Types map[string]*contract.Shape // Go types that it names, as written; under "" that which it stands above
	// Fields are those of the struct that it stands above, where that is a request's
	// parameters or a response.
	Fields []Field
}

// Field is a field of a struct with its comment.
type Field struct {
	Name  string // as it is encoded
	Text  string
	Shape *contract.Shape
	At    spec.Range
}

// Line is a line of a comment, without its marker.
type Line struct {
	Text string
	At   spec.Range
}

// Document returns the document that the notes describe, nil where they have no
// operation.
func Document(notes []Note) (*spec.Document, error) {
	b := &builder{
		paths: object{}, definitions: object{}, schemes: object{}, responses: object{},
		root:   object{"swagger": "2.0", "info": object{"title": Name, "version": "0"}},
		places: map[string]spec.Range{}, names: map[string]string{}, wanted: map[string]string{},
		models: map[string]*contract.Shape{}, parameters: map[string][]Field{},
	}
	for _, n := range notes {
		b.name(n) // before they are spoken of
	}
	for _, n := range notes {
		if shape := n.Types[""]; shape != nil && b.wanted[shape.Type] != "" {
			b.definition(shape)
		}
	}
	for _, n := range notes {
		b.parts(n)
	}
	for _, n := range notes {
		b.note(n)
	}
	if len(b.paths) == 0 {
		return nil, nil
	}
	b.root["paths"], b.root["definitions"], b.root["securityDefinitions"] = b.paths, b.definitions, b.schemes
	if len(b.responses) > 0 {
		b.root["responses"] = b.responses
	}
	data, err := json.Marshal(b.root)
	if err != nil {
		return nil, fmt.Errorf("put together what the comments describe: %w", err)
	}
	return spec.Load(Name, data, spec.Options{Places: b.places})
}

type (
	object = map[string]any
	list   = []any
)

type builder struct {
	root, paths, definitions, schemes, responses object

	places     map[string]spec.Range
	names      map[string]string          // of definitions, by Go type
	wanted     map[string]string          // names that comments give to Go types
	models     map[string]*contract.Shape // Go types, by these names
	parameters map[string][]Field         // of operations, by their IDs
	scheme     object                     // the declared one that following lines speak of
}

// place notes where the value at a pointer comes from.
func (b *builder) place(at spec.Range, path ...string) {
	b.places[pointer(path...)] = at
	if _, ok := b.places[""]; !ok {
		b.places[""] = at
	}
}

var escapes = strings.NewReplacer("~", "~0", "/", "~1")

func pointer(path ...string) string {
	var s strings.Builder
	for _, p := range path {
		s.WriteString("/" + escapes.Replace(p))
	}
	return s.String()
}

func (b *builder) note(n Note) {
	for i, line := range n.Lines {
		words := strings.Fields(line.Text)
		switch {
		case len(words) == 0:
		case words[0] == "swagger:operation":
			b.goSwagger(n.Lines[i:], words)
			return
		case words[0] == "swagger:route":
			b.goSwaggerRoute(n.Lines[i:], words)
			return
		case words[0] == "swagger:meta":
			b.meta(n.Lines)
			return
		}
	}
	b.swag(n)
}

// operation puts an operation where it is not described yet.
func (b *builder) operation(method, path string, op object, at spec.Range) bool {
	method = strings.ToLower(method)
	if !strings.HasPrefix(path, "/") {
		return false
	}
	item, _ := b.paths[path].(object)
	if item == nil {
		item = object{}
		b.paths[path] = item
		b.place(at, "paths", path)
	}
	if item[method] != nil {
		return false
	}
	item[method] = op
	b.place(at, "paths", path, method)
	return true
}
