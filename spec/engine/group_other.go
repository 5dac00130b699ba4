//go:build !unix

package engine

import "os/exec"

// inGroup does nothing where there are no process groups: the process itself is
// killed all the same.
func inGroup(*exec.Cmd) {}

func killGroup(*exec.Cmd) {}
