package main

import (
	"fmt"
	"io"
	"text/tabwriter"
)

// result is what became of the mutants of one kind.
type result struct {
	kind   kind
	points int // places found
	tried  []outcome
}

func (r result) count(v verdict) int {
	n := 0
	for _, o := range r.tried {
		if o.verdict == v {
			n++
		}
	}
	return n
}

// write writes the recall of each kind, then those that survived, then those
// that are no mutants.
func write(w io.Writer, results []result) {
	table := tabwriter.NewWriter(w, 0, 0, 2, ' ', tabwriter.AlignRight)
	fmt.Fprintln(table, "kind\tplaces\tmutants\tfound\trecall\t")
	for _, r := range results {
		hits, misses := r.count(found), r.count(survived)
		recall := "-"
		if hits+misses > 0 {
			recall = fmt.Sprintf("%d %%", 100*hits/(hits+misses))
		}
		fmt.Fprintf(table, "%s\t%d\t%d\t%d\t%s\t\n", r.kind, r.points, hits+misses, hits, recall)
	}
	table.Flush()
	list(w, results, survived, "survived")
	list(w, results, broken, "not counted, because they do not compile")
	list(w, results, idle, "not counted, because something else still protects what they bare")
}

func list(w io.Writer, results []result, v verdict, title string) {
	for _, r := range results {
		for _, o := range r.tried {
			if o.verdict != v {
				continue
			}
			if title != "" {
				fmt.Fprintf(w, "\n%s:\n", title)
				title = ""
			}
			fmt.Fprintf(w, "  %s:%d: %s: %s", o.file, o.line, o.kind, o.what)
			if o.why != "" {
				fmt.Fprintf(w, " (%s)", o.why)
			}
			fmt.Fprintln(w)
		}
	}
}
