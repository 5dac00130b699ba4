package skeleton

import (
	"fmt"
	"reflect"
	"slices"
	"strings"

	"github.com/getkin/kin-openapi/openapi3"

	"github.com/apiward/apiward/spec"
	"github.com/apiward/apiward/spec/contract"
)

// RegisteredName is the name of the document of operations that the code registers.
const RegisteredName = "the operations that the code registers"

// Asks is what the registration of an operation says that callers need.
type Asks struct {
	Known   bool       // it says so, be it that they need nothing
	Any     [][]string // all schemes of one of these, by name
	Schemes []Scheme   // those of them of which it is known how they work
}

// Scheme is how callers authenticate, in the words of OpenAPI.
type Scheme struct{ Name, Type, Scheme, In, Parameter string }

// Registered returns the document that a library makes of operations which are
// registered with it, nil where there are none. What each reads and answers is what its
// code does; what it asks of callers is what its registration says, in asks of the same
// index, and nothing where that is not known: a default may hold. Operations stand where
// they are registered.
func Registered(ops []contract.Operation, asks []Asks) (*spec.Document, error) {
	if len(ops) == 0 {
		return nil, nil
	}
	doc := New(RegisteredName, ops)
	places := map[string]spec.Range{"": ops[0].Range()}
	if doc.Components != nil {
		doc.Components.SecuritySchemes = nil // which the code has, whatever the document says
	}
	items, keys := map[string]*openapi3.PathItem{}, map[string]string{}
	for key, item := range doc.Paths.Map() {
		items[nameless(key)], keys[nameless(key)] = item, key
	}
	for i := range ops {
		path, _ := template(ops[i].Path)
		key := nameless(path)
		if items[key] == nil {
			continue // its path is not wholly known
		}
		for method, op := range items[key].Operations() {
			if method == ops[i].Method || ops[i].Method == "ANY" {
				op.Security = asked(doc, &asks[i])
				places["/paths/"+escapes.Replace(keys[key])+"/"+strings.ToLower(method)] = ops[i].Range()
			}
		}
	}
	text, err := YAML(doc)
	if err != nil {
		return nil, err
	}
	return spec.Load(RegisteredName, text, spec.Options{Places: places})
}

var escapes = strings.NewReplacer("~", "~0", "/", "~1")

// asked returns the requirements of an operation. A scheme of which nothing is known is
// sent in a way that no code can be held against, and so is one that nobody names.
func asked(doc *openapi3.T, asks *Asks) *openapi3.SecurityRequirements {
	if !asks.Known {
		return &openapi3.SecurityRequirements{{undeclared: {}}}
	}
	list := openapi3.SecurityRequirements{}
	for _, all := range asks.Any {
		requirement := openapi3.SecurityRequirement{}
		for _, name := range all {
			scheme := &openapi3.SecurityScheme{Type: "registered"}
			if i := slices.IndexFunc(asks.Schemes, func(s Scheme) bool { return s.Name == name }); i >= 0 {
				s := &asks.Schemes[i]
				scheme = &openapi3.SecurityScheme{Type: s.Type, Scheme: s.Scheme, In: s.In, Name: s.Parameter}
			}
			requirement[declare(doc, name, scheme)] = []string{}
		}
		list = append(list, requirement)
	}
	return &list
}

// declare declares a scheme and returns its name: that of another scheme of the same
// name, as other APIs of the program can have, with a number.
func declare(doc *openapi3.T, name string, scheme *openapi3.SecurityScheme) string {
	if doc.Components == nil {
		doc.Components = &openapi3.Components{}
	}
	if doc.Components.SecuritySchemes == nil {
		doc.Components.SecuritySchemes = openapi3.SecuritySchemes{}
	}
	schemes := doc.Components.SecuritySchemes
	free := name
	for n := 2; schemes[free] != nil && !reflect.DeepEqual(schemes[free].Value, scheme); n++ {
		free = fmt.Sprintf("%s (%d)", name, n)
	}
	schemes[free] = &openapi3.SecuritySchemeRef{Value: scheme}
	return free
}

const undeclared = "what the library is configured to ask"
