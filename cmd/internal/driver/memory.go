package driver

import (
	"os"
	"runtime/debug"
)

// The memory that a run aims at: what it takes for a service of 150,000 lines, and
// for larger ones that much for each byte of source. Above it garbage is collected
// more often, which costs time; far above what is needed, a run would take twice as
// much memory as it uses.
const (
	aimedMemory  = 420 << 20
	aimedPerByte = 75
)

// aim sets the bound on memory by the size of the source, unless whoever started
// the process has set one.
func (r *run) aim() {
	if os.Getenv("GOGC") != "" || os.Getenv("GOMEMLIMIT") != "" {
		return
	}
	var size int64
	for _, u := range r.units {
		for _, name := range u.sources() {
			if info, err := os.Stat(name); err == nil {
				size += info.Size()
			}
		}
	}
	debug.SetMemoryLimit(max(aimedMemory, size*aimedPerByte))
}
