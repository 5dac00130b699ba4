package driver

import (
	"crypto/sha256"

	"github.com/apiward/apiward/analyzers/edit"
	"github.com/apiward/apiward/cmd/internal/finding"
	"github.com/apiward/apiward/cmd/internal/fix"
	"github.com/apiward/apiward/rules"
	"github.com/apiward/apiward/spec"
	"github.com/apiward/apiward/spec/checks"
	"github.com/apiward/apiward/spec/lint"
)

// The bounds of trying fixes one by one, where those of a document do not all go
// together: each costs a reading of the document.
const (
	maxAlone = 20      // fixes
	maxRead  = 8 << 20 // bytes
)

// proveFixes tries the fixes of a document's problems, and drops those that do
// not do what they are for: behind a fix the document is read without a mistake
// that it did not have, the problem is gone, and none as grave has come. A milder
// one may: who asks for a credential is asked to document 401. Fixes in another
// file than the document's own are dropped, since nothing tells who else refers to
// it. It returns the sum of the text that the fixes fit.
func proveFixes(doc *spec.Document, problems []spec.Problem, policy *rules.Policy, opts spec.Options) (sum [sha256.Size]byte) {
	p := prover{doc: doc, opts: opts, policy: policy, before: count(problems)}
	var with []*spec.Problem
	for i := range problems {
		f := problems[i].Fix
		if f == nil {
			continue
		}
		if len(f.Edits) == 0 || f.Edits[0].File != doc.Name || problems[i].File != doc.Name {
			problems[i].Fix = nil
			continue
		}
		with = append(with, &problems[i])
	}
	if len(with) == 0 {
		return sum
	}
	p.text, _ = doc.Text(doc.Name)
	sum = sha256.Sum256(p.text)
	if p.holds(with) {
		return sum
	}
	most := min(maxAlone, 1+maxRead/(len(p.text)+1))
	for i, problem := range with {
		if i >= most || !p.holds(with[i:i+1]) {
			problem.Fix = nil
		}
	}
	return sum
}

// prover tries fixes of one document.
type prover struct {
	doc    *spec.Document
	text   []byte
	opts   spec.Options
	policy *rules.Policy
	before map[string]int
}

// count returns the number of problems by rule. They are told apart by nothing
// finer: behind a fix they stand elsewhere, and their messages count what a fix
// changes as well.
func count(problems []spec.Problem) map[string]int {
	n := map[string]int{}
	for _, p := range problems {
		n[p.RuleID]++
	}
	return n
}

// holds reports whether the fixes do together what they are for.
func (p *prover) holds(problems []*spec.Problem) bool {
	var edits []edit.Edit
	fixed := map[string]int{}
	mildest := rules.Error
	for _, problem := range problems {
		merged, ok := edit.Merge(edits, fix.Offsets(p.text, findingEdits(problem.Fix)))
		if !ok {
			return false
		}
		edits, mildest = merged, min(mildest, p.level(*problem))
		fixed[problem.RuleID]++
	}
	text, err := edit.Apply(p.text, edits)
	if err != nil {
		return false
	}
	doc, err := spec.Load(p.doc.Name, text, p.opts)
	if err != nil || len(doc.Problems) > len(p.doc.Problems) {
		return false
	}
	left := map[string]int{}
	for _, problem := range lint.Run(doc, checks.Documents, p.policy) {
		if fixed[problem.RuleID] > 0 || p.level(problem) >= mildest {
			left[problem.RuleID]++
		}
	}
	for rule, n := range left {
		if n > p.before[rule]-fixed[rule] {
			return false
		}
	}
	return true
}

// level returns the level of a problem under the policy.
func (p *prover) level(problem spec.Problem) rules.Level {
	for _, c := range checks.Documents {
		if c.Rule.ID == problem.RuleID {
			f := finding.Finding{Document: p.doc.Name, At: finding.Range(problem.Range)}
			if problem.Path != "" {
				f.Operation = problem.Method + " " + problem.Path
			}
			return problem.Strength.At(p.policy.LevelAt(c.Rule.Rule, f.Where()))
		}
	}
	return rules.Error
}

// documentFix returns the fix of a document's problem, nil where it has none.
func documentFix(p spec.Problem, sum [sha256.Size]byte) *finding.Fix {
	if p.Fix == nil {
		return nil
	}
	return &finding.Fix{Message: p.Fix.Message, Sum: sum, Edits: findingEdits(p.Fix)}
}

func findingEdits(f *spec.Fix) []finding.Edit {
	var out []finding.Edit
	for _, e := range f.Edits {
		out = append(out, finding.Edit{Text: e.Text, Range: finding.Range{
			File: e.File, Line: e.Line, Column: e.Column, EndLine: e.EndLine, EndColumn: e.EndColumn,
		}})
	}
	return out
}
