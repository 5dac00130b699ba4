// Package walls holds the import walls between the parts of the module. It is
// tests alone: nothing can import it.
package walls

import (
	"encoding/json"
	"fmt"
	"go/parser"
	"go/token"
	"io"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"go.yaml.in/yaml/v3"
)

const module = "github.com/apiward/apiward"

// root is the module's, seen from the folder of this test.
const root = "../../.."

// wall is one rule on what some packages may reach, directly or through
// others. Paths are relative to the module or those of other modules; each
// stands for itself and all below it. The standard library is always allowed.
type wall struct {
	from   []string
	except []string // below from, but behind other walls
	only   []string // nil: everything but never
	never  []string
	reason string
}

var walls = []wall{
	{
		from:   []string{"rules"},
		except: []string{"rules/ruleset"},
		only:   []string{"rules"},
		reason: "analyzers, linters and every driver share the vocabulary; a dependency of it would be everyone's",
	},
	{
		from:   []string{"rules"},
		never:  []string{"analyzers", "spec", "cmd"},
		reason: "rules says what a rule is; who judges by it comes later",
	},
	{
		from:   []string{"analyzers"},
		except: []string{"analyzers/golangci", "analyzers/gosec"},
		only:   []string{"analyzers", "rules", "golang.org/x/tools", "golang.org/x/mod", "golang.org/x/sync"},
		reason: "the passes are linked into other people's drivers, which must not pay for parsers and terminals",
	},
	{
		from:   []string{"analyzers/golangci"},
		only:   []string{"analyzers", "rules", "golang.org/x/tools", "golang.org/x/mod", "golang.org/x/sync", "github.com/golangci/plugin-module-register"},
		reason: "what the plugin requires joins the requirements of two hundred other linters",
	},
	{
		from:   []string{"analyzers", "spec"},
		never:  []string{"rules/ruleset", "github.com/hashicorp/hcl/v2", "github.com/zclconf/go-cty"},
		reason: "a policy reaches a pass and a check as plain data; only rules/ruleset knows its language",
	},
	{
		from:   []string{"spec"},
		never:  []string{"analyzers", "golang.org/x/tools"},
		reason: "documents are checked where there is no Go code; the contract has its own small Operation type",
	},
	{
		from:   []string{"rules", "analyzers", "spec"},
		never:  []string{"cmd", "github.com/spf13/cobra", "charm.land/lipgloss/v2"},
		reason: "the command is one user of the parts; terminals and flags end at its door",
	},
	{
		from:   []string{"cmd/internal/finding"},
		only:   []string{"cmd/internal/finding", "rules"},
		reason: "whatever found it, a finding is the same thing; nothing behind it may know where it came from",
	},
	{
		from:   []string{"cmd/internal/report"},
		never:  []string{"cmd/internal/pipeline", "cmd/internal/driver", "cmd/internal/cli", "analyzers", "spec"},
		reason: "a report shows findings that are decided; it cannot look again at what was analysed",
	},
	{
		from:   []string{"cmd/internal/pipeline"},
		never:  []string{"cmd/internal/driver", "cmd/internal/cli", "rules/ruleset"},
		reason: "processors work on findings and a policy, whoever made them",
	},
	{
		from:   []string{"cmd/internal/driver"},
		never:  []string{"cmd/internal/cli", "github.com/spf13/cobra", "charm.land/lipgloss/v2"},
		reason: "the driver runs without a terminal and without flags",
	},
}

func TestWalls(t *testing.T) {
	imports := load(t)
	for _, w := range walls {
		for _, breach := range w.breaches(imports) {
			t.Errorf("%s\n\twhy not: %s", breach, w.reason)
		}
	}
}

// TestOnlyImporters holds that a heavy or telling dependency is imported from
// one place, so that replacing it is the work of one package.
func TestOnlyImporters(t *testing.T) {
	owners := map[string][]string{
		"github.com/hashicorp/hcl/v2":   {"rules/ruleset"},
		"github.com/zclconf/go-cty":     {"rules/ruleset"},
		"go.yaml.in/yaml/v3":            {"spec", "cmd/internal/bench"}, // which measures the bare parser
		"github.com/getkin/kin-openapi": {"spec/conform", "spec/skeleton"},
		"github.com/spf13/cobra":        {"cmd/internal/cli"},
		"charm.land/lipgloss/v2":        {"cmd/internal/cli", "cmd/internal/report"},
		"cmd":                           {"cmd"},

		"github.com/golangci/plugin-module-register": {"analyzers/golangci"},
	}
	imports := load(t)
	for _, from := range slices.Sorted(maps.Keys(imports)) {
		for _, to := range imports[from] {
			for dependency, who := range owners {
				if ours(from) && below(to, dependency) && !anyBelow(from, who) {
					t.Errorf("%s imports %s, which only %s may", from, to, strings.Join(who, " and "))
				}
			}
		}
	}
}

// TestBreaches shows that a wall can be run into.
func TestBreaches(t *testing.T) {
	imports := map[string][]string{
		"rules":       {"fmt"},
		"rules/model": {"rules"},
		"spec":        {"rules", "helper"},
		"spec/lint":   {"spec"},
		"specimen":    {"example.com/x/deep"},
		"helper":      {"example.com/x/deep"},

		"example.com/x/deep": nil,
	}
	tests := []struct {
		name string
		wall wall
		want []string
	}{
		{"standard library", wall{from: []string{"rules"}, only: []string{"rules"}}, nil},
		{"through a helper", wall{from: []string{"spec/lint"}, never: []string{"example.com/x"}},
			[]string{"spec/lint → spec → helper → example.com/x/deep"}},
		{"not on the list", wall{from: []string{"spec"}, except: []string{"spec/lint"}, only: []string{"spec", "helper"}},
			[]string{"spec → rules", "spec → helper → example.com/x/deep"}},
		{"no path prefix", wall{from: []string{"spe"}, never: []string{"example.com/x"}}, nil},
		{"no name prefix", wall{from: []string{"spec"}, never: []string{"example.com/x/de", "help"}}, nil},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := tt.wall.breaches(imports); !slices.Equal(got, tt.want) {
				t.Errorf("got %q, want %q", got, tt.want)
			}
		})
	}
}

// TestDependenciesHaveReasons holds that every direct dependency is on the
// linter's list of allowed imports, with a comment that says what it is for.
func TestDependenciesHaveReasons(t *testing.T) {
	text, err := os.ReadFile(filepath.Join(root, ".golangci.yml"))
	if err != nil {
		t.Fatal(err)
	}
	var config struct {
		Linters struct {
			Settings struct {
				Depguard struct {
					Rules map[string]struct {
						Allow []yaml.Node `yaml:"allow"`
					} `yaml:"rules"`
				} `yaml:"depguard"`
			} `yaml:"settings"`
		} `yaml:"linters"`
	}
	if err := yaml.Unmarshal(text, &config); err != nil {
		t.Fatal(err)
	}
	reasons := map[string]string{}
	for _, allowed := range config.Linters.Settings.Depguard.Rules["dependencies"].Allow {
		reasons[allowed.Value] = allowed.LineComment
	}

	var mod struct {
		Require []struct {
			Path     string
			Indirect bool
		}
	}
	if err := json.Unmarshal(goCommand(t, "mod", "edit", "-json"), &mod); err != nil {
		t.Fatal(err)
	}
	for _, r := range mod.Require {
		if !r.Indirect && reasons[r.Path] == "" {
			t.Errorf("go.mod requires %s, which has no entry with a reason under depguard's rule dependencies in .golangci.yml", r.Path)
		}
	}
}

// TestEnginesStandAlone holds that an engine in a module of its own imports
// nothing of ours: it speaks a protocol, and a release of either side must do
// with what the other says.
func TestEnginesStandAlone(t *testing.T) {
	files, err := filepath.Glob(filepath.Join(root, "cmd", "apiward-*", "*.go"))
	if err != nil || len(files) == 0 {
		t.Fatalf("no engines: %v", err)
	}
	for _, name := range files {
		file, err := parser.ParseFile(token.NewFileSet(), name, nil, parser.ImportsOnly)
		if err != nil {
			t.Fatal(err)
		}
		for _, spec := range file.Imports {
			if path, _ := strconv.Unquote(spec.Path.Value); below(path, module) {
				t.Errorf("%s imports %s", name, path)
			}
		}
	}
	mods, err := filepath.Glob(filepath.Join(root, "cmd", "apiward-*", "go.mod"))
	if err != nil || len(mods) == 0 {
		t.Fatalf("no module of an engine's own: %v", err)
	}
}

// breaches returns a path of imports for every package that w.from reaches and
// must not, sorted by where it starts. A path is not followed past its breach,
// nor into the standard library, which imports does not hold.
func (w wall) breaches(imports map[string][]string) []string {
	var out []string
	for _, start := range slices.Sorted(maps.Keys(imports)) {
		if !anyBelow(start, w.from) || anyBelow(start, w.except) {
			continue
		}
		seen := map[string]bool{start: true}
		paths := [][]string{{start}}
		for len(paths) > 0 {
			path := paths[0]
			paths = paths[1:]
			for _, to := range imports[path[len(path)-1]] {
				if _, known := imports[to]; seen[to] || !known {
					continue
				}
				seen[to] = true
				next := append(slices.Clone(path), to)
				if anyBelow(to, w.never) || w.only != nil && !anyBelow(to, w.only) {
					out = append(out, strings.Join(next, " → "))
					continue
				}
				paths = append(paths, next)
			}
		}
	}
	return out
}

// load returns the imports of every package that ours reach, without those of
// tests and without the standard library's. Our own packages go by their path within the module.
func load(t *testing.T) map[string][]string {
	t.Helper()
	dec := json.NewDecoder(strings.NewReader(string(goCommand(t, "list", "-e", "-deps", "-json=ImportPath,Imports,Standard", "./..."))))
	imports := map[string][]string{}
	for {
		var p struct {
			ImportPath string
			Imports    []string
			Standard   bool
		}
		if err := dec.Decode(&p); err == io.EOF {
			return imports
		} else if err != nil {
			t.Fatal(err)
		}
		if p.Standard {
			continue
		}
		for i, to := range p.Imports {
			p.Imports[i] = short(to)
		}
		imports[short(p.ImportPath)] = p.Imports
	}
}

func goCommand(t *testing.T, args ...string) []byte {
	t.Helper()
	cmd := exec.CommandContext(t.Context(), "go", args...)
	cmd.Dir = root
	var stderr strings.Builder
	cmd.Stderr = &stderr
	out, err := cmd.Output()
	if err != nil {
		t.Fatal(fmt.Errorf("go %s: %w\n%s", strings.Join(args, " "), err, stderr.String()))
	}
	return out
}

// short returns a package of ours by its path within the module.
func short(path string) string {
	if path == module {
		return "."
	}
	return strings.TrimPrefix(path, module+"/")
}

// ours reports whether a short path is one of ours.
func ours(path string) bool {
	first, _, _ := strings.Cut(path, "/")
	return slices.Contains([]string{"rules", "analyzers", "spec", "cmd"}, first)
}

// below reports whether path is base or a package below it.
func below(path, base string) bool {
	rest, ok := strings.CutPrefix(path, base)
	return ok && (rest == "" || rest[0] == '/')
}

func anyBelow(path string, bases []string) bool {
	return slices.ContainsFunc(bases, func(base string) bool { return below(path, base) })
}
