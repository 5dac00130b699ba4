package cleartext_server

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/apiward/apiward/spec"
	"github.com/apiward/apiward/spec/lint"
)

// fixAddress returns the rewrite of an address to TLS, nil where it is not plain
// that the same host answers there: at a port of its own, inside a network, or
// under a name that only stands for one.
func fixAddress(n spec.Node) *spec.Fix {
	text := n.Text()
	scheme := lint.Cleartext(text)
	if scheme == "" || !strings.EqualFold(text[:min(len(text), len(scheme)+3)], scheme+"://") || !answersTLS(text) {
		return nil
	}
	edit, ok := n.Rewrite(0, len(scheme), lint.Encrypted(scheme))
	if !ok {
		return nil
	}
	return &spec.Fix{Message: fmt.Sprintf("write %s://", lint.Encrypted(scheme)), Edits: []spec.Edit{edit}}
}

// answersTLS reports whether a host of the public network is addressed at the
// port of its scheme.
func answersTLS(url string) bool {
	_, rest, _ := strings.Cut(url, "://")
	if end := strings.IndexAny(rest, "/?#"); end >= 0 {
		rest = rest[:end]
	}
	return !strings.ContainsAny(rest, ":@[") && lint.NetworkOf(lint.Host(url)) == lint.Everywhere
}

// fixServer returns the rewrite that leaves TLS alone to a server, whose scheme is
// decided at a node: its own URL, an item of schemes in Swagger 2.0, or a value of
// a variable.
func (c checker) fixServer(s *lint.Server, at spec.Node, values map[string]string, variable string) *spec.Fix {
	switch {
	case !answersTLS(s.Expand(values)):
		return nil
	case variable != "":
		return fixVariable(s.Object.Field("variables").Field(variable))
	case c.API.Doc.Version == spec.V2_0:
		return fixList(s.List)
	case c.twin(s):
		return nil // the two would be the same server
	}
	return fixAddress(at)
}

// twin reports whether the document has the server over TLS already.
func (c checker) twin(s *lint.Server) bool {
	scheme := lint.Cleartext(s.URL)
	return scheme != "" && c.written[strings.ToLower(lint.Encrypted(scheme)+s.URL[len(scheme):])]
}

// fixVariable returns the rewrite that leaves no scheme in cleartext to a
// variable: its values lose those that have their like over TLS, and others turn
// into it; so does the default.
func fixVariable(variable spec.Node) *spec.Fix {
	variable, _ = variable.Resolve()
	var edits []spec.Edit
	fallback := variable.Field("default")
	for _, n := range []spec.Node{fallback, variable.Field("enum")} {
		if n.Kind() == spec.List {
			more, ok := encryptItems(n)
			if !ok {
				return nil
			}
			edits = append(edits, more...)
			continue
		}
		if scheme := lint.Cleartext(n.Text() + ":"); scheme != "" {
			edit, ok := n.Rewrite(0, len(n.Text()), lint.Encrypted(scheme))
			if !ok {
				return nil
			}
			edits = append(edits, edit)
		}
	}
	if len(edits) == 0 {
		return nil
	}
	return &spec.Fix{Message: fmt.Sprintf("leave no scheme without TLS to the variable %q", name(variable)), Edits: sorted(edits)}
}

// fixList returns the rewrite of a list of schemes.
func fixList(list spec.Node) *spec.Fix {
	edits, ok := encryptItems(list)
	if !ok || len(edits) == 0 {
		return nil
	}
	return &spec.Fix{Message: "leave no scheme without TLS in schemes", Edits: edits}
}

// encryptItems returns the edits that leave no scheme in cleartext to a list. It
// reports false where these cannot be made for certain.
func encryptItems(list spec.Node) ([]spec.Edit, bool) {
	has := map[string]bool{}
	for _, item := range list.Items() {
		has[strings.ToLower(item.Text())] = true
	}
	var edits []spec.Edit
	var drop []int
	for i, item := range list.Items() {
		scheme := lint.Cleartext(item.Text() + ":")
		if scheme == "" {
			continue
		}
		if has[lint.Encrypted(scheme)] {
			drop = append(drop, i)
			continue
		}
		has[lint.Encrypted(scheme)] = true
		edit, ok := item.Rewrite(0, len(item.Text()), lint.Encrypted(scheme))
		if !ok {
			return nil, false
		}
		edits = append(edits, edit)
	}
	if len(drop) > 0 {
		dropped, ok := list.Without(drop...)
		if !ok {
			return nil, false
		}
		edits = sorted(append(edits, dropped...))
	}
	return edits, true
}

// sorted returns edits in the order of their places.
func sorted(edits []spec.Edit) []spec.Edit {
	slices.SortFunc(edits, func(a, b spec.Edit) int { return cmp.Or(cmp.Compare(a.Line, b.Line), cmp.Compare(a.Column, b.Column)) })
	return edits
}

// name returns the name under which a value stands.
func name(n spec.Node) string {
	pointer := n.Pointer()
	return pointer[strings.LastIndexByte(pointer, '/')+1:]
}
