package main

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/securego/gosec/v2/testutils"

	// Samples import it, so its version is that of this module.
	_ "golang.org/x/crypto/ssh"
)

// chosen are the published samples of the rules of gosec's that apiward runs as
// a pass of its own. Half of those rules are written in apiward, for the time
// that gosec's take to start.
var chosen = []group{
	{id: "G106", samples: testutils.SampleCodeG106},
	{id: "G108", samples: testutils.SampleCodeG108},
	{id: "G111", samples: testutils.SampleCodeG111},
	{id: "G112", samples: testutils.SampleCodeG112},
	{id: "G113", samples: testutils.SampleCodeG113},
	{id: "G114", samples: testutils.SampleCodeG114},
	{id: "G115", samples: testutils.SampleCodeG115},
	{id: "G116", samples: testutils.SampleCodeG116},
	{id: "G119", samples: testutils.SampleCodeG119},
	{id: "G121", samples: testutils.SampleCodeG121},
	{id: "G122", samples: testutils.SampleCodeG122},
	{id: "G123", samples: testutils.SampleCodeG123},
	{id: "G124", samples: testutils.SampleCodeG124},
	{id: "G203", samples: testutils.SampleCodeG203},
	{id: "G301", samples: testutils.SampleCodeG301},
	{id: "G302", samples: testutils.SampleCodeG302},
	{id: "G303", samples: testutils.SampleCodeG303},
	{id: "G305", samples: testutils.SampleCodeG305},
	{id: "G306", samples: testutils.SampleCodeG306},
	{id: "G401", samples: testutils.SampleCodeG401},
	{id: "G401b", samples: testutils.SampleCodeG401b},
	{id: "G402", samples: testutils.SampleCodeG402},
	{id: "G403", samples: testutils.SampleCodeG403},
	{id: "G404", samples: testutils.SampleCodeG404},
	{id: "G405", samples: testutils.SampleCodeG405},
	{id: "G405b", samples: testutils.SampleCodeG405b},
	{id: "G406", samples: testutils.SampleCodeG406},
	{id: "G406b", samples: testutils.SampleCodeG406b},
	{id: "G407", samples: testutils.SampleCodeG407},
	{id: "G408", samples: testutils.SampleCodeG408},
}

// TestChosen holds that the pass finds as many flaws in each sample as gosec
// says that it has.
func TestChosen(t *testing.T) {
	dir := t.TempDir()
	samples := chosenSamples()
	if err := writeModule(t.Context(), dir, samples); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(dir, ".apiward.hcl"), []byte("extends = []\n\ngosec {}\n"), 0o666); err != nil {
		t.Fatal(err)
	}
	bin := filepath.Join(t.TempDir(), "apiward")
	if _, err := output(t.Context(), filepath.Join("..", ".."), "go", "build", "-o", bin, "./cmd/apiward"); err != nil {
		t.Fatal(err)
	}
	out, err := output(t.Context(), dir, bin, "check", "./...", "--exit-zero", "-o", "json")
	if err != nil {
		t.Fatal(err)
	}
	var report struct {
		Findings []struct {
			Rule       string
			At         struct{ File string }
			Suppressed *struct{}
		}
	}
	if err := json.Unmarshal(out, &report); err != nil {
		t.Fatal(err)
	}
	got := map[string]int{}
	for _, f := range report.Findings {
		if f.Suppressed == nil {
			got[filepath.Dir(f.At.File)+" "+f.Rule]++
		}
	}
	for _, s := range samples {
		rule := "gosec/" + strings.TrimSuffix(s.group.id, "b")
		want := s.Errors
		if slices.Contains(unheeded, s.name) {
			want = 0
		}
		if n := got[s.dir()+" "+rule]; n != want {
			t.Errorf("%s: %s found %d flaws, want %d", s.name, rule, n, want)
		}
	}
}

// unheeded are samples whose flaw is none: Go has not heeded
// PreferServerCipherSuites since 1.17.
var unheeded = []string{"G402_17", "G402_18", "G402_21"}

func chosenSamples() (samples []*sample) {
	for i := range chosen {
		for n, code := range chosen[i].samples {
			samples = append(samples, &sample{CodeSample: code, name: fmt.Sprintf("%s_%02d", chosen[i].id, n), group: &chosen[i]})
		}
	}
	return samples
}
