package link

import (
	"fmt"
	"slices"
	"testing"

	"github.com/apiward/apiward/analyzers/internal/flow"
	"github.com/apiward/apiward/rules/model"
)

// Whichever way many values come to a sink, the same ones are named.
func TestManyValuesInAnyOrder(t *testing.T) {
	var all []candidate
	for i := range 3 * MaxBeside {
		o := flow.From(flow.What{Kind: flow.Source, Source: model.Query, Name: fmt.Sprint("q", i%7)})
		o.Steps = flow.Trace(Step{At: Pos{Package: "p", File: "f.go", Line: i + 1, Column: 1}, Text: "enters here"})
		if i%5 == 0 {
			o.Flags |= flow.Reading
		}
		all = append(all, candidate{Flow: Flow{Origin: o}})
	}
	told := func(list []candidate) string {
		best := list[0]
		for _, f := range list[1:] {
			if stronger(&f, &best) {
				f.Also = beside(best.Also, &best)
				best = f
			} else {
				best.Also = beside(best.Also, &f)
			}
		}
		best.settle()
		return fmt.Sprint(best.first(), best.Also)
	}
	backward := slices.Clone(all)
	slices.Reverse(backward)
	apart := slices.Concat(all[len(all)/2:], all[:len(all)/2])
	want := told(all)
	for name, list := range map[string][]candidate{"backward": backward, "apart": apart} {
		if got := told(list); got != want {
			t.Errorf("%s: %s\nwant %s", name, got, want)
		}
	}
}
