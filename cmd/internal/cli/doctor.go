package cli

import (
	"bytes"
	"cmp"
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"runtime"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/apiward/apiward/cmd/internal/driver"
	"github.com/apiward/apiward/cmd/internal/report"
	"github.com/apiward/apiward/rules/ruleset"
)

func (a *app) doctorCommand() *cobra.Command {
	var f inputFlags
	cmd := &cobra.Command{
		Use:   "doctor [file...]",
		Short: "Say whether all is set up, or why a file is not checked",
		Long: "Doctor says which Go, policy and golangci-lint plugin are in use, which services\n" +
			"there are, and which document describes which. Of files it says whether they are\n" +
			"checked and, where they are not, why: a build tag, a test, a vendored copy, another\n" +
			"module. It ends with 1 where something is to be done.",
		Example: "  apiward doctor\n  apiward doctor internal/api/routes_linux.go api/openapi.yaml",
		RunE: func(cmd *cobra.Command, args []string) error {
			d := &doctor{app: a, ctx: cmd.Context(), flags: &f}
			if len(args) > 0 {
				return d.files(args)
			}
			return d.project()
		},
	}
	f.add(cmd)
	return cmd
}

// doctor writes what it finds, a line each. What is to be done is counted.
type doctor struct {
	*app
	ctx   context.Context
	flags *inputFlags
	out   bytes.Buffer
	bad   int
}

func (d *doctor) ok(what, format string, args ...any) { d.line("ok", what, format, args...) }

func (d *doctor) todo(what, format string, args ...any) {
	d.bad++
	d.line("!!", what, format, args...)
}

func (d *doctor) line(mark, what, format string, args ...any) {
	fmt.Fprintf(&d.out, "%s  %-10s %s\n", mark, what, report.Clean(fmt.Sprintf(format, args...)))
}

func (d *doctor) end() error {
	if d.bad > 0 {
		d.code = max(d.code, Found)
	}
	return d.print(d.out.Bytes())
}

// project looks at all that a run rests on.
func (d *doctor) project() error {
	d.ok("apiward", "%s, built with %s", cmp.Or(d.engine.Version, "a build without a version"), runtime.Version())
	p, err := d.app.project(d.flags.config)
	if err != nil {
		return err
	}
	d.goCommand(p)
	switch {
	case p.failure != nil:
		d.todo("policy", "%s", firstLine(errors.New(p.failure.Message)))
	case p.file == "":
		d.ok("policy", "none: the set recommended holds; apiward init writes one")
	default:
		d.ok("policy", "%s", relativeTo(d.env.Dir, p.file))
	}
	d.golangci(p)
	if err := d.services(); err != nil {
		return err
	}
	return d.end()
}

// goCommand holds the Go of the project against the one that this program was
// built with: it has the type checker of that.
func (d *doctor) goCommand(p *project) {
	if p.module == "" {
		d.ok("go", "no go.mod here or above: documents alone are checked")
		return
	}
	m, err := driver.ModuleOf(d.ctx, d.env.Dir)
	switch {
	case err != nil:
		d.todo("go", "%s", firstLine(err))
	case m.Remedy != "":
		d.todo("go", "%s is written in Go %s, and this apiward was built with %s: %s", m.Path, m.Go, runtime.Version(), m.Remedy)
	default:
		d.ok("go", "%s; %s is written in Go %s", m.Command, m.Path, cmp.Or(m.Go, "of an unknown version"))
	}
}

// The settings of a golangci-lint that is built with plugins: enough of YAML to
// find what its own documentation has people write.
var (
	customVersion = regexp.MustCompile(`(?m)^version:\s*["']?(v[0-9.]+[^\s"']*)`)
	pluginModule  = regexp.MustCompile(`(?m)^\s*-?\s*module:\s*["']?github\.com/apiward/apiward["']?\s*(?:#.*)?$`)
	pluginVersion = regexp.MustCompile(`^\s+(version|path):\s*["']?([^\s"']+)`)
)

// minGolangci is the first release of golangci-lint that builds a plugin anew
// when its version changes.
const minGolangci = "v2.15.0"

// golangci looks at a golangci-lint with the plugin, where there is one.
func (d *doctor) golangci(p *project) {
	for _, dir := range slices.Compact([]string{p.root, cmp.Or(p.module, p.root)}) {
		for _, name := range []string{".custom-gcl.yml", ".custom-gcl.yaml", ".custom-gcl.json"} {
			text, err := readSettings(filepath.Join(dir, name))
			if err == nil {
				d.plugin(relativeTo(d.env.Dir, filepath.Join(dir, name)), string(text))
			}
		}
	}
}

// readSettings reads a file of settings.
func readSettings(name string) ([]byte, error) {
	info, err := os.Stat(name)
	if err != nil || !info.Mode().IsRegular() || info.Size() > maxSettings {
		return nil, errors.New("no settings")
	}
	return os.ReadFile(name)
}

func (d *doctor) plugin(name, text string) {
	if strings.HasSuffix(name, ".json") {
		text = strings.NewReplacer(`"`, "", ",", "\n", "{", "\n", "}", "\n").Replace(text)
		text = regexp.MustCompile(`(?m)^[ \t]*version:`).ReplaceAllString(text, "version:")
	}
	version := ""
	if m := customVersion.FindStringSubmatch(text); m != nil {
		version = m[1]
	}
	at := pluginModule.FindStringIndex(text)
	switch {
	case at == nil:
		d.ok("golangci", "%s has no plugin of apiward", name)
		return
	case version == "":
		d.todo("golangci", "%s names no version of golangci-lint: write version: %s or newer", name, minGolangci)
	case driver.OlderRelease(version, minGolangci):
		d.todo("golangci", "%s builds golangci-lint %s, which keeps findings of an older plugin: %s is the first that does not", name, version, minGolangci)
	default:
		d.ok("golangci", "%s builds golangci-lint %s", name, version)
	}
	for line := range strings.SplitSeq(text[at[1]:], "\n") {
		m := pluginVersion.FindStringSubmatch(line)
		switch {
		case strings.Contains(line, "module:"):
			return // the next plugin
		case m == nil:
		case m[1] == "path":
			d.ok("golangci", "with the plugin in %s", m[2])
		case d.engine.Version != "" && m[2] != d.engine.Version:
			d.todo("golangci", "%s has the plugin at %s, and this is apiward %s: the two may not find the same", name, m[2], d.engine.Version)
		default:
			d.ok("golangci", "with the plugin at %s", m[2])
		}
	}
}

// services says which services and documents a run finds.
func (d *doctor) services() error {
	outcome, err := d.analyze(d.ctx, d.flags, nil)
	if err != nil {
		return err
	}
	for _, f := range outcome.Failures {
		d.todo("failed", "%s: %s", f.Input, located(f.At, f.Message))
	}
	if d.incomplete(outcome, d.flags) {
		d.code = Incomplete
	}
	files, _, err := outcome.project.documents(d.app, d.flags.documents)
	if err != nil {
		return err
	}
	s := survey(outcome.Inventory, files, ".")
	for _, x := range s.services {
		d.ok("service", "%s: %s", x.path, plural(x.routes, "route"))
	}
	if len(s.services) == 0 && outcome.Packages > 0 {
		d.todo("service", "no route was found in %s: apiward routes says what could not be resolved", plural(outcome.Packages, "package"))
	}
	for _, x := range s.documents {
		switch {
		case len(x.services) > 0:
			d.ok("document", "%s: describes %s of %s", x.file, plural(x.routes, "route"), strings.Join(x.services, ", "))
		case len(s.services) == 0:
			d.ok("document", "%s", x.file)
		default:
			d.todo("document", "%s: describes no route: name its service and base_path in a document block of %s", x.file, ruleset.FileName)
		}
	}
	if len(d.flags.documents) == 0 && len(outcome.project.policy.Documents) == 0 {
		if err := d.overlooked(outcome.project, files); err != nil {
			return err
		}
	}
	if inv := outcome.Inventory; inv != nil && len(inv.Unresolved) > 0 {
		d.todo("routes", "%s could not be resolved: apiward routes lists them", plural(len(inv.Unresolved), "registration"))
	}
	return nil
}

// overlooked tells the documents that a search does not recognize.
func (d *doctor) overlooked(p *project, files []string) error {
	all, _, err := p.look(cmp.Or(p.module, d.env.Dir))
	for _, name := range all {
		if !slices.Contains(files, name) {
			d.todo("document", "%s: is not checked, for its version stands behind %d kB and its name has neither api nor swagger in it: name it in a document block of %s", name, maxGlance>>10, ruleset.FileName)
		}
	}
	return err
}

// files says of each file whether it is checked, and why not.
func (d *doctor) files(names []string) error {
	p, err := d.app.project(d.flags.config)
	if err != nil {
		return err
	}
	if p.failure != nil {
		return errTold
	}
	for _, name := range names {
		at := d.path(name)
		why, err := d.why(p, at)
		switch {
		case err != nil:
			return err
		case why.not:
			d.todo("no", "%s: %s", relativeTo(d.env.Dir, at), why.text)
		default:
			d.ok("checked", "%s: %s", relativeTo(d.env.Dir, at), why.text)
		}
	}
	return d.end()
}

// verdict says why a file is checked, or why it is not.
type verdict struct {
	text string
	not  bool
}

func not(format string, args ...any) (verdict, error) {
	return verdict{fmt.Sprintf(format, args...), true}, nil
}

func checked(format string, args ...any) (verdict, error) {
	return verdict{fmt.Sprintf(format, args...), false}, nil
}

func (d *doctor) why(p *project, name string) (verdict, error) {
	info, err := os.Lstat(name)
	switch {
	case err != nil:
		return not("there is no such file")
	case info.IsDir():
		return not("it is a directory: name a file in it")
	case !inside(p.root, name):
		return not("it is outside of the project at %s: run apiward with -C in the project it belongs to", p.root)
	}
	switch strings.ToLower(filepath.Ext(name)) {
	case ".yaml", ".yml", ".json":
		return d.whyDocument(p, name, info.Mode().IsRegular())
	case ".go":
		return d.whyGo(p, name)
	case ".hcl":
		if name == p.file {
			return checked("it is the policy")
		}
		return not("it is not the policy that holds here")
	}
	return not("it is neither a Go file nor, by its name, an OpenAPI document")
}

func (d *doctor) whyDocument(p *project, name string, regular bool) (verdict, error) {
	documents, _, err := p.documents(d.app, d.flags.documents)
	if err != nil {
		return verdict{}, err
	}
	rel := relativeTo(p.root, name)
	if slices.Contains(documents, rel) {
		return checked("it is one of %s", plural(len(documents), "document"))
	}
	base := cmp.Or(p.module, d.env.Dir)
	switch {
	case !isDocument(name, false):
		return not("nothing in it says openapi: or swagger: at its top, so that it is no document of its own; what documents refer to is read with them")
	case len(d.flags.documents) > 0:
		return not("-d names others")
	case len(p.policy.Documents) > 0:
		return not("the policy names the documents that are checked, and this is none of them: add document %s {}", quoted(rel))
	case !regular:
		return not("it is a link, which a search does not follow: name the file it leads to with -d, or in a document block of the policy")
	case passedOver(relativeTo(base, filepath.Dir(name))):
		return not("no search goes to vendor, node_modules, testdata and directories with a dot in front: name it with -d, or in a document block of the policy")
	case !isDocument(name, true):
		return not("its version stands behind %d kB, and a search reads more of those files alone whose names have api or swagger in them: name it with -d, or in a document block of the policy", maxGlance>>10)
	case !inside(base, name):
		return not("it is outside of the module at %s, where documents are searched for: name it with -d, or in a document block of the policy", relativeTo(d.env.Dir, base))
	case moduleDir(filepath.Dir(name)) != p.module:
		return not("it is in the module at %s: run apiward with -C there, or name it with -d", relativeTo(d.env.Dir, moduleDir(filepath.Dir(name))))
	}
	return not("the search ended before it came there: name it with -d, or in a document block of the policy")
}

func (d *doctor) whyGo(p *project, name string) (verdict, error) {
	dir, base := filepath.Split(name)
	dir = filepath.Clean(dir)
	module := moduleDir(dir)
	switch {
	case strings.HasPrefix(base, "_") || strings.HasPrefix(base, "."):
		return not("the go command passes over files whose names begin with _ or a dot")
	case module == "" || !inside(p.root, module) && module != p.module:
		return not("it is in no Go module: there is no go.mod beside it or above it")
	case slices.Contains(strings.Split(relativeTo(module, dir), "/"), "vendor"):
		return not("it is a vendored copy of another module's file: only the service's own code is checked, and what it calls is known by its types")
	}
	place, err := driver.PlaceOf(d.ctx, d.env.Dir, dir, base, d.flags.tags)
	if err != nil {
		return not("the go command cannot list its package: %s", firstLine(err))
	}
	generated := ""
	if place.Generated {
		generated = "; it is generated, so that no fix is made in it"
	}
	switch {
	case !place.Own:
		return not("it is in another module than what is checked: run apiward with -C %s", relativeTo(d.env.Dir, module))
	case place.Broken != "":
		return not("its package does not load: %s", place.Broken)
	case place.Test && !d.flags.tests:
		return not("it is a test: --tests checks those too")
	case place.Ignored != "":
		return not("%s", place.Ignored)
	case !place.Found:
		return not("the go command takes it for no file of the package %s", place.Package)
	case !inside(d.env.Dir, dir):
		return not("it is above %s, where ./... begins: run apiward with -C %s", filepath.Base(d.env.Dir), relativeTo(d.env.Dir, module))
	case hiddenFromDots(relativeTo(d.env.Dir, dir)):
		return not("./... does not match it: testdata and directories that begin with _ or a dot are checked where they are named, as ./%s", relativeTo(d.env.Dir, dir))
	}
	return checked("it is in the package %s%s", place.Package, generated)
}

// hiddenFromDots reports whether the go command passes over a directory where it
// looks for packages.
func hiddenFromDots(dir string) bool {
	return slices.ContainsFunc(strings.Split(dir, "/"), func(s string) bool {
		return s == "testdata" || strings.HasPrefix(s, "_") || strings.HasPrefix(s, ".") && s != "."
	})
}
