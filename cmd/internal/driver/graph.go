package driver

import (
	"cmp"
	"path/filepath"
	"slices"
)

// Node is a first-party package and what it imports of them.
type Node struct {
	Path    string
	Dir     string // slash path relative to the root
	Imports []string
}

// graph returns the first-party packages of a run, those with test files in one
// with the others, by path.
func (c *analysed) graph() []Node {
	if c == nil {
		return nil
	}
	byPath := map[string]*Node{}
	for _, u := range c.loaded.units {
		dir, err := filepath.Rel(c.loaded.root, u.Dir)
		if err != nil {
			continue
		}
		n := byPath[u.path]
		if n == nil {
			n = &Node{Path: u.path, Dir: filepath.ToSlash(dir)}
			byPath[u.path] = n
		}
		for _, dep := range u.deps {
			if dep.path != u.path {
				n.Imports = append(n.Imports, dep.path)
			}
		}
	}
	list := make([]Node, 0, len(byPath))
	for _, n := range byPath {
		slices.Sort(n.Imports)
		n.Imports = slices.Compact(n.Imports)
		list = append(list, *n)
	}
	slices.SortFunc(list, func(a, b Node) int { return cmp.Compare(a.Path, b.Path) })
	return list
}
