package main

import (
	"bytes"
	"embed"
	"flag"
	"fmt"
	"go/format"
	"io"
	"io/fs"
	"maps"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
)

// scaffold holds a small working rule per kind. Files named rule get the name
// of the rule, and its ID stands where they say RULE_ID. They end in .tmpl so
// that no tool takes them for code.
//
//go:embed scaffold
var scaffold embed.FS

// homes says where a rule of each kind lives.
var homes = map[string]string{"code": codeRules, "document": documentRules, "contract": documentRules}

// validID is the grammar of rule IDs; package rules holds the catalog to it.
var validID = regexp.MustCompile(`^[a-z][a-z0-9]*(_[a-z0-9]+)*$`)

// startRule writes the folder of a new rule and puts it on the lists.
func startRule(root string, args []string, stdout, stderr io.Writer) int {
	id, kind, err := parseNew(args)
	if err == nil {
		err = writeRule(root, id, kind)
	}
	if err != nil {
		fmt.Fprintln(stderr, "gen new:", err)
		return 2
	}
	fmt.Fprintln(stdout, path.Join(homes[kind], id))
	return generate(root, false, stdout, stderr)
}

// parseNew reads "RULE -kind KIND" in any order.
func parseNew(args []string) (id, kind string, err error) {
	flags := flag.NewFlagSet("new", flag.ContinueOnError)
	flags.SetOutput(io.Discard) // the error is told once, by the caller
	flags.StringVar(&kind, "kind", "code", "")
	if err := flags.Parse(args); err != nil {
		return "", "", err
	}
	if id = flags.Arg(0); id != "" {
		if err := flags.Parse(flags.Args()[1:]); err != nil {
			return "", "", err
		}
	}
	switch {
	case id == "" || flags.NArg() > 0:
		return "", "", fmt.Errorf("expected one rule: new RULE [-kind code|document|contract]")
	case !validID.MatchString(id):
		return "", "", fmt.Errorf("%q is no rule ID: expected snake_case, as verbose_error", id)
	case homes[kind] == "":
		return "", "", fmt.Errorf("unknown kind %q: expected %s", kind, strings.Join(slices.Sorted(maps.Keys(homes)), ", "))
	}
	return id, kind, nil
}

// writeRule writes the folder of a rule. IDs are unique over all kinds.
func writeRule(root, id, kind string) error {
	for _, home := range []string{codeRules, documentRules, driverRules} {
		if _, err := os.Stat(filepath.Join(root, home, id)); err == nil {
			return fmt.Errorf("%s exists already; IDs are unique over all kinds of rules", path.Join(home, id))
		}
	}
	from, err := fs.Sub(scaffold, "scaffold/"+kind)
	if err != nil {
		return err
	}
	to := filepath.Join(root, homes[kind], id)
	return fs.WalkDir(from, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		text, err := fs.ReadFile(from, name)
		if err != nil {
			return err
		}
		text = bytes.ReplaceAll(text, []byte("RULE_ID"), []byte(id))
		if strings.HasSuffix(name, ".go.tmpl") {
			if text, err = format.Source(text); err != nil { // the ID decides the order of imports
				return err
			}
		}
		dir, base := path.Split(strings.TrimSuffix(name, ".tmpl"))
		if rest, ok := strings.CutPrefix(base, "rule"); ok {
			base = id + rest
		}
		file := filepath.Join(to, filepath.FromSlash(dir), base)
		if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
			return err
		}
		return os.WriteFile(file, text, 0o644)
	})
}
