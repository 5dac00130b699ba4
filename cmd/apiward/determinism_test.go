package main

import (
	"fmt"
	"math/rand/v2"
	"path/filepath"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// Ten runs over the service say the same bytes in every output, whatever the
// number of processors and the order in which the packages are named.
func TestOrdersIsDeterministic(t *testing.T) {
	packages := []string{
		"./cmd/orders", "./internal/api", "./internal/auth", "./internal/jobs", "./internal/model", "./internal/report", "./internal/store",
	}
	random := rand.New(rand.NewPCG(1, 2)) // the same orders in each run of the test
	var first map[string]string
	for i := range 10 {
		dir := t.TempDir()
		file := func(name string) string { return filepath.Join(dir, name) }
		shuffled := append(slices.Clone(packages), "./...")
		random.Shuffle(len(shuffled), func(i, j int) { shuffled[i], shuffled[j] = shuffled[j], shuffled[i] })
		env := []string{fmt.Sprintf("GOMAXPROCS=%d", 1+i%4)}

		args := []string{"check", "-o", "text"}
		formats := []string{"checkstyle", "github", "gitlab", "gitlab-sast", "json", "junit", "markdown", "rdjsonl", "sarif"}
		for _, format := range formats {
			args = append(args, "-o", format+"="+file(format))
		}
		args = append(args, shuffled...)
		checked := apiward(t, ordersDir(t), env, args...)
		routes := apiward(t, ordersDir(t), env, append([]string{"routes", "--format", "json"}, shuffled...)...)
		if checked.code != 1 || routes.code != 0 {
			t.Fatalf("exit codes %d and %d, want 1 and 0; stderr:\n%s%s", checked.code, routes.code, checked.stderr, routes.stderr)
		}
		got := map[string]string{
			"text": checked.stdout, "routes": routes.stdout, "stderr": checked.stderr,
		}
		for _, format := range formats {
			got[format] = read(t, file(format))
		}
		if first == nil {
			first = got
		} else if d := cmp.Diff(first, got); d != "" {
			t.Fatalf("run %d, with %s and %q, differs from the first:\n%s", i+1, env, shuffled, d)
		}
	}
}
