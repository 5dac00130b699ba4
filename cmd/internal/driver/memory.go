package driver

import (
	"os"
	"runtime"
	"runtime/debug"
	"runtime/metrics"
	"weak"
)

// The memory that a run aims at: so much for the program itself, and so much for
// each byte of source. Until then garbage is hardly collected, which saves the
// time. Where more is in use there is room for leastPercent of garbage more, and
// for less once a run comes to take largeMemory.
const (
	aimedMemory  = 48 << 20
	aimedPerByte = 30
	leastPercent = 50
	mostPercent  = 400
	largeMemory  = 440 << 20
)

// aim is the heap that a run aims at, in bytes.
type aim struct{ heap uint64 }

// aim sets what the run aims at by the size of its source, unless whoever started
// the process has said when to collect.
func (r *run) aim() {
	if os.Getenv("GOGC") != "" || os.Getenv("GOMEMLIMIT") != "" {
		return
	}
	size := uint64(0)
	for _, u := range r.units {
		for _, name := range u.sources() {
			if info, err := os.Stat(name); err == nil {
				size += uint64(info.Size())
			}
		}
	}
	r.bound.heap = aimedMemory + size*aimedPerByte
	debug.SetGCPercent(mostPercent)
	watch(weak.Make(&r.bound))
}

// watch says after each collection when the next one is due, for as long as the
// run is there.
func watch(bound weak.Pointer[aim]) {
	// What holds no pointer shares its memory with others, and is there for as long as
	// they are.
	runtime.AddCleanup(new(*aim), func(bound weak.Pointer[aim]) {
		if a := bound.Value(); a != nil {
			live := live()
			debug.SetGCPercent(a.percent(live))
			debug.SetMemoryLimit(int64(max(largeMemory, live/2*3)))
			watch(bound)
		}
	}, bound)
}

// live returns how many bytes the last collection left.
func live() uint64 {
	sample := []metrics.Sample{{Name: "/gc/heap/live:bytes"}}
	metrics.Read(sample)
	return sample[0].Value.Uint64()
}

// percent returns how much garbage there may be beside what is in use.
func (a *aim) percent(live uint64) int {
	if live == 0 || live >= a.heap {
		return leastPercent
	}
	return int(min(max((a.heap-live)*100/live, leastPercent), mostPercent))
}
