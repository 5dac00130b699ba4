package driver

import (
	"slices"
	"strings"

	"golang.org/x/tools/go/analysis"

	"github.com/apiward/apiward/analyzers"
)

// chooseOutsiders finds the packages of other modules that some first-party packages
// import and that make middleware, and reads the types of all that these import.
// One that cannot be read is none: what it does stays unknown then.
func (p *Program) chooseOutsiders(units []*unit) {
	for _, u := range units {
		if !u.firstParty {
			continue
		}
		for _, id := range u.Imports {
			l, pkg := p.listed[id], p.exported[id]
			if p.outsiders[id] != nil || l == nil || l.Standard || l.Module == nil || pkg == nil || !pkg.Complete() || !analyzers.Outside(pkg) {
				continue
			}
			out := &unit{listed: l, outsider: true, module: &analysis.Module{Path: l.Module.Path, Version: ownVersion(l.Module), GoVersion: l.Module.GoVersion}}
			out.path, _, _ = strings.Cut(l.ImportPath, " ")
			if len(out.sources()) == 0 || slices.ContainsFunc(l.Imports, func(id string) bool {
				return id != "C" && id != "unsafe" && p.readExport(p.listed[id], id) != nil
			}) {
				continue
			}
			p.outsiders[id], p.behind[out] = out, true
		}
	}
}

// readOutsider analyses a package of another module for the facts of its
// middleware, and hangs them on the package's types as the units know them.
func (r *run) readOutsider(u *unit) {
	s := r.states[u]
	if r.keptOutsider(u, s) {
		return
	}
	s.check(r, u)
	if s.failure != nil {
		return
	}
	r.passes(u, s)
	r.keepOutsider(u, s)
	s.files, s.info = nil, nil
}
