package driver

import (
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/apiward/apiward/cmd/internal/finding"
	"github.com/apiward/apiward/rules"
)

// TestLimit holds that garbage fills what is aimed at, and that what is in use
// beyond that leaves room for more.
func TestLimit(t *testing.T) {
	a := aim{memory: 100 << 20}
	for _, c := range []struct {
		live, around uint64
		want         int64
	}{
		{0, 0, 100 << 20},
		{50 << 20, 10 << 20, 100 << 20},
		{100 << 20, 20 << 20, (100 + leastPercent + 20) << 20},
		{300 << 20, 0, 3 * (100 + leastPercent) << 20},
	} {
		if got := a.limit(c.live, c.around); got != c.want {
			t.Errorf("with %d bytes in use and %d around them there is room for %d, not for %d", c.live, c.around, got, c.want)
		}
	}
}

// What a run finds and fixes does not depend on whether it lets go of types.
func TestFrugalRunsSayTheSame(t *testing.T) {
	offline(t)
	t.Setenv("GOFLAGS", "-mod=vendor")
	cfg := Config{Dir: tree(t, edited), Patterns: []string{"./..."}, Policy: &rules.Policy{}}
	found := func(frugal bool) []finding.Finding {
		code, err := analyse(t.Context(), cfg)
		if err != nil {
			t.Fatal(err)
		}
		code.run.frugal = frugal
		a := &Analysis{Tally: rules.Tally{}}
		a.code(t.Context(), cfg, code, nil)
		if code.run.released != frugal {
			t.Errorf("the types are let go: %v, want %v", code.run.released, frugal)
		}
		return a.Findings
	}
	want := found(false)
	if !slices.ContainsFunc(want, func(f finding.Finding) bool { return f.Fix != nil }) {
		t.Error("nothing is fixed")
	}
	if diff := cmp.Diff(want, found(true)); diff != "" {
		t.Errorf("a run that lets go of types says otherwise (-without +with):\n%s", diff)
	}
}
