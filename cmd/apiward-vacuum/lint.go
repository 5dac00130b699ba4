package main

import (
	"cmp"
	"context"
	"fmt"
	"io/fs"
	"log/slog"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing/fstest"
	"time"

	"github.com/daveshanley/vacuum/model"
	"github.com/daveshanley/vacuum/motor"
	"github.com/daveshanley/vacuum/rulesets"
)

// answer runs the rules of the request over its documents, one after the other:
// vacuum keeps caches that all runs of a process share.
func answer(req *request) (*response, error) {
	deadline := time.Now().Add(time.Duration(req.Deadline) * time.Millisecond)
	res := &response{
		Version: version, Engine: about{"vacuum", vacuumVersion()},
		Rules: []rule{}, Findings: []finding{}, Errors: []remark{}, Notices: []remark{},
	}
	set, err := res.ruleSet(req.RuleSets)
	if err != nil {
		return nil, err
	}
	known := map[string]*model.Rule{}
	maps.Copy(known, set.Rules)
	for _, d := range req.Documents {
		if err := res.lint(d, set, known, deadline); err != nil {
			return nil, err
		}
	}
	for _, id := range slices.Sorted(maps.Keys(known)) {
		res.Rules = append(res.Rules, describe(id, known[id]))
	}
	slices.SortFunc(res.Findings, compareFindings)
	res.Findings = slices.Compact(res.Findings)
	sortRemarks(&res.Errors)
	sortRemarks(&res.Notices)
	return res, nil
}

// lint runs the rules over one document.
func (res *response) lint(d document, set *rulesets.RuleSet, known map[string]*model.Rule, deadline time.Time) error {
	if len(d.Files) == 0 {
		return fmt.Errorf("the document %s has no text", d.Name)
	}
	left := time.Until(deadline) * 3 / 4 // what is left is for the answer
	if left <= 0 {
		res.Errors = append(res.Errors, remark{d.Name, "there was no time left for it"})
		return nil
	}
	heard := &listener{}
	run := &motor.RuleSetExecution{
		RuleSet: set, Spec: []byte(d.Files[0].Text), SpecFileName: d.Name,
		Timeout: left, NodeLookupTimeout: left,
		Logger: slog.New(heard), SilenceLogs: true,
		PanicFunction: func(p any) { heard.add(true, fmt.Sprintf("a rule failed: %v", p)) },
	}
	if len(d.Files) > 1 {
		// AllowLookup stays off, which would open the network as well.
		run.Base, run.RolodexFS = nowhere(), filesOf(d)
		run.SpecFileName = filepath.Join(run.Base, filepath.FromSlash(d.Name))
	}
	result := motor.ApplyRulesToRuleSet(run)
	p := newPlaces(d)
	for i := range result.Results {
		r := &result.Results[i]
		id := ruleID(r)
		if known[id] == nil {
			known[id] = cmp.Or(r.Rule, &model.Rule{Id: id, Severity: r.RuleSeverity})
		}
		res.Findings = append(res.Findings, p.finding(id, r))
	}
	for _, err := range result.Errors {
		heard.add(true, err.Error())
	}
	res.heard(d.Name, heard)
	if n := len(result.IgnoredResults); n > 0 {
		res.Notices = append(res.Notices, remark{d.Name, fmt.Sprintf("findings that x-lint-ignore excuses: %d", n)})
	}
	if info := result.SpecInfo; info != nil && info.SpecFormat == model.OAS2 {
		res.Notices = append(res.Notices, remark{d.Name, "many rules, those of OWASP among them, do not look at Swagger 2.0"})
	}
	result.Release()
	return nil
}

func ruleID(r *model.RuleFunctionResult) string {
	if r.RuleId == "" && r.Rule != nil {
		return r.Rule.Id
	}
	return cmp.Or(r.RuleId, "unnamed")
}

// heard takes over what vacuum said of a document.
func (res *response) heard(name string, l *listener) {
	l.mu.Lock()
	defer l.mu.Unlock()
	for _, text := range l.errors {
		res.Errors = append(res.Errors, remark{name, text})
	}
	for _, text := range l.notices {
		res.Notices = append(res.Notices, remark{name, text})
	}
}

// nowhere is the directory that the files of a document seem to be in. Nothing
// is there: vacuum gets them from memory, and where it has a file system of its
// own given, it opens no other file, whatever a reference says.
func nowhere() string { return filepath.Join(os.TempDir(), "apiward-vacuum") }

// filesOf returns a file system of the document's files.
func filesOf(d document) fs.FS {
	files := fstest.MapFS{}
	for _, f := range d.Files {
		if !fs.ValidPath(f.Name) {
			continue // one that a reference to a host led to
		}
		files[f.Name] = &fstest.MapFile{Data: []byte(f.Text), Mode: 0o400}
	}
	return files
}

// describe returns what apiward needs to know of a rule.
func describe(id string, r *model.Rule) rule {
	out := rule{ID: id, Level: level(r.Severity), Title: line(cmp.Or(r.Name, r.Description, r.Message, id)), URL: r.DocumentationURL}
	out.About = strings.TrimSpace(cmp.Or(r.Description, r.Message, r.Name))
	out.Help = strings.TrimSpace(r.HowToFix)
	if r.RuleCategory != nil {
		out.Security = r.RuleCategory.Id == model.CategoryOWASP || r.RuleCategory.Id == model.CategorySecurity
	}
	return out
}

// level returns one of apiward's levels. A rule without a severity warns, as
// with Spectral.
func level(severity string) string {
	switch severity {
	case model.SeverityError:
		return "error"
	case model.SeverityInfo, model.SeverityHint:
		return "note"
	case model.SeverityNone, "off":
		return "off"
	}
	return "warning"
}

// line folds a text into one line.
func line(s string) string { return strings.TrimSuffix(strings.Join(strings.Fields(s), " "), ".") }

// clip bounds a text: vacuum joins all errors of a kind into one.
func clip(s string) string {
	const most = 300
	if len(s) <= most {
		return s
	}
	return strings.ToValidUTF8(s[:most], "") + "…"
}

// listener hears what vacuum logs: it drops a rule that took too long, and says
// so nowhere else.
type listener struct {
	mu              sync.Mutex
	errors, notices []string
}

// maxHeard bounds what is kept of either kind.
const maxHeard = 50

func (l *listener) add(failure bool, text string) {
	l.mu.Lock()
	defer l.mu.Unlock()
	list := &l.notices
	if failure {
		list = &l.errors
	}
	if text = clip(line(text)); len(*list) < maxHeard && !slices.Contains(*list, text) {
		*list = append(*list, text)
	}
}

// Enabled implements slog.Handler.
func (l *listener) Enabled(_ context.Context, level slog.Level) bool { return level >= slog.LevelWarn }

// Handle implements slog.Handler.
func (l *listener) Handle(_ context.Context, r slog.Record) error {
	text := r.Message
	r.Attrs(func(a slog.Attr) bool {
		text += fmt.Sprintf(", %s %v", a.Key, a.Value)
		return true
	})
	switch {
	case strings.HasPrefix(r.Message, "Rule timed out"), strings.HasPrefix(r.Message, "giving up on node lookup"),
		strings.HasPrefix(r.Message, "Rule does not exist"), strings.HasPrefix(r.Message, "Unable to decode rule"),
		strings.HasPrefix(r.Message, "cannot open external ruleset"), strings.HasPrefix(r.Message, "external ruleset fetch"),
		strings.Contains(r.Message, "alias"):
		l.add(true, text)
	case strings.HasPrefix(r.Message, "unable to build unresolved model"):
		l.add(true, "many rules did not run, since no model can be made of the document: "+text)
	case r.Level >= slog.LevelError && !strings.Contains(r.Message, "rolodex"): // a reference that leads nowhere is a finding
		l.add(false, text)
	}
	return nil
}

// WithAttrs implements slog.Handler.
func (l *listener) WithAttrs([]slog.Attr) slog.Handler { return l }

// WithGroup implements slog.Handler.
func (l *listener) WithGroup(string) slog.Handler { return l }

func compareFindings(a, b finding) int {
	return cmp.Or(
		cmp.Compare(a.Document, b.Document), cmp.Compare(a.File, b.File),
		cmp.Compare(a.Line, b.Line), cmp.Compare(a.Column, b.Column),
		cmp.Compare(a.Rule, b.Rule), cmp.Compare(a.Message, b.Message), cmp.Compare(a.Pointer, b.Pointer),
		cmp.Compare(a.EndLine, b.EndLine), cmp.Compare(a.EndColumn, b.EndColumn),
	)
}

func sortRemarks(list *[]remark) {
	slices.SortFunc(*list, func(a, b remark) int { return cmp.Or(cmp.Compare(a.Input, b.Input), cmp.Compare(a.Message, b.Message)) })
	*list = slices.Compact(*list)
}
