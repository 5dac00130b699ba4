package cli

import (
	"errors"
	"fmt"
	"os"
	"runtime"
	"runtime/pprof"
	"runtime/trace"
)

// profileFlags name the files for what the Go tools show of a run: where its time
// and memory go, and what waits for what.
type profileFlags struct{ cpu, memory, trace string }

// measure begins what is asked for, and returns what ends it and writes the files.
func (a *app) measure(f profileFlags) (stop func() error, err error) {
	var ends []func() error
	stop = func() error {
		var failed []error
		for _, end := range ends {
			failed = append(failed, end())
		}
		if err := errors.Join(failed...); err != nil {
			return fmt.Errorf("write a profile: %w", err)
		}
		return nil
	}
	begin := func(name string, start func(*os.File) error, end func(*os.File) error) error {
		if name == "" {
			return nil
		}
		file, err := os.Create(a.path(name))
		if err != nil {
			return err
		}
		ends = append(ends, func() error { return errors.Join(end(file), file.Close()) })
		return start(file)
	}
	err = errors.Join(
		begin(f.cpu, func(w *os.File) error { return pprof.StartCPUProfile(w) }, func(*os.File) error { pprof.StopCPUProfile(); return nil }),
		begin(f.trace, func(w *os.File) error { return trace.Start(w) }, func(*os.File) error { trace.Stop(); return nil }),
		begin(f.memory, func(*os.File) error { return nil }, func(w *os.File) error {
			runtime.GC()
			return pprof.Lookup("allocs").WriteTo(w, 0)
		}),
	)
	if err != nil {
		return nil, errors.Join(fmt.Errorf("begin a profile: %w", err), stop())
	}
	return stop, nil
}
