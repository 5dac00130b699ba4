package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/rogpeppe/go-internal/testscript"
)

// Scripts run the command as users do, offline and in a module of their own.
func TestScripts(t *testing.T) {
	cache, modules := goEnv(t, "GOCACHE"), goEnv(t, "GOMODCACHE")
	testscript.Run(t, testscript.Params{
		Dir:           filepath.Join("testdata", "script"),
		UpdateScripts: *update,
		Setup: func(e *testscript.Env) error {
			for key, value := range map[string]string{
				"GOCACHE": cache, "GOMODCACHE": modules, "GOPROXY": "off", "GOFLAGS": "-mod=mod",
				"GOTOOLCHAIN": "local", "GOWORK": "off", "XDG_CACHE_HOME": filepath.Join(e.WorkDir, ".cache"), "APIWARD_CACHE": "off",
				"ESC": "\x1b", "TERM": "xterm", "NO_COLOR": "", "FORCE_COLOR": "",
			} {
				e.Setenv(key, value)
			}
			return nil
		},
		Cmds: map[string]func(*testscript.TestScript, bool, []string){
			"exit": exit, "check": check, "huge": huge, "late": late,
		},
	})
}

// exit N command args... runs a command that must end with N. No command of
// ours panics, or says anything on the standard error that is not addressed.
func exit(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 2 {
		ts.Fatalf("usage: exit code command [args]")
	}
	code, err := exitCode(ts.Exec(args[1], args[2:]...))
	ts.Check(err)
	if fmt.Sprint(code) != args[0] {
		ts.Fatalf("exit code %d, want %s", code, args[0])
	}
	if stderr := ts.ReadFile("stderr"); strings.Contains(stderr, "goroutine ") || strings.Contains(stderr, "panic") {
		ts.Fatalf("the command panicked")
	}
}

// check N args... runs apiward check in all formats at once: text on the
// standard output, out.json and out.sarif, which must be what they claim.
func check(ts *testscript.TestScript, neg bool, args []string) {
	exit(ts, neg, append([]string{args[0], "apiward", "check", "-o", "text", "-o", "json=out.json", "-o", "sarif=out.sarif"}, args[1:]...))
	if !json.Valid([]byte(ts.ReadFile("out.json"))) {
		ts.Fatalf("out.json is no JSON")
	}
	ts.Check(checkSARIF(ts.ReadFile("out.sarif")))
}

// huge file megabytes writes an OpenAPI document of that size.
func huge(ts *testscript.TestScript, _ bool, args []string) {
	size, err := strconv.Atoi(args[1])
	ts.Check(err)
	var b bytes.Buffer
	b.WriteString("openapi: 3.0.3\ninfo: {title: huge, version: \"1\"}\npaths:\n")
	for i := 0; b.Len() < size<<20; i++ {
		fmt.Fprintf(&b, "  /p%d:\n    get:\n      summary: %s\n      responses: {\"200\": {description: ok}}\n", i, strings.Repeat("x", 1000))
	}
	ts.Check(os.WriteFile(ts.MkAbs(args[0]), b.Bytes(), 0o666))
}

// late file... puts comments before the text of files, more than a search reads.
func late(ts *testscript.TestScript, _ bool, args []string) {
	for _, name := range args {
		text := strings.Repeat("# and so on\n", 6000) + ts.ReadFile(name)
		ts.Check(os.WriteFile(ts.MkAbs(name), []byte(text), 0o666))
	}
}

// A run that is interrupted ends at once, with 2, and leaves no report that
// looks like one of a whole run.
func TestInterrupted(t *testing.T) {
	dir := t.TempDir()
	started, report := filepath.Join(dir, "started"), filepath.Join(dir, "out.json")
	write(t, filepath.Join(dir, "go.mod"), "module example.com/m\n")
	write(t, filepath.Join(dir, "m.go"), "package m\n")
	// A go command that never answers.
	write(t, filepath.Join(dir, "bin", "go"), "#!/bin/sh\n: >"+started+"\nexec sleep 600\n")
	if err := os.Chmod(filepath.Join(dir, "bin", "go"), 0o755); err != nil {
		t.Fatal(err)
	}
	command, err := exec.LookPath("apiward")
	if err != nil {
		t.Fatal(err)
	}
	var stdout, stderr bytes.Buffer
	cmd := exec.CommandContext(t.Context(), command, "check", "-o", "text", "-o", "json="+report)
	cmd.Dir, cmd.Stdout, cmd.Stderr = dir, &stdout, &stderr
	cmd.Env = append(os.Environ(), "PWD="+dir, "PATH="+filepath.Join(dir, "bin")+string(filepath.ListSeparator)+os.Getenv("PATH"))
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	for _, err := os.Stat(started); err != nil; _, err = os.Stat(started) {
		time.Sleep(time.Millisecond)
	}
	if err := cmd.Process.Signal(os.Interrupt); err != nil {
		t.Fatal(err)
	}
	code, err := exitCode(cmd.Wait())
	if err != nil {
		t.Fatal(err)
	}
	if code != 2 || stdout.Len() > 0 || stderr.String() != "apiward: interrupted: nothing is reported\n" {
		t.Errorf("exit code %d, standard output %q, standard error %q", code, stdout.String(), stderr.String())
	}
	if _, err := os.Stat(report); err == nil {
		t.Error("there is a report")
	}
}

// A run that does not hear of the interruption ends too.
func TestInterruptedWhileReading(t *testing.T) {
	var stdout, stderr bytes.Buffer
	cmd := exec.CommandContext(t.Context(), "apiward", "rules", "fmt", "-")
	cmd.Dir, cmd.Stdout, cmd.Stderr = t.TempDir(), &stdout, &stderr
	input, err := cmd.StdinPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	// More than a pipe holds: when all is written the command reads, and waits for more.
	if _, err := input.Write(bytes.Repeat([]byte("#\n"), 128<<10)); err != nil {
		t.Fatal(err)
	}
	if err := cmd.Process.Signal(os.Interrupt); err != nil {
		t.Fatal(err)
	}
	code, err := exitCode(cmd.Wait())
	if err != nil {
		t.Fatal(err)
	}
	if code != 2 || stdout.Len() > 0 || !strings.HasPrefix(stderr.String(), "apiward: interrupted: ") {
		t.Errorf("exit code %d, standard output %q, standard error %q", code, stdout.String(), stderr.String())
	}
}

// write writes a file with the directories above it.
func write(t *testing.T, name, text string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(name), 0o777); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(name, []byte(text), 0o666); err != nil {
		t.Fatal(err)
	}
}
