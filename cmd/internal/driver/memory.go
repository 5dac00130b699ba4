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
// time. Where more is in use there is room for leastPercent of garbage more.
const (
	aimedMemory  = 48 << 20
	aimedPerByte = 30
	leastPercent = 50
	mostPercent  = 400
)

// largeSource is the size of source, in bytes, from which on a run lets go of all
// that it can read again.
const largeSource = 2 << 20

// aim is the memory that a run aims at, in bytes.
type aim struct{ memory uint64 }

// sourceSize returns how many bytes of source there are.
func (r *run) sourceSize() (size uint64) {
	for _, u := range r.units {
		for _, name := range u.sources() {
			if info, err := os.Stat(name); err == nil {
				size += uint64(info.Size())
			}
		}
	}
	return size
}

// aim sets what the run aims at by the size of its source, unless whoever started
// the process has said when to collect.
func (r *run) aim(size uint64) {
	if os.Getenv("GOGC") != "" || os.Getenv("GOMEMLIMIT") != "" {
		return
	}
	r.bound.memory = aimedMemory + size*aimedPerByte
	debug.SetGCPercent(mostPercent)
	debug.SetMemoryLimit(r.bound.limit(0, 0))
	watch(weak.Make(&r.bound))
}

// aimDocuments sets what a run over documents alone aims at, for as long as the result
// is there. They need little, and are let go of one after the other: only beside a large
// one there is less garbage than is in use.
func aimDocuments() *aim {
	if os.Getenv("GOGC") != "" || os.Getenv("GOMEMLIMIT") != "" {
		return nil
	}
	a := &aim{memory: aimedMemory}
	debug.SetMemoryLimit(a.limit(0, 0))
	watch(weak.Make(a))
	return a
}

// watch says after each collection when the next one is due, for as long as the
// run is there. It may come late, which is why it is the limit that moves: until
// then there are more collections than need be, and not more memory.
func watch(bound weak.Pointer[aim]) {
	// What holds no pointer shares its memory with others, and is there for as long as
	// they are.
	runtime.AddCleanup(new(*aim), func(bound weak.Pointer[aim]) {
		if a := bound.Value(); a != nil {
			debug.SetMemoryLimit(a.limit(used()))
			watch(bound)
		}
	}, bound)
}

// used returns how many bytes the last collection left, and how many the program
// takes beside those and the garbage: for stacks, for tables, for gaps between what
// is in use.
func used() (live, around uint64) {
	sample := []metrics.Sample{
		{Name: "/gc/heap/live:bytes"}, {Name: "/memory/classes/total:bytes"},
		{Name: "/memory/classes/heap/objects:bytes"}, {Name: "/memory/classes/heap/free:bytes"}, {Name: "/memory/classes/heap/released:bytes"},
	}
	metrics.Read(sample)
	around = sample[1].Value.Uint64()
	for _, s := range sample[2:] {
		around -= min(around, s.Value.Uint64())
	}
	return sample[0].Value.Uint64(), around
}

// limit returns how much memory there may be, with so much of it in use and around
// that.
func (a *aim) limit(live, around uint64) int64 {
	return int64(max(a.memory, live+live*leastPercent/100+around))
}
