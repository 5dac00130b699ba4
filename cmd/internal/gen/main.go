// Gen derives files from the rules, and starts new rules.
//
//	go run ./cmd/internal/gen                  write what is stale
//	go run ./cmd/internal/gen -check           name what is stale, exit 1
//	go run ./cmd/internal/gen new RULE         start a rule
//	go run ./cmd/internal/gen new -kind document RULE
//
// Derived are the lists of rules that the drivers link in (analyzers/zsuite.go,
// spec/checks/zsuite.go), the rule table in README.md, the sets strict and
// owasp_2023 in rules/sets and, from spec/parity, spec/checks/PARITY.md. All but
// the last is read from the syntax of the rules' folders, so that gen works where
// a rule or a list does not compile: a list that names a removed rule can still
// be mended.
package main

import (
	"bytes"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"
)

func main() {
	os.Exit(run(os.Args[1:], os.Stdout, os.Stderr))
}

// run returns the exit code: 1 where -check found something stale, 2 where
// nothing could be done.
func run(args []string, stdout, stderr io.Writer) int {
	flags := flag.NewFlagSet("gen", flag.ContinueOnError)
	flags.SetOutput(stderr)
	check := flags.Bool("check", false, "name what is stale and change nothing")
	if err := flags.Parse(args); err != nil {
		return 2
	}
	root, err := moduleRoot()
	if err != nil {
		fmt.Fprintln(stderr, "gen:", err)
		return 2
	}
	switch {
	case flags.NArg() == 0:
		return generate(root, *check, stdout, stderr)
	case flags.Arg(0) == "new" && !*check:
		return startRule(root, flags.Args()[1:], stdout, stderr)
	}
	fmt.Fprintf(stderr, "gen: unexpected argument %q: expected nothing, or new RULE\n", flags.Arg(0))
	return 2
}

// generate writes or, under check, names the derived files that are stale.
func generate(root string, check bool, stdout, stderr io.Writer) int {
	stale, err := staleFiles(root)
	if err != nil {
		fmt.Fprintln(stderr, "gen:", err)
		return 2
	}
	for _, f := range stale {
		if check {
			fmt.Fprintf(stderr, "gen: %s is stale; run make generate\n", f.path)
			continue
		}
		if err := os.WriteFile(filepath.Join(root, f.path), f.text, 0o644); err != nil {
			fmt.Fprintln(stderr, "gen:", err)
			return 2
		}
		fmt.Fprintln(stdout, f.path)
	}
	if check && len(stale) > 0 {
		return 1
	}
	return 0
}

// file is one derived file, its path relative to the module's root.
type file struct {
	path string
	text []byte
}

// staleFiles returns the derived files that do not say what the rules say.
func staleFiles(root string) ([]file, error) {
	files, err := derive(root)
	if err != nil {
		return nil, err
	}
	var stale []file
	for _, f := range files {
		have, err := os.ReadFile(filepath.Join(root, f.path))
		if err != nil && !errors.Is(err, os.ErrNotExist) {
			return nil, err
		}
		if err != nil || !bytes.Equal(have, f.text) {
			stale = append(stale, f)
		}
	}
	return stale, nil
}

// moduleRoot returns the nearest folder upward that holds a go.mod.
func moduleRoot() (string, error) {
	start, err := os.Getwd()
	if err != nil {
		return "", err
	}
	for dir := start; ; dir = filepath.Dir(dir) {
		if _, err := os.Stat(filepath.Join(dir, "go.mod")); err == nil {
			return dir, nil
		}
		if dir == filepath.Dir(dir) {
			return "", fmt.Errorf("no go.mod in %s or above: run gen inside the module", start)
		}
	}
}
