package cli

import (
	"fmt"
	"io"

	"github.com/apiward/apiward/cmd/internal/report"
)

// progressWidth is what fits the narrowest usual terminal.
const progressWidth = 79

// progress is one line on a terminal that says how far a run is. Elsewhere, in
// logs and pipes, it is silent.
type progress struct {
	w     io.Writer // nil: silent
	shown bool
}

func (a *app) progress() *progress {
	if !a.env.StderrIsTerminal || a.env.Getenv("TERM") == "dumb" || a.env.Getenv("CI") != "" {
		return &progress{}
	}
	return &progress{w: a.env.Stderr}
}

const (
	lineStart = "\r"
	eraseLine = "\x1b[K"
)

// show replaces the line. A total of 0 is not known yet.
func (p *progress) show(stage string, done, total int, current string) {
	if p.w == nil {
		return
	}
	line := stage
	if total > 0 {
		line = fmt.Sprintf("%s %d/%d", stage, done, total)
	}
	if current != "" {
		line += " " + current
	}
	p.shown = true
	fmt.Fprint(p.w, lineStart, report.Fit(report.Clean(line), progressWidth), eraseLine)
}

// end removes the line.
func (p *progress) end() {
	if p.shown {
		fmt.Fprint(p.w, lineStart, eraseLine)
	}
}
