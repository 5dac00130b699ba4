package driver

import (
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/apiward/apiward/cmd/internal/cache"
	"github.com/apiward/apiward/rules"
)

// A function that the policy names is looked for in the package as it is, whoever can
// call it.
func TestWhatThePolicyNamesIsLookedFor(t *testing.T) {
	offline(t)
	t.Setenv("GOFLAGS", "-mod=vendor")
	for _, tt := range []struct{ symbol, file, declares string }{
		{"example.com/m/access.more", "access/access.go", "func more(i int) int { return i + 1 }"},
		{"example.com/m/access.More", "access/access.go", "func More(i int) int { return i + 1 }"},
		{"example.com/m/store.Store.more", "store/store.go", "func (s *Store) more(i int) int { return i + 1 }"},
	} {
		dir := tree(t, edited)
		e := &editor{t: t, dir: dir, was: map[string][]byte{}}
		policy := &rules.Policy{Sanitizers: []rules.Sanitizer{{Symbol: tt.symbol, Reason: "it is safe"}}}
		cfg := Config{Dir: dir, Patterns: []string{"./..."}, Policy: policy, Cache: cache.Open(t.TempDir(), time.Now)}
		if first := said(t, cfg); !strings.Contains(first, tt.symbol+" clears nothing") {
			t.Errorf("nothing is said of %s, which is not there:\n%s", tt.symbol, first)
		}
		name := filepath.Join(dir, filepath.FromSlash(tt.file))
		e.write(name, append(e.read(name), tt.declares+"\n"...))
		cold := cfg
		cold.Cache = nil
		want := said(t, cold)
		if strings.Contains(want, tt.symbol+" clears nothing") {
			t.Errorf("%s is there, and is not found", tt.symbol)
		}
		if diff := cmp.Diff(want, said(t, cfg)); diff != "" {
			t.Errorf("%s is there now, and a run with a cache says otherwise (-without +with):\n%s", tt.symbol, diff)
		}
	}
}
