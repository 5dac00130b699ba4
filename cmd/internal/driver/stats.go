package driver

import (
	"cmp"
	"fmt"
	"io"
	"runtime"
	"runtime/metrics"
	"slices"
	"sync"
	"text/tabwriter"
	"time"
)

// Stats say what a run cost. A nil one counts nothing.
type Stats struct {
	Phases    []Cost // in the order in which they ended
	Analyzers []Cost // by name
	Packages  []Cost // by listed name, those that were analysed

	// Units are the packages of source, and Reused those of them whose results
	// were at hand. Program says that all of them were and that what they make
	// together was too, and Run that nothing at all was left to do.
	Units, Reused int
	Program, Run  bool

	mu sync.Mutex
}

// Cost is what a part of a run took.
type Cost struct {
	Name  string
	Wall  time.Duration
	Bytes uint64 // allocated, most of them for a short while
}

// is notes something.
func (s *Stats) is(note func(*Stats)) {
	if s == nil {
		return
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	note(s)
}

// workers is how many packages are analysed at a time.
func (s *Stats) workers() int {
	if s != nil {
		return 1
	}
	return runtime.GOMAXPROCS(0)
}

// phase begins a part of a run, and returns what ends it.
func (s *Stats) phase(name string) (end func()) {
	return s.measure(name, func() *[]Cost { return &s.Phases })
}

func (s *Stats) pass(name string) (end func()) {
	return s.measure(name, func() *[]Cost { return &s.Analyzers })
}

func (s *Stats) unit(u *unit) (end func()) {
	return s.measure(u.ImportPath, func() *[]Cost { return &s.Packages })
}

func (s *Stats) measure(name string, list func() *[]Cost) (end func()) {
	if s == nil {
		return func() {}
	}
	start, before := time.Now(), allocated()
	return func() {
		wall, bytes := time.Since(start), allocated()-before
		s.mu.Lock()
		defer s.mu.Unlock()
		costs := list()
		i := slices.IndexFunc(*costs, func(c Cost) bool { return c.Name == name })
		if i < 0 {
			*costs = append(*costs, Cost{Name: name})
			i = len(*costs) - 1
		}
		(*costs)[i].Wall += wall
		(*costs)[i].Bytes += bytes
	}
}

// allocated returns how much this process has allocated so far.
func allocated() uint64 {
	sample := []metrics.Sample{{Name: "/gc/heap/allocs:bytes"}}
	metrics.Read(sample)
	return sample[0].Value.Uint64()
}

// mostPackages bounds how many packages are told: the dearest are what one looks
// for.
const mostPackages = 20

// Write tells the stats as text.
func (s *Stats) Write(w io.Writer) error {
	fmt.Fprintf(w, "%d packages of source, %d of them cached", s.Units, s.Reused)
	switch {
	case s.Run:
		fmt.Fprint(w, "; nothing changed since an earlier run")
	case s.Program:
		fmt.Fprint(w, "; what they make together was cached too")
	}
	fmt.Fprintln(w)
	tw := tabwriter.NewWriter(w, 0, 0, 2, ' ', tabwriter.AlignRight)
	dearest := func(list []Cost) []Cost {
		list = slices.Clone(list)
		slices.SortStableFunc(list, func(a, b Cost) int { return cmp.Or(cmp.Compare(b.Wall, a.Wall), cmp.Compare(a.Name, b.Name)) })
		return list[:min(len(list), mostPackages)]
	}
	for _, table := range []struct {
		head string
		rows []Cost
	}{{"phase", s.Phases}, {"pass", dearest(s.Analyzers)}, {"package", dearest(s.Packages)}} {
		if len(table.rows) == 0 {
			continue
		}
		fmt.Fprintf(tw, "ms\tallocated MB\t  %s\n", table.head)
		for _, c := range table.rows {
			fmt.Fprintf(tw, "%.1f\t%.1f\t  %s\n", float64(c.Wall.Microseconds())/1000, float64(c.Bytes)/1e6, c.Name)
		}
	}
	return tw.Flush()
}
