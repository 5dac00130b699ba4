package main

import (
	"fmt"
	"os"
)

// progress tells on a terminal how far the work is, and nothing elsewhere.
type progress struct {
	w        *os.File
	terminal bool
}

func newProgress(w *os.File) *progress {
	info, err := w.Stat()
	return &progress{w, err == nil && info.Mode()&os.ModeCharDevice != 0}
}

// stage tells of the analysis of the service as it is.
func (p *progress) stage(stage string, done, total int, _ string) {
	if total > 0 {
		p.status(fmt.Sprintf("%s %d of %d", stage, done, total))
	}
}

// mutant tells which mutant is under way.
func (p *progress) mutant(k kind, i, n int) { p.status(fmt.Sprintf("%s %d of %d", k, i+1, n)) }

func (p *progress) status(text string) {
	if p.terminal {
		fmt.Fprintf(p.w, "\r\033[K%s", text)
	}
}

// done clears the line.
func (p *progress) done() { p.status("") }

// line tells something that stays.
func (p *progress) line(text string) {
	p.status("")
	fmt.Fprintln(p.w, "mutate: "+text)
}
