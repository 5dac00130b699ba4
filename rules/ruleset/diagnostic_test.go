package ruleset

import (
	"bytes"
	"errors"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/apiward/apiward/rules"
)

func TestDiagnosticsAsText(t *testing.T) {
	ds := Diagnostics{
		{Problem: "nowhere in particular", Help: "do this"},
		{At: rules.Place{File: "a.hcl"}, Problem: "the whole file"},
		{At: rules.Place{File: "a.hcl", Line: 7, Column: 3}, Width: 2, Problem: "a spot", Help: "do\nthat", line: "ééabc"},
		{At: rules.Place{File: "a\x1b.hcl", Line: 1, Column: 99}, Width: 9, Problem: "behind the end", line: "abc"},
	}
	for _, c := range []struct {
		color bool
		want  string
	}{
		{false, `error: nowhere in particular
   = help: do this

error: the whole file
  --> a.hcl

error: a spot
  --> a.hcl:7:3
   |
 7 | ééabc
   |  ^
   = help: do that

error: behind the end
  --> a�.hcl:1:99
   |
 1 | abc
   |    ^
`},
		{true, `<error>: nowhere in particular
   = help: do this

<error>: the whole file
  --> a.hcl

<error>: a spot
  --> a.hcl:7:3
   |
 7 | ééabc
   |  <^>
   = help: do that

<error>: behind the end
  --> a�.hcl:1:99
   |
 1 | abc
   |    <^>
`},
	} {
		var got bytes.Buffer
		if err := ds.WriteText(&got, c.color); err != nil {
			t.Fatal(err)
		}
		want := strings.NewReplacer("<", "\x1b[1;31m", ">\n", "\x1b[0m\n", ">:", "\x1b[0m:").Replace(c.want)
		if !c.color {
			want = c.want
		}
		if diff := cmp.Diff(want, got.String()); diff != "" {
			t.Errorf("color %v: -want +got:\n%s", c.color, diff)
		}
	}
	want := "nowhere in particular: do this\na.hcl: the whole file\na.hcl:7:3: a spot: do that\na�.hcl:1:99: behind the end"
	if diff := cmp.Diff(want, ds.Error()); diff != "" {
		t.Errorf("Error: -want +got:\n%s", diff)
	}
}

type brokenPipe struct{}

func (brokenPipe) Write([]byte) (int, error) { return 0, errors.New("broken pipe") }

func TestWriteTextReportsTheWriter(t *testing.T) {
	if err := (Diagnostics{{Problem: "a"}}).WriteText(brokenPipe{}, false); err == nil {
		t.Error("the writer's error is lost")
	}
}
