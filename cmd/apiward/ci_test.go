package main

import (
	"encoding/json"
	"encoding/xml"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"go.yaml.in/yaml/v3"
)

// ci reads a file that readers copy.
func ci(t *testing.T, name string, into any) {
	t.Helper()
	data, err := os.ReadFile(filepath.Join("..", "..", "testdata", "ci", filepath.FromSlash(name)))
	if err != nil {
		t.Fatal(err)
	}
	if err := yaml.Unmarshal(data, into); err != nil {
		t.Fatalf("%s: %v", name, err)
	}
}

// job is what the workflows of GitHub hold.
type job struct {
	Permissions map[string]string
	Jobs        map[string]struct {
		Steps []struct {
			Uses, Run string
			With      map[string]string
		}
	}
}

// script runs a script in a folder as a job does, and returns how it ended.
func script(t *testing.T, dir, text string, env ...string) (out string, code int) {
	t.Helper()
	cmd := exec.Command("bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", text)
	cmd.Dir = dir
	cmd.Env = append(append(os.Environ(), "GOPROXY=off", "GOFLAGS=-mod=mod", "GOWORK=off"), env...)
	data, err := cmd.CombinedOutput()
	if _, ended := errors.AsType[*exec.ExitError](err); err != nil && !ended {
		t.Fatal(err)
	}
	return string(data), cmd.ProcessState.ExitCode()
}

func TestWorkflowUsesTheAction(t *testing.T) {
	var w job
	ci(t, ".github/workflows/apiward.yml", &w)
	inputs, uses := readAction(t).Inputs, 0
	for _, s := range w.Jobs["apiward"].Steps {
		if !strings.HasPrefix(s.Uses, "apiward/apiward@v") {
			continue
		}
		uses++
		for name := range s.With {
			if _, known := inputs[name]; !known {
				t.Errorf("the action has no input %s", name)
			}
		}
	}
	if uses != 1 || w.Permissions["security-events"] != "write" || w.Permissions["contents"] != "read" || len(w.Permissions) != 2 {
		t.Errorf("%d uses, permissions %v", uses, w.Permissions)
	}
}

func TestReviewdogWorkflow(t *testing.T) {
	var w job
	ci(t, ".github/workflows/reviewdog.yml", &w)
	steps := w.Jobs["apiward"].Steps
	run := steps[len(steps)-1].Run
	bin := t.TempDir()
	fake := "#!/bin/bash\necho \"$*\"\ncat\n"
	if err := os.WriteFile(filepath.Join(bin, "reviewdog"), []byte(fake), 0o700); err != nil {
		t.Fatal(err)
	}
	path := "PATH=" + bin + string(filepath.ListSeparator) + os.Getenv("PATH")
	r := newRepository(t, actionService(actionQuery))
	out, code := script(t, r.dir, run, path)
	if code != 0 || !strings.Contains(out, "-f=rdjsonl ") || !strings.Contains(out, `"code":{"value":"sql_injection"}`) {
		t.Errorf("exit code %d\n%s", code, out)
	}
	r.commit(map[string]string{"broken.go": "package main\n\nvar _ = undefined\n"})
	if out, code := script(t, r.dir, run, path); code != 2 || strings.Contains(out, "-f=rdjsonl ") {
		t.Errorf("a broken package: exit code %d, want 2 before reviewdog runs\n%s", code, out)
	}
}

func TestGitLabJob(t *testing.T) {
	var jobs map[string]struct {
		Script    []string
		Artifacts struct {
			When    string
			Reports map[string]string
		}
	}
	ci(t, ".gitlab-ci.yml", &jobs)
	job := jobs["apiward"]
	if len(job.Script) != 1 || len(job.Artifacts.Reports) != 3 || job.Artifacts.When != "always" {
		t.Fatalf("%+v", job)
	}
	readable := map[string]func([]byte) error{
		"codequality": func(data []byte) error { return json.Unmarshal(data, &[]struct{ Fingerprint string }{}) },
		"sast":        func(data []byte) error { return json.Unmarshal(data, &struct{ Vulnerabilities []struct{} }{}) },
		"junit":       func(data []byte) error { return xml.Unmarshal(data, &struct{ XMLName xml.Name }{}) },
	}
	for _, tt := range []struct {
		name  string
		files map[string]string
		code  int
	}{
		{"clean", actionService(), 0}, {"found", actionService(actionQuery), 1}, {"broken", map[string]string{"go.mod": "module example.com/x\n\ngo 1.24\n", "x.go": "package x\n\nvar _ = undefined\n"}, 2},
	} {
		r := newRepository(t, tt.files)
		out, code := script(t, r.dir, job.Script[0], "CI_MERGE_REQUEST_DIFF_BASE_SHA=")
		if code != tt.code {
			t.Errorf("%s: exit code %d, want %d\n%s", tt.name, code, tt.code, out)
		}
		for kind, file := range job.Artifacts.Reports {
			data, err := os.ReadFile(filepath.Join(r.dir, file))
			if err == nil {
				err = readable[kind](data)
			}
			if err != nil {
				t.Errorf("%s: %s: %v", tt.name, kind, err)
			}
		}
	}

	r := newRepository(t, actionService(actionOpen))
	base := r.git(r.dir, "rev-parse", "HEAD")
	r.commit(actionService())
	out, code := script(t, r.dir, job.Script[0], "CI_MERGE_REQUEST_DIFF_BASE_SHA="+base)
	if code != 0 || !strings.Contains(out, "guard gained") {
		t.Errorf("a merge request: exit code %d, want 0 and its table\n%s", code, out)
	}
	head := r.git(r.dir, "rev-parse", "HEAD")
	r.commit(actionService(actionOpen))
	if out, code := script(t, r.dir, job.Script[0], "CI_MERGE_REQUEST_DIFF_BASE_SHA="+head); code != 1 || !strings.Contains(out, "guard lost") {
		t.Errorf("a lost guard: exit code %d, want 1 and its table\n%s", code, out)
	}
	if out, code := script(t, r.dir, job.Script[0], "CI_MERGE_REQUEST_DIFF_BASE_SHA="+strings.Repeat("0", 39)+"1"); code != 2 {
		t.Errorf("a base that is not there: exit code %d, want 2\n%s", code, out)
	}
}
