// Package jobs runs hooks.
package jobs

import (
	"context"
	"os/exec"
	"time"
)

// Job is one hook.
type Job struct {
	Name    string
	Script  string
	Timeout int
}

// Run runs the job's script, which is a program that the body names.
func Run(ctx context.Context, job *Job) error {
	ctx, cancel := context.WithTimeout(ctx, time.Duration(job.Timeout)*time.Second)
	defer cancel()
	return exec.CommandContext(ctx, job.Script).Run() // want `proven: field \w+ of the request's body`
}
