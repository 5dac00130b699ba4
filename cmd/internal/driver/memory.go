package driver

import (
	"os"
	"runtime/debug"
	"runtime/metrics"
)

// The memory that a run aims at: so much for the program itself, and so much for
// each byte of source. Until then garbage is hardly collected, which saves the
// time; there it is collected often enough to stay below.
const (
	aimedMemory  = 64 << 20
	aimedPerByte = 50
	aimedPercent = 400 // of GOGC
)

// aim is the bound on the memory of a run, zero for one that is not ours to set.
type aim struct{ limit int64 }

// aim sets the bound on memory by the size of the source.
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
	debug.SetGCPercent(aimedPercent)
	r.bound.set(aimedMemory + size*aimedPerByte)
}

func (a *aim) set(limit int64) {
	a.limit = limit
	debug.SetMemoryLimit(limit)
}

// yield raises the bound where so much is in use that keeping to it would take
// more time than it is worth: more than half as much as is in use is there for
// garbage.
func (a *aim) yield() {
	if a.limit == 0 {
		return
	}
	sample := []metrics.Sample{{Name: "/gc/heap/live:bytes"}}
	metrics.Read(sample)
	if need := int64(sample[0].Value.Uint64()) / 5 * 8; need > a.limit {
		a.set(need)
	}
}
