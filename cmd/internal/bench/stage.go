//go:build unix

package main

import (
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"reflect"
	"runtime/pprof"
	"slices"
	"syscall"
	"time"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ssa"

	"github.com/apiward/apiward/analyzers"
	"github.com/apiward/apiward/analyzers/link"
	"github.com/apiward/apiward/cmd/internal/driver"
)

// stage is what one process measured about itself.
type stage struct {
	Load, Run cost // go list and the export data; the work on the packages
	Packages  int
	Lines     int // of source, types only
	// The rest is of all only.
	Functions int
	Spent     []string
	Facts     map[string]int // bytes of all packages' own facts, by fact type
	Largest   []weight       // the packages with the most of them
	Failures  []string
}

// weight is what the facts of one package weigh.
type weight struct {
	Path  string
	Bytes int
}

// measure runs one stage over the packages of dir and writes what it cost, as
// JSON.
func measure(w io.Writer, name, dir, profile string) error {
	ctx, s := context.Background(), stage{}
	analyzers.SetPolicy(nil)
	lap := stopwatch()
	program, failures, err := driver.Load(ctx, driver.Config{Dir: dir})
	if err != nil {
		return err
	}
	s.Load = lap()
	if profile != "" {
		f, err := os.Create(profile)
		if err != nil {
			return err
		}
		defer f.Close()
		if err := pprof.StartCPUProfile(f); err != nil {
			return err
		}
	}
	roots := []*analysis.Analyzer{ssaOnly}
	if name == "all" {
		roots = allRules()
	}
	packages, more, err := program.Run(ctx, roots, roots, nil)
	if err != nil {
		return err
	}
	s.Packages = len(packages)
	if name == "all" {
		s.judge(packages)
	} else {
		for _, p := range packages {
			lines, _ := p.Results[ssaOnly].(int)
			s.Lines += lines
		}
	}
	s.Run = lap()
	pprof.StopCPUProfile()
	for _, f := range append(failures, more...) {
		s.Failures = append(s.Failures, f.Input+": "+f.Message)
	}
	s.weigh(packages)
	return json.NewEncoder(w).Encode(s)
}

// allRules returns what a run of all rules has for roots: link.Collect first.
func allRules() []*analysis.Analyzer {
	roots := []*analysis.Analyzer{link.Collect}
	for _, rule := range analyzers.All {
		if !analyzers.Linked(rule) {
			roots = append(roots, rule)
		}
	}
	return roots
}

// judge does what follows the passes: the packages are linked and judged.
func (s *stage) judge(packages []*driver.Package) {
	var parts []link.Package
	for _, p := range packages {
		if part, ok := p.Results[link.Collect].(*link.Package); ok {
			parts = append(parts, *part)
		}
	}
	program := link.Link(link.Whole, parts)
	if _, err := analyzers.Judge(program); err != nil {
		s.Failures = append(s.Failures, err.Error())
	}
	s.Functions, s.Spent = program.Functions, program.Spent
}

// weigh adds up the facts.
func (s *stage) weigh(packages []*driver.Package) {
	s.Facts = map[string]int{}
	for _, p := range packages {
		for name, bytes := range p.FactBytes {
			s.Facts[name] += bytes
		}
		if bytes := total(p.FactBytes); bytes > 0 {
			s.Largest = append(s.Largest, weight{p.Path, bytes})
		}
	}
	slices.SortFunc(s.Largest, func(a, b weight) int { return cmp.Or(cmp.Compare(b.Bytes, a.Bytes), cmp.Compare(a.Path, b.Path)) })
	s.Largest = s.Largest[:min(len(s.Largest), 3)]
}

// total adds up the facts of all types.
func total(bytes map[string]int) int {
	n := 0
	for _, b := range bytes {
		n += b
	}
	return n
}

// ssaOnly builds what every analysis by data flow stands on, and nothing else.
// Its result is the number of source lines. It mirrors what the passes share,
// without their knowledge of functions that never return.
var ssaOnly = &analysis.Analyzer{
	Name:       "ssaonly",
	Doc:        "build SSA and throw it away",
	ResultType: reflect.TypeFor[int](),
	Run: func(pass *analysis.Pass) (any, error) {
		program := ssa.NewProgram(pass.Fset, ssa.InstantiateGenerics)
		for _, imported := range pass.Pkg.Imports() {
			program.CreatePackage(imported, nil, nil, true)
		}
		program.CreatePackage(pass.Pkg, pass.Files, pass.TypesInfo, false).Build()
		lines := 0
		for _, file := range pass.Files {
			lines += pass.Fset.File(file.FileStart).LineCount()
		}
		return lines, nil
	},
}

// stopwatch returns a function that says what was spent since it was last
// called. Peak is always that of the process up to now.
func stopwatch() func() cost {
	last, lastUsed := time.Now(), used()
	return func() cost {
		now, nowUsed := time.Now(), used()
		c := cost{Wall: now.Sub(last), CPU: nowUsed.cpu - lastUsed.cpu, Peak: nowUsed.peak}
		last, lastUsed = now, nowUsed
		return c
	}
}

// usage is what this process, without those that it started, has used.
type usage struct {
	cpu  time.Duration
	peak int64
}

func used() usage {
	var r syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &r); err != nil {
		panic(fmt.Sprintf("getrusage of this process: %v", err))
	}
	return usage{cpu: time.Duration(r.Utime.Nano() + r.Stime.Nano()), peak: peak(&r)}
}
