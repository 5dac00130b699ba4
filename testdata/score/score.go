package main

import (
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
)

// result is what both tools made of the samples.
type result struct {
	samples []*sample
	rules   map[string]bool // of apiward's build
}

// run has both tools judge every sample. It must be called in the folder of
// this module.
func run(ctx context.Context) (*result, error) {
	dir, err := os.MkdirTemp("", "score-*")
	if err != nil {
		return nil, err
	}
	defer os.RemoveAll(dir)
	r := &result{samples: allSamples()}
	module := filepath.Join(dir, "samples")
	if err := writeModule(ctx, module, r.samples); err != nil {
		return nil, err
	}
	if err := judgeTheirs(ctx, module, r.samples); err != nil {
		return nil, err
	}
	r.rules, err = judgeOurs(ctx, module, filepath.Join(dir, "apiward"), r.samples)
	return r, err
}

// allSamples returns the samples of all groups, in order.
func allSamples() []*sample {
	var all []*sample
	for i := range groups {
		g := &groups[i]
		for n, code := range g.samples {
			name := fmt.Sprintf("%s_%02d", g.id, n)
			all = append(all, &sample{CodeSample: code, name: name, group: g, label: labels[name]})
		}
	}
	return all
}

// digestOf returns a digest of the samples of a group, as far as labels depend
// on them.
func digestOf(g *group) string {
	h := sha256.New()
	for _, s := range g.samples {
		fmt.Fprintf(h, "%d %q\n", s.Errors, s.Code)
	}
	return hex.EncodeToString(h.Sum(nil))[:12]
}

// bad reports whether something is to be found in the sample: as it was
// published, or as it was judged here.
func (s *sample) bad(judged bool) bool {
	return (s.Errors > 0) != (judged && s.label.kind == mislabelled)
}

// counts reports whether the sample is one that a figure can rest on.
func (s *sample) counts() bool { return s.broken == "" && s.label.kind != outside }

// figures are counts of samples. A sample is found where anything is reported
// in it: how many places of one flow a tool names is its own business.
type figures struct{ bad, found, reported, samples int }

// figure adds up samples: those that count and that match.
func (r *result) figure(judged bool, match func(*sample) bool, reported func(*sample) int) figures {
	var f figures
	for _, s := range r.samples {
		if !s.counts() || !match(s) {
			continue
		}
		f.samples++
		if s.bad(judged) {
			f.bad++
		}
		if reported(s) > 0 {
			f.reported++
			if s.bad(judged) {
				f.found++
			}
		}
	}
	return f
}

func theirs(s *sample) int { return s.theirs }
func ours(s *sample) int   { return s.ours }

// recall is the share of what is bad that was found.
func (f figures) recall() float64 { return share(f.found, f.bad) }

// precision is the share of what was reported that is bad.
func (f figures) precision() float64 { return share(f.found, f.reported) }

// share is 1 of nothing: there was nothing to miss, and nothing wrong.
func share(n, of int) float64 {
	if of == 0 {
		return 1
	}
	return float64(n) / float64(of)
}

// targets are the figures to reach, by name: recall and precision of what the
// labels leave to judge.
var targets = []struct {
	name              string
	recall, precision float64
}{
	{"SQL", 0.95, 0.95},
	{"SSRF", 0.95, 0.95},
	{"secrets", 0.95, 0.95},
}

// check returns what falls short of its target.
func (r *result) check() []string {
	var short []string
	for i := range groups {
		if g := &groups[i]; g.target != "" && !r.rules[g.rule] {
			short = append(short, fmt.Sprintf("%s: apiward has no rule %s to judge it by", g.id, g.rule))
		}
	}
	for _, t := range targets {
		f := r.figure(true, func(s *sample) bool { return s.group.target == t.name }, ours)
		if f.recall() < t.recall || f.precision() < t.precision {
			short = append(short, fmt.Sprintf("%s: recall %.3f, precision %.3f; wanted are %.2f and %.2f", t.name, f.recall(), f.precision(), t.recall, t.precision))
		}
	}
	return short
}

// print writes each sample, then each group, then the targets.
func (r *result) print(w io.Writer) {
	fmt.Fprintf(w, "%-14s %8s %6s %8s\n", "sample", "expected", "gosec", "apiward")
	for _, s := range r.samples {
		fmt.Fprintf(w, "%-14s %8d %6d %8s  %s\n", s.name, s.Errors, s.theirs, r.measured(s), s.remark(r.rules[s.group.rule]))
	}
	fmt.Fprintf(w, "\nsamples in which anything is reported, of those that no label excludes:\n")
	fmt.Fprintf(w, "%-11s %-18s %7s %4s  %-22s %-22s %s\n", "", "rule", "samples", "bad", "gosec", "apiward", "apiward, as published")
	fmt.Fprintf(w, "%-11s %-18s %7s %4s  %-22s %-22s %s\n", "", "", "", "", "recall  precision", "recall  precision", "recall  precision")
	for i := range groups {
		g := &groups[i]
		r.summary(w, g.id, g.rule, func(s *sample) bool { return s.group == g })
	}
	for _, t := range targets {
		rules := ""
		for i := range groups {
			if groups[i].target == t.name {
				rules = groups[i].rule
			}
		}
		r.summary(w, t.name, rules, func(s *sample) bool { return s.group.target == t.name })
	}
}

// measured returns what apiward counts in a sample.
func (r *result) measured(s *sample) string {
	if !r.rules[s.group.rule] {
		return "-"
	}
	return fmt.Sprint(s.ours)
}

// remark says what stands out about a sample.
func (s *sample) remark(measured bool) string {
	switch {
	case s.broken != "":
		return "does not compile: " + s.broken
	case s.label.kind == outside:
		return "outside: " + s.label.reason
	case s.label.kind == mislabelled && measured && s.bad(true) != (s.ours > 0):
		return "WRONG, and mislabelled: " + s.label.reason
	case s.label.kind == mislabelled:
		return "mislabelled: " + s.label.reason
	case measured && s.bad(true) && s.ours == 0:
		return "MISSED"
	case measured && !s.bad(true) && s.ours > 0:
		return "FALSE ALARM"
	}
	return ""
}

// summary writes one line about the samples that match.
func (r *result) summary(w io.Writer, name, rule string, match func(*sample) bool) {
	gosec, apiward, published := r.figure(true, match, theirs), r.figure(true, match, ours), r.figure(false, match, ours)
	fmt.Fprintf(w, "%-11s %-18s %7d %4d  %-22s", name, rule, apiward.samples, apiward.bad, gosec)
	if !r.rules[rule] {
		fmt.Fprintln(w, " no such rule in this build")
		return
	}
	fmt.Fprintf(w, " %-22s %s\n", apiward, published)
}

func (f figures) String() string { return fmt.Sprintf("%.3f   %.3f", f.recall(), f.precision()) }

// stale returns what in the labels does not fit the samples.
func stale() []string {
	var out []string
	names := map[string]bool{}
	for i := range groups {
		g := &groups[i]
		for n := range g.samples {
			names[fmt.Sprintf("%s_%02d", g.id, n)] = true
		}
		if d := digestOf(g); g.digest != d {
			out = append(out, fmt.Sprintf("the samples of %s are not those that the labels were made for: read them again, then set its digest to %q", g.id, d))
		}
	}
	for name := range labels {
		if !names[name] {
			out = append(out, "there is no sample "+name+" for its label")
		}
	}
	slices.SortFunc(out, cmp.Compare)
	return out
}
