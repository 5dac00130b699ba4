package golangci

import (
	"go/types"
	"path"
	"path/filepath"

	"golang.org/x/tools/go/analysis"

	"github.com/apiward/apiward/analyzers/hardcoded_secret"
	"github.com/apiward/apiward/analyzers/internal/check"
	"github.com/apiward/apiward/rules"
)

// syntax returns the analyzer of what files show by themselves. It has the
// policy of its own linter: the one of the process is the other's.
func syntax(policy *rules.Policy) *analysis.Analyzer {
	return &analysis.Analyzer{
		Name: fast,
		Doc:  "check API services for what single files show: credentials in the source",
		URL:  url,
		Run: func(pass *analysis.Pass) (any, error) {
			if len(pass.Files) == 0 {
				return nil, nil
			}
			part := shown(pass)
			part.Pkg = types.NewPackage(packagePath(pass), pass.Files[0].Name.Name)
			rule := hardcoded_secret.Rule.Rule
			check.Show(part, policy, rule, hardcoded_secret.Spelled(part))
			return nil, nil
		},
	}
}

// packagePath returns the import path of a package without types, by which
// exemptions know where its files are: that of its module and the folder that
// its files are in.
func packagePath(pass *analysis.Pass) string {
	name := pass.Files[0].Name.Name
	if pass.Module == nil || pass.Module.Path == "" {
		return name
	}
	dir := filepath.Dir(pass.Fset.File(pass.Files[0].FileStart).Name())
	rel, err := filepath.Rel(pass.Module.Dir, dir)
	if err != nil || !filepath.IsLocal(rel) {
		return pass.Module.Path
	}
	return path.Join(pass.Module.Path, filepath.ToSlash(rel))
}
