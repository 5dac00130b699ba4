package lint

import (
	"net/url"
	"strings"

	"github.com/apiward/apiward/spec"
)

// Server is one place where the API is served, as it is written: a Server
// Object's url, or one of the schemes of Swagger 2.0.
type Server struct {
	Node   spec.Node // the text to blame: the url, or the scheme's item
	Object spec.Node // the Server Object; absent in Swagger 2.0
	List   spec.Node // of Swagger 2.0: the schemes that the item stands in
	URL    string    // with {name} variables; in Swagger 2.0 put together from scheme, host and basePath
	Origin Origin
	// Operations counts the paths' operations that it holds for, and Carrying
	// those among them whose clients send a credential. Operations of webhooks
	// and callbacks go to servers of others.
	Operations int
	Carrying   int
	Variables  []Variable // in the URL, in order, each once
}

// serverGroup is a list of servers as it is written. Operations are counted
// per list: that of the document may be long and holds for most of them.
type serverGroup struct {
	servers    []*Server
	operations int
	carrying   int
}

func (g *serverGroup) add(op *Operation) {
	g.operations++
	if op.Security.Carries {
		g.carrying++
	}
}

// countUse hands the counts of the lists to the servers in them.
func (v *viewer) countUse() {
	for _, g := range v.ordered {
		for _, s := range g.servers {
			s.Operations += g.operations
			s.Carrying += g.carrying
		}
	}
}

// Variable is a variable of a server's URL.
type Variable struct {
	Name    string
	Default spec.Node   // absent where the variable is not declared
	Enum    []spec.Node // the values it can have
	List    spec.Node   // where they are written
	// Open says that it can have any value: there is no list, or one of more
	// than maxValues, of which Enum has the beginning.
	Open bool
}

// maxValues bounds the values that are read of a variable. Rules try them all,
// for each server.
const maxValues = 200

// readVariables returns the variables in a URL, in order, each once.
func (v *viewer) readVariables(url string, declared spec.Node) []Variable {
	var out []Variable
	seen := map[string]bool{}
	for rest := url; ; {
		_, after, ok := strings.Cut(rest, "{")
		if !ok {
			return out
		}
		name, behind, ok := strings.Cut(after, "}")
		if !ok {
			return out
		}
		rest = behind
		if !seen[name] {
			seen[name] = true
			out = append(out, v.readVariable(name, declared.Field(name)))
		}
	}
}

func (v *viewer) readVariable(name string, node spec.Node) Variable {
	node, _ = node.Resolve()
	out := Variable{Name: name, Default: node.Field("default"), List: node.Field("enum")}
	for i, item := range out.List.Items() {
		if i == maxValues {
			out.Open = true
			break
		}
		out.Enum = append(out.Enum, item)
	}
	out.Open = out.Open || len(out.Enum) == 0
	return out
}

// Expand returns the URL with the values given, and with its default for each
// other variable. A variable that has neither stays as written.
func (s *Server) Expand(values map[string]string) string {
	if len(s.Variables) == 0 {
		return s.URL
	}
	pairs := make([]string, 0, 2*len(s.Variables))
	for _, v := range s.Variables {
		value, ok := values[v.Name]
		if !ok && v.Default.Exists() {
			value, ok = v.Default.Scalar(), true
		}
		if ok {
			pairs = append(pairs, "{"+v.Name+"}", value)
		}
	}
	return strings.NewReplacer(pairs...).Replace(s.URL)
}

// BasePath returns the path that the server puts before every operation's,
// without a slash at its end: "/api/v1", or "".
func (s *Server) BasePath() string {
	u := s.Expand(nil)
	if _, rest, ok := strings.Cut(u, "://"); ok {
		u = "//" + rest
	}
	if host, ok := strings.CutPrefix(u, "//"); ok {
		_, path, _ := strings.Cut(host, "/")
		u = "/" + path
	}
	u, _, _ = strings.Cut(u, "?")
	u, _, _ = strings.Cut(u, "#")
	if plain, err := url.PathUnescape(u); err == nil {
		u = plain
	}
	u = strings.Trim(u, "/.")
	if u == "" {
		return ""
	}
	return "/" + u
}

// URL is an address that clients are sent to for a credential.
type URL struct {
	Node   spec.Node
	Field  string // the key it stands under, as tokenUrl
	Scheme *Scheme
}

// urls reads the addresses of a scheme. Flows are where OAuth has them since
// 3.0; Swagger 2.0 has them in the scheme.
func (v *viewer) urls(s *Scheme) {
	add := func(owner spec.Node, fields ...string) {
		for _, field := range fields {
			if node := owner.Field(field); node.Text() != "" {
				v.api.URLs = append(v.api.URLs, &URL{Node: node, Field: field, Scheme: s})
			}
		}
	}
	if v.api.Doc.Version == spec.V2_0 {
		add(s.Node, "authorizationUrl", "tokenUrl")
		return
	}
	add(s.Node, "openIdConnectUrl", "oauth2MetadataUrl")
	for _, flow := range s.Flows {
		add(flow.Node, "authorizationUrl", "deviceAuthorizationUrl", "tokenUrl", "refreshUrl")
	}
}

// rootServers reads the servers of the document itself.
func (v *viewer) rootServers(root spec.Node) *serverGroup {
	if v.api.Doc.Version != spec.V2_0 {
		return v.serverList(root.Field("servers"), AtRoot)
	}
	if list := v.schemeList(root.Field("schemes"), AtRoot); len(list.servers) > 0 {
		return list
	}
	group := v.newGroup()
	if host := root.Field("host"); host.Text() != "" {
		v.addServer(group, host, &Server{Node: host, URL: "//" + v.hostAndPath(), Origin: AtRoot})
	} else if path := root.Field("basePath"); path.Text() != "" {
		v.addServer(group, path, &Server{Node: path, URL: v.hostAndPath(), Origin: AtRoot})
	}
	return group
}

// effectiveServers returns the servers of an operation: its own, else the path
// item's, else the document's. An empty list is as good as none.
func (v *viewer) effectiveServers(item, op spec.Node) *serverGroup {
	if v.api.Doc.Version == spec.V2_0 {
		if own := v.schemeList(op.Field("schemes"), AtOperation); len(own.servers) > 0 {
			return own
		}
		return v.root
	}
	if own := v.serverList(op.Field("servers"), AtOperation); len(own.servers) > 0 {
		return own
	}
	if own := v.serverList(item.Field("servers"), AtPath); len(own.servers) > 0 {
		return own
	}
	return v.root
}

// serverList reads a servers value once.
func (v *viewer) serverList(node spec.Node, origin Origin) *serverGroup {
	return v.list(node, func(object spec.Node) *Server { return v.readServer(object, origin) })
}

// readServer reads a Server Object, or nil where it has no address.
func (v *viewer) readServer(object spec.Node, origin Origin) *Server {
	at := object.Field("url")
	if at.Kind() != spec.String || len(at.Text()) > spec.MaxName {
		return nil
	}
	return &Server{Node: at, Object: object, URL: at.Text(), Origin: origin, Variables: v.readVariables(at.Text(), object.Field("variables"))}
}

// linkServers reads the servers that the links of responses lead to. They hold
// for no operation of the document.
func (v *viewer) linkServers(responses spec.Node) {
	if v.api.Doc.Version == spec.V2_0 || v.linked[responses.Identity()] {
		return
	}
	v.linked[responses.Identity()] = true
	for _, response := range responses.Fields() {
		response, _ = response.Resolve()
		if v.linked[response.Identity()] {
			continue
		}
		v.linked[response.Identity()] = true
		for _, link := range response.Field("links").Fields() {
			link, _ = link.Resolve()
			if object := link.Field("server"); object.Exists() && v.objects[object.Identity()] == nil {
				if s := v.readServer(object, AtLink); s != nil {
					v.addServer(&serverGroup{}, object, s)
				}
			}
		}
	}
}

// schemeList reads a schemes value of Swagger 2.0 once.
func (v *viewer) schemeList(node spec.Node, origin Origin) *serverGroup {
	return v.list(node, func(item spec.Node) *Server {
		if item.Text() == "" || len(item.Text()) > spec.MaxName {
			return nil
		}
		return &Server{Node: item, List: node, URL: item.Text() + "://" + v.hostAndPath(), Origin: origin}
	})
}

// list reads a list of servers once, and each item in it once.
func (v *viewer) list(node spec.Node, read func(spec.Node) *Server) *serverGroup {
	if !node.Exists() {
		return &serverGroup{}
	}
	if known := v.groups[node.Identity()]; known != nil {
		return known
	}
	group := v.newGroup()
	v.groups[node.Identity()] = group
	inside := map[spec.Identity]bool{}
	for _, item := range node.Items() {
		if s := read(item); s != nil && !inside[item.Identity()] {
			inside[item.Identity()] = true
			v.addServer(group, item, s)
		}
	}
	return group
}

func (v *viewer) newGroup() *serverGroup {
	g := &serverGroup{}
	v.ordered = append(v.ordered, g)
	return g
}

// addServer puts the server written at the item into the group, or the one
// that was read from the same text before.
func (v *viewer) addServer(g *serverGroup, item spec.Node, s *Server) {
	if known := v.objects[item.Identity()]; known != nil {
		s = known
	} else {
		v.objects[item.Identity()] = s
		v.api.Servers = append(v.api.Servers, s)
	}
	g.servers = append(g.servers, s)
}

// hostAndPath returns what Swagger 2.0 has behind the scheme.
func (v *viewer) hostAndPath() string {
	root := v.api.Doc.Root()
	path := root.Field("basePath").Text()
	if path != "" && path[0] != '/' {
		path = "/" + path
	}
	host := root.Field("host").Text()
	if _, bare, ok := strings.Cut(host, "://"); ok {
		host = bare // it has no scheme, and invalid_document says so
	}
	if len(host)+len(path) > spec.MaxName {
		return ""
	}
	return host + path
}
