package driver

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"slices"
	"strings"
)

// go vet asks of a package that others import for its facts alone, and keeps what
// its tool printed under a key that does not say so: of a package that was such a
// dependency once, it finds nothing from then on. So the tool judges every package
// of the user's own, whether it is asked to or not, and what nobody asked for is
// left out of what is printed.

// judging returns the arguments of the tool with the unit's file replaced by one
// that asks for all findings, where the unit is of the user's own modules.
func judging(args []string) ([]string, error) {
	file := args[len(args)-1]
	if !strings.HasSuffix(file, ".cfg") {
		return args, nil
	}
	data, err := os.ReadFile(file)
	if err != nil {
		return nil, fmt.Errorf("reading what go vet asks for: %w", err)
	}
	var unit map[string]json.RawMessage
	if err := json.Unmarshal(data, &unit); err != nil {
		return nil, fmt.Errorf("go vet asks for something in %s that is no unit: %w", file, err)
	}
	var of struct {
		VetxOnly                  bool
		ModulePath, ModuleVersion string
	}
	if err := json.Unmarshal(data, &of); err != nil {
		return nil, fmt.Errorf("go vet asks for something in %s that is no unit: %w", file, err)
	}
	if !of.VetxOnly || of.ModuleVersion != "" || slices.Contains([]string{"", "std", "cmd"}, of.ModulePath) {
		return args, nil
	}
	unit["VetxOnly"] = json.RawMessage("false")
	if data, err = json.Marshal(unit); err != nil {
		return nil, err
	}
	all := strings.TrimSuffix(file, ".cfg") + "-all.cfg"
	if err := os.WriteFile(all, data, 0o666); err != nil {
		return nil, fmt.Errorf("asking for all findings: %w", err)
	}
	return append(slices.Clone(args[:len(args)-1]), all), nil
}

// asked returns the packages that cfg names, by path. The error is that of the go
// command, which go vet gives too.
func asked(ctx context.Context, dir string, cfg Config) (map[string]bool, error) {
	args := []string{"list", "-e", "-f", "{{.ImportPath}}"}
	if len(cfg.Tags) > 0 {
		args = append(args, "-tags="+strings.Join(cfg.Tags, ","))
	}
	out, err := goCommand(ctx, dir, append(append(args, "--"), patterns(cfg)...)...)
	if err != nil {
		return nil, err
	}
	list := map[string]bool{}
	for path := range strings.Lines(string(out)) {
		list[strings.TrimSpace(path)] = true
	}
	return list, nil
}

// only returns the diagnostics of the packages, each once: what is found in a
// package is found in it together with its tests as well.
func only(found []vetDiagnostic, packages map[string]bool) []vetDiagnostic {
	found = slices.DeleteFunc(found, func(d vetDiagnostic) bool {
		path, _, _ := strings.Cut(d.unit, " ")
		return !packages[path] && !packages[strings.TrimSuffix(path, "_test")]
	})
	return slices.CompactFunc(found, func(a, b vetDiagnostic) bool { return a.Posn == b.Posn && a.Message == b.Message })
}
