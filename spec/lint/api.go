package lint

import (
	"slices"
	"strings"

	"github.com/apiward/apiward/spec"
)

// API is the version-independent view of a document.
type API struct {
	Doc        *spec.Document
	Security   Security     // the document's default
	Schemes    []*Scheme    // the security schemes, in the document's order
	Operations []*Operation // in the document's order, callbacks behind the operation they belong to
	Servers    []*Server    // every server that is written somewhere: the document's, then by operation
	URLs       []*URL       // the OAuth and OpenID URLs of the schemes
	// Requirements are the alternatives of all security values, each once.
	Requirements []*Requirement
	Truncated    bool // the document has more operations than a view can have, and the rest is missing

	// The definitions, each once, however many operations use it: those of
	// operations in their order, then those that nothing uses.
	Parameters []*Parameter
	Bodies     []*Body
	Responses  []*Response
	Headers    []*Header // of responses

	schemas     *schemas
	media       []*MediaType // of the components
	reached     bool         // the uses of schemas are known
	gateway     bool
	schemeNames []string
	objects     *objects               // what conditions look at, made when one does
	values      map[*Schema]*Parameter // the parameter that has it as its schema, made when asked for
}

// The bounds of a view. References and aliases let a small document name the
// same path items under ever more paths, and callbacks inside callbacks; the
// largest API that is published has a thousand operations.
const (
	MaxOperations = 100_000
	maxKeys       = 5_000_000 // of path items and operations, looked at
	maxCallbacks  = 10        // inside one another
)

// Surface says what sends the requests that an operation describes.
type Surface int

// The surfaces. Webhooks and callbacks are received by others: how they are
// authenticated is seldom written as security.
const (
	Path Surface = iota
	Webhook
	Callback
)

// Origin says where something that holds for an operation was written.
type Origin int

// The origins, from none to the nearest.
const (
	Nowhere Origin = iota
	AtRoot
	AtPath
	AtOperation
	AtLink // of a response: nothing of the document's own holds there
)

// Operation is one method on one path.
type Operation struct {
	Node     spec.Node // its key is the method's
	Item     spec.Node // the path item it stands in, behind any reference
	Surface  Surface
	Method   string // upper case
	Path     string // as written: with {name} parameters, without base path; a webhook's name, a callback's expression
	ID       string // operationId, or ""
	Security Security
	Servers  []*Server // those that hold for it; none: the one the document came from
	// Gateway says that the document, the path item or the operation has
	// settings of a gateway that may authenticate in its place.
	Gateway bool
	// What the operation receives and sends. The lists are shared with other
	// operations that write the same text, and are not to be changed.
	Parameters []*Parameter // its own, then those of the path item that it does not replace
	Body       *Body        // nil where it has none
	Responses  []Answer     // in the document's order
}

// String returns "POST /orders".
func (o *Operation) String() string { return o.Method + " " + o.Path }

// Safe reports whether the method only reads, by its definition in HTTP.
func (o *Operation) Safe() bool {
	switch o.Method {
	case "GET", "HEAD", "OPTIONS", "TRACE", "QUERY":
		return true
	}
	return false
}

// View returns the view of a document.
func View(doc *spec.Document) *API {
	v := &viewer{
		api:      &API{Doc: doc, schemas: newSchemas(doc)},
		methods:  spec.Methods(doc.Version),
		schemes:  map[string]*Scheme{},
		security: map[spec.Identity]*securityList{},
		objects:  map[spec.Identity]*Server{},
		groups:   map[spec.Identity]*serverGroup{},
		called:   map[spec.Identity]bool{},
		linked:   map[spec.Identity]bool{},
		gateways: map[spec.Identity]bool{},

		parameterLists:   map[spec.Identity]parameterList{},
		parametersByText: map[spec.Identity]*Parameter{},
		bodies:           map[spec.Identity]*Body{},
		responses:        map[spec.Identity]*Response{},
		headers:          map[spec.Identity]*Header{},
		contents:         map[spec.Identity][]*MediaType{},
		answerLists:      map[spec.Identity][]Answer{},
	}
	v.schemas = v.api.schemas
	root := doc.Root()
	v.api.gateway = v.gateway(root)
	v.readSchemes(root)
	v.api.Security = v.readSecurity(root.Field("security"), AtRoot)
	v.root = v.rootServers(root)
	for path, item := range root.Field("paths").Fields() {
		if strings.HasPrefix(path, "/") && len(path) <= spec.MaxName {
			v.item(Path, path, item)
		}
	}
	if doc.Version >= spec.V3_1 {
		for name, item := range root.Field("webhooks").Fields() {
			if len(name) <= spec.MaxName {
				v.item(Webhook, name, item)
			}
		}
	}
	v.countNeeds()
	v.countUse()
	v.unused(root)
	return v.api
}

// viewer builds a view. What several operations share, by inheritance, by
// reference or by alias, is read once: its cost must be that of the text.
type viewer struct {
	api      *API
	methods  []string
	root     *serverGroup
	schemes  map[string]*Scheme
	security map[spec.Identity]*securityList
	lists    []*securityList // of security, in order
	objects  map[spec.Identity]*Server
	groups   map[spec.Identity]*serverGroup
	ordered  []*serverGroup
	called   map[spec.Identity]bool // operations of callbacks, which may lead back to one another
	linked   map[spec.Identity]bool // responses whose links were read, alone and in lists
	gateways map[spec.Identity]bool // what was looked at for settings of a gateway
	keys     int                    // of path items and operations, looked at
	depth    int                    // of callbacks

	schemas          *schemas
	parameterLists   map[spec.Identity]parameterList
	parametersByText map[spec.Identity]*Parameter
	bodies           map[spec.Identity]*Body
	responses        map[spec.Identity]*Response
	headers          map[spec.Identity]*Header
	contents         map[spec.Identity][]*MediaType
	answerLists      map[spec.Identity][]Answer
}

// item visits the operations of a path item, unless they are those of another
// document. Beside a reference there may be operations too, and they come first.
func (v *viewer) item(surface Surface, path string, item spec.Node) {
	if v.api.Doc.Lent(item) {
		return
	}
	parts := []spec.Node{item}
	target, ok := item.Resolve()
	if ok && target.Identity() != item.Identity() {
		parts = append(parts, target)
	}
	seen := map[string]bool{}
	before := len(v.api.Operations)
	for _, part := range parts {
		for key, node := range part.Fields() {
			if v.keys++; v.keys > maxKeys {
				v.api.Truncated = true
				return
			}
			if len(key) > spec.MaxName {
				continue
			}
			method := strings.ToLower(key)
			switch {
			case method == "additionaloperations" && v.api.Doc.Version >= spec.V3_2:
				for method, node := range node.Fields() {
					if len(method) <= spec.MaxName {
						v.operation(surface, strings.ToUpper(method), path, part, node)
					}
				}
			case slices.Contains(v.methods, method) && !seen[method]:
				seen[method] = true
				v.operation(surface, strings.ToUpper(method), path, part, node)
			}
		}
		if len(v.api.Operations) == before {
			v.parameters(part.Field("parameters")) // of no operation yet
		}
	}
}

// operation adds one operation and its callbacks. The specification has no
// reference in its place, and documents of several files have them all the same.
func (v *viewer) operation(surface Surface, method, path string, item, node spec.Node) {
	node, _ = node.Resolve()
	if node.Kind() != spec.Mapping {
		return
	}
	if surface == Callback {
		if v.called[node.Identity()] {
			return
		}
		v.called[node.Identity()] = true
	}
	if len(v.api.Operations) >= MaxOperations {
		v.api.Truncated = true
		return
	}
	op := &Operation{
		Node: node, Item: item, Surface: surface,
		Method: method, Path: path, ID: node.Field("operationId").Text(),
		Security: v.api.Security,
		Gateway:  v.api.gateway || v.gateway(item) || v.gateway(node),
	}
	if own := node.Field("security"); own.Exists() {
		op.Security = v.readSecurity(own, AtOperation)
	}
	if list := op.Security.list; list != nil {
		list.operations = append(list.operations, op)
	}
	group := v.effectiveServers(item, node)
	op.Servers = group.servers
	if surface == Path {
		group.add(op)
	}
	v.describe(op)
	v.api.Operations = append(v.api.Operations, op)
	v.linkServers(node.Field("responses"))
	v.callbacks(node.Field("callbacks"))
}

// callbacks visits the operations of an operation's callbacks.
func (v *viewer) callbacks(node spec.Node) {
	if v.depth == maxCallbacks {
		v.api.Truncated = v.api.Truncated || node.Exists()
		return
	}
	v.depth++
	defer func() { v.depth-- }()
	for _, callback := range node.Fields() {
		callback, _ = callback.Resolve()
		for expression, item := range callback.Fields() {
			if len(expression) <= spec.MaxName {
				v.item(Callback, expression, item)
			}
		}
	}
}

// gateways are the extensions by which a gateway is told to authenticate.
var gateways = []string{"x-amazon-apigateway-auth", "x-google-", "x-kong-"}

// gateway reports whether a value has settings of a gateway that
// authenticates.
func (v *viewer) gateway(node spec.Node) bool {
	known, ok := v.gateways[node.Identity()]
	if ok {
		return known
	}
	for name := range node.Fields() {
		if v.keys++; v.keys > maxKeys {
			v.api.Truncated = true
			break
		}
		known = known || slices.ContainsFunc(gateways, func(prefix string) bool { return strings.HasPrefix(name, prefix) })
	}
	v.gateways[node.Identity()] = known
	return known
}

// Gateway reports whether the document itself has settings of a gateway that
// may authenticate for all operations.
func (a *API) Gateway() bool { return a.gateway }
