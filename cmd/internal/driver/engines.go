package driver

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"sync"

	"github.com/apiward/apiward/cmd/internal/finding"
	"github.com/apiward/apiward/rules"
	"github.com/apiward/apiward/spec"
	"github.com/apiward/apiward/spec/engine"
)

// enginesOn reports whether engines are to run.
func enginesOn(cfg Config) bool {
	return cfg.Engines && cfg.Policy != nil && len(cfg.Policy.Engines) > 0
}

// textOf returns a document as engines are given it.
func textOf(d *spec.Document) engine.Document {
	document := engine.Document{Name: d.Name}
	for name, text := range d.Files() {
		document.Files = append(document.Files, engine.File{Name: name, Text: string(text)})
	}
	return document
}

// startEngines starts the engines that the policy turns on, over the documents
// that could be read. What they find, or why they found nothing, is in the
// analysis when the function that is returned returns.
func (a *Analysis) startEngines(ctx context.Context, cfg Config, documents []engine.Document) (join func()) {
	if !enginesOn(cfg) || len(documents) == 0 {
		return func() {}
	}
	outcomes := make([]engineOutcome, len(cfg.Policy.Engines))
	var wait sync.WaitGroup
	wait.Go(func() {
		for i, e := range cfg.Policy.Engines { // one after the other: each is heavy
			outcomes[i] = runEngine(ctx, cfg, e, documents)
		}
	})
	return func() {
		cfg.progress("engines", 0, 0, "")
		wait.Wait()
		for i, o := range outcomes {
			a.addEngine(cfg.Policy.Engines[i], o)
		}
	}
}

// EngineRules asks an engine for the rules that it has in the project.
func EngineRules(ctx context.Context, root string, e rules.Engine) ([]rules.Entry, error) {
	o := runEngine(ctx, Config{Root: root}, e, nil)
	if o.err != nil {
		return nil, o.err
	}
	return engineRules(e.Name, o.answer), nil
}

// engineOutcome is what became of one engine.
type engineOutcome struct {
	answer *engine.Response // nil where it failed
	err    error
}

func runEngine(ctx context.Context, cfg Config, e rules.Engine, documents []engine.Document) engineOutcome {
	dir, err := filepath.Abs(cmp.Or(cfg.Root, cfg.Dir, "."))
	if err != nil {
		return engineOutcome{err: err}
	}
	program := engine.Program{Name: e.Name, Dir: dir, Deadline: e.Deadline}
	if program.Path, err = engine.Find(e.Name); err != nil {
		return engineOutcome{err: err}
	}
	request, err := engineRequest(dir, e, documents)
	if err != nil {
		return engineOutcome{err: err}
	}
	answer, err := program.Run(ctx, request)
	return engineOutcome{answer, err}
}

// maxRuleSet bounds a rule set. One is written by hand.
const maxRuleSet = 8 << 20

// engineRequest returns what an engine is asked: the texts that the documents
// were read from, and the rule sets.
func engineRequest(dir string, e rules.Engine, documents []engine.Document) (engine.Request, error) {
	request := engine.Request{Documents: documents}
	root, err := os.OpenRoot(dir)
	if err != nil {
		return request, err
	}
	defer root.Close()
	for _, name := range e.RuleSets {
		text, err := readRuleSet(root, name)
		if err != nil {
			return request, fmt.Errorf("the rule set %s of the engine %s cannot be read: %w; correct its name in the policy", name, e.Name, err)
		}
		request.RuleSets = append(request.RuleSets, engine.File{Name: name, Text: string(text)})
	}
	return request, nil
}

func readRuleSet(root *os.Root, name string) ([]byte, error) {
	info, err := root.Stat(name)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil, errors.New("there is no such file: expected a rule set in YAML or JSON, named from the project's root")
	case errors.Is(err, fs.ErrPermission):
		return nil, errors.New("the file may not be read: grant read permission")
	case err != nil:
		return nil, errors.New("it cannot be opened inside the project's root, outside which nothing is read")
	case info.IsDir():
		return nil, errors.New("this is a directory: expected a rule set in YAML or JSON")
	case !info.Mode().IsRegular():
		return nil, errors.New("this is no regular file: expected a rule set in YAML or JSON")
	case info.Size() > maxRuleSet:
		return nil, fmt.Errorf("it has more than %d MB: expected a rule set in YAML or JSON", maxRuleSet>>20)
	}
	f, err := root.Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	return io.ReadAll(io.LimitReader(f, maxRuleSet))
}

// addEngine takes over what an engine found.
func (a *Analysis) addEngine(e rules.Engine, o engineOutcome) {
	if o.err != nil {
		at := finding.Range{File: e.At.File, Line: e.At.Line, Column: e.At.Column}
		a.Failures = append(a.Failures, finding.Failure{Input: "engine " + e.Name, Message: o.err.Error(), At: at})
		return
	}
	for _, r := range o.answer.Errors {
		a.Failures = append(a.Failures, finding.Failure{Input: cmp.Or(r.Input, "engine "+e.Name), Message: e.Name + ": " + r.Message})
	}
	for _, r := range o.answer.Notices {
		a.Notices = append(a.Notices, finding.Notice{Message: e.Name + ": " + r.Message, At: finding.Range{File: r.Input}})
	}
	a.Rules = append(a.Rules, engineRules(e.Name, o.answer)...)
	for _, f := range o.answer.Findings {
		a.Findings = append(a.Findings, finding.Finding{
			Rule: rules.Foreign(e.Name, f.Rule), Origin: e.Name, Message: f.Message, Help: f.Help, Pointer: f.Pointer,
			At: finding.Range{File: f.File, Line: f.Line, Column: f.Column, EndLine: f.EndLine, EndColumn: f.EndColumn},
		})
	}
}

// engineRules returns an engine's rules as those of a catalog.
func engineRules(name string, answer *engine.Response) []rules.Entry {
	var entries []rules.Entry
	seen := map[string]bool{}
	for _, r := range answer.Rules {
		id := rules.Foreign(name, r.ID)
		if seen[id] {
			continue // told apart by what no policy can write; the first stands for both
		}
		seen[id] = true
		severity := rules.Low
		if r.Security {
			severity = max(rules.Low, rules.Severity(r.Level))
		}
		entries = append(entries, rules.Entry{
			Rule: &rules.Rule{
				ID: id, Title: cmp.Or(r.Title, r.ID), Kind: rules.Document, Severity: severity,
				Confidence: rules.Firm, Since: "0.1", Default: r.Level,
			},
			About: &rules.Help{
				What:   cmp.Or(r.About, r.Title, r.ID),
				Prefer: r.Help,
				Limits: strings.TrimSpace(fmt.Sprintf("The rule is one of %s %s, which judges by itself. %s", name, answer.Engine.Version, r.URL)),
			},
		})
	}
	return entries
}
