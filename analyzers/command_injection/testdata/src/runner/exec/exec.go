// Package exec has two ways to run a line.
package exec

import (
	"context"
	"os/exec"
)

// Shell gives the line to a shell.
type Shell struct{}

// Run implements the server's Runner.
func (Shell) Run(ctx context.Context, line string) error {
	return exec.CommandContext(ctx, "sh", "-c", line).Run() // want `proven: form value "line" of the request`
}

// Direct gives the line to one program, which has no options behind "--".
type Direct struct{}

// Tell implements the server's Teller.
func (Direct) Tell(ctx context.Context, line string) error {
	return exec.CommandContext(ctx, "wall", "--", line).Run()
}
