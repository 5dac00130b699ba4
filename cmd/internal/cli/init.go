package cli

import (
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"github.com/rogpeppe/go-internal/diff"
	"github.com/spf13/cobra"

	"github.com/apiward/apiward/analyzers/link"
	"github.com/apiward/apiward/cmd/internal/report"
	"github.com/apiward/apiward/rules/ruleset"
)

func (a *app) initCommand() *cobra.Command {
	var f inputFlags
	var dryRun bool
	cmd := &cobra.Command{
		Use:   "init",
		Short: "Write a policy to start from",
		Long: "Init looks for the services of the module, which are its main packages that have\n" +
			"routes, and for OpenAPI documents, and writes a " + ruleset.FileName + " that names which\n" +
			"document describes which service. It asks nothing, overwrites nothing, and does\n" +
			"nothing where there is a policy already.",
		Args: noArgs,
		RunE: func(cmd *cobra.Command, _ []string) error { return a.init(cmd, &f, dryRun) },
	}
	f.add(cmd)
	for _, name := range []string{"config", "documents", "require-complete"} {
		_ = cmd.Flags().MarkHidden(name) // fails for an unknown flag alone
	}
	cmd.Flags().BoolVar(&dryRun, "dry-run", false, "show what would be written as a diff, and write nothing")
	return cmd
}

// init writes the policy of the module that it is started in, beside its go.mod.
func (a *app) init(cmd *cobra.Command, f *inputFlags, dryRun bool) error {
	found, _, err := ruleset.Find(a.env.Dir)
	if err != nil {
		return err
	}
	if found != "" {
		return a.print(fmt.Appendf(nil, "%s: there is a policy already, and nothing to do\n", report.Clean(relativeTo(a.env.Dir, found))))
	}
	dir := cmp.Or(moduleDir(a.env.Dir), a.env.Dir)
	in := *a
	in.env.Dir = dir
	p, err := in.project("")
	if err != nil {
		return err
	}
	documents, named, err := p.look(dir)
	if err != nil {
		return err
	}
	patterns, err := in.patterns(p, nil, nil, documents)
	if err != nil {
		return err
	}
	outcome, err := in.over(cmd.Context(), f, p, patterns, documents, nil)
	if err != nil {
		return err
	}
	in.tell(outcome)
	if outcome.broken {
		return errTold
	}
	seen := survey(outcome.Inventory, documents, relativeTo(p.root, dir)) // names are relative to the policy
	text := seen.policy(named)
	name := filepath.Join(dir, ruleset.FileName)
	var out bytes.Buffer
	if dryRun {
		out.Write(diff.Diff("/dev/null", nil, ruleset.FileName, text))
	} else {
		if err := create(name, text); err != nil {
			return err
		}
		fmt.Fprintf(&out, "%s: written\n", report.Clean(relativeTo(a.env.Dir, name)))
	}
	seen.tell(&out, ci(outcome.project.root))
	return a.print(out.Bytes())
}

// look looks for documents below a directory, whatever they are called, and says
// whether they have to be named in the policy because no search of a check would
// find each of them.
func (p *project) look(dir string) (documents []string, named bool, err error) {
	if documents, _, err = p.below(dir, false); err != nil {
		return nil, false, err
	}
	found, _, err := p.discover(dir)
	return documents, !slices.Equal(documents, found), err
}

// create writes a file that is not there.
func create(name string, text []byte) error {
	file, err := os.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o666)
	if errors.Is(err, fs.ErrExist) {
		return fmt.Errorf("%s is there already, and is left as it is", name)
	}
	if err != nil {
		return err
	}
	_, err = file.Write(text)
	return errors.Join(err, file.Close())
}

// surveyed is what a module is made of.
type surveyed struct {
	services  []service
	documents []describing
}

type service struct {
	path   string // import path
	routes int
}

// describing is a document with the services that it seems to describe.
type describing struct {
	file     string   // relative to the policy
	services []string // import paths, sorted
	routes   int      // that it describes
}

// survey counts the routes of services, and which of them documents describe.
// prefix leads from the root, to which files are relative, to the policy.
func survey(inv *link.Inventory, documents []string, prefix string) (s surveyed) {
	local := func(file string) string { return strings.TrimPrefix(file, prefix+"/") }
	routes, described := map[string]int{}, map[string]map[string]int{}
	if inv != nil {
		for _, r := range inv.Routes {
			routes[r.Service]++
			if op := r.Operation; op != nil {
				if described[op.Document] == nil {
					described[op.Document] = map[string]int{}
				}
				described[op.Document][r.Service]++
			}
		}
	}
	for name, n := range routes {
		s.services = append(s.services, service{name, n})
	}
	slices.SortFunc(s.services, func(x, y service) int { return cmp.Compare(x.path, y.path) })
	for _, file := range documents {
		d := describing{file: local(file)}
		for name, n := range described[file] {
			d.services = append(d.services, name)
			d.routes += n
		}
		slices.Sort(d.services)
		s.documents = append(s.documents, d)
	}
	return s
}

// policy returns the text of a policy. Where there is one service, every document
// that is found describes it, and nothing has to be named unless a search would
// not find it.
func (s *surveyed) policy(named bool) []byte {
	var b bytes.Buffer
	b.WriteString("# What apiward checks here: apiward rules list shows all rules with their levels.\nextends = [\"recommended\"]\n")
	if !named && len(s.services) < 2 {
		return b.Bytes()
	}
	for _, d := range s.documents {
		if len(d.services) == 0 {
			fmt.Fprintf(&b, "\ndocument %s {}\n", quoted(d.file))
			continue
		}
		var names []string
		for _, name := range d.services {
			names = append(names, quoted(name))
		}
		fmt.Fprintf(&b, "\ndocument %s {\n  serves = [%s]\n}\n", quoted(d.file), strings.Join(names, ", "))
	}
	return b.Bytes()
}

// quoted returns a text as HCL writes it.
func quoted(s string) string {
	return `"` + strings.NewReplacer(`\`, `\\`, `"`, `\"`, "\n", `\n`, "\r", `\r`, "\t", `\t`, "${", "$${", "%{", "%%{").Replace(s) + `"`
}

// tell says what was found, and what to do next.
func (s *surveyed) tell(b *bytes.Buffer, where string) {
	for _, x := range s.services {
		fmt.Fprintf(b, "service %s: %s\n", report.Clean(x.path), plural(x.routes, "route"))
	}
	if len(s.services) == 0 {
		b.WriteString("no service: no main package with a route was found\n")
	}
	for _, d := range s.documents {
		if len(d.services) == 0 {
			fmt.Fprintf(b, "document %s: describes no route of the services\n", report.Clean(d.file))
		} else {
			fmt.Fprintf(b, "document %s: describes %s of %s\n", report.Clean(d.file), plural(d.routes, "route"), report.Clean(strings.Join(d.services, ", ")))
		}
	}
	if len(s.documents) == 0 {
		b.WriteString("no OpenAPI document was found\n")
	}
	b.WriteString("next: apiward check; apiward baseline create, if what is there has to wait\n")
	if where != "" {
		b.WriteString(where + "\n")
	}
}

func plural(n int, thing string) string {
	if n != 1 {
		thing += "s"
	}
	return fmt.Sprintf("%d %s", n, thing)
}

// ci says how apiward is used in the CI that a repository's files are of.
func ci(root string) string {
	for _, kind := range []struct{ file, say string }{
		{".github/workflows", "GitHub Actions: the action is github.com/apiward/apiward; a step of your own can run apiward check -o github -o markdown=$GITHUB_STEP_SUMMARY"},
		{".gitlab-ci.yml", "GitLab CI: apiward check -o text -o gitlab=gl-code-quality-report.json -o gitlab-sast=gl-sast-report.json, and both as reports of the job"},
		{".circleci/config.yml", "CircleCI: apiward check -o text -o junit=results/apiward.xml, and store_test_results of results"},
		{"Jenkinsfile", "Jenkins: apiward check -o text -o checkstyle=apiward.xml, and recordIssues of it"},
		{"azure-pipelines.yml", "Azure Pipelines: apiward check -o text -o junit=apiward.xml, and PublishTestResults of it"},
		{"bitbucket-pipelines.yml", "Bitbucket Pipelines: apiward check -o text -o junit=test-results/apiward.xml"},
		{".woodpecker.yml", "Woodpecker CI: a step that runs apiward check"},
		{".woodpecker", "Woodpecker CI: a step that runs apiward check"},
		{".drone.yml", "Drone: a step that runs apiward check"},
	} {
		if exists(filepath.Join(root, filepath.FromSlash(path.Clean(kind.file)))) {
			return kind.say
		}
	}
	return ""
}
