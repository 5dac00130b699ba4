//go:build unix

package main

import (
	_ "embed"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"runtime"
	"runtime/debug"
	"runtime/pprof"
	"slices"
	"sync"

	"go.yaml.in/yaml/v3"

	"github.com/apiward/apiward/rules"
	"github.com/apiward/apiward/rules/ruleset"
	"github.com/apiward/apiward/spec"
	"github.com/apiward/apiward/spec/checks"
	"github.com/apiward/apiward/spec/conform"
	"github.com/apiward/apiward/spec/lint"
)

// The stages of a document, each in a process of its own: the bare parser, the
// loader, all native rules on top, fifty rules of a house beside them, and the
// whole specification beside the native ones.
const (
	stageNodes   = "nodes"
	stageLoad    = "load"
	stageRules   = "rules"
	stageHouse   = "house"
	stageConform = "conform"
)

// The limits that the project sets itself for one document.
const (
	maxRatio    = 2.5         // CPU of the rules by that of the bare parse
	maxHouse    = 2.0         // CPU of all rules with those of the house, by that of the native ones
	maxDocument = 200_000_000 // bytes of memory
)

// peer is another linter, as its users run it.
type peer struct {
	name string
	args []string // the document follows
}

var peers = []peer{
	{"vacuum", []string{"lint", "--silent", "--no-banner"}},
	{"redocly", []string{"lint", "--format=json"}},
	{"spectral", []string{"lint", "--quiet", "--format=json"}},
}

// compareDocuments measures each document and writes what it found about it.
func compareDocuments(w io.Writer, files []string, runs int, profile string) error {
	self, err := os.Executable()
	if err != nil {
		return err
	}
	present := map[string]string{}
	for _, p := range peers {
		if where, err := exec.LookPath(p.name); err == nil {
			present[p.name] = where
		} else {
			fmt.Fprintf(w, "%s is not on the PATH, so nothing is measured beside it\n", p.name)
		}
	}
	for _, name := range files {
		if name, err = filepath.Abs(name); err != nil {
			return err
		}
		info, err := os.Stat(name)
		if err != nil {
			fmt.Fprintf(w, "%s is not on this machine, so it is not measured\n", path.Base(filepath.ToSlash(name)))
			continue
		}
		stages := map[string]*outcome{}
		for range max(runs, 1) {
			for _, s := range documentStages() {
				if stages[s] == nil {
					stages[s] = &outcome{}
				}
				if err := stages[s].run(filepath.Dir(name), self, "-stage="+s, "-profile="+profileOf(profile, s), name); err != nil {
					return fmt.Errorf("%s: %w", name, err)
				}
			}
		}
		showDocument(w, filepath.Base(name), info.Size(), stages)
		for _, p := range peers {
			if present[p.name] != "" {
				var o outcome
				o.tolerant = true // they exit with 1 where they find something
				if err := o.run(filepath.Dir(name), present[p.name], append(p.args, name)...); err != nil {
					fmt.Fprintf(w, "  %s: %v\n", p.name, err)
					continue
				}
				row(w, p.name+", the whole process", o.whole)
			}
		}
	}
	return nil
}

// profileOf returns where the stage's profile goes: only the rules have one.
func profileOf(profile, stage string) string {
	if stage == stageRules {
		return profile
	}
	return ""
}

func showDocument(w io.Writer, name string, size int64, stages map[string]*outcome) {
	nodes, rules := stages[stageNodes].Run, stages[stageRules].Run
	fmt.Fprintf(w, "%s: %.1f MB\n", name, float64(size)/1e6)
	fmt.Fprintf(w, "  %-34s %9s %9s %9s\n", "", "wall s", "CPU s", "peak MB")
	row(w, "bare parse into nodes", nodes)
	row(w, "load", stages[stageLoad].Run)
	row(w, "load and all native rules", rules)
	row(w, "and fifty rules of a house", stages[stageHouse].Run)
	row(w, "and the specification beside them", stages[stageConform].Run)
	fmt.Fprintf(w, "  the rules cost %.2f × the bare parse in wall time, %.2f × in CPU (limit %.1f), and %.0f MB (limit %.0f): %s\n",
		ratio(rules.Wall, nodes.Wall), ratio(rules.CPU, nodes.CPU), maxRatio, float64(rules.Peak)/1e6, float64(maxDocument)/1e6, verdict(rules, nodes))
	load, house := stages[stageLoad].Run, stages[stageHouse].Run
	times := ratio(house.CPU-load.CPU, rules.CPU-load.CPU)
	within := "within the limit"
	if times > maxHouse {
		within = "too much"
	}
	fmt.Fprintf(w, "  with fifty rules of a house, all rules cost %.2f × the native ones in CPU (limit %.1f): %s\n", times, maxHouse, within)
}

// documentStages are the stages of a document.
func documentStages() []string {
	return []string{stageNodes, stageLoad, stageRules, stageHouse, stageConform}
}

func verdict(rules, nodes cost) string {
	if ratio(rules.CPU, nodes.CPU) > maxRatio || rules.Peak > maxDocument {
		return "too much"
	}
	return "within the limits"
}

// measureDocument runs one stage over a document and writes what it cost, as
// JSON.
func measureDocument(w io.Writer, name, file, profile string) error {
	data, err := os.ReadFile(file)
	if err != nil {
		return err
	}
	if profile != "" {
		f, err := os.Create(profile)
		if err != nil {
			return err
		}
		defer f.Close()
		if err := pprof.StartCPUProfile(f); err != nil {
			return err
		}
		defer pprof.StopCPUProfile()
	}
	all := checks.Documents
	if name == stageHouse {
		house, err := houseChecks()
		if err != nil {
			return err
		}
		all = slices.Concat(all, house)
	}
	debug.FreeOSMemory()
	s, lap := stage{}, stopwatch()
	problems, err := runDocument(name, filepath.Base(file), data, all)
	if err != nil {
		return err
	}
	s.Run, s.Lines = lap(), problems
	return json.NewEncoder(w).Encode(s)
}

// runDocument does the work of one stage.
func runDocument(name, base string, data []byte, all []*lint.Check) (problems int, err error) {
	if name == stageNodes {
		var top yaml.Node
		err := yaml.Unmarshal(data, &top)
		runtime.KeepAlive(&top)
		return 0, err
	}
	doc, err := spec.Load(base, data, spec.Options{})
	if err != nil || name == stageLoad {
		return 0, err
	}
	var wait sync.WaitGroup
	var more []spec.Problem
	if name == stageConform {
		wait.Go(func() { more = conform.Check(doc) })
	}
	found := lint.Run(doc, all, nil)
	wait.Wait()
	return len(found) + len(more), nil
}

// fifty is the policy of a house.
//
//go:embed testdata/fifty.hcl
var fifty []byte

// houseChecks returns the rules of the house as checks.
func houseChecks() ([]*lint.Check, error) {
	catalog, err := rules.NewCatalog(checks.Rules...)
	if err != nil {
		return nil, err
	}
	dir, err := os.MkdirTemp("", "bench")
	if err != nil {
		return nil, err
	}
	defer os.RemoveAll(dir)
	name := filepath.Join(dir, ruleset.FileName)
	if err := os.WriteFile(name, fifty, 0o600); err != nil {
		return nil, err
	}
	set, err := ruleset.Load(name, ruleset.Options{Root: dir, Catalog: catalog})
	if err != nil {
		return nil, err
	}
	var out []*lint.Check
	for _, c := range set.Checks {
		out = append(out, lint.House(c, rules.Tally{}))
	}
	return out, nil
}

// isDocumentStage reports whether a stage is one of a document.
func isDocumentStage(name string) bool {
	return slices.Contains(documentStages(), name)
}

var errNothing = errors.New("name the directories of the services to measure, or documents")
