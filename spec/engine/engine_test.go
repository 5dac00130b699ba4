package engine

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/apiward/apiward/rules"
)

// playing names the part that this binary plays as an engine.
const playing = "APIWARD_FAKE_ENGINE"

func TestMain(m *testing.M) {
	if part := os.Getenv(playing); part != "" {
		play(part)
		return
	}
	os.Exit(m.Run())
}

// good is an answer of an engine that does what it should.
const good = `{"version": 1, "engine": {"name": "fake", "version": "v1.2.3"}, "later": {"field": true},
 "rules": [{"id": "tags", "title": "an operation has no tag", "level": "note"}],
 "findings": [
  {"rule": "tags", "document": "api.yaml", "line": 3, "column": 5, "end_line": 3, "end_column": 8, "pointer": "/paths/~1a/get", "message": "no tag"},
  {"rule": "tags", "document": "api.yaml", "file": "more.yaml", "line": 2, "column": 0, "end_line": 1, "end_column": 9, "message": "no tag"},
  {"rule": "tags", "document": "api.yaml", "line": -4, "column": 7, "message": "no tag"}],
 "errors": [{"input": "api.yaml", "message": "a rule did not end"}],
 "notices": []}`

// play plays an engine. Each part fails in a way of its own.
func play(part string) {
	out := func(text string) { _, _ = os.Stdout.WriteString(text) }
	switch name, argument, _ := strings.Cut(part, ":"); name {
	case "good":
		out(good)
	case "echo": // what it was asked, as the title of a rule
		text, _ := io.ReadAll(os.Stdin)
		dir, _ := os.Getwd()
		title, _ := json.Marshal(dir + " " + string(text))
		out(`{"version": 1, "rules": [{"id": "asked", "level": "note", "title": ` + string(title) + `}]}`)
	case "says":
		out(argument)
	case "panics":
		fmt.Fprintln(os.Stderr, "starting")
		panic("out of luck")
	case "dies":
		fmt.Fprintln(os.Stderr, strings.Repeat("noise\n", 5000)+"the last straw")
		os.Exit(3)
	case "killed":
		_ = killSelf()
	case "huge":
		out(`{"version": 1, "rules": [{"id": "`)
		for range maxOutput>>20 + 1 {
			out(strings.Repeat("x", 1<<20))
		}
		time.Sleep(time.Minute)
	case "slow":
		_, _ = io.Copy(io.Discard, os.Stdin)
		time.Sleep(time.Minute)
	case "parent": // starts one that holds its pipes and writes its process ID
		child := exec.Command(os.Args[0])
		child.Env = append(os.Environ(), playing+"=slow")
		child.Stdout, child.Stderr = os.Stdout, os.Stderr
		if err := child.Start(); err == nil {
			_ = os.WriteFile(argument, []byte(strconv.Itoa(child.Process.Pid)), 0o600)
		}
		time.Sleep(time.Minute)
	case "orphan": // the same, but ends with an answer
		child := exec.Command(os.Args[0])
		child.Env = append(os.Environ(), playing+"=slow")
		if err := child.Start(); err == nil {
			_ = os.WriteFile(argument, []byte(strconv.Itoa(child.Process.Pid)), 0o600)
		}
		out(good)
	}
	os.Exit(0)
}

func program(t *testing.T, part string) Program {
	t.Helper()
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	return Program{Name: "fake", Path: self, Dir: t.TempDir(), Deadline: 20 * time.Second, Env: append(os.Environ(), playing+"="+part)}
}

func asked() Request {
	return Request{
		Documents: []Document{{Name: "api.yaml", Files: []File{{"api.yaml", "openapi: 3.0.3\n"}, {"more.yaml", "a: 1\n"}}}},
		RuleSets:  []File{{"policy/set.yaml", "rules: {}\n"}},
	}
}

func TestAnswer(t *testing.T) {
	got, err := program(t, "good").Run(t.Context(), asked())
	if err != nil {
		t.Fatal(err)
	}
	want := &Response{
		Version: 1, Engine: About{"fake", "v1.2.3"},
		Rules: []Rule{{ID: "tags", Title: "an operation has no tag", Level: rules.Note}},
		Findings: []Finding{
			{Rule: "tags", Document: "api.yaml", File: "api.yaml", Line: 3, Column: 5, EndLine: 3, EndColumn: 8, Pointer: "/paths/~1a/get", Message: "no tag"},
			{Rule: "tags", Document: "api.yaml", File: "more.yaml", Line: 2, Column: 1, Message: "no tag"},
			{Rule: "tags", Document: "api.yaml", File: "api.yaml", Message: "no tag"},
		},
		Errors: []Remark{{"api.yaml", "a rule did not end"}}, Notices: []Remark{},
	}
	if d := cmp.Diff(want, got); d != "" {
		t.Errorf("(-want +got):\n%s", d)
	}
}

// An engine sees the documents' texts, the rule sets and its deadline, and runs
// in the project's root.
func TestQuestion(t *testing.T) {
	p := program(t, "echo")
	answer, err := p.Run(t.Context(), asked())
	if err != nil {
		t.Fatal(err)
	}
	dir, text, _ := strings.Cut(answer.Rules[0].Title, " ")
	if real, _ := filepath.EvalSymlinks(p.Dir); dir != p.Dir && dir != real {
		t.Errorf("it ran in %s, not in %s", dir, p.Dir)
	}
	const want = `{"version":1,"deadline_ms":20000,"documents":[{"name":"api.yaml","files":[{"name":"api.yaml","text":"openapi: 3.0.3\n"},{"name":"more.yaml","text":"a: 1\n"}]}],"rule_sets":[{"name":"policy/set.yaml","text":"rules: {}\n"}]}`
	if d := cmp.Diff(want, text); d != "" {
		t.Errorf("(-want +got):\n%s", d)
	}
}

// The engine that is shipped, a module of its own, recorded an exchange. Neither
// side may say a word of it that the other does not know.
func TestRecordedExchange(t *testing.T) {
	var req Request
	for name, into := range map[string]any{"request.json": &req, "response.json": new(Response)} {
		text, err := os.ReadFile(filepath.Join("..", "..", "cmd", "apiward-vacuum", "testdata", name))
		if err != nil {
			t.Fatal(err)
		}
		dec := json.NewDecoder(bytes.NewReader(text))
		dec.DisallowUnknownFields()
		if err := dec.Decode(into); err != nil {
			t.Errorf("%s: %v", name, err)
		}
		written, err := json.Marshal(into)
		if err != nil {
			t.Fatal(err)
		}
		var compact bytes.Buffer
		if err := json.Compact(&compact, text); err != nil {
			t.Fatal(err)
		}
		if d := cmp.Diff(compact.String(), string(written)); d != "" {
			t.Errorf("%s (-recorded +ours):\n%s", name, d)
		}
	}
	text, err := os.ReadFile(filepath.Join("..", "..", "cmd", "apiward-vacuum", "testdata", "response.json"))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := read(text, &req); err != nil {
		t.Error(err)
	}
}

func TestFailures(t *testing.T) {
	const reinstall = ": install the one that fits this apiward: go install github.com/apiward/apiward/cmd/apiward-fake@latest"
	for part, want := range map[string]string{
		"says:":                  "it ended without an answer" + reinstall,
		"says:hello":             `its answer is not of the protocol: "hello"` + reinstall,
		"says:" + long:           `its answer is not of the protocol: "` + long[:120] + `"…` + reinstall,
		"says:[1]":               `its answer is not of the protocol: "[1]"` + reinstall,
		"says:{}":                `its answer is not of the protocol: "{}"` + reinstall,
		`says:{"version":"1"}`:   "its answer is not of the protocol",
		`says:{"version":2}`:     "it speaks version 2 of the protocol, and this apiward version 1" + reinstall,
		`says:{"version":1}{"a"`: `its answer goes on behind its end: "{\"a\""` + reinstall,
		`says:{"version":1,"`:    "its answer is not of the protocol",
		`says:{"version":1,"rules":[{"id":"a","level":"loud"}]}`:                           `unknown level "loud"`,
		`says:{"version":1,"rules":[{"id":"a","level":"note"},{"id":"a","level":"note"}]}`: `its rules are not told apart: "a"`,
		`says:{"version":1,"rules":[{"level":"note"}]}`:                                    `its rules are not told apart: ""`,
		`says:{"version":1,"findings":[{"rule":"a","document":"api.yaml","message":"m"}]}`: `it found something by the rule "a", which is none of its own`,
		says(`{"rule":"a","document":"api.yaml","file":"/etc/passwd","message":"m"}`):      `it found something in "/etc/passwd", which it was not given as a file of "api.yaml"`,
		says(`{"rule":"a","document":"other.yaml","message":"m"}`):                         `it found something in "other.yaml"`,
		says(`{"rule":"a","document":"api.yaml"}`):                                         "it found something by the rule a and does not say what",
		says(`{"rule":"a","document":"api.yaml","message":"m","line":1.5}`):                "its answer is not of the protocol",
		`says:{"version":1,"rules":"none"}`:                                                "its answer is not of the protocol",
		"panics":                                                                           "it ended with exit status 2; its last words: panic: out of luck",
		"dies":                                                                             "it ended with exit status 3; its last words: noise / noise / noise / noise / the last straw: run ",
		"huge":                                                                             "its answer has more than 64 MB: give it fewer rules or documents",
	} {
		t.Run(part[:min(len(part), 20)], func(t *testing.T) {
			t.Parallel()
			answer, err := program(t, part).Run(t.Context(), asked())
			if err == nil || !strings.HasPrefix(err.Error(), "the engine fake failed: ") || !strings.Contains(err.Error(), want) {
				t.Errorf("got %v, want %s", err, want)
			}
			if err != nil && (strings.Contains(err.Error(), "\n") || len(err.Error()) > 1000) {
				t.Errorf("%d bytes are no line: %s", len(err.Error()), err)
			}
			if answer != nil && err != nil {
				t.Error("there is an answer beside the error")
			}
		})
	}
}

var long = strings.Repeat("garbage ", 100)

func says(finding string) string {
	return `says:{"version":1,"rules":[{"id":"a","level":"note"}],"findings":[` + finding + `]}`
}

func TestMissing(t *testing.T) {
	p := program(t, "good")
	p.Path = filepath.Join(t.TempDir(), "nowhere")
	if _, err := p.Run(t.Context(), asked()); err == nil || !strings.Contains(err.Error(), "it cannot be started") {
		t.Errorf("got %v", err)
	}
	t.Setenv("PATH", t.TempDir())
	const want = "the engine fake is not installed: there is no apiward-fake beside apiward or on the PATH: go install github.com/apiward/apiward/cmd/apiward-fake@latest"
	if _, err := Find("fake"); err == nil || err.Error() != want {
		t.Errorf("got %v, want %s", err, want)
	}
}

func TestSlow(t *testing.T) {
	p := program(t, "slow")
	p.Deadline = 300 * time.Millisecond
	start := time.Now()
	_, err := p.Run(t.Context(), asked())
	if err == nil || err.Error() != "the engine fake failed: it had no answer in 300ms and was ended: give it a longer deadline in the policy, or fewer rules or documents" {
		t.Errorf("got %v", err)
	}
	if took := time.Since(start); took > 10*time.Second {
		t.Errorf("it took %s", took)
	}
}

func TestInterrupted(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	time.AfterFunc(200*time.Millisecond, cancel)
	if _, err := program(t, "slow").Run(ctx, asked()); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v", err)
	}
}

// Whatever an engine writes, nothing ends this process, and an answer that is
// taken speaks of what was asked.
func FuzzRead(f *testing.F) {
	for _, text := range []string{good, "", "[]", `{"version":1}`, `{"version":2}`, `{"version":1} x`, says(`{"rule":"a","document":"api.yaml","message":"m","line":3,"end_line":2}`)[len("says:"):]} {
		f.Add([]byte(text))
	}
	f.Fuzz(func(t *testing.T, out []byte) {
		req := asked()
		answer, err := read(out, &req)
		if err != nil {
			if strings.Contains(err.Error(), "\n") {
				t.Errorf("%q is no line", err)
			}
			return
		}
		for _, x := range answer.Findings {
			if x.File != "api.yaml" && x.File != "more.yaml" || x.Message == "" || x.Line < 0 || x.Column < 0 || x.EndLine != 0 && x.EndLine < x.Line {
				t.Errorf("%+v", x)
			}
		}
	})
}
