//go:build unix

package engine

import (
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"
)

func killSelf() error { return syscall.Kill(os.Getpid(), syscall.SIGKILL) }

func TestKilled(t *testing.T) {
	if _, err := program(t, "killed").Run(t.Context(), asked()); err == nil || !strings.Contains(err.Error(), "it ended with signal: killed") {
		t.Errorf("got %v", err)
	}
}

// What is in the current directory is no engine, whatever the PATH says.
func TestFind(t *testing.T) {
	dir := t.TempDir()
	name := filepath.Join(dir, "apiward-fake")
	if err := os.WriteFile(name, []byte("#!/bin/sh\n"), 0o700); err != nil {
		t.Fatal(err)
	}
	t.Setenv("PATH", dir)
	if got, err := Find("fake"); err != nil || got != name {
		t.Errorf("got %s and %v", got, err)
	}
	t.Chdir(dir)
	for _, path := range []string{".", ""} {
		t.Setenv("PATH", path)
		if got, err := Find("fake"); err == nil {
			t.Errorf("PATH=%q: got %s", path, got)
		}
	}
}

// No process that an engine started outlives it, whether it was ended at its
// deadline or ended by itself.
func TestGroup(t *testing.T) {
	for _, part := range []string{"parent", "orphan"} {
		t.Run(part, func(t *testing.T) {
			file := filepath.Join(t.TempDir(), "pid")
			p := program(t, part+":"+file)
			p.Deadline = 3 * time.Second
			_, err := p.Run(t.Context(), asked())
			if (err == nil) != (part == "orphan") {
				t.Errorf("got %v", err)
			}
			text, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			pid, err := strconv.Atoi(string(text))
			if err != nil {
				t.Fatal(err)
			}
			for range 100 {
				if gone(pid) {
					return
				}
				time.Sleep(20 * time.Millisecond)
			}
			t.Errorf("the process %d still runs", pid)
		})
	}
}

// gone reports whether a process has ended, whoever is to bury it.
func gone(pid int) bool {
	if syscall.Kill(pid, 0) != nil {
		return true
	}
	stat, err := os.ReadFile(filepath.Join("/proc", strconv.Itoa(pid), "stat"))
	if err != nil {
		return false
	}
	for i := len(stat) - 1; i > 0; i-- {
		if stat[i] == ')' {
			return i+2 < len(stat) && (stat[i+2] == 'Z' || stat[i+2] == 'X')
		}
	}
	return false
}
