package skeleton

import (
	"slices"
	"strings"

	"github.com/getkin/kin-openapi/openapi3"

	"github.com/apiward/apiward/spec"
	"github.com/apiward/apiward/spec/contract"
)

// RegisteredName is the name of the document of operations that the code registers.
const RegisteredName = "the operations that the code registers"

// Registered returns the document that a library makes of operations which are
// registered with it, nil where there are none. What each reads and answers is what its
// code does; what it asks of callers is what its registration says, one of the schemes
// of the same index, and nothing where it names none: a default may hold. Operations
// stand where they are registered.
func Registered(ops []contract.Operation, schemes [][]string) (*spec.Document, error) {
	if len(ops) == 0 {
		return nil, nil
	}
	doc := New(RegisteredName, ops)
	places := map[string]spec.Range{"": ops[0].Range()}
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
				op.Security = asked(doc, schemes[i])
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

// asked returns requirements of one of the schemes. How these are sent is said elsewhere
// in the code, so that none can be missed. Without a name it is one that nobody
// declares, of which nothing follows.
func asked(doc *openapi3.T, names []string) *openapi3.SecurityRequirements {
	if len(names) == 0 {
		return &openapi3.SecurityRequirements{{undeclared: {}}}
	}
	if doc.Components == nil {
		doc.Components = &openapi3.Components{}
	}
	if doc.Components.SecuritySchemes == nil {
		doc.Components.SecuritySchemes = openapi3.SecuritySchemes{}
	}
	var list openapi3.SecurityRequirements
	for _, name := range slices.Compact(slices.Sorted(slices.Values(names))) {
		list = append(list, openapi3.SecurityRequirement{name: {}})
		doc.Components.SecuritySchemes[name] = &openapi3.SecuritySchemeRef{Value: &openapi3.SecurityScheme{Type: "registered"}}
	}
	return &list
}

const undeclared = "what the library is configured to ask"
