package driver

import (
	"cmp"
	"path"
	"path/filepath"
	"strings"

	"github.com/apiward/apiward/cmd/internal/finding"
	"github.com/apiward/apiward/rules"
	"github.com/apiward/apiward/spec"
	"github.com/apiward/apiward/spec/lint"
)

// seenIn names what of a document a policy can speak of. It walks the document
// once more, and so only where the policy does.
func seenIn(doc *spec.Document, policy *rules.Policy) finding.Seen {
	seen := finding.Seen{Files: []string{doc.Name}, Documents: []string{doc.Name}}
	if policy == nil {
		return seen
	}
	v := lint.Visitor{}
	if len(policy.Public) > 0 || len(policy.Overrides) > 0 || len(policy.Gateway) > 0 {
		v.Operation = func(op *lint.Operation) { seen.Operations = append(seen.Operations, operations(op)...) }
	}
	if len(policy.Classes) > 0 {
		names := map[string]bool{}
		note := func(name string, node spec.Node) {
			for _, n := range append(extensions(node), name) {
				if !names[n] {
					names[n] = true
					seen.Names = append(seen.Names, n)
				}
			}
		}
		v.Property = func(p *lint.Property, _ *lint.Use) { note(p.Name, p.Node); note(p.Name, p.Schema.Node) }
		v.Parameter = func(p *lint.Parameter) { note(p.Name, p.Node) }
		v.Header = func(h *lint.Header) { note(h.Name, h.Node) }
	}
	if v.Operation != nil || v.Property != nil {
		lint.Visit(doc, v)
	}
	return seen
}

// operations returns the names that a policy can call an operation by.
func operations(op *lint.Operation) []string {
	if op.Surface != lint.Path {
		return nil
	}
	names := []string{op.Method + " " + op.Path}
	for _, s := range op.Servers {
		if base := s.BasePath(); base != "" {
			names = append(names, op.Method+" "+base+op.Path)
		}
	}
	return names
}

// extensions returns the names of the extensions in an object.
func extensions(node spec.Node) (names []string) {
	for key := range node.Names() {
		if strings.HasPrefix(key, "x-") {
			names = append(names, key)
		}
	}
	return names
}

// seen names the code that was looked at; nothing where c is nil. It is read
// from what is listed, since what the packages say may be at hand without them.
func (c *analysed) seen(cfg Config) (seen finding.Seen) {
	root, err := filepath.Abs(cmp.Or(cfg.Root, cfg.Dir, "."))
	if c == nil || err != nil {
		return seen
	}
	for _, u := range c.loaded.units {
		dir, err := filepath.Rel(root, u.Dir)
		if err != nil || !u.firstParty || u.hidden {
			continue
		}
		dir = filepath.ToSlash(dir)
		seen.Packages = append(seen.Packages, u.path)
		seen.Dirs = append(seen.Dirs, dir)
		for _, file := range u.GoFiles {
			seen.Files = append(seen.Files, path.Join(dir, file))
		}
		for _, file := range u.CgoFiles {
			seen.Files = append(seen.Files, path.Join(dir, file))
		}
	}
	return seen
}
