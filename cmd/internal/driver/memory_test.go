package driver

import "testing"

// TestPercent holds that garbage fills what is aimed at, and that what is in use
// beyond that leaves room for more.
func TestPercent(t *testing.T) {
	a := aim{heap: 100 << 20}
	for _, c := range []struct {
		live uint64
		want int
	}{
		{0, leastPercent},
		{1 << 20, mostPercent},
		{40 << 20, 150},
		{90 << 20, leastPercent},
		{300 << 20, leastPercent},
	} {
		if got := a.percent(c.live); got != c.want {
			t.Errorf("with %d bytes in use there is room for %d %%, not for %d", c.live, got, c.want)
		}
	}
}
