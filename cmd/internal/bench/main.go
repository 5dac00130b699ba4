//go:build unix

// Bench says what an analysis costs, in ratios: everything that is compared is
// measured in one run on one machine, so that the numbers travel.
//
//	go run ./cmd/internal/bench [-runs n] [-profile file] DIR... DOCUMENT...
//
// For each directory of a Go module it runs, each in a process of its own,
//
//	types   parsing, type-checking and SSA of the module's packages: the work
//	        that no analysis can avoid
//	all     the same with flow, routes and every rule on top
//	gosec   all its rules, where it is on the PATH
//
// then, in a copy of it, apiward check with an empty cache, with nothing changed,
// and with one file changed, beside a go vet that has nothing to do; once for all,
// what go vet pays for each package, and how the cost grows with their number;
// and for each OpenAPI document
//
//	nodes    the bare YAML parser, into nodes
//	load     the loader
//	rules    the loader and all native rules
//	house    the same with fifty rules of a house, testdata/fifty.hcl
//	conform  the loader and all native rules with the whole specification beside them
//	vacuum, redocly, spectral, where they are on the PATH
//
// and compares them. CPU time leads, because wall time also measures what else
// the machine does; of several runs the cheapest counts.
package main

import (
	"bytes"
	"cmp"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io"
	"maps"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"runtime"
	"slices"
	"syscall"
	"time"
)

func main() {
	runs := flag.Int("runs", 1, "measure everything `n` times and let the cheapest run count")
	profile := flag.String("profile", "", "write the CPU profile of the last analysis to `file`")
	stage := flag.String("stage", "", "measure one `stage` in this process: types or all, and of a document nodes, load, rules, house or conform")
	flag.Parse()
	var err error
	switch {
	case flag.NArg() == 0:
		err = errNothing
	case isDocumentStage(*stage):
		err = measureDocument(os.Stdout, *stage, flag.Arg(0), *profile)
	case *stage != "":
		err = measure(os.Stdout, *stage, flag.Arg(0), *profile)
	default:
		err = compareAll(os.Stdout, flag.Args(), *runs, *profile)
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "bench:", err)
		os.Exit(2)
	}
}

// compareAll measures services and documents: what is no directory is a
// document.
func compareAll(w io.Writer, inputs []string, runs int, profile string) error {
	var dirs, files []string
	for _, name := range inputs {
		if info, err := os.Stat(name); err == nil && info.IsDir() {
			dirs = append(dirs, name)
		} else {
			files = append(files, name)
		}
	}
	if len(dirs) > 0 {
		if err := compare(w, dirs, runs, profile); err != nil {
			return err
		}
	}
	if len(files) > 0 {
		return compareDocuments(w, files, runs, profile)
	}
	return nil
}

// compare measures each service and writes what it found about it.
func compare(w io.Writer, dirs []string, runs int, profile string) error {
	self, err := os.Executable()
	if err != nil {
		return err
	}
	if profile != "" {
		if profile, err = filepath.Abs(profile); err != nil {
			return err
		}
	}
	gosec, err := exec.LookPath("gosec")
	if err != nil {
		fmt.Fprintln(w, "gosec is not on the PATH, so nothing is measured beside it")
	}
	scratch, err := os.MkdirTemp("", "apiward-bench-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(scratch)
	tool, err := buildTool(scratch)
	if err != nil {
		return err
	}
	if err := startCosts(w, tool, runs); err != nil {
		return err
	}
	if err := growth(w, tool); err != nil {
		return err
	}
	for _, dir := range dirs {
		if dir, err = filepath.Abs(dir); err != nil {
			return err
		}
		var types, all, peer outcome
		// The first round fills the build cache, so that nobody pays for what another
		// one finds there, and is not measured.
		for round := range max(runs, 1) + 1 {
			if round == 1 {
				types, all, peer = outcome{}, outcome{}, outcome{}
			}
			err = errors.Join(
				types.run(dir, self, "-stage=types", dir),
				all.run(dir, self, "-stage=all", "-profile="+profile, dir),
			)
			if gosec != "" {
				// It exits with 1 where it found something.
				err = errors.Join(err, peer.run(dir, gosec, "-quiet", "-no-fail", "-fmt=json", "./..."))
			}
			if err != nil {
				return fmt.Errorf("%s: %w", dir, err)
			}
		}
		show(w, filepath.Base(dir), &types, &all, &peer)
		if err := compareRuns(w, dir, tool, runs, &types, &peer); err != nil {
			return fmt.Errorf("%s: %w", dir, err)
		}
	}
	return nil
}

// outcome is the cheapest of several runs of one command.
type outcome struct {
	tolerant bool     // it may fail, as those that find something do
	env      []string // beside that of this process

	ran   bool
	whole cost // of the process and those that it started, the go command among them
	stage      // what the process said of itself; zero where it is not ours
}

// cost is what work took.
type cost struct {
	Wall, CPU time.Duration
	Peak      int64 // bytes of memory
}

// run runs a command in dir, and keeps what it cost if that is less than before.
func (o *outcome) run(dir, name string, args ...string) error {
	cmd := exec.Command(name, args...)
	cmd.Dir = dir
	cmd.Env = append(append(os.Environ(), "PWD="+dir), o.env...)
	var stdout, stderr bytes.Buffer
	cmd.Stdout, cmd.Stderr = &stdout, &stderr
	start := time.Now()
	if err := cmd.Run(); err != nil && (!o.tolerant || cmd.ProcessState == nil) {
		return fmt.Errorf("%s: %w\n%s", filepath.Base(name), err, stderr.String())
	}
	whole := cost{Wall: time.Since(start), CPU: cmd.ProcessState.UserTime() + cmd.ProcessState.SystemTime()}
	if usage, ok := cmd.ProcessState.SysUsage().(*syscall.Rusage); ok {
		whole.Peak = peak(usage)
	}
	if o.ran && o.whole.CPU <= whole.CPU {
		return nil
	}
	o.ran, o.whole, o.stage = true, whole, stage{}
	// Other programs print what they like.
	_ = json.Unmarshal(stdout.Bytes(), &o.stage)
	return nil
}

// peak returns the most memory that a process had, in bytes.
func peak(usage *syscall.Rusage) int64 {
	most := int64(usage.Maxrss) //nolint:unconvert // it has 32 bits on some systems
	if runtime.GOOS == "darwin" || runtime.GOOS == "ios" {
		return most
	}
	return most * 1024
}

// show writes what one service cost. The limits are those that the project
// sets itself.
func show(w io.Writer, name string, types, all, gosec *outcome) {
	lines := float64(types.Lines)
	fmt.Fprintf(w, "%s: %d packages, %.1f kLOC\n", name, types.Packages, lines/1000)
	fmt.Fprintf(w, "  %-34s %9s %9s %9s\n", "", "wall s", "CPU s", "peak MB")
	row(w, "go list and export data", types.Load)
	row(w, "types and SSA", types.Run)
	row(w, "types, SSA, flow, routes, rules", all.Run)
	row(w, "types and SSA, the whole process", types.whole)
	row(w, "with all rules, the whole process", all.whole)
	if gosec.ran {
		row(w, "gosec, the whole process", gosec.whole)
	}
	fmt.Fprintf(w, "  flow, routes and rules cost %.2f × types and SSA in CPU, %.2f × in wall time, and %.2f × its memory (limit 2)\n",
		ratio(all.Run.CPU-types.Run.CPU, types.Run.CPU), ratio(all.Run.Wall-types.Run.Wall, types.Run.Wall), ratio(all.Run.Peak, types.Run.Peak))
	fmt.Fprintf(w, "  %d functions, %d spent their budget: %.3f %% (limit 0.1)\n", all.Functions, len(all.Spent), 100*ratio(len(all.Spent), all.Functions))
	for i, name := range all.Spent {
		if i == 20 {
			fmt.Fprintln(w, "    …")
			break
		}
		fmt.Fprintln(w, "    spent:", name)
	}
	facts := float64(total(all.Facts))
	fmt.Fprintf(w, "  facts: %.0f kB, %.3f MB per 100 kLOC (limit 1)\n", facts/1000, facts/1e6/cmp.Or(lines/1e5, 1))
	for _, name := range slices.Sorted(maps.Keys(all.Facts)) {
		fmt.Fprintf(w, "    %6.1f kB are %s\n", float64(all.Facts[name])/1000, path.Base(name))
	}
	for _, p := range all.Largest {
		fmt.Fprintf(w, "    %6.1f kB are of %s\n", float64(p.Bytes)/1000, p.Path)
	}
	for _, f := range all.Failures {
		fmt.Fprintln(w, "  not analysed:", f)
	}
}

func row(w io.Writer, name string, c cost) {
	fmt.Fprintf(w, "  %-34s %9.2f %9.2f", name, c.Wall.Seconds(), c.CPU.Seconds())
	if c.Peak > 0 {
		fmt.Fprintf(w, " %9.0f", float64(c.Peak)/1e6)
	}
	fmt.Fprintln(w)
}

// ratio returns a/b, 0 where there is no b.
func ratio[N ~int | ~int64](a, b N) float64 {
	if b == 0 {
		return 0
	}
	return float64(a) / float64(b)
}
