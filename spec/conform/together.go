package conform

import (
	"errors"
	"fmt"
	"maps"
	"net/url"
	"slices"
	"strings"

	"github.com/apiward/apiward/spec"
	"github.com/apiward/apiward/spec/lint"
)

// maxParameters bounds the parameters of all operations, as references and
// aliases repeat them.
const maxParameters = 1_000_000

// together judges what only several objects show. kin would see it too, in a
// document that it can read as a whole, and tell the first of each.
func (c *checker) together() {
	c.paths()
	c.tags()
	api := lint.View(c.doc)
	c.variables(api.Servers)
	c.addresses(api.Servers)
	ids := map[string]*lint.Operation{}
	left := maxParameters
	for _, op := range api.Operations {
		if op.Surface == lint.Path && left > 0 {
			c.parameters(op, &left)
		}
		if op.ID == "" {
			continue
		}
		first := ids[op.ID]
		if first == nil {
			ids[op.ID] = op
			continue
		}
		if at := op.Node.Field("operationId"); at.Identity() != first.Node.Field("operationId").Identity() {
			c.twice(at, first.Node.Field("operationId"), fault{
				message: fmt.Sprintf("%s and %s have the same operationId %s", first, op, quote(op.ID)),
				help:    "give each operation an identifier of its own",
			})
		}
	}
}

// variables judges what the variables of servers can be.
func (c *checker) variables(servers []*lint.Server) {
	for _, s := range servers {
		for _, v := range s.Variables {
			if v.List.Kind() == spec.List && v.List.Len() == 0 {
				c.report(v.List.KeyRange(), v.List.Pointer(), fault{
					message: fmt.Sprintf("the variable %s of a server has an empty list of values", quote(v.Name)), help: "name its values, or remove the list",
				})
			}
			if is := v.Default.Scalar(); v.Default.Exists() && !v.Open && len(v.Enum) > 0 && !slices.ContainsFunc(v.Enum, func(n spec.Node) bool { return n.Scalar() == is }) {
				c.report(v.Default.Range(), v.Default.Pointer(), fault{
					message: fmt.Sprintf("the default %s of the variable %s of a server is none of its values", quote(is), quote(v.Name)), help: "add it to them, or make one of them the default",
				})
			}
		}
	}
}

// addresses reports servers whose URL nothing can read, whatever its variables are.
func (c *checker) addresses(servers []*lint.Server) {
	for _, s := range servers {
		if !s.Object.Exists() {
			continue // of a scheme and a host, which are judged by themselves
		}
		var failed *url.Error
		if _, err := url.Parse(filled(s.URL)); errors.As(err, &failed) {
			c.report(s.Node.Range(), s.Node.Pointer(), fault{
				message: fmt.Sprintf("the URL %s of a server cannot be read: %v", quote(s.URL), failed.Err), help: "write it as https://host/path, or as a path on the host of the document",
			})
		}
	}
}

// filled returns a URL with something in the place of each variable that is valid
// wherever one may stand: in a scheme, a host, a port and a path.
func filled(address string) string {
	var b strings.Builder
	depth := 0
	for i, r := range address {
		switch {
		case r == '{':
			if depth++; depth == 1 && i == 0 {
				b.WriteString("http")
			} else if depth == 1 {
				b.WriteByte('1')
			}
		case r == '}' && depth > 0:
			depth--
		case depth == 0:
			b.WriteRune(r)
		}
	}
	return b.String()
}

// twice reports what stands in two places at the second one.
func (c *checker) twice(at, first spec.Node, f fault) {
	before := len(c.problems)
	c.report(at.Range(), at.Pointer(), f)
	if len(c.problems) > before {
		c.problems[before].Related = []spec.Related{{Range: first.Range(), Message: "the first one"}}
	}
}

// paths judges the keys below paths.
func (c *checker) paths() {
	type entry struct {
		path string
		node spec.Node
	}
	seen := map[string]entry{}
	for path, item := range c.doc.Root().Field("paths").Fields() {
		if strings.HasPrefix(path, "x-") || len(path) > spec.MaxName {
			continue
		}
		if !strings.HasPrefix(path, "/") {
			c.report(item.KeyRange(), item.Pointer(), fault{
				message: fmt.Sprintf("the path %s does not begin with a slash, and is passed over", quote(path)), help: "let it begin with /",
			})
			continue
		}
		shape, _ := template(path)
		if first, ok := seen[shape]; ok {
			c.report(item.KeyRange(), item.Pointer(), fault{
				message: fmt.Sprintf("the paths %s and %s differ in nothing but the names of their parameters", quote(first.path), quote(path)), help: "make them one",
			})
			continue
		}
		seen[shape] = entry{path, item}
	}
}

// template returns the path with its parameters unnamed, and their names.
func template(path string) (shape string, names []string) {
	var b strings.Builder
	for {
		before, rest, ok := strings.Cut(path, "{")
		name, behind, closed := strings.Cut(rest, "}")
		if !ok || !closed {
			b.WriteString(path)
			return b.String(), names
		}
		b.WriteString(before + "{}")
		names, path = append(names, name), behind
	}
}

// parameters holds the parameters of an operation against one another and
// against its path. Nothing is said of the path where one is not known: what
// is missing might be behind the reference.
func (c *checker) parameters(op *lint.Operation, left *int) {
	_, names := template(op.Path)
	declared := map[string]bool{}
	lists := []spec.Node{op.Node.Field("parameters"), op.Item.Field("parameters")}
	// Beside the reference to a path item there can be parameters too.
	if outer := c.doc.Root().Field("paths").Field(op.Path).Field("parameters"); outer.Identity() != lists[1].Identity() {
		lists = append(lists, outer)
	}
	known := true
	for _, list := range lists {
		own := map[string]spec.Node{}
		for _, item := range list.Items() {
			*left--
			n, ok := item.Resolve()
			name, in := n.Field("name").Scalar(), n.Field("in").Text()
			if !ok || name == "" || in == "" || *left < 0 {
				known = false
				continue
			}
			key := in + " " + name
			if first, ok := own[key]; ok && len(name) <= spec.MaxName {
				c.twice(item, first, fault{message: fmt.Sprintf("%s has two parameters %s in %s", op, quote(name), in), help: "remove one of them"})
			}
			own[key] = item
			if in == "path" {
				declared[name] = true
			}
		}
	}
	if !known {
		return
	}
	say := func(format, help, name string) {
		c.report(op.Node.KeyRange(), op.Node.Pointer(), fault{message: fmt.Sprintf(format, op, quote(name)), help: help})
	}
	for _, name := range names {
		if !declared[name] {
			say("%s does not declare the parameter %s of its path", "declare it, with in: path", name)
		}
		delete(declared, name)
	}
	for _, name := range slices.Sorted(maps.Keys(declared)) {
		if !slices.Contains(names, name) {
			say("%s declares the path parameter %s, which its path does not have", "write it into the path as {name}, or remove it", name)
		}
	}
}

// tags reports tags that are declared twice.
func (c *checker) tags() {
	seen := map[string]spec.Node{}
	for _, n := range c.doc.Root().Field("tags").Items() {
		at := n.Field("name")
		name := at.Text()
		if name == "" || len(name) > spec.MaxName {
			continue
		}
		if first, ok := seen[name]; ok {
			c.twice(at, first, fault{message: fmt.Sprintf("the tag %s is declared twice", quote(name)), help: "make them one"})
			continue
		}
		seen[name] = at
	}
}
