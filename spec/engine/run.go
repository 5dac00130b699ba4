package engine

import (
	"bytes"
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"time"
)

const (
	// DefaultDeadline is the time that an engine has where nobody says.
	DefaultDeadline = time.Minute
	// maxOutput bounds an engine's answer. A finding has about 500 bytes, and
	// 100,000 of them are no report.
	maxOutput = 64 << 20
	// maxHead and maxTail are how much is kept of the beginning and of the end of
	// what an engine writes to its standard error: a Go program that panics says
	// why in the first line, and others in the last.
	maxHead, maxTail = 2 << 10, 4 << 10
	// grace is how long a killed process may hold its pipes.
	grace = 2 * time.Second
)

// Program is an engine that is installed here.
type Program struct {
	Name     string        // "vacuum"
	Path     string        // as [Find] returned it
	Dir      string        // in which it runs: the project's root
	Deadline time.Duration // 0: DefaultDeadline

	// Args and Env are for tests, which play the engine themselves.
	Args, Env []string
}

// Find returns the path of the engine's program: beside this one, where both
// were installed together, or on the PATH. The error says how to install it.
func Find(name string) (string, error) {
	file := "apiward-" + name
	if self, err := os.Executable(); err == nil {
		beside := filepath.Join(filepath.Dir(self), file)
		if runtime.GOOS == "windows" {
			beside += ".exe"
		}
		if found, err := exec.LookPath(beside); err == nil {
			return found, nil
		}
	}
	found, err := exec.LookPath(file)
	if err != nil {
		return "", fmt.Errorf("the engine %s is not installed: there is no %s beside apiward or on the PATH: %s", name, file, install(name))
	}
	return filepath.Abs(found)
}

// install says how an engine is installed.
func install(name string) string {
	return fmt.Sprintf("go install github.com/apiward/apiward/cmd/apiward-%s@latest", name)
}

// Run asks the engine and returns its answer. An engine that fails in any way
// is told by the error, in one line, with what to do; it never outlives the
// call, and neither do processes that it started and that are in its group.
func (p Program) Run(ctx context.Context, req Request) (*Response, error) {
	deadline := cmp.Or(p.Deadline, DefaultDeadline)
	req.Version, req.Deadline = Version, deadline.Milliseconds()
	question, err := json.Marshal(req)
	if err != nil {
		return nil, p.failed(fmt.Sprintf("it cannot be asked: %v", err), "please report it")
	}
	limited, cancel := context.WithTimeout(ctx, deadline)
	defer cancel()

	out, tail := &bounded{limit: maxOutput, full: cancel}, &trailing{}
	cmd := exec.CommandContext(limited, p.Path, p.Args...)
	cmd.Dir, cmd.Env = p.Dir, p.Env
	cmd.Stdin, cmd.Stdout, cmd.Stderr = bytes.NewReader(question), out, tail
	cmd.WaitDelay = grace
	inGroup(cmd)
	err = cmd.Run()
	killGroup(cmd) // what it left behind

	advice := fmt.Sprintf("run %s by itself, or turn the engine off in the policy", filepath.Base(p.Path))
	switch {
	case ctx.Err() != nil:
		return nil, ctx.Err()
	case out.spilled:
		return nil, p.failed(fmt.Sprintf("its answer has more than %d MB", maxOutput>>20), "give it fewer rules or documents")
	case limited.Err() != nil:
		return nil, p.failed(fmt.Sprintf("it had no answer in %s and was ended", deadline), "give it a longer deadline in the policy, or fewer rules or documents")
	case err != nil && !errors.Is(err, exec.ErrWaitDelay):
		if _, died := errors.AsType[*exec.ExitError](err); !died {
			return nil, p.failed("it cannot be started: "+err.Error(), install(p.Name))
		}
		return nil, p.failed(fmt.Sprintf("it ended with %s%s", cmd.ProcessState, tail), advice)
	}
	answer, err := read(out.kept.Bytes(), &req)
	if err != nil {
		return nil, p.failed(err.Error()+tail.String(), "install the one that fits this apiward: "+install(p.Name))
	}
	return answer, nil
}

// failed returns an error that names the engine, what is wrong and what to do.
func (p Program) failed(problem, advice string) error {
	return fmt.Errorf("the engine %s failed: %s: %s", p.Name, problem, advice)
}

// bounded keeps what is written up to a limit, and calls full where there is
// more. The writer is never made to wait, so that it can be told apart from one
// that is slow.
//
// The buffer is no embedded one: its ReadFrom would take all there is.
type bounded struct {
	kept    bytes.Buffer
	limit   int
	full    func()
	spilled bool
}

// Write implements io.Writer.
func (b *bounded) Write(p []byte) (int, error) {
	if b.spilled {
		return len(p), nil
	}
	if b.kept.Len()+len(p) > b.limit {
		b.spilled = true
		b.full()
		return len(p), nil
	}
	return b.kept.Write(p)
}

// trailing keeps the beginning and the end of what is written.
type trailing struct{ head, tail []byte }

var _ io.Writer = (*trailing)(nil)

// Write implements io.Writer.
func (t *trailing) Write(p []byte) (int, error) {
	n := min(len(p), maxHead-len(t.head))
	t.head = append(t.head, p[:n]...)
	t.tail = append(t.tail, p[n:]...)
	if over := len(t.tail) - maxTail; over > 0 {
		t.tail = append(t.tail[:0], t.tail[over:]...)
	}
	return len(p), nil
}

// maxLines is how many lines are shown of an engine's last words.
const maxLines = 5

// String returns the last lines, in one, to be put behind a problem, or the one
// that says why a Go program panicked.
func (t *trailing) String() string {
	var lines []string
	for line := range strings.Lines(strings.ToValidUTF8(string(t.head)+string(t.tail), "\uFFFD")) {
		if line = strings.TrimSpace(line); line != "" {
			lines = append(lines, line)
		}
	}
	if len(lines) == 0 {
		return ""
	}
	for i, line := range lines {
		if strings.HasPrefix(line, "panic: ") || strings.HasPrefix(line, "fatal error: ") {
			lines = lines[i : i+1]
			break
		}
	}
	lines = lines[max(0, len(lines)-maxLines):]
	return "; its last words: " + strings.Join(lines, " / ")
}
