package driver

import (
	"bytes"
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/analysis/unitchecker"

	"github.com/apiward/apiward/rules"
)

// The flags by which a policy reaches the vet tool. Both are part of the key
// under which go vet caches results: the digest makes it change with the
// policy, and a path that never changes with its content would not.
const (
	policyFileFlag   = "policy-file"
	policyDigestFlag = "policy-digest"
)

// IsVetCall reports whether args, without the program's name, are those that
// go vet gives its tool: -V=full, -flags, or flags and one unit's .cfg file.
func IsVetCall(args []string) bool {
	if len(args) == 0 {
		return false
	}
	for _, arg := range args[:len(args)-1] {
		if !strings.HasPrefix(arg, "-") {
			return false
		}
	}
	last := args[len(args)-1]
	return last == "-V=full" || last == "-flags" || strings.HasSuffix(last, ".cfg") && !strings.HasPrefix(last, "-")
}

// VetMain is the whole program when go vet calls it. It hands the policy that
// the command line names to setPolicy, as JSON and before the first pass, runs
// the analyzers over one unit, and exits.
//
// It must start fast: it runs once for every package behind those to vet.
func VetMain(analyzers []*analysis.Analyzer, setPolicy func(policy string) error) {
	if os.Args[len(os.Args)-1] == "-V=full" {
		os.Exit(printVersion(os.Stdout))
	}
	// Declared for -flags, so that go vet lets them through; they are read
	// here because the unitchecker leaves no room between parsing and running.
	flag.String(policyFileFlag, "", "file with the policy as JSON, an absolute path, where it is not in the user's cache; needs -"+policyDigestFlag)
	flag.String(policyDigestFlag, "", "SHA-256 of the policy file, in hexadecimal")
	policy, err := readPolicy(os.Args[1:])
	if err == nil && policy != "" {
		if err = setPolicy(policy); err == nil {
			os.Args, err = judging(os.Args)
		}
	}
	if err != nil {
		fmt.Fprintf(os.Stderr, "apiward: %v\n", err)
		os.Exit(2)
	}
	unitchecker.Main(withRuleIDs(analyzers)...)
}

// printVersion tells the go command which program this is, for the keys of its
// results. The unitchecker would hash the whole program for it each time.
func printVersion(w io.Writer) (exit int) {
	name, err := os.Executable()
	id, broken := programID()
	if err != nil || broken != nil {
		fmt.Fprintf(os.Stderr, "apiward: this program cannot be read: %v\n", errors.Join(err, broken))
		return 2
	}
	fmt.Fprintf(w, "%s version devel comments-go-here buildID=%x\n", name, sha256.Sum256(id))
	return 0
}

// readPolicy returns the policy that the arguments name, "" where none is.
func readPolicy(args []string) (string, error) {
	file, digest := flagValue(args, policyFileFlag), flagValue(args, policyDigestFlag)
	switch {
	case file == "" && digest == "":
		return "", nil
	case file == "":
		var err error
		if file, err = storedPolicy(digest); err != nil {
			return "", err
		}
	case digest == "":
		return "", fmt.Errorf("-%s without -%s: go vet would replay results of another policy; use apiward vet, which gives both",
			policyFileFlag, policyDigestFlag)
	case !filepath.IsAbs(file):
		return "", fmt.Errorf("-%s %q is no absolute path: go vet runs its tool in the directory of each package", policyFileFlag, file)
	}
	data, err := os.ReadFile(file)
	if err != nil {
		return "", fmt.Errorf("reading the policy: %w", err)
	}
	if got := digestOf(data); got != digest {
		return "", fmt.Errorf("%s has the digest %s, and -%s says %s: use apiward vet, which writes the file anew",
			file, got, policyDigestFlag, digest)
	}
	return string(data), nil
}

// flagValue returns the value of the named flag in args, "" where it is not
// among them. The last one counts, as package flag has it.
func flagValue(args []string, name string) (value string) {
	for i, arg := range args {
		arg = strings.TrimPrefix(strings.TrimPrefix(arg, "-"), "-")
		if rest, ok := strings.CutPrefix(arg, name+"="); ok {
			value = rest
		} else if arg == name && i+1 < len(args) {
			value = args[i+1]
		}
	}
	return value
}

func digestOf(data []byte) string {
	sum := sha256.Sum256(data)
	return hex.EncodeToString(sum[:])
}

// withRuleIDs returns analyzers whose messages end with the ID of the rule,
// because go vet prints no other part of a diagnostic. What others require
// stays as it is: a copy would run beside the original, and only the original
// is what they find in ResultOf.
func withRuleIDs(analyzers []*analysis.Analyzer) []*analysis.Analyzer {
	required := map[*analysis.Analyzer]bool{}
	var require func(list []*analysis.Analyzer)
	require = func(list []*analysis.Analyzer) {
		for _, a := range list {
			if !required[a] {
				required[a] = true
				require(a.Requires)
			}
		}
	}
	for _, a := range analyzers {
		require(a.Requires)
	}
	var all []*analysis.Analyzer
	for _, a := range analyzers {
		if !required[a] {
			a = withRuleID(a)
		}
		all = append(all, a)
	}
	return all
}

func withRuleID(a *analysis.Analyzer) *analysis.Analyzer {
	named := *a
	named.Run = func(pass *analysis.Pass) (any, error) {
		wrapped := *pass
		wrapped.Report = func(d analysis.Diagnostic) {
			d.Message += " [" + cmp.Or(d.Category, a.Name) + "]"
			pass.Report(d)
		}
		return a.Run(&wrapped)
	}
	return &named
}

// Vet runs this binary under go vet, on the packages of cfg and with its
// policy. Findings go to stdout, one line each and sorted; what the go command
// says goes to stderr. The exit code is 0 for no findings, 1 for some and 2
// where a package could not be vetted. The error is about the whole, as that
// of [Load].
func Vet(ctx context.Context, cfg Config, stdout, stderr io.Writer) (exit int, err error) {
	dir, err := filepath.Abs(cfg.Dir)
	if err != nil {
		return 2, err
	}
	if err := checkDir(dir); err != nil {
		return 2, err
	}
	env, err := readEnvironment(ctx, dir, nil)
	if err != nil {
		return 2, err
	}
	if err := checkGoCommand(env["GOVERSION"]); err != nil {
		return 2, err
	}
	var said bytes.Buffer
	out, failed, err := goVet(ctx, dir, cfg, io.MultiWriter(stderr, &said))
	if err != nil {
		return 2, err
	}
	found, failures, err := readVet(out)
	if err != nil {
		return 2, err
	}
	packages, err := asked(ctx, dir, cfg)
	if err == nil {
		found = only(found, packages)
	} else if !failed {
		return 2, err
	}
	if !cfg.Tests { // go vet has no way to leave test files out
		found = slices.DeleteFunc(found, func(d vetDiagnostic) bool { return strings.HasSuffix(splitPos(d.Posn).Filename, "_test.go") })
	}
	printLines(stdout, vetLines(found, dir))
	printLines(stderr, failures)
	if failed {
		printLines(stderr, []string{"apiward: go vet could not analyse all of it: " + remedy(said.String())})
	}
	switch {
	case failed || len(failures) > 0:
		return 2, nil
	case len(found) > 0:
		return 1, nil
	}
	return 0, nil
}

// goVet runs go vet and returns its JSON. It reports true where go vet failed
// on a package and has said so on stderr.
func goVet(ctx context.Context, dir string, cfg Config, stderr io.Writer) (out *bytes.Buffer, failed bool, err error) {
	located := *cmp.Or(cfg.Policy, &rules.Policy{})
	located.Tests = cfg.Tests
	located.Modules = Modules(ctx, dir, cmp.Or(cfg.Root, dir))
	policy, err := json.Marshal(located)
	if err != nil {
		return nil, false, fmt.Errorf("writing the policy for go vet: %w", err)
	}
	if err := storePolicy(policy); err != nil {
		return nil, false, err
	}
	tool, err := os.Executable()
	if err != nil {
		return nil, false, fmt.Errorf("go vet needs the path of this program: %w", err)
	}
	// With -json the exit code is about packages alone: in plain text go vet
	// exits alike for a finding and for a package that does not compile. The file of
	// the policy is not named: go vet keeps results by what it is told, and those of
	// other users would be none of theirs.
	args := []string{"vet", "-json", "-vettool=" + tool, "-" + policyDigestFlag + "=" + digestOf(policy)}
	if len(cfg.Tags) > 0 {
		args = append(args, "-tags="+strings.Join(cfg.Tags, ","))
	}
	cmd := exec.CommandContext(ctx, "go", append(append(args, "--"), patterns(cfg)...)...)
	cmd.Dir = dir
	cmd.WaitDelay = 5 * time.Second
	out = new(bytes.Buffer)
	cmd.Stdout, cmd.Stderr = out, stderr
	err = cmd.Run()
	if ctx.Err() != nil {
		return nil, false, ctx.Err()
	}
	if _, failed := errors.AsType[*exec.ExitError](err); failed {
		return out, true, nil
	} else if err != nil {
		return nil, false, fmt.Errorf("go vet: %w", err)
	}
	return out, false, nil
}

// Modules returns where the main modules stand below root, those that do
// not stand at it. Without it exemptions by path would match nothing there;
// where the go command cannot say, go vet is about to tell why.
func Modules(ctx context.Context, dir, root string) map[string]string {
	out, err := goCommand(ctx, dir, "list", "-m", "-f", "{{.Path}}\t{{.Dir}}")
	if err != nil {
		return nil
	}
	dirs := map[string]string{}
	for line := range strings.Lines(string(out)) {
		module, at, _ := strings.Cut(strings.TrimSuffix(line, "\n"), "\t")
		rel, err := filepath.Rel(root, at)
		if err == nil && rel != "." && filepath.IsLocal(rel) {
			dirs[module] = filepath.ToSlash(rel)
		}
	}
	return dirs
}

func printLines(w io.Writer, lines []string) {
	for _, line := range lines {
		fmt.Fprintln(w, line)
	}
}

// storedPolicy returns the file of the policy with the digest in the user's cache.
func storedPolicy(digest string) (string, error) {
	if sum, err := hex.DecodeString(digest); err != nil || len(sum) != sha256.Size {
		return "", fmt.Errorf("-%s %q is no SHA-256 in hexadecimal: use apiward vet, which gives it", policyDigestFlag, digest)
	}
	cache, err := os.UserCacheDir()
	if err != nil {
		return "", fmt.Errorf("no place to keep the policy for go vet: %w: set HOME or XDG_CACHE_HOME", err)
	}
	return filepath.Join(cache, "apiward", "policy", digest+".json"), nil
}

// storePolicy writes a policy where the tool that go vet runs finds it.
func storePolicy(policy []byte) error {
	file, err := storedPolicy(digestOf(policy))
	if err != nil {
		return err
	}
	if kept, err := os.ReadFile(file); err == nil && bytes.Equal(kept, policy) {
		return nil
	}
	dir := filepath.Dir(file)
	if err := os.MkdirAll(dir, 0o777); err != nil {
		return fmt.Errorf("keeping the policy for go vet: %w", err)
	}
	// Renamed into place: another run may read it at this moment.
	f, err := os.CreateTemp(dir, "new-*")
	if err != nil {
		return fmt.Errorf("keeping the policy for go vet: %w", err)
	}
	_, err = f.Write(policy)
	err = errors.Join(err, f.Close())
	if err == nil {
		err = os.Rename(f.Name(), file)
	}
	if err != nil {
		os.Remove(f.Name())
		return fmt.Errorf("keeping the policy for go vet: %w", err)
	}
	return nil
}

// vetDiagnostic is a diagnostic in the JSON of go vet.
type vetDiagnostic struct {
	Posn    string `json:"posn"`
	Message string `json:"message"`
	Related []struct {
		Posn    string `json:"posn"`
		Message string `json:"message"`
	} `json:"related"`

	unit string // the package, and the test it is built for
}

// readVet reads the objects that go vet -json prints, one a package, and
// returns the diagnostics in order and a line for each pass that failed.
func readVet(r io.Reader) (found []vetDiagnostic, failures []string, err error) {
	for dec := json.NewDecoder(r); ; {
		var packages map[string]map[string]json.RawMessage
		if err := dec.Decode(&packages); errors.Is(err, io.EOF) {
			break
		} else if err != nil {
			return nil, nil, fmt.Errorf("go vet printed no JSON: %w", err)
		}
		for id, analyzers := range packages {
			for name, raw := range analyzers {
				var diagnostics []vetDiagnostic
				var failure struct{ Error string }
				if json.Unmarshal(raw, &diagnostics) == nil {
					for i := range diagnostics {
						diagnostics[i].unit = id
					}
					found = append(found, diagnostics...)
				} else if err := json.Unmarshal(raw, &failure); err != nil {
					return nil, nil, fmt.Errorf("go vet printed %s for %s: %w", raw, id, err)
				} else {
					failures = append(failures, fmt.Sprintf("apiward: %s: analyzer %s failed: %s", id, name, failure.Error))
				}
			}
		}
	}
	slices.SortFunc(found, func(a, b vetDiagnostic) int {
		x, y := splitPos(a.Posn), splitPos(b.Posn)
		return cmp.Or(cmp.Compare(x.Filename, y.Filename), cmp.Compare(x.Line, y.Line),
			cmp.Compare(x.Column, y.Column), cmp.Compare(a.Message, b.Message))
	})
	slices.Sort(failures)
	return found, failures, nil
}

// vetLines returns diagnostics as go vet prints them, files relative to dir.
func vetLines(found []vetDiagnostic, dir string) []string {
	var lines []string
	for _, d := range found {
		lines = append(lines, shortPosn(d.Posn, dir)+": "+d.Message)
		for _, rel := range d.Related {
			lines = append(lines, shortPosn(rel.Posn, dir)+": \t"+rel.Message)
		}
	}
	return lines
}

// shortPosn returns a position with its file relative to dir, where that is
// the shorter name.
func shortPosn(posn, dir string) string {
	if rel, ok := strings.CutPrefix(posn, dir+string(filepath.Separator)); ok {
		return rel
	}
	return posn
}
