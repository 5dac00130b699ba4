//go:build unix

package main

import (
	"encoding/json"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
)

// buildTool builds apiward as its users have it.
func buildTool(dir string) (string, error) {
	name := filepath.Join(dir, "apiward")
	out, err := exec.Command("go", "build", "-o", name, "github.com/apiward/apiward/cmd/apiward").CombinedOutput()
	if err != nil {
		return "", fmt.Errorf("building apiward: %w\n%s", err, out)
	}
	return name, nil
}

// command is one command that is measured, with what is done before each run.
type command struct {
	name   string
	before func() error
	env    []string
	args   []string
}

// measureCommand runs a command several times in dir; the cheapest run counts.
func measureCommand(dir string, runs int, c command) (cost, error) {
	o := outcome{tolerant: true, env: c.env} // they end with 1 where they find something
	for range max(runs, 1) {
		if c.before != nil {
			if err := c.before(); err != nil {
				return cost{}, err
			}
		}
		if err := o.run(dir, c.args[0], c.args[1:]...); err != nil {
			return cost{}, err
		}
	}
	return o.whole, nil
}

// compareRuns measures what a run costs when all is new, when nothing changed, and
// when one file did, in a copy of the service, and writes the ratios, among them
// those to what types and SSA alone cost, and to what gosec does.
func compareRuns(w io.Writer, dir, tool string, runs int, types, gosec *outcome) error {
	scratch, err := os.MkdirTemp("", "apiward-bench-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(scratch)
	service, store := filepath.Join(scratch, "service"), filepath.Join(scratch, "cache")
	if err := os.CopyFS(service, os.DirFS(dir)); err != nil {
		return err
	}
	leaf, err := leafFile(service)
	if err != nil {
		return err
	}
	n := 0 // of edits, so that each is new
	edit := func(text string) func() error {
		return func() error {
			f, err := os.OpenFile(leaf, os.O_APPEND|os.O_WRONLY, 0)
			if err != nil {
				return err
			}
			defer f.Close()
			n++
			_, err = f.WriteString(strings.ReplaceAll(text, "N", strconv.Itoa(n)))
			return err
		}
	}
	check := []string{tool, "check", "-o", "json=" + filepath.Join(scratch, "report.json")}
	cached := []string{"APIWARD_CACHE=" + store}
	clean := func() error { return os.RemoveAll(store) }
	vet := command{name: "go vet, nothing changed", args: []string{"go", "vet", "./..."}}
	if _, err := measureCommand(service, 1, vet); err != nil { // its own cache must be warm
		return err
	}
	costs := map[string]cost{}
	for _, c := range []command{
		vet,
		{"check, all is new", clean, cached, check},
		{"check, nothing changed", nil, cached, check},
		{"check, a comment changed", edit("\n// N\n"), cached, check},
		{"check, a function more", edit("\nfunc benchedN(i int) int { return i + 1 }\n"), cached, check},
	} {
		if costs[c.name], err = measureCommand(service, runs, c); err != nil {
			return err
		}
		row(w, c.name, costs[c.name])
	}
	all := costs["check, all is new"]
	fmt.Fprintf(w, "  all is new: %.2f × loading, types and SSA in CPU (goal 2.5)\n", ratio(all.CPU, types.whole.CPU))
	if gosec.ran {
		fmt.Fprintf(w, "  all is new: %.2f × gosec in CPU, %.2f × in wall time (goal 0.35), %.2f × its memory (goal 1)\n",
			ratio(all.CPU, gosec.whole.CPU), ratio(all.Wall, gosec.whole.Wall), ratio(all.Peak, gosec.whole.Peak))
	}
	fmt.Fprintf(w, "  nothing changed: %.2f × go vet in CPU, %.2f × in wall time (goal 0.8)\n",
		ratio(costs["check, nothing changed"].CPU, costs["go vet, nothing changed"].CPU), ratio(costs["check, nothing changed"].Wall, costs["go vet, nothing changed"].Wall))
	rel, _ := filepath.Rel(service, leaf)
	fmt.Fprintf(w, "  one leaf file, %s: a comment %.3f × the run in which all is new, a function %.3f × (goal 0.1, and 2 s)\n",
		rel, ratio(costs["check, a comment changed"].CPU, all.CPU), ratio(costs["check, a function more"].CPU, all.CPU))
	fmt.Fprintf(w, "  the peak is %.0f MB (goal 500 for 150 kLOC)\n", float64(all.Peak)/1e6)
	return nil
}

// leafFile returns a file of a package that imports none of its module: the
// smallest of them.
func leafFile(dir string) (string, error) {
	cmd := exec.Command("go", "list", "-e", "-json=ImportPath,Dir,GoFiles,Imports,Module", "./...")
	cmd.Dir = dir
	out, err := cmd.Output()
	if err != nil {
		return "", fmt.Errorf("go list: %w", err)
	}
	best, size := "", int64(-1)
	for dec := json.NewDecoder(strings.NewReader(string(out))); dec.More(); {
		var p struct {
			ImportPath, Dir string
			GoFiles         []string
			Imports         []string
			Module          struct{ Path string }
		}
		if err := dec.Decode(&p); err != nil {
			return "", err
		}
		own := false
		for _, imp := range p.Imports {
			own = own || strings.HasPrefix(imp, p.Module.Path+"/")
		}
		if own || len(p.GoFiles) == 0 || p.ImportPath == p.Module.Path {
			continue
		}
		name := filepath.Join(p.Dir, p.GoFiles[0])
		if info, err := os.Stat(name); err == nil && (size < 0 || info.Size() < size) {
			best, size = name, info.Size()
		}
	}
	if best == "" {
		return "", fmt.Errorf("%s has no package that imports none of its own", dir)
	}
	return best, nil
}

// startCosts measures what go vet pays for each package.
func startCosts(w io.Writer, tool string, runs int) error {
	scratch, err := os.MkdirTemp("", "apiward-bench-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(scratch)
	unit := filepath.Join(scratch, "unit.cfg")
	text := fmt.Sprintf(`{"ID":"empty","Compiler":"gc","Dir":%q,"ImportPath":"example.com/empty","GoVersion":"go1.24","VetxOnly":true,"VetxOutput":%q,"SucceedOnTypecheckFailure":true}`,
		scratch, filepath.Join(scratch, "out"))
	if err := os.WriteFile(unit, []byte(text), 0o600); err != nil {
		return err
	}
	fmt.Fprintf(w, "for each package of go vet\n")
	for _, c := range []command{
		{name: "apiward -V=full", args: []string{tool, "-V=full"}},
		{name: "an empty unit", args: []string{tool, unit}},
	} {
		spent, err := measureCommand(scratch, max(runs, 5), c)
		if err != nil {
			return err
		}
		fmt.Fprintf(w, "  %-34s %7.1f ms wall %7.1f ms CPU (goal 20)\n", c.name, float64(spent.Wall.Microseconds())/1000, float64(spent.CPU.Microseconds())/1000)
	}
	return nil
}

// growth measures generated modules of different sizes: what a package costs must
// not grow with their number.
func growth(w io.Writer, tool string) error {
	fmt.Fprintln(w, "generated modules, all new")
	var first float64
	for _, n := range []int{250, 500, 1000} {
		spent, err := growthOf(tool, n)
		if err != nil {
			return err
		}
		each := spent.CPU.Seconds() * 1000 / float64(n)
		if first == 0 {
			first = each
		}
		fmt.Fprintf(w, "  %4d packages: %6.2f s CPU, %4.0f MB, %.2f ms CPU for each, %.2f × that of the smallest (goal: linear)\n",
			n, spent.CPU.Seconds(), float64(spent.Peak)/1e6, each, each/first)
	}
	return nil
}

func growthOf(tool string, n int) (cost, error) {
	dir, err := os.MkdirTemp("", "apiward-bench-")
	if err != nil {
		return cost{}, err
	}
	defer os.RemoveAll(dir)
	write := func(name, text string) error {
		name = filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(name), 0o777); err != nil {
			return err
		}
		return os.WriteFile(name, []byte(text), 0o666)
	}
	if err := write("go.mod", "module example.com/large\n\ngo 1.24\n"); err != nil {
		return cost{}, err
	}
	var imports, calls strings.Builder
	for i := range n {
		below, call := "", ""
		if i >= 10 { // ten packages at the bottom, and layers above them
			below = fmt.Sprintf("\t\"example.com/large/p%d\"\n", i/2)
			call = fmt.Sprintf("\tp%d.Find(db, name)\n", i/2)
		}
		text := fmt.Sprintf("package p%d\n\nimport (\n\t\"database/sql\"\n\t\"net/http\"\n%s)\n\n"+
			"func Find(db *sql.DB, name string) error {\n%s\t_, err := db.Exec(\"DELETE FROM t%d WHERE name = ?\", name)\n\treturn err\n}\n\n"+
			"func Handle(w http.ResponseWriter, r *http.Request) {\n\tif r.Header.Get(\"Authorization\") == \"\" {\n\t\tw.WriteHeader(401)\n\t\treturn\n\t}\n\tw.Write([]byte(r.PathValue(\"id\")))\n}\n", i, below, call, i)
		if err := write(fmt.Sprintf("p%d/p.go", i), text); err != nil {
			return cost{}, err
		}
		fmt.Fprintf(&imports, "\t\"example.com/large/p%d\"\n", i)
		fmt.Fprintf(&calls, "\thttp.HandleFunc(\"GET /p%d/{id}\", p%d.Handle)\n", i, i)
	}
	if err := write("main.go", "package main\n\nimport (\n\t\"net/http\"\n"+imports.String()+")\n\nfunc main() {\n"+calls.String()+"\thttp.ListenAndServe(\":80\", nil)\n}\n"); err != nil {
		return cost{}, err
	}
	return measureCommand(dir, 1, command{env: []string{"APIWARD_CACHE=off"}, args: []string{tool, "check", "-o", "json=" + filepath.Join(dir, "report.json")}})
}
