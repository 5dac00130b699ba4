package check

import (
	"errors"
	"fmt"
	"go/ast"
	"go/parser"
	"go/types"
	"strings"

	"github.com/apiward/apiward/analyzers/edit"
)

// holding returns the drafts behind which the package still compiles. All are
// tried at once, and in halves where something is wrong: a package has few
// findings, and nearly all fixes hold.
func (f *fixer) holding(drafts []draft) []draft {
	if len(drafts) == 0 || f.compiles(drafts) {
		return drafts
	}
	if len(drafts) == 1 {
		return nil
	}
	half := len(drafts) / 2
	return append(f.holding(drafts[:half:half]), f.holding(drafts[half:])...)
}

// compiles reports whether the package compiles with all of the drafts.
func (f *fixer) compiles(drafts []draft) bool {
	edits := map[*source][]edit.Edit{}
	for _, d := range drafts {
		edits[d.source] = append(edits[d.source], d.edits...)
	}
	files := make([]*ast.File, len(f.pass.Files))
	for i, syntax := range f.pass.Files {
		files[i] = syntax
		for src, edits := range edits {
			if src.syntax != syntax {
				continue
			}
			text, _, err := src.edited.Tidy(edits)
			if err != nil {
				return false
			}
			if files[i], err = parser.ParseFile(f.pass.Fset, src.name, text, parser.SkipObjectResolution); err != nil {
				return false
			}
		}
	}
	return f.typed(files)
}

// typed reports whether the files are a package that the compiler takes.
func (f *fixer) typed(files []*ast.File) bool {
	known := map[string]*types.Package{"unsafe": types.Unsafe}
	for _, imported := range f.pass.Pkg.Imports() {
		known[imported.Path()] = imported
	}
	ok := true
	config := types.Config{
		Sizes: f.pass.TypesSizes,
		Importer: importer(func(path string) (*types.Package, error) {
			if pkg := known[path]; pkg != nil {
				return pkg, nil
			}
			// A package that is imported for a fix is one of the standard library,
			// which a driver need not have at hand. What is taken from a package
			// that cannot be imported is let pass.
			return nil, fmt.Errorf("%s is new here", path)
		}),
		Error: func(err error) {
			e, is := errors.AsType[types.Error](err)
			ok = ok && is && strings.HasPrefix(e.Msg, "could not import ")
		},
	}
	if f.pass.Module != nil && f.pass.Module.GoVersion != "" {
		config.GoVersion = "go" + f.pass.Module.GoVersion
	}
	// The error is the first that config.Error was told.
	_, _ = config.Check(f.pass.Pkg.Path(), f.pass.Fset, files, nil)
	return ok
}

// importer makes a function a types.Importer.
type importer func(path string) (*types.Package, error)

// Import calls f.
func (f importer) Import(path string) (*types.Package, error) { return f(path) }
