package inventory

import (
	"fmt"
	"slices"
	"strings"

	"github.com/apiward/apiward/spec"
	"github.com/apiward/apiward/spec/lint"
)

// place is one server as it is written.
type place struct {
	server      *lint.Server
	object      spec.Node // the Server Object; absent in Swagger 2.0
	description string
	network     lint.Network
	stage       string // "staging", or "" where nothing says that it is none for customers
}

// servers judges the places where the API is served.
func (c checker) servers() {
	places := c.places()
	production, described := 0, 0
	for _, p := range places {
		if p.stage == "" && p.network == lint.Everywhere {
			production++
		}
		if p.description != "" {
			described++
		}
	}
	for _, p := range places {
		switch {
		case p.object.Field("x-internal").Exists():
			// Somebody decided who is to see it.
		case p.network == lint.Reserved:
			c.server(p, "is a placeholder: the name is reserved for examples", "write the address where the API is served, or a relative one")
		case p.network == lint.Loopback && production == 0 && len(places) == 1:
			c.server(p, "is the only one, and on the developer's own machine", "add the address where the API is served, or write a relative one")
		case p.network == lint.Loopback && production > 0:
			c.server(p, "is a developer's own machine, beside production", "leave it out of what is published, or mark it with x-internal: true")
		case p.network == lint.Private && production > 0:
			c.server(p, "is on a private network, and the document is for the public", "leave it out of what is published, or mark it with x-internal: true")
		case p.stage != "" && production > 0:
			c.server(p, fmt.Sprintf("is a stage before production (%s), beside production", p.stage), "leave it out of what is published, or mark it with x-internal: true")
		case p.description == "" && described > 0 && p.stage == "":
			c.server(p, "does not say which environment it is, as others do", "add a description")
		}
	}
}

func (c checker) server(p place, what, help string) {
	c.Report(spec.Problem{
		Range: p.server.Node.Range(), Pointer: p.server.Node.Pointer(),
		Message: fmt.Sprintf("server %q %s", p.server.URL, what),
		Help:    help,
	})
}

// places returns the servers of the document, of its paths and operations, each
// host of Swagger 2.0 once. Those of links are others' business.
func (c checker) places() []place {
	var out []place
	hosts := map[string]bool{}
	for _, s := range c.API.Servers {
		host := lint.Host(s.Expand(nil))
		if host == "" {
			host = placeholder(s.URL)
		}
		if s.Origin != lint.AtRoot && s.Operations == 0 || c.API.Doc.Version == spec.V2_0 && hosts[host] || host == "" {
			continue
		}
		hosts[host] = true
		p := place{server: s, object: s.Object, network: lint.NetworkOf(host), description: s.Object.Field("description").Text()}
		if strings.Contains(lint.Host(s.URL), "{") {
			p.network = lint.Everywhere // the default only stands for what others fill in
		}
		p.stage = stageOf(host, p.description)
		out = append(out, p)
	}
	return out
}

// placeholder returns the name at the beginning of an address without a scheme, where it
// is one that is reserved for examples: no path is called so.
func placeholder(url string) string {
	name, _, _ := strings.Cut(url, "/")
	if strings.Contains(name, ".") && lint.NetworkOf(name) == lint.Reserved {
		return name
	}
	return ""
}

// stages are the words for places that are none for customers. A sandbox, a
// demo and a beta are.
var stages = []string{"staging", "stage", "stg", "dev", "development", "develop", "test", "testing", "qa", "uat", "preprod", "preproduction", "integration", "ci", "canary"}

// stageOf returns the stage that a host is, by a label below its domain or by
// its description.
func stageOf(host, description string) string {
	labels := strings.Split(host, ".")
	for _, label := range labels[:max(0, len(labels)-2)] {
		if i := slices.IndexFunc(lint.Words(label), func(w string) bool { return slices.Contains(stages, w) }); i >= 0 {
			return lint.Words(label)[i]
		}
	}
	words := lint.Words(description)
	const few = 6 // a longer description speaks of more than the stage
	if len(words) > few || slices.ContainsFunc(words, func(w string) bool { return slices.Contains([]string{"prod", "production", "live", "sandbox"}, w) }) {
		return ""
	}
	if i := slices.IndexFunc(words, func(w string) bool { return slices.Contains(stages, w) }); i >= 0 {
		return words[i]
	}
	return ""
}
